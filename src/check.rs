//! The main job: from the files of policies to findings.

use crate::finding::Finding;
use crate::load::load;
use crate::model::Built;
use crate::options::Options;
use crate::org::Org;
use crate::proved::Proved;
use crate::rules::{self, Ran};
use crate::source::{Policy, Sources};

/// What came of checking one policy.
#[derive(Debug)]
pub struct Checked {
    /// What is wrong, in no particular order.
    pub findings: Vec<Finding>,
    /// What is proved where no error is found.
    pub proved: Proved,
}

/// Checks the policies and returns what is wrong, in no particular order, and what was proved.
#[must_use]
pub fn check(sources: &Sources, policies: &[Policy], options: &Options) -> (Vec<Finding>, Proved) {
    let mut findings = Vec::new();
    let mut proved = Proved::default();
    for checked in check_each(sources, policies, options) {
        findings.extend(checked.findings);
        proved = proved.and(checked.proved);
    }
    (findings, proved)
}

/// Checks each of the policies, within the steps that they have together: each gets an equal part of half of them, and those for which
/// that is too little share what is left.
#[must_use]
pub fn check_each(sources: &Sources, policies: &[Policy], options: &Options) -> Vec<Checked> {
    let [policy] = policies else { return check_several(sources, policies, options) };
    vec![check_one(sources, policy, options).0]
}

fn check_several(sources: &Sources, policies: &[Policy], options: &Options) -> Vec<Checked> {
    let part = |steps: u64, among: usize| steps / u64::try_from(among.max(1)).unwrap_or(u64::MAX);
    let within = |policy: &Policy, steps: u64| check_one(sources, policy, &Options { steps, ..options.clone() });
    let share = part(options.steps / 2, policies.len());
    let mut all: Vec<(Checked, u64)> = policies.iter().map(|policy| within(policy, share)).collect();
    let spent = all.iter().map(|(_, spent)| *spent).fold(0, u64::saturating_add);
    let open = all.iter().filter(|(checked, _)| checked.is_open()).count();
    let share = part(options.steps.saturating_sub(spent), open);
    for (policy, (checked, _)) in policies.iter().zip(&mut all).filter(|(_, (checked, _))| checked.is_open()) {
        *checked = within(policy, share).0;
    }
    all.into_iter().map(|(checked, _)| checked).collect()
}

/// Checks one policy, and says how many steps that took.
fn check_one(sources: &Sources, policy: &Policy, options: &Options) -> (Checked, u64) {
    let Built { model, mistakes } = load(sources, policy, options.days());
    let org = Org::new(&model);
    let (Ran { findings, spent }, proved) =
        rayon::join(|| rules::run(&model, &org, options, mistakes), || Proved::of(&model));
    (Checked { findings, proved }, spent)
}

impl Checked {
    /// Whether not every case was looked at.
    fn is_open(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule == "unproven")
    }
}
