//! How is a package sent? Piece by piece: at most one document is in memory, however many there are.

use super::{
    content::{Content, Section},
    files::{self, Document},
    package::{PortabilityFile, PortabilityMissing, PortabilityPackage, PortabilityPiece},
    readme,
};
use crate::{
    app::App,
    http::Problem,
    store::{Scope, secret::digest},
};
use actix_web::{HttpResponse, web::Bytes};
use futures_util::{TryStreamExt, future::LocalBoxFuture, stream::try_unfold};
use kontoret_core::portability::{FORMAT, VERSION};
use kontoret_formats::csv::{self, Cell, Style};
use serde_json::Value;
use std::{
    cell::RefCell,
    collections::BTreeSet,
    io::{self, Write},
    rc::Rc,
    vec,
};
use zip::{
    CompressionMethod, DateTime, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

/// So many rows are written before what there is goes out.
const ROWS: usize = 500;

/// Who is told of the documents that couldn't be put in, once that is known.
pub type Lacking = Box<dyn FnOnce(Vec<PortabilityMissing>) -> LocalBoxFuture<'static, Result<(), Problem>>>;

/// The answer that carries a package.
pub fn respond(app: App, scope: Scope, content: Content, lacking: Option<Lacking>) -> HttpResponse {
    let name = format!("dataportabilitet-{}.zip", crate::clock::day(content.made_at));
    let packing = Packing::new(app, scope, content, lacking);
    let bytes = try_unfold(packing, async |mut packing| {
        let more = packing.some().await?;
        Ok::<_, Problem>(more.map(|bytes| (bytes, packing)))
    });
    HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header(("content-disposition", format!("attachment; filename=\"{name}\"")))
        .streaming(bytes.map_err(actix_web::Error::from))
}

/// What was written and hasn't gone out.
#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is written next.
enum Step {
    Schema,
    Table { section: usize, row: usize },
    Documents(vec::IntoIter<Document>),
    Readme,
    Package,
    End,
}

struct Packing {
    app: App,
    scope: Scope,
    content: Content,
    files: Vec<PortabilityFile>,
    names: BTreeSet<String>,
    lacking: Option<Lacking>,
    sink: Sink,
    /// `None` once the end is written.
    zip: Option<ZipWriter<StreamWriter<Sink>>>,
    step: Step,
}

impl Packing {
    fn new(app: App, scope: Scope, content: Content, lacking: Option<Lacking>) -> Self {
        let sink = Sink::default();
        Self {
            app,
            scope,
            content,
            files: Vec::new(),
            names: BTreeSet::new(),
            lacking,
            zip: Some(ZipWriter::new_stream(sink.clone())),
            sink,
            step: Step::Schema,
        }
    }

    /// The next bytes; `None` after the last.
    async fn some(&mut self) -> Result<Option<Bytes>, Problem> {
        while self.zip.is_some() {
            self.work().await?;
            let written = std::mem::take(&mut *self.sink.0.borrow_mut());
            if !written.is_empty() {
                return Ok(Some(Bytes::from(written)));
            }
        }
        Ok(None)
    }

    async fn work(&mut self) -> Result<(), Problem> {
        self.step = match std::mem::replace(&mut self.step, Step::End) {
            Step::Schema => {
                let text = serde_json::to_vec_pretty(&self.content.schema).map_err(Problem::internal)?;
                self.begin("schema.json", CompressionMethod::Deflated)?;
                self.put(&text)?;
                Step::Table { section: 0, row: 0 }
            }
            Step::Table { section, row } => self.table(section, row)?,
            Step::Documents(mut left) => match left.next() {
                Some(document) => {
                    self.document(document).await?;
                    Step::Documents(left)
                }
                None => {
                    self.tell().await?;
                    Step::Readme
                }
            },
            Step::Readme => {
                let text = readme::text(&self.content, &self.files);
                self.begin("README.txt", CompressionMethod::Deflated)?;
                self.put(text.as_bytes())?;
                Step::Package
            }
            Step::Package => {
                self.package()?;
                Step::End
            }
            Step::End => {
                if let Some(zip) = self.zip.take() {
                    zip.finish().map_err(Problem::internal)?;
                }
                Step::End
            }
        };
        Ok(())
    }

    fn begin(&mut self, name: &str, method: CompressionMethod) -> Result<(), Problem> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(stamp(self.content.made_at))
            .unix_permissions(0o644);
        let zip = self
            .zip
            .as_mut()
            .ok_or_else(|| Problem::internal("a package that has ended"))?;
        zip.start_file(name, options).map_err(Problem::internal)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let zip = self
            .zip
            .as_mut()
            .ok_or_else(|| Problem::internal("a package that has ended"))?;
        zip.write_all(bytes).map_err(Problem::internal)
    }

    /// Some rows of a table; what comes then.
    fn table(&mut self, at: usize, from: usize) -> Result<Step, Problem> {
        let Some(section) = self.content.sections.get(at) else {
            let documents = std::mem::take(&mut self.content.documents);
            return Ok(Step::Documents(documents.into_iter()));
        };
        let (name, text) = (format!("tables/{}.csv", section.table.name), rows(section, from));
        let is_last = from + ROWS >= section.rows.len();
        if from == 0 {
            self.begin(&name, CompressionMethod::Deflated)?;
        }
        self.put(text.as_bytes())?;
        Ok(if is_last {
            Step::Table {
                section: at + 1,
                row: 0,
            }
        } else {
            Step::Table {
                section: at,
                row: from + ROWS,
            }
        })
    }

    /// Tells of the documents that are missing. A number whose key was dropped is gone on purpose.
    async fn tell(&mut self) -> Result<(), Problem> {
        let missing = &self.content.missing;
        let documents = missing.iter().filter(|m| m.what == PortabilityPiece::Document);
        let documents: Vec<PortabilityMissing> = documents.cloned().collect();
        match self.lacking.take() {
            Some(lacking) if !documents.is_empty() => lacking(documents).await,
            _ => Ok(()),
        }
    }

    /// A document; one that can't be set is listed as missing.
    async fn document(&mut self, document: Document) -> Result<(), Problem> {
        match files::set(&self.app, self.scope, document).await {
            Ok((name, bytes)) => {
                let mut path = format!("files/{name}");
                if !self.names.insert(path.clone()) {
                    path = format!("files/{}-{name}", document.row);
                }
                // A PDF is compressed in itself.
                self.begin(&path, CompressionMethod::Stored)?;
                self.put(&bytes)?;
                self.files.push(PortabilityFile {
                    path,
                    table: document.table.to_owned(),
                    row: document.row,
                    size: bytes.len() as u64,
                    sha256: digest(&bytes).iter().map(|b| format!("{b:02x}")).collect(),
                });
            }
            Err(_) => self.content.missing.push(PortabilityMissing {
                what: PortabilityPiece::Document,
                table: document.table.to_owned(),
                row: document.row,
            }),
        }
        Ok(())
    }

    /// Last, when it is known which documents there are.
    fn package(&mut self) -> Result<(), Problem> {
        let content = &mut self.content;
        let package = PortabilityPackage {
            format: FORMAT.to_owned(),
            version: VERSION,
            made_at: content.made_at,
            company: content.company.clone(),
            subjects: std::mem::take(&mut content.subjects),
            tables: content
                .sections
                .iter_mut()
                .map(|s| (s.table.name.to_owned(), std::mem::take(&mut s.rows)))
                .collect(),
            files: std::mem::take(&mut self.files),
            missing: std::mem::take(&mut content.missing),
        };
        self.begin("package.json", CompressionMethod::Deflated)?;
        let zip = self
            .zip
            .as_mut()
            .ok_or_else(|| Problem::internal("a package that has ended"))?;
        serde_json::to_writer_pretty(zip, &package).map_err(Problem::internal)
    }
}

