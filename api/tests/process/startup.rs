//! What does a server say that can't start? One line that names what to mend.

use super::site::Site;
use std::{
    net::TcpListener,
    process::{Output, Stdio},
    time::{Duration, Instant},
};

/// Starts with some settings changed, and waits for the end that must come.
fn fail(site: &Site, settings: &[(&str, &str)]) -> Output {
    let mut command = site.command(&["serve"]);
    command
        .env("RUST_LOG", "error")
        .envs(settings.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for (name, _) in settings.iter().filter(|(_, value)| value.is_empty()) {
        command.env_remove(name);
    }
    let mut child = command.spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("it serves with {settings:?}");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

#[track_caller]
fn one_line(output: &Output, wanted: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        lines.len() == 1 && lines[0].starts_with("kontoret: ") && lines[0].contains(wanted),
        "not one line of {wanted}: {said}"
    );
    assert!(lines[0].len() < 300, "{said}");
    assert!(!said.contains("panicked") && !said.contains("secret"), "{said}");
}

#[tokio::test]
async fn a_wrong_setting_is_named_in_one_line() {
    let site = Site::new().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let file = site.path("a-file");
    std::fs::write(&file, "").unwrap();
    let under_file = file.join("sub").display().to_string();
    let folder = site.path("").display().to_string();
    for (name, value, also) in [
        ("DATABASE_URL", "mysql://root:secret@localhost/kontoret", ""),
        ("DATABASE_URL", "kontoret.db", ""),
        ("KONTORET_MIGRATE_URL", "mysql://root:secret@localhost/kontoret", ""),
        ("KONTORET_LISTEN", "8080", ""),
        ("KONTORET_LISTEN", "127.0.0.1:port", ""),
        ("KONTORET_LISTEN", "127.0.0.1:99999", ""),
        ("KONTORET_LISTEN", &address, "listen"),
        ("KONTORET_LISTEN", "192.0.2.1:8080", "listen"),
        ("KONTORET_PUBLIC_URL", "kontoret.example", ""),
        ("KONTORET_PUBLIC_URL", "ftp://kontoret.example", ""),
        ("KONTORET_PUBLIC_URL", "https://", ""),
        ("DATABASE_URL", "sqlite::memory:", ""),
        ("DATABASE_URL", "postgres:///kontoret", ""),
        ("KONTORET_PUBLIC_URL", "https://kontoret.example/?a=b", ""),
        ("KONTORET_PUBLIC_URL", "https://kontoret.example/#a", ""),
        ("KONTORET_AUDIT_SEALS", &folder, ""),
        ("KONTORET_AUDIT_SEALS", &under_file, ""),
        ("KONTORET_ERASURE_LEDGER", &folder, ""),
        ("KONTORET_ERASURE_LEDGER", &under_file, ""),
        ("KONTORET_WORKER_METRICS", "9101", ""),
        ("KONTORET_MASTER_KEY", "secret", ""),
        ("KONTORET_MASTER_KEY", &"g".repeat(64), ""),
        ("KONTORET_SMTP_URL", "relay.example", ""),
        ("KONTORET_SMTP_URL", "http://relay.example", ""),
        ("KONTORET_SMTP_URL", "smtp://127.0.0.1:25", "KONTORET_SMTP_RECIPIENT"),
        ("KONTORET_PEPPOL_URL", "http://ap.example", ""),
        ("KONTORET_PEPPOL_URL", "http://127.0.0.1.ap.example", ""),
        ("KONTORET_PEPPOL_URL", "https://ap.example", "KONTORET_PEPPOL_TOKEN"),
        ("KONTORET_MAIL_FROM", "nobody", ""),
        ("KONTORET_CORS_ORIGINS", "*", ""),
        ("KONTORET_CORS_ORIGINS", "null", ""),
        ("KONTORET_CORS_ORIGINS", "https://app.example.se/path", ""),
        ("KONTORET_CORS_ORIGINS", "https://app.example.se,app2.example.se", ""),
        ("KONTORET_TRUSTED_PROXY", "proxy", ""),
        ("KONTORET_CONNECTIONS", "0", ""),
        ("KONTORET_CONNECTIONS", "many", ""),
        ("KONTORET_CONNECTIONS", "-1", ""),
        ("KONTORET_HTTP_WORKERS", "0", ""),
        ("KONTORET_HASHING", "65", ""),
        ("KONTORET_LOG_FORMAT", "xml", ""),
    ] {
        one_line(
            &fail(&site, &[(name, value)]),
            if also.is_empty() { name } else { also },
        );
    }
}

#[tokio::test]
async fn a_database_out_of_reach_is_said_in_one_line() {
    let site = Site::new().await;
    let file = site.path("a-file");
    std::fs::write(&file, "").unwrap();
    let under_file = file.join("sub").display().to_string();
    let nowhere = format!("sqlite://{under_file}/kontoret.db");
    let no_folder = [
        ("DATABASE_URL", nowhere.as_str()),
        ("KONTORET_DATA", under_file.as_str()),
    ];
    one_line(&fail(&site, &no_folder), &file.display().to_string());
    one_line(
        &fail(
            &site,
            &[("DATABASE_URL", "postgres://kontoret_app:secret@127.0.0.1:1/kontoret")],
        ),
        "database",
    );
    let keyless = [
        ("DATABASE_URL", "postgres://kontoret_app:secret@127.0.0.1:1/kontoret"),
        ("KONTORET_MASTER_KEY", ""),
    ];
    one_line(&fail(&site, &keyless), "KONTORET_MASTER_KEY");
}

#[tokio::test]
async fn a_recipient_that_is_missing_or_abroad_is_refused() {
    let site = Site::new().await;
    let abroad = [
        ("KONTORET_SMTP_URL", "smtp://127.0.0.1:25"),
        ("KONTORET_SMTP_RECIPIENT", "Relay Inc;US"),
    ];
    one_line(&fail(&site, &abroad), "KONTORET_SMTP_RECIPIENT");
    let access_point = [
        ("KONTORET_PEPPOL_URL", "https://ap.example"),
        ("KONTORET_PEPPOL_TOKEN", "secret"),
    ];
    one_line(&fail(&site, &access_point), "KONTORET_PEPPOL_RECIPIENT");
    let [url, token] = access_point;
    let abroad = [url, token, ("KONTORET_PEPPOL_RECIPIENT", "Access Point GmbH;DE")];
    one_line(&fail(&site, &abroad), "KONTORET_PEPPOL_RECIPIENT");
}

#[tokio::test]
async fn another_master_key_than_the_databases_is_noticed() {
    let site = Site::new().await;
    drop(site.serve().await);
    one_line(
        &fail(&site, &[("KONTORET_MASTER_KEY", &"a5".repeat(32))]),
        "KONTORET_MASTER_KEY",
    );
}

#[tokio::test]
async fn a_role_that_row_level_security_does_not_bind_and_an_old_schema_are_refused() {
    let site = Site::bare().await;
    if !site.is_postgres() {
        // The embedded database has neither roles nor another owner of the schema.
        return;
    }
    one_line(&fail(&site, &[]), "kontoret migrate");
    assert!(site.run(&["migrate"]).status.success());
    assert!(site.run(&["migrate"]).status.success(), "a second time changes nothing");
    one_line(&fail(&site, &[("DATABASE_URL", &site.owner_url)]), "row-level security");
    let as_app = site
        .command(&["migrate"])
        .env("KONTORET_MIGRATE_URL", &site.url)
        .output()
        .unwrap();
    assert_eq!(
        as_app.status.code(),
        Some(1),
        "the server's role may not change the schema"
    );
    drop(site.serve().await);
}

#[tokio::test]
async fn what_the_executable_can_do_is_said_when_nothing_or_nonsense_is_asked() {
    let site = Site::bare().await;
    for words in [
        &[][..],
        &["nonsense"],
        &["serve", "now"],
        &["create-company", "too", "few"],
    ] {
        let output = site.run(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        assert!(
            said.contains("kontoret serve") && said.contains("kontoret migrate"),
            "{words:?}: {said}"
        );
    }
    let contract = site.run(&["openapi"]);
    assert!(contract.status.success() && String::from_utf8_lossy(&contract.stdout).contains("openapi: 3.1"));
    assert!(site.run(&["config"]).status.success());
}
