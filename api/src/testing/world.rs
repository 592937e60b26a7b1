//! Who is there when a test begins? Two companies, each with a person of every role, on a day in November.

use super::{client::Client, database::TestDatabase};
use crate::{
    app::App,
    clock::{Clock, ManualClock},
    company::{company, company_settings},
    config::Config,
    http::{Problem, Reply, server::service},
    session::session,
    store::{Actor, Done, ReadTx, Scope, WriteTx, data_map},
    users::{membership, user_account},
};
use actix_http::Request;
use actix_web::{body::BoxBody, dev::ServiceResponse, test};
use chrono::{DateTime, Duration, TimeZone, Utc};
use futures_util::future::LocalBoxFuture;
use kontoret_core::permission::Role;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbBackend, Statement};
use std::{rc::Rc, sync::Arc};
use uuid::Uuid;

/// A person at work, with a session that runs.
#[derive(Clone, Debug)]
pub struct Person {
    /// The user.
    pub user_id: Uuid,
    /// The place in the company.
    pub membership_id: Uuid,
    /// The company.
    pub company_id: Uuid,
    /// The session.
    pub session_id: Uuid,
    /// As what.
    pub role: Role,
    /// Log-in address.
    pub email: String,
}

/// A company and its people.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// The company.
    pub company_id: Uuid,
    /// One person per role, in the order of [`Role::OF_USERS`].
    pub people: Vec<Person>,
}

impl Tenant {
    /// The person with a role.
    pub fn person(&self, role: Role) -> &Person {
        self.people.iter().find(|p| p.role == role).unwrap()
    }
}

type Serve = Rc<dyn Fn(Request) -> LocalBoxFuture<'static, ServiceResponse<BoxBody>>>;

/// The world of a test.
pub struct World {
    /// The process's state.
    pub app: App,
    /// The clock that the process works with.
    pub clock: Arc<ManualClock>,
    /// The company that the test is about.
    pub here: Tenant,
    /// Another company on the same database, which also runs the service.
    pub there: Tenant,
    /// The database.
    pub database: Rc<TestDatabase>,
    service: Serve,
}

/// The moment at which every test begins: Friday 20 November 2026, 10:00 in Sweden.
pub fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 9, 0, 0).unwrap()
}

/// A new world.
pub async fn world() -> World {
    world_with(|_| ()).await
}

/// A new world with another configuration.
pub async fn world_with(change: impl FnOnce(&mut Config)) -> World {
    let database = Rc::new(TestDatabase::new().await);
    let clock = Arc::new(ManualClock::new(start(), 1));
    let mut config = database.config();
    change(&mut config);
    let app = App::start(config, clock.clone()).await.unwrap();
    let here = tenant(&app, ("lindqvist", "Lindqvist Bygg & Måleri AB"), false).await;
    let there = tenant(&app, ("oberg", "Öberg El AB"), true).await;
    let service = serving(&app).await;
    World {
        app,
        clock,
        here,
        there,
        database,
        service,
    }
}

async fn serving(app: &App) -> Serve {
    let ready = Rc::new(test::init_service(service(app.clone())).await);
    Rc::new(move |request| {
        let ready = ready.clone();
        Box::pin(async move {
            match test::try_call_service(&*ready, request).await {
                Ok(response) => response.map_into_boxed_body(),
                Err(e) => {
                    let request = test::TestRequest::default().to_http_request();
                    ServiceResponse::new(request, e.error_response())
                }
            }
        })
    })
}

