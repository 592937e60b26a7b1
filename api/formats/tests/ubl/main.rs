//! Are our e-invoices right? Byte for byte, in their sums, and by the schema and the rules that others publish.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod golden;
mod properties;
mod rules;
mod samples;