/// When, as a ZIP file says it; it knows no years before 1980.
fn stamp(at: chrono::DateTime<chrono::Utc>) -> DateTime {
    use chrono::{Datelike, Timelike};
    let part = |n: u32| u8::try_from(n).unwrap_or_default();
    u16::try_from(at.year())
        .ok()
        .and_then(|year| {
            DateTime::from_date_and_time(
                year,
                part(at.month()),
                part(at.day()),
                part(at.hour()),
                part(at.minute()),
                part(at.second()),
            )
            .ok()
        })
        .unwrap_or_default()
}

/// Rows as RFC 4180 wants them, with the mark by which spreadsheets know UTF-8, and before the first one the columns' names.
/// What a spreadsheet would take for a formula is marked as a text: whoever needs every sign reads `package.json`.
fn rows(section: &Section, from: usize) -> String {
    let mut text = String::new();
    if from == 0 {
        text.push_str(csv::MARK);
        let names: Vec<Cell<'_>> = section.columns.iter().map(|c| Cell::Text(c.name)).collect();
        text.push_str(&csv::row(Style::English, &names));
    }
    for row in section.rows.iter().skip(from).take(ROWS) {
        let cells: Vec<String> = section.columns.iter().map(|c| cell(row.get(c.name))).collect();
        let cells: Vec<Cell<'_>> = cells.iter().map(|c| Cell::Text(c)).collect();
        text.push_str(&csv::row(Style::English, &cells));
    }
    text
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
