//! What do the server's own sources say, where only they can tell?

use std::path::{Path, PathBuf};

/// Every Rust file of the server with its text.
pub fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    assert!(found.len() > 50);
    found
}

fn read(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// The names under which a file's types stand in the contract.
pub fn wire_names(text: &str) -> Vec<String> {
    let (mut names, mut derives, mut renamed) = (Vec::new(), false, None);
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[derive(") {
            derives = line.contains("ToSchema");
            renamed = None;
        } else if let Some(rest) = line.strip_prefix("#[schema(as = ") {
            renamed = rest.split([')', ',']).next().map(str::to_owned);
        } else if let Some(name) = declared(line).filter(|_| derives) {
            names.push(renamed.take().unwrap_or(name));
            derives = false;
        }
    }
    names
}

fn declared(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("pub struct ")
        .or_else(|| line.strip_prefix("pub enum "))?;
    rest.split(['<', '(', '{', ' ']).next().map(str::to_owned)
}
