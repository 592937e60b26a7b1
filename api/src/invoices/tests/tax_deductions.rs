//! Invoices with a tax deduction: what is frozen when they are issued, and that nobody is asked for more or less than is right.

use super::issue;
use crate::{
    clock::Clock,
    http::Reply,
    invoices::{self, dto::PaymentMethod},
    store::{Actor, Done, Scope},
    testing::{Answer, World, things, world},
};
use chrono::{DateTime, TimeZone, Utc};
use futures_util::future::join_all;
use serde_json::{Value, json};

pub(super) const ANNA: &str = "19810310-2391";
pub(super) const BO: &str = "19871102-2395";

fn person(name: &str, number: &str, share_bp: i64) -> Value {
    json!({ "id": null, "name": name, "identity_number": number, "share_bp": share_bp, "entitlement": "owner",
        "unrelated": true, "used": [] })
}

/// A customer with these people and a house; the ids of customer and work site.
pub(super) async fn home(w: &World, people: &[Value]) -> (String, String) {
    let customer = things::customer(w).await.id();
    w.office()
        .put(
            &format!("/customers/{customer}/household"),
            0,
            json!({ "members": people }),
        )
        .await
        .expect(200);
    let mut site = things::work_site_input();
    site["property_designation"] = json!("UMEÅ SOFIEHEM 2:14");
    let site = w
        .office()
        .post(&format!("/customers/{customer}/work-sites"), site)
        .await
        .expect(201);
    (customer, site.id())
}

pub(super) fn alone() -> Vec<Value> {
    vec![person("Anna Öberg", ANNA, 10_000)]
}

pub(super) fn both() -> Vec<Value> {
    vec![person("Anna Öberg", ANNA, 6_000), person("Bo Öberg", BO, 4_000)]
}

fn line(kind: &str, description: &str, quantity_milli: i64, unit: &str, unit_price_ore: i64) -> Value {
    json!({ "article_id": null, "kind": kind, "description": description, "quantity_milli": quantity_milli, "unit": unit,
        "unit_price_ore": unit_price_ore, "discount_bp": 0, "vat": "25", "order_line_id": null, "time_entry_ids": [] })
}

fn work(hours_milli: i64, price_ore: i64) -> Value {
    let mut work = line("work", "Målning av fasad", hours_milli, "tim", price_ore);
    work["work_type"] = json!("painting_wallpapering");
    work
}

/// The tax agency's example: work 10 000, material 8 000, travel 400, VAT 4 600.
pub(super) fn worked_example((customer, site): &(String, String)) -> Value {
    let lines = [
        work(20_000, 50_000),
        line("material", "Färg", 10_000, "st", 80_000),
        line("travel", "Resor", 1_000, "st", 40_000),
    ];
    input(customer, site, &lines)
}

fn input(customer: &str, site: &str, lines: &[Value]) -> Value {
    let mut input = things::invoice_input(customer);
    input["work_site_id"] = json!(site);
    input["deduction"] = json!("rot");
    input["lines"] = json!(lines);
    input
}

pub(super) async fn draft_of(w: &World, input: Value) -> Answer {
    w.office().post("/invoices", input).await.expect(201)
}

pub(super) async fn issued_of(w: &World, input: Value) -> Answer {
    let draft = draft_of(w, input).await;
    issue(w, &draft).await.expect(200)
}

pub(super) async fn preview(w: &World, id: &str) -> Value {
    w.office()
        .get(&format!("/deduction-preview?invoice_id={id}"))
        .await
        .expect(200)
        .body
}

pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
pub(super) fn says(text: &str, wanted: &[&str]) {
    let text = words(text);
    for part in wanted {
        assert!(text.contains(part), "{part:?} is missing in: {text}");
    }
}

async fn vouchers(w: &World, id: &str) -> Vec<(i64, i64)> {
    let found = w.office().get(&format!("/vouchers?invoice_id={id}")).await.expect(200);
    let mut sums: std::collections::BTreeMap<i64, i64> = std::collections::BTreeMap::new();
    for voucher in found.body["items"].as_array().unwrap() {
        for l in voucher["lines"].as_array().unwrap() {
            *sums.entry(l["account"].as_i64().unwrap()).or_default() += l["amount_ore"].as_i64().unwrap();
        }
    }
    sums.into_iter().filter(|(_, ore)| *ore != 0).collect()
}

