//! When the user of a session last gave the password.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // A column that must be there needs a value for the rows that are; theirs is set right after.
        let mut column = timestamp_with_time_zone("proven_at")
            .default("1970-01-01 00:00:00+00:00")
            .take();
        m.alter_table(Table::alter().table("session").add_column(&mut column).to_owned())
            .await?;
        m.get_connection()
            .execute_unprepared("UPDATE session SET proven_at = created_at")
            .await
            .map(|_| ())
    }
}
