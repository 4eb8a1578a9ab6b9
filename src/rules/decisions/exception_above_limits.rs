//! Rule `exception-above-limits`.

use std::collections::BTreeSet;

use case_space::{Domain, Extents, Region};

use crate::finding::Finding;
use crate::model::{Answer, Body, Coverage, Decision, Id, Ladder, Manner, Origin, Seniority, Step, ids};
use crate::rules::rule::rule;
use crate::rules::support::rank::Deciding;
use crate::rules::support::regions::{Covered, MOST, Told};
use crate::rules::{Context, Found};

rule! {
    /// A case that takes the limits away: somebody below those whom they ask for at the top decides in it, whatever the amount.
    ///
    /// # Why it matters
    /// A case stands in place of the limits, in all of them. "New vendors: the purchasing manager" was most often meant on top of the limits,
    /// and as a case it lets the purchasing manager alone decide what takes two officers otherwise. What comes on top of whatever answers
    /// is written as `also`.
    ///
    /// # Example
    /// ```toml
    /// [dimensions.customer]
    /// values = ["new", "known"]
    ///
    /// [dimensions.discount]
    /// unit = "%"
    /// at-least = 0
    /// at-most = 100
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    ///
    /// [[decisions.grant-discount.cases]]
    /// when = { customer = "new" }
    /// decides = "manager"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - [[decisions.grant-discount.cases]]
    /// + [[decisions.grant-discount.also]]
    ///   when = { customer = "new" }
    ///   decides = "manager"
    /// ```
    ///
    /// # Silent when
    /// The case has limits of its own, or one of another number; `also` adds somebody as the amount grows; somebody who decides in it is not below those at
    /// the top of the limits, in the line or by level, or lines and levels do not tell; somebody confirms it afterwards or may refuse it; the
    /// case says that nothing is added to it (`alone = true`); or the limits stand in another case, over which it does not stand.
    "exception-above-limits", Info, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some((answers, coverage)) = decision.in_full().filter(|_| !decision.cases.is_empty()) else { return };
    let seniority = decision.seniority();
    let mut findings = Vec::new();
    let mut is_proven = true;
    for ladder in tops(cx, decision) {
        for (value, answer) in ids(answers.len()).zip(answers) {
            let is_below = Deciding::of(answer).is_some_and(|own| own.is_outranked_by(&ladder.deciding, cx.org));
            if !is_below || !cx.budget().spend(coverage.cover.pieces().len()) {
                continue;
            }
            let exceptions = Exceptions { decision, coverage, ladder: &ladder, seniority: &seniority };
            is_proven &= exceptions.each(cx, (value, answer), found, &mut findings);
        }
    }
    let covered = Covered { subject: decision.subject(), place: decision.place, coverage };
    covered.add_largest(is_proven, findings, 0, found);
}

/// A ladder, and whom it asks for at its top.
struct Top<'a> {
    ladder: &'a Ladder,
    /// The number of the case that it stands in.
    case: Option<usize>,
    step: &'a Step,
    deciding: Deciding,
}

/// The ladders of the decision that climb.
fn tops<'a>(cx: &Context<'_>, decision: &'a Decision) -> Vec<Top<'a>> {
    let cases = decision.cases.iter().zip(0..).map(|(case, number)| (Some(number), &case.right));
    let top = |(case, right): (Option<usize>, &'a crate::model::Right)| {
        let Body::Ladder(ladder) = &right.body else { return None };
        let Some(Domain::Numbers(numbers)) = &cx.model.dimensions[ladder.measure].domain else { return None };
        let mut live = ladder.steps.iter().filter(|step| numbers.any_in(&step.interval));
        live.next()?;
        // above the last who decides, it may be forbidden or decided elsewhere
        let is_of_nobody = |step: &&Step| matches!(step.answer, Some(Answer::Forbidden | Answer::Elsewhere));
        let step = live.rev().find(|step| !is_of_nobody(step))?;
        Some(Top { ladder, case, step, deciding: Deciding::of(step.answer.as_ref()?)? })
    };
    [(None, &decision.top)].into_iter().chain(cases).filter_map(top).collect()
}

