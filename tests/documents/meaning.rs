//! What an answer means, whichever way it is written: so that two can be compared.

use serde_json::{Map, Value, json};

/// Lists in which order counts.
const IN_ORDER: [&str; 3] = ["in-turn", "first-of", "reviews"];

/// The answer with its lists in order, and without nesting that says nothing.
pub(crate) fn meaning(answer: &Value) -> Value {
    let Value::Object(entries) = answer else { return answer.clone() };
    let meant = entries.iter().map(|(key, value)| match key.as_str() {
        "decides" => (key.clone(), expression(value)),
        _ => (key.clone(), list(key, value)),
    });
    Value::Object(meant.collect())
}

/// Who decides.
fn expression(value: &Value) -> Value {
    let Value::Object(entries) = value else { return value.clone() };
    let meant: Map<_, _> = entries.iter().map(|(key, value)| (key.clone(), list(key, value))).collect();
    match meant.iter().next() {
        Some((key, Value::Array(members))) if meant.len() == 1 && members.len() == 1 && key != "of" => {
            members[0].clone()
        }
        _ => Value::Object(meant),
    }
}

/// A list under its key; what is no list of roles is what it is.
fn list(key: &str, value: &Value) -> Value {
    let members = match value {
        Value::Array(members) => members.as_slice(),
        Value::String(_) | Value::Object(_)
            if !matches!(key, "share" | "superior-of" | "head-of" | "at-least" | "above" | "holder-of") =>
        {
            std::slice::from_ref(value)
        }
        other => return other.clone(),
    };
    let mut meant: Vec<Value> = Vec::new();
    for member in members.iter().map(expression) {
        match member.get(key) {
            // all of all
            Some(Value::Array(inner)) => meant.extend(inner.iter().cloned()),
            _ => meant.push(member),
        }
    }
    if !IN_ORDER.contains(&key) {
        meant.sort_by_key(Value::to_string);
        meant.dedup();
    }
    json!(meant)
}
