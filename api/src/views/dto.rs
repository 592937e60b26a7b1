//! What a saved view looks like on the wire.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A list that can be looked at in several ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ViewedList {
    /// Articles.
    Articles,
    /// Customers.
    Customers,
    /// Invoices.
    Invoices,
    /// Offers.
    Offers,
    /// Orders.
    Orders,
    /// Vouchers.
    Vouchers,
}

impl ViewedList {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Customers => "customers",
            Self::Invoices => "invoices",
            Self::Offers => "offers",
            Self::Orders => "orders",
            Self::Vouchers => "vouchers",
        }
    }
}

/// How a list is to be looked at again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SavedViewInput {
    /// Which list.
    pub list: ViewedList,
    /// What it is called; no two of one's own of a list have the same name.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// The part of the page's address that says what is shown: `status=issued&sort=due_on`.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub search: String,
}

/// A list as one wants to see it again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SavedView {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The part of the page's address that says what is shown.
    pub search: String,
}

/// All of one's own of a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SavedViews {
    /// By name.
    pub items: Vec<SavedView>,
}

/// Of which list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListSavedViews {
    /// The list.
    #[param(inline)]
    pub list: ViewedList,
}

/// A saved view in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SavedViewPath {
    /// The view.
    pub saved_view_id: Uuid,
}
