//! Do the books keep what the law wants, as long as it wants it, and then nothing of anybody?

use super::{day, due, go_to, plant_by, tend};
use crate::{
    bookkeeping,
    http::Problem,
    invoices::invoice,
    store::audit,
    testing::{World, deductions, things, world},
};
use chrono::NaiveDate;
use kontoret_core::fiscal_year::FiscalYear;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

async fn texts(w: &World, sql: &str) -> Vec<String> {
    w.look(async |tx| {
        let rows = tx
            .connection()
            .query_all_raw(Statement::from_string(tx.backend(), sql))
            .await?;
        rows.iter()
            .map(|r| r.try_get_by_index::<String>(0).map_err(Problem::from))
            .collect()
    })
    .await
}

/// Changes rows past the service: what the database's own guards say.
async fn by_hand(w: &World, sql: &str) -> Result<(), Problem> {
    plant_by(&w.app, w, async |tx| {
        tx.connection()
            .execute_raw(Statement::from_string(tx.backend(), sql))
            .await?;
        Ok(())
    })
    .await
}

async fn year_of(w: &World) -> FiscalYear {
    w.look(async |tx| bookkeeping::fiscal_year_of(tx, day(2026, 11, 20)).await)
        .await
}

async fn pdf(w: &World, id: &str) -> Value {
    w.office().get(&format!("/invoices/{id}/pdf")).await.body
}

#[actix_web::test]
async fn an_invoice_keeps_its_names_through_the_seventh_year_and_its_figures_after_it() {
    let w = world().await;
    let issued = deductions::invoice(&w, 10_000).await;
    deductions::pay(&w, &issued, None).await;
    let id = issued.id();
    assert_eq!(year_of(&w).await.ends_on, day(2026, 12, 31));
    let before = texts(&w, "SELECT CAST(total_ore AS text) FROM invoice").await;
    let sums = "SELECT CAST(sum(amount_ore) AS text) || ' ' || CAST(count(*) AS text) FROM voucher_line GROUP BY voucher_id ORDER BY 1";
    let (booked, vouchers) = (texts(&w, sums).await, texts(&w, "SELECT text FROM voucher").await);
    assert!(vouchers.iter().any(|t| !t.is_empty()));
    // Nobody is any more to ask for the deduction.
    by_hand(&w, "UPDATE deduction_case SET state = 'paid_out'")
        .await
        .unwrap();
    // The number goes with the sixth year after the payment.
    go_to(&w, day(2032, 12, 31)).await;
    assert_eq!(tend(&w).await, None);
    go_to(&w, day(2033, 1, 1)).await;
    assert!(tend(&w).await.is_some());
    let keys = texts(
        &w,
        "SELECT CASE WHEN wrapped IS NULL THEN 'gone' ELSE 'there' END FROM subject_key WHERE purpose = 'hold'",
    )
    .await;
    assert!(keys.iter().all(|k| k == "gone"), "{keys:?}");
    assert_eq!(
        texts(&w, "SELECT customer_name FROM invoice WHERE customer_name = ''")
            .await
            .len(),
        0
    );
    // The invoice still renders, without the number.
    let seen = w.office().get(&format!("/invoices/{id}/pdf")).await.expect(200);
    assert!(!seen.pdf_text().contains("810310"));
    go_to(&w, day(2033, 12, 31)).await;
    assert_eq!((due(&w).await, tend(&w).await), (0, None));
    let name = by_hand(&w, "UPDATE invoice SET customer_name = ''").await;
    assert!(name.is_err(), "an issued invoice was changed while the law keeps it");
    go_to(&w, day(2034, 1, 1)).await;
    assert!(due(&w).await > 0);
    assert!(tend(&w).await.is_some());
    assert_eq!(
        texts(&w, "SELECT customer_name || title || note FROM invoice").await,
        [""]
    );
    assert!(texts(&w, "SELECT text FROM voucher").await.iter().all(String::is_empty));
    assert!(
        texts(&w, "SELECT name || property_designation FROM deduction_case")
            .await
            .iter()
            .all(String::is_empty)
    );
    // Figures, vouchers and the chain are as they were.
    assert_eq!(texts(&w, "SELECT CAST(total_ore AS text) FROM invoice").await, before);
    assert_eq!(texts(&w, sums).await, booked);
    assert!(w.look(async |tx| Ok(audit::verify(tx).await?)).await.is_ok());
    w.office().get(&format!("/invoices/{id}")).await.expect(200);
    assert_eq!(pdf(&w, &id).await["code"], "not_found");
    // Done once, nothing is left to do.
    assert_eq!((due(&w).await, tend(&w).await), (0, None));
}

