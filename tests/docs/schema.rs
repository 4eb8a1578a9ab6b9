//! The JSON Schema accepts every policy that the examples and the rules' tests show, and refuses what a schema can refuse.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// The rules on what a schema can refuse: a key it does not know, a required key that is absent, a value of the wrong type.
const REFUSED: [&str; 2] = ["unknown-key", "missing-key"];

fn schema() -> jsonschema::Validator {
    jsonschema::draft202012::new(&raci::syntax::schema()).unwrap()
}

/// Every file of that ending below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

/// What an editor makes of a TOML file before it looks into the schema.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(truth) => Value::from(*truth),
        toml::Value::Datetime(date) => Value::from(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.iter().map(json).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), json(value))).collect::<Map<_, _>>())
        }
    }
}

fn errors(path: &Path) -> Option<Vec<String>> {
    let table: toml::Table = fs::read_to_string(path).ok()?.parse().ok()?;
    let instance = json(&toml::Value::Table(table));
    Some(schema().iter_errors(&instance).map(|error| format!("{}: {error}", error.instance_path())).collect())
}

#[test]
fn the_examples_are_valid() {
    let mut examples = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), &mut examples);
    assert!(examples.len() > 3);
    for path in examples {
        assert_eq!(errors(&path).unwrap(), Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn what_the_rules_find_in_the_keys_of_a_file_the_schema_refuses() {
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policies");
    let mut refused = 0;
    for entry in fs::read_dir(&policies).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let mut found = Vec::new();
        files(&folder, &mut found);
        for path in found {
            let text = fs::read_to_string(&path).unwrap();
            let says = |rule: &str| text.lines().any(|line| line.starts_with(&format!("# expect: {rule} ")));
            let any_mistake = ["invalid-toml", "invalid-value", "unknown-key", "missing-key", "duplicate-definition"];
            let Some(errors) = errors(&path) else { continue };
            if !any_mistake.iter().any(|rule| says(rule)) {
                assert_eq!(errors, Vec::<String>::new(), "{}", path.display());
            }
            refused += usize::from(REFUSED.iter().any(|rule| says(rule)) && !errors.is_empty());
        }
    }
    assert!(refused > 0, "no policy is refused");
}

#[test]
fn each_of_these_is_refused() {
    let broken = [
        "[matrix]\ntitel = \"x\"",
        "[[stages]]\nname = \"no id\"",
        "[roles.x]\nreports-to = 5",
        "[handoffs.x]\nfrom = \"a\"",
        "[decisions.x]\nlimits = \"a\"",
        "[decisions.x]\ndecides = { all = [5] }",
        "[activities.x]\nXXXX = \"a\"",
        "[[delegations]]\nfrom = \"a\"\ndecision = \"b\"",
        "[lint.rules]\nno-owner = \"loud\"",
        "[activities.x]\ncases = [{ A = \"a\" }]",
    ];
    for text in broken {
        let table: toml::Table = text.parse().unwrap();
        let instance = json(&toml::Value::Table(table));
        assert!(!schema().is_valid(&instance), "{text}");
    }
}
