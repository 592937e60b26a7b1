//! How is a page set? One typesetter per process, with fonts and templates parsed once and a fresh, closed world per document.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::text::Printable;
use crate::view::Common;
use crate::{
    Body, InvoiceDocument, Logo, OfferDocument, PrivacyLetter, ReminderDocument, ReportDocument, StatementDocument,
};

/// Why there is no document. The texts name no content of the document, so they may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// A fact that law or format demands is not given; it is named.
    #[error("missing: {0}")]
    Missing(&'static str),
    /// The logo cannot be used; says why.
    #[error("logo refused: {0}")]
    Logo(&'static str),
    /// The link to accept is no `http(s)` address.
    #[error("link refused")]
    Link,
    /// The payload of a QR code fits into no code.
    #[error("payload too long for a QR code")]
    QrTooLong,
    /// The typesetter refused: a fault of this crate, or a moment outside the years that it knows.
    #[error("typesetting failed: {0}")]
    Typesetting(String),
}

const BASE: &str = "/base.typ";
const DATA: &str = "/data.json";
const FONTS: [&[u8]; 4] = [
    include_bytes!("../assets/fonts/Inter_400Regular.ttf"),
    include_bytes!("../assets/fonts/Inter_500Medium.ttf"),
    include_bytes!("../assets/fonts/Inter_600SemiBold.ttf"),
    include_bytes!("../assets/fonts/Inter_700Bold.ttf"),
];
/// Archive and accessibility standards that every export must meet.
const STANDARDS: [PdfStandard; 2] = [PdfStandard::A_3a, PdfStandard::Ua_1];

/// At most so many invoices are set in one file.
pub const MOST_IN_BATCH: usize = 200;

/// A template with a fixed path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Template {
    Invoice,
    Statement,
    Letter,
    Offer,
    Report,
    Logo,
}

impl Template {
    const ALL: [Self; 6] = [
        Self::Invoice,
        Self::Statement,
        Self::Letter,
        Self::Offer,
        Self::Report,
        Self::Logo,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::Invoice => "/invoice.typ",
            Self::Statement => "/statement.typ",
            Self::Letter => "/letter.typ",
            Self::Offer => "/offer.typ",
            Self::Report => "/report.typ",
            Self::Logo => "/logo.typ",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Invoice => include_str!("../templates/invoice.typ"),
            Self::Statement => include_str!("../templates/statement.typ"),
            Self::Letter => include_str!("../templates/letter.typ"),
            Self::Offer => include_str!("../templates/offer.typ"),
            Self::Report => include_str!("../templates/report.typ"),
            Self::Logo => include_str!("../templates/logo.typ"),
        }
    }
}

/// The place of a picture or of the e-invoice, with a fixed path: the typesetter keeps every path that it ever saw, at most 65,535.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    LogoSvg,
    LogoPng,
    BankQr,
    SwishQr,
    EInvoice,
}

impl Slot {
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::LogoSvg => "/logo.svg",
            Self::LogoPng => "/logo.png",
            Self::BankQr => "/bank-qr.svg",
            Self::SwishQr => "/swish-qr.svg",
            Self::EInvoice => "/e-invoice.xml",
        }
    }
}

/// A file and its place.
pub(crate) type Attachment = (Slot, Vec<u8>);

/// One document to set.
pub(crate) struct Job {
    template: Template,
    data: Vec<u8>,
    files: Vec<Attachment>,
    created_at: DateTime<Utc>,
    ident: String,
}

impl Job {
    pub(crate) fn new(
        template: Template,
        view: &impl Serialize,
        body: &Body,
        mut files: Vec<Attachment>,
    ) -> Result<Self, DocumentError> {
        files.extend(body.logo.as_ref().map(logo_file));
        let data = serde_json::to_vec(view).map_err(|error| DocumentError::Typesetting(error.to_string()))?;
        Ok(Self {
            template,
            data,
            files,
            created_at: body.created_at,
            ident: body.ident.clone(),
        })
    }
}

