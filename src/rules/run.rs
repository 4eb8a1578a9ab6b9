//! Running the rules: each at its level, side by side, then what is waived.

use std::collections::BTreeMap;

use super::context::Ground;
use super::file::unproven;
use super::found::Found;
use super::list::ALL;
use super::settings::Settings;
use super::support::role_sets::RoleSets;
use super::unused::{self, Judged};
use super::{jobs, open, waived};
use crate::finding::Finding;
use crate::hands::Workforce;
use crate::model::Model;
use crate::options::Options;
use crate::org::Org;
use crate::subject::{Kind, Subject};

/// What came of running the rules.
#[derive(Debug)]
pub struct Ran {
    /// Every finding, levels applied, waivers marked.
    pub findings: Vec<Finding>,
    /// How many steps it took.
    pub spent: u64,
}

/// Every finding on a model, together with the mistakes that were made on the way to it.
#[must_use]
pub fn run(model: &Model, org: &Org, options: &Options, mistakes: Vec<Finding>) -> Ran {
    let mut findings = mistakes;
    let settings = Settings::new(model, options, &mut findings);
    waived::name_real_rules(model, &mut findings);
    let readable = findings.is_empty();
    let thresholds = &settings.thresholds;
    let (role_sets, workforce) = (RoleSets::of(model), Workforce::new(model));
    let ground = Ground { model, org, today: options.as_of, thresholds, role_sets, workforce };
    let (mut found, spent) = check(&settings, &ground, options.steps);
    complete_cases(model, &mut found);
    findings.extend(found);
    let mut used = vec![false; model.waivers.len()];
    waived::apply(model, options.as_of, &mut findings, &mut used);
    // where something could not be read, or not every case was looked at, a waiver may hide nothing only because of that
    let is_proven = findings.iter().all(|finding| finding.rule != unproven::RULE.name);
    if readable && is_proven {
        let unused = |judged, used: &[bool]| unused::findings(model, options.as_of, &settings, judged, used);
        let mut found = unused(Judged::OfOtherRules, &used);
        waived::apply(model, options.as_of, &mut found, &mut used);
        findings.extend(found);
        findings.extend(unused(Judged::OfThisRule, &used));
    }
    Ran { findings, spent }
}

/// What all rules find that are on, and how many steps they took.
fn check(settings: &Settings, ground: &Ground<'_>, steps: u64) -> (Vec<Finding>, u64) {
    let rules: Vec<_> = ALL.iter().filter_map(|rule| Some((*rule, settings.weight(rule)?))).collect();
    let (found, spent) = jobs::run(&rules, ground, steps);
    let unproven = open::findings(&found);
    let findings = found.into_iter().flat_map(Found::into_findings).chain(unproven);
    (findings.collect(), spent)
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
