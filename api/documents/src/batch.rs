//! How do several invoices become one file for the printer? Their pages one after the other, each with its own files.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::DocumentError;
use crate::engine::{Job, Template};

/// At most so many in one file. The typesetter keeps every path that it ever saw, so there are as many folders.
pub const MOST: usize = 200;

/// One job of several.
pub(crate) fn job(jobs: Vec<Job>, created_at: DateTime<Utc>) -> Result<Job, DocumentError> {
    if jobs.is_empty() {
        return Err(DocumentError::Missing("documents"));
    }
    if jobs.len() > MOST {
        return Err(DocumentError::Typesetting("too many documents for one file".into()));
    }
    let mut documents = Vec::with_capacity(jobs.len());
    let mut files = Vec::new();
    let mut idents = Vec::with_capacity(jobs.len());
    for (index, job) in jobs.into_iter().enumerate() {
        let mut page: Value = read(&job.data)?;
        let within = |path: &str| format!("/{index}{path}");
        if let Some(Value::String(path)) = page.get_mut("logo") {
            *path = within(path);
        }
        let codes = page.pointer_mut("/extra/codes").and_then(Value::as_array_mut);
        for code in codes.into_iter().flatten() {
            if let Some(Value::String(path)) = code.get_mut("path") {
                *path = within(path);
            }
        }
        files.extend(job.files.into_iter().map(|(path, bytes)| (within(&path).into(), bytes)));
        documents.push(page);
        idents.push(job.ident);
    }
    let data = serde_json::to_vec(&documents).map_err(|error| DocumentError::Typesetting(error.to_string()))?;
    Ok(Job {
        template: Template::Batch,
        data,
        files,
        created_at,
        ident: idents.join(" "),
    })
}

fn read(data: &[u8]) -> Result<Value, DocumentError> {
    serde_json::from_slice(data).map_err(|error| DocumentError::Typesetting(error.to_string()))
}