/// The typesetter. Make one per process and share it between threads.
pub struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    covered: BTreeSet<char>,
    sources: HashMap<FileId, Source>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("fonts", &self.fonts.len())
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Parses fonts and templates; a few milliseconds.
    ///
    /// # Errors
    /// [`DocumentError::Typesetting`] when the built-in templates or fonts are unusable.
    pub fn new() -> Result<Self, DocumentError> {
        let fonts: Vec<Font> = FONTS.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect();
        let mut sources = HashMap::new();
        let base = (BASE, include_str!("../templates/base.typ"));
        for (path, text) in Template::ALL
            .map(|template| (template.path(), template.text()))
            .into_iter()
            .chain([base])
        {
            let id = file_id(path)?;
            sources.insert(id, Source::new(id, text.to_owned()));
        }
        let covered = fonts.first().map(covered).unwrap_or_default();
        if fonts.len() != FONTS.len() || covered.is_empty() {
            return Err(DocumentError::Typesetting("fonts cannot be read".into()));
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            covered,
            sources,
        })
    }

    /// Sets an invoice. CPU-bound for some 10 to 40 ms: call it from a blocking thread.
    ///
    /// # Errors
    /// Any [`DocumentError`].
    pub fn invoice_pdf(&self, document: &InvoiceDocument) -> Result<Vec<u8>, DocumentError> {
        let common = Common::new(&document.body, Printable::new(&self.covered));
        self.with_logo_blamed(&document.body, |engine| engine.render(document.job(&common)?))
    }

    /// Sets invoices one after the other in one file for the printer, each with its own page numbers and without its
    /// e-invoice; at most [`MOST_IN_BATCH`]. Archive and readers get each alone. CPU-bound for some 10 to 40 ms each:
    /// call it from a blocking thread.
    ///
    /// # Errors
    /// Any [`DocumentError`].
    pub fn invoices_pdf(&self, documents: &[InvoiceDocument], at: DateTime<Utc>) -> Result<Vec<u8>, DocumentError> {
        if documents.len() > MOST_IN_BATCH {
            return Err(DocumentError::Typesetting("too many documents for one file".into()));
        }
        let (mut pages, mut info) = (Vec::new(), None);
        for document in documents {
            let common = Common::new(&document.body, Printable::new(&self.covered));
            let mut set = self.set(document.job(&common)?)?;
            pages.extend_from_slice(set.pages());
            info.get_or_insert_with(|| set.info_mut().clone());
            typst::comemo::evict(1);
        }
        let info = info.ok_or(DocumentError::Missing("documents"))?;
        let idents: Vec<&str> = documents.iter().map(|d| d.body.ident.as_str()).collect();
        let file = PagedDocument::new(pages.into_iter().collect(), info);
        export(&file, idents.join(" "), datetime(at)?, None)
    }

    /// Sets a statement of account. CPU-bound for some 10 to 40 ms: call it from a blocking thread.
    ///
    /// # Errors
    /// Any [`DocumentError`].
    pub fn statement_pdf(&self, document: &StatementDocument) -> Result<Vec<u8>, DocumentError> {
        let common = Common::new(&document.body, Printable::new(&self.covered));
        self.with_logo_blamed(&document.body, |engine| engine.render(document.job(&common)?))
    }

    /// Sets the answer to a privacy request. CPU-bound for some 10 to 40 ms: call it from a blocking thread.
    ///
    /// # Errors
    /// Any [`DocumentError`].
    pub fn privacy_letter_pdf(&self, document: &PrivacyLetter) -> Result<Vec<u8>, DocumentError> {
        let common = Common::new(&document.body, Printable::new(&self.covered));
        self.with_logo_blamed(&document.body, |engine| engine.render(document.job(&common)?))
    }

    /// Sets an offer. CPU-bound for some 10 to 40 ms: call it from a blocking thread.
    ///
    /// # Errors
    /// Any [`DocumentError`].
    pub fn offer_pdf(&self, document: &OfferDocument) -> Result<Vec<u8>, DocumentError> {
        let common = Common::new(&document.body, Printable::new(&self.covered));
        self.with_logo_blamed(&document.body, |engine| engine.render(document.job(&common)?))
    }

    /// Sets a reminder. CPU-bound for some 10 to 40 ms: call it from a blocking thread.
    ///
    /// # Errors
    /// Any [`DocumentError`].
    pub fn reminder_pdf(&self, document: &ReminderDocument) -> Result<Vec<u8>, DocumentError> {
        let common = Common::new(&document.body, Printable::new(&self.covered));
        self.with_logo_blamed(&document.body, |engine| engine.render(document.job(&common)?))
    }

    /// Sets a report. CPU-bound for some 20 ms, and a millisecond for each thing in it: call it from a blocking thread.
    ///
    /// # Errors
    /// Any [`DocumentError`].
    pub fn report_pdf(&self, document: &ReportDocument) -> Result<Vec<u8>, DocumentError> {
        let common = Common::new(&document.body, Printable::new(&self.covered));
        self.with_logo_blamed(&document.body, |engine| engine.render(document.job(&common)?))
    }

    /// Whether a logo can be printed: to be asked when it is uploaded, not when an invoice is due.
    ///
    /// # Errors
    /// [`DocumentError::Logo`] with the reason.
    pub fn check_logo(&self, logo: &Logo) -> Result<(), DocumentError> {
        logo.check()?;
        let file = logo_file(logo);
        let data = serde_json::json!({ "logo": file.0.path() }).to_string().into_bytes();
        let job = Job {
            template: Template::Logo,
            data,
            files: vec![file],
            created_at: DateTime::UNIX_EPOCH,
            ident: String::new(),
        };
        match self.render(job) {
            Err(DocumentError::Typesetting(_)) => Err(DocumentError::Logo("cannot be drawn")),
            other => other.map(drop),
        }
    }

    /// A document that fails because of its logo says so.
    fn with_logo_blamed(
        &self,
        body: &Body,
        render: impl FnOnce(&Self) -> Result<Vec<u8>, DocumentError>,
    ) -> Result<Vec<u8>, DocumentError> {
        let result = render(self);
        if let (Err(DocumentError::Typesetting(_)), Some(logo)) = (&result, &body.logo) {
            self.check_logo(logo)?;
        }
        result
    }

    fn render(&self, job: Job) -> Result<Vec<u8>, DocumentError> {
        let (ident, created) = (job.ident.clone(), datetime(job.created_at)?);
        let result = self
            .set(job)
            .and_then(|document| export(&document, ident, created, Some(&STANDARDS)));
        // Without this the cache of the typesetter grows by megabytes per document.
        typst::comemo::evict(1);
        result
    }

    fn set(&self, job: Job) -> Result<PagedDocument, DocumentError> {
        let mut files = HashMap::from([(file_id(DATA)?, Bytes::new(job.data))]);
        for (slot, bytes) in job.files {
            files.insert(file_id(slot.path())?, Bytes::new(bytes));
        }
        let world = ClosedWorld {
            engine: self,
            main: file_id(job.template.path())?,
            files,
            created: datetime(job.created_at)?,
        };
        typst::compile::<PagedDocument>(&world)
            .output
            .map_err(|errors| refused(&errors))
    }
}

