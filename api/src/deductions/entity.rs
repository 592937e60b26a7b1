//! How are the people who can have a tax deduction stored, and what in it is personal?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_CONTACT, CUSTOMER_HOME,
    Declared::{NotPersonal, Personal},
    HOUSEHOLD_NUMBER, Identifier, Owner, Table,
};

/// The people of a customer, as one thing that is changed together.
pub mod household {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "household")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub customer_id: Uuid,
        pub version: i32,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// One of them.
pub mod household_member {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "household_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub customer_id: Uuid,
        pub position: i32,
        pub name: String,
        pub key_id: Uuid,
        #[serde(skip)]
        pub number_sealed: Vec<u8>,
        pub number_index: Vec<u8>,
        pub share_bp: i64,
        pub entitlement: Option<String>,
        pub unrelated: bool,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What others have deducted for a person in a year.
pub mod household_use {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "household_use")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub member_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        pub rot_kr: i64,
        pub rut_kr: i64,
        pub green_kr: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(household, household_member, household_use);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "household",
        owner: Owner::Tenant,
        about: &[About::Of("customer_id", "customer")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_HOME)),
            ("version", NotPersonal),
        ],
    },
    Table {
        name: "household_member",
        owner: Owner::Tenant,
        about: &[About::Person, About::Near("customer_id", "customer")],
        found_by: &[("number_index", Identifier::SealedNumber)],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_HOME)),
            ("position", NotPersonal),
            ("name", Personal(&CUSTOMER_CONTACT)),
            ("key_id", NotPersonal),
            ("number_sealed", Personal(&HOUSEHOLD_NUMBER)),
            ("number_index", Personal(&HOUSEHOLD_NUMBER)),
            ("share_bp", Personal(&CUSTOMER_HOME)),
            ("entitlement", Personal(&CUSTOMER_HOME)),
            ("unrelated", Personal(&CUSTOMER_HOME)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "household_use",
        owner: Owner::Tenant,
        about: &[About::Of("member_id", "household_member")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("member_id", Personal(&CUSTOMER_HOME)),
            ("year", Personal(&CUSTOMER_HOME)),
            ("rot_kr", Personal(&CUSTOMER_HOME)),
            ("rut_kr", Personal(&CUSTOMER_HOME)),
            ("green_kr", Personal(&CUSTOMER_HOME)),
        ],
    },
];
