//! What does the service promise? The contract, made from the very routes that are served.

use super::problem::ProblemBody;
use actix_web::{dev::HttpServiceFactory, web};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};
use utoipa::{
    IntoResponses, Modify, OpenApi,
    openapi::{
        self, ContentBuilder, Ref, RefOr, ResponseBuilder,
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    },
};
use utoipa_actix_web::{OpenApiFactory, service_config::ServiceConfig as Described};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Flexibla Kontoret",
        version = "1.0.0",
        description = "Offers, orders, time reports and invoices for trade businesses.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    components(schemas(ProblemBody, crate::privacy::portability::package::PortabilityPackage)),
    modifiers(&Security)
)]
struct Base;

struct Security;

impl Modify for Security {
    fn modify(&self, doc: &mut openapi::OpenApi) {
        doc.components.get_or_insert_default().add_security_scheme(
            "bearer",
            SecurityScheme::Http(
                HttpBuilder::new()
                    .scheme(HttpAuthScheme::Bearer)
                    .bearer_format("JWT")
                    .build(),
            ),
        );
        doc.security = Some(vec![SecurityRequirement::new("bearer", Vec::<String>::new())]);
    }
}

/// Where the operations lie.
const BASE: &str = "/api/v1";

/// Takes operations in, for the server or for the contract: to describe them takes tens of megabytes, which a server that
/// only answers doesn't need.
pub struct ServiceConfig<'a, 's>(For<'a, 's>);

enum For<'a, 's> {
    /// What is served.
    Server(&'a mut web::ServiceConfig),
    /// What is promised.
    Contract(&'a mut Described<'s>),
    /// Where there is something: paths, each with its methods.
    Addresses(&'a mut BTreeMap<String, BTreeSet<&'static str>>),
}

impl ServiceConfig<'_, '_> {
    /// Takes an operation in.
    pub fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        match &mut self.0 {
            For::Server(cfg) => {
                cfg.service(operation);
            }
            For::Contract(cfg) => {
                cfg.service(operation);
            }
            For::Addresses(known) => {
                for (path, item) in operation.paths().paths {
                    known.entry(format!("{BASE}{path}")).or_default().extend(methods(&item));
                }
            }
        }
        self
    }

    /// Takes in what a slice has.
    pub fn configure(&mut self, slice: impl FnOnce(&mut ServiceConfig<'_, '_>)) -> &mut Self {
        slice(self);
        self
    }
}

fn methods(item: &openapi::PathItem) -> impl Iterator<Item = &'static str> {
    let known = [
        ("DELETE", item.delete.is_some()),
        ("GET", item.get.is_some()),
        ("PATCH", item.patch.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
    ];
    known
        .into_iter()
        .filter_map(|(method, is_there)| is_there.then_some(method))
}

/// Every operation.
fn operations(cfg: &mut ServiceConfig<'_, '_>) {
    // The router tries one path after the other: what is asked for most comes first. Reminders before the invoices, whose path
    // with an id would take their word for one.
    cfg.configure(crate::reminders::routes)
        .configure(crate::invoices::routes)
        .configure(crate::timesheets::routes)
        .configure(crate::orders::routes)
        .configure(crate::offers::routes)
        .configure(crate::customers::routes)
        .configure(crate::articles::routes)
        .configure(crate::payments::routes)
        .configure(crate::search::routes)
        .configure(crate::dashboard::routes)
        .configure(crate::session::routes)
        .configure(crate::support::routes)
        .configure(crate::company::routes)
        .configure(crate::users::routes)
        .configure(crate::bookkeeping::routes)
        .configure(crate::deductions::routes)
        .configure(crate::claims::routes)
        .configure(crate::ledger::routes)
        .configure(crate::audit::routes)
        .configure(crate::design::routes)
        .configure(crate::views::routes)
        .configure(crate::privacy::routes);
}

/// Every operation, to be served.
pub fn serve(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope(BASE).configure(|scope| operations(&mut ServiceConfig(For::Server(scope)))));
}

/// The contract.
#[must_use]
pub fn document() -> Value {
    use utoipa_actix_web::AppExt;
    let (_, doc) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .service(utoipa_actix_web::scope(BASE).configure(|scope| operations(&mut ServiceConfig(For::Contract(scope)))))
        .split_for_parts();
    complete(serde_json::to_value(&doc).unwrap_or_default())
}

/// The contract as committed.
///
/// # Errors
/// When the document can't be written as YAML.
pub fn yaml() -> Result<String, String> {
    yaml_serde::to_string(&document()).map_err(|e| e.to_string())
}

