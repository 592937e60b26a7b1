//! Are our e-invoices right? Byte for byte, in their sums, and by the schema and the rules that others publish.

mod golden;
mod properties;
mod rules;
mod samples;
