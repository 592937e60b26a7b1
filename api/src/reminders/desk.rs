//! What does the desk know of late invoices: how they stand, what comes next, what it costs?

use super::{
    check,
    dto::{LateInvoice, ReminderHold, ReminderSettings},
    entity::{interest_charge, reminder, reminder_stop},
    store,
};
use crate::{
    customers::customer,
    http::{FieldCode, Problem},
    invoices::{self, invoice, settlement},
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    interest::{self, Interval, ReferenceRate},
    invoice::Kind,
    money::Ore,
    reminder::{self as rule, CostFacts, Costs, Standing, Step},
};
use sea_orm::ColumnTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// The invoices that the caller chose, each once, locked, so that two who act on the same act one after the other.
///
/// # Errors
/// A refusal of the field `/invoice_ids` when one isn't there.
pub(super) async fn chosen(tx: &WriteTx, mut ids: Vec<Uuid>) -> Result<Vec<invoice::Model>, Problem> {
    ids.sort_unstable();
    ids.dedup();
    let count = ids.len();
    let rows = invoices::lock_invoices(tx, ids).await?;
    if rows.len() < count {
        return Err(Problem::field("/invoice_ids", FieldCode::NotFound));
    }
    Ok(rows)
}

/// What holds for all invoices of the company.
pub(super) struct Desk {
    pub settings: ReminderSettings,
    pub steps: Vec<Step>,
    pub rates: Vec<ReferenceRate>,
    pub today: NaiveDate,
}

impl Desk {
    pub async fn open(tx: &ReadTx) -> Result<Self, Problem> {
        let settings = store::settings(tx).await?;
        Ok(Self {
            steps: settings.steps.iter().map(check::step).collect(),
            settings,
            rates: store::rates(tx).await?,
            today: tx.today(),
        })
    }
}

/// What is known of one issued invoice.
pub(super) struct Case {
    pub invoice: invoice::Model,
    pub customer: customer::Model,
    pub sent: Vec<reminder::Model>,
    stop: Option<reminder_stop::Model>,
    charged: Vec<interest_charge::Model>,
    settled: Vec<(NaiveDate, Ore)>,
}

/// Gathers what is known of some invoices: five questions, however many there are.
pub(super) async fn cases(tx: &ReadTx, rows: Vec<invoice::Model>) -> Result<Vec<Case>, Problem> {
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let who = rows.iter().map(|r| r.customer_id);
    let customers: HashMap<Uuid, customer::Model> = tx
        .find::<customer::Entity>()
        .filter(customer::Column::Id.is_in(who))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c))
        .collect();
    let mut settled: HashMap<Uuid, Vec<(NaiveDate, Ore)>> = HashMap::new();
    let changes = tx
        .find::<settlement::Entity>()
        .filter(settlement::Column::InvoiceId.is_in(ids.iter().copied()))
        .all()
        .await?;
    for s in changes {
        settled
            .entry(s.invoice_id)
            .or_default()
            .push((s.settled_on, Ore(s.amount_ore)));
    }
    let mut sent = store::of_invoices(tx, &ids).await?;
    let mut stops = store::stops(tx, &ids).await?;
    let mut charged = store::charges(tx, &ids).await?;
    rows.into_iter()
        .map(|invoice| {
            let id = invoice.id;
            Ok(Case {
                customer: customers
                    .get(&invoice.customer_id)
                    .cloned()
                    .ok_or_else(|| Problem::internal("an invoice without its customer"))?,
                sent: sent.remove(&id).unwrap_or_default(),
                stop: stops.remove(&id),
                charged: charged.remove(&id).unwrap_or_default(),
                settled: settled.remove(&id).unwrap_or_default(),
                invoice,
            })
        })
        .collect()
}

impl Case {
    /// The last day to pay, which is later than what is printed where the customer was billed for a refused tax deduction, and
    /// the day of issue.
    pub fn days(&self) -> Result<(NaiveDate, NaiveDate), Problem> {
        let missing = || Problem::internal("an issued invoice without its days");
        Ok((
            self.invoice.open_due_on.or(self.invoice.due_on).ok_or_else(missing)?,
            self.invoice.issued_on.ok_or_else(missing)?,
        ))
    }

    pub fn standing(&self) -> Result<Standing, Problem> {
        Ok(Standing {
            open_ore: Ore(invoices::open(&self.invoice)),
            due_on: self.days()?.0,
            sent: self.sent.len(),
            last_due_on: self.sent.last().map(|r| r.due_on),
            stopped: self.stop.is_some(),
            blocked: !self.customer.reminder_block_reason.is_empty(),
        })
    }

