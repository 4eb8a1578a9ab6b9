//! One line a finding, for editors, `grep` and screen readers: `file:line:column: level: message [rule]`.

use std::io;

use super::Report;
use crate::source::harmless::{Out, prose, putln};

/// Writes the findings that no waiver hides. Whatever files say, each of them is one line.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn plain(report: &Report, out: &mut Out<'_>) -> io::Result<()> {
    for finding in report.shown() {
        let place = finding.primary.place;
        let file = report.sources.file(place.file);
        let at = file.position(place.span.start);
        let (name, message) = (prose(file.name()), prose(&finding.message));
        let (level, rule) = (finding.level.as_str(), finding.rule);
        putln!(out, "{}:{}:{}: {}: {} [{}]", name, at.line, at.column, level, message, rule)?;
    }
    Ok(())
}
