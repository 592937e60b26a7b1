//! How does typed data become a PDF? An embedded typesetter with the templates and fonts of this crate; no files, no network.
//!
//! Make one [`Engine`] per process, fill an [`InvoiceDocument`], [`OfferDocument`], [`ReminderDocument`],
//! [`ReportDocument`], [`StatementDocument`] or [`PrivacyLetter`] and call [`Engine::invoice_pdf`], [`Engine::invoices_pdf`],
//! [`Engine::offer_pdf`], [`Engine::reminder_pdf`], [`Engine::report_pdf`], [`Engine::statement_pdf`] or
//! [`Engine::privacy_letter_pdf`] from a blocking thread. The same input gives the same bytes, so a stored input is a stored document.
//! Each PDF conforms to PDF/A-3a (archive) and PDF/UA-1 (accessible); what breaks either is an error, never a lesser file.

mod colour;
mod deduction;
mod document;
mod engine;
mod format;
mod invoice;
mod labels;
mod letter;
mod logo;
mod offer;
mod parts;
mod party;
mod reminder;
mod report;
mod statement;
mod text;
mod view;

pub use colour::Accent;
pub use deduction::{DeductionBuyer, Home, TaxDeduction, TaxDeductionKind};
pub use document::{Body, Line, LineKind, Totals, Vat, VatRow};
pub use engine::{DocumentError, Engine, MOST_IN_BATCH};
pub use format::Language;
pub use invoice::{Credits, InvoiceDocument, InvoiceKind, Issued, Supply};
pub use letter::{LetterDecision, PrivacyLetter};
pub use logo::Logo;
pub use offer::OfferDocument;
pub use party::{Buyer, Seller, WorkSite};
pub use reminder::{InterestRow, ReminderDocument};
pub use report::{ReportDocument, ReportKind, ReportSection};
pub use statement::{StatementDocument, StatementEvent, StatementEventKind};