    /// What the reminder of a step would cost.
    pub fn costs(&self, desk: &Desk, step: usize) -> Result<Costs, Problem> {
        let asked = self.sent.iter().map(|r| r.compensation_ore).sum::<i64>();
        Ok(rule::costs(&CostFacts {
            step_has_fee: desk.steps.get(step).is_some_and(|s| s.fee),
            fee_ore: Ore(desk.settings.fee_ore),
            fee_agreed_since: desk.settings.fee_agreed_since,
            issued_on: self.days()?.1,
            asks_compensation: desk.settings.asks_compensation,
            buyer_is_business: self.customer.kind == "company",
            compensated: asked > 0,
        }))
    }

    /// What earlier reminders asked for beside the invoice and no interest invoice has charged.
    pub fn costs_so_far(&self) -> Costs {
        let sum = |asked: i64, charged: i64| Ore((asked - charged).max(0));
        Costs {
            fee_ore: sum(
                self.sent.iter().map(|r| r.fee_ore).sum(),
                self.charged.iter().map(|c| c.fee_ore).sum(),
            ),
            compensation_ore: sum(
                self.sent.iter().map(|r| r.compensation_ore).sum(),
                self.charged.iter().map(|c| c.compensation_ore).sum(),
            ),
        }
    }

    /// The interest invoices that have charged for it.
    pub fn charged_on(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.charged.iter().map(|c| c.interest_invoice_id)
    }

    /// Whether a debt collector has it.
    pub fn is_handed_over(&self) -> bool {
        self.stop.as_ref().is_some_and(|s| s.handed_over)
    }

    /// The interest until today that no interest invoice has charged.
    pub fn interest(&self, desk: &Desk) -> Result<Vec<Interval>, Problem> {
        // Interest bears no interest.
        if self.invoice.kind == Kind::Interest.as_str() {
            return Ok(Vec::new());
        }
        let (due_on, issued_on) = self.days()?;
        let begins = self
            .charged
            .iter()
            .map(|c| c.until_on)
            .max()
            .unwrap_or(due_on)
            .max(due_on);
        let balances = interest::balances(issued_on, Ore(self.invoice.total_ore), &self.settled);
        Ok(interest::intervals(begins, desk.today, &balances, &desk.rates))
    }

    /// The case as a row of the desk's list.
    pub fn view(&self, desk: &Desk) -> Result<LateInvoice, Problem> {
        let standing = self.standing()?;
        let interest = self.interest(desk)?;
        let step = standing.sent.min(desk.steps.len().saturating_sub(1));
        let costs = self.costs(desk, step)?;
        let next_from = rule::due_from(&desk.steps, &standing);
        let (hold, hold_reason) = self.hold(next_from, desk.today);
        Ok(LateInvoice {
            invoice_id: self.invoice.id,
            version: self.invoice.version,
            number: self.invoice.number.clone(),
            customer_id: self.invoice.customer_id,
            customer_name: self.invoice.customer_name.clone(),
            recipient: self.invoice.customer_email.clone(),
            due_on: standing.due_on,
            days_late: (desk.today - standing.due_on).num_days(),
            open_ore: standing.open_ore.0,
            interest_ore: interest::total(&interest).0,
            rates_checked: interest.iter().all(|i| i.checked),
            reminders: i32::try_from(standing.sent).unwrap_or(i32::MAX),
            last_reminded_on: self.sent.last().map(|r| r.reminded_on),
            next_step: i32::try_from(standing.sent + 1).unwrap_or(i32::MAX),
            next_from,
            fee_ore: costs.fee_ore.0,
            compensation_ore: costs.compensation_ore.0,
            hold,
            hold_reason,
        })
    }

    fn hold(&self, next_from: Option<NaiveDate>, today: NaiveDate) -> (Option<ReminderHold>, String) {
        if let Some(stop) = &self.stop {
            let hold = if stop.handed_over {
                ReminderHold::HandedOver
            } else {
                ReminderHold::Stopped
            };
            return (Some(hold), stop.reason.clone());
        }
        if !self.customer.reminder_block_reason.is_empty() {
            let reason = self.customer.reminder_block_reason.clone();
            return (Some(ReminderHold::CustomerBlocked), reason);
        }
        let hold = match next_from {
            None => Some(ReminderHold::LastStepTaken),
            Some(from) if from > today => Some(ReminderHold::Waiting),
            Some(_) => None,
        };
        (hold, String::new())
    }
}
