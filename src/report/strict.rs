//! Strict JSON that is fit for a terminal and a build log: every character that could steer either is escaped, so the bytes are
//! harmless and the values are exact.

use std::io::{self, Write};

use serde::Serialize;

use crate::source::harmless;

/// Writes the value over several lines, and a line break.
pub(super) fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write(&serde_json::to_string_pretty(value)?, out)
}

/// Writes the value in one line, and a line break.
pub(super) fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write(&serde_json::to_string(value)?, out)
}

fn write(json: &str, out: &mut dyn Write) -> io::Result<()> {
    let text = json.replace("##", "#\\u0023");
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c != '\n' && harmless::stand_in(c).is_some()) {
        let (before, harmful) = rest.split_at(at);
        out.write_all(before.as_bytes())?;
        let mut chars = harmful.chars();
        if let Some(c) = chars.next() {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        rest = chars.as_str();
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\n")
}