/// The finished pages as a file; what meets no standard is for the printer alone and says nothing of its structure.
fn export(
    document: &PagedDocument,
    ident: String,
    created: Datetime,
    standards: Option<&[PdfStandard]>,
) -> Result<Vec<u8>, DocumentError> {
    let tagged = standards.is_some();
    let standards = PdfStandards::new(standards.unwrap_or_default())
        .map_err(|error| DocumentError::Typesetting(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Flexibla Kontoret".into())),
        timestamp: Some(Timestamp::new_utc(created)),
        page_ranges: None,
        standards,
        tagged,
        pretty: false,
    };
    typst_pdf::pdf(document, &options).map_err(|errors| refused(&errors))
}

/// What one document can see: the templates, its data and its pictures. No files, no network, no clock.
struct ClosedWorld<'a> {
    engine: &'a Engine,
    main: FileId,
    files: HashMap<FileId, Bytes>,
    created: Datetime,
}

impl World for ClosedWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.engine.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.created)
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

/// Only for the fixed paths of this file: each new path stays in memory for ever.
fn file_id(path: &'static str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(path).map_err(|_| DocumentError::Typesetting("invalid path".into()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn logo_file(logo: &Logo) -> Attachment {
    (logo.slot(), logo.bytes().to_vec())
}

/// The characters that the font can draw.
fn covered(font: &Font) -> BTreeSet<char> {
    font.info().coverage.iter().filter_map(char::from_u32).collect()
}

fn datetime(at: DateTime<Utc>) -> Result<Datetime, DocumentError> {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    Datetime::from_ymd_hms(
        at.year(),
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )
    .ok_or_else(|| DocumentError::Typesetting("moment out of range".into()))
}

/// The typesetter quotes the text that it stumbles over; that is left out, for it may be personal data.
fn refused(errors: &[SourceDiagnostic]) -> DocumentError {
    let unquoted = |error: &SourceDiagnostic| {
        error
            .message
            .split(['"', '`', '“', '('])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    DocumentError::Typesetting(errors.iter().map(unquoted).collect::<Vec<_>>().join("; "))
}
