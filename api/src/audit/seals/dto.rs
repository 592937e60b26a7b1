//! What seals and proofs look like on the wire. Hashes, keys and signatures are in hexadecimal digits.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A signed head of a company's trail. What is signed (Ed25519) are these lines, each ended by a line feed: `kontoret audit seal
/// 1`, the company's id, the size, the root, and the time as microseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditSeal {
    /// Whose trail.
    pub company_id: Uuid,
    /// How many entries it had.
    pub size: i64,
    /// The root of the Merkle tree of their hashes (RFC 9162 2.1).
    pub root: String,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// The key to check the signature by.
    pub public_key: String,
    /// The signature.
    pub signature: String,
}

/// Which seals.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListAuditSeals {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
}

/// Of which entry, in a trail of which size.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct GetAuditProof {
    /// The entry's place in the trail, from 1.
    #[validate(range(min = 1))]
    #[param(minimum = 1)]
    pub seq: i64,
    /// The size of the seal that it is shown to be under.
    #[validate(range(min = 1))]
    #[param(minimum = 1)]
    pub size: i64,
}

/// That an entry is under a seal (RFC 9162 2.1.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditProof {
    /// The entry's place.
    pub seq: i64,
    /// The size of the seal.
    pub size: i64,
    /// The entry's hash, whose leaf begins the path.
    pub hash: String,
    /// The nodes from the leaf to the root.
    pub path: Vec<String>,
    /// The root that they lead to.
    pub root: String,
}

/// From which size to which.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct GetAuditConsistency {
    /// The size of the earlier seal.
    #[validate(range(min = 1))]
    #[param(minimum = 1)]
    pub from: i64,
    /// The size of the later one.
    #[validate(range(min = 1))]
    #[param(minimum = 1)]
    pub to: i64,
}

/// That a trail was only added to between two seals (RFC 9162 2.1.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditConsistency {
    /// The size of the earlier seal.
    pub from: i64,
    /// Its root.
    pub from_root: String,
    /// The size of the later one.
    pub to: i64,
    /// Its root.
    pub to_root: String,
    /// The nodes that show it.
    pub path: Vec<String>,
}
