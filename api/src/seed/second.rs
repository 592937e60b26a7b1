//! What is there in the owner's second company? Enough to see that it is another one.

use super::{driver::Driver, people::People, words};
use crate::http::problem::Problem;
use serde_json::json;

/// A few customers and an offer that is being written.
pub(super) async fn begin(d: &Driver, people: &People) -> Result<(), Problem> {
    for (n, name) in ["Granö Fiskecamp AB", "Vindelälvens Kanot AB", "Familjen Hedlund"]
        .iter()
        .enumerate()
    {
        let firm = name.ends_with("AB");
        let body = json!({
            "kind": if firm { "company" } else { "private" }, "name": name, "email": format!("kund{n}@stugor.example"),
            "phone": "", "organisation_number": "", "vat_number": "",
            "address": { "street": format!("Älvvägen {}", n + 1), "street2": "", "postal_code": "922 31", "city": "Vindeln", "country": "SE" },
            "language": "sv", "reference": "", "payment_terms_days": null, "note": "",
        });
        let customer = d.post(&people.second, "/customers", body).await?;
        let Some(job) = words::JOBS.get(n) else { continue };
        let lines: Vec<_> = job.lines.iter().map(words::line).collect();
        let offer = json!({
            "customer_id": customer["id"], "work_site_id": null, "title": job.title, "intro": job.intro, "terms": "",
            "their_reference": "", "language": "sv", "valid_until": d.today() + chrono::TimeDelta::days(30),
            "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": lines,
        });
        d.post(&people.second, "/offers", offer).await?;
    }
    Ok(())
}