#[actix_web::test]
async fn what_is_not_settled_or_was_settled_later_stays() {
    let w = world().await;
    things::issued_invoice(&w).await;
    let late = things::issued_invoice(&w).await;
    go_to(&w, day(2030, 3, 1)).await;
    deductions::pay(&w, &late, None).await;
    go_to(&w, day(2034, 1, 1)).await;
    tend(&w).await;
    let named = texts(&w, "SELECT customer_name FROM invoice").await;
    assert!(named.len() == 2 && named.iter().all(|n| !n.is_empty()), "{named:?}");
    go_to(&w, day(2038, 1, 1)).await;
    tend(&w).await;
    let named = texts(&w, "SELECT customer_name FROM invoice WHERE customer_name <> ''").await;
    assert_eq!(named.len(), 1, "the open one alone stays");
}

#[actix_web::test]
async fn a_broken_fiscal_year_counts_from_the_year_in_which_it_ended() {
    let w = world().await;
    let body = json!({ "starts_on": "2026-07-01", "ends_on": "2027-06-30" });
    w.owner().post("/fiscal-years", body).await.expect(201);
    let issued = things::issued_invoice(&w).await;
    deductions::pay(&w, &issued, None).await;
    go_to(&w, day(2034, 12, 31)).await;
    assert_eq!(tend(&w).await, None);
    go_to(&w, day(2035, 1, 1)).await;
    assert!(tend(&w).await.is_some());
    assert_eq!(texts(&w, "SELECT customer_name FROM invoice").await, [""]);
}

async fn years(w: &World) -> Vec<(uuid::Uuid, FiscalYear)> {
    w.look(async |tx| bookkeeping::fiscal_years(tx).await).await
}

#[actix_web::test]
async fn the_database_itself_refuses_to_let_books_go_early_or_to_rewrite_them() {
    let w = world().await;
    let issued = things::issued_invoice(&w).await;
    deductions::pay(&w, &issued, None).await;
    let (id, year) = years(&w).await[0];
    let release = |on: NaiveDate, ends_on: NaiveDate| {
        format!(
            "INSERT INTO bookkeeping_release (company_id, fiscal_year_id, starts_on, ends_on, released_on) VALUES ({}, {}, '{}', '{ends_on}', '{on}')",
            literal(&w, w.here.company_id),
            literal(&w, id),
            year.starts_on
        )
    };
    for refused in [
        release(day(2033, 12, 31), year.ends_on),
        // A year that never was.
        release(day(2034, 1, 1), day(2025, 12, 31)),
    ] {
        assert!(by_hand(&w, &refused).await.is_err(), "{refused}");
    }
    by_hand(&w, &release(day(2034, 1, 1), year.ends_on)).await.unwrap();
    for refused in [
        "UPDATE invoice SET customer_name = 'Någon annan'",
        "UPDATE invoice SET total_ore = 1",
        "UPDATE invoice_line SET amount_ore = 1",
        "UPDATE invoice_line SET description = 'Annat'",
        "DELETE FROM invoice_line",
        "DELETE FROM invoice",
        "UPDATE voucher SET text = 'Annat'",
        "UPDATE voucher SET number = number + 100",
        "DELETE FROM voucher",
        "UPDATE voucher_line SET amount_ore = 0",
        "UPDATE settlement SET amount_ore = 0",
        "UPDATE settlement SET note = 'Annat'",
        "DELETE FROM settlement",
        "UPDATE bookkeeping_release SET released_on = '2020-01-01'",
    ] {
        assert!(by_hand(&w, refused).await.is_err(), "{refused} was allowed");
    }
    for allowed in [
        "UPDATE invoice SET customer_name = '', title = ''",
        "UPDATE invoice_line SET description = ''",
        "DELETE FROM invoice_snapshot",
        "UPDATE voucher SET text = ''",
        "UPDATE settlement SET note = ''",
    ] {
        by_hand(&w, allowed).await.unwrap_or_else(|e| panic!("{allowed}: {e}"));
    }
    assert!(w.look(async |tx| Ok(tx.find::<invoice::Entity>().count().await?)).await > 0);
}

fn literal(w: &World, id: uuid::Uuid) -> String {
    match w.app.db.raw().get_database_backend() {
        sea_orm::DbBackend::Postgres => format!("'{id}'"),
        _ => format!("x'{}'", id.simple()),
    }
}
