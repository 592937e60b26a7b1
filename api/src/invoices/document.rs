//! What is an invoice's document set from? From what is known now for a draft, from what was stored when it was issued.

use super::{
    dto::InvoiceLine,
    e_invoice::{self, Composed},
    entity::{invoice, invoice_snapshot, logo_version},
    links, parties, store, tax_credit,
    tax_deduction::{self, Numbers},
};
use crate::{
    company::{company, company_settings, logo, name, seller, settings},
    customers::{self, customer, work_site},
    http::Problem,
    lines::{Totals, printed_kind, printed_sums, printed_vat},
    orders::work_order,
    store::{
        ReadTx, WriteTx,
        secret::{Secrets, digest},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::invoice::Kind;
use kontoret_documents as set;
use kontoret_formats::{
    payment_qr::{self, Account, BankPayment, SwishPayment},
    ubl,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryTrait, sea_query::OnConflict};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// Who and what an invoice names beyond its own row.
pub(super) struct Facts {
    /// The company's name.
    pub company_name: String,
    /// The company's details.
    pub settings: company_settings::Model,
    /// The customer.
    pub customer: customer::Model,
    /// The work site.
    pub work_site: Option<work_site::Model>,
    /// The invoice that a credit note takes back.
    pub credits: Option<set::Credits>,
    /// What the orders of a collective invoice are called; empty for one order.
    pub orders: HashMap<Uuid, String>,
}

/// What is kept of an issued invoice's document. The logo is kept once for all.
#[derive(Debug, Serialize, Deserialize)]
struct Snapshot {
    document: set::InvoiceDocument,
    e_invoice: Composed,
    logo: Option<Vec<u8>>,
}

/// Gathers the facts.
pub(super) async fn facts(tx: &ReadTx, row: &invoice::Model) -> Result<Facts, Problem> {
    let missing = || Problem::internal("a company without its own row");
    let company = tx
        .find_global::<company::Entity>()
        .filter(company::Column::Id.eq(tx.company_id()))
        .one()
        .await?;
    Ok(Facts {
        company_name: company.ok_or_else(missing)?.name,
        settings: tx.find::<company_settings::Entity>().one().await?.ok_or_else(missing)?,
        customer: customers::get_customer(tx, row.customer_id).await?,
        work_site: match row.work_site_id {
            Some(id) => Some(customers::get_work_site(tx, id).await?),
            None => None,
        },
        credits: match row.credits_invoice_id {
            Some(id) => reference(&store::get_invoice(tx, id).await?),
            None => None,
        },
        orders: match row.order_id {
            Some(_) => HashMap::new(),
            None => orders(tx, row).await?,
        },
    })
}

/// An unambiguous reference: number and date.
fn reference(original: &invoice::Model) -> Option<set::Credits> {
    Some(set::Credits {
        number: original.number.clone()?,
        issued_on: original.issued_on?,
    })
}

/// What the orders of a collective invoice are called.
async fn orders(tx: &ReadTx, row: &invoice::Model) -> Result<HashMap<Uuid, String>, Problem> {
    let ids: Vec<Uuid> = links::order_numbers(tx, row.id).await?.into_keys().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = tx
        .find::<work_order::Entity>()
        .filter(work_order::Column::Id.is_in(ids))
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|o| (o.id, order_words(&o, row.language == "en")))
        .collect())
}

fn order_words(o: &work_order::Model, english: bool) -> String {
    let buyers = if english {
        "Your order number"
    } else {
        "Ert ordernummer"
    };
    match o.buyer_order_number.as_str() {
        "" => format!("Order {} · {}", o.number, o.title),
        number => format!("Order {} · {} · {buyers} {number}", o.number, o.title),
    }
}

/// The document that can be had of an invoice now, with the whole numbers of those who have a tax deduction.
///
/// # Errors
/// The database's.
pub(super) async fn load(
    tx: &ReadTx,
    secrets: &Secrets,
    row: &invoice::Model,
) -> Result<set::InvoiceDocument, Problem> {
    if row.number.is_some() {
        let mut document = kept(tx, row).await?;
        if let Some(deduction) = &mut document.deduction {
            tax_deduction::fill_in(tx, secrets, row, deduction, Numbers::Whole).await?;
        }
        return Ok(document);
    }
    let parts = store::parts(tx, row.id).await?;
    let facts = facts(tx, row).await?;
    let english = row.language == "en";
    let deduction = if let Some(id) = row.credits_invoice_id {
        let original = store::get_invoice(tx, id).await?;
        let back = tax_credit::taken_back(tx, &original, row, &parts).await?;
        back.map(|b| b.printed(english))
    } else {
        let (frozen, _) = tax_deduction::of_draft(tx, secrets, row, &parts).await?;
        frozen.map(|f| tax_deduction::printed(&f, english))
    };
    let totals = store::totals(row, parts.vat_rows);
    let mut document = compose(&facts, row, &parts.lines, totals, deduction, (tx.now(), tx.today()));
    document.body.logo = facts.settings.logo.as_deref().and_then(logo);
    Ok(document)
}

