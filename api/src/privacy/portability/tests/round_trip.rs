//! Is what comes in elsewhere what went out here? Over random customers: out of one company, into another, and out again.

use super::{packed, valid};
use crate::testing::{Client, packages, packages::json_of, world};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kontoret_core::number::luhn_check_digit;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::{Value, json};

/// How many customers are taken along.
const CASES: usize = 24;

/// A customer with everything that the office can enter of one.
#[derive(Clone, Debug)]
struct Case {
    customer: Value,
    sites: Vec<Value>,
    people: Vec<Value>,
}

fn words(most: usize) -> impl Strategy<Value = String> {
    // Names, marks of formulas and of tables, signs beyond the basic plane.
    let sign = prop_oneof![
        6 => proptest::char::range('a', 'z'),
        2 => prop::sample::select(vec!['Å', 'ä', 'ö', 'é', 'ß', 'Ж', '中', '🏠']),
        2 => prop::sample::select(vec!['=', '+', '-', '@', ',', ';', '"', '\'', '\\', '/', '&', '<', ' ']),
    ];
    (prop::collection::vec(sign, 0..most), "[A-ZÅÄÖ]").prop_map(|(rest, first)| {
        let text: String = rest.into_iter().collect();
        format!("{first}{}x", text)
    })
}

fn maybe(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::option::weighted(0.6, text).prop_map(Option::unwrap_or_default)
}

fn address() -> impl Strategy<Value = Value> {
    (
        maybe(words(30)),
        maybe(words(20)),
        maybe(words(20)),
        any::<bool>(),
        100u32..999,
        10u32..99,
    )
        .prop_map(|(street, street2, city, abroad, first, last)| {
            let (country, code) = if abroad {
                ("NO", format!("{first}{}", last % 10))
            } else {
                ("SE", format!("{first} {last}"))
            };
            json!({ "street": street, "street2": street2, "postal_code": code, "city": city, "country": country })
        })
}

fn with_check(digits: &str) -> String {
    format!("{digits}{}", luhn_check_digit(digits).unwrap())
}

fn organisation_number() -> impl Strategy<Value = String> {
    (0u32..1_000_000).prop_map(|n| {
        let ten = with_check(&format!("556{n:06}"));
        format!("{}-{}", &ten[..6], &ten[6..])
    })
}

fn site() -> impl Strategy<Value = Value> {
    (
        words(40),
        address(),
        maybe(words(20)),
        maybe(words(10)),
        maybe(organisation_number()),
    )
        .prop_map(|(name, address, property, apartment, association)| {
            json!({ "name": name, "address": address, "property_designation": property.trim(),
                "apartment_number": apartment.trim(), "housing_association_number": association, "note": "" })
        })
}

fn person() -> impl Strategy<Value = Value> {
    (
        words(40),
        (1930u32..2005, 1u32..13, 1u32..29, 0u32..1000),
        prop::option::of(prop::sample::select(vec!["owner", "kin"])),
        any::<bool>(),
        prop::collection::btree_map(2021i32..2030, (0i64..50_000, 0i64..50_000, 0i64..50_000), 0..4),
    )
        .prop_map(|(name, (year, month, day, serial), entitlement, unrelated, used)| {
            let ten = with_check(&format!("{:02}{month:02}{day:02}{serial:03}", year % 100));
            let used: Vec<Value> = used
                .into_iter()
                .map(|(year, (rot, rut, green))| json!({ "year": year, "rot_kr": rot, "rut_kr": rut, "green_kr": green }))
                .collect();
            json!({ "id": null, "name": name, "identity_number": format!("{}{ten}", year / 100), "share_bp": 1,
                "entitlement": entitlement, "unrelated": unrelated, "used": used })
        })
}

