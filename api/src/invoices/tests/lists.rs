//! Lists of invoices: filters, orders, pages.

use super::{customer, invoice, issue, issued, line};
use crate::testing::{World, world};
use serde_json::json;

async fn pages(w: &World, query: &str) -> Vec<String> {
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = w
            .office()
            .get(&format!("/invoices?limit=4&{query}{after}"))
            .await
            .expect(200);
        seen.extend(
            page.body["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|i| i["id"].as_str().unwrap().to_owned()),
        );
        match page.body["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return seen,
        }
    }
}

#[actix_web::test]
async fn pages_follow_each_other_through_ties_and_drafts() {
    let w = world().await;
    let who = customer(&w).await;
    for i in 0..18 {
        // Ties everywhere: dates, sums; every third stays a draft.
        let mut body = invoice(&who, &[line("Färg", 1000, 10_000, "25")]);
        body["payment_terms_days"] = json!(5);
        let made = w.office().post("/invoices", body).await.expect(201);
        if i % 3 != 0 {
            issue(&w, &made).await.expect(200);
        }
        if i % 6 == 5 {
            w.pass(chrono::Duration::days(1));
        }
    }
    let all = pages(&w, "sort=-number").await;
    for sort in ["-number", "number", "-issued_on", "due_on", "-total_ore"] {
        let seen = pages(&w, &format!("sort={sort}")).await;
        let unique: std::collections::HashSet<_> = seen.iter().collect();
        assert_eq!((seen.len(), unique.len()), (18, 18), "{sort}");
    }
    let statuses = w.office().get("/invoices?limit=200").await.expect(200);
    let statuses: Vec<_> = statuses.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["status"].as_str().unwrap().to_owned())
        .collect();
    assert!(statuses[..6].iter().all(|s| s == "draft"), "drafts are the newest");
    assert_eq!(
        pages(&w, "sort=number").await,
        all.into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(pages(&w, "status=draft").await.len(), 6);
    assert_eq!(pages(&w, "status=issued&sort=due_on").await.len(), 12);
    assert_eq!(pages(&w, "issued_from=2026-11-21&issued_to=2026-11-21").await.len(), 4);
    assert_eq!(
        pages(&w, "issued_from=2026-11-21").await.len(),
        8,
        "a draft has no day of issue"
    );
    w.pass(chrono::Duration::days(10));
    assert_eq!(pages(&w, "overdue=true&sort=due_on").await.len(), 12);
    assert_eq!(pages(&w, "overdue=true&sort=-total_ore").await.len(), 12);
    assert_eq!(pages(&w, "overdue=false").await.len(), 6);
    assert_eq!(pages(&w, &format!("customer_id={who}")).await.len(), 18);
    assert_eq!(
        pages(&w, "customer_id=019aa000-0000-7000-8000-000000000000")
            .await
            .len(),
        0
    );
}

#[actix_web::test]
async fn an_invoice_is_found_by_number_reference_customer_and_title() {
    let w = world().await;
    let who = customer(&w).await;
    issued(&w, &who).await;
    for (words, found) in [
        ("10001", 1),
        ("100016", 1),
        ("oberg", 1),
        ("hall%20anna", 1),
        ("hall%20bengt", 0),
    ] {
        let list = w.office().get(&format!("/invoices?q={words}")).await.expect(200);
        assert_eq!(list.body["items"].as_array().unwrap().len(), found, "{words}");
    }
    let item = w.office().get("/invoices?total=true").await.expect(200);
    assert_eq!(item.body["total"], 1);
    assert_eq!(item.body["items"][0]["remaining_ore"], 12_500);
}

#[actix_web::test]
async fn bad_questions_are_refused() {
    let w = world().await;
    w.office()
        .get("/invoices?after=x")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("after", "invalid");
    w.office()
        .get("/invoices?status=lost")
        .await
        .expect_problem(422, "invalid_fields");
    w.office()
        .get("/invoices?sort=colour")
        .await
        .expect_problem(422, "invalid_fields");
    // The cursor of another order.
    let who = customer(&w).await;
    for _ in 0..2 {
        w.office()
            .post("/invoices", invoice(&who, &[line("Färg", 1000, 1, "25")]))
            .await
            .expect(201);
    }
    let next = w.office().get("/invoices?limit=1&sort=due_on").await.expect(200).body["next"].clone();
    let wrong = format!("/invoices?limit=1&sort=-total_ore&after={}", next.as_str().unwrap());
    w.office()
        .get(&wrong)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("after", "invalid");
    assert_eq!(
        w.office().get("/invoices?limit=1").await.expect(200).body["total"],
        json!(null)
    );
}
