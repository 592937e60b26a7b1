//! How are the rows of a hot list read? By the place of their columns, which are asked for in the order of the fields: to look
//! each of them up by its name, and to compare its type with the field's for every row anew, takes as long as reading it.

/// Declares a row with the column of each field: `columns()` are what to select, and they are read by place.
#[macro_export]
macro_rules! row_by_place {
    ($(#[$meta:meta])* struct $name:ident of $column:ty { $($field:ident: $type:ty = $of:ident),+ $(,)? }) => {
        $(#[$meta])*
        struct $name {
            $($field: $type),+
        }

        impl $name {
            fn columns() -> Vec<$column> {
                vec![$(<$column>::$of),+]
            }
        }

        impl sea_orm::FromQueryResult for $name {
            fn from_query_result(row: &sea_orm::QueryResult, _: &str) -> Result<Self, sea_orm::DbErr> {
                use sqlx::Row as _;
                let unreadable = |e: sqlx::Error| sea_orm::DbErr::Query(sea_orm::RuntimeErr::SqlxError(e.into()));
                let mut place = 0usize..;
                let mut next = || place.next().unwrap_or_default();
                if let Some(row) = row.try_as_pg_row() {
                    return Ok(Self {
                        $($field: row.try_get_unchecked(next()).map_err(unreadable)?),+
                    });
                }
                if let Some(row) = row.try_as_sqlite_row() {
                    return Ok(Self {
                        $($field: row.try_get_unchecked(next()).map_err(unreadable)?),+
                    });
                }
                Err(sea_orm::DbErr::Type("a row of another database".to_owned()))
            }
        }
    };
}
