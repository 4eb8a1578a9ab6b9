//! Mending what is safe to mend, in the text itself: comments and layout stay, and the result is checked before anyone gets it.

mod edit;
mod mend;
mod spot;
mod take_out;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use edit::{Edit, Edits};

use crate::check::check;
use crate::finding::{Finding, Fix, Level, TextChange};
use crate::options::Options;
use crate::rules;
use crate::source::{FileId, Place, Policy, Sources, Span};

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

/// Mending one thing may show the next, until nothing is left: what is renamed is known from then on, and what is taken out is gone. A
/// policy takes a few rounds; whoever writes one that takes more than this has run a long way.
const MOST_ROUNDS: usize = 1000;

/// Where mending fails, so many things are tried alone, to leave out what cannot be mended.
const MOST_ALONE: usize = 50;

/// Mends what is found in the policies and what is then found, as far as that is safe. What would make it worse is left as it is.
///
/// # Errors
/// Where the result says something that it cannot mean and that was not there before, or still has what was to be mended, and there is
/// too much that can be mended to find out what is to blame.
pub fn fix(sources: &Sources, policies: &[Policy], options: &Options) -> Result<Fixed, Worse> {
    let mut fixed = Fixed { sources: sources.clone(), files: Vec::new(), count: 0 };
    let mut found = check(sources, policies, options).0;
    for _ in 0..MOST_ROUNDS {
        match mend_all(&fixed.sources, policies, options, &found) {
            Ok(None) => break,
            Ok(Some((more, after))) => {
                fixed.count = fixed.count.saturating_add(more.count);
                fixed.files.extend(more.files);
                fixed.sources = more.sources;
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
        found.iter().filter(|finding| finding.safe_fix().is_some()).map(|finding| finding.message.clone()).collect();
    if can_mend.len() > MOST_ALONE {
        return Err(worse);
    }
    let only = |message: &str, found: &[Finding]| -> Vec<Finding> {
        let mut alone = found.to_vec();
        alone.iter_mut().filter(|finding| finding.message != message).for_each(|finding| finding.fixes.clear());
        alone
    };
    let is_worse_alone = |message: &&String| mend_all(sources, policies, options, &only(message, found)).is_err();
    let mut to_blame: Vec<&String> = can_mend.iter().filter(is_worse_alone).collect();
    if to_blame.is_empty() {
        // only together do they make it worse: the others first
        to_blame.extend(can_mend.last());
    }
    if to_blame.is_empty() {
        return Err(worse);
    }
    found.iter_mut().filter(|finding| to_blame.contains(&&finding.message)).for_each(|finding| finding.fixes.clear());
    Ok(())
}

/// Mends everything that can be mended at once, and checks the result: what was mended, and what is found now. `None` where there is
/// nothing.
fn mend_all(
    sources: &Sources,
    policies: &[Policy],
    options: &Options,
    found: &[Finding],
) -> Result<Option<(Fixed, Vec<Finding>)>, Worse> {
    let (sources, files, mended) = changed(sources, found);
    if mended.is_empty() {
        return Ok(None);
    }
    let after = check(&sources, policies, options).0;
    compare(found, &mended, &after)?;
    Ok(Some((Fixed { sources, files, count: mended.len() }, after)))
}

/// The files with everything mended that can be mended at once, which files they are, and the findings. At once is what one rule finds:
/// who is meant is made plain before somebody is taken for named twice.
fn changed<'f>(sources: &Sources, found: &'f [Finding]) -> (Sources, Vec<FileId>, Vec<&'f Finding>) {
    let mut possible = possible(sources, found);
    let can_mend = |rule: &str| possible.iter().any(|(_, finding)| finding.rule == rule);
    let first = rules::ALL.iter().map(|rule| rule.name).find(|rule| can_mend(rule));
    possible.retain(|(_, finding)| Some(finding.rule) == first);
    possible.sort_by_key(|(edits, _)| edits.first().map(|(file, edit)| (*file, edit.span)));
    let mut edits = Edits::default();
    let mended = possible.into_iter().filter(|(of_one, _)| edits.take(of_one)).map(|(_, finding)| finding).collect();
    let changed = edits.apply(|file| sources.text(file));
    let files = changed.iter().map(|(file, _)| *file).collect();
    (sources.with_texts(changed), files, mended)
}

/// All that mends one finding.
type Mending<'f> = (Vec<(FileId, Edit)>, &'f Finding);

/// The changes that would mend something, and may be made unasked.
fn possible<'f>(sources: &Sources, found: &'f [Finding]) -> Vec<Mending<'f>> {
    let unwaived = found.iter().filter(|finding| finding.waived.is_none());
    let wanted: Vec<(&Finding, &Fix)> = unwaived.filter_map(|finding| Some((finding, finding.safe_fix()?))).collect();
    let edits = edits_of_each(sources, &wanted);
    edits.into_iter().zip(wanted).filter_map(|(edits, (finding, _))| Some((edits?, finding))).collect()
}

