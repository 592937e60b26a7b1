//! How are offers found, checked, kept and shown?

use super::{
    document,
    dto::{Offer, OfferInput},
    entity::{offer, offer_line},
};
use crate::{
    app::App,
    articles,
    customers::{self, customer, dto::Language, work_site},
    deductions::{Asking, of_line},
    http::{Caller, Code, FieldCode, FieldError, Problem},
    jobs::mail::{self, Document},
    lines::{self, Line, Priced, Terms, Totals},
    store::{
        ReadTx, WriteTx,
        search::{self, Findable},
    },
};
use chrono::NaiveDate;
use kontoret_core::{
    offer::{Action, Status, TRANSITIONS, status_on},
    permission::Permission,
    totals::LineKind,
    vat::VatCode,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromQueryResult, QueryOrder,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Later than every day of business: where drafts sort by day.
pub(super) fn undated() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// Where an offer stands on a day.
pub(super) fn status(row: &offer::Model, today: NaiveDate) -> Status {
    status_on(stored(&row.status), row.valid_until, today)
}

/// The database holds only these words: its CHECK says so.
pub(super) fn stored(word: &str) -> Status {
    word.parse().unwrap_or(Status::Draft)
}

/// An offer's row.
pub(super) async fn get_offer(tx: &ReadTx, id: Uuid) -> Result<offer::Model, Problem> {
    tx.find::<offer::Entity>()
        .filter(offer::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// An offer's row, locked until the transaction ends.
///
/// # Errors
/// `not_found`.
pub async fn lock_offer(tx: &WriteTx, id: Uuid) -> Result<offer::Model, Problem> {
    tx.find::<offer::Entity>()
        .filter(offer::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// As [`lock_offer`], of a customer whose data may be used.
///
/// # Errors
/// `not_found`, `restricted`.
pub(super) async fn lock_usable(tx: &WriteTx, id: Uuid) -> Result<offer::Model, Problem> {
    let row = lock_offer(tx, id).await?;
    customers::check_usable(tx, row.customer_id).await?;
    Ok(row)
}

/// An offer's lines, in their order.
pub(super) async fn lines(tx: &ReadTx, offer_id: Uuid) -> Result<Vec<Line>, Problem> {
    let rows = tx
        .find::<offer_line::Entity>()
        .filter(offer_line::Column::OfferId.eq(offer_id))
        .with(|s| s.order_by_asc(offer_line::Column::Position))
        .all()
        .await?;
    Ok(rows.into_iter().map(line).collect())
}

fn line(r: offer_line::Model) -> Line {
    Line {
        id: r.id,
        article_id: r.article_id,
        kind: r.kind.parse().unwrap_or(LineKind::Other),
        work_type: lines::work_type(r.work_type.as_deref()),
        description: r.description,
        quantity_milli: r.quantity_milli,
        unit: r.unit,
        unit_price_ore: r.unit_price_ore,
        discount_bp: r.discount_bp,
        vat: r.vat.parse().unwrap_or(VatCode::Standard),
        amount_ore: r.amount_ore,
    }
}

/// Checks and tidies what needs no database.
///
/// # Errors
/// All fields that need mending.
pub(super) fn check(mut o: OfferInput, today: NaiveDate) -> Result<OfferInput, Problem> {
    let mut errors = Vec::new();
    o.title = o.title.trim().to_owned();
    o.their_reference = o.their_reference.trim().to_owned();
    lines::check_date("/valid_until", Some(o.valid_until), today, &mut errors);
    lines::check_lines(&o.lines, &mut errors);
    if errors.is_empty() {
        Ok(o)
    } else {
        Err(Problem::fields(errors))
    }
}

/// Whom and what the input refers to. A customer that was put away gets no new offers but keeps those it has.
///
/// # Errors
/// All fields that name nothing; [`Code::Archived`].
pub(super) async fn customer_of(
    tx: &WriteTx,
    o: &OfferInput,
    before: Option<&offer::Model>,
) -> Result<customer::Model, Problem> {
    let mut errors = Vec::new();
    let customer = match customers::hold_customer(tx, o.customer_id).await {
        Err(p) if p.code == Code::NotFound => None,
        found => Some(found?),
    };
    if customer.is_none() {
        errors.push(FieldError::new("/customer_id", FieldCode::NotFound));
    }
    if let Some(id) = o.work_site_id {
        let of_customer = work_site::Column::Id
            .eq(id)
            .and(work_site::Column::CustomerId.eq(o.customer_id));
        if tx.find::<work_site::Entity>().filter(of_customer).count().await? == 0 {
            errors.push(FieldError::new("/work_site_id", FieldCode::NotFound));
        }
    }
    articles::check_line_articles(tx, o.lines.iter().map(|l| l.article_id), &mut errors).await?;
    let Some(customer) = customer.filter(|_| errors.is_empty()) else {
        return Err(Problem::fields(errors));
    };
    if customer.archived && before.is_none_or(|b| b.customer_id != customer.id) {
        return Err(Problem::new(Code::Archived));
    }
    Ok(customer)
}

/// The sums of an input and each line's amount.
pub(super) fn sum(o: &OfferInput, today: NaiveDate) -> Result<(Totals, Vec<i64>), Problem> {
    let terms = Terms {
        prices_include_vat: o.prices_include_vat,
        discount_bp: o.discount_bp,
        round_to_krona: o.round_to_krona,
    };
    let priced: Vec<Priced> = o.lines.iter().map(Priced::from).collect();
    lines::sum(terms, &priced, today)
}

/// The new content on a row.
pub(super) fn apply(row: offer::Model, o: &OfferInput, customer: &customer::Model, totals: &Totals) -> offer::Model {
    offer::Model {
        customer_id: customer.id,
        work_site_id: o.work_site_id,
        customer_name: customer.name.clone(),
        customer_email: customer.email.clone(),
        title: o.title.clone(),
        intro: o.intro.clone(),
        terms: o.terms.clone(),
        their_reference: o.their_reference.clone(),
        deduction: o.deduction.as_str().to_owned(),
        language: o.language.as_str().to_owned(),
        valid_until: o.valid_until,
        total_ore: totals.total_ore,
        prices_include_vat: o.prices_include_vat,
        discount_bp: o.discount_bp,
        round_to_krona: o.round_to_krona,
        ..row
    }
}

/// Stores an offer's lines in the place of those it had.
pub(super) async fn save_lines(tx: &WriteTx, offer_id: Uuid, o: &OfferInput, amounts: &[i64]) -> Result<(), Problem> {
    tx.delete_where::<offer_line::Entity>(offer_line::Column::OfferId.eq(offer_id))
        .await?;
    let rows = o.lines.iter().zip(amounts).zip(1..).map(|((l, amount_ore), position)| {
        offer_line::ActiveModel::from(offer_line::Model {
            company_id: tx.company_id(),
            id: tx.new_id(),
            offer_id,
            position,
            article_id: l.article_id,
            kind: l.kind.as_str().to_owned(),
            work_type: l.work_type.map(|w| w.as_str().to_owned()),
            description: l.description.trim().to_owned(),
            quantity_milli: l.quantity_milli,
            unit: l.unit.trim().to_owned(),
            unit_price_ore: l.unit_price_ore,
            discount_bp: l.discount_bp,
            vat: l.vat.as_str().to_owned(),
            amount_ore: *amount_ore,
        })
        .reset_all()
    });
    Ok(tx.insert_many(rows.collect()).await?)
}

/// Stores a changed offer.
pub(super) async fn save_offer(tx: &WriteTx, row: &offer::Model) -> Result<(), Problem> {
    Ok(tx
        .update::<offer::Entity, _>(offer::ActiveModel::from(row.clone()).reset_all())
        .await?)
}

/// Makes an offer findable by number, title and customer.
pub(super) async fn index(tx: &WriteTx, row: &offer::Model, is_new: bool) -> Result<(), Problem> {
    let number = row.number.to_string();
    let texts = [number.as_str(), row.title.as_str(), row.customer_name.as_str()];
    Ok(search::index(tx, Findable::Offer, row.id, is_new, &texts).await?)
}

#[derive(FromQueryResult)]
struct Converted {
    id: Uuid,
    offer_id: Uuid,
}

/// Which of these offers have become orders. Asked of the table by name: orders are built on offers, not the reverse.
pub(super) async fn orders_of(tx: &ReadTx, offers: Vec<Uuid>) -> Result<HashMap<Uuid, Uuid>, Problem> {
    if offers.is_empty() {
        return Ok(HashMap::new());
    }
    let q = Query::select()
        .columns([Alias::new("id"), Alias::new("offer_id")])
        .from(Alias::new("work_order"))
        .and_where(Expr::col(Alias::new("company_id")).eq(tx.company_id()))
        .and_where(Expr::col(Alias::new("offer_id")).is_in(offers))
        .to_owned();
    Ok(tx
        .select::<Converted>(&q)
        .await?
        .into_iter()
        .map(|r| (r.offer_id, r.id))
        .collect())
}

/// The customer's address to an offer; none before it is sent.
pub(super) fn public_url(app: &App, row: &offer::Model) -> Option<String> {
    let nonce = row
        .link_nonce
        .as_deref()
        .filter(|_| stored(&row.status) != Status::Withdrawn)?;
    let token = app.secrets.link(super::public::LINK, row.company_id, row.id, nonce);
    Some(format!("{}/o#{token}", app.config.public_url))
}

/// An offer as the caller sees it.
pub(super) async fn view(app: &App, tx: &ReadTx, row: offer::Model, caller: &Caller) -> Result<Offer, Problem> {
    let lines = lines(tx, row.id).await?;
    let totals = document::totals(&row, &lines, tx.today())?;
    let order_id = orders_of(tx, vec![row.id]).await?.remove(&row.id);
    let mails = mail::states(tx, Document::Offer(row.id)).await?;
    let status = status(&row, tx.today());
    let may_write = caller.may(Permission::OffersWrite);
    let actions = TRANSITIONS.allowed(status).into_iter().filter(|a| match a {
        Action::Replace | Action::Send | Action::Withdraw => may_write,
        Action::Convert => order_id.is_none() && caller.may(Permission::OrdersWrite),
        _ => false,
    });
    Ok(Offer {
        id: row.id,
        version: row.version,
        number: row.number,
        status,
        customer_id: row.customer_id,
        public_url: public_url(app, &row).filter(|_| may_write),
        customer_name: row.customer_name,
        customer_email: row.customer_email,
        work_site_id: row.work_site_id,
        title: row.title,
        intro: row.intro,
        terms: row.terms,
        their_reference: row.their_reference,
        deduction: lines::asked(&row.deduction),
        language: Language::parse(&row.language),
        valid_until: row.valid_until,
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        round_to_krona: row.round_to_krona,
        offered_on: row.offered_on,
        sent_at: row.sent_at,
        decided_at: row.decided_at,
        decided_by: row.decided_by,
        decline_reason: row.decline_reason,
        order_id,
        lines,
        totals,
        mails,
        created_at: row.created_at,
        actions: actions.collect(),
    })
}

/// An offer as a tax deduction looks at it.
///
/// # Errors
/// `not_found`.
pub async fn asking(tx: &ReadTx, id: Uuid) -> Result<Asking, Problem> {
    let row = get_offer(tx, id).await?;
    let lines = lines(tx, id).await?;
    Ok(Asking {
        customer_id: row.customer_id,
        work_site_id: row.work_site_id,
        asked: lines::asked(&row.deduction),
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        lines: lines
            .iter()
            .map(|l| of_line(l.kind, l.work_type, (l.quantity_milli, &l.unit), l.amount_ore, l.vat))
            .collect(),
        totals: document::totals(&row, &lines, tx.today())?,
        supplied_on: row.offered_on.unwrap_or(tx.today()),
        paid_on: tx.today(),
        invoice_id: None,
    })
}

/// An accepted offer, for the order that is made of it.
#[derive(Clone, Debug)]
pub struct AcceptedOffer {
    /// Its row, locked until the transaction ends.
    pub row: offer::Model,
    /// Its lines, in their order.
    pub lines: Vec<Line>,
    /// Its customer as it is today.
    pub customer: customer::Model,
}

/// An accepted offer that hasn't become an order yet, locked so that it becomes one only once. What it became is
/// known by `work_order.offer_id`, which is unique.
///
/// # Errors
/// `not_found`, [`Code::NotAllowedInStatus`], [`Code::Duplicate`].
pub async fn accepted_for_order(tx: &WriteTx, id: Uuid) -> Result<AcceptedOffer, Problem> {
    let row = lock_usable(tx, id).await?;
    if TRANSITIONS.next(status(&row, tx.today()), Action::Convert).is_none() {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    if !orders_of(tx, vec![id]).await?.is_empty() {
        return Err(Problem::new(Code::Duplicate));
    }
    let customer = customers::get_customer(tx, row.customer_id).await?;
    Ok(AcceptedOffer {
        lines: lines(tx, id).await?,
        row,
        customer,
    })
}
