//! What do people ask about their data in the demo? A request in every state, and two of users to whoever runs the service.

use super::{
    breaches,
    driver::{Driver, Person},
    people::People,
};
use crate::{company, customers::customer, http::problem::Problem, jobs::past, privacy, store::Scope};
use sea_orm::{ColumnTrait, sea_query::ExprTrait};
use serde_json::{Value, json};
use uuid::Uuid;

/// How far a request gets on its day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    Received,
    Open,
    Extended,
    Waiting,
    Decided,
    Answered,
    Closed,
    Forwarded,
    Withdrawn,
}

/// Days before the end, what is asked for, how it came, who asks, in what words, and how far it gets.
type Ask = (u64, &'static str, &'static str, &'static str, &'static str, Until);

const ASKS: &[Ask] = &[
    (
        318,
        "access",
        "email",
        "Gunvor Åström",
        "Vad har ni sparat om mig?",
        Until::Closed,
    ),
    (
        262,
        "rectification",
        "phone",
        "Stig Forsman",
        "Fel postnummer på fakturan.",
        Until::Closed,
    ),
    (
        205,
        "access",
        "letter",
        "Birgitta Norberg",
        "Jag vill ha ett utdrag.",
        Until::Closed,
    ),
    (
        151,
        "erasure",
        "email",
        "Rolf Hägglund",
        "Ta bort mig ur ert register.",
        Until::Closed,
    ),
    (
        96,
        "objection",
        "email",
        "Lena Marklund",
        "Jag vill inte ha fler utskick.",
        Until::Closed,
    ),
    (
        61,
        "portability",
        "email",
        "Anders Vikström",
        "Skicka det jag lämnat som en fil.",
        Until::Closed,
    ),
    (
        44,
        "erasure",
        "in_person",
        "Siv Burman",
        "Radera allt från renoveringen.",
        Until::Extended,
    ),
    (
        35,
        "access",
        "letter",
        "Karl-Erik Dahlin",
        "Kopia på allt ni har.",
        Until::Open,
    ),
    (
        26,
        "restriction",
        "phone",
        "Monica Eriksson",
        "Använd inte numret förrän ni kollat.",
        Until::Open,
    ),
    (
        15,
        "access",
        "email",
        "Peter Sjöberg",
        "Vilka bilder har ni från bygget?",
        Until::Waiting,
    ),
    (
        11,
        "erasure",
        "email",
        "Inga-Lill Holmgren",
        "Vi har flyttat. Ta bort oss.",
        Until::Decided,
    ),
    (
        8,
        "completion",
        "phone",
        "Tomas Renström",
        "Lägg till min frus namn.",
        Until::Answered,
    ),
    (6, "access", "email", "Ulla Bergström", "Ångrade mig.", Until::Withdrawn),
    (
        5,
        "access",
        "email",
        "Hans Öman",
        "Jag loggar in hos er. Vad vet ni om mitt konto?",
        Until::Forwarded,
    ),
    (
        3,
        "complaint",
        "email",
        "Eva-Lotta Grahn",
        "Varför fick grannen min faktura?",
        Until::Received,
    ),
];

/// Days before the end on which recipients are registered, and a customer without business is put away.
const REGISTERED: u64 = 318;

/// Who is given data, beside those whom every company gives it to; and somebody who only asked.
async fn register(d: &Driver, people: &People) -> Result<(), Problem> {
    for company_id in [people.owner.company_id, people.operator.company_id] {
        privacy::recipients::begin(&d.app, company_id).await?;
    }
    let accountant = json!({ "name": "Siffror Redovisning AB", "role": "processor", "country": "SE",
        "contact": "dataskydd@siffror.example", "categories": ["business_record", "end_customer_contact_details"],
        "purposes": ["customer_relation"], "agreement": "PUB-avtal 2025-11", "agreed_on": d.today(), "destination": "" });
    d.post(&people.owner, "/recipients", accountant).await?;
    let customer = asked_only(d, people, "Sture Åberg", "Frågade om altan, valde en annan.").await?;
    let path = format!("/customers/{}/archive", customer["id"].as_str().unwrap_or_default());
    d.act(&people.owner, &path, &customer, json!({ "archived": true }))
        .await?;
    Ok(())
}

