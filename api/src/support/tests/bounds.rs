//! Who may not, what is never shown, and what is asked for wrongly.

use super::{enter_with, story, text, visitor};
use crate::{
    jobs::upkeep::tidy,
    testing::{Answer, Person, customer_input, visitors, world},
};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::{event::EntityKind, permission::Role};
use serde_json::{Value, json};

#[actix_web::test]
async fn what_is_asked_for_wrongly_is_refused_with_what_would_mend_it() {
    let w = world().await;
    let give = async |body: Value| w.owner().post("/support-accesses", body).await;
    for (body, field, code) in [
        (json!({ "reason": "Moms", "minutes": 0 }), "/minutes", "too_small"),
        (json!({ "reason": "Moms", "minutes": -5 }), "/minutes", "too_small"),
        (json!({ "reason": "Moms", "minutes": 241 }), "/minutes", "too_large"),
        (json!({ "reason": "", "minutes": 60 }), "/reason", "too_short"),
        (json!({ "reason": "  ", "minutes": 60 }), "/reason", "required"),
        (
            json!({ "reason": "å".repeat(201), "minutes": 60 }),
            "/reason",
            "too_long",
        ),
    ] {
        let refused = give(body).await.expect_problem(422, "invalid_fields");
        refused.expect_field(field, code);
    }
    let given = give(json!({ "reason": " Moms " })).await.expect(201);
    assert_eq!(given.body["reason"], "Moms");
    let minutes = |a: &Answer, from: &str| {
        let at = |v: &Value| text(v).parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        (at(&a.body["expires_at"]) - at(&a.body[from])).num_minutes()
    };
    assert_eq!(minutes(&given, "granted_at"), 60, "an hour where nothing else is said");
    give(json!({ "reason": "Mer", "minutes": 240 }))
        .await
        .expect_problem(409, "support_access_open");
    w.pass(Duration::minutes(60));
    w.prove().await;
    // What is over stands in nobody's way.
    let next = give(json!({ "reason": "Mer", "minutes": 240 })).await.expect(201);
    assert_eq!(minutes(&next, "granted_at"), 240);
    let story = story(&w).await;
    let expected = [
        "support_access_granted",
        "support_access_expired",
        "support_access_granted",
    ];
    assert_eq!(story, expected);
    // Two at once meet in the database.
    visitors::end(&w, &next.id()).await.expect(200);
    let both = futures_util::future::join_all((0..2).map(|_| give(json!({ "reason": "Nu" })))).await;
    let mut statuses: Vec<u16> = both.iter().map(|a| a.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[actix_web::test]
async fn only_the_operators_staff_enters_and_only_what_is_open() {
    let w = world().await;
    let staff = |role: Role| w.there.person(role);
    enter_with(&w, &w.access_token(staff(Role::Owner)), &w.key())
        .await
        .expect_problem(404, "not_found");
    let access = visitors::grant(&w).await.id();
    for role in [Role::Worker, Role::Accountant] {
        visitors::enter(&w, staff(role), &access)
            .await
            .expect_problem(403, "forbidden");
    }
    // For users of any other company there is nothing, not even their own.
    for role in [Role::Owner, Role::Admin, Role::Office] {
        let person: &Person = w.here.person(role);
        visitors::enter(&w, person, &access)
            .await
            .expect_problem(404, "not_found");
        w.client(role)
            .get("/support-openings")
            .await
            .expect_problem(404, "not_found");
    }
    // Whoever runs the service doesn't open itself.
    w.stranger()
        .post("/support-accesses", visitors::input(&w))
        .await
        .expect_problem(409, "not_allowed_in_status");
    // Who works in the company has a place there, and needs no visit.
    w.hand_over(w.here.person(Role::Worker), staff(Role::Admin).user_id)
        .await;
    visitors::enter(&w, staff(Role::Admin), &access)
        .await
        .expect_problem(409, "not_allowed_in_status");
    // The support is nobody's role.
    let user = json!({ "email": "s@lindqvist.example", "name": "S", "role": "support", "username": "", "initials": "", "language": "sv",
        "employment_id": "", "phone": "" });
    let invited = w.owner().post("/users", user).await;
    invited
        .expect_problem(422, "invalid_fields")
        .expect_field("/role", "invalid");
    for role in [Role::Office, Role::Accountant] {
        w.client(role)
            .get("/support-accesses")
            .await
            .expect_problem(403, "forbidden");
    }
}

#[actix_web::test]
async fn a_visitor_sees_no_whole_personal_identity_number() {
    let w = world().await;
    let mut trader = customer_input();
    trader["kind"] = json!("company");
    trader["organisation_number"] = json!("800101-0019");
    trader["vat_number"] = json!("SE800101001901");
    let path = format!(
        "/customers/{}",
        w.office().post("/customers", trader).await.expect(201).id()
    );
    assert!(
        json!(w.office().get(&path).await.expect(200).body)
            .to_string()
            .contains("0019")
    );
    let token = visitors::token(&w).await;
    let seen = visitor(&w, &token).get(&path).await.expect(200);
    assert_eq!(seen.body["organisation_number"], "800101-••••");
    assert_eq!(seen.body["vat_number"], "SE800101••••01");
    assert!(!seen.body.to_string().contains("0019"), "{:#}", seen.body);
}

#[actix_web::test]
async fn nothing_that_changes_and_no_file_is_open_to_a_visitor() {
    use crate::http::openapi;
    let document = openapi::document();
    let mut open = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let permissions = operation["x-permission"].as_array().unwrap();
            let may = |p: &Value| Role::Support.has(p.as_str().unwrap().parse().unwrap());
            if permissions.iter().any(may) {
                open.push((method.clone(), path.clone(), operation.clone()));
            }
        }
    }
    assert!(open.len() > 40, "{}", open.len());
    let ids = |wanted: &dyn Fn(&str, &Value) -> bool| -> Vec<String> {
        let fits = open.iter().filter(|(method, _, operation)| wanted(method, operation));
        fits.map(|(_, _, operation)| text(&operation["operationId"])).collect()
    };
    let mut changing = ids(&|method, _| method != "get");
    changing.sort();
    assert_eq!(changing, ["leaveSupport", "logout"], "all that a visitor does is leave");
    let files = ids(&|_, operation| {
        let content = &operation["responses"]["200"]["content"];
        content.is_object() && content.get("application/json").is_none()
    });
    assert_eq!(files, Vec::<String>::new(), "a visitor takes no file out");
    for language in ["sv", "en"] {
        let file = format!(
            "{}/../frontend/src/i18n/{language}/audit.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let words: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let mut named: Vec<String> = words["shown"].as_object().unwrap().keys().cloned().collect();
        named.sort();
        let mut told = ids(&|method, operation| method == "get" && operation["operationId"] != "getMe");
        told.sort();
        assert_eq!(
            named, told,
            "what a visitor can be shown has words in {language}, and nothing else has"
        );
    }
    for (method, path, operation) in &open {
        let method: Method = method.to_uppercase().parse().unwrap();
        let named = crate::support::note::operation(&method, Some(path));
        assert_eq!(named, operation["operationId"].as_str(), "{path}");
        for part in path
            .split('/')
            .filter_map(|p| p.strip_prefix('{')?.strip_suffix("_id}"))
        {
            let kind = crate::support::note::kind_of(&format!("{part}_id"));
            assert!(kind.is_some_and(|k| k != EntityKind::SupportAccess), "{path}: {part}");
        }
    }
}

#[actix_web::test]
async fn a_visit_stands_in_the_extract_of_the_staff_and_goes_with_the_time() {
    let w = world().await;
    let access = visitors::grant(&w).await.id();
    let office = w.there.person(Role::Office).clone();
    visitors::enter(&w, &office, &access).await.expect(200);
    let body = json!({ "subjects": [{ "kind": "user", "id": office.user_id }], "language": "sv" });
    let extract = w.stranger().post("/data-subjects/extract", body).await;
    assert_eq!(extract.status, 200, "{:#}", extract.body);
    assert!(
        extract.body.to_string().contains("Supportbesök i företag"),
        "{:#}",
        extract.body
    );
    w.pass(Duration::days(91));
    tidy(&w.app).await.unwrap();
    let shown = w.owner().get("/support-accesses").await;
    assert_eq!(shown.expect(200).body["items"], json!([]));
}
