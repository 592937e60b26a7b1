//! What does a BgMax file say? Lines of 80 columns, ISO 8859-1, amounts in öre (Bankgiro Inbetalningar, technical manual).

use super::{
    Account, AccountKind, BankFile, Deposit, Fault, Format, Incoming, MAX_PAYMENTS, Reference, Refusal, add, agree,
    count, printable, text,
};
use chrono::NaiveDate;

type Read<T> = Result<T, Refusal>;

/// A line whose columns can be asked for beyond its end.
struct Line {
    number: u32,
    columns: Vec<char>,
}

impl Line {
    /// Tabs reach the next column that is a multiple of eight: Bankgirot's own example has such lines.
    fn new(number: u32, text: &str) -> Self {
        let mut columns = Vec::with_capacity(80);
        for letter in text.chars() {
            if letter == '\t' {
                columns.resize(columns.len() / 8 * 8 + 8, ' ');
            } else {
                columns.push(letter);
            }
        }
        Self { number, columns }
    }

    /// Columns `from` to `to`, counted from 1 as the manual does, without the spaces around them.
    fn text(&self, from: usize, to: usize) -> String {
        let columns = self.columns.iter().skip(from - 1).take(to + 1 - from);
        columns.collect::<String>().trim().to_owned()
    }

    fn kind(&self) -> String {
        self.text(1, 2)
    }

    /// A number; what is blank is zero.
    fn number(&self, from: usize, to: usize) -> Read<i64> {
        match self.text(from, to).as_str() {
            "" => Ok(0),
            digits if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().map_err(|_| self.fault()),
            _ => Err(self.fault()),
        }
    }

    /// A number that must be there.
    fn required(&self, from: usize, to: usize) -> Read<i64> {
        if self.text(from, to).is_empty() {
            return Err(self.fault());
        }
        self.number(from, to)
    }

    /// A number as text without the zeros before it, as giro numbers are written.
    fn digits(&self, from: usize, to: usize) -> Read<String> {
        self.number(from, to)
            .map(|n| if n == 0 { String::new() } else { n.to_string() })
    }

    fn currency(&self, from: usize) -> Read<String> {
        let currency = self.text(from, from + 2);
        let known = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
        if known { Ok(currency) } else { Err(self.fault()) }
    }

    fn day(&self, from: usize) -> Read<NaiveDate> {
        NaiveDate::parse_from_str(&self.text(from, from + 7), "%Y%m%d").map_err(|_| self.fault())
    }

    fn fault(&self) -> Refusal {
        Refusal::new(self.number, Fault::Line)
    }

    fn misplaced(&self) -> Refusal {
        Refusal::new(self.number, Fault::Order)
    }
}

/// A section between its opening and its deposit.
struct Section {
    account: Account,
    currency: String,
    payments: Vec<Incoming>,
}

#[derive(Default)]
struct Reader {
    begun: bool,
    ended: bool,
    section: Option<Section>,
    deposits: Vec<Deposit>,
    payments: i64,
    deductions: i64,
    extra_references: i64,
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Read<BankFile> {
    let text = printable(&text(bytes));
    let mut reader = Reader::default();
    let mut last = 0;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_end();
        if !line.trim().is_empty() {
            reader.take(&Line::new(number, line))?;
        }
        last = number;
    }
    if !reader.ended {
        return Err(Refusal::new(last, Fault::Incomplete));
    }
    Ok(BankFile {
        format: Format::BgMax,
        deposits: reader.deposits,
    })
}

impl Reader {
    fn take(&mut self, line: &Line) -> Read<()> {
        if !self.begun {
            return self.begin(line);
        }
        if self.ended {
            return Err(line.misplaced());
        }
        match line.kind().as_str() {
            "01" => Err(line.misplaced()),
            "05" => self.open(line),
            "20" => self.pay(line, 1),
            "21" => self.pay(line, -1),
            "22" | "23" => self.refer(line),
            "25" => self.current(line).map(|p| push_line(&mut p.message, &line.text(3, 52))),
            "26" => self.current(line).map(|p| p.payer_name = joined(line)),
            // The address is in the file that is kept; nobody needs it to tell what was paid.
            "27" | "28" => self.current(line).map(|_| ()),
            "29" => {
                let number = line.digits(3, 14)?;
                // It stands right-aligned after two zeros.
                self.current(line).map(|p| p.payer_number = number)
            }
            "15" => self.close(line),
            "70" => self.end(line),
            // A reader passes over records that it doesn't know.
            _ => Ok(()),
        }
    }

