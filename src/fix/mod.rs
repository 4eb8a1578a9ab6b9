//! Mending what is safe to mend, in the text itself: comments and layout stay, and the result is checked before anyone gets it.

mod edit;
mod mend;
mod spot;
mod take_out;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use edit::Edit;

use crate::check::{Options, check};
use crate::finding::{Finding, Fix, Level};
use crate::rules;
use crate::source::{FileId, Policy, Sources, Span};
use crate::syntax::toml;

/// What was mended.
#[derive(Debug)]
pub struct Fixed {
    /// All files, those that were changed with their new text.
    pub sources: Sources,
    /// The files that were changed.
    pub files: Vec<FileId>,
    /// How many findings were mended.
    pub count: usize,
}

/// The result of mending was worse than what was there, and was thrown away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worse {
    /// What came to be wrong.
    pub message: String,
}

impl fmt::Display for Worse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "what was mended would not hold (`{}`), and nothing was written", self.message)
    }
}

/// Mending one thing may show the next; more often than this there is no end to it.
const MOST_ROUNDS: usize = 30;

/// Where mending fails, so many things are tried alone, to leave out what cannot be mended.
const MOST_ALONE: usize = 50;

/// Mends what is found in the policies and what is then found, as far as that is safe. What would make it worse is left as it is.
///
/// # Errors
/// Where the result says something that it cannot mean and that was not there before, or still has what was to be mended, and no single
/// thing that is mended is to blame.
pub fn fix(sources: &Sources, policies: &[Policy], options: &Options) -> Result<Fixed, Worse> {
    let mut fixed = Fixed { sources: sources.again(), files: Vec::new(), count: 0 };
    let mut found = check(sources, policies, options).0;
    for _ in 0..MOST_ROUNDS {
        match mend_all(&fixed.sources, policies, options, &found) {
            Ok(None) => break,
            Ok(Some(Mended { sources, files, count, found: after })) => {
                fixed.count = fixed.count.saturating_add(count);
                fixed.files.extend(files);
                fixed.sources = sources;
                found = after;
            }
            Err(worse) => leave_out(&fixed.sources, policies, options, &mut found, worse)?,
        }
    }
    fixed.files.sort_unstable();
    fixed.files.dedup();
    Ok(fixed)
}

/// The findings that can be mended no longer say how where mending them alone makes it worse.
fn leave_out(
    sources: &Sources,
    policies: &[Policy],
    options: &Options,
    found: &mut [Finding],
    worse: Worse,
) -> Result<(), Worse> {
    let can_mend: BTreeSet<String> =
        found.iter().filter(|finding| finding.fix.is_some()).map(|finding| finding.message.clone()).collect();
    if can_mend.len() > MOST_ALONE {
        return Err(worse);
    }
    let only = |message: &str, found: &[Finding]| -> Vec<Finding> {
        let alone = |finding: &Finding| finding.fix.clone().filter(|_| finding.message == message);
        found.iter().map(|finding| Finding { fix: alone(finding), ..finding.clone() }).collect()
    };
    let to_blame: Vec<String> = can_mend
        .into_iter()
        .filter(|message| mend_all(sources, policies, options, &only(message, found)).is_err())
        .collect();
    if to_blame.is_empty() {
        return Err(worse);
    }
    found.iter_mut().filter(|finding| to_blame.contains(&finding.message)).for_each(|finding| finding.fix = None);
    Ok(())
}

/// What was mended at once.
struct Mended {
    sources: Sources,
    files: Vec<FileId>,
    count: usize,
    /// What is found now.
    found: Vec<Finding>,
}

/// Mends everything that can be mended at once, and checks the result. `None` where there is nothing.
fn mend_all(
    sources: &Sources,
    policies: &[Policy],
    options: &Options,
    found: &[Finding],
) -> Result<Option<Mended>, Worse> {
    let (sources, files, mended) = changed(sources, found);
    if mended.is_empty() {
        return Ok(None);
    }
    let after = check(&sources, policies, options).0;
    compare(found, &mended, &after)?;
    Ok(Some(Mended { sources, files, count: mended.len(), found: after }))
}