fn customer(is_company: bool) -> impl Strategy<Value = Value> {
    let company = move |text: String| if is_company { text } else { String::new() };
    (
        words(60),
        any::<u64>(),
        maybe("07[0-9]-[0-9]{3} [0-9]{2} [0-9]{2}"),
        organisation_number(),
        address(),
        (maybe(words(30)), maybe(words(30)), any::<bool>()),
        prop::option::weighted(0.4, address()),
        0usize..3,
        any::<bool>(),
    )
        .prop_map(move |(name, mail, phone, number, address, (reference, order, english), bills, copies, peppol)| {
            let copies: Vec<String> = (0..copies).map(|n| format!("kopia{n}-{mail}@kund.example")).collect();
            let digits = number.replace('-', "");
            let peppol = (is_company && peppol).then(|| json!({ "scheme": "0007", "value": digits }));
            let vat = company(format!("SE{digits}01"));
            json!({
                "kind": if is_company { "company" } else { "private" }, "name": name.trim(),
                "email": format!("k{mail}@kund.example"), "phone": phone, "organisation_number": company(number),
                "vat_number": vat, "address": address, "language": if english { "en" } else { "sv" },
                "reference": reference, "payment_terms_days": null, "note": "",
                "billing": { "order_number": order.trim(), "address": bills, "email_copies": copies, "peppol_id": peppol }
            })
        })
}

fn case() -> impl Strategy<Value = Case> {
    any::<bool>().prop_flat_map(|is_company| {
        let most = if is_company { 1 } else { 4 };
        (
            customer(is_company),
            prop::collection::vec(site(), 0..4),
            prop::collection::vec(person(), 0..most),
        )
            .prop_map(|(customer, sites, mut people)| {
                // Shares are the whole together, and nobody is in a household twice.
                people.dedup_by_key(|p| p["identity_number"].clone());
                let count = people.len();
                for (nth, person) in people.iter_mut().enumerate() {
                    let rest = if nth == 0 { 10_000 % count } else { 0 };
                    person["share_bp"] = json!(10_000 / count + rest);
                }
                Case {
                    customer,
                    sites,
                    people,
                }
            })
    })
}

fn cases() -> Vec<Case> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[20; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let many = prop::collection::vec(case(), CASES..=CASES)
        .new_tree(&mut runner)
        .unwrap();
    many.current()
}

/// What the package says of the person, apart from ids, numbers and stamps, which are each company's own.
fn content(package: &Value) -> Value {
    let mut tables = package["tables"].clone();
    for rows in tables.as_object_mut().unwrap().values_mut() {
        let rows = rows.as_array_mut().unwrap();
        for row in rows.iter_mut() {
            let row = row.as_object_mut().unwrap();
            row.retain(|name, _| name != "id" && name != "number" && name != "created_at" && !name.ends_with("_id"));
        }
        rows.sort_by_key(Value::to_string);
    }
    tables
}

async fn enter(client: &Client<'_>, case: &Case) -> Value {
    let customer = client.post("/customers", case.customer.clone()).await.expect(201).id();
    for site in &case.sites {
        let path = format!("/customers/{customer}/work-sites");
        client.post(&path, site.clone()).await.expect(201);
    }
    let mut subjects = vec![json!({ "kind": "customer", "id": customer })];
    if !case.people.is_empty() {
        let path = format!("/customers/{customer}/household");
        let people = client
            .put(&path, 0, json!({ "members": case.people }))
            .await
            .expect(200);
        for member in people.body["members"].as_array().unwrap() {
            subjects.push(json!({ "kind": "household_member", "id": member["id"] }));
        }
    }
    Value::Array(subjects)
}

#[actix_web::test]
async fn what_comes_in_elsewhere_is_what_went_out_here() {
    let w = world().await;
    let mut people = 0;
    for case in cases() {
        let subjects = enter(&w.owner(), &case).await;
        let out = packed(w.owner(), subjects).await.expect(200);
        let files = packages::files(&out);
        valid(&files);
        let there = json!({ "content": STANDARD.encode(&out.bytes), "language": "en" });
        let came = w.stranger().post("/privacy-packages", there).await.expect(201);
        let left: Vec<&Value> = came.body["tables"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|t| t["left"] != 0)
            .collect();
        assert!(left.is_empty(), "{left:#?}");
        let customer = &came.body["customers"][0];
        let mut subjects = vec![json!({ "kind": "customer", "id": customer["customer"]["id"] })];
        for member in customer["people"].as_array().unwrap() {
            people += 1;
            subjects.push(json!({ "kind": "household_member", "id": member["id"] }));
        }
        let again = packed(w.stranger(), Value::Array(subjects)).await.expect(200);
        let again = json_of(&packages::files(&again), "package.json");
        let first = json_of(&files, "package.json");
        assert_eq!(content(&again), content(&first), "{case:#?}");
    }
    assert!(people > 10, "only {people} people were taken along");
}
