//! Is everything handed over once, and does what was handed over stay as it is?

use super::super::{
    entity::voucher_export,
    tests::{act, draft, issued, paid, vouchers},
};
use crate::{
    store::{Actor, Done, Scope},
    testing::{Answer, World, world},
};
use chrono::{Duration, NaiveDate};
use kontoret_core::permission::Role;
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};

async fn export(w: &World, who: Role, through: &str) -> Answer {
    w.client(who)
        .post("/voucher-exports", json!({ "through": through }))
        .await
}

async fn file(w: &World, export: &Answer) -> Vec<u8> {
    let path = format!("/voucher-exports/{}/file", export.id());
    let answer = w.client(Role::Accountant).get(&path).await.expect(200);
    answer.bytes.to_vec()
}

fn readable(file: &[u8]) -> String {
    file.iter()
        .map(|b| if b.is_ascii() { char::from(*b) } else { '_' })
        .collect()
}

/// An invoice of today, of which 100 öre were paid on 3 November and 200 on 5 November.
async fn paid_twice(w: &World) -> Answer {
    let one = issued(w, &[(10_000, "25")]).await;
    for (day, amount) in [("2026-11-05", 200), ("2026-11-03", 100)] {
        let mut body = paid(w, amount, "bankgiro");
        body["paid_on"] = json!(day);
        act(w, &one, "payments", body).await.expect(200);
    }
    one
}

#[actix_web::test]
async fn an_export_goes_on_where_the_last_one_ended_and_nothing_is_in_two() {
    let w = world().await;
    paid_twice(&w).await;
    // What today's events are isn't known before the day is over.
    export(&w, Role::Owner, "2026-11-20")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/through", "date_out_of_range");
    export(&w, Role::Owner, "2025-12-31")
        .await
        .expect_problem(409, "nothing_to_export");
    let first = export(&w, Role::Accountant, "2026-11-04").await.expect(201);
    assert_eq!(
        (
            &first.body["from"],
            &first.body["through"],
            &first.body["voucher_count"]
        ),
        (&json!("2026-01-01"), &json!("2026-11-04"), &json!(1))
    );
    assert_eq!(
        (
            &first.body["first_number"],
            &first.body["last_number"],
            &first.body["debit_ore"]
        ),
        (&json!(3), &json!(3), &json!(100))
    );
    export(&w, Role::Owner, "2026-11-04")
        .await
        .expect_problem(409, "period_exported");
    w.pass(Duration::days(1));
    w.prove().await;
    let second = export(&w, Role::Owner, "2026-11-20").await.expect(201);
    assert_eq!(second.body["from"], "2026-11-05");
    assert_eq!(second.body["voucher_count"], 2);
    assert_eq!(second.body["debit_ore"], 12_500 + 200);
    let list = w.client(Role::Accountant).get("/voucher-exports").await.expect(200);
    let ids: Vec<&Value> = list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["id"])
        .collect();
    assert_eq!(ids, [&second.body["id"], &first.body["id"]]);
    assert!(vouchers(&w, "").await.iter().all(|v| v["exported"] == true));
    let next = issued(&w, &[(10_000, "25")]).await;
    let posted = vouchers(&w, &format!("invoice_id={}", next.id())).await;
    assert_eq!(posted[0]["exported"], false);
}

#[actix_web::test]
async fn the_file_is_a_sie_4i_and_the_same_whenever_it_is_fetched() {
    let w = world().await;
    paid_twice(&w).await;
    w.pass(Duration::days(1));
    w.prove().await;
    let made = export(&w, Role::Owner, "2026-11-20").await.expect(201);
    let before = file(&w, &made).await;
    let text = readable(&before);
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(&lines[..2], ["#FLAGGA 0", "#KSUMMA"]);
    for post in [
        "#FORMAT PC8",
        "#GEN 20261121",
        "#SIETYP 4",
        "#FNAMN \"Lindqvist Bygg & M_leri AB\"",
        "#RAR 0 20260101 20261231",
        "#KONTO 1510 \"Kundfordringar\"",
        "#KONTO 1930 \"Bankkonto\"",
        "#TRANS 1510 {} 125.00",
        "#TRANS 3001 {} -100.00",
        "#TRANS 2611 {} -25.00",
    ] {
        assert!(lines.contains(&post), "{post} is missing in\n{text}");
    }
    let numbers: Vec<&str> = lines
        .iter()
        .filter(|l| l.starts_with("#VER"))
        .map(|l| l.split(' ').nth(2).unwrap())
        .collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    // Another account, another day: what was handed over is what it was.
    w.owner()
        .put("/accounts/sales_25", 1, json!({ "account": 3041 }))
        .await
        .expect(200);
    issued(&w, &[(10_000, "25")]).await;
    w.pass(Duration::days(2));
    w.prove().await;
    assert_eq!(file(&w, &made).await, before);
}

