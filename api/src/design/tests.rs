//! The look of documents, as it is being edited.

use crate::testing::{things, world};
use serde_json::json;

#[actix_web::test]
async fn every_kind_of_document_is_shown_in_both_languages_and_nothing_is_saved() {
    let w = world().await;
    let mut body = things::company_input(&w).await;
    body["name"] = json!("Nya Namnet AB");
    body["accent"] = json!("#aa3300");
    body["bankgiro"] = json!("5050-1055");
    body["invoice_note"] = json!("Tack för förtroendet.");
    body["offer_note"] = json!("Priset gäller en månad.");
    for (document, language, word, text) in [
        ("invoice", "sv", "Faktura", "Tack för förtroendet."),
        ("invoice", "en", "Invoice", "Tack för förtroendet."),
        ("offer", "sv", "Offert", "Priset gäller en månad."),
        ("credit_note", "sv", "Kreditfaktura", "Krediterar faktura"),
        ("reminder", "en", "reminder", "Nya Namnet AB"),
    ] {
        let path = format!("/company/design-preview?document={document}&language={language}");
        let shown = w.owner().post(&path, body.clone()).await.expect(200);
        let printed = shown.pdf_text();
        for expected in [word, text, "Nya Namnet AB"] {
            assert!(
                printed.contains(expected),
                "{document} {language} lacks {expected}: {printed}"
            );
        }
    }
    let after = w.owner().get("/company").await.expect(200);
    assert_eq!(after.body["version"], 1, "looking changes nothing");
    assert_ne!(after.body["name"], "Nya Namnet AB");
}

#[actix_web::test]
async fn what_could_not_be_saved_is_not_shown_either_and_only_who_may_save_looks() {
    let w = world().await;
    let mut body = things::company_input(&w).await;
    body["accent"] = json!("rött");
    body["logo"] = json!("data:image/gif;base64,R0lGODlhAQABAAAAACw=");
    let path = "/company/design-preview?document=invoice&language=sv";
    let refused = w.owner().post(path, body).await.expect(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/accent");
    w.office().post(path, things::company_input(&w).await).await.expect(403);
}
