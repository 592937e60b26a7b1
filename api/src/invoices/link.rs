//! By which link does a customer open an invoice, and until when?

use super::entity::{invoice, invoice_link};
use crate::{
    app::App,
    http::{Code, Problem},
    store::{
        ReadTx, WriteTx,
        secret::{LinkToken, random},
    },
};
use chrono::{Days, NaiveDate};
use sea_orm::{ActiveModelTrait, ColumnTrait};
use uuid::Uuid;

/// What these links are for, so that a link to something else can't be used here.
const KIND: &str = "invoice";

/// So long after it was last sent a link opens an invoice.
const DAYS: Days = Days::new(365);

fn expires_on(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(DAYS).unwrap_or(NaiveDate::MAX)
}

async fn find(tx: &ReadTx, invoice_id: Uuid) -> Result<Option<invoice_link::Model>, Problem> {
    let mine = tx
        .find::<invoice_link::Entity>()
        .filter(invoice_link::Column::InvoiceId.eq(invoice_id));
    Ok(mine.one().await?)
}

/// Opens an invoice that is being sent for another year. The invoice must be locked.
pub(super) async fn open(tx: &WriteTx, invoice_id: Uuid) -> Result<(), Problem> {
    let until = expires_on(tx.today());
    let Some(before) = find(tx, invoice_id).await? else {
        let row = invoice_link::Model {
            company_id: tx.company_id(),
            invoice_id,
            nonce: random::<16>().to_vec(),
            expires_on: until,
        };
        let new = invoice_link::ActiveModel::from(row).reset_all();
        return Ok(tx.insert::<invoice_link::Entity, _>(new).await?);
    };
    let row = invoice_link::Model {
        expires_on: until,
        ..before
    };
    Ok(tx
        .update::<invoice_link::Entity, _>(invoice_link::ActiveModel::from(row).reset_all())
        .await?)
}

/// The address of an invoice's page for the customer; none before it was sent, and none when it has expired.
pub(super) async fn url(app: &App, tx: &ReadTx, row: &invoice::Model) -> Result<Option<String>, Problem> {
    let known = find(tx, row.id).await?.filter(|link| link.expires_on >= tx.today());
    Ok(known.map(|link| {
        let token = app.secrets.link(KIND, row.company_id, row.id, &link.nonce);
        format!("{}/f#{token}", app.config.public_url)
    }))
}

/// A link's secret, taken apart.
///
/// # Errors
/// [`Code::LinkInvalid`]: whatever is wrong with a link, the answer is the same.
pub(super) fn parse(text: &str) -> Result<LinkToken, Problem> {
    LinkToken::parse(text).ok_or_else(invalid)
}

/// Proves a link of the transaction's company.
///
/// # Errors
/// [`Code::LinkInvalid`], or [`Code::LinkExpired`] for one that was right once.
pub(super) async fn prove(app: &App, tx: &ReadTx, token: &LinkToken) -> Result<(), Problem> {
    let link = find(tx, token.id)
        .await?
        .filter(|link| app.secrets.link_matches(token, KIND, &link.nonce))
        .ok_or_else(invalid)?;
    if link.expires_on < tx.today() {
        return Err(Problem::new(Code::LinkExpired));
    }
    Ok(())
}

fn invalid() -> Problem {
    Problem::new(Code::LinkInvalid)
}
