//! How does an extract look on paper?

use super::{
    dto::{ExtractField, ExtractRecipient, ExtractRow, ExtractSection, RegisterExtract},
    labels::{Word, say},
};
use crate::{
    clock::local,
    company::{self, logo},
    customers::dto::Language,
    http::Problem,
    store::ReadTx,
};
use kontoret_documents as set;

/// The extract as a document.
///
/// # Errors
/// The store's.
pub async fn compose(tx: &ReadTx, extract: &RegisterExtract) -> Result<set::ReportDocument, Problem> {
    let settings = company::settings(tx).await?;
    let language = extract.language;
    let t = |word: Word| say(word, language).to_owned();
    let mut sections = vec![processing(extract), recipients(extract)];
    sections.retain(|s| !s.rows.is_empty());
    sections.extend(
        extract
            .sections
            .iter()
            .filter(|s| !s.rows.is_empty())
            .map(|s| things(s, language)),
    );
    if !extract.access.is_empty() {
        sections.push(access(extract));
    }
    sections.push(set::ReportSection {
        heading: t(("Dina rättigheter", "Your rights")),
        text: extract.rights.join("\n\n"),
        ..set::ReportSection::default()
    });
    Ok(set::ReportDocument {
        body: set::Body {
            language: match language {
                Language::Sv => set::Language::Swedish,
                Language::En => set::Language::English,
            },
            accent: set::Accent::from_hex(&settings.accent).unwrap_or_default(),
            seller: company::seller(company::name(tx).await?, &settings),
            logo: settings.logo.as_deref().and_then(logo),
            buyer: set::Buyer {
                // Who was erased has no name left.
                name: extract
                    .names
                    .first()
                    .cloned()
                    .unwrap_or_else(|| t(("Namn saknas", "Without a name"))),
                ..set::Buyer::default()
            },
            our_reference: String::new(),
            work_site: None,
            title: String::new(),
            intro: intro(extract),
            closing: String::new(),
            prices_include_vat: false,
            lines: Vec::new(),
            totals: set::Totals::default(),
            exemption_reference: String::new(),
            created_at: extract.made_at,
            ident: format!("register-extract {}", extract.made_at.timestamp_micros()),
        },
        kind: set::ReportKind::RegisterExtract,
        sections,
    })
}

fn intro(extract: &RegisterExtract) -> String {
    let (c, at) = (&extract.controller, local(extract.made_at).format("%Y-%m-%d %H:%M"));
    let reach: Vec<&str> = [c.address.as_str(), &c.email, &c.phone]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    let reach = reach.join(", ");
    let hides = |field: &ExtractField| field.bystanders.as_ref().is_some_and(|b| !b.shown);
    let mut rows = extract.sections.iter().flat_map(|s| &s.rows);
    let others = if rows.any(|row| row.fields.iter().any(hides)) {
        say(
            (
                " ••• står för uppgifter om någon annan (artikel 15.4).",
                " ••• stands for data about somebody else (article 15(4)).",
            ),
            extract.language,
        )
    } else {
        ""
    };
    match extract.language {
        Language::Sv => format!(
            "Här är de personuppgifter om dig som {} hade {at}, enligt artikel 15 i dataskyddsförordningen. \
             {} är personuppgiftsansvarig: {reach}.{others}",
            c.name, c.name
        ),
        Language::En => format!(
            "This is the personal data about you that {} had at {at}, in accordance with article 15 of the General Data \
             Protection Regulation. {} is the controller: {reach}.{others}",
            c.name, c.name
        ),
    }
}

