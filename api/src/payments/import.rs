//! `importPayments`.

use super::{
    dto::{ImportPayments, PaymentImportResult},
    entity::{imported_payment, payment_import, payment_import_file},
    file::{self, Found},
    proposal::{self, Judged},
    store,
};
use crate::{
    app::App,
    company,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{
        Done, Event, WriteTx,
        secret::{Secrets, digest},
    },
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};
use kontoret_formats::bank_file::{BankFile, Incoming};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

/// Reads a file from the bank and proposes what its payments pay. Nothing is booked. What has been imported before is
/// left out; a file without anything new changes nothing.
#[utoipa::path(tag = "payments", operation_id = "importPayments", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["payments_write"]))), request_body = ImportPayments,
    responses((status = 201, description = "What was new", body = PaymentImportResult),
        (status = 200, description = "Nothing was new", body = PaymentImportResult), Problems))]
#[post("/payment-imports")]
pub async fn import_payments(
    app: App,
    auth: Auth<perm::PaymentsWrite>,
    command: Command,
    body: Json<ImportPayments>,
) -> Result<Reply, Problem> {
    let (bytes, bank_file) = file::read(&body.0.content)?;
    let file_name = body.0.file_name.trim().to_owned();
    app.write(&auth, &command, async |tx| {
        file::is_ours(&bank_file, &company::settings(tx).await?)?;
        let upload = Upload {
            file_name,
            bytes: &bytes,
            file: &bank_file,
            user_id: auth.user_id,
        };
        let (row, new_count) = match keep(&app, tx, &upload).await? {
            Kept::Known(row) => (row, None),
            Kept::New(row, count) => (row, Some(count)),
        };
        let result = PaymentImportResult {
            import: store::view_one(tx, row.clone(), &auth).await?,
            new_count: new_count.unwrap_or(0),
            already_imported: new_count.is_none(),
        };
        if new_count.is_none() {
            let reply = Reply::ok(&result)?.version(row.version);
            return Ok(Done::silent("nothing in the file was new", reply));
        }
        let event = Event::new(EventKind::PaymentImportCreated, EntityKind::PaymentImport, row.id).changed(
            "payment_import",
            None,
            &row,
        );
        let location = format!("/api/v1/payment-imports/{}", row.id);
        Ok(Done::new(
            event,
            Reply::created(location, &result)?.version(row.version),
        ))
    })
    .await
}

/// A file that was sent.
pub struct Upload<'u> {
    /// Its name.
    pub file_name: String,
    /// Its bytes.
    pub bytes: &'u [u8],
    /// What they say.
    pub file: &'u BankFile,
    /// By whom.
    pub user_id: Uuid,
}

/// What became of a file.
pub enum Kept {
    /// Nothing in it was new; this one had brought it.
    Known(payment_import::Model),
    /// So many of its payments were.
    New(payment_import::Model, i32),
}

/// Keeps what is new of a file.
///
/// # Errors
/// The database's.
pub async fn keep(app: &App, tx: &WriteTx, upload: &Upload<'_>) -> Result<Kept, Problem> {
    let sum = digest(upload.bytes).to_vec();
    if let Some(row) = file::same_file(tx, &sum).await? {
        return Ok(Kept::Known(row));
    }
    let found = file::payments(upload.file);
    let (known, brought_by) = file::known(tx, &found).await?;
    let new: Vec<(usize, Found<'_>)> = found
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, f)| !known.contains(&f.identity[..]))
        .collect();
    if let (true, Some(id)) = (new.is_empty(), brought_by) {
        return Ok(Kept::Known(store::get_import(tx, id).await?));
    }
    let count = |n: usize| i32::try_from(n).map_err(Problem::internal);
    let row = payment_import::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        file_name: upload.file_name.clone(),
        digest: sum,
        format: file::word(upload.file.format).to_owned(),
        payment_count: count(found.len())?,
        known_count: count(found.len() - new.len())?,
        imported_by: upload.user_id,
        imported_at: tx.now(),
    };
    tx.insert::<payment_import::Entity, _>(payment_import::ActiveModel::from(row.clone()).reset_all())
        .await?;
    seal(app, tx, row.id, upload.bytes).await?;
    let facts: Vec<(&str, &Incoming)> = new
        .iter()
        .map(|(_, f)| (f.deposit.currency.as_str(), f.incoming))
        .collect();
    let judged = proposal::judge(tx, &facts).await?;
    let mut rows = Vec::with_capacity(new.len());
    for ((position, found), judged) in new.iter().zip(judged) {
        rows.push(imported_payment::ActiveModel::from(payment(tx, row.id, *position, found, &judged)?).reset_all());
    }
    let new_count = count(rows.len())?;
    tx.insert_many(rows).await?;
    Ok(Kept::New(row, new_count))
}

