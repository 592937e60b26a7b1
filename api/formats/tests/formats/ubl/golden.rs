//! Is every byte as it was looked at and validated?

use super::samples;
use kontoret_formats::ubl;
use std::path::Path;

#[test]
fn every_kind_is_written_as_it_was_looked_at() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/ubl/golden");
    let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ubl-golden");
    std::fs::create_dir_all(&fresh).unwrap();
    let mut names: Vec<String> = Vec::new();
    let mut differing: Vec<String> = Vec::new();
    for (name, document) in samples::all() {
        let bytes = ubl::bytes(&document);
        let file = format!("{name}.xml");
        std::fs::write(fresh.join(&file), &bytes).unwrap();
        if std::fs::read(golden.join(&file)).ok().as_deref() != Some(&bytes) {
            differing.push(file.clone());
        }
        names.push(file);
    }
    assert!(
        differing.is_empty(),
        "{differing:?} differ; look at them, then: cp {}/* {}/",
        fresh.display(),
        golden.display()
    );
    let mut kept: Vec<String> = std::fs::read_dir(&golden)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    kept.sort();
    names.sort();
    assert_eq!(kept, names);
}
