//! Does a breach get from its discovery to its close with nothing owed, in time, and to those whom it concerns alone?

use crate::{
    clock::Clock,
    jobs::{upkeep, worker::drain},
    store::Scope,
    testing::{
        Answer, World,
        breach_samples::{act, breach_input, informed, known_input, not_needed, path, registered, reported},
        letters, things, world, world_with,
    },
};
use chrono::{DateTime, Duration, TimeZone, Utc};
use kontoret_core::permission::Role;
use serde_json::{Value, json};

mod companies;

async fn get(w: &World, breach: &Answer) -> Answer {
    w.owner().get(&path(breach, "")).await.expect(200)
}

fn kinds(breach: &Answer) -> Vec<&str> {
    let events = breach.body["events"].as_array().unwrap();
    events.iter().map(|e| e["kind"].as_str().unwrap()).collect()
}

async fn list(w: &World, query: &str) -> Vec<Value> {
    let answer = w.owner().get(&format!("/breaches?{query}")).await.expect(200);
    answer.body["items"].as_array().unwrap().clone()
}

fn at(y: i32, m: u32, d: u32, h: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(y, m, d, h, 0, 0).unwrap()
}

#[actix_web::test]
async fn a_breach_goes_from_its_discovery_to_its_close() {
    let w = world().await;
    let made = registered(&w.owner(), breach_input(&w)).await;
    assert_eq!(made.body["number"], 1001);
    assert_eq!(made.body["handler"], "owner på lindqvist");
    assert_eq!(made.body["hours_left"], 71);
    assert_eq!(made.body["owed"], json!(["documentation", "assessment", "report"]));
    let lacking = act(&w, &made, "/close", json!({ "text": "" })).await;
    let lacking = lacking.expect_problem(409, "incomplete");
    let pointers: Vec<&str> = lacking.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(
        pointers,
        [
            "/categories",
            "/people",
            "/people_count",
            "/consequences",
            "/measures_taken",
            "/risk",
            "/reporting"
        ]
    );
    // A first report comes with what is known; the rest follows.
    let told = act(&w, &made, "/report", reported(&w)).await.expect(200);
    assert_eq!(
        (&told.body["hours_left"], &told.body["case_number"]),
        (&json!(null), &json!("IMY-2026-1234"))
    );
    let mut content = known_input(&w, "high");
    content["discovered_at"] = told.body["content"]["discovered_at"].clone();
    let known = w
        .owner()
        .put(&path(&told, ""), told.version(), content.clone())
        .await
        .expect(200);
    assert_eq!(known.body["owed"], json!(["inform"]));
    act(&w, &known, "/close", json!({ "text": "" }))
        .await
        .expect_problem(409, "incomplete");
    let none = json!({ "decision": "not_needed", "informed_at": null, "how": "", "count": null, "exemption": null,
        "reason": "Onödigt." });
    act(&w, &known, "/inform", none)
        .await
        .expect_field("/exemption", "required");
    let informed = act(&w, &known, "/inform", informed(&w)).await.expect(200);
    assert_eq!(informed.body["owed"], json!([]));
    let more = json!({ "kind": "supplement", "text": "Alla tolv har fått brevet." });
    let added = act(&w, &informed, "/entries", more.clone()).await.expect(200);
    let closed = act(&w, &added, "/close", json!({ "text": "Nya telefoner låses." }))
        .await
        .expect(200);
    assert_eq!(
        kinds(&closed),
        [
            "registered",
            "reported",
            "changed",
            "assessed",
            "informed",
            "supplement",
            "closed"
        ]
    );
    assert_eq!(closed.body["actions"], json!(["add"]));
    // What is closed isn't changed, and can be added to.
    w.owner()
        .put(&path(&closed, ""), closed.version(), content)
        .await
        .expect_problem(409, "not_allowed_in_status");
    act(&w, &closed, "/report", reported(&w))
        .await
        .expect_problem(409, "not_allowed_in_status");
    act(&w, &closed, "/entries", more).await.expect(200);
    assert!(list(&w, "open=true").await.is_empty());
    assert_eq!(list(&w, "open=false").await.len(), 1);
}

