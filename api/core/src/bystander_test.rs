use super::*;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn found(text: &str) -> Vec<(BystanderSort, &str)> {
    places(text, today())
        .into_iter()
        .map(|(sort, place)| (sort, &text[place]))
        .collect()
}

#[test]
fn what_points_somebody_out_is_found_where_it_stands() {
    use BystanderSort::{Email, IdentityNumber, Phone};
    let table: &[(&str, &[(BystanderSort, &str)])] = &[
        ("Ring Olle på 070-123 45 67 efter fem.", &[(Phone, "070-123 45 67")]),
        (
            "Portkod hos grannen: 1234, tel +46 (0)90-12 34 56",
            &[(Phone, "+46 (0)90-12 34 56")],
        ),
        ("(070) 123 45 67", &[(Phone, "(070) 123 45 67")]),
        (
            "Mejla olle.öberg+hus@Kund.example.",
            &[(Email, "olle.öberg+hus@Kund.example")],
        ),
        ("810310-2391 är hans", &[(IdentityNumber, "810310-2391")]),
        (
            "Pnr 19810310-2391, tel 08-12 34 56",
            &[(IdentityNumber, "19810310-2391"), (Phone, "08-12 34 56")],
        ),
        (
            "070-123 45 67 / 070-765 43 21",
            &[(Phone, "070-123 45 67"), (Phone, "070-765 43 21")],
        ),
        ("Hus 12 0701234567", &[(Phone, "0701234567")]),
        ("Ring 0047 22 12 34 56", &[(Phone, "0047 22 12 34 56")]),
        ("19810310 2391", &[(IdentityNumber, "19810310 2391")]),
        // Nobody.
        ("Klart 2026-11-20 eller 20/11 2026, 01-02-2026", &[]),
        ("12 500,50 kr, 903 26 Umeå, org.nr 556016-0680, bg 5050-1055", &[]),
        ("Dörr 90x210, artikel 73210044, OCR 1000512", &[]),
        ("@ hemma, a@b, 0,75 mm, 0.5 l", &[]),
        ("", &[]),
    ];
    for (text, wanted) in table {
        assert_eq!(found(text), *wanted, "{text}");
    }
}

fn digit_check(nine: &str) -> u32 {
    let sum: u32 = nine
        .chars()
        .enumerate()
        .map(|(at, c)| {
            let twice = c.to_digit(10).unwrap() * (2 - u32::try_from(at % 2).unwrap());
            twice / 10 + twice % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

fn pick<const N: usize>(all: [&'static str; N]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(all.to_vec())
}

fn email() -> impl Strategy<Value = String> {
    let person = pick([
        "olle",
        "anna.berg",
        "b_nilsson",
        "åsa-lind",
        "info",
        "k.p+jobb",
        "Ulla77",
    ]);
    let domain = pick([
        "kund.example",
        "granne.example",
        "mail.firma.example",
        "hus-och-hem.example",
    ]);
    (person, domain).prop_map(|(person, domain)| format!("{person}@{domain}"))
}

fn phone() -> impl Strategy<Value = String> {
    let area = pick(["08", "090", "0920", "031", "070", "073", "076"]);
    (area, 100_000_u32..10_000_000, 0..8_u8).prop_filter_map("too long", |(area, rest, form)| {
        let rest = rest.to_string();
        if area.len() + rest.len() > 10 {
            return None;
        }
        let (head, tail) = rest.split_at(rest.len() - 4);
        let (tail, last) = tail.split_at(2);
        let bare = &area[1..];
        Some(match form {
            0 => format!("{area}-{head} {tail} {last}"),
            1 => format!("{area}{rest}"),
            2 => format!("{area} {head} {tail} {last}"),
            3 => format!("+46{bare}{rest}"),
            4 => format!("+46 {bare} {head} {tail} {last}"),
            5 => format!("+46 (0){bare}-{head}{tail}{last}"),
            6 => format!("{area}/{head}{tail}{last}"),
            _ => format!("0046 {bare} {head}{tail}{last}"),
        })
    })
}

fn identity_number() -> impl Strategy<Value = String> {
    (
        1930_u32..2020,
        1_u32..13,
        1_u32..29,
        0_u32..1000,
        any::<bool>(),
        0..5_u8,
    )
        .prop_map(|(year, month, day, number, coordination, form)| {
            let day = day + if coordination { 60 } else { 0 };
            let nine = format!("{:02}{month:02}{day:02}{number:03}", year % 100);
            let ten = format!("{nine}{}", digit_check(&nine));
            let (date, last) = ten.split_at(6);
            match form {
                0 => format!("{date}-{last}"),
                1 => format!("{}{date}-{last}", year / 100),
                2 => format!("{}{ten}", year / 100),
                3 => format!("{}{date} {last}", year / 100),
                _ => ten.clone(),
            }
        })
}

fn nobody() -> impl Strategy<Value = &'static str> {
    pick([
        "2026-11-20",
        "kl. 08:30",
        "12 500 kr",
        "903 26 Umeå",
        "556016-0680",
        "bg 5050-1055",
        "45x95 mm",
        "art. 73210044",
        "rum 3",
        "ABC 123",
        "9,5 m²",
        "v. 48",
        "lgh 1102",
        "Storgatan 12 B",
    ])
}

fn template() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("Ring grannen Olle, ", ", innan ni kommer."),
        ("Nyckel hos Ulla (", ")."),
        ("Kontakt på plats: ", ""),
        ("Hyresgästens uppgifter är ", "; kunden är bortrest."),
        ("Delägare: ", "\nBetalar hälften."),
        ("", " svarar i portlås"),
    ])
}

/// A thousand notes as offices write them, with what in each of them points somebody out.
#[test]
fn of_a_thousand_notes_hardly_anybody_is_missed_and_little_else_is_taken_for_somebody() {
    let who = prop_oneof![
        email().prop_map(|t| (BystanderSort::Email, t)),
        phone().prop_map(|t| (BystanderSort::Phone, t)),
        identity_number().prop_map(|t| (BystanderSort::IdentityNumber, t)),
    ];
    let note = (template(), who, nobody(), nobody());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let notes = prop::collection::vec(note, 1_000..=1_000)
        .new_tree(&mut runner)
        .unwrap()
        .current();
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for ((before, after), (sort, who), first, last) in &notes {
        let text = format!("{first}. {before}{who}{after} Annars {last}.");
        let seen = found(&text);
        if !seen.contains(&(*sort, who.as_str())) {
            missed.push((
                text.clone(),
                seen.iter().map(|(_, t)| (*t).to_owned()).collect::<Vec<_>>(),
            ));
        }
        wrong.extend(seen.iter().filter(|(_, t)| *t != who).map(|(_, t)| (*t).to_owned()));
    }
    assert!(missed.len() <= 10, "{} missed: {missed:#?}", missed.len());
    assert!(wrong.len() <= 10, "{} wrong: {wrong:#?}", wrong.len());
}

#[test]
fn a_page_of_digits_is_looked_through_a_number_at_a_time() {
    let page = format!("{}070-123 45 67 {}", "1 ".repeat(50_000), "2 ".repeat(50_000));
    assert_eq!(found(&page), [(BystanderSort::Phone, "070-123 45 67")]);
}

proptest! {
    #[test]
    fn any_text_has_places_of_its_own_that_do_not_meet(text in "[0-9+() @.a-zåÅ€/-]{0,60}") {
        let mut end = 0;
        for (_, place) in places(&text, today()) {
            prop_assert!(end <= place.start && place.start < place.end);
            prop_assert!(text.get(place.clone()).is_some());
            end = place.end;
        }
    }
}
