//! What payments and the bank's files look like on the wire.

use crate::invoices::dto::{PaymentMethod, PaymentPart};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::incoming::{Reason, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A file from the bank.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ImportPayments {
    /// Its name, to know it again.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub file_name: String,
    /// Its bytes in Base64: BgMax or camt.054, at most 4 MiB unpacked.
    #[validate(length(min = 1, max = 5_600_000))]
    #[schema(min_length = 1, max_length = 5_600_000)]
    pub content: String,
}

/// How a bank's file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentFileFormat {
    /// Bankgiro Inbetalningar.
    Bgmax,
    /// ISO 20022.
    Camt054,
}

/// How many payments of a file stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PaymentCounts {
    /// To be booked.
    pub matched: i64,
    /// To be looked at.
    pub suggested: i64,
    /// To be found out.
    pub unmatched: i64,
    /// No customers' payments.
    pub set_aside: i64,
    /// Done.
    pub booked: i64,
}

/// What of a currency a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CurrencySum {
    /// ISO 4217.
    pub currency: String,
    /// In its hundredths.
    pub amount: i64,
}

/// A file from the bank that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PaymentImport {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// Its name.
    pub file_name: String,
    /// How it is written.
    pub format: PaymentFileFormat,
    /// Payments in the file.
    pub payment_count: i32,
    /// Of which so many had come in other files before.
    pub known_count: i32,
    /// Where the others stand.
    pub counts: PaymentCounts,
    /// Their sums.
    pub sums: Vec<CurrencySum>,
    /// Earliest day of a payment.
    pub first_on: Option<NaiveDate>,
    /// Latest day of a payment.
    pub last_on: Option<NaiveDate>,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
    /// What can be done now.
    pub actions: Vec<PaymentImportAction>,
}

/// What can be done to an imported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentImportAction {
    /// Book what is matched.
    Confirm,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PaymentImportResult {
    /// The file; when nothing in it was new, the one that had brought it before.
    pub import: PaymentImport,
    /// Payments that are new.
    pub new_count: i32,
    /// Nothing was new, so nothing was changed.
    pub already_imported: bool,
}

/// Money that came in, or was paid back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PaymentInput {
    /// On which day; not in the future.
    pub paid_on: NaiveDate,
    /// What reached the account, in öre; below zero: paid back; zero: only the customer's balance is used.
    #[validate(range(min = -10_000_000_000_000i64, max = 10_000_000_000_000i64))]
    #[schema(minimum = -10_000_000_000_000i64, maximum = 10_000_000_000_000i64)]
    pub amount_ore: i64,
    /// What the bank kept, in öre: it pays too.
    #[serde(default)]
    #[validate(range(min = 0, max = 10_000_000_000_000i64))]
    #[schema(minimum = 0, maximum = 10_000_000_000_000i64)]
    pub fee_ore: i64,
    /// What was lost (or, below zero, won) by the rate of exchange, in öre: it pays too.
    #[serde(default)]
    #[validate(range(min = -10_000_000_000_000i64, max = 10_000_000_000_000i64))]
    #[schema(minimum = -10_000_000_000_000i64, maximum = 10_000_000_000_000i64)]
    pub currency_difference_ore: i64,
    /// How.
    pub method: PaymentMethod,
    /// What the payer or the bank wrote; or empty.
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub reference: String,
    /// The invoices that it pays; null: all of it pays this one.
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    pub parts: Option<Vec<PaymentPart>>,
}

/// Why a payment is taken back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RemovePayment {
    /// For whoever reads the books later.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

/// A payment that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RemovedPayment {
    /// The payment.
    pub payment_id: Uuid,
    /// On which day.
    pub removed_on: NaiveDate,
    /// The invoices that are open again.
    pub invoice_ids: Vec<Uuid>,
}

/// A payment in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PaymentPath {
    /// The payment.
    pub payment_id: Uuid,
}

/// What a customer has paid too much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CustomerBalance {
    /// In öre; can be used on another invoice or paid back.
    pub balance_ore: i64,
}

/// A customer in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct BalancePath {
    /// The customer.
    pub customer_id: Uuid,
}

