//! What moved, as annotations of GitHub.

use std::io;

use super::super::repository;
use super::comparison::{Comparison, PolicyDiff};
use super::folded::Folded;
use crate::diff::{Effect, Version};
use crate::source::harmless::{Out, fit, prose};

/// Writes a workflow command for each entry that tells of authority that moved: a warning where somebody gained it or a control got weaker, else a
/// notice. What can be seen in the new version is shown there.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn github(comparison: &Comparison, out: &mut Out<'_>) -> io::Result<()> {
    let groups = comparison.policies.iter().flat_map(PolicyDiff::grouped);
    let moved = groups.filter(|(effect, _)| effect.moves_authority()).flat_map(|(_, entries)| entries);
    moved.into_iter().try_for_each(|entry| annotate(comparison, &entry, out))
}

/// An annotation at the first place of an entry, with the regions below.
fn annotate(comparison: &Comparison, entry: &Folded<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let change = entry.first();
    let command = if deserves_a_look(change.effect) { "warning" } else { "notice" };
    let mut properties = Vec::new();
    if let Some(place) = change.place.filter(|(version, _)| *version == Version::New) {
        let (name, at) = comparison.position(place);
        let file = prose(&repository::path(&comparison.folder, name)).into_owned();
        properties.extend([("file", file), ("line", fit!("{}", at.line)), ("col", fit!("{}", at.column))]);
    }
    properties.push(("title", change.effect.title().into()));
    let regions: Vec<String> = entry.regions().filter(|_| entry.is_folded()).map(|(_, words)| words).collect();
    let lines: Vec<String> = [entry.words()].into_iter().chain(regions).collect();
    let lines: Vec<_> = lines.iter().map(|line| prose(line)).collect();
    out.command(command, &properties, &lines)
}

const fn deserves_a_look(effect: Effect) -> bool {
    matches!(
        effect,
        Effect::Gained | Effect::Gap | Effect::Overlap | Effect::Weakened | Effect::Altered | Effect::Unproven
    )
}