#[actix_web::test]
async fn a_risk_is_reported_and_a_late_report_says_why() {
    let w = world().await;
    let made = registered(&w.owner(), known_input(&w, "risk")).await;
    act(&w, &made, "/report", not_needed("Liten sak."))
        .await
        .expect_field("/decision", "risk_not_unlikely");
    w.pass(Duration::hours(72));
    let late = act(&w, &made, "/report", reported(&w)).await;
    late.expect_field("/delay_reason", "required");
    let mut said = reported(&w);
    said["delay_reason"] = json!("Omfattningen var oklar.");
    let told = act(&w, &made, "/report", said).await.expect(200);
    assert_eq!(told.body["delay_reason"], "Omfattningen var oklar.");
    // What was reported isn't discovered at another time afterwards.
    w.owner()
        .put(&path(&told, ""), told.version(), known_input(&w, "risk"))
        .await
        .expect_field("/discovered_at", "invalid");
}

#[actix_web::test]
async fn a_decision_falls_with_a_higher_risk_and_stays_on_the_time_line() {
    let w = world().await;
    let input = known_input(&w, "unlikely");
    let made = registered(&w.owner(), input.clone()).await;
    let decided = act(&w, &made, "/report", not_needed("Krypterad.")).await.expect(200);
    assert_eq!(
        (&decided.body["owed"], &decided.body["hours_left"]),
        (&json!([]), &json!(null))
    );
    let mut worse = input;
    worse["risk"] = json!("high");
    worse["risk_reason"] = json!("Koden stod på baksidan.");
    let worse = w
        .owner()
        .put(&path(&decided, ""), decided.version(), worse)
        .await
        .expect(200);
    assert_eq!(worse.body["owed"], json!(["report", "inform"]));
    assert_eq!(
        (&worse.body["reporting"], &worse.body["report_reason"]),
        (&json!(null), &json!(""))
    );
    assert_eq!(worse.body["hours_left"], 71);
    assert_eq!(
        kinds(&worse),
        ["registered", "assessed", "not_reported", "changed", "assessed"]
    );
    assert_eq!(worse.body["events"][2]["note"], "Krypterad.");
}

#[actix_web::test]
async fn bad_input_is_named_by_field() {
    let w = world().await;
    let refused = async |field: &str, value: Value, code: &str| {
        let mut input = breach_input(&w);
        input[field] = value;
        w.owner()
            .post("/breaches", input)
            .await
            .expect_field(&format!("/{field}"), code);
    };
    let later = w.clock.now() + Duration::minutes(1);
    refused("title", json!("  "), "required").await;
    refused("kinds", json!([]), "too_short").await;
    refused("discovered_at", json!(later), "date_out_of_range").await;
    refused("began_at", json!(w.clock.now()), "date_out_of_range").await;
    refused("ended_at", json!(later), "date_out_of_range").await;
    refused("people_count", json!(-1), "too_small").await;
    let mut input = breach_input(&w);
    input["risk"] = json!("risk");
    w.owner()
        .post("/breaches", input)
        .await
        .expect_field("/risk_reason", "required");
    let made = registered(&w.owner(), breach_input(&w)).await;
    for (at, code) in [(None, "required"), (Some(later), "date_out_of_range")] {
        let mut said = reported(&w);
        said["reported_at"] = json!(at);
        act(&w, &made, "/report", said).await.expect_field("/reported_at", code);
    }
}

#[actix_web::test]
async fn the_hours_run_through_daylight_saving_and_the_handler_is_warned_at_24_at_6_and_when_late() {
    let w = world().await;
    // 12:00 in Sweden, the day before the clocks go forward: due at 13:00 summer time, 72 hours later.
    w.clock.set(at(2027, 3, 27, 11));
    w.app.keys.renew(&w.app).await.unwrap();
    let mut input = breach_input(&w);
    input["discovered_at"] = json!(w.clock.now());
    let made = registered(&w.owner(), input).await;
    assert_eq!(made.body["due_at"], "2027-03-30T11:00:00Z");
    assert_eq!(made.body["hours_left"], 72);
    let mut seen = Vec::new();
    for hour in 1..=74 {
        w.pass(Duration::hours(1));
        if hour % 12 == 0 {
            w.app.keys.renew(&w.app).await.unwrap();
        }
        for _ in 0..2 {
            crate::privacy::breaches::remind(&w.app, w.here.company_id)
                .await
                .unwrap();
        }
        let warned = kinds(&get(&w, &made).await).len() - 1;
        if seen.last().is_none_or(|(_, last)| *last != warned) {
            seen.push((hour, warned));
        }
    }
    assert_eq!(seen, [(1, 0), (48, 1), (66, 2), (73, 3)]);
    assert_eq!(kinds(&get(&w, &made).await)[1..], ["day_left", "hours_left", "late"]);
    let figures = w.owner().get("/dashboard").await.expect(200).body;
    assert_eq!(
        (&figures["breaches_running_count"], &figures["breaches_late_count"]),
        (&json!(0), &json!(1))
    );
    // Each step is one letter to whoever handles it.
    drain(&w.app).await.unwrap();
    let sent = letters::all(&w);
    assert_eq!(
        sent.iter()
            .filter(|l| l.contains("To: owner@lindqvist.example"))
            .count(),
        3
    );
    let last = sent.last().unwrap();
    assert!(last.contains(&format!("/incidenter/{}", made.id())), "{last}");
    assert!(
        !sent.iter().any(|l| l.contains("telefon")),
        "what happened stands in a letter"
    );
    let mut said = reported(&w);
    said["delay_reason"] = json!("Ingen såg breven.");
    act(&w, &get(&w, &made).await, "/report", said).await.expect(200);
    w.pass(Duration::hours(1));
    upkeep::tidy(&w.app).await.unwrap();
    assert_eq!(kinds(&get(&w, &made).await).last(), Some(&"reported"));
}

