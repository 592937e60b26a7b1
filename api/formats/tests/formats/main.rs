//! Are the files that leave the system right? Byte for byte, in what they say, and by what others publish.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod rot_rut;
mod ubl;
