//! What do the templates get to see? Finished texts only: every number formatted, every user text made printable.

use serde::Serialize;

use crate::labels::Labels;
use crate::parts::{Amount, Field};
use crate::text::{Paragraphs, Printable};
use crate::{Body, DocumentError, Language, Line, Logo, Vat};

/// A description longer than this may be cut by a page end; shorter ones move to the next page whole.
const LONG_DESCRIPTION: usize = 900;

/// A document as the templates see it; `E` is the part of one kind.
#[derive(Debug, Serialize)]
pub(crate) struct View<E> {
    lang: &'static str,
    region: &'static str,
    t: &'static Labels,
    accent: String,
    document_title: String,
    kind: &'static str,
    number: Option<String>,
    draft: bool,
    seller_name: String,
    footer: Vec<Vec<String>>,
    logo: Option<&'static str>,
    buyer: Vec<String>,
    buyer_numbers: Vec<String>,
    meta: Vec<Field>,
    work_site: Option<String>,
    title: String,
    intro: Paragraphs,
    price_basis: &'static str,
    has_discount: bool,
    lines: Vec<LineView>,
    totals: Vec<Amount>,
    rates: Vec<RateView>,
    notes: Vec<String>,
    closing: Paragraphs,
    extra: Option<E>,
}

/// What one kind of document adds to the common page.
pub(crate) struct Own<E> {
    pub(crate) kind: &'static str,
    pub(crate) number: Option<String>,
    pub(crate) draft: bool,
    pub(crate) meta: Vec<Field>,
    pub(crate) totals: Vec<Amount>,
    pub(crate) notes: Vec<String>,
    pub(crate) extra: Option<E>,
}

#[derive(Debug, Serialize)]
struct LineView {
    heading: String,
    head: String,
    more: Vec<String>,
    long: bool,
    quantity: String,
    unit: String,
    price: String,
    price_excluding_vat: Option<String>,
    discount: String,
    vat: String,
    amount: String,
}

#[derive(Debug, Serialize)]
struct RateView {
    rate: String,
    base: String,
    vat: String,
}

/// What all kinds of documents print alike.
pub(crate) struct Common<'a> {
    pub(crate) body: &'a Body,
    pub(crate) language: Language,
    pub(crate) labels: &'static Labels,
    printable: Printable<'a>,
}

impl<'a> Common<'a> {
    pub(crate) fn new(body: &'a Body, printable: Printable<'a>) -> Self {
        Self {
            body,
            language: body.language,
            labels: body.language.labels(),
            printable,
        }
    }

    /// A user's text as one printable line.
    pub(crate) fn line(&self, text: &str) -> String {
        self.printable.line(text)
    }

    /// A user's text as paragraphs.
    pub(crate) fn paragraphs(&self, text: &str) -> Paragraphs {
        self.printable.paragraphs(text)
    }

    /// The whole page.
    pub(crate) fn view<E>(&self, own: Own<E>) -> Result<View<E>, DocumentError> {
        let Own {
            kind,
            number,
            draft,
            meta,
            totals,
            notes,
            extra,
        } = own;
        let body = self.body;
        let (lang, region) = match self.language {
            Language::Swedish => ("sv", "SE"),
            Language::English => ("en", "GB"),
        };
        self.check()?;
        let seller_name = self.line(&body.seller.name);
        let subject = number
            .as_deref()
            .or(draft.then_some(self.labels.draft))
            .unwrap_or_default();
        let document_title = self.joined([kind, subject], " ");
        Ok(View {
            lang,
            region,
            t: self.labels,
            accent: body.accent.legible_hex(),
            document_title: format!("{document_title} – {seller_name}"),
            kind,
            number,
            draft,
            footer: self.footer(),
            seller_name,
            logo: body.logo.as_ref().map(|logo| logo.slot().path()),
            buyer: self.buyer(),
            buyer_numbers: self.buyer_numbers(),
            meta,
            work_site: self.work_site(),
            title: self.line(&body.title),
            intro: self.printable.paragraphs(&body.intro),
            price_basis: if body.prices_include_vat {
                self.labels.including_vat
            } else {
                self.labels.excluding_vat
            },
            has_discount: body.lines.iter().any(|line| line.discount_bp != 0),
            lines: body.lines.iter().map(|line| self.line_view(line)).collect(),
            totals,
            rates: self.rates(),
            notes,
            closing: self.printable.paragraphs(&body.closing),
            extra,
        })
    }

