//! How are rates, habits, reminders and charges stored, and what in them is personal?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_RECORD,
    Declared::{NotPersonal, Personal},
    Owner, Table,
};

/// A reference rate that the company has put in place of a known one, or after them.
pub mod reference_rate {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "reference_rate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub starts_on: Date,
        pub version: i32,
        pub rate_bp: i32,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// When and at what cost the company reminds; no row: as everybody begins.
pub mod reminder_settings {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder_settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        #[sea_orm(column_type = "JsonBinary")]
        pub steps: Json,
        pub days_to_pay: i32,
        pub fee_ore: i64,
        pub fee_agreed_since: Option<Date>,
        pub asks_compensation: bool,
        pub asks_interest: bool,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A reminder that went out.
pub mod reminder {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row; never changed.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub invoice_id: Uuid,
        pub customer_id: Uuid,
        pub mail_id: Option<Uuid>,
        pub step: i32,
        pub reminded_on: Date,
        pub due_on: Date,
        pub open_ore: i64,
        pub fee_ore: i64,
        pub compensation_ore: i64,
        pub interest_ore: i64,
        pub asked_ore: i64,
        #[serde(skip)]
        #[sea_orm(column_type = "JsonBinary")]
        pub content: Json,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// An invoice that isn't reminded of.
pub mod reminder_stop {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder_stop")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub invoice_id: Uuid,
        pub reason: String,
        pub handed_over: bool,
        pub stopped_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What an interest invoice charges for a late invoice.
pub mod interest_charge {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "interest_charge")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub invoice_id: Uuid,
        pub interest_invoice_id: Uuid,
        pub until_on: Date,
        pub interest_ore: i64,
        pub fee_ore: i64,
        pub compensation_ore: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(
    reference_rate,
    reminder_settings,
    reminder,
    reminder_stop,
    interest_charge
);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "reference_rate",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("starts_on", NotPersonal),
            ("version", NotPersonal),
            ("rate_bp", NotPersonal),
        ],
    },
    Table {
        name: "reminder_settings",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("steps", NotPersonal),
            ("days_to_pay", NotPersonal),
            ("fee_ore", NotPersonal),
            ("fee_agreed_since", NotPersonal),
            ("asks_compensation", NotPersonal),
            ("asks_interest", NotPersonal),
        ],
    },
    Table {
        name: "reminder",
        owner: Owner::Tenant,
        about: &[About::Of("customer_id", "customer")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_RECORD)),
            ("mail_id", NotPersonal),
            ("step", NotPersonal),
            ("reminded_on", NotPersonal),
            ("due_on", NotPersonal),
            ("open_ore", NotPersonal),
            ("fee_ore", NotPersonal),
            ("compensation_ore", NotPersonal),
            ("interest_ore", NotPersonal),
            ("asked_ore", NotPersonal),
            ("content", Personal(&CUSTOMER_RECORD)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "reminder_stop",
        owner: Owner::Tenant,
        about: &[About::Of("invoice_id", "invoice")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("reason", Personal(&CUSTOMER_RECORD)),
            ("handed_over", NotPersonal),
            ("stopped_at", NotPersonal),
        ],
    },
    Table {
        name: "interest_charge",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("interest_invoice_id", NotPersonal),
            ("until_on", NotPersonal),
            ("interest_ore", NotPersonal),
            ("fee_ore", NotPersonal),
            ("compensation_ore", NotPersonal),
        ],
    },
];
