//! Is the file itself sound? Standards, reproducible bytes, memory, pictures.

use std::sync::LazyLock;

use kontoret_documents::{DocumentError, Engine, Language, Logo};
use typst::syntax::{RootedPath, VirtualPath, VirtualRoot};

use crate::pdf;
use crate::samples::{LOGO, invoice, offer, totals};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().unwrap());
/// One red pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2,
    0, 0, 0, 0x90, 0x77, 0x53, 0xde, 0, 0, 0, 12, b'I', b'D', b'A', b'T', 0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3,
    1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn contains(bytes: &[u8], wanted: &str) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

#[test]
fn the_file_declares_both_standards_language_and_title() {
    for (language, code, title) in [
        (Language::Swedish, "sv-SE", "Faktura 1042 – Lindqvist Bygg & Måleri AB"),
        (Language::English, "en-GB", "Invoice 1042 – Lindqvist Bygg & Måleri AB"),
    ] {
        let bytes = ENGINE.invoice_pdf(&invoice(language)).unwrap();
        for metadata in [
            "<pdfaid:part>3</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(contains(&bytes, metadata), "{metadata}");
        }
        assert!(contains(&bytes, code), "{code}");
        let info = pdf::info(&bytes);
        assert!(info.contains(title), "{info}");
        assert!(
            info.lines()
                .any(|line| line.starts_with("Tagged:") && line.ends_with("yes")),
            "{info}"
        );
    }
}

#[test]
fn the_e_invoice_is_in_the_file_as_its_other_form() {
    let xml = "<?xml version=\"1.0\"?><Invoice>Å</Invoice>".as_bytes().to_vec();
    let mut invoice = invoice(Language::Swedish);
    let without = ENGINE.invoice_pdf(&invoice).unwrap();
    assert_eq!(pdf::attachments(&without), Vec::<(String, Vec<u8>)>::new());
    invoice.e_invoice = Some(xml.clone());
    let bytes = ENGINE.invoice_pdf(&invoice).unwrap();
    assert_eq!(pdf::attachments(&bytes), [("e-invoice.xml".to_owned(), xml)]);
    assert_eq!(ENGINE.invoice_pdf(&invoice).unwrap(), bytes);
    for wanted in [
        "/AFRelationship/Alternative",
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ] {
        assert!(contains(&bytes, wanted), "{wanted}");
    }
    assert_eq!(pdf::text(&bytes), pdf::text(&without));
    assert_eq!(pdf::structure(&bytes), pdf::structure(&without), "tagged as before");
}

#[test]
fn headings_table_and_pictures_are_tagged() {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.logo = Some(Logo::Svg(LOGO.to_vec()));
    let bytes = ENGINE.invoice_pdf(&invoice).unwrap();
    let structure = pdf::structure(&bytes);
    for tag in ["H1 ", "H2 ", "Table", "THead", "TH", "TD", "Figure"] {
        assert!(structure.contains(tag), "{tag} is missing in {structure}");
    }
    assert_eq!(structure.matches("Figure").count(), 3, "logo and two codes");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let invoice = invoice(Language::Swedish);
    let first = ENGINE.invoice_pdf(&invoice).unwrap();
    ENGINE.offer_pdf(&offer(Language::English)).unwrap();
    assert_eq!(ENGINE.invoice_pdf(&invoice).unwrap(), first);
    assert_eq!(Engine::new().unwrap().invoice_pdf(&invoice).unwrap(), first);
    let stored: kontoret_documents::InvoiceDocument =
        serde_json::from_str(&serde_json::to_string(&invoice).unwrap()).unwrap();
    assert_eq!(ENGINE.invoice_pdf(&stored).unwrap(), first);
    let mut other = invoice;
    other.body.ident.push('2');
    assert_ne!(ENGINE.invoice_pdf(&other).unwrap(), first);
}

