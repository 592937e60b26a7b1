//! What do number series look like on the wire?

use kontoret_core::number_series::SeriesName;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// How the numbers of invoices or credit notes look, and where they stand.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NumberSeries {
    /// Whose numbers.
    pub series: SeriesName,
    /// For `If-Match`.
    pub version: i32,
    /// Credit notes take the invoices' numbers: nothing else here matters then.
    pub shared: bool,
    /// Letters before the digits, or empty.
    pub prefix: String,
    /// Whether each fiscal year begins with 1 anew. Its numbers begin with the year in which it ends, so that they stay
    /// unique.
    pub restarts_yearly: bool,
    /// The year that numbers would begin with now.
    pub year: i32,
    /// The number that comes next, without prefix and year.
    pub next_number: i64,
    /// The same as it will be printed.
    pub next: String,
    /// The last one that was given, as it is printed; null when there is none.
    pub last: Option<String>,
}

/// The number series.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NumberSeriesList {
    /// That of invoices, then that of credit notes.
    pub items: Vec<NumberSeries>,
}

/// Another look or another next number for a series.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NumberSeriesInput {
    /// Whether credit notes take the invoices' numbers; the rest is then left as it was.
    pub shared: bool,
    /// At most four letters A to Z before the digits, or empty.
    #[validate(length(max = 4))]
    #[schema(max_length = 4, example = "K")]
    pub prefix: String,
    /// Whether each fiscal year begins with 1 anew, its year first in the numbers.
    pub restarts_yearly: bool,
    /// The number that comes next, without prefix and year. It can go up, never down.
    #[validate(range(min = 1, max = 999_999_999_999i64))]
    #[schema(minimum = 1, maximum = 999_999_999_999i64)]
    pub next_number: i64,
}

/// A series in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct NumberSeriesPath {
    /// Whose numbers.
    #[param(inline)]
    pub series: SeriesName,
}
