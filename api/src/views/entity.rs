//! How are saved views stored?

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Owner, Table, USER_TRACE,
};

/// A list as a member wants to see it again.
pub mod saved_view {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "saved_view")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub membership_id: Uuid,
        pub list: String,
        pub name: String,
        pub name_folded: String,
        pub search: String,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(saved_view);

/// The declarations of this slice's tables.
pub const TABLES: &[Table] = &[Table {
    name: "saved_view",
    owner: Owner::Tenant,
    about: &[About::Of("membership_id", "membership")],
    found_by: &[],
    columns: &[
        ("company_id", NotPersonal),
        ("id", NotPersonal),
        ("membership_id", Personal(&USER_TRACE)),
        ("list", NotPersonal),
        ("name", Personal(&USER_TRACE)),
        ("name_folded", Personal(&USER_TRACE)),
        ("search", Personal(&USER_TRACE)),
        ("created_at", NotPersonal),
    ],
}];
