//! What does the letter say that tells a recipient?

use super::{dto::PrivacyNoticeReference, entity::privacy_notice, words};
use crate::{
    app::App,
    clock::day,
    company,
    customers::dto::Language,
    http::{Code, Problem},
    jobs::mail::Content,
    privacy::{
        subjects::labels::{Word, say},
        words::category,
    },
    store::{ReadTx, Scope},
};
use kontoret_core::{
    privacy::Category,
    privacy_notice::{Deed, State},
};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// The letter of a notice, in the company's language. It names the person by numbers that the recipient has, and by nothing else.
///
/// # Errors
/// [`Code::NotAllowedInStatus`] when somebody settled it meanwhile.
pub async fn mail_content(app: &App, company_id: Uuid, id: Uuid) -> Result<Content, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    app.read_in(scope, async |tx| {
        let row = tx
            .find::<privacy_notice::Entity>()
            .filter(privacy_notice::Column::Id.eq(id))
            .one()
            .await?
            .filter(|r| r.state == State::ToTell.as_str())
            .ok_or_else(|| Problem::new(Code::NotAllowedInStatus))?;
        compose(tx, row).await
    })
    .await
}

async fn compose(tx: &ReadTx, row: privacy_notice::Model) -> Result<Content, Problem> {
    let settings = company::settings(tx).await?;
    let language = Language::parse(&settings.language);
    let t = |word: Word| say(word, language).to_owned();
    let deed: Deed = row.deed.parse().map_err(Problem::internal)?;
    let categories: Vec<Category> = serde_json::from_value(row.categories).map_err(Problem::internal)?;
    let reference: PrivacyNoticeReference = serde_json::from_value(row.reference).map_err(Problem::internal)?;
    let sorts: Vec<String> = categories.into_iter().map(|c| t(category(c))).collect();
    let mut facts = vec![
        (t(("Vad som gjorts", "What was done")), t(words::deed(deed))),
        (t(("När", "When")), day(row.created_at).to_string()),
        (t(("Uppgifter", "Data")), sorts.join(", ")),
    ];
    facts.extend(known_by(&reference, language));
    Ok(Content {
        language,
        subject: format!(
            "{}: {}",
            t(("Underrättelse om personuppgifter", "Notice about personal data")),
            t(words::deed(deed)).to_lowercase()
        ),
        text_intro: format!(
            "{}\n\n{}\n\n{}",
            t(("Hej!", "Hello!")),
            t(words::wanted(deed)),
            t(words::LAW)
        ),
        facts,
        link: None,
        before_link: None,
        from_name: company::name(tx).await?,
        reply_to: settings.email,
        copies: Vec::new(),
        attachment: None,
    })
}

/// Numbers with what they are of.
fn known_by(r: &PrivacyNoticeReference, language: Language) -> Vec<(String, String)> {
    let all: [(Word, &[String]); 6] = [
        (("Kundnummer", "Customer number"), &r.customers),
        (("Fakturor", "Invoices"), &r.invoices),
        (("Offerter", "Offers"), &r.offers),
        (("Order", "Orders"), &r.orders),
        (("Anställningsnummer", "Employment ID"), &r.employments),
        (("Integritetsärende", "Privacy request"), &r.requests),
    ];
    all.into_iter()
        .filter(|(_, numbers)| !numbers.is_empty())
        .map(|(word, numbers)| (say(word, language).to_owned(), numbers.join(", ")))
        .collect()
}
