//! How do vouchers leave for another bookkeeping system? As a SIE file of type 4I (SIE filformat, utgåva 4B, 2008-09-30).
//!
//! Posts end with CR LF and stand in the order of the standard: flag, identification, accounts, vouchers. What the
//! standard forbids in a 4I (balances, results) can't be written here.

mod checksum;
mod cp437;
#[cfg(test)]
mod tests;

use checksum::Checksum;
use chrono::NaiveDate;

/// The series that vouchers have in the file: theirs alone, so that they stay what they were beside the receiver's own.
pub const SERIES: &str = "FK";

/// Whose vouchers they are, and when the file was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The version of the program.
    pub version: &'a str,
    /// The day of the file.
    pub made_on: NaiveDate,
    /// Ten digits, with or without hyphen; anything else is left out.
    pub organisation_number: &'a str,
    /// The company.
    pub company: &'a str,
    /// The first and the last day of the fiscal year.
    pub year: (NaiveDate, NaiveDate),
    /// The accounts that the vouchers use, with their names.
    pub accounts: &'a [(i32, String)],
}

/// A voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// Its number in the year.
    pub number: i64,
    /// The day of what happened.
    pub dated_on: NaiveDate,
    /// The day on which it was posted.
    pub posted_on: NaiveDate,
    /// What happened.
    pub text: String,
    /// Accounts and öre; debit above zero. Their sum is zero.
    pub lines: Vec<(i32, i64)>,
}

/// A file that is being written: the bytes so far can be taken away at any time.
#[derive(Debug)]
pub struct Writer {
    sum: Checksum,
    bytes: Vec<u8>,
}

impl Writer {
    /// Begins a file with everything that stands before the vouchers.
    #[must_use]
    pub fn new(head: &Head<'_>) -> Self {
        let mut w = Self {
            sum: Checksum::default(),
            bytes: Vec::new(),
        };
        // Outside the checksum: the receiver sets the flag, and the sum begins after its own post.
        w.bytes.extend_from_slice(b"#FLAGGA 0\r\n#KSUMMA\r\n");
        w.post("#PROGRAM", &[text("Flexibla Kontoret"), text(head.version)]);
        w.post("#FORMAT", &[plain("PC8")]);
        w.post("#GEN", &[day(head.made_on)]);
        w.post("#SIETYP", &[plain("4")]);
        if let Some(number) = hyphenated(head.organisation_number) {
            w.post("#ORGNR", &[plain(&number)]);
        }
        w.post("#FNAMN", &[text(head.company)]);
        w.post("#RAR", &[plain("0"), day(head.year.0), day(head.year.1)]);
        for (account, name) in head.accounts {
            w.post("#KONTO", &[plain(&account.to_string()), text(name)]);
        }
        w
    }

    /// Adds a voucher; those of a file come by rising number.
    pub fn voucher(&mut self, v: &Voucher) {
        let fields = [
            text(SERIES),
            plain(&v.number.to_string()),
            day(v.dated_on),
            text(&v.text),
            day(v.posted_on),
        ];
        self.post("#VER", &fields);
        self.bytes.extend_from_slice(b"{\r\n");
        for (account, amount) in &v.lines {
            let fields = [plain(&account.to_string()), Field::NoObjects, plain(&kronor(*amount))];
            self.post("#TRANS", &fields);
        }
        self.bytes.extend_from_slice(b"}\r\n");
    }

    /// The bytes so far, which are forgotten.
    #[must_use]
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// The last bytes: what wasn't taken, and the checksum.
    #[must_use]
    pub fn end(mut self) -> Vec<u8> {
        let sum = self.sum.value();
        self.bytes.extend_from_slice(format!("#KSUMMA {sum}\r\n").as_bytes());
        self.bytes
    }

    /// A post on its line. The sum is over labels and fields without what separates and encloses them (5.7, 10).
    fn post(&mut self, label: &str, fields: &[Field]) {
        self.bytes.extend_from_slice(label.as_bytes());
        self.sum.add(label.as_bytes());
        for field in fields {
            self.bytes.push(b' ');
            match field {
                Field::Plain(word) => {
                    self.bytes.extend_from_slice(word.as_bytes());
                    self.sum.add(word.as_bytes());
                }
                Field::Text(letters) => {
                    self.bytes.push(b'"');
                    self.bytes.extend(escaped(letters));
                    self.bytes.push(b'"');
                    self.sum.add(letters);
                }
                Field::NoObjects => self.bytes.extend_from_slice(b"{}"),
            }
        }
        self.bytes.extend_from_slice(b"\r\n");
    }
}

enum Field {
    /// Digits and letters of ASCII.
    Plain(String),
    /// Words in code page 437.
    Text(Vec<u8>),
    /// An empty list of objects.
    NoObjects,
}

/// Words as they stand between quotes: a quote of their own is marked (5.7).
fn escaped(letters: &[u8]) -> impl Iterator<Item = u8> {
    let marked = |letter: &u8| (*letter == b'"').then_some(b'\\').into_iter().chain([*letter]);
    letters.iter().flat_map(marked)
}

fn plain(word: &str) -> Field {
    Field::Plain(word.to_owned())
}

fn text(words: &str) -> Field {
    Field::Text(cp437::encode(words))
}

fn day(day: NaiveDate) -> Field {
    Field::Plain(day.format("%Y%m%d").to_string())
}

/// Kronor with a decimal point (5.9).
fn kronor(ore: i64) -> String {
    let sign = if ore < 0 { "-" } else { "" };
    let ore = ore.unsigned_abs();
    format!("{sign}{}.{:02}", ore / 100, ore % 100)
}

/// `nnnnnn-nnnn`, from ten digits.
fn hyphenated(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let (head, tail) = digits.split_at_checked(6)?;
    (digits.len() == 10).then(|| format!("{head}-{tail}"))
}
