//! Users as people: who answers for what of them, what hinders their erasure, and the pseudonym under which the rest stays.
//!
//! A company answers for a user's place in it and what they did there; whoever runs the service for the account: log-in,
//! sessions, links. So a company erases what it has and leaves the account, which the operator erases when no company has the
//! user any more.

use super::{
    dto::DataSubjectReference,
    erasing::{Line, Rule},
    facts::word,
    fate::rows_of,
    graph::{Part, Root, Row, id_in},
};
use crate::{
    app::App,
    company,
    http::{Code, FieldCode, FieldError, Problem},
    session,
    store::{ReadTx, Scope, WriteTx},
    users::{ACTIVE, membership, user_account},
};
use kontoret_core::{
    data_subject::{self, DataSubjectKind, ErasureHindrance, UserStanding},
    permission::Role,
    text::fold,
    timesheet,
};
use sea_orm::{
    ColumnTrait, ExprTrait,
    sea_query::{Alias, Expr},
};
use uuid::Uuid;

/// What a user's deactivated place is called.
const DEACTIVATED: &str = "deactivated";

/// The rows that a person is known as, users among them; [`admit`] says of which users.
#[must_use]
pub fn roots(subjects: &[DataSubjectReference]) -> Vec<Root> {
    let root = |s: &DataSubjectReference| Root {
        table: s.kind.table(),
        id: s.id,
    };
    subjects.iter().map(root).collect()
}

/// The accounts among the rows that a person is known as.
fn accounts(roots: &[Root]) -> Vec<Uuid> {
    let table = DataSubjectKind::User.table();
    roots.iter().filter(|r| r.table == table).map(|r| r.id).collect()
}

/// Whether the transaction's company answers for the accounts among them: it runs the service.
///
/// # Errors
/// The store's.
pub async fn with_accounts(tx: &ReadTx, roots: &[Root]) -> Result<bool, Problem> {
    Ok(!accounts(roots).is_empty() && company::directory(tx).await?.operator)
}

/// Lets those through whom the transaction's company answers for: its own users, unless they were erased from it; whoever runs
/// the service has everybody's account.
///
/// # Errors
/// `not_found`, or the store's.
pub async fn admit(tx: &ReadTx, roots: &[Root]) -> Result<(), Problem> {
    let users = accounts(roots);
    if users.is_empty() || with_accounts(tx, roots).await? {
        return Ok(());
    }
    use membership::Column as C;
    let own = tx
        .find::<membership::Entity>()
        .filter(C::UserId.is_in(users.iter().copied()).and(C::ErasedAt.is_null()))
        .all()
        .await?;
    if users.iter().all(|id| own.iter().any(|m| m.user_id == *id)) {
        Ok(())
    } else {
        Err(Problem::not_found())
    }
}

/// Holds accounts and places until the transaction ends: whoever would let a user in or report their time meanwhile waits.
///
/// # Errors
/// The store's.
pub async fn hold(tx: &WriteTx, roots: &[Root]) -> Result<(), Problem> {
    let users = accounts(roots);
    if users.is_empty() {
        return Ok(());
    }
    let of = user_account::Column::Id.is_in(users.iter().copied());
    tx.find_global::<user_account::Entity>()
        .filter(of)
        .for_update()
        .all()
        .await?;
    let of = membership::Column::UserId.is_in(users);
    tx.find::<membership::Entity>().filter(of).for_update().all().await?;
    Ok(())
}

/// What hinders the erasure of the users among them.
///
/// # Errors
/// The store's.
pub async fn hindrances(
    app: &App,
    tx: &ReadTx,
    roots: &[Root],
    parts: &[Part],
) -> Result<Vec<ErasureHindrance>, Problem> {
    let users = accounts(roots);
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<_> = rows_of(parts, "membership").collect();
    let has_access = places.iter().any(|p| word(p, "status") != DEACTIVATED);
    let is_owner = |p: &&&Row| word(p, "role") == Role::Owner.as_str() && word(p, "status") == ACTIVE;
    let standing = UserStanding {
        has_access,
        is_last_owner: places.iter().any(|p| is_owner(&p))
            && owners(tx).await? <= places.iter().filter(is_owner).count(),
        has_unapproved_time: has_unapproved_time(parts),
        is_elsewhere: with_accounts(tx, roots).await? && is_elsewhere(app, tx, &users).await?,
    };
    Ok(data_subject::hindrances(standing))
}

