//! How are a document's head, references and sums written?

use super::{
    CUSTOMIZATION, Document, Kind, PROFILE,
    amounts::Amounts,
    lines,
    xml::{self, Xml, text},
};
use base64::Engine as _;
use std::io;

pub(super) fn header<W: io::Write>(x: &mut Xml<W>, d: &Document) -> io::Result<()> {
    x.leaf("cbc:CustomizationID", CUSTOMIZATION)?;
    x.leaf("cbc:ProfileID", PROFILE)?;
    x.leaf("cbc:ID", &d.number)?;
    x.leaf("cbc:IssueDate", &xml::day(d.issued_on))?;
    match d.kind {
        Kind::Invoice => {
            if let Some(due) = d.due_on {
                x.leaf("cbc:DueDate", &xml::day(due))?;
            }
            x.leaf("cbc:InvoiceTypeCode", d.kind.code())?;
        }
        Kind::CreditNote => x.leaf("cbc:CreditNoteTypeCode", d.kind.code())?,
    }
    x.given("cbc:Note", &d.note)?;
    x.leaf("cbc:DocumentCurrencyCode", &d.currency)?;
    x.given("cbc:BuyerReference", &d.buyer_reference)
}

pub(super) fn references<W: io::Write>(x: &mut Xml<W>, d: &Document) -> io::Result<()> {
    if !text(&d.order_reference).is_empty() {
        x.within("cac:OrderReference", |x| x.leaf("cbc:ID", &d.order_reference))?;
    }
    for before in &d.preceding {
        x.within("cac:BillingReference", |x| {
            x.within("cac:InvoiceDocumentReference", |x| {
                x.leaf("cbc:ID", &before.number)?;
                match before.issued_on {
                    Some(day) => x.leaf("cbc:IssueDate", &xml::day(day)),
                    None => Ok(()),
                }
            })
        })?;
    }
    let Some(file) = &d.attachment else { return Ok(()) };
    x.within("cac:AdditionalDocumentReference", |x| {
        x.leaf("cbc:ID", &d.number)?;
        x.given("cbc:DocumentDescription", &file.description)?;
        x.within("cac:Attachment", |x| {
            let content = base64::engine::general_purpose::STANDARD.encode(&file.bytes);
            let names = [("mimeCode", file.media_type.as_str()), ("filename", &file.file_name)];
            x.leaf_with("cbc:EmbeddedDocumentBinaryObject", &names, &content)
        })
    })
}

pub(super) fn tax_total<W: io::Write>(x: &mut Xml<W>, d: &Document, amounts: &Amounts) -> io::Result<()> {
    x.within("cac:TaxTotal", |x| {
        x.amount("cbc:TaxAmount", amounts.vat_ore)?;
        for row in &amounts.rows {
            x.within("cac:TaxSubtotal", |x| {
                x.amount("cbc:TaxableAmount", row.net_ore)?;
                x.amount("cbc:TaxAmount", row.vat_ore)?;
                lines::category(
                    x,
                    "cac:TaxCategory",
                    row.vat.category,
                    Some((&row.vat.reason, d.language)),
                )
            })?;
        }
        Ok(())
    })
}

pub(super) fn monetary_total<W: io::Write>(x: &mut Xml<W>, d: &Document, amounts: &Amounts) -> io::Result<()> {
    x.within("cac:LegalMonetaryTotal", |x| {
        x.amount("cbc:LineExtensionAmount", amounts.lines_ore)?;
        x.amount("cbc:TaxExclusiveAmount", amounts.net_ore)?;
        x.amount("cbc:TaxInclusiveAmount", amounts.net_ore + amounts.vat_ore)?;
        for (name, ore) in [
            ("cbc:AllowanceTotalAmount", amounts.allowances_ore),
            ("cbc:ChargeTotalAmount", amounts.charges_ore),
            ("cbc:PrepaidAmount", d.prepaid_ore),
            ("cbc:PayableRoundingAmount", d.rounding_ore),
        ] {
            if ore != 0 {
                x.amount(name, ore)?;
            }
        }
        x.amount("cbc:PayableAmount", d.payable_ore)
    })
}
