//! How fast is an invoice made and issued, time reported, and somebody logged in?

use super::{
    Size,
    floor::{self, Floor, Statement, Value},
    measure::{millis, rate},
    office::{Company, Office, get, log_in_body, post},
    report::Report,
};
use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};
use uuid::Uuid;

/// The content of an invoice of one line.
pub fn invoice(c: &Company) -> Json {
    json!({
        "customer_id": c.customer_id, "order_id": null, "work_site_id": null, "title": "Målning av fasad", "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": 30,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true,
        "lines": [{ "article_id": null, "kind": "work", "description": "Målning av fasad, två strykningar",
            "quantity_milli": 8000, "unit": "tim", "unit_price_ore": 55_000, "discount_bp": 0, "vat": "25",
            "order_line_id": null, "time_entry_ids": [] }]
    })
}

/// Measures.
pub async fn run(office: &Office, floor: &Floor, size: Size, report: &mut Report) {
    let engine = office.engine();
    let c = office.companies[1];
    let raw = Raw {
        c,
        answer: answer(office, &c).await,
    };

    let lowest = floor::rate(size, async |_| floor.write(&raw.create(new_id(office))).await).await;
    let ours = rate(size.connections, size.seconds, async |_| {
        office.ask(post("/invoices", &office.token(&c), &invoice(&c))).await;
    });
    report.rate(engine, "create invoice", ours.await, lowest, None);

    // The first voucher begins the fiscal year.
    create_and_issue(office, &c).await;
    let lowest = floor::rate(size, async |_| {
        let id = new_id(office);
        floor.write(&raw.create(id)).await;
        floor.write(&raw.issue(id)).await;
    });
    let lowest = lowest.await;
    let ours = rate(size.connections, size.seconds, async |_| {
        create_and_issue(office, &c).await
    });
    report.rate(engine, "create + issue invoice", ours.await, lowest, Some(0.4));

    time(office, floor, size, &raw, report).await;
    log_in(office, size, report).await;
}

async fn create_and_issue(office: &Office, c: &Company) {
    let token = office.token(c);
    let made = office.json(post("/invoices", &token, &invoice(c))).await;
    let path = format!("/invoices/{}/issue", made["id"].as_str().unwrap());
    office.ask(post(&path, &token, &json!({})).first_version()).await;
}

/// A day of the past that holds another minute of the only employee.
fn day(n: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
    first.checked_add_days(Days::new(n * 7 % 3203)).unwrap()
}

async fn time(office: &Office, floor: &Floor, size: Size, raw: &Raw, report: &mut Report) {
    let c = office.companies[1];
    let token = office.token(&c);
    let entry = |on: NaiveDate| {
        json!({ "membership_id": null, "order_id": null, "worked_on": on, "minutes": 1, "activity": "Målning", "note": "",
            "billable": false })
    };
    // The weeks are there before, as most are when time is reported.
    let made = office.json(post("/time-entries", &token, &entry(day(0)))).await;
    let sheet = office.json(get("/timesheets/2018-W01", &token)).await;
    assert_eq!(sheet["entries"][0]["id"], made["id"]);
    let lowest = floor::rate(size, async |_| floor.write(&raw.time(new_id(office))).await).await;
    let ours = rate(size.connections, size.seconds, async |n| {
        office
            // Raw SQL has filled the first day beyond what a day can hold.
            .ask(post("/time-entries", &office.token(&c), &entry(day(n % 3200 + 1))))
            .await;
    });
    report.rate(office.engine(), "create time entry", ours.await, lowest, None);
}

async fn log_in(office: &Office, size: Size, report: &mut Report) {
    let body = log_in_body("small");
    let hashing = millis(size.seconds, async |_| {
        kontoret::session::password::verify(&office.app, "fel", None)
            .await
            .unwrap();
    });
    let hashing = hashing.await;
    let ours = rate(1, size.seconds, async |_| {
        office.ask(post("/session", "", &body)).await;
    });
    report.rate(
        office.engine(),
        "log in (raw: its Argon2 alone)",
        ours.await,
        1000.0 / hashing,
        None,
    );
}

fn new_id(office: &Office) -> Uuid {
    office.app.clock.new_id()
}

/// An answer of the service, to be kept by raw SQL too.
async fn answer(office: &Office, c: &Company) -> Json {
    office.json(post("/invoices", &office.token(c), &invoice(c))).await
}

/// The statements of a change, as few as they can be.
struct Raw {
    c: Company,
    /// An answer of the service: as large as the document that is kept, too.
    answer: Json,
}

