//! The main job: from the files of policies to findings.

use jiff::civil::Date;

use crate::finding::{Finding, Level};
use crate::load::load;
use crate::model::{Built, Model};
use crate::org::Org;
use crate::report::Proved;
use crate::rules;
use crate::source::{Policy, Sources};
use crate::space::Budget;

/// What the user asked for beside the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day on which the matrix is looked at.
    pub as_of: Date,
    /// Rules with the level that they get over what the files say, `None` for off; a later one counts over an earlier.
    pub levels: Vec<(String, Option<Level>)>,
    /// How much work each rule may do to cover the cases of one subject.
    pub budget: Budget,
}

impl Options {
    /// Looks at the matrix on a day, at the levels that the files say.
    #[must_use]
    pub fn on(as_of: Date) -> Self {
        Self { as_of, levels: Vec::new(), budget: Budget::default() }
    }
}

/// What came of checking one policy.
#[derive(Debug)]
pub struct Checked {
    /// What is wrong, in no particular order.
    pub findings: Vec<Finding>,
    /// What is proved where no error is found.
    pub proved: Proved,
    /// The matrix. A large one takes a while to take apart: who ends with it may leave that.
    pub model: Model,
}

/// Checks the policies and returns what is wrong, in no particular order, and what was proved.
#[must_use]
pub fn check(sources: &Sources, policies: &[Policy], options: &Options) -> (Vec<Finding>, Proved) {
    let mut findings = Vec::new();
    let mut proved = Proved::default();
    for policy in policies {
        let checked = check_one(sources, policy, options);
        findings.extend(checked.findings);
        proved = proved.and(checked.proved);
    }
    (findings, proved)
}

/// Checks one policy.
#[must_use]
pub fn check_one(sources: &Sources, policy: &Policy, options: &Options) -> Checked {
    let Built { model, mistakes } = load(sources, policy);
    let org = Org::new(&model);
    let (findings, proved) = rayon::join(|| rules::run(&model, &org, options, mistakes), || proved(&model));
    Checked { findings, proved, model }
}

/// What is shown to have exactly one answer in a model in which no error is found.
#[must_use]
pub fn proved(model: &Model) -> Proved {
    let cases = model.covers().map(|cover| {
        let space = cover.space();
        space.all().map_or(0, |all| u64::try_from(space.size(&all)).unwrap_or(u64::MAX))
    });
    // what does not depend on the case is one kind of case, and has no cover
    let of_covers = cases.fold(0, u64::saturating_add);
    let constant = model.activities.values().iter().filter(|activity| activity.cases.is_empty()).count();
    Proved {
        activities: model.activities.len(),
        decisions: model.decisions.len(),
        cases: of_covers.saturating_add(constant as u64),
    }
}
