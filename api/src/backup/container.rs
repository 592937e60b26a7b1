//! How does a backup lie in its file? A line that says what it is, a manifest, and sealed parts in their order.
//!
//! Every part is bound to the manifest, to its place and to whether it is the last one: what is changed, cut off, put together
//! from two backups or lengthened does not open. The manifest holds no personal data and can be read without the key.

use super::{BackupError, at};
use crate::store::secret::{Secrets, Use, digest, random};
use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{
    fs::{File, OpenOptions},
    io::{BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

const MAGIC: &[u8] = b"kontoret backup 1\n";
/// What is sealed at once.
pub(super) const PART: usize = 1 << 20;
/// A nonce and a tag.
const SEAL: usize = 28;
const MANIFEST: usize = 1 << 16;

/// Of which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgresql,
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgresql => "PostgreSQL",
        })
    }
}

/// What a backup is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// No other backup has it.
    pub id: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Of which database.
    pub engine: Engine,
    /// By which version of the program.
    pub program: String,
    /// The migrations that had run.
    pub schema: Vec<String>,
    /// How many bytes are sealed in it.
    pub length: u64,
    /// Their SHA-256.
    pub sha256: String,
    /// Shows under which master key.
    pub key: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn shown(secrets: &Secrets, id: &str) -> String {
    hex(&secrets.mac(Use::Backup, &[id.as_bytes()]))
}

impl Manifest {
    /// Of what lies in a file.
    pub fn of(
        secrets: &Secrets,
        engine: Engine,
        schema: Vec<String>,
        made_at: DateTime<Utc>,
        plain: &Path,
    ) -> Result<Self, BackupError> {
        let mut file = File::open(plain).map_err(at(plain))?;
        let (mut context, mut length) = (Context::new(&SHA256), 0u64);
        loop {
            let part = next(&mut file).map_err(at(plain))?;
            if part.is_empty() {
                break;
            }
            context.update(&part);
            length += part.len() as u64;
        }
        let id = hex(&random::<16>());
        Ok(Self {
            key: shown(secrets, &id),
            id,
            made_at,
            engine,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema,
            length,
            sha256: hex(context.finish().as_ref()),
        })
    }

    /// Whether this master key opens it.
    pub fn is_sealed_under(&self, secrets: &Secrets) -> bool {
        let old = secrets.old_mac(Use::Backup, &[self.id.as_bytes()]);
        self.key == shown(secrets, &self.id) || old.is_some_and(|mac| self.key == hex(&mac))
    }
}

/// A whole part, or what is left.
fn next(from: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut part = Vec::new();
    from.take(PART as u64).read_to_end(&mut part)?;
    Ok(part)
}

/// The place of a part: of which backup, which one, and whether it is the last.
fn place(manifest: &[u8], index: u64, is_last: bool) -> Vec<u8> {
    [
        b"backup/".as_slice(),
        &digest(manifest),
        &index.to_be_bytes(),
        &[u8::from(is_last)],
    ]
    .concat()
}

/// Seals a file's content into another file.
pub fn seal(secrets: &Secrets, manifest: &Manifest, plain: &Path, into: &Path) -> Result<(), BackupError> {
    let head = serde_json::to_vec(manifest).map_err(|e| at(into)(e.into()))?;
    let mut from = File::open(plain).map_err(at(plain))?;
    let mut to = BufWriter::new(OpenOptions::new().write(true).open(into).map_err(at(into))?);
    let mut write = |bytes: &[u8]| to.write_all(bytes).map_err(at(into));
    write(MAGIC)?;
    write(&(head.len() as u32).to_be_bytes())?;
    write(&head)?;
    let (mut done, mut index) = (0u64, 0u64);
    loop {
        let part = next(&mut from).map_err(at(plain))?;
        done += part.len() as u64;
        let is_last = done >= manifest.length;
        let sealed = secrets
            .seal_part(&place(&head, index, is_last), &part)
            .map_err(|_| BackupError::Broken("a part can't be sealed"))?;
        write(&(sealed.len() as u32).to_be_bytes())?;
        write(&sealed)?;
        index += 1;
        if is_last {
            break;
        }
    }
    to.flush().map_err(at(into))
}

/// A backup whose manifest was read.
pub struct Opened {
    /// What it is.
    pub manifest: Manifest,
    head: Vec<u8>,
    from: BufReader<File>,
    path: PathBuf,
}

impl Opened {
    /// Reads the manifest. It is proven when the first part opens.
    pub fn open(path: &Path) -> Result<Self, BackupError> {
        let mut from = BufReader::new(File::open(path).map_err(at(path))?);
        let mut magic = vec![0; MAGIC.len()];
        if from.read_exact(&mut magic).is_err() || magic != MAGIC {
            return Err(BackupError::Foreign);
        }
        let head = framed(&mut from, MANIFEST)?;
        let manifest = serde_json::from_slice(&head).map_err(|_| BackupError::Broken("its manifest can't be read"))?;
        let path = path.to_owned();
        Ok(Self {
            manifest,
            head,
            from,
            path,
        })
    }

    /// Pours the content into a file.
    pub fn pour(mut self, secrets: &Secrets, into: &Path) -> Result<(), BackupError> {
        let mut to = BufWriter::new(OpenOptions::new().write(true).open(into).map_err(at(into))?);
        let mut context = Context::new(&SHA256);
        let (mut done, mut index) = (0u64, 0u64);
        loop {
            let sealed = framed(&mut self.from, PART + SEAL)?;
            let length = sealed.len().saturating_sub(SEAL) as u64;
            let is_last = done + length >= self.manifest.length;
            let part = secrets
                .open_part(&place(&self.head, index, is_last), &sealed)
                .map_err(|_| BackupError::Broken("a part was changed or moved"))?;
            context.update(&part);
            to.write_all(&part).map_err(at(into))?;
            done += length;
            index += 1;
            if is_last {
                break;
            }
        }
        if self.from.read(&mut [0]).map_err(at(&self.path))? > 0 {
            return Err(BackupError::Broken("something lies behind its end"));
        }
        if done != self.manifest.length || hex(context.finish().as_ref()) != self.manifest.sha256 {
            return Err(BackupError::Broken("its content isn't what its manifest says"));
        }
        to.flush().map_err(at(into))
    }
}

fn framed(from: &mut impl Read, most: usize) -> Result<Vec<u8>, BackupError> {
    let cut = |_| BackupError::Broken("it ends too early");
    let mut length = [0; 4];
    from.read_exact(&mut length).map_err(cut)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > most {
        return Err(BackupError::Broken("a part is longer than any that is written"));
    }
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes).map_err(cut)?;
    Ok(bytes)
}
