//! One name is one thing: no two types share one, but for what a file declares and what the model makes of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::code::Code;

#[test]
fn each_type_has_a_name_of_its_own() {
    let code = Code::read();
    let mut declared: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
    for (_, module) in code.modules() {
        for name in module.types() {
            declared.entry(name).or_default().push(&module.file);
        }
    }
    let shared: Vec<String> = declared
        .iter()
        .filter(|(_, files)| files.len() > 1 && !are_declared_and_resolved(files))
        .map(|(name, files)| {
            format!("{name}: {}", files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert!(shared.is_empty(), "{} names stand for several types:\n{}", shared.len(), shared.join("\n"));
}

/// Whether one is what a file says, and the other what the model makes of it.
fn are_declared_and_resolved(files: &[&Path]) -> bool {
    let of = |folder: &str| files.iter().filter(|file| file.starts_with(PathBuf::from("src").join(folder))).count();
    files.len() == 2 && of("syntax") == 1 && of("model") == 1
}
