//! What stands in the letters that the service has written?

use super::world::World;
use crate::jobs::worker::drain;

/// The secret in the last letter that leads to this page.
pub async fn secret(w: &World, page: &str) -> String {
    drain(&w.app).await.unwrap();
    let start = format!("https://kontoret.example/{page}#");
    let letters = all(w);
    let letter = letters
        .iter()
        .rev()
        .find(|l| l.contains(&start))
        .unwrap_or_else(|| panic!("no letter leads to {page}"));
    let after = letter.split(&start).nth(1).unwrap();
    after
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect()
}

/// The letters that have left, oldest first.
pub fn all(w: &World) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(w.database.mails())
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.sort();
    let plain = |path| {
        std::fs::read_to_string(path)
            .unwrap()
            .replace("=\r\n", "")
            .replace("=3D", "=")
    };
    names.into_iter().map(plain).collect()
}
