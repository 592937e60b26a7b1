//! Is everybody told who was given the data, and the person told of them?

use crate::{
    jobs::{upkeep, worker::drain},
    testing::{
        Answer, World, letters, privacy_samples,
        subject_samples::{erased, recipient},
        things, world,
    },
};
use serde_json::{Value, json};

const NAME: &str = "Kanarie Fagelsang";

async fn customer(w: &World) -> Answer {
    let mut input = things::customer_input();
    input["name"] = json!(NAME);
    input["email"] = json!("kanarie@kund.example");
    w.office().post("/customers", input).await.expect(201)
}

async fn notices(w: &World, query: &str) -> Vec<Value> {
    let answer = w.owner().get(&format!("/privacy-notices?{query}")).await.expect(200);
    answer.body["items"].as_array().unwrap().clone()
}

fn words<'v>(all: &'v [Value], field: &str) -> Vec<&'v str> {
    let mut words: Vec<&str> = all.iter().map(|n| n[field].as_str().unwrap_or("-")).collect();
    words.sort_unstable();
    words
}

async fn settle(w: &World, notice: &Value, body: Value) -> Answer {
    let path = format!("/privacy-notices/{}/settle", notice["id"].as_str().unwrap());
    w.owner().act(&path, notice["version"].as_i64().unwrap(), body).await
}

fn told_by_phone() -> Value {
    json!({ "state": "told", "how": "phone", "ground": null, "note": "Talade med dataskyddsombudet" })
}

/// A request of a kind about a customer, decided so that a part is done.
async fn decided(w: &World, kind: &str, customer: &str) -> Answer {
    let mut input = privacy_samples::request_input(w);
    input["kind"] = json!(kind);
    let made = w.owner().post("/privacy-requests", input).await.expect(201);
    let who = json!({ "note": "Känd röst", "customer_id": customer });
    let known = privacy_samples::act(w, &made, "/identity", who).await;
    privacy_samples::act(w, &known, "/decide", privacy_samples::decisions()).await
}

#[actix_web::test]
async fn who_was_given_the_data_is_told_of_the_erasure_and_nobody_else() {
    let w = world().await;
    let mut accounts = json!({ "name": "Inloggningen AB", "role": "processor", "country": "SE", "contact": "",
        "categories": ["online_identifier"], "purposes": ["log_in"], "agreement": "PUB 2", "agreed_on": null,
        "destination": "" });
    w.owner().post("/recipients", accounts.clone()).await.expect(201);
    // Whoever runs the service did the erasure, and needs no letter about it.
    accounts["name"] = json!("Öberg El AB");
    accounts["categories"] = json!(["end_customer_contact_details"]);
    w.owner().post("/recipients", accounts).await.expect(201);
    recipient(&w, "Brevet AB", "dso@brevet.example").await;
    recipient(&w, "Banken", "").await;
    let customer = customer(&w).await;
    let number = customer.body["number"].to_string();
    erased(&w, &customer.id()).await;

    let owed = notices(&w, &format!("subject_id={}", customer.id())).await;
    assert_eq!(words(&owed, "recipient"), ["Banken", "Brevet AB"]);
    for notice in &owed {
        assert_eq!(notice["deed"], "erased");
        assert_eq!(notice["categories"], json!(["end_customer_contact_details"]));
        assert_eq!(notice["reference"]["customers"], json!([number]));
        assert!(!notice.to_string().contains(NAME), "{notice}");
    }
    drain(&w.app).await.unwrap();
    let letter = letters::all(&w)
        .into_iter()
        .find(|l| l.contains("dso@brevet.example"))
        .unwrap();
    assert!(letter.contains(&number), "{letter}");
    assert!(!letter.contains("Kanarie") && !letter.contains("kanarie"), "{letter}");
    let after = notices(&w, "").await;
    assert_eq!(words(&after, "state"), ["to_tell", "told"]);
    let mailed = after.iter().find(|n| n["state"] == "told").unwrap();
    assert_eq!(
        (mailed["how"].as_str(), mailed["mail"]["state"].as_str()),
        (Some("mail"), Some("sent"))
    );
    assert_eq!(notices(&w, "state=to_tell").await.len(), 1);
    // Nobody else sees them.
    let other = w.stranger().get("/privacy-notices").await.expect(200);
    assert_eq!(other.body["items"], json!([]));
}

