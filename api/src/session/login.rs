//! `login`.

use super::{
    client::Client,
    dto::{self, Session, Transport},
    entity::session,
    password, start,
    throttle::Attempt,
};
use crate::{
    app::App,
    company::company,
    http::{Code, FieldCode, FieldError, Json, Problem, Problems, Reply},
    store::{Actor, Done, Event, ReadTx, Scope},
    users::{self, membership, user_account},
};
use actix_web::{
    post,
    rt::time::{Instant, sleep_until},
};
use kontoret_core::event::{EntityKind, EventKind};
use kontoret_core::text::fold;
use sea_orm::{ColumnTrait, ExprTrait, QueryOrder, QuerySelect, Set};
use std::time::Duration;
use uuid::Uuid;

/// Starts a session by e-mail, or by company and user name. Unknown names, wrong passwords and users without a company
/// are answered alike.
#[utoipa::path(tag = "session", operation_id = "login", security(()), extensions(("x-permission" = json!([]))),
    request_body = dto::Login, responses((status = 200, description = "The session", body = Session), Problems))]
#[post("/session")]
pub async fn login(app: App, client: Client, body: Json<dto::Login>) -> Result<Reply, Problem> {
    let who = Who::of(&body.0)?;
    let mut attempt = Attempt::new(&app, &who.credential(), &client);
    attempt.admit(&app).await?;
    let known = who.find(&app).await?;
    let counted = attempt.count_user(&app, known.as_ref().map(|k| k.user.id)).await?;
    let hash = known.as_ref().and_then(|k| k.user.password_hash.clone());
    let right = password::verify(&app, &body.0.password, hash.clone()).await?;
    let Some(known) = known else {
        return refuse(&app, &attempt, None).await;
    };
    if !right || !counted {
        return refuse(&app, &attempt, Some(&known.place)).await;
    }
    let renewed = password::renewed(&app, &body.0.password, hash.as_deref()).await?;
    let proven = Proven { known, renewed };
    match succeed(&app, &attempt, &proven, &client, body.0.transport).await? {
        Some(reply) => Ok(reply),
        None => refuse(&app, &attempt, Some(&proven.known.place)).await,
    }
}

/// What was typed, folded.
enum Who {
    Email(String),
    Name { company: String, username: String },
}

struct Known {
    user: user_account::Model,
    place: membership::Model,
}

/// Who knows the password that was theirs when it was looked at.
struct Proven {
    known: Known,
    /// The same password's hash as it is made today.
    renewed: Option<String>,
}

impl Who {
    fn of(typed: &dto::Login) -> Result<Self, Problem> {
        let given = |t: &Option<String>| t.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        match (given(&typed.email), given(&typed.company), given(&typed.username)) {
            (Some(email), None, None) => Ok(Who::Email(users::fold_email(&email))),
            (None, Some(company), Some(username)) => Ok(Who::Name {
                company: company.to_lowercase(),
                username: fold(&username),
            }),
            (Some(_), ..) => Err(Problem::field("/email", FieldCode::Invalid)),
            (None, None, None) => Err(Problem::field("/email", FieldCode::Required)),
            (None, company, _) => {
                let missing = if company.is_none() { "/company" } else { "/username" };
                Err(Problem::fields(vec![FieldError::new(missing, FieldCode::Required)]))
            }
        }
    }

    fn credential(&self) -> Vec<&str> {
        match self {
            Who::Email(email) => vec![email],
            Who::Name { company, username } => vec![company, username],
        }
    }

    /// The same number of transactions whether or not somebody is found.
    async fn find(&self, app: &App) -> Result<Option<Known>, Problem> {
        match self {
            Who::Email(email) => by_email(app, email).await,
            Who::Name { company, username } => by_name(app, company, username).await,
        }
    }
}

async fn by_email(app: &App, email: &str) -> Result<Option<Known>, Problem> {
    let user = app
        .read_in(Scope::default(), async |tx| users::find_by_email(tx, email).await)
        .await?;
    let id = user.as_ref().map_or(Uuid::nil(), |u| u.id);
    let scope = Scope {
        company_id: None,
        user_id: Some(id),
    };
    let place = app
        .read_in(scope, async |tx| {
            let last = last_company(tx, id).await?;
            let places = users::places(tx, id).await?;
            let there = places.iter().position(|p| Some(p.company_id) == last).unwrap_or(0);
            Ok(places.into_iter().nth(there))
        })
        .await?;
    Ok(user.zip(place).map(|(user, place)| Known { user, place }))
}

