//! Does what the company has entered of a coming law hold from its day, and nothing before it?

use crate::testing::{
    Answer, World,
    deductions::{case_of, invoice, pay},
    world,
};
use serde_json::{Value, json};

fn rate(rate_bp: i64) -> Value {
    json!({ "rate_bp": rate_bp, "rot_kr": null, "rut_kr": null, "together_kr": null, "green_kr": null,
        "source": "SFS 2026:900" })
}

fn ceilings(rot: i64, rut: i64, together: Option<i64>) -> Value {
    json!({ "rate_bp": null, "rot_kr": rot, "rut_kr": rut, "together_kr": together, "green_kr": 50_000,
        "source": "SFS 2026:901" })
}

async fn enter(w: &World, path: &str, version: i64, body: Value) -> Answer {
    w.owner().put(&format!("/deduction-rules/{path}"), version, body).await
}

fn find<'a>(rules: &'a Answer, kind: &str, from_on: &str) -> Option<&'a Value> {
    let rates = rules.body["rates"].as_array().unwrap();
    rates.iter().find(|r| r["kind"] == kind && r["from_on"] == from_on)
}

#[actix_web::test]
async fn a_decided_rate_holds_for_what_is_paid_from_its_day() {
    let w = world().await;
    let before = invoice(&w, 4_000).await;
    pay(&w, &before, None).await;
    assert_eq!(case_of(&w, &before).await.body["rate_bp"], 3_000);
    let rules = enter(&w, "rot/2026-11-25", 0, rate(5_000)).await.expect(200);
    let law = find(&rules, "rot", "2026-01-01").unwrap();
    assert_eq!((&law["version"], &law["until_on"]), (&json!(0), &json!("2026-11-24")));
    assert_eq!(find(&rules, "rot", "2026-11-25").unwrap()["version"], 1);
    // It is expected to be paid after that day, so it is made with the coming rate.
    let after = invoice(&w, 4_000).await;
    let case = case_of(&w, &after).await;
    assert_eq!(case.body["rate_bp"], 5_000);
    // Paid before it, though, no more than the law of that day is asked for.
    pay(&w, &after, None).await;
    let asked = case_of(&w, &after).await.body["next_claim"]["asked_kr"]
        .as_i64()
        .unwrap();
    assert!(asked < case.body["original_kr"].as_i64().unwrap(), "{asked}");
    assert_eq!(
        case_of(&w, &before).await.body["rate_bp"],
        3_000,
        "what was issued stays"
    );
}

#[actix_web::test]
async fn entered_ceilings_stand_in_the_preview() {
    let w = world().await;
    enter(&w, "ceilings/2026-11-25", 0, ceilings(500, 75_000, Some(75_000)))
        .await
        .expect(200);
    let issued = invoice(&w, 8_000).await;
    assert_eq!(case_of(&w, &issued).await.body["original_kr"], 500);
}

#[actix_web::test]
async fn a_rule_is_refused_by_field() {
    let w = world().await;
    let refused = async |path: &str, body: Value, pointer: &str, code: &str| {
        enter(&w, path, 0, body)
            .await
            .expect_problem(422, "invalid_fields")
            .expect_field(pointer, code);
    };
    refused("rot/2026-11-20", rate(5_000), "/from_on", "date_out_of_range").await;
    refused("rot/2030-01-01", rate(5_000), "/from_on", "date_out_of_range").await;
    refused("rot/2027-01-01", ceilings(1, 1, None), "/rate_bp", "required").await;
    refused("ceilings/2027-01-01", rate(5_000), "/rot_kr", "required").await;
    refused(
        "ceilings/2027-01-01",
        ceilings(50, 75, Some(74)),
        "/together_kr",
        "too_small",
    )
    .await;
    refused(
        "ceilings/2027-01-01",
        ceilings(50, 75, Some(126)),
        "/together_kr",
        "too_large",
    )
    .await;
    let mut blank = rate(5_000);
    blank["source"] = json!("  ");
    refused("rot/2027-01-01", blank, "/source", "required").await;
    enter(&w, "vat/2027-01-01", 0, rate(5_000))
        .await
        .expect_problem(404, "not_found");
    let office = w.office().put("/deduction-rules/rot/2027-01-01", 0, rate(5_000)).await;
    office.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn a_rule_is_changed_and_taken_back_until_it_holds() {
    let w = world().await;
    enter(&w, "rut/2026-12-01", 0, rate(4_000)).await.expect(200);
    enter(&w, "rut/2026-12-01", 0, rate(4_500))
        .await
        .expect_problem(412, "stale");
    let changed = enter(&w, "rut/2026-12-01", 1, rate(4_500)).await.expect(200);
    assert_eq!(find(&changed, "rut", "2026-12-01").unwrap()["rate_bp"], 4_500);
    enter(&w, "rut/2027-01-01", 0, rate(3_000)).await.expect(200);
    w.owner().delete("/deduction-rules/rut/2027-01-01", 1).await.expect(204);
    let rules = w.owner().get("/deduction-rules").await.expect(200);
    assert!(find(&rules, "rut", "2027-01-01").is_none());
    w.pass(chrono::Duration::days(15));
    enter(&w, "rut/2026-12-01", 2, rate(5_000))
        .await
        .expect_problem(409, "not_allowed_in_status");
    w.owner()
        .delete("/deduction-rules/rut/2026-12-01", 2)
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn a_flat_rate_holds_until_the_next_of_its_installation() {
    let w = world().await;
    let flat = |share_bp: i64| {
        json!({ "rate_bp": null, "rot_kr": null, "rut_kr": null, "together_kr": null, "green_kr": null,
            "share_bp": share_bp, "work_type": "plumbing", "source": "Skatteverket" })
    };
    let path = |day: &str, what: &str| format!("flat_rate/{day}?installation={what}");
    enter(&w, &path("2026-01-01", "Varmepump"), 0, flat(3_500))
        .await
        .expect(200);
    enter(&w, &path("2026-01-01", "Fjarrvarme"), 0, flat(2_500))
        .await
        .expect(200);
    let rules = enter(&w, &path("2027-01-01", "Varmepump"), 0, flat(3_000))
        .await
        .expect(200);
    let shares: Vec<_> = rules.body["shares"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (s["installation"].clone(), s["until_on"].clone(), s["share_bp"].clone()))
        .collect();
    assert_eq!(
        shares,
        [
            (json!("Fjarrvarme"), Value::Null, json!(2_500)),
            (json!("Varmepump"), Value::Null, json!(3_000)),
            (json!("Varmepump"), json!("2026-12-31"), json!(3_500)),
        ]
    );
    // It divides lines as they are written and nothing later: it can be mended and taken back at any time.
    enter(&w, &path("2026-01-01", "Varmepump"), 1, flat(3_600))
        .await
        .expect(200);
    let gone = w
        .owner()
        .delete("/deduction-rules/flat_rate/2026-01-01?installation=Fjarrvarme", 1)
        .await;
    gone.expect(204);
    let refused = async |path: &str, body: Value, pointer: &str, code: &str| {
        enter(&w, path, 0, body)
            .await
            .expect_problem(422, "invalid_fields")
            .expect_field(pointer, code);
    };
    refused("flat_rate/2026-01-01", flat(1), "/installation", "required").await;
    refused("rot/2027-01-01?installation=X", rate(1), "/installation", "invalid").await;
    refused(&path("2026-02-01", "X"), flat(10_000), "/share_bp", "too_large").await;
    refused(&path("2020-12-31", "X"), flat(1), "/from_on", "date_out_of_range").await;
    refused(&path("2026-02-01", "X"), rate(1), "/share_bp", "required").await;
}
