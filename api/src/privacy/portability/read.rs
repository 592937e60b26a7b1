//! Is what came in a package? Nothing of it is trusted: no name, no size, no number.

use super::package::PortabilityPackage;
use crate::http::{Code, FieldCode, FieldError, Problem, json};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kontoret_core::portability::{FORMAT, VERSION};
use serde::Deserialize;
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// The field that everything is wrong with.
pub const FIELD: &str = "/content";
/// The most bytes of `package.json`; the other files are never unpacked.
const MOST_BYTES: u64 = 16 << 20;
/// The most files in a package.
const MOST_FILES: usize = 5_000;
const NAME: &str = "package.json";

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// The package in a ZIP file that was sent in Base64.
///
/// # Errors
/// The field `/content`, or what stands behind it in `package.json`, and what is wrong with it.
pub fn package(content: &str) -> Result<PortabilityPackage, Problem> {
    let bytes = STANDARD
        .decode(content.trim())
        .map_err(|_| Problem::field(FIELD, FieldCode::Invalid))?;
    parse(&unpacked(bytes)?)
}

fn wrong(code: FieldCode) -> Problem {
    Problem::field(FIELD, code)
}

/// `package.json` of a ZIP file.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| wrong(FieldCode::FileUnknown))?;
    if zip.len() > MOST_FILES {
        return Err(wrong(FieldCode::FileTooLarge).detail("at most 5,000 files can be in a package"));
    }
    for name in zip.file_names() {
        if !name.is_ok_and(|name| is_inside(&name)) {
            return Err(wrong(FieldCode::FileUnsafe).detail("a file's name leads out of the package"));
        }
    }
    let file = match zip.by_name(NAME) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => {
            return Err(wrong(FieldCode::FileIncomplete).detail("package.json is missing"));
        }
        Err(_) => {
            return Err(wrong(FieldCode::FileUnknown).detail("package.json is encrypted or packed in an unknown way"));
        }
    };
    let mut text = Vec::new();
    // What the file says of its size is not believed.
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut text)
        .map_err(|_| wrong(FieldCode::FileIncomplete).detail("package.json is damaged"))?;
    if text.len() as u64 > MOST_BYTES {
        return Err(wrong(FieldCode::FileTooLarge).detail("package.json may have 16 MiB"));
    }
    Ok(text)
}

/// Whether a name stays within the folder that a package would be unpacked in.
fn is_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && !name.contains(['\\', ':', '\0'])
        && !name.split('/').any(|part| part == "..")
}

/// What stands in `package.json`.
fn parse(text: &[u8]) -> Result<PortabilityPackage, Problem> {
    let head: Head = serde_json::from_slice(text)
        .map_err(|_| wrong(FieldCode::FileUnknown).detail("package.json is no portability package"))?;
    if head.format != FORMAT {
        return Err(wrong(FieldCode::FileUnknown).detail("package.json is of another format"));
    }
    if head.version != VERSION {
        let error = FieldError::new(FIELD, FieldCode::FileVersion).with("version", i64::from(head.version));
        return Err(Problem::fields(vec![error]).detail("this service reads version 1"));
    }
    json::parse(text).map_err(|problem| {
        if problem.code == Code::Malformed {
            return wrong(FieldCode::Invalid).detail(problem.detail.unwrap_or_default());
        }
        Problem::fields(problem.errors.into_iter().map(|e| behind("", e)).collect())
    })
}

