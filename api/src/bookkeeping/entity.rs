//! How are the books stored?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_RECORD,
    Declared::{NotPersonal, Personal},
    Owner, Table,
};

/// The account that a company has chosen for a purpose.
pub mod account {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub purpose: String,
        pub version: i32,
        pub account: i32,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A fiscal year.
pub mod fiscal_year {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "fiscal_year")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub starts_on: Date,
        pub ends_on: Date,
        pub locked_through: Option<Date>,
        pub next_voucher: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A voucher.
pub mod voucher {
    use sea_orm::entity::prelude::*;
    /// A row; never changed, only corrected by another.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voucher")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub fiscal_year_id: Uuid,
        pub number: i64,
        pub dated_on: Date,
        pub document_kind: String,
        pub document_id: Uuid,
        pub corrects_id: Option<Uuid>,
        pub text: String,
        pub line_count: i32,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A line of a voucher.
pub mod voucher_line {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voucher_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub voucher_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub account: i32,
        pub purpose: String,
        pub vat: Option<String>,
        pub invoice_id: Option<Uuid>,
        pub amount_ore: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Vouchers that were handed to the accountant.
pub mod voucher_export {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row; never changed.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "voucher_export")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub fiscal_year_id: Uuid,
        pub from_on: Date,
        pub through_on: Date,
        pub voucher_count: i64,
        pub first_number: i64,
        pub last_number: i64,
        pub debit_ore: i64,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(account, fiscal_year, voucher, voucher_export, voucher_line);

/// The declarations of this slice's tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "account",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("purpose", NotPersonal),
            ("version", NotPersonal),
            ("account", NotPersonal),
        ],
    },
    Table {
        name: "fiscal_year",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("starts_on", NotPersonal),
            ("ends_on", NotPersonal),
            ("locked_through", NotPersonal),
            ("next_voucher", NotPersonal),
        ],
    },
    Table {
        name: "voucher",
        owner: Owner::Tenant,
        about: &[About::Of("document_id", "invoice"), About::Of("document_id", "payment")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("fiscal_year_id", NotPersonal),
            ("number", NotPersonal),
            ("dated_on", NotPersonal),
            ("document_kind", NotPersonal),
            ("document_id", NotPersonal),
            ("corrects_id", NotPersonal),
            ("text", Personal(&CUSTOMER_RECORD)),
            ("line_count", NotPersonal),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "voucher_export",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("fiscal_year_id", NotPersonal),
            ("from_on", NotPersonal),
            ("through_on", NotPersonal),
            ("voucher_count", NotPersonal),
            ("first_number", NotPersonal),
            ("last_number", NotPersonal),
            ("debit_ore", NotPersonal),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "voucher_line",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("voucher_id", NotPersonal),
            ("position", NotPersonal),
            ("account", NotPersonal),
            ("purpose", NotPersonal),
            ("vat", NotPersonal),
            ("invoice_id", NotPersonal),
            ("amount_ore", NotPersonal),
        ],
    },
];
