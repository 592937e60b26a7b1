//! Two years of payment, and a year's ceiling: what can be asked for, and what can't.

use super::state;
use crate::{
    jobs::upkeep::tidy,
    testing::{
        Answer, World,
        deductions::{case, case_of, claim, claim_input, draft, invoice, pay, ready, resolution},
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

/// Paid by halves in December and January, on 15 January: two years, two claims.
async fn halves(w: &World) -> Answer {
    let issued = invoice(w, 20_000).await;
    let left = issued.body["remaining_ore"].as_i64().unwrap();
    pay(w, &issued, Some(left / 2)).await;
    w.pass(Duration::days(56));
    tidy(&w.app).await.unwrap();
    w.app.keys.renew(&w.app).await.unwrap();
    pay(w, &issued, None).await;
    case_of(w, &issued).await
}

fn years(case: &Answer) -> Vec<(i64, i64, i64, bool)> {
    let years = case.body["years"].as_array().unwrap();
    years
        .iter()
        .map(|y| {
            let kr = |field: &str| y[field].as_i64().unwrap();
            (kr("year"), kr("claimable_kr"), kr("asked_kr"), y["lapsed"] == true)
        })
        .collect()
}

async fn ready_years(w: &World) -> Vec<(i64, i64)> {
    let desk = w.office().get("/deduction-desk").await.expect(200);
    let ready = desk.body["ready"].as_array().unwrap();
    ready
        .iter()
        .map(|r| (r["year"].as_i64().unwrap(), r["claimable_kr"].as_i64().unwrap()))
        .collect()
}

async fn claim_of(w: &World, name: &str, case: &Answer, year: i64) -> Answer {
    let mut input = claim_input(name, &[case]);
    input["year"] = json!(year);
    w.office().post("/deduction-claims", input).await
}

#[actix_web::test]
async fn each_years_part_has_a_claim_of_its_own_in_either_order() {
    for first in [2026, 2027] {
        let w = world().await;
        let both = halves(&w).await;
        let parts = years(&both);
        let (early, late) = (parts[0].1, parts[1].1);
        assert_eq!(parts, [(2026, early, 0, false), (2027, late, 0, false)]);
        assert_eq!(ready_years(&w).await, [(2026, early), (2027, late)]);
        let preview = w
            .office()
            .get("/deduction-claim-preview?kind=rot&year=2027")
            .await
            .expect(200);
        assert_eq!(preview.body["rows"][0]["asked_kr"], late, "{}", preview.body);
        claim_of(&w, "Ena", &both, first).await.expect(201);
        let other = 2026 + 2027 - first;
        let seen = case(&w, &both.id()).await;
        assert_eq!(seen.body["summary"]["year"], other);
        assert_eq!(ready_years(&w).await.len(), 1);
        // What was asked for can't be asked for once more with the other year's payments.
        claim_of(&w, "Igen", &seen, first)
            .await
            .expect_problem(409, "incomplete");
        claim_of(&w, "Andra", &seen, other).await.expect(201);
        let done = case(&w, &both.id()).await;
        assert_eq!(years(&done), [(2026, 0, early, false), (2027, 0, late, false)]);
        assert_eq!(state(&done), "asked");
        assert_eq!(done.body["unasked_kr"], 0);
    }
}

#[actix_web::test]
async fn a_part_that_lapsed_stays_lapsed_when_the_next_years_is_asked_for() {
    let w = world().await;
    let both = halves(&w).await;
    let (early, late) = (years(&both)[0].1, years(&both)[1].1);
    // 1 February, before anything has tidied up: only the first year's part has lapsed.
    w.pass(Duration::days(17));
    w.app.keys.renew(&w.app).await.unwrap();
    let seen = case(&w, &both.id()).await;
    assert_eq!(
        (state(&seen), &seen.body["summary"]["lapsed_kr"]),
        ("ready", &json!(early))
    );
    assert_eq!(ready_years(&w).await, [(2027, late)]);
    let listed = w.office().get("/deduction-cases?state=ready").await.expect(200);
    assert_eq!(listed.body["items"].as_array().unwrap().len(), 1);
    claim_of(&w, "Sent", &seen, 2026)
        .await
        .expect_problem(409, "incomplete");
    tidy(&w.app).await.unwrap();
    claim_of(&w, "Nästa", &seen, 2027).await.expect(201);
    let asked = case(&w, &both.id()).await;
    assert_eq!(years(&asked), [(2026, early, 0, true), (2027, 0, late, false)]);
    assert_eq!(state(&asked), "lapsed");
    assert_eq!(
        w.office().get("/deduction-cases?state=lapsed").await.expect(200).body["items"][0]["id"],
        both.id()
    );
    claim_of(&w, "Igen", &asked, 2027)
        .await
        .expect_problem(409, "incomplete");
    // The customer has to pay what lapsed; it gives no new deduction when that is paid.
    let billed = w
        .office()
        .act(
            &format!("/deduction-cases/{}/resolve", both.id()),
            asked.version(),
            resolution("bill_customer"),
        )
        .await
        .expect(200);
    assert_eq!((state(&billed), &billed.body["moved_kr"]), ("asked", &json!(early)));
    let issued = w
        .office()
        .get(&format!(
            "/invoices/{}",
            both.body["summary"]["invoice_id"].as_str().unwrap()
        ))
        .await
        .expect(200);
    pay(&w, &issued, None).await;
    let done = case(&w, &both.id()).await;
    assert_eq!((state(&done), &done.body["unasked_kr"]), ("asked", &json!(0)));
    assert_eq!(years(&done), [(2026, 0, 0, false), (2027, 0, late, false)]);
}

#[actix_web::test]
async fn each_years_part_takes_room_of_its_own_year() {
    let w = world().await;
    let both = halves(&w).await;
    let (early, late) = (years(&both)[0].1, years(&both)[1].1);
    let draft = draft(&w, 4_000).await;
    let held = async |day: &str| {
        let path = format!("/deduction-preview?invoice_id={}&paid_on={day}", draft.id());
        w.office().get(&path).await.expect(200).body["buyers"][0]["held_kr"]
            .as_i64()
            .unwrap()
    };
    assert_eq!((held("2026-12-01").await, held("2027-02-01").await), (early, late));
    claim_of(&w, "Ena", &both, 2026).await.expect(201);
    assert_eq!((held("2026-12-01").await, held("2027-02-01").await), (early, late));
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