/// Cases in place of a ladder.
struct Exceptions<'a> {
    decision: &'a Decision,
    coverage: &'a Coverage<Id<Answer>>,
    ladder: &'a Top<'a>,
    seniority: &'a Seniority,
}

impl Exceptions<'_> {
    /// Adds a finding for each region, whole along the measure, in which the answer holds in place of the ladder. Whether all were found.
    fn each(
        &self,
        cx: &Context<'_>,
        (value, answer): (Id<Answer>, &Answer),
        found: &Found,
        findings: &mut Vec<(u128, Finding)>,
    ) -> bool {
        let space = self.coverage.cover.space();
        let Some(all) = space.all() else { return true };
        let regions = self.coverage.cover.held_where(&[value], &all, MOST, cx.budget());
        for region in &regions.found().found {
            let is_whole = space.widened(region, self.ladder.ladder.measure.index()) == *region;
            if !is_whole || self.is_limited(region) {
                continue;
            }
            let origins = self.coverage.cover.origins_of(&[value], region, cx.budget()).into_iter();
            let origins: Vec<Origin> = origins.map(|origin| self.coverage.origin(origin)).collect();
            if !origins.is_empty() && origins.iter().all(|origin| self.is_exception(*origin, region)) {
                findings.push((space.size(region), self.told(cx, found, (answer, &origins), region)));
            }
        }
        regions.is_proven()
    }

    /// Whether the region is one of a part of some number, or of some days.
    fn is_limited(&self, region: &Region) -> bool {
        let exactly = self.coverage.cover.space().describe_exactly(region);
        exactly.iter().any(|(_, extents)| matches!(extents, Extents::Intervals(_)))
    }

    /// Whether what is written there stands in place of the ladder, and nobody else has a say in it.
    fn is_exception(&self, origin: Origin, region: &Region) -> bool {
        let Some((number, case)) = origin.case.and_then(|number| Some((number, self.decision.cases.get(number)?)))
        else {
            return false;
        };
        let stands_over = |below: usize| {
            let other = self.decision.cases.get(below).map(|case| case.when.condition());
            let space = self.coverage.cover.space();
            let meets = other.and_then(|other| space.region(&other)).is_some_and(|other| space.meets(&other, region));
            meets && self.seniority.stands_over(number, below)
        };
        let is_watched = [Manner::ConfirmedBy, Manner::Refuses].into_iter().any(|manner| {
            let (parties, all_known) = self.decision.parties_at(origin, manner);
            !parties.is_empty() || !all_known
        });
        self.ladder.case.is_none_or(stands_over) && case.alone.is_none() && !is_watched
    }

    fn told(
        &self,
        cx: &Context<'_>,
        found: &Found,
        (answer, origins): (&Answer, &[Origin]),
        region: &Region,
    ) -> Finding {
        let (decision, ladder) = (self.decision, self.ladder);
        let told = Told::new(cx, self.coverage.cover.space(), region, region);
        let measure = &cx.model.dimensions[ladder.ladder.measure];
        let own = answer.words(&cx.model.roles);
        let top = ladder.step.answer.as_ref().map_or_else(String::new, |answer| answer.words(&cx.model.roles));
        let message =
            format!("`{}` has no limit{}: decided by {own} whatever `{}` is", decision.id, told.when, measure.id);
        let help = format!(
            "if {own} was to sign on top of the limits, write `[[decisions.{}.also]]` in place of `cases`; else give the case `limits`",
            decision.id
        );
        let roles: BTreeSet<_> =
            answer.roles().into_iter().chain(ladder.step.answer.iter().flat_map(Answer::roles)).collect();
        let place = origins.first().map_or(decision.place, |origin| origin.place);
        let finding = found
            .finding(decision.subject(), place, message)
            .label("in place of the limits")
            .also(ladder.step.answer_place, format!("the limits ask for {top} at the top"))
            .help(help)
            .roles(roles.into_iter().map(|role| cx.role_id(role)));
        told.of(finding)
    }
}
