//! Write-offs: small ones by rule, larger ones with a reason, each taken back once at most.

use super::{customer, issued, payment};
use crate::testing::{Answer, World, world};
use serde_json::{Value, json};

async fn write_off(w: &World, of: &Answer, amount_ore: i64, reason: &str) -> Answer {
    let body = json!({ "amount_ore": amount_ore, "reason": reason });
    w.office()
        .act(&format!("/invoices/{}/write-off", of.id()), of.version(), body)
        .await
}

#[actix_web::test]
async fn a_small_remainder_needs_no_reason_and_leaves_the_invoice_paid() {
    let w = world().await;
    let who = customer(&w).await;
    let seen = issued(&w, &who).await;
    let paid = w
        .office()
        .act(
            &format!("/invoices/{}/payments", seen.id()),
            seen.version(),
            payment("2026-11-20", 12_050),
        )
        .await
        .expect(200);
    let done = write_off(&w, &paid, 450, "").await.expect(200);
    assert_eq!(done.body["status"], "paid");
    assert_eq!(
        (&done.body["written_off_ore"], &done.body["remaining_ore"]),
        (&json!(450), &json!(0))
    );
    let open = w.office().get("/dashboard").await.expect(200);
    assert_eq!(open.body["unpaid_ore"], 0);
}

#[actix_web::test]
async fn more_than_the_companys_limit_needs_a_reason() {
    let w = world().await;
    let who = customer(&w).await;
    let seen = issued(&w, &who).await;
    write_off(&w, &seen, 501, " ")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/reason", "required");
    write_off(&w, &seen, 12_501, "konkurs")
        .await
        .expect_problem(409, "overpayment");
    let done = write_off(&w, &seen, 12_500, "Kunden är i konkurs").await.expect(200);
    assert_eq!(done.body["status"], "written_off");
    assert_eq!(done.body["settlements"][0]["note"], "Kunden är i konkurs");
    assert_eq!(done.body["overdue"], false);
    write_off(&w, &done, 1, "")
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn a_write_off_is_taken_back_by_a_row_of_its_own_and_once() {
    let w = world().await;
    let who = customer(&w).await;
    let seen = issued(&w, &who).await;
    let path = format!("/invoices/{}", seen.id());
    let done = write_off(&w, &seen, 12_500, "konkurs").await.expect(200);
    let id = done.body["settlements"][0]["id"].clone();
    let reverse = async |version: i64, id: &Value| {
        let path = format!("{path}/write-offs/{}/reverse", id.as_str().unwrap());
        w.office()
            .act(&path, version, json!({ "reason": "Kunden betalade" }))
            .await
    };
    let back = reverse(done.version(), &id).await.expect(200);
    assert_eq!(
        (&back.body["status"], &back.body["remaining_ore"]),
        (&json!("issued"), &json!(12_500))
    );
    let rows = back.body["settlements"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[1]["amount_ore"], &rows[1]["corrects_id"]),
        (&json!(-12_500), &id)
    );
    reverse(back.version(), &id)
        .await
        .expect_problem(409, "not_allowed_in_status");
    // With another write-off there is something to take back, but not the first one and not its correction.
    let more = write_off(&w, &back, 100, "").await.expect(200);
    reverse(more.version(), &id)
        .await
        .expect_problem(409, "not_allowed_in_status");
    reverse(more.version(), &rows[1]["id"])
        .await
        .expect_problem(409, "not_allowed_in_status");
    w.pass(chrono::Duration::days(31));
    assert_eq!(w.office().get(&path).await.expect(200).body["overdue"], true);
}

#[actix_web::test]
async fn settlements_are_only_added_to() {
    use sea_orm::ConnectionTrait;
    let w = world().await;
    let who = customer(&w).await;
    let seen = issued(&w, &who).await;
    write_off(&w, &seen, 100, "").await.expect(200);
    let raw = w.app.db.raw();
    let scope = match raw.get_database_backend() {
        sea_orm::DbBackend::Postgres => {
            format!("SELECT set_config('app.company_id', '{}', false);", w.here.company_id)
        }
        _ => String::new(),
    };
    for sql in ["UPDATE settlement SET amount_ore = 1", "DELETE FROM settlement"] {
        let refused = raw.execute_unprepared(&format!("{scope} {sql}")).await.unwrap_err();
        assert!(refused.to_string().contains("settlements are only added to"), "{sql}");
    }
}
