//! How time is stored, and what in it is personal.

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Owner, Table, USER_TRACE,
};

/// An employee's week.
pub mod timesheet {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row. Made with the first entry or decision of its week; its version counts every change of its entries too,
    /// so that nobody approves what they haven't seen.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "timesheet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub membership_id: Uuid,
        pub week: String,
        pub status: String,
        pub reason: Option<String>,
        /// The membership of who decided.
        pub decided_by: Option<Uuid>,
        pub decided_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Time on one day.
pub mod time_entry {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "time_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub membership_id: Uuid,
        pub timesheet_id: Uuid,
        pub order_id: Option<Uuid>,
        pub worked_on: Date,
        pub minutes: i32,
        pub activity: String,
        pub note: String,
        pub billable: bool,
        pub invoice_id: Option<Uuid>,
        pub invoice_line_id: Option<Uuid>,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(timesheet, time_entry);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "timesheet",
        owner: Owner::Tenant,
        about: &[
            About::Of("membership_id", "membership"),
            About::By("decided_by", "membership"),
        ],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("membership_id", Personal(&USER_TRACE)),
            ("week", NotPersonal),
            ("status", NotPersonal),
            ("reason", Personal(&USER_TRACE)),
            ("decided_by", Personal(&USER_TRACE)),
            ("decided_at", NotPersonal),
        ],
    },
    Table {
        name: "time_entry",
        owner: Owner::Tenant,
        about: &[About::Of("membership_id", "membership")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("membership_id", Personal(&USER_TRACE)),
            ("timesheet_id", Personal(&USER_TRACE)),
            ("order_id", NotPersonal),
            ("worked_on", Personal(&USER_TRACE)),
            ("minutes", Personal(&USER_TRACE)),
            ("activity", Personal(&USER_TRACE)),
            ("note", Personal(&USER_TRACE)),
            ("billable", NotPersonal),
            ("invoice_id", NotPersonal),
            ("invoice_line_id", NotPersonal),
            ("created_at", NotPersonal),
        ],
    },
];
