//! How are numbers and dates written? Swedish `1 234,50 kr` and `2026-11-24`, English `SEK 1,234.50` and `24 November 2026`.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Language of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Swedish.
    #[default]
    #[serde(rename = "sv")]
    Swedish,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// Thin and never broken, so that a number stays one word.
const THIN_SPACE: char = '\u{202f}';
/// As wide as a space and never broken.
pub(crate) const NO_BREAK_SPACE: char = '\u{a0}';
/// Aligned with digits, unlike the hyphen.
const MINUS: char = '\u{2212}';
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// An amount in öre with its currency.
    #[must_use]
    pub fn money(self, ore: i64) -> String {
        match self {
            Self::Swedish => format!("{}{NO_BREAK_SPACE}kr", self.amount(ore)),
            Self::English => format!("SEK{NO_BREAK_SPACE}{}", self.amount(ore)),
        }
    }

    /// An amount in öre with two decimals, without currency.
    pub(crate) fn amount(self, ore: i64) -> String {
        let size = ore.unsigned_abs();
        self.number(ore < 0, size / 100, &format!("{:02}", size % 100))
    }

    /// A quantity in thousandths without trailing zeros.
    pub(crate) fn quantity(self, milli: i64) -> String {
        let size = milli.unsigned_abs();
        let decimals = format!("{:03}", size % 1000);
        self.number(milli < 0, size / 1000, decimals.trim_end_matches('0'))
    }

    /// A rate in basis points as a percentage without trailing zeros.
    #[must_use]
    pub fn rate(self, bp: i32) -> String {
        self.percent(u32::try_from(bp).unwrap_or(0))
    }

    /// As [`Language::rate`].
    pub(crate) fn percent(self, bp: u32) -> String {
        let decimals = format!("{:02}", bp % 100);
        let number = self.number(false, u64::from(bp / 100), decimals.trim_end_matches('0'));
        match self {
            Self::Swedish => format!("{number}{NO_BREAK_SPACE}%"),
            Self::English => format!("{number}%"),
        }
    }

    /// A calendar date.
    #[must_use]
    pub fn date(self, on: NaiveDate) -> String {
        match self {
            Self::Swedish => on.format("%Y-%m-%d").to_string(),
            Self::English => {
                let month = MONTHS[on.month0() as usize];
                format!("{}{NO_BREAK_SPACE}{month}{NO_BREAK_SPACE}{}", on.day(), on.year())
            }
        }
    }

    fn number(self, negative: bool, whole: u64, decimals: &str) -> String {
        let (group, point) = match self {
            Self::Swedish => (THIN_SPACE, ','),
            Self::English => (',', '.'),
        };
        let digits = whole.to_string();
        let mut out = String::with_capacity(digits.len() * 2);
        if negative {
            out.push(MINUS);
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(group);
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push(point);
            out.push_str(decimals);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{English, Swedish};
    use super::*;

    #[test]
    fn money_is_grouped_and_signed_in_both_languages() {
        for (ore, swedish, english) in [
            (0, "0,00\u{a0}kr", "SEK\u{a0}0.00"),
            (5, "0,05\u{a0}kr", "SEK\u{a0}0.05"),
            (123_450, "1\u{202f}234,50\u{a0}kr", "SEK\u{a0}1,234.50"),
            (-99_999, "−999,99\u{a0}kr", "SEK\u{a0}−999.99"),
            (
                12_345_678_900,
                "123\u{202f}456\u{202f}789,00\u{a0}kr",
                "SEK\u{a0}123,456,789.00",
            ),
        ] {
            assert_eq!(Swedish.money(ore), swedish);
            assert_eq!(English.money(ore), english);
        }
        assert!(Swedish.amount(i64::MIN).starts_with('−'));
    }

    #[test]
    fn quantities_and_rates_lose_trailing_zeros() {
        assert_eq!(Swedish.quantity(12_500), "12,5");
        assert_eq!(Swedish.quantity(1_000), "1");
        assert_eq!(Swedish.quantity(-1_234_005), "−1\u{202f}234,005");
        assert_eq!(English.quantity(1_234_500), "1,234.5");
        assert_eq!(Swedish.percent(2_500), "25\u{a0}%");
        assert_eq!(Swedish.percent(1_250), "12,5\u{a0}%");
        assert_eq!(English.percent(605), "6.05%");
    }

    #[test]
    fn dates_follow_the_language() {
        let on = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
        assert_eq!(Swedish.date(on), "2026-03-09");
        assert_eq!(English.date(on), "9\u{a0}March\u{a0}2026");
    }
}
