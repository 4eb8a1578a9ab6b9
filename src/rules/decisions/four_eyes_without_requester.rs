//! Rule `four-eyes-without-requester`.

use std::collections::BTreeSet;

use crate::model::{Answer, Decision, Id, Role};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// Four eyes are promised, and nothing says who asks.
    ///
    /// # Why it matters
    /// `four-eyes = true` says that nobody decides on a request of their own. Where it is not said whose requests these are, the promise
    /// cannot be held to anything: neither a reader nor this program can see whether the one who asks is the one who decides.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// four-eyes = true
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   activity = "make-offer"
    /// + requested-by = "seller"
    ///   four-eyes = true
    /// ```
    ///
    /// # Silent when
    /// Nobody decides in any case (it is free, forbidden, or decided elsewhere), or a `when` of the decision says who asks. Also where
    /// `requested-by` or an answer could not be read.
    "four-eyes-without-requester", Warning, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(four_eyes) = decision.four_eyes else { return };
    if !decision.requested_by.is_empty() || names_requester(cx, decision) || !is_decided(decision) {
        return;
    }
    let help = match work(cx, decision).as_slice() {
        [] => "name those who ask: `requested-by = \"…\"`".to_owned(),
        [only] => format!(
            "name those who ask: `requested-by = \"{}\"`, who does the work, if that is who does",
            cx.role_id(*only)
        ),
        several => {
            let named: Vec<_> = several.iter().map(|role| format!("\"{}\"", cx.role_id(*role))).collect();
            format!("name those who ask: `requested-by = [{}]`, who do the work, if that is who does", named.join(", "))
        }
    };
    let message = format!("`{}` promises four eyes, and nothing says who asks for it", decision.id);
    let finding = found
        .finding(decision.subject(), four_eyes, message)
        .label("nobody decides on a request of their own")
        .also(decision.place, "no `requested-by`")
        .help(help);
    found.add(finding);
}

/// Whether a case, or what is added in one, says who asks.
fn names_requester(cx: &Context<'_>, decision: &Decision) -> bool {
    let Some(asked) = cx.model.dimensions.requested_by() else { return false };
    decision.case_sets().any(|set| set.has_unread || set.conditions.contains_key(&asked))
}

fn is_decided(decision: &Decision) -> bool {
    let mut answers = decision.written_answers().filter_map(|(answer, _)| answer);
    answers.any(Answer::is_decided) || decision.also.iter().any(|also| also.signers().next().is_some())
}

/// Those who do the work at which it is decided, and do not decide it alone: they are likely to ask for it.
fn work(cx: &Context<'_>, decision: &Decision) -> Vec<Id<Role>> {
    let Some(activity) = decision.activity.get() else { return Vec::new() };
    let alone: BTreeSet<_> = decision.answers.iter().filter_map(Answer::sole_decider).collect();
    let does = |capacity| matches!(capacity, Capacity::Responsible);
    let parties = cx.model.activities[activity.value].parties().filter(|(letter, _)| does(letter.capacity()));
    let able: BTreeSet<_> = parties.map(|(_, role)| role.value).filter(|role| !alone.contains(role)).collect();
    able.into_iter().collect()
}
