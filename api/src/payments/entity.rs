//! How are the bank's files and what they said stored, and what in them is personal?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_RECORD,
    Declared::{NotPersonal, Personal},
    Owner, Table, USER_TRACE,
};

/// A file of the bank's that was imported.
pub mod payment_import {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "payment_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub file_name: String,
        pub digest: Vec<u8>,
        pub format: String,
        pub payment_count: i32,
        pub known_count: i32,
        pub imported_by: Uuid,
        pub imported_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Its bytes, sealed.
pub mod payment_import_file {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payment_import_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub import_id: Uuid,
        pub content: Vec<u8>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A payment in such a file.
pub mod imported_payment {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "imported_payment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub import_id: Uuid,
        pub position: i32,
        pub line: i32,
        pub identity: Vec<u8>,
        pub state: String,
        pub reason: String,
        pub paid_on: Date,
        pub account: String,
        pub currency: String,
        pub amount: i64,
        pub fee: i64,
        #[sea_orm(column_type = "JsonBinary")]
        pub given_references: Json,
        pub message: String,
        pub payer_name: String,
        pub bank_reference: String,
        pub customer_id: Option<Uuid>,
        #[sea_orm(column_type = "JsonBinary")]
        pub proposal: Json,
        pub payment_id: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(payment_import, payment_import_file, imported_payment);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "payment_import",
        owner: Owner::Tenant,
        about: &[About::By("imported_by", "user_account")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("file_name", NotPersonal),
            ("digest", NotPersonal),
            ("format", NotPersonal),
            ("payment_count", NotPersonal),
            ("known_count", NotPersonal),
            ("imported_by", Personal(&USER_TRACE)),
            ("imported_at", NotPersonal),
        ],
    },
    Table {
        name: "payment_import_file",
        owner: Owner::Tenant,
        about: &[About::Text(
            "the payers of a whole file; those of one person are in imported_payment",
        )],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("import_id", NotPersonal),
            ("content", Personal(&CUSTOMER_RECORD)),
        ],
    },
    Table {
        name: "imported_payment",
        owner: Owner::Tenant,
        about: &[About::Of("customer_id", "customer")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("import_id", NotPersonal),
            ("position", NotPersonal),
            ("line", NotPersonal),
            ("identity", NotPersonal),
            ("state", NotPersonal),
            ("reason", NotPersonal),
            ("paid_on", NotPersonal),
            ("account", NotPersonal),
            ("currency", NotPersonal),
            ("amount", NotPersonal),
            ("fee", NotPersonal),
            ("given_references", Personal(&CUSTOMER_RECORD)),
            ("message", Personal(&CUSTOMER_RECORD)),
            ("payer_name", Personal(&CUSTOMER_RECORD)),
            ("bank_reference", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_RECORD)),
            ("proposal", Personal(&CUSTOMER_RECORD)),
            ("payment_id", NotPersonal),
        ],
    },
];
