//! Are requests to the tax agency what its schema wants, and do they say what they were made of?
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use kontoret_core::deduction::{DeductionKind, WorkType};
use kontoret_formats::rot_rut::{Case, Property, Request, Work, write};
use proptest::prelude::*;
use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/rot_rut");

/// The schema's verdict on a file.
fn refused_by_schema(bytes: &[u8]) -> Option<String> {
    let mut child = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(Path::new(HERE).join("begaran/V6/Begaran.xsd"))
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

fn written(request: &Request) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(request, &mut bytes).unwrap();
    bytes
}

fn case(work: &[(WorkType, i64, i64)], property: Option<Property>) -> Case {
    Case {
        buyer: "197610092392".to_owned(),
        paid_on: NaiveDate::from_ymd_opt(2026, 9, 14).unwrap(),
        price_kr: 12_500,
        paid_kr: 8_750,
        asked_kr: 3_750,
        invoice_number: "F-1042".to_owned(),
        other_kr: Some(500),
        property,
        work: work
            .iter()
            .map(|&(work, hours, material_kr)| Work {
                work,
                hours,
                material_kr,
            })
            .collect(),
    }
}

fn request(kind: DeductionKind, cases: Vec<Case>) -> Request {
    Request {
        name: "Måla & tapetsera".to_owned(),
        kind,
        cases,
    }
}

#[test]
fn a_request_is_written_as_the_schema_wants_it() {
    let house = Property::Designation("UPPSALA SVARTBÄCKEN 1:20".to_owned());
    let home = Property::Apartment {
        number: "1001".to_owned(),
        association: "7696000001".to_owned(),
    };
    // The order of the schema, whatever the order they come in.
    let work = [
        (WorkType::Plumbing, 3, 0),
        (WorkType::Construction, 20, 4_000),
        (WorkType::Electrical, 1, 250),
    ];
    let bytes = written(&request(
        DeductionKind::Rot,
        vec![case(&work, Some(house)), case(&work[..1], Some(home))],
    ));
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(refused_by_schema(&bytes), None);
    let golden = std::fs::read_to_string(Path::new(HERE).join("rot.golden.xml")).unwrap();
    // To look at, and to take over when the change was meant.
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("rot.golden.xml"), &text).unwrap();
    assert_eq!(text, golden);
}

#[test]
fn flat_rate_services_say_only_that_they_were_done() {
    let mut flat = case(&[(WorkType::Laundry, 0, 0), (WorkType::TransportForSale, 9, 9)], None);
    flat.other_kr = None;
    let bytes = written(&request(DeductionKind::Rut, vec![flat]));
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(refused_by_schema(&bytes), None);
    assert_eq!(text.matches("<k:Utfort>true</k:Utfort>").count(), 2);
    assert!(!text.contains("AntalTimmar") && !text.contains("Ovrigkostnad"));
}

#[test]
fn every_kind_of_work_has_its_element() {
    for kind in [DeductionKind::Rot, DeductionKind::Rut] {
        let mut work: Vec<_> = WorkType::ALL
            .into_iter()
            .filter(|w| w.kind() == kind)
            .map(|w| (w, 2, 100))
            .collect();
        work.reverse();
        let property = (kind == DeductionKind::Rot).then(|| Property::Designation("A 1:1".to_owned()));
        let bytes = written(&request(kind, vec![case(&work, property)]));
        assert_eq!(refused_by_schema(&bytes), None, "{kind}");
    }
}

#[test]
fn of_green_technology_there_is_no_file() {
    let request = request(DeductionKind::Green, vec![]);
    assert!(write(&request, &mut Vec::new()).is_err());
}

#[test]
fn the_schema_takes_the_agencys_own_examples_and_refuses_what_is_wrong() {
    for name in ["claim-rot-example.xml", "claim-rut-example.xml"] {
        let bytes = std::fs::read(Path::new(HERE).join(name)).unwrap();
        assert_eq!(refused_by_schema(&bytes), None, "{name}");
    }
    let mut wrong = case(&[(WorkType::Masonry, 1_000, 0)], None);
    assert!(refused_by_schema(&written(&request(DeductionKind::Rot, vec![wrong.clone()]))).is_some());
    wrong.work[0].hours = 2;
    wrong.buyer = "761009-2392".to_owned();
    assert!(refused_by_schema(&written(&request(DeductionKind::Rot, vec![wrong]))).is_some());
}

/// What an element holds, in the order of the file.
fn texts(text: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<k:{name}>"), format!("</k:{name}>"));
    let inner = text.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap());
    inner
        .map(|t| quick_xml::escape::unescape(t).unwrap().into_owned())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_goes_in_is_what_the_file_says(
        cases in prop::collection::vec((2_i64..99_999_999_999, "[A-ZÅÄÖ<>&\"' 0-9:]{1,40}", 1_i64..999, 0_i64..9_999_999), 1..100),
    ) {
        let cases: Vec<Case> = cases.into_iter().map(|(price_kr, place, hours, material)| {
            let place = place.trim().to_owned();
            let property = Property::Designation(if place.is_empty() { "A 1:1".to_owned() } else { place });
            Case { price_kr, ..case(&[(WorkType::GroundDrainage, hours, material)], Some(property)) }
        }).collect();
        let bytes = written(&request(DeductionKind::Rot, cases.clone()));
        prop_assert_eq!(refused_by_schema(&bytes), None);
        let text = String::from_utf8(bytes).unwrap();
        let said = |name: &str| texts(&text, name);
        let expected = |f: &dyn Fn(&Case) -> String| cases.iter().map(f).collect::<Vec<_>>();
        prop_assert_eq!(said("Kopare"), expected(&|c| c.buyer.clone()));
        prop_assert_eq!(said("BetalningsDatum"), expected(&|c| c.paid_on.to_string()));
        prop_assert_eq!(said("PrisForArbete"), expected(&|c| c.price_kr.to_string()));
        prop_assert_eq!(said("BetaltBelopp"), expected(&|c| c.paid_kr.to_string()));
        prop_assert_eq!(said("BegartBelopp"), expected(&|c| c.asked_kr.to_string()));
        prop_assert_eq!(said("AntalTimmar"), expected(&|c| c.work[0].hours.to_string()));
        prop_assert_eq!(said("Materialkostnad"), expected(&|c| c.work[0].material_kr.to_string()));
        prop_assert_eq!(said("Fastighetsbeteckning"), expected(&|c| match &c.property {
            Some(Property::Designation(text)) => text.clone(),
            _ => String::new(),
        }));
    }
}
