//! Does every kind of invoice become an e-invoice that the published rules take?

use super::{
    e_invoices::{business, customer, judged},
    invoice, issue, line,
    orders::order,
};
use crate::testing::{Answer, things, world};
use serde_json::json;

#[actix_web::test]
async fn every_kind_passes_the_published_rules() {
    let w = world().await;
    let who = customer(&w, business()).await;
    let order = order(&w, &who, "as_agreed").await;
    let of_order = async |more: serde_json::Value| {
        let mut body = more;
        body["order_id"] = json!(order.id());
        let draft = w.office().post("/invoices/from-order", body).await.expect(201);
        issue(&w, &draft).await.expect(200)
    };
    let mut issued: Vec<Answer> = vec![
        of_order(json!({ "kind": "prepayment", "share_bp": 3_000 })).await,
        of_order(json!({ "kind": "part", "net_ore": 40_000 })).await,
        of_order(json!({})).await,
    ];
    let mut cash = invoice(&who, &[line("Färg", 1_000, 10_050, "25")]);
    cash["kind"] = json!("cash");
    let draft = w.office().post("/invoices", cash).await.expect(201);
    let path = format!("/invoices/{}/issue", draft.id());
    issued.push(
        w.office()
            .act(&path, draft.version(), json!({ "paid_by": "swish" }))
            .await
            .expect(200),
    );
    let late = w
        .office()
        .post("/invoices", invoice(&who, &[line("Målning", 8_000, 55_000, "25")]))
        .await
        .expect(201);
    let late = things::invoice_issued_ago(&w, &late, 41).await;
    let interest = json!({ "invoice_ids": [late.id()] });
    let draft = w.office().post("/invoices/interest", interest).await.expect(201);
    issued.push(issue(&w, &draft).await.expect(200));
    issued.push(late);
    let folder = tempfile::tempdir().unwrap();
    let mut kinds = Vec::new();
    for one in &issued {
        let ubl = w.office().get(&format!("/invoices/{}/ubl", one.id())).await.expect(200);
        let kind = one.body["kind"].as_str().unwrap();
        std::fs::write(folder.path().join(format!("{kind}.xml")), &ubl.bytes).unwrap();
        kinds.push(kind);
    }
    assert_eq!(kinds, ["prepayment", "part", "final", "cash", "interest", "invoice"]);
    let said = judged(folder.path());
    assert!(said.contains("6 documents, 0 breaches"), "{said}");
}
