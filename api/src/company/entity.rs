//! Which companies are there, and what stands on their documents?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, COMPANY_CONTACT,
    Declared::{NotPersonal, Personal},
    Identifier, Owner, Table,
};

/// The directory of companies: what must be known before anybody is logged in.
pub mod company {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "company")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub slug: String,
        pub name: String,
        pub created_at: DateTimeUtc,
        /// Whether it runs the service; at most one does.
        pub operator: bool,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A company's own details and habits.
pub mod company_settings {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row; its id is the company's.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "company_settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub organisation_number: String,
        pub vat_number: String,
        pub f_tax: bool,
        pub seat: String,
        pub street: String,
        pub street2: String,
        pub postal_code: String,
        pub city: String,
        pub country: String,
        pub phone: String,
        pub email: String,
        pub website: String,
        pub bankgiro: String,
        pub plusgiro: String,
        pub swish: String,
        pub iban: String,
        pub bic: String,
        pub logo: Option<String>,
        pub language: String,
        pub payment_terms_days: i32,
        pub offer_valid_days: i32,
        pub write_off_limit_ore: i64,
        pub hourly_price_ore: i64,
        pub default_vat: String,
        pub prices_include_vat: bool,
        pub round_to_krona: bool,
        pub invoice_note: String,
        pub offer_note: String,
        pub small_business: bool,
        pub exemption_reference: String,
        pub accent: String,
        pub ocr_length_digit: bool,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(company_settings);
impl crate::store::GlobalEntity for company::Entity {}

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "company",
        owner: Owner::Global("the list of tenants itself: log-in by company name comes before any tenant is known"),
        about: &[About::Person],
        found_by: &[],
        columns: &[
            ("id", NotPersonal),
            ("slug", Personal(&COMPANY_CONTACT)),
            ("name", Personal(&COMPANY_CONTACT)),
            ("created_at", NotPersonal),
            ("operator", NotPersonal),
        ],
    },
    Table {
        name: "company_settings",
        owner: Owner::Tenant,
        about: &[About::Of("company_id", "company")],
        found_by: &[
            ("email", Identifier::Email),
            ("phone", Identifier::Phone),
            ("organisation_number", Identifier::Number),
        ],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("organisation_number", Personal(&COMPANY_CONTACT)),
            ("vat_number", Personal(&COMPANY_CONTACT)),
            ("f_tax", NotPersonal),
            ("seat", NotPersonal),
            ("street", Personal(&COMPANY_CONTACT)),
            ("street2", Personal(&COMPANY_CONTACT)),
            ("postal_code", Personal(&COMPANY_CONTACT)),
            ("city", Personal(&COMPANY_CONTACT)),
            ("country", NotPersonal),
            ("phone", Personal(&COMPANY_CONTACT)),
            ("email", Personal(&COMPANY_CONTACT)),
            ("website", Personal(&COMPANY_CONTACT)),
            ("bankgiro", Personal(&COMPANY_CONTACT)),
            ("plusgiro", Personal(&COMPANY_CONTACT)),
            ("swish", Personal(&COMPANY_CONTACT)),
            ("iban", Personal(&COMPANY_CONTACT)),
            ("bic", NotPersonal),
            ("logo", NotPersonal),
            ("language", NotPersonal),
            ("payment_terms_days", NotPersonal),
            ("offer_valid_days", NotPersonal),
            ("write_off_limit_ore", NotPersonal),
            ("hourly_price_ore", NotPersonal),
            ("default_vat", NotPersonal),
            ("prices_include_vat", NotPersonal),
            ("round_to_krona", NotPersonal),
            ("invoice_note", NotPersonal),
            ("offer_note", NotPersonal),
            ("small_business", NotPersonal),
            ("exemption_reference", NotPersonal),
            ("accent", NotPersonal),
            ("ocr_length_digit", NotPersonal),
        ],
    },
];
