//! Which customers of the demo get e-invoices, and what became of the latest?

use super::{driver::Driver, people::People};
use crate::{
    customers::customer,
    http::problem::Problem,
    invoices::invoice,
    jobs::{e_invoice::Reason, past},
    store::Scope,
};
use kontoret_formats::ubl::{Endpoint, SCHEME_GLN};
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect};
use serde_json::{Value, json};

/// How many of the latest invoices to firms went through the network.
const LATEST: u64 = 8;

/// How the customer with this number in the demo wants its bills: every other firm in its accounting.
pub(super) fn billing(n: usize, is_firm: bool) -> Value {
    if !is_firm || n % 8 != 3 {
        return json!({});
    }
    json!({ "peppol_id": { "scheme": SCHEME_GLN, "value": gln(n) } })
}

/// A location number that can be nobody's: those that begin with 2 are given out by nobody.
fn gln(n: usize) -> String {
    let digits = format!("2{n:011}");
    let sum: u32 = digits
        .chars()
        .rev()
        .zip([3, 1].into_iter().cycle())
        .filter_map(|(letter, weight)| Some(weight * letter.to_digit(10)?))
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// The latest invoices to such firms have gone out as e-invoices; the last of them found no receiver.
pub(super) async fn pass_on(d: &Driver, people: &People) -> Result<(), Problem> {
    let company_id = people.office.company_id;
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let sent = d
        .app
        .read_in(scope, async |tx| {
            let firms = tx
                .find::<customer::Entity>()
                .filter(customer::Column::PeppolScheme.is_not_null())
                .all()
                .await?;
            let latest = |q: sea_orm::Select<invoice::Entity>| q.order_by_desc(invoice::Column::Number).limit(LATEST);
            let invoices = tx
                .find::<invoice::Entity>()
                .filter(invoice::Column::CustomerId.is_in(firms.iter().map(|f| f.id)))
                .filter(invoice::Column::SentAt.is_not_null())
                .with(latest)
                .all()
                .await?;
            let receiver = |i: &invoice::Model| {
                let firm = firms.iter().find(|f| f.id == i.customer_id)?;
                Some(Endpoint {
                    scheme: firm.peppol_scheme.clone()?,
                    id: firm.peppol_value.clone(),
                })
            };
            Ok(invoices
                .iter()
                .filter_map(|i| Some((i.id, receiver(i)?)))
                .collect::<Vec<_>>())
        })
        .await?;
    for (number, (invoice_id, receiver)) in sent.iter().enumerate() {
        let failed = (number == 0).then_some(Reason::UnknownReceiver);
        past::pass_on(&d.app, company_id, *invoice_id, receiver, failed).await?;
    }
    Ok(())
}
