//! How is what must be hidden kept, so that dropping a key erases it everywhere, backups included?
//!
//! A value is sealed under its person's key, which lies wrapped under the company's key, which lies wrapped under the master key
//! outside the database. A person has an *operational* key, dropped at erasure, and for what bookkeeping law keeps a *hold* key
//! for each fiscal year, dropped when the law's time is over (BFL 1999:1078 7 kap. 2 §). Equal numbers are found by a keyed digest
//! whose key is the company's, so the database alone tells nobody which number it is, and two companies have nothing in common.

use super::{
    ReadTx, WriteTx,
    secret::{SecretError, Secrets, open_with, random, seal_with},
};
use crate::http::problem::Problem;
use aws_lc_rs::{hkdf, hmac};
use kontoret_core::privacy::{Declared::NotPersonal, Owner, Table};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryTrait, Set, sea_query::OnConflict};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A company's key, wrapped by the master key.
pub mod company_key {
    #![expect(missing_docs, reason = "the columns are explained by their declarations")]
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "company_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        pub wrapped: Vec<u8>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A person's key for one purpose, wrapped by the company's.
pub mod subject_key {
    #![expect(missing_docs, reason = "the columns are explained by their declarations")]
    use sea_orm::entity::prelude::*;
    /// A row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "subject_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub company_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub purpose: String,
        pub year: Option<i32>,
        pub wrapped: Option<Vec<u8>>,
        pub created_at: DateTimeUtc,
        pub dropped_at: Option<DateTimeUtc>,
    }
    /// None: references are kept by the database.
    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

crate::tenant_entity!(company_key, subject_key);

/// What a person's key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Daily work; dropped when the person is erased.
    Operational,
    /// What bookkeeping law keeps of a fiscal year that ends in this year.
    Hold(i32),
}

/// Where a sealed value lies: it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The row.
    pub row: Uuid,
}

impl Place {
    fn bytes(self, company_id: Uuid) -> Vec<u8> {
        let (table, column) = (self.table.as_bytes(), self.column.as_bytes());
        // A separator that no name holds: no two places have the same bytes.
        [
            company_id.as_bytes().as_slice(),
            table,
            b"/",
            column,
            b"/",
            self.row.as_bytes(),
        ]
        .concat()
    }
}

/// Why a value can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Its key was dropped: it is erased.
    #[error("the value is erased")]
    Erased,
    /// The store failed, or the value was changed or moved.
    #[error("the value can't be opened: {0}")]
    Failed(Problem),
}