    /// Sums and discounts before the total, and the rounding.
    pub(crate) fn sums(&self) -> Vec<Amount> {
        let (t, lang, totals) = (self.labels, self.language, &self.body.totals);
        let gross = self.body.prices_include_vat;
        let mut rows = Vec::new();
        if totals.discount_ore != 0 {
            rows.push(Amount::plain(t.lines_total, lang.amount(totals.lines_ore)));
        } else if gross && totals.rounding_ore != 0 {
            rows.push(Amount::plain(t.gross_total, lang.amount(totals.lines_ore)));
        }
        if totals.discount_ore != 0 {
            let label = match totals.discount_bp {
                0 => t.discount.to_owned(),
                bp => format!("{} {}", t.discount, lang.percent(bp)),
            };
            rows.push(Amount::plain(label, lang.amount(totals.discount_ore.saturating_neg())));
        }
        if !gross {
            rows.push(Amount::plain(t.net_total, lang.amount(totals.net_ore)));
            rows.push(Amount::plain(t.vat_total, lang.amount(totals.vat_ore)));
        }
        if totals.rounding_ore != 0 {
            rows.push(Amount::plain(t.rounding, lang.amount(totals.rounding_ore)));
        }
        rows
    }

    /// The VAT inside the total, where prices include it.
    pub(crate) fn vat_of_which(&self) -> Option<Amount> {
        let value = self.language.amount(self.body.totals.vat_ore);
        self.body
            .prices_include_vat
            .then(|| Amount::plain(self.labels.vat_of_which, value))
    }

