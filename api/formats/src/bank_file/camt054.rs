//! What does a camt.054 notification say? ISO 20022, read by element names so that every version and prefix will do.

use super::{
    Account, AccountKind, BankFile, Deposit, Fault, Format, Incoming, MAX_PAYMENTS, Reference, Refusal, add, agree,
    count, text,
    xml::{Node, tree},
};
use chrono::NaiveDate;

type Read<T> = Result<T, Refusal>;

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Read<BankFile> {
    let root = tree(&text(bytes))?;
    let unknown = Refusal::new(0, Fault::Unknown);
    let notice = root.find(&["Document", "BkToCstmrDbtCdtNtfctn"]).ok_or(unknown)?;
    let mut deposits = Vec::new();
    let mut payments = 0;
    for account in notice.all("Ntfctn") {
        let entries: Vec<&Node> = account.all("Ntry").collect();
        summary(account, &entries)?;
        let to = account_of(account)?;
        for entry in entries {
            // What is only expected hasn't come in.
            if !booked(entry) {
                continue;
            }
            let deposit = deposit(entry, to.clone())?;
            payments += deposit.payments.len();
            if payments > MAX_PAYMENTS {
                return Err(Refusal::new(entry.line, Fault::TooLarge));
            }
            deposits.push(deposit);
        }
    }
    Ok(BankFile {
        format: Format::Camt054,
        deposits,
    })
}

/// The bank's own count and sums of the entries of an account, where it gives them.
fn summary(account: &Node, entries: &[&Node]) -> Read<()> {
    let Some(stated) = account.find(&["TxsSummry"]) else {
        return Ok(());
    };
    for (name, sign) in [("TtlNtries", 0), ("TtlCdtNtries", 1), ("TtlDbtNtries", -1)] {
        let Some(total) = stated.find(&[name]) else { continue };
        let (mut number, mut sum) = (0, 0);
        for entry in entries {
            let direction = direction(entry)?;
            if sign == 0 || sign == direction {
                number += 1;
                sum = add(entry.line, sum, money(entry.find(&["Amt"]).unwrap_or(entry))?.0)?;
            }
        }
        if let Some(n) = total.find(&["NbOfNtries"]) {
            agree(n.line, n.text.parse().map_err(|_| n.fault())?, number)?;
        }
        if let Some(n) = total.find(&["Sum"]) {
            agree(n.line, hundredths(&n.text).ok_or(n.fault())?, sum)?;
        }
    }
    Ok(())
}

fn account_of(account: &Node) -> Read<Account> {
    let id = account.find(&["Acct", "Id"]).ok_or(account.fault())?;
    let bare = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    if let Some(iban) = id.find(&["IBAN"]) {
        return Ok(Account {
            kind: AccountKind::Iban,
            number: bare(&iban.text).to_uppercase(),
        });
    }
    let number = bare(id.text(&["Othr", "Id"]));
    if number.is_empty() {
        return Err(id.fault());
    }
    let scheme = id.find(&["Othr", "SchmeNm"]);
    let scheme = scheme.map_or("", |s| {
        let code = s.text(&["Prtry"]);
        if code.is_empty() { s.text(&["Cd"]) } else { code }
    });
    let kind = match scheme {
        "BGNR" => AccountKind::Bankgiro,
        "PGNR" => AccountKind::Plusgiro,
        _ => AccountKind::Other,
    };
    let number = match kind {
        AccountKind::Bankgiro | AccountKind::Plusgiro => number.trim_start_matches('0').to_owned(),
        _ => number,
    };
    Ok(Account { kind, number })
}

/// Version 2 says `BOOK` as the text of `Sts`, later versions in `Sts/Cd`; without a status it is a notice of what was booked.
fn booked(entry: &Node) -> bool {
    let status = entry.find(&["Sts"]);
    status.is_none_or(|s| {
        let code = s.text(&["Cd"]);
        let code = if code.is_empty() { s.text.as_str() } else { code };
        code == "BOOK"
    })
}

fn direction(node: &Node) -> Read<i64> {
    match node.text(&["CdtDbtInd"]) {
        "CRDT" => Ok(1),
        "DBIT" => Ok(-1),
        _ => Err(node.fault()),
    }
}

fn day(entry: &Node) -> Read<NaiveDate> {
    for path in [
        ["BookgDt", "Dt"],
        ["BookgDt", "DtTm"],
        ["ValDt", "Dt"],
        ["ValDt", "DtTm"],
    ] {
        if let Some(found) = entry.find(&path) {
            let day = found.text.get(..10).unwrap_or_default();
            return NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| found.fault());
        }
    }
    Err(entry.fault())
}

/// A decimal number as hundredths; `None` when it is none, or finer than that.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let part = part.trim_end_matches('0');
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(part)
}

/// An amount and its currency.
fn money(node: &Node) -> Read<(i64, &str)> {
    hundredths(&node.text)
        .map(|amount| (amount, node.currency.as_str()))
        .ok_or(node.fault())
}

