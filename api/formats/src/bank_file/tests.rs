//! Do the readers read what banks send, and refuse everything else by line?

use super::*;
use proptest::prelude::*;

const EXAMPLE: &[u8] = include_bytes!("../../golden/example-ocr.bgmax");
const NOTICE_02: &str = include_str!("../../golden/notice-02.camt054.xml");
const NOTICE_08: &str = include_str!("../../golden/notice-08.camt054.xml");

fn example() -> String {
    text(EXAMPLE)
}

/// The example with one text in place of another, which must be there.
fn spoilt(from: &str, to: &str) -> Result<BankFile, Refusal> {
    let example = example();
    assert!(example.contains(from), "{from}");
    read(example.replacen(from, to, 1).as_bytes())
}

fn refused(line: u32, fault: Fault) -> Result<BankFile, Refusal> {
    Err(Refusal { line, fault })
}

fn references(payment: &Incoming) -> Vec<&str> {
    payment.references.iter().map(|r| r.text.as_str()).collect()
}

#[test]
fn the_official_example_gives_its_control_totals() {
    let file = read(EXAMPLE).unwrap();
    assert_eq!(file.format, Format::BgMax);
    let deposits: Vec<_> = file
        .deposits
        .iter()
        .map(|d| (d.currency.as_str(), d.amount, d.payments.len(), d.reference.as_str()))
        .collect();
    assert_eq!(
        deposits,
        [
            ("SEK", 190_000, 3, "74"),
            ("SEK", 800_000, 4, "75"),
            ("EUR", 400_000, 2, "76")
        ]
    );
    let all: Vec<&Incoming> = file.deposits.iter().flat_map(|d| &d.payments).collect();
    assert_eq!(all.iter().filter(|p| p.amount > 0).count(), 8);
    assert_eq!(all.iter().filter(|p| p.amount < 0).count(), 1);
    for deposit in &file.deposits {
        assert_eq!(deposit.account.kind, AccountKind::Bankgiro);
        assert_eq!(deposit.account.number, "9912346");
        assert_eq!(deposit.paid_on, NaiveDate::from_ymd_opt(2004, 5, 25).unwrap());
    }
}

#[test]
fn the_official_example_gives_who_paid_and_what() {
    let file = read(EXAMPLE).unwrap();
    let first = &file.deposits[0].payments;
    assert_eq!(
        first[0],
        Incoming {
            line: 3,
            amount: 100_000,
            references: vec![Reference {
                text: "655969".into(),
                amount: None
            }],
            payer_name: "Kalles Plåt AB".into(),
            payer_number: "5500001234".into(),
            bank_reference: "10".into(),
            ..Incoming::default()
        }
    );
    assert_eq!((first[1].amount, references(&first[1])), (-50_000, vec!["89853"]));
    // Several numbers squeezed into one field are for the eye; those in lines of their own count, tabs or not.
    assert_eq!(
        references(&first[2]),
        ["657866", "658765", "657767", "657965"],
        "{:?}",
        first[2]
    );
    assert_eq!(
        first[2].message,
        "657866 658765 657767\nBetalning med extra refnr 657965"
    );
    let second = &file.deposits[1].payments;
    assert!(second[1].references.is_empty());
    assert_eq!(second[1].payer_name, "Berits Garn");
    assert_eq!(references(&second[3]), ["658260", "658369", "658468"]);
    assert_eq!(second[3].message, "Faktura 658369\nFaktura 658468");
}

#[test]
fn a_copy_saved_with_other_line_ends_or_as_utf_8_reads_the_same() {
    let official = read(EXAMPLE).unwrap();
    let copy = example();
    assert_eq!(read(copy.as_bytes()).as_ref(), Ok(&official));
    assert_eq!(read(copy.replace("\r\n", "\n").as_bytes()).as_ref(), Ok(&official));
    assert_eq!(
        read(format!("\u{feff}{copy}\r\n\u{1a}").as_bytes()).as_ref(),
        Ok(&official)
    );
    let unknown = copy.replacen("15000", "24 a record of the future\r\n15000", 1);
    let read = read(unknown.as_bytes()).unwrap();
    assert_eq!(read.deposits[0].payments, official.deposits[0].payments);
}

