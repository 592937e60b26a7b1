//! How customers and work sites are stored, and what in them is personal.

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_CONTACT, CUSTOMER_HOME, CUSTOMER_TERMS, CUSTOMER_TEXT,
    Declared::{NotPersonal, Personal},
    Identifier, Owner, PRIVACY_CHOICE, Table,
};

/// A company's customer.
pub mod customer {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "customer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub number: i64,
        pub kind: String,
        pub name: String,
        pub name_folded: String,
        pub email: String,
        pub phone: String,
        pub organisation_number: String,
        pub vat_number: String,
        pub street: String,
        pub street2: String,
        pub postal_code: String,
        pub city: String,
        pub country: String,
        pub language: String,
        pub reference: String,
        pub payment_terms_days: Option<i32>,
        pub note: String,
        pub order_number: String,
        pub invoice_street: String,
        pub invoice_street2: String,
        pub invoice_postal_code: String,
        pub invoice_city: String,
        pub invoice_country: String,
        pub email_copies: String,
        pub vat: Option<String>,
        pub discount_bp: i32,
        pub credit_limit_ore: Option<i64>,
        pub peppol_scheme: Option<String>,
        pub peppol_value: String,
        pub reminder_block_reason: String,
        pub archived: bool,
        pub archived_at: Option<DateTimeUtc>,
        pub restricted_at: Option<DateTimeUtc>,
        pub no_direct_marketing: bool,
        pub no_statistics: bool,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Where work is done for a customer.
pub mod work_site {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "work_site")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub customer_id: Uuid,
        pub name: String,
        pub street: String,
        pub street2: String,
        pub postal_code: String,
        pub city: String,
        pub country: String,
        pub property_designation: String,
        pub apartment_number: String,
        pub housing_association_number: String,
        pub note: String,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(customer, work_site);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "customer",
        owner: Owner::Tenant,
        about: &[About::Person],
        found_by: &[
            ("email", Identifier::Email),
            ("phone", Identifier::Phone),
            ("organisation_number", Identifier::Number),
            ("vat_number", Identifier::Number),
        ],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("number", NotPersonal),
            ("kind", NotPersonal),
            ("name", Personal(&CUSTOMER_CONTACT)),
            ("name_folded", Personal(&CUSTOMER_CONTACT)),
            ("email", Personal(&CUSTOMER_CONTACT)),
            ("phone", Personal(&CUSTOMER_CONTACT)),
            ("organisation_number", Personal(&CUSTOMER_CONTACT)),
            ("vat_number", Personal(&CUSTOMER_CONTACT)),
            ("street", Personal(&CUSTOMER_CONTACT)),
            ("street2", Personal(&CUSTOMER_CONTACT)),
            ("postal_code", Personal(&CUSTOMER_CONTACT)),
            ("city", Personal(&CUSTOMER_CONTACT)),
            ("country", Personal(&CUSTOMER_CONTACT)),
            ("language", Personal(&CUSTOMER_CONTACT)),
            ("reference", Personal(&CUSTOMER_CONTACT)),
            ("payment_terms_days", NotPersonal),
            ("note", Personal(&CUSTOMER_TEXT)),
            ("order_number", Personal(&CUSTOMER_CONTACT)),
            ("invoice_street", Personal(&CUSTOMER_CONTACT)),
            ("invoice_street2", Personal(&CUSTOMER_CONTACT)),
            ("invoice_postal_code", Personal(&CUSTOMER_CONTACT)),
            ("invoice_city", Personal(&CUSTOMER_CONTACT)),
            ("invoice_country", Personal(&CUSTOMER_CONTACT)),
            ("email_copies", Personal(&CUSTOMER_CONTACT)),
            ("vat", NotPersonal),
            ("discount_bp", NotPersonal),
            ("credit_limit_ore", Personal(&CUSTOMER_TERMS)),
            ("peppol_scheme", NotPersonal),
            ("peppol_value", Personal(&CUSTOMER_CONTACT)),
            ("reminder_block_reason", Personal(&CUSTOMER_TEXT)),
            ("archived", NotPersonal),
            ("archived_at", NotPersonal),
            ("restricted_at", Personal(&PRIVACY_CHOICE)),
            ("no_direct_marketing", Personal(&PRIVACY_CHOICE)),
            ("no_statistics", Personal(&PRIVACY_CHOICE)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "work_site",
        owner: Owner::Tenant,
        about: &[About::Of("customer_id", "customer")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_HOME)),
            ("name", Personal(&CUSTOMER_HOME)),
            ("street", Personal(&CUSTOMER_HOME)),
            ("street2", Personal(&CUSTOMER_HOME)),
            ("postal_code", Personal(&CUSTOMER_HOME)),
            ("city", Personal(&CUSTOMER_HOME)),
            ("country", Personal(&CUSTOMER_HOME)),
            ("property_designation", Personal(&CUSTOMER_HOME)),
            ("apartment_number", Personal(&CUSTOMER_HOME)),
            ("housing_association_number", Personal(&CUSTOMER_HOME)),
            ("note", Personal(&CUSTOMER_TEXT)),
            ("created_at", NotPersonal),
        ],
    },
];
