//! What can the executable do? Each line of `USAGE` is a command.

use kontoret::{
    app::{App, StartError},
    clock::{Clock, SystemClock},
    config::{Config, VARIABLES},
    jobs::worker,
    store::{Db, is_embedded},
};
use std::{io::Write, path::Path, process::ExitCode, sync::Arc};

const USAGE: &str = "\
kontoret serve            answer requests (on the embedded database it also migrates and works off jobs)
kontoret worker           work off jobs: mails and the like
kontoret migrate          bring the schema up to date, as the schema's owner
kontoret seed             fill an empty database with a demo company
kontoret create-company   make a company: NAME SLUG OWNER_EMAIL OWNER_NAME; prints the owner's first link
kontoret create-operator  make the company that runs the service, in the same way; there is one
kontoret backup           the whole database, encrypted, into a new FILE; others may go on working
kontoret restore          fill an empty database from such a FILE
kontoret rotate-keys      seal everything with the new master key; others may go on working; can be started again
kontoret register-recipient  register NAME, who runs the host DESTINATION in Sweden, with the company that runs the service
kontoret retention        --dry-run [--on DATE]: what would go of what is stored about people; --apply: let it go
kontoret verify-audit     [FILE]: is every trail as it was when it was sealed? FILE: seals kept elsewhere
kontoret openapi          print the contract
kontoret config           print the table of settings";

#[actix_web::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "kontoret: {e}");
            ExitCode::FAILURE
        }
    }
}

async fn run(words: &[&str]) -> Result<(), StartError> {
    match words {
        ["serve"] => serve().await,
        ["worker"] => work().await,
        ["migrate"] => migrate().await,
        ["seed"] => seed().await,
        ["create-company", name, slug, email, owner] => create_company([name, slug, email, owner], false).await,
        ["create-operator", name, slug, email, owner] => create_company([name, slug, email, owner], true).await,
        ["backup", file] => backup(file.as_ref()).await,
        ["restore", file] => restore(file.as_ref()).await,
        ["rotate-keys"] => rotate_keys().await,
        ["register-recipient", name, host] => register_recipient(name, host).await,
        ["retention", "--dry-run"] => retention_dry_run(None).await,
        ["retention", "--dry-run", "--on", day] => retention_dry_run(Some(day)).await,
        ["retention", "--apply"] => retention_apply().await,
        ["verify-audit"] => verify_audit(None).await,
        ["verify-audit", file] => verify_audit(Some(file.as_ref())).await,
        ["openapi"] => say(&kontoret::http::openapi::yaml().map_err(StartError::Config)?),
        ["config"] => say(&settings_table()),
        _ => Err(StartError::Config(format!("say what to do:\n{USAGE}"))),
    }
}

fn say(text: &str) -> Result<(), StartError> {
    Ok(writeln!(std::io::stdout(), "{}", text.trim_end())?)
}

async fn start() -> Result<App, StartError> {
    begin(Config::from_env()?).await
}

async fn begin(config: Config) -> Result<App, StartError> {
    kontoret::logging::start(config.log_json);
    if is_embedded(&config.database_url) {
        config.make_folder()?;
    }
    let app = App::start(config, Arc::new(SystemClock)).await?;
    let erased = kontoret::privacy::ledger::replay(&app).await?;
    if erased > 0 {
        log::info!(erasures = erased; "people who were erased were back in the database, and are erased again");
    }
    Ok(app)
}

/// Starts a process that sends data: every destination must be a registered recipient's, and what outlasts the database
/// can be written down.
async fn start_sending() -> Result<App, StartError> {
    let config = Config::from_env()?;
    config.check_files()?;
    let app = begin(config).await?;
    kontoret::privacy::recipients::check_destinations(&app).await?;
    Ok(app)
}

async fn serve() -> Result<(), StartError> {
    let began = std::time::Instant::now();
    let app = start_sending().await?;
    if is_embedded(&app.config.database_url) {
        actix_web::rt::spawn(worker::run(app.clone()));
    }
    actix_web::rt::spawn(kontoret::jobs::upkeep::run(app.clone()));
    Ok(kontoret::http::server::serve(app, began).await?)
}

