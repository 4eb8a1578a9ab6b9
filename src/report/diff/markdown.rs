//! What moved, as a comment on a pull request.

use std::io;

use super::super::counted;
use super::comparison::{Comparison, PolicyDiff};
use super::folded::{Folded, Headed};
use crate::source::harmless::{Fit, Out, fit, markdown_with_code, prose, putln};

/// A comment takes 65 536 characters, however they are counted; this leaves room for the last line.
const MOST_UNITS: usize = 65_400;

const FOLD: &str = "\n<details><summary>Other changes</summary>\n";
const FOLD_END: &str = "\n</details>\n";

/// Writes what moved in each policy; what moved no authority is folded away. What a comment has no room for is counted.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn markdown(comparison: &Comparison, out: &mut Out<'_>) -> io::Result<()> {
    let mut comment = Comment { parts: Vec::new(), room: MOST_UNITS, left_out: LeftOut::default() };
    for policy in &comparison.policies {
        comment.policy(comparison, policy);
    }
    comment.parts.iter().try_for_each(|part| out.put(part))?;
    comment.left_out.words().map_or(Ok(()), |words| putln!(out, "\n{} not shown", words))
}

/// A comment that is being written.
struct Comment {
    parts: Vec<Fit<'static>>,
    /// How much may still be added, in the units of UTF-16, of which there are never fewer than characters.
    room: usize,
    left_out: LeftOut,
}

/// What there was no room for.
#[derive(Default)]
struct LeftOut {
    changes: usize,
    policies: usize,
}

impl LeftOut {
    fn words(&self) -> Option<Fit<'static>> {
        let changes = counted(self.changes as u64, "more change", "more changes");
        let policies = counted(self.policies as u64, "more policy", "more policies");
        match (self.changes, self.policies) {
            (0, 0) => None,
            (_, 0) => Some(prose(&changes).into_owned()),
            (0, _) => Some(prose(&policies).into_owned()),
            _ => Some(fit!("{} and {}", prose(&changes), prose(&policies))),
        }
    }
}

impl Comment {
    /// Adds a part and says so, where there is room for it.
    fn add(&mut self, part: Fit<'static>) -> bool {
        let Some(room) = self.room.checked_sub(part.encode_utf16().count()) else { return false };
        self.room = room;
        self.parts.push(part);
        true
    }

    fn policy(&mut self, comparison: &Comparison, policy: &PolicyDiff) {
        let gap = if self.parts.is_empty() { "" } else { "\n" };
        let heading = if policy.diff.moves_authority() { "Authority moved" } else { "No authority moved" };
        let counts = match policy.counts() {
            counts if counts.is_empty() => "nothing but text differs".to_owned(),
            counts => counts,
        };
        let [title, counts, span] = [policy.title(), counts, comparison.span()].map(|words| markdown_with_code(&words));
        if !self.add(fit!("{}### {}: {}\n\n{}, {}\n", gap, heading, title, counts, span)) {
            self.left_out.policies = self.left_out.policies.saturating_add(1);
            self.leave_out(policy.grouped().map(|(_, entries)| entries.len()).sum());
            return;
        }
        let (moved, others): (Vec<_>, Vec<_>) = policy.grouped().partition(|(effect, _)| effect.moves_authority());
        self.groups(&moved);
        if !others.is_empty() {
            self.folded(&others);
        }
    }

    /// What is folded away is not begun where it could not be ended.
    fn folded(&mut self, groups: &[Headed<'_>]) {
        match self.room.checked_sub(FOLD.len() + FOLD_END.len()) {
            Some(room) => {
                self.room = room;
                self.parts.push(FOLD.into());
                self.groups(groups);
                self.parts.push(FOLD_END.into());
            }
            None => self.leave_out(groups.iter().map(|(_, entries)| entries.len()).sum()),
        }
    }

    fn groups(&mut self, groups: &[Headed<'_>]) {
        for (effect, entries) in groups {
            let (first, rest) = effect.title().split_at_checked(1).unwrap_or_default();
            if !self.add(fit!("\n**{}{}**\n\n", prose(&first.to_uppercase()), rest)) {
                self.leave_out(entries.len());
                continue;
            }
            for entry in entries {
                if !self.add(item(entry)) {
                    self.leave_out(1);
                }
            }
        }
    }

    fn leave_out(&mut self, changes: usize) {
        self.left_out.changes = self.left_out.changes.saturating_add(changes);
    }
}

/// An entry as an item of a list, with its regions as a list below it.
fn item(entry: &Folded<'_>) -> Fit<'static> {
    let item = fit!("- {}\n", markdown_with_code(&entry.words()));
    let regions = entry.regions().filter(|_| entry.is_folded());
    regions.fold(item, |item, (_, words)| fit!("{}  - {}\n", item, markdown_with_code(&words)))
}
