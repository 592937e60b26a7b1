//! How fast is the service, held against raw prepared SQL in the same run, on the same data, over as many connections?
//!
//!     make bench                       both databases, a company of 10,000 and one of 1,000,000 invoices
//!     make bench ARGS=--quick          small and short: shows that the measuring works, not what it measures
//!     make bench ARGS=reads            that alone: reads, writes, privacy, trail, tells or process
//!
//! Requests go through everything but the network: routing, session, permission, input, transaction, audit, answer.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement ends at the first fault, and prints"
)]

mod bulk;
mod floor;
mod measure;
mod office;
mod privacy;
mod process;
mod reads;
mod report;
mod tells;
mod trail;
mod writes;

use report::Report;

/// How much is measured.
#[derive(Clone, Copy)]
pub struct Size {
    /// Invoices of the two companies.
    pub invoices: [u64; 2],
    /// Entries of the trail that is looked through.
    pub entries: u64,
    /// Pairs of requests whose times are compared.
    pub pairs: u32,
    /// Seconds per figure.
    pub seconds: f64,
    /// Connections, and requests at once.
    pub connections: u32,
}

#[expect(
    clippy::disallowed_methods,
    reason = "on which PostgreSQL to measure is said from outside"
)]
fn postgres() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok()
}

/// Whether a part is measured: everything, unless parts are named.
fn wanted(part: &str) -> bool {
    let parts = ["reads", "writes", "privacy", "trail", "tells", "process"];
    let named: Vec<String> = std::env::args().filter(|a| parts.contains(&a.as_str())).collect();
    named.is_empty() || named.iter().any(|n| n == part)
}

#[actix_web::main]
async fn main() {
    let quick = std::env::args().any(|a| a == "--quick");
    let size = Size {
        invoices: if quick { [200, 2_000] } else { [10_000, 1_000_000] },
        entries: if quick { 2_000 } else { 1_000_000 },
        pairs: if quick { 20 } else { 1_000 },
        seconds: if quick { 0.5 } else { 4.0 },
        connections: 8,
    };
    let mut report = Report::default();
    for owner in [None, postgres()]
        .into_iter()
        .enumerate()
        .filter_map(|(i, o)| (i == 0 || o.is_some()).then_some(o))
    {
        let office = office::open(owner, size).await;
        let floor = floor::Floor::open(&office).await;
        if wanted("reads") {
            reads::run(&office, &floor, size, &mut report).await;
        }
        if wanted("writes") {
            writes::run(&office, &floor, size, &mut report).await;
        }
        if wanted("privacy") {
            privacy::run(&office, &mut report).await;
        }
        if wanted("trail") {
            trail::run(&office, size.entries, &mut report).await;
        }
        if wanted("tells") {
            tells::run(&office, size, &mut report).await;
        }
        if wanted("process") {
            process::run(&office, &mut report).await;
        }
    }
    print!("{report}");
    if cfg!(debug_assertions) {
        println!("\nBuilt without optimisation: these figures say nothing.");
    }
}
