//! Which access point of the Peppol network are e-invoices handed to? One that is named with operator and country, or none.

use super::{is_swedish, origin, wrong};
use crate::app::StartError;

/// The access point that e-invoices are handed to.
#[derive(Clone)]
pub struct Peppol {
    /// Where it answers, without a slash at the end.
    pub url: String,
    /// What it knows us by.
    pub token: String,
}

impl std::fmt::Debug for Peppol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Peppol").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Peppol {
    /// The access point, where one is named: all of it, and in Sweden.
    ///
    /// # Errors
    /// One line that names the variable and how to mend it.
    pub(super) fn read(get: &impl Fn(&str) -> Option<String>) -> Result<Option<Self>, StartError> {
        let Some(url) = get("KONTORET_PEPPOL_URL") else {
            return Ok(None);
        };
        let url = url.trim_end_matches('/').to_owned();
        let is_own = ["http://127.0.0.1:", "http://localhost:"]
            .iter()
            .any(|own| url.starts_with(own));
        if !origin(&url).is_some_and(|origin| origin.starts_with("https://") || is_own) {
            let mend = "must be https://host, with a port or a path if need be (http:// only on this machine)";
            return Err(wrong("KONTORET_PEPPOL_URL", mend));
        }
        let token = get("KONTORET_PEPPOL_TOKEN").unwrap_or_default();
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(wrong("KONTORET_PEPPOL_TOKEN", "is required with KONTORET_PEPPOL_URL"));
        }
        if !is_swedish(&get("KONTORET_PEPPOL_RECIPIENT").unwrap_or_default()) {
            return Err(wrong(
                "KONTORET_PEPPOL_RECIPIENT",
                "must name who runs the access point, in Sweden: `name;SE` (personal data does not leave Sweden)",
            ));
        }
        Ok(Some(Self { url, token }))
    }
}
