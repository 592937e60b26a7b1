//! How does a line get into a file that outlasts the database?

use std::{
    io::{self, Write as _},
    path::Path,
};

/// One write at the end of the file, which waits for the disk: several processes may do so at once.
///
/// # Errors
/// The file's.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
