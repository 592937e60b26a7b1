//! Numbers without gap or duplicate, whatever happens at once.

use super::{customer, draft, invoice, line};
use crate::{
    http::{Code, Problem},
    invoices::{self, store},
    store::{Actor, Scope},
    testing::{World, world},
};
use actix_web::http::Method;
use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) async fn issue_in(w: &World, id: Uuid) -> Result<(), Problem> {
    // As a client does that is asked to come back.
    for _ in 0..20 {
        let app = w.app.clone();
        let scope = Scope {
            company_id: Some(w.here.company_id),
            user_id: None,
        };
        let done = app
            .write_in(scope, &Actor::default(), async |tx| {
                let row = store::lock_invoice(tx, id).await?;
                let (_, _, events) = invoices::issue(tx, &app.secrets, &row, None).await?;
                Ok(crate::store::Done::all(events, crate::http::Reply::no_content()))
            })
            .await;
        match done {
            Err(p) if p.code == Code::Unavailable => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            other => return other.map(|_| ()),
        }
    }
    Err(Problem::new(Code::Unavailable))
}

async fn numbers(w: &World) -> Vec<i64> {
    let mut numbers: Vec<i64> = Vec::new();
    let page = w.office().get("/invoices?limit=200&sort=number").await.expect(200);
    numbers.extend(
        page.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|i| i["number"].as_str()?.parse::<i64>().ok()),
    );
    numbers
}

#[actix_web::test]
async fn thirty_two_at_once_give_numbers_without_gap_or_duplicate() {
    let w = world().await;
    let who = customer(&w).await;
    let mut drafts = Vec::new();
    for _ in 0..32 {
        drafts.push(draft(&w, &who).await.id().parse().unwrap());
    }
    let done = join_all(drafts.into_iter().map(|id| issue_in(&w, id))).await;
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    assert_eq!(numbers(&w).await, (10_001..10_033).collect::<Vec<_>>());
}

#[actix_web::test]
async fn a_change_that_is_taken_back_leaves_no_gap() {
    let w = world().await;
    let who = customer(&w).await;
    let first = draft(&w, &who).await;
    let path = format!("/invoices/{}/issue", first.id());
    let rehearsal = w
        .office()
        .act(&format!("{path}?dry_run=true"), 1, json!({}))
        .await
        .expect(200);
    assert_eq!(rehearsal.body["number"], "10001");
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let cut_off = w
        .app
        .write_in(scope, &Actor::default(), async |tx| {
            let row = store::lock_invoice(tx, first.id().parse().unwrap()).await?;
            invoices::issue(tx, &w.app.secrets, &row, None).await?;
            Err(Problem::new(Code::Unavailable))
        })
        .await;
    assert_eq!(cut_off.unwrap_err().code, Code::Unavailable);
    assert_eq!(numbers(&w).await, Vec::<i64>::new());
    // A request whose client hangs up: its future is dropped in the middle.
    let nobody = Actor::default();
    let dropped = w.app.write_in(scope, &nobody, async |tx| {
        let row = store::lock_invoice(tx, first.id().parse().unwrap()).await?;
        invoices::issue(tx, &w.app.secrets, &row, None).await?;
        std::future::pending::<()>().await;
        Err(Problem::new(Code::Internal))
    });
    assert!(
        tokio::time::timeout(std::time::Duration::from_secs(2), dropped)
            .await
            .is_err()
    );
    w.office().act(&path, 1, json!({})).await.expect(200);
    assert_eq!(numbers(&w).await, [10_001]);
}

#[actix_web::test]
async fn a_hundred_retries_of_one_request_make_one_invoice() {
    let w = world().await;
    let who = customer(&w).await;
    let body = invoice(&who, &[line("Färg", 1000, 10_000, "25")]);
    let office = w.office();
    let retry = async || {
        loop {
            let answer = office
                .call(
                    Method::POST,
                    "/invoices",
                    None,
                    Some(&body),
                    &[("idempotency-key", "one")],
                )
                .await;
            if answer.status != 503 {
                return answer;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    let answers = join_all((0..100).map(|_| retry())).await;
    let first: &Value = &answers[0].body;
    assert!(answers.iter().all(|a| a.status == 201 && a.body == *first));
    assert_eq!(
        w.office().get("/invoices?total=true").await.expect(200).body["total"],
        1
    );
}

#[actix_web::test]
async fn a_double_click_issues_once() {
    let w = world().await;
    let who = customer(&w).await;
    let draft = draft(&w, &who).await;
    let path = format!("/invoices/{}/issue", draft.id());
    let (office, body) = (w.office(), json!({}));
    let click = async |key: &str| {
        office
            .call(Method::POST, &path, Some(1), Some(&body), &[("idempotency-key", key)])
            .await
    };
    let first = click("a").await.expect(200);
    assert_eq!(click("a").await.expect(200).body, first.body);
    click("b").await.expect_problem(412, "stale");
    assert_eq!(numbers(&w).await, [10_001]);
}
