//! What a search looks like on the wire.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// What sort of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// A customer.
    Customer,
    /// An article.
    Article,
    /// An offer.
    Offer,
    /// An order.
    Order,
    /// An invoice.
    Invoice,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Found {
    /// What sort of thing.
    pub kind: FoundKind,
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Whose, or where.
    pub subtitle: String,
    /// Its number; empty for a draft.
    pub number: String,
}

/// Everything that was found.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FoundItems {
    /// Exact numbers first.
    pub items: Vec<Found>,
}

/// What to look for.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// Words, or the beginnings of words; all of them must be there.
    #[validate(length(min = 1, max = 100))]
    #[param(min_length = 1, max_length = 100)]
    pub q: String,
    /// At most so many in all, up to 50.
    #[validate(range(min = 1, max = 50))]
    #[param(minimum = 1, maximum = 50)]
    pub limit: Option<u64>,
}
