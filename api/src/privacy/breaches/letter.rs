//! What do the mails say that tell of a breach: to its handler, and to the owners of a company that is told?

use super::{entity::breach_event, store};
use crate::{
    app::App,
    clock::local,
    customers::dto::Language,
    http::{Code, Problem},
    jobs::mail::Content,
    privacy::subjects::labels::{Word, say},
    store::{ReadTx, Scope},
    users,
};
use chrono::{DateTime, Utc};
use kontoret_core::breach::{BreachEntry, BreachStatus};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// The service's name, as the sender of its letters to handlers.
const SERVICE: &str = "Flexibla Kontoret";

/// The mail that tells a user of an entry on a breach's time line. What happened is said by number and deadline alone: the rest is
/// read in the register.
///
/// # Errors
/// [`Code::NotAllowedInStatus`] when it has nothing to say any more.
pub async fn mail_content(app: &App, company_id: Uuid, event_id: Uuid, user_id: Uuid) -> Result<Content, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    app.read_in(scope, async |tx| compose(app, tx, event_id, user_id).await)
        .await
}

async fn compose(app: &App, tx: &ReadTx, event_id: Uuid, user_id: Uuid) -> Result<Content, Problem> {
    let gone = || Problem::new(Code::NotAllowedInStatus);
    let entry = tx
        .find::<breach_event::Entity>()
        .filter(breach_event::Column::Id.eq(event_id))
        .one()
        .await?
        .ok_or_else(gone)?;
    let row = store::find(tx, entry.breach_id).await?;
    let kind: BreachEntry = entry.kind.parse().map_err(Problem::internal)?;
    let warns = matches!(kind, BreachEntry::DayLeft | BreachEntry::HoursLeft | BreachEntry::Late);
    if warns && (row.reporting.is_some() || store::status(&row)? == BreachStatus::Closed) {
        return Err(gone());
    }
    let user = users::find_user(tx, user_id).await?.ok_or_else(gone)?;
    let language = Language::parse(&user.language);
    let t = |word: Word| say(word, language).to_owned();
    let (subject, text) = words(kind);
    let number = row.number.to_string();
    let mut facts = vec![
        (t(("Incident", "Breach")), number.clone()),
        (t(("Upptäckt", "Discovered")), moment(row.discovered_at)),
        (t(("Anmälan senast", "Report by")), moment(row.due_at)),
    ];
    if !row.told_by.is_empty() {
        facts.push((t(("Från", "From")), row.told_by));
    }
    Ok(Content {
        language,
        subject: t(subject).replace("{}", &number),
        text_intro: format!("{} {}!\n\n{}", t(("Hej", "Hello")), user.name, t(text)),
        facts,
        link: Some(format!("{}/incidenter/{}", app.config.public_url, row.id)),
        before_link: Some(say(("Öppna incidenten:", "Open the breach:"), language)),
        from_name: SERVICE.to_owned(),
        reply_to: String::new(),
        copies: Vec::new(),
        attachment: None,
    })
}

fn moment(at: DateTime<Utc>) -> String {
    local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// Subject and text.
const fn words(kind: BreachEntry) -> (Word, Word) {
    match kind {
        BreachEntry::FromOperator => (
            (
                "Personuppgiftsincident som berör er: {}",
                "A personal data breach that concerns you: {}",
            ),
            (
                "Den som driver tjänsten har upptäckt en personuppgiftsincident som berör uppgifter som ni ansvarar för (artikel 33.2 i \
                 dataskyddsförordningen). Den finns nu i ert register. Ni bedömer risken och avgör om den ska anmälas till IMY inom \
                 72 timmar från det att ni fick veta.",
                "Whoever runs the service has discovered a personal data breach of data that you are responsible for (article 33(2) \
                 GDPR). It is in your register now. You assess the risk and decide whether it is reported to the authority within 72 \
                 hours from when you were told.",
            ),
        ),
        BreachEntry::DayLeft => (
            ("Ett dygn kvar att anmäla incident {}", "A day left to report breach {}"),
            (
                "Det är högst ett dygn kvar innan incidenten ska ha anmälts till IMY, eller det ska vara avgjort att det inte behövs. En \
                 anmälan kan göras med det ni vet nu och kompletteras senare.",
                "There is at most a day left until the breach must have been reported to the authority, or it must be decided that it \
                 need not be. A report can be made with what you know now and be completed later.",
            ),
        ),
        BreachEntry::HoursLeft => (
            (
                "Sex timmar kvar att anmäla incident {}",
                "Six hours left to report breach {}",
            ),
            (
                "Det är högst sex timmar kvar innan incidenten ska ha anmälts till IMY, eller det ska vara avgjort att det inte behövs. \
                 Anmäl med det ni vet nu och komplettera senare.",
                "There are at most six hours left until the breach must have been reported to the authority, or it must be decided that \
                 it need not be. Report what you know now and complete it later.",
            ),
        ),
        BreachEntry::Late => (
            (
                "Tiden att anmäla incident {} har gått ut",
                "The time to report breach {} is over",
            ),
            (
                "Incidenten är varken anmäld till IMY eller avgjord. Anmäl den genast och ange skälet till förseningen (artikel 33.1 i \
                 dataskyddsförordningen), eller avgör att en risk är osannolik.",
                "The breach is neither reported to the authority nor decided on. Report it at once with the reason for the delay (article \
                 33(1) GDPR), or decide that a risk is unlikely.",
            ),
        ),
        _ => (
            ("Incident {} är din", "Breach {} is yours"),
            (
                "Du handlägger nu den här personuppgiftsincidenten.",
                "You handle this personal data breach from now on.",
            ),
        ),
    }
}
