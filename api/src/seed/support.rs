//! How did the company get help once? It opened itself for an hour, the operator looked, and it closed again.

use super::{driver::Driver, people::People};
use crate::http::problem::Problem;
use serde_json::json;

/// So many days before the end.
const BACK: u64 = 12;

/// The day on which somebody looked.
pub(super) async fn day(d: &Driver, people: &People, back: u64) -> Result<(), Problem> {
    if back != BACK {
        return Ok(());
    }
    let asks = json!({ "reason": "Momsen på en faktura ser fel ut", "minutes": 60 });
    let access = d.post(&people.owner, "/support-accesses", asks).await?;
    d.tick();
    let enters = json!({ "support_access_id": access["id"] });
    d.post(&people.operator, "/session/support", enters).await?;
    let visitor = people.operator.visiting(people.owner.company_id);
    let invoices = d.get(&visitor, "/invoices?limit=1").await?;
    let id = invoices["items"][0]["id"].as_str().unwrap_or_default();
    d.get(&visitor, &format!("/invoices/{id}")).await?;
    let from = d.today().format("%Y-%m-01").to_string();
    d.get(&visitor, &format!("/vat-report?from={from}&to={}", d.today()))
        .await?;
    d.tick();
    d.delete(&visitor, "/session/support").await?;
    d.tick();
    let id = access["id"].as_str().unwrap_or_default();
    d.delete(&people.owner, &format!("/support-accesses/{id}")).await?;
    Ok(())
}
