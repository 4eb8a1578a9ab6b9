//! The main job: from the files of policies to findings.

use jiff::civil::Date;

use crate::finding::{Finding, Level};
use crate::load::load;
use crate::model::Model;
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

/// Checks the policies and returns what is wrong, in no particular order, and what was proved.
#[must_use]
pub fn check(sources: &Sources, policies: &[Policy], options: &Options) -> (Vec<Finding>, Proved) {
    let mut findings = Vec::new();
    let mut proved = Proved::default();
    for policy in policies {
        let built = load(sources, policy);
        let org = Org::new(&built.model);
        proved = add(proved, self::proved(&built.model));
        findings.extend(rules::run(&built.model, &org, options, built.mistakes));
        // nobody waits until so many small things are freed
        let model = built.model;
        rayon::spawn(move || drop(model));
    }
    (findings, proved)
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

fn add(one: Proved, other: Proved) -> Proved {
    Proved {
        activities: one.activities.saturating_add(other.activities),
        decisions: one.decisions.saturating_add(other.decisions),
        cases: one.cases.saturating_add(other.cases),
    }
}
