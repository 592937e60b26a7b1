//! Which breaches are in the demo's register? A lost phone that nobody could open, long closed, and one whose hours run.

use super::{
    driver::{Driver, Person},
    people::People,
};
use crate::{clock::Clock, http::problem::Problem};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// Days before the end on which the phone was lost.
const LOST: u64 = 118;
/// Days before the end on which a mail went to the wrong people.
const MISSENT: u64 = 1;

/// What happens so many days before the end.
pub(super) async fn day(d: &Driver, people: &People, back: u64) -> Result<(), Problem> {
    match back {
        LOST => lost(d, &people.owner).await,
        MISSENT => missent(d, &people.owner).await,
        _ => Ok(()),
    }
}

async fn lost(d: &Driver, who: &Person) -> Result<(), Problem> {
    let discovered = d.clock.now() - TimeDelta::hours(3);
    let input = json!({ "title": "Borttappad arbetstelefon",
        "description": "En snickares arbetstelefon glömdes på bussen på väg hem från ett bygge. I telefonen fanns veckans order \
            med kundernas namn, adresser och telefonnummer.",
        "kinds": ["confidentiality", "availability"], "discovered_at": discovered,
        "discovered_how": "Snickaren ringde kontoret när telefonen saknades.",
        "began_at": discovered - TimeDelta::hours(14), "ended_at": discovered,
        "categories": ["end_customer_contact_details", "home"], "people": ["end_customers"], "people_count": 9,
        "record_count": 9, "consequences": "Om någon kom in i telefonen skulle den kunna se var kunderna bor och ringa dem.",
        "measures_taken": "Telefonen raderades på distans inom en timme och inloggningen spärrades. Leverantören bekräftade raderingen.",
        "measures_planned": "", "abroad": "", "risk": "unlikely",
        "risk_reason": "Telefonen är krypterad, låst med sexsiffrig kod och raderades innan någon försökt öppna den." });
    let made = d.post(who, "/breaches", input).await?;
    let path = format!("/breaches/{}", made["id"].as_str().unwrap_or_default());
    d.tick();
    let decision = json!({ "decision": "not_needed", "reported_at": null, "case_number": "", "delay_reason": "",
        "reason": "En risk för kunderna är osannolik: ingen har kunnat läsa uppgifterna." });
    let decided = d.act(who, &format!("{path}/report"), &made, decision).await?;
    d.tick();
    let note = json!({ "kind": "note", "text": "Bussbolaget har hittat telefonen. Den är hämtad och ominstallerad." });
    let noted = d.act(who, &format!("{path}/entries"), &decided, note).await?;
    d.tick();
    let close = json!({ "text": "Alla arbetstelefoner har nu kod och kan raderas på distans." });
    d.act(who, &format!("{path}/close"), &noted, close).await?;
    Ok(())
}

async fn missent(d: &Driver, who: &Person) -> Result<(), Problem> {
    let discovered = d.clock.now() - TimeDelta::minutes(25);
    let input = json!({ "title": "Kundlista skickad till fel mottagare",
        "description": "En lista över höstens serviceavtal bifogades av misstag i ett mejl till en leverantör.",
        "kinds": ["confidentiality"], "discovered_at": discovered,
        "discovered_how": "Leverantören svarade på mejlet och frågade vad listan var.",
        "began_at": discovered - TimeDelta::hours(16), "ended_at": Value::Null,
        "categories": ["end_customer_contact_details", "home"], "people": ["end_customers"], "people_count": 34,
        "record_count": Value::Null, "consequences": "Obehöriga kan se vilka som har serviceavtal, var de bor och hur de nås.",
        "measures_taken": "Leverantören är ombedd att radera mejlet.",
        "measures_planned": "Få raderingen bekräftad skriftligt och gå igenom hur listor skickas.", "abroad": "",
        "risk": Value::Null, "risk_reason": "" });
    d.post(who, "/breaches", input).await?;
    Ok(())
}
