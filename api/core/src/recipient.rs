//! Who is given personal data, as what, and may data be sent there?
//!
//! Source: GDPR (EU) 2016/679 art. 4(9), 13(1)(e), 15(1)(c), 28, 30(1)(d); the service's promise that data stays in Sweden.

use crate::wire::words;

words! {
    /// As what somebody is given personal data.
    #[cfg_attr(feature = "schema", schema(as = RecipientRole))]
    Role {
        /// Processes it on instruction, by an agreement (art. 28).
        Processor = "processor",
        /// Decides on purposes and means itself: a bank.
        IndependentController = "independent_controller",
        /// An authority that the law names.
        Authority = "authority",
        /// The company's own system, which the service calls.
        OwnWebhook = "own_webhook",
    }
}

/// The only country that data may be sent to.
pub const COUNTRY: &str = "SE";

/// Why a recipient can't be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipientError {
    /// Data does not leave Sweden.
    #[error("outside Sweden")]
    OutsideSweden,
    /// A processor has an agreement (art. 28(3)).
    #[error("a processor needs an agreement")]
    NoAgreement,
    /// Not the name of a host.
    #[error("not a host")]
    NotAHost,
}

/// Whether a recipient can be registered: in Sweden, a processor with its agreement, its destination a host or none.
///
/// # Errors
/// Every [`RecipientError`] there is.
pub fn check(role: Role, country: &str, agreement: &str, destination: &str) -> Result<(), Vec<RecipientError>> {
    let mut errors = Vec::new();
    if country != COUNTRY {
        errors.push(RecipientError::OutsideSweden);
    }
    if role == Role::Processor && agreement.is_empty() {
        errors.push(RecipientError::NoAgreement);
    }
    if !destination.is_empty() && !is_host(destination) {
        errors.push(RecipientError::NotAHost);
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Whether a text is a host's name or address, without scheme, port and path.
#[must_use]
pub fn is_host(text: &str) -> bool {
    let label = |l: &str| {
        !l.is_empty()
            && l.len() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    text.parse::<std::net::IpAddr>().is_ok() || (text.len() <= 253 && text.split('.').all(label))
}

/// The host of a connection's address; none when it has none, as a file or a socket.
#[must_use]
pub fn host_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    if scheme == "sqlite" {
        return None;
    }
    // A database's address can name its host behind the question mark, too: that one counts.
    let parameters = rest.split_once('?').map_or("", |(_, all)| all).split('&');
    let mut named = parameters.filter_map(|p| p.strip_prefix("hostaddr=").or_else(|| p.strip_prefix("host=")));
    if let Some(host) = named.next_back() {
        let is_socket = host.starts_with('/') || host.to_ascii_lowercase().starts_with("%2f");
        return Some(host.to_ascii_lowercase()).filter(|h| !is_socket && !h.is_empty());
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(v6) => v6.split_once(']')?.0,
        None => host.split_once(':').map_or(host, |(host, _)| host),
    };
    Some(host.to_ascii_lowercase()).filter(|h| !h.is_empty())
}

/// Whether a host is this machine: nothing leaves it.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_stays_in_sweden_and_a_processor_has_an_agreement() {
        assert_eq!(check(Role::Authority, "SE", "", ""), Ok(()));
        assert_eq!(check(Role::Processor, "SE", "2026-04", "smtp.post.example"), Ok(()));
        assert_eq!(
            check(Role::Processor, "US", "", "https://smtp.post.example"),
            Err(vec![
                RecipientError::OutsideSweden,
                RecipientError::NoAgreement,
                RecipientError::NotAHost
            ])
        );
        for other in ["se", "", "NO", "DK", "Sverige"] {
            assert_eq!(
                check(Role::Authority, other, "", ""),
                Err(vec![RecipientError::OutsideSweden])
            );
        }
    }

    #[test]
    fn a_host_is_taken_out_of_every_address() {
        for (url, host) in [
            ("smtp://user:p%40ss@smtp.post.example:587", Some("smtp.post.example")),
            ("smtps://SMTP.Post.example", Some("smtp.post.example")),
            ("postgres://app:x@[2001:db8::1]:5432/kontoret", Some("2001:db8::1")),
            ("postgres://app@db.intern/kontoret?sslmode=require", Some("db.intern")),
            ("postgres:///kontoret?host=/run/postgresql", None),
            ("postgres:///kontoret?user=app&host=db.example", Some("db.example")),
            ("postgres://app@localhost/kontoret?hostaddr=10.0.0.4", Some("10.0.0.4")),
            ("postgres://app@db/kontoret?host=%2Frun%2Fpostgresql", None),
            ("sqlite:data/kontoret.db", None),
            ("sqlite://data/kontoret.db", None),
            ("sqlite:///var/lib/kontoret.db?mode=rwc", None),
            ("https://peppol.example/sendas4", Some("peppol.example")),
            ("smtp://user@name:p@evil.example", Some("evil.example")),
        ] {
            assert_eq!(host_of(url).as_deref(), host, "{url}");
        }
        for own in ["localhost", "127.0.0.1", "127.8.8.8", "::1"] {
            assert!(is_this_machine(own), "{own}");
        }
        for other in ["localhost.example", "10.0.0.1", "127.0.0.1.example", "0.0.0.0"] {
            assert!(!is_this_machine(other), "{other}");
        }
        for good in ["a", "smtp.post.example", "10.0.0.4", "2001:db8::1", "xn--brev-0qa.se"] {
            assert!(is_host(good), "{good}");
        }
        for bad in ["", "a..b", "-a.se", "a b", "smtp.post.example:25", "Å.se", "https://x"] {
            assert!(!is_host(bad), "{bad}");
        }
    }
}
