//! How are runs kept, and which fiscal years has the law let go?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Owner, Table, USER_TRACE,
};

/// A fiscal year whose records need not be kept any more.
pub mod bookkeeping_release {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "bookkeeping_release")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub fiscal_year_id: Uuid,
        pub starts_on: Date,
        pub ends_on: Date,
        pub released_on: Date,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A run.
pub mod retention_run {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "retention_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub as_of: Date,
        pub state: String,
        pub subjects: i64,
        pub planned_at: DateTimeUtc,
        pub first_approved_by: Option<Uuid>,
        pub approved_by: Option<Uuid>,
        pub approved_at: Option<DateTimeUtc>,
        pub ended_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How many rows of a table a run covers by a rule.
pub mod retention_count {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "retention_count")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub run_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub rule: String,
        pub record: String,
        pub outcome: String,
        pub foreseen: i64,
        pub gone: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(bookkeeping_release, retention_run, retention_count);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "bookkeeping_release",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("fiscal_year_id", NotPersonal),
            ("starts_on", NotPersonal),
            ("ends_on", NotPersonal),
            ("released_on", NotPersonal),
        ],
    },
    Table {
        name: "retention_run",
        owner: Owner::Tenant,
        about: &[
            About::By("first_approved_by", "membership"),
            About::By("approved_by", "membership"),
        ],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("as_of", NotPersonal),
            ("state", NotPersonal),
            ("subjects", NotPersonal),
            ("planned_at", NotPersonal),
            ("first_approved_by", Personal(&USER_TRACE)),
            ("approved_by", Personal(&USER_TRACE)),
            ("approved_at", NotPersonal),
            ("ended_at", NotPersonal),
        ],
    },
    Table {
        name: "retention_count",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("run_id", NotPersonal),
            ("position", NotPersonal),
            ("rule", NotPersonal),
            ("record", NotPersonal),
            ("outcome", NotPersonal),
            ("foreseen", NotPersonal),
            ("gone", NotPersonal),
        ],
    },
];