/// The document that is kept of an issued invoice. Numbers of people aren't kept with it.
///
/// # Errors
/// The database's.
pub async fn kept(tx: &ReadTx, row: &invoice::Model) -> Result<set::InvoiceDocument, Problem> {
    let mut snapshot = snapshot(tx, row).await?;
    snapshot.document.e_invoice = Some(ubl::bytes(&snapshot.e_invoice.document));
    if let Some(key) = snapshot.logo {
        let version = tx
            .find::<logo_version::Entity>()
            .filter(logo_version::Column::Digest.eq(key))
            .one()
            .await?;
        snapshot.document.body.logo = version.and_then(|v| logo(&v.image));
    }
    Ok(snapshot.document)
}

async fn snapshot(tx: &ReadTx, row: &invoice::Model) -> Result<Snapshot, Problem> {
    let stored = tx
        .find::<invoice_snapshot::Entity>()
        .filter(invoice_snapshot::Column::InvoiceId.eq(row.id))
        .one()
        .await?
        // It has gone when bookkeeping law let its fiscal year go.
        .ok_or_else(Problem::not_found)?;
    serde_json::from_value(stored.content).map_err(Problem::internal)
}

/// The e-invoice that can be had of an invoice now.
///
/// # Errors
/// The database's.
pub(super) async fn composed(tx: &ReadTx, row: &invoice::Model) -> Result<Composed, Problem> {
    if row.number.is_some() {
        return Ok(snapshot(tx, row).await?.e_invoice);
    }
    let parts = store::parts(tx, row.id).await?;
    let facts = facts(tx, row).await?;
    e_invoice::compose(tx, &facts, row, &parts.lines, &store::totals(row, parts.vat_rows), None).await
}

/// Keeps the document of an invoice that is being issued.
pub(super) async fn keep(
    tx: &WriteTx,
    row: &invoice::Model,
    facts: &Facts,
    document: set::InvoiceDocument,
    e_invoice: Composed,
) -> Result<(), Problem> {
    let mut key = None;
    if let Some(image) = facts.settings.logo.clone().filter(|i| logo(i).is_some()) {
        let digest = digest(image.as_bytes()).to_vec();
        let version = logo_version::Model {
            company_id: tx.company_id(),
            digest: digest.clone(),
            image,
        };
        let q = logo_version::Entity::insert(logo_version::ActiveModel::from(version).reset_all())
            .on_conflict(OnConflict::new().do_nothing().to_owned());
        tx.execute_insert(&q.into_query()).await?;
        key = Some(digest);
    }
    let content = serde_json::to_value(Snapshot {
        document,
        e_invoice,
        logo: key,
    })
    .map_err(Problem::internal)?;
    let snapshot = invoice_snapshot::Model {
        company_id: tx.company_id(),
        invoice_id: row.id,
        content,
    };
    Ok(tx
        .insert::<invoice_snapshot::Entity, _>(invoice_snapshot::ActiveModel::from(snapshot).reset_all())
        .await?)
}

/// The document of an invoice, without logo.
pub(super) fn compose(
    facts: &Facts,
    row: &invoice::Model,
    lines: &[InvoiceLine],
    totals: Totals,
    deduction: Option<set::TaxDeduction>,
    (created_at, today): (DateTime<Utc>, NaiveDate),
) -> set::InvoiceDocument {
    let to_pay_ore = row.total_ore - deduction.as_ref().map_or(0, |d| d.deducted_ore);
    let supplied_on = row.supplied_on.or(row.issued_on).unwrap_or(today);
    let language = if row.language == "en" {
        set::Language::English
    } else {
        set::Language::Swedish
    };
    set::InvoiceDocument {
        kind: kind(&row.kind),
        credits: facts.credits.clone(),
        body: set::Body {
            language,
            accent: set::Accent::from_hex(&facts.settings.accent).unwrap_or_default(),
            seller: seller(facts.company_name.clone(), &facts.settings),
            logo: None,
            buyer: parties::buyer(&facts.customer, &row.their_reference),
            our_reference: row.our_reference.clone(),
            work_site: facts.work_site.as_ref().map(parties::site),
            title: row.title.clone(),
            intro: String::new(),
            closing: row.note.clone(),
            prices_include_vat: row.prices_include_vat,
            lines: headed(facts, lines, supplied_on),
            totals: printed_sums(&totals, row.discount_bp, supplied_on),
            exemption_reference: exemption_reason(facts, row).to_owned(),
            created_at,
            ident: row.id.to_string(),
        },
        issued: issued(facts, row, to_pay_ore),
        supply: row
            .supplied_on
            .filter(|d| Some(*d) != row.issued_on)
            .map(set::Supply::On),
        payment_terms_days: u32::try_from(row.payment_terms_days).unwrap_or(0),
        late_payment_text: if row.total_ore > 0 && row.kind != Kind::Cash.as_str() {
            late(language).to_owned()
        } else {
            String::new()
        },
        order_number: row.order_number.map(|n| n.to_string()).unwrap_or_default(),
        buyer_order_number: row.buyer_order_number.clone(),
        // The document says what was asked for on the day of issue; payments are shown beside it. Cash comes with it.
        paid_ore: if row.kind == Kind::Cash.as_str() && row.number.is_some() {
            to_pay_ore
        } else {
            0
        },
        deduction,
        e_invoice: None,
    }
}