#[test]
fn a_broken_bgmax_file_is_refused_with_its_line() {
    use Fault::{Incomplete, Line, Order, Test, Total, Unknown};
    let total = |stated, found| Total { stated, found };
    let table = [
        ("01BGMAX ", "01BGMIN ", 1, Unknown),
        ("01BGMAX               01", "01BGMAX               02", 1, Unknown),
        ("331P", "331T", 1, Test),
        ("050009912346", "25          ", 2, Order),
        ("050009912346", "05000991234X", 2, Line),
        ("          SEK ", "          kr  ", 2, Line),
        ("000000000000100000220000", "                  220000", 3, Line),
        ("00000000000010000022000", "0000000000001O000022000", 3, Line),
        (
            "000000000000100000220000",
            "000000000000100001220000",
            23,
            total(190_000, 190_001),
        ),
        ("SEK00000003", "SEK00000004", 23, total(4, 3)),
        ("SEK00000003", "NOK00000003", 23, Line),
        ("2004052500074", "2004132500074", 23, Line),
        ("7000000008", "7000000009", 66, total(9, 8)),
        ("700000000800000001", "700000000800000002", 66, total(2, 1)),
        (
            "70000000080000000100000009",
            "70000000080000000100000008",
            66,
            total(8, 9),
        ),
        ("0000000900000003", "0000000900000002", 66, total(2, 3)),
        ("7000000008", "7100000008", 66, Incomplete),
        ("1500000", "9900000", 24, Order),
    ];
    for (from, to, line, fault) in table {
        assert_eq!(spoilt(from, to), refused(line, fault), "{from} -> {to}");
    }
    let twice = [example(), example()].concat();
    assert_eq!(read(twice.as_bytes()), refused(67, Order));
    let cut = example().lines().take(10).collect::<Vec<_>>().join("\r\n");
    assert_eq!(read(cut.as_bytes()), refused(10, Incomplete));
}

#[test]
fn other_files_are_refused_as_a_whole() {
    for other in [
        &b""[..],
        b"  \n",
        b"%PDF-1.7",
        b"Datum;Belopp;Text\n2026-11-20;100,00;x",
        b"\x00\xff\xfe",
        b"<?xml version=\"1.0\"?><Document><BkToCstmrStmt/></Document>",
        b"<html></html>",
    ] {
        assert_eq!(read(other), refused(0, Fault::Unknown));
    }
    assert_eq!(read(&vec![b'0'; MAX_BYTES + 1]), refused(0, Fault::TooLarge));
}

#[test]
fn a_version_2_notice_is_read() {
    let file = read(NOTICE_02.as_bytes()).unwrap();
    assert_eq!(file.format, Format::Camt054);
    let [incoming, refunded] = &file.deposits[..] else {
        panic!("what is pending hasn't come in: {:?}", file.deposits)
    };
    assert_eq!(incoming.account.number, "9912346");
    assert_eq!(incoming.account.kind, AccountKind::Bankgiro);
    assert_eq!((incoming.amount, incoming.reference.as_str()), (825_050, "DEP0001"));
    let [one, two, three] = &incoming.payments[..] else {
        panic!("{incoming:?}")
    };
    assert_eq!((one.amount, references(one)), (550_000, vec!["10017"]));
    assert_eq!(
        (
            one.payer_name.as_str(),
            one.payer_number.as_str(),
            one.bank_reference.as_str()
        ),
        ("Kalles Plåt & Rör AB", "5560160680", "TX0001")
    );
    assert_eq!(two.payer_name, "Anna Öberg");
    let amounts: Vec<_> = two.references.iter().map(|r| (r.text.as_str(), r.amount)).collect();
    assert_eq!(amounts, [("10025", Some(300_000)), ("1003", Some(-25_000))]);
    assert_eq!(
        (three.amount, three.message.as_str()),
        (50, "Faktura 1004\nTack för jobbet!")
    );
    assert_eq!(
        (refunded.amount, refunded.payments[0].message.as_str()),
        (-10_000, "Återbetalning")
    );
}

#[test]
fn a_version_8_notice_is_read_with_the_banks_fee() {
    let file = read(NOTICE_08.as_bytes()).unwrap();
    let deposit = &file.deposits[0];
    assert_eq!(deposit.account.number, "SE4550000000058398257466");
    assert_eq!((deposit.currency.as_str(), deposit.amount), ("EUR", 99_000));
    let payment = &deposit.payments[0];
    assert_eq!((payment.amount, payment.fee), (99_000, 1_000));
    assert_eq!(payment.payer_name, "Møller Bygg A/S");
    assert_eq!(payment.message, "Invoice 1007 & 1008");
    assert_eq!(payment.bank_reference, "T77");
}

