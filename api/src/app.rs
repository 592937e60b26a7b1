//! What does a process hold? The database, the clock, the keys; nothing that another process would need to know.

use crate::{
    clock::Clock,
    config::Config,
    http::{metrics::Metrics, openapi::Routes, problem::Problem, site::Site},
    jobs::peppol::{self, AccessPoint},
    session::{keys::Keys, standing::Standings},
    store::{Db, secret::Secrets},
};
use actix_web::{HttpRequest, web};
use kontoret_documents::Engine;
use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
};
use tokio::sync::{Notify, Semaphore};

/// The process's state; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] holds.
pub struct Inner {
    /// The database.
    pub db: Db,
    /// Time and ids.
    pub clock: Arc<dyn Clock>,
    /// The configuration.
    pub config: Config,
    /// The master key.
    pub secrets: Secrets,
    /// The keys that sign access tokens.
    pub keys: Keys,
    /// Who may do what, for at most a second.
    pub standings: Standings,
    /// The SPA.
    pub site: Site,
    /// Which methods exist where.
    pub routes: Routes,
    /// Counters.
    pub metrics: Metrics,
    /// Rings when a job was queued.
    pub wake: Notify,
    /// By which way e-invoices leave; none: by none.
    pub access_point: Option<Arc<dyn AccessPoint>>,
    /// At most this many password hashes at once: each takes 64 MiB.
    pub hashing: Semaphore,
    documents: OnceLock<Arc<Engine>>,
    rendering: Semaphore,
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Why a process can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration.
    #[error("{0}")]
    Config(String),
    /// The master key.
    #[error(transparent)]
    Secret(#[from] crate::store::secret::SecretError),
    /// The database.
    #[error("the database can't be used: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A file.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// The signing keys.
    #[error("the signing keys can't be used: {0}")]
    Keys(#[from] crate::session::keys::KeyError),
    /// The ledger of erasures.
    #[error(transparent)]
    Ledger(#[from] crate::privacy::ledger::LedgerError),
    /// A backup.
    #[error(transparent)]
    Backup(#[from] crate::backup::BackupError),
}

impl App {
    /// Connects and loads what a process needs.
    ///
    /// # Errors
    /// [`StartError`], in one line.
    pub async fn start(config: Config, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let secrets = config.secrets()?;
        let db = Db::connect(&config.database_url, config.connections).await?;
        if crate::store::is_embedded(&config.database_url) {
            db.migrate().await?;
        } else {
            let pending = db.pending_migrations().await?;
            if pending > 0 {
                return Err(StartError::Config(format!(
                    "{pending} schema changes are pending: run `kontoret migrate` as the schema's owner first"
                )));
            }
            if !db.role_is_bound().await? {
                return Err(StartError::Config(
                    "DATABASE_URL names a role that row-level security doesn't bind (superuser, owner, BYPASSRLS or \
                     member of another role): use kontoret_app"
                        .to_owned(),
                ));
            }
        }
        let access_point = config.peppol.as_ref().map(peppol::connect).transpose()?;
        let site = Site::load(&config.static_folder)?;
        let app = App(Arc::new(Inner {
            db,
            clock,
            secrets,
            keys: Keys::default(),
            standings: Standings::default(),
            site,
            routes: Routes::default(),
            metrics: Metrics::default(),
            wake: Notify::new(),
            access_point,
            hashing: Semaphore::new(config.hashing_permits),
            documents: OnceLock::new(),
            rendering: Semaphore::new(2),
            config,
        }));
        app.keys.load(&app).await?;
        Ok(app)
    }

    /// The state that a request's handler works with.
    ///
    /// # Errors
    /// When the service was put together without it.
    pub fn of(req: &HttpRequest) -> Result<App, Problem> {
        req.app_data::<web::Data<App>>()
            .map(|d| d.get_ref().clone())
            .ok_or_else(|| Problem::internal("the service has no state"))
    }

    /// Typesets a document.
    ///
    /// # Errors
    /// When the document can't be set.
    pub async fn typeset(
        &self,
        f: impl FnOnce(&Engine) -> Result<Vec<u8>, kontoret_documents::DocumentError> + Send + 'static,
    ) -> Result<Vec<u8>, Problem> {
        self.with_engine(f).await?.map_err(Problem::internal)
    }

    /// Runs the typesetter on a blocking thread, two at a time.
    ///
    /// # Errors
    /// When there is no typesetter or no thread.
    pub async fn with_engine<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Engine) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let _permit = self.rendering.acquire().await.map_err(Problem::internal)?;
        let engine = match self.documents.get() {
            Some(engine) => engine.clone(),
            None => {
                let made = web::block(Engine::new).await?.map_err(Problem::internal)?;
                self.documents.get_or_init(|| Arc::new(made)).clone()
            }
        };
        Ok(web::block(move || f(&engine)).await?)
    }
}

impl actix_web::FromRequest for App {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        std::future::ready(App::of(req))
    }
}
