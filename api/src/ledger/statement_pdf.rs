//! `getAccountStatementPdf`.

use super::{
    dto::{AccountStatement, GetAccountStatement, LedgerCustomerPath, StatementRow},
    statement,
};
use crate::{
    app::App,
    company::{self, logo},
    customers::{self, customer, dto::Language},
    http::{Auth, Binary, Path, Problem, Problems, Query, perm},
    invoices,
    store::ReadTx,
};
use actix_web::{HttpResponse, get};
use kontoret_core::statement::Kind;
use kontoret_documents as set;

/// The statement of account as a document.
#[utoipa::path(tag = "ledger", operation_id = "getAccountStatementPdf",
    params(LedgerCustomerPath, GetAccountStatement),
    extensions(("x-permission" = json!(["documents_export"]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/customer-ledger/{customer_id}/statement/pdf")]
pub async fn get_account_statement_pdf(
    app: App,
    auth: Auth<perm::DocumentsExport>,
    path: Path<LedgerCustomerPath>,
    query: Query<GetAccountStatement>,
) -> Result<HttpResponse, Problem> {
    let document = app
        .read(&auth, async |tx| {
            let customer = customers::get_customer(tx, path.customer_id).await?;
            let found = statement::of(tx, &customer, &query).await?;
            let language = query.language.unwrap_or(Language::parse(&customer.language));
            compose(tx, &customer, language, &found).await
        })
        .await?;
    let name = match document.body.language {
        set::Language::Swedish => "Kontoutdrag",
        set::Language::English => "Statement",
    };
    let name = format!("{name}-{}-{}.pdf", document.body.buyer.customer_number, document.to_on);
    let bytes = app.typeset(move |engine| engine.statement_pdf(&document)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("content-disposition", format!("inline; filename=\"{name}\"")))
        .body(bytes))
}

async fn compose(
    tx: &ReadTx,
    customer: &customer::Model,
    language: Language,
    s: &AccountStatement,
) -> Result<set::StatementDocument, Problem> {
    let settings = company::settings(tx).await?;
    Ok(set::StatementDocument {
        body: set::Body {
            language: match language {
                Language::Sv => set::Language::Swedish,
                Language::En => set::Language::English,
            },
            accent: set::Accent::from_hex(&settings.accent).unwrap_or_default(),
            seller: company::seller(company::name(tx).await?, &settings),
            logo: settings.logo.as_deref().and_then(logo),
            buyer: invoices::buyer(customer, ""),
            our_reference: String::new(),
            work_site: None,
            title: String::new(),
            intro: String::new(),
            closing: String::new(),
            prices_include_vat: false,
            lines: Vec::new(),
            totals: set::Totals::default(),
            exemption_reference: String::new(),
            created_at: tx.now(),
            ident: format!("{} {} {}", customer.id, s.from, s.to),
        },
        from_on: s.from,
        to_on: s.to,
        made_on: tx.today(),
        opening_ore: s.opening_ore,
        events: s.rows.iter().map(event).collect(),
        invoiced_ore: s.invoiced_ore,
        interest_ore: s.interest_ore,
        credited_ore: s.credited_ore,
        paid_ore: s.paid_ore,
        deducted_ore: s.deducted_ore,
        written_off_ore: s.written_off_ore,
        closing_ore: s.closing_ore,
    })
}

fn event(r: &StatementRow) -> set::StatementEvent {
    set::StatementEvent {
        on: r.on,
        kind: match r.kind {
            Kind::Invoice => set::StatementEventKind::Invoice,
            Kind::Interest => set::StatementEventKind::Interest,
            Kind::CreditNote => set::StatementEventKind::CreditNote,
            Kind::Payment => set::StatementEventKind::Payment,
            Kind::Refund => set::StatementEventKind::Refund,
            Kind::PaymentRemoved => set::StatementEventKind::PaymentRemoved,
            Kind::Deduction => set::StatementEventKind::Deduction,
            Kind::WriteOff => set::StatementEventKind::WriteOff,
            Kind::WriteOffReversed => set::StatementEventKind::WriteOffReversed,
        },
        reference: r.number.as_ref().unwrap_or(&r.reference).clone(),
        due_on: r.due_on,
        amount_ore: r.amount_ore,
        balance_ore: r.balance_ore,
    }
}