#[actix_web::test]
async fn the_tax_agencys_example_from_draft_to_document() {
    let w = world().await;
    let home = home(&w, &both()).await;
    let draft = draft_of(&w, worked_example(&home)).await;
    let seen = preview(&w, &draft.id()).await;
    assert_eq!(
        (
            &seen["total_ore"],
            &seen["deduction_kr"],
            &seen["to_pay_ore"],
            &seen["gaps"]
        ),
        (&json!(2_300_000), &json!(3_750), &json!(1_925_000), &json!([]))
    );
    let check = w
        .office()
        .get(&format!("/invoices/{}/check", draft.id()))
        .await
        .expect(200);
    assert_eq!(check.body["issue"], json!([]));

    let invoice = issue(&w, &draft).await.expect(200);
    assert_eq!(invoice.body["totals"]["total_ore"], 2_300_000);
    assert_eq!(
        (
            &invoice.body["deducted_ore"],
            &invoice.body["remaining_ore"],
            &invoice.body["status"]
        ),
        (&json!(375_000), &json!(1_925_000), &json!("issued"))
    );
    let kept = preview(&w, &invoice.id()).await;
    assert_eq!((&kept["issued"], &kept["deduction_kr"]), (&json!(true), &json!(3_750)));
    let shares: Vec<_> = kept["buyers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| {
            (
                b["identity_number"].as_str().unwrap(),
                b["deduction_kr"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(shares, [("19810310-••••", 2_250), ("19871102-••••", 1_500)]);

    let pdf = w
        .office()
        .get(&format!("/invoices/{}/pdf", invoice.id()))
        .await
        .expect(200);
    says(
        &pdf.pdf_text(),
        &[
            "Fakturabelopp 23 000,00 kr",
            "Skattereduktion ROT −3 750,00 kr",
            "Att betala 19 250,00 kr",
            "Målning och tapetsering",
            "UMEÅ SOFIEHEM 2:14",
            "Anna Öberg 19810310-2391 60 % 2 250,00",
            "Bo Öberg 19871102-2395 40 % 1 500,00",
            "Godkänd för F-skatt",
        ],
    );
}

#[actix_web::test]
async fn the_tax_agencys_example_as_e_invoice_and_voucher() {
    let w = world().await;
    let home = home(&w, &both()).await;
    let invoice = issued_of(&w, worked_example(&home)).await;
    let ubl = w
        .office()
        .get(&format!("/invoices/{}/ubl", invoice.id()))
        .await
        .expect(200);
    let xml = String::from_utf8(ubl.bytes.to_vec()).unwrap();
    for part in [
        "<cbc:TaxInclusiveAmount currencyID=\"SEK\">23000.00</cbc:TaxInclusiveAmount>",
        "<cbc:PrepaidAmount currencyID=\"SEK\">3750.00</cbc:PrepaidAmount>",
        "<cbc:PayableAmount currencyID=\"SEK\">19250.00</cbc:PayableAmount>",
        "<cbc:TaxAmount currencyID=\"SEK\">4600.00</cbc:TaxAmount>",
        "Skattereduktion ROT",
    ] {
        assert!(xml.contains(part), "{part} is missing in {xml}");
    }
    assert!(!xml.contains("2391") && !xml.contains("19810310"), "{xml}");
    assert_eq!(
        vouchers(&w, &invoice.id()).await,
        [(1510, 1_925_000), (1513, 375_000), (2611, -460_000), (3001, -1_840_000)]
    );
}

#[actix_web::test]
async fn what_is_lacking_is_named_field_by_field() {
    let w = world().await;
    let customer = things::customer(&w).await.id();
    let mut bare = things::invoice_input(&customer);
    bare["deduction"] = json!("rot");
    bare["lines"][0]["kind"] = json!("material");
    let draft = draft_of(&w, bare.clone()).await;
    let refused = issue(&w, &draft).await.expect_problem(409, "incomplete");
    let refused = refused
        .expect_field("/deduction/work_type", "required")
        .expect_field("/deduction/household", "required");
    refused.expect_field("/deduction/home", "required");

    let mut child = person("Barn Öberg", ANNA, 10_000);
    child["entitlement"] = Value::Null;
    child["unrelated"] = json!(false);
    w.office()
        .put(
            &format!("/customers/{customer}/household"),
            0,
            json!({ "members": [child] }),
        )
        .await
        .expect(200);
    let refused = issue(&w, &draft).await.expect_problem(409, "incomplete");
    refused
        .expect_field("/deduction/members/0/entitlement", "required")
        .expect_field("/deduction/members/0/unrelated", "required");
    let check = w
        .office()
        .get(&format!("/invoices/{}/check", draft.id()))
        .await
        .expect(200);
    let lacks: Vec<_> = check.body["issue"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["pointer"].clone())
        .collect();
    assert!(lacks.contains(&json!("/deduction/home")), "{lacks:?}");

    // A company without F-tax deducts nothing.
    let seen = w.owner().get("/company").await.expect(200);
    let mut company = things::company_input(&w).await;
    company["f_tax"] = json!(false);
    w.owner().put("/company", seen.version(), company).await.expect(200);
    issue(&w, &draft)
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/company/f_tax", "required");
}

#[actix_web::test]
async fn who_has_had_everything_already_is_deducted_nothing() {
    let w = world().await;
    let mut full = person("Anna Öberg", ANNA, 10_000);
    full["used"] = json!([{ "year": 2026, "rot_kr": 50_000, "rut_kr": 0 }]);
    let home = home(&w, &[full]).await;
    let draft = draft_of(&w, worked_example(&home)).await;
    issue(&w, &draft)
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/deduction/room", "too_small");
}

/// Issues a draft at another moment; the clock goes there for its issue alone.
async fn issue_on(w: &World, draft: &Answer, at: DateTime<Utc>, paid_by: Option<PaymentMethod>) {
    let id = draft.id().parse().unwrap();
    let now = w.clock.now();
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    w.clock.set(at);
    let _: Reply = w
        .app
        .write_in(scope, &Actor::default(), async |tx| {
            let row = invoices::lock_invoice(tx, id).await?;
            let (_, _, events) = invoices::issue(tx, &w.app.secrets, &row, paid_by).await?;
            Ok(Done::all(events, Reply::no_content()))
        })
        .await
        .unwrap();
    w.clock.set(now);
}

#[actix_web::test]
async fn the_last_day_to_pay_decides_the_rate_and_for_cash_the_day_of_issue() {
    let at = |year, month, day| Utc.with_ymd_and_hms(year, month, day, 9, 0, 0).unwrap();
    let table = [
        // Thirty days to pay, on both sides of each day on which the rate changes.
        ("invoice", at(2025, 4, 11), 3_750),
        ("invoice", at(2025, 4, 12), 6_250),
        ("invoice", at(2025, 12, 1), 6_250),
        ("invoice", at(2025, 12, 2), 3_750),
        ("cash", at(2025, 5, 11), 3_750),
        ("cash", at(2025, 5, 12), 6_250),
        ("cash", at(2025, 12, 31), 6_250),
        ("cash", at(2026, 1, 1), 3_750),
    ];
    for (kind, now, deduction_kr) in table {
        let w = world().await;
        let home = home(&w, &alone()).await;
        let mut input = worked_example(&home);
        input["kind"] = json!(kind);
        let draft = draft_of(&w, input).await;
        issue_on(&w, &draft, now, (kind == "cash").then_some(PaymentMethod::Card)).await;
        let issued = w.office().get(&format!("/invoices/{}", draft.id())).await.expect(200);
        assert_eq!(issued.body["deducted_ore"], deduction_kr * 100, "{kind} {now}");
        if kind == "cash" {
            let paid = 2_300_000 - deduction_kr * 100;
            assert_eq!(
                (&issued.body["paid_ore"], &issued.body["status"]),
                (&json!(paid), &json!("paid"))
            );
        }
    }
}

#[actix_web::test]
async fn invoices_issued_at_once_never_pass_a_persons_ceiling_together() {
    let w = world().await;
    // The same person is in the households of two customers.
    let (one, other) = (home(&w, &alone()).await, home(&w, &alone()).await);
    let mut drafts = Vec::new();
    for at in [&one, &other, &one, &other] {
        // 60 000 of work with VAT: 18 000 each, 72 000 together, of which 50 000 are allowed.
        drafts.push(draft_of(&w, input(&at.0, &at.1, &[work(96_000, 50_000)])).await);
    }
    let busy = async |draft: &Answer| {
        for _ in 0..20 {
            let answer = issue(&w, draft).await;
            if answer.status != 503 {
                return answer;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("busy for too long");
    };
    let answers = join_all(drafts.iter().map(busy)).await;
    let mut deducted: Vec<i64> = answers
        .iter()
        .filter(|a| a.status == 200)
        .map(|a| a.body["deducted_ore"].as_i64().unwrap())
        .collect();
    deducted.sort_unstable();
    assert_eq!(deducted, [1_400_000, 1_800_000, 1_800_000]);
    let refused = answers.into_iter().find(|a| a.status != 200).unwrap();
    refused
        .expect_problem(409, "incomplete")
        .expect_field("/deduction/room", "too_small");
}

#[actix_web::test]
async fn a_deduction_asked_for_late_is_taken_off_before_issue() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    let mut input = worked_example(&home);
    input["deduction"] = json!("none");
    input["lines"][0]["work_type"] = Value::Null;
    let draft = draft_of(&w, input).await;
    assert_eq!(preview(&w, &draft.id()).await["to_pay_ore"], 2_300_000);
    let late = w
        .office()
        .put(
            &format!("/invoices/{}", draft.id()),
            draft.version(),
            worked_example(&home),
        )
        .await
        .expect(200);
    let issued = issue(&w, &late).await.expect(200);
    assert_eq!(issued.body["remaining_ore"], 1_925_000);
}
