//! What does the service itself write: to users about their log-in, to companies about their customers' answers?

use super::{
    message::{self, Letter},
    question,
    queue::Claimed,
    transport::{self, Failure},
    worker::Outcome,
};
use crate::{
    app::App,
    company::{company, company_settings},
    customers::dto::Language,
    http::Problem,
    invoices::public_dto::InvoiceQuestion,
    offers::offer,
    session::session,
    store::{ReadTx, Scope},
    users::{self, user_account},
};
use kontoret_documents as set;
use sea_orm::ColumnTrait;
use serde::Deserialize;
use uuid::Uuid;

/// The service's name, as the sender of its own letters.
const SERVICE: &str = "Flexibla Kontoret";

/// The occasions; the words in the payload of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Notice {
    /// A log-in from a device that wasn't seen before.
    NewDevice,
    /// A session was ended because its token came back after its use.
    SessionReuse,
    /// The password was changed.
    PasswordChanged,
    /// Somebody asked for a link to choose a new password; whether the address is known is seen here.
    PasswordReset,
    /// Another address to log in with was asked for: to that address.
    EmailChange,
    /// Another address was taken: to the old one.
    EmailChanged,
    /// A customer accepted an offer.
    OfferAccepted,
    /// A customer declined an offer.
    OfferDeclined,
    /// A customer asked about an invoice.
    InvoiceQuestion,
}

#[derive(Deserialize)]
struct Payload {
    notice: Notice,
    session_id: Option<Uuid>,
    email: Option<String>,
    link_id: Option<Uuid>,
    question: Option<InvoiceQuestion>,
}

/// What a notice says, and to whom.
pub(super) struct Words {
    pub recipient: String,
    pub reply_to: String,
    pub language: Language,
    pub subject: String,
    pub intro: String,
    pub facts: Vec<(String, String)>,
    pub link: Option<String>,
    pub before_link: Option<&'static str>,
}

/// Sends the notice that the job names. Nobody to send to is no failure.
pub(super) async fn send(app: &App, job: &Claimed) -> Result<Outcome, Problem> {
    let Ok(payload) = Payload::deserialize(&job.payload) else {
        return Ok(Outcome::GiveUp("this version doesn't know the notice".to_owned()));
    };
    let words = match (&payload.email, job.subject_id) {
        (Some(email), _) if payload.notice == Notice::PasswordReset => {
            users::reset_letter(app, job.id, email).await?.map(from_letter)
        }
        (_, Some(subject_id)) => {
            app.read_in(
                Scope {
                    company_id: job.company_id,
                    user_id: None,
                },
                async |tx| match payload.notice {
                    Notice::OfferAccepted | Notice::OfferDeclined => {
                        to_company(app, tx, payload.notice, subject_id).await
                    }
                    Notice::EmailChange => match payload.link_id {
                        Some(id) => Ok(users::change_letter(app, tx, id).await?.map(from_letter)),
                        None => Ok(None),
                    },
                    Notice::InvoiceQuestion => match &payload.question {
                        Some(asked) => question::words(app, tx, subject_id, asked).await,
                        None => Ok(None),
                    },
                    _ => to_user(tx, &payload, subject_id).await,
                },
            )
            .await?
        }
        _ => return Ok(Outcome::GiveUp("the job names nobody".to_owned())),
    };
    let Some(words) = words.filter(|w| !w.recipient.is_empty()) else {
        return Ok(Outcome::Done);
    };
    let letter = Letter {
        id: job.id,
        language: words.language,
        from_name: SERVICE.to_owned(),
        reply_to: words.reply_to,
        recipient: words.recipient,
        subject: words.subject,
        intro: words.intro,
        message: String::new(),
        facts: words.facts,
        link: words.link,
        before_link: words.before_link,
        copies: Vec::new(),
        attachment: None,
        privacy: None,
    };
    let Ok(message) = message::build(&app.config.mail_from, app.clock.now(), letter) else {
        return Ok(Outcome::GiveUp("invalid_address".to_owned()));
    };
    Ok(match transport::send(app, app.clock.now(), job.id, message).await {
        Ok(()) => Outcome::Done,
        Err(Failure::Refused) => Outcome::GiveUp("refused".to_owned()),
        Err(Failure::Deferred) => Outcome::Retry("deferred".to_owned()),
        Err(Failure::Unreachable) => Outcome::Retry("unreachable".to_owned()),
    })
}

fn from_letter(l: users::LinkLetter) -> Words {
    Words {
        recipient: l.recipient,
        reply_to: String::new(),
        language: l.language,
        subject: l.subject,
        intro: l.intro,
        facts: Vec::new(),
        link: Some(l.link),
        before_link: Some(l.before_link),
    }
}

