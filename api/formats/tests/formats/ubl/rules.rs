//! Would the network take our documents? The schema and the published rules say so (`.scripts/peppol-rules`).

use super::samples;
use kontoret_formats::ubl::{self, Account, Category, Document};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

fn folder(name: &str, documents: &[(String, Document)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, document) in documents {
        std::fs::write(folder.join(format!("{name}.xml")), ubl::bytes(document)).unwrap();
    }
    folder
}

/// Whether all are taken, and what is said about them.
pub fn judged(name: &str, documents: &[(String, Document)]) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.scripts/peppol-rules");
    let output = Command::new(script).arg(folder(name, documents)).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
    (output.status.success(), said)
}

#[test]
fn every_kind_passes_schema_and_published_rules() {
    let documents: Vec<_> = samples::all()
        .into_iter()
        .map(|(name, d)| (name.to_owned(), d))
        .collect();
    let (taken, said) = judged("ubl-every-kind", &documents);
    assert!(taken, "{said}");
    assert!(
        said.contains(&format!("{} documents, 0 breaches", documents.len())),
        "{said}"
    );
}

#[test]
fn a_tax_deduction_as_paid_already_is_taken_on_invoices_and_credit_notes() {
    let deducted = |(name, mut d): (&str, Document)| {
        d.prepaid_ore += 37_500;
        d.payable_ore -= 37_500;
        d.note =
            "Skattereduktion ROT 375,00 kr (Bygg; Anna Öberg 375,00 kr) redovisas som redan betalt: det betalas av \
            Skatteverket."
                .to_owned();
        (format!("{name}-deducted"), d)
    };
    let documents: Vec<_> = samples::all()
        .into_iter()
        .filter(|(_, d)| d.payable_ore > 37_500)
        .map(deducted)
        .collect();
    assert!(documents.iter().any(|(_, d)| d.kind == ubl::Kind::CreditNote));
    let (taken, said) = judged("ubl-deducted", &documents);
    assert!(taken, "{said}");
}

#[test]
fn what_breaks_a_rule_is_refused_by_its_name() {
    type Spoil = fn(&mut Document);
    let table: [(&str, Spoil); 10] = [
        ("PEPPOL-EN16931-R003", |d| {
            d.buyer_reference.clear();
            d.order_reference.clear();
        }),
        ("PEPPOL-EN16931-R010", |d| d.buyer.endpoint = None),
        ("PEPPOL-EN16931-R020", |d| d.seller.endpoint = None),
        ("SE-R-003", |d| d.seller.organisation_number = "556016-068".to_owned()),
        ("SE-R-004", |d| d.seller.organisation_number = "556016068".to_owned()),
        ("SE-R-006", |d| {
            (d.lines[0].category, d.vat_rows[0].vat.category) = (Category::Standard(2_000), Category::Standard(2_000));
        }),
        ("SE-R-009", |d| d.accounts = vec![Account::Bankgiro("1".to_owned())]),
        ("SE-R-001", |d| d.seller.vat_number = "SE5560160680".to_owned()),
        ("BR-CO-16", |d| d.payable_ore += 100),
        ("Element", |d| d.lines.clear()),
    ];
    let (_, plain) = samples::all().into_iter().next().unwrap();
    let documents: Vec<_> = table
        .iter()
        .map(|(rule, spoil)| {
            let mut document = plain.clone();
            spoil(&mut document);
            ((*rule).to_owned(), document)
        })
        .collect();
    let (taken, said) = judged("ubl-spoilt", &documents);
    assert!(!taken);
    for (rule, _) in table {
        let refused = |line: &str| {
            line.contains(&format!("{rule}.xml")) && line.split(".xml").nth(1).unwrap_or("").contains(rule)
        };
        assert!(said.lines().any(refused), "{rule} in {said}");
    }
}
