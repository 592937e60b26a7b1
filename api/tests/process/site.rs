//! Where does the executable run in a test? In a folder and on a database of its own, on a free port.

use kontoret::store::{Db, secret};
use sea_orm::ConnectionTrait;
use std::{
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

/// Longest wait for a process to be ready, or to end.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// The master key of every test.
pub const MASTER_KEY: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";

/// A folder and a database.
pub struct Site {
    folder: tempfile::TempDir,
    /// The database as the server reaches it.
    pub url: String,
    /// The database as the schema's owner reaches it.
    pub owner_url: String,
    port: u16,
}

#[expect(
    clippy::disallowed_methods,
    reason = "which database the suite runs on is said from outside"
)]
pub fn outside(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn with_database(url: &str, name: &str) -> String {
    format!("{}/{name}", url.rsplit_once('/').unwrap().0)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Site {
    /// A fresh database with its schema.
    pub async fn new() -> Self {
        let site = Self::bare().await;
        if site.is_postgres() {
            let migrated = site.run(&["migrate"]);
            assert!(
                migrated.status.success(),
                "{}",
                String::from_utf8_lossy(&migrated.stderr)
            );
        }
        site
    }

    /// An empty database.
    pub async fn bare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let Some(owner) = outside("TEST_DATABASE_URL") else {
            let url = format!("sqlite://{}", folder.path().join("kontoret.db").display());
            return Self {
                folder,
                owner_url: url.clone(),
                url,
                port: free_port(),
            };
        };
        let name = format!(
            "p_{}",
            secret::random::<12>()
                .iter()
                .map(|b| format!("{b:02x}"))
                .collect::<String>()
        );
        let admin = Db::connect(&owner, 2).await.unwrap();
        admin
            .raw()
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        admin.raw().clone().close().await.unwrap();
        let url = with_database(&outside("TEST_APP_DATABASE_URL").unwrap(), &name);
        Self {
            folder,
            url,
            owner_url: with_database(&owner, &name),
            port: free_port(),
        }
    }

    /// Whether the suite runs on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// Where the server is reached.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder of local mails.
    pub fn mails(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The executable with this site's settings and no others.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kontoret"));
        command
            .args(words)
            .env_clear()
            .env("DATABASE_URL", &self.url)
            .env("KONTORET_MIGRATE_URL", &self.owner_url)
            .env("KONTORET_MASTER_KEY", MASTER_KEY)
            .env("KONTORET_DATA", self.folder.path())
            .env("KONTORET_STATIC", self.folder.path())
            .env("KONTORET_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("KONTORET_PUBLIC_URL", self.address())
            .stdin(Stdio::null());
        command
    }

    /// Runs the executable to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// A server that is ready; on PostgreSQL a worker stands beside it.
    pub async fn serve(&self) -> Server {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.path("server.log"))
            .unwrap();
        let start = |word: &str| {
            let mut command = self.command(&[word]);
            command.stdout(Stdio::null()).stderr(log.try_clone().unwrap());
            Running(command.spawn().unwrap())
        };
        let server = Server {
            process: start("serve"),
            _worker: self.is_postgres().then(|| start("worker")),
        };
        let began = Instant::now();
        while !self.is_ready().await {
            assert!(
                began.elapsed() < PATIENCE,
                "{}",
                std::fs::read_to_string(self.path("server.log")).unwrap()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        server
    }

    async fn is_ready(&self) -> bool {
        let asked = super::api::client()
            .get(format!("{}/readyz", self.address()))
            .send()
            .await;
        asked.is_ok_and(|answer| answer.status() == 200)
    }
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A running server.
pub struct Server {
    process: Running,
    _worker: Option<Running>,
}

impl Server {
    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.process.0.kill().unwrap();
        self.process.0.wait().unwrap();
    }

    /// The most memory that it has had at once.
    pub fn peak_mebibytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
    }

    /// Asks it to end.
    pub fn terminate(&self) {
        let told = Command::new("kill")
            .arg("-TERM")
            .arg(self.process.0.id().to_string())
            .status()
            .unwrap();
        assert!(told.success());
    }

    /// Waits for its end.
    pub async fn ended(mut self) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.process.0.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < PATIENCE, "the server doesn't end");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}