fn processing(extract: &RegisterExtract) -> set::ReportSection {
    let t = |word: Word| say(word, extract.language).to_owned();
    set::ReportSection {
        heading: t(("Varför, varifrån och hur länge", "Why, from where and how long")),
        head: [
            ("Uppgifter", "Data"),
            ("Ändamål", "Purpose"),
            ("Rättslig grund", "Legal basis"),
            ("Källa", "Source"),
            ("Sparas", "Kept"),
        ]
        .map(t)
        .to_vec(),
        rows: extract
            .processing
            .iter()
            .map(|p| {
                [&p.category, &p.purpose, &p.basis, &p.source, &p.retention]
                    .map(Clone::clone)
                    .to_vec()
            })
            .collect(),
        ..set::ReportSection::default()
    }
}

fn recipients(extract: &RegisterExtract) -> set::ReportSection {
    let t = |word: Word| say(word, extract.language).to_owned();
    let is_told = extract.recipients.iter().any(|r| !r.told.is_empty());
    let columns = if is_told { 4 } else { 3 };
    let head = [
        ("Namn", "Name"),
        ("Roll", "Role"),
        ("Land", "Country"),
        ("Underrättad", "Told"),
    ];
    let row = |r: &ExtractRecipient| [r.name.clone(), r.role.clone(), r.country.clone(), r.told.join("; ")];
    set::ReportSection {
        heading: t(("Mottagare", "Recipients")),
        head: head.into_iter().take(columns).map(t).collect(),
        rows: extract
            .recipients
            .iter()
            .map(|r| row(r).into_iter().take(columns).collect())
            .collect(),
        ..set::ReportSection::default()
    }
}

fn access(extract: &RegisterExtract) -> set::ReportSection {
    let t = |word: Word| say(word, extract.language).to_owned();
    set::ReportSection {
        heading: t(("Vem som sett vad", "Who saw what")),
        head: [("Tid", "Time"), ("Vad", "What"), ("Av", "By")].map(t).to_vec(),
        rows: extract
            .access
            .iter()
            .map(|a| {
                vec![
                    local(a.at).format("%Y-%m-%d %H:%M").to_string(),
                    a.what.clone(),
                    a.by.clone(),
                ]
            })
            .collect(),
        ..set::ReportSection::default()
    }
}

/// Things of one sort; such as are one word each stand in a row.
fn things(section: &ExtractSection, language: Language) -> set::ReportSection {
    let heading = section.title.clone();
    let kept = |row: &ExtractRow| row.fields.iter().all(|f| f.value.is_object());
    if section.rows.iter().all(kept) {
        let (count, named) = (
            section.rows.len(),
            (
                "stycken, så som de skickades. De finns i filen (JSON) och kan fås som dokument.",
                "of them, as they were sent. The file (JSON) has them, and they can be had as documents.",
            ),
        );
        return set::ReportSection {
            heading,
            text: format!("{count} {}", say(named, language)),
            ..set::ReportSection::default()
        };
    }
    if section.rows.iter().all(|row| row.fields.len() == 1) {
        let words = section.rows.iter().flat_map(|row| &row.fields).map(|f| f.text.as_str());
        return set::ReportSection {
            heading,
            text: words.collect::<Vec<_>>().join(", "),
            ..set::ReportSection::default()
        };
    }
    set::ReportSection {
        heading,
        records: section.rows.iter().map(|row| record(row, language)).collect(),
        ..set::ReportSection::default()
    }
}

/// The longest text that is printed, in characters: a kept document repeats what stands in its rows.
const MOST_PRINTED: usize = 600;

fn record(row: &ExtractRow, language: Language) -> Vec<(String, String)> {
    let cut = |text: &str| match text.char_indices().nth(MOST_PRINTED) {
        Some((at, _)) => {
            let rest = say(("hela texten finns i filen", "the file has all of it"), language);
            format!("{} … ({rest})", text.get(..at).unwrap_or_default())
        }
        None => text.to_owned(),
    };
    let shown = |f: &ExtractField| {
        if f.value.is_object() {
            say(("finns i filen (JSON)", "in the file (JSON)"), language).to_owned()
        } else {
            cut(&f.text)
        }
    };
    row.fields.iter().map(|f| (f.label.clone(), shown(f))).collect()
}
