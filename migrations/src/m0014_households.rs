//! The people of customers who can have a tax deduction, and what they have had already.

use crate::support::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        bare_tenant_table("household")
            .cols([uuid("customer_id")])
            .versioned()
            .key(&["customer_id"])
            .reference("customer_id", "customer", ForeignKeyAction::Cascade)
            .create(m)
            .await?;
        tenant_table("household_member")
            .cols([
                uuid("customer_id"),
                integer("position"),
                text("name"),
                uuid("key_id"),
                bytes("number_sealed"),
                bytes("number_index"),
                big_integer("share_bp"),
                word_null("entitlement", &["owner", "kin"]),
                boolean("unrelated"),
                timestamp_with_time_zone("created_at"),
            ])
            .reference("customer_id", "customer", ForeignKeyAction::Cascade)
            .reference("key_id", "subject_key", ForeignKeyAction::Restrict)
            .unique(&["customer_id", "position"])
            .unique(&["customer_id", "number_index"])
            .index(&["number_index"])
            .create(m)
            .await?;
        // What others have deducted for a person in a year, as the person says.
        bare_tenant_table("household_use")
            .cols([
                uuid("member_id"),
                integer("year"),
                big_integer("rot_kr"),
                big_integer("rut_kr"),
            ])
            .key(&["member_id", "year"])
            .reference("member_id", "household_member", ForeignKeyAction::Cascade)
            .create(m)
            .await
    }
}