#[actix_web::test]
async fn a_day_that_was_handed_over_stays_closed_for_everybody() {
    let w = world().await;
    let one = paid_twice(&w).await;
    export(&w, Role::Owner, "2026-11-10").await.expect(201);
    let mut late = paid(&w, 100, "bankgiro");
    late["paid_on"] = json!("2026-11-09");
    act(&w, &one, "payments", late)
        .await
        .expect_problem(409, "period_exported");
    let open = json!({ "through": "2026-10-31", "reason": "Fel" });
    w.owner()
        .put("/fiscal-years/lock", 1, open)
        .await
        .expect_problem(409, "period_exported");
    // A correction is a voucher of its own, today, and names the one it corrects.
    let seen = w.office().get(&format!("/invoices/{}", one.id())).await.expect(200);
    let payment = seen.body["payments"][0]["id"].as_str().unwrap();
    w.office()
        .post(
            &format!("/payments/{payment}/remove"),
            json!({ "reason": "Fel faktura" }),
        )
        .await
        .expect(200);
    let newest = vouchers(&w, "limit=1").await.remove(0);
    assert_eq!(newest["dated_on"], "2026-11-20");
    assert!(newest["corrects_id"].is_string());
    assert_eq!(newest["exported"], false);
    // Days after what was handed over can be closed and opened as before.
    let close = |through: &str| json!({ "through": through, "reason": "Fel" });
    w.owner()
        .put("/fiscal-years/lock", 1, close("2026-11-19"))
        .await
        .expect(200);
    w.owner()
        .put("/fiscal-years/lock", 1, close("2026-11-10"))
        .await
        .expect(200);
}

#[actix_web::test]
async fn what_was_closed_further_stays_closed_and_an_office_hands_nothing_over() {
    let w = world().await;
    paid_twice(&w).await;
    export(&w, Role::Office, "2026-11-10")
        .await
        .expect_problem(403, "forbidden");
    let close = json!({ "through": "2026-11-15", "reason": "" });
    w.owner().put("/fiscal-years/lock", 1, close).await.expect(200);
    export(&w, Role::Owner, "2026-11-10").await.expect(201);
    let years = w.owner().get("/fiscal-years").await.expect(200);
    assert_eq!(years.body["items"][0]["locked_through"], "2026-11-15");
    let waiting = draft(&w, &[(10_000, "25")]).await;
    act(&w, &waiting, "issue", json!({})).await.expect(200);
}

#[actix_web::test]
async fn the_database_lets_nothing_into_a_day_that_was_handed_over() {
    let w = world().await;
    paid_twice(&w).await;
    export(&w, Role::Owner, "2026-11-10").await.expect(201);
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let nobody = Actor::default();
    let moved = w.app.write_in(scope, &nobody, async |tx| {
        tx.update_where::<voucher_export::Entity>(|q| {
            let day: NaiveDate = "2026-01-01".parse().unwrap();
            q.col_expr(voucher_export::Column::ThroughOn, Expr::value(day))
                .filter(voucher_export::Column::VoucherCount.gt(0))
        })
        .await?;
        Ok(Done::silent("a test", crate::http::Reply::no_content()))
    });
    assert!(moved.await.is_err());
    // The lock of the year alone isn't trusted: opened by hand, the day still takes no voucher.
    let opened = w.app.write_in(scope, &nobody, async |tx| {
        use super::super::entity::fiscal_year::{Column, Entity};
        tx.update_where::<Entity>(|q| {
            q.col_expr(Column::LockedThrough, Expr::value(None::<NaiveDate>))
                .filter(Column::NextVoucher.gt(0))
        })
        .await?;
        Ok(Done::silent("a test", crate::http::Reply::no_content()))
    });
    let _: crate::http::Reply = opened.await.unwrap();
    let one = issued(&w, &[(10_000, "25")]).await;
    let mut late = paid(&w, 100, "bankgiro");
    late["paid_on"] = json!("2026-11-09");
    let refused = act(&w, &one, "payments", late).await;
    assert!(refused.status >= 400, "{}", refused.status);
    let dated = vouchers(&w, "from=2026-11-09&to=2026-11-09").await;
    assert!(dated.is_empty());
}
