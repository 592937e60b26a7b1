//! What can be asked for, what the file says, and what is refused.

use super::{state, story, told};
use crate::testing::{
    World,
    deductions::{BUYER, case, case_of, claim, claim_input, invoice, pay, ready},
    world,
};
use kontoret_core::permission::Role;
use serde_json::{Value, json};
use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

/// The schema's verdict on a file.
fn refused_by_schema(bytes: &[u8]) -> Option<String> {
    let schema = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/formats/tests/formats/rot_rut/begaran/V6/Begaran.xsd"
    );
    let mut child = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(Path::new(schema))
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("xmllint is missing: apt-get install libxml2-utils");
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

fn within<'x>(xml: &'x str, tag: &str) -> &'x str {
    let open = format!("<k:{tag}>");
    let start = xml.find(&open).unwrap_or_else(|| panic!("no {tag} in {xml}")) + open.len();
    &xml[start..start + xml[start..].find('<').unwrap()]
}

#[actix_web::test]
async fn a_paid_invoice_is_asked_for_by_a_file_that_the_schema_takes() {
    let w = world().await;
    // 10.5 hours of 500 kr are 6 562.50 kr with VAT; the buyer has 99.99 % of it.
    let issued = invoice(&w, 10_500).await;
    let waiting = case_of(&w, &issued).await;
    assert_eq!(state(&waiting), "waiting_for_payment");
    assert_eq!(waiting.body["summary"]["deduction_kr"], 1_968);
    pay(&w, &issued, None).await;
    let seen = case(&w, &waiting.id()).await;
    assert_eq!(
        (state(&seen), &seen.body["summary"]["claimable_kr"]),
        ("ready", &json!(1_968))
    );
    assert_eq!(seen.body["summary"]["deadline_on"], "2027-01-31");

    let preview = w
        .office()
        .get("/deduction-claim-preview?kind=rot&year=2026")
        .await
        .expect(200);
    let row = &preview.body["rows"][0];
    assert_eq!((&row["guards"], &row["asked_kr"]), (&json!([]), &json!(1_968)));
    assert_eq!(row["identity_number"], "19810310-••••");
    assert_eq!(row["works"][0]["worked_milli"], 10_500);
    assert_eq!(row["works"][0]["hours"], 11, "half an hour is rounded up and shown");

    let made = claim(&w, "ROT 1", &[&seen]).await;
    let asked = case(&w, &seen.id()).await;
    assert_eq!(
        (state(&asked), &asked.body["summary"]["pending_kr"]),
        ("asked", &json!(1_968))
    );
    assert_eq!(story(&asked), told(&[("opened", 1_968), ("asked", 1_968)]));

    let (path, why) = (
        format!("/deduction-claims/{}/file", made.id()),
        json!({ "purpose": "tax_agency" }),
    );
    w.client(Role::Accountant)
        .post(&path, why.clone())
        .await
        .expect_problem(403, "forbidden");
    let file = w.office().post(&path, why.clone()).await.expect(200);
    assert_eq!(file.body["file_name"], "ROT-1.xml");
    assert!(file.header("cache-control").unwrap().contains("no-store"));
    let xml = file.body["content"].as_str().unwrap();
    assert_eq!(refused_by_schema(xml.as_bytes()), None, "{xml}");
    let says = [
        ("NamnPaBegaran", "ROT 1"),
        ("Kopare", "198103102391"),
        ("BetalningsDatum", "2026-11-20"),
        ("PrisForArbete", "6561"),
        ("BetaltBelopp", "4593"),
        ("BegartBelopp", "1968"),
        ("Fastighetsbeteckning", "UMEÅ SOFIEHEM 2:14"),
        ("AntalTimmar", "11"),
        ("Materialkostnad", "1250"),
    ];
    for (tag, text) in says {
        assert_eq!(within(xml, tag), text, "{tag}");
    }
    nobody_shows_a_number(&w).await;
    let rehearsed = w.office().post(&format!("{path}?dry_run=true"), why).await.expect(200);
    let digits = BUYER.replace('-', "");
    assert!(!rehearsed.body["content"].as_str().unwrap().contains(&digits));
}

/// Who fetched a file stays in the trail; the number itself nowhere.
async fn nobody_shows_a_number(w: &World) {
    let trail = w
        .owner()
        .get("/audit-events?limit=200")
        .await
        .expect(200)
        .body
        .to_string();
    assert!(trail.contains("deduction_claim_exported"));
    let digits = BUYER.replace('-', "");
    let lists = [
        "/deduction-cases",
        "/deduction-claims",
        "/deduction-desk",
        "/audit-events?limit=200",
    ];
    for list in lists {
        let text = w.owner().get(list).await.expect(200).body.to_string();
        assert!(
            !text.contains(&digits) && !text.contains(BUYER),
            "{list} shows a number"
        );
    }
}