impl From<Problem> for OpenError {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

type Key = Zeroizing<[u8; 32]>;

fn refused(_: SecretError) -> Problem {
    Problem::internal("a sealed value does not open with its key")
}

fn key_of(bytes: &[u8]) -> Result<Key, Problem> {
    let key: [u8; 32] = bytes.try_into().map_err(|_| refused(SecretError::Refused))?;
    Ok(Zeroizing::new(key))
}

const fn place_of_company_key(company_id: Uuid) -> Place {
    Place {
        table: "company_key",
        column: "wrapped",
        row: company_id,
    }
}

const fn place_of_subject_key(id: Uuid) -> Place {
    Place {
        table: "subject_key",
        column: "wrapped",
        row: id,
    }
}

/// The company's key; `None` before anything was sealed.
async fn company_key(tx: &ReadTx, secrets: &Secrets) -> Result<Option<Key>, Problem> {
    let Some(row) = tx.find::<company_key::Entity>().one().await? else {
        return Ok(None);
    };
    let place = place_of_company_key(tx.company_id()).bytes(tx.company_id());
    Ok(Some(key_of(&secrets.open(&place, &row.wrapped).map_err(refused)?)?))
}

/// Wraps the company's key with the master key where it still lies wrapped with the one before it; what it wraps itself, and what
/// is found by it, stays as it is. Whether there was something to do.
///
/// # Errors
/// The store's, or when neither master key opens it.
pub async fn rewrap_company_key(tx: &WriteTx, secrets: &Secrets) -> Result<bool, Problem> {
    let Some(row) = tx.find::<company_key::Entity>().for_update().one().await? else {
        return Ok(false);
    };
    let place = place_of_company_key(tx.company_id()).bytes(tx.company_id());
    let Some(wrapped) = secrets.reseal(&place, &row.wrapped).map_err(refused)? else {
        return Ok(false);
    };
    let row = company_key::Model { wrapped, ..row };
    tx.update::<company_key::Entity, _>(row.into_active_model().reset_all())
        .await?;
    Ok(true)
}

/// The company's key, made when there is none.
async fn company_key_made(tx: &WriteTx, secrets: &Secrets) -> Result<Key, Problem> {
    if let Some(key) = company_key(tx, secrets).await? {
        return Ok(key);
    }
    let place = place_of_company_key(tx.company_id()).bytes(tx.company_id());
    let wrapped = secrets.seal(&place, &random::<32>()).map_err(refused)?;
    let row = company_key::ActiveModel {
        company_id: Set(tx.company_id()),
        wrapped: Set(wrapped),
    };
    // Two that come first at the same time use one key: that of the one who was first.
    let insert = company_key::Entity::insert(row).on_conflict(
        OnConflict::column(company_key::Column::CompanyId)
            .do_nothing()
            .to_owned(),
    );
    tx.execute_insert(&insert.into_query()).await?;
    company_key(tx, secrets)
        .await?
        .ok_or_else(|| Problem::internal("a company's key that was just made is missing"))
}

/// Makes a person's key for a purpose.
///
/// # Errors
/// The store's.
pub async fn make_key(tx: &WriteTx, secrets: &Secrets, purpose: Purpose) -> Result<Uuid, Problem> {
    let company = company_key_made(tx, secrets).await?;
    let id = tx.new_id();
    let place = place_of_subject_key(id).bytes(tx.company_id());
    let row = subject_key::ActiveModel {
        company_id: Set(tx.company_id()),
        id: Set(id),
        purpose: Set(match purpose {
            Purpose::Operational => "operational",
            Purpose::Hold(_) => "hold",
        }
        .to_owned()),
        year: Set(match purpose {
            Purpose::Operational => None,
            Purpose::Hold(year) => Some(year),
        }),
        wrapped: Set(Some(seal_with(&company, &place, &random::<32>()).map_err(refused)?)),
        created_at: Set(tx.now()),
        dropped_at: Set(None),
    };
    tx.insert::<subject_key::Entity, _>(row).await?;
    Ok(id)
}

/// Drops a key: whatever was sealed under it is erased, wherever a copy lies.
///
/// # Errors
/// `not_found`.
pub async fn drop_key(tx: &WriteTx, id: Uuid) -> Result<(), Problem> {
    let row = tx
        .find::<subject_key::Entity>()
        .filter(subject_key::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    if row.wrapped.is_none() {
        return Ok(());
    }
    let mut row = row.into_active_model();
    row.wrapped = Set(None);
    row.dropped_at = Set(Some(tx.now()));
    tx.update::<subject_key::Entity, _>(row.reset_all()).await?;
    Ok(())
}

async fn subject_key(tx: &ReadTx, secrets: &Secrets, id: Uuid) -> Result<Key, OpenError> {
    let row = tx
        .find::<subject_key::Entity>()
        .filter(subject_key::Column::Id.eq(id))
        .one()
        .await
        .map_err(Problem::from)?
        .ok_or_else(Problem::not_found)?;
    let wrapped = row.wrapped.ok_or(OpenError::Erased)?;
    let company = company_key(tx, secrets)
        .await?
        .ok_or_else(|| refused(SecretError::Refused))?;
    let place = place_of_subject_key(id).bytes(tx.company_id());
    Ok(key_of(&open_with(&company, &place, &wrapped).map_err(refused)?)?)
}

/// Seals a value for its place.
///
/// # Errors
/// [`OpenError::Erased`] when the key was dropped: what is erased does not come back under the same key.
pub async fn seal(
    tx: &WriteTx,
    secrets: &Secrets,
    key: Uuid,
    place: Place,
    plain: &[u8],
) -> Result<Vec<u8>, OpenError> {
    let key = subject_key(tx, secrets, key).await?;
    Ok(seal_with(&key, &place.bytes(tx.company_id()), plain).map_err(refused)?)
}

/// Opens a value at its place.
///
/// # Errors
/// [`OpenError`].
pub async fn open(
    tx: &ReadTx,
    secrets: &Secrets,
    key: Uuid,
    place: Place,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let key = subject_key(tx, secrets, key).await?;
    Ok(open_with(&key, &place.bytes(tx.company_id()), sealed).map_err(refused)?)
}

/// The digest that finds a value again in this company, by exact match only.
///
/// # Errors
/// The store's.
pub async fn blind_index(tx: &WriteTx, secrets: &Secrets, what: &str, value: &str) -> Result<Vec<u8>, Problem> {
    Ok(index_of(&company_key_made(tx, secrets).await?, what, value))
}

/// As [`blind_index`], for looking up: `None` where the company has sealed nothing yet.
///
/// # Errors
/// The store's.
pub async fn find_index(tx: &ReadTx, secrets: &Secrets, what: &str, value: &str) -> Result<Option<Vec<u8>>, Problem> {
    Ok(company_key(tx, secrets).await?.map(|key| index_of(&key, what, value)))
}

fn index_of(company: &Key, what: &str, value: &str) -> Vec<u8> {
    let mut derived = Zeroizing::new([0u8; 32]);
    let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, b"kontoret").extract(company.as_slice());
    let info = [b"kontoret index 1 ".as_slice(), what.as_bytes()];
    let filled = prk
        .expand(&info, hkdf::HKDF_SHA256)
        .is_ok_and(|okm| okm.fill(derived.as_mut_slice()).is_ok());
    assert!(filled, "HKDF-SHA256 gives 32 bytes for every input");
    let key = hmac::Key::new(hmac::HMAC_SHA256, derived.as_slice());
    hmac::sign(&key, value.as_bytes()).as_ref().to_vec()
}

/// The declarations of these tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "company_key",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[("company_id", NotPersonal), ("wrapped", NotPersonal)],
    },
    Table {
        name: "subject_key",
        owner: Owner::Tenant,
        about: &[],
        found_by: &[],
        columns: &[
            ("company_id", NotPersonal),
            ("id", NotPersonal),
            ("purpose", NotPersonal),
            ("year", NotPersonal),
            ("wrapped", NotPersonal),
            ("created_at", NotPersonal),
            ("dropped_at", NotPersonal),
        ],
    },
];

#[cfg(test)]
#[path = "vault_test.rs"]
mod tests;
