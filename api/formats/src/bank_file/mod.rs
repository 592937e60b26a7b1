//! Which payments does the bank say have come in? One reading of its files, whichever format they have.

mod bgmax;
mod camt054;
#[cfg(test)]
mod tests;
mod xml;

use chrono::NaiveDate;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// The most payments of one file.
pub const MAX_PAYMENTS: usize = 10_000;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Bankgiro Inbetalningar, version 01.
    BgMax,
    /// ISO 20022 debit and credit notification, any version.
    Camt054,
}

/// What kind of account the money came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// A bankgiro number.
    Bankgiro,
    /// A plusgiro number.
    Plusgiro,
    /// An international account number.
    Iban,
    /// A bank's own number.
    Other,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Of which kind.
    pub kind: AccountKind,
    /// Its number without spaces and hyphens.
    pub number: String,
}

/// What a bank's file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankFile {
    /// How it is written.
    pub format: Format,
    /// The sums that reached an account, in the order of the file.
    pub deposits: Vec<Deposit>,
}

/// One sum on an account, and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// The account that it reached.
    pub account: Account,
    /// ISO 4217.
    pub currency: String,
    /// The day on which it reached the account.
    pub paid_on: NaiveDate,
    /// In hundredths of the currency, deductions taken off.
    pub amount: i64,
    /// The bank's own number of it, or empty.
    pub reference: String,
    /// The payments; their sum is the deposit.
    pub payments: Vec<Incoming>,
}

/// One payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// In hundredths of the currency; below zero for a deduction.
    pub amount: i64,
    /// What the bank kept for itself of it.
    pub fee: i64,
    /// What it pays, as the payer or the bank says.
    pub references: Vec<Reference>,
    /// What the payer wrote, line by line.
    pub message: String,
    /// Who paid, or empty.
    pub payer_name: String,
    /// The payer's organisation or identity number, digits alone; or empty.
    pub payer_number: String,
    /// The bank's own number of this payment, or empty.
    pub bank_reference: String,
}

/// One thing that a payment pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// An OCR or an invoice number, as it was given.
    pub text: String,
    /// How much of the payment is for it, where that is said.
    pub amount: Option<i64>,
}

/// Why a file is refused: on which line, and what is wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct Refusal {
    /// The line, from 1; 0 when it is the file as a whole.
    pub line: u32,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Neither of the formats.
    #[error("neither a BgMax nor a camt.054 file")]
    Unknown,
    /// More than [`MAX_BYTES`] or [`MAX_PAYMENTS`].
    #[error("the file is too large")]
    TooLarge,
    /// A file that the bank marked as a test.
    #[error("a test file: nothing was paid")]
    Test,
    /// A field of the line isn't what belongs there.
    #[error("a field of the line can't be read")]
    Line,
    /// The line stands where it can't.
    #[error("the line stands in the wrong place")]
    Order,
    /// The file ends before its end mark.
    #[error("the file ends too early")]
    Incomplete,
    /// A sum or number of the bank's doesn't agree with what it is the sum or number of.
    #[error("the control total is {stated}, but what it counts is {found}")]
    Total {
        /// What the file states.
        stated: i64,
        /// What the file holds.
        found: i64,
    },
    /// Not well-formed XML.
    #[error("not well-formed XML")]
    Xml,
    /// XML with a document type or entities of its own, which no bank sends and an attacker might.
    #[error("XML with a document type or entities of its own")]
    Entities,
}

impl Refusal {
    const fn new(line: u32, fault: Fault) -> Self {
        Self { line, fault }
    }
}

/// Reads a file of either format.
///
/// # Errors
/// [`Refusal`]: nothing of a file counts unless all of it can be read and every control total agrees.
pub fn read(bytes: &[u8]) -> Result<BankFile, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::new(0, Fault::TooLarge));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
    match &bytes[start..] {
        [b'0', b'1', ..] => bgmax::read(bytes),
        [b'<', ..] => camt054::read(bytes),
        _ => Err(Refusal::new(0, Fault::Unknown)),
    }
}

/// Text as UTF-8 where it is, otherwise as ISO 8859-1: Bankgirot's files are the latter, a saved copy may be the former.
fn text(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().copied().map(char::from).collect(), str::to_owned)
}

/// Text without control characters but those that end lines and columns; no database keeps U+0000.
fn printable(text: &str) -> String {
    let shown = |c: char| {
        if c.is_control() && !"\t\r\n".contains(c) {
            ' '
        } else {
            c
        }
    };
    text.chars().map(shown).collect()
}

/// The sum of two amounts, which no file may drive beyond what can be counted.
fn add(line: u32, one: i64, other: i64) -> Result<i64, Refusal> {
    one.checked_add(other).ok_or(Refusal::new(line, Fault::Line))
}

/// Refuses when what a file states differs from what it holds.
fn agree(line: u32, stated: i64, found: i64) -> Result<(), Refusal> {
    if stated == found {
        Ok(())
    } else {
        Err(Refusal::new(line, Fault::Total { stated, found }))
    }
}

/// How many, as control totals count.
fn count<T>(items: &[T]) -> i64 {
    i64::try_from(items.len()).unwrap_or(i64::MAX)
}
