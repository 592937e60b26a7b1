//! How do a million invoices get into a database in less than a minute? By one statement of the database itself.

use super::{
    Size,
    office::{Company, Office},
};
use sea_orm::ConnectionTrait;
use std::time::Instant;
use uuid::Uuid;

/// So many of the newest invoices have lines, to be read one by one.
pub const READABLE: u64 = 1_000;
/// The bulk's ids begin with this, and end with the invoice's number.
const HIGH: u64 = 0x0190_0000_0000_7000;

/// The id of the invoice with a number.
pub fn id(n: u64) -> Uuid {
    Uuid::from_u64_pair(HIGH, 0x8000_0000_0000_0000 | n)
}

/// Fills both companies.
pub async fn fill(office: &Office, size: Size) {
    let db = kontoret::store::Db::connect(&office.raw_url, 1).await.unwrap();
    let run = async |sql: &str| {
        db.raw().execute_unprepared(sql).await.unwrap();
    };
    let engine = Engine {
        postgres: office.engine() == "PostgreSQL",
    };
    let began = Instant::now();
    if engine.postgres {
        run("SET statement_timeout = 0").await;
        run("ALTER TABLE invoice_line DISABLE TRIGGER USER; ALTER TABLE invoice_vat_row DISABLE TRIGGER USER").await;
    } else {
        run("DROP TRIGGER invoice_line_insert_is_fixed; DROP TRIGGER invoice_vat_row_insert_is_fixed").await;
    }
    for (company, count) in office.companies.iter().zip(size.invoices) {
        for sql in [
            engine.invoices(company, count),
            engine.lines(company, count),
            engine.sums(company, count),
            engine.counter(company, count),
        ] {
            run(&sql).await;
        }
    }
    if engine.postgres {
        run("ALTER TABLE invoice_line ENABLE TRIGGER USER; ALTER TABLE invoice_vat_row ENABLE TRIGGER USER").await;
        run("VACUUM").await;
        // What the bulk left to be written is not the business of what is measured.
        run("CHECKPOINT").await;
    } else {
        run("PRAGMA wal_checkpoint(TRUNCATE)").await;
    }
    run("ANALYZE").await;
    println!(
        "{}: {} invoices in {:.1} s",
        office.engine(),
        size.invoices.iter().sum::<u64>(),
        began.elapsed().as_secs_f64()
    );
}

/// Gives a customer so many work sites.
pub async fn sites(office: &Office, c: &Company, customer: Uuid, count: u64) {
    let db = kontoret::store::Db::connect(&office.raw_url, 1).await.unwrap();
    let engine = Engine {
        postgres: office.engine() == "PostgreSQL",
    };
    let sql = format!(
        "INSERT INTO work_site (company_id, id, version, customer_id, name, street, street2, postal_code, city, country, \
           property_designation, apartment_number, housing_association_number, note, created_at) \
         SELECT {company}, {id}, 1, {customer}, 'Hus ' || CAST(n AS text), 'Storgatan 1', '', '903 26', 'Umeå', 'SE', \
           'UMEÅ SOFIEHEM 2:14', '', '', '', {at} FROM {numbers}",
        company = engine.uuid(c.id),
        id = engine.numbered("n"),
        customer = engine.uuid(customer),
        at = engine.moment(),
        numbers = engine.numbers(1, count)
    );
    db.raw().execute_unprepared(&sql).await.unwrap();
}

struct Engine {
    postgres: bool,
}

impl Engine {
    /// An id as a literal of the database.
    fn uuid(&self, id: Uuid) -> String {
        if self.postgres {
            format!("'{id}'::uuid")
        } else {
            format!("x'{}'", id.simple())
        }
    }

    /// The id that ends with a number.
    fn numbered(&self, n: &str) -> String {
        if self.postgres {
            format!("('01900000-0000-7000-8000-' || lpad(to_hex({n}), 12, '0'))::uuid")
        } else {
            format!("unhex('01900000000070008000' || printf('%012x', {n}))")
        }
    }

