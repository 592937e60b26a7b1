//! How invoices and payments are stored, and what in them is personal.

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, COMPANY_CONTACT, CUSTOMER_CONTACT, CUSTOMER_RECORD,
    Declared::{NotPersonal, Personal},
    Identifier, Owner, Table,
};

/// An invoice, or the draft of one.
pub mod invoice {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "invoice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub status: String,
        pub kind: String,
        pub credits_invoice_id: Option<Uuid>,
        pub deducted_by_id: Option<Uuid>,
        pub number: Option<String>,
        pub ocr: Option<String>,
        pub customer_id: Uuid,
        pub order_id: Option<Uuid>,
        pub order_number: Option<i64>,
        pub work_site_id: Option<Uuid>,
        pub customer_name: String,
        pub customer_email: String,
        pub title: String,
        pub note: String,
        pub their_reference: String,
        pub our_reference: String,
        pub buyer_order_number: String,
        pub exemption_reason: String,
        pub deduction: String,
        pub language: String,
        pub supplied_on: Option<Date>,
        pub issued_on: Option<Date>,
        pub due_on: Option<Date>,
        pub payment_terms_days: i32,
        pub lines_ore: i64,
        pub discount_ore: i64,
        pub net_ore: i64,
        pub vat_ore: i64,
        pub rounding_ore: i64,
        pub total_ore: i64,
        pub paid_ore: i64,
        pub credited_ore: i64,
        pub written_off_ore: i64,
        pub deducted_ore: i64,
        pub issued_at: Option<DateTimeUtc>,
        pub sent_at: Option<DateTimeUtc>,
        pub printed_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
        pub sort_number: i64,
        pub sort_issued_on: Date,
        pub sort_due_on: Date,
        pub open_due_on: Option<Date>,
        pub prices_include_vat: bool,
        pub discount_bp: i32,
        pub round_to_krona: bool,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// By what secret a customer opens an invoice.
pub mod invoice_link {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invoice_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub invoice_id: Uuid,
        pub nonce: Vec<u8>,
        pub expires_on: Date,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A line of an invoice.
pub mod invoice_line {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invoice_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub invoice_id: Uuid,
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
        pub actual_hours_milli: Option<i64>,
        pub account: Option<i32>,
        pub charge: Option<String>,
        pub order_id: Option<Uuid>,
        pub order_line_id: Option<Uuid>,
        #[sea_orm(column_type = "JsonBinary")]
        pub time_entry_ids: Json,
        pub credits_line_id: Option<Uuid>,
        pub deducts_invoice_id: Option<Uuid>,
        pub instalment_id: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The sums of one VAT code of an invoice.
pub mod invoice_vat_row {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invoice_vat_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub invoice_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub vat: String,
        pub net_ore: i64,
        pub vat_ore: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// An order that an invoice has something of.
pub mod invoice_order {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invoice_order")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub invoice_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub order_id: Uuid,
        pub order_number: i64,
        pub net_ore: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What an issued invoice's document is set from, for good.
pub mod invoice_snapshot {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invoice_snapshot")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub invoice_id: Uuid,
        #[sea_orm(column_type = "JsonBinary")]
        pub content: Json,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Money that came in, or was paid back.
pub mod payment {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "payment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub customer_id: Uuid,
        pub paid_on: Date,
        pub amount_ore: i64,
        pub fee_ore: i64,
        pub currency_difference_ore: i64,
        pub settled_ore: i64,
        pub method: String,
        pub reference: String,
        pub removed_on: Option<Date>,
        pub removed_reason: String,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What changed what is left of an invoice.
pub mod settlement {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row; never changed, only taken back by another.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "settlement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub invoice_id: Uuid,
        pub kind: String,
        pub settled_on: Date,
        pub amount_ore: i64,
        pub payment_id: Option<Uuid>,
        pub counter_invoice_id: Option<Uuid>,
        pub corrects_id: Option<Uuid>,
        pub note: String,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A logo as it was when something was issued with it; kept once, however many documents carry it.
pub mod logo_version {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "logo_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: Vec<u8>,
        pub image: String,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(
    invoice,
    invoice_line,
    invoice_link,
    invoice_vat_row,
    invoice_order,
    invoice_snapshot,
    payment,
    settlement,
    logo_version
);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "invoice_link",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("nonce", NotPersonal),
            ("expires_on", NotPersonal),
        ],
    },
    Table {
        name: "invoice",
        owner: Owner::Tenant,
        about: &[About::Of("customer_id", "customer")],
        found_by: &[("customer_email", Identifier::Email)],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("status", NotPersonal),
            ("kind", NotPersonal),
            ("credits_invoice_id", NotPersonal),
            ("deducted_by_id", NotPersonal),
            ("number", NotPersonal),
            ("ocr", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_RECORD)),
            ("order_id", NotPersonal),
            ("order_number", NotPersonal),
            ("work_site_id", Personal(&CUSTOMER_RECORD)),
            ("customer_name", Personal(&CUSTOMER_RECORD)),
            ("customer_email", Personal(&CUSTOMER_CONTACT)),
            ("title", Personal(&CUSTOMER_RECORD)),
            ("note", Personal(&CUSTOMER_RECORD)),
            ("their_reference", Personal(&CUSTOMER_RECORD)),
            ("our_reference", Personal(&CUSTOMER_RECORD)),
            ("buyer_order_number", Personal(&CUSTOMER_RECORD)),
            ("exemption_reason", NotPersonal),
            ("deduction", NotPersonal),
            ("language", NotPersonal),
            ("supplied_on", NotPersonal),
            ("issued_on", NotPersonal),
            ("due_on", NotPersonal),
            ("payment_terms_days", NotPersonal),
            ("lines_ore", NotPersonal),
            ("discount_ore", NotPersonal),
            ("net_ore", NotPersonal),
            ("vat_ore", NotPersonal),
            ("rounding_ore", NotPersonal),
            ("total_ore", NotPersonal),
            ("paid_ore", NotPersonal),
            ("credited_ore", NotPersonal),
            ("written_off_ore", NotPersonal),
            ("deducted_ore", NotPersonal),
            ("issued_at", NotPersonal),
            ("sent_at", NotPersonal),
            ("printed_at", NotPersonal),
            ("created_at", NotPersonal),
            ("sort_number", NotPersonal),
            ("sort_issued_on", NotPersonal),
            ("sort_due_on", NotPersonal),
            ("open_due_on", NotPersonal),
            ("prices_include_vat", NotPersonal),
            ("discount_bp", NotPersonal),
            ("round_to_krona", NotPersonal),
        ],
    },
    Table {
        name: "invoice_line",
        owner: Owner::Tenant,
        about: &[About::Of("invoice_id", "invoice")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("position", NotPersonal),
            ("article_id", NotPersonal),
            ("kind", NotPersonal),
            ("work_type", NotPersonal),
            ("description", Personal(&CUSTOMER_RECORD)),
            ("quantity_milli", NotPersonal),
            ("unit", NotPersonal),
            ("unit_price_ore", NotPersonal),
            ("discount_bp", NotPersonal),
            ("vat", NotPersonal),
            ("amount_ore", NotPersonal),
            ("actual_hours_milli", NotPersonal),
            ("account", NotPersonal),
            ("charge", NotPersonal),
            ("order_id", NotPersonal),
            ("order_line_id", NotPersonal),
            ("time_entry_ids", NotPersonal),
            ("credits_line_id", NotPersonal),
            ("deducts_invoice_id", NotPersonal),
            ("instalment_id", NotPersonal),
        ],
    },
    Table {
        name: "invoice_vat_row",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("vat", NotPersonal),
            ("net_ore", NotPersonal),
            ("vat_ore", NotPersonal),
        ],
    },
    Table {
        name: "invoice_order",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("order_id", NotPersonal),
            ("order_number", NotPersonal),
            ("net_ore", NotPersonal),
        ],
    },
    Table {
        name: "invoice_snapshot",
        owner: Owner::Tenant,
        about: &[About::Of("invoice_id", "invoice")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("content", Personal(&CUSTOMER_RECORD)),
        ],
    },
    Table {
        name: "payment",
        owner: Owner::Tenant,
        about: &[About::Of("customer_id", "customer")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_RECORD)),
            ("paid_on", NotPersonal),
            ("amount_ore", NotPersonal),
            ("fee_ore", NotPersonal),
            ("currency_difference_ore", NotPersonal),
            ("settled_ore", NotPersonal),
            ("method", NotPersonal),
            ("reference", Personal(&CUSTOMER_RECORD)),
            ("removed_on", NotPersonal),
            ("removed_reason", Personal(&CUSTOMER_RECORD)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "settlement",
        owner: Owner::Tenant,
        about: &[About::Of("invoice_id", "invoice")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("kind", NotPersonal),
            ("settled_on", NotPersonal),
            ("amount_ore", NotPersonal),
            ("payment_id", NotPersonal),
            ("counter_invoice_id", NotPersonal),
            ("corrects_id", NotPersonal),
            ("note", Personal(&CUSTOMER_RECORD)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "logo_version",
        owner: Owner::Tenant,
        about: &[About::Of("company_id", "company")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("digest", NotPersonal),
            ("image", Personal(&COMPANY_CONTACT)),
        ],
    },
];
