//! Which rows may a piece of code touch? A transaction is made for a company, and gives queries of that company alone.

use super::{
    connect::{Db, Scope},
    running::Running,
};
use crate::clock::Clock;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait,
    FromQueryResult, IntoActiveModel, Iterable, QueryFilter, QuerySelect, QueryTrait, Select, Update, Value,
    sea_query::{InsertStatement, SelectStatement},
};
use std::{ops::Deref, sync::Arc};
use uuid::Uuid;

/// A table that belongs to a company.
pub trait TenantEntity: EntityTrait {
    /// The column `company_id`.
    fn company() -> Self::Column;
}

/// A table that belongs to no company; its declaration says why.
pub trait GlobalEntity: EntityTrait {}

/// Ties entities to their owner and their declaration.
#[macro_export]
macro_rules! tenant_entity {
    ($($module:ident),+ $(,)?) => {$(
        impl $crate::store::TenantEntity for $module::Entity {
            fn company() -> Self::Column { $module::Column::CompanyId }
        }
    )+};
}

/// A transaction that reads one company's rows.
pub struct ReadTx {
    tx: Running,
    scope: Scope,
    clock: Arc<dyn Clock>,
}

/// A transaction that also writes. Made and ended by the commit door alone.
pub struct WriteTx {
    read: ReadTx,
    pub(super) queued: std::cell::RefCell<Vec<crate::jobs::Job>>,
}

impl Deref for WriteTx {
    type Target = ReadTx;
    fn deref(&self) -> &ReadTx {
        &self.read
    }
}

/// A query that is bound to its transaction's company.
#[derive(Clone)]
pub struct Scoped<'t, E: EntityTrait> {
    tx: &'t ReadTx,
    select: Select<E>,
}

impl ReadTx {
    pub(crate) async fn begin(db: &Db, scope: Scope, clock: Arc<dyn Clock>) -> Result<Self, DbErr> {
        Ok(Self {
            tx: db.begin_read(scope).await?,
            scope,
            clock,
        })
    }

    pub(crate) fn once(db: &Db, scope: Scope, clock: Arc<dyn Clock>) -> Self {
        Self {
            tx: db.begin_once(scope),
            scope,
            clock,
        }
    }

    /// The company whose rows this transaction sees; the nil id sees none.
    #[must_use]
    pub fn company_id(&self) -> Uuid {
        self.scope.company_id.unwrap_or_default()
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today in Sweden.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// A new id.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.clock.new_id()
    }

    /// The engine.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    /// The company's rows of a table.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one home of tenant queries")]
    pub fn find<E: TenantEntity>(&self) -> Scoped<'_, E> {
        Scoped {
            tx: self,
            select: E::find().filter(E::company().eq(self.company_id())),
        }
    }

    /// Rows of a table that belongs to no company.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one home of global queries")]
    pub fn find_global<E: GlobalEntity>(&self) -> Scoped<'_, E> {
        Scoped {
            tx: self,
            select: E::find(),
        }
    }

    /// Rows of a tenant table in whatever company, where row-level security lets this scope see them.
    /// `why` is for the reader and the test that counts these.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one home of unscoped queries")]
    pub fn find_unscoped<E: TenantEntity>(&self, why: &'static str) -> Scoped<'_, E> {
        log::trace!(why = why; "unscoped query");
        Scoped {
            tx: self,
            select: E::find(),
        }
    }

    /// Runs a statement built by hand for one of the hot lists. The caller filters by [`ReadTx::company_id`].
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn select<M: FromQueryResult>(&self, q: &SelectStatement) -> Result<Vec<M>, DbErr> {
        self.tx
            .query_all(q)
            .await?
            .iter()
            .map(|r| M::from_query_result(r, ""))
            .collect()
    }

    pub(crate) fn connection(&self) -> &Running {
        &self.tx
    }
}

