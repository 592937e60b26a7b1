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
        // A browser runs no module of another type.
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "pdf" => "application/pdf",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::Site;
    use actix_web::http::header::CONTENT_TYPE;

    #[test]
    fn a_file_is_served_as_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        for name in [
            "index.html",
            "assets/pdf.worker.mjs",
            "assets/reader.wasm",
            "site.webmanifest",
            "odd.bin",
        ] {
            std::fs::write(folder.path().join(name), "content").unwrap();
        }
        let site = Site::load(folder.path()).unwrap();
        for (path, kind) in [
            ("/assets/pdf.worker.mjs", "text/javascript; charset=utf-8"),
            ("/assets/reader.wasm", "application/wasm"),
            ("/site.webmanifest", "application/manifest+json"),
            ("/odd.bin", "application/octet-stream"),
            ("/fakturor", "text/html; charset=utf-8"),
        ] {
            let answer = site.serve(path).unwrap();
            assert_eq!(answer.headers().get(CONTENT_TYPE).unwrap(), kind, "{path}");
        }
        assert!(
            site.serve("/assets/gone.mjs").is_none(),
            "a file that isn't there is no page"
        );
    }
}