/// The files with everything mended that can be mended at once, which files they are, and the findings. At once is what one rule finds:
/// who is meant is made plain before somebody is taken for named twice.
fn changed<'f>(sources: &Sources, found: &'f [Finding]) -> (Sources, Vec<FileId>, Vec<&'f Finding>) {
    let possible = possible(sources, found);
    let can_mend = |rule: &str| possible.values().flatten().any(|(_, finding)| finding.rule == rule);
    let first = rules::ALL.iter().map(|rule| rule.name).find(|rule| can_mend(rule));
    let (mut changed, mut mended) = (Vec::new(), Vec::new());
    for (file, edits) in possible {
        let edits: Vec<_> = edits.into_iter().filter(|(_, finding)| Some(finding.rule) == first).collect();
        if !edits.is_empty() {
            let (text, done) = edit::apply(sources.text(file), edits);
            changed.push((file, text));
            mended.extend(done);
        }
    }
    let files = changed.iter().map(|(file, _)| *file).collect();
    (sources.with_texts(changed), files, mended)
}

/// The changes that would mend something, by file.
fn possible<'f>(sources: &Sources, found: &'f [Finding]) -> BTreeMap<FileId, Vec<(Edit, &'f Finding)>> {
    let mut wanted: BTreeMap<FileId, Vec<(&Finding, &Fix)>> = BTreeMap::new();
    for finding in found.iter().filter(|finding| finding.waived.is_none()) {
        if let Some(fix) = &finding.fix {
            wanted.entry(finding.primary.place.file).or_default().push((finding, fix));
        }
    }
    wanted.into_iter().map(|(file, wanted)| (file, edits(sources.text(file), &wanted))).collect()
}

fn edits<'f>(text: &str, wanted: &[(&'f Finding, &Fix)]) -> Vec<(Edit, &'f Finding)> {
    let document = toml::parse(text);
    let places: Vec<Span> = wanted.iter().map(|(finding, _)| finding.primary.place.span).collect();
    let spots = spot::spots(text, document.root(), &places);
    let edits = wanted.iter().filter_map(|(finding, fix)| {
        let edit = mend::edit(text, spots.get(&finding.primary.place.span)?, fix)?;
        Some((edit, *finding))
    });
    edits.collect()
}

/// What makes a finding the same one after mending: its rule and what it says. Its subject may be what was mended.
type Same<'a> = (&'static str, &'a str);

/// Holds what is found after mending against what was found before.
fn compare(before: &[Finding], mended: &[&Finding], after: &[Finding]) -> Result<(), Worse> {
    let (was, is) = (count(before.iter()), count(after.iter()));
    let wanted = count(mended.iter().copied());
    let still = wanted.iter().find(|(same, mended)| {
        let left = was.get(*same).copied().unwrap_or_default().saturating_sub(**mended);
        is.get(*same).is_some_and(|is| *is > left)
    });
    // one mistake less may show another, which is then mended in turn
    let new = after.iter().find(|finding| {
        let is_mistake = rules::is_mistake(finding.rule) && finding.level == Level::Error;
        is_mistake && finding.fix.is_none() && !was.contains_key(&same(finding))
    });
    match (still, new) {
        (None, None) => Ok(()),
        (Some(((_, message), _)), _) => Err(Worse { message: (*message).to_owned() }),
        (None, Some(finding)) => Err(Worse { message: finding.message.clone() }),
    }
}

fn count<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeMap<Same<'a>, usize> {
    let mut count = BTreeMap::new();
    for finding in findings {
        *count.entry(same(finding)).or_default() += 1_usize;
    }
    count
}

fn same(finding: &Finding) -> Same<'_> {
    (finding.rule, &finding.message)
}
