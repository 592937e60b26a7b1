//! How are requests kept, with everything that happened to them, what was decided, and the links that were mailed?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Identifier, Owner, PRIVACY_REQUEST, PRIVACY_TEXT, Table, USER_TRACE,
};

/// A request.
pub mod privacy_request {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "privacy_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub number: i64,
        pub kind: String,
        pub plane: String,
        pub status: String,
        pub channel: String,
        pub language: String,
        pub name: String,
        pub email: String,
        pub phone: String,
        pub message: String,
        pub subject_kind: Option<String>,
        pub subject_id: Option<Uuid>,
        pub identity_how: Option<String>,
        pub identity_note: String,
        pub identity_at: Option<DateTimeUtc>,
        pub identity_by: Option<Uuid>,
        pub identity_asked_on: Option<Date>,
        pub handler_id: Option<Uuid>,
        pub assigned_at: DateTimeUtc,
        pub received_at: DateTimeUtc,
        pub received_on: Date,
        pub promised_on: Date,
        pub lawful_on: Date,
        pub due_on: Date,
        pub extended: bool,
        pub extended_reason: String,
        pub paused_days: i32,
        pub reminded_on: Option<Date>,
        pub outcome: Option<String>,
        pub answer: String,
        pub answered_at: Option<DateTimeUtc>,
        pub ended_at: Option<DateTimeUtc>,
        pub forwarded_to: String,
        pub forwarded_from: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Something that happened to a request.
pub mod privacy_request_event {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "privacy_request_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub request_id: Uuid,
        pub kind: String,
        pub note: String,
        pub by_id: Option<Uuid>,
        pub at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What becomes of a datum, or of several that are alike.
pub mod privacy_decision {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "privacy_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub request_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub datum: String,
        pub result: String,
        pub ground: Option<String>,
        pub note: String,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A link that was mailed to the person.
pub mod privacy_link {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "privacy_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub request_id: Uuid,
        pub event_id: Uuid,
        pub purpose: String,
        pub nonce: Vec<u8>,
        pub expires_at: DateTimeUtc,
        pub uses_left: i32,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(privacy_request, privacy_request_event, privacy_decision, privacy_link);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "privacy_request",
        owner: Owner::Tenant,
        about: &[
            About::Person,
            About::Of("subject_id", "customer"),
            About::Of("subject_id", "household_member"),
            About::Of("subject_id", "user_account"),
            About::By("handler_id", "membership"),
            About::By("identity_by", "membership"),
        ],
        found_by: &[("email", Identifier::Email), ("phone", Identifier::Phone)],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("number", NotPersonal),
            ("kind", Personal(&PRIVACY_REQUEST)),
            ("plane", NotPersonal),
            ("status", NotPersonal),
            ("channel", NotPersonal),
            ("language", NotPersonal),
            ("name", Personal(&PRIVACY_REQUEST)),
            ("email", Personal(&PRIVACY_REQUEST)),
            ("phone", Personal(&PRIVACY_REQUEST)),
            ("message", Personal(&PRIVACY_TEXT)),
            ("subject_kind", NotPersonal),
            ("subject_id", Personal(&PRIVACY_REQUEST)),
            ("identity_how", NotPersonal),
            ("identity_note", Personal(&PRIVACY_TEXT)),
            ("identity_at", NotPersonal),
            ("identity_by", Personal(&USER_TRACE)),
            ("identity_asked_on", NotPersonal),
            ("handler_id", Personal(&USER_TRACE)),
            ("assigned_at", NotPersonal),
            ("received_at", NotPersonal),
            ("received_on", NotPersonal),
            ("promised_on", NotPersonal),
            ("lawful_on", NotPersonal),
            ("due_on", NotPersonal),
            ("extended", NotPersonal),
            ("extended_reason", Personal(&PRIVACY_TEXT)),
            ("paused_days", NotPersonal),
            ("reminded_on", NotPersonal),
            ("outcome", NotPersonal),
            ("answer", Personal(&PRIVACY_TEXT)),
            ("answered_at", NotPersonal),
            ("ended_at", NotPersonal),
            ("forwarded_to", NotPersonal),
            ("forwarded_from", NotPersonal),
        ],
    },
    Table {
        name: "privacy_request_event",
        owner: Owner::Tenant,
        about: &[
            About::Of("request_id", "privacy_request"),
            About::By("by_id", "membership"),
        ],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("request_id", NotPersonal),
            ("kind", NotPersonal),
            ("note", Personal(&PRIVACY_TEXT)),
            ("by_id", Personal(&USER_TRACE)),
            ("at", NotPersonal),
        ],
    },
    Table {
        name: "privacy_decision",
        owner: Owner::Tenant,
        about: &[About::Of("request_id", "privacy_request")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("request_id", NotPersonal),
            ("position", NotPersonal),
            ("datum", Personal(&PRIVACY_TEXT)),
            ("result", NotPersonal),
            ("ground", NotPersonal),
            ("note", Personal(&PRIVACY_TEXT)),
        ],
    },
    Table {
        name: "privacy_link",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("request_id", NotPersonal),
            ("event_id", NotPersonal),
            ("purpose", NotPersonal),
            ("nonce", NotPersonal),
            ("expires_at", NotPersonal),
            ("uses_left", NotPersonal),
        ],
    },
];
