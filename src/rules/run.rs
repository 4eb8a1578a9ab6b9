//! Running the rules: each at its level, side by side, then what is waived.

use rayon::prelude::*;

use super::settings::Settings;
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
    let context = Context { model, org, today: options.as_of, thresholds, budget: options.budget.clone() };
    let checked: Vec<_> = ALL.par_iter().flat_map_iter(|rule| check(rule, &settings, &context)).collect();
    findings.extend(checked);
    let used = waived::apply(model, options.as_of, &mut findings);
    // where something could not be read, a waiver may hide nothing only because of that
    if readable && let Some(level) = settings.level(&super::waiver_unused::RULE) {
        let mut found = Found::new(&super::waiver_unused::RULE, level);
        super::waiver_unused::check(&context, &settings, &used, &mut found);
        findings.extend(found.into_findings());
    }
    findings
}

fn check(rule: &'static Rule, settings: &Settings, context: &Context<'_>) -> Vec<Finding> {
    let (Some(check), Some(level)) = (rule.check, settings.level(rule)) else { return Vec::new() };
    let mut found = Found::new(rule, level);
    check(context, &mut found);
    found.into_findings()
}
