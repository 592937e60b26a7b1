//! Can anything that a user types be printed? Markup, foreign scripts, numbers without measure.

use kontoret_documents::{Language, Totals};

use crate::content::{ENGINE, assert_says, text};
use crate::samples::invoice;

#[test]
fn markup_of_the_typesetter_appears_literally() {
    let odd = "#set page(width: 1cm) *fet* _kursiv_ $x^2$ \\ <a> @b `kod` = rubrik // slut [c] #panic(\"x\") ~ -- ' \"";
    let mut invoice = invoice(Language::Swedish);
    invoice.body.title = odd.into();
    invoice.body.intro = odd.into();
    invoice.body.lines[0].description = format!("{odd}\n{odd}");
    invoice.body.lines[0].unit = "#m*".into();
    invoice.body.buyer.name = "= #Bo <b> *AB*".into();
    // A break inside a narrow column puts a hyphen into long words only, so the count is made without spaces.
    let text = text(&invoice).replace(' ', "").replace("-\n", "");
    let wanted = "#setpage(width:1cm)*fet*_kursiv_$x^2$\\<a>@b`kod`=rubrik//slut[c]#panic(\"x\")~--'\"";
    assert_eq!(text.matches(wanted).count(), 4, "{text}");
    assert_says(&text, &["#m*", "=#Bo<b>*AB*"]);
}

#[test]
fn any_character_can_be_printed() {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.intro =
        "Emoji 😀, kinesiska 漢字, arabiska مرحبا, noll \0, privat \u{e000}, slut \u{fffe}, BOM \u{feff}.".into();
    invoice.body.buyer.name = "Åsa O\u{308}stlund".into();
    invoice.body.buyer.reference = "Ελλάδα Київ Łódź ő ½ ² … ‑ €".into();
    let text = text(&invoice);
    assert_says(
        &text,
        &[
            "Emoji □, kinesiska □□, arabiska □□□□□, noll",
            "Ελλάδα Київ Łódź ő ½ ² … ‑ €",
        ],
    );
    assert!(text.contains("Östlund") || text.contains("O\u{308}stlund"), "{text}");
}

#[test]
fn extreme_numbers_do_not_break_the_page() {
    let mut invoice = invoice(Language::Swedish);
    invoice.paid_ore = i64::MIN;
    invoice.body.prices_include_vat = true;
    for field in [i64::MAX, i64::MIN] {
        let line = &mut invoice.body.lines[0];
        (
            line.quantity_milli,
            line.unit_price_ore,
            line.amount_ore,
            line.discount_bp,
        ) = (field, field, field, u32::MAX);
        invoice.body.totals = Totals {
            lines_ore: field,
            discount_ore: field,
            net_ore: field,
            vat_ore: field,
            total_ore: field,
            ..Totals::default()
        };
        ENGINE.invoice_pdf(&invoice).expect("a page");
    }
}
