//! How does the operator's staff look around in the company that a test is about? And what does a good request look like?

use super::{
    client::Answer,
    samples::{Sample, Samples, at},
    world::{PASSWORD, Person, World},
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

/// The access token of somebody of the operator's staff, who logs in again when a visit that was ended took the session along.
async fn staff(w: &World, role: Role) -> String {
    let person = w.there.person(role);
    let token = w.access_token(person);
    if w.nobody().token(&token).get("/me").await.status == 200 {
        return token;
    }
    let body = json!({ "email": person.email, "password": PASSWORD, "transport": "body" });
    let again = w.nobody().call(Method::POST, "/session", None, Some(&body), &[]).await;
    again.expect(200).body["access_token"].as_str().unwrap().to_owned()
}

/// Enters, as somebody of the operator's staff.
pub async fn enter(w: &World, who: &Person, access: &str) -> Answer {
    enter_with(w, &w.access_token(who), access).await
}

async fn enter_with(w: &World, token: &str, access: &str) -> Answer {
    let body = json!({ "support_access_id": access });
    w.nobody()
        .token(token)
        .call(Method::POST, "/session/support", None, Some(&body), &[])
        .await
}

/// The access token of a visitor who is in the company now.
pub async fn token(w: &World) -> String {
    let access = open(w).await;
    let entered = enter_with(w, &staff(w, Role::Office).await, &access).await.expect(200);
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
                at("/support-openings").token(staff(w, Role::Admin).await)
            }
            "enterSupport" => {
                close(w).await;
                at("/session/support")
                    .body(json!({ "support_access_id": grant(w).await.id() }))
                    .token(staff(w, Role::Admin).await)
            }
            "leaveSupport" => at("/session/support").token(token(w).await),
            _ => return None,
        })
    }
}
