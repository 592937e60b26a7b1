//! When did a company open itself, and who came in?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Owner, SUPPORT_REASON, Table, USER_ONLINE,
};

/// A time for which the operator's staff may look.
pub mod support_access {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "support_access")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub reason: String,
        pub granted_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        pub granted_by: Uuid,
        pub ended_by: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// One of the staff, in one session, in the company.
pub mod support_visit {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "support_visit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub company_id: Uuid,
        pub access_id: Uuid,
        pub user_id: Uuid,
        pub session_id: Uuid,
        pub entered_at: DateTimeUtc,
        pub left_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// That a visitor was shown a thing by an operation, so that the trail tells it once a visit.
pub mod support_read {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "support_read")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub visit_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: Vec<u8>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(support_access, support_read);
impl crate::store::GlobalEntity for support_visit::Entity {}

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "support_access",
        owner: Owner::Tenant,
        about: &[
            About::By("granted_by", "user_account"),
            About::By("ended_by", "user_account"),
        ],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("reason", Personal(&SUPPORT_REASON)),
            ("granted_at", NotPersonal),
            ("expires_at", NotPersonal),
            ("ended_at", NotPersonal),
            ("granted_by", Personal(&USER_ONLINE)),
            ("ended_by", Personal(&USER_ONLINE)),
        ],
    },
    Table {
        name: "support_visit",
        owner: Owner::Global(
            "a visit is of somebody who has no place in the company: it belongs to the staff's log-in",
        ),
        about: &[About::Of("user_id", "user_account")],
        found_by: &[],
        columns: &[
            ("id", NotPersonal),
            ("company_id", NotPersonal),
            ("access_id", NotPersonal),
            ("user_id", Personal(&USER_ONLINE)),
            ("session_id", NotPersonal),
            ("entered_at", Personal(&USER_ONLINE)),
            ("left_at", Personal(&USER_ONLINE)),
        ],
    },
    Table {
        name: "support_read",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        // A digest of an operation and an id, which leads back to nobody; it goes with its visit's end.
        columns: &[
            ("company_id", NotPersonal),
            ("visit_id", NotPersonal),
            ("digest", NotPersonal),
        ],
    },
];
