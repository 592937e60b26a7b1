//! What do the letters say that carry a user's link?

use super::{
    dto::UserStatus,
    links::{self, Purpose},
    store,
};
use crate::{
    app::App,
    company::{name, settings},
    customers::dto::Language,
    http::{Code, Problem, Reply},
    jobs::mail::Content,
    store::{Actor, Done, ReadTx, Scope},
};
use uuid::Uuid;

/// The letter that brings an invitation, with the newest link.
///
/// # Errors
/// [`Code::NotAllowedInStatus`] when the invitation was accepted or taken back.
pub async fn mail_content(app: &App, company_id: Uuid, user_id: Uuid) -> Result<Content, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: Some(user_id),
    };
    app.read_in(scope, async |tx| {
        let gone = || Problem::new(Code::NotAllowedInStatus);
        let place = store::find_place_of(tx, user_id).await?;
        let place = place
            .filter(|p| p.status == UserStatus::Invited.as_str())
            .ok_or_else(gone)?;
        let link = links::open_invitation(tx, user_id).await?.ok_or_else(gone)?;
        let user = store::find_user(tx, user_id).await?.ok_or_else(gone)?;
        let (company, settings) = (name(tx).await?, settings(tx).await?);
        let language = Language::parse(&user.language);
        let until = link
            .expires_at
            .with_timezone(&chrono_tz::Europe::Stockholm)
            .date_naive();
        let (subject, text_intro, before_link) = match language {
            Language::Sv => (
                format!("Inbjudan till {company}"),
                format!(
                    "Hej {}!\n\n{company} använder Flexibla Kontoret för offerter, order, tid och fakturor, och bjuder \
                     in dig att vara med. Länken gäller en gång, till och med {until}.",
                    place.name
                ),
                "Tacka ja här:",
            ),
            Language::En => (
                format!("Invitation to {company}"),
                format!(
                    "Hello {},\n\n{company} uses Flexibla Kontoret for offers, orders, time and invoices, and invites \
                     you to join. The link works once, until {until}.",
                    place.name
                ),
                "Accept here:",
            ),
        };
        Ok(Content {
            language,
            subject,
            text_intro,
            facts: Vec::new(),
            link: Some(links::url(app, &link)),
            before_link: Some(before_link),
            from_name: company,
            reply_to: settings.email,
            copies: Vec::new(),
            attachment: None,
        })
    })
    .await
}

/// A letter of the service itself that carries a link.
pub struct LinkLetter {
    /// To whom.
    pub recipient: String,
    /// The user's.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text.
    pub intro: String,
    /// What is said before the link.
    pub before_link: &'static str,
    /// The link.
    pub link: String,
}

/// The letter for an address that asked for a new password; none when nobody works with that address. Made by the
/// worker, so that the request takes as long for an unknown address. The link's id is the job's: another try of the
/// same job sends the same link.
///
/// # Errors
/// The database's.
pub async fn reset_letter(app: &App, job_id: Uuid, email: &str) -> Result<Option<LinkLetter>, Problem> {
    let user = app
        .read_in(Scope::default(), async |tx| store::find_by_email(tx, email).await)
        .await?;
    let Some(user) = user else { return Ok(None) };
    let scope = Scope {
        company_id: None,
        user_id: Some(user.id),
    };
    let mut link = None;
    let actor = Actor {
        request_id: job_id.simple().to_string(),
        ..Actor::default()
    };
    let _: Reply = app
        .write_in(scope, &actor, async |tx| {
            link = links::find(tx, job_id).await?.filter(|l| l.used_at.is_none());
            if link.is_none() && !store::places(tx, user.id).await?.is_empty() {
                link = Some(links::make(tx, job_id, user.id, Purpose::PasswordReset, None).await?);
            }
            Ok(Done::silent(
                "a link changes nothing until it is used",
                Reply::no_content(),
            ))
        })
        .await?;
    let Some(link) = link.filter(|l| l.expires_at > app.clock.now()) else {
        return Ok(None);
    };
    let language = Language::parse(&user.language);
    let (subject, intro, before_link) = match language {
        Language::Sv => (
            "Nytt lösenord",
            format!(
                "Hej {}!\n\nNågon, förhoppningsvis du, har bett om ett nytt lösenord till ditt konto i Flexibla Kontoret. \
                 Länken gäller en gång, i en timme. Var det inte du behöver du inte göra något: lösenordet är detsamma \
                 som förut.",
                user.name
            ),
            "Välj nytt lösenord här:",
        ),
        Language::En => (
            "New password",
            format!(
                "Hello {},\n\nsomebody, hopefully you, asked for a new password for your account in Flexibla Kontoret. \
                 The link works once, for an hour. If it wasn't you there is nothing to do: the password is the same as \
                 before.",
                user.name
            ),
            "Choose a new password here:",
        ),
    };
    Ok(Some(LinkLetter {
        recipient: user.email,
        language,
        subject: subject.to_owned(),
        intro,
        before_link,
        link: links::url(app, &link),
    }))
}

/// The letter to a new address, with the link that takes it; none when the link was used or ended meanwhile.
///
/// # Errors
/// The database's.
pub async fn change_letter(app: &App, tx: &ReadTx, link_id: Uuid) -> Result<Option<LinkLetter>, Problem> {
    let link = links::find(tx, link_id).await?.filter(|l| l.used_at.is_none());
    let Some(link) = link.filter(|l| l.expires_at > tx.now()) else {
        return Ok(None);
    };
    let user = store::find_user(tx, link.user_id).await?;
    let (Some(user), Some(recipient)) = (user, link.email.clone()) else {
        return Ok(None);
    };
    let language = Language::parse(&user.language);
    let (subject, intro, before_link) = match language {
        Language::Sv => (
            "Bekräfta din nya e-postadress",
            format!(
                "Hej {}!\n\nDen här adressen ska bli din inloggning i Flexibla Kontoret. Bekräfta med ditt lösenord. \
                 Länken gäller en gång, i ett dygn. Vet du inte vad det handlar om behöver du inte göra något.",
                user.name
            ),
            "Bekräfta adressen här:",
        ),
        Language::En => (
            "Confirm your new e-mail address",
            format!(
                "Hello {},\n\nthis address shall be your log-in to Flexibla Kontoret. Confirm with your password. The \
                 link works once, for a day. If you don't know what this is about there is nothing to do.",
                user.name
            ),
            "Confirm the address here:",
        ),
    };
    Ok(Some(LinkLetter {
        recipient,
        language,
        subject: subject.to_owned(),
        intro,
        before_link,
        link: links::url(app, &link),
    }))
}
