//! `getInvitation`.

use super::{
    accept_invitation::{INVITATIONS, open_place},
    dto::{Invitation, InvitationPath},
    links, pace, store,
};
use crate::{
    app::App,
    company::name,
    customers::dto::Language,
    http::{Path, Problem, Problems, Reply},
    session::client::Client,
    store::{Actor, Done, Scope},
};
use actix_web::get;

/// The invitation behind a link: who invites whom. The link stays as good as it was.
#[utoipa::path(tag = "users", operation_id = "getInvitation", params(InvitationPath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "The invitation", body = Invitation), Problems))]
#[get("/public/invitations/{token}")]
pub async fn get_invitation(app: App, client: Client, path: Path<InvitationPath>) -> Result<Reply, Problem> {
    let token = links::parse(&path.token)?;
    hurry(&app, &client).await?;
    app.read_in(links::scope(&token, None), async |tx| {
        let link = links::prove(&app, tx, &token, INVITATIONS).await?;
        let place = open_place(store::find_place_of(tx, link.user_id).await?)?;
        let user = store::find_user(tx, link.user_id)
            .await?
            .ok_or_else(Problem::not_found)?;
        Reply::ok(&Invitation {
            company_name: name(tx).await?,
            email: user.email,
            role: store::role(&place)?,
            name: place.name,
            has_password: user.password_hash.is_some(),
            language: Language::parse(&user.language),
            expires_at: link.expires_at,
        })
    })
    .await
}

/// Counts the use of a link from an address.
///
/// # Errors
/// `rate_limited`.
pub(super) async fn hurry(app: &App, client: &Client) -> Result<(), Problem> {
    app.write_in(Scope::default(), &Actor::default(), async |tx| {
        pace::count_address(app, tx, pace::LINKS_FROM_ADDRESS, client).await?;
        Ok(Done::silent("a count is no event of a company", Reply::no_content()))
    })
    .await
    .map(|_| ())
}
