//! What does the demo's company sell? Hours, goods and trips, and a kit that is made of them.

use super::{words, year::Year};
use crate::http::problem::Problem;
use serde_json::{Value, json};
use std::collections::BTreeMap;

impl Year<'_> {
    /// Enters the articles.
    pub(super) async fn articles(&self) -> Result<(), Problem> {
        let mut made = BTreeMap::new();
        for (kind, name, unit, price) in words::ARTICLES {
            let article = json!({
                "number": "", "name": name, "kind": kind, "work_type": words::work_type(name), "unit": unit,
                "unit_price_ore": price, "vat": "25", "account": words::account(kind), "note": ""
            });
            let article = self.d.post(&self.people.office, "/articles", article).await?;
            made.insert(*name, article["id"].clone());
        }
        self.kit(&made).await
    }

    /// A job that is sold often, made of what it takes.
    async fn kit(&self, articles: &BTreeMap<&str, Value>) -> Result<(), Problem> {
        let (name, parts) = words::KIT;
        let article = json!({
            "number": "", "name": name, "kind": "other", "work_type": null, "unit": "st", "unit_price_ore": 0, "vat": "25",
            "account": null, "note": ""
        });
        let kit = self.d.post(&self.people.office, "/articles", article).await?;
        let parts: Vec<Value> = parts
            .iter()
            .map(|(name, milli)| json!({ "article_id": articles.get(name), "quantity_milli": milli }))
            .collect();
        let path = format!("/articles/{}/parts", kit["id"].as_str().unwrap_or_default());
        let body = json!({ "parts": parts });
        self.d.put(&self.people.office, &path, &kit, body).await.map(|_| ())
    }
}
