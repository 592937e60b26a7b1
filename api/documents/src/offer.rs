//! What does an offer carry? The offer's input and its page.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::engine::{Job, Template};
use crate::parts::{Amount, Field, Fields};
use crate::view::{Common, Own};
use crate::{Body, DocumentError};

/// An offer, or the draft of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfferDocument {
    /// The part that all documents share.
    pub body: Body,
    /// Prints the draft mark.
    pub draft: bool,
    /// Number in its series; empty = none yet.
    pub number: String,
    /// Version of the offer; the first is not printed.
    pub version: u32,
    /// Date of the offer; `None` before it is sent.
    pub offered_on: Option<NaiveDate>,
    /// Last day on which it can be accepted.
    pub valid_until: NaiveDate,
    /// Address (`https://…`) where the buyer can accept; printed and linked.
    pub accept_url: Option<String>,
    /// Prints a box to sign on paper.
    pub acceptance_box: bool,
}

/// How the buyer can accept.
#[derive(Debug, Serialize)]
struct Acceptance {
    url: Option<String>,
    paper: bool,
    paper_text: &'static str,
}

impl OfferDocument {
    /// The typesetting job of this offer.
    pub(crate) fn job(&self, common: &Common<'_>) -> Result<Job, DocumentError> {
        let number = Some(common.line(&self.number)).filter(|number| !number.is_empty());
        let t = common.labels;
        let mut totals = common.sums();
        totals.push(Amount::grand(
            t.offer_total,
            common.language.money(self.body.totals.total_ore),
        ));
        totals.extend(common.vat_of_which());
        let view = common.view(Own {
            kind: t.offer,
            number,
            draft: self.draft,
            meta: self.meta(common),
            totals,
            notes: common.vat_notes([]),
            extra: self.acceptance(common)?,
        })?;
        Job::new(Template::Offer, &view, &self.body, Vec::new())
    }

    fn meta(&self, common: &Common<'_>) -> Vec<Field> {
        let (t, lang, body) = (common.labels, common.language, &self.body);
        let mut fields = Fields::new(common);
        fields.strong(t.offer_number, &self.number);
        if self.version > 1 {
            fields.plain(t.version, &self.version.to_string());
        }
        if let Some(on) = self.offered_on {
            fields.plain(t.offered_on, &lang.date(on));
        }
        fields.strong(t.valid_until, &lang.date(self.valid_until));
        fields.plain(t.their_reference, &body.buyer.reference);
        fields.plain(t.our_reference, &body.our_reference);
        fields.into_vec()
    }

    fn acceptance(&self, common: &Common<'_>) -> Result<Option<Acceptance>, DocumentError> {
        let url = self.accept_url.clone();
        if let Some(url) = &url {
            let web = url.starts_with("https://") || url.starts_with("http://");
            if !web || !url.bytes().all(|b| b.is_ascii_graphic()) {
                return Err(DocumentError::Link);
            }
        }
        if url.is_none() && !self.acceptance_box {
            return Ok(None);
        }
        let t = common.labels;
        let paper_text = if url.is_some() {
            t.accept_paper
        } else {
            t.accept_paper_only
        };
        Ok(Some(Acceptance {
            url,
            paper: self.acceptance_box,
            paper_text,
        }))
    }
}
