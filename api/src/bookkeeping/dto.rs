//! What do the books look like on the wire?

use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{bookkeeping::Purpose, vat::VatCode, vat_report::VatBox};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// What a voucher is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VoucherDocument {
    /// An invoice or a credit note.
    Invoice,
    /// A payment.
    Payment,
    /// A write-off, or its taking back.
    WriteOff,
    /// A buyer's tax deduction on an invoice.
    DeductionCase,
    /// Money from the tax agency, or back to it.
    DeductionPayout,
}

impl VoucherDocument {
    pub(super) fn parse(text: &str) -> Self {
        match text {
            "payment" => Self::Payment,
            "write_off" => Self::WriteOff,
            "deduction_case" => Self::DeductionCase,
            "deduction_payout" => Self::DeductionPayout,
            _ => Self::Invoice,
        }
    }
}

/// A line of a voucher.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VoucherLine {
    /// The account.
    pub account: i32,
    /// What the account was used for.
    pub purpose: Purpose,
    /// The VAT code of a base or of VAT.
    pub vat: Option<VatCode>,
    /// Whose receivable.
    pub invoice_id: Option<Uuid>,
    /// Debit above zero, credit below.
    pub amount_ore: i64,
}

/// A voucher.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Voucher {
    /// Id.
    pub id: Uuid,
    /// Its fiscal year.
    pub fiscal_year_id: Uuid,
    /// Its number in the year.
    pub number: i64,
    /// The day of what happened.
    pub dated_on: NaiveDate,
    /// When it was posted.
    pub created_at: DateTime<Utc>,
    /// What it is about.
    pub document_kind: VoucherDocument,
    /// Which one.
    pub document_id: Uuid,
    /// The invoice, where it is about one alone.
    pub invoice_id: Option<Uuid>,
    /// The voucher that it takes back.
    pub corrects_id: Option<Uuid>,
    /// The voucher that takes it back.
    pub corrected_by_id: Option<Uuid>,
    /// It was handed to the accountant.
    pub exported: bool,
    /// What happened.
    pub text: String,
    /// The lines; their sum is zero.
    pub lines: Vec<VoucherLine>,
}

/// Which vouchers.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListVouchers {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Dated on this day or later.
    pub from: Option<NaiveDate>,
    /// Dated on this day or earlier.
    pub to: Option<NaiveDate>,
    /// With a line on this account.
    pub account: Option<i32>,
    /// About this invoice, or money on it.
    pub invoice_id: Option<Uuid>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// A voucher in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct VoucherPath {
    /// The voucher.
    pub voucher_id: Uuid,
}

/// The account of a purpose.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// What it is used for.
    pub purpose: Purpose,
    /// For `If-Match`.
    pub version: i32,
    /// Its number.
    pub account: i32,
    /// The number in BAS 2026.
    pub default_account: i32,
    /// Many companies use another: worth a look.
    pub varies: bool,
}

/// All accounts.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AccountList {
    /// One per purpose.
    pub items: Vec<Account>,
}

/// Another account for a purpose.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AccountInput {
    /// Its number.
    #[validate(range(min = 1000, max = 9999))]
    #[schema(minimum = 1000, maximum = 9999)]
    pub account: i32,
}

/// A purpose in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AccountPath {
    /// The purpose.
    pub purpose: Purpose,
}

/// A fiscal year.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FiscalYear {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Nothing may be dated up to and including this day.
    pub locked_through: Option<NaiveDate>,
    /// How many vouchers it has.
    pub voucher_count: i64,
}

/// All fiscal years.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FiscalYearList {
    /// Oldest first.
    pub items: Vec<FiscalYear>,
}

/// A fiscal year's days: 1 to 18 whole months beside those there are.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FiscalYearInput {
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
}

/// A fiscal year in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct FiscalYearPath {
    /// The fiscal year.
    pub fiscal_year_id: Uuid,
}

/// Until when the books are closed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct LockPeriod {
    /// The last closed day.
    pub through: NaiveDate,
    /// Why days are opened again; needed for that.
    #[validate(length(max = 400))]
    #[schema(max_length = 400)]
    pub reason: String,
}

/// Through which day vouchers are handed over.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ExportVouchers {
    /// The last day; a day that is over.
    pub through: NaiveDate,
}

/// Vouchers that were handed to the accountant.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VoucherExport {
    /// Id.
    pub id: Uuid,
    /// Their fiscal year.
    pub fiscal_year_id: Uuid,
    /// The first day: that after what was handed over before.
    pub from: NaiveDate,
    /// The last day.
    pub through: NaiveDate,
    /// How many there are.
    pub voucher_count: i64,
    /// The lowest of their numbers.
    pub first_number: i64,
    /// The highest of their numbers.
    pub last_number: i64,
    /// What is debited in all; as much is credited.
    pub debit_ore: i64,
    /// When they were handed over.
    pub created_at: DateTime<Utc>,
}

/// Everything that was handed over.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VoucherExportList {
    /// The newest first.
    pub items: Vec<VoucherExport>,
}

/// What was handed over, in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct VoucherExportPath {
    /// The export.
    pub voucher_export_id: Uuid,
}

/// Which days.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct VatPeriod {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// What an account has in a box.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VatReportAccount {
    /// The account.
    pub account: i32,
    /// Its part of the box.
    pub amount_ore: i64,
}

/// A box of the VAT return.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VatReportBox {
    /// Which.
    pub vat_box: VatBox,
    /// Exactly.
    pub amount_ore: i64,
    /// As it is sent: öre fall away.
    pub kronor: i64,
    /// What the vouchers of the period have on its accounts.
    pub accounts: Vec<VatReportAccount>,
}

/// The VAT of a period's sales. Purchases aren't in it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VatReport {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Every box, in the order of the form.
    pub boxes: Vec<VatReportBox>,
}
