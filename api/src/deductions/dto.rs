//! What tax deductions and the people who have them look like on the wire.

use chrono::NaiveDate;
use kontoret_core::deduction::{AskedDeduction, DeductionKind, Entitlement, Lack, WorkType};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// The part of the price of work that is deducted, for payments from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeductionRate {
    /// Which deduction.
    pub kind: DeductionKind,
    /// Of green technology the kind of installation; null: all work of the deduction.
    pub work_type: Option<WorkType>,
    /// First day of payment.
    pub from_on: NaiveDate,
    /// Last day of payment; null: until the law is changed.
    pub until_on: Option<NaiveDate>,
    /// The rate, in hundredths of a percent.
    pub rate_bp: u32,
    /// Where it is written.
    pub source: String,
    /// For `If-Match`; 0: the law as the service knows it.
    pub version: i32,
}

/// What a person can have deducted in a calendar year, for payments from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeductionCeilings {
    /// First day of payment.
    pub from_on: NaiveDate,
    /// Last day of payment; null: until the law is changed.
    pub until_on: Option<NaiveDate>,
    /// ROT, in kronor.
    pub rot_kr: i64,
    /// RUT, in kronor.
    pub rut_kr: i64,
    /// ROT and RUT together, in kronor; null: each on its own.
    pub together_kr: Option<i64>,
    /// Green technology, in kronor.
    pub green_kr: i64,
    /// Where it is written.
    pub source: String,
    /// For `If-Match`; 0: the law as the service knows it.
    pub version: i32,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeductionRuleSubject {
    /// The rate of ROT.
    Rot,
    /// The rate of RUT.
    Rut,
    /// The rate of green technology for solar cells.
    SolarPower,
    /// For storage of own electricity.
    ElectricityStorage,
    /// For charging points.
    ChargingPoint,
    /// What a person can have in a year.
    Ceilings,
    /// How much of the price of an installation counts as work.
    FlatRate,
}

/// Of which installation a flat rate is. A rehearsal says so beside it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct DeductionRuleInstallation {
    /// What is installed; of a flat rate alone.
    #[validate(length(max = 80))]
    #[param(max_length = 80)]
    pub installation: Option<String>,
}

/// How much of the price of an installation counts as work, when one price is agreed for everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FlatRateShare {
    /// What is installed.
    pub installation: String,
    /// The kind of work.
    pub work_type: WorkType,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; null: until another is entered.
    pub until_on: Option<NaiveDate>,
    /// The share, in hundredths of a percent.
    pub share_bp: i32,
    /// Where it is written.
    pub source: String,
    /// For `If-Match`.
    pub version: i32,
}

/// A rule in the path.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DeductionRulePath {
    /// What it is about.
    #[param(inline)]
    pub subject: DeductionRuleSubject,
    /// The first day of payment that it holds for.
    pub from_on: NaiveDate,
}

/// A rule that has been decided: a rate has its rate, ceilings have their amounts, a flat rate has its share and kind of work.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeductionRuleInput {
    /// The rate, in hundredths of a percent; null of ceilings.
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub rate_bp: Option<i32>,
    /// ROT, in kronor; null of a rate.
    #[validate(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub rot_kr: Option<i64>,
    /// RUT, in kronor; null of a rate.
    #[validate(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub rut_kr: Option<i64>,
    /// ROT and RUT together, in kronor; null: each on its own.
    #[validate(range(min = 0, max = 2_000_000))]
    #[schema(minimum = 0, maximum = 2_000_000)]
    pub together_kr: Option<i64>,
    /// Green technology, in kronor; null of a rate.
    #[validate(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub green_kr: Option<i64>,
    /// The share that counts as work, in hundredths of a percent; of a flat rate alone.
    #[serde(default)]
    #[validate(range(min = 1, max = 9_999))]
    #[schema(minimum = 1, maximum = 9_999)]
    pub share_bp: Option<i32>,
    /// The kind of work; of a flat rate alone.
    #[serde(default)]
    pub work_type: Option<WorkType>,
    /// Where it is written.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub source: String,
}

