//! How are articles stored?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{Declared::NotPersonal, Owner, Table};

/// Something with a price.
pub mod article {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "article")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub number: String,
        pub name: String,
        pub name_folded: String,
        pub kind: String,
        pub work_type: Option<String>,
        pub unit: String,
        pub unit_price_ore: i64,
        pub vat: String,
        pub account: Option<i32>,
        pub note: String,
        pub archived: bool,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// An article that a kit is made of.
pub mod article_part {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "article_part")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub part_id: Uuid,
        pub position: i32,
        pub quantity_milli: i64,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(article, article_part);

/// The declarations of this slice's tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "article",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("number", NotPersonal),
            ("name", NotPersonal),
            ("name_folded", NotPersonal),
            ("kind", NotPersonal),
            ("work_type", NotPersonal),
            ("unit", NotPersonal),
            ("unit_price_ore", NotPersonal),
            ("vat", NotPersonal),
            ("account", NotPersonal),
            ("note", NotPersonal),
            ("archived", NotPersonal),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "article_part",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("article_id", NotPersonal),
            ("part_id", NotPersonal),
            ("position", NotPersonal),
            ("quantity_milli", NotPersonal),
        ],
    },
];
