//! How are elements written, so that none is empty and every character may stand in XML?

use chrono::NaiveDate;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::{borrow::Cow, io};

const AGGREGATES: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const BASICS: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

/// A document being written.
pub(super) struct Xml<'a, W: io::Write> {
    writer: Writer<W>,
    currency: &'a str,
}

impl<'a, W: io::Write> Xml<'a, W> {
    pub(super) fn new(sink: W, currency: &'a str) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(sink, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer, currency })
    }

    /// The root element with its namespaces, and the line's end after it.
    pub(super) fn within_root(
        &mut self,
        name: &str,
        inner: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        let own = format!("urn:oasis:names:specification:ubl:schema:xsd:{name}-2");
        let start = BytesStart::new(name).with_attributes([
            ("xmlns", own.as_str()),
            ("xmlns:cac", AGGREGATES),
            ("xmlns:cbc", BASICS),
        ]);
        self.writer.write_event(Event::Start(start))?;
        inner(self)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.writer.get_mut().write_all(b"\n")?;
        self.writer.get_mut().flush()
    }

    /// An element with elements in it; the caller sees to it that there are some.
    pub(super) fn within(&mut self, name: &str, inner: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.writer.write_event(Event::Start(BytesStart::new(name)))?;
        inner(self)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with text.
    pub(super) fn leaf(&mut self, name: &str, content: &str) -> io::Result<()> {
        self.leaf_with(name, &[], content)
    }

    /// An element with attributes and text.
    pub(super) fn leaf_with(&mut self, name: &str, attributes: &[(&str, &str)], content: &str) -> io::Result<()> {
        let clean: Vec<(&str, Cow<'_, str>)> = attributes.iter().map(|(key, value)| (*key, text(value))).collect();
        let start = BytesStart::new(name).with_attributes(clean.iter().map(|(key, value)| (*key, value.as_ref())));
        self.writer.write_event(Event::Start(start))?;
        self.writer.write_event(Event::Text(BytesText::new(&text(content))))?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with text, where there is some.
    pub(super) fn given(&mut self, name: &str, content: &str) -> io::Result<()> {
        if text(content).is_empty() {
            return Ok(());
        }
        self.leaf(name, content)
    }

    /// An amount in the document's currency.
    pub(super) fn amount(&mut self, name: &str, ore: i64) -> io::Result<()> {
        let currency = self.currency;
        self.leaf_with(name, &[("currencyID", currency)], &decimal(ore.into(), 2, 2))
    }

    /// A number in the document's currency that isn't a sum: a price.
    pub(super) fn price(&mut self, name: &str, content: &str) -> io::Result<()> {
        let currency = self.currency;
        self.leaf_with(name, &[("currencyID", currency)], content)
    }
}

/// The text without what XML 1.0 can't hold, and without spaces at its ends.
pub(super) fn text(content: &str) -> Cow<'_, str> {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let trimmed = content.trim();
    if trimmed.chars().all(allowed) {
        return Cow::Borrowed(trimmed);
    }
    let kept: String = trimmed.chars().filter(|c| allowed(*c)).collect();
    Cow::Owned(kept.trim().to_owned())
}

/// A day as XML writes it.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A number of units of 10^-`scale` as a decimal with at least `least` decimals and no zero beyond them.
pub(super) fn decimal(units: i128, scale: usize, least: usize) -> String {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let kept = fraction.trim_end_matches('0').len().max(least);
    let sign = if units < 0 { "-" } else { "" };
    let point = if kept == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{}", &fraction[..kept])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_short() {
        let table = [
            ((0, 2, 2), "0.00"),
            ((5, 2, 2), "0.05"),
            ((-5, 2, 2), "-0.05"),
            ((123_450, 2, 2), "1234.50"),
            ((2500, 2, 0), "25"),
            ((1250, 2, 0), "12.5"),
            ((-1_500, 3, 0), "-1.5"),
            ((1_000, 3, 0), "1"),
            ((892_857_142_857, 10, 2), "89.2857142857"),
            ((800_000_000_000, 10, 2), "80.00"),
        ];
        for ((units, scale, least), expected) in table {
            assert_eq!(decimal(units, scale, least), expected);
        }
    }

    #[test]
    fn only_characters_of_xml_are_kept() {
        assert_eq!(text("  Å & <b>\u{0} \u{b}"), "Å & <b>");
        assert_eq!(text("\u{1f600}\n\u{ffff}x"), "\u{1f600}\nx");
        assert_eq!(text(" \u{1} "), "");
    }
}