impl<E: EntityTrait> Scoped<'_, E> {
    /// Narrows, sorts or limits the query.
    #[must_use]
    pub fn with(mut self, f: impl FnOnce(Select<E>) -> Select<E>) -> Self {
        self.select = f(self.select);
        self
    }

    /// Adds a condition.
    #[must_use]
    pub fn filter(mut self, condition: impl sea_orm::sea_query::IntoCondition) -> Self {
        self.select = self.select.filter(condition);
        self
    }

    /// Locks the rows until the transaction ends (PostgreSQL; SQLite has one writer anyway).
    #[must_use]
    pub fn for_update(mut self) -> Self {
        self.select = self.select.lock_exclusive();
        self
    }

    /// Holds that the rows are there until the transaction ends, beside others who do the same (PostgreSQL; SQLite has one
    /// writer anyway).
    #[must_use]
    pub fn held(mut self) -> Self {
        self.select = self.select.lock(sea_orm::sea_query::LockType::KeyShare);
        self
    }

    /// The first row.
    ///
    /// # Errors
    /// The database's.
    pub async fn one(self) -> Result<Option<E::Model>, DbErr> {
        self.select.one(&self.tx.tx).await
    }

    /// All rows. The caller limits them.
    ///
    /// # Errors
    /// The database's.
    pub async fn all(self) -> Result<Vec<E::Model>, DbErr> {
        self.select.all(&self.tx.tx).await
    }

    /// All rows as another shape: select only what goes out.
    ///
    /// # Errors
    /// The database's.
    pub async fn all_as<M: FromQueryResult>(self) -> Result<Vec<M>, DbErr> {
        self.select.into_model::<M>().all(&self.tx.tx).await
    }

    /// The first row as another shape.
    ///
    /// # Errors
    /// The database's.
    pub async fn one_as<M: FromQueryResult>(self) -> Result<Option<M>, DbErr> {
        self.select.into_model::<M>().one(&self.tx.tx).await
    }

    /// The statement, to use as a sub-query.
    #[must_use]
    pub fn into_query(self) -> SelectStatement {
        self.select.into_query()
    }

    /// How many rows.
    ///
    /// # Errors
    /// The database's.
    pub async fn count(self) -> Result<u64, DbErr> {
        use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
        let inner = self.select.select_only().expr(Expr::value(1)).into_query();
        let q = Query::select()
            .expr_as(
                Expr::col(sea_orm::sea_query::Asterisk).count().cast_as("bigint"),
                Alias::new("n"),
            )
            .from_subquery(inner, Alias::new("t"))
            .to_owned();
        let row = self.tx.tx.query_one(&q).await?;
        let n: i64 = row.map_or(Ok(0), |r| r.try_get("", "n"))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }
}

