//! How are the people who can have a tax deduction checked, kept and shown?

use super::{
    dto::{DeductionUsed, Household, HouseholdInput, HouseholdMember, HouseholdMemberFound, HouseholdMemberInput},
    entity::{household, household_member, household_use},
    find_members::wrong,
};
use crate::{
    customers::{self, customer, dto::CustomerKind, refuse_erased},
    http::{FieldCode, FieldError, IfMatch, Problem},
    store::{
        Event, ReadTx, WriteTx,
        secret::Secrets,
        vault::{self, OpenError, Place, Purpose},
    },
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    deduction::{HouseholdError, Member, check_household, lacks},
    event::{EntityKind, EventKind},
    identity::PersonalIdentityNumber,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What a number is found again by.
pub(super) const INDEX: &str = "household_member.number";

/// A person with everything that is known of them.
#[derive(Clone, Debug)]
pub struct Person {
    /// The row.
    pub row: household_member::Model,
    /// The number; none when it is erased.
    pub number: Option<PersonalIdentityNumber>,
    /// What others have deducted, newest year first.
    pub used: Vec<DeductionUsed>,
}

impl Person {
    /// As core looks at them.
    #[must_use]
    pub fn member(&self) -> Member {
        Member {
            number: self.number,
            share_bp: self.row.share_bp,
            // The database holds only these words: its CHECK says so.
            entitlement: self.row.entitlement.as_deref().and_then(|w| w.parse().ok()),
            unrelated: self.row.unrelated,
        }
    }
}

/// The people of a customer.
#[derive(Clone, Debug)]
pub struct People {
    /// The customer.
    pub customer_id: Uuid,
    /// 0 before anybody was entered.
    pub version: i32,
    /// In order.
    pub people: Vec<Person>,
}

impl People {
    /// On the wire.
    #[must_use]
    pub fn view(self, today: NaiveDate) -> Household {
        let members = self.people.into_iter().map(|p| {
            let member = p.member();
            HouseholdMember {
                id: p.row.id,
                name: p.row.name,
                identity_number: p.number.map(PersonalIdentityNumber::masked).unwrap_or_default(),
                share_bp: member.share_bp,
                entitlement: member.entitlement,
                unrelated: member.unrelated,
                used: p.used,
                lacks: lacks(&member, today.year()),
            }
        });
        Household {
            customer_id: self.customer_id,
            version: self.version,
            members: members.collect(),
        }
    }
}

const fn place(id: Uuid) -> Place {
    Place {
        table: "household_member",
        column: "number_sealed",
        row: id,
    }
}

/// A person's row.
///
/// # Errors
/// `not_found`.
pub(super) async fn get_member(tx: &ReadTx, id: Uuid) -> Result<household_member::Model, Problem> {
    tx.find::<household_member::Entity>()
        .filter(household_member::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// A person's number; none when its key was dropped.
///
/// # Errors
/// The store's.
pub(super) async fn number_of(
    tx: &ReadTx,
    secrets: &Secrets,
    row: &household_member::Model,
) -> Result<Option<PersonalIdentityNumber>, Problem> {
    opened(tx, secrets, row.key_id, place(row.id), &row.number_sealed).await
}

/// A number that was sealed at a place; none when its key was dropped.
///
/// # Errors
/// The store's.
pub(super) async fn opened(
    tx: &ReadTx,
    secrets: &Secrets,
    key_id: Uuid,
    place: Place,
    sealed: &[u8],
) -> Result<Option<PersonalIdentityNumber>, Problem> {
    let plain = match vault::open(tx, secrets, key_id, place, sealed).await {
        Ok(plain) => plain,
        Err(OpenError::Erased) => return Ok(None),
        Err(OpenError::Failed(problem)) => return Err(problem),
    };
    let text = std::str::from_utf8(&plain).map_err(Problem::internal)?;
    PersonalIdentityNumber::parse(text, tx.today())
        .map(Some)
        .map_err(Problem::internal)
}

/// The people of a customer.
///
/// # Errors
/// The store's.
pub async fn household_of(tx: &ReadTx, secrets: &Secrets, customer_id: Uuid) -> Result<People, Problem> {
    use household_member::Column as C;
    let known = tx
        .find::<household::Entity>()
        .filter(household::Column::CustomerId.eq(customer_id))
        .one()
        .await?;
    let rows = tx
        .find::<household_member::Entity>()
        .filter(C::CustomerId.eq(customer_id))
        .with(|q| q.order_by_asc(C::Position))
        .all()
        .await?;
    let mut uses: HashMap<Uuid, Vec<DeductionUsed>> = HashMap::new();
    if !rows.is_empty() {
        use household_use::Column as U;
        let found = tx
            .find::<household_use::Entity>()
            .filter(U::MemberId.is_in(rows.iter().map(|r| r.id)))
            .with(|q| q.order_by_desc(U::Year))
            .all()
            .await?;
        for u in found {
            uses.entry(u.member_id).or_default().push(DeductionUsed {
                year: u.year,
                rot_kr: u.rot_kr,
                rut_kr: u.rut_kr,
                green_kr: u.green_kr,
            });
        }
    }
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        people.push(Person {
            number: number_of(tx, secrets, &row).await?,
            used: uses.remove(&row.id).unwrap_or_default(),
            row,
        });
    }
    Ok(People {
        customer_id,
        version: known.map_or(0, |k| k.version),
        people,
    })
}

/// Who has a number, by customer.
pub(super) async fn find(
    tx: &ReadTx,
    secrets: &Secrets,
    number: PersonalIdentityNumber,
) -> Result<Vec<HouseholdMemberFound>, Problem> {
    use household_member::Column as C;
    let Some(index) = vault::find_index(tx, secrets, INDEX, &number.normal_form()).await? else {
        return Ok(Vec::new());
    };
    let rows = tx
        .find::<household_member::Entity>()
        .filter(C::NumberIndex.eq(index))
        .with(|q| q.order_by_asc(C::CustomerId))
        .all()
        .await?;
    let names: HashMap<Uuid, String> = tx
        .find::<customer::Entity>()
        .filter(customer::Column::Id.is_in(rows.iter().map(|r| r.customer_id)))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c.name))
        .collect();
    let found = rows.into_iter().map(|r| HouseholdMemberFound {
        customer_name: names.get(&r.customer_id).cloned().unwrap_or_default(),
        customer_id: r.customer_id,
        member_id: r.id,
        name: r.name,
    });
    Ok(found.collect())
}

