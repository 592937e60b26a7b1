//! What owner and admin do with the users of their company.

use super::{GOOD, content, invited, kalle, log_in, post, with};
use crate::testing::{PASSWORD, world};
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::json;

#[actix_web::test]
async fn somebody_is_invited_listed_and_works_after_accepting() {
    let w = world().await;
    let (user, token) = invited(&w, kalle()).await;
    assert_eq!(user.body["status"], "invited");
    assert_eq!(user.body["email"], "kalle.berg@snickare.example");
    assert_eq!(
        (&user.body["username"], &user.body["initials"]),
        (&json!("kalle.berg"), &json!("KB"))
    );
    assert_eq!(user.body["invitation_expires_at"], "2026-11-27T09:00:00Z");
    assert_eq!(user.body["actions"], json!(["replace", "deactivate", "invite"]));
    let path = format!("/users/{}", user.id());
    assert_eq!(user.header("location"), Some(&*format!("/api/v1{path}")));
    let seen = w.owner().get(&path).await.expect(200);
    assert_eq!(
        (&seen.body["mails"][0]["kind"], &seen.body["mails"][0]["state"]),
        (&json!("invitation"), &json!("sent"))
    );

    log_in(&w, "kalle.berg@snickare.example", GOOD)
        .await
        .expect_problem(401, "wrong_credentials");
    w.pass(Duration::seconds(2));
    post(
        &w.nobody(),
        "/public/invitations/accept",
        &json!({ "token": token, "password": GOOD }),
    )
    .await
    .expect(204);
    let session = log_in(&w, " KALLE.berg@snickare.example", GOOD).await.expect(200);
    assert_eq!(session.body["me"]["company"]["role"], "worker");
    let seen = w.owner().get(&path).await.expect(200);
    assert_eq!(
        (&seen.body["status"], &seen.body["invitation_expires_at"]),
        (&json!("active"), &json!(null))
    );
    assert_eq!(seen.body["version"], 2);

    let page = w
        .office()
        .get("/users?total=true&role=worker&sort=-name")
        .await
        .expect(200);
    assert_eq!(page.body["total"], 2);
    let names: Vec<_> = page.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|u| u["name"].clone())
        .collect();
    assert_eq!(names, [json!("worker på lindqvist"), json!("Kalle Berg")]);
    let first = w.office().get("/users?limit=4").await.expect(200);
    let next = first.body["next"].as_str().unwrap();
    let second = w
        .office()
        .get(&format!("/users?limit=4&after={next}"))
        .await
        .expect(200);
    let both: std::collections::BTreeSet<_> = [&first, &second]
        .iter()
        .flat_map(|p| p.body["items"].as_array().unwrap())
        .map(|u| u["id"].as_str().unwrap())
        .collect();
    assert_eq!((both.len(), &second.body["next"]), (6, &json!(null)));
}