impl World {
    /// A person of the company that the test is about.
    pub fn client(&self, role: Role) -> Client<'_> {
        Client::new(self, Some(self.here.person(role).clone()))
    }

    /// The office of the company that the test is about.
    pub fn office(&self) -> Client<'_> {
        self.client(Role::Office)
    }

    /// The owner of the company that the test is about.
    pub fn owner(&self) -> Client<'_> {
        self.client(Role::Owner)
    }

    /// The worker of the company that the test is about.
    pub fn worker(&self) -> Client<'_> {
        self.client(Role::Worker)
    }

    /// The owner of the other company.
    pub fn stranger(&self) -> Client<'_> {
        Client::new(self, Some(self.there.person(Role::Owner).clone()))
    }

    /// A person of the other company.
    pub fn stranger_as(&self, role: Role) -> Client<'_> {
        Client::new(self, Some(self.there.person(role).clone()))
    }

    /// Nobody.
    pub fn nobody(&self) -> Client<'_> {
        Client::new(self, None)
    }

    /// A new key for `Idempotency-Key`.
    pub fn key(&self) -> String {
        self.clock.new_id().to_string()
    }

    /// Moves the clock.
    pub fn pass(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Everybody gives the password in every session, as they do in front of the pages after a while.
    pub async fn prove(&self) {
        self.prove_at(self.clock.now()).await;
    }

    /// Everybody gave the password at that moment, and not since.
    pub async fn prove_at(&self, at: DateTime<Utc>) {
        use sea_orm::sea_query::Expr;
        let _: Reply = self
            .app
            .write_in(Scope::default(), &Actor::default(), async |tx| {
                tx.update_global_where::<session::Entity>(|q| q.col_expr(session::Column::ProvenAt, Expr::value(at)))
                    .await?;
                Ok(Done::silent("a world before its history", Reply::no_content()))
            })
            .await
            .unwrap();
        self.app.standings.clear();
    }

    /// An access token that is valid now.
    pub fn access_token(&self, p: &Person) -> String {
        self.app
            .keys
            .sign(self.clock.now(), p.user_id, p.session_id, p.company_id)
            .unwrap()
    }

    /// Another process on the same database.
    pub async fn second_process(&self) -> App {
        App::start(self.database.config(), self.clock.clone()).await.unwrap()
    }

    /// The same world as another process on the same database serves it.
    pub async fn beside(&self) -> World {
        let app = self.second_process().await;
        let service = serving(&app).await;
        World {
            app,
            clock: self.clock.clone(),
            here: self.here.clone(),
            there: self.there.clone(),
            database: self.database.clone(),
            service,
        }
    }

    /// The same people before a process on another database, where they are too.
    pub async fn on(&self, database: Rc<TestDatabase>) -> World {
        let app = App::start(database.config(), self.clock.clone()).await.unwrap();
        let service = serving(&app).await;
        World {
            app,
            clock: self.clock.clone(),
            here: self.here.clone(),
            there: self.there.clone(),
            database,
            service,
        }
    }

    /// Gives a person's place in a company to another user.
    pub async fn hand_over(&self, place: &Person, to: Uuid) {
        use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};
        let scope = Scope {
            company_id: Some(place.company_id),
            user_id: None,
        };
        let _: Reply = self
            .app
            .write_in(scope, &Actor::default(), async |tx| {
                tx.update_where::<membership::Entity>(|q| {
                    q.col_expr(membership::Column::UserId, Expr::value(to))
                        .filter(membership::Column::Id.eq(place.membership_id))
                })
                .await?;
                Ok(Done::silent("a world before its history", Reply::no_content()))
            })
            .await
            .unwrap();
    }

    /// Looks into the company's rows.
    pub async fn look<T>(&self, f: impl AsyncFnOnce(&ReadTx) -> Result<T, Problem>) -> T {
        let scope = Scope {
            company_id: Some(self.here.company_id),
            user_id: None,
        };
        self.app.read_in(scope, f).await.unwrap()
    }

    /// Every column of every table as text, bytes in hexadecimal digits.
    pub async fn dump(&self) -> String {
        self.look(async |tx| {
            let mut all = String::new();
            for table in data_map::tables() {
                let name = table.name;
                let columns: Vec<String> = table.columns.iter().map(|(c, _)| format!("quote({c})")).collect();
                let sql = if tx.backend() == DbBackend::Postgres {
                    format!("SELECT coalesce(string_agg(t::text, '|'), '') FROM {name} t")
                } else {
                    format!(
                        "SELECT coalesce(group_concat({}, '|'), '') FROM {name}",
                        columns.join("||','||")
                    )
                };
                let row = tx
                    .connection()
                    .query_one_raw(Statement::from_string(tx.backend(), sql))
                    .await?;
                all.push_str(&row.unwrap().try_get_by_index::<String>(0)?);
            }
            Ok(all)
        })
        .await
    }

    pub(super) async fn serve(&self, request: Request) -> ServiceResponse<BoxBody> {
        (self.service)(request).await
    }
}

/// The password of everybody in a test.
pub const PASSWORD: &str = "korrekt häst batteri häftklammer";