/// The rules by the day of payment, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeductionRules {
    /// Rates.
    pub rates: Vec<DeductionRate>,
    /// Ceilings.
    pub ceilings: Vec<DeductionCeilings>,
    /// Flat rates that the company has entered, by installation.
    pub shares: Vec<FlatRateShare>,
}

/// What others have deducted for a person in a year, as the person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeductionUsed {
    /// The calendar year.
    #[validate(range(min = 2021, max = 2100))]
    #[schema(minimum = 2021, maximum = 2100)]
    pub year: i32,
    /// ROT, in kronor.
    #[validate(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub rot_kr: i64,
    /// RUT, in kronor.
    #[validate(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub rut_kr: i64,
    /// Green technology, in kronor; nothing where it isn't said.
    #[serde(default)]
    #[validate(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub green_kr: i64,
}

/// A person of a household as entered.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct HouseholdMemberInput {
    /// The person that this is the new content of; null for a new one.
    pub id: Option<Uuid>,
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// Personal identity or coordination number; null: the one that is known already.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub identity_number: Option<String>,
    /// Part of what is deducted, in hundredths of a percent; together 100 %.
    #[validate(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10_000)]
    pub share_bp: i64,
    /// Why entitled; null as long as nobody has said.
    pub entitlement: Option<Entitlement>,
    /// Said to be no close kin of the performer.
    pub unrelated: bool,
    /// What others have deducted for the person, by year.
    #[validate(length(max = 10), nested)]
    #[schema(max_items = 10)]
    pub used: Vec<DeductionUsed>,
}

impl std::fmt::Debug for HouseholdMemberInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the number.
        f.debug_struct("HouseholdMemberInput")
            .field("id", &self.id)
            .field("share_bp", &self.share_bp)
            .finish_non_exhaustive()
    }
}

/// The people of a customer who can have a tax deduction.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct HouseholdInput {
    /// Nobody, or people whose shares are 100 % together.
    #[validate(length(max = 6), nested)]
    #[schema(max_items = 6)]
    pub members: Vec<HouseholdMemberInput>,
}

/// A person of a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HouseholdMember {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// The number without its last four digits; empty when it is erased.
    pub identity_number: String,
    /// Part of what is deducted, in hundredths of a percent.
    pub share_bp: i64,
    /// Why entitled.
    pub entitlement: Option<Entitlement>,
    /// Said to be no close kin of the performer.
    pub unrelated: bool,
    /// What others have deducted for the person, by year, newest first.
    pub used: Vec<DeductionUsed>,
    /// What is missing for a deduction that is paid for this year.
    pub lacks: Vec<Lack>,
}

/// The people of a customer who can have a tax deduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Household {
    /// The customer.
    pub customer_id: Uuid,
    /// For `If-Match`; 0 before anybody was entered.
    pub version: i32,
    /// The people, in order.
    pub members: Vec<HouseholdMember>,
}

/// For which document, and when it is thought to be paid.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PreviewDeduction {
    /// Of this offer.
    pub offer_id: Option<Uuid>,
    /// Of this order.
    pub order_id: Option<Uuid>,
    /// Of this invoice.
    pub invoice_id: Option<Uuid>,
    /// The day of payment; absent: an invoice's last day to pay, else today.
    pub paid_on: Option<NaiveDate>,
}

/// What is missing before the deduction can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeductionGap {
    /// No line is work of a kind that counts.
    Work,
    /// No time is known for work that needs it.
    Hours,
    /// Nobody of the customer's is entered.
    Household,
    /// Something is missing of a person.
    Person,
    /// ROT: the work site says neither property nor apartment and association.
    Home,
    /// The company isn't approved for F-tax (IL 67 kap. 16 §).
    FTax,
    /// What the people have had in the year leaves them nothing.
    Room,
    /// More would be deducted than the document's sum.
    Total,
    /// No rule is known for the day of payment.
    Rules,
}

/// Work or an installation of one kind that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeductionWork {
    /// The kind.
    pub work_type: WorkType,
    /// Its price including VAT, in öre.
    pub price_ore: i64,
    /// What of it is material, of green technology; in öre.
    pub material_ore: i64,
    /// Worked time, in thousandths of an hour.
    pub hours_milli: i64,
}

