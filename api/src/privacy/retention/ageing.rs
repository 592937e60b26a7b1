//! What becomes of each table's personal data in the end? One line for each way that its rows go.

use super::line::{Ageing, Blank, Clock, blanked, deleted, kept, line};
use kontoret_core::retention::{End, Rule};

/// A number that is sealed, and what finds it again.
const NUMBER: &[(&str, Blank)] = &[("number_sealed", Blank::Bytes), ("number_index", Blank::Bytes)];
const NO_END: &str = "the service records no end of an agreement: it goes with the company";
const TRAIL: &str = "evidence (GDPR art. 5(2)): ids alone, which name nobody once their rows are blank or gone";
const ALONE: &str = "a link between two rows, which says nothing once they are blank or gone";
const NO_BOOKKEEPING: &str = "NOT EXISTS (SELECT 1 FROM offer x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    AND NOT EXISTS (SELECT 1 FROM work_order x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    AND NOT EXISTS (SELECT 1 FROM invoice x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    AND NOT EXISTS (SELECT 1 FROM payment x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    AND NOT EXISTS (SELECT 1 FROM imported_payment x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    AND NOT EXISTS (SELECT 1 FROM deduction_case x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    AND NOT EXISTS (SELECT 1 FROM reminder x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id)";
const WITH_BOOKKEEPING: &str = "(EXISTS (SELECT 1 FROM offer x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    OR EXISTS (SELECT 1 FROM work_order x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    OR EXISTS (SELECT 1 FROM invoice x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    OR EXISTS (SELECT 1 FROM payment x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    OR EXISTS (SELECT 1 FROM imported_payment x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    OR EXISTS (SELECT 1 FROM deduction_case x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id) \
    OR EXISTS (SELECT 1 FROM reminder x WHERE x.company_id = customer.company_id AND x.customer_id = customer.id))";

