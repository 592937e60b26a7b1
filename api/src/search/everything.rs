//! `search`.

use super::{
    dto::{Found, FoundItems, FoundKind, SearchQuery},
    found,
};
use crate::{
    app::App,
    http::{Auth, Caller, Json, Problem, Problems, Query, perm},
};
use actix_web::get;
use kontoret_core::{permission::Permission, text::fold};

/// Finds customers, articles, offers, orders and invoices by the beginnings of their words.
#[utoipa::path(tag = "search", operation_id = "search", params(SearchQuery),
    extensions(("x-permission" = json!(["search"]))),
    responses((status = 200, description = "What was found", body = FoundItems), Problems))]
#[get("/search")]
pub async fn search(
    app: App,
    auth: Auth<perm::Search>,
    query: Query<SearchQuery>,
) -> Result<Json<FoundItems>, Problem> {
    let limit = query.limit.unwrap_or(20).clamp(1, 50);
    let mut items = app
        .read(&auth, async |tx| {
            let mut all: Vec<Vec<Found>> = Vec::new();
            for kind in readable(&auth) {
                all.push(found::of_kind(tx, kind, &query.q, limit).await?);
            }
            Ok(fairly(all, usize::try_from(limit).unwrap_or(usize::MAX)))
        })
        .await?;
    let number = fold(&query.q);
    items.sort_by_key(|f| fold(&f.number) != number);
    Ok(Json(FoundItems { items }))
}

/// The kinds that the caller may see. Who works by orders alone finds orders alone.
fn readable(caller: &Caller) -> Vec<FoundKind> {
    let office = caller.may(Permission::OrdersRead);
    [
        (FoundKind::Customer, caller.may(Permission::CustomersRead)),
        (FoundKind::Order, office || caller.may(Permission::OrdersWork)),
        (FoundKind::Invoice, caller.may(Permission::InvoicesRead)),
        (FoundKind::Offer, caller.may(Permission::OffersRead)),
        (FoundKind::Article, office && caller.may(Permission::ArticlesRead)),
    ]
    .into_iter()
    .filter_map(|(kind, may)| may.then_some(kind))
    .collect()
}

/// At most `limit`, taken one of each kind in turn, so that many of one kind don't hide the others; kinds stay together.
fn fairly(mut all: Vec<Vec<Found>>, limit: usize) -> Vec<Found> {
    let mut taken = vec![0usize; all.len()];
    let mut left = limit;
    while left > 0 {
        let before = left;
        for (kind, n) in all.iter().zip(&mut taken) {
            if left > 0 && *n < kind.len() {
                *n += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    for (kind, n) in all.iter_mut().zip(taken) {
        kind.truncate(n);
    }
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(kind: FoundKind, n: usize) -> Vec<Found> {
        let one = Found {
            kind,
            id: uuid::Uuid::nil(),
            title: String::new(),
            subtitle: String::new(),
            number: String::new(),
        };
        vec![one; n]
    }

    #[test]
    fn many_of_one_kind_leave_room_for_the_others() {
        let kept = |limit| {
            let found = fairly(
                vec![some(FoundKind::Customer, 50), some(FoundKind::Offer, 2), vec![]],
                limit,
            );
            let offers = found.iter().filter(|f| f.kind == FoundKind::Offer).count();
            (found.len() - offers, offers)
        };
        assert_eq!(kept(20), (18, 2));
        assert_eq!(kept(3), (2, 1));
        assert_eq!(kept(100), (50, 2));
    }
}
