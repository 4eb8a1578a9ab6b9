//! In which cases does nothing hold, too much or the wrong thing? A finding for each region of them, and one for those beyond the
//! hundredth. What only follows from others is marked, and no part of the hundred.

use std::cmp::Reverse;

use case_space::{Condition, Outcome, Overlap, OverlapAs, Region, Regions, Selection, Space};

use crate::cases::Cases;
use crate::finding::Finding;
use crate::model::{Activity, Answer, Coverage, Decision, Dimension, Id, Origin, Role};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Subject;

/// At most so many findings of one rule on one subject.
pub(in crate::rules) const MOST: usize = 100;

/// A subject, where it is defined, and its cover.
pub(in crate::rules) struct Covered<'a, V> {
    pub(in crate::rules) subject: Subject,
    pub(in crate::rules) place: Place,
    pub(in crate::rules) coverage: &'a Coverage<V>,
}

impl<'a> Covered<'a, Id<Answer>> {
    /// The decision; `None` where it could not be read in what cases it is decided how.
    pub(in crate::rules) fn decision(decision: &'a Decision) -> Option<Self> {
        let coverage = decision.coverage.as_ref()?;
        Some(Self { subject: decision.subject(), place: decision.place, coverage })
    }
}

impl<'a, V: Copy + Ord> Covered<'a, V> {
    /// The activity, of which this is covered.
    pub(in crate::rules) fn activity(activity: &Activity, coverage: &'a Coverage<V>) -> Self {
        Self { subject: activity.subject(), place: activity.place, coverage }
    }

    /// Adds a finding for each region of cases that nothing covers. `finding` is given the region, and " when …", which is empty for every
    /// case.
    pub(in crate::rules) fn each_gap(
        &self,
        cx: &Context<'_>,
        found: &mut Found,
        finding: impl Fn(&Found, &Region, &str) -> Finding,
    ) {
        self.each_region(cx, &self.coverage.cover.gaps(MOST, cx.budget()), found, finding);
    }

    /// Adds a finding for each region of cases in which `requester` asks and one of `values` holds. Who asks is left out of " when …".
    pub(in crate::rules) fn each_held(
        &self,
        cx: &Context<'_>,
        (values, requester): (&[V], Id<Role>),
        found: &mut Found,
        finding: impl Fn(&Found, &Region, &str) -> Option<Finding>,
    ) {
        let space = self.coverage.cover.space();
        let Some(theirs) = requests_of(cx, space, requester) else { return };
        self.each_within(cx, (values, &theirs), found, |found, region, _| {
            let by_anyone = cx.model.dimensions.requested_by().map(|asked| space.widened(region, asked.index()));
            let for_anyone = Told::new(cx, space, by_anyone.as_ref().unwrap_or(region), region);
            finding(found, region, &for_anyone.when)
        });
    }

    /// Adds a finding, if there is one, for each region of cases of `within` in which one of `values` holds.
    pub(in crate::rules) fn each_within(
        &self,
        cx: &Context<'_>,
        (values, within): (&[V], &Region),
        found: &mut Found,
        finding: impl Fn(&Found, &Region, &str) -> Option<Finding>,
    ) {
        if values.is_empty() {
            return;
        }
        let regions = self.coverage.cover.held_where(values, within, MOST, cx.budget());
        if cx.budget().is_in_vain() {
            return;
        }
        for region in &regions.found().found {
            let told = Told::new(cx, self.coverage.cover.space(), region, region);
            if let Some(finding) = finding(found, region, &told.when) {
                found.add(told.of(finding));
            }
        }
        self.rest(regions.is_proven(), regions.found().more, found);
    }

    /// Adds a finding, if there is one, for each set of `least` or more values that hold together, by the names under which they are
    /// written, and each region of cases in which they do.
    pub(in crate::rules) fn each_crowd_as<N: Copy + Ord>(
        &self,
        cx: &Context<'_>,
        as_written: impl Fn(Origin) -> N,
        found: &mut Found,
        finding: impl Fn(&Found, &OverlapAs<N, V>, &str) -> Option<Finding>,
    ) {
        let name = |origin| as_written(self.coverage.origin(origin));
        let crowds = self.coverage.cover.crowds_as(2, MOST, name, cx.budget());
        if cx.budget().is_in_vain() {
            return;
        }
        for crowd in &crowds.found().found {
            let told = Told::new(cx, self.coverage.cover.space(), &crowd.region, &crowd.exactly);
            if let Some(finding) = finding(found, crowd, &told.when) {
                found.add(told.of(finding).implied(crowd.implied));
            }
        }
        self.rest(crowds.is_proven(), crowds.found().more, found);
    }

