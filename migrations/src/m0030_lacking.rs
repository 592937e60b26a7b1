//! A request whose answer lacked something goes back to its handler.

use crate::support::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: &[&str] = &[
    "received",
    "open",
    "waiting",
    "decided",
    "answered",
    "closed",
    "forwarded",
    "withdrawn",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        more_words(m, &[("privacy_request", "status", STATES, &["needs_attention"])]).await
    }
}
