//! Running the rules: each at its level, side by side, then what is waived.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::parts::Parts;
use super::settings::Settings;
use super::waiver_unused::{self, Judged};
use super::{ALL, Check, Context, Found, waived};
use crate::check::Options;
use crate::finding::{Finding, Kind, Subject};
use crate::model::Model;
use crate::org::Org;

/// Every finding on a model, together with the mistakes that were made on the way to it; levels applied, waivers marked.
#[must_use]
pub fn run(model: &Model, org: &Org, options: &Options, mistakes: Vec<Finding>) -> Vec<Finding> {
    let mut findings = mistakes;
    let settings = Settings::new(model, options, &mut findings);
    waived::name_real_rules(model, &mut findings);
    let readable = findings.is_empty();
    let thresholds = &settings.thresholds;
    let context = Context {
        model,
        org,
        today: options.as_of,
        thresholds,
        budget: options.budget.clone(),
        parts: Parts::default(),
    };
    let mut found = check(&settings, &context);
    complete_cases(model, &mut found);
    findings.extend(found);
    let mut used = vec![false; model.waivers.len()];
    waived::apply(model, options.as_of, &mut findings, &mut used);
    // where something could not be read, a waiver may hide nothing only because of that
    if readable && let Some(level) = settings.level(&waiver_unused::RULE) {
        let unused = |judged, used: &[bool]| {
            let mut found = Found::new(&waiver_unused::RULE, level);
            waiver_unused::check(&context, &settings, judged, used, &mut found);
            found.into_findings()
        };
        let mut found = unused(Judged::OfOtherRules, &used);
        waived::apply(model, options.as_of, &mut found, &mut used);
        findings.extend(found);
        findings.extend(unused(Judged::OfThisRule, &used));
    }
    findings
}

/// So many activities or decisions are put to all rules before the next are: what one rule has looked at is near for the others.
const AT_ONCE: usize = 128;

/// What all rules find that are on.
fn check(settings: &Settings, context: &Context<'_>) -> Vec<Finding> {
    let (mut of_matrix, mut of_each_activity, mut of_each_decision) = (Vec::new(), Vec::new(), Vec::new());
    for rule in ALL {
        let (Some(check), Some(level)) = (rule.check, settings.level(rule)) else { continue };
        match check {
            Check::Matrix(check) => of_matrix.push((check, Found::new(rule, level))),
            Check::Activity(check) => of_each_activity.push((check, Found::new(rule, level))),
            Check::Decision(check) => of_each_decision.push((check, Found::new(rule, level))),
        }
    }
    let of_activities = each(context.model.activities.values(), &of_each_activity, context);
    let of_decisions = each(context.model.decisions.values(), &of_each_decision, context);
    let of_matrix = of_matrix.into_par_iter().flat_map_iter(|(check, mut found)| {
        check(context, &mut found);
        found.into_findings()
    });
    of_matrix.chain(of_activities).chain(of_decisions).collect()
}

/// Gives in the case of each finding on an activity every dimension that matters to it, not only to the letter that is wrong, so that
/// `raci who` answers in that case.
fn complete_cases(model: &Model, findings: &mut [Finding]) {
    if findings.iter().all(|finding| finding.cases.is_none()) {
        return;
    }
    let by_case = model.activities.values().iter().filter(|activity| !activity.cases.is_empty());
    let by_case: BTreeMap<_, _> = by_case.map(|activity| (&activity.id, activity)).collect();
    for Finding { subject, cases, .. } in findings {
        if let (Subject::Of(Kind::Activity, id), Some(cases)) = (subject, cases)
            && let Some(activity) = by_case.get(id)
        {
            activity.complete(&mut cases.witness, &model.dimensions);
        }
    }
}

/// A check of things by themselves.
type Each<T> = fn(&Context<'_>, &T, &mut Found);

/// What rules find that look at each of the things by itself.
fn each<'a, T: Sync>(
    things: &'a [T],
    rules: &'a [(Each<T>, Found)],
    context: &'a Context<'_>,
) -> impl ParallelIterator<Item = Finding> + 'a {
    things.par_chunks(AT_ONCE).flat_map(move |some| {
        rules.par_iter().flat_map_iter(move |(check, nothing)| {
            let mut found = nothing.clone();
            some.iter().for_each(|thing| check(context, thing, &mut found));
            found.into_findings()
        })
    })
}