    /// Adds a finding, if there is one, for each set of `least` or more values that hold together and each region of cases in which they
    /// do.
    pub(in crate::rules) fn each_crowd(
        &self,
        cx: &Context<'_>,
        least: usize,
        found: &mut Found,
        finding: impl Fn(&Found, &Overlap<V>, &str) -> Option<Finding>,
    ) {
        let crowds = self.coverage.cover.crowds(least, MOST, cx.budget());
        if cx.budget().is_in_vain() {
            return;
        }
        for crowd in &crowds.found().found {
            let told = Told::new(cx, self.coverage.cover.space(), &crowd.region, &crowd.exactly);
            if let Some(finding) = finding(found, crowd, &told.when) {
                found.add(told.of(finding).implied(crowd.implied));
            }
        }
        self.rest(crowds.is_proven(), crowds.found().more, found);
    }

    fn each_region(
        &self,
        cx: &Context<'_>,
        regions: &Outcome<Regions>,
        found: &mut Found,
        finding: impl Fn(&Found, &Region, &str) -> Finding,
    ) {
        if cx.budget().is_in_vain() {
            return;
        }
        for region in &regions.found().found {
            let told = Told::new(cx, self.coverage.cover.space(), region, region);
            found.add(told.of(finding(found, region, &told.when)));
        }
        self.rest(regions.is_proven(), regions.found().more, found);
    }

    /// Adds findings on regions of these sizes: the largest hundred, in the order in which they come, and one for the rest, which are those beyond and
    /// `more`.
    pub(in crate::rules) fn add_largest(
        &self,
        is_proven: bool,
        findings: Vec<(u128, Finding)>,
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
        self.rest(is_proven, all.saturating_sub(count).saturating_add(more), found);
    }

    /// Says how many regions are wrong beside those that are listed, and that the search came to no end.
    fn rest(&self, is_proven: bool, more: usize, found: &mut Found) {
        let Self { subject, place, .. } = self;
        if more > 0 {
            let message = format!("{more} more regions of cases of `{subject}` are wrong in the same way");
            let help = "mend the largest ones, which are listed, and check again";
            found.add(found.finding(subject.clone(), *place, message).help(help));
        }
        if !is_proven {
            found.unproven(subject.clone(), *place);
        }
    }
}

/// The cases in which the role asks: every case, where it makes no difference who does. `None` where there are none.
pub(in crate::rules) fn requests_of(cx: &Context<'_>, space: &Space, requester: Id<Role>) -> Option<Region> {
    let asked = cx.model.dimensions.requested_by();
    let by_requester =
        |asked: Id<Dimension>| Condition::always().and(asked.index(), Selection::values([requester.index()]));
    space.region(&asked.map_or_else(Condition::always, by_requester))
}

/// A region as a finding tells it.
pub(in crate::rules) struct Told {
    /// " when …", or nothing for every case.
    pub(in crate::rules) when: String,
    /// From when to when, or nothing for every day.
    days: Option<String>,
    cases: Cases,
}

impl Told {
    /// The region, with a case of `within`, which is the region or a part of it.
    pub(in crate::rules) fn new(cx: &Context<'_>, space: &Space, region: &Region, within: &Region) -> Self {
        let dimensions = &cx.model.dimensions;
        let block = space.block_at(region, &space.witness(within));
        let date = dimensions.date().map(Id::index);
        let words = space.phrase_of(&block, dimensions, |dimension| Some(dimension) != date);
        Self {
            when: if words.is_empty() { String::new() } else { format!(" when {words}") },
            days: date.and_then(|date| space.named_phrase(&block, date, dimensions)),
            cases: Cases::named(space, &block, within, dimensions),
        }
    }

    /// The finding with these cases, and with the days before what it says.
    pub(in crate::rules) fn of(&self, finding: Finding) -> Finding {
        let message = match &self.days {
            Some(days) => format!("{days} {}", finding.message),
            None => finding.message.clone(),
        };
        Finding { message, ..finding }.cases(self.cases.clone())
    }
}