/// Refuses an erasure that something hinders.
///
/// # Errors
/// [`Code::ErasureHindered`] with what must be done, or the store's.
pub async fn refuse_needed(app: &App, tx: &ReadTx, roots: &[Root], parts: &[Part]) -> Result<(), Problem> {
    let errors: Vec<FieldError> = hindrances(app, tx, roots, parts)
        .await?
        .into_iter()
        .map(|hindrance| {
            let code = match hindrance {
                ErasureHindrance::LastOwner => FieldCode::LastOwner,
                ErasureHindrance::UserActive => FieldCode::UserActive,
                ErasureHindrance::TimeUnapproved => FieldCode::TimeUnapproved,
                ErasureHindrance::UserElsewhere => FieldCode::UserElsewhere,
            };
            FieldError::new("/subjects", code)
        })
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::new(Code::ErasureHindered).with_errors(errors))
    }
}

async fn owners(tx: &ReadTx) -> Result<usize, Problem> {
    use membership::Column as C;
    let active = C::Role.eq(Role::Owner.as_str()).and(C::Status.eq(ACTIVE));
    let count = tx.find::<membership::Entity>().filter(active).count().await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// A week without time has nothing to approve.
fn has_unapproved_time(parts: &[Part]) -> bool {
    rows_of(parts, "timesheet")
        .filter(|week| word(week, "status") != timesheet::Status::Approved.as_str())
        .filter_map(|week| id_in(week, "id"))
        .any(|week| rows_of(parts, "time_entry").any(|time| id_in(time, "timesheet_id") == Some(week)))
}

/// Whether another company has a place of one of them. Their own scope sees all their places.
async fn is_elsewhere(app: &App, tx: &ReadTx, users: &[Uuid]) -> Result<bool, Problem> {
    use membership::Column as C;
    let own = tx.company_id();
    for user in users {
        let scope = Scope {
            company_id: None,
            user_id: Some(*user),
        };
        let elsewhere = C::UserId.eq(*user).and(C::CompanyId.ne(own)).and(C::ErasedAt.is_null());
        let count = app
            .read_in(scope, async |tx| {
                Ok(tx
                    .find_unscoped::<membership::Entity>("an account goes when no company has its user any more")
                    .filter(elsewhere)
                    .count()
                    .await?)
            })
            .await?;
        if count > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether what stays of a table's rows has a pseudonym.
#[must_use]
pub const fn is_pseudonymous(line: &Line) -> bool {
    matches!(line.rule, Rule::Account | Rule::Place)
}

/// The pseudonym of a user in a company: of the id of their place, which leads to nobody any more.
fn pseudonym(id: Uuid) -> String {
    let hex = id.simple().to_string();
    format!("Raderad {}", hex.get(hex.len() - 8..).unwrap_or_default())
}

/// The values with which rows are emptied; of users with a pseudonym, and without access.
#[must_use]
pub fn under_pseudonym(tx: &WriteTx, line: &Line, ids: &[Uuid], values: &[(Alias, Expr)]) -> Vec<(Alias, Expr)> {
    let mut values = values.to_vec();
    let (Some(id), true) = (ids.first(), is_pseudonymous(line)) else {
        return values;
    };
    let name = pseudonym(*id);
    let own: Vec<(&'static str, Expr)> = match line.rule {
        // No address is like it, so nobody logs in by it and nobody is invited to it.
        Rule::Account => vec![("email_folded", Expr::val(id.to_string()))],
        _ => vec![
            ("username", Expr::val(id.simple().to_string())),
            ("username_folded", Expr::val(id.simple().to_string())),
            ("name_folded", Expr::val(fold(&name))),
            ("name", Expr::val(name)),
            ("initials", Expr::val("R")),
            ("status", Expr::val(DEACTIVATED)),
            ("erased_at", Expr::val(tx.now())),
        ],
    };
    values.retain(|(column, _)| !own.iter().any(|(name, _)| *column == Alias::new(*name)));
    values.extend(own.into_iter().map(|(name, value)| (Alias::new(name), value)));
    values
}

/// Ends the sessions of users whom a restored backup brought back with access.
///
/// # Errors
/// The store's.
pub async fn end_access(tx: &WriteTx, parts: &[Part]) -> Result<(), Problem> {
    for place in rows_of(parts, "membership") {
        if let Some(user) = id_in(place, "user_id") {
            session::start::end_here(tx, user).await?;
        }
    }
    Ok(())
}
