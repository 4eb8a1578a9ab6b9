//! What a cover does not answer, answers twice or by too many, as findings: one for each region, and one for those beyond the hundredth.

use std::cmp::Reverse;

use case_space::{Overlap, Region};

use crate::finding::{Finding, Subject};
use crate::model::Coverage;
use crate::rules::{Context, Found};
use crate::source::Place;

/// At most so many findings of one rule on one subject.
pub(in crate::rules) const MOST: usize = 100;

/// A subject, where it is defined, and its cover.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Covered<'a> {
    pub(in crate::rules) subject: &'a Subject,
    pub(in crate::rules) place: Place,
    pub(in crate::rules) coverage: &'a Coverage,
}

/// Adds a finding for each region of cases that nothing covers. `finding` is given the region and its words, which are empty for every
/// case.
pub(in crate::rules) fn each_gap(
    cx: &Context<'_>,
    covered: Covered<'_>,
    found: &mut Found,
    finding: impl Fn(&Found, &Region, &str) -> Finding,
) {
    let gaps = covered.coverage.cover.gaps(MOST, cx.budget());
    if cx.budget().is_in_vain() {
        return;
    }
    for region in &gaps.found().found {
        let block = covered.coverage.block(region, region);
        let words = covered.coverage.words(&block, &cx.model.dimensions);
        let cases = covered.coverage.cases(&block, region, &cx.model.dimensions);
        found.add(finding(found, region, &words).cases(cases));
    }
    rest(covered, gaps.is_proven(), gaps.found().more, found);
}

/// Adds a finding for each set of values that hold together and each region of them. `finding` is given the overlap and the words of
/// its region, which are empty for every case.
pub(in crate::rules) fn each_overlap(
    cx: &Context<'_>,
    covered: Covered<'_>,
    found: &mut Found,
    finding: impl Fn(&Found, &Overlap, &str) -> Finding,
) {
    each_crowd(cx, covered, 2, found, |found, overlap, words| Some(finding(found, overlap, words)));
}

/// The same for each set of `least` or more values, where there is a finding.
pub(in crate::rules) fn each_crowd(
    cx: &Context<'_>,
    covered: Covered<'_>,
    least: usize,
    found: &mut Found,
    finding: impl Fn(&Found, &Overlap, &str) -> Option<Finding>,
) {
    let overlaps = covered.coverage.cover.crowds(least, MOST, cx.budget());
    if cx.budget().is_in_vain() {
        return;
    }
    for overlap in &overlaps.found().found {
        let block = covered.coverage.block(&overlap.region, &overlap.exactly);
        let words = covered.coverage.words(&block, &cx.model.dimensions);
        let cases = covered.coverage.cases(&block, &overlap.exactly, &cx.model.dimensions);
        if let Some(finding) = finding(found, overlap, &words) {
            found.add(finding.cases(cases));
        }
    }
    rest(covered, overlaps.is_proven(), overlaps.found().more, found);
}

/// Adds a finding for each region of cases in which one of `values` holds. `finding` is given the region and its words, which are empty
/// for every case.
pub(in crate::rules) fn each_held(
    cx: &Context<'_>,
    covered: Covered<'_>,
    values: &[u32],
    found: &mut Found,
    finding: impl Fn(&Found, &Region, &str) -> Finding,
) {
    if values.is_empty() {
        return;
    }
    let held = covered.coverage.cover.held_where(values, MOST, cx.budget());
    if cx.budget().is_in_vain() {
        return;
    }
    for region in &held.found().found {
        let block = covered.coverage.block(region, region);
        let words = covered.coverage.words(&block, &cx.model.dimensions);
        let cases = covered.coverage.cases(&block, region, &cx.model.dimensions);
        found.add(finding(found, region, &words).cases(cases));
    }
    rest(covered, held.is_proven(), held.found().more, found);
}

/// A finding on some cases, and how large their region is.
pub(in crate::rules) type Sized = (u128, Finding);

/// Adds findings on the regions of one subject: the largest hundred, in the order in which they come, and one for the rest, which are
/// those beyond and `more`.
pub(in crate::rules) fn add_largest(
    covered: Covered<'_>,
    is_proven: bool,
    findings: Vec<Sized>,
    more: usize,
    found: &mut Found,
) {
    let mut sizes: Vec<u128> = findings.iter().map(|(size, _)| *size).collect();
    sizes.sort_unstable_by_key(|size| Reverse(*size));
    let least = sizes.get(MOST.saturating_sub(1)).copied().unwrap_or(0);
    // of several that are as large as the hundredth, the first
    let mut room = MOST.saturating_sub(sizes.iter().filter(|size| **size > least).count());
    let all = findings.len();
    let listed = findings.into_iter().filter(|(size, _)| {
        let is_last = *size == least && room > 0;
        room = room.saturating_sub(usize::from(is_last));
        *size > least || is_last
    });
    let count = listed.map(|(_, finding)| found.add(finding)).count();
    rest(covered, is_proven, all.saturating_sub(count).saturating_add(more), found);
}

/// Says how many regions are wrong beside those that are listed, and that the search came to no end.
pub(in crate::rules) fn rest(covered: Covered<'_>, is_proven: bool, more: usize, found: &mut Found) {
    if more > 0 {
        let message = format!("{more} more regions of cases of `{}` are wrong in the same way", covered.subject);
        let help = "mend the largest ones, which are listed, and check again";
        found.add(found.finding(covered.subject.clone(), covered.place, message).help(help));
    }
    if !is_proven {
        found.unproven(covered.subject.clone(), covered.place);
    }
}

/// " when …", or nothing for every case.
pub(in crate::rules) fn when(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" when {words}") }
}