/// What a payment from the bank pays.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MatchPayment {
    /// Whose payment it is; what isn't used on invoices is their balance.
    pub customer_id: Uuid,
    /// What reached the account, in öre: the payment's own amount, or what the bank made of another currency.
    #[validate(range(min = -10_000_000_000_000i64, max = 10_000_000_000_000i64))]
    #[schema(minimum = -10_000_000_000_000i64, maximum = 10_000_000_000_000i64)]
    pub amount_ore: i64,
    /// What the bank kept, in öre: it pays the invoice too.
    #[validate(range(min = 0, max = 10_000_000_000_000i64))]
    #[schema(minimum = 0, maximum = 10_000_000_000_000i64)]
    pub fee_ore: i64,
    /// What was lost (or, below zero, won) by the rate of exchange, in öre: it pays the invoice too.
    #[validate(range(min = -10_000_000_000_000i64, max = 10_000_000_000_000i64))]
    #[schema(minimum = -10_000_000_000_000i64, maximum = 10_000_000_000_000i64)]
    pub currency_difference_ore: i64,
    /// The invoices.
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    pub parts: Vec<PaymentPart>,
}

/// An invoice that a payment is proposed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposedPart {
    /// The invoice.
    pub invoice_id: Uuid,
    /// Its number.
    pub number: Option<String>,
    /// The customer's name on it.
    pub customer_name: String,
    /// What is left of it, in öre.
    pub open_ore: i64,
    /// How much of the payment is for it, in öre.
    pub amount_ore: i64,
}

/// A payment in a file from the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportedPayment {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// The file.
    pub import_id: Uuid,
    /// The line on which it begins there.
    pub line: i32,
    /// Where it stands.
    pub state: State,
    /// Why.
    pub reason: Reason,
    /// When the money reached the account.
    pub paid_on: NaiveDate,
    /// The account.
    pub account: String,
    /// ISO 4217.
    pub currency: String,
    /// In hundredths of the currency; below zero for a deduction.
    pub amount: i64,
    /// What the bank kept of it.
    pub fee: i64,
    /// What it says that it pays.
    pub references: Vec<String>,
    /// What the payer wrote.
    pub message: String,
    /// Who paid, or empty.
    pub payer_name: String,
    /// The bank's number of it, or empty.
    pub bank_reference: String,
    /// Whose payment it is, as far as known.
    pub customer_id: Option<Uuid>,
    /// Their name.
    pub customer_name: Option<String>,
    /// What it would be booked as, in öre; null while that isn't known.
    pub amount_ore: Option<i64>,
    /// What the bank kept, in öre.
    pub fee_ore: i64,
    /// What was lost by the rate of exchange, in öre.
    pub currency_difference_ore: i64,
    /// The invoices that it would pay.
    pub parts: Vec<ProposedPart>,
    /// The payment that was made of it.
    pub payment_id: Option<Uuid>,
    /// What can be done now.
    pub actions: Vec<ImportedPaymentAction>,
}

/// What can be done to an imported payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportedPaymentAction {
    /// Say what it pays.
    Match,
    /// Say that it is no customer's payment.
    SetAside,
    /// Take that back.
    TakeUp,
    /// Say that it is the tax agency's, for deductions that it has approved.
    RegisterPayout,
}

/// Whether a payment is a customer's.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SetPaymentAside {
    /// `true`: it is no customer's payment. `false`: it is, after all.
    pub set_aside: bool,
}

/// Which of the matched payments to book.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmPayments {
    /// These; null: all that are matched.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub imported_payment_ids: Option<Vec<Uuid>>,
}

/// What booking did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConfirmResult {
    /// The file as it stands now.
    pub import: PaymentImport,
    /// Payments that were booked.
    pub booked_count: i32,
    /// Payments that no longer fit their invoices: they are to be looked at again.
    pub changed_count: i32,
}

/// Which payments of a file.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListImportedPayments {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Where they stand.
    pub state: Option<State>,
}

/// Which files.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListPaymentImports {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
}

/// An imported file in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PaymentImportPath {
    /// The file.
    pub import_id: Uuid,
}

/// An imported payment in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ImportedPaymentPath {
    /// The payment.
    pub imported_payment_id: Uuid,
}
