//! How is it kept who is to be told, and who was?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Owner, PRIVACY_REQUEST, PRIVACY_TEXT, Table, USER_TRACE,
};

/// That a recipient is to be told.
pub mod privacy_notice {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "privacy_notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub recipient_id: Uuid,
        pub deed: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub categories: Json,
        pub subject_kind: String,
        pub subject_id: Uuid,
        #[sea_orm(column_type = "JsonBinary")]
        pub reference: Json,
        pub request_id: Option<Uuid>,
        pub state: String,
        pub how: Option<String>,
        pub ground: Option<String>,
        pub note: String,
        pub created_at: DateTimeUtc,
        pub settled_at: Option<DateTimeUtc>,
        pub settled_by: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(privacy_notice);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[Table {
    name: "privacy_notice",
    owner: Owner::Tenant,
    about: &[
        About::Of("subject_id", "customer"),
        About::Of("subject_id", "household_member"),
        About::Of("subject_id", "deduction_case"),
        About::Of("subject_id", "user_account"),
        About::Of("subject_id", "privacy_request"),
        About::By("settled_by", "membership"),
    ],
    found_by: &[],
    columns: &[
        ("company_id", NotPersonal),
        ("id", NotPersonal),
        ("version", NotPersonal),
        ("recipient_id", NotPersonal),
        ("deed", NotPersonal),
        ("categories", NotPersonal),
        ("subject_kind", NotPersonal),
        ("subject_id", Personal(&PRIVACY_REQUEST)),
        ("reference", Personal(&PRIVACY_REQUEST)),
        ("request_id", NotPersonal),
        ("state", NotPersonal),
        ("how", NotPersonal),
        ("ground", NotPersonal),
        ("note", Personal(&PRIVACY_TEXT)),
        ("created_at", NotPersonal),
        ("settled_at", NotPersonal),
        ("settled_by", Personal(&USER_TRACE)),
    ],
}];