/// Another text for some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The bytes.
    pub place: Place,
    /// What stands there then.
    pub text: String,
}

/// For each finding, what each of its fixes changes; nothing where the text is no longer what was looked at.
#[must_use]
pub fn replacements<'f>(
    sources: &Sources,
    found: impl IntoIterator<Item = &'f Finding>,
) -> Vec<Vec<(&'f Fix, Vec<Replacement>)>> {
    let found: Vec<&Finding> = found.into_iter().collect();
    let wanted: Vec<(&Finding, &Fix)> =
        found.iter().flat_map(|finding| finding.fixes.iter().map(|fix| (*finding, fix))).collect();
    let mut edits = edits_of_each(sources, &wanted).into_iter();
    let of_one = |finding: &'f Finding| {
        let own = finding.fixes.iter().filter_map(|fix| {
            let edits = edits.next()??.into_iter();
            let replacements =
                edits.map(|(file, edit)| Replacement { place: Place::new(file, edit.span), text: edit.text });
            Some((fix, replacements.collect()))
        });
        own.collect()
    };
    found.into_iter().map(of_one).collect()
}

/// What each of the fixes changes; `None` where something does not stand there that it is about.
fn edits_of_each(sources: &Sources, wanted: &[(&Finding, &Fix)]) -> Vec<Option<Vec<(FileId, Edit)>>> {
    let mut by_file: BTreeMap<FileId, Vec<(Place, &TextChange)>> = BTreeMap::new();
    for (finding, fix) in wanted {
        for place in looked_at(&fix.change, finding) {
            by_file.entry(place.file).or_default().push((place, &fix.change));
        }
    }
    let known: BTreeMap<(Place, &TextChange), Edit> =
        by_file.into_iter().flat_map(|(file, wanted)| edits(sources.text(file), &wanted)).collect();
    let of_one = |(finding, fix): &(&Finding, &Fix)| {
        let edits: Option<Vec<_>> = match &fix.change {
            TextChange::Write(written) => {
                let edit =
                    |(place, text): &(Place, String)| (place.file, Edit { span: place.span, text: text.clone() });
                Some(written.iter().map(edit).collect())
            }
            change => looked_at(change, finding)
                .into_iter()
                .map(|place| Some((place.file, known.get(&(place, change))?.clone())))
                .collect(),
        };
        edits.filter(|edits| !edits.is_empty())
    };
    wanted.iter().map(of_one).collect()
}

/// Where it must be looked at a text to know what to change.
fn looked_at(change: &TextChange, finding: &Finding) -> BTreeSet<Place> {
    match change {
        TextChange::Rename { .. } => BTreeSet::from([finding.primary.place]),
        TextChange::TakeOut(places) => places.iter().copied().collect(),
        TextChange::Write(_) => BTreeSet::new(),
    }
}

/// What changes in one text.
fn edits<'w>(text: &str, wanted: &[(Place, &'w TextChange)]) -> Vec<((Place, &'w TextChange), Edit)> {
    let document = toml_mistakes::parse(text);
    let places: Vec<Span> = wanted.iter().map(|(place, _)| place.span).collect();
    let spots = spot::spots(text, document.root(), &places);
    let edits = wanted.iter().filter_map(|(place, change)| {
        let edit = mend::edit(text, spots.get(&place.span)?, change)?;
        Some(((*place, *change), edit))
    });
    edits.collect()
}

/// What makes a finding the same one after mending: its rule and what it says. Its subject may be what was mended.
type Identity<'a> = (&'static str, &'a str);

/// Holds what is found after mending against what was found before.
fn compare(before: &[Finding], mended: &[&Finding], after: &[Finding]) -> Result<(), Worse> {
    let (was, is) = (count(before.iter()), count(after.iter()));
    let wanted = count(mended.iter().copied());
    let still = wanted.iter().find(|(identity, mended)| {
        let left = was.get(*identity).copied().unwrap_or_default().saturating_sub(**mended);
        is.get(*identity).is_some_and(|is| *is > left)
    });
    // one mistake less may show another, which is then mended in turn
    let new = after.iter().find(|finding| {
        let is_mistake = rules::is_mistake(finding.rule) && finding.level == Level::Error;
        is_mistake && finding.safe_fix().is_none() && !was.contains_key(&identity(finding))
    });
    match (still, new) {
        (None, None) => Ok(()),
        (Some(((_, message), _)), _) => Err(Worse { message: (*message).to_owned() }),
        (None, Some(finding)) => Err(Worse { message: finding.message.clone() }),
    }
}

fn count<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeMap<Identity<'a>, usize> {
    let mut count = BTreeMap::new();
    for finding in findings {
        *count.entry(identity(finding)).or_default() += 1_usize;
    }
    count
}

fn identity(finding: &Finding) -> Identity<'_> {
    (finding.rule, &finding.message)
}
