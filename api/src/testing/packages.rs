//! What does a package look like that somebody brings, and what stands in one that is handed out?

use super::client::Answer;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The package of a private customer with a work site and two people, from another company.
pub fn package(email: &str) -> Value {
    let id = |n: u32| format!("0196a000-0000-7000-8000-{n:012}");
    let at = "2026-11-20T10:00:00Z";
    let member = |n: u32, name: &str, number: &str| {
        json!({ "id": id(n), "customer_id": id(1), "name": name, "identity_number": number, "share_bp": 5_000,
            "entitlement": "owner", "unrelated": true, "created_at": at })
    };
    json!({
        "format": "flexibla-kontoret/portability", "version": 1, "made_at": at,
        "company": { "name": "Norrbygg AB", "organisation_number": "556036-0793", "address": "", "email": "", "phone": "" },
        "subjects": [{ "kind": "customer", "id": id(1) }],
        "tables": {
            "customer": [{
                "id": id(1), "number": 1001, "kind": "private", "name": "Siv Ek", "email": email, "phone": "070-555 66 77",
                "organisation_number": "", "vat_number": "", "street": "Ekvägen 1", "street2": "", "postal_code": "903 26",
                "city": "Umeå", "country": "SE", "language": "sv", "reference": "Siv", "order_number": "",
                "invoice_street": "", "invoice_street2": "", "invoice_postal_code": "", "invoice_city": "",
                "invoice_country": "", "email_copies": "", "peppol_value": "", "archived": false, "created_at": at
            }],
            "work_site": [{
                "id": id(2), "customer_id": id(1), "name": "Stugan", "street": "Strandvägen 2", "street2": "",
                "postal_code": "903 26", "city": "Umeå", "country": "SE", "property_designation": "UMEÅ SOFIEHEM 2:14",
                "apartment_number": "", "housing_association_number": "", "created_at": at
            }],
            "household_member": [member(3, "Siv Ek", "19650866-2399"), member(4, "Ove Ek", "19810310-2391")],
            "household_use": [
                { "member_id": id(3), "year": 2026, "rot_kr": 10_000, "rut_kr": 0, "green_kr": 0 }
            ]
        },
        "files": [], "missing": []
    })
}

/// A ZIP file of these files, in Base64.
pub fn zipped(files: &[(&str, &[u8])]) -> String {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    STANDARD.encode(zip.finish().unwrap().into_inner())
}

/// What is sent to take in a package.
pub fn brought(package: &Value) -> Value {
    let content = zipped(&[("package.json", package.to_string().as_bytes())]);
    json!({ "content": content, "language": "sv" })
}

/// The files of a package that was handed out.
pub fn files(answer: &Answer) -> BTreeMap<String, Vec<u8>> {
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    let mut zip = ZipArchive::new(Cursor::new(&answer.bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The JSON in a file of a package.
pub fn json_of(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap()
}
