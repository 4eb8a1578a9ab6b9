//! Rule `no-responsible`.

use std::borrow::Cow;

use crate::finding::Finding;
use crate::model::{Activity, Coverage, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::vacant::{Vacancy, each_vacancy, is_surely_held};
use crate::rules::{Context, Found};
use crate::syntax::{Capacity, Letter};

rule! {
    /// A case of an activity for which nobody is responsible.
    ///
    /// # Why it matters
    /// The one who is responsible does the work. An activity that somebody answers for and nobody does stays on paper: each waits for the
    /// other to begin (the first question of a horizontal reading of a RACI matrix is "no R: who does it?").
    ///
    /// # Example
    /// ```toml
    /// [activities.sign-contract]
    /// A = "manager"
    /// C = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   A = "manager"
    /// - C = "seller"
    /// + R = "seller"
    /// ```
    ///
    /// # Silent when
    /// `accountable-does-work = true` in `[matrix]` and somebody is accountable in that case: then that role does the work. Also where the
    /// holder of the letter, or a case in which it would stand, could not be read; and where the activity's scheme could not be read, or has
    /// no letter that means `responsible`. In the scheme `"DACI"` the letter is `D`, who drives; in `"RAPID"` it is `P`, who performs.
    "no-responsible", Error, Assignments, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    let Some(letter) = activity.scheme.first(Capacity::Responsible) else { return };
    let stand_in = cx.model.matrix.accountable_does_work.then_some(Capacity::Accountable);
    let doers = [Some(Capacity::Responsible), stand_in];
    if doers.into_iter().flatten().any(|capacity| is_surely_held(activity, capacity)) {
        return;
    }
    if let Some(coverage) = who_does_it(cx, activity, stand_in, found) {
        let vacant = (Capacity::Responsible, &*coverage);
        each_vacancy(cx, activity, vacant, found, |found, vacancy| nobody(found, activity, letter, vacancy));
    }
}

/// Who does the work where, together with those who stand in for them.
fn who_does_it<'a>(
    cx: &Context<'_>,
    activity: &'a Activity,
    stand_in: Option<Capacity>,
    found: &mut Found,
) -> Option<Cow<'a, Coverage<Id<Role>>>> {
    let own = activity.coverage(Capacity::Responsible, &cx.model.dimensions)?;
    let Some(stand_in) = stand_in else { return Some(own) };
    let joined = own.joined(&*activity.coverage(stand_in, &cx.model.dimensions)?, cx.budget());
    if !joined.is_proven() {
        found.unproven(activity.subject(), activity.place);
        return None;
    }
    Some(Cow::Owned(joined.into_found()))
}

fn nobody(found: &Found, activity: &Activity, letter: Letter, vacancy: &Vacancy) -> Finding {
    let message = format!("nobody is responsible for `{}`{}", activity.id, vacancy.when);
    let finding = found.finding(activity.subject(), vacancy.place, message);
    let letter = letter.key();
    match vacancy.is_emptied {
        true => finding.label("names nobody").help("name who does the work"),
        false if vacancy.when.is_empty() => {
            finding.label("nobody does it").help(format!("add `{letter} = \"…\"` with who does the work"))
        }
        false => finding
            .label("nobody does it in these cases")
            .help(format!("add `{letter}` at the top, or a case that says who does the work then")),
    }
}
