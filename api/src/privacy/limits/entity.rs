//! How are limits kept?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About,
    Declared::{NotPersonal, Personal},
    Owner, PRIVACY_CHOICE, Table, USER_TRACE,
};

/// A limit on the use of a customer's data, with its end.
pub mod processing_limit {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "processing_limit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub customer_id: Uuid,
        pub request_id: Option<Uuid>,
        pub kind: String,
        pub ground: Option<String>,
        pub lifted_because: Option<String>,
        pub set_at: DateTimeUtc,
        pub set_by: Uuid,
        pub lifted_at: Option<DateTimeUtc>,
        pub lifted_by: Option<Uuid>,
        pub told_on: Option<Date>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(processing_limit);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[Table {
    name: "processing_limit",
    owner: Owner::Tenant,
    about: &[
        About::Of("customer_id", "customer"),
        About::By("set_by", "user_account"),
        About::By("lifted_by", "user_account"),
    ],
    found_by: &[],
    columns: &[
        ("company_id", NotPersonal),
        ("id", NotPersonal),
        ("customer_id", Personal(&PRIVACY_CHOICE)),
        ("request_id", NotPersonal),
        ("kind", Personal(&PRIVACY_CHOICE)),
        ("ground", Personal(&PRIVACY_CHOICE)),
        ("lifted_because", Personal(&PRIVACY_CHOICE)),
        ("set_at", Personal(&PRIVACY_CHOICE)),
        ("set_by", Personal(&USER_TRACE)),
        ("lifted_at", Personal(&PRIVACY_CHOICE)),
        ("lifted_by", Personal(&USER_TRACE)),
        ("told_on", Personal(&PRIVACY_CHOICE)),
    ],
}];
