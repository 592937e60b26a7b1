//! How are a company's own rates, ceilings and flat rates stored?

use kontoret_core::privacy::{Declared::NotPersonal, Owner, Table};

/// A rate or ceilings that the company has entered in place of the law that the service knows, or after it; or a flat rate.
pub mod deduction_rule {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "deduction_rule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub installation: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub from_on: Date,
        pub version: i32,
        pub rate_bp: Option<i32>,
        pub rot_kr: Option<i64>,
        pub rut_kr: Option<i64>,
        pub together_kr: Option<i64>,
        pub green_kr: Option<i64>,
        pub share_bp: Option<i32>,
        pub work_type: Option<String>,
        pub source: String,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(deduction_rule);

/// The declaration of this table.
pub const TABLES: &[Table] = &[Table {
    name: "deduction_rule",
    owner: Owner::Tenant,
    about: &[],
    found_by: &[],
    columns: &[
        ("company_id", NotPersonal),
        ("subject", NotPersonal),
        ("installation", NotPersonal),
        ("from_on", NotPersonal),
        ("version", NotPersonal),
        ("rate_bp", NotPersonal),
        ("rot_kr", NotPersonal),
        ("rut_kr", NotPersonal),
        ("together_kr", NotPersonal),
        ("green_kr", NotPersonal),
        ("share_bp", NotPersonal),
        ("work_type", NotPersonal),
        ("source", NotPersonal),
    ],
}];
