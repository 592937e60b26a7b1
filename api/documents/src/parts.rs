//! What are pages made of? Labelled fields, rows of totals, codes.

use serde::Serialize;

use crate::view::Common;

/// A label and its value.
#[derive(Debug, Serialize)]
pub(crate) struct Field {
    label: String,
    value: String,
    strong: bool,
}

impl Field {
    pub(crate) const fn new(label: String, value: String) -> Self {
        Self {
            label,
            value,
            strong: false,
        }
    }
}

/// A row of the totals.
#[derive(Debug, Serialize)]
pub(crate) struct Amount {
    label: String,
    value: String,
    weight: &'static str,
}

/// A QR code.
#[derive(Debug, Serialize)]
pub(crate) struct Code {
    pub(crate) path: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) alt: &'static str,
}

impl Amount {
    pub(crate) fn plain(label: impl Into<String>, value: String) -> Self {
        Self {
            label: label.into(),
            value,
            weight: "plain",
        }
    }
    pub(crate) fn strong(label: impl Into<String>, value: String) -> Self {
        Self {
            label: label.into(),
            value,
            weight: "strong",
        }
    }
    pub(crate) fn grand(label: impl Into<String>, value: String) -> Self {
        Self {
            label: label.into(),
            value,
            weight: "grand",
        }
    }
}

/// Collects fields and leaves out the empty ones.
pub(crate) struct Fields<'a> {
    common: &'a Common<'a>,
    fields: Vec<Field>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(common: &'a Common<'a>) -> Self {
        Self {
            common,
            fields: Vec::new(),
        }
    }
    pub(crate) fn plain(&mut self, label: &'static str, value: &str) {
        self.push(label, value, false);
    }
    pub(crate) fn strong(&mut self, label: &'static str, value: &str) {
        self.push(label, value, true);
    }
    fn push(&mut self, label: &'static str, value: &str, strong: bool) {
        let value = self.common.line(value);
        if !value.is_empty() {
            let label = label.to_owned();
            self.fields.push(Field { label, value, strong });
        }
    }
    pub(crate) fn into_vec(self) -> Vec<Field> {
        self.fields
    }
}
