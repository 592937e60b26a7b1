//! How are recipients kept?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, COMPANY_CONTACT,
    Declared::{NotPersonal, Personal},
    Owner, Table,
};

/// Somebody who is given personal data.
pub mod recipient {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "recipient")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub name: String,
        pub role: String,
        pub country: String,
        pub contact: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub categories: Json,
        #[sea_orm(column_type = "JsonBinary")]
        pub purposes: Json,
        pub agreement: String,
        pub agreed_on: Option<Date>,
        pub destination: String,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(recipient);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[Table {
    name: "recipient",
    owner: Owner::Tenant,
    about: &[About::Text(
        "whom to reach at a recipient, which can be a person's address",
    )],
    found_by: &[],
    columns: &[
        ("company_id", NotPersonal),
        ("id", NotPersonal),
        ("version", NotPersonal),
        ("name", NotPersonal),
        ("role", NotPersonal),
        ("country", NotPersonal),
        ("contact", Personal(&COMPANY_CONTACT)),
        ("categories", NotPersonal),
        ("purposes", NotPersonal),
        ("agreement", NotPersonal),
        ("agreed_on", NotPersonal),
        ("destination", NotPersonal),
        ("created_at", NotPersonal),
    ],
}];