#[test]
fn a_broken_notice_is_refused_with_its_line() {
    use Fault::{Entities, Line, Total, Xml};
    let total = |stated, found| Total { stated, found };
    let table = [
        ("8500.50</Sum>", "8500.51</Sum>", 17, total(850_051, 850_050)),
        ("<NbOfNtries>3<", "<NbOfNtries>4<", 16, total(4, 3)),
        ("<NbOfTxs>3<", "<NbOfTxs>2<", 28, total(2, 3)),
        ("SEK\">5500.00", "SEK\">5500.01", 21, total(825_050, 825_051)),
        ("5500.00", "5500,00", 31, Line),
        ("5500.00", "5500.001", 31, Line),
        ("2750.00", "99999999999999999999", 37, Line),
        (
            "<Dt>2026-11-20</Dt></BookgDt>",
            "<Dt>2026-11-31</Dt></BookgDt>",
            24,
            Line,
        ),
        ("<Amt Ccy=\"SEK\">8250.50", "<Amt Ccy=\"kr\">8250.50", 21, Line),
        ("</Acct>", "</Account>", 14, Xml),
        ("&amp;", "&company;", 32, Entities),
        (
            "<Document",
            "<!DOCTYPE d [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<Document",
            2,
            Entities,
        ),
    ];
    for (from, to, line, fault) in table {
        assert!(NOTICE_02.contains(from), "{from}");
        assert_eq!(
            read(NOTICE_02.replacen(from, to, 1).as_bytes()),
            refused(line, fault),
            "{from} -> {to}"
        );
    }
    let cut = &NOTICE_02[..NOTICE_02.len() / 2];
    let refusal = read(cut.as_bytes()).unwrap_err();
    assert!(matches!(refusal.fault, Xml | Fault::Incomplete), "{refusal}");
    let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
    assert_eq!(read(deep.as_bytes()), refused(1, Fault::TooLarge));
}

#[test]
fn the_day_that_counts_is_when_the_money_reached_the_account() {
    for deposit in read(NOTICE_02.as_bytes()).unwrap().deposits {
        assert_eq!(deposit.paid_on, NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    }
}

/// A sample with pieces cut out, doubled or overwritten.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let samples = prop::sample::select(vec![EXAMPLE, NOTICE_02.as_bytes(), NOTICE_08.as_bytes()]);
    let change = (
        any::<prop::sample::Index>(),
        0..60_usize,
        prop_oneof![
            prop::collection::vec(any::<u8>(), 0..8),
            "[0-9<>/&; \t\r\n-]{0,12}".prop_map(String::into_bytes),
        ],
        any::<bool>(),
    );
    (samples, prop::collection::vec(change, 1..6)).prop_map(|(sample, changes)| {
        let mut bytes = sample.to_vec();
        for (at, length, insert, double) in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            let piece = if double {
                [bytes[at..end].to_vec(), insert].concat()
            } else {
                insert
            };
            let keep_end = if double { at } else { end };
            bytes.splice(at..keep_end, piece);
        }
        bytes
    })
}

/// What holds of every file that is read.
fn sound(bytes: &[u8]) {
    let Ok(file) = read(bytes) else { return };
    for deposit in &file.deposits {
        let sum: i64 = deposit.payments.iter().map(|p| p.amount).sum();
        assert_eq!(sum, deposit.amount);
        assert!(!deposit.account.number.is_empty());
        for p in &deposit.payments {
            assert!(p.line > 0 && !p.message.contains('\0') && !p.payer_name.contains('\0'));
        }
    }
}

proptest! {
    #[test]
    fn a_changed_sample_is_read_soundly_or_refused(bytes in mutated()) {
        sound(&bytes);
    }

    #[test]
    fn no_bytes_break_a_reader(start in prop::sample::select(vec!["", "01", "01BGMAX               01\n", "<Document>"]),
        rest in prop::collection::vec(any::<u8>(), 0..400)) {
        sound(&[start.as_bytes(), &rest].concat());
    }
}
