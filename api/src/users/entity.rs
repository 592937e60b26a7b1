//! Who logs in, and where do they belong?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    EMPLOYMENT, Identifier, Owner, Table, USER_CONTACT, USER_ONLINE,
};

/// A log-in: one person, in one or more companies.
pub mod user_account {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "user_account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub email_folded: String,
        pub email: String,
        pub name: String,
        #[serde(skip)]
        pub password_hash: Option<String>,
        pub language: String,
        pub created_at: DateTimeUtc,
        pub last_log_in_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A user's place in one company.
pub mod membership {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub user_id: Uuid,
        pub username_folded: String,
        pub username: String,
        pub initials: String,
        pub employment_id: String,
        pub phone: String,
        pub name: String,
        pub name_folded: String,
        pub role: String,
        pub status: String,
        pub created_at: DateTimeUtc,
        pub last_log_in_at: Option<DateTimeUtc>,
        pub erased_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// An invitation, a password reset or a change of address: the nonce of its link (decision 0006).
pub mod user_token {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "user_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub nonce: Vec<u8>,
        pub user_id: Uuid,
        pub company_id: Option<Uuid>,
        pub purpose: String,
        pub email: Option<String>,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(membership);
impl crate::store::GlobalEntity for user_account::Entity {}
impl crate::store::GlobalEntity for user_token::Entity {}

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "user_account",
        owner: Owner::Global("one person can belong to several companies"),
        about: &[About::Person],
        found_by: &[("email_folded", Identifier::Email)],
        columns: &[
            ("id", NotPersonal),
            ("email_folded", Personal(&USER_CONTACT)),
            ("email", Personal(&USER_CONTACT)),
            ("name", Personal(&USER_CONTACT)),
            ("password_hash", Personal(&USER_ONLINE)),
            ("language", Personal(&USER_CONTACT)),
            ("created_at", NotPersonal),
            ("last_log_in_at", Personal(&USER_ONLINE)),
        ],
    },
    Table {
        name: "membership",
        owner: Owner::Tenant,
        about: &[About::Of("user_id", "user_account")],
        found_by: &[("phone", Identifier::Phone)],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("user_id", Personal(&EMPLOYMENT)),
            ("username_folded", Personal(&USER_CONTACT)),
            ("username", Personal(&USER_CONTACT)),
            ("initials", Personal(&USER_CONTACT)),
            ("employment_id", Personal(&EMPLOYMENT)),
            ("phone", Personal(&USER_CONTACT)),
            ("name", Personal(&USER_CONTACT)),
            ("name_folded", Personal(&USER_CONTACT)),
            ("role", NotPersonal),
            ("status", NotPersonal),
            ("created_at", NotPersonal),
            ("last_log_in_at", Personal(&USER_ONLINE)),
            ("erased_at", NotPersonal),
        ],
    },
    Table {
        name: "user_token",
        owner: Owner::Global("proves a user before a company is known"),
        about: &[About::Of("user_id", "user_account")],
        found_by: &[("email", Identifier::Email)],
        columns: &[
            ("id", NotPersonal),
            ("nonce", Personal(&USER_ONLINE)),
            ("user_id", Personal(&USER_ONLINE)),
            ("company_id", NotPersonal),
            ("purpose", NotPersonal),
            ("email", Personal(&USER_CONTACT)),
            ("created_at", NotPersonal),
            ("expires_at", NotPersonal),
            ("used_at", Personal(&USER_ONLINE)),
        ],
    },
];