impl Raw {
    /// What every change leaves: the answer to a repeat, and the chained event.
    fn traces(&self, id: Uuid, event: &str) -> Vec<Statement> {
        let company = || Value::Id(self.c.id);
        let text = |t: &str| Value::Text(t.to_owned());
        vec![
            (
                "INSERT INTO idempotency_key (company_id, user_id, key, fingerprint, status, body, created_at) \
                 SELECT ?, ?, ?, ?, 200, ?, created_at FROM company WHERE id = ?",
                vec![
                    company(),
                    Value::Id(self.c.user_id),
                    Value::Text(format!("{id} {event}")),
                    Value::Bytes(vec![0; 32]),
                    Value::Text(self.answer.to_string()),
                    company(),
                ],
            ),
            (
                "SELECT seq, hash FROM audit_head WHERE company_id = ? FOR UPDATE",
                vec![company()],
            ),
            (
                "UPDATE audit_head SET seq = seq + 1, hash = ? WHERE company_id = ?",
                vec![Value::Bytes(vec![0; 32]), company()],
            ),
            (
                "INSERT INTO audit_event (company_id, seq, at, event, entity_kind, entity_id, actor_id, session_id, request_id, \
                   changes, hash) \
                 SELECT company_id, seq, (SELECT created_at FROM company WHERE id = ?), ?, 'invoice', ?, ?, ?, ?, '[]', ? \
                 FROM audit_head WHERE company_id = ?",
                vec![
                    company(),
                    text(event),
                    Value::Id(id),
                    Value::Id(self.c.user_id),
                    Value::Id(self.c.session_id),
                    Value::Text(id.simple().to_string()),
                    Value::Bytes(vec![0; 32]),
                    company(),
                ],
            ),
        ]
    }

    fn create(&self, id: Uuid) -> Vec<Statement> {
        let company = || Value::Id(self.c.id);
        let mut all: Vec<Statement> = vec![
            (
                "SELECT * FROM customer WHERE company_id = ? AND id = ?",
                vec![company(), Value::Id(self.c.customer_id)],
            ),
            (
                "INSERT INTO invoice (company_id, id, version, status, kind, customer_id, customer_name, customer_email, title, note, \
                   their_reference, our_reference, buyer_order_number, exemption_reason, deduction, language, payment_terms_days, lines_ore, discount_ore, net_ore, vat_ore, \
                   rounding_ore, total_ore, paid_ore, credited_ore, written_off_ore, deducted_ore, created_at, sort_number, sort_issued_on, sort_due_on, \
                   prices_include_vat, discount_bp, round_to_krona) \
                 SELECT c.company_id, ?, 1, 'draft', 'invoice', c.id, c.name, c.email, 'Målning av fasad', '', '', '', '', '', 'none', 'sv', 30, 440000, 0, \
                   440000, 110000, 0, 550000, 0, 0, 0, 0, c.created_at, 9223372036854775807, '9999-12-31', '9999-12-31', 1 = 0, 0, 1 = 1 \
                 FROM customer c WHERE c.company_id = ? AND c.id = ?",
                vec![Value::Id(id), company(), Value::Id(self.c.customer_id)],
            ),
            (
                "INSERT INTO invoice_line (company_id, id, invoice_id, position, kind, description, quantity_milli, unit, \
                   unit_price_ore, discount_bp, vat, amount_ore, time_entry_ids) \
                 VALUES (?, ?, ?, 0, 'work', 'Målning av fasad, två strykningar', 8000, 'tim', 55000, 0, '25', 440000, '[]')",
                vec![company(), Value::Id(id), Value::Id(id)],
            ),
            (
                "INSERT INTO invoice_vat_row (company_id, invoice_id, vat, net_ore, vat_ore) VALUES (?, ?, '25', 440000, 110000)",
                vec![company(), Value::Id(id)],
            ),
        ];
        all.push(self.words(id, ["anna", "oberg", "malning", "av", "fasad"]));
        all.extend(self.traces(id, "invoice_created"));
        all
    }

    /// The words by which it is found.
    fn words(&self, id: Uuid, words: [&str; 5]) -> Statement {
        let values = words
            .into_iter()
            .flat_map(|w| [Value::Id(self.c.id), Value::Text(w.to_owned()), Value::Id(id)]);
        (
            "INSERT INTO search_term (company_id, term, entity_kind, entity_id) VALUES (?, ?, 'invoice', ?), \
             (?, ?, 'invoice', ?), (?, ?, 'invoice', ?), (?, ?, 'invoice', ?), (?, ?, 'invoice', ?)",
            values.collect(),
        )
    }

