//! Are the documents right? What they say, how they are laid out, and the files themselves.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod batch;
mod content;
mod deduction;
mod file;
mod layout;
mod letter;
mod odd_input;
mod pdf;
mod samples;