/// Says what holds for all of it: every property of an answer is there, even when it is null.
fn complete(mut doc: Value) -> Value {
    let mut answered = BTreeSet::new();
    for response in doc["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(_, item)| item.as_object().into_iter().flatten())
        .flat_map(|(_, op)| op["responses"].as_object().into_iter().flatten().map(|(_, r)| r))
    {
        references(response, &doc, &mut answered);
    }
    for name in answered {
        if let Some(schema) = doc.pointer_mut(&format!("/components/schemas/{name}")) {
            require_all(schema);
        }
    }
    doc
}

fn references(node: &Value, doc: &Value, found: &mut BTreeSet<String>) {
    match node {
        Value::Object(o) => {
            if let Some(name) = o.get("$ref").and_then(Value::as_str).and_then(|r| r.rsplit('/').next())
                && found.insert(name.to_owned())
            {
                references(&doc["components"]["schemas"][name], doc, found);
            }
            o.values().for_each(|v| references(v, doc, found));
        }
        Value::Array(a) => a.iter().for_each(|v| references(v, doc, found)),
        _ => {}
    }
}

fn require_all(schema: &mut Value) {
    if let Some(names) = schema["properties"]
        .as_object()
        .map(|p| p.keys().cloned().collect::<Vec<_>>())
    {
        schema["required"] = Value::from(names);
    }
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.values_mut().for_each(require_nested);
    }
}

fn require_nested(schema: &mut Value) {
    if schema.get("properties").is_some() {
        require_all(schema);
    }
    if let Some(items) = schema.get_mut("items") {
        require_nested(items);
    }
}

/// The refusals that every operation shares.
pub struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<openapi::response::Response>> {
        [
            ("400", "The request can't be read"),
            ("401", "Not logged in"),
            ("403", "Not allowed"),
            ("404", "Not found"),
            ("406", "No encoding that is accepted"),
            ("408", "The body took too long"),
            ("409", "A rule refuses it"),
            ("410", "The link has expired"),
            ("412", "Changed by someone else since it was read"),
            ("413", "Too large"),
            ("415", "Not application/json, or packed"),
            ("422", "Fields need mending"),
            ("428", "If-Match is missing"),
            ("429", "Too many requests"),
            ("500", "Our fault"),
            ("503", "Busy"),
        ]
        .into_iter()
        .map(|(status, description)| {
            let response = ResponseBuilder::new()
                .description(description)
                .content(
                    "application/problem+json",
                    ContentBuilder::new()
                        .schema(Some(Ref::from_schema_name("Problem")))
                        .build(),
                )
                .build();
            (status.to_owned(), response.into())
        })
        .collect()
    }
}

/// The body of a file, for the contract.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "read by the contract generator alone")]
pub struct Binary(Vec<u8>);

/// Which methods exist at which address: actix answers 404 for a known address with another method. Made when it is first
/// asked for.
#[derive(Default)]
pub struct Routes(OnceLock<Vec<(Vec<String>, String)>>);

impl Routes {
    /// The methods at an address.
    #[must_use]
    pub fn allowed(&self, path: &str) -> Option<&str> {
        let asked: Vec<&str> = path.split('/').collect();
        let fits = |served: &[String]| {
            served.len() == asked.len()
                && served
                    .iter()
                    .zip(&asked)
                    .all(|(s, a)| s == a || s.starts_with('{') && !a.is_empty())
        };
        self.0
            .get_or_init(addresses)
            .iter()
            .find(|(segments, _)| fits(segments))
            .map(|(_, methods)| methods.as_str())
    }
}

/// Every address by its segments, with its methods.
fn addresses() -> Vec<(Vec<String>, String)> {
    let mut known = BTreeMap::new();
    operations(&mut ServiceConfig(For::Addresses(&mut known)));
    let segments = |path: &str| path.split('/').map(str::to_owned).collect();
    known
        .iter()
        .map(|(path, methods)| (segments(path), methods.iter().copied().collect::<Vec<_>>().join(", ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_knows_its_methods() {
        let routes = Routes::default();
        assert_eq!(routes.allowed("/api/v1/invoices/7"), Some("DELETE, GET, PUT"));
        assert_eq!(routes.allowed("/api/v1/invoices/7/issue"), Some("POST"));
        for nowhere in [
            "/api/v1/invoices/",
            "/api/v1/invoices/7/issue/x",
            "/api/v1/nothing",
            "/api/v1",
        ] {
            assert_eq!(routes.allowed(nowhere), None, "{nowhere}");
        }
    }
}