/// Puts these people in the place of those that a customer had. Whoever is left out is erased: their key is dropped.
///
/// # Errors
/// `stale`, or all fields that need mending.
pub async fn save_household(
    tx: &WriteTx,
    secrets: &Secrets,
    customer_id: Uuid,
    seen: Option<IfMatch>,
    input: &HouseholdInput,
) -> Result<(People, Event), Problem> {
    // The customer is what two who change its people at once wait for.
    let customer = tx
        .find::<customer::Entity>()
        .filter(customer::Column::Id.eq(customer_id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    refuse_erased(&customer)?;
    customers::refuse_restricted(&customer)?;
    let before = household_of(tx, secrets, customer.id).await?;
    if let Some(seen) = seen {
        seen.expect(before.version)?;
    }
    let members = check(&customer, &before, input, tx.today())?;
    let kept: HashSet<Uuid> = input.members.iter().filter_map(|m| m.id).collect();
    for gone in before.people.iter().filter(|p| !kept.contains(&p.row.id)) {
        vault::drop_key(tx, gone.row.key_id).await?;
    }
    let mut rows = Vec::with_capacity(members.len());
    for ((position, m), member) in (0..).zip(&input.members).zip(&members) {
        let old = before.people.iter().find(|p| Some(p.row.id) == m.id);
        let number = member
            .number
            .ok_or_else(|| Problem::internal("a person without a number"))?;
        rows.push(row(tx, secrets, (customer.id, position), m, old, number).await?);
    }
    let mut event = Event::new(EventKind::HouseholdReplaced, EntityKind::Household, customer.id);
    for r in &rows {
        let old = before.people.iter().find(|p| p.row.id == r.id).map(|p| &p.row);
        event = event.changed("household_member", old, r);
    }
    put(tx, customer.id, before.version, rows, &input.members).await?;
    Ok((household_of(tx, secrets, customer.id).await?, event))
}

/// What is right in itself: known people, good numbers, shares that are the whole.
fn check(
    customer: &customer::Model,
    before: &People,
    input: &HouseholdInput,
    today: NaiveDate,
) -> Result<Vec<Member>, Problem> {
    let mut errors = Vec::new();
    let mut seen = HashSet::new();
    let mut members = Vec::with_capacity(input.members.len());
    if customers::dto::CustomerKind::parse(&customer.kind) == CustomerKind::Company && !input.members.is_empty() {
        errors.push(FieldError::new("/members", FieldCode::Invalid));
    }
    for (i, m) in input.members.iter().enumerate() {
        let at = |field: &str, code| FieldError::new(format!("/members/{i}/{field}"), code);
        let old = before.people.iter().find(|p| Some(p.row.id) == m.id);
        if m.id.is_some_and(|id| old.is_none() || !seen.insert(id)) {
            errors.push(at("id", FieldCode::NotFound));
        }
        if m.name.trim().is_empty() {
            errors.push(at("name", FieldCode::Required));
        }
        let mut years = HashSet::new();
        for (n, _) in m.used.iter().enumerate().filter(|(_, u)| !years.insert(u.year)) {
            errors.push(at(&format!("used/{n}/year"), FieldCode::Duplicate));
        }
        let number = match (&m.identity_number, old.and_then(|o| o.number)) {
            (Some(text), _) => PersonalIdentityNumber::parse(text, today)
                .map_err(|e| errors.push(at("identity_number", wrong(e))))
                .ok(),
            (None, Some(known)) => Some(known),
            (None, None) => {
                errors.push(at("identity_number", FieldCode::Required));
                None
            }
        };
        members.push(Member {
            number,
            share_bp: m.share_bp,
            entitlement: m.entitlement,
            unrelated: m.unrelated,
        });
    }
    match check_household(&members) {
        Ok(()) => {}
        Err(HouseholdError::Twice { index }) => errors.push(FieldError::new(
            format!("/members/{index}/identity_number"),
            FieldCode::Duplicate,
        )),
        Err(HouseholdError::Shares) => {
            let last = members.len().saturating_sub(1);
            errors.push(FieldError::new(format!("/members/{last}/share_bp"), FieldCode::Invalid));
        }
        Err(HouseholdError::TooMany) => errors.push(FieldError::new("/members", FieldCode::TooLarge)),
    }
    if errors.is_empty() {
        Ok(members)
    } else {
        Err(Problem::fields(errors))
    }
}

/// A person's new row: under the key they have, or a new one.
async fn row(
    tx: &WriteTx,
    secrets: &Secrets,
    (customer_id, position): (Uuid, i32),
    m: &HouseholdMemberInput,
    old: Option<&Person>,
    number: PersonalIdentityNumber,
) -> Result<household_member::Model, Problem> {
    let same = old.filter(|o| o.number == Some(number)).map(|o| &o.row);
    let id = old.map_or_else(|| tx.new_id(), |o| o.row.id);
    let (key_id, number_sealed, number_index) = match same {
        Some(kept) => (kept.key_id, kept.number_sealed.clone(), kept.number_index.clone()),
        None => {
            let key = match old.filter(|o| o.number.is_some()) {
                Some(known) => known.row.key_id,
                None => vault::make_key(tx, secrets, Purpose::Operational).await?,
            };
            let digits = number.normal_form();
            let sealed = vault::seal(tx, secrets, key, place(id), digits.as_bytes())
                .await
                .map_err(|e| match e {
                    OpenError::Failed(problem) => problem,
                    OpenError::Erased => Problem::internal(e),
                })?;
            (key, sealed, vault::blind_index(tx, secrets, INDEX, &digits).await?)
        }
    };
    Ok(household_member::Model {
        company_id: tx.company_id(),
        id,
        customer_id,
        position,
        name: m.name.trim().to_owned(),
        key_id,
        number_sealed,
        number_index,
        share_bp: m.share_bp,
        entitlement: m.entitlement.map(|e| e.as_str().to_owned()),
        unrelated: m.unrelated,
        created_at: old.map_or_else(|| tx.now(), |o| o.row.created_at),
    })
}

async fn put(
    tx: &WriteTx,
    customer_id: Uuid,
    version: i32,
    rows: Vec<household_member::Model>,
    members: &[HouseholdMemberInput],
) -> Result<(), Problem> {
    let own = household::ActiveModel::from(household::Model {
        company_id: tx.company_id(),
        customer_id,
        version: version + 1,
    })
    .reset_all();
    if version == 0 {
        tx.insert::<household::Entity, _>(own).await?;
    } else {
        tx.update::<household::Entity, _>(own).await?;
    }
    let uses: Vec<household_use::ActiveModel> = rows
        .iter()
        .zip(members)
        .flat_map(|(r, m)| m.used.iter().map(|u| (r.id, *u)))
        .map(|(member_id, u)| {
            household_use::ActiveModel::from(household_use::Model {
                company_id: tx.company_id(),
                member_id,
                year: u.year,
                rot_kr: u.rot_kr,
                rut_kr: u.rut_kr,
                green_kr: u.green_kr,
            })
            .reset_all()
        })
        .collect();
    tx.delete_where::<household_member::Entity>(household_member::Column::CustomerId.eq(customer_id))
        .await?;
    let rows = rows
        .into_iter()
        .map(|r| household_member::ActiveModel::from(r).reset_all())
        .collect();
    tx.insert_many::<household_member::Entity, _>(rows).await?;
    Ok(tx.insert_many::<household_use::Entity, _>(uses).await?)
}
