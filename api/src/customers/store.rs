//! How are customers and work sites found, kept and shown?

use super::{
    billing,
    dto::{
        Address, Customer, CustomerAction, CustomerInput, CustomerItem, CustomerKind, CustomerSort, Language,
        ListCustomers, WorkSite, WorkSiteInput,
    },
    entity::{customer, work_site},
    limits,
};
use crate::{
    http::{
        Caller, Code, Page, Problem,
        page::{Cursor, cut, keyset, limit},
    },
    store::{
        ReadTx, WriteTx,
        search::{self, Findable},
    },
};
use kontoret_core::{identity::without_personal_end, permission::Permission, text::fold};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, FromQueryResult, Order, QuerySelect};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    number: i64,
    kind: String,
    name: String,
    name_folded: String,
    email: String,
    phone: String,
    city: String,
    archived: bool,
    no_direct_marketing: bool,
}

/// A page of customers.
pub(super) async fn list_customers(tx: &ReadTx, q: &ListCustomers) -> Result<Page<CustomerItem>, Problem> {
    use customer::Column as C;
    let mut find = tx
        .find::<customer::Entity>()
        .filter(C::Archived.eq(q.archived.unwrap_or(false)))
        .filter(C::RestrictedAt.is_null());
    if let Some(may) = q.direct_marketing {
        find = find.filter(C::NoDirectMarketing.eq(!may));
    }
    if let Some(kind) = q.kind {
        find = find.filter(C::Kind.eq(kind.as_str()));
    }
    if let Some(ids) =
        q.q.as_deref()
            .and_then(|text| search::matching(tx.company_id(), Findable::Customer, text))
    {
        find = find.filter(C::Id.in_subquery(ids));
    }
    let total = match q.total {
        Some(true) => Some(find.clone().count().await?),
        _ => None,
    };
    let limit = limit(q.limit);
    let find = find.with(|s| {
        s.select_only().columns([
            C::Id,
            C::Number,
            C::Kind,
            C::Name,
            C::NameFolded,
            C::Email,
            C::Phone,
            C::City,
            C::Archived,
            C::NoDirectMarketing,
        ])
    });
    let (by_name, order) = match q.sort {
        CustomerSort::Name => (true, Order::Asc),
        CustomerSort::NameDescending => (true, Order::Desc),
        CustomerSort::Number => (false, Order::Asc),
        CustomerSort::NumberDescending => (false, Order::Desc),
    };
    let after = q.after.as_deref();
    let mut page = if by_name {
        let cursor = Cursor::<String>::decode(after)?;
        let rows: Vec<Row> = find
            .with(|s| keyset(s, C::NameFolded, C::Id, order, cursor, limit))
            .all_as()
            .await?;
        cut(rows, limit, |r| Cursor(r.name_folded.clone(), r.id).encode(), item)
    } else {
        let cursor = Cursor::<i64>::decode(after)?;
        let rows: Vec<Row> = find
            .with(|s| keyset(s, C::Number, C::Id, order, cursor, limit))
            .all_as()
            .await?;
        cut(rows, limit, |r| Cursor(r.number, r.id).encode(), item)
    };
    page.total = total.and_then(|t| i64::try_from(t).ok());
    Ok(page)
}

fn item(r: Row) -> CustomerItem {
    CustomerItem {
        id: r.id,
        number: r.number,
        kind: CustomerKind::parse(&r.kind),
        erased: r.name.is_empty(),
        name: r.name,
        email: r.email,
        phone: r.phone,
        city: r.city,
        archived: r.archived,
        no_direct_marketing: r.no_direct_marketing,
    }
}