async fn to_user(tx: &ReadTx, payload: &Payload, user_id: Uuid) -> Result<Option<Words>, Problem> {
    let Some(user) = tx
        .find_global::<user_account::Entity>()
        .filter(user_account::Column::Id.eq(user_id))
        .one()
        .await?
    else {
        return Ok(None);
    };
    let device = match payload.session_id {
        Some(id) => {
            let row = tx
                .find_global::<session::Entity>()
                .filter(session::Column::Id.eq(id))
                .one()
                .await?;
            row.map(|s| s.device).unwrap_or_default()
        }
        None => String::new(),
    };
    let language = Language::parse(&user.language);
    let (subject, text) = user_words(payload.notice, language);
    let hello = if language == Language::En { "Hello" } else { "Hej" };
    let named = if language == Language::En { "Device" } else { "Enhet" };
    let facts = Some(device)
        .filter(|d| !d.is_empty())
        .map(|d| (named.to_owned(), d))
        .into_iter()
        .collect();
    Ok(Some(Words {
        // What became of an address is told where it was known.
        recipient: payload.email.clone().unwrap_or(user.email),
        reply_to: String::new(),
        language,
        subject: subject.to_owned(),
        intro: format!("{hello} {}!\n\n{text}", user.name),
        facts,
        link: None,
        before_link: None,
    }))
}

fn user_words(notice: Notice, language: Language) -> (&'static str, &'static str) {
    let swedish = language == Language::Sv;
    match notice {
        Notice::NewDevice if swedish => (
            "Ny inloggning på ditt konto",
            "Någon loggade in på ditt konto från en ny enhet. Var det du behöver du inte göra något. Var det inte du: \
             byt lösenord och avsluta sessionen under Mina sessioner.",
        ),
        Notice::NewDevice => (
            "New log-in to your account",
            "Somebody logged in to your account from a new device. If it was you, there is nothing to do. If it wasn't: \
             change your password and end the session under My sessions.",
        ),
        Notice::SessionReuse if swedish => (
            "En session på ditt konto avslutades",
            "En av dina sessioner användes från två håll samtidigt och avslutades därför. Logga in igen, och byt lösenord \
             om du inte känner igen enheten.",
        ),
        Notice::SessionReuse => (
            "A session of your account was ended",
            "One of your sessions was used from two places at once, so it was ended. Log in again, and change your \
             password if you don't recognise the device.",
        ),
        Notice::EmailChanged if swedish => (
            "Din e-postadress är ändrad",
            "Du loggar inte längre in med den här adressen, utan med en ny. Var det inte du: vänd dig genast till den som \
             sköter användarna i ditt företag.",
        ),
        Notice::EmailChanged => (
            "Your e-mail address was changed",
            "You no longer log in with this address but with a new one. If it wasn't you: turn at once to whoever manages \
             the users of your company.",
        ),
        _ if swedish => (
            "Ditt lösenord är bytt",
            "Lösenordet till ditt konto har bytts och alla dina sessioner har avslutats. Var det inte du: begär ett nytt \
             lösenord på inloggningssidan genast.",
        ),
        _ => (
            "Your password was changed",
            "The password of your account was changed and all your sessions were ended. If it wasn't you: ask for a new \
             password on the log-in page at once.",
        ),
    }
}

async fn to_company(app: &App, tx: &ReadTx, notice: Notice, offer_id: Uuid) -> Result<Option<Words>, Problem> {
    let settings = tx.find::<company_settings::Entity>().one().await?;
    let company = tx
        .find_global::<company::Entity>()
        .filter(company::Column::Id.eq(tx.company_id()))
        .one()
        .await?;
    let offer = tx
        .find::<offer::Entity>()
        .filter(offer::Column::Id.eq(offer_id))
        .one()
        .await?;
    let (Some(settings), Some(company), Some(offer)) = (settings, company, offer) else {
        return Ok(None);
    };
    let language = Language::parse(&settings.language);
    let swedish = language == Language::Sv;
    let (number, customer) = (offer.number, &offer.customer_name);
    let subject = match (notice == Notice::OfferAccepted, swedish) {
        (true, true) => format!("Offert {number} är accepterad"),
        (true, false) => format!("Offer {number} was accepted"),
        (false, true) => format!("Offert {number} är avböjd"),
        (false, false) => format!("Offer {number} was declined"),
    };
    let intro = match (notice == Notice::OfferAccepted, swedish) {
        (true, true) => format!("Hej {}!\n\n{customer} har accepterat er offert {number}.", company.name),
        (true, false) => format!(
            "Hello {},\n\n{customer} has accepted your offer {number}.",
            company.name
        ),
        (false, true) => format!("Hej {}!\n\n{customer} har avböjt er offert {number}.", company.name),
        (false, false) => format!(
            "Hello {},\n\n{customer} has declined your offer {number}.",
            company.name
        ),
    };
    let lang = if swedish {
        set::Language::Swedish
    } else {
        set::Language::English
    };
    let mut facts = vec![(
        if swedish { "Summa" } else { "Total" }.to_owned(),
        lang.money(offer.total_ore),
    )];
    let more = [
        (if swedish { "Accepterad av" } else { "Accepted by" }, offer.decided_by),
        (if swedish { "Skäl" } else { "Reason" }, offer.decline_reason),
    ];
    facts.extend(
        more.into_iter()
            .filter_map(|(name, value)| value.map(|v| (name.to_owned(), v))),
    );
    let link = Some(format!("{}/offers/{}", app.config.public_url, offer.id));
    Ok(Some(Words {
        recipient: settings.email,
        reply_to: String::new(),
        language,
        subject,
        intro,
        facts,
        link,
        before_link: None,
    }))
}
