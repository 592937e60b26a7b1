//! Who is logged in, where, and what may they do there?

use super::dto::{Me, MyCompany, MyMembership, MySupportVisit};
use crate::{
    app::App,
    company::company,
    customers::dto::Language,
    http::Problem,
    store::{ReadTx, Scope},
    support,
    users::{self, user_account},
};
use kontoret_core::permission::Role;
use sea_orm::ColumnTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// Reads in a transaction of its own.
pub(super) async fn read(app: &App, user_id: Uuid, session_id: Uuid, company_id: Uuid) -> Result<Me, Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: Some(user_id),
    };
    app.read_in(scope, async |tx| view(tx, user_id, session_id).await).await
}

/// The user as seen from the transaction's company: three queries, however many companies there are; a visitor's visit takes
/// a few more.
pub(super) async fn view(tx: &ReadTx, user_id: Uuid, session_id: Uuid) -> Result<Me, Problem> {
    let user = tx
        .find_global::<user_account::Entity>()
        .filter(user_account::Column::Id.eq(user_id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    let places = users::places(tx, user_id).await?;
    let known: HashMap<Uuid, company::Model> = tx
        .find_global::<company::Entity>()
        .filter(company::Column::Id.is_in(places.iter().map(|p| p.company_id).chain([tx.company_id()])))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c))
        .collect();
    let name_of = |id: Uuid| known.get(&id).map(|c| c.name.clone()).unwrap_or_default();
    let operator = known.get(&tx.company_id()).is_some_and(|c| c.operator);
    let role_of = |text: &str| text.parse::<Role>().map_err(Problem::internal);
    let here = places.iter().find(|p| p.company_id == tx.company_id());
    let visit = match here {
        None => support::visit_of(tx, user_id, session_id).await?,
        Some(_) => None,
    };
    let company = match (here, visit) {
        (None, None) => None,
        (None, Some(visit)) => Some(MyCompany {
            id: tx.company_id(),
            name: name_of(tx.company_id()),
            role: Role::Support,
            operator,
            membership_id: visit.id,
            initials: String::new(),
        }),
        (Some(p), _) => Some(MyCompany {
            id: p.company_id,
            name: name_of(p.company_id),
            role: role_of(&p.role)?,
            operator,
            membership_id: p.id,
            initials: p.initials.clone(),
        }),
    };
    let companies = places
        .iter()
        .map(|p| {
            Ok(MyMembership {
                id: p.company_id,
                name: name_of(p.company_id),
                role: role_of(&p.role)?,
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(Me {
        user_id,
        name: here.map_or(user.name, |p| p.name.clone()),
        email: user.email,
        session_id,
        permissions: company
            .as_ref()
            .map(|c| c.role.permissions().to_vec())
            .unwrap_or_default(),
        company,
        companies,
        support: visit.map(|v| MySupportVisit {
            expires_at: v.expires_at,
        }),
        language: Language::parse(&user.language),
    })
}
