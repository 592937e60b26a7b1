//! The life of an offer, as the office and the customer see it.

use crate::{
    offers::accepted_for_order,
    store::{Actor, Done, Scope},
    testing::{Answer, World, world},
};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

async fn customer(w: &World, name: &str) -> Answer {
    let customer = json!({
        "kind": "private", "name": name, "email": "anna@kund.example", "phone": "", "organisation_number": "",
        "vat_number": "", "address": { "street": "Björkvägen 4", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    });
    w.office().post("/customers", customer).await.expect(201)
}

fn line(kind: &str, description: &str, quantity_milli: i64, unit_price_ore: i64) -> Value {
    json!({ "article_id": null, "kind": kind, "description": description, "quantity_milli": quantity_milli, "unit": "tim",
        "unit_price_ore": unit_price_ore, "discount_bp": 0, "vat": "25" })
}

fn input(customer_id: &str) -> Value {
    json!({
        "customer_id": customer_id, "work_site_id": null, "title": "Målning av fasad", "intro": "Tack för förfrågan.",
        "terms": "Betalning 30 dagar.", "their_reference": "", "language": "sv", "valid_until": "2026-12-20",
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true,
        "lines": [line("work", "Målning", 8_000, 55_000), line("material", "Färg", 2_000, 123_450)]
    })
}

fn letter() -> Value {
    json!({ "recipient": "anna@kund.example", "message": "Ring gärna!", "valid_until": "2026-12-20" })
}

fn token(offer: &Answer) -> String {
    let url = offer.body["public_url"].as_str().unwrap();
    url.strip_prefix("https://kontoret.example/o#").unwrap().to_owned()
}

async fn draft(w: &World) -> Answer {
    let customer = customer(w, "Anna Öberg").await;
    w.office().post("/offers", input(&customer.id())).await.expect(201)
}

async fn sent(w: &World) -> Answer {
    let draft = draft(w).await;
    w.office()
        .act(&format!("/offers/{}/send", draft.id()), 1, letter())
        .await
        .expect(200)
}

/// A customer has neither a session nor keys for repeats.
async fn answer(w: &World, token: &str, verb: &str, body: Value) -> Answer {
    w.nobody()
        .call(
            Method::POST,
            &format!("/public/offers/{token}/{verb}"),
            None,
            Some(&body),
            &[],
        )
        .await
}

#[actix_web::test]
async fn an_offer_goes_from_draft_to_accepted() {
    let w = world().await;
    let draft = draft(&w).await;
    let path = format!("/offers/{}", draft.id());
    assert_eq!(
        (draft.body["number"].as_i64(), draft.body["status"].as_str()),
        (Some(1001), Some("draft"))
    );
    // 8 × 550,00 + 2 × 1 234,50 = 6 869,00; VAT 1 717,25; 8 586,25 rounded to 8 586.
    assert_eq!(draft.body["totals"]["net_ore"], 686_900);
    assert_eq!(draft.body["totals"]["vat_ore"], 171_725);
    assert_eq!(draft.body["totals"]["rounding_ore"], -25);
    assert_eq!(draft.body["totals"]["total_ore"], 858_600);
    assert_eq!(draft.body["actions"], json!(["replace", "send"]));
    assert_eq!(draft.body["public_url"], Value::Null);
    let page = w.office().get(&format!("{path}/pdf")).await.expect(200).pdf_text();
    assert!(page.contains("1001 · Utkast") && page.contains("8 586"), "{page}");

    let sent = w.office().act(&format!("{path}/send"), 1, letter()).await.expect(200);
    assert_eq!(
        (sent.body["status"].as_str(), sent.body["offered_on"].as_str()),
        (Some("sent"), Some("2026-11-20"))
    );
    assert_eq!(sent.body["actions"], json!(["send", "withdraw"]));
    assert_eq!(sent.body["mails"][0]["state"], "queued");
    let token = token(&sent);
    let seen = w.nobody().get(&format!("/public/offers/{token}")).await.expect(200);
    assert_eq!(seen.body["totals"], sent.body["totals"]);
    assert_eq!(seen.body["actions"], json!(["accept", "decline"]));

    answer(&w, &token, "accept", json!({ "name": " " }))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/name", "required");
    let yes = answer(&w, &token, "accept", json!({ "name": "Anna Öberg" }))
        .await
        .expect(200);
    assert_eq!(
        (yes.body["status"].as_str(), yes.body["decided_by"].as_str()),
        (Some("accepted"), Some("Anna Öberg"))
    );
    let again = answer(&w, &token, "accept", json!({ "name": "Bertil" }))
        .await
        .expect(200);
    assert_eq!(again.body, yes.body);
    answer(&w, &token, "decline", json!({ "reason": "" }))
        .await
        .expect_problem(409, "not_allowed_in_status");

    let office = w.office().get(&path).await.expect(200);
    assert_eq!(office.body["actions"], json!(["convert"]));
    let found = w
        .office()
        .get("/offers?status=accepted&q=oberg%20fasad%201001&total=true")
        .await
        .expect(200);
    assert_eq!(
        (found.body["total"].as_i64(), found.body["items"][0]["id"].as_str()),
        (Some(1), Some(office.id().as_str()))
    );
    w.stranger().get(&path).await.expect_problem(404, "not_found");
    w.worker().get(&path).await.expect_problem(403, "forbidden");
    let mut found = None;
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let id = office.id().parse().unwrap();
    let _: crate::http::Reply = w
        .app
        .write_in(scope, &Actor::default(), async |tx| {
            found = Some(accepted_for_order(tx, id).await?);
            Ok(Done::silent("a look", crate::http::Reply::no_content()))
        })
        .await
        .unwrap();
    assert_eq!(found.unwrap().lines.len(), 2);
}

#[actix_web::test]
async fn what_was_sent_stays_as_it_was_sent() {
    let w = world().await;
    let customer = customer(&w, "Anna Öberg").await;
    let draft = w.office().post("/offers", input(&customer.id())).await.expect(201);
    let path = format!("/offers/{}", draft.id());
    let sent = w.office().act(&format!("{path}/send"), 1, letter()).await.expect(200);
    let link = format!("/public/offers/{}", token(&sent));
    let (before, file) = (
        w.nobody().get(&link).await.expect(200),
        w.office().get(&format!("{path}/pdf")).await.expect(200),
    );
    assert_eq!(
        file.header("content-disposition"),
        Some("inline; filename=\"Offert-1001.pdf\"")
    );
    let page = file.pdf_text();
    for word in ["1001", "Anna Öberg", "8 586", "1 717,25", "2026-12-20"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert!(!page.contains("UTKAST"));

    let mut other = customer.body.clone();
    for gone in [
        "id",
        "version",
        "number",
        "archived",
        "erased",
        "restricted_at",
        "no_direct_marketing",
        "no_statistics",
        "created_at",
        "actions",
    ] {
        other.as_object_mut().unwrap().remove(gone);
    }
    other["name"] = json!("Någon Annan");
    w.office()
        .put(&format!("/customers/{}", customer.id()), 1, other)
        .await
        .expect(200);
    rename_company(&w).await;
    w.pass(Duration::days(3));

    assert_eq!(w.nobody().get(&link).await.expect(200).body, before.body);
    assert_eq!(
        w.office().get(&format!("{path}/pdf")).await.expect(200).bytes,
        file.bytes
    );
    assert_eq!(
        w.nobody().get(&format!("{link}/pdf")).await.expect(200).bytes,
        file.bytes
    );
    w.office()
        .put(&path, 2, input(&customer.id()))
        .await
        .expect_problem(409, "not_allowed_in_status");

    let again = w.office().act(&format!("{path}/send"), 2, letter()).await.expect(200);
    assert_eq!(again.body["mails"].as_array().unwrap().len(), 2);
    assert_eq!(again.body["offered_on"], "2026-11-20");
    assert_eq!(w.nobody().get(&link).await.expect(200).body, before.body);
    let mut later = letter();
    later["valid_until"] = json!("2027-01-20");
    w.office()
        .act(&format!("{path}/send"), 3, later)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/valid_until", "invalid");
}

async fn rename_company(w: &World) {
    use crate::company::company_settings;
    use sea_orm::{QueryFilter, sea_query::Expr};
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let _: crate::http::Reply = w
        .app
        .write_in(scope, &Actor::default(), async |tx| {
            tx.update_where::<company_settings::Entity>(|q| {
                q.col_expr(company_settings::Column::Street, Expr::value("Nygatan 99"))
                    .filter(Expr::value(true))
            })
            .await?;
            Ok(Done::silent("the company moves", crate::http::Reply::no_content()))
        })
        .await
        .unwrap();
}

#[actix_web::test]
async fn a_wrong_forged_or_withdrawn_link_answers_alike() {
    let w = world().await;
    let sent = sent(&w).await;
    let path = format!("/offers/{}", sent.id());
    let good = token(&sent);
    let nobody_there = w
        .app
        .secrets
        .link("offer", w.here.company_id, w.app.clock.new_id(), &[0; 16]);
    let other_kind = {
        let id: uuid::Uuid = sent.id().parse().unwrap();
        w.app.secrets.link("invoice", w.here.company_id, id, &[0; 16])
    };
    let mut forged = good.clone().into_bytes();
    let last = forged.len() - 3;
    forged[last] = if forged[last] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).unwrap();
    let short = good[..40].to_owned();
    w.office()
        .act(&format!("{path}/withdraw"), 2, json!({}))
        .await
        .expect(200);
    let mut bodies = Vec::new();
    for bad in [
        good,
        forged,
        nobody_there,
        other_kind,
        short,
        "x".to_owned(),
        "%C3%A5%00".to_owned(),
    ] {
        for answer in [
            w.nobody().get(&format!("/public/offers/{bad}")).await,
            w.nobody().get(&format!("/public/offers/{bad}/pdf")).await,
            answer(&w, &bad, "accept", json!({ "name": "Anna" })).await,
            answer(&w, &bad, "decline", json!({ "reason": "" })).await,
        ] {
            let mut body = answer.expect_problem(404, "link_invalid").body;
            body["request_id"] = Value::Null;
            bodies.push(body);
        }
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
    let after = w.office().get(&path).await.expect(200);
    assert_eq!(
        (after.body["status"].as_str(), after.body["actions"].clone()),
        (Some("withdrawn"), json!([]))
    );
}

#[actix_web::test]
async fn an_offer_expires_after_its_last_day_wherever_it_is_seen() {
    let w = world().await;
    let sent = sent(&w).await;
    let link = token(&sent);
    let listed = async |status: &str| {
        let page = w.office().get(&format!("/offers?status={status}")).await.expect(200);
        page.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| o["status"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    // The last day ends at midnight in Sweden: 23:00 UTC.
    w.pass(Duration::days(30) + Duration::hours(13) + Duration::minutes(59));
    assert_eq!(
        (listed("sent").await, listed("expired").await),
        (vec!["sent".to_owned()], vec![])
    );
    w.pass(Duration::minutes(1));
    assert_eq!(
        (listed("sent").await, listed("expired").await),
        (vec![], vec!["expired".to_owned()])
    );
    let office = w.office().get(&format!("/offers/{}", sent.id())).await.expect(200);
    assert_eq!(
        (office.body["status"].as_str(), office.body["actions"].clone()),
        (Some("expired"), json!([]))
    );
    let seen = w.nobody().get(&format!("/public/offers/{link}")).await.expect(200);
    assert_eq!(
        (seen.body["status"].as_str(), seen.body["actions"].clone()),
        (Some("expired"), json!([]))
    );
    answer(&w, &link, "accept", json!({ "name": "Anna" }))
        .await
        .expect_problem(410, "link_expired");
    answer(&w, &link, "decline", json!({ "reason": "" }))
        .await
        .expect_problem(410, "link_expired");
    let path = format!("/offers/{}", sent.id());
    w.office()
        .act(&format!("{path}/send"), 2, letter())
        .await
        .expect_problem(409, "not_allowed_in_status");
    w.office()
        .act(&format!("{path}/withdraw"), 2, json!({}))
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn of_two_answers_at_once_one_counts() {
    let w = world().await;
    let sent = sent(&w).await;
    let link = token(&sent);
    let (yes, no) = tokio::join!(
        answer(&w, &link, "accept", json!({ "name": "Anna" })),
        answer(&w, &link, "decline", json!({ "reason": "För dyrt" }))
    );
    let mut codes = [yes.status, no.status];
    codes.sort_unstable();
    assert_eq!(codes, [200, 409]);
    let kept = w.office().get(&format!("/offers/{}", sent.id())).await.expect(200);
    assert_eq!(
        kept.body["status"],
        if yes.status == 200 { "accepted" } else { "declined" }
    );
    assert_eq!(kept.version(), 3);
}

#[actix_web::test]
async fn two_tabs_and_missing_parts_are_refused() {
    let w = world().await;
    let customer = customer(&w, "Åsa Ängström").await;
    let mut empty = input(&customer.id());
    empty["lines"] = json!([]);
    let draft = w.office().post("/offers", empty).await.expect(201);
    let path = format!("/offers/{}", draft.id());
    w.office()
        .act(&format!("{path}/send"), 1, letter())
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/lines", "required");
    w.office().put(&path, 1, input(&customer.id())).await.expect(200);
    w.office()
        .put(&path, 1, input(&customer.id()))
        .await
        .expect_problem(412, "stale");
    w.office()
        .act(&format!("{path}/send"), 1, letter())
        .await
        .expect_problem(412, "stale");
    let wrong = json!({ "recipient": "anna", "message": "", "valid_until": "2026-11-19" });
    w.office()
        .act(&format!("{path}/send"), 2, wrong)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/recipient", "invalid")
        .expect_field("/valid_until", "date_out_of_range");
    for q in ["asa", "ANGSTROM", "m%C3%A5lning", "1001"] {
        let found = w.office().get(&format!("/offers?q={q}")).await.expect(200);
        assert_eq!(found.body["items"][0]["customer_name"], "Åsa Ängström", "{q}");
    }
    w.client(Role::Accountant)
        .act(&format!("{path}/send"), 2, letter())
        .await
        .expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn what_an_offer_names_must_exist_and_belong_together() {
    let w = world().await;
    let (anna, bo) = (customer(&w, "Anna").await, customer(&w, "Bo").await);
    let site = json!({ "name": "Hemma", "address": anna.body["address"], "property_designation": "", "apartment_number": "",
        "housing_association_number": "", "note": "" });
    let site = w
        .office()
        .post(&format!("/customers/{}/work-sites", bo.id()), site)
        .await
        .expect(201);
    let mut bad = input(&anna.id());
    bad["work_site_id"] = json!(site.id());
    bad["lines"][1]["article_id"] = json!(anna.id());
    let refused = w
        .office()
        .post("/offers", bad.clone())
        .await
        .expect_problem(422, "invalid_fields");
    refused
        .expect_field("/work_site_id", "not_found")
        .expect_field("/lines/1/article_id", "not_found");
    bad["customer_id"] = json!(site.id());
    w.office()
        .post("/offers", bad)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/customer_id", "not_found");
    w.stranger()
        .post("/offers", input(&anna.id()))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/customer_id", "not_found");
    let mut negative = input(&anna.id());
    negative["lines"][0]["unit_price_ore"] = json!(-99_999_999);
    w.office()
        .post("/offers", negative)
        .await
        .expect_problem(409, "negative_total");
    let mut right = input(&bo.id());
    right["work_site_id"] = json!(site.id());
    // No number was lost to what was refused.
    assert_eq!(w.office().post("/offers", right).await.expect(201).body["number"], 1001);
}

#[actix_web::test]
async fn every_order_of_the_list_holds_every_offer_once() {
    let w = world().await;
    let customer = customer(&w, "Anna").await;
    for i in 0..5 {
        let mut o = input(&customer.id());
        o["lines"][0]["quantity_milli"] = json!(1000 * (i % 2 + 1));
        let draft = w.office().post("/offers", o).await.expect(201);
        if i % 2 == 0 {
            w.office()
                .act(&format!("/offers/{}/send", draft.id()), 1, letter())
                .await
                .expect(200);
        }
    }
    for sort in ["number", "-number", "-offered_on", "-total_ore"] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = w
                .office()
                .get(&format!("/offers?limit=2&sort={sort}{after}"))
                .await
                .expect(200);
            seen.extend(
                page.body["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|o| o["number"].as_i64().unwrap()),
            );
            match page.body["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, [1001, 1002, 1003, 1004, 1005], "{sort}");
    }
}
