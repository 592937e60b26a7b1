//! How are users found, kept and shown?

use super::{
    dto::{ListUsers, User, UserAction, UserInput, UserItem, UserSort, UserStatus},
    entity::{membership, user_account},
    links,
};
use crate::{
    http::{
        Caller, Code, FieldCode, Page, Problem,
        page::{Cursor, keyset, limit, next},
    },
    jobs::mail::{self, Document},
    store::{ReadTx, WriteTx},
};
use kontoret_core::{
    permission::{Role, may_deactivate, may_grant},
    text::fold,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait, Order, QueryOrder, QuerySelect};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The status of a user who may work in the company.
pub const ACTIVE: &str = "active";
/// The most companies of one user that are offered to switch between.
const MAX_PLACES: u64 = 200;

/// The form in which an address is kept and compared: small letters, one spelling of each. Accents stay, for
/// `åkeri.example` and `akeri.example` are different mailboxes.
#[must_use]
pub fn fold_email(email: &str) -> String {
    email.trim().nfc().flat_map(char::to_lowercase).collect()
}

/// The log-in with an address that [`fold_email`] gave.
///
/// # Errors
/// The database's.
pub async fn find_by_email(tx: &ReadTx, folded: &str) -> Result<Option<user_account::Model>, Problem> {
    Ok(tx
        .find_global::<user_account::Entity>()
        .filter(user_account::Column::EmailFolded.eq(folded))
        .one()
        .await?)
}

/// A log-in.
///
/// # Errors
/// The database's.
pub async fn find_user(tx: &ReadTx, id: Uuid) -> Result<Option<user_account::Model>, Problem> {
    Ok(tx
        .find_global::<user_account::Entity>()
        .filter(user_account::Column::Id.eq(id))
        .one()
        .await?)
}

/// The users with these ids, oldest first.
///
/// # Errors
/// The database's.
pub async fn find_users(tx: &ReadTx, ids: &[Uuid]) -> Result<Vec<user_account::Model>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(tx
        .find_global::<user_account::Entity>()
        .filter(user_account::Column::Id.is_in(ids.iter().copied()))
        .with(|q| q.order_by_asc(user_account::Column::Id))
        .all()
        .await?)
}

/// The user's active places in every company, oldest first. The transaction's scope must name the user.
///
/// # Errors
/// The database's.
pub async fn places(tx: &ReadTx, user_id: Uuid) -> Result<Vec<membership::Model>, Problem> {
    use membership::Column as C;
    Ok(tx
        .find_unscoped::<membership::Entity>("a user sees the companies that they belong to")
        .filter(C::UserId.eq(user_id).and(C::Status.eq(ACTIVE)))
        .with(|q| {
            q.order_by_asc(C::CreatedAt)
                .order_by_asc(C::CompanyId)
                .limit(MAX_PLACES)
        })
        .all()
        .await?)
}

/// Names and initials of the company's users, by membership id as well as by user id: one query. Ids of others are
/// left out.
///
/// # Errors
/// The database's.
pub async fn names(tx: &ReadTx, ids: &[Uuid]) -> Result<HashMap<Uuid, (String, String)>, Problem> {
    use membership::Column as C;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let rows = tx
        .find::<membership::Entity>()
        .filter(
            C::Id
                .is_in(ids.iter().copied())
                .or(C::UserId.is_in(ids.iter().copied())),
        )
        .all()
        .await?;
    let mut found = HashMap::with_capacity(2 * rows.len());
    for row in rows {
        let name = (row.name, row.initials);
        found.insert(row.id, name.clone());
        found.insert(row.user_id, name);
    }
    Ok(found)
}

