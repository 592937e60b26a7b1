//! What can be set from outside? Every environment variable, once; the README's table is made from it.

mod peppol;
mod places;

pub use peppol::Peppol;

use crate::{app::StartError, store::secret::Secrets};
use std::path::PathBuf;

/// A variable: name, default, what it is.
pub struct Variable {
    /// The name.
    pub name: &'static str,
    /// The default, as text.
    pub default: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

/// All variables.
pub const VARIABLES: &[Variable] = &[
    Variable {
        name: "DATABASE_URL",
        default: "sqlite://data/kontoret.db",
        meaning: "`sqlite://path` (embedded) or `postgres://…` (as role `kontoret_app`)",
    },
    Variable {
        name: "KONTORET_MIGRATE_URL",
        default: "`DATABASE_URL`",
        meaning: "the schema owner's connection, for `kontoret migrate`",
    },
    Variable {
        name: "KONTORET_LISTEN",
        default: "127.0.0.1:8080",
        meaning: "address and port",
    },
    Variable {
        name: "KONTORET_PUBLIC_URL",
        default: "`http://` and `KONTORET_LISTEN`",
        meaning: "how the service is reached from outside; links in mails begin with it",
    },
    Variable {
        name: "KONTORET_DATA",
        default: "data",
        meaning: "folder of the embedded installation",
    },
    Variable {
        name: "KONTORET_STATIC",
        default: "frontend/dist",
        meaning: "folder of the built SPA",
    },
    Variable {
        name: "KONTORET_MASTER_KEY",
        default: "`data/master.key` on the embedded database",
        meaning: "64 hexadecimal digits; required with PostgreSQL",
    },
    Variable {
        name: "KONTORET_AUDIT_SEALS",
        default: "`audit.seals` in the data folder",
        meaning: "the file of signed heads of all trails: keep it on another machine than the database",
    },
    Variable {
        name: "KONTORET_ERASURE_LEDGER",
        default: "`erasures.ledger` in `KONTORET_DATA`",
        meaning: "file that erasures are kept in apart from the database, by id and time; it must outlive any restored backup",
    },
    Variable {
        name: "KONTORET_MASTER_KEY_OLD",
        default: "none",
        meaning: "the master key before it, while `kontoret rotate-keys` moves everything to the new one",
    },
    Variable {
        name: "KONTORET_SMTP_URL",
        default: "none: mails go to `data/mail`",
        meaning: "`smtp://user:password@host:587` or `smtps://…`",
    },
    Variable {
        name: "KONTORET_SMTP_RECIPIENT",
        default: "none",
        meaning: "who runs the mail relay and where, `name;SE`: required with `KONTORET_SMTP_URL`, must be in Sweden",
    },
    Variable {
        name: "KONTORET_MAIL_FROM",
        default: "noreply@localhost",
        meaning: "the sender's address",
    },
    Variable {
        name: "KONTORET_PEPPOL_URL",
        default: "none: e-invoices can be downloaded, not sent",
        meaning: "`https://…` of the Peppol access point, which answers as phase4's standalone sender does (`/sendas4/…`)",
    },
    Variable {
        name: "KONTORET_PEPPOL_TOKEN",
        default: "none",
        meaning: "the access point's `X-Token`: required with `KONTORET_PEPPOL_URL`",
    },
    Variable {
        name: "KONTORET_PEPPOL_RECIPIENT",
        default: "none",
        meaning: "who runs the access point and where, `name;SE`: required with `KONTORET_PEPPOL_URL`, must be in Sweden",
    },
    Variable {
        name: "KONTORET_BREACH_HOURS",
        default: "72",
        meaning: "hours from the discovery of a personal data breach to its report, at most the law's 72",
    },
    Variable {
        name: "KONTORET_CORS_ORIGINS",
        default: "none",
        meaning: "other origins whose pages may call the API, separated by commas; no `*`",
    },
    Variable {
        name: "KONTORET_TRUSTED_PROXY",
        default: "none",
        meaning: "address of the proxy whose `X-Forwarded-For` counts",
    },
    Variable {
        name: "KONTORET_WORKER_METRICS",
        default: "none",
        meaning: "address and port at which `kontoret worker` serves `/metrics` of its own",
    },
    Variable {
        name: "KONTORET_CONNECTIONS",
        default: "8",
        meaning: "database connections per process; on PostgreSQL at most as many again that only read lists",
    },
    Variable {
        name: "KONTORET_HTTP_WORKERS",
        default: "2",
        meaning: "threads that answer requests",
    },
    Variable {
        name: "KONTORET_HASHING",
        default: "2",
        meaning: "password hashes at once, 64 MiB each",
    },
    Variable {
        name: "RUST_LOG",
        default: "info",
        meaning: "log level, per module",
    },
    Variable {
        name: "KONTORET_LOG_FORMAT",
        default: "text",
        meaning: "`text` or `json`",
    },
];

/// The settings of a process.
#[derive(Clone, Debug)]
pub struct Config {
    /// The database.
    pub database_url: String,
    /// The schema owner's connection.
    pub migrate_url: String,
    /// Address and port.
    pub listen: String,
    /// How the service is reached from outside, without a slash at the end.
    pub public_url: String,
    /// The embedded installation's folder.
    pub data: PathBuf,
    /// The SPA's folder.
    pub static_folder: PathBuf,
    /// The master key in hexadecimal.
    pub master_key: Option<String>,
    /// Where erasures are kept apart from the database.
    pub erasure_ledger: PathBuf,
    /// The file of seals of trails.
    pub audit_seals: PathBuf,
    /// The master key before it, in hexadecimal.
    pub old_master_key: Option<String>,
    /// The mail relay.
    pub smtp_url: Option<String>,
    /// The sender's address.
    pub mail_from: String,
    /// The access point for e-invoices.
    pub peppol: Option<Peppol>,
    /// Hours from the discovery of a breach to its report.
    pub breach_hours: i64,
    /// Other origins that may call.
    pub cors_origins: Vec<String>,
    /// The proxy whose word on the caller's address counts.
    pub trusted_proxy: Option<std::net::IpAddr>,
    /// Where a worker tells its counters.
    pub worker_metrics: Option<String>,
    /// Database connections.
    pub connections: u32,
    /// Threads that answer.
    pub http_workers: usize,
    /// Password hashes at once.
    pub hashing_permits: usize,
    /// Memory of a password hash, in KiB. Not a variable: only tests lower it.
    pub hashing_memory_kib: u32,
    /// How long a body may take to arrive, files apart. Not a variable: only tests shorten it.
    pub body_patience: std::time::Duration,
    /// Log lines as JSON.
    pub log_json: bool,
}

impl Config {
    /// From the environment.
    ///
    /// # Errors
    /// One line that names the variable and how to mend it.
    #[expect(clippy::disallowed_methods, reason = "the one home of the environment")]
    pub fn from_env() -> Result<Self, StartError> {
        Self::from_lookup(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
    }

    /// From any source of values.
    ///
    /// # Errors
    /// One line that names the variable and how to mend it.
    pub fn from_lookup(get: impl Fn(&str) -> Option<String>) -> Result<Self, StartError> {
        let or = |name: &str, default: &str| get(name).unwrap_or_else(|| default.to_owned());
        let data = PathBuf::from(or("KONTORET_DATA", "data"));
        let database_url =
            get("DATABASE_URL").unwrap_or_else(|| format!("sqlite://{}", data.join("kontoret.db").to_string_lossy()));
        let listen = or("KONTORET_LISTEN", "127.0.0.1:8080");
        let config = Self {
            migrate_url: get("KONTORET_MIGRATE_URL").unwrap_or_else(|| database_url.clone()),
            public_url: or("KONTORET_PUBLIC_URL", &format!("http://{listen}"))
                .trim_end_matches('/')
                .to_owned(),
            listen,
            static_folder: PathBuf::from(or("KONTORET_STATIC", "frontend/dist")),
            master_key: get("KONTORET_MASTER_KEY"),
            old_master_key: get("KONTORET_MASTER_KEY_OLD"),
            smtp_url: get("KONTORET_SMTP_URL"),
            mail_from: or("KONTORET_MAIL_FROM", "noreply@localhost"),
            peppol: Peppol::read(&get)?,
            breach_hours: number(&get, "KONTORET_BREACH_HOURS", 72, 1, 72)?.into(),
            cors_origins: or("KONTORET_CORS_ORIGINS", "")
                .split(',')
                .map(|o| o.trim().to_owned())
                .filter(|o| !o.is_empty())
                .collect(),
            trusted_proxy: get("KONTORET_TRUSTED_PROXY")
                .map(|v| {
                    v.parse()
                        .map_err(|_| wrong("KONTORET_TRUSTED_PROXY", "must be an IP address"))
                })
                .transpose()?,
            worker_metrics: get("KONTORET_WORKER_METRICS"),
            connections: number(&get, "KONTORET_CONNECTIONS", 8, 2, 500)?,
            http_workers: number(&get, "KONTORET_HTTP_WORKERS", 2, 1, 256)? as usize,
            hashing_permits: number(&get, "KONTORET_HASHING", 2, 1, 64)? as usize,
            hashing_memory_kib: crate::session::password::DEFAULT_MEMORY_KIB,
            body_patience: std::time::Duration::from_secs(30),
            log_json: match or("KONTORET_LOG_FORMAT", "text").as_str() {
                "text" => false,
                "json" => true,
                _ => return Err(wrong("KONTORET_LOG_FORMAT", "must be text or json")),
            },
            audit_seals: get("KONTORET_AUDIT_SEALS").map_or_else(|| data.join("audit.seals"), PathBuf::from),
            erasure_ledger: get("KONTORET_ERASURE_LEDGER").map_or_else(|| data.join("erasures.ledger"), PathBuf::from),
            data,
            database_url,
        };
        config.check_database()?;
        config.check_addresses()?;
        config.check_mail(&or("KONTORET_SMTP_RECIPIENT", ""))?;
        Ok(config)
    }

    fn check_database(&self) -> Result<(), StartError> {
        places::check_database("DATABASE_URL", &self.database_url)?;
        places::check_database("KONTORET_MIGRATE_URL", &self.migrate_url)?;
        if is_postgres(&self.database_url) && self.master_key.is_none() {
            let mend = "is required with PostgreSQL (make one with: openssl rand -hex 32)";
            return Err(wrong("KONTORET_MASTER_KEY", mend));
        }
        Ok(())
    }

    fn check_addresses(&self) -> Result<(), StartError> {
        if !places::is_base(&self.public_url) {
            return Err(wrong(
                "KONTORET_PUBLIC_URL",
                "must be http://host or https://host, with a port or a path if need be, without ? and #",
            ));
        }
        // `null` is what a sandboxed page says of itself, and `*` would be everybody.
        if self.cors_origins.iter().any(|o| origin(o).as_ref() != Some(o)) {
            let mend = "must list origins such as https://app.example.se, without paths; * and null are refused";
            return Err(wrong("KONTORET_CORS_ORIGINS", mend));
        }
        if !is_address(&self.listen) {
            return Err(wrong("KONTORET_LISTEN", "must be address:port, such as 127.0.0.1:8080"));
        }
        if self.worker_metrics.as_deref().is_some_and(|a| !is_address(a)) {
            let mend = "must be address:port, such as 127.0.0.1:9101";
            return Err(wrong("KONTORET_WORKER_METRICS", mend));
        }
        Ok(())
    }

    fn check_mail(&self, recipient: &str) -> Result<(), StartError> {
        if self.mail_from.parse::<lettre::Address>().is_err() {
            return Err(wrong("KONTORET_MAIL_FROM", "must be an e-mail address"));
        }
        let Some(url) = &self.smtp_url else { return Ok(()) };
        if !crate::jobs::is_relay(url) {
            return Err(wrong(
                "KONTORET_SMTP_URL",
                "must be smtp://user:password@host:587 or smtps://…",
            ));
        }
        if is_swedish(recipient) {
            return Ok(());
        }
        Err(wrong(
            "KONTORET_SMTP_RECIPIENT",
            "must name who runs the mail relay, in Sweden: `name;SE` (personal data does not leave Sweden)",
        ))
    }

    /// Makes the installation's folder where there is none.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn make_folder(&self) -> Result<(), StartError> {
        std::fs::create_dir_all(&self.data).map_err(|e| {
            wrong(
                "KONTORET_DATA",
                &format!("names a folder that can't be made, {}: {e}", self.data.display()),
            )
        })
    }

