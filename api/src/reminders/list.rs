//! `listReminders`.

use super::{
    dto::{ListReminders, Reminder},
    entity::reminder,
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, limit, next},
        perm,
    },
    invoices::invoice,
    jobs::mail::{self, MailState},
    store::ReadTx,
};
use actix_web::get;
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The reminders that went out, newest first.
#[utoipa::path(tag = "reminders", operation_id = "listReminders", params(ListReminders),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of reminders", body = Page<Reminder>), Problems))]
#[get("/reminders")]
pub async fn list_reminders(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<ListReminders>,
) -> Result<Json<Page<Reminder>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

async fn page(tx: &ReadTx, q: &ListReminders) -> Result<Page<Reminder>, Problem> {
    use reminder::Column as C;
    let mut find = tx
        .find::<reminder::Entity>()
        .filter(customers::usable(tx, C::CustomerId));
    if let Some(id) = q.invoice_id {
        find = find.filter(C::InvoiceId.eq(id));
    }
    if let Some(id) = q.customer_id {
        find = find.filter(C::CustomerId.eq(id));
    }
    let total = match q.total {
        Some(true) => i64::try_from(find.clone().count().await?).ok(),
        _ => None,
    };
    let limit = limit(q.limit);
    // Ids are made in order of time: they need no sort value beside them.
    if let Some(Cursor(_, last)) = Cursor::<()>::decode(q.after.as_deref())? {
        find = find.filter(C::Id.lt(last));
    }
    let mut rows = find.with(|s| s.order_by_desc(C::Id).limit(limit + 1)).all().await?;
    let next = next(&mut rows, limit, |r| Cursor((), r.id).encode());
    Ok(Page {
        items: views(tx, rows).await?,
        next,
        total,
    })
}

/// Reminders with their invoices and letters.
pub(super) async fn views(tx: &ReadTx, rows: Vec<reminder::Model>) -> Result<Vec<Reminder>, Problem> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let invoices: HashMap<Uuid, invoice::Model> = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(rows.iter().map(|r| r.invoice_id)))
        .all()
        .await?
        .into_iter()
        .map(|i| (i.id, i))
        .collect();
    let letters = rows.iter().filter_map(|r| r.mail_id).collect();
    let mails: HashMap<Uuid, MailState> = mail::states_of(tx, letters)
        .await?
        .into_iter()
        .map(|m| (m.id, m))
        .collect();
    rows.into_iter()
        .map(|r| {
            let invoice = invoices
                .get(&r.invoice_id)
                .ok_or_else(|| Problem::internal("a reminder without its invoice"))?;
            let mail = r.mail_id.and_then(|id| mails.get(&id).cloned());
            Ok(view(r, invoice, mail))
        })
        .collect()
}

/// A reminder with its invoice and letter.
pub(super) fn view(r: reminder::Model, invoice: &invoice::Model, mail: Option<MailState>) -> Reminder {
    Reminder {
        id: r.id,
        invoice_id: r.invoice_id,
        invoice_number: invoice.number.clone(),
        invoice_version: invoice.version,
        customer_id: r.customer_id,
        customer_name: invoice.customer_name.clone(),
        step: r.step,
        reminded_on: r.reminded_on,
        due_on: r.due_on,
        open_ore: r.open_ore,
        fee_ore: r.fee_ore,
        compensation_ore: r.compensation_ore,
        interest_ore: r.interest_ore,
        asked_ore: r.asked_ore,
        mail,
    }
}
