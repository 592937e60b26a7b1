//! Is every file one that the standard allows, and can everything be read back from it?

use super::{Head, Voucher, Writer, checksum::Checksum};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn head<'a>(accounts: &'a [(i32, String)], company: &'a str) -> Head<'a> {
    Head {
        version: "0.1.0",
        made_on: day("2026-11-20"),
        organisation_number: "5560160680",
        company,
        year: (day("2026-01-01"), day("2026-12-31")),
        accounts,
    }
}

fn written(head: &Head<'_>, vouchers: &[Voucher]) -> Vec<u8> {
    let mut w = Writer::new(head);
    let mut bytes = w.take();
    for v in vouchers {
        w.voucher(v);
        bytes.extend(w.take());
    }
    bytes.extend(w.end());
    bytes
}

/// The fields of a post as the standard divides them (5.7); an object list is one field.
fn fields(line: &[u8]) -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        match line[at] {
            b' ' => at += 1,
            b'"' => {
                let mut field = Vec::new();
                at += 1;
                while line[at] != b'"' {
                    at += usize::from(line[at] == b'\\');
                    field.push(line[at]);
                    at += 1;
                }
                at += 1;
                found.push(field);
            }
            _ => {
                let end = line[at..]
                    .iter()
                    .position(|b| *b == b' ')
                    .map_or(line.len(), |n| at + n);
                found.push(line[at..end].to_vec());
                at = end;
            }
        }
    }
    found
}

fn posts(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let text = bytes.strip_suffix(b"\r\n").expect("the last post ends as all do");
    text.split(|b| *b == b'\n')
        .map(|line| fields(line.strip_suffix(b"\r").unwrap_or(line)))
        .collect()
}

fn ascii(field: &[u8]) -> &str {
    std::str::from_utf8(field).unwrap()
}

#[test]
fn a_file_is_written_to_the_byte() {
    let accounts = [(1510, "Kundfordringar".to_owned()), (3001, "Försäljning".to_owned())];
    let voucher = Voucher {
        number: 7,
        dated_on: day("2026-10-02"),
        posted_on: day("2026-10-03"),
        text: "Faktura 10001, Åsa \"Målar\" Öberg".to_owned(),
        lines: vec![(1510, 125_005), (3001, -125_005)],
    };
    let bytes = written(&head(&accounts, "Lindqvist Bygg & Måleri AB"), &[voucher]);
    let expected: Vec<u8> = [
        &b"#FLAGGA 0\r\n#KSUMMA\r\n#PROGRAM \"Flexibla Kontoret\" \"0.1.0\"\r\n#FORMAT PC8\r\n#GEN 20261120\r\n#SIETYP 4\r\n"[..],
        b"#ORGNR 556016-0680\r\n#FNAMN \"Lindqvist Bygg & M\x86leri AB\"\r\n#RAR 0 20260101 20261231\r\n",
        b"#KONTO 1510 \"Kundfordringar\"\r\n#KONTO 3001 \"F\x94rs\x84ljning\"\r\n",
        b"#VER \"FK\" 7 20261002 \"Faktura 10001, \x8Fsa \\\"M\x86lar\\\" \x99berg\" 20261003\r\n{\r\n",
        b"#TRANS 1510 {} 1250.05\r\n#TRANS 3001 {} -1250.05\r\n}\r\n#KSUMMA ",
    ]
    .concat();
    let (start, end) = bytes.split_at(expected.len());
    assert_eq!(start, expected);
    // The sum of zip files over the posts between, without quotes round fields, spaces, braces and ends of lines.
    let mut sum = Checksum::default();
    sum.add(b"#PROGRAMFlexibla Kontoret0.1.0#FORMATPC8#GEN20261120#SIETYP4#ORGNR556016-0680");
    sum.add(b"#FNAMNLindqvist Bygg & M\x86leri AB#RAR02026010120261231#KONTO1510Kundfordringar");
    sum.add(b"#KONTO3001F\x94rs\x84ljning#VERFK720261002Faktura 10001, \x8Fsa \"M\x86lar\" \x99berg20261003");
    sum.add(b"#TRANS15101250.05#TRANS3001-1250.05");
    assert_eq!(end, format!("{}\r\n", sum.value()).as_bytes());
}

#[test]
fn a_number_that_is_none_is_left_out() {
    let odd = Head {
        organisation_number: "SE-12",
        ..head(&[], "AB")
    };
    let bytes = written(&odd, &[]);
    assert!(posts(&bytes).iter().all(|p| ascii(&p[0]) != "#ORGNR"));
}

fn any_voucher() -> impl Strategy<Value = (String, Vec<(i32, i64)>)> {
    let line = (1000..10_000, -1_000_000_000_000..1_000_000_000_000_i64);
    (any::<String>(), prop::collection::vec(line, 1..6)).prop_map(|(text, mut lines)| {
        let sum: i64 = lines.iter().map(|(_, n)| n).sum();
        lines.push((1510, -sum));
        (text, lines)
    })
}

proptest! {
    #[test]
    fn every_file_keeps_the_rules_and_is_read_back(
        company in any::<String>(),
        vouchers in prop::collection::vec(any_voucher(), 0..6),
    ) {
        let vouchers: Vec<Voucher> = (1..).zip(vouchers).map(|(number, (text, lines))| Voucher {
            number, dated_on: day("2026-10-02"), posted_on: day("2026-10-02"), text, lines,
        }).collect();
        let bytes = written(&head(&[], &company), &vouchers);
        // 5.7: no control characters but the ends of lines, each of them CR LF.
        prop_assert!(bytes.iter().all(|b| *b >= 32 && *b != 127 || *b == b'\r' || *b == b'\n'));
        prop_assert_eq!(bytes.iter().filter(|b| **b == b'\n').count(), bytes.windows(2).filter(|w| w == b"\r\n").count());
        let posts = posts(&bytes);
        // 7.1: the flag first; braces alone on their lines; nothing that a 4I must not have.
        let label = |p: &Vec<Vec<u8>>| ascii(&p[0]).to_owned();
        prop_assert_eq!(label(&posts[0]), "#FLAGGA");
        let known = ["#FLAGGA", "#KSUMMA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#ORGNR", "#FNAMN", "#RAR", "#KONTO", "#VER", "#TRANS", "{", "}"];
        for p in &posts {
            prop_assert!(known.contains(&label(p).as_str()));
            let brace = ["{", "}"].contains(&label(p).as_str());
            prop_assert!(!brace || p.len() == 1);
        }
        let mut read: Vec<(i64, Vec<(i32, i64)>)> = Vec::new();
        for p in &posts {
            match label(p).as_str() {
                "#VER" => read.push((ascii(&p[2]).parse().unwrap(), Vec::new())),
                "#TRANS" => {
                    let (kronor, ore) = ascii(&p[3]).split_once('.').unwrap();
                    let amount: i64 = format!("{kronor}{ore}").parse().unwrap();
                    read.last_mut().unwrap().1.push((ascii(&p[1]).parse().unwrap(), amount));
                }
                _ => {}
            }
        }
        prop_assert!(read.iter().all(|(_, lines)| lines.iter().map(|(_, n)| n).sum::<i64>() == 0));
        prop_assert_eq!(read, vouchers.into_iter().map(|v| (v.number, v.lines)).collect::<Vec<_>>());
    }
}
