//! What do the mails say that tell of a request: to the person, and to its handler?

use super::{
    entity::{privacy_request, privacy_request_event},
    letter_words::{self, Named},
    links, store,
    words::{complain, day, kind, pick},
};
use crate::{
    app::App,
    company,
    customers::dto::Language,
    http::{Code, Problem},
    jobs::mail::Content,
    store::{ReadTx, Scope},
    users,
};
use kontoret_core::privacy_case::Entry;
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// The service's name, as the sender of its letters to handlers.
const SERVICE: &str = "Flexibla Kontoret";

/// What a mail is made of.
struct Facts {
    row: privacy_request::Model,
    note: String,
    company: String,
    reply_to: String,
    handler: String,
    /// The handler's own language.
    handlers: Language,
    /// The link that this mail carries.
    link: Option<String>,
}

/// The mail that tells of an entry on a request's time line.
///
/// # Errors
/// [`Code::NotAllowedInStatus`] when the request or the link that it was to carry is gone.
pub async fn mail_content(app: &App, company_id: Uuid, event_id: Uuid) -> Result<Content, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    app.read_in(scope, async |tx| {
        let gone = || Problem::new(Code::NotAllowedInStatus);
        let entry = tx
            .find::<privacy_request_event::Entity>()
            .filter(privacy_request_event::Column::Id.eq(event_id))
            .one()
            .await?
            .ok_or_else(gone)?;
        let kind: Entry = store::word(&entry.kind)?;
        let facts = gather(app, tx, entry).await?;
        let needs_link = matches!(kind, Entry::IdentityAsked | Entry::Question | Entry::Answered);
        if needs_link && facts.link.is_none() {
            return Err(gone());
        }
        Ok(match kind {
            Entry::Assigned | Entry::Reminded | Entry::Information | Entry::Lacking => to_handler(app, tx, kind, facts),
            _ => to_person(kind, facts),
        })
    })
    .await
}

async fn gather(app: &App, tx: &ReadTx, entry: privacy_request_event::Model) -> Result<Facts, Problem> {
    let row = store::find(tx, entry.request_id).await?;
    let link = links::of_entry(tx, entry.id).await?.map(|l| links::url(app, &l));
    let place = store::handler(tx, &row).await?;
    let user = match &place {
        Some(place) => users::find_user(tx, place.user_id).await?,
        None => None,
    };
    Ok(Facts {
        company: company::name(tx).await?,
        reply_to: company::settings(tx).await?.email,
        handler: place.map(|p| p.name).unwrap_or_default(),
        handlers: user.map_or(Language::Sv, |u| Language::parse(&u.language)),
        note: entry.note,
        link,
        row,
    })
}

fn to_person(entry: Entry, f: Facts) -> Content {
    let language = Language::parse(&f.row.language);
    let text = letter_words::text(
        entry,
        language,
        &Named {
            company: &f.company,
            due_on: f.row.due_on,
            to: &f.row.forwarded_to,
            note: &f.note,
        },
    );
    let hello = pick(language, "Hej", "Hello");
    let label = |sv, en| pick(language, sv, en).to_owned();
    let wanted = f.row.kind.parse().map(|k| kind(language, k)).unwrap_or_default();
    let mut facts = vec![
        (label("Ärende", "Case"), f.row.number.to_string()),
        (label("Gäller", "Concerns"), wanted.to_owned()),
        (label("Mottaget", "Received"), day(language, f.row.received_on)),
    ];
    if matches!(
        entry,
        Entry::Acknowledged | Entry::IdentityAsked | Entry::Question | Entry::Extended
    ) {
        facts.push((label("Svar senast", "Answer by"), day(language, f.row.due_on)));
        facts.push((label("Handläggare", "Handled by"), f.handler));
    }
    Content {
        language,
        subject: letter_words::subject(entry, language, f.row.number),
        text_intro: format!("{hello} {}!\n\n{}\n\n{}", f.row.name, text, complain(language)),
        facts,
        link: f.link,
        before_link: letter_words::before_link(entry, language),
        from_name: f.company,
        reply_to: f.reply_to,
        copies: Vec::new(),
        attachment: None,
    }
}

fn to_handler(app: &App, tx: &ReadTx, entry: Entry, f: Facts) -> Content {
    let language = f.handlers;
    let (subject, text) = letter_words::handlers(entry, language, f.row.number, (f.row.due_on, tx.today()));
    let hello = pick(language, "Hej", "Hello");
    Content {
        language,
        subject,
        text_intro: format!("{hello} {}!\n\n{text}", f.handler),
        facts: Vec::new(),
        link: Some(format!("{}/integritetsarenden/{}", app.config.public_url, f.row.id)),
        before_link: Some(pick(language, "Öppna ärendet:", "Open the case:")),
        from_name: SERVICE.to_owned(),
        reply_to: String::new(),
        copies: Vec::new(),
        attachment: None,
    }
}
