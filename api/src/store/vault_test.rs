//! Is what is sealed hidden from the database, bound to its place, and gone when its key is?

use super::*;
use crate::{
    http::Reply,
    store::{Actor, Done, Event, Scope},
    testing::{World, world},
};
use kontoret_core::event::{EntityKind, EventKind};

const NUMBER: &str = "197610092392";

fn place(row: u128) -> Place {
    Place {
        table: "buyer",
        column: "number",
        row: Uuid::from_u128(row),
    }
}

fn scope(company_id: Uuid) -> Scope {
    Scope {
        company_id: Some(company_id),
        user_id: None,
    }
}

async fn writing<T>(w: &World, company_id: Uuid, f: impl AsyncFnOnce(&WriteTx) -> Result<T, Problem>) -> T {
    let mut out = None;
    let reply = w
        .app
        .write_in(scope(company_id), &Actor::default(), async |tx| {
            out = Some(f(tx).await?);
            let event = Event::new(EventKind::CompanyReplaced, EntityKind::Company, company_id);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await;
    assert!(reply.is_ok());
    out.unwrap()
}

async fn reading<T>(w: &World, company_id: Uuid, f: impl AsyncFnOnce(&ReadTx) -> Result<T, Problem>) -> T {
    w.app.read_in(scope(company_id), f).await.unwrap()
}

async fn sealed(w: &World, purpose: Purpose) -> (Uuid, Vec<u8>) {
    let secrets = &w.app.secrets;
    writing(w, w.here.company_id, async |tx| {
        let key = make_key(tx, secrets, purpose).await?;
        let sealed = seal(tx, secrets, key, place(1), NUMBER.as_bytes()).await;
        Ok((key, sealed.map_err(|_| Problem::internal("sealed"))?))
    })
    .await
}

async fn opened(w: &World, company_id: Uuid, key: Uuid, place: Place, sealed: &[u8]) -> Result<String, OpenError> {
    reading(w, company_id, async |tx| {
        let plain = open(tx, &w.app.secrets, key, place, sealed).await;
        Ok(plain.map(|p| String::from_utf8(p.to_vec()).unwrap()))
    })
    .await
}

#[actix_web::test]
async fn a_value_opens_at_its_place_and_nowhere_else() {
    let w = world().await;
    let here = w.here.company_id;
    let (key, value) = sealed(&w, Purpose::Operational).await;
    assert!(
        !value
            .windows(4)
            .any(|part| NUMBER.as_bytes().windows(4).any(|n| n == part))
    );
    assert_eq!(opened(&w, here, key, place(1), &value).await.unwrap(), NUMBER);
    let elsewhere = Place {
        column: "note",
        ..place(1)
    };
    let mut changed = value.clone();
    if let Some(last) = changed.last_mut() {
        *last ^= 1;
    }
    let (other_key, _) = sealed(&w, Purpose::Operational).await;
    for (key, place, value) in [
        (key, place(2), &value),
        (key, elsewhere, &value),
        (other_key, place(1), &value),
        (key, place(1), &changed),
    ] {
        assert!(matches!(
            opened(&w, here, key, place, value).await,
            Err(OpenError::Failed(_))
        ));
    }
    assert!(opened(&w, w.there.company_id, key, place(1), &value).await.is_err());
}

#[actix_web::test]
async fn a_dropped_key_erases_and_what_the_law_keeps_stays_readable() {
    let w = world().await;
    let here = w.here.company_id;
    let (daily, of_daily) = sealed(&w, Purpose::Operational).await;
    let (hold, of_hold) = sealed(&w, Purpose::Hold(2026)).await;
    writing(&w, here, async |tx| drop_key(tx, daily).await).await;
    writing(&w, here, async |tx| drop_key(tx, daily).await).await;
    assert!(matches!(
        opened(&w, here, daily, place(1), &of_daily).await,
        Err(OpenError::Erased)
    ));
    assert_eq!(opened(&w, here, hold, place(1), &of_hold).await.unwrap(), NUMBER);
    let again = writing(&w, here, async |tx| {
        Ok(seal(tx, &w.app.secrets, daily, place(1), b"again").await)
    })
    .await;
    assert!(matches!(again, Err(OpenError::Erased)));
    writing(&w, here, async |tx| drop_key(tx, hold).await).await;
    assert!(matches!(
        opened(&w, here, hold, place(1), &of_hold).await,
        Err(OpenError::Erased)
    ));
}

#[actix_web::test]
async fn a_number_is_found_again_in_its_company_alone() {
    let w = world().await;
    let index = async |company_id, number: &str| {
        writing(&w, company_id, async |tx| {
            blind_index(tx, &w.app.secrets, "identity_number", number).await
        })
        .await
    };
    let nothing_yet = reading(&w, w.here.company_id, async |tx| {
        find_index(tx, &w.app.secrets, "identity_number", NUMBER).await
    })
    .await;
    assert_eq!(nothing_yet, None);
    let here = index(w.here.company_id, NUMBER).await;
    assert_eq!(here, index(w.here.company_id, NUMBER).await);
    assert_ne!(here, index(w.here.company_id, "198001019876").await);
    assert_ne!(here, index(w.there.company_id, NUMBER).await);
    let found = reading(&w, w.here.company_id, async |tx| {
        find_index(tx, &w.app.secrets, "identity_number", NUMBER).await
    })
    .await;
    assert_eq!(found, Some(here.clone()));
    let other_use = writing(&w, w.here.company_id, async |tx| {
        blind_index(tx, &w.app.secrets, "bank_account", NUMBER).await
    })
    .await;
    assert_ne!(here, other_use);
}

#[actix_web::test]
async fn twenty_that_come_first_at_once_use_one_key_of_the_company() {
    let w = world().await;
    let keys = futures_util::future::join_all((0..20).map(|_| sealed(&w, Purpose::Operational))).await;
    for (key, value) in keys {
        assert_eq!(
            opened(&w, w.here.company_id, key, place(1), &value).await.unwrap(),
            NUMBER
        );
    }
}