async fn tenant(app: &App, (slug, name): (&str, &str), operator: bool) -> Tenant {
    let company_id = app.clock.new_id();
    let hash = crate::session::password::hash(app, PASSWORD).await.unwrap();
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let mut people = Vec::new();
    let _: Reply = app
        .write_in(scope, &Actor::default(), async |tx| {
            let row = company::Model {
                id: company_id,
                slug: slug.to_owned(),
                name: name.to_owned(),
                created_at: tx.now(),
                operator,
            };
            tx.insert_global::<company::Entity, _>(company::ActiveModel::from(row).reset_all())
                .await?;
            tx.insert::<company_settings::Entity, _>(
                company_settings::ActiveModel::from(settings(company_id, slug)).reset_all(),
            )
            .await?;
            for role in Role::OF_USERS {
                people.push(join(tx, slug, role, &hash).await?);
            }
            Ok(Done::silent("a world before its history", Reply::no_content()))
        })
        .await
        .unwrap();
    Tenant { company_id, people }
}

/// A person with a place in the transaction's company and a session there.
async fn join(tx: &WriteTx, slug: &str, role: Role, hash: &str) -> Result<Person, Problem> {
    let person = Person {
        user_id: tx.new_id(),
        membership_id: tx.new_id(),
        session_id: tx.new_id(),
        company_id: tx.company_id(),
        role,
        email: format!("{role}@{slug}.example"),
    };
    let account = user_account::Model {
        id: person.user_id,
        email_folded: person.email.clone(),
        email: person.email.clone(),
        name: format!("{role} på {slug}"),
        password_hash: Some(hash.to_owned()),
        language: "sv".to_owned(),
        created_at: tx.now(),
        last_log_in_at: None,
    };
    tx.insert_global::<user_account::Entity, _>(user_account::ActiveModel::from(account).reset_all())
        .await?;
    let member = membership::Model {
        company_id: person.company_id,
        id: person.membership_id,
        version: 1,
        user_id: person.user_id,
        username_folded: role.as_str().to_owned(),
        username: role.as_str().to_owned(),
        initials: role.as_str()[..2].to_uppercase(),
        employment_id: String::new(),
        phone: String::new(),
        name: format!("{role} på {slug}"),
        name_folded: role.as_str().to_owned(),
        role: role.as_str().to_owned(),
        status: "active".to_owned(),
        created_at: tx.now(),
        last_log_in_at: None,
        erased_at: None,
    };
    tx.insert::<membership::Entity, _>(membership::ActiveModel::from(member).reset_all())
        .await?;
    let row = session::Model {
        id: person.session_id,
        user_id: person.user_id,
        company_id: Some(person.company_id),
        transport: "cookie".to_owned(),
        device: "Test".to_owned(),
        ip: "127.0.0.1".to_owned(),
        created_at: tx.now(),
        last_used_at: tx.now(),
        expires_at: tx.now() + Duration::days(3650),
        ended_at: None,
        proven_at: tx.now(),
    };
    tx.insert_global::<session::Entity, _>(session::ActiveModel::from(row).reset_all())
        .await?;
    Ok(person)
}

/// A company with everything that an invoice must carry. The numbers are invented and pass their check digits.
fn settings(company_id: Uuid, slug: &str) -> company_settings::Model {
    let text = str::to_owned;
    company_settings::Model {
        company_id,
        id: company_id,
        version: 1,
        organisation_number: text("556016-0680"),
        vat_number: text("SE556016068001"),
        f_tax: true,
        seat: text("Umeå"),
        street: text("Storgatan 1"),
        street2: text(""),
        postal_code: text("903 26"),
        city: text("Umeå"),
        country: text("SE"),
        phone: text("090-123 45 67"),
        email: format!("info@{slug}.example"),
        website: text(""),
        bankgiro: text("5050-1055"),
        plusgiro: text(""),
        swish: text(""),
        iban: text(""),
        bic: text(""),
        logo: None,
        language: text("sv"),
        payment_terms_days: 30,
        offer_valid_days: 30,
        write_off_limit_ore: 500,
        hourly_price_ore: 55_000,
        default_vat: text("25"),
        prices_include_vat: false,
        round_to_krona: true,
        invoice_note: text(""),
        offer_note: text(""),
        small_business: false,
        exemption_reference: text(""),
        ocr_length_digit: false,
        accent: text(""),
    }
}
