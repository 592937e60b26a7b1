//! What claims on the tax agency, its decisions and its payouts look like on the wire.

use super::dto::{ClaimKind, DeductionCaseItem};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::deduction::{CaseState, WorkType};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// Work of one kind as a claim states it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionStatedWork {
    /// The kind.
    pub work_type: WorkType,
    /// What was worked on the invoice for all its buyers, in thousandths of an hour.
    pub worked_milli: i64,
    /// Whole hours of this buyer.
    pub hours: i64,
    /// Material for it, in kronor.
    pub material_kr: i64,
}

/// Why the tax agency would refuse a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeductionClaimGuard {
    /// Nothing can be asked for.
    Nothing,
    /// The buyer's number is erased.
    Number,
    /// The buyer is the performer of the work.
    OwnWork,
    /// The buyer doesn't turn 18 in the year of payment.
    UnderAge,
    /// The payment lies in the future.
    PaidLater,
    /// The payment lies in another year.
    OtherYear,
    /// The last day has passed.
    TooLate,
    /// More is asked for than what was paid allows.
    MoreThanPaid,
    /// Asked and paid are more than the price of the work.
    MoreThanPrice,
    /// An amount is outside the limits of a claim.
    Amount,
    /// The kind of work is missing or of another deduction.
    Work,
    /// Hours are missing or too many.
    Hours,
    /// The property is missing.
    Property,
    /// The housing association's number is wrong.
    Association,
    /// A text is too long.
    TooLong,
    /// The year's ceiling is passed.
    Ceiling,
    /// A part was paid in cash, which gives no deduction (IL 67 kap. 15 a §).
    Cash,
}

/// What a claim would ask for one case, and what hinders it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionClaimRow {
    /// The case.
    pub case_id: Uuid,
    /// The buyer.
    pub name: String,
    /// The number without its end.
    pub identity_number: String,
    /// The invoice.
    pub invoice_id: Uuid,
    /// Its number.
    pub invoice_number: String,
    /// The last payment.
    pub paid_on: Option<NaiveDate>,
    /// The price of the work that the payment is for.
    pub price_kr: i64,
    /// Paid for it.
    pub paid_kr: i64,
    /// Asked for.
    pub asked_kr: i64,
    /// Other costs.
    pub other_kr: i64,
    /// Work with whole hours.
    pub works: Vec<DeductionStatedWork>,
    /// What hinders; empty: it can be asked for.
    pub guards: Vec<DeductionClaimGuard>,
}

/// What a claim for green technology says for one case, as the tax agency's form asks for it; amounts in whole kronor.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionClaimFormRow {
    /// The case.
    pub case_id: Uuid,
    /// The buyer.
    pub name: String,
    /// The whole number with hyphen; of a rehearsal without its end.
    pub identity_number: String,
    /// What was installed.
    pub installation: WorkType,
    /// The invoice.
    pub invoice_number: String,
    /// The day of the last payment.
    pub paid_on: NaiveDate,
    /// Work and material, including VAT.
    pub price_kr: i64,
    /// What of it is work; everything of an installation at a fixed price.
    pub work_kr: i64,
    /// What of it is material; nothing where a fixed price doesn't divide them.
    pub material_kr: i64,
    /// Paid for it by the buyer.
    pub paid_kr: i64,
    /// Asked for.
    pub asked_kr: i64,
    /// Of a house or an owner's apartment.
    pub property_designation: String,
    /// Of a tenant-owned apartment.
    pub apartment_number: String,
    /// Its housing association.
    pub association_number: String,
}

/// What a claim for green technology says, to be copied into the tax agency's form.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionClaimForm {
    /// What the claim is called here.
    pub name: String,
    /// Year of payment.
    pub year: i32,
    /// The performer's organisation number.
    pub performer: String,
    /// By buyer and installation.
    pub rows: Vec<DeductionClaimFormRow>,
}

/// What could be asked for now.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionClaimPreview {
    /// Which deduction.
    pub kind: ClaimKind,
    /// Year of payment.
    pub year: i32,
    /// The last day.
    pub deadline_on: NaiveDate,
    /// A name that no claim has.
    pub name: String,
    /// At most 100, those paid first.
    pub rows: Vec<DeductionClaimRow>,
    /// How many more are ready: they go on a claim of their own.
    pub more_count: i64,
    /// The sum of what nothing hinders.
    pub asked_kr: i64,
}

