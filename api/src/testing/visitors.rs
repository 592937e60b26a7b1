//! How does the operator's staff look around in the company that a test is about? And what does a good request look like?

use super::{
    client::Answer,
    samples::{Sample, Samples, at},
    world::{Person, World},
};
use actix_web::http::Method;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

/// What a company says when it opens itself; another thing each time.
pub fn input(w: &World) -> Value {
    json!({ "reason": format!("Fakturan {} ser fel ut", w.key()), "minutes": 30 })
}

/// The company opens itself for half an hour; what it gave.
pub async fn grant(w: &World) -> Answer {
    w.owner().post("/support-accesses", input(w)).await.expect(201)
}

/// What the company gives now, given if need be.
pub async fn open(w: &World) -> String {
    let page = w.owner().get("/support-accesses?open=true").await.expect(200);
    match page.body["items"][0]["id"].as_str() {
        Some(id) => id.to_owned(),
        None => grant(w).await.id(),
    }
}

/// Ends access.
pub async fn end(w: &World, id: &str) -> Answer {
    let path = format!("/support-accesses/{id}");
    w.owner().call(Method::DELETE, &path, None, None, &[]).await
}

/// Ends what the company gives, if it gives anything.
pub async fn close(w: &World) {
    let page = w.owner().get("/support-accesses?open=true").await.expect(200);
    if let Some(id) = page.body["items"][0]["id"].as_str() {
        end(w, id).await.expect(200);
    }
}

/// Enters, as somebody of the operator's staff.
pub async fn enter(w: &World, who: &Person, access: &str) -> Answer {
    let body = json!({ "support_access_id": access });
    w.nobody()
        .token(w.access_token(who))
        .call(Method::POST, "/session/support", None, Some(&body), &[])
        .await
}

/// The access token of a visitor who is in the company now.
pub async fn token(w: &World) -> String {
    let access = open(w).await;
    let entered = enter(w, w.there.person(Role::Office), &access).await.expect(200);
    entered.body["access_token"].as_str().unwrap().to_owned()
}

impl Samples<'_> {
    /// A new sample of an operation, if it is one about support access.
    pub(super) async fn of_support(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        Some(match id {
            "grantSupportAccess" => {
                close(w).await;
                at("/support-accesses").body(input(w))
            }
            "listSupportAccess" => at("/support-accesses?total=true"),
            "endSupportAccess" => at(format!("/support-accesses/{}", open(w).await)),
            "listSupportOpenings" => {
                open(w).await;
                at("/support-openings").token(w.access_token(w.there.person(Role::Admin)))
            }
            "enterSupport" => {
                close(w).await;
                at("/session/support")
                    .body(json!({ "support_access_id": grant(w).await.id() }))
                    .token(w.access_token(w.there.person(Role::Admin)))
            }
            "leaveSupport" => at("/session/support").token(token(w).await),
            _ => return None,
        })
    }
}
