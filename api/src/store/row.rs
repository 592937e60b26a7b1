//! How are the rows of a hot list read? By the place of their columns, which are asked for in the order of the fields; to look
//! each of them up by its name takes as long as reading it.

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
                let mut place = 0..;
                let mut next = || place.next().unwrap_or_default();
                Ok(Self {
                    $($field: row.try_get_by_index(next())?),+
                })
            }
        }
    };
}