/// A buyer's part, and the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeductionShare {
    /// The person; null while nobody is entered: then it is counted for one who has used nothing.
    pub member_id: Option<Uuid>,
    /// Name.
    pub name: String,
    /// The number without its last four digits; empty when it isn't known or is erased.
    pub identity_number: String,
    /// Share, in hundredths of a percent.
    pub share_bp: i64,
    /// Of green technology the installation that the part is of: each has a deduction of its own; else null.
    pub work_type: Option<WorkType>,
    /// The rate, in hundredths of a percent.
    pub rate_bp: u32,
    /// Part of the price of the work, in öre.
    pub base_ore: i64,
    /// The same without öre, in kronor.
    pub base_kr: i64,
    /// The rate of it, without öre, in kronor.
    pub by_rate_kr: i64,
    /// What the year's ceilings leave, in kronor, when that is less than the rate gives; null: they don't hold it back.
    pub room_kr: Option<i64>,
    /// What other invoices of ours have deducted for the person in the year, in kronor.
    pub held_kr: i64,
    /// What is deducted, in kronor.
    pub deduction_kr: i64,
    /// What credit notes have taken back of it, in kronor.
    pub credited_kr: i64,
    /// What is missing of the person.
    pub lacks: Vec<Lack>,
}

/// What would be deducted, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeductionPreview {
    /// Which deduction the document asks for.
    pub asked: AskedDeduction,
    /// It is an issued invoice's: what was deducted stands, whatever is changed.
    pub issued: bool,
    /// The day of payment that the rules are looked up for.
    pub paid_on: NaiveDate,
    /// The rate; null without deduction or rule, and where installations have different ones.
    pub rate_bp: Option<u32>,
    /// The ceilings; null without deduction or rule.
    pub ceilings: Option<DeductionCeilings>,
    /// Work that counts, including VAT, in öre.
    pub base_ore: i64,
    /// Work that doesn't count, including VAT, in öre.
    pub other_work_ore: i64,
    /// Material, including VAT, in öre.
    pub material_ore: i64,
    /// Travel and the rest, including VAT, in öre.
    pub other_ore: i64,
    /// The work that counts, by kind.
    pub works: Vec<DeductionWork>,
    /// Each buyer's part.
    pub buyers: Vec<DeductionShare>,
    /// What is deducted in all, in kronor.
    pub deduction_kr: i64,
    /// The document's sum, in öre.
    pub total_ore: i64,
    /// What the customer would pay, in öre.
    pub to_pay_ore: i64,
    /// What is missing.
    pub gaps: Vec<DeductionGap>,
}

/// Why somebody needs a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RevealPurpose {
    /// To ask the tax agency for the deduction, or answer it.
    TaxAgency,
    /// To check the number with the person.
    Verification,
    /// The person asks for it.
    SubjectRequest,
}

impl RevealPurpose {
    /// The word in the audit trail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TaxAgency => "tax_agency",
            Self::Verification => "verification",
            Self::SubjectRequest => "subject_request",
        }
    }
}

/// What for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RevealIdentityNumber {
    /// It is kept in the audit trail, with who asked.
    pub purpose: RevealPurpose,
}

/// A whole number.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct IdentityNumber {
    /// With hyphen: `YYYYMMDD-NNNN`; of a rehearsal without the last four digits.
    pub identity_number: String,
}

/// A person in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct HouseholdMemberPath {
    /// The person.
    pub member_id: Uuid,
}

/// Whose number is it?
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FindHouseholdMembers {
    /// The whole number.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_length = 1, max_length = 20)]
    pub identity_number: String,
}

/// Where a number stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HouseholdMemberFound {
    /// The customer.
    pub customer_id: Uuid,
    /// The customer's name.
    pub customer_name: String,
    /// The person.
    pub member_id: Uuid,
    /// The person's name.
    pub name: String,
}

/// Where a number stands; empty of a rehearsal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HouseholdMembersFound {
    /// All of them, by customer.
    pub items: Vec<HouseholdMemberFound>,
}
