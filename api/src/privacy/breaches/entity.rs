//! How are breaches kept, with their time line and the companies that were told?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, BREACH_TEXT,
    Declared::{NotPersonal, Personal},
    Owner, Table, USER_TRACE,
};

/// A breach.
pub mod breach {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "breach")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub number: i64,
        pub status: String,
        pub title: String,
        pub description: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub kinds: Json,
        pub discovered_at: DateTimeUtc,
        pub discovered_how: String,
        pub began_at: Option<DateTimeUtc>,
        pub ended_at: Option<DateTimeUtc>,
        #[sea_orm(column_type = "JsonBinary")]
        pub categories: Json,
        #[sea_orm(column_type = "JsonBinary")]
        pub people: Json,
        pub people_count: Option<i64>,
        pub record_count: Option<i64>,
        pub consequences: String,
        pub measures_taken: String,
        pub measures_planned: String,
        pub abroad: String,
        pub risk: Option<String>,
        pub risk_reason: String,
        pub handler_id: Option<Uuid>,
        pub assigned_at: DateTimeUtc,
        pub due_at: DateTimeUtc,
        pub warned: i32,
        pub reporting: Option<String>,
        pub reported_at: Option<DateTimeUtc>,
        pub case_number: String,
        pub report_reason: String,
        pub delay_reason: String,
        pub informing: Option<String>,
        pub informed_at: Option<DateTimeUtc>,
        pub informed_how: String,
        pub informed_count: Option<i64>,
        pub exemption: Option<String>,
        pub inform_reason: String,
        pub created_at: DateTimeUtc,
        pub closed_at: Option<DateTimeUtc>,
        pub told_by: String,
        pub passed_on_from: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Something that happened to a breach.
pub mod breach_event {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "breach_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub breach_id: Uuid,
        pub kind: String,
        pub detail: String,
        pub note: String,
        pub by_id: Option<Uuid>,
        pub at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A company that is told of a breach, and when it was.
pub mod breach_company {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "breach_company")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub breach_id: Uuid,
        pub to_company_id: Uuid,
        pub asked_at: DateTimeUtc,
        pub told_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(breach, breach_event, breach_company);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "breach",
        owner: Owner::Tenant,
        about: &[
            About::Text("whoever writes what happened may name somebody"),
            About::By("handler_id", "membership"),
        ],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("number", NotPersonal),
            ("status", NotPersonal),
            ("title", Personal(&BREACH_TEXT)),
            ("description", Personal(&BREACH_TEXT)),
            ("kinds", NotPersonal),
            ("discovered_at", NotPersonal),
            ("discovered_how", Personal(&BREACH_TEXT)),
            ("began_at", NotPersonal),
            ("ended_at", NotPersonal),
            ("categories", NotPersonal),
            ("people", NotPersonal),
            ("people_count", NotPersonal),
            ("record_count", NotPersonal),
            ("consequences", Personal(&BREACH_TEXT)),
            ("measures_taken", Personal(&BREACH_TEXT)),
            ("measures_planned", Personal(&BREACH_TEXT)),
            ("abroad", Personal(&BREACH_TEXT)),
            ("risk", NotPersonal),
            ("risk_reason", Personal(&BREACH_TEXT)),
            ("handler_id", Personal(&USER_TRACE)),
            ("assigned_at", NotPersonal),
            ("due_at", NotPersonal),
            ("warned", NotPersonal),
            ("reporting", NotPersonal),
            ("reported_at", NotPersonal),
            ("case_number", NotPersonal),
            ("report_reason", Personal(&BREACH_TEXT)),
            ("delay_reason", Personal(&BREACH_TEXT)),
            ("informing", NotPersonal),
            ("informed_at", NotPersonal),
            ("informed_how", Personal(&BREACH_TEXT)),
            ("informed_count", NotPersonal),
            ("exemption", NotPersonal),
            ("inform_reason", Personal(&BREACH_TEXT)),
            ("created_at", NotPersonal),
            ("closed_at", NotPersonal),
            ("told_by", NotPersonal),
            ("passed_on_from", NotPersonal),
        ],
    },
    Table {
        name: "breach_event",
        owner: Owner::Tenant,
        about: &[
            About::Text("whoever writes on the time line may name somebody"),
            About::By("by_id", "membership"),
        ],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("breach_id", NotPersonal),
            ("kind", NotPersonal),
            ("detail", NotPersonal),
            ("note", Personal(&BREACH_TEXT)),
            ("by_id", Personal(&USER_TRACE)),
            ("at", NotPersonal),
        ],
    },
    Table {
        name: "breach_company",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("breach_id", NotPersonal),
            ("to_company_id", NotPersonal),
            ("asked_at", NotPersonal),
            ("told_at", NotPersonal),
        ],
    },
];
