//! Does a seal show whatever is done to a trail after it?

use super::{
    super::merkle::{self, Hash},
    dto::AuditSeal,
    signed::is_signed,
    tend, verify,
};
use crate::{
    jobs::upkeep,
    store::{Db, is_embedded, secret::digest},
    testing::{World, things, world},
};
use chrono::Duration;
use kontoret_core::permission::Role;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

async fn seals(w: &World) -> Vec<AuditSeal> {
    let found = w.owner().get("/audit-seals").await.expect(200);
    serde_json::from_value(found.body["items"].clone()).unwrap()
}

fn hash(text: &Value) -> Hash {
    let text = text.as_str().unwrap();
    let mut all = [0; 32];
    for (at, byte) in all.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap();
    }
    all
}

fn path(proof: &Value) -> Vec<Hash> {
    proof["path"].as_array().unwrap().iter().map(hash).collect()
}

/// Changes the trail as somebody with the database in their hands would.
async fn tamper(w: &World, sql: &str) {
    let db = Db::connect(&w.database.owner_url(), 2).await.unwrap();
    let before = if is_embedded(&w.database.url) {
        "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_kept"
    } else {
        "ALTER TABLE audit_event DISABLE TRIGGER USER; ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY; \
         ALTER TABLE audit_head NO FORCE ROW LEVEL SECURITY"
    };
    for each in before.split(';').chain(sql.split(';')) {
        db.raw().execute_unprepared(each).await.unwrap();
    }
    db.close().await.unwrap();
}

#[actix_web::test]
async fn a_trail_is_sealed_hourly_and_only_when_something_happened() {
    let w = world().await;
    things::customer(&w).await;
    upkeep::tidy(&w.app).await.unwrap();
    let first = seals(&w).await;
    assert_eq!(first.len(), 1);
    assert!(is_signed(&first[0]));
    things::customer(&w).await;
    upkeep::tidy(&w.app).await.unwrap();
    assert_eq!(seals(&w).await, first, "the hour isn't over");
    w.pass(Duration::minutes(61));
    upkeep::tidy(&w.app).await.unwrap();
    let both = seals(&w).await;
    assert_eq!((both.len(), &both[1]), (2, &first[0]));
    w.pass(Duration::hours(5));
    tend(&w.app, w.here.company_id).await.unwrap();
    assert_eq!(seals(&w).await.len(), 2, "nothing happened");
    // A line each in the file, as they are shown.
    let kept = std::fs::read_to_string(&w.app.config.audit_seals).unwrap();
    let of_here = |line: &&str| line.contains(&w.here.company_id.to_string());
    let lines: Vec<AuditSeal> = kept
        .lines()
        .filter(of_here)
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines, [both[1].clone(), both[0].clone()]);
    // Another root, or another size, isn't what was signed.
    let mut forged = both[0].clone();
    forged.size += 1;
    assert!(!is_signed(&forged));
    w.client(Role::Worker)
        .get("/audit-seals")
        .await
        .expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn an_entry_and_a_growth_are_proven() {
    let w = world().await;
    for _ in 0..5 {
        things::customer(&w).await;
    }
    upkeep::tidy(&w.app).await.unwrap();
    w.pass(Duration::hours(2));
    things::order(&w).await;
    upkeep::tidy(&w.app).await.unwrap();
    let all = seals(&w).await;
    let (new, old) = (&all[0], &all[1]);
    let ask = format!("/audit-proof?seq=3&size={}", new.size);
    let proof = w.owner().get(&ask).await.expect(200).body;
    assert_eq!(proof["root"], json!(new.root));
    let size = u64::try_from(new.size).unwrap();
    let leaf = merkle::leaf(&hash(&proof["hash"]));
    assert!(merkle::is_included(
        leaf,
        2,
        size,
        &path(&proof),
        &hash(&json!(new.root))
    ));
    assert!(!merkle::is_included(
        leaf,
        3,
        size,
        &path(&proof),
        &hash(&json!(new.root))
    ));

    let ask = format!("/audit-consistency?from={}&to={}", old.size, new.size);
    let proof = w.owner().get(&ask).await.expect(200).body;
    assert_eq!(
        (&proof["from_root"], &proof["to_root"]),
        (&json!(old.root), &json!(new.root))
    );
    assert!(merkle::is_consistent(
        (u64::try_from(old.size).unwrap(), &hash(&json!(old.root))),
        (size, &hash(&json!(new.root))),
        &path(&proof)
    ));
    for (wrong, field) in [
        ("/audit-proof?seq=9&size=8", "seq"),
        ("/audit-proof?seq=1&size=99999", "size"),
        ("/audit-consistency?from=1&to=99999", "to"),
        ("/audit-consistency?from=5&to=4", "from"),
    ] {
        w.owner().get(wrong).await.expect_field(field, "too_large");
    }
}

/// The trail by itself is enough to check it: each entry's hash follows from the one before it.
#[actix_web::test]
async fn the_trail_can_be_taken_along_and_checked_elsewhere() {
    let w = world().await;
    for _ in 0..70 {
        things::customer(&w).await;
        things::order(&w).await;
    }
    upkeep::tidy(&w.app).await.unwrap();
    let seal = seals(&w).await.remove(0);
    let file = w.owner().get("/audit-events/export").await.expect(200);
    let text = String::from_utf8(file.bytes).unwrap();
    let (mut before, mut leaves) = (vec![0u8; 32], Vec::new());
    for (at, line) in text.lines().enumerate() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["entry"]["seq"], json!(at + 1));
        let entry = line["entry"].to_string();
        let hash = hash(&line["hash"]);
        assert_eq!(digest(&[&[1u8], before.as_slice(), entry.as_bytes()].concat()), hash);
        leaves.push(merkle::leaf(&hash));
        before = hash.to_vec();
    }
    let size = usize::try_from(seal.size).unwrap();
    assert!(leaves.len() >= size && size > 200, "{size}");
    assert_eq!(
        json!(seal.root),
        json!(super::signed::hex(&merkle::root(&leaves[..size])))
    );
}

#[actix_web::test]
async fn whatever_is_done_to_a_trail_is_seen() {
    for (done, said) in [
        (
            "UPDATE audit_event SET event = 'customer_replaced' WHERE seq = 2",
            "entry 2",
        ),
        ("DELETE FROM audit_event WHERE seq = 3", "entry 3"),
        // Cut off behind, and the chain's end moved: the chain alone is whole.
        (
            "UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit_event e WHERE e.company_id = audit_head.company_id \
             AND e.seq = 2); DELETE FROM audit_event WHERE seq > 2",
            "entries were cut off",
        ),
    ] {
        let w = world().await;
        for _ in 0..4 {
            things::customer(&w).await;
        }
        upkeep::tidy(&w.app).await.unwrap();
        let whole = verify(&w.app, &w.app.config.audit_seals).await.unwrap();
        assert_eq!(whole.wrong, Vec::<String>::new());
        assert!(whole.seals > 0 && whole.entries >= 4, "{whole:?}");
        tamper(&w, done).await;
        let found = verify(&w.app, &w.app.config.audit_seals).await.unwrap();
        assert!(found.wrong.iter().any(|line| line.contains(said)), "{done}: {found:?}");
    }
}

#[actix_web::test]
async fn a_file_that_is_no_file_of_seals_is_named_with_its_line() {
    let w = world().await;
    std::fs::write(&w.app.config.audit_seals, "{}\n").unwrap();
    let refused = verify(&w.app, &w.app.config.audit_seals).await.unwrap_err().to_string();
    assert!(refused.contains("line 1"), "{refused}");
}
