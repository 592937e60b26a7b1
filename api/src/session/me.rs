//! Who is logged in, where, and what may they do there?

use super::dto::{Me, MyCompany, MyMembership};
use crate::{
    app::App,
    company::company,
    customers::dto::Language,
    http::Problem,
    store::{ReadTx, Scope},
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

/// The user as seen from the transaction's company: three queries, however many companies there are.
pub(super) async fn view(tx: &ReadTx, user_id: Uuid, session_id: Uuid) -> Result<Me, Problem> {
    let user = tx
        .find_global::<user_account::Entity>()
        .filter(user_account::Column::Id.eq(user_id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    let places = users::places(tx, user_id).await?;
    let names: HashMap<Uuid, String> = tx
        .find_global::<company::Entity>()
        .filter(company::Column::Id.is_in(places.iter().map(|p| p.company_id)))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c.name))
        .collect();
    let name_of = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let role_of = |text: &str| text.parse::<Role>().map_err(Problem::internal);
    let here = places.iter().find(|p| p.company_id == tx.company_id());
    let company = match here {
        None => None,
        Some(p) => Some(MyCompany {
            id: p.company_id,
            name: name_of(p.company_id),
            role: role_of(&p.role)?,
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
        language: Language::parse(&user.language),
    })
}
