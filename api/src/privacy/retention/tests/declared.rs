//! Is said of every table with personal data what becomes of it, and in an order that works?

use super::super::{
    ageing::AGEING,
    covers::rules_of,
    line::{Ageing, Clock},
};
use crate::{privacy::subjects::labels, store::data_map};
use kontoret_core::{
    privacy::Declared,
    retention::{End, Rule},
};

#[test]
fn every_table_with_personal_data_ages() {
    for table in data_map::tables() {
        for (column, declared) in table.columns {
            if matches!(declared, Declared::Personal(_)) {
                let rules = rules_of(table.name, column);
                assert!(!rules.is_empty(), "{}.{column} outlives its purpose", table.name);
            }
        }
    }
}

#[test]
fn every_line_speaks_of_what_there_is() {
    for line in AGEING {
        let table = data_map::table(line.table).unwrap_or_else(|| panic!("no table {}", line.table));
        let has = |column: &str| table.column(column).is_some();
        for (column, _) in line.blanks {
            assert!(has(column), "{}.{column}", line.table);
        }
        for column in line.stays.iter().chain(line.person.iter()) {
            assert!(has(column), "{}.{column}", line.table);
        }
        match line.clock {
            Clock::After(column)
            | Clock::FiscalYear(column)
            | Clock::FiscalYearAt(column)
            | Clock::FiscalYearWeek(column)
            | Clock::PaymentYear(column) => assert!(has(column), "{}.{column}", line.table),
            Clock::With(column, parent) => {
                assert!(has(column), "{}.{column}", line.table);
                let place = |found: &dyn Fn(&Ageing) -> bool| AGEING.iter().position(found);
                let leads = AGEING
                    .iter()
                    .rposition(|l| l.table == parent && l.rule == line.rule && l.end != End::KeyDropped);
                let own = place(&|l| std::ptr::eq(l, line));
                assert!(own < leads, "{} goes after the {parent} that it hangs on", line.table);
            }
            Clock::Never(why) => assert!(why.len() > 20 && line.end == End::Kept, "{}", line.table),
            Clock::Invoice | Clock::Customer => {}
        }
        assert_eq!(
            line.end == End::Blanked,
            !line.blanks.is_empty() && line.end != End::KeyDropped
        );
        assert!(
            labels::record(line.table).is_some() || line.rule.is_continuous(),
            "{}",
            line.table
        );
        assert!(!line.rule.is_continuous() || line.end == End::Deleted, "{}", line.table);
    }
    for rule in Rule::ALL {
        assert!(AGEING.iter().any(|l| l.rule == rule), "{rule} covers nothing");
    }
}
