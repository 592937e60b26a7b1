//! How are seals kept?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{Declared::NotPersonal, Owner, Table};

/// A signed head of a company's trail.
pub mod audit_seal {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_seal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub size: i64,
        pub signed_at: DateTimeUtc,
        pub root: Vec<u8>,
        pub frontier: Vec<u8>,
        pub public_key: Vec<u8>,
        pub signature: Vec<u8>,
        pub kept_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(audit_seal);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[Table {
    name: "audit_seal",
    owner: Owner::Tenant,
    about: &[],
    found_by: &[],
    columns: &[
        ("company_id", NotPersonal),
        ("size", NotPersonal),
        ("signed_at", NotPersonal),
        ("root", NotPersonal),
        ("frontier", NotPersonal),
        ("public_key", NotPersonal),
        ("signature", NotPersonal),
        ("kept_at", NotPersonal),
    ],
}];