impl WriteTx {
    pub(crate) async fn begin(db: &Db, scope: Scope, clock: Arc<dyn Clock>) -> Result<Self, DbErr> {
        let read = ReadTx {
            tx: db.begin_write(scope).await?,
            scope,
            clock,
        };
        Ok(Self {
            read,
            queued: std::cell::RefCell::default(),
        })
    }

    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        self.read.tx.commit().await
    }

    pub(crate) async fn rollback(self) -> Result<(), DbErr> {
        self.read.tx.rollback().await
    }

    /// Inserts a row; its `company_id` is this transaction's, whatever it said.
    ///
    /// # Errors
    /// The database's, unique and reference violations among them.
    pub async fn insert<E, A>(&self, row: A) -> Result<(), DbErr>
    where
        E: TenantEntity,
        A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        let row = self.owned::<E, A>(row);
        self.insert_raw(E::insert(row).into_query()).await
    }

    /// Inserts rows in one statement.
    ///
    /// # Errors
    /// The database's.
    pub async fn insert_many<E, A>(&self, rows: Vec<A>) -> Result<(), DbErr>
    where
        E: TenantEntity,
        A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        // SQLite binds at most 32,766 values in a statement, PostgreSQL 65,535.
        let chunk = (30_000 / E::Column::iter().count().max(1)).max(1);
        let mut rows = rows.into_iter().map(|r| self.owned::<E, A>(r)).peekable();
        while rows.peek().is_some() {
            let part: Vec<A> = rows.by_ref().take(chunk).collect();
            self.insert_raw(E::insert_many(part).into_query()).await?;
        }
        Ok(())
    }

    /// Writes the changed columns of a row that [`ReadTx::find`] gave.
    ///
    /// # Errors
    /// [`DbErr::RecordNotUpdated`] when the row isn't there.
    pub async fn update<E, A>(&self, row: A) -> Result<(), DbErr>
    where
        E: TenantEntity,
        E::Model: IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        self.update_one(self.owned::<E, A>(row)).await
    }

    // Without asking for the row back, which is known.
    async fn update_one<A: ActiveModelTrait>(&self, row: A) -> Result<(), DbErr> {
        let q = Update::one(row).validate()?.into_query();
        match self.read.tx.execute(&q).await?.rows_affected() {
            0 => Err(DbErr::RecordNotUpdated),
            _ => Ok(()),
        }
    }

    /// Changes rows by a statement of this company.
    ///
    /// # Errors
    /// The database's.
    pub async fn update_where<E: TenantEntity>(
        &self,
        f: impl FnOnce(sea_orm::UpdateMany<E>) -> sea_orm::UpdateMany<E>,
    ) -> Result<u64, DbErr> {
        let q = f(E::update_many().filter(E::company().eq(self.company_id())));
        Ok(q.exec(&self.read.tx).await?.rows_affected)
    }

    /// Deletes rows of this company.
    ///
    /// # Errors
    /// The database's.
    pub async fn delete_where<E: TenantEntity>(
        &self,
        condition: impl sea_orm::sea_query::IntoCondition,
    ) -> Result<u64, DbErr> {
        let q = E::delete_many()
            .filter(E::company().eq(self.company_id()))
            .filter(condition);
        Ok(q.exec(&self.read.tx).await?.rows_affected)
    }

    /// Inserts into a table that belongs to no company.
    ///
    /// # Errors
    /// The database's.
    pub async fn insert_global<E, A>(&self, row: A) -> Result<(), DbErr>
    where
        E: GlobalEntity,
        A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        self.insert_raw(E::insert(row).into_query()).await
    }

    /// Changes a row of a table that belongs to no company.
    ///
    /// # Errors
    /// The database's.
    pub async fn update_global<E, A>(&self, row: A) -> Result<(), DbErr>
    where
        E: GlobalEntity,
        E::Model: IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        self.update_one(row).await
    }

    /// Changes rows of a table that belongs to no company.
    ///
    /// # Errors
    /// The database's.
    pub async fn update_global_where<E: GlobalEntity>(
        &self,
        f: impl FnOnce(sea_orm::UpdateMany<E>) -> sea_orm::UpdateMany<E>,
    ) -> Result<u64, DbErr> {
        Ok(f(E::update_many()).exec(&self.read.tx).await?.rows_affected)
    }

    /// Deletes rows of a table that belongs to no company.
    ///
    /// # Errors
    /// The database's.
    pub async fn delete_global_where<E: GlobalEntity>(
        &self,
        condition: impl sea_orm::sea_query::IntoCondition,
    ) -> Result<u64, DbErr> {
        Ok(E::delete_many()
            .filter(condition)
            .exec(&self.read.tx)
            .await?
            .rows_affected)
    }

    /// Queues a job; it exists only if the change is committed.
    pub fn queue(&self, job: crate::jobs::Job) {
        self.queued.borrow_mut().push(job);
    }

    /// Runs a change built by hand. The caller filters by [`ReadTx::company_id`].
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn execute<S: sea_orm::StatementBuilder>(&self, q: &S) -> Result<u64, DbErr> {
        Ok(self.read.tx.execute(q).await?.rows_affected())
    }

    pub(crate) async fn insert_raw(&self, q: InsertStatement) -> Result<(), DbErr> {
        self.read.tx.execute(&q).await.map(|_| ())
    }

    pub(crate) async fn execute_insert(&self, q: &InsertStatement) -> Result<u64, DbErr> {
        self.execute(q).await
    }

    fn owned<E, A>(&self, mut row: A) -> A
    where
        E: TenantEntity,
        A: ActiveModelTrait<Entity = E>,
    {
        row.set(E::company(), Value::from(self.company_id()));
        row
    }
}
