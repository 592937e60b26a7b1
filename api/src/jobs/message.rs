//! What does a letter look like? Plain text and the same as simple HTML, with the document attached.

use crate::customers::dto::Language;
use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{Attachment, Mailbox, MultiPart, header::ContentType},
};
use std::time::SystemTime;
use uuid::Uuid;

/// What goes into a letter.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// Part of the Message-ID, so that a repeat can be recognised.
    pub id: Uuid,
    /// Of our own words.
    pub language: Language,
    /// The sender's name.
    pub from_name: String,
    /// Where answers go; empty: to nobody.
    pub reply_to: String,
    /// To whom.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The first words.
    pub intro: String,
    /// The sender's own words; may be empty.
    pub message: String,
    /// Name and value.
    pub facts: Vec<(String, String)>,
    /// Where to go on.
    pub link: Option<String>,
    /// What is said before the link; none: that one can read and answer there.
    pub before_link: Option<&'static str>,
    /// Who gets a copy: addresses that were checked.
    pub copies: Vec<String>,
    /// File name and bytes of a PDF.
    pub attachment: Option<(String, Vec<u8>)>,
    /// Where the receiver asks about data that is stored of them; none: nothing is said of it.
    pub privacy: Option<String>,
}

/// Why there is no letter: an address or a header can't be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unwritable;

/// Puts a letter together.
pub(super) fn build(mail_from: &str, now: DateTime<Utc>, letter: Letter) -> Result<Message, Unwritable> {
    let address = |text: &str| text.parse::<Address>().map_err(|_| Unwritable);
    let from = address(mail_from)?;
    let message_id = format!("<{}@{}>", letter.id.simple(), from.domain());
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(one_line(&letter.from_name)), from))
        .to(Mailbox::new(None, address(&letter.recipient)?))
        .subject(one_line(&letter.subject))
        .message_id(Some(message_id))
        .date(SystemTime::from(now));
    if let Ok(reply_to) = address(&letter.reply_to) {
        builder = builder.reply_to(Mailbox::new(Some(one_line(&letter.from_name)), reply_to));
    }
    for copy in &letter.copies {
        builder = builder.cc(Mailbox::new(None, address(copy)?));
    }
    let body = MultiPart::alternative_plain_html(text(&letter), html(&letter));
    let whole = match letter.attachment {
        None => body,
        Some((name, bytes)) => {
            let kind = ContentType::parse("application/pdf").map_err(|_| Unwritable)?;
            MultiPart::mixed()
                .multipart(body)
                .singlepart(Attachment::new(name).body(bytes, kind))
        }
    };
    builder.multipart(whole).map_err(|_| Unwritable)
}

/// A header is one line, whatever a title or a name holds.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn go_on(l: &Letter) -> &'static str {
    l.before_link.unwrap_or(match l.language {
        Language::Sv => "Läs mer och svara här:",
        Language::En => "Read more and answer here:",
    })
}

fn regards(language: Language) -> &'static str {
    match language {
        Language::Sv => "Med vänlig hälsning",
        Language::En => "Kind regards",
    }
}

fn about_privacy(language: Language) -> &'static str {
    match language {
        Language::Sv => "Dina personuppgifter hos oss",
        Language::En => "Your personal data with us",
    }
}

fn text(l: &Letter) -> String {
    let mut parts = vec![l.intro.trim().to_owned()];
    parts.extend(Some(l.message.trim()).filter(|m| !m.is_empty()).map(str::to_owned));
    if !l.facts.is_empty() {
        parts.push(
            l.facts
                .iter()
                .map(|(name, value)| format!("{name}: {value}"))
                .collect::<Vec<_>>()
                .join("\n"),
        );
    }
    parts.extend(l.link.as_ref().map(|link| format!("{}\n{link}", go_on(l))));
    parts.push(format!("{}\n{}", regards(l.language), l.from_name));
    parts.extend(
        l.privacy
            .as_ref()
            .map(|link| format!("--\n{}: {link}", about_privacy(l.language))),
    );
    parts.join("\n\n") + "\n"
}

fn html(l: &Letter) -> String {
    let mut body = paragraphs(&l.intro);
    body.push_str(&paragraphs(&l.message));
    if !l.facts.is_empty() {
        let row = |(name, value): &(String, String)| {
            let cell = "padding:2px 16px 2px 0";
            format!(
                "<tr><td style=\"{cell}\">{}</td><td style=\"{cell}\"><b>{}</b></td></tr>",
                escape(name),
                escape(value)
            )
        };
        body.push_str(&format!(
            "<table role=\"presentation\">{}</table>",
            l.facts.iter().map(row).collect::<String>()
        ));
    }
    if let Some(link) = &l.link {
        let link = escape(link);
        body.push_str(&format!("<p>{}<br><a href=\"{link}\">{link}</a></p>", escape(go_on(l))));
    }
    let mut closing = format!("<p>{}<br>{}</p>", escape(regards(l.language)), escape(&l.from_name));
    if let Some(link) = &l.privacy {
        let (link, words) = (escape(link), about_privacy(l.language));
        closing.push_str(&format!("<p><small><a href=\"{link}\">{words}</a></small></p>"));
    }
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\
         <body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">{body}{closing}</body></html>",
        l.language.as_str(),
        escape(&one_line(&l.subject))
    )
}

fn paragraphs(text: &str) -> String {
    text.trim()
        .replace("\r\n", "\n")
        .split("\n\n")
        .filter(|p| !p.trim().is_empty())
        .map(|p| format!("<p>{}</p>", escape(p.trim()).replace('\n', "<br>")))
        .collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            id: Uuid::from_u128(7),
            language: Language::Sv,
            from_name: "Lindqvist \"Bygg\" & Måleri AB".to_owned(),
            reply_to: "info@lindqvist.example".to_owned(),
            recipient: "anna@kund.example".to_owned(),
            subject: "Offert 1001\r\nBcc: all@example.se".to_owned(),
            intro: "Hej <Anna>".to_owned(),
            message: "Rad ett\nRad två\n\n<script>".to_owned(),
            facts: vec![("Belopp".to_owned(), "1 250 kr".to_owned())],
            link: Some("https://kontoret.example/o#abc".to_owned()),
            before_link: None,
            copies: vec!["chef@kund.example".to_owned()],
            attachment: None,
            privacy: Some("https://kontoret.example/integritet/lindqvist".to_owned()),
        }
    }

    #[test]
    fn no_text_becomes_a_header_or_markup() {
        let built = build("noreply@localhost", DateTime::UNIX_EPOCH, letter()).unwrap();
        let raw = String::from_utf8(built.formatted()).unwrap();
        assert!(!raw.lines().any(|l| l.to_lowercase().starts_with("bcc:")), "{raw}");
        assert!(
            raw.contains(&format!("Message-ID: <{}@localhost>", Uuid::from_u128(7).simple())),
            "{raw}"
        );
        assert!(raw.contains("Cc: chef@kund.example\r\n"), "{raw}");
        let page = html(&letter());
        assert!(page.contains("Hej &lt;Anna&gt;") && page.contains("Rad ett<br>Rad två") && !page.contains("<script>"));
        assert!(text(&letter()).contains("Belopp: 1 250 kr\n\nLäs mer och svara här:\nhttps://kontoret.example/o#abc"));
    }

    #[test]
    fn an_address_that_cannot_be_written_is_refused() {
        let wrong = Letter {
            recipient: "anna".to_owned(),
            ..letter()
        };
        assert_eq!(
            build("noreply@localhost", DateTime::UNIX_EPOCH, wrong).unwrap_err(),
            Unwritable
        );
    }
}
