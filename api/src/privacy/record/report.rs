//! How does the record look on paper?

use super::dto::{ProcessingActivity, ProcessingRecord, RecordRecipient};
use crate::{
    clock::local,
    company::{self, logo},
    customers::dto::Language,
    http::Problem,
    privacy::subjects::labels::{Word, say},
    store::ReadTx,
};
use kontoret_documents as set;

/// What the file is called.
pub const fn file_name(language: Language) -> &'static str {
    match language {
        Language::Sv => "behandlingsregister.pdf",
        Language::En => "record-of-processing.pdf",
    }
}

/// The record as a document.
///
/// # Errors
/// The store's.
pub async fn compose(tx: &ReadTx, record: &ProcessingRecord) -> Result<set::ReportDocument, Problem> {
    let settings = company::settings(tx).await?;
    let name = company::name(tx).await?;
    Ok(set::ReportDocument {
        body: set::Body {
            language: match record.language {
                Language::Sv => set::Language::Swedish,
                Language::En => set::Language::English,
            },
            accent: set::Accent::from_hex(&settings.accent).unwrap_or_default(),
            seller: company::seller(name.clone(), &settings),
            logo: settings.logo.as_deref().and_then(logo),
            buyer: set::Buyer {
                name,
                ..set::Buyer::default()
            },
            our_reference: String::new(),
            work_site: None,
            title: String::new(),
            intro: intro(record),
            closing: String::new(),
            prices_include_vat: false,
            lines: Vec::new(),
            totals: set::Totals::default(),
            exemption_reference: String::new(),
            created_at: record.made_at,
            ident: format!("processing-record {}", record.made_at.timestamp_micros()),
        },
        kind: set::ReportKind::ProcessingRecord,
        sections: sections(record),
    })
}

fn intro(record: &ProcessingRecord) -> String {
    let c = &record.controller;
    let at = local(record.made_at).format("%Y-%m-%d");
    let reach: Vec<&str> = [c.organisation_number.as_str(), &c.address, &c.email, &c.phone]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    let reach = reach.join(", ");
    match record.language {
        Language::Sv => format!(
            "Register över behandling enligt artikel 30 i dataskyddsförordningen, per {at}. Personuppgiftsansvarig: {}{}{reach}.",
            c.name,
            if reach.is_empty() { "" } else { ", " }
        ),
        Language::En => format!(
            "Record of processing activities under article 30 of the General Data Protection Regulation, as of {at}. Controller: {}{}{reach}.",
            c.name,
            if reach.is_empty() { "" } else { ", " }
        ),
    }
}

fn sections(record: &ProcessingRecord) -> Vec<set::ReportSection> {
    let t = |word: Word| say(word, record.language).to_owned();
    let text = |heading: Word, text: String| set::ReportSection {
        heading: t(heading),
        text,
        ..set::ReportSection::default()
    };
    let mut all = vec![activities(
        t(("Behandlingar", "Processing")),
        &record.activities,
        record.language,
    )];
    if let Some(p) = &record.processor {
        all.push(text(
            (
                "Som personuppgiftsbiträde (artikel 30.2), för",
                "As processor (article 30(2)), on behalf of",
            ),
            p.controllers.join("\n"),
        ));
        all.push(activities(
            t(("Behandlingar för deras räkning", "Processing on their behalf")),
            &p.activities,
            record.language,
        ));
    }
    all.push(recipients(&record.recipients, record.language));
    all.push(text(
        ("Överföring till tredje land", "Transfers to third countries"),
        record.transfers.clone(),
    ));
    all.push(text(
        ("Säkerhetsåtgärder (artikel 32)", "Security measures (article 32)"),
        record.measures.join("\n\n"),
    ));
    all
}

fn activities(heading: String, all: &[ProcessingActivity], language: Language) -> set::ReportSection {
    let t = |word: Word| say(word, language).to_owned();
    let one = |a: &ProcessingActivity| {
        vec![
            (t(("Ändamål", "Purpose")), a.purpose.clone()),
            (t(("Vilkas uppgifter", "Whose data")), a.subjects.join(", ")),
            (t(("Uppgifter", "Data")), a.categories.join(", ")),
            (t(("Finns i", "Lies in")), a.records.join(", ")),
            (t(("Rättslig grund", "Legal basis")), a.bases.join("; ")),
            (t(("Källa", "Source")), a.sources.join("; ")),
            (
                t(("Mottagare", "Recipients")),
                match a.recipients.as_slice() {
                    [] => t(("Inga registrerade", "None registered")),
                    given => given.join(", "),
                },
            ),
            (t(("Sparas", "Kept")), a.retention.join(". ")),
        ]
    };
    set::ReportSection {
        heading,
        records: all.iter().map(one).collect(),
        ..set::ReportSection::default()
    }
}

fn recipients(all: &[RecordRecipient], language: Language) -> set::ReportSection {
    let t = |word: Word| say(word, language).to_owned();
    set::ReportSection {
        heading: t(("Mottagare", "Recipients")),
        head: [
            ("Namn", "Name"),
            ("Roll", "Role"),
            ("Land", "Country"),
            ("Uppgifter", "Data"),
            ("Avtal", "Agreement"),
        ]
        .map(t)
        .to_vec(),
        rows: all
            .iter()
            .map(|r| {
                vec![
                    r.name.clone(),
                    r.role.clone(),
                    r.country.clone(),
                    r.categories.join(", "),
                    r.agreement.clone(),
                ]
            })
            .collect(),
        ..set::ReportSection::default()
    }
}
