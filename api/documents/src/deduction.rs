//! What must an invoice with a tax deduction for work in a home say, and where is it printed?
//!
//! | content (Skatteverket, what a ROT or RUT invoice must carry) | field | printed |
//! |---|---|---|
//! | sum, deduction and what is left to pay, including VAT | [`TaxDeduction::deducted_ore`] | totals |
//! | work, material and other apart, including VAT | [`TaxDeduction::base_ore`] and those after it | the box of the deduction |
//! | kind of work | [`TaxDeduction::works`] | the box |
//! | approved for F-tax | [`Seller::f_tax`](crate::Seller::f_tax) | foot of every page |
//! | each buyer, their number and their part | [`TaxDeduction::buyers`] | table in the box |
//! | property, or association and apartment | [`TaxDeduction::home`] | the box |

use serde::{Deserialize, Serialize};

use crate::parts::{Amount, Field, Fields};
use crate::view::Common;

/// A tax deduction that is taken off an invoice, or that a credit note takes back: then its amounts are below zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxDeduction {
    /// Which one.
    pub kind: TaxDeductionKind,
    /// The part of the base that is deducted, in basis points; the first where there are several.
    pub rate_bp: u32,
    /// Of several installations the others' parts.
    #[serde(default)]
    pub more_rates_bp: Vec<u32>,
    /// The work that counts, including VAT, in öre.
    pub base_ore: i64,
    /// Work that doesn't count, including VAT, in öre.
    pub other_work_ore: i64,
    /// Material, including VAT, in öre.
    pub material_ore: i64,
    /// Travel and the rest, including VAT, in öre.
    pub other_ore: i64,
    /// The kinds of work, in the document's language.
    pub works: Vec<String>,
    /// Which home, of ROT and green technology.
    pub home: Home,
    /// Who has it.
    pub buyers: Vec<DeductionBuyer>,
    /// What is deducted in all, in öre.
    pub deducted_ore: i64,
}

/// Which deduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxDeductionKind {
    /// Repair, conversion and extension of a home.
    Rot,
    /// Household services.
    Rut,
    /// Installation of green technology.
    Green,
}

/// Which home; what is unknown is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Of a house.
    pub property_designation: String,
    /// Of a tenant-owned apartment.
    pub apartment_number: String,
    /// Its association's organisation number.
    pub association_number: String,
}

/// A buyer and their part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeductionBuyer {
    /// Which of the invoice's buyers, for whoever fills the number in.
    pub position: i32,
    /// Name.
    pub name: String,
    /// The personal identity number as it is to be printed. Never stored with the document: filled in when it is set.
    #[serde(skip)]
    pub identity_number: String,
    /// Share, in basis points.
    pub share_bp: u32,
    /// Of several installations the one that it is for, in the document's language; else empty.
    #[serde(default)]
    pub installation: String,
    /// What is deducted, in öre.
    pub deducted_ore: i64,
}

/// The box of the page.
#[derive(Debug, Serialize)]
pub(crate) struct DeductionView {
    title: String,
    fields: Vec<Field>,
    parts: Vec<Amount>,
    buyers: Vec<BuyerView>,
    note: &'static str,
}

#[derive(Debug, Serialize)]
struct BuyerView {
    name: String,
    number: String,
    share: String,
    amount: String,
}

impl TaxDeduction {
    /// Its row in the totals.
    pub(crate) fn label(&self, common: &Common<'_>) -> &'static str {
        match self.kind {
            TaxDeductionKind::Rot => common.labels.rot_deduction,
            TaxDeductionKind::Rut => common.labels.rut_deduction,
            TaxDeductionKind::Green => common.labels.green_deduction,
        }
    }

    /// The box.
    pub(crate) fn view(&self, common: &Common<'_>) -> DeductionView {
        let (t, lang) = (common.labels, common.language);
        let title = match self.kind {
            TaxDeductionKind::Rot => t.rot_title,
            TaxDeductionKind::Rut => t.rut_title,
            TaxDeductionKind::Green => t.green_title,
        };
        let mut fields = Fields::new(common);
        let green = self.kind == TaxDeductionKind::Green;
        let kind_of_work = if green { t.kind_of_installation } else { t.kind_of_work };
        fields.plain(kind_of_work, &self.works.join(", "));
        fields.plain(t.property_designation, &self.home.property_designation);
        fields.plain(t.association_number, &self.home.association_number);
        fields.plain(t.apartment_number, &self.home.apartment_number);
        let rates = std::iter::once(&self.rate_bp).chain(&self.more_rates_bp);
        let rates: Vec<String> = rates.map(|rate| lang.percent(*rate)).collect();
        fields.plain(if green { t.green_rate } else { t.rate }, &rates.join(", "));
        let sums = [
            (if green { t.green_base } else { t.deduction_base }, self.base_ore, true),
            (t.other_work, self.other_work_ore, false),
            (
                if green { t.other_material } else { t.material },
                self.material_ore,
                !green,
            ),
            (t.travel_and_other, self.other_ore, true),
        ];
        DeductionView {
            title: title.to_owned(),
            fields: fields.into_vec(),
            parts: sums
                .into_iter()
                .filter(|(_, ore, always)| *always || *ore != 0)
                .map(|(label, ore, _)| Amount::plain(label, lang.amount(ore)))
                .collect(),
            buyers: self
                .buyers
                .iter()
                .map(|b| BuyerView {
                    name: match b.installation.as_str() {
                        "" => common.line(&b.name),
                        what => common.line(&format!("{}, {what}", b.name)),
                    },
                    number: common.line(&b.identity_number),
                    share: lang.percent(b.share_bp),
                    amount: lang.amount(b.deducted_ore),
                })
                .collect(),
            note: if self.deducted_ore > 0 { t.deduction_note } else { "" },
        }
    }
}