    fn issue(&self, id: Uuid) -> Vec<Statement> {
        let company = || Value::Id(self.c.id);
        let mut all: Vec<Statement> = vec![
            (
                "SELECT * FROM invoice WHERE company_id = ? AND id = ? FOR UPDATE",
                vec![company(), Value::Id(id)],
            ),
            (
                "SELECT * FROM invoice_line WHERE company_id = ? AND invoice_id = ?",
                vec![company(), Value::Id(id)],
            ),
            ("SELECT * FROM company_settings WHERE company_id = ?", vec![company()]),
            (
                "SELECT * FROM customer WHERE company_id = ? AND id = ?",
                vec![company(), Value::Id(self.c.customer_id)],
            ),
            (
                "UPDATE number_series SET next_number = next_number + 1 WHERE company_id = ? AND series = 'invoice' \
                 RETURNING next_number",
                vec![company()],
            ),
            (
                "INSERT INTO invoice_snapshot (company_id, invoice_id, content) VALUES (?, ?, ?)",
                vec![company(), Value::Id(id), Value::Json(self.answer.clone())],
            ),
            (
                "UPDATE invoice SET version = 2, status = 'issued', issued_on = '2026-11-20', due_on = '2026-12-20', \
                   sort_issued_on = '2026-11-20', sort_due_on = '2026-12-20', open_due_on = '2026-12-20', \
                   number = (SELECT CAST(next_number - 1 AS text) FROM number_series s WHERE s.company_id = invoice.company_id AND s.series = 'invoice'), \
                   ocr = (SELECT 'B' || CAST(next_number - 1 AS text) FROM number_series s WHERE s.company_id = invoice.company_id AND s.series = 'invoice'), \
                   sort_number = (SELECT next_number - 1 FROM number_series s WHERE s.company_id = invoice.company_id AND s.series = 'invoice') \
                 WHERE company_id = ? AND id = ?",
                vec![company(), Value::Id(id)],
            ),
        ];
        let words: Statement = (
            "INSERT INTO search_term (company_id, term, entity_kind, entity_id) VALUES (?, ?, 'invoice', ?), (?, ?, 'invoice', ?)",
            ["10001", "100017"]
                .into_iter()
                .flat_map(|w| [company(), Value::Text(w.to_owned()), Value::Id(id)])
                .collect(),
        );
        all.push(words);
        all.extend(self.voucher(id));
        all.extend(self.traces(id, "invoice_issued"));
        all
    }

    /// What the books keep of it.
    fn voucher(&self, id: Uuid) -> [Statement; 3] {
        let company = || Value::Id(self.c.id);
        // One voucher to an invoice: its id will do.
        [
            (
                "UPDATE fiscal_year SET next_voucher = next_voucher + 1 WHERE company_id = ?",
                vec![company()],
            ),
            (
                "INSERT INTO voucher (company_id, id, fiscal_year_id, number, dated_on, document_kind, document_id, text, line_count, \
                   created_at) \
                 SELECT y.company_id, ?, y.id, y.next_voucher - 1, '2026-11-20', 'invoice', ?, 'Faktura', 3, c.created_at \
                 FROM fiscal_year y JOIN company c ON c.id = y.company_id WHERE y.company_id = ?",
                vec![Value::Id(id), Value::Id(id), company()],
            ),
            (
                "INSERT INTO voucher_line (company_id, voucher_id, position, account, purpose, invoice_id, amount_ore) VALUES \
                   (?, ?, 0, 1510, 'receivables', ?, 550000), (?, ?, 1, 3001, 'sales', NULL, -440000), \
                   (?, ?, 2, 2611, 'output_vat', NULL, -110000)",
                vec![
                    company(),
                    Value::Id(id),
                    Value::Id(id),
                    company(),
                    Value::Id(id),
                    company(),
                    Value::Id(id),
                ],
            ),
        ]
    }

    /// Another minute on the first day, whose week is the only one that there is.
    fn time(&self, id: Uuid) -> Vec<Statement> {
        let company = || Value::Id(self.c.id);
        let member = || Value::Id(self.c.membership_id);
        let mut all: Vec<Statement> = vec![
            (
                "SELECT * FROM timesheet WHERE company_id = ? AND membership_id = ? FOR UPDATE",
                vec![company(), member()],
            ),
            (
                "SELECT minutes FROM time_entry WHERE company_id = ? AND membership_id = ? AND id = ?",
                vec![company(), member(), Value::Id(id)],
            ),
            (
                "INSERT INTO time_entry (company_id, id, version, membership_id, timesheet_id, worked_on, minutes, activity, note, \
                   billable, created_at) \
                 SELECT t.company_id, ?, 1, t.membership_id, t.id, '2018-01-01', 1, 'Målning', '', 1 = 0, c.created_at \
                 FROM timesheet t JOIN company c ON c.id = t.company_id WHERE t.company_id = ? AND t.membership_id = ?",
                vec![Value::Id(id), company(), member()],
            ),
            (
                "UPDATE timesheet SET version = version + 1 WHERE company_id = ? AND membership_id = ?",
                vec![company(), member()],
            ),
        ];
        all.extend(self.traces(id, "time_entry_created"));
        all
    }
}