#[actix_web::test]
async fn a_request_is_closed_when_everybody_is_told() {
    let w = world().await;
    recipient(&w, "Banken", "").await;
    recipient(&w, "Arkivet", "").await;
    let customer = customer(&w).await.id();
    let request = decided(&w, "erasure", &customer).await;
    erased(&w, &customer).await;
    let request = w.owner().get(&privacy_samples::path(&request, "")).await.expect(200);
    let answered = privacy_samples::act(&w, &request, "/answer", json!({ "text": "" })).await;
    assert!(!answered.body["actions"].as_array().unwrap().contains(&json!("close")));
    let close = async |answered: &Answer| {
        let path = privacy_samples::path(answered, "/close");
        w.owner().act(&path, answered.version(), json!({ "text": "" })).await
    };
    close(&answered).await.expect_problem(409, "notices_owed");
    let query = format!("request_id={}", answered.id());
    let [first, second] = &notices(&w, &query).await[..] else {
        panic!("two are told")
    };
    let done = settle(&w, first, told_by_phone()).await.expect(200);
    assert_eq!(
        (done.body["state"].as_str(), done.body["settled_by"].as_str()),
        (Some("told"), Some("owner på lindqvist"))
    );
    settle(&w, first, told_by_phone()).await.expect_problem(412, "stale");
    settle(&w, &done.body, told_by_phone())
        .await
        .expect_problem(409, "not_allowed_in_status");
    close(&answered).await.expect_problem(409, "notices_owed");
    let need_not =
        json!({ "state": "not_needed", "how": null, "ground": "impossible", "note": "Arkivet finns inte längre." });
    settle(&w, second, need_not).await.expect(200);
    close(&answered).await.expect(200);
}

#[actix_web::test]
async fn what_is_lacking_is_named_by_field() {
    let w = world().await;
    recipient(&w, "Banken", "").await;
    erased(&w, &customer(&w).await.id()).await;
    let notice = notices(&w, "").await.pop().unwrap();
    let said =
        |state: &str, how: Value, ground: Value| json!({ "state": state, "how": how, "ground": ground, "note": "" });
    for (body, pointer, code) in [
        (said("to_tell", json!(null), json!(null)), "/state", "invalid"),
        (said("told", json!(null), json!(null)), "/how", "required"),
        (said("told", json!("mail"), json!(null)), "/how", "invalid"),
        (said("told", json!("phone"), json!("impossible")), "/ground", "invalid"),
        (said("not_needed", json!(null), json!(null)), "/ground", "required"),
        (
            said("not_needed", json!(null), json!("impossible")),
            "/note",
            "required",
        ),
    ] {
        settle(&w, &notice, body).await.expect_field(pointer, code);
    }
}

#[actix_web::test]
async fn what_was_put_right_is_told_once_the_answer_is_given_and_the_person_sees_to_whom() {
    let w = world().await;
    recipient(&w, "Banken", "").await;
    let customer = customer(&w).await.id();
    let request = decided(&w, "rectification", &customer).await;
    assert_eq!(notices(&w, "").await.len(), 0, "what is decided can be decided anew");
    let answered = privacy_samples::act(&w, &request, "/answer", json!({ "text": "" })).await;
    let owed = notices(&w, &format!("request_id={}", answered.id())).await;
    assert_eq!(words(&owed, "deed"), ["rectified"]);
    settle(&w, &owed[0], told_by_phone()).await.expect(200);
    let body = json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" });
    let extract = w.owner().post("/data-subjects/extract", body).await.expect(200);
    let bank = extract.body["recipients"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["name"] == "Banken");
    assert_eq!(bank.unwrap()["told"], json!(["Rättelse 2026-11-20: underrättad"]));
    // What wasn't done is nobody's to be told of.
    let refused = json!({ "decisions": [
        { "datum": "Namn", "result": "refused", "ground": "right_already", "note": "" } ] });
    let request = decided(&w, "rectification", &customer).await;
    let request = privacy_samples::act(&w, &request, "/decide", refused).await;
    privacy_samples::act(&w, &request, "/answer", json!({ "text": "" })).await;
    assert_eq!(notices(&w, "").await.len(), 1);
}

#[actix_web::test]
async fn what_waited_is_told_when_it_goes() {
    let w = world().await;
    recipient(&w, "Banken", "").await;
    let customer = customer(&w).await.id();
    let order = w
        .office()
        .post("/orders", things::order_input(&customer))
        .await
        .expect(201);
    erased(&w, &customer).await;
    assert_eq!(notices(&w, "").await.len(), 0, "nothing has gone yet");
    w.office()
        .act(&format!("/orders/{}/cancel", order.id()), order.version(), json!({}))
        .await
        .expect(200);
    upkeep::tidy(&w.app).await.unwrap();
    let owed = notices(&w, "").await;
    assert_eq!(words(&owed, "recipient"), ["Banken"]);
    upkeep::tidy(&w.app).await.unwrap();
    assert_eq!(notices(&w, "").await.len(), 1, "once");
}