/// Which claim to prepare.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewDeductionClaim {
    /// Which deduction.
    #[param(inline)]
    pub kind: ClaimKind,
    /// Year of payment.
    #[validate(range(min = 2021, max = 2100))]
    #[param(minimum = 2021, maximum = 2100)]
    pub year: i32,
}

/// A claim to make.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeductionClaimInput {
    /// Which deduction.
    pub kind: ClaimKind,
    /// Year of payment.
    #[validate(range(min = 2021, max = 2100))]
    #[schema(minimum = 2021, maximum = 2100)]
    pub year: i32,
    /// What it is called; decisions name it.
    #[validate(length(min = 1, max = 16))]
    #[schema(min_length = 1, max_length = 16)]
    pub name: String,
    /// The cases.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    pub case_ids: Vec<Uuid>,
}

/// A claim: one file for the tax agency.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionClaim {
    /// The claim.
    pub id: Uuid,
    /// Which deduction.
    pub kind: ClaimKind,
    /// Year of payment.
    pub year: i32,
    /// What it is called.
    pub name: String,
    /// The tax agency's own reference; empty before a decision.
    pub reference: String,
    /// How many cases.
    pub case_count: i32,
    /// How many are decided.
    pub decided_count: i64,
    /// Asked for, in kronor.
    pub asked_kr: i64,
    /// Approved, in kronor.
    pub approved_kr: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A claim's file as the tax agency's service takes it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct DeductionClaimFile {
    /// What to call it.
    pub file_name: String,
    /// The XML; a rehearsal shows the numbers without their ends.
    pub content: String,
}

/// Which page of claims to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDeductionClaims {
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Rows on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
}

/// A file with the tax agency's decisions.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ImportDeductionDecision {
    /// What it is called.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub file_name: String,
    /// The file in Base64.
    #[validate(length(min = 1, max = 4_000_000))]
    #[schema(min_length = 1, max_length = 4_000_000)]
    pub content: String,
}

/// What was decided on a case.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionDecisionRow {
    /// The case.
    pub case_id: Uuid,
    /// The buyer.
    pub name: String,
    /// The invoice.
    pub invoice_number: String,
    /// The claim.
    pub claim_name: String,
    /// Asked for.
    pub asked_kr: i64,
    /// Approved.
    pub approved_kr: i64,
    /// Where the case stands now.
    pub state: CaseState,
}

/// What a decision file brought.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionDecision {
    /// The import.
    pub id: Uuid,
    /// Cases whose decision is new.
    pub case_count: i32,
    /// Approved of them.
    pub approved_kr: i64,
    /// Refused of them.
    pub refused_kr: i64,
    /// The same file was imported before: nothing changed.
    pub already_imported: bool,
    /// What was decided, as far as it was new.
    pub rows: Vec<DeductionDecisionRow>,
    /// Claims of the file that were not made here.
    pub foreign_claims: Vec<String>,
}

/// What of a payout is for one case.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeductionPayoutPart {
    /// The case.
    pub case_id: Uuid,
    /// In öre.
    #[validate(range(min = 1, max = 99_999_999_900_i64))]
    #[schema(minimum = 1, maximum = 99_999_999_900_i64)]
    pub amount_ore: i64,
}

/// Money from the tax agency: one sum, one or many cases.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeductionPayoutInput {
    /// The day it came in.
    pub paid_on: NaiveDate,
    /// How much, in öre.
    #[validate(range(min = 1, max = 99_999_999_900_i64))]
    #[schema(minimum = 1, maximum = 99_999_999_900_i64)]
    pub amount_ore: i64,
    /// The bank's or the tax agency's reference.
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub reference: String,
    /// The payment of an imported bank file that this is; null: none.
    pub imported_payment_id: Option<Uuid>,
    /// What is for which case; together the whole sum.
    #[validate(length(min = 1, max = 500), nested)]
    #[schema(min_items = 1, max_items = 500)]
    pub parts: Vec<DeductionPayoutPart>,
}

/// A payout that was registered.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionPayout {
    /// The payout.
    pub id: Uuid,
    /// The day.
    pub paid_on: NaiveDate,
    /// How much, in öre.
    pub amount_ore: i64,
    /// The reference.
    pub reference: String,
    /// The cases.
    pub cases: Vec<DeductionCaseItem>,
}

/// Why a payout is taken back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RemoveDeductionPayout {
    /// For whoever reads the books later.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

/// A payout in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DeductionPayoutPath {
    /// The payout.
    pub payout_id: Uuid,
}

/// A claim.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DeductionClaimPath {
    /// The claim.
    pub claim_id: Uuid,
}