#[actix_web::test]
async fn an_installation_can_have_fewer_hours_and_the_law_keeps_its_own() {
    let w = world_with(|config| config.breach_hours = 24).await;
    let made = registered(&w.owner(), known_input(&w, "risk")).await;
    assert_eq!(made.body["hours_left"], 23);
    assert_ne!(made.body["due_at"], made.body["lawful_at"]);
    w.pass(Duration::hours(48));
    assert_eq!(get(&w, &made).await.body["hours_left"], -25);
    // Late here, and not by law.
    act(&w, &made, "/report", reported(&w)).await.expect(200);
}

#[actix_web::test]
async fn the_report_has_the_headings_of_the_authority_in_both_languages() {
    let w = world().await;
    let made = registered(&w.owner(), known_input(&w, "high")).await;
    w.pass(Duration::hours(80));
    w.app.keys.renew(&w.app).await.unwrap();
    let mut said = reported(&w);
    said["delay_reason"] = json!("Omfattningen var oklar.");
    let told = act(&w, &made, "/report", said).await.expect(200);
    let more = json!({ "kind": "supplement", "text": "Antalet är elva." });
    let told = act(&w, &told, "/entries", more).await.expect(200);
    let report = w
        .owner()
        .get(&path(&told, "/report?language=sv"))
        .await
        .expect(200)
        .body;
    let headings: Vec<&str> = report["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["heading"].as_str().unwrap())
        .collect();
    assert_eq!(
        headings,
        [
            "Vem anmäler",
            "När det hände och upptäcktes",
            "Vad som hänt",
            "Vilka uppgifter och vilka personer",
            "Ungefärligt antal",
            "Sannolika konsekvenser",
            "Åtgärder",
            "Information till personerna",
            "Andra länder",
            "Anmälan och tid"
        ]
    );
    assert!(report.to_string().contains("Inte ännu"), "{report:#}");
    let harmless = registered(&w.owner(), known_input(&w, "unlikely")).await;
    let other = w
        .owner()
        .get(&path(&harmless, "/report?language=sv"))
        .await
        .expect(200)
        .body;
    assert!(other.to_string().contains("Nej, risken är inte hög"), "{other:#}");
    let pdf = w.owner().get(&path(&told, "/report/pdf?language=sv")).await.expect(200);
    let text = pdf.pdf_text();
    for word in [
        "Incidentrapport",
        "En arbetstelefon glömdes på bussen.",
        "Hög risk",
        "Inte känt ännu",
        "Omfattningen var oklar.",
        "IMY-2026-1234",
        "Antalet är elva.",
        "owner@lindqvist.example",
    ] {
        assert!(text.contains(word), "{word} in {text}");
    }
    let pdf = w.owner().get(&path(&told, "/report/pdf?language=en")).await.expect(200);
    for word in ["Who reports", "Likely consequences", "Reason for the late report"] {
        assert!(pdf.pdf_text().contains(word), "{word}");
    }
}

#[actix_web::test]
async fn who_is_named_in_a_breach_is_found_and_can_be_blacked_out() {
    let w = world().await;
    let mut customer = things::customer_input();
    customer["name"] = json!("Kanarie Fagelsang");
    customer["email"] = json!("kanarie@kund.example");
    let customer = w.office().post("/customers", customer).await.expect(201);
    let mut input = known_input(&w, "unlikely");
    input["description"] = json!("Offerten till Kanarie Fagelsang gick till fel person.");
    let made = registered(&w.owner(), input).await;
    let note = json!({ "kind": "note", "text": "Ringde Kanarie Fagelsang." });
    let made = act(&w, &made, "/entries", note).await.expect(200);
    let sought = json!({ "email": "kanarie@kund.example", "phone": "", "identity_number": "" });
    let found = w.owner().post("/data-subjects/find", sought).await.expect(200);
    assert!(
        found.body.to_string().contains("gick till fel person"),
        "{:#}",
        found.body
    );

    let subjects = json!({ "subjects": [{ "kind": "customer", "id": customer.id() }], "language": "sv" });
    let plan = w
        .owner()
        .post("/data-subjects/erasure-plan", subjects)
        .await
        .expect(200);
    let keys: Vec<Value> = plan.body["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["key"].clone())
        .collect();
    assert_eq!(keys.len(), 2, "{:#}", plan.body["mentions"]);
    let body = json!({ "subjects": [{ "kind": "customer", "id": customer.id() }], "language": "sv",
        "fingerprint": plan.body["fingerprint"], "confirmation": plan.body["confirmation"], "black_out": keys });
    w.owner().post("/data-subjects/erase", body).await.expect(200);
    let after = get(&w, &made).await;
    assert_eq!(
        after.body["content"]["description"],
        "Offerten till [raderad] gick till fel person."
    );
    let notes = after.body["events"].to_string();
    assert!(
        notes.contains("Ringde [raderad].") && !notes.contains("Kanarie"),
        "{notes}"
    );
}

#[actix_web::test]
async fn the_database_refuses_a_time_line_that_is_written_anew() {
    use crate::privacy::breaches::entity::breach_event;
    use crate::{
        http::Reply,
        store::{Actor, Done},
    };
    use sea_orm::{QueryFilter, sea_query::Expr};
    let w = world().await;
    let note = json!({ "kind": "note", "text": "Ursprunglig." });
    let made = registered(&w.owner(), breach_input(&w)).await;
    act(&w, &made, "/entries", note).await.expect(200);
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let rewritten = w
        .app
        .write_in(scope, &Actor::default(), async |tx| {
            tx.update_where::<breach_event::Entity>(|q| {
                q.col_expr(breach_event::Column::Note, Expr::value("Påhittad."))
                    .filter(sea_orm::ColumnTrait::eq(&breach_event::Column::Kind, "note"))
            })
            .await?;
            Ok(Done::silent("it must be refused", Reply::no_content()))
        })
        .await;
    assert!(rewritten.is_err());
}

#[actix_web::test]
async fn a_closed_breach_goes_after_five_years_and_an_open_one_never() {
    let w = world().await;
    let open = registered(&w.owner(), breach_input(&w)).await;
    let made = registered(&w.owner(), known_input(&w, "unlikely")).await;
    let decided = act(&w, &made, "/report", not_needed("Krypterad.")).await.expect(200);
    act(&w, &decided, "/close", json!({ "text": "" })).await.expect(200);
    for (moment, left) in [(at(2031, 11, 20, 10), 2), (at(2031, 11, 21, 10), 1)] {
        w.clock.set(moment);
        upkeep::tidy(&w.app).await.unwrap();
        w.app.keys.renew(&w.app).await.unwrap();
        let rows = w
            .look(async |tx| Ok(tx.find::<crate::privacy::breaches::breach::Entity>().all().await?))
            .await;
        assert_eq!(rows.len(), left, "{moment}");
        assert!(rows.iter().any(|r| r.id.to_string() == open.id()));
    }
}

#[actix_web::test]
async fn another_handler_is_told_and_one_who_may_not_decide_is_refused() {
    let w = world().await;
    let made = registered(&w.owner(), breach_input(&w)).await;
    let place = |role| json!({ "handler_id": w.here.person(role).membership_id });
    act(&w, &made, "/assign", place(Role::Worker))
        .await
        .expect_field("/handler_id", "not_found");
    let given = act(&w, &made, "/assign", place(Role::Admin)).await.expect(200);
    assert_eq!(given.body["handler"], "admin på lindqvist");
    drain(&w.app).await.unwrap();
    let letter = letters::all(&w).pop().unwrap();
    assert!(letter.contains("To: admin@lindqvist.example"), "{letter}");
}
