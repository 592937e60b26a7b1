//! Two years of payment, and a year's ceiling: what can be asked for, and what can't.

use super::state;
use crate::{
    jobs::upkeep::tidy,
    testing::{
        Answer, World,
        deductions::{case, case_of, claim, claim_input, invoice, pay, ready},
        world,
    },
};
use chrono::Duration;
use serde_json::{Value, json};

#[actix_web::test]
async fn when_one_years_last_day_passes_the_next_years_payment_can_be_asked_for() {
    let w = world().await;
    let issued = invoice(&w, 20_000).await;
    let left = issued.body["remaining_ore"].as_i64().unwrap();
    pay(&w, &issued, Some(left / 2)).await;
    // 15 January: the rest comes in, and the first half can still be asked for.
    w.pass(Duration::days(56));
    // New keys sign what is asked for from now on.
    tidy(&w.app).await.unwrap();
    w.app.keys.renew(&w.app).await.unwrap();
    pay(&w, &issued, None).await;
    let both = case_of(&w, &issued).await;
    let says = |c: &Answer| {
        (
            c.body["summary"]["year"].as_i64().unwrap(),
            c.body["summary"]["deadline_on"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!((state(&both), says(&both)), ("ready", (2026, "2027-01-31".to_owned())));
    w.pass(Duration::days(17));
    tidy(&w.app).await.unwrap();
    let later = case(&w, &both.id()).await;
    assert_eq!(
        (state(&later), says(&later)),
        ("ready", (2027, "2028-01-31".to_owned()))
    );
    let mut input = claim_input("Nästa", &[&later]);
    input["year"] = json!(2027);
    w.office().post("/deduction-claims", input).await.expect(201);
    let asked = case(&w, &both.id()).await;
    let whole = asked.body["summary"]["deduction_kr"].as_i64().unwrap();
    let half = asked.body["asked_kr"].as_i64().unwrap();
    assert!(half >= whole / 2 - 2 && half <= whole / 2 + 2, "{half} of {whole}");
}

/// Says that others have deducted so much for the buyer of a case.
async fn had_elsewhere(w: &World, of: &Answer, rot_kr: i64) {
    let path = format!(
        "/customers/{}/household",
        of.body["summary"]["customer_id"].as_str().unwrap()
    );
    let seen = w.office().get(&path).await.expect(200);
    let members: Vec<Value> = seen.body["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| {
            let used = if m["share_bp"] == 9_999 {
                json!([{ "year": 2026, "rot_kr": rot_kr, "rut_kr": 0 }])
            } else {
                json!([])
            };
            json!({ "id": m["id"], "name": m["name"], "identity_number": null, "share_bp": m["share_bp"],
                "entitlement": m["entitlement"], "unrelated": m["unrelated"], "used": used })
        })
        .collect();
    w.office()
        .put(&path, seen.version(), json!({ "members": members }))
        .await
        .expect(200);
}

#[actix_web::test]
async fn a_claim_never_passes_the_buyers_ceiling_of_the_year() {
    let w = world().await;
    let (one, two) = (ready(&w, 4_000).await, ready(&w, 4_000).await);
    // 50 000 kr are the most; 749 for each of ours.
    for case in [&one, &two] {
        had_elsewhere(&w, case, 50_000 - 2 * 749 + 1).await;
    }
    let office = w.office();
    let refused = office
        .post("/deduction-claims", claim_input("Båda", &[&one, &two]))
        .await
        .expect_problem(409, "incomplete");
    assert!(refused.body.to_string().contains("ceiling"), "{}", refused.body);
    refused.expect_field("/case_ids/1", "invalid");
    claim(&w, "En", &[&one]).await;
    // By a claim of its own it is the same ceiling.
    office
        .post("/deduction-claims", claim_input("Två", &[&two]))
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/case_ids/0", "invalid");
    let seen = case(&w, &two.id()).await;
    assert_eq!(seen.body["next_claim"]["guards"], json!(["ceiling"]));
    for case in [&one, &two] {
        had_elsewhere(&w, case, 50_000 - 2 * 749).await;
    }
    claim(&w, "Två", &[&two]).await;
}
