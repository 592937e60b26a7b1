//! Green technology: each installation with its rate, asked for by the tax agency's form once everything is paid.

use super::{ledger, state};
use crate::testing::{
    Answer, World,
    deductions::{case, decide, green, green_claim, green_draft, green_line, pay, payout, resolution},
    things, world,
};
use serde_json::{Value, json};

/// Solar cells for 80 000 kr of work and material, storage at a fixed price of 40 000 kr, and travel; VAT comes to it.
fn both() -> Value {
    json!([
        green_line("work", Some("solar_power"), 2_000_000),
        green_line("material", Some("solar_power"), 6_000_000),
        green_line("other", Some("electricity_storage"), 4_000_000),
        green_line("travel", None, 100_000),
    ])
}

async fn cases(w: &World, invoice: &Answer) -> Vec<Answer> {
    let list = w
        .office()
        .get(&format!("/deduction-cases?invoice_id={}", invoice.id()))
        .await
        .expect(200);
    let mut found = Vec::new();
    for item in list.body["items"].as_array().unwrap() {
        found.push(case(w, item["id"].as_str().unwrap()).await);
    }
    found.sort_by_key(|c| c.body["rate_bp"].as_i64());
    found
}

fn told(cases: &[Answer]) -> Vec<(&str, i64, i64)> {
    cases
        .iter()
        .map(|c| {
            let kr = |field: &str| c.body[field].as_i64().unwrap();
            (
                c.body["summary"]["installation"].as_str().unwrap(),
                kr("rate_bp"),
                kr("original_kr"),
            )
        })
        .collect()
}

