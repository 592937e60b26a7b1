//! What becomes of the rows about a person who is erased? One line for each table in which there can be any; which columns go
//! and which bookkeeping law keeps, their own declarations say.

/// What decides what becomes of a table's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The person whose the rest is: stays as an empty place while something that stays names it, and whole while work is
    /// to be done or money is owed.
    Customer,
    /// The people of a customer: there for the customer's tax deductions alone, and gone with the customer.
    Household,
    /// Stays as an empty place while an invoice that stays names it.
    WorkSite,
    /// Goes, unless an order came of it; then as the order.
    Offer,
    /// Stays whole while something is to be done or invoiced; what was invoiced stays as an empty place.
    Order,
    /// Stays whole while it is a draft or isn't settled; after that what bookkeeping law keeps.
    Invoice,
    /// A record of the books, of the day in a column.
    Books(&'static str),
    /// As the row of another table that a column names; the first that there is.
    With(&'static [(&'static str, &'static str)]),
    /// Stays for the time in which it must be shown that it was answered, from the moment in a column on.
    Request(&'static str),
    /// As whatever row a column names: the words by which it is found, what is about to be sent.
    Anything(&'static str),
    /// Names things by their ids and no people: stays.
    Trail,
    /// A user's account: its operator empties it, a company leaves it.
    Account,
    /// A user's place in a company: stays under a pseudonym, so that what was done and reported can be told apart.
    Place,
    /// There for one person alone, whom a column leads to: goes.
    Own(&'static str),
}

/// A table's line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The table.
    pub table: &'static str,
    /// What decides.
    pub rule: Rule,
    /// Columns that are never blanked: words of a closed set, which need one.
    pub stays: &'static [&'static str],
}

const fn line(table: &'static str, rule: Rule) -> Line {
    Line {
        table,
        rule,
        stays: &[],
    }
}

/// All lines: whatever decides about another stands before it, and is deleted after it.
pub const LINES: &[Line] = &[
    Line {
        table: "user_account",
        rule: Rule::Account,
        stays: &["language"],
    },
    Line {
        table: "membership",
        rule: Rule::Place,
        stays: &["user_id"],
    },
    line("session", Rule::Own("user_id")),
    line("refresh_token", Rule::Own("session_id")),
    line("user_token", Rule::Own("user_id")),
    line("support_visit", Rule::Own("user_id")),
    line("idempotency_key", Rule::Own("user_id")),
    line("saved_view", Rule::Own("membership_id")),
    line("work_order_assignment", Rule::Own("membership_id")),
    // What wages and invoices rest on is a voucher's basis (BFL 1999:1078 1 kap. 2 §, 5 kap. 6 §).
    line("timesheet", Rule::Books("week")),
    line("time_entry", Rule::Books("worked_on")),
    Line {
        table: "customer",
        rule: Rule::Customer,
        stays: &["language", "country"],
    },
    line("household", Rule::Household),
    line("household_member", Rule::Household),
    line("household_use", Rule::With(&[("member_id", "household_member")])),
    Line {
        table: "work_site",
        rule: Rule::WorkSite,
        stays: &["country"],
    },
    line("processing_limit", Rule::With(&[("customer_id", "customer")])),
    line("offer", Rule::Offer),
    line("offer_line", Rule::With(&[("offer_id", "offer")])),
    line("work_order", Rule::Order),
    line("work_order_line", Rule::With(&[("order_id", "work_order")])),
    line("work_order_instalment", Rule::With(&[("order_id", "work_order")])),
    line("invoice", Rule::Invoice),
    line("invoice_line", Rule::With(&[("invoice_id", "invoice")])),
    line("invoice_snapshot", Rule::With(&[("invoice_id", "invoice")])),
    line("e_invoice", Rule::With(&[("invoice_id", "invoice")])),
    line("payment", Rule::Books("paid_on")),
    line("settlement", Rule::With(&[("invoice_id", "invoice")])),
    line("imported_payment", Rule::Books("paid_on")),
    line("reminder", Rule::Books("reminded_on")),
    line("reminder_stop", Rule::With(&[("invoice_id", "invoice")])),
    line("voucher", Rule::Books("dated_on")),
    line("deduction_case", Rule::Books("created_at")),
    line("deduction_ask", Rule::With(&[("case_id", "deduction_case")])),
    line("deduction_case_year", Rule::With(&[("case_id", "deduction_case")])),
    line("deduction_case_event", Rule::With(&[("case_id", "deduction_case")])),
    line("privacy_request", Rule::Request("ended_at")),
    line(
        "privacy_request_event",
        Rule::With(&[("request_id", "privacy_request")]),
    ),
    line("privacy_decision", Rule::With(&[("request_id", "privacy_request")])),
    line("privacy_notice", Rule::Request("settled_at")),
    line(
        "mail",
        Rule::With(&[
            ("invoice_id", "invoice"),
            ("offer_id", "offer"),
            ("privacy_event_id", "privacy_request_event"),
            ("privacy_notice_id", "privacy_notice"),
        ]),
    ),
    line("search_term", Rule::Anything("entity_id")),
    line("job", Rule::Anything("subject_id")),
    line("audit_origin", Rule::Anything("entity_id")),
    line("audit_event", Rule::Trail),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::data_map;
    use kontoret_core::{
        data_subject::DataSubjectKind,
        privacy::{About, Declared, Retention},
    };
    use std::collections::BTreeSet;

    /// The tables that links lead to from the people whom a company, or the operator, answers for.
    fn tables_of_people() -> BTreeSet<&'static str> {
        let mut found: BTreeSet<&str> = DataSubjectKind::ALL
            .into_iter()
            .filter(|k| *k != DataSubjectKind::Company)
            .map(DataSubjectKind::table)
            .collect();
        loop {
            let more: Vec<&str> = data_map::tables()
                .filter(|t| !found.contains(t.name))
                .filter(|t| {
                    t.about.iter().any(|a| match a {
                        About::Of(_, parent) | About::Near(_, parent) => found.contains(parent),
                        About::Any(_) => true,
                        _ => false,
                    })
                })
                .map(|t| t.name)
                .collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }

    #[test]
    fn every_table_of_people_says_what_becomes_of_its_rows() {
        let declared: BTreeSet<&str> = LINES.iter().map(|l| l.table).collect();
        assert_eq!(declared, tables_of_people());
    }

    #[test]
    fn whatever_decides_about_another_stands_before_it() {
        for (at, line) in LINES.iter().enumerate() {
            let Rule::With(parents) = line.rule else { continue };
            for (column, parent) in parents {
                assert!(
                    LINES[..at].iter().any(|l| l.table == *parent),
                    "{} leans on {parent}",
                    line.table
                );
                assert!(data_map::table(line.table).unwrap().column(column).is_some());
            }
        }
    }

    #[test]
    fn what_names_a_day_or_a_column_has_it() {
        for line in LINES {
            let table = data_map::table(line.table).unwrap();
            if let Rule::Books(column) | Rule::Anything(column) | Rule::Own(column) | Rule::Request(column) = line.rule
            {
                assert!(table.column(column).is_some(), "{}.{column}", line.table);
            }
            for column in line.stays {
                assert!(table.column(column).is_some(), "{}.{column}", line.table);
            }
        }
    }

    #[test]
    fn a_record_of_the_books_has_nothing_but_what_the_law_keeps() {
        for line in LINES.iter().filter(|l| matches!(l.rule, Rule::Books(_))) {
            for (column, declared) in data_map::table(line.table).unwrap().columns {
                let Declared::Personal(p) = declared else { continue };
                assert_eq!(p.retention, Retention::Bookkeeping, "{}.{column}", line.table);
            }
        }
    }
}
