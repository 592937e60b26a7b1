//! What does a good request to each operation about privacy look like?

use super::{
    client::Answer,
    letters,
    samples::{Sample, Samples, at},
    things,
    world::World,
};
use crate::clock::Clock;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

/// A request that staff enters.
pub fn request_input(w: &World) -> Value {
    json!({ "kind": "erasure", "channel": "phone", "language": "sv", "name": "Anna Öberg", "email": "",
        "phone": "070-123 45 67", "message": "Ta bort allt ni har om mig.", "received_on": w.clock.today() })
}

/// What somebody asks on the public page of the company that the test is about.
pub fn public_input(email: &str) -> Value {
    json!({ "company": "lindqvist", "kind": "access", "language": "sv", "name": "Anna Öberg", "email": email,
        "phone": "", "message": "" })
}

/// Decisions that come to a part.
pub fn decisions() -> Value {
    json!({ "decisions": [
        { "datum": "Telefon och e-post", "result": "done", "ground": null, "note": "" },
        { "datum": "Namn på fakturor", "result": "refused", "ground": "bookkeeping", "note": "Till och med 2033." },
    ] })
}

/// Where a request is found.
pub fn path(request: &Answer, action: &str) -> String {
    format!("/privacy-requests/{}{action}", request.id())
}

/// Acts on a request in the version that is there.
pub async fn act(w: &World, request: &Answer, action: &str, body: Value) -> Answer {
    w.owner()
        .act(&path(request, action), request.version(), body)
        .await
        .expect(200)
}

/// A request whose person is confirmed by staff, and who has an address when one is given.
pub async fn identified(w: &World, email: &str) -> Answer {
    let mut input = request_input(w);
    input["email"] = json!(email);
    let made = w.owner().post("/privacy-requests", input).await.expect(201);
    let body = json!({ "note": "Körkort visades på kontoret", "customer_id": null });
    act(w, &made, "/identity", body).await
}

/// The secret of a link that confirms who asks.
pub async fn identity_link(w: &World) -> String {
    let email = format!("{}@kund.example", w.key());
    let mut customer = things::customer_input();
    customer["email"] = json!(email);
    w.office().post("/customers", customer).await.expect(201);
    w.nobody()
        .post("/public/privacy-requests", public_input(&email))
        .await
        .expect(202);
    letters::secret(w, "integritetslank").await
}

/// A request that was answered, and the secret of the link to its answer.
pub async fn answered(w: &World) -> (Answer, String) {
    let open = identified(w, "anna@annan.example").await;
    let decided = act(w, &open, "/decide", decisions()).await;
    let answered = act(
        w,
        &decided,
        "/answer",
        json!({ "text": "Hör av dig om något är oklart." }),
    )
    .await;
    (answered, letters::secret(w, "integritetslank").await)
}

/// A request for portability of a new customer that was answered, and the secret of the link to its answer.
pub async fn answered_with_package(w: &World, decisions: Value) -> (Answer, String) {
    let customer = things::customer(w).await;
    let mut input = request_input(w);
    input["kind"] = json!("portability");
    input["email"] = json!("anna@annan.example");
    let made = w.owner().post("/privacy-requests", input).await.expect(201);
    let body = json!({ "note": "Körkort visades på kontoret", "customer_id": customer.id() });
    let open = act(w, &made, "/identity", body).await;
    let decided = act(w, &open, "/decide", decisions).await;
    let answered = act(w, &decided, "/answer", json!({ "text": "" })).await;
    (answered, letters::secret(w, "integritetslank").await)
}

impl Samples<'_> {
    /// A new sample of an operation, if it is one about privacy.
    pub(super) async fn of_privacy(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let text = || json!({ "text": "Det tar tid att gå igenom arkivet." });
        let on = |request: &Answer, action: &str| at(path(request, action)).version(request.version());
        Some(match id {
            "createPrivacyRequest" => at("/privacy-requests").body(request_input(w)),
            "listPrivacyRequests" => at("/privacy-requests?open=true&total=true"),
            "getPrivacyFigures" => at("/privacy-figures?year=2026"),
            "getPrivacyRequest" => at(path(&identified(w, "").await, "")),
            "confirmPrivacyRequestIdentity" => {
                let made = w.owner().post("/privacy-requests", request_input(w)).await.expect(201);
                on(&made, "/identity").body(json!({ "note": "Känd röst", "customer_id": null }))
            }
            "assignPrivacyRequest" => {
                let to = w.here.person(Role::Admin).membership_id;
                on(&identified(w, "").await, "/assign").body(json!({ "handler_id": to }))
            }
            "extendPrivacyRequest" => on(&identified(w, "").await, "/extend").body(text()),
            "requestPrivacyInformation" => on(&identified(w, "").await, "/question").body(text()),
            "receivePrivacyInformation" => {
                let asked = act(w, &identified(w, "").await, "/question", text()).await;
                on(&asked, "/information").body(text())
            }
            "forwardPrivacyRequest" => {
                on(&identified(w, "").await, "/forward").body(json!({ "company": null, "text": "" }))
            }
            "decidePrivacyRequest" => on(&identified(w, "").await, "/decide").body(decisions()),
            "answerPrivacyRequest" => {
                let decided = act(w, &identified(w, "").await, "/decide", decisions()).await;
                on(&decided, "/answer").body(json!({ "text": "" }))
            }
            "getPrivacyAnswerPdf" => at(path(&answered(w).await.0, "/answer/pdf")),
            "closePrivacyRequest" => on(&answered(w).await.0, "/close").body(json!({ "text": "" })),
            "withdrawPrivacyRequest" => on(&identified(w, "").await, "/withdraw").body(text()),
            "listMyPrivacyRequests" => at("/my-privacy-requests"),
            "createMyPrivacyRequest" => {
                at("/my-privacy-requests").body(json!({ "kind": "access", "message": format!("Fråga {}", w.key()) }))
            }
            "getPublicPrivacyDesk" => at("/public/privacy-desk?company=lindqvist"),
            "submitPrivacyRequest" => {
                at("/public/privacy-requests").body(public_input(&format!("{}@kund.example", w.key())))
            }
            "getPrivacyLink" => at(format!("/public/privacy-links/{}", identity_link(w).await)),
            "confirmPrivacyRequestByLink" => at(format!("/public/privacy-links/{}/identity", identity_link(w).await)),
            "answerPrivacyQuestion" => {
                act(w, &identified(w, "anna@annan.example").await, "/question", text()).await;
                let secret = letters::secret(w, "integritetslank").await;
                at(format!("/public/privacy-links/{secret}/information")).body(text())
            }
            "fetchPrivacyAnswer" => at(format!("/public/privacy-links/{}/answer", answered(w).await.1)),
            "fetchPrivacyPackage" => {
                let (_, secret) = answered_with_package(w, decisions()).await;
                at(format!("/public/privacy-links/{secret}/package"))
            }
            _ => return None,
        })
    }
}
