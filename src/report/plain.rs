//! One line a finding, for editors, `grep` and screen readers: `file:line:column: level: message [rule]`.

use std::io::{self, Write};

use super::Report;
use crate::source::harmless;

/// Writes the findings that no waiver hides. Whatever files say, each of them is one line.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn plain(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.shown() {
        let place = finding.primary.place;
        let file = report.sources.file(place.file);
        let at = file.position(place.span.start);
        let (name, message) = (harmless::prose(file.name()), harmless::prose(&finding.message));
        writeln!(out, "{name}:{}:{}: {}: {message} [{}]", at.line, at.column, finding.level, finding.rule)?;
    }
    Ok(())
}