    /// The numbers from one to another as the table `s(n)`.
    fn numbers(&self, from: u64, to: u64) -> String {
        if self.postgres {
            format!("generate_series({from}::bigint, {to}::bigint) AS s(n)")
        } else {
            format!(
                "(WITH RECURSIVE s(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM s WHERE n < {to}) SELECT n FROM s) AS s"
            )
        }
    }

    /// A day so many days before the end of 2026.
    fn day(&self, days: &str) -> String {
        if self.postgres {
            format!("(date '2026-11-20' - ({days})::int)")
        } else {
            format!("date('2026-11-20', (-({days})) || ' days')")
        }
    }

    fn moment(&self) -> &'static str {
        if self.postgres {
            "timestamptz '2026-11-20 09:00:00+00'"
        } else {
            "'2026-11-20T09:00:00+00:00'"
        }
    }

    /// Nine of ten are paid; the newest have the highest numbers.
    fn invoices(&self, c: &Company, count: u64) -> String {
        let (company, customer, id) = (self.uuid(c.id), self.uuid(c.customer_id), self.numbered("n"));
        let issued = self.day(&format!("({count} - n) * 3000 / {count}"));
        let due = self.day(&format!("({count} - n) * 3000 / {count} - 30"));
        let (at, no) = (self.moment(), if self.postgres { "false" } else { "0" });
        format!(
            "INSERT INTO invoice (company_id, id, version, status, kind, number, ocr, customer_id, customer_name, customer_email, \
               title, note, their_reference, our_reference, buyer_order_number, exemption_reason, deduction, language, issued_on, due_on, payment_terms_days, lines_ore, \
               discount_ore, net_ore, vat_ore, rounding_ore, total_ore, paid_ore, credited_ore, written_off_ore, deducted_ore, issued_at, created_at, sort_number, \
               sort_issued_on, sort_due_on, open_due_on, prices_include_vat, discount_bp, round_to_krona) \
             SELECT {company}, {id}, 2, CASE WHEN n % 10 = 0 THEN 'issued' ELSE 'paid' END, 'invoice', CAST(10000 + n AS text), \
               CAST(100000 + n AS text), {customer}, 'Anna Öberg', 'anna@kund.example', 'Målning av fasad', '', '', '', '', '', 'none', 'sv', \
               {issued}, {due}, 30, 440000, 0, 440000, 110000, 0, 550000, CASE WHEN n % 10 = 0 THEN 0 ELSE 550000 END, 0, 0, 0, \
               {at}, {at}, 10000 + n, {issued}, {due}, CASE WHEN n % 10 = 0 THEN {due} END, {no}, 0, {no} \
             FROM {numbers}",
            numbers = self.numbers(1, count)
        )
    }

    fn readable(&self, count: u64) -> String {
        self.numbers(count.saturating_sub(READABLE) + 1, count)
    }

    fn lines(&self, c: &Company, count: u64) -> String {
        let (company, id) = (self.uuid(c.id), self.numbered("n"));
        let json = if self.postgres { "'[]'::jsonb" } else { "'[]'" };
        let pair = if self.postgres {
            "generate_series(0, 3) AS p(k)"
        } else {
            "(SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS p"
        };
        format!(
            "INSERT INTO invoice_line (company_id, id, invoice_id, position, kind, description, quantity_milli, unit, \
               unit_price_ore, discount_bp, vat, amount_ore, time_entry_ids) \
             SELECT {company}, {line}, {id}, k, 'work', 'Målning av fasad, två strykningar', 2000, 'tim', 55000, 0, '25', \
               110000, {json} FROM {numbers} CROSS JOIN {pair}",
            line = self.numbered("n * 4 + k"),
            numbers = self.readable(count)
        )
    }

    fn sums(&self, c: &Company, count: u64) -> String {
        format!(
            "INSERT INTO invoice_vat_row (company_id, invoice_id, vat, net_ore, vat_ore) \
             SELECT {}, {}, '25', 440000, 110000 FROM {}",
            self.uuid(c.id),
            self.numbered("n"),
            self.readable(count)
        )
    }

    fn counter(&self, c: &Company, count: u64) -> String {
        format!(
            "INSERT INTO number_series (company_id, series, next_number) VALUES ({0}, 'invoice', {1}), ({0}, 'credit_note', {1})",
            self.uuid(c.id),
            10_001 + count
        )
    }
}