#[actix_web::test]
async fn each_installation_is_explained_with_its_base_and_rate() {
    let w = world().await;
    let draft = green_draft(&w, both()).await;
    let path = format!("/deduction-preview?invoice_id={}&paid_on=2026-12-01", draft.id());
    let seen = w.office().get(&path).await.expect(200).body;
    let works: Vec<_> = seen["works"]
        .as_array()
        .unwrap()
        .iter()
        .map(|k| {
            (
                k["work_type"].clone(),
                k["price_ore"].clone(),
                k["material_ore"].clone(),
            )
        })
        .collect();
    // 97 % of the fixed price.
    assert_eq!(
        works,
        [
            (json!("solar_power"), json!(10_000_000), json!(7_500_000)),
            (json!("electricity_storage"), json!(4_850_000), json!(0)),
        ]
    );
    assert_eq!(
        (&seen["rate_bp"], &seen["deduction_kr"], &seen["gaps"]),
        (&Value::Null, &json!(39_250), &json!([]))
    );
    assert_eq!(seen["ceilings"]["green_kr"], 50_000);
    let parts: Vec<_> = seen["buyers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| (b["work_type"].clone(), b["rate_bp"].clone(), b["deduction_kr"].clone()))
        .collect();
    assert_eq!(
        parts,
        [
            (json!("solar_power"), json!(1_500), json!(15_000)),
            (json!("electricity_storage"), json!(5_000), json!(24_250)),
        ]
    );
    // Until mid-2025 solar cells had 20 %.
    let path = format!("/deduction-preview?invoice_id={}&paid_on=2025-06-30", draft.id());
    let before = w.office().get(&path).await.expect(200).body;
    assert_eq!(before["deduction_kr"], 20_000 + 24_250);
}

#[actix_web::test]
async fn it_is_asked_for_by_the_form_once_everything_is_paid_and_paid_out() {
    let w = world().await;
    let issued = green(&w, both()).await;
    assert_eq!(issued.body["deducted_ore"], 3_925_000);
    let opened = cases(&w, &issued).await;
    assert_eq!(
        told(&opened),
        [("solar_power", 1_500, 15_000), ("electricity_storage", 5_000, 24_250)]
    );
    // A part of the payment gives nothing yet.
    pay(&w, &issued, Some(1_000_000)).await;
    assert!(
        cases(&w, &issued)
            .await
            .iter()
            .all(|c| state(c) == "waiting_for_payment")
    );
    pay(&w, &issued, None).await;
    let ready = cases(&w, &issued).await;
    assert!(ready.iter().all(|c| state(c) == "ready"), "{}", ready[0].body);
    assert_eq!(ready[0].body["next_claim"]["guards"], json!([]));
    let claim = green_claim(&w, "GRÖN 1", &[&ready[0], &ready[1]]).await;
    let why = json!({ "purpose": "tax_agency" });
    w.office()
        .post(&format!("/deduction-claims/{}/file", claim.id()), why.clone())
        .await
        .expect_problem(409, "not_allowed_in_status");
    let path = format!("/deduction-claims/{}/form", claim.id());
    let masked = w
        .office()
        .post(&format!("{path}?dry_run=true"), why.clone())
        .await
        .expect(200);
    assert_eq!(masked.body["rows"][0]["identity_number"], "19810310-••••");
    let form = w.office().post(&path, why).await.expect(200).body;
    let row = |i: usize, field: &str| form["rows"][i][field].clone();
    assert_eq!(row(0, "identity_number"), "19810310-2391");
    assert_eq!(row(0, "property_designation"), "UMEÅ SOFIEHEM 2:14");
    let sums = |i| ["price_kr", "work_kr", "material_kr", "paid_kr", "asked_kr"].map(|f| row(i, f).as_i64().unwrap());
    assert_eq!(
        (row(0, "installation"), sums(0)),
        (json!("solar_power"), [100_000, 25_000, 75_000, 85_000, 15_000])
    );
    assert_eq!(
        (row(1, "installation"), sums(1)),
        (json!("electricity_storage"), [48_500, 48_500, 0, 24_250, 24_250])
    );
    let solar = decide(&w, &ready[0].id(), 15_000).await;
    let storage = decide(&w, &ready[1].id(), 24_000).await;
    assert_eq!((state(&solar), state(&storage)), ("approved", "refused"));
    let money = payout(&w, "GRÖN", &[(&solar, 1_500_000), (&storage, 2_400_000)]);
    w.office().post("/deduction-payouts", money).await.expect(201);
    assert_eq!(state(&case(&w, &solar.id()).await), "paid_out");
    let storage = case(&w, &storage.id()).await;
    let path = format!("/deduction-cases/{}/resolve", storage.id());
    w.office()
        .act(&path, storage.version(), resolution("bill_customer"))
        .await
        .expect(200);
    assert_eq!(
        ledger(&w).await.get(&1513),
        None,
        "everything of the tax agency is settled"
    );
}

#[actix_web::test]
async fn a_credit_takes_back_the_deduction_of_its_own_installation() {
    let w = world().await;
    let issued = green(&w, both()).await;
    let line = issued.body["lines"][2]["id"].clone();
    let body = json!({ "lines": [{ "line_id": line, "quantity_milli": null, "amount_ore": 2_000_000 }],
        "note": "Ett batteri mindre", "release_work": false, "issue": true });
    let seen = w.office().get(&format!("/invoices/{}", issued.id())).await.expect(200);
    let note = w
        .office()
        .act(&format!("/invoices/{}/credit", issued.id()), seen.version(), body)
        .await
        .expect(201);
    assert_eq!(note.body["deducted_ore"], -1_212_500, "{}", note.body);
    let left: Vec<i64> = cases(&w, &issued)
        .await
        .iter()
        .map(|c| c.body["summary"]["deduction_kr"].as_i64().unwrap())
        .collect();
    assert_eq!(left, [15_000, 12_125]);
}

#[actix_web::test]
async fn the_ceiling_is_its_own_and_counts_what_was_used_elsewhere() {
    let w = world().await;
    let issued = green(&w, json!([green_line("other", Some("electricity_storage"), 6_000_000)])).await;
    assert_eq!(issued.body["deducted_ore"], 3_637_500);
    let next = green_draft(&w, json!([green_line("other", Some("electricity_storage"), 6_000_000)])).await;
    let path = format!("/deduction-preview?invoice_id={}&paid_on=2026-12-01", next.id());
    let seen = w.office().get(&path).await.expect(200).body;
    assert_eq!(
        (&seen["buyers"][0]["room_kr"], &seen["buyers"][0]["held_kr"]),
        (&json!(50_000 - 36_375), &json!(36_375))
    );
    // ROT has room all the same.
    let rot = crate::testing::deductions::invoice(&w, 4_000).await;
    assert!(rot.body["deducted_ore"].as_i64().unwrap() > 0);
}

#[actix_web::test]
async fn an_installation_stands_on_work_material_or_a_whole_and_never_on_travel() {
    let w = world().await;
    let customer = things::customer(&w).await.id();
    let mut input = things::invoice_input(&customer);
    input["deduction"] = json!("green");
    input["lines"] = json!([green_line("travel", Some("solar_power"), 100)]);
    w.office()
        .post("/invoices", input.clone())
        .await
        .expect_field("/lines/0/work_type", "invalid");
    input["lines"] = json!([green_line("material", Some("masonry"), 100)]);
    w.office()
        .post("/invoices", input.clone())
        .await
        .expect_field("/lines/0/work_type", "invalid");
    input["lines"] = both();
    w.office().post("/invoices", input).await.expect(201);
}