fn deposit(entry: &Node, account: Account) -> Read<Deposit> {
    let amount = entry.find(&["Amt"]).ok_or(entry.fault())?;
    let (gross, currency) = money(amount)?;
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(amount.fault());
    }
    let sign = direction(entry)?;
    let paid_on = day(entry)?;
    let details: Vec<&Node> = entry.all("NtryDtls").flat_map(|d| d.all("TxDtls")).collect();
    batches(entry)?;
    let mut payments = Vec::with_capacity(details.len().max(1));
    for transaction in &details {
        payments.push(payment(transaction, entry, currency, details.len() == 1)?);
    }
    if payments.is_empty() {
        payments.push(Incoming {
            line: entry.line,
            amount: sign * gross,
            message: entry.text(&["AddtlNtryInf"]).to_owned(),
            bank_reference: entry.text(&["AcctSvcrRef"]).to_owned(),
            ..Incoming::default()
        });
    }
    let (mut sum, mut fees) = (0, 0);
    for p in &payments {
        sum = add(p.line, sum, p.amount)?;
        fees = add(p.line, fees, p.fee)?;
    }
    // A bank that keeps its fee books the rest, and may show the transactions before or after it.
    if sum != sign * gross {
        agree(amount.line, sign * gross, add(amount.line, sum, -fees)?)?;
        for p in &mut payments {
            p.amount -= p.fee;
        }
    }
    Ok(Deposit {
        account,
        currency: currency.to_owned(),
        paid_on,
        amount: sign * gross,
        reference: first(&[entry.text(&["AcctSvcrRef"]), entry.text(&["NtryRef"])]),
        payments,
    })
}

/// The bank's own count of the transactions of an entry, where it gives it.
fn batches(entry: &Node) -> Read<()> {
    for details in entry.all("NtryDtls") {
        let shown: Vec<&Node> = details.all("TxDtls").collect();
        if let Some(n) = details.find(&["Btch", "NbOfTxs"]).filter(|_| !shown.is_empty()) {
            agree(n.line, n.text.parse().map_err(|_| n.fault())?, count(&shown))?;
        }
    }
    Ok(())
}

fn first(texts: &[&str]) -> String {
    texts
        .iter()
        .find(|t| !t.is_empty())
        .copied()
        .unwrap_or_default()
        .to_owned()
}

/// What reached the account of one transaction: later versions say it at once, version 2 among the amount's details.
fn amount<'n>(transaction: &'n Node, currency: &str) -> Option<&'n Node> {
    [
        &["Amt"][..],
        &["AmtDtls", "TxAmt", "Amt"],
        &["AmtDtls", "CntrValAmt", "Amt"],
        &["AmtDtls", "InstdAmt", "Amt"],
    ]
    .into_iter()
    .filter_map(|path| transaction.find(path))
    .find(|n| n.currency == currency)
}

fn payment(transaction: &Node, entry: &Node, currency: &str, alone: bool) -> Read<Incoming> {
    let sign = direction(transaction).or_else(|_| direction(entry))?;
    let found = match amount(transaction, currency) {
        Some(node) => money(node)?.0,
        // One transaction without an amount is the whole entry.
        None if alone => money(entry.find(&["Amt"]).ok_or(entry.fault())?)?.0,
        None => return Err(transaction.fault()),
    };
    let party = ["RltdPties", if sign > 0 { "Dbtr" } else { "Cdtr" }];
    let of_party = |rest: &[&str]| {
        let direct = transaction.text(&[&party[..], rest].concat());
        let nested = transaction.text(&[&party[..], &["Pty"], rest].concat());
        first(&[direct, nested])
    };
    let number = first(&[
        &of_party(&["Id", "OrgId", "Othr", "Id"]),
        &of_party(&["Id", "PrvtId", "Othr", "Id"]),
    ]);
    Ok(Incoming {
        line: transaction.line,
        amount: sign * found,
        fee: fee(transaction, currency)?,
        references: references(transaction)?,
        message: message(transaction),
        payer_name: of_party(&["Nm"]),
        payer_number: number.chars().filter(char::is_ascii_digit).collect(),
        bank_reference: first(&[
            transaction.text(&["Refs", "AcctSvcrRef"]),
            transaction.text(&["Refs", "TxId"]),
            if alone { entry.text(&["AcctSvcrRef"]) } else { "" },
        ]),
    })
}

/// What the bank kept: `Chrgs/Amt` in version 2, `Chrgs/Rcrd/Amt` later.
fn fee(transaction: &Node, currency: &str) -> Read<i64> {
    let mut sum = 0;
    for charges in transaction.all("Chrgs") {
        let records: Vec<&Node> = charges.all("Rcrd").collect();
        let all = if records.is_empty() { vec![charges] } else { records };
        for record in all {
            let own = record.text(&["CdtDbtInd"]) != "CRDT";
            if let Some(n) = record.find(&["Amt"]).filter(|n| own && n.currency == currency) {
                sum = add(n.line, sum, money(n)?.0)?;
            }
        }
    }
    Ok(sum)
}

fn references(transaction: &Node) -> Read<Vec<Reference>> {
    let mut references: Vec<Reference> = Vec::new();
    for information in transaction.all("RmtInf").flat_map(|r| r.all("Strd")) {
        let given = first(&[
            information.text(&["CdtrRefInf", "Ref"]),
            information.text(&["RfrdDocInf", "Nb"]),
        ]);
        if given.is_empty() || references.iter().any(|r| r.text == given) {
            continue;
        }
        let remitted = information.find(&["RfrdDocAmt", "RmtdAmt"]);
        let credited = information.find(&["RfrdDocAmt", "CdtNoteAmt"]);
        let amount = match (remitted, credited) {
            (Some(n), _) => Some(money(n)?.0),
            (None, Some(n)) => Some(-money(n)?.0),
            (None, None) => None,
        };
        references.push(Reference { text: given, amount });
    }
    Ok(references)
}

fn message(transaction: &Node) -> String {
    let free = transaction.all("RmtInf").flat_map(|r| r.all("Ustrd"));
    let structured = transaction.all("RmtInf").flat_map(|r| r.all("Strd"));
    let further = structured.flat_map(|s| s.all("AddtlRmtInf"));
    let lines: Vec<&str> = free
        .chain(further)
        .chain(transaction.all("AddtlTxInf"))
        .map(|n| n.text.as_str())
        .filter(|t| !t.is_empty())
        .collect();
    lines.join("\n")
}
