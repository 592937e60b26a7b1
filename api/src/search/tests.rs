//! Search, as a caller sees it.

use crate::testing::{World, world};
use serde_json::{Value, json};

async fn customer(w: &World, name: &str) -> String {
    let body = json!({
        "kind": "private", "name": name, "email": "", "phone": "", "organisation_number": "", "vat_number": "",
        "address": { "street": "", "street2": "", "postal_code": "", "city": "Örebro", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    });
    w.office().post("/customers", body).await.expect(201).id()
}

async fn order(w: &World, customer_id: &str, title: &str) {
    let body = json!({
        "customer_id": customer_id, "work_site_id": null, "title": title, "description": "", "their_reference": "",
        "planned_start_on": null, "planned_end_on": null, "work_billing": "as_agreed", "hourly_price_ore": 0,
        "hourly_vat": "25", "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": [],
        "assigned": []
    });
    w.office().post("/orders", body).await.expect(201);
}

async fn invoice(w: &World, customer_id: &str, title: &str) {
    let body = json!({
        "customer_id": customer_id, "order_id": null, "work_site_id": null, "title": title, "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": 30,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": []
    });
    w.office().post("/invoices", body).await.expect(201);
}

fn shown(body: &Value) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| (text(&i["kind"]), text(&i["title"])))
        .collect()
}

fn pair(kind: &str, title: &str) -> (String, String) {
    (kind.to_owned(), title.to_owned())
}

#[actix_web::test]
async fn every_word_must_match_a_beginning_whatever_its_accents() {
    let w = world().await;
    let asa = customer(&w, "Åsa Öberg").await;
    order(&w, &asa, "Målning av kök").await;
    invoice(&w, &asa, "").await;
    let all = w.office().get("/search?q=asa%20ob").await.expect(200);
    let expected = [
        pair("customer", "Åsa Öberg"),
        pair("order", "Målning av kök"),
        pair("invoice", "Åsa Öberg"),
    ];
    assert_eq!(shown(&all.body), expected);
    let both = w.office().get("/search?q=M%C3%85L%20k%C3%B6k").await.expect(200);
    assert_eq!(shown(&both.body), [pair("order", "Målning av kök")]);
    for none in ["sa", "asa%20bengt", "berg", "--"] {
        let found = w.office().get(&format!("/search?q={none}")).await.expect(200);
        assert_eq!(shown(&found.body), [], "{none}");
    }
    assert_eq!(shown(&w.stranger().get("/search?q=asa").await.expect(200).body), []);
    w.office()
        .get("/search?q=")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("q", "too_short");
    w.office()
        .get("/search")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("q", "required");
}

#[actix_web::test]
async fn an_exact_number_comes_first() {
    let w = world().await;
    // Customer 1001 is called like the number of another.
    customer(&w, "Filial 1002").await;
    let second = customer(&w, "Bengt").await;
    order(&w, &second, "Tak").await;
    order(&w, &second, "Golv").await;
    let found = w.office().get("/search?q=1002").await.expect(200);
    assert_eq!(
        shown(&found.body),
        [
            pair("customer", "Bengt"),
            pair("order", "Golv"),
            pair("customer", "Filial 1002")
        ]
    );
    assert_eq!(
        shown(&w.office().get("/search?q=1002&limit=2").await.expect(200).body).len(),
        2
    );
}

#[actix_web::test]
async fn a_worker_finds_orders_alone_and_what_is_put_away_is_not_found() {
    let w = world().await;
    let asa = customer(&w, "Åsa Öberg").await;
    order(&w, &asa, "Altan").await;
    invoice(&w, &asa, "Altan").await;
    assert_eq!(
        shown(&w.worker().get("/search?q=oberg").await.expect(200).body),
        [pair("order", "Altan")]
    );
    w.office()
        .act(&format!("/customers/{asa}/archive"), 1, json!({ "archived": true }))
        .await
        .expect(200);
    let found = w.office().get("/search?q=oberg").await.expect(200);
    assert_eq!(shown(&found.body), [pair("order", "Altan"), pair("invoice", "Altan")]);
}
