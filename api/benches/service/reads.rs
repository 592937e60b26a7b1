//! How fast are a list, one invoice, and its document read?

use super::{
    Size, bulk,
    floor::{self, Floor, Statement, Value},
    measure::{millis, rate},
    office::{Company, Office, get, post},
    report::Report,
};

const LIST: &str = "SELECT id, number, customer_id, customer_name, title, status, issued_on, due_on, total_ore, paid_ore, \
    sort_number, sort_issued_on, sort_due_on FROM invoice WHERE company_id = ? \
    ORDER BY sort_number DESC, id DESC LIMIT 51";
const DEEP: &str = "SELECT id, number, customer_id, customer_name, title, status, issued_on, due_on, total_ore, paid_ore, \
    sort_number, sort_issued_on, sort_due_on FROM invoice WHERE company_id = ? AND (sort_number, id) < (?, ?) \
    ORDER BY sort_number DESC, id DESC LIMIT 51";
const ONE: &str = "SELECT * FROM invoice WHERE company_id = ? AND id = ?";
const LINES: &str = "SELECT * FROM invoice_line WHERE company_id = ? AND invoice_id = ? ORDER BY position";
const SUMS: &str = "SELECT * FROM invoice_vat_row WHERE company_id = ? AND invoice_id = ?";

/// Measures.
pub async fn run(office: &Office, floor: &Floor, size: Size, report: &mut Report) {
    let mut pages = Vec::new();
    for (company, count) in office.companies.iter().zip(size.invoices) {
        pages.push(list(office, floor, size, company, count, report).await);
    }
    let [small, large] = [pages[0], pages[1]];
    report.at_most(
        office.engine(),
        "page: large company over small",
        small / large,
        "×",
        1.2,
    );
    let readable = size.invoices[1].min(bulk::READABLE);
    one(office, floor, size, readable, report).await;
    document(office, size, report).await;
}

/// The first page and one in the middle; the rate of the first.
async fn list(office: &Office, floor: &Floor, size: Size, c: &Company, count: u64, report: &mut Report) -> f64 {
    let engine = office.engine();
    let first: Statement = (LIST, vec![Value::Id(c.id)]);
    let raw = floor::rate(size, async |_| assert_eq!(floor.read(&first).await, 51)).await;
    let token = office.token(c);
    let ours = rate(size.connections, size.seconds, async |_| {
        office.ask(get("/invoices?limit=50", &token)).await;
    });
    let ours = ours.await;
    report.rate(engine, &format!("list 50 of {count}"), ours, raw, Some(0.5));
    let middle = count / 2;
    let deep: Statement = (
        DEEP,
        vec![
            Value::Id(c.id),
            Value::Number(i64::try_from(10_000 + middle).unwrap()),
            Value::Id(bulk::id(middle)),
        ],
    );
    let raw = floor::rate(size, async |_| assert_eq!(floor.read(&deep).await, 51)).await;
    let after = kontoret::http::page::Cursor(10_000 + middle, bulk::id(middle)).encode();
    let path = format!("/invoices?limit=50&after={after}");
    let token = office.token(c);
    let deep = rate(size.connections, size.seconds, async |_| {
        office.ask(get(&path, &token)).await;
    });
    report.rate(
        engine,
        &format!("list 50 in the middle of {count}"),
        deep.await,
        raw,
        Some(0.5),
    );
    ours.per_second
}

async fn one(office: &Office, floor: &Floor, size: Size, readable: u64, report: &mut Report) {
    let c = &office.companies[1];
    let id = |n: u64| bulk::id(size.invoices[1] - n * 37 % readable);
    let raw = floor::rate(size, async |n| {
        for sql in [ONE, LINES, SUMS] {
            assert!(floor.read(&(sql, vec![Value::Id(c.id), Value::Id(id(n))])).await > 0);
        }
    });
    let raw = raw.await;
    let token = office.token(c);
    let ours = rate(size.connections, size.seconds, async |n| {
        office.ask(get(&format!("/invoices/{}", id(n)), &token)).await;
    });
    report.rate(office.engine(), "read one invoice", ours.await, raw, Some(0.5));
}

/// The document of a draft is set anew each time.
async fn document(office: &Office, size: Size, report: &mut Report) {
    let c = &office.companies[0];
    let token = office.token(c);
    let made = office.json(post("/invoices", &token, &super::writes::invoice(c))).await;
    let path = format!("/invoices/{}/pdf", made["id"].as_str().unwrap());
    office.ask(get(&path, &token)).await;
    let one = millis(size.seconds, async |_| {
        office.ask(get(&path, &token)).await;
    });
    report.at_most(office.engine(), "PDF of an invoice, warm", one.await, "ms", 30.0);
}
