//! How are cases of deductions, claims, decisions and payouts stored, and what in them is personal?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_RECORD, DEDUCTION_NUMBER,
    Declared::{NotPersonal, Personal},
    Identifier, Owner, Table, USER_TRACE,
};

/// One buyer's deduction on one issued invoice.
pub mod deduction_case {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "deduction_case")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i32,
        pub invoice_id: Uuid,
        pub customer_id: Uuid,
        pub position: i32,
        pub member_id: Option<Uuid>,
        pub from_case_id: Option<Uuid>,
        pub name: String,
        pub key_id: Uuid,
        #[serde(skip)]
        pub number_sealed: Vec<u8>,
        #[serde(skip)]
        pub number_index: Vec<u8>,
        pub kind: String,
        pub share_bp: i64,
        pub rate_bp: i32,
        pub base_ore: i64,
        pub base_kr: i64,
        pub deduction_kr: i64,
        #[sea_orm(column_type = "JsonBinary")]
        pub works: Json,
        pub other_kr: i64,
        pub property_designation: String,
        pub apartment_number: String,
        pub association_number: String,
        pub credited_base_kr: i64,
        pub credited_kr: i64,
        pub asked_kr: i64,
        pub stated_paid_kr: i64,
        pub approved_kr: i64,
        pub refused_kr: i64,
        pub refused_gone_kr: i64,
        pub paid_out_ore: i64,
        pub moved_base_kr: i64,
        pub moved_kr: i64,
        pub written_off_kr: i64,
        pub repaid_kr: i64,
        pub state: String,
        pub claimable_kr: i64,
        pub paid_on: Option<Date>,
        pub year: i32,
        pub deadline_on: Date,
        pub closed_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What one year's payments give of a case.
