//! What moved, for a terminal.

use std::io::{self, Write};

use super::{Comparison, PolicyDiff};
use crate::source::harmless::prose;

/// Writes what moved in each policy: under headings, with the cases and the places, and in one line at the end.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn human(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    for (number, policy) in comparison.policies.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", prose(&format!("{} {}", policy.title(), comparison.span())))?;
        changes(comparison, policy, out)?;
        writeln!(out, "\n{}", policy.sum_up())?;
    }
    Ok(())
}

fn changes(comparison: &Comparison, policy: &PolicyDiff, out: &mut dyn Write) -> io::Result<()> {
    for (effect, changes) in policy.grouped() {
        writeln!(out, "\n{}", effect.title())?;
        for change in changes {
            writeln!(out, "  {}", prose(&change.words()))?;
            if let Some(place) = change.place {
                let (file, at) = comparison.position(place);
                writeln!(out, "      {}", prose(&format!("{file}:{}:{}", at.line, at.column)))?;
            }
        }
    }
    Ok(())
}
