//! Do the books follow what happens, stay as they are, and stay closed?

use super::entity::{voucher, voucher_line};
use crate::{
    clock::Clock,
    store::{Actor, Done, Scope},
    testing::{Answer, World, world},
};
use kontoret_core::permission::Role;
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) async fn draft(w: &World, lines: &[(i64, &str)]) -> Answer {
    let anna = w
        .office()
        .post("/customers", crate::testing::customer_input())
        .await
        .expect(201)
        .id();
    let lines: Vec<Value> = lines
        .iter()
        .map(|(price, vat)| {
            json!({
                "article_id": null, "kind": "material", "description": "Färg", "quantity_milli": 1000, "unit": "st",
                "unit_price_ore": price, "discount_bp": 0, "vat": vat, "order_line_id": null, "time_entry_ids": []
            })
        })
        .collect();
    let body = json!({
        "customer_id": anna, "order_id": null, "work_site_id": null, "title": "Målning", "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": 30,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": lines
    });
    w.office().post("/invoices", body).await.expect(201)
}

pub(super) async fn act(w: &World, invoice: &Answer, verb: &str, body: Value) -> Answer {
    let path = format!("/invoices/{}", invoice.id());
    let version = w.office().get(&path).await.expect(200).version();
    w.office().act(&format!("{path}/{verb}"), version, body).await
}

pub(super) async fn issued(w: &World, lines: &[(i64, &str)]) -> Answer {
    let draft = draft(w, lines).await;
    act(w, &draft, "issue", json!({})).await.expect(200)
}

pub(super) async fn vouchers(w: &World, query: &str) -> Vec<Value> {
    let page = w
        .client(Role::Accountant)
        .get(&format!("/vouchers?{query}"))
        .await
        .expect(200);
    page.body["items"].as_array().unwrap().clone()
}

fn lines(voucher: &Value) -> Vec<(i64, i64)> {
    let of = |l: &Value| (l["account"].as_i64().unwrap(), l["amount_ore"].as_i64().unwrap());
    voucher["lines"].as_array().unwrap().iter().map(of).collect()
}

fn per_account(all: &[Value]) -> BTreeMap<i64, i64> {
    let mut sums = BTreeMap::new();
    for (account, amount) in all.iter().flat_map(lines) {
        *sums.entry(account).or_default() += amount;
    }
    sums
}

pub(super) fn paid(w: &World, amount: i64, method: &str) -> Value {
    json!({ "paid_on": w.clock.today(), "amount_ore": amount, "method": method, "reference": "" })
}