/// An error of something in `package.json`.
#[must_use]
pub fn behind(place: &str, error: FieldError) -> FieldError {
    FieldError {
        pointer: format!("{FIELD}{place}{}", error.pointer),
        ..error
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn zipped(files: &[(&str, &[u8])]) -> String {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        STANDARD.encode(zip.finish().unwrap().into_inner())
    }

    fn good() -> Value {
        json!({
            "format": FORMAT, "version": 1, "made_at": "2026-11-20T10:00:00Z",
            "company": { "name": "A", "organisation_number": "", "address": "", "email": "", "phone": "" },
            "subjects": [], "tables": { "customer": [] }, "files": [], "missing": [],
        })
    }

    fn refused(content: &str) -> (String, FieldCode) {
        let problem = package(content).unwrap_err();
        let first = problem.errors.first().unwrap();
        (first.pointer.clone(), first.code)
    }

    #[test]
    fn a_package_is_read() {
        let text = good().to_string();
        let read = package(&zipped(&[("files/x.pdf", b"x"), (NAME, text.as_bytes())])).unwrap();
        assert_eq!(read.tables.len(), 1);
    }

    fn all_refused(cases: &[(&str, String, &str, FieldCode)]) {
        for (name, content, pointer, code) in cases {
            assert_eq!(refused(content), (format!("{FIELD}{pointer}"), *code), "{name}");
        }
    }

    #[test]
    fn what_is_no_zip_file_of_ours_is_refused() {
        let text = good().to_string();
        let with = |name| zipped(&[(NAME, text.as_bytes()), (name, b"")]);
        let bomb = vec![b' '; usize::try_from(MOST_BYTES).unwrap() + 2];
        let whole = zipped(&[(NAME, text.as_bytes())]);
        let many: Vec<String> = (0..=MOST_FILES).map(|n| n.to_string()).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|n| (n.as_str(), &b""[..])).collect();
        let word = zipped(&[("word/document.xml", b"<w/>")]);
        use FieldCode as F;
        all_refused(&[
            ("no Base64", "hej!".to_owned(), "", F::Invalid),
            ("nothing", String::new(), "", F::FileUnknown),
            ("no ZIP", STANDARD.encode(b"%PDF-1.7 hej"), "", F::FileUnknown),
            ("half", whole[..whole.len() / 8 * 4].to_owned(), "", F::FileUnknown),
            ("another ZIP", word, "", F::FileIncomplete),
            ("up", with("../x"), "", F::FileUnsafe),
            ("up inside", with("a/../../x"), "", F::FileUnsafe),
            ("a root", with("/etc/x"), "", F::FileUnsafe),
            ("a drive", with("C:x"), "", F::FileUnsafe),
            ("backslashes", with("..\\x"), "", F::FileUnsafe),
            ("a bomb", zipped(&[(NAME, &bomb)]), "", F::FileTooLarge),
            ("many files", zipped(&many), "", F::FileTooLarge),
        ]);
    }

    #[test]
    fn what_is_no_package_is_refused_with_what_is_wrong() {
        let spoilt = |change: fn(&mut Value)| {
            let mut package = good();
            change(&mut package);
            zipped(&[(NAME, package.to_string().as_bytes())])
        };
        let unnamed = |p: &mut Value| drop(p.as_object_mut().unwrap().remove("tables"));
        let rowless = |p: &mut Value| p["tables"]["customer"] = json!([1]);
        use FieldCode as F;
        all_refused(&[
            ("no JSON", zipped(&[(NAME, b"hej")]), "", F::FileUnknown),
            ("a list", zipped(&[(NAME, b"[]")]), "", F::FileUnknown),
            ("a format", spoilt(|p| p["format"] = json!("x")), "", F::FileUnknown),
            ("a version", spoilt(|p| p["version"] = json!(2)), "", F::FileVersion),
            (
                "a sign",
                spoilt(|p| p["company"]["name"] = json!("\0")),
                "/company/name",
                F::ControlCharacter,
            ),
            ("a field", spoilt(|p| p["x"] = json!(1)), "/x", F::UnknownField),
            ("no tables", spoilt(unnamed), "/tables", F::Required),
            ("no rows", spoilt(rowless), "/tables/customer/0", F::WrongType),
            (
                "no time",
                spoilt(|p| p["made_at"] = json!("igår")),
                "/made_at",
                F::Invalid,
            ),
        ]);
    }

    #[test]
    fn what_a_file_says_of_its_size_is_not_believed() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(NAME, SimpleFileOptions::default()).unwrap();
        let blank = vec![b' '; 1 << 20];
        for _ in 0..40 {
            zip.write_all(&blank).unwrap();
        }
        let mut bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20);
        // Both headers say that the file has a hundred bytes.
        let real = (40_u32 << 20).to_le_bytes();
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|&at| bytes[at..at + 4] == real).collect();
        assert!(!places.is_empty());
        for at in places {
            bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
        let (pointer, code) = refused(&STANDARD.encode(bytes));
        assert_eq!(pointer, FIELD);
        assert!(matches!(
            code,
            FieldCode::FileTooLarge | FieldCode::FileIncomplete | FieldCode::FileUnknown
        ));
    }
}
