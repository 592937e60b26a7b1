//! Who exists: companies, users, memberships, sessions and the secrets that prove them.

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
        log_ins(m).await?;
        companies(m).await?;
        memberships(m).await?;
        sessions(m).await?;
        secrets(m).await
    }
}

async fn log_ins(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("company")
            .col(uuid("id").primary_key())
            .col(byte_text(m, "slug").unique_key())
            .col(text("name"))
            .col(timestamp_with_time_zone("created_at"))
            .col(boolean("operator"))
            .to_owned(),
    )
    .await?;
    m.get_connection()
        .execute_unprepared("CREATE UNIQUE INDEX ux_company_operator ON company (operator) WHERE operator")
        .await?;
    m.create_table(
        Table::create()
            .table("user_account")
            .col(uuid("id").primary_key())
            .col(byte_text(m, "email_folded").unique_key())
            .col(text("email"))
            .col(text("name"))
            .col(text_null("password_hash"))
            .col(word("language", &["sv", "en"]))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("last_log_in_at"))
            .to_owned(),
    )
    .await
}

async fn companies(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("company_settings")
        .versioned()
        .cols([
            text("organisation_number"),
            text("vat_number"),
            boolean("f_tax"),
            text("seat"),
            text("street"),
            text("street2"),
            text("postal_code"),
            text("city"),
            text("country"),
            text("phone"),
            text("email"),
            text("website"),
            text("bankgiro"),
            text("plusgiro"),
            text("swish"),
            text("iban"),
            text("bic"),
            text_null("logo"),
            word("language", &["sv", "en"]),
            integer("payment_terms_days"),
            integer("offer_valid_days"),
            big_integer("write_off_limit_ore"),
            big_integer("hourly_price_ore"),
            text("default_vat"),
            boolean("prices_include_vat"),
            boolean("round_to_krona"),
            text("invoice_note"),
            text("offer_note"),
            boolean("small_business"),
            text("exemption_reference"),
            text("accent"),
            boolean("ocr_length_digit").default(false).take(),
        ])
        .create(m)
        .await
}

async fn memberships(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("membership")
        .versioned()
        .cols([
            uuid("user_id"),
            byte_text(m, "username_folded"),
            text("username"),
            text("initials"),
            text("employment_id"),
            text("phone"),
            text("name"),
            byte_text(m, "name_folded"),
            word("role", &["owner", "admin", "office", "worker", "accountant"]),
            word("status", &["invited", "active", "deactivated"]),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone_null("last_log_in_at"),
        ])
        .unique(&["user_id"])
        .unique(&["username_folded"])
        .index(&["name_folded", "id"])
        .also_visible_when("user_id = NULLIF(current_setting('app.user_id', true), '')::uuid")
        .create(m)
        .await?;
    m.create_index(
        Index::create()
            .name("ix_membership_user")
            .table("membership")
            .col("user_id")
            .to_owned(),
    )
    .await
}

async fn sessions(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("session")
            .col(uuid("id").primary_key())
            .col(uuid("user_id"))
            .col(uuid_null("company_id"))
            .col(word("transport", &["cookie", "body"]))
            .col(text("device"))
            .col(text("ip"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("last_used_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_session_user")
                    .from("session", "user_id")
                    .to("user_account", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("ix_session_user")
            .table("session")
            .col("user_id")
            .col("last_used_at")
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("refresh_token")
            .col(bytes("digest").primary_key())
            .col(uuid("session_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_refresh_token_session")
                    .from("refresh_token", "session_id")
                    .to("session", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("ix_refresh_token_session")
            .table("refresh_token")
            .col("session_id")
            .to_owned(),
    )
    .await
}

async fn secrets(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("user_token")
            .col(uuid("id").primary_key())
            .col(bytes("nonce"))
            .col(uuid("user_id"))
            .col(uuid_null("company_id"))
            .col(word(
                "purpose",
                &["invitation", "password_reset", "first_run", "email_change"],
            ))
            .col(text_null("email"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_user_token_user")
                    .from("user_token", "user_id")
                    .to("user_account", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("ix_user_token_user")
            .table("user_token")
            .col("user_id")
            .col("created_at")
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("throttle")
            .col(bytes("digest").primary_key())
            .col(integer("failures"))
            .col(timestamp_with_time_zone("locked_until"))
            .col(timestamp_with_time_zone("window_ends_at"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("signing_key")
            .col(string("kid").primary_key())
            .col(text("public_key"))
            .col(bytes("sealed_private_key"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("signs_from"))
            .col(timestamp_with_time_zone("verifies_until"))
            .to_owned(),
    )
    .await
}