    fn begin(&mut self, line: &Line) -> Read<()> {
        if line.kind() != "01" || line.text(3, 22) != "BGMAX" || line.text(23, 24) != "01" {
            return Err(Refusal::new(line.number, Fault::Unknown));
        }
        if line.text(45, 45) == "T" {
            return Err(Refusal::new(line.number, Fault::Test));
        }
        self.begun = true;
        Ok(())
    }

    fn open(&mut self, line: &Line) -> Read<()> {
        if self.section.is_some() {
            return Err(line.misplaced());
        }
        let (bankgiro, plusgiro) = (line.digits(3, 12)?, line.digits(13, 22)?);
        let account = if bankgiro.is_empty() {
            Account {
                kind: AccountKind::Plusgiro,
                number: plusgiro,
            }
        } else {
            Account {
                kind: AccountKind::Bankgiro,
                number: bankgiro,
            }
        };
        if account.number.is_empty() {
            return Err(line.fault());
        }
        self.section = Some(Section {
            account,
            currency: line.currency(23)?,
            payments: Vec::new(),
        });
        Ok(())
    }

    fn pay(&mut self, line: &Line, sign: i64) -> Read<()> {
        let amount = sign * line.required(38, 55)?;
        let reference = line.text(13, 37);
        let mut incoming = Incoming {
            line: line.number,
            amount,
            bank_reference: line.digits(58, 69)?,
            ..Incoming::default()
        };
        match line.text(56, 56).as_str() {
            // Read by the bank, or one of several: what holds letters or more than one number is left to the reader's eye.
            "2" | "3" | "5" if is_one(&reference) => incoming.references.push(Reference {
                text: reference,
                amount: None,
            }),
            "0" | "1" | "2" | "3" | "4" | "5" | "" => push_line(&mut incoming.message, &reference),
            _ => return Err(line.fault()),
        }
        if sign > 0 {
            self.payments += 1;
        } else {
            self.deductions += 1;
        }
        if self.payments + self.deductions > i64::try_from(MAX_PAYMENTS).unwrap_or(i64::MAX) {
            return Err(Refusal::new(line.number, Fault::TooLarge));
        }
        let section = self.section.as_mut().ok_or_else(|| line.misplaced())?;
        section.payments.push(incoming);
        Ok(())
    }

    fn refer(&mut self, line: &Line) -> Read<()> {
        self.extra_references += 1;
        let (text, amount) = (line.text(13, 37), line.number(38, 55)?);
        let incoming = self.current(line)?;
        let known = incoming.references.iter().any(|r| r.text == text);
        if is_one(&text) && !known {
            let amount = Some(amount).filter(|a| *a != 0);
            incoming.references.push(Reference { text, amount });
        } else if !known {
            push_line(&mut incoming.message, &text);
        }
        Ok(())
    }

    fn current(&mut self, line: &Line) -> Read<&mut Incoming> {
        self.section
            .as_mut()
            .and_then(|s| s.payments.last_mut())
            .ok_or_else(|| line.misplaced())
    }

    /// The deposit is what was paid less what was deducted, and counts both.
    fn close(&mut self, line: &Line) -> Read<()> {
        let section = self.section.take().ok_or_else(|| line.misplaced())?;
        let mut sum = 0;
        for incoming in &section.payments {
            sum = add(line.number, sum, incoming.amount)?;
        }
        let amount = line.required(51, 68)?;
        // Deductions may be larger than the payments: the bank then draws the difference.
        agree(line.number, amount, if sum < 0 { -sum } else { sum })?;
        agree(line.number, line.required(72, 79)?, count(&section.payments))?;
        if line.currency(69)? != section.currency {
            return Err(line.fault());
        }
        self.deposits.push(Deposit {
            account: section.account,
            currency: section.currency,
            paid_on: line.day(38)?,
            amount: sum,
            reference: line.digits(46, 50)?,
            payments: section.payments,
        });
        Ok(())
    }

    fn end(&mut self, line: &Line) -> Read<()> {
        if self.section.is_some() {
            return Err(line.misplaced());
        }
        agree(line.number, line.required(3, 10)?, self.payments)?;
        agree(line.number, line.required(11, 18)?, self.deductions)?;
        agree(line.number, line.required(19, 26)?, self.extra_references)?;
        agree(line.number, line.required(27, 34)?, count(&self.deposits))?;
        self.ended = true;
        Ok(())
    }
}

/// Whether this is one number, as a payment reference is.
fn is_one(reference: &str) -> bool {
    !reference.is_empty() && reference.bytes().all(|b| b.is_ascii_digit())
}

fn joined(line: &Line) -> String {
    format!("{} {}", line.text(3, 37), line.text(38, 72)).trim().to_owned()
}

fn push_line(text: &mut String, line: &str) {
    if !line.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
}