    /// Notes that the kinds of VAT in use require, before those of the document.
    pub(crate) fn vat_notes<'t>(&self, others: impl IntoIterator<Item = &'t str>) -> Vec<String> {
        let mut notes = Vec::new();
        if self.uses(Vat::Exempt) {
            let reference = self.line(&self.body.exemption_reference);
            let reference = if reference.is_empty() {
                self.labels.exempt_note.to_owned()
            } else {
                reference
            };
            notes.push(format!("{}: {reference}", self.labels.exempt));
        }
        let t = self.labels;
        let words = [
            (Vat::ReverseCharge, t.reverse_charge_note),
            (Vat::EuServices, t.eu_services_note),
            (Vat::EuGoods, t.eu_goods_note),
            (Vat::ExportGoods, t.export_goods_note),
            (Vat::ExportServices, t.export_services_note),
            (Vat::SmallBusiness, t.small_business_note),
        ];
        let used = words.into_iter().filter(|(vat, _)| self.uses(*vat));
        notes.extend(used.map(|(_, note)| note.to_owned()));
        notes.extend(
            others
                .into_iter()
                .map(|text| self.line(text))
                .filter(|text| !text.is_empty()),
        );
        notes
    }

    fn uses(&self, vat: Vat) -> bool {
        self.body.lines.iter().any(|line| line.vat == vat)
    }

    /// Facts without which the document would break the law or its format.
    fn check(&self) -> Result<(), DocumentError> {
        if self.line(&self.body.seller.name).is_empty() {
            return Err(DocumentError::Missing("seller name"));
        }
        if self.line(&self.body.buyer.name).is_empty() {
            return Err(DocumentError::Missing("buyer name"));
        }
        let names_the_buyer = self.body.lines.iter().any(|line| line.vat.names_the_buyer());
        if names_the_buyer && self.line(&self.body.buyer.vat_number).is_empty() {
            return Err(DocumentError::Missing("buyer VAT number"));
        }
        self.body.logo.as_ref().map_or(Ok(()), Logo::check)
    }

    fn footer(&self) -> Vec<Vec<String>> {
        let (t, seller) = (self.labels, &self.body.seller);
        let street = self.address(&seller.address_lines);
        let town = self.joined([seller.postal_code.as_str(), &seller.city], " ");
        let (f_tax, f_tax_note) = if seller.f_tax {
            (t.f_tax, t.f_tax_note)
        } else {
            ("", "")
        };
        let columns = [
            vec![street, town],
            vec![
                self.labelled(t.organisation_number, &seller.organisation_number),
                self.labelled(t.vat_number, &seller.vat_number),
            ],
            vec![
                self.labelled(t.seat, &seller.seat),
                f_tax.to_owned(),
                f_tax_note.to_owned(),
            ],
            vec![
                self.line(&seller.phone),
                self.line(&seller.email),
                self.line(&seller.website),
            ],
        ];
        columns.map(without_empty).to_vec()
    }

    fn buyer(&self) -> Vec<String> {
        let buyer = &self.body.buyer;
        let mut lines = vec![self.line(&buyer.name)];
        lines.extend(buyer.address_lines.iter().map(|line| self.line(line)));
        lines.push(self.joined([buyer.postal_code.as_str(), &buyer.city], " "));
        lines.push(self.line(&buyer.country));
        without_empty(lines)
    }

    fn buyer_numbers(&self) -> Vec<String> {
        let (t, buyer) = (self.labels, &self.body.buyer);
        without_empty(vec![
            self.labelled(t.organisation_number, &buyer.organisation_number),
            self.labelled(t.vat_number, &buyer.vat_number),
            self.labelled(t.customer_number, &buyer.customer_number),
        ])
    }

    fn work_site(&self) -> Option<String> {
        let site = self.body.work_site.as_ref()?;
        let street = self.address(&site.address_lines);
        let town = self.joined([site.postal_code.as_str(), &site.city], " ");
        Some(self.joined([site.name.as_str(), &street, &town], ", ")).filter(|text| !text.is_empty())
    }

    fn line_view(&self, line: &Line) -> LineView {
        let lang = self.language;
        let Paragraphs(paragraphs) = self.printable.paragraphs(&line.description);
        let mut texts = paragraphs.into_iter().flatten();
        let head = texts.next().unwrap_or_default();
        let more: Vec<String> = texts.collect();
        LineView {
            long: more.len() > 12 || more.iter().map(String::len).sum::<usize>() + head.len() > LONG_DESCRIPTION,
            heading: self.line(&line.heading),
            head,
            more,
            quantity: lang.quantity(line.quantity_milli),
            unit: self.line(&line.unit),
            price: lang.amount(line.unit_price_ore),
            price_excluding_vat: self
                .unit_price_excluding_vat(line)
                .map(|ore| format!("{} {}", lang.amount(ore), self.labels.excluding_vat)),
            discount: if line.discount_bp == 0 {
                String::new()
            } else {
                lang.percent(line.discount_bp)
            },
            vat: self.vat(line.vat),
            amount: lang.amount(line.amount_ore),
        }
    }

    /// 17 kap. 24 § 9 asks for the unit price without VAT; where prices include it, it is printed below.
    fn unit_price_excluding_vat(&self, line: &Line) -> Option<i64> {
        let Vat::Rate(bp @ 1..) = line.vat else { return None };
        if !self.body.prices_include_vat {
            return None;
        }
        let whole = 10_000 + i128::from(bp);
        let scaled = i128::from(line.unit_price_ore) * 10_000;
        let half = if scaled < 0 { -whole / 2 } else { whole / 2 };
        i64::try_from((scaled + half) / whole).ok()
    }

    fn rates(&self) -> Vec<RateView> {
        let lang = self.language;
        let row = |row: &crate::VatRow| RateView {
            rate: self.vat(row.vat),
            base: lang.amount(row.net_ore),
            vat: lang.amount(row.vat_ore),
        };
        self.body.totals.vat_rows.iter().map(row).collect()
    }

    fn vat(&self, vat: Vat) -> String {
        match vat {
            Vat::Rate(bp) => self.language.percent(bp),
            Vat::Exempt | Vat::SmallBusiness => self.labels.exempt.to_owned(),
            Vat::EuServices | Vat::EuGoods => self.labels.eu.to_owned(),
            Vat::ExportGoods | Vat::ExportServices => self.labels.export.to_owned(),
            Vat::ReverseCharge => self.labels.reverse_charge.to_owned(),
        }
    }

    fn address(&self, lines: &[String]) -> String {
        self.joined(lines.iter().map(String::as_str), ", ")
    }

    fn joined<'t>(&self, parts: impl IntoIterator<Item = &'t str>, separator: &str) -> String {
        without_empty(parts.into_iter().map(|part| self.line(part)).collect()).join(separator)
    }

    fn labelled(&self, label: &str, value: &str) -> String {
        let value = self.line(value);
        if value.is_empty() {
            value
        } else {
            format!("{label} {value}")
        }
    }
}

fn without_empty(mut texts: Vec<String>) -> Vec<String> {
    texts.retain(|text| !text.is_empty());
    texts
}
