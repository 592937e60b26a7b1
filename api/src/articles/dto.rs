//! What articles look like on the wire.

use kontoret_core::{deduction::WorkType, totals::LineKind, vat::VatCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// An article to create, or the new content of one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ArticleInput {
    /// The company's own number for it; empty: the next free one.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub number: String,
    /// Name, as it is put on a line.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// What sort of thing.
    pub kind: LineKind,
    /// Of work the kind that a tax deduction is asked for; null: none.
    #[serde(default)]
    pub work_type: Option<WorkType>,
    /// Of what: tim, st, m².
    #[validate(length(max = 12))]
    #[schema(max_length = 12)]
    pub unit: String,
    /// Price of one unit in öre, without VAT; negative for a deduction.
    #[validate(range(min = -100_000_000_000i64, max = 100_000_000_000i64))]
    #[schema(minimum = -100_000_000_000i64, maximum = 100_000_000_000i64)]
    pub unit_price_ore: i64,
    /// VAT.
    pub vat: VatCode,
    /// The account that its sales are booked on; null: the one of its VAT code.
    #[serde(default)]
    #[validate(range(min = 3000, max = 3999))]
    #[schema(minimum = 3000, maximum = 3999)]
    pub account: Option<i32>,
    /// For the office alone.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: String,
}

/// What can be done to an article now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArticleAction {
    /// Change it.
    Replace,
    /// Put it away.
    Archive,
    /// Take it out again.
    Unarchive,
}

/// An article.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Article {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// The company's own number for it.
    pub number: String,
    /// Name.
    pub name: String,
    /// What sort of thing.
    pub kind: LineKind,
    /// Of work the kind that a tax deduction is asked for; null: none.
    pub work_type: Option<WorkType>,
    /// Of what.
    pub unit: String,
    /// Price of one unit in öre, without VAT.
    pub unit_price_ore: i64,
    /// VAT.
    pub vat: VatCode,
    /// The account that its sales are booked on; null: the one of its VAT code.
    pub account: Option<i32>,
    /// For the office alone.
    pub note: String,
    /// Put away.
    pub archived: bool,
    /// Of a kit what it is made of, in order: on a document it becomes these. Empty: no kit.
    pub parts: Vec<ArticlePart>,
    /// What can be done now.
    pub actions: Vec<ArticleAction>,
}

/// An article that a kit is made of.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ArticlePart {
    /// The article.
    pub article_id: Uuid,
    /// How much of it, in thousandths.
    pub quantity_milli: i64,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// What sort of thing.
    pub kind: LineKind,
    /// Of work the kind that a tax deduction is asked for; null: none.
    pub work_type: Option<WorkType>,
    /// Of what.
    pub unit: String,
    /// Price of one unit in öre, without VAT.
    pub unit_price_ore: i64,
    /// VAT.
    pub vat: VatCode,
    /// The account that its sales are booked on; null: the one of its VAT code.
    pub account: Option<i32>,
    /// Put away.
    pub archived: bool,
}

/// How much of an article a kit is made of.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ArticlePartInput {
    /// The article.
    pub article_id: Uuid,
    /// How much of it, in thousandths.
    #[validate(range(min = 1, max = 1_000_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000_000)]
    pub quantity_milli: i64,
}

/// What a kit is made of.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReplaceArticleParts {
    /// In order; none: it is no kit.
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    pub parts: Vec<ArticlePartInput>,
}

/// How articles are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ArticleSort {
    /// By name.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// By number, as text.
    #[serde(rename = "number")]
    Number,
}

/// Which articles.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListArticles {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Order.
    #[serde(default)]
    #[param(required = false, inline)]
    pub sort: ArticleSort,
    /// Words that the article has.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    /// Of this sort alone.
    pub kind: Option<LineKind>,
    /// Those put away (`true`) or the others (`false`, default).
    pub archived: Option<bool>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// An article in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ArticlePath {
    /// The article.
    pub article_id: Uuid,
}

/// Archive, or take out again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ArchiveArticle {
    /// `false` takes it out again.
    pub archived: bool,
}