pub mod deduction_case_year {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deduction_case_year")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        pub asked_kr: i64,
        pub stated_paid_kr: i64,
        pub billed_kr: i64,
        pub lost_kr: i64,
        pub claimable_kr: i64,
        pub paid_on: Option<Date>,
        pub deadline_on: Date,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A file for the tax agency.
pub mod deduction_claim {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "deduction_claim")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub year: i32,
        pub name: String,
        pub reference: String,
        pub case_count: i32,
        pub asked_kr: i64,
        pub created_by: Uuid,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What a claim asks for one case.
pub mod deduction_ask {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deduction_ask")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub claim_id: Uuid,
        pub position: i32,
        pub paid_on: Date,
        pub price_kr: i64,
        pub paid_kr: i64,
        pub asked_kr: i64,
        pub other_kr: Option<i64>,
        #[sea_orm(column_type = "JsonBinary")]
        pub works: Json,
        pub approved_kr: Option<i64>,
        pub decided_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A decision file that was imported.
pub mod deduction_decision {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "deduction_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[serde(skip)]
        pub digest: Vec<u8>,
        pub file_name: String,
        pub case_count: i32,
        pub approved_kr: i64,
        pub refused_kr: i64,
        pub created_by: Uuid,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Money from the tax agency, or back to it.
pub mod deduction_payout {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "deduction_payout")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub paid_on: Date,
        pub amount_ore: i64,
        pub reference: String,
        pub imported_payment_id: Option<Uuid>,
        pub removed_on: Option<Date>,
        pub removed_reason: String,
        pub created_by: Uuid,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What happened to a case.
pub mod deduction_case_event {
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deduction_case_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub case_id: Uuid,
        pub kind: String,
        pub dated_on: Date,
        pub amount_ore: i64,
        pub note: String,
        pub invoice_id: Option<Uuid>,
        pub other_case_id: Option<Uuid>,
        pub claim_id: Option<Uuid>,
        pub decision_id: Option<Uuid>,
        pub payout_id: Option<Uuid>,
        pub created_by: Option<Uuid>,
        pub created_at: DateTimeUtc,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(
    deduction_case,
    deduction_case_year,
    deduction_claim,
    deduction_ask,
    deduction_decision,
    deduction_payout,
    deduction_case_event
);

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "deduction_case",
        owner: Owner::Tenant,
        about: &[
            About::Person,
            About::Of("member_id", "household_member"),
            About::Near("customer_id", "customer"),
        ],
        found_by: &[("number_index", Identifier::SealedNumber)],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("version", NotPersonal),
            ("invoice_id", NotPersonal),
            ("customer_id", Personal(&CUSTOMER_RECORD)),
            ("position", NotPersonal),
            ("member_id", Personal(&CUSTOMER_RECORD)),
            ("from_case_id", NotPersonal),
            ("name", Personal(&CUSTOMER_RECORD)),
            ("key_id", NotPersonal),
            ("number_sealed", Personal(&DEDUCTION_NUMBER)),
            ("number_index", Personal(&DEDUCTION_NUMBER)),
            ("kind", NotPersonal),
            ("share_bp", NotPersonal),
            ("rate_bp", NotPersonal),
            ("base_ore", NotPersonal),
            ("base_kr", NotPersonal),
            ("deduction_kr", NotPersonal),
            ("works", NotPersonal),
            ("other_kr", NotPersonal),
            ("property_designation", Personal(&CUSTOMER_RECORD)),
            ("apartment_number", Personal(&CUSTOMER_RECORD)),
            ("association_number", Personal(&CUSTOMER_RECORD)),
            ("credited_base_kr", NotPersonal),
            ("credited_kr", NotPersonal),
            ("asked_kr", NotPersonal),
            ("stated_paid_kr", NotPersonal),
            ("approved_kr", NotPersonal),
            ("refused_kr", NotPersonal),
            ("refused_gone_kr", NotPersonal),
            ("paid_out_ore", NotPersonal),
            ("moved_base_kr", NotPersonal),
            ("moved_kr", NotPersonal),
            ("written_off_kr", NotPersonal),
            ("repaid_kr", NotPersonal),
            ("state", NotPersonal),
            ("claimable_kr", NotPersonal),
            ("paid_on", NotPersonal),
            ("year", NotPersonal),
            ("deadline_on", NotPersonal),
            ("closed_at", NotPersonal),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "deduction_case_year",
        owner: Owner::Tenant,
        about: &[About::Of("case_id", "deduction_case")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("case_id", Personal(&CUSTOMER_RECORD)),
            ("year", NotPersonal),
            ("asked_kr", NotPersonal),
            ("stated_paid_kr", NotPersonal),
            ("billed_kr", NotPersonal),
            ("lost_kr", NotPersonal),
            ("claimable_kr", NotPersonal),
            ("paid_on", NotPersonal),
            ("deadline_on", NotPersonal),
        ],
    },
    Table {
        name: "deduction_claim",
        owner: Owner::Tenant,
        about: &[About::By("created_by", "user_account")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("kind", NotPersonal),
            ("year", NotPersonal),
            ("name", NotPersonal),
            ("reference", NotPersonal),
            ("case_count", NotPersonal),
            ("asked_kr", NotPersonal),
            ("created_by", Personal(&USER_TRACE)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "deduction_ask",
        owner: Owner::Tenant,
        about: &[About::Of("case_id", "deduction_case")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("case_id", Personal(&CUSTOMER_RECORD)),
            ("claim_id", NotPersonal),
            ("position", NotPersonal),
            ("paid_on", NotPersonal),
            ("price_kr", NotPersonal),
            ("paid_kr", NotPersonal),
            ("asked_kr", NotPersonal),
            ("other_kr", NotPersonal),
            ("works", NotPersonal),
            ("approved_kr", NotPersonal),
            ("decided_at", NotPersonal),
        ],
    },
    Table {
        name: "deduction_decision",
        owner: Owner::Tenant,
        about: &[About::By("created_by", "user_account")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("digest", NotPersonal),
            ("file_name", NotPersonal),
            ("case_count", NotPersonal),
            ("approved_kr", NotPersonal),
            ("refused_kr", NotPersonal),
            ("created_by", Personal(&USER_TRACE)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "deduction_payout",
        owner: Owner::Tenant,
        about: &[About::By("created_by", "user_account")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("paid_on", NotPersonal),
            ("amount_ore", NotPersonal),
            ("reference", NotPersonal),
            ("imported_payment_id", NotPersonal),
            ("removed_on", NotPersonal),
            ("removed_reason", Personal(&CUSTOMER_RECORD)),
            ("created_by", Personal(&USER_TRACE)),
            ("created_at", NotPersonal),
        ],
    },
    Table {
        name: "deduction_case_event",
        owner: Owner::Tenant,
        about: &[
            About::Of("case_id", "deduction_case"),
            About::By("created_by", "user_account"),
        ],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("case_id", Personal(&CUSTOMER_RECORD)),
            ("kind", NotPersonal),
            ("dated_on", NotPersonal),
            ("amount_ore", NotPersonal),
            ("note", Personal(&CUSTOMER_RECORD)),
            ("invoice_id", NotPersonal),
            ("other_case_id", NotPersonal),
            ("claim_id", NotPersonal),
            ("decision_id", NotPersonal),
            ("payout_id", NotPersonal),
            ("created_by", Personal(&USER_TRACE)),
            ("created_at", NotPersonal),
        ],
    },
];