    /// The master key, from the environment or the installation's file.
    ///
    /// # Errors
    /// When it is malformed or can't be read.
    pub fn secrets(&self) -> Result<Secrets, StartError> {
        let secrets = match &self.master_key {
            Some(hex) => Secrets::from_hex(hex)?,
            None => {
                self.make_folder()?;
                Secrets::from_file(&self.data.join("master.key"))?
            }
        };
        Ok(match &self.old_master_key {
            Some(old) => secrets.after(old)?,
            None => secrets,
        })
    }

    /// Whether pages of this origin may change things.
    #[must_use]
    pub fn allows_origin(&self, origin: &str) -> bool {
        self::origin(&self.public_url).as_deref() == Some(origin)
            || self.is_cors_origin(origin)
            || self.is_own_address(origin)
    }

    /// On the loopback address the service is its own origin under both of its names.
    fn is_own_address(&self, origin: &str) -> bool {
        let port = self.listen.rsplit(':').next().unwrap_or_default();
        self.listen.starts_with("127.0.0.1:")
            && (origin == format!("http://127.0.0.1:{port}") || origin == format!("http://localhost:{port}"))
    }

    /// Whether the origin is another one that was allowed.
    #[must_use]
    pub fn is_cors_origin(&self, origin: &str) -> bool {
        self.cors_origins.iter().any(|o| o == origin)
    }
}

/// Whether somebody can listen there: `address:port`.
fn is_address(text: &str) -> bool {
    text.rsplit_once(':')
        .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}

/// Whether an entry of the register of recipients, `name;country`, names somebody in Sweden.
fn is_swedish(recipient: &str) -> bool {
    recipient
        .split_once(';')
        .is_some_and(|(name, country)| !name.trim().is_empty() && country.trim() == "SE")
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// The origin of an address, as browsers write it; none when it isn't one of a page.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-:[]".contains(&b));
    (matches!(scheme, "http" | "https") && is_host).then(|| format!("{scheme}://{host}"))
}

fn wrong(name: &str, mend: &str) -> StartError {
    StartError::Config(format!("{name} {mend}"))
}

fn number(
    get: &impl Fn(&str) -> Option<String>,
    name: &str,
    default: u32,
    min: u32,
    max: u32,
) -> Result<u32, StartError> {
    match get(name) {
        None => Ok(default),
        Some(v) => v
            .parse()
            .ok()
            .filter(|n| (min..=max).contains(n))
            .ok_or_else(|| wrong(name, &format!("must be a number from {min} to {max}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_where_the_server_listens_unless_another_address_is_said() {
        let public = |settings: &[(&str, &str)]| {
            let get = |name: &str| settings.iter().find(|s| s.0 == name).map(|s| s.1.to_owned());
            Config::from_lookup(get).unwrap().public_url
        };
        assert_eq!(public(&[]), "http://127.0.0.1:8080");
        assert_eq!(
            public(&[("KONTORET_LISTEN", "127.0.0.1:9000")]),
            "http://127.0.0.1:9000"
        );
        let said = [
            ("KONTORET_LISTEN", "127.0.0.1:9000"),
            ("KONTORET_PUBLIC_URL", "https://kontoret.example/"),
        ];
        assert_eq!(public(&said), "https://kontoret.example");
    }
}
