//! What moved, as annotations of GitHub.

use std::io;

use super::super::repository;
use super::comparison::Comparison;
use crate::diff::{Change, Effect, Version};
use crate::source::harmless::{Out, fit, prose};

/// Writes a workflow command for each change that moved authority: a warning where somebody gained it or a control got weaker, else a
/// notice. What can be seen in the new version is shown there.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github(comparison: &Comparison, out: &mut Out<'_>) -> io::Result<()> {
    let moved = comparison.changes().filter(|change| change.effect.moves_authority());
    moved.into_iter().try_for_each(|change| annotate(comparison, change, out))
}

fn annotate(comparison: &Comparison, change: &Change, out: &mut Out<'_>) -> io::Result<()> {
    let command = if deserves_a_look(change.effect) { "warning" } else { "notice" };
    let mut properties = Vec::new();
    if let Some(place) = change.place.filter(|(version, _)| *version == Version::New) {
        let (name, at) = comparison.position(place);
        let file = prose(&repository::path(&comparison.folder, name)).into_owned();
        properties.extend([("file", file), ("line", fit!("{}", at.line)), ("col", fit!("{}", at.column))]);
    }
    properties.push(("title", change.effect.title().into()));
    out.command(command, &properties, &[prose(&change.words())])
}

const fn deserves_a_look(effect: Effect) -> bool {
    matches!(
        effect,
        Effect::Gained | Effect::Gap | Effect::Overlap | Effect::Weakened | Effect::Altered | Effect::Unproven
    )
}