/// Where the user worked last.
async fn last_company(tx: &ReadTx, user_id: Uuid) -> Result<Option<Uuid>, Problem> {
    let last = tx
        .find_global::<session::Entity>()
        .filter(session::Column::UserId.eq(user_id))
        .with(|q| q.order_by_desc(session::Column::LastUsedAt).limit(1))
        .one()
        .await?;
    Ok(last.and_then(|s| s.company_id))
}

async fn by_name(app: &App, slug: &str, username: &str) -> Result<Option<Known>, Problem> {
    let found = app
        .read_in(Scope::default(), async |tx| {
            Ok(tx
                .find_global::<company::Entity>()
                .filter(company::Column::Slug.eq(slug))
                .one()
                .await?)
        })
        .await?;
    let scope = Scope {
        company_id: Some(found.map_or(Uuid::nil(), |c| c.id)),
        user_id: None,
    };
    app.read_in(scope, async |tx| {
        let place = tx
            .find::<membership::Entity>()
            .filter(
                membership::Column::UsernameFolded
                    .eq(username)
                    .and(membership::Column::Status.eq(users::ACTIVE)),
            )
            .one()
            .await?;
        let id = place.as_ref().map_or(Uuid::nil(), |p| p.user_id);
        let user = users::find_user(tx, id).await?;
        Ok(user.zip(place).map(|(user, place)| Known { user, place }))
    })
    .await
}

/// A refusal takes no less: an entry in a trail is some statements more, which would tell that there is somebody.
const REFUSAL: Duration = Duration::from_millis(40);

/// One transaction, whoever it was; the company's trail hears of an attempt on one of its users.
async fn refuse(app: &App, attempt: &Attempt, place: Option<&membership::Model>) -> Result<Reply, Problem> {
    let end = Instant::now() + REFUSAL;
    let scope = Scope {
        company_id: place.map(|p| p.company_id),
        user_id: None,
    };
    let actor = Actor {
        request_id: crate::http::context::request_id(),
        ..Actor::default()
    };
    let _: Reply = app
        .write_in(scope, &actor, async |tx| {
            attempt.refuse(tx).await?;
            let nothing = Reply::no_content();
            Ok(match place {
                Some(p) => Done::new(Event::new(EventKind::LogInFailed, EntityKind::User, p.id), nothing),
                None => Done::silent("nobody known, so no company to tell", nothing),
            })
        })
        .await?;
    sleep_until(end).await;
    Err(Problem::new(Code::WrongCredentials))
}

/// Begins the session. None: another password was chosen since, and the one that was typed opens nothing any more.
async fn succeed(
    app: &App,
    attempt: &Attempt,
    proven: &Proven,
    client: &Client,
    transport: Transport,
) -> Result<Option<Reply>, Problem> {
    let Known { user, place } = &proven.known;
    let scope = Scope {
        company_id: Some(place.company_id),
        user_id: Some(user.id),
    };
    let mut started = None;
    let actor = Actor {
        user_id: Some(user.id),
        session_id: None,
        request_id: crate::http::context::request_id(),
        ..Actor::default()
    };
    let _: Reply = app
        .write_in(scope, &actor, async |tx| {
            // Whoever chooses a new password ends all sessions: this one comes before, or not at all.
            let now = users::lock_user(tx, user.id).await?;
            if now.password_hash != user.password_hash {
                return Ok(Done::silent(
                    "nothing is done, and the refusal is told",
                    Reply::no_content(),
                ));
            }
            attempt.forgive(tx).await?;
            if let Some(hash) = &proven.renewed {
                tx.update_global::<user_account::Entity, _>(user_account::ActiveModel {
                    id: Set(user.id),
                    password_hash: Set(Some(hash.clone())),
                    ..Default::default()
                })
                .await?;
            }
            let (session, event) = start::begin(tx, user.id, place, client, transport).await?;
            started = Some(session);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    match started {
        Some(started) => start::answer(app, started, place.company_id).await.map(Some),
        None => Ok(None),
    }
}
