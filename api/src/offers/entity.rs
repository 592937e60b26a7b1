//! How are offers stored, and what in them is personal?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_CONTACT, CUSTOMER_HOME, CUSTOMER_RECORD, CUSTOMER_TEXT,
    Declared::{NotPersonal, Personal},
    Identifier, Owner, Table,
};

/// An offer.
pub mod offer {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "offer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub number: i64,
        pub status: String,
        pub customer_id: Uuid,
        pub work_site_id: Option<Uuid>,
        pub customer_name: String,
        pub customer_email: String,
        pub title: String,
        pub intro: String,
        pub terms: String,
        pub their_reference: String,
        pub deduction: String,
        pub language: String,
        pub valid_until: Date,
        pub offered_on: Option<Date>,
        pub sort_offered_on: Date,
        pub sent_at: Option<DateTimeUtc>,
        pub decided_at: Option<DateTimeUtc>,
        pub decided_by: Option<String>,
        pub decline_reason: Option<String>,
        #[serde(skip)]
        pub link_nonce: Option<Vec<u8>>,
        #[serde(skip)]
        #[sea_orm(column_type = "JsonBinary", nullable)]
        pub snapshot: Option<Json>,
        pub total_ore: i64,
        pub created_at: DateTimeUtc,
        pub prices_include_vat: bool,
        pub discount_bp: i32,
        pub round_to_krona: bool,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A line of an offer.
pub mod offer_line {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "offer_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub offer_id: Uuid,
        pub position: i32,
        pub article_id: Option<Uuid>,
        pub kind: String,
        pub work_type: Option<String>,
        pub description: String,
        pub quantity_milli: i64,
        pub unit: String,
        pub unit_price_ore: i64,
        pub discount_bp: i32,
        pub vat: String,
        pub amount_ore: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(offer, offer_line);

/// The declarations of this slice's tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "offer",
        owner: Owner::Tenant,
        about: &[About::Of("customer_id", "customer")],
        found_by: &[("customer_email", Identifier::Email)],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("number", NotPersonal),
            ("status", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_RECORD)),
            ("work_site_id", Personal(&CUSTOMER_HOME)),
            ("customer_name", Personal(&CUSTOMER_CONTACT)),
            ("customer_email", Personal(&CUSTOMER_CONTACT)),
            ("title", Personal(&CUSTOMER_TEXT)),
            ("intro", Personal(&CUSTOMER_TEXT)),
            ("terms", Personal(&CUSTOMER_TEXT)),
            ("their_reference", Personal(&CUSTOMER_CONTACT)),
            ("language", NotPersonal),
            ("valid_until", NotPersonal),
            ("offered_on", NotPersonal),
            ("sort_offered_on", NotPersonal),
            ("sent_at", NotPersonal),
            ("decided_at", NotPersonal),
            ("decided_by", Personal(&CUSTOMER_RECORD)),
            ("decline_reason", Personal(&CUSTOMER_TEXT)),
            ("link_nonce", NotPersonal),
            ("snapshot", Personal(&CUSTOMER_RECORD)),
            ("total_ore", NotPersonal),
            ("created_at", NotPersonal),
            ("deduction", NotPersonal),
            ("prices_include_vat", NotPersonal),
            ("discount_bp", NotPersonal),
            ("round_to_krona", NotPersonal),
        ],
    },
    Table {
        name: "offer_line",
        owner: Owner::Tenant,
        about: &[About::Of("offer_id", "offer")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("offer_id", NotPersonal),
            ("position", NotPersonal),
            ("article_id", NotPersonal),
            ("kind", NotPersonal),
            ("work_type", NotPersonal),
            ("description", Personal(&CUSTOMER_TEXT)),
            ("quantity_milli", NotPersonal),
            ("unit", NotPersonal),
            ("unit_price_ore", NotPersonal),
            ("discount_bp", NotPersonal),
            ("vat", NotPersonal),
            ("amount_ore", NotPersonal),
        ],
    },
];
