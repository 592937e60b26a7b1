//! `getDeductionCase`.

use super::{
    dto::{DeductionCase, DeductionCaseAction as Action, DeductionCaseEvent, DeductionCasePath, DeductionCaseYear},
    pass_on,
    prepare::prepare,
    resolve::{can_close, movable_kr},
    store::{self, OfInvoice},
};
use crate::{
    app::App,
    audit,
    deductions::{
        cases, deduction_case, deduction_case_event, deduction_case_year, deduction_claim, deduction_payout, years,
    },
    http::{Auth, Caller, Etagged, Path, Problem, Problems, perm},
    store::{ReadTx, secret::Secrets},
};
use actix_web::get;
use kontoret_core::{
    deduction::{CaseState, DeductionKind},
    identity::PersonalIdentityNumber,
    money::Ore,
    permission::Permission,
};
use sea_orm::{ColumnTrait, QueryOrder};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// One buyer's deduction on one invoice, with everything that happened to it.
#[utoipa::path(tag = "deductions", operation_id = "getDeductionCase", params(DeductionCasePath),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "The case", body = DeductionCase), Problems))]
#[get("/deduction-cases/{case_id}")]
pub async fn get_deduction_case(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    path: Path<DeductionCasePath>,
) -> Result<Etagged<DeductionCase>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::get_case(tx, path.case_id).await?;
        let version = row.version;
        Ok(Etagged(view(tx, &app.secrets, row, &auth).await?, version))
    })
    .await
}

/// A case as the caller sees it.
///
/// # Errors
/// The store's.
pub async fn view(
    tx: &ReadTx,
    secrets: &Secrets,
    row: deduction_case::Model,
    caller: &Caller,
) -> Result<DeductionCase, Problem> {
    let of = store::with_invoices(tx, vec![row]).await?.pop();
    let of = of.ok_or_else(|| Problem::internal("a case without its invoice"))?;
    let years = years::of(tx, of.case.id).await?;
    let summary = store::item(tx, &of, &years)?;
    // What has lapsed has lapsed for everybody.
    let other_buyers = match movable_kr(&of.case) - summary.lapsed_kr {
        ..=0 => Vec::new(),
        _ => pass_on::other_buyers(tx, secrets, &of.case).await?,
    };
    // What lapsed is shown with what hinders it.
    let lapsed = years.iter().rfind(|y| y.claimable_kr > 0);
    let next_claim = match years::in_time(&years, tx.today()).next().or(lapsed) {
        Some(year) => {
            let year = year.year;
            let kind: DeductionKind = of.case.kind.parse().map_err(Problem::internal)?;
            let prepared = prepare(tx, secrets, vec![of.clone()], kind, year).await?;
            prepared.first().map(super::prepare::Prepared::row)
        }
        None => None,
    };
    let mut actions = actions(&of, summary.state, caller);
    if other_buyers.is_empty() {
        actions.retain(|a| *a != Action::Move);
    }
    let number = cases::number_of(tx, secrets, &of.case).await?;
    let sums = cases::sums(&of.case);
    let events = events(tx, of.case.id, caller).await?;
    let case = of.case;
    Ok(DeductionCase {
        id: case.id,
        version: case.version,
        summary,
        identity_number: number.map(PersonalIdentityNumber::masked).unwrap_or_default(),
        share_bp: case.share_bp,
        rate_bp: case.rate_bp,
        base_kr: case.base_kr,
        original_kr: case.deduction_kr,
        credited_kr: case.credited_kr,
        asked_kr: case.asked_kr,
        refused_kr: case.refused_kr,
        moved_kr: case.moved_kr,
        written_off_kr: case.written_off_kr,
        repaid_kr: case.repaid_kr,
        unasked_kr: sums.unasked_kr(),
        movable_kr: movable_kr(&case),
        property_designation: case.property_designation,
        apartment_number: case.apartment_number,
        association_number: case.association_number,
        years: years.iter().map(|y| year(tx, y)).collect(),
        next_claim,
        from_case_id: case.from_case_id,
        other_buyers,
        events,
        actions,
    })
}

fn year(tx: &ReadTx, y: &deduction_case_year::Model) -> DeductionCaseYear {
    DeductionCaseYear {
        year: y.year,
        deadline_on: Some(y.deadline_on).filter(|d| *d < cases::NEVER),
        claimable_kr: y.claimable_kr,
        lapsed: y.deadline_on < tx.today(),
        asked_kr: y.asked_kr,
        gone_kr: y.billed_kr + y.lost_kr,
    }
}

fn actions(of: &OfInvoice, state: CaseState, caller: &Caller) -> Vec<Action> {
    let sums = cases::sums(&of.case);
    let write = caller.may(Permission::InvoicesWrite);
    let movable = movable_kr(&of.case) > 0;
    let repayable = sums.money_to_repay_kr() > 0 || sums.approved_to_give_back_kr() > 0;
    [
        (write && state == CaseState::Ready, Action::Claim),
        (write && of.case.asked_kr > 0, Action::Decide),
        (
            caller.may(Permission::PaymentsWrite) && sums.awaited_ore() > Ore::ZERO,
            Action::RegisterPayout,
        ),
        (write && movable, Action::Move),
        (write && movable, Action::Bill),
        (write && sums.unresolved_kr() > 0, Action::AskAgain),
        (write && repayable, Action::Repay),
        (write && movable, Action::WriteOff),
        (write && can_close(&of.case), Action::Close),
    ]
    .into_iter()
    .filter_map(|(may, action)| may.then_some(action))
    .collect()
}

/// Everything that happened, oldest first.
async fn events(tx: &ReadTx, case_id: Uuid, caller: &Caller) -> Result<Vec<DeductionCaseEvent>, Problem> {
    use deduction_case_event::Column as E;
    let rows = tx
        .find::<deduction_case_event::Entity>()
        .filter(E::CaseId.eq(case_id))
        .with(|q| q.order_by_asc(E::Id))
        .all()
        .await?;
    let claims: HashMap<Uuid, String> = tx
        .find::<deduction_claim::Entity>()
        .filter(deduction_claim::Column::Id.is_in(rows.iter().filter_map(|r| r.claim_id)))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c.name))
        .collect();
    let payouts: HashSet<Uuid> = tx
        .find::<deduction_payout::Entity>()
        .filter(deduction_payout::Column::Id.is_in(rows.iter().filter_map(|r| r.payout_id)))
        .filter(deduction_payout::Column::RemovedOn.is_null())
        .all()
        .await?
        .into_iter()
        // What was paid back is a payment of ours.
        .filter(|p| p.amount_ore > 0 && caller.may(Permission::PaymentsWrite))
        .map(|p| p.id)
        .collect();
    let people = audit::names(tx, rows.iter().filter_map(|r| r.created_by).collect()).await?;
    rows.into_iter()
        .map(|r| {
            Ok(DeductionCaseEvent {
                id: r.id,
                kind: r.kind.parse().map_err(Problem::internal)?,
                dated_on: r.dated_on,
                created_at: r.created_at,
                amount_ore: r.amount_ore,
                note: r.note,
                invoice_id: r.invoice_id,
                other_case_id: r.other_case_id,
                claim_name: r.claim_id.and_then(|id| claims.get(&id).cloned()),
                removable_payout_id: r.payout_id.filter(|id| payouts.contains(id)),
                by: r.created_by.and_then(|id| people.get(&id).cloned()),
            })
        })
        .collect()
}