/// Every line. Within a rule what hangs on something stands before it.
pub const AGEING: &[Ageing] = &[
    // What the machine keeps for a while.
    deleted("refresh_token", Rule::LogIns, Clock::After("created_at")),
    deleted("session", Rule::LogIns, Clock::After("expires_at")),
    deleted("session", Rule::LogIns, Clock::After("ended_at")),
    deleted("support_visit", Rule::LogIns, Clock::After("entered_at")),
    deleted("support_access", Rule::LogIns, Clock::After("expires_at")),
    deleted("user_token", Rule::LogIns, Clock::After("expires_at")),
    deleted("mail", Rule::LogIns, Clock::After("queued_at")).only("user_id IS NOT NULL AND privacy_event_id IS NULL"),
    deleted("audit_origin", Rule::Origins, Clock::After("at")),
    deleted("idempotency_key", Rule::RepeatedAnswers, Clock::After("created_at")),
    deleted("job", Rule::QueuedWork, Clock::After("run_at")).only("state = 'dead'"),
    deleted("throttle", Rule::Throttling, Clock::After("window_ends_at")),
    // Bookkeeping.
    deleted("reminder", Rule::Bookkeeping, Clock::With("invoice_id", "invoice")).of("customer_id"),
    deleted("reminder_stop", Rule::Bookkeeping, Clock::With("invoice_id", "invoice")),
    deleted("mail", Rule::Bookkeeping, Clock::With("invoice_id", "invoice")),
    deleted("e_invoice", Rule::Bookkeeping, Clock::With("invoice_id", "invoice")),
    deleted("search_term", Rule::Bookkeeping, Clock::With("entity_id", "invoice")).only("entity_kind = 'invoice'"),
    Ageing {
        blanks: NUMBER,
        ..line(
            "deduction_case",
            Rule::Bookkeeping,
            Clock::With("invoice_id", "invoice"),
            End::KeyDropped,
        )
    },
    blanked(
        "deduction_case",
        Rule::Bookkeeping,
        Clock::With("invoice_id", "invoice"),
        &[
            ("name", Blank::Text),
            ("property_designation", Blank::Text),
            ("apartment_number", Blank::Text),
            ("association_number", Blank::Text),
        ],
    )
    .of("customer_id"),
    blanked(
        "deduction_case_event",
        Rule::Bookkeeping,
        Clock::FiscalYear("dated_on"),
        &[("note", Blank::Text)],
    ),
    blanked(
        "deduction_payout",
        Rule::Bookkeeping,
        Clock::FiscalYear("paid_on"),
        &[("removed_reason", Blank::Text)],
    ),
    blanked(
        "invoice_line",
        Rule::Bookkeeping,
        Clock::With("invoice_id", "invoice"),
        &[("description", Blank::Text)],
    ),
    deleted(
        "invoice_snapshot",
        Rule::Bookkeeping,
        Clock::With("invoice_id", "invoice"),
    ),
    blanked(
        "invoice",
        Rule::Bookkeeping,
        Clock::Invoice,
        &[
            ("customer_name", Blank::Text),
            ("customer_email", Blank::Text),
            ("title", Blank::Text),
            ("note", Blank::Text),
            ("their_reference", Blank::Text),
            ("our_reference", Blank::Text),
            ("buyer_order_number", Blank::Text),
        ],
    )
    .of("customer_id"),
    blanked(
        "settlement",
        Rule::Bookkeeping,
        Clock::FiscalYear("settled_on"),
        &[("note", Blank::Text)],
    ),
    blanked(
        "payment",
        Rule::Bookkeeping,
        Clock::FiscalYear("paid_on"),
        &[("reference", Blank::Text), ("removed_reason", Blank::Text)],
    )
    .of("customer_id"),
    deleted("imported_payment", Rule::Bookkeeping, Clock::FiscalYear("paid_on"))
        .only(
            "NOT EXISTS (SELECT 1 FROM deduction_payout x WHERE x.company_id = imported_payment.company_id \
             AND x.imported_payment_id = imported_payment.id)",
        )
        .of("customer_id"),
    deleted(
        "payment_import_file",
        Rule::Bookkeeping,
        Clock::With("import_id", "payment_import"),
    ),
    line(
        "payment_import",
        Rule::Bookkeeping,
        Clock::FiscalYearAt("imported_at"),
        End::Kept,
    ),
    blanked(
        "erasure",
        Rule::Bookkeeping,
        Clock::FiscalYearAt("erased_at"),
        &[("erased_by", Blank::Null)],
    ),
    blanked(
        "voucher",
        Rule::Bookkeeping,
        Clock::FiscalYear("dated_on"),
        &[("text", Blank::Text)],
    ),
    deleted("time_entry", Rule::Bookkeeping, Clock::FiscalYear("worked_on")).of("membership_id"),
    deleted("timesheet", Rule::Bookkeeping, Clock::FiscalYearWeek("week"))
        .only(
            "NOT EXISTS (SELECT 1 FROM time_entry x WHERE x.company_id = timesheet.company_id \
             AND x.timesheet_id = timesheet.id)",
        )
        .of("membership_id"),
    kept("deduction_ask", Rule::Bookkeeping, ALONE),
    kept("deduction_case_year", Rule::Bookkeeping, ALONE),
    kept("deduction_claim", Rule::Bookkeeping, ALONE),
    kept("deduction_decision", Rule::Bookkeeping, ALONE),
    kept("audit_event", Rule::Bookkeeping, TRAIL),
    // Personal numbers.
    Ageing {
        blanks: NUMBER,
        person: Some("customer_id"),
        ..line(
            "deduction_case",
            Rule::DeductionNumbers,
            Clock::PaymentYear("year"),
            End::KeyDropped,
        )
    },
    // Requests.
    deleted(
        "privacy_link",
        Rule::IdentityChecks,
        Clock::With("request_id", "privacy_request"),
    ),
    blanked(
        "privacy_request",
        Rule::IdentityChecks,
        Clock::After("ended_at"),
        &[("identity_note", Blank::Text)],
    )
    .of("id"),
    deleted(
        "mail",
        Rule::PrivacyRequests,
        Clock::With("privacy_event_id", "privacy_request_event"),
    ),
    deleted(
        "mail",
        Rule::PrivacyRequests,
        Clock::With("privacy_notice_id", "privacy_notice"),
    ),
    deleted("privacy_notice", Rule::PrivacyRequests, Clock::After("settled_at")).of("subject_id"),
    blanked(
        "privacy_request_event",
        Rule::PrivacyRequests,
        Clock::With("request_id", "privacy_request"),
        &[("note", Blank::Text)],
    ),
    deleted(
        "privacy_decision",
        Rule::PrivacyRequests,
        Clock::With("request_id", "privacy_request"),
    ),
    blanked(
        "privacy_request",
        Rule::PrivacyRequests,
        Clock::After("ended_at"),
        &[
            ("name", Blank::Text),
            ("email", Blank::Text),
            ("phone", Blank::Text),
            ("message", Blank::Text),
            ("identity_note", Blank::Text),
            ("extended_reason", Blank::Text),
            ("answer", Blank::Text),
            ("subject_id", Blank::Null),
        ],
    )
    // What sort of request it was counts in the year's figures.
    .stays(&["kind"])
    .of("id"),
    // Breaches.
    deleted("breach_event", Rule::Breaches, Clock::With("breach_id", "breach")),
    deleted("breach", Rule::Breaches, Clock::After("closed_at")),
    // Customers.
    Ageing {
        person: Some("customer_id"),
        ..line(
            "household_member",
            Rule::ArchivedCustomers,
            Clock::With("customer_id", "customer"),
            End::KeyDropped,
        )
    },
    deleted(
        "household_use",
        Rule::ArchivedCustomers,
        Clock::With("member_id", "household_member"),
    ),
    deleted(
        "household_member",
        Rule::ArchivedCustomers,
        Clock::With("customer_id", "customer"),
    ),
    deleted(
        "household",
        Rule::ArchivedCustomers,
        Clock::With("customer_id", "customer"),
    ),
    deleted("mail", Rule::ArchivedCustomers, Clock::With("offer_id", "offer")),
    deleted(
        "search_term",
        Rule::ArchivedCustomers,
        Clock::With("entity_id", "offer"),
    )
    .only("entity_kind = 'offer'"),
    deleted(
        "search_term",
        Rule::ArchivedCustomers,
        Clock::With("entity_id", "work_order"),
    )
    .only("entity_kind = 'order'"),
    deleted(
        "search_term",
        Rule::ArchivedCustomers,
        Clock::With("entity_id", "customer"),
    )
    .only("entity_kind = 'customer'"),
    blanked(
        "offer_line",
        Rule::ArchivedCustomers,
        Clock::With("offer_id", "offer"),
        &[("description", Blank::Text)],
    ),
    blanked(
        "offer",
        Rule::ArchivedCustomers,
        Clock::With("customer_id", "customer"),
        &[
            ("customer_name", Blank::Text),
            ("customer_email", Blank::Text),
            ("title", Blank::Text),
            ("intro", Blank::Text),
            ("terms", Blank::Text),
            ("their_reference", Blank::Text),
            ("decided_by", Blank::Null),
            ("decline_reason", Blank::Null),
            ("snapshot", Blank::Null),
        ],
    ),
    blanked(
        "work_order_line",
        Rule::ArchivedCustomers,
        Clock::With("order_id", "work_order"),
        &[("description", Blank::Text)],
    ),
    blanked(
        "work_order_instalment",
        Rule::ArchivedCustomers,
        Clock::With("order_id", "work_order"),
        &[("description", Blank::Text)],
    ),
    blanked(
        "work_order",
        Rule::ArchivedCustomers,
        Clock::With("customer_id", "customer"),
        &[
            ("customer_name", Blank::Text),
            ("customer_phone", Blank::Text),
            ("city", Blank::Text),
            ("title", Blank::Text),
            ("description", Blank::Text),
            ("their_reference", Blank::Text),
            ("buyer_order_number", Blank::Text),
        ],
    ),
    blanked(
        "work_site",
        Rule::ArchivedCustomers,
        Clock::With("customer_id", "customer"),
        &[
            ("name", Blank::Text),
            ("street", Blank::Text),
            ("street2", Blank::Text),
            ("postal_code", Blank::Text),
            ("city", Blank::Text),
            ("property_designation", Blank::Text),
            ("apartment_number", Blank::Text),
            ("housing_association_number", Blank::Text),
            ("note", Blank::Text),
        ],
    )
    .stays(&["country"]),
    deleted(
        "processing_limit",
        Rule::ArchivedCustomers,
        Clock::With("customer_id", "customer"),
    ),
    deleted("customer", Rule::ArchivedCustomers, Clock::Customer)
        .only(NO_BOOKKEEPING)
        .of("id"),
    blanked(
        "customer",
        Rule::ArchivedCustomers,
        Clock::Customer,
        &[
            ("name", Blank::Text),
            ("name_folded", Blank::Text),
            ("email", Blank::Text),
            ("phone", Blank::Text),
            ("organisation_number", Blank::Text),
            ("vat_number", Blank::Text),
            ("street", Blank::Text),
            ("street2", Blank::Text),
            ("postal_code", Blank::Text),
            ("city", Blank::Text),
            ("reference", Blank::Text),
            ("note", Blank::Text),
            ("order_number", Blank::Text),
            ("invoice_street", Blank::Text),
            ("invoice_street2", Blank::Text),
            ("invoice_postal_code", Blank::Text),
            ("invoice_city", Blank::Text),
            ("email_copies", Blank::Text),
            ("peppol_value", Blank::Text),
            ("reminder_block_reason", Blank::Text),
            ("credit_limit_ore", Blank::Null),
        ],
    )
    .only(WITH_BOOKKEEPING)
    // The customer is not restricted when this goes, and the rest says nothing of nobody.
    .stays(&[
        "country",
        "invoice_country",
        "language",
        "restricted_at",
        "no_direct_marketing",
        "no_statistics",
    ])
    .of("id"),
    // The company and its users.
    kept("company", Rule::Agreement, NO_END),
    kept("company_settings", Rule::Agreement, NO_END),
    kept("logo_version", Rule::Agreement, NO_END),
    kept("user_account", Rule::Agreement, NO_END),
    kept("membership", Rule::Agreement, NO_END),
    kept("saved_view", Rule::Agreement, NO_END),
    kept("work_order_assignment", Rule::Agreement, ALONE),
    kept("recipient", Rule::Agreement, NO_END),
    kept("retention_run", Rule::Agreement, TRAIL),
];
