//! The tables that every slice leaves traces in: numbers, words, audit, answers, jobs.

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CALLER_ADDRESS, CUSTOMER_CONTACT, CUSTOMER_QUEUED, CUSTOMER_RECORD, Declared::NotPersonal,
    Declared::Personal, Owner, REPLAYED_ANSWER, Table, USER_TRACE,
};

crate::tenant_entity!(
    number_series,
    search_term,
    audit_head,
    audit_event,
    audit_origin,
    idempotency_key
);

/// One counter per series.
pub mod number_series {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "number_series")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub series: String,
        pub next_number: i64,
        pub version: i32,
        pub prefix: String,
        pub restarts_yearly: bool,
        pub year: i32,
        pub shared: bool,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// One word of one thing that can be found.
pub mod search_term {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "search_term")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub term: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub entity_kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub entity_id: Uuid,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The end of a company's audit chain.
pub mod audit_head {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        pub seq: i64,
        pub hash: Vec<u8>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What happened, in order, chained.
pub mod audit_event {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub at: DateTimeUtc,
        pub event: String,
        pub entity_kind: String,
        pub entity_id: Option<Uuid>,
        pub actor_id: Option<Uuid>,
        pub session_id: Option<Uuid>,
        pub request_id: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub changes: Json,
        pub hash: Vec<u8>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Where from something was done without a session: beside its entry and outside of the chain, for it goes before the entry.
pub mod audit_origin {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_origin")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub at: DateTimeUtc,
        pub entity_id: Option<Uuid>,
        pub ip: String,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// An answer kept for the day in which the same request may come again.
pub mod idempotency_key {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub fingerprint: Vec<u8>,
        pub status: Option<i32>,
        pub location: Option<String>,
        pub version: Option<i32>,
        pub body: Option<String>,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Work that is done after the change that asked for it.
pub mod job {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub company_id: Option<Uuid>,
        pub kind: String,
        pub subject_id: Option<Uuid>,
        #[sea_orm(column_type = "JsonBinary")]
        pub payload: Json,
        pub state: String,
        pub attempts: i32,
        pub run_at: DateTimeUtc,
        pub reason: Option<String>,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
impl super::GlobalEntity for job::Entity {}

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "number_series",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("series", NotPersonal),
            ("next_number", NotPersonal),
            ("version", NotPersonal),
            ("prefix", NotPersonal),
            ("restarts_yearly", NotPersonal),
            ("year", NotPersonal),
            ("shared", NotPersonal),
        ],
    },
    Table {
        name: "search_term",
        owner: Owner::Tenant,
        about: &[About::Any("entity_id")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("term", Personal(&CUSTOMER_CONTACT)),
            ("entity_kind", NotPersonal),
            ("entity_id", NotPersonal),
        ],
    },
    Table {
        name: "audit_head",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[("company_id", NotPersonal), ("seq", NotPersonal), ("hash", NotPersonal)],
    },
    Table {
        name: "audit_event",
        owner: Owner::Tenant,
        about: &[About::Any("entity_id"), About::By("actor_id", "user_account")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("seq", NotPersonal),
            ("at", NotPersonal),
            ("event", NotPersonal),
            ("entity_kind", NotPersonal),
            ("entity_id", Personal(&CUSTOMER_RECORD)),
            ("actor_id", Personal(&USER_TRACE)),
            ("session_id", Personal(&USER_TRACE)),
            ("request_id", NotPersonal),
            // Values of columns declared personal are left out when the row is written.
            ("changes", NotPersonal),
            ("hash", NotPersonal),
        ],
    },
    Table {
        name: "audit_origin",
        owner: Owner::Tenant,
        about: &[About::Any("entity_id")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("seq", NotPersonal),
            ("at", Personal(&CALLER_ADDRESS)),
            ("entity_id", Personal(&CALLER_ADDRESS)),
            ("ip", Personal(&CALLER_ADDRESS)),
        ],
    },
    Table {
        name: "idempotency_key",
        owner: Owner::Tenant,
        about: &[
            About::Of("user_id", "user_account"),
            About::Text("an answer kept for a day, of whatever it was about"),
        ],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("user_id", Personal(&USER_TRACE)),
            ("key", NotPersonal),
            ("fingerprint", NotPersonal),
            ("status", NotPersonal),
            ("location", NotPersonal),
            ("version", NotPersonal),
            ("body", Personal(&REPLAYED_ANSWER)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "job",
        owner: Owner::Global("a worker takes jobs of every company; each runs in its own company's scope"),
        about: &[About::Any("subject_id"), About::Text("what a worker is about to send")],
        found_by: &[],
        columns: &[
            ("id", NotPersonal),
            ("company_id", NotPersonal),
            ("kind", NotPersonal),
            ("subject_id", NotPersonal),
            ("payload", Personal(&CUSTOMER_QUEUED)),
            ("state", NotPersonal),
            ("attempts", NotPersonal),
            ("run_at", NotPersonal),
            ("reason", NotPersonal),
            ("created_at", NotPersonal),
        ],
    },
];
