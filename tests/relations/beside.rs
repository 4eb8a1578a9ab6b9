//! What `who`, `waive` and `diff` say of what `check` finds.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use raci::ask::{Ask, Asked, Says};
use raci::cases::{Cases, Portion, Reading};
use raci::diff::Diff;
use raci::finding::{Finding, Level};
use raci::model::Model;
use raci::org::Org;
use raci::rules;
use raci::syntax::Capacity;
use raci::waive::{self, Grounds};

use crate::random::matrix;
use crate::said::{Files, Said, TODAY, same};
use crate::tries;

/// Nothing moved from one writing of a policy to another.
pub(crate) fn nothing_moved(one: &Files, other: &Files) -> TestCaseResult {
    let (old, new) = (one.model(), other.model());
    let changes = Diff::between(Some(&old), Some(&new)).changes;
    let told: Vec<String> = changes.iter().map(raci::diff::Change::words).collect();
    prop_assert!(changes.is_empty(), "{:#?}\n{}=======\n{}", told, one, other);
    Ok(())
}

/// Whether the case that shows a finding is one of those that it is about.
fn is_within(cases: &Cases) -> bool {
    cases.region.iter().all(|(dimension, extent)| {
        let point = cases.witness.iter().find(|(of, _)| of == dimension).map(|(_, point)| point);
        match (extent, point) {
            (Portion::Values(values), Some(Reading::Value(value))) => values.contains(value),
            (Portion::Interval(interval), Some(Reading::Number(number))) => interval.contains(number),
            _ => false,
        }
    })
}

/// Whether `who` says in a case what the rule says of it; `None` where the rule says something else.
fn is_confirmed(rule: &str, says: &Says) -> Option<bool> {
    let held = |of: Capacity| match says {
        Says::Holds(letters) => {
            letters.iter().find(|(letter, _)| letter.capacity() == of).map_or(0, |(_, roles)| roles.len())
        }
        Says::Decides(_) => usize::MAX,
    };
    match (rule, says) {
        ("no-decider", Says::Decides(answers)) => Some(answers.is_empty()),
        ("several-deciders", Says::Decides(answers)) => Some(answers.len() > 1),
        ("no-accountable", _) => Some(held(Capacity::Accountable) == 0),
        ("several-accountable", _) => Some(held(Capacity::Accountable) > 1),
        ("no-responsible", _) => Some(held(Capacity::Responsible) == 0),
        _ => None,
    }
}

fn who(model: &Model, finding: &Finding, cases: &Cases) -> Result<Says, String> {
    let ask = Ask { model, org: &Org::new(model), today: TODAY };
    let value = |point: &Reading| match point {
        Reading::Value(value) | Reading::Day(value) => value.to_string(),
        Reading::Number(number) => number.to_string(),
    };
    let given: Vec<_> = cases.witness.iter().map(|(of, at)| (of.to_string(), value(at))).collect();
    let asked = Asked::find(model, &finding.subject.to_string()).map_err(|error| error.to_string())?;
    ask.who(asked, &given).map(|reply| reply.says).map_err(|error| error.to_string())
}

/// Errors that nothing hides.
fn open_errors(files: &Files) -> Result<Vec<Finding>, TestCaseError> {
    let is_open = |finding: &Finding| finding.level == Level::Error && finding.waived.is_none();
    Ok(files.findings()?.into_iter().filter(is_open).collect())
}

/// A role that nobody else has to do with, with an activity of its own.
const UNRELATED: &str = "[roles.zoe]\n[activities.zip]\nA = \"zoe\"\nR = \"zoe\"\n";

fn is_related(said: Said) -> Option<Said> {
    // more roles and more activities are fewer parts of them
    const OF_SHARES: [&str; 3] = ["everyone-responsible", "outside-the-lines", "authority-without-accountability"];
    let is_new = said.subject.ends_with(".zoe") || said.subject.ends_with(".zip");
    (!is_new && !OF_SHARES.contains(&said.rule)).then_some(said)
}

proptest! {
    #![proptest_config(tries(64))]

    #[test]
    fn whoever_asks_about_the_case_that_is_shown_hears_the_same(matrix in matrix()) {
        let files = Files::plain(&matrix);
        let model = files.model();
        for finding in files.findings()? {
            let Some(cases) = &finding.cases else { continue };
            prop_assert!(is_within(cases), "{:?}\n{}", finding, files);
            if let Ok(says) = who(&model, &finding, cases) {
                prop_assert_ne!(is_confirmed(finding.rule, &says), Some(false), "{:?}: {:?}\n{}", finding, says, files);
            } else {
                let says = Says::Decides(Vec::new());
                prop_assert_eq!(is_confirmed(finding.rule, &says), None, "{:?}\n{}", finding, files);
            }
        }
    }

    #[test]
    fn what_is_waived_is_no_error_any_more(matrix in matrix()) {
        let mut files = Files::plain(&matrix);
        let grounds = Grounds { reason: "known".into(), approved_by: "ann".into(), until: TODAY };
        let found = files.findings()?;
        let text = waive::add(None, &waive::targets(&found), &waive::messages(&found), &grounds);
        files.0.push((waive::FILE.into(), text));
        let open = open_errors(&files)?;
        let wrong = open.iter().find(|finding| !finding.rule.starts_with("waiver-") && !rules::is_mistake(finding.rule));
        prop_assert!(wrong.is_none(), "{:?}\n{}", wrong, files);
    }

    #[test]
    fn what_has_nothing_to_do_with_it_changes_nothing(matrix in matrix()) {
        let files = Files::plain(&crate::matrix::Matrix { is_staged: false, ..matrix });
        let mut more = files.clone();
        more.0.push(("more.raci.toml".into(), UNRELATED.into()));
        same(&files, &more, is_related)?;
    }
}
