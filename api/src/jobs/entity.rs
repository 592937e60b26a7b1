//! How are letters and e-invoices kept: to whom, about what, and what became of them?

#![expect(missing_docs, reason = "the columns are explained by their declarations")]

use kontoret_core::privacy::{
    About, CUSTOMER_CONTACT, CUSTOMER_TEXT,
    Declared::{NotPersonal, Personal},
    Identifier, Owner, Table, USER_CONTACT,
};

/// A letter.
pub mod mail {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "mail")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub offer_id: Option<Uuid>,
        pub invoice_id: Option<Uuid>,
        pub user_id: Option<Uuid>,
        pub privacy_event_id: Option<Uuid>,
        pub privacy_notice_id: Option<Uuid>,
        pub breach_event_id: Option<Uuid>,
        pub recipient: String,
        pub message: String,
        pub state: String,
        pub reason: Option<String>,
        pub attempts: i32,
        pub queued_at: DateTimeUtc,
        pub sent_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// An e-invoice on its way.
pub mod e_invoice {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
    #[sea_orm(table_name = "e_invoice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub invoice_id: Uuid,
        pub receiver: String,
        pub state: String,
        pub reason: Option<String>,
        pub message_id: Option<String>,
        pub attempts: i32,
        pub queued_at: DateTimeUtc,
        pub delivered_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(mail, e_invoice);

/// The declarations of this module's tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "mail",
        owner: Owner::Tenant,
        about: &[
            About::Of("offer_id", "offer"),
            About::Of("invoice_id", "invoice"),
            About::Of("user_id", "user_account"),
            About::Of("privacy_event_id", "privacy_request_event"),
            About::Of("privacy_notice_id", "privacy_notice"),
        ],
        found_by: &[("recipient", Identifier::Email)],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("kind", NotPersonal),
            ("offer_id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("user_id", Personal(&USER_CONTACT)),
            ("privacy_event_id", NotPersonal),
            ("privacy_notice_id", NotPersonal),
            ("breach_event_id", NotPersonal),
            ("recipient", Personal(&CUSTOMER_CONTACT)),
            ("message", Personal(&CUSTOMER_TEXT)),
            ("state", NotPersonal),
            ("reason", NotPersonal),
            ("attempts", NotPersonal),
            ("queued_at", NotPersonal),
            ("sent_at", NotPersonal),
        ],
    },
    Table {
        name: "e_invoice",
        owner: Owner::Tenant,
        about: &[About::Of("invoice_id", "invoice")],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("invoice_id", NotPersonal),
            ("receiver", Personal(&CUSTOMER_CONTACT)),
            ("state", NotPersonal),
            ("reason", NotPersonal),
            ("message_id", NotPersonal),
            ("attempts", NotPersonal),
            ("queued_at", NotPersonal),
            ("delivered_at", NotPersonal),
        ],
    },
];