#[actix_web::test]
async fn a_part_that_is_paid_allows_the_matching_part() {
    let w = world().await;
    let issued = invoice(&w, 20_000).await;
    let whole = case_of(&w, &issued).await.body["summary"]["deduction_kr"]
        .as_i64()
        .unwrap();
    let left = issued.body["remaining_ore"].as_i64().unwrap();
    pay(&w, &issued, Some(left / 2)).await;
    let half = case_of(&w, &issued).await;
    let asked = half.body["summary"]["claimable_kr"].as_i64().unwrap();
    assert!(asked > whole / 2 - 3 && asked <= whole / 2, "{asked} of {whole}");
    claim(&w, "Halva", &[&half]).await;
    pay(&w, &issued, None).await;
    let rest = case(&w, &half.id()).await;
    assert_eq!(
        (state(&rest), &rest.body["summary"]["claimable_kr"]),
        ("ready", &json!(whole - asked))
    );
    claim(&w, "Resten", &[&rest]).await;
    let all = case(&w, &half.id()).await;
    assert_eq!((state(&all), &all.body["asked_kr"]), ("asked", &json!(whole)));
}

#[actix_web::test]
async fn what_the_tax_agency_would_refuse_is_refused_here_with_its_place() {
    let w = world().await;
    let good = ready(&w, 4_000).await;
    let unpaid = case_of(&w, &invoice(&w, 4_000).await).await;
    let office = w.office();
    let refused = office
        .post("/deduction-claims", claim_input("Två", &[&good, &unpaid]))
        .await
        .expect_problem(409, "incomplete");
    refused.expect_field("/case_ids/1", "invalid");
    assert_eq!(state(&case(&w, &good.id()).await), "ready");
    let mut other_year = claim_input("Fel år", &[&good]);
    other_year["year"] = json!(2025);
    office
        .post("/deduction-claims", other_year)
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/case_ids/0", "invalid");
    office
        .post("/deduction-claims", claim_input("Dubbel", &[&good, &good]))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/case_ids/1", "duplicate");
    office
        .post("/deduction-claims", claim_input("Ett namn på 17 bok", &[&good]))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/name", "too_long");
    claim(&w, "Första", &[&good]).await;
    let next = ready(&w, 4_000).await;
    office
        .post("/deduction-claims", claim_input("Första", &[&next]))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/name", "duplicate");
}

#[actix_web::test]
async fn cash_gives_no_deduction_and_after_31_january_it_is_too_late() {
    let w = world().await;
    let issued = invoice(&w, 4_000).await;
    let body = json!({ "paid_on": "2026-11-20", "method": "cash", "reference": "",
        "amount_ore": issued.body["remaining_ore"] });
    w.office()
        .act(&format!("/invoices/{}/payments", issued.id()), issued.version(), body)
        .await
        .expect(200);
    let in_cash = case_of(&w, &issued).await;
    assert_eq!(in_cash.body["next_claim"]["guards"], json!(["cash"]));

    let late = invoice(&w, 4_000).await;
    let body = json!({ "paid_on": "2025-12-30", "method": "bankgiro", "reference": "",
        "amount_ore": late.body["remaining_ore"] });
    w.office()
        .act(&format!("/invoices/{}/payments", late.id()), late.version(), body)
        .await
        .expect(200);
    let seen = case_of(&w, &late).await;
    assert_eq!(state(&seen), "lapsed");
    assert_eq!(seen.body["summary"]["deadline_on"], "2026-01-31");
    assert_eq!(seen.body["next_claim"]["guards"], json!(["too_late"]));
    assert_eq!(seen.body["movable_kr"], seen.body["summary"]["deduction_kr"]);
    for (asked, found) in [("lapsed", &seen), ("ready", &in_cash)] {
        let listed = w
            .office()
            .get(&format!("/deduction-cases?state={asked}"))
            .await
            .expect(200);
        let ids: Vec<&Value> = listed.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| &c["id"])
            .collect();
        assert_eq!(ids, [&json!(found.id())], "{asked}");
    }
}

#[actix_web::test]
async fn the_desk_adds_up_what_is_where_and_until_when() {
    let w = world().await;
    case_of(&w, &invoice(&w, 4_000).await).await;
    ready(&w, 4_000).await;
    let asked = ready(&w, 4_000).await;
    claim(&w, "En", &[&asked]).await;
    let desk = w.office().get("/deduction-desk").await.expect(200).body;
    // 4 hours of 500 kr with VAT, 99.99 % of them, 30 %.
    let one = json!(74_900);
    let states: Vec<(&Value, &Value, &Value)> = desk["states"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (&s["state"], &s["count"], &s["amount_ore"]))
        .collect();
    let (waiting, ready, asked) = (json!("waiting_for_payment"), json!("ready"), json!("asked"));
    assert_eq!(
        states,
        [
            (&waiting, &json!(1), &one),
            (&ready, &json!(1), &one),
            (&asked, &json!(1), &one)
        ]
    );
    assert_eq!(desk["ready"][0]["deadline_on"], "2027-01-31");
    assert_eq!(desk["ready"][0]["days_left"], 72);
}
