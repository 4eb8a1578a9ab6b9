//! What moved, as annotations of GitHub.

use std::io::{self, Write};

use super::super::github::{data, property};
use super::super::repository;
use super::Comparison;
use crate::diff::{Change, Effect, Version};
use crate::source::harmless::prose;

/// Writes a workflow command for each change that moved authority: a warning where somebody gained it or a control got weaker, else a
/// notice. What can be seen in the new version is shown there.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let moved = comparison.changes().filter(|change| change.effect.moves_authority());
    moved.into_iter().try_for_each(|change| writeln!(out, "{}", annotation(comparison, change)))
}

fn annotation(comparison: &Comparison, change: &Change) -> String {
    let command = if deserves_a_look(change.effect) { "warning" } else { "notice" };
    let place = change.place.filter(|(version, _)| *version == Version::New).map(|place| {
        let (name, at) = comparison.position(place);
        let file = property(&prose(&repository::path(&comparison.folder, name)));
        format!("file={file},line={},col={},", at.line, at.column)
    });
    let (place, words) = (place.unwrap_or_default(), data(&prose(&change.words())));
    format!("::{command} {place}title={}::{words}", property(change.effect.title()))
}

const fn deserves_a_look(effect: Effect) -> bool {
    matches!(
        effect,
        Effect::Gained | Effect::Gap | Effect::Overlap | Effect::Weakened | Effect::Altered | Effect::Unproven
    )
}
