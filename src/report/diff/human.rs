//! What moved, for a terminal.

use std::io;

use super::comparison::{Comparison, PolicyDiff};
use crate::source::harmless::{Out, prose, putln};

/// Writes what moved in each policy: under headings, with the cases and the places, and in one line at the end.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn human(comparison: &Comparison, out: &mut Out<'_>) -> io::Result<()> {
    for (number, policy) in comparison.policies.iter().enumerate() {
        if number > 0 {
            putln!(out)?;
        }
        putln!(out, "{}", prose(&format!("{} {}", policy.title(), comparison.span())))?;
        changes(comparison, policy, out)?;
        putln!(out, "\n{}", prose(&policy.sum_up()))?;
    }
    Ok(())
}

fn changes(comparison: &Comparison, policy: &PolicyDiff, out: &mut Out<'_>) -> io::Result<()> {
    for (effect, changes) in policy.grouped() {
        putln!(out, "\n{}", effect.title())?;
        for change in changes {
            putln!(out, "  {}", prose(&change.words()))?;
            if let Some(place) = change.place {
                let (file, at) = comparison.position(place);
                putln!(out, "      {}:{}:{}", prose(file), at.line, at.column)?;
            }
        }
    }
    Ok(())
}