/// Somebody who asked and never ordered.
async fn asked_only(d: &Driver, people: &People, name: &str, note: &str) -> Result<Value, Problem> {
    let email = format!("{}@privat.example", kontoret_core::text::fold(name).replace(' ', "."));
    let input = json!({ "kind": "private", "name": name, "email": email, "phone": "070-174 06 91",
        "organisation_number": "", "vat_number": "",
        "address": { "street": "Stigvägen 2", "street2": "", "postal_code": "903 62", "city": "Umeå", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": note });
    d.post(&people.owner, "/customers", input).await
}

/// Days before the end, who it is, what they want, and which operation sees to it with what word.
const LIMITS: &[(u64, &str, &str, &str, &str, &str)] = &[
    (
        95,
        "Lena Marklund",
        "Vill inte ha fler utskick.",
        "object",
        "processing",
        "direct_marketing",
    ),
    (
        60,
        "Bo Lidman",
        "Undrade om statistik. Nås via dottern Kristin, 070-174 06 92.",
        "object",
        "processing",
        "statistics",
    ),
    (
        25,
        "Monica Eriksson",
        "Numret ska kontrolleras.",
        "restrict",
        "ground",
        "accuracy_contested",
    ),
];

/// Somebody whose data may not be used, or not for everything.
async fn limit(d: &Driver, people: &People, back: u64) -> Result<(), Problem> {
    for (_, name, note, verb, field, word) in LIMITS.iter().filter(|l| l.0 == back) {
        let customer = asked_only(d, people, name, note).await?;
        let mut body = json!({ "subjects": [{ "kind": "customer", "id": customer["id"] }], "request_id": null });
        body[*field] = json!(word);
        d.post(&people.owner, &format!("/data-subjects/{verb}"), body).await?;
    }
    Ok(())
}

/// Erases the first private customer of whom nothing but the books is needed any more.
pub(super) async fn erase(d: &Driver, people: &People) -> Result<(), Problem> {
    let who = &people.owner;
    let ids: Vec<Uuid> = d
        .app
        .read_in(scope(who.company_id), async |tx| {
            let private = customer::Column::Kind
                .eq("private")
                .and(customer::Column::Archived.eq(false));
            let mut rows = tx.find::<customer::Entity>().filter(private).all().await?;
            rows.sort_by_key(|row| row.number);
            Ok(rows.into_iter().map(|row| row.id).collect())
        })
        .await?;
    for id in ids {
        let mut body = json!({ "subjects": [{ "kind": "customer", "id": id }], "language": "sv" });
        let plan = d.post(who, "/data-subjects/erasure-plan", body.clone()).await?;
        let items = plan["items"].as_array().cloned().unwrap_or_default();
        let has_books = items.iter().any(|i| i["record"] == "invoice" && i["outcome"] == "kept");
        if plan["awaits"].as_array().is_some_and(Vec::is_empty) && has_books {
            for word in ["fingerprint", "confirmation"] {
                body[word] = plan[word].clone();
            }
            d.post(who, "/data-subjects/erase", body).await?;
            return told(d, who).await;
        }
    }
    Ok(())
}

/// Recipients with an address are told by mail, the bank by telephone; the tax agency is still to be told.
async fn told(d: &Driver, who: &Person) -> Result<(), Problem> {
    past::hand_over(&d.app, who.company_id).await?;
    let owed = d.get(who, "/privacy-notices?state=to_tell").await?;
    for notice in owed["items"].as_array().into_iter().flatten() {
        let body = match notice["recipient"].as_str() {
            Some("Företagets bank") => json!({ "state": "told", "how": "phone", "ground": null,
                "note": "Talade med kundtjänst företag, de rättar i kundregistret." }),
            Some("E-postleverantören") => json!({ "state": "not_needed", "how": null, "ground": "impossible",
                "note": "Breven är levererade; hos leverantören finns inget kvar." }),
            _ => continue,
        };
        d.tick();
        let path = format!("/privacy-notices/{}/settle", notice["id"].as_str().unwrap_or_default());
        d.act(who, &path, notice, body).await?;
    }
    Ok(())
}

/// What happens so many days before the end.
pub(super) async fn day(d: &Driver, people: &People, back: u64) -> Result<(), Problem> {
    if back == REGISTERED {
        register(d, people).await?;
    }
    limit(d, people, back).await?;
    breaches::day(d, people, back).await?;
    for ask in ASKS.iter().filter(|a| a.0 == back) {
        d.tick();
        handle(d, &people.owner, ask).await?;
    }
    let mine = match back {
        24 => Some((&people.office, "access", "Vilka inloggningar har ni sparat?")),
        4 => people
            .workers
            .first()
            .map(|w| (w, "rectification", "Mitt efternamn är fel.")),
        _ => None,
    };
    if let Some((who, kind, message)) = mine {
        let body = json!({ "kind": kind, "message": message });
        d.post(who, "/my-privacy-requests", body).await?;
        tell(d, people.operator.company_id).await?;
    }
    past::hand_over(&d.app, people.operator.company_id).await
}

async fn handle(d: &Driver, who: &Person, (_, kind, channel, name, message, until): &Ask) -> Result<(), Problem> {
    let email = match *channel {
        "email" => format!("{}@privat.example", kontoret_core::text::fold(name).replace(' ', ".")),
        _ => String::new(),
    };
    let body = json!({ "kind": kind, "channel": channel, "language": "sv", "name": name, "email": email,
        "phone": "070-174 06 90", "message": message, "received_on": d.today() });
    let mut row = d.post(who, "/privacy-requests", body).await?;
    tell(d, who.company_id).await?;
    let path = format!("/privacy-requests/{}", row["id"].as_str().unwrap_or_default());
    for (action, body) in steps(*until) {
        d.tick();
        row = d.act(who, &format!("{path}/{action}"), &row, body).await?;
        if action == "forward" {
            let id = row["id"].as_str().and_then(|t| t.parse().ok()).unwrap_or_default();
            pass_on(d, who.company_id, id).await?;
        }
    }
    Ok(())
}

/// The actions that lead there.
fn steps(until: Until) -> Vec<(&'static str, Value)> {
    let text = |text: &str| json!({ "text": text });
    let identity = (
        "identity",
        json!({ "note": "Känd kund, ringde upp på känt nummer", "customer_id": null }),
    );
    let decide = (
        "decide",
        json!({ "decisions": [
            { "datum": "E-post, telefon och anteckningar", "result": "done", "ground": null, "note": "" },
            { "datum": "Namn och adress på fakturor", "result": "refused", "ground": "bookkeeping",
                "note": "Tas bort när lagens tid är ute." },
        ] }),
    );
    let answer = ("answer", text("Hör av dig om något är oklart."));
    let close = ("close", text(""));
    match until {
        Until::Received => vec![],
        Until::Open => vec![identity],
        Until::Extended => vec![
            identity,
            (
                "extend",
                text("Uppgifterna ligger i ett äldre arkiv som ska gås igenom för hand."),
            ),
        ],
        Until::Waiting => vec![identity, ("question", text("Vilken adress gällde jobbet?"))],
        Until::Decided => vec![identity, decide],
        Until::Answered => vec![identity, decide, answer],
        Until::Closed => vec![identity, decide, answer, close],
        Until::Forwarded => vec![(
            "forward",
            json!({ "company": null, "text": "Det gäller din inloggning." }),
        )],
        Until::Withdrawn => vec![("withdraw", text("Personen har återtagit sin begäran."))],
    }
}

/// What the worker does: the person is told that the request came in.
async fn tell(d: &Driver, company_id: Uuid) -> Result<(), Problem> {
    let ids = d
        .app
        .read_in(scope(company_id), async |tx| {
            let rows = tx.find::<privacy::requests::privacy_request::Entity>().all().await?;
            Ok(rows.into_iter().map(|r| r.id).collect::<Vec<_>>())
        })
        .await?;
    for id in ids {
        privacy::acknowledge(&d.app, company_id, id).await?;
    }
    Ok(())
}

/// What the worker does: the request is made where it was passed on to.
async fn pass_on(d: &Driver, company_id: Uuid, id: Uuid) -> Result<(), Problem> {
    let operator = d
        .app
        .read_in(scope(company_id), async |tx| company::operator(tx).await)
        .await?
        .ok_or_else(Problem::not_found)?;
    privacy::pass_on(&d.app, company_id, id, &json!({ "company_id": operator.id })).await?;
    tell(d, operator.id).await
}

fn scope(company_id: Uuid) -> Scope {
    Scope {
        company_id: Some(company_id),
        user_id: None,
    }
}
