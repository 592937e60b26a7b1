//! What does the answer to a privacy request carry? Its input and its page: what was decided of each datum, and why.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::engine::{Job, Template};
use crate::parts::{Field, Fields};
use crate::view::{Common, Own};
use crate::{Body, DocumentError};

/// The answer to a privacy request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrivacyLetter {
    /// The part that all documents share; without lines.
    pub body: Body,
    /// The request's number.
    pub number: String,
    /// What was asked for.
    pub kind: String,
    /// When it came in.
    pub received_on: NaiveDate,
    /// When it was answered; none: it isn't yet.
    pub answered_on: Option<NaiveDate>,
    /// What was decided, in order.
    pub decisions: Vec<LetterDecision>,
    /// How to complain.
    pub complain: String,
}

/// What becomes of a datum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterDecision {
    /// What it is about.
    pub datum: String,
    /// Whether it was done.
    pub done: bool,
    /// Why not, and what else is said.
    pub reasons: Vec<String>,
    /// Where the law says so; empty when it was done.
    pub article: String,
}

/// A row of the page.
#[derive(Debug, Serialize)]
struct Row {
    datum: String,
    result: &'static str,
    reasons: Vec<String>,
    article: String,
}

impl PrivacyLetter {
    /// The typesetting job of this letter.
    pub(crate) fn job(&self, common: &Common<'_>) -> Result<Job, DocumentError> {
        let view = common.view(Own {
            kind: common.labels.privacy_answer,
            number: Some(common.line(&self.number)),
            draft: self.answered_on.is_none(),
            meta: self.meta(common),
            totals: Vec::new(),
            notes: vec![common.line(&self.complain)],
            extra: Some(self.rows(common)),
        })?;
        Job::new(Template::Letter, &view, &self.body, Vec::new())
    }

    fn meta(&self, common: &Common<'_>) -> Vec<Field> {
        let (t, lang) = (common.labels, common.language);
        let mut fields = Fields::new(common);
        fields.strong(t.concerns, &self.kind);
        fields.plain(t.received_on, &lang.date(self.received_on));
        if let Some(on) = self.answered_on {
            fields.plain(t.answered_on, &lang.date(on));
        }
        fields.plain(t.handler, &self.body.our_reference);
        fields.into_vec()
    }

    fn rows(&self, common: &Common<'_>) -> Vec<Row> {
        let t = common.labels;
        let row = |d: &LetterDecision| Row {
            datum: common.line(&d.datum),
            result: if d.done { t.done } else { t.refused },
            reasons: d
                .reasons
                .iter()
                .map(|r| common.line(r))
                .filter(|r| !r.is_empty())
                .collect(),
            article: common.line(&d.article),
        };
        self.decisions.iter().map(row).collect()
    }
}
