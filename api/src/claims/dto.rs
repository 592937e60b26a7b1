//! What cases of tax deductions look like on the wire, and what can be done with them.

use super::claim_dto::DeductionClaimRow;
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::deduction::{CaseEvent, CaseState, WorkType};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A deduction that is asked for: ROT and RUT by a file, green technology by a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// Repair, conversion and extension of a home.
    Rot,
    /// Household services.
    Rut,
    /// Installation of green technology.
    Green,
}

/// What can be done with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeductionCaseAction {
    /// Put it on a claim.
    Claim,
    /// Enter what the tax agency decided.
    Decide,
    /// Enter that the tax agency has paid.
    RegisterPayout,
    /// Pass what was refused, or can't be asked for, to another buyer of the household.
    Move,
    /// Let the customer pay it.
    Bill,
    /// Ask for what was refused again, once it is mended.
    AskAgain,
    /// Report and repay what the buyer can't have.
    Repay,
    /// Give it up.
    WriteOff,
    /// Close the case.
    Close,
}

/// One buyer's deduction on one invoice, as a row of a list; amounts in kronor where nothing else is said.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionCaseItem {
    /// The case.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// Which deduction.
    pub kind: ClaimKind,
    /// Of green technology the installation.
    pub installation: Option<WorkType>,
    /// Where it stands.
    pub state: CaseState,
    /// The buyer.
    pub name: String,
    /// The invoice.
    pub invoice_id: Uuid,
    /// Its number.
    pub invoice_number: String,
    /// Whose.
    pub customer_id: Uuid,
    /// Their name.
    pub customer_name: String,
    /// The year of payment; the year in which payment is expected while nothing has come in.
    pub year: i32,
    /// The last payment that can be asked for.
    pub paid_on: Option<NaiveDate>,
    /// The last day to ask; null while there is nothing to ask for.
    pub deadline_on: Option<NaiveDate>,
    /// What the invoice took off, without what credit notes took back.
    pub deduction_kr: i64,
    /// What can be asked for now, of the payments of `year`.
    pub claimable_kr: i64,
    /// What can't be asked for any more: the last day of its year has passed.
    pub lapsed_kr: i64,
    /// Asked for and not decided.
    pub pending_kr: i64,
    /// Approved.
    pub approved_kr: i64,
    /// Approved and not yet paid, in öre.
    pub awaited_ore: i64,
    /// Paid by the tax agency and not repaid, in öre.
    pub paid_out_ore: i64,
    /// Refused, and nobody has said what becomes of it.
    pub unresolved_kr: i64,
    /// To be reported and repaid.
    pub to_repay_kr: i64,
}

/// What one year's payments give of a case; amounts in kronor.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionCaseYear {
    /// The year of payment.
    pub year: i32,
    /// The last day to ask; null while there is nothing to ask for.
    pub deadline_on: Option<NaiveDate>,
    /// What has not been asked for.
    pub claimable_kr: i64,
    /// Whether the last day has passed.
    pub lapsed: bool,
    /// Asked for in claims of the year.
    pub asked_kr: i64,
    /// What lapsed, and was billed to the customer or given up.
    pub gone_kr: i64,
}

/// Something that happened to a case.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionCaseEvent {
    /// The event.
    pub id: Uuid,
    /// What.
    pub kind: CaseEvent,
    /// On which day.
    pub dated_on: NaiveDate,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// How much, in öre.
    pub amount_ore: i64,
    /// Words on it.
    pub note: String,
    /// The credit note or invoice.
    pub invoice_id: Option<Uuid>,
    /// The other case.
    pub other_case_id: Option<Uuid>,
    /// The claim's name.
    pub claim_name: Option<String>,
    /// The payout, as long as the caller can take it back.
    pub removable_payout_id: Option<Uuid>,
    /// Who did it.
    pub by: Option<String>,
}

/// A person of the household that the rest of a deduction could go to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionOtherBuyer {
    /// The person.
    pub member_id: Uuid,
    /// Name.
    pub name: String,
    /// What the year's ceilings leave them, in kronor.
    pub room_kr: i64,
}

