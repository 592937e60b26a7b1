//! By which way do letters leave? By the mail relay, or, without one, into the local folder.

use crate::{app::App, config::Config};
use chrono::{DateTime, Utc};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{PoolConfig, response::Severity},
};
use std::{path::Path, time::Duration};
use uuid::Uuid;

/// Longest wait for the mail server's next word; well below a job's lease.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Why a letter hasn't left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The server said no for good.
    Refused,
    /// The server said: later.
    Deferred,
    /// The server can't be reached, or we can't log in there.
    Unreachable,
}

/// Hands a letter over. The log names the letter, never its recipient.
pub(super) async fn send(app: &App, queued_at: DateTime<Utc>, id: Uuid, message: Message) -> Result<(), Failure> {
    match &app.config.smtp_url {
        Some(url) => relay(url, id, message).await?,
        None => keep(&app.config.data.join("mail"), queued_at, id, &message)
            .await
            .map_err(|e| {
                log::error!(cause:% = e, mail:% = id; "the local mail folder can't be written");
                Failure::Unreachable
            })?,
    }
    app.metrics.mails_sent.inc();
    Ok(())
}

/// Whether letters can be handed over at an address like this.
#[must_use]
pub fn is_relay(url: &str) -> bool {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(&guarded(url)).is_ok()
}

async fn relay(url: &str, id: Uuid, message: Message) -> Result<(), Failure> {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&guarded(url))
        .map_err(|_| {
            log::error!("KONTORET_SMTP_URL can't be used: it must be smtp://host:port or smtps://host:port");
            Failure::Unreachable
        })?
        .timeout(Some(TIMEOUT))
        .pool_config(PoolConfig::new().max_size(1))
        .build();
    let sent = transport.send(message).await;
    transport.shutdown().await;
    let Err(e) = sent else { return Ok(()) };
    let code = e.status().map(u16::from).unwrap_or_default();
    // What the server says can hold the recipient's address: only its code is written down.
    log::warn!(mail:% = id, code = code, timeout = e.is_timeout(), tls = e.is_tls(); "the mail server didn't take the letter");
    Err(match e.status().map(|c| c.severity) {
        // 530, 534, 535, 538: our log-in, not this letter, is at fault (RFC 4954 section 6).
        _ if matches!(code, 530 | 534 | 535 | 538) => Failure::Unreachable,
        Some(Severity::PermanentNegativeCompletion) => Failure::Refused,
        Some(_) => Failure::Deferred,
        None => Failure::Unreachable,
    })
}

/// Letters hold personal data: a relay on another machine must speak STARTTLS unless the address says otherwise.
fn guarded(url: &str) -> String {
    let Some(rest) = url.strip_prefix("smtp://").filter(|_| !url.contains("tls=")) else {
        return url.to_owned();
    };
    let host = rest.rsplit('@').next().unwrap_or_default();
    if ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| {
        host.strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?']))
    }) {
        return url.to_owned();
    }
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}tls=required")
}

/// Takes letters out of the local folder; those that a relay took are beyond reach.
///
/// # Errors
/// When the folder can't be read, or a file not removed.
pub async fn forget(config: &Config, ids: &[Uuid]) -> std::io::Result<()> {
    let folder = config.data.join("mail");
    if ids.is_empty() || config.smtp_url.is_some() || !folder.exists() {
        return Ok(());
    }
    let ends: Vec<String> = ids.iter().map(|id| format!("-{}.eml", id.simple())).collect();
    let mut files = tokio::fs::read_dir(&folder).await?;
    while let Some(file) = files.next_entry().await? {
        let name = file.file_name();
        let name = name.to_string_lossy();
        if ends.iter().any(|end| name.ends_with(end.as_str())) {
            tokio::fs::remove_file(file.path()).await?;
        }
    }
    Ok(())
}

/// One file per letter, whole or not there; names sort by time, and a repeat takes the place of the first try.
async fn keep(folder: &Path, queued_at: DateTime<Utc>, id: Uuid, message: &Message) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let name = format!("{}-{}.eml", queued_at.format("%Y%m%dT%H%M%S%6fZ"), id.simple());
    let part = folder.join(format!(".{name}.part"));
    tokio::fs::write(&part, message.formatted()).await?;
    tokio::fs::rename(&part, folder.join(name)).await
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_relay_elsewhere_must_encrypt() {
        let table = [
            ("smtp://relay.example:587", "smtp://relay.example:587?tls=required"),
            (
                "smtp://a:b@relay.example:587",
                "smtp://a:b@relay.example:587?tls=required",
            ),
            (
                "smtp://localhost.evil.example",
                "smtp://localhost.evil.example?tls=required",
            ),
            ("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525"),
            ("smtp://localhost:25", "smtp://localhost:25"),
            ("smtps://relay.example", "smtps://relay.example"),
            (
                "smtp://relay.example?tls=opportunistic",
                "smtp://relay.example?tls=opportunistic",
            ),
        ];
        for (given, used) in table {
            assert_eq!(guarded(given), used);
        }
    }
}
