//! Who was erased, by id alone, and when: what an erasure is held by.

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Owner, Table, USER_TRACE,
};

/// An erasure.
pub mod erasure {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "erasure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub erased_at: DateTimeUtc,
        pub finished_at: Option<DateTimeUtc>,
        pub ledgered_at: Option<DateTimeUtc>,
        #[sea_orm(column_type = "JsonBinary")]
        pub subjects: Json,
        pub erased_by: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(erasure);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[Table {
    name: "erasure",
    owner: Owner::Tenant,
    about: &[About::By("erased_by", "user_account")],
    found_by: &[],
    columns: &[
        ("company_id", NotPersonal),
        ("id", NotPersonal),
        ("erased_at", NotPersonal),
        ("finished_at", NotPersonal),
        ("ledgered_at", NotPersonal),
        ("subjects", NotPersonal),
        ("erased_by", Personal(&USER_TRACE)),
    ],
}];
