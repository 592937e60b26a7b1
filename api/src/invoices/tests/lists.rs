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
async fn pages_of_open_invoices_follow_the_day_that_counts_now() {
    use sea_orm::ConnectionTrait;
    let w = world().await;
    let who = customer(&w).await;
    for _ in 0..6 {
        let body = invoice(&who, &[line("Färg", 1000, 10_000, "25")]);
        let made = w.office().post("/invoices", body).await.expect(201);
        issue(&w, &made).await.expect(200);
    }
    // As when the customer gets time anew for what the tax agency refused.
    let raw = w.app.db.raw();
    let scope = match raw.get_database_backend() {
        sea_orm::DbBackend::Postgres => format!("SELECT set_config('app.company_id', '{}', false);", w.here.company_id),
        _ => String::new(),
    };
    let later = "UPDATE invoice SET open_due_on = '2027-06-01' WHERE number IN ('10001', '10003', '10005')";
    raw.execute_unprepared(&format!("{scope} {later}")).await.unwrap();
    for query in ["open=true&sort=due_on", "sort=due_on"] {
        let seen = pages(&w, query).await;
        let unique: std::collections::HashSet<_> = seen.iter().collect();
        assert_eq!((seen.len(), unique.len()), (6, 6), "{query}");
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

#[actix_web::test]
async fn what_is_open_is_found_and_summed_by_age() {
    let w = world().await;
    let (who, other) = (customer(&w).await, customer(&w).await);
    // Last days to pay 0, 5, 35 and 70 days from now; the one of another customer is due last.
    for (of, terms) in [(&who, 0), (&who, 5), (&who, 35), (&other, 70)] {
        let mut body = invoice(of, &[line("Färg", 1000, 10_000, "25")]);
        body["payment_terms_days"] = json!(terms);
        let made = w.office().post("/invoices", body).await.expect(201);
        issue(&w, &made).await.expect(200);
    }
    let draft = invoice(&who, &[line("Färg", 1000, 10_000, "25")]);
    w.office().post("/invoices", draft).await.expect(201);
    let paid = issued(&w, &who).await;
    let body = json!({ "paid_on": "2026-11-20", "amount_ore": paid.body["remaining_ore"], "method": "swish", "reference": "" });
    w.office()
        .act(&format!("/invoices/{}/payments", paid.id()), paid.version(), body)
        .await
        .expect(200);
    assert_eq!(pages(&w, "open=true&sort=due_on").await.len(), 4);
    assert_eq!(pages(&w, "open=false").await.len(), 2);

    w.pass(chrono::Duration::days(31));
    let ages = ["not_due", "days_30", "days_60", "days_90", "older"];
    let mut found = Vec::new();
    for age in ages {
        found.push(pages(&w, &format!("age={age}&sort=due_on")).await.len());
    }
    assert_eq!(found, [2, 1, 1, 0, 0]);
    let sums = |body: &serde_json::Value| -> Vec<(String, i64, i64)> {
        let rows = body["items"].as_array().unwrap();
        rows.iter()
            .map(|r| {
                let (count, open) = (r["count"].as_i64().unwrap(), r["open_ore"].as_i64().unwrap());
                (r["age"].as_str().unwrap().to_owned(), count, open)
            })
            .collect()
    };
    let all = w.office().get("/invoice-ageing").await.expect(200).body;
    let one = all["items"][1]["open_ore"].as_i64().unwrap();
    assert!(one > 0);
    let expected = |counts: [i64; 5]| -> Vec<_> {
        let of = |(age, count): (&str, i64)| (age.to_owned(), count, count * one);
        ages.into_iter().zip(counts).map(of).collect()
    };
    assert_eq!(sums(&all), expected([2, 1, 1, 0, 0]));
    let path = format!("/invoice-ageing?customer_id={who}");
    let own = w.office().get(&path).await.expect(200).body;
    assert_eq!(sums(&own), expected([1, 1, 1, 0, 0]));
    let foreign = w.stranger().get("/invoice-ageing").await.expect(200).body;
    assert_eq!(sums(&foreign), expected([0, 0, 0, 0, 0]));
    w.worker().get("/invoice-ageing").await.expect_problem(403, "forbidden");
}