async fn work() -> Result<(), StartError> {
    let app = start_sending().await?;
    let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    if let Some(listen) = &app.config.worker_metrics {
        actix_web::rt::spawn(kontoret::http::server::serve_metrics(app.clone(), listen)?);
    }
    log::info!("ready to work off jobs");
    tokio::select! {
        () = worker::run(app) => {}
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(())
}

async fn migrate() -> Result<(), StartError> {
    let config = Config::from_env()?;
    kontoret::logging::start(config.log_json);
    if is_embedded(&config.migrate_url) {
        config.make_folder()?;
    }
    let db = Db::connect(&config.migrate_url, 3).await?;
    db.migrate().await?;
    log::info!("the schema is up to date");
    Ok(())
}

async fn seed() -> Result<(), StartError> {
    let config = Config::from_env()?;
    kontoret::logging::start(config.log_json);
    // A year of requests is not this moment's.
    log::set_max_level(log::LevelFilter::Warn);
    if is_embedded(&config.database_url) {
        config.make_folder()?;
    }
    say(&kontoret::seed::run(config, SystemClock.now()).await?)
}

async fn create_company([name, slug, email, owner]: [&str; 4], operator: bool) -> Result<(), StartError> {
    let app = start().await?;
    let link = kontoret::users::create_company(&app, name, slug, email, owner, operator)
        .await
        .map_err(|p| {
            let wrong: Vec<String> = p
                .errors
                .iter()
                .map(|e| format!("{} ({:?})", e.pointer.trim_start_matches('/'), e.code))
                .collect();
            StartError::Config(format!("the company wasn't made: {p}: {}", wrong.join(", ")))
        })?;
    say(&format!(
        "{name} is made. Its owner chooses a password here, once and within an hour:\n{link}"
    ))
}

async fn backup(file: &Path) -> Result<(), StartError> {
    let config = Config::from_env()?;
    kontoret::logging::start(config.log_json);
    let made = kontoret::backup::make(&config, SystemClock.now(), file).await?;
    say(&format!(
        "{} holds the database of {}. It opens with the master key alone: keep that elsewhere.",
        file.display(),
        made.made_at.format("%Y-%m-%d %H:%M:%S UTC"),
    ))
}

async fn restore(file: &Path) -> Result<(), StartError> {
    let config = Config::from_env()?;
    kontoret::logging::start(config.log_json);
    let restored = kontoret::backup::restore(&config, Arc::new(SystemClock), file).await?;
    say(&format!(
        "The database is as it was on {}. Erasures applied again: {}.",
        restored.manifest.made_at.format("%Y-%m-%d %H:%M:%S UTC"),
        restored.erased_again,
    ))
}

async fn verify_audit(file: Option<&Path>) -> Result<(), StartError> {
    let app = start().await?;
    let file = file.map_or_else(|| app.config.audit_seals.clone(), Path::to_path_buf);
    let found = kontoret::audit::seals::verify(&app, &file)
        .await
        .map_err(|e| StartError::Config(e.to_string()))?;
    if found.wrong.is_empty() {
        return say(&format!(
            "{} entries are as they were, under {} seals of {}.",
            found.entries,
            found.seals,
            file.display(),
        ));
    }
    Err(StartError::Config(found.wrong.join("\n")))
}

async fn rotate_keys() -> Result<(), StartError> {
    let app = start().await?;
    let done = kontoret::rotation::rotate(&app, |_| std::ops::ControlFlow::Continue(())).await?;
    say(&format!(
        "Everything is sealed with the new master key; {} companies' keys, {} signing keys, {} bank files and {} answers were \
         not before. Keep the old key as long as backups that were made with it.",
        done.company_keys, done.signing_keys, done.files, done.answers,
    ))
}

async fn register_recipient(name: &str, host: &str) -> Result<(), StartError> {
    let app = start().await?;
    kontoret::privacy::recipients::register(&app, name, host).await?;
    say(&format!("{name} is registered as the one who runs {host}, in Sweden."))
}

async fn retention_dry_run(on: Option<&str>) -> Result<(), StartError> {
    let on = on
        .map(|day| {
            day.parse()
                .map_err(|_| StartError::Config(format!("--on {day}: must be a day such as 2034-01-01")))
        })
        .transpose()?;
    let app = start().await?;
    let said = kontoret::privacy::retention::command_line::dry_run(&app, on).await;
    say(&said.map_err(|p| StartError::Config(format!("what would go can't be said: {p}")))?)
}

async fn retention_apply() -> Result<(), StartError> {
    let app = start().await?;
    let said = kontoret::privacy::retention::command_line::apply(&app).await;
    say(&said.map_err(|p| StartError::Config(format!("the run stopped; it goes on where it was: {p}")))?)
}

fn settings_table() -> String {
    let mut out = String::from("| variable | default | meaning |\n| --- | --- | --- |\n");
    for v in VARIABLES {
        out.push_str(&format!("| `{}` | {} | {} |\n", v.name, v.default, v.meaning));
    }
    out
}
