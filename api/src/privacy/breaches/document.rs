//! How does the report of a breach look on paper?

use super::dto::{BreachReport, BreachReportSection};
use crate::{
    clock::local,
    company::{self, logo},
    customers::dto::Language,
    http::Problem,
    store::ReadTx,
};
use kontoret_documents as set;

/// What the file is called.
pub fn file_name(report: &BreachReport) -> String {
    match report.language {
        Language::Sv => format!("incident-{}.pdf", report.number),
        Language::En => format!("breach-{}.pdf", report.number),
    }
}

/// The report as a document.
///
/// # Errors
/// The store's.
pub async fn compose(tx: &ReadTx, report: &BreachReport) -> Result<set::ReportDocument, Problem> {
    let settings = company::settings(tx).await?;
    let name = company::name(tx).await?;
    Ok(set::ReportDocument {
        body: set::Body {
            language: match report.language {
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
            intro: intro(report),
            closing: String::new(),
            prices_include_vat: false,
            lines: Vec::new(),
            totals: set::Totals::default(),
            exemption_reference: String::new(),
            created_at: report.made_at,
            ident: format!("breach {} {}", report.number, report.made_at.timestamp_micros()),
        },
        kind: set::ReportKind::BreachReport,
        sections: report.sections.iter().map(section).collect(),
    })
}

fn intro(report: &BreachReport) -> String {
    let at = local(report.made_at).format("%Y-%m-%d %H:%M");
    let (number, title) = (report.number, &report.title);
    match report.language {
        Language::Sv => format!(
            "Incident {number}: {title}. Uppgifter till Integritetsskyddsmyndigheten (IMY) enligt artikel 33 i \
             dataskyddsförordningen, per {at}. Alla tider är svensk tid."
        ),
        Language::En => format!(
            "Breach {number}: {title}. What the Swedish Authority for Privacy Protection (IMY) asks under article 33 of the \
             General Data Protection Regulation, as of {at}. All times are Swedish time."
        ),
    }
}

fn section(s: &BreachReportSection) -> set::ReportSection {
    let facts = s.facts.iter().map(|f| (f.label.clone(), f.value.clone())).collect();
    set::ReportSection {
        heading: s.heading.clone(),
        records: vec![facts],
        ..set::ReportSection::default()
    }
}
