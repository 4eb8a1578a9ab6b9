//! Running the rules: each at its level, side by side, then what is waived.

use rayon::prelude::*;

use super::parts::Parts;
use super::settings::Settings;
use super::waiver_unused::{self, Judged};
use super::{ALL, Context, Found, Rule, waived};
use crate::check::Options;
use crate::finding::Finding;
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
    let checked: Vec<_> = ALL.par_iter().flat_map_iter(|rule| check(rule, &settings, &context)).collect();
    findings.extend(checked);
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

fn check(rule: &'static Rule, settings: &Settings, context: &Context<'_>) -> Vec<Finding> {
    let (Some(check), Some(level)) = (rule.check, settings.level(rule)) else { return Vec::new() };
    let mut found = Found::new(rule, level);
    check(context, &mut found);
    found.into_findings()
}
