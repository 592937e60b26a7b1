//! Is the password right, and is a new one good enough?

use crate::{app::App, http::problem::Problem};
use actix_web::web;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use unicode_normalization::UnicodeNormalization;

/// Argon2id: memory in KiB, passes, lanes (OWASP and the figures in this service's requirements).
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;

fn argon(memory: u32) -> Result<Argon2<'static>, Problem> {
    let params = Params::new(memory, PASSES, 1, None).map_err(Problem::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password, off the threads that answer requests.
///
/// # Errors
/// When the process is stopping.
pub async fn hash(app: &App, password: &str) -> Result<String, Problem> {
    let password = normal(password);
    let memory = app.config.hashing_memory_kib;
    let _permit = app.hashing.acquire().await.map_err(Problem::internal)?;
    web::block(move || {
        argon(memory)?
            .hash_password(password.as_bytes())
            .map(|h| h.to_string())
            .map_err(Problem::internal)
    })
    .await?
}

/// Whether the password fits. Without a hash the same work is done, so that the time says nothing about who exists.
///
/// # Errors
/// When the process is stopping.
pub async fn verify(app: &App, password: &str, hash: Option<String>) -> Result<bool, Problem> {
    let password = normal(password);
    let memory = app.config.hashing_memory_kib;
    let _permit = app.hashing.acquire().await.map_err(Problem::internal)?;
    web::block(move || {
        let argon = argon(memory)?;
        match hash {
            Some(hash) => Ok(argon.verify_password(password.as_bytes(), hash.as_str()).is_ok()),
            None => {
                argon.hash_password(password.as_bytes()).map_err(Problem::internal)?;
                Ok(false)
            }
        }
    })
    .await?
}

/// A new hash when the old one was made with other figures than today's.
///
/// # Errors
/// When the process is stopping.
pub async fn renewed(app: &App, password: &str, old: Option<&str>) -> Result<Option<String>, Problem> {
    let today = format!("$argon2id$v=19$m={},t={PASSES},p=1$", app.config.hashing_memory_kib);
    match old {
        Some(old) if !old.starts_with(&today) => hash(app, password).await.map(Some),
        _ => Ok(None),
    }
}

/// One form for every way to type the same letters (RFC 8265 asks for NFC).
fn normal(password: &str) -> zeroize::Zeroizing<String> {
    zeroize::Zeroizing::new(password.nfc().collect())
}

#[doc(hidden)]
pub const DEFAULT_MEMORY_KIB: u32 = MEMORY;
