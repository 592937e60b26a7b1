//! `importDeductionDecision`.

use super::{
    claim_dto::{DeductionDecision, DeductionDecisionRow, ImportDeductionDecision},
    decide::{self, Ruling},
    store,
};
use crate::{
    app::App,
    company,
    deductions::{deduction_ask, deduction_claim, deduction_decision, number_index, years},
    http::{Auth, Command, DryRun, FieldCode, FieldError, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{
        Done, Event, WriteTx,
        secret::{Secrets, digest},
    },
};
use actix_web::post;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kontoret_core::event::{EntityKind, EventKind};
use kontoret_formats::rot_rut::{self, Decided, Decision, DecisionError};
use sea_orm::{ActiveModelTrait, ColumnTrait};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Reads a file with the tax agency's decisions. Each is found by the claim's name or reference, the buyer and the invoice. A
/// file that isn't this company's, or doesn't agree with what was asked for, changes nothing and says where; the same file twice
/// changes nothing either.
#[utoipa::path(tag = "deductions", operation_id = "importDeductionDecision", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = ImportDeductionDecision,
    responses((status = 201, description = "What was decided", body = DeductionDecision),
        (status = 200, description = "The same file was imported before", body = DeductionDecision), Problems))]
#[post("/deduction-decisions")]
pub async fn import_deduction_decision(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<ImportDeductionDecision>,
) -> Result<Reply, Problem> {
    let bytes = STANDARD
        .decode(body.0.content.trim())
        .map_err(|_| Problem::field("/content", FieldCode::Invalid).detail("the content isn't Base64"))?;
    let file = rot_rut::read_decision(&bytes).map_err(unreadable)?;
    let file_name = body.0.file_name.trim().to_owned();
    app.write(&auth, &command, async |tx| {
        let sum = digest(&bytes).to_vec();
        if let Some(known) = same_file(tx, &sum).await? {
            let reply = Reply::ok(&view(&known, true, Vec::new(), Vec::new()))?;
            return Ok(Done::silent("the same file was imported before", reply));
        }
        is_ours(tx, &file).await?;
        let found = find(tx, &app.secrets, &file).await?;
        let decision_id = tx.new_id();
        let mut rows = Vec::with_capacity(found.rulings.len());
        let mut row = deduction_decision::Model {
            company_id: tx.company_id(),
            id: decision_id,
            digest: sum,
            file_name,
            case_count: 0,
            approved_kr: 0,
            refused_kr: 0,
            created_by: auth.user_id,
            created_at: tx.now(),
        };
        for new in &found.rulings {
            row.case_count += 1;
            row.approved_kr += new.approved_kr;
            row.refused_kr += new.ask.asked_kr - new.approved_kr;
        }
        tx.insert::<deduction_decision::Entity, _>(deduction_decision::ActiveModel::from(row.clone()).reset_all())
            .await?;
        for new in &found.rulings {
            rows.push(enter(tx, new, decision_id, auth.user_id).await?);
        }
        let event = Event::new(
            EventKind::DeductionDecisionImported,
            EntityKind::DeductionDecision,
            row.id,
        )
        .changed("deduction_decision", None, &row);
        let location = format!("/api/v1/deduction-decisions/{}", row.id);
        Ok(Done::new(
            event,
            Reply::created(location, &view(&row, false, rows, found.foreign))?,
        ))
    })
    .await
}

fn view(
    row: &deduction_decision::Model,
    already_imported: bool,
    rows: Vec<DeductionDecisionRow>,
    foreign_claims: Vec<String>,
) -> DeductionDecision {
    DeductionDecision {
        id: row.id,
        case_count: row.case_count,
        approved_kr: row.approved_kr,
        refused_kr: row.refused_kr,
        already_imported,
        rows,
        foreign_claims,
    }
}

fn refused(code: FieldCode, ruling: Option<usize>, case: Option<usize>, detail: String) -> Problem {
    let mut error = FieldError::new("/content", code);
    let place = |n: usize| i64::try_from(n + 1).unwrap_or(i64::MAX);
    if let Some(n) = ruling {
        error = error.with("claim", place(n));
    }
    if let Some(n) = case {
        error = error.with("buyer", place(n));
    }
    Problem::fields(vec![error]).detail(detail)
}

fn unreadable(e: DecisionError) -> Problem {
    let detail = e.to_string();
    match e {
        DecisionError::TooLarge => refused(FieldCode::FileTooLarge, None, None, detail),
        DecisionError::Malformed { line, .. } => {
            let line = i64::try_from(line).unwrap_or(i64::MAX);
            Problem::fields(vec![
                FieldError::new("/content", FieldCode::FileUnknown).with("line", line),
            ])
            .detail(detail)
        }
        DecisionError::Version | DecisionError::Performer => refused(FieldCode::FileUnknown, None, None, detail),
        DecisionError::Value { ruling, case } => refused(FieldCode::FileDecision, Some(ruling), case, detail),
    }
}

async fn same_file(tx: &WriteTx, sum: &[u8]) -> Result<Option<deduction_decision::Model>, Problem> {
    Ok(tx
        .find::<deduction_decision::Entity>()
        .filter(deduction_decision::Column::Digest.eq(sum))
        .one()
        .await?)
}

async fn is_ours(tx: &WriteTx, file: &Decision) -> Result<(), Problem> {
    let own = company::settings(tx).await?.organisation_number;
    let own: String = own.chars().filter(char::is_ascii_digit).collect();
    if own.is_empty()
        || file
            .performer
            .ends_with(own.get(own.len().saturating_sub(10)..).unwrap_or_default())
    {
        return Ok(());
    }
    let detail = "the decisions are for another company: check which company you are in".to_owned();
    Err(refused(FieldCode::FileForeign, None, None, detail))
}

