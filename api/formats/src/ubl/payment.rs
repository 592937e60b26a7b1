//! How is it written where and when to pay, in the Swedish way (SE-R-007 to SE-R-012)?

use super::{
    Account, Document, Kind,
    xml::{Xml, day, text},
};
use std::io;

/// UNCL4461: credit transfer; bankgiro and plusgiro are told by the branch.
const CREDIT_TRANSFER: &str = "30";

pub(super) fn means<W: io::Write>(x: &mut Xml<W>, d: &Document) -> io::Result<()> {
    for (index, account) in d.accounts.iter().enumerate() {
        x.within("cac:PaymentMeans", |x| {
            x.leaf("cbc:PaymentMeansCode", CREDIT_TRANSFER)?;
            // An invoice says it in its header; a credit note has no other place, and says it once (UBL-SR-45).
            if let (0, Kind::CreditNote, Some(due)) = (index, d.kind, d.due_on) {
                x.leaf("cbc:PaymentDueDate", &day(due))?;
            }
            x.given("cbc:PaymentID", &d.payment_reference)?;
            x.within("cac:PayeeFinancialAccount", |x| payee(x, account))
        })?;
    }
    Ok(())
}

fn payee<W: io::Write>(x: &mut Xml<W>, account: &Account) -> io::Result<()> {
    let (number, branch) = match account {
        Account::Bankgiro(number) => (digits(number), "SE:BANKGIRO"),
        Account::Plusgiro(number) => (digits(number), "SE:PLUSGIRO"),
        Account::Iban { iban, bic } => (iban.split_whitespace().collect(), bic.as_str()),
    };
    x.leaf("cbc:ID", &number)?;
    if text(branch).is_empty() {
        return Ok(());
    }
    x.within("cac:FinancialInstitutionBranch", |x| x.leaf("cbc:ID", branch))
}

pub(super) fn terms<W: io::Write>(x: &mut Xml<W>, d: &Document) -> io::Result<()> {
    if text(&d.payment_terms).is_empty() {
        return Ok(());
    }
    x.within("cac:PaymentTerms", |x| x.leaf("cbc:Note", &d.payment_terms))
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
