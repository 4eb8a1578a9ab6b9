//! Strict JSON that is fit to print: every character that could steer or hide something is escaped, so the bytes are harmless and the
//! values are exact.

use serde::Serialize;

use super::{Fit, chars};

/// The value in one line.
///
/// # Errors
/// Where it cannot be JSON.
pub fn json(value: &impl Serialize) -> serde_json::Result<Fit<'static>> {
    Ok(escaped(&serde_json::to_string(value)?))
}

/// The value over several lines, which are the serialiser's own: those of the values are escaped.
///
/// # Errors
/// Where it cannot be JSON.
pub fn pretty_json(value: &impl Serialize) -> serde_json::Result<Fit<'static>> {
    Ok(escaped(&serde_json::to_string_pretty(value)?))
}

fn escaped(json: &str) -> Fit<'static> {
    let text = json.replace("##", "#\\u0023");
    let mut escaped = String::with_capacity(text.len());
    let mut from = 0;
    for (at, c, _) in chars::misfits(&text).filter(|(_, c, _)| *c != '\n') {
        escaped.push_str(text.get(from..at).unwrap_or_default());
        c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| escaped.push_str(&format!("\\u{unit:04x}")));
        from = at.saturating_add(c.len_utf8());
    }
    escaped.push_str(text.get(from..).unwrap_or_default());
    Fit(escaped.into())
}
