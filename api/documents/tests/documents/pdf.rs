//! What does a PDF say? Its text, pages and boxes, as the tools of poppler read them.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A word and its box in points: left, top, right, bottom.
#[derive(Debug)]
pub struct Word {
    pub text: String,
    pub page: usize,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Runs a tool of poppler with the PDF as its standard input.
fn run(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{tool} (Debian: poppler-utils): {error}"));
    let mut input = child.stdin.take().unwrap();
    let bytes = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{tool} refuses the file");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text in reading order, with every kind of space as one ordinary space.
pub fn text(pdf: &[u8]) -> String {
    folded(&run("pdftotext", &["-raw", "-", "-"], pdf))
}

/// The text of each page.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let mut pages: Vec<String> = run("pdftotext", &["-raw", "-", "-"], pdf)
        .split('\u{c}')
        .map(folded)
        .collect();
    assert_eq!(pages.pop().as_deref(), Some(""));
    pages
}

fn folded(text: &str) -> String {
    text.replace('\u{200b}', "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What `pdfinfo` says.
pub fn info(pdf: &[u8]) -> String {
    run("pdfinfo", &["-"], pdf)
}

/// The tagged structure with its text and alternative texts.
pub fn structure(pdf: &[u8]) -> String {
    run("pdfinfo", &["-struct-text", "-"], pdf)
}

/// Names and bytes of the files within, as `pdfdetach` takes them out.
pub fn attachments(pdf: &[u8]) -> Vec<(String, Vec<u8>)> {
    static RUNNING: AtomicU32 = AtomicU32::new(0);
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!(
        "attachments-{}-{}",
        std::process::id(),
        RUNNING.fetch_add(1, Ordering::Relaxed)
    ));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("document.pdf");
    std::fs::write(&file, pdf).unwrap();
    let status = Command::new("pdfdetach")
        .args(["-saveall", "-o"])
        .args([&folder, &file])
        .status()
        .unwrap();
    assert!(status.success());
    std::fs::remove_file(&file).unwrap();
    let mut found: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                std::fs::read(entry.path()).unwrap(),
            )
        })
        .collect();
    found.sort();
    std::fs::remove_dir_all(&folder).unwrap();
    found
}

/// Every word with its box.
pub fn words(pdf: &[u8]) -> Vec<Word> {
    let mut page = 0;
    let mut words = Vec::new();
    for line in run("pdftotext", &["-bbox", "-", "-"], pdf).lines() {
        if line.contains("<page ") {
            page += 1;
        }
        if let Some(word) = line.trim().strip_prefix("<word ") {
            let number = |name: &str| -> f64 {
                let (_, rest) = word.split_once(&format!("{name}=\"")).unwrap();
                rest.split_once('"').unwrap().0.parse().unwrap()
            };
            let text = word.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
            words.push(Word {
                text,
                page,
                left: number("xMin"),
                top: number("yMin"),
                right: number("xMax"),
                bottom: number("yMax"),
            });
        }
    }
    words
}
