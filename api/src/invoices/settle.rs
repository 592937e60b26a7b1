//! What changed what is left of an invoice, and how is the next change noted?

use super::{
    dto::{Payment, PaymentMethod, Settlement},
    entity::{invoice, payment, settlement},
    received, store,
};
use crate::{
    http::{Code, FieldCode, FieldError, Problem},
    store::{ReadTx, WriteTx},
};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    invoice::Status,
    money::Ore,
    settlement::{self as rule, Kind, SettleError, Sums},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromQueryResult, QueryFilter,
    sea_query::{Alias, Expr, ExprTrait, JoinType, Order, Query},
};
use uuid::Uuid;

/// A change to note.
#[derive(Clone, Debug)]
pub struct NewSettlement {
    /// Why.
    pub kind: Kind,
    /// On which day.
    pub settled_on: NaiveDate,
    /// What it takes from what is left, in öre; with the sign of the total, or the other one to take back.
    pub amount_ore: i64,
    /// The money that it is a part of.
    pub payment_id: Option<Uuid>,
    /// The invoice or credit note that it is set against.
    pub counter_invoice_id: Option<Uuid>,
    /// The change that it takes back.
    pub corrects_id: Option<Uuid>,
    /// Words on it; or empty.
    pub note: String,
}

impl NewSettlement {
    /// A change without anything beside it.
    #[must_use]
    pub fn of(kind: Kind, settled_on: NaiveDate, amount_ore: i64) -> Self {
        Self {
            kind,
            settled_on,
            amount_ore,
            payment_id: None,
            counter_invoice_id: None,
            corrects_id: None,
            note: String::new(),
        }
    }
}

/// A row's sums.
#[must_use]
pub(super) fn sums(row: &invoice::Model) -> Sums {
    Sums {
        paid_ore: Ore(row.paid_ore),
        credited_ore: Ore(row.credited_ore),
        written_off_ore: Ore(row.written_off_ore),
        deducted_ore: Ore(row.deducted_ore),
    }
}

/// What is left of an invoice, in öre; of a credit note it is below zero.
#[must_use]
pub fn open(row: &invoice::Model) -> i64 {
    rule::open(Ore(row.total_ore), sums(row)).0
}

/// Notes a change on an issued invoice that is locked; what comes back is stored already.
///
/// # Errors
/// `not_allowed_in_status` for a draft; `overpayment` with what is left; `too_small` for zero.
pub async fn settle(tx: &WriteTx, before: &invoice::Model, new: &NewSettlement) -> Result<invoice::Model, Problem> {
    if store::status(before)? == Status::Draft {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let total = Ore(before.total_ore);
    let after = rule::settle(total, sums(before), new.kind, Ore(new.amount_ore)).map_err(refused)?;
    let row = settlement::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        invoice_id: before.id,
        kind: new.kind.as_str().to_owned(),
        settled_on: new.settled_on,
        amount_ore: new.amount_ore,
        payment_id: new.payment_id,
        counter_invoice_id: new.counter_invoice_id,
        corrects_id: new.corrects_id,
        note: new.note.clone(),
        created_at: tx.now(),
    };
    tx.insert::<settlement::Entity, _>(settlement::ActiveModel::from(row).reset_all())
        .await?;
    if let Some(id) = new.payment_id {
        use payment::Column as C;
        tx.update_where::<payment::Entity>(|q| {
            q.col_expr(C::SettledOre, Expr::col(C::SettledOre).add(new.amount_ore))
                .filter(C::Id.eq(id))
        })
        .await?;
    }
    let mut row = before.clone();
    row.version += 1;
    row.paid_ore = after.paid_ore.0;
    row.credited_ore = after.credited_ore.0;
    row.written_off_ore = after.written_off_ore.0;
    row.deducted_ore = after.deducted_ore.0;
    row.status = rule::status(total, after).to_string();
    let due_on = before.open_due_on.or(row.due_on);
    row.open_due_on = due_on.filter(|_| rule::open(total, after) > Ore::ZERO);
    store::save_invoice(tx, &row).await?;
    received::tell_cases(tx, &row).await?;
    Ok(row)
}