/// One buyer's deduction with everything that happened to it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionCase {
    /// The case.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// As in the list.
    pub summary: DeductionCaseItem,
    /// The number without its end; empty once it is erased.
    pub identity_number: String,
    /// This buyer's part, in hundredths of a percent.
    pub share_bp: i64,
    /// The rate that the invoice was made with, in hundredths of a percent.
    pub rate_bp: i32,
    /// This buyer's part of the price of the work, in kronor.
    pub base_kr: i64,
    /// What the invoice took off at first.
    pub original_kr: i64,
    /// What credit notes took back.
    pub credited_kr: i64,
    /// Asked for in all.
    pub asked_kr: i64,
    /// Refused.
    pub refused_kr: i64,
    /// Passed to another buyer or billed.
    pub moved_kr: i64,
    /// Given up.
    pub written_off_kr: i64,
    /// Repaid to the tax agency.
    pub repaid_kr: i64,
    /// What was never asked for.
    pub unasked_kr: i64,
    /// What can go elsewhere now: refused, or never to be asked for.
    pub movable_kr: i64,
    /// ROT: the property.
    pub property_designation: String,
    /// ROT: the apartment.
    pub apartment_number: String,
    /// ROT: the housing association.
    pub association_number: String,
    /// By year of payment, oldest first: each has a claim and a last day of its own.
    pub years: Vec<DeductionCaseYear>,
    /// What a claim would say now; null when there is nothing to ask for.
    pub next_claim: Option<DeductionClaimRow>,
    /// The case that this came from.
    pub from_case_id: Option<Uuid>,
    /// Who else of the household could have it.
    pub other_buyers: Vec<DeductionOtherBuyer>,
    /// Everything that happened, oldest first.
    pub events: Vec<DeductionCaseEvent>,
    /// What the caller can do.
    pub actions: Vec<DeductionCaseAction>,
}

/// Which cases to list: those whose last day comes first come first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDeductionCases {
    /// Where they stand.
    #[param(inline)]
    pub state: Option<CaseState>,
    /// Which deduction.
    #[param(inline)]
    pub kind: Option<ClaimKind>,
    /// Year of payment.
    #[validate(range(min = 2021, max = 2100))]
    #[param(minimum = 2021, maximum = 2100)]
    pub year: Option<i32>,
    /// Whose.
    pub customer_id: Option<Uuid>,
    /// On which invoice.
    pub invoice_id: Option<Uuid>,
    /// On which claim.
    pub claim_id: Option<Uuid>,
    /// The last day to ask lies on or before this day.
    pub deadline_to: Option<NaiveDate>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Rows on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
}

/// The cases of one state.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionStateSum {
    /// Where they stand.
    pub state: CaseState,
    /// How many.
    pub count: i64,
    /// What they are about, in öre: what can be asked for, is awaited, is to be resolved or repaid; else the deduction.
    pub amount_ore: i64,
}

/// What can be asked for by one claim.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionReady {
    /// Which deduction.
    pub kind: ClaimKind,
    /// Year of payment.
    pub year: i32,
    /// How many cases.
    pub count: i64,
    /// What can be asked for, in kronor.
    pub claimable_kr: i64,
    /// The last day.
    pub deadline_on: NaiveDate,
    /// Days left.
    pub days_left: i64,
}

/// How the company's deductions stand.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeductionDesk {
    /// By state; states without cases are left out.
    pub states: Vec<DeductionStateSum>,
    /// What can be asked for, the most urgent first.
    pub ready: Vec<DeductionReady>,
}

/// A decision that is entered by hand.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DecideDeductionCase {
    /// Approved of what was asked for and is not decided, in kronor; 0: refused.
    #[validate(range(min = 0, max = 99_999_999))]
    #[schema(minimum = 0, maximum = 99_999_999)]
    pub approved_kr: i64,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// The tax agency's reference or reason.
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub note: String,
}

/// What becomes of what can't be had from the tax agency for a buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeductionResolution {
    /// Another buyer of the household has it.
    OtherBuyer,
    /// The customer pays it.
    BillCustomer,
    /// What was refused is asked for again.
    AskAgain,
    /// It is reported and repaid to the tax agency.
    Repay,
    /// The company gives it up.
    WriteOff,
    /// The case is closed.
    Close,
}

/// What is to become of a case.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ResolveDeductionCase {
    /// What.
    pub resolution: DeductionResolution,
    /// How much, in kronor; null: all that can go.
    #[validate(range(min = 1, max = 99_999_999))]
    #[schema(minimum = 1, maximum = 99_999_999)]
    pub amount_kr: Option<i64>,
    /// The other buyer.
    pub member_id: Option<Uuid>,
    /// Of billing the last day to pay, of repaying the day of payment; null: as usual, today.
    pub day: Option<NaiveDate>,
    /// Why.
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub note: String,
}

/// A case.
#[derive(Clone, Debug, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DeductionCasePath {
    /// The case.
    pub case_id: Uuid,
}
