//! Which files go to the tax agency for ROT and RUT, and which come back?
//!
//! Source: Skatteverket's schema version 6 (`Begaran.xsd`, `BegaranCOMPONENT.xsd`, changed 2020-11-26) and its decision file,
//! version 1. The performer is not in the request: it is whoever is logged in to the agency's service.

mod claim;
mod decision;

pub use claim::{Case, MAX_NAME, Property, Request, Work, write};
pub use decision::{Decided, Decision, DecisionError, Ruling, read_decision};
