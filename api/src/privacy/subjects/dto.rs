//! What a person, and what is stored about one, look like on the wire.

use crate::customers::dto::Language;
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    bystander::BystanderSort,
    data_subject::{DataSubjectKind, DataSubjectMatch, ErasureGround, ErasureHindrance, ErasureOutcome},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What a person is looked for by: at least one. Never a name, for two people can have the same.
#[derive(Clone, PartialEq, Eq, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FindDataSubject {
    /// E-mail address; empty: not by it.
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub email: String,
    /// Telephone number, set in any way; empty: not by it.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub phone: String,
    /// Personal identity, coordination or organisation number; empty: not by it.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub identity_number: String,
}

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DataSubject {
    /// As what.
    pub kind: DataSubjectKind,
    /// The id.
    pub id: Uuid,
    /// The name; empty after erasure.
    pub name: String,
    /// By what.
    pub matched_by: Vec<DataSubjectMatch>,
}

/// A text in which a person seems to be named. A person decides whether it is about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DataSubjectMention {
    /// What sort of thing it stands in, in the reader's language.
    pub record: String,
    /// Which field, in the reader's language.
    pub field: String,
    /// The thing; null where it has no id.
    pub id: Option<Uuid>,
    /// The words around.
    pub excerpt: String,
}

/// Who was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DataSubjectsFound {
    /// People, at most 200.
    pub items: Vec<DataSubject>,
    /// Texts of other things in which they seem to be named, at most 200.
    pub mentions: Vec<DataSubjectMention>,
}

/// A person, as one thing that they are known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DataSubjectReference {
    /// As what.
    pub kind: DataSubjectKind,
    /// The id.
    pub id: Uuid,
}

/// Which person's extract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct GetRegisterExtract {
    /// All that the person is known as.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub subjects: Vec<DataSubjectReference>,
    /// In which language.
    pub language: Language,
    /// The keys of the texts that were looked at and tell of nobody else: they are shown whole.
    #[serde(default)]
    #[validate(length(max = 500))]
    #[schema(max_items = 500)]
    pub shown: Vec<String>,
}

/// Everything that is stored about a person, and what the person has a right to know of it (GDPR art. 15).
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RegisterExtract {
    /// Who is responsible.
    pub controller: ExtractController,
    /// The language of the words in it.
    pub language: Language,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The names that the person is stored under.
    pub names: Vec<String>,
    /// Why, on which ground, from where, for whom and how long, for each sort of data.
    pub processing: Vec<ExtractProcessing>,
    /// Who is given data.
    pub recipients: Vec<ExtractRecipient>,
    /// The data.
    pub sections: Vec<ExtractSection>,
    /// Who saw or took out whole identity numbers and extracts.
    pub access: Vec<ExtractAccess>,
    /// The rights, and how to complain.
    pub rights: Vec<String>,
}

/// Who is responsible for the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractController {
    /// The name.
    pub name: String,
    /// The organisation number.
    pub organisation_number: String,
    /// Where to write.
    pub address: String,
    /// E-mail address.
    pub email: String,
    /// Telephone.
    pub phone: String,
}

/// What one sort of data is processed for (GDPR art. 15(1)(a)–(d), (g)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractProcessing {
    /// What sort of data.
    pub category: String,
    /// What for.
    pub purpose: String,
    /// On which ground.
    pub basis: String,
    /// Where from.
    pub source: String,
    /// How long.
    pub retention: String,
}

/// Somebody who is given data (GDPR art. 15(1)(c)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractRecipient {
    /// Name.
    pub name: String,
    /// As what.
    pub role: String,
    /// Where, by country code.
    pub country: String,
    /// What it was told about this person's data, and when (GDPR art. 19).
    pub told: Vec<String>,
}

/// Things of one sort.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExtractSection {
    /// The sort's word in the service.
    pub record: String,
    /// What it is called.
    pub title: String,
    /// The things.
    pub rows: Vec<ExtractRow>,
}

/// A thing.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExtractRow {
    /// What is stored of it.
    pub fields: Vec<ExtractField>,
}

