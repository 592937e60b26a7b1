//! What does the person read first? A text in both languages, which any computer opens without a network.

use super::{
    content::{Content, Section},
    package::{PortabilityFile, PortabilityPiece},
};
use crate::{customers::dto::Language, privacy::subjects::labels};
use std::fmt::Write as _;

/// `README.txt`, with the mark by which old editors know UTF-8.
#[must_use]
pub fn text(content: &Content, files: &[PortabilityFile]) -> String {
    let mut text = String::from("\u{feff}");
    for language in [Language::Sv, Language::En] {
        part(&mut text, content, files, language);
    }
    text.replace('\n', "\r\n")
}

fn part(text: &mut String, content: &Content, files: &[PortabilityFile], language: Language) {
    let say = |sv: &'static str, en: &'static str| match language {
        Language::Sv => sv,
        Language::En => en,
    };
    let company = &content.company;
    let day = crate::clock::day(content.made_at);
    let title = say("DATAPORTABILITETSPAKET", "PORTABILITY PACKAGE");
    let _ = writeln!(text, "{title}\n");
    let _ = writeln!(text, "{}", say(INTRO.0, INTRO.1));
    let from = say("Från", "From");
    let contact: Vec<&str> = [company.organisation_number.as_str(), &company.email, &company.phone]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    let _ = writeln!(text, "\n{from}: {} ({})", company.name, contact.join(", "));
    let _ = writeln!(text, "{}: {day}\n", say("Gjort", "Made"));
    let _ = writeln!(text, "{}", say(PARTS.0, PARTS.1));
    let _ = writeln!(text, "\n{}:", say("Uppgifterna", "The data"));
    for section in &content.sections {
        let _ = writeln!(
            text,
            "  tables/{}.csv  {}: {}",
            section.table.name,
            name(section, language),
            section.rows.len()
        );
    }
    if !files.is_empty() {
        let _ = writeln!(text, "\n{}:", say("Dokumenten", "The documents"));
        for file in files {
            let _ = writeln!(text, "  {}", file.path);
        }
    }
    if !content.missing.is_empty() {
        let _ = writeln!(text, "\n{}:", say(MISSING.0, MISSING.1));
        for piece in &content.missing {
            let what = match piece.what {
                PortabilityPiece::Document => say("dokument", "document"),
                PortabilityPiece::IdentityNumber => say("personnummer (raderat)", "identity number (erased)"),
            };
            let _ = writeln!(text, "  {what}, {} {}", piece.table, piece.row);
        }
    }
    let _ = writeln!(text, "\n");
}

fn name(section: &Section, language: Language) -> &'static str {
    labels::record(section.table.name).map_or(section.table.name, |w| labels::say(w, language))
}

const INTRO: (&str, &str) = (
    "Här är de uppgifter som du har lämnat, i format som andra system kan läsa (artikel 20 i\n\
     dataskyddsförordningen). Du får ge paketet till vem du vill. Det innehåller personuppgifter och kan\n\
     innehålla personnummer: förvara det som du förvarar andra värdehandlingar.",
    "This is the data that you supplied, in formats that other systems can read (GDPR article 20). You may\n\
     give the package to whomever you like. It holds personal data and may hold personal identity numbers:\n\
     keep it as you keep other valuable papers.",
);

const PARTS: (&str, &str) = (
    "package.json  Allt, exakt som det är lagrat. Den som använder Flexibla Kontoret läser in filen som den är.\n\
     schema.json   Vad som kan stå i package.json (JSON Schema 2020-12).\n\
     tables/       Samma uppgifter som tabeller för kalkylprogram: komma mellan fälten, UTF-8 med inledande\n\
    \x20             märke så att å, ä och ö blir rätt. En text som ser ut som en formel inleds med apostrof,\n\
    \x20             och radbrytningar är mellanslag; exakt står den i package.json.\n\
     files/        Offerter och fakturor som du har fått, som PDF.",
    "package.json  Everything, exactly as it is stored. Whoever uses Flexibla Kontoret takes the file in as it is.\n\
     schema.json   What may stand in package.json (JSON Schema 2020-12).\n\
     tables/       The same data as tables for spreadsheets: commas between fields, UTF-8 with a leading mark\n\
    \x20             so that all letters come out right. A text that looks like a formula begins with an\n\
    \x20             apostrophe, and line breaks are spaces; package.json has it exactly.\n\
     files/        Offers and invoices that you got, as PDF.",
);

const MISSING: (&str, &str) = (
    "Detta skulle ha funnits här men gick inte att ta fram; fråga företaget",
    "This should be here but could not be had; ask the company",
);
