//! How is a table written so that a spreadsheet opens it right, in Swedish or in English?

use chrono::NaiveDate;

/// What a file begins with, so that spreadsheets read it as UTF-8.
pub const MARK: &str = "\u{feff}";

/// How the country that a language stands for separates cells and writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Semicolon between cells, comma before the decimals.
    Swedish,
    /// Comma between cells, point before the decimals.
    English,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A text; never taken for a formula, and on one line.
    Text(&'a str),
    /// A whole number, or nothing.
    Whole(Option<i64>),
    /// Hundredths, written with two decimals: öre as kronor.
    Hundredths(i64),
    /// A day, or nothing.
    Day(Option<NaiveDate>),
}

/// A row as RFC 4180 wants it, with its end of line.
#[must_use]
pub fn row(style: Style, cells: &[Cell<'_>]) -> String {
    let (between, point) = match style {
        Style::Swedish => (';', ','),
        Style::English => (',', '.'),
    };
    let mut row = String::new();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            row.push(between);
        }
        match cell {
            Cell::Text(text) => row.push_str(&quoted(text, between)),
            Cell::Whole(number) => row.extend(number.map(|n| n.to_string())),
            Cell::Hundredths(n) => row.push_str(&hundredths(*n, point)),
            Cell::Day(day) => row.extend(day.map(|d| d.to_string())),
        }
    }
    row.push_str("\r\n");
    row
}

fn hundredths(n: i64, point: char) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}{point}{:02}", n.unsigned_abs() / 100, n.unsigned_abs() % 100)
}

/// A text that a spreadsheet would take for a formula is marked as a text.
fn quoted(text: &str, between: char) -> String {
    let flat = text.replace(['\r', '\n', '\t'], " ");
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && flat.parse::<f64>().is_err();
    let safe = if formula { format!("'{flat}") } else { flat };
    if safe.contains([between, '"']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(style: Style, cell: Cell<'_>) -> String {
        row(style, &[cell]).trim_end_matches("\r\n").to_owned()
    }

    #[test]
    fn texts_are_quoted_and_no_formula() {
        for (text, swedish, english) in [
            ("Anna; Öberg", "\"Anna; Öberg\"", "Anna; Öberg"),
            ("Öberg, Anna", "Öberg, Anna", "\"Öberg, Anna\""),
            ("5\" rör", "\"5\"\" rör\"", "\"5\"\" rör\""),
            ("=SUM(A1)", "'=SUM(A1)", "'=SUM(A1)"),
            ("=1;2", "\"'=1;2\"", "'=1;2"),
            ("@x", "'@x", "'@x"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("\t=1", "' =1", "' =1"),
            ("-12", "-12", "-12"),
            ("a\nb", "a b", "a b"),
        ] {
            assert_eq!(cell(Style::Swedish, Cell::Text(text)), swedish);
            assert_eq!(cell(Style::English, Cell::Text(text)), english);
        }
    }

    #[test]
    fn numbers_are_written_as_the_country_does() {
        assert_eq!(cell(Style::Swedish, Cell::Hundredths(-123_405)), "-1234,05");
        assert_eq!(cell(Style::English, Cell::Hundredths(7)), "0.07");
        let day = NaiveDate::from_ymd_opt(2026, 11, 28);
        assert_eq!(
            row(
                Style::Swedish,
                &[
                    Cell::Whole(Some(10_001)),
                    Cell::Whole(None),
                    Cell::Day(day),
                    Cell::Day(None)
                ]
            ),
            "10001;;2026-11-28;\r\n"
        );
    }
}