#[actix_web::test]
async fn users_are_managed_by_owner_and_admin_of_their_own_company_alone() {
    let w = world().await;
    let worker = w.here.person(Role::Worker).membership_id;
    for role in [Role::Worker, Role::Accountant] {
        w.client(role).get("/users").await.expect_problem(403, "forbidden");
    }
    for role in [Role::Office, Role::Worker, Role::Accountant] {
        w.client(role)
            .post("/users", kalle())
            .await
            .expect_problem(403, "forbidden");
        w.client(role)
            .act(&format!("/users/{worker}/deactivate"), 1, json!({}))
            .await
            .expect_problem(403, "forbidden");
    }
    let office = w.office().get(&format!("/users/{worker}")).await.expect(200);
    assert_eq!(office.body["actions"], json!([]));
    w.stranger()
        .get(&format!("/users/{worker}"))
        .await
        .expect_problem(404, "not_found");
    w.stranger()
        .put(&format!("/users/{worker}"), 1, content(&office.body))
        .await
        .expect_problem(404, "not_found");
    w.stranger()
        .act(&format!("/users/{worker}/deactivate"), 1, json!({}))
        .await
        .expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_user_is_changed_once_and_every_field_is_checked() {
    let w = world().await;
    let path = format!("/users/{}", w.here.person(Role::Worker).membership_id);
    let seen = w.owner().get(&path).await.expect(200);
    let body = with(with(content(&seen.body), "name", "Wilma Åkesson"), "initials", "");
    let changed = w.client(Role::Admin).put(&path, 1, body.clone()).await.expect(200);
    assert_eq!((&changed.body["initials"], changed.version()), (&json!("WÅ"), 2));
    w.owner().put(&path, 1, body.clone()).await.expect_problem(412, "stale");
    let missing = w
        .owner()
        .call(actix_web::http::Method::PUT, &path, None, Some(&body), &[])
        .await;
    missing.expect_problem(428, "precondition_required");

    let bad = with(
        with(with(body.clone(), "name", "  "), "username", "a@b.se"),
        "phone",
        "abc",
    );
    w.owner()
        .put(&path, 2, bad)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/name", "required")
        .expect_field("/username", "invalid")
        .expect_field("/phone", "invalid");
    let taken = with(body.clone(), "username", "OFFICE");
    w.owner()
        .put(&path, 2, taken)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/username", "duplicate");
    let wrong = with(kalle(), "email", "not-an-address");
    w.owner()
        .post("/users", wrong)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/email", "invalid");
}

#[actix_web::test]
async fn a_changed_role_counts_at_once() {
    let w = world().await;
    w.office().get("/customers").await.expect(200);
    let path = format!("/users/{}", w.here.person(Role::Office).membership_id);
    let seen = w.owner().get(&path).await.expect(200);
    w.owner()
        .put(&path, 1, with(content(&seen.body), "role", "worker"))
        .await
        .expect(200);
    w.office().get("/customers").await.expect_problem(403, "forbidden");
    // A rehearsal changes nothing.
    let again = with(content(&seen.body), "role", "office");
    let dry = w
        .owner()
        .put(&format!("{path}?dry_run=true"), 2, again)
        .await
        .expect(200);
    assert_eq!(dry.body["role"], "office");
    w.office().get("/customers").await.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn who_is_deactivated_is_out_within_a_second_in_every_process_and_can_be_invited_back() {
    let w = world().await;
    let other = w.second_process().await;
    let person = w.here.person(Role::Office).clone();
    let token = other
        .keys
        .sign(other.clock.now(), person.user_id, person.session_id, person.company_id)
        .unwrap();
    let standing = async || crate::session::authenticate(&other, token.clone()).await;
    standing().await.unwrap();
    let path = format!("/users/{}", person.membership_id);
    let gone = w
        .owner()
        .act(&format!("{path}/deactivate"), 1, json!({}))
        .await
        .expect(200);
    assert_eq!(
        (&gone.body["status"], &gone.body["actions"]),
        (&json!("deactivated"), &json!(["invite"]))
    );
    w.office().get("/me").await.expect_problem(401, "session_ended");
    w.pass(Duration::milliseconds(950));
    assert!(standing().await.is_err());
    log_in(&w, &person.email, PASSWORD)
        .await
        .expect_problem(401, "wrong_credentials");
    w.owner()
        .act(&format!("{path}/deactivate"), 2, json!({}))
        .await
        .expect_problem(409, "not_allowed_in_status");
    let body = content(&gone.body);
    w.owner()
        .put(&path, 2, body)
        .await
        .expect_problem(409, "not_allowed_in_status");

    w.pass(Duration::minutes(1));
    let back = with(with(kalle(), "email", person.email.clone()), "role", "office");
    let (user, token) = invited(&w, back).await;
    assert_eq!((user.id(), user.version()), (person.membership_id.to_string(), 3));
    let accept = json!({ "token": token, "password": PASSWORD });
    post(&w.nobody(), "/public/invitations/accept", &accept)
        .await
        .expect(204);
    log_in(&w, &person.email, PASSWORD).await.expect(200);
}

#[actix_web::test]
async fn sessions_in_another_company_go_on() {
    let w = world().await;
    let there = w.there.person(Role::Owner).clone();
    let (user, token) = invited(&w, with(kalle(), "email", there.email.clone())).await;
    let accept = json!({ "token": token, "password": PASSWORD });
    post(&w.nobody(), "/public/invitations/accept", &accept)
        .await
        .expect(204);
    w.owner()
        .act(&format!("/users/{}/deactivate", user.id()), 2, json!({}))
        .await
        .expect(200);
    w.stranger().get("/me").await.expect(200);
}

#[actix_web::test]
async fn the_last_active_owner_stays_and_owners_alone_make_owners() {
    let w = world().await;
    let owner = format!("/users/{}", w.here.person(Role::Owner).membership_id);
    let seen = w.owner().get(&owner).await.expect(200);
    assert_eq!(seen.body["actions"], json!(["replace"]));
    let demoted = with(content(&seen.body), "role", "admin");
    w.owner()
        .put(&owner, 1, demoted.clone())
        .await
        .expect_problem(409, "last_owner");
    w.owner()
        .act(&format!("{owner}/deactivate"), 1, json!({}))
        .await
        .expect_problem(409, "last_owner");

    let admin = w.client(Role::Admin);
    assert_eq!(admin.get(&owner).await.expect(200).body["actions"], json!([]));
    admin
        .put(&owner, 1, content(&seen.body))
        .await
        .expect_problem(403, "forbidden");
    admin
        .act(&format!("{owner}/deactivate"), 1, json!({}))
        .await
        .expect_problem(403, "forbidden");
    admin
        .post("/users", with(kalle(), "role", "owner"))
        .await
        .expect_problem(403, "forbidden");
    // An owner who hasn't accepted yet is none to rely on.
    w.owner()
        .post("/users", with(kalle(), "role", "owner"))
        .await
        .expect(201);
    w.owner()
        .put(&owner, 1, demoted.clone())
        .await
        .expect_problem(409, "last_owner");

    let second = format!("/users/{}", w.here.person(Role::Admin).membership_id);
    let seen = w.owner().get(&second).await.expect(200);
    w.owner()
        .put(&second, 1, with(content(&seen.body), "role", "owner"))
        .await
        .expect(200);
    w.owner().put(&owner, 1, demoted).await.expect(200);
    w.client(Role::Admin)
        .act(&format!("{second}/deactivate"), 2, json!({}))
        .await
        .expect_problem(409, "last_owner");
}

#[actix_web::test]
async fn two_owners_who_dismiss_each_other_at_once_leave_one() {
    let w = world().await;
    let second = w.here.person(Role::Admin).membership_id;
    let seen = w.owner().get(&format!("/users/{second}")).await.expect(200);
    w.owner()
        .put(
            &format!("/users/{second}"),
            1,
            with(content(&seen.body), "role", "owner"),
        )
        .await
        .expect(200);
    let (one, other) = (
        format!("/users/{second}/deactivate"),
        format!("/users/{}/deactivate", w.here.person(Role::Owner).membership_id),
    );
    let (owner, admin) = (w.owner(), w.client(Role::Admin));
    let (a, b) = futures_util::future::join(owner.act(&one, 2, json!({})), admin.act(&other, 1, json!({}))).await;
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200, "{a:?} {b:?}");
    assert!([401, 409].contains(&statuses[1]), "{a:?} {b:?}");
}

#[actix_web::test]
async fn the_trail_says_who_was_invited_changed_and_shut_out() {
    let w = world().await;
    let (user, _) = invited(&w, kalle()).await;
    w.owner()
        .act(&format!("/users/{}/deactivate", user.id()), 1, json!({}))
        .await
        .expect(200);
    let trail = w.owner().get("/audit-events").await.expect(200);
    let events: Vec<_> = trail.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["event"].clone())
        .collect();
    assert!(
        events.contains(&json!("user_invited")) && events.contains(&json!("user_deactivated")),
        "{events:?}"
    );
    assert!(!trail.body.to_string().contains("Kalle"), "the trail names nobody");
}
