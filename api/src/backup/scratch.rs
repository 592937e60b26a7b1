//! Where does something lie while it is made? In a file of the owner's alone, which goes when it is not kept.

use super::{BackupError, at};
use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

/// A file that goes when it is dropped.
pub struct Scratch(PathBuf);

/// The path with something behind its name.
pub fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

impl Scratch {
    /// An empty file beside another one; what an interrupted attempt left there goes.
    pub fn beside(path: &Path, what: &str) -> Result<Self, BackupError> {
        let scratch = Self(with(path, &format!(".{what}")));
        scratch.remove();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&scratch.0).map_err(at(&scratch.0))?;
        Ok(scratch)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Gives it its name, when everything is on the disk.
    pub fn keep_as(self, path: &Path) -> Result<(), BackupError> {
        let synced = |path: &Path| File::open(path).and_then(|f| f.sync_all()).map_err(at(path));
        synced(&self.0)?;
        fs::rename(&self.0, path).map_err(at(path))?;
        match path.parent().filter(|p| !p.as_os_str().is_empty()) {
            Some(folder) => synced(folder),
            None => synced(Path::new(".")),
        }
    }

    fn remove(&self) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            // What isn't there needn't go.
            let _ = fs::remove_file(with(&self.0, ending));
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}
