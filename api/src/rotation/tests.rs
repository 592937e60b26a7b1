//! Does a change of the master key go on from anywhere, and is nothing left under the old one?

use super::{Rotated, rotate};
use crate::{
    app::{App, StartError},
    clock::Clock,
    deductions::household_of,
    seed::bank_file::{Paid, bgmax, upload},
    store::Scope,
    testing::{World, things, world},
};
use serde_json::json;
use std::ops::ControlFlow;

const NEW: &str = "6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b";

/// A process of this database with these keys.
async fn process(w: &World, key: &str, old: Option<&str>) -> Result<App, StartError> {
    let mut config = w.database.config();
    config.master_key = Some(key.to_owned());
    config.old_master_key = old.map(str::to_owned);
    App::start(config, w.clock.clone()).await
}

async fn number(w: &World, app: &App, customer: &str) -> String {
    let customer = customer.parse().unwrap();
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let people = app
        .read_in(scope, async |tx| household_of(tx, &app.secrets, customer).await)
        .await
        .unwrap();
    people.people[0].number.unwrap().normal_form()
}

fn old() -> String {
    "5a".repeat(32)
}

#[actix_web::test]
async fn a_change_that_is_ended_after_any_transaction_goes_on_while_others_read_everything() {
    let w = world().await;
    let household = things::household(&w).await;
    let customer = household.body["customer_id"].as_str().unwrap().to_owned();
    let member = household.body["members"][0]["id"].as_str().unwrap().to_owned();
    let paid = Paid {
        amount: 100,
        reference: "",
        message: "",
        payer: "Anna Öberg",
        serial: 1,
    };
    w.office()
        .post(
            "/payment-imports",
            upload("bg.txt", &bgmax("50501055", w.clock.today(), &[paid])),
        )
        .await
        .expect(201);
    let reveal = w
        .owner()
        .post(
            &format!("/household-members/{member}/identity-number"),
            json!({ "purpose": "tax_agency" }),
        )
        .await
        .expect(200);
    let before = number(&w, &w.app, &customer).await;
    assert_eq!(
        reveal.body["identity_number"].as_str().unwrap().replace('-', ""),
        before
    );
    let both = process(&w, NEW, Some(&old())).await.unwrap();
    let mut done = 0;
    let mut runs = 0;
    loop {
        runs += 1;
        let mut transactions = 0;
        // Every run is ended after one transaction more than the one before it.
        let found = rotate(&both, |_| {
            transactions += 1;
            if transactions > runs {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
        .await
        .unwrap();
        done += found.sum();
        assert_eq!(number(&w, &both, &customer).await, before);
        if transactions <= runs {
            break;
        }
    }
    assert!(runs > 3 && done >= 4, "{runs} runs, {done} values");
    let nothing = rotate(&both, |_| ControlFlow::Continue(())).await.unwrap();
    assert_eq!(nothing, Rotated::default());
    // The new key alone opens everything, and the old one nothing.
    let new = process(&w, NEW, None).await.unwrap();
    assert_eq!(number(&w, &new, &customer).await, before);
    assert!(process(&w, &old(), None).await.is_err());
}

#[actix_web::test]
async fn without_the_old_key_nothing_is_changed_and_the_setting_is_named() {
    let w = world().await;
    let refused = rotate(&w.app, |_| ControlFlow::Continue(())).await.unwrap_err();
    assert!(refused.to_string().contains("KONTORET_MASTER_KEY_OLD"), "{refused}");
    let malformed = process(&w, NEW, Some("5a")).await.err().unwrap();
    assert!(malformed.to_string().contains("KONTORET_MASTER_KEY_OLD"), "{malformed}");
    let wrong = process(&w, NEW, Some(&"1f".repeat(32))).await.err().unwrap();
    assert!(wrong.to_string().contains("KONTORET_MASTER_KEY"), "{wrong}");
}

#[actix_web::test]
async fn a_link_of_the_old_key_holds_while_that_is_known() {
    let w = world().await;
    let id = uuid::Uuid::from_u128(7);
    let company = w.here.company_id;
    let link = w.app.secrets.link("invoice", company, id, b"nonce");
    let token = crate::store::secret::LinkToken::parse(&link).unwrap();
    let both = process(&w, NEW, Some(&old())).await.unwrap();
    assert!(both.secrets.link_matches(&token, "invoice", b"nonce"));
    assert!(!both.secrets.link_matches(&token, "invoice", b"other"));
    rotate(&both, |_| ControlFlow::Continue(())).await.unwrap();
    let new = process(&w, NEW, None).await.unwrap();
    assert!(!new.secrets.link_matches(&token, "invoice", b"nonce"));
}
