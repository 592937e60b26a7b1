//! What is printed: one line per figure, with the ratio to raw SQL and the aim.

use std::fmt;

/// One figure.
pub struct Line {
    /// On which database.
    pub engine: &'static str,
    /// Of what.
    pub name: String,
    /// The figure of the service, with its unit.
    pub service: String,
    /// The figure of raw SQL; empty where there is none.
    pub floor: String,
    /// What is aimed at.
    pub aim: String,
    /// How far it is reached, as printed; and whether.
    pub reached: Option<(String, bool)>,
}

/// All figures.
#[derive(Default)]
pub struct Report(Vec<Line>);

impl Report {
    /// Adds a figure, and says that it is there.
    pub fn add(&mut self, line: Line) {
        println!("{}", row(&line));
        self.0.push(line);
    }

    /// A rate beside the rate of raw SQL.
    pub fn rate(
        &mut self,
        engine: &'static str,
        name: &str,
        service: super::measure::Rate,
        floor: f64,
        aim: Option<f64>,
    ) {
        let ratio = service.per_second / floor;
        self.add(Line {
            engine,
            name: name.to_owned(),
            service: format!(
                "{:.0}/s  p50 {:.2} ms  p99 {:.2} ms",
                service.per_second, service.p50, service.p99
            ),
            floor: format!("{floor:.0}/s"),
            aim: aim.map(|a| format!("≥ {:.0} %", a * 100.0)).unwrap_or_default(),
            reached: Some((format!("{:.0} %", ratio * 100.0), aim.is_none_or(|a| ratio >= a))),
        });
    }

    /// A figure that must be no more than its aim.
    pub fn at_most(&mut self, engine: &'static str, name: &str, value: f64, unit: &str, aim: f64) {
        self.add(Line {
            engine,
            name: name.to_owned(),
            service: format!("{value:.1} {unit}"),
            floor: String::new(),
            aim: format!("≤ {aim} {unit}"),
            reached: Some((String::new(), value <= aim)),
        });
    }
}

fn row(l: &Line) -> String {
    let (how_far, mark) = match &l.reached {
        Some((text, true)) => (text.as_str(), if l.aim.is_empty() { "" } else { "ok" }),
        Some((text, false)) => (text.as_str(), "MISSED"),
        None => ("", ""),
    };
    format!(
        "{:<11} {:<34} {:<46} {:>10} {:>7} {:>9} {mark}",
        l.engine, l.name, l.service, l.floor, how_far, l.aim
    )
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:<11} {:<34} {:<46} {:>10} {:>7} {:>9}",
            "database", "what", "service", "raw SQL", "ratio", "aim"
        )?;
        self.0.iter().try_for_each(|line| writeln!(f, "{}", row(line)))
    }
}
