//! How does the browser get the SPA? From memory, with a fresh nonce in every page.

use crate::store::secret;
use actix_web::{HttpResponse, http::header};
use std::{collections::HashMap, path::Path};

/// The built SPA.
#[derive(Default)]
pub struct Site {
    index: Option<String>,
    files: HashMap<String, (&'static str, actix_web::web::Bytes)>,
}

impl Site {
    /// Reads the folder of the build. A missing folder is a server without SPA.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn load(folder: &Path) -> std::io::Result<Self> {
        let mut site = Self::default();
        if folder.join("index.html").is_file() {
            site.index = Some(std::fs::read_to_string(folder.join("index.html"))?);
            site.read(folder, "")?;
        }
        Ok(site)
    }

    /// Whether there is a SPA.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.index.is_some()
    }

    fn read(&mut self, folder: &Path, prefix: &str) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.read(&entry.path(), &path)?;
            } else if path != "/index.html" {
                self.files
                    .insert(path.clone(), (media_type(&path), std::fs::read(entry.path())?.into()));
            }
        }
        Ok(())
    }

    /// The file at a path, or the SPA's page for the SPA's own addresses.
    #[must_use]
    pub fn serve(&self, path: &str) -> Option<HttpResponse> {
        if let Some((kind, bytes)) = self.files.get(path) {
            // Built names hold a hash of their content.
            let cache = if path.starts_with("/assets/") {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            };
            return Some(
                HttpResponse::Ok()
                    .content_type(*kind)
                    .insert_header((header::CACHE_CONTROL, cache))
                    .body(bytes.clone()),
            );
        }
        if path.rsplit('/').next().is_some_and(|last| last.contains('.')) {
            return None;
        }
        let nonce = secret::new_token();
        let page = self.index.as_ref()?.replace("__CSP_NONCE__", &nonce);
        let policy = format!(
            "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; \
             font-src 'self'; connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; \
             form-action 'self'; frame-ancestors 'none'"
        );
        Some(
            HttpResponse::Ok()
                .content_type("text/html; charset=utf-8")
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .insert_header((header::CONTENT_SECURITY_POLICY, policy))
                .body(page),
        )
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
