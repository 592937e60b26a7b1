//! What does a report carry? Its input and its page: sections of text, tables and records, for somebody who reads it through.

use serde::{Deserialize, Serialize};

use crate::engine::{Job, Template};
use crate::parts::Field;
use crate::text::Paragraphs;
use crate::view::{Common, Own};
use crate::{Body, DocumentError, Language};

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportDocument {
    /// The part that all documents share; without lines.
    pub body: Body,
    /// Which report.
    pub kind: ReportKind,
    /// The sections, in order.
    pub sections: Vec<ReportSection>,
}

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// What is stored about a person (GDPR art. 15).
    RegisterExtract,
    /// What an organisation processes (GDPR art. 30).
    ProcessingRecord,
    /// What the authority asks of a personal data breach (GDPR art. 33).
    BreachReport,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSection {
    /// Its heading.
    pub heading: String,
    /// Text under the heading. A line feed breaks the line, an empty line begins a new paragraph.
    pub text: String,
    /// The heads of a table's columns.
    pub head: Vec<String>,
    /// The table's rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
    /// Things, each a list of label and value.
    pub records: Vec<Vec<(String, String)>>,
}

#[derive(Debug, Serialize)]
struct SectionView {
    heading: String,
    text: Paragraphs,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    records: Vec<Vec<Field>>,
}

impl ReportDocument {
    /// The typesetting job of this report.
    pub(crate) fn job(&self, common: &Common<'_>) -> Result<Job, DocumentError> {
        let cells = |all: &[String]| all.iter().map(|cell| common.line(cell)).collect();
        let section = |s: &ReportSection| SectionView {
            heading: common.line(&s.heading),
            text: common.paragraphs(&s.text),
            head: cells(&s.head),
            rows: s.rows.iter().map(|row| cells(row)).collect(),
            records: s
                .records
                .iter()
                .map(|record| {
                    record
                        .iter()
                        .map(|(l, v)| Field::new(common.line(l), common.line(v)))
                        .collect()
                })
                .collect(),
        };
        let view = common.view(Own {
            kind: title(self.kind, common.language),
            number: None,
            draft: false,
            meta: Vec::new(),
            totals: Vec::new(),
            notes: Vec::new(),
            extra: Some(self.sections.iter().map(section).collect::<Vec<_>>()),
        })?;
        Job::new(Template::Report, &view, &self.body, Vec::new())
    }
}

const fn title(kind: ReportKind, language: Language) -> &'static str {
    match (kind, language) {
        (ReportKind::RegisterExtract, Language::Swedish) => "Registerutdrag",
        (ReportKind::RegisterExtract, Language::English) => "Register extract",
        (ReportKind::ProcessingRecord, Language::Swedish) => "Register över behandling",
        (ReportKind::ProcessingRecord, Language::English) => "Record of processing",
        (ReportKind::BreachReport, Language::Swedish) => "Incidentrapport",
        (ReportKind::BreachReport, Language::English) => "Breach report",
    }
}
