//! Which sessions run, and what proves them?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Owner, Table, USER_ONLINE,
};

/// One log-in of one user on one device.
pub mod session {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub company_id: Option<Uuid>,
        pub transport: String,
        pub device: String,
        pub ip: String,
        pub created_at: DateTimeUtc,
        pub last_used_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        pub proven_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A refresh token's digest; the used ones stay, so that a second use is seen.
pub mod refresh_token {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "refresh_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: Vec<u8>,
        pub session_id: Uuid,
        pub created_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How often somebody has failed, without saying who.
pub mod throttle {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "throttle")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: Vec<u8>,
        pub failures: i32,
        pub locked_until: DateTimeUtc,
        pub window_ends_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A key that signs access tokens.
pub mod signing_key {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signing_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub kid: String,
        pub public_key: String,
        pub sealed_private_key: Vec<u8>,
        pub created_at: DateTimeUtc,
        pub signs_from: DateTimeUtc,
        pub verifies_until: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl crate::store::GlobalEntity for session::Entity {}
impl crate::store::GlobalEntity for refresh_token::Entity {}
impl crate::store::GlobalEntity for throttle::Entity {}
impl crate::store::GlobalEntity for signing_key::Entity {}

const BEFORE_COMPANY: Owner = Owner::Global("a session belongs to a user, who may be in several companies");

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "session",
        owner: BEFORE_COMPANY,
        about: &[About::Of("user_id", "user_account")],
        found_by: &[],
        columns: &[
            ("id", NotPersonal),
            ("user_id", Personal(&USER_ONLINE)),
            ("company_id", NotPersonal),
            ("transport", NotPersonal),
            ("device", Personal(&USER_ONLINE)),
            ("ip", Personal(&USER_ONLINE)),
            ("created_at", Personal(&USER_ONLINE)),
            ("last_used_at", Personal(&USER_ONLINE)),
            ("expires_at", NotPersonal),
            ("ended_at", Personal(&USER_ONLINE)),
            ("proven_at", Personal(&USER_ONLINE)),
        ],
    },
    Table {
        name: "refresh_token",
        owner: BEFORE_COMPANY,
        about: &[About::Of("session_id", "session")],
        found_by: &[],
        columns: &[
            ("digest", Personal(&USER_ONLINE)),
            ("session_id", NotPersonal),
            ("created_at", NotPersonal),
            ("used_at", Personal(&USER_ONLINE)),
        ],
    },
    Table {
        name: "throttle",
        owner: Owner::Global("counted before it is known who tries to log in"),
        about: &[About::Text(
            "the digest of an address or of a name that was tried: it leads back to nobody",
        )],
        found_by: &[],
        columns: &[
            ("digest", Personal(&USER_ONLINE)),
            ("failures", NotPersonal),
            ("locked_until", NotPersonal),
            ("window_ends_at", NotPersonal),
        ],
    },
    Table {
        name: "signing_key",
        owner: Owner::Global("every process signs for every company with the same keys"),
        about: &[],
        found_by: &[],
        columns: &[
            ("kid", NotPersonal),
            ("public_key", NotPersonal),
            ("sealed_private_key", NotPersonal),
            ("created_at", NotPersonal),
            ("signs_from", NotPersonal),
            ("verifies_until", NotPersonal),
        ],
    },
];