/// A page of users.
pub(super) async fn list_users(tx: &ReadTx, q: &ListUsers) -> Result<Page<UserItem>, Problem> {
    use membership::Column as C;
    let mut find = tx.find::<membership::Entity>();
    if let Some(role) = q.role {
        find = find.filter(C::Role.eq(role.as_str()));
    }
    if let Some(status) = q.status {
        find = find.filter(C::Status.eq(status.as_str()));
    }
    let total = match q.total {
        Some(true) => i64::try_from(find.clone().count().await?).ok(),
        _ => None,
    };
    let limit = limit(q.limit);
    let order = if q.sort == UserSort::Name {
        Order::Asc
    } else {
        Order::Desc
    };
    let cursor = Cursor::<String>::decode(q.after.as_deref())?;
    let mut rows = find
        .with(|s| keyset(s, C::NameFolded, C::Id, order, cursor, limit))
        .all()
        .await?;
    let next = next(&mut rows, limit, |r| Cursor(r.name_folded.clone(), r.id).encode());
    let emails: HashMap<Uuid, String> = tx
        .find_global::<user_account::Entity>()
        .filter(user_account::Column::Id.is_in(rows.iter().map(|r| r.user_id)))
        .all()
        .await?
        .into_iter()
        .map(|u| (u.id, u.email))
        .collect();
    let items = rows
        .into_iter()
        .map(|r| {
            let shown = emails.get(&r.user_id).filter(|_| r.erased_at.is_none());
            Ok(UserItem {
                role: role(&r)?,
                status: UserStatus::parse(&r.status),
                email: shown.cloned().unwrap_or_default(),
                id: r.id,
                user_id: r.user_id,
                name: r.name,
                username: r.username,
                initials: r.initials,
                employment_id: r.employment_id,
                phone: r.phone,
                last_log_in_at: r.last_log_in_at,
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(Page { items, next, total })
}

/// The role in a row.
///
/// # Errors
/// Never: the database's CHECK holds the words.
pub(super) fn role(row: &membership::Model) -> Result<Role, Problem> {
    row.role.parse().map_err(Problem::internal)
}

/// A user's place in the company.
pub(super) async fn get_place(tx: &ReadTx, id: Uuid) -> Result<membership::Model, Problem> {
    tx.find::<membership::Entity>()
        .filter(membership::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// A user's place in the company, locked until the transaction ends.
pub(super) async fn lock_place(tx: &WriteTx, id: Uuid) -> Result<membership::Model, Problem> {
    let place = tx
        .find::<membership::Entity>()
        .filter(membership::Column::Id.eq(id))
        .for_update()
        .one()
        .await?;
    place.ok_or_else(Problem::not_found)
}

/// The place of a log-in in the company, locked until the transaction ends.
pub(super) async fn lock_place_of(tx: &WriteTx, user_id: Uuid) -> Result<Option<membership::Model>, Problem> {
    Ok(tx
        .find::<membership::Entity>()
        .filter(membership::Column::UserId.eq(user_id))
        .for_update()
        .one()
        .await?)
}

/// The place of a log-in in the company.
pub(super) async fn find_place_of(tx: &ReadTx, user_id: Uuid) -> Result<Option<membership::Model>, Problem> {
    Ok(tx
        .find::<membership::Entity>()
        .filter(membership::Column::UserId.eq(user_id))
        .one()
        .await?)
}

/// A log-in, locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_user(tx: &WriteTx, id: Uuid) -> Result<user_account::Model, Problem> {
    let user = tx
        .find_global::<user_account::Entity>()
        .filter(user_account::Column::Id.eq(id))
        .for_update()
        .one()
        .await?;
    user.ok_or_else(Problem::not_found)
}

/// The active owners, locked in one order before any other place: two who take each other's ownership meet here.
pub(super) async fn lock_owners(tx: &WriteTx) -> Result<Vec<Uuid>, Problem> {
    use membership::Column as C;
    let rows = tx
        .find::<membership::Entity>()
        .filter(C::Role.eq(Role::Owner.as_str()).and(C::Status.eq(ACTIVE)))
        .with(|q| q.order_by_asc(C::Id))
        .for_update()
        .all()
        .await?;
    Ok(rows.into_iter().map(|r| r.id).collect())
}

/// An empty place to apply the first content to.
pub(super) fn blank(tx: &WriteTx, user_id: Uuid) -> membership::Model {
    membership::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        user_id,
        username_folded: String::new(),
        username: String::new(),
        initials: String::new(),
        employment_id: String::new(),
        phone: String::new(),
        name: String::new(),
        name_folded: String::new(),
        role: String::new(),
        status: UserStatus::Invited.as_str().to_owned(),
        created_at: tx.now(),
        last_log_in_at: None,
        erased_at: None,
    }
}

/// The new content on a row, with a user name that is free.
pub(super) async fn apply(
    tx: &WriteTx,
    row: membership::Model,
    input: &UserInput,
) -> Result<membership::Model, Problem> {
    let username = match input.username.as_str() {
        "" => free_username(tx, &row).await?,
        chosen if is_taken(tx, row.id, chosen).await? => {
            return Err(Problem::field("/username", FieldCode::Duplicate));
        }
        chosen => chosen.to_owned(),
    };
    Ok(membership::Model {
        username_folded: fold(&username),
        username,
        initials: input.initials.clone(),
        employment_id: input.employment_id.clone(),
        phone: input.phone.clone(),
        name_folded: fold(&input.name),
        name: input.name.clone(),
        role: input.role.as_str().to_owned(),
        ..row
    })
}

/// What stands before `@` in the address, with a number behind it where that is taken.
async fn free_username(tx: &ReadTx, row: &membership::Model) -> Result<String, Problem> {
    let user = find_user(tx, row.user_id).await?.ok_or_else(Problem::not_found)?;
    let local: String = user
        .email
        .split('@')
        .next()
        .unwrap_or_default()
        .chars()
        .take(50)
        .collect();
    let mut username = local.clone();
    let mut number = 2;
    while is_taken(tx, row.id, &username).await? {
        username = format!("{local}{number}");
        number += 1;
    }
    Ok(username)
}

async fn is_taken(tx: &ReadTx, own: Uuid, username: &str) -> Result<bool, Problem> {
    use membership::Column as C;
    let same = C::UsernameFolded.eq(fold(username)).and(C::Id.ne(own));
    Ok(tx.find::<membership::Entity>().filter(same).count().await? > 0)
}

/// A place that its user left by erasure is nobody's any more: what was done there stays under its pseudonym, whoever comes back.
pub(super) async fn leave_behind(tx: &WriteTx, erased: membership::Model) -> Result<(), Problem> {
    let row = membership::Model {
        user_id: tx.new_id(),
        version: erased.version + 1,
        ..erased
    };
    save_place(tx, &row).await
}

/// Stores a new place.
pub(super) async fn insert_place(tx: &WriteTx, row: &membership::Model) -> Result<(), Problem> {
    tx.insert::<membership::Entity, _>(membership::ActiveModel::from(row.clone()).reset_all())
        .await
        .map_err(|e| username_taken(e.into()))
}

/// Stores a changed place.
pub(super) async fn save_place(tx: &WriteTx, row: &membership::Model) -> Result<(), Problem> {
    tx.update::<membership::Entity, _>(membership::ActiveModel::from(row.clone()).reset_all())
        .await
        .map_err(|e| username_taken(e.into()))
}

/// Two who choose the same user name at once meet in the index.
fn username_taken(p: Problem) -> Problem {
    if p.code == Code::Duplicate {
        Problem::field("/username", FieldCode::Duplicate)
    } else {
        p
    }
}

/// A user as the caller sees them.
pub(super) async fn view(tx: &ReadTx, row: membership::Model, caller: &Caller) -> Result<User, Problem> {
    // Whoever was erased and came back has a place of their own; the old one has no account any more.
    let email = find_user(tx, row.user_id).await?.filter(|_| row.erased_at.is_none());
    let status = UserStatus::parse(&row.status);
    let invitation = match status {
        UserStatus::Invited => links::open_invitation(tx, row.user_id).await?,
        _ => None,
    };
    Ok(User {
        actions: actions(tx, &row, caller).await?,
        mails: mail::states(tx, Document::Invitation(row.user_id)).await?,
        invitation_expires_at: invitation.map(|i| i.expires_at),
        role: role(&row)?,
        status,
        id: row.id,
        version: row.version,
        user_id: row.user_id,
        email: email.map(|u| u.email).unwrap_or_default(),
        erased: row.erased_at.is_some(),
        name: row.name,
        username: row.username,
        initials: row.initials,
        employment_id: row.employment_id,
        phone: row.phone,
        created_at: row.created_at,
        last_log_in_at: row.last_log_in_at,
    })
}

async fn actions(tx: &ReadTx, row: &membership::Model, caller: &Caller) -> Result<Vec<UserAction>, Problem> {
    use membership::Column as C;
    let role = role(row)?;
    if row.erased_at.is_some() {
        return Ok(Vec::new());
    }
    if !may_grant(caller.role, Some(role), role) || !may_deactivate(caller.role, role) {
        return Ok(Vec::new());
    }
    Ok(match UserStatus::parse(&row.status) {
        UserStatus::Deactivated => vec![UserAction::Invite],
        UserStatus::Invited => vec![UserAction::Replace, UserAction::Deactivate, UserAction::Invite],
        UserStatus::Active => {
            let owners = C::Role.eq(Role::Owner.as_str()).and(C::Status.eq(ACTIVE));
            let is_last = role == Role::Owner && tx.find::<membership::Entity>().filter(owners).count().await? < 2;
            if is_last {
                vec![UserAction::Replace]
            } else {
                vec![UserAction::Replace, UserAction::Deactivate]
            }
        }
    })
}
