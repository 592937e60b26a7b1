//! What does a seal sign, and is a signature right?

use super::{dto::AuditSeal, entity::audit_seal};
use crate::{
    http::Problem,
    store::secret::{Secrets, Use},
};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use chrono::{DateTime, Utc};
use std::fmt::Write as _;
use uuid::Uuid;

/// The lines that are signed.
fn lines(company_id: Uuid, size: i64, root: &str, signed_at: DateTime<Utc>) -> String {
    let at = signed_at.timestamp_micros();
    format!("kontoret audit seal 1\n{company_id}\n{size}\n{root}\n{at}\n")
}

/// Signs a head with the installation's key, which follows from its master key and lies in no database.
///
/// # Errors
/// `internal` never in practice.
pub fn sign(
    secrets: &Secrets,
    company_id: Uuid,
    (size, root): (i64, &[u8]),
    signed_at: DateTime<Utc>,
) -> Result<(Vec<u8>, Vec<u8>), Problem> {
    let seed = secrets.mac(Use::Audit, &[]);
    let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(Problem::internal)?;
    let text = lines(company_id, size, &hex(root), signed_at);
    Ok((
        pair.public_key().as_ref().to_vec(),
        pair.sign(text.as_bytes()).as_ref().to_vec(),
    ))
}

/// Whether a seal is signed by the key that it names.
#[must_use]
pub fn is_signed(seal: &AuditSeal) -> bool {
    let text = lines(seal.company_id, seal.size, &seal.root, seal.signed_at);
    let (Some(key), Some(signature)) = (bytes(&seal.public_key), bytes(&seal.signature)) else {
        return false;
    };
    UnparsedPublicKey::new(&ED25519, key)
        .verify(text.as_bytes(), &signature)
        .is_ok()
}

/// A seal as it is shown and kept.
#[must_use]
pub fn view(row: &audit_seal::Model) -> AuditSeal {
    AuditSeal {
        company_id: row.company_id,
        size: row.size,
        root: hex(&row.root),
        signed_at: row.signed_at,
        public_key: hex(&row.public_key),
        signature: hex(&row.signature),
    }
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