/// A decision that is new.
struct New {
    case: Uuid,
    ask: deduction_ask::Model,
    claim: deduction_claim::Model,
    reference: String,
    approved_kr: i64,
}

struct Found {
    rulings: Vec<New>,
    /// Names of claims that weren't made here.
    foreign: Vec<String>,
}

/// The agency's number of a request and, after a hyphen, which of its decisions it is: a later one stands for an earlier one,
/// in whatever order the file has them.
fn parts(reference: &str) -> (&str, u32) {
    match reference.rsplit_once('-') {
        Some((number, n)) if n.len() <= 3 => n.parse().map_or((reference, 0), |n| (number, n)),
        _ => (reference, 0),
    }
}

async fn find(tx: &WriteTx, secrets: &Secrets, file: &Decision) -> Result<Found, Problem> {
    let mut by_ask: BTreeMap<Uuid, (u32, New)> = BTreeMap::new();
    let mut foreign = Vec::new();
    let mut known = 0;
    for (r, ruling) in file.rulings.iter().enumerate() {
        let (number, n) = parts(&ruling.reference);
        let Some(claim) = claim_of(tx, ruling.name.trim(), number).await? else {
            foreign.push(ruling.name.clone());
            continue;
        };
        known += 1;
        let before = parts(&claim.reference);
        if before.0 == number && before.1 > n {
            continue;
        }
        let asks = store::asks(tx, claim.id).await?;
        let mut taken: Vec<Uuid> = Vec::new();
        for (c, decided) in ruling.cases.iter().enumerate() {
            let wrong = |what: &str| {
                let detail = format!("claim {} ({}), buyer {}: {what}", r + 1, claim.name, c + 1);
                refused(FieldCode::FileDecision, Some(r), Some(c), detail)
            };
            let (case, ask) = ask_of(tx, secrets, &asks, decided, &taken)
                .await?
                .ok_or_else(|| wrong("no such buyer and invoice was asked for on this claim"))?;
            if decided.approved_kr > ask.asked_kr {
                return Err(wrong(
                    "more is approved than was asked for: enter this decision by hand",
                ));
            }
            taken.push(ask.id);
            let new = New {
                case,
                claim: claim.clone(),
                reference: ruling.reference.clone(),
                approved_kr: decided.approved_kr,
                ask: ask.clone(),
            };
            match by_ask.get(&ask.id) {
                Some((later, _)) if *later > n => {}
                _ => {
                    by_ask.insert(ask.id, (n, new));
                }
            }
        }
    }
    if known == 0 && !file.rulings.is_empty() {
        let detail = "none of the file's claims was made here: check which company you are in".to_owned();
        return Err(refused(FieldCode::FileForeign, Some(0), None, detail));
    }
    let rulings = by_ask.into_values().map(|(_, new)| new);
    Ok(Found {
        rulings: rulings
            .filter(|new| new.ask.approved_kr != Some(new.approved_kr))
            .collect(),
        foreign,
    })
}

async fn claim_of(tx: &WriteTx, name: &str, number: &str) -> Result<Option<deduction_claim::Model>, Problem> {
    use deduction_claim::Column as C;
    let named = tx.find::<deduction_claim::Entity>().filter(C::Name.eq(name));
    if let Some(claim) = named.one().await? {
        return Ok(Some(claim));
    }
    let referred = tx
        .find::<deduction_claim::Entity>()
        .filter(C::Reference.starts_with(number))
        .all()
        .await?;
    Ok(referred.into_iter().find(|c| parts(&c.reference).0 == number))
}

async fn ask_of<'a>(
    tx: &WriteTx,
    secrets: &Secrets,
    asks: &'a [(deduction_ask::Model, store::OfInvoice)],
    decided: &Decided,
    taken: &[Uuid],
) -> Result<Option<(Uuid, &'a deduction_ask::Model)>, Problem> {
    let Some(index) = number_index(tx, secrets, &decided.buyer).await? else {
        return Ok(None);
    };
    let fits = |(ask, of): &&(deduction_ask::Model, store::OfInvoice)| {
        of.case.number_index == index
            && !taken.contains(&ask.id)
            && decided
                .invoice_number
                .as_ref()
                .is_none_or(|n| of.invoice.number.as_ref() == Some(n))
    };
    Ok(asks.iter().find(fits).map(|(ask, of)| (of.case.id, ask)))
}

async fn enter(tx: &WriteTx, new: &New, decision_id: Uuid, user_id: Uuid) -> Result<DeductionDecisionRow, Problem> {
    let of = store::lock_case(tx, new.case).await?;
    let ruling = Ruling {
        approved_kr: new.approved_kr,
        decided_on: tx.today(),
        note: new.reference.clone(),
        decision_id: Some(decision_id),
        user_id,
    };
    let case = decide::rule(tx, &of, &new.ask, &ruling).await?;
    let claim = deduction_claim::Model {
        reference: new.reference.clone(),
        ..new.claim.clone()
    };
    tx.update::<deduction_claim::Entity, _>(deduction_claim::ActiveModel::from(claim).reset_all())
        .await?;
    Ok(DeductionDecisionRow {
        case_id: case.id,
        name: case.name.clone(),
        invoice_number: of.invoice.number.clone().unwrap_or_default(),
        claim_name: new.claim.name.clone(),
        asked_kr: new.ask.asked_kr,
        approved_kr: new.approved_kr,
        state: store::state(tx, &case, &years::of(tx, case.id).await?),
    })
}