fn place(tx: &WriteTx, import_id: Uuid) -> String {
    format!("payment_import_file/{}/{import_id}", tx.company_id())
}

/// Seals the next `limit` files after `after` with the master key, where they still are sealed with the one before it; answers
/// how many there were to do, and the last one where more may follow.
///
/// # Errors
/// The store's, or when neither master key opens one.
pub async fn reseal_files(
    tx: &WriteTx,
    secrets: &Secrets,
    after: Option<Uuid>,
    limit: u64,
) -> Result<(u64, Option<Uuid>), Problem> {
    use payment_import_file::Column as C;
    let mut find = tx.find::<payment_import_file::Entity>();
    if let Some(after) = after {
        find = find.filter(C::ImportId.gt(after));
    }
    let rows = find
        .with(|q| q.order_by_asc(C::ImportId).limit(limit))
        .for_update()
        .all()
        .await?;
    let full = u64::try_from(rows.len()).is_ok_and(|n| n == limit);
    let last = rows.last().filter(|_| full).map(|r| r.import_id);
    let mut done = 0;
    for row in rows {
        let place = place(tx, row.import_id);
        if let Some(content) = secrets
            .reseal(place.as_bytes(), &row.content)
            .map_err(Problem::internal)?
        {
            let row = payment_import_file::Model { content, ..row };
            tx.update::<payment_import_file::Entity, _>(payment_import_file::ActiveModel::from(row).reset_all())
                .await?;
            done += 1;
        }
    }
    Ok((done, last))
}

/// The file itself is kept as it came (BFL 7 kap.), readable with the master key alone.
async fn seal(app: &App, tx: &WriteTx, import_id: Uuid, bytes: &[u8]) -> Result<(), Problem> {
    let place = place(tx, import_id);
    let file = payment_import_file::Model {
        company_id: tx.company_id(),
        import_id,
        content: app.secrets.seal(place.as_bytes(), bytes).map_err(Problem::internal)?,
    };
    Ok(tx
        .insert::<payment_import_file::Entity, _>(payment_import_file::ActiveModel::from(file).reset_all())
        .await?)
}

fn payment(
    tx: &WriteTx,
    import_id: Uuid,
    position: usize,
    found: &Found<'_>,
    judged: &Judged,
) -> Result<imported_payment::Model, Problem> {
    let (deposit, p) = (found.deposit, found.incoming);
    let references: Vec<&str> = p.references.iter().map(|r| r.text.as_str()).collect();
    Ok(imported_payment::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        import_id,
        position: i32::try_from(position).map_err(Problem::internal)?,
        line: i32::try_from(p.line).map_err(Problem::internal)?,
        identity: found.identity.to_vec(),
        state: judged.state.to_string(),
        reason: judged.reason.to_string(),
        paid_on: deposit.paid_on,
        account: deposit.account.number.clone(),
        currency: deposit.currency.clone(),
        amount: p.amount,
        fee: p.fee,
        given_references: json!(references),
        message: p.message.clone(),
        payer_name: p.payer_name.clone(),
        bank_reference: p.bank_reference.clone(),
        customer_id: judged.customer_id,
        proposal: serde_json::to_value(&judged.proposal).map_err(Problem::internal)?,
        payment_id: None,
    })
}