fn refused(e: SettleError) -> Problem {
    let most = |Ore(left): Ore| {
        Problem::new(Code::Overpayment)
            .detail(format!("{left} öre remain"))
            .with_errors(vec![
                FieldError::new("/amount_ore", FieldCode::TooLarge).with("max", left.abs()),
            ])
    };
    match e {
        SettleError::Zero => Problem::fields(vec![FieldError::new("/amount_ore", FieldCode::TooSmall).with("min", 1)]),
        SettleError::TooMuch { open_ore } => most(open_ore),
        SettleError::NotThere { settled_ore } => most(settled_ore),
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    settled_on: NaiveDate,
    amount_ore: i64,
    payment_id: Option<Uuid>,
    counter_invoice_id: Option<Uuid>,
    counter_number: Option<String>,
    corrects_id: Option<Uuid>,
    note: String,
    created_at: DateTime<Utc>,
    method: Option<String>,
    reference: Option<String>,
    paid_at: Option<DateTime<Utc>>,
}

/// What changed what is left of an invoice, and the money among it; oldest first.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Every change.
    pub settlements: Vec<Settlement>,
    /// What of each payment is on the invoice; without those that were taken back.
    pub payments: Vec<Payment>,
}

/// Everything that changed what is left of an invoice.
pub(super) async fn list(tx: &ReadTx, invoice: &invoice::Model) -> Result<Settled, Problem> {
    if invoice.number.is_none() {
        return Ok(Settled::default());
    }
    let (s, p, c) = (Alias::new("s"), Alias::new("p"), Alias::new("c"));
    let of = |table: &Alias, column: &str| Expr::col((table.clone(), Alias::new(column)));
    let same = |table: &Alias, column: &str| {
        of(table, "company_id")
            .eq(of(&s, "company_id"))
            .and(of(table, "id").eq(of(&s, column)))
    };
    let mut q = Query::select();
    q.columns(
        [
            "id",
            "kind",
            "settled_on",
            "amount_ore",
            "payment_id",
            "counter_invoice_id",
            "corrects_id",
            "note",
            "created_at",
        ]
        .map(|name| (s.clone(), Alias::new(name))),
    )
    .expr_as(of(&c, "number"), Alias::new("counter_number"))
    .expr_as(of(&p, "method"), Alias::new("method"))
    .expr_as(of(&p, "reference"), Alias::new("reference"))
    .expr_as(of(&p, "created_at"), Alias::new("paid_at"))
    .from_as(settlement::Entity, s.clone())
    .join_as(JoinType::LeftJoin, payment::Entity, p.clone(), same(&p, "payment_id"))
    .join_as(
        JoinType::LeftJoin,
        invoice::Entity,
        c.clone(),
        same(&c, "counter_invoice_id"),
    )
    .and_where(of(&s, "company_id").eq(tx.company_id()))
    .and_where(of(&s, "invoice_id").eq(invoice.id))
    .order_by((s.clone(), Alias::new("settled_on")), Order::Asc)
    .order_by((s.clone(), Alias::new("id")), Order::Asc);
    let mut settled = Settled::default();
    for row in tx.select::<Row>(&q).await? {
        settled.add(row)?;
    }
    settled.payments.retain(|p| p.amount_ore != 0);
    Ok(settled)
}

impl Settled {
    fn add(&mut self, r: Row) -> Result<(), Problem> {
        if let (Some(id), Some(method), Some(at)) = (r.payment_id, &r.method, r.paid_at) {
            match self.payments.iter_mut().find(|p| p.id == id) {
                Some(p) => p.amount_ore += r.amount_ore,
                None => self.payments.push(Payment {
                    id,
                    paid_on: r.settled_on,
                    amount_ore: r.amount_ore,
                    method: PaymentMethod::parse(method),
                    reference: r.reference.unwrap_or_default(),
                    created_at: at,
                }),
            }
        }
        self.settlements.push(Settlement {
            id: r.id,
            kind: r.kind.parse().map_err(Problem::internal)?,
            settled_on: r.settled_on,
            amount_ore: r.amount_ore,
            payment_id: r.payment_id,
            counter_invoice_id: r.counter_invoice_id,
            counter_number: r.counter_number,
            corrects_id: r.corrects_id,
            note: r.note,
            created_at: r.created_at,
        });
        Ok(())
    }
}
