//! What a company knows: its customers, their work sites, its articles, its number series.

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
        customers(m).await?;
        sites_and_articles(m).await
    }
}

async fn customers(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    bare_tenant_table("number_series")
        .cols([text("series"), big_integer("next_number")])
        // How a number of invoices or credit notes looks, and the year of the last one where each year begins anew.
        .cols([
            integer("version").default(1).take(),
            text("prefix").default("").take(),
            boolean("restarts_yearly").default(false).take(),
            integer("year").default(0).take(),
            // Numbers are taken from the invoices' series instead.
            boolean("shared").default(false).take(),
        ])
        .key(&["series"])
        .create(m)
        .await?;
    tenant_table("customer")
        .versioned()
        .cols([
            big_integer("number"),
            word("kind", &["private", "company"]),
            text("name"),
            byte_text(m, "name_folded"),
            text("email"),
            text("phone"),
            text("organisation_number"),
            text("vat_number"),
            text("street"),
            text("street2"),
            text("postal_code"),
            text("city"),
            text("country"),
            word("language", &["sv", "en"]),
            text("reference"),
            integer_null("payment_terms_days"),
            text("note"),
            text("order_number"),
            text("invoice_street"),
            text("invoice_street2"),
            text("invoice_postal_code"),
            text("invoice_city"),
            text("invoice_country"),
            text("email_copies"),
            word_null("vat", VAT),
            integer("discount_bp"),
            big_integer_null("credit_limit_ore"),
            word_null("peppol_scheme", &["0007", "0088"]),
            text("peppol_value"),
            text("reminder_block_reason"),
            boolean("archived"),
            timestamp_with_time_zone("created_at"),
        ])
        .unique(&["number"])
        .index(&["name_folded", "id"])
        .index(&["created_at", "id"])
        .create(m)
        .await
}

async fn sites_and_articles(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("work_site")
        .versioned()
        .cols([
            uuid("customer_id"),
            text("name"),
            text("street"),
            text("street2"),
            text("postal_code"),
            text("city"),
            text("country"),
            text("property_designation"),
            text("apartment_number"),
            text("housing_association_number"),
            text("note"),
            timestamp_with_time_zone("created_at"),
        ])
        .reference("customer_id", "customer", ForeignKeyAction::Cascade)
        .index(&["customer_id", "id"])
        .create(m)
        .await?;
    tenant_table("article")
        .versioned()
        .cols([
            byte_text(m, "number"),
            text("name"),
            byte_text(m, "name_folded"),
            word("kind", &["work", "material", "travel", "other"]),
            word_null("work_type", WORK_TYPES),
            text("unit"),
            big_integer("unit_price_ore"),
            word("vat", VAT),
            integer_null("account"),
            text("note"),
            boolean("archived"),
            timestamp_with_time_zone("created_at"),
        ])
        .unique(&["number"])
        .index(&["name_folded", "id"])
        .create(m)
        .await?;
    bare_tenant_table("search_term")
        .cols([
            byte_text(m, "term"),
            word("entity_kind", &["customer", "article", "offer", "order", "invoice"]),
        ])
        .cols([uuid("entity_id")])
        .key(&["term", "entity_kind", "entity_id"])
        .index(&["entity_kind", "entity_id"])
        .create(m)
        .await
}