#[actix_web::test]
async fn issue_payment_and_write_off_are_posted_in_order() {
    let w = world().await;
    let one = issued(&w, &[(10_010, "25"), (500, "exempt")]).await;
    act(&w, &one, "payments", paid(&w, 12_000, "swish")).await.expect(200);
    act(&w, &one, "write-off", json!({ "amount_ore": 100, "reason": "" }))
        .await
        .expect(200);
    let off = act(&w, &one, "write-off", json!({ "amount_ore": 900, "reason": "Konkurs" }))
        .await
        .expect(200);
    let all = vouchers(&w, &format!("invoice_id={}&total=true", one.id())).await;
    let shown: Vec<_> = all.iter().map(|v| (v["number"].as_i64().unwrap(), lines(v))).collect();
    assert_eq!(
        shown,
        [
            (4, vec![(6351, 900), (1510, -900)]),
            (3, vec![(3740, 100), (1510, -100)]),
            (2, vec![(1930, 12_000), (1510, -12_000)]),
            (
                1,
                vec![
                    (1510, 13_000),
                    (3001, -10_010),
                    (2611, -2_503),
                    (3004, -500),
                    (3740, 13)
                ]
            ),
        ]
    );
    assert!(all[3]["text"].as_str().unwrap().starts_with("Faktura 10001, "));
    // A write-off that is taken back gets a voucher that names the one it corrects.
    let rows = off.body["settlements"].as_array().unwrap();
    let loss = rows.iter().find(|s| s["note"] == "Konkurs").unwrap()["id"]
        .as_str()
        .unwrap();
    act(&w, &one, &format!("write-offs/{loss}/reverse"), json!({ "reason": "" }))
        .await
        .expect(200);
    let newest = vouchers(&w, "limit=1").await.remove(0);
    assert_eq!(lines(&newest), [(6351, -900), (1510, 900)]);
    assert_eq!(newest["corrects_id"], all[0]["id"]);
    let old = w
        .owner()
        .get(&format!("/vouchers/{}", all[0]["id"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(old.body["corrected_by_id"], newest["id"]);
}

#[actix_web::test]
async fn a_credit_of_everything_leaves_nothing_on_any_account() {
    let w = world().await;
    let one = issued(&w, &[(10_010, "25"), (7_777, "12"), (333, "6"), (500, "exempt")]).await;
    let all = json!({ "lines": null, "note": "", "release_work": false, "issue": true });
    act(&w, &one, "credit", all).await.expect(201);
    let posted = vouchers(&w, "").await;
    assert_eq!(posted.len(), 2);
    assert!(
        per_account(&posted).values().all(|n| *n == 0),
        "{:?}",
        per_account(&posted)
    );
    let report = w
        .owner()
        .get("/vat-report?from=2026-11-01&to=2026-11-30")
        .await
        .expect(200);
    assert!(
        report.body["boxes"]
            .as_array()
            .unwrap()
            .iter()
            .all(|b| b["amount_ore"] == 0)
    );
}

#[actix_web::test]
async fn the_vat_report_is_what_the_accounts_say() {
    let w = world().await;
    issued(&w, &[(1_000_099, "25"), (50_000, "12"), (70_050, "exempt")]).await;
    let report = w
        .owner()
        .get("/vat-report?from=2026-11-01&to=2026-11-30")
        .await
        .expect(200);
    let of = |name: &str| {
        let boxes = report.body["boxes"].as_array().unwrap();
        boxes.iter().find(|b| b["vat_box"] == name).unwrap().clone()
    };
    let kronor: Vec<_> = ["05", "10", "11", "12", "42", "49"]
        .map(|b| of(b)["kronor"].as_i64().unwrap())
        .into();
    assert_eq!(kronor, [10_500, 2_500, 60, 0, 700, 2_560]);
    let sums = per_account(&vouchers(&w, "").await);
    for b in report.body["boxes"].as_array().unwrap() {
        let accounts = b["accounts"].as_array().unwrap();
        for a in accounts {
            assert_eq!(
                a["amount_ore"].as_i64().unwrap(),
                -sums[&a["account"].as_i64().unwrap()]
            );
        }
        let sum: i64 = accounts.iter().map(|a| a["amount_ore"].as_i64().unwrap()).sum();
        assert_eq!(b["amount_ore"], sum);
    }
    let before = w
        .owner()
        .get("/vat-report?from=2026-10-01&to=2026-10-31")
        .await
        .expect(200);
    assert!(
        before.body["boxes"]
            .as_array()
            .unwrap()
            .iter()
            .all(|b| b["kronor"] == 0)
    );
    w.owner()
        .get("/vat-report?from=2026-10-31&to=2026-10-01")
        .await
        .expect_problem(422, "invalid_fields");
}

#[actix_web::test]
async fn nothing_is_dated_in_a_closed_period() {
    let w = world().await;
    let one = issued(&w, &[(10_000, "25")]).await;
    let waiting = draft(&w, &[(10_000, "25")]).await;
    let close = async |who: Role, through: &str, reason: &str| {
        let body = json!({ "through": through, "reason": reason });
        w.client(who).put("/fiscal-years/lock", 1, body).await
    };
    close(Role::Admin, "2026-11-19", "").await.expect(200);
    let mut late = paid(&w, 100, "bankgiro");
    late["paid_on"] = json!("2026-11-19");
    act(&w, &one, "payments", late)
        .await
        .expect_problem(409, "period_locked");
    act(&w, &one, "payments", paid(&w, 100, "bankgiro")).await.expect(200);
    close(Role::Admin, "2026-11-20", "").await.expect(200);
    act(&w, &waiting, "issue", json!({}))
        .await
        .expect_problem(409, "period_locked");
    act(&w, &one, "payments", paid(&w, 100, "bankgiro"))
        .await
        .expect_problem(409, "period_locked");
    act(&w, &one, "write-off", json!({ "amount_ore": 100, "reason": "" }))
        .await
        .expect_problem(409, "period_locked");
    assert_eq!(vouchers(&w, "").await.len(), 2);
    // Only an owner opens it again, and says why.
    close(Role::Admin, "2026-10-31", "Fel")
        .await
        .expect_problem(403, "forbidden");
    close(Role::Owner, "2026-10-31", " ")
        .await
        .expect_field("/reason", "required");
    close(Role::Owner, "2026-11-21", "")
        .await
        .expect_field("/through", "date_out_of_range");
    close(Role::Owner, "2026-10-31", "Fel").await.expect(200);
    act(&w, &waiting, "issue", json!({})).await.expect(200);
    assert_eq!(vouchers(&w, "").await[0]["number"], 3);
}

#[actix_web::test]
async fn years_are_made_as_they_are_needed_and_have_their_own_numbers() {
    let w = world().await;
    let broken = |from: &str, to: &str| json!({ "starts_on": from, "ends_on": to });
    w.owner()
        .post("/fiscal-years", broken("2025-09-01", "2026-08-31"))
        .await
        .expect(201);
    w.owner()
        .post("/fiscal-years", broken("2026-10-01", "2027-08-31"))
        .await
        .expect_field("/starts_on", "date_out_of_range");
    w.owner()
        .post("/fiscal-years", broken("2026-09-01", "2028-03-31"))
        .await
        .expect_field("/ends_on", "invalid");
    let one = issued(&w, &[(10_000, "25")]).await;
    let mut early = paid(&w, 100, "cash");
    early["paid_on"] = json!("2026-08-31");
    act(&w, &one, "payments", early).await.expect(200);
    let years = w.owner().get("/fiscal-years").await.expect(200);
    let shown: Vec<_> = years.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|y| {
            (
                y["starts_on"].as_str().unwrap(),
                y["ends_on"].as_str().unwrap(),
                y["voucher_count"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [("2025-09-01", "2026-08-31", 1), ("2026-09-01", "2027-08-31", 1)]
    );
    assert!(vouchers(&w, "account=1910").await.iter().all(|v| v["number"] == 1));
    assert_eq!(vouchers(&w, "from=2026-09-01").await.len(), 1);
}

#[actix_web::test]
async fn a_fiscal_year_gets_other_days_as_long_as_its_vouchers_stay_in_it() {
    let w = world().await;
    let days = |from: &str, to: &str| json!({ "starts_on": from, "ends_on": to });
    let years = async || w.owner().get("/fiscal-years").await.expect(200).body["items"].clone();
    let replace = async |place: usize, from: &str, to: &str| {
        let year = years().await[place].clone();
        let path = format!("/fiscal-years/{}", year["id"].as_str().unwrap());
        w.owner()
            .put(&path, year["version"].as_i64().unwrap(), days(from, to))
            .await
    };
    let one = issued(&w, &[(10_000, "25")]).await;
    let mut early = paid(&w, 100, "cash");
    early["paid_on"] = json!("2026-05-04");
    act(&w, &one, "payments", early).await.expect(200);
    w.owner()
        .post("/fiscal-years", days("2027-01-01", "2027-12-31"))
        .await
        .expect(201);
    let refusals = [
        (0, "2026-06-01", "2026-12-31", "/ends_on", "year_vouchers_outside"),
        (0, "2026-01-01", "2026-10-31", "/ends_on", "year_vouchers_outside"),
        (0, "2026-01-01", "2027-07-31", "/ends_on", "invalid"),
        (1, "2027-01-01", "2028-06-30", "/ends_on", "year_not_twelve"),
        (1, "2027-02-01", "2028-01-31", "/starts_on", "year_begins"),
    ];
    for (place, from, to, field, code) in refusals {
        replace(place, from, to).await.expect_field(field, code);
    }
    // A long first year: what follows moves, up and down again.
    for (to, next) in [
        ("2027-04-30", "2028-04-30"),
        ("2026-11-30", "2027-11-30"),
        ("2026-12-31", "2027-12-31"),
    ] {
        let after = replace(0, "2026-05-01", to).await.expect(200);
        let shown: Vec<_> = after.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|y| y["ends_on"].as_str().unwrap())
            .collect();
        assert_eq!(shown, [to, next]);
        assert_eq!(after.body["items"][0]["voucher_count"], 2);
        let tag = format!("\"{}\"", after.body["items"][0]["version"]);
        assert_eq!(after.header("etag"), Some(tag.as_str()));
    }
    let path = format!("/fiscal-years/{}", years().await[0]["id"].as_str().unwrap());
    w.owner()
        .put(&path, 1, days("2026-05-01", "2026-12-31"))
        .await
        .expect_problem(412, "stale");
    // What is closed stays in its year.
    let close = json!({ "through": "2026-11-19", "reason": "" });
    w.owner().put("/fiscal-years/lock", 1, close).await.expect(200);
    replace(0, "2026-05-01", "2027-06-30").await.expect(200);
    replace(0, "2026-05-01", "2026-11-30").await.expect(200);
    w.pass(chrono::Duration::days(11));
    let close = json!({ "through": "2026-11-30", "reason": "" });
    w.owner().put("/fiscal-years/lock", 1, close).await.expect(200);
    replace(0, "2026-05-01", "2026-12-31")
        .await
        .expect_field("/ends_on", "year_closed");
}

#[actix_web::test]
async fn another_account_counts_from_then_on() {
    let w = world().await;
    issued(&w, &[(10_000, "25")]).await;
    w.owner()
        .put("/accounts/sales_25", 1, json!({ "account": 3041 }))
        .await
        .expect(200);
    w.owner()
        .put("/accounts/sales_25", 1, json!({ "account": 3042 }))
        .await
        .expect_problem(412, "stale");
    w.office()
        .put("/accounts/sales_25", 2, json!({ "account": 3042 }))
        .await
        .expect_problem(403, "forbidden");
    w.owner()
        .put("/accounts/sales_25", 2, json!({ "account": 999 }))
        .await
        .expect_field("/account", "too_small");
    issued(&w, &[(10_000, "25")]).await;
    let sums = per_account(&vouchers(&w, "").await);
    assert_eq!((sums[&3001], sums[&3041]), (-10_000, -10_000));
}

#[actix_web::test]
async fn the_database_keeps_vouchers_as_they_are() {
    let w = world().await;
    issued(&w, &[(10_000, "25")]).await;
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let nobody = Actor::default();
    let changed = w.app.write_in(scope, &nobody, async |tx| {
        tx.update_where::<voucher_line::Entity>(|q| {
            q.col_expr(voucher_line::Column::AmountOre, Expr::value(0))
                .filter(voucher_line::Column::Position.eq(0))
        })
        .await?;
        Ok(Done::silent("a test", crate::http::Reply::no_content()))
    });
    assert!(changed.await.is_err());
    let deleted = w.app.write_in(scope, &nobody, async |tx| {
        tx.delete_where::<voucher::Entity>(voucher::Column::Number.eq(1))
            .await?;
        Ok(Done::silent("a test", crate::http::Reply::no_content()))
    });
    assert!(deleted.await.is_err());
    assert_eq!(vouchers(&w, "").await.len(), 1);
}
