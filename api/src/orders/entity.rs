//! How orders are stored, and what in them is personal.

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_CONTACT, CUSTOMER_HOME, CUSTOMER_RECORD, CUSTOMER_TEXT,
    Declared::{NotPersonal, Personal},
    EMPLOYMENT, Identifier, Owner, Table,
};

/// An order.
pub mod work_order {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "work_order")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub number: i64,
        pub status: String,
        pub offer_id: Option<Uuid>,
        pub customer_id: Uuid,
        pub work_site_id: Option<Uuid>,
        pub customer_name: String,
        pub customer_phone: String,
        pub city: String,
        pub title: String,
        pub description: String,
        pub their_reference: String,
        pub buyer_order_number: String,
        pub deduction: String,
        pub planned_start_on: Option<Date>,
        pub planned_end_on: Option<Date>,
        /// The planned start, or the last day of the calendar: a list by plan ends with what has none.
        pub planned_sort_on: Date,
        pub work_billing: String,
        pub hourly_price_ore: i64,
        pub hourly_vat: String,
        pub hourly_work_type: Option<String>,
        pub total_ore: i64,
        pub created_at: DateTimeUtc,
        pub prices_include_vat: bool,
        pub discount_bp: i32,
        pub round_to_krona: bool,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A line of an order.
pub mod work_order_line {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "work_order_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub order_id: Uuid,
        pub position: i32,
        pub article_id: Option<Uuid>,
        pub kind: String,
        pub work_type: Option<String>,
        pub description: String,
        pub quantity_milli: i64,
        pub unit: String,
        pub unit_price_ore: i64,
        pub discount_bp: i32,
        pub vat: String,
        pub amount_ore: i64,
        pub invoice_id: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A sum that was agreed to be invoiced on its own, before or during the work.
pub mod work_order_instalment {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "work_order_instalment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub order_id: Uuid,
        pub position: i32,
        pub kind: String,
        pub description: String,
        pub net_ore: i64,
        pub ready_on: Option<Date>,
        pub invoice_id: Option<Uuid>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Who is to do the work.
pub mod work_order_assignment {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "work_order_assignment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub order_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub membership_id: Uuid,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(
    work_order,
    work_order_line,
    work_order_instalment,
    work_order_assignment
);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "work_order",
        owner: Owner::Tenant,
        about: &[About::Of("customer_id", "customer")],
        found_by: &[("customer_phone", Identifier::Phone)],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("number", NotPersonal),
            ("status", NotPersonal),
            ("offer_id", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_RECORD)),
            ("work_site_id", Personal(&CUSTOMER_HOME)),
            ("customer_name", Personal(&CUSTOMER_RECORD)),
            ("customer_phone", Personal(&CUSTOMER_CONTACT)),
            ("city", Personal(&CUSTOMER_HOME)),
            ("title", Personal(&CUSTOMER_TEXT)),
            ("description", Personal(&CUSTOMER_TEXT)),
            ("their_reference", Personal(&CUSTOMER_CONTACT)),
            ("buyer_order_number", Personal(&CUSTOMER_CONTACT)),
            ("planned_start_on", NotPersonal),
            ("planned_end_on", NotPersonal),
            ("planned_sort_on", NotPersonal),
            ("work_billing", NotPersonal),
            ("hourly_price_ore", NotPersonal),
            ("hourly_vat", NotPersonal),
            ("hourly_work_type", NotPersonal),
            ("deduction", NotPersonal),
            ("total_ore", NotPersonal),
            ("created_at", NotPersonal),
            ("prices_include_vat", NotPersonal),
            ("discount_bp", NotPersonal),
            ("round_to_krona", NotPersonal),
        ],
    },
    Table {
        name: "work_order_line",
        owner: Owner::Tenant,
        about: &[About::Of("order_id", "work_order")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("order_id", NotPersonal),
            ("position", NotPersonal),
            ("article_id", NotPersonal),
            ("kind", NotPersonal),
            ("work_type", NotPersonal),
            ("description", Personal(&CUSTOMER_TEXT)),
            ("quantity_milli", NotPersonal),
            ("unit", NotPersonal),
            ("unit_price_ore", NotPersonal),
            ("discount_bp", NotPersonal),
            ("vat", NotPersonal),
            ("amount_ore", NotPersonal),
            ("invoice_id", NotPersonal),
        ],
    },
    Table {
        name: "work_order_instalment",
        owner: Owner::Tenant,
        about: &[About::Of("order_id", "work_order")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("order_id", NotPersonal),
            ("position", NotPersonal),
            ("kind", NotPersonal),
            ("description", Personal(&CUSTOMER_TEXT)),
            ("net_ore", NotPersonal),
            ("ready_on", NotPersonal),
            ("invoice_id", NotPersonal),
        ],
    },
    Table {
        name: "work_order_assignment",
        owner: Owner::Tenant,
        about: &[About::Of("membership_id", "membership")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("order_id", NotPersonal),
            ("membership_id", Personal(&EMPLOYMENT)),
        ],
    },
];
