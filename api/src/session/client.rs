//! From which device and address does a request come?

use crate::{app::App, http::Problem};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};
use std::{
    future::{Ready, ready},
    net::IpAddr,
};

/// The name of the refresh token's cookie. The prefix makes browsers insist on Secure, Path=/ and no Domain.
pub const COOKIE: &str = "__Host-fk_refresh";

/// Who calls, as far as the connection tells.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// The address; none when the connection has none.
    pub ip: Option<IpAddr>,
    /// Browser and system in a few words.
    pub device: String,
    /// The refresh token in the cookie.
    pub cookie: Option<String>,
}

impl Client {
    /// The address as it is kept.
    #[must_use]
    pub fn address(&self) -> String {
        self.ip.map(|ip| ip.to_string()).unwrap_or_default()
    }
}

impl FromRequest for Client {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(App::of(req).map(|app| {
            let text = |name: header::HeaderName| req.headers().get(name).and_then(|v| v.to_str().ok());
            Client {
                ip: address(&app, req),
                device: device(text(header::USER_AGENT).unwrap_or_default()),
                cookie: req
                    .cookie(COOKIE)
                    .map(|c| c.value().to_owned())
                    .filter(|v| !v.is_empty() && v.len() <= 100),
            }
        }))
    }
}

/// The caller's address: the peer, or, behind the proxy that is trusted, what that proxy wrote.
#[must_use]
pub fn address(app: &App, req: &HttpRequest) -> Option<IpAddr> {
    let peer = req.peer_addr().map(|a| a.ip());
    named(peer, app.config.trusted_proxy, req.headers())
}

/// A proxy writes the last entry of the last line. Those before it came from the caller and can say anything.
fn named(peer: Option<IpAddr>, proxy: Option<IpAddr>, headers: &header::HeaderMap) -> Option<IpAddr> {
    let peer = peer.map(|ip| ip.to_canonical());
    if peer.is_none() || peer != proxy.map(|ip| ip.to_canonical()) {
        return peer;
    }
    let named = headers
        .get_all("x-forwarded-for")
        .last()
        .and_then(|line| line.to_str().ok())
        .and_then(|line| line.rsplit(',').next())
        .and_then(|last| last.trim().parse::<IpAddr>().ok());
    named.map(|ip| ip.to_canonical()).or(peer)
}

/// Names that browsers and programs give themselves, the more particular first: most also claim to be others.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: &[(&str, &str)] = &[
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Firefox on Windows`, without versions: an update is no new device.
fn device(agent: &str) -> String {
    let named = |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, n)| *n);
    match (named(BROWSERS), named(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        // A program: its own name up to the version.
        (None, None) => agent
            .split(['/', ' '])
            .next()
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
            .take(80)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_without_its_version() {
        let table = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 \
                 Safari/537.36 Edg/140.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            ("curl/8.5.0", "curl"),
            ("<script>alert(1)</script>", "scriptalert1"),
            ("", ""),
        ];
        for (agent, expected) in table {
            assert_eq!(device(agent), expected, "{agent}");
        }
        assert_eq!(device(&"x".repeat(500)).len(), 80);
    }

    #[test]
    fn only_the_trusted_proxys_own_entry_counts() {
        let ip = |t: &str| t.parse::<IpAddr>().ok();
        let address = |peer: Option<IpAddr>, proxy: Option<IpAddr>, lines: &[&str]| {
            let mut headers = header::HeaderMap::new();
            for line in lines {
                let name = header::HeaderName::from_static("x-forwarded-for");
                headers.append(name, header::HeaderValue::from_str(line).unwrap());
            }
            named(peer, proxy, &headers)
        };
        let (proxy, caller) = (ip("10.0.0.1"), ip("192.0.2.7"));
        assert_eq!(address(caller, proxy, &["198.51.100.9"]), caller, "not the proxy");
        assert_eq!(address(caller, None, &["198.51.100.9"]), caller, "no proxy");
        let last = ip("198.51.100.9");
        for lines in [
            &["203.0.113.1, 198.51.100.9"][..],
            &["203.0.113.1", "198.51.100.9"],
            &["203.0.113.1, 203.0.113.2", "nonsense", "203.0.113.3,198.51.100.9"],
        ] {
            assert_eq!(address(proxy, proxy, lines), last, "{lines:?}");
        }
        assert_eq!(
            address(proxy, proxy, &["198.51.100.9", "nonsense"]),
            proxy,
            "the last line says nothing"
        );
        assert_eq!(address(proxy, proxy, &[]), proxy);
        assert_eq!(
            address(ip("::ffff:10.0.0.1"), proxy, &["2001:db8::1"]),
            ip("2001:db8::1"),
            "mapped address"
        );
        assert_eq!(address(None, None, &["198.51.100.9"]), None);
    }
}
