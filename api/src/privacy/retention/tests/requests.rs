//! Do requests, and what confirmed who asks, go in time, while the year's figures stay?

use super::{day, go_to, tend};
use crate::{
    privacy::requests::{privacy_link, privacy_request, privacy_request_event},
    testing::{World, privacy_samples as samples, world},
};
use serde_json::json;

async fn request(w: &World) -> privacy_request::Model {
    w.look(async |tx| Ok(tx.find::<privacy_request::Entity>().one().await?.unwrap()))
        .await
}

#[actix_web::test]
async fn proof_of_identity_goes_after_thirty_days_and_the_request_after_two_years() {
    let w = world().await;
    go_to(&w, day(2028, 2, 29)).await;
    let (answered, _) = samples::answered(&w).await;
    samples::act(&w, &answered, "/close", json!({ "text": "" })).await;
    let figures = w.owner().get("/privacy-figures?year=2028").await.expect(200).body;
    go_to(&w, day(2028, 3, 30)).await;
    assert_eq!(tend(&w).await, None);
    go_to(&w, day(2028, 3, 31)).await;
    assert!(tend(&w).await.is_some());
    let kept = request(&w).await;
    assert!(kept.identity_note.is_empty() && !kept.name.is_empty() && !kept.message.is_empty());
    assert_eq!(
        w.look(async |tx| Ok(tx.find::<privacy_link::Entity>().count().await?))
            .await,
        0
    );
    // Two years after a leap day the month ends a day earlier.
    go_to(&w, day(2030, 2, 28)).await;
    assert_eq!(tend(&w).await, None);
    go_to(&w, day(2030, 3, 1)).await;
    assert!(tend(&w).await.is_some());
    let gone = request(&w).await;
    assert_eq!(
        (
            gone.name,
            gone.email,
            gone.phone,
            gone.message,
            gone.answer,
            gone.subject_id
        ),
        (
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            None
        )
    );
    let notes = w
        .look(async |tx| Ok(tx.find::<privacy_request_event::Entity>().all().await?))
        .await;
    assert!(notes.len() > 3 && notes.iter().all(|e| e.note.is_empty()));
    // What was counted is counted, and what is left can be read.
    assert_eq!(
        w.owner().get("/privacy-figures?year=2028").await.expect(200).body,
        figures
    );
    w.owner().get("/privacy-requests?open=false").await.expect(200);
    w.owner().get(&samples::path(&answered, "")).await.expect(200);
    assert_eq!(tend(&w).await, None);
    assert_eq!(tend(&w).await, None);
}