/// What is said of late payment.
#[must_use]
pub fn late(language: set::Language) -> &'static str {
    match language {
        set::Language::Swedish => "Efter förfallodagen debiteras dröjsmålsränta enligt räntelagen.",
        set::Language::English => "After the due date interest is charged under the Swedish Interest Act (räntelagen).",
    }
}

fn kind(word: &str) -> set::InvoiceKind {
    match word.parse() {
        Ok(Kind::CreditNote) => set::InvoiceKind::CreditNote,
        Ok(Kind::Prepayment) => set::InvoiceKind::Prepayment,
        Ok(Kind::Part) => set::InvoiceKind::Part,
        Ok(Kind::Final) => set::InvoiceKind::Final,
        Ok(Kind::Interest) => set::InvoiceKind::Interest,
        Ok(Kind::Cash) => set::InvoiceKind::Cash,
        Ok(Kind::Invoice) | Err(_) => set::InvoiceKind::Invoice,
    }
}

/// Why exempt lines carry no VAT: what the invoice says, or what the company usually does.
pub(super) fn exemption_reason<'a>(facts: &'a Facts, row: &'a invoice::Model) -> &'a str {
    match row.exemption_reason.as_str() {
        "" => &facts.settings.exemption_reference,
        own => own,
    }
}

/// The lines; on a collective invoice the first of each order has it as its heading.
fn headed(facts: &Facts, lines: &[InvoiceLine], supplied_on: NaiveDate) -> Vec<set::Line> {
    let mut last = None;
    lines
        .iter()
        .map(|l| {
            let begins = l.order_id != last;
            last = l.order_id;
            let heading = l.order_id.filter(|_| begins).and_then(|id| facts.orders.get(&id));
            line(l, heading.cloned().unwrap_or_default(), supplied_on)
        })
        .collect()
}

fn line(l: &InvoiceLine, heading: String, supplied_on: NaiveDate) -> set::Line {
    set::Line {
        heading,
        kind: printed_kind(l.kind),
        description: l.description.clone(),
        quantity_milli: l.quantity_milli,
        unit: l.unit.clone(),
        unit_price_ore: l.unit_price_ore,
        discount_bp: u32::try_from(l.discount_bp).unwrap_or(0),
        vat: printed_vat(l.vat, supplied_on),
        amount_ore: l.amount_ore,
    }
}

fn issued(facts: &Facts, row: &invoice::Model, to_pay_ore: i64) -> Option<set::Issued> {
    let (number, issued_on, due_on) = (row.number.clone()?, row.issued_on?, row.due_on?);
    let ocr = row.ocr.clone().unwrap_or_default();
    let mut issued = set::Issued {
        number,
        issued_on,
        due_on,
        ocr,
        bank_qr: None,
        swish_qr: None,
    };
    codes(&mut issued, &facts.company_name, &facts.settings, to_pay_ore);
    Some(issued)
}

/// Puts the codes for an amount in, with the reference and the last day that are there.
///
/// # Errors
/// The database's.
pub async fn put_codes(tx: &ReadTx, issued: &mut set::Issued, amount_ore: i64) -> Result<(), Problem> {
    codes(issued, &name(tx).await?, &settings(tx).await?, amount_ore);
    Ok(())
}

/// Puts the codes for an amount in, of a payee with these accounts.
pub fn codes(issued: &mut set::Issued, payee: &str, s: &company_settings::Model, amount_ore: i64) {
    let accounts = [
        (&s.bankgiro, Account::Bankgiro as fn(String) -> Account),
        (&s.plusgiro, Account::Plusgiro),
        (&s.iban, Account::Iban),
    ];
    let account = accounts
        .into_iter()
        .find(|(n, _)| !n.is_empty())
        .map(|(n, kind)| kind(n.clone()));
    // Nothing is paid on a credit note.
    let account = account.filter(|_| amount_ore > 0);
    issued.bank_qr = account.and_then(|account| {
        payment_qr::bank_app(&BankPayment {
            payee: payee.to_owned(),
            organisation_number: s.organisation_number.clone(),
            reference: issued.ocr.clone(),
            issued_on: issued.issued_on,
            due_on: issued.due_on,
            amount_ore,
            account,
        })
    });
    issued.swish_qr = Some(&s.swish)
        .filter(|n| !n.is_empty() && amount_ore > 0)
        .and_then(|payee| {
            payment_qr::swish(&SwishPayment {
                payee: payee.clone(),
                amount_ore,
                message: issued.ocr.clone(),
            })
        });
}