/// A customer's row.
///
/// # Errors
/// `not_found`.
pub async fn get_customer(tx: &ReadTx, id: Uuid) -> Result<customer::Model, Problem> {
    tx.find::<customer::Entity>()
        .filter(customer::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// A customer's row for a document of theirs: whoever erases the customer waits, and who was erased meanwhile is seen so.
///
/// # Errors
/// `not_found`, `restricted`.
pub async fn hold_customer(tx: &WriteTx, id: Uuid) -> Result<customer::Model, Problem> {
    let row = tx
        .find::<customer::Entity>()
        .filter(customer::Column::Id.eq(id))
        .held()
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    limits::refuse_restricted(&row)?;
    Ok(row)
}

/// A customer's row, locked until the transaction ends.
///
/// # Errors
/// `not_found`.
pub async fn lock_customer(tx: &WriteTx, id: Uuid) -> Result<customer::Model, Problem> {
    tx.find::<customer::Entity>()
        .filter(customer::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// A work site's row.
///
/// # Errors
/// `not_found`.
pub async fn get_work_site(tx: &ReadTx, id: Uuid) -> Result<work_site::Model, Problem> {
    tx.find::<work_site::Entity>()
        .filter(work_site::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// The rows of a customer's work sites, oldest first. A customer has few.
pub(super) async fn list_work_sites(tx: &ReadTx, customer_id: Uuid) -> Result<Vec<work_site::Model>, DbErr> {
    use sea_orm::QueryOrder;
    tx.find::<work_site::Entity>()
        .filter(work_site::Column::CustomerId.eq(customer_id))
        .with(|s| {
            s.order_by_asc(work_site::Column::Id)
                .limit(crate::http::page::MAX_LIMIT)
        })
        .all()
        .await
}

/// The new content on a row.
pub(super) fn apply(row: customer::Model, c: &CustomerInput) -> customer::Model {
    customer::Model {
        kind: c.kind.as_str().to_owned(),
        name: c.name.clone(),
        name_folded: fold(&c.name),
        email: c.email.clone(),
        phone: c.phone.clone(),
        organisation_number: c.organisation_number.clone(),
        vat_number: c.vat_number.clone(),
        street: c.address.street.clone(),
        street2: c.address.street2.clone(),
        postal_code: c.address.postal_code.clone(),
        city: c.address.city.clone(),
        country: c.address.country.clone(),
        language: c.language.as_str().to_owned(),
        reference: c.reference.clone(),
        payment_terms_days: c.payment_terms_days,
        note: c.note.clone(),
        ..billing::apply(row, &c.billing)
    }
}

/// An empty row to apply the first content to.
pub(super) fn blank(tx: &WriteTx, number: i64) -> customer::Model {
    customer::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        number,
        kind: String::new(),
        name: String::new(),
        name_folded: String::new(),
        email: String::new(),
        phone: String::new(),
        organisation_number: String::new(),
        vat_number: String::new(),
        street: String::new(),
        street2: String::new(),
        postal_code: String::new(),
        city: String::new(),
        country: String::new(),
        language: String::new(),
        reference: String::new(),
        payment_terms_days: None,
        note: String::new(),
        order_number: String::new(),
        invoice_street: String::new(),
        invoice_street2: String::new(),
        invoice_postal_code: String::new(),
        invoice_city: String::new(),
        invoice_country: String::new(),
        email_copies: String::new(),
        vat: None,
        discount_bp: 0,
        credit_limit_ore: None,
        peppol_scheme: None,
        peppol_value: String::new(),
        reminder_block_reason: String::new(),
        archived: false,
        archived_at: None,
        restricted_at: None,
        no_direct_marketing: false,
        no_statistics: false,
        created_at: tx.now(),
    }
}

/// Stores a new customer.
pub(super) async fn insert_customer(tx: &WriteTx, row: &customer::Model) -> Result<(), Problem> {
    tx.insert::<customer::Entity, _>(customer::ActiveModel::from(row.clone()).reset_all())
        .await?;
    index(tx, row, true).await
}

/// Stores a changed customer.
pub(super) async fn save_customer(tx: &WriteTx, row: &customer::Model) -> Result<(), Problem> {
    tx.update::<customer::Entity, _>(customer::ActiveModel::from(row.clone()).reset_all())
        .await?;
    index(tx, row, false).await
}

async fn index(tx: &WriteTx, row: &customer::Model, is_new: bool) -> Result<(), Problem> {
    let number = row.number.to_string();
    let texts = [
        &row.name,
        &row.email,
        &row.phone,
        &row.city,
        &row.organisation_number,
        &number,
    ]
    .map(String::as_str);
    Ok(search::index(tx, Findable::Customer, row.id, is_new, &texts).await?)
}

/// An empty work site of a customer to apply the first content to.
pub(super) fn blank_work_site(tx: &WriteTx, customer_id: Uuid) -> work_site::Model {
    work_site::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        customer_id,
        name: String::new(),
        street: String::new(),
        street2: String::new(),
        postal_code: String::new(),
        city: String::new(),
        country: String::new(),
        property_designation: String::new(),
        apartment_number: String::new(),
        housing_association_number: String::new(),
        note: String::new(),
        created_at: tx.now(),
    }
}

/// The new content on a work site's row.
pub(super) fn apply_work_site(row: work_site::Model, w: &WorkSiteInput) -> work_site::Model {
    work_site::Model {
        name: w.name.clone(),
        street: w.address.street.clone(),
        street2: w.address.street2.clone(),
        postal_code: w.address.postal_code.clone(),
        city: w.address.city.clone(),
        country: w.address.country.clone(),
        property_designation: w.property_designation.clone(),
        apartment_number: w.apartment_number.clone(),
        housing_association_number: w.housing_association_number.clone(),
        note: w.note.clone(),
        ..row
    }
}

/// Whether the person behind it was erased: nobody else is without a name.
pub(super) fn is_erased(row: &customer::Model) -> bool {
    row.name.is_empty()
}

/// Nothing of somebody who was erased is taken up again.
///
/// # Errors
/// `archived`.
pub fn refuse_erased(row: &customer::Model) -> Result<(), Problem> {
    if is_erased(row) {
        Err(Problem::new(Code::Archived))
    } else {
        Ok(())
    }
}

/// What is shown of a customer whose data is restricted: who it is, and nothing to use.
fn stored_alone(row: customer::Model) -> customer::Model {
    customer::Model {
        email: String::new(),
        phone: String::new(),
        organisation_number: String::new(),
        vat_number: String::new(),
        street: String::new(),
        street2: String::new(),
        postal_code: String::new(),
        city: String::new(),
        reference: String::new(),
        note: String::new(),
        order_number: String::new(),
        invoice_street: String::new(),
        invoice_street2: String::new(),
        invoice_postal_code: String::new(),
        invoice_city: String::new(),
        email_copies: String::new(),
        credit_limit_ore: None,
        peppol_scheme: None,
        peppol_value: String::new(),
        reminder_block_reason: String::new(),
        ..row
    }
}

/// A customer as the caller sees it.
#[must_use]
pub fn view(row: customer::Model, caller: &Caller) -> Customer {
    let row = if row.restricted_at.is_some() {
        stored_alone(row)
    } else {
        row
    };
    let row = if caller.is_visitor() { without_ends(row) } else { row };
    let actions = match (caller.may(Permission::CustomersWrite), row.archived) {
        (false, _) => vec![],
        _ if row.restricted_at.is_some() => vec![],
        (true, false) => vec![CustomerAction::Replace, CustomerAction::Archive],
        (true, true) if is_erased(&row) => vec![],
        (true, true) => vec![CustomerAction::Unarchive],
    };
    Customer {
        erased: is_erased(&row),
        billing: billing::view(&row),
        id: row.id,
        version: row.version,
        number: row.number,
        kind: CustomerKind::parse(&row.kind),
        name: row.name,
        email: row.email,
        phone: row.phone,
        organisation_number: row.organisation_number,
        vat_number: row.vat_number,
        address: Address {
            street: row.street,
            street2: row.street2,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
        },
        language: Language::parse(&row.language),
        reference: row.reference,
        payment_terms_days: row.payment_terms_days,
        note: row.note,
        archived: row.archived,
        restricted_at: row.restricted_at,
        no_direct_marketing: row.no_direct_marketing,
        no_statistics: row.no_statistics,
        created_at: row.created_at,
        actions,
    }
}

/// The operator's staff sees no whole personal identity number, and a sole trader's numbers are such.
fn without_ends(row: customer::Model) -> customer::Model {
    customer::Model {
        organisation_number: without_personal_end(&row.organisation_number),
        vat_number: without_personal_end(&row.vat_number),
        peppol_value: without_personal_end(&row.peppol_value),
        ..row
    }
}

/// A work site on the wire.
#[must_use]
pub fn view_work_site(row: work_site::Model) -> WorkSite {
    WorkSite {
        id: row.id,
        version: row.version,
        customer_id: row.customer_id,
        name: row.name,
        address: Address {
            street: row.street,
            street2: row.street2,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
        },
        property_designation: row.property_designation,
        apartment_number: row.apartment_number,
        housing_association_number: row.housing_association_number,
        note: row.note,
    }
}
