//! Does the record follow from what is declared, of each plane to whom it belongs?

use crate::{
    privacy::{recipients, retention, subjects::labels, words},
    store::data_map,
    testing::{World, world},
};
use kontoret_core::privacy::{Declared, Plane};
use serde_json::{Value, json};

async fn record(w: &World) -> Value {
    w.owner().get("/processing-record?language=sv").await.expect(200).body
}

fn has(list: &Value, word: &str) -> bool {
    list.as_array().unwrap().iter().any(|v| v == word)
}

#[actix_web::test]
async fn every_declared_datum_stands_in_the_record_of_whoever_answers_for_it() {
    let w = world().await;
    recipients::begin(&w.app, w.here.company_id).await.unwrap();
    let (company, operator) = (
        record(&w).await,
        w.stranger()
            .get("/processing-record?language=sv")
            .await
            .expect(200)
            .body,
    );
    assert_eq!(company["processor"], Value::Null);
    assert_eq!(
        operator["processor"]["controllers"],
        json!(["Lindqvist Bygg & Måleri AB"])
    );
    for table in data_map::tables() {
        for (column, declared) in table.columns {
            let Declared::Personal(p) = declared else { continue };
            assert!(!retention::rules_of(table.name, column).is_empty());
            let whole = match p.plane {
                Plane::Company => &company,
                Plane::Operator => &operator,
            };
            let purpose = words::purpose(p.purpose).0;
            let found = whole["activities"].as_array().unwrap().iter().any(|a| {
                a["purpose"] == purpose
                    && has(&a["categories"], words::category(p.category).0)
                    && has(&a["bases"], words::basis(p.basis).0)
                    && has(&a["sources"], words::source(p.source).0)
                    && retention::rules_of(table.name, column).iter().all(|rule| {
                        let (title, term) = (retention::words::title(*rule).0, retention::words::term(*rule).0);
                        has(&a["retention"], &format!("{title}: {term}"))
                    })
                    && labels::record(table.name).is_none_or(|r| has(&a["records"], r.0))
            });
            assert!(found, "{}.{column} is not in the record", table.name);
        }
    }
    // What users leave behind is not the company's to answer for.
    assert!(
        !company["activities"]
            .to_string()
            .contains(words::category(kontoret_core::privacy::Category::OnlineIdentifier).0)
    );
}

#[actix_web::test]
async fn a_recipient_that_is_registered_stands_in_it_at_once() {
    let w = world().await;
    let body = json!({ "name": "Brevbäraren AB", "role": "processor", "country": "SE", "contact": "",
        "categories": ["home"], "purposes": ["customer_relation"], "agreement": "PUB 7", "agreed_on": null, "destination": "" });
    w.owner().post("/recipients", body).await.expect(201);
    let found = record(&w).await;
    assert_eq!(found["recipients"][0]["name"], "Brevbäraren AB");
    assert_eq!(found["recipients"][0]["country"], "Sverige");
    let given: Vec<_> = found["activities"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|a| has(&a["recipients"], "Brevbäraren AB"))
        .map(|a| a["purpose"].clone())
        .collect();
    assert_eq!(given, [json!("Sköta kundrelationen")]);
    let pdf = w.owner().get("/processing-record/pdf?language=sv").await.expect(200);
    let text = pdf.pdf_text();
    for word in [
        "Register över behandling",
        "Brevbäraren AB",
        "PUB 7",
        "Säkerhetsåtgärder",
        "sjunde året",
    ] {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    let other = w.owner().get("/processing-record/pdf?language=en").await.expect(200);
    assert!(other.pdf_text().contains("Record of processing"));
}