#[test]
fn rendering_takes_no_new_paths_and_no_more_memory() {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.logo = Some(Logo::Png(PNG.to_vec()));
    ENGINE.invoice_pdf(&invoice).unwrap();
    let mut offer = offer(Language::Swedish);
    offer.body.logo = Some(Logo::Svg(LOGO.to_vec()));
    ENGINE.offer_pdf(&offer).unwrap();
    ENGINE.check_logo(&Logo::Png(PNG.to_vec())).unwrap();

    offer.body.lines.truncate(1);
    offer.body.totals = totals(&offer.body.lines, 0);
    let render = |number: usize| {
        let mut next = offer.clone();
        next.number = number.to_string();
        next.body.title = format!("Uppdrag {number}");
        next.body.lines[0].description = format!("Målning av rum {number}");
        ENGINE.offer_pdf(&next).unwrap();
    };
    (0..10).for_each(render);
    let (paths, memory) = (next_path("/probe-before"), resident_mib());
    (10..35).for_each(render);
    // Without eviction each render keeps some two MiB.
    let grown = resident_mib() - memory;
    assert!(grown < 24.0, "{grown} MiB more after 25 documents");
    assert_eq!(
        next_path("/probe-after") - paths,
        1,
        "a path per document would be kept for ever"
    );
}

/// The running number of a path that was never used before.
fn next_path(path: &str) -> u16 {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).unwrap())
        .intern()
        .into_raw()
        .get()
}

fn resident_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
}

#[test]
fn logos_are_taken_or_refused_with_a_reason() {
    ENGINE.check_logo(&Logo::Svg(LOGO.to_vec())).unwrap();
    ENGINE.check_logo(&Logo::Png(PNG.to_vec())).unwrap();
    let mut bomb = PNG.to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    let refused = [
        Logo::Svg(b"not a picture".to_vec()),
        Logo::Svg(Vec::new()),
        Logo::Svg(b"<svg xmlns='http://www.w3.org/2000/svg' width='10'".to_vec()),
        Logo::Png(PNG[..40].to_vec()),
        Logo::Png(b"GIF89a".to_vec()),
        Logo::Png(bomb),
        Logo::Png(vec![0; 1024 * 1024 + 1]),
    ];
    for logo in refused {
        let error = ENGINE.check_logo(&logo).unwrap_err();
        assert!(matches!(error, DocumentError::Logo(_)), "{error:?}");
        let mut invoice = invoice(Language::Swedish);
        invoice.body.logo = Some(logo);
        assert_eq!(ENGINE.invoice_pdf(&invoice), Err(error));
    }
}

#[test]
fn a_logo_that_links_to_files_is_refused_and_leaves_no_path_behind() {
    ENGINE.check_logo(&Logo::Svg(LOGO.to_vec())).unwrap();
    let before = next_path("/links-before");
    for attribute in [
        "href='/etc/passwd'",
        "xlink:href=\"file:///etc/hostname\"",
        "href = 'a/b.png'",
        "href\n=\n'../Cargo.toml'",
        "href='http://127.0.0.1/x.png'",
        "href='&#97;.png'",
        "href='data:image/png;base64,AAAA'",
    ] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>\
             <image {attribute} width='9' height='9'/></svg>"
        );
        let checked = ENGINE.check_logo(&Logo::Svg(svg.into_bytes()));
        assert_eq!(checked, Err(DocumentError::Logo("links to other files")), "{attribute}");
    }
    let entity = "<!DOCTYPE svg [<!ENTITY e 'x'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>";
    assert_eq!(
        ENGINE.check_logo(&Logo::Svg(entity.into())),
        Err(DocumentError::Logo("contains entities"))
    );
    let within =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle id='c' r='4'/><use href='#c'/></svg>";
    ENGINE.check_logo(&Logo::Svg(within.into())).unwrap();
    assert_eq!(
        next_path("/links-after") - before,
        1,
        "each path stays in memory for ever"
    );
}

#[test]
fn a_payload_too_long_for_a_code_is_refused() {
    let mut invoice = invoice(Language::Swedish);
    if let Some(issued) = &mut invoice.issued {
        issued.bank_qr = Some("x".repeat(3_000));
    }
    assert_eq!(ENGINE.invoice_pdf(&invoice), Err(DocumentError::QrTooLong));
}