/// A datum.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExtractField {
    /// The field's word in the service.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// As the service keeps it.
    #[schema(value_type = Value, nullable)]
    pub value: Value,
    /// As it is read.
    pub text: String,
    /// What in it seems to tell of somebody else; null: nothing.
    pub bystanders: Option<ExtractBystanders>,
}

/// That a text seems to tell of somebody else. `•••` stands for it until a person has said that it doesn't (GDPR art. 15(4)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractBystanders {
    /// What names the text in `shown`.
    pub key: String,
    /// What stands in it.
    pub sorts: Vec<BystanderSort>,
    /// Whether it is shown whole.
    pub shown: bool,
}

/// Somebody who saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractAccess {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub what: String,
    /// By which sort of reader.
    pub by: String,
    /// On which day, in Sweden.
    pub on: NaiveDate,
}

/// The extract to read.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RegisterExtractPdf {
    /// A PDF file in base64.
    pub content: String,
}

/// Whose erasure is planned.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct GetErasurePlan {
    /// All that the person is known as.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub subjects: Vec<DataSubjectReference>,
    /// In which language.
    pub language: Language,
}

/// What would become of everything that is stored about a person (GDPR art. 17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ErasurePlan {
    /// The names that the person is stored under.
    pub names: Vec<String>,
    /// What becomes of what, the same things together.
    pub items: Vec<ErasureItem>,
    /// What must happen before the rest goes by itself: orders to finish or invoice, invoices to issue or settle,
    /// deductions to settle. At most 50.
    pub awaits: Vec<ErasureAwaits>,
    /// What must be done before a user can be erased at all; empty: nothing.
    pub hindrances: Vec<ErasureHindrance>,
    /// Texts of other things in which the person seems to be named, at most 200: somebody decides for each.
    pub mentions: Vec<ErasureMention>,
    /// What must be typed to confirm.
    pub confirmation: String,
    /// Stands for the plan: it is carried out as it was read, or not at all.
    pub fingerprint: String,
}

/// What becomes of things of one sort.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct ErasureItem {
    /// The sort's word in the service.
    pub record: String,
    /// What it is called.
    pub title: String,
    /// What becomes of them.
    pub outcome: ErasureOutcome,
    /// Which of their fields go, where the things stay.
    pub fields: Vec<String>,
    /// Why they stay.
    pub ground: Option<ErasureGround>,
    /// Why, in words, with the law's section.
    pub ground_text: Option<String>,
    /// The last day on which they are kept; null where it isn't known yet.
    pub through: Option<NaiveDate>,
    /// How many.
    pub count: i64,
}

/// A text of something else in which the person seems to be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ErasureMention {
    /// What names it in `black_out`.
    pub key: String,
    /// The sort's word in the service.
    pub record: String,
    /// What it is called.
    pub title: String,
    /// Which field.
    pub field: String,
    /// The thing.
    pub id: Uuid,
    /// The words around.
    pub excerpt: String,
    /// Why it can't be blacked out; null: it can.
    pub ground: Option<ErasureGround>,
    /// Why, in words, with the law's section.
    pub ground_text: Option<String>,
}

/// Something that must be done before more can go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ErasureAwaits {
    /// The sort's word in the service.
    pub record: String,
    /// What it is called.
    pub title: String,
    /// The thing.
    pub id: Uuid,
    /// Its number; null of a draft and of a deduction.
    pub number: Option<String>,
}

/// Who is erased.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EraseDataSubject {
    /// All that the person is known as.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub subjects: Vec<DataSubjectReference>,
    /// The plan's fingerprint, as it was read.
    #[validate(length(max = 64))]
    #[schema(max_length = 64)]
    pub fingerprint: String,
    /// What the plan says must be typed.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub confirmation: String,
    /// The keys of the mentions in which what names the person is replaced by `[raderad]`; the others stay as they are.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(max_items = 200)]
    pub black_out: Vec<String>,
    /// In which language.
    pub language: Language,
}

/// That a person was erased. No name is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Erasure {
    /// The id in the ledger of erasures.
    pub id: Uuid,
    /// When.
    pub erased_at: DateTime<Utc>,
    /// Whether more goes by itself once work is done and money is paid.
    pub awaits_more: bool,
    /// In how many texts of other things the person was blacked out.
    pub blacked_out: i64,
    /// What became of what.
    pub items: Vec<ErasureItem>,
}
