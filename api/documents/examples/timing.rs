//! How fast is a warm page, and does memory stay level? Median and 95th percentile over many renders with new data each time.
#![expect(clippy::print_stdout, reason = "a command-line program")]

#[expect(dead_code, reason = "the preview uses the rest")]
#[path = "../tests/documents/samples.rs"]
mod samples;

use std::error::Error;
use std::time::{Duration, Instant};

use kontoret_documents::{Engine, Language, Logo};
use samples::{LOGO, invoice, many_lines, offer, totals};

const WARM_UP: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let engine = Engine::new()?;
    println!("engine: {:.1} ms", milliseconds(start.elapsed()));
    for (lines, renders) in [(6, 300), (50, 40), (200, 10)] {
        let mut document = invoice(Language::Swedish);
        document.body.logo = Some(Logo::Svg(LOGO.to_vec()));
        document.body.lines = many_lines(lines);
        document.body.totals = totals(&document.body.lines, 0);
        measure(&format!("invoice, {lines} lines"), renders, |number| {
            document.body.title = format!("Uppdrag {number}");
            for line in &mut document.body.lines {
                line.description = format!("{} ({number})", line.description.lines().next().unwrap_or_default());
            }
            Ok(engine.invoice_pdf(&document)?)
        })?;
    }
    let mut document = offer(Language::English);
    measure("offer, 6 lines", 100, |number| {
        document.body.title = format!("Job {number}");
        Ok(engine.offer_pdf(&document)?)
    })
}

fn measure(
    name: &str,
    renders: usize,
    mut render: impl FnMut(usize) -> Result<Vec<u8>, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::with_capacity(renders);
    let mut bytes = 0;
    for number in 0..renders + WARM_UP {
        let start = Instant::now();
        bytes = render(number)?.len();
        if number >= WARM_UP {
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    println!(
        "{name}: min {:.1} ms, median {:.1} ms, p95 {:.1} ms, {bytes} bytes, {} resident",
        milliseconds(at(0)),
        milliseconds(at(50)),
        milliseconds(at(95)),
        resident()
    );
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.unwrap_or("?").trim().to_owned()
}
