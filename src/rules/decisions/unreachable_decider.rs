//! Rule `unreachable-decider`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{Answer, Deciders, Decision, Id, Role};
use crate::org::Reached;
use crate::rules::rule::rule;
use crate::rules::support::MOST_PLACES;
use crate::rules::support::answers::{Occurrence, Requests};
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::syntax::Located;

rule! {
    /// A requester who cannot reach the decider by reporting lines and escalations together.
    ///
    /// # Why it matters
    /// A right to decide is of use only if those who need the decision can ask for it. Where neither a line nor an escalation path leads
    /// from the one who asks to the one who decides, the request lies with a superior who may not decide, or goes around the organisation.
    ///
    /// Of several who sign together each must be reached, of those of whom any one decides one, and of "so many of" that many; before the
    /// last of a chain, all who agree before. A requester who is above the decider reaches. All that a requester cannot reach is said at
    /// once, for each region of cases.
    ///
    /// # Example
    /// ```toml
    /// [roles.assistant]
    /// reports-to = "controller"
    ///
    /// [roles.controller]
    ///
    /// [activities.check-margin]
    /// A = "director"
    /// R = "controller"
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// requested-by = "assistant"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.assistant]
    /// - reports-to = "controller"
    /// + reports-to = "manager"
    /// ```
    ///
    /// # Silent when
    /// The decider is among those who ask: what they decide are their own requests (see `self-approval`). The requester or the decider
    /// stands in no reporting line and on no escalation path, so that nothing says whom they ask; is a party outside the organisation; or
    /// answers to somebody who could not be read or who stands in a circle. Who follows from the requester or the case
    /// (`superior-of`, `holder-of`), agrees or is added by `also` is asked because it is written so, wherever they stand. Where the answer
    /// depends on who asks, only the answers to their own requests count.
    "unreachable-decider", Error, Decisions, each_decision: check
}

/// How many steps it takes to note a role, and to look it up.
const LOOKS: usize = 16;

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    if decision.coverage.is_none() {
        return;
    }
    let askers: BTreeSet<Id<Role>> = decision.requested_by.ids().collect();
    let agreeing = only_agreeing(decision);
    let named: usize = decision.answers.iter().map(|answer| answer.roles().len()).sum();
    for requester in decision.requested_by.items.iter().filter(|requester| asks_upward(cx, requester.value)) {
        let spend = |looks: usize| cx.budget().spend(looks.saturating_mul(LOOKS));
        let reached = cx.org.reached(requester.value, || spend(2)).filter(|_| spend(named));
        let Some(reached) = reached else { return };
        let Some(requests) = Requests::as_written(decision, requester.value) else { return };
        let requester = Requester { cx, named: *requester, askers: &askers, agreeing: &agreeing, reached };
        let is_beyond = |answer: &Answer| !requester.meets_enough(answer);
        requests.each_answer(cx, is_beyond, found, |found, beyond| {
            (!follows(beyond)).then(|| out_of_reach(cx, found, &requester, beyond))
        });
    }
}

/// Those who agree to what others decide, and decide nothing themselves: they sign because they stand outside the line.
fn only_agreeing(decision: &Decision) -> BTreeSet<Id<Role>> {
    let mut agreeing: BTreeSet<Id<Role>> = decision.all_beside().flat_map(|beside| beside.agrees.ids()).collect();
    for role in decision.written_answers().filter_map(|(answer, _)| answer).flat_map(Answer::roles) {
        agreeing.remove(&role);
    }
    agreeing
}

/// Whether the deciders follow from the requester or the case: then that is whom they ask.
fn follows(beyond: &Occurrence<'_>) -> bool {
    let written = beyond.origins.iter().filter_map(|origin| beyond.decision.answer_at(*origin));
    written.into_iter().any(|answer| !answer.relatives().is_empty())
}

/// Whether it is known whom the role asks.
fn asks_upward(cx: &Context<'_>, role: Id<Role>) -> bool {
    cx.model.roles[role].is_post() && cx.org.is_placed(role) && cx.org.knows_superiors(role)
}

/// One who asks for a decision, and whom it comes to.
struct Requester<'a> {
    cx: &'a Context<'a>,
    named: Located<Id<Role>>,
    askers: &'a BTreeSet<Id<Role>>,
    agreeing: &'a BTreeSet<Id<Role>>,
    reached: Reached,
}

impl Requester<'_> {
    /// Whether it comes to enough of those who decide, and of those who agree before.
    fn meets_enough(&self, answer: &Answer) -> bool {
        let are_met = |deciders: &Deciders| deciders.can_be_met_by(|role| self.reaches(role));
        match answer {
            Answer::Decides(deciders) => are_met(deciders),
            Answer::Chain(steps) => steps.iter().all(are_met),
            Answer::Free | Answer::Forbidden | Answer::Elsewhere => true,
        }
    }

    /// Whether it comes to the role. One of whom it is not known who asks them counts as reached, and so does one who asks as well: what
    /// they decide are their own requests.
    fn reaches(&self, role: Id<Role>) -> bool {
        self.askers.contains(&role)
            || self.agreeing.contains(&role)
            || !self.cx.model.roles[role].is_post()
            || !self.cx.org.is_placed(role)
            || self.cx.org.comes_to(&self.reached, role)
            || self.cx.org.is_above(self.named.value, role)
    }
}

fn out_of_reach(cx: &Context<'_>, found: &Found, requester: &Requester<'_>, beyond: &Occurrence<'_>) -> Finding {
    let decision = beyond.decision;
    let answers = beyond.origins.iter().filter_map(|origin| decision.answer_at(*origin));
    let deciders: BTreeSet<_> = answers.flat_map(Answer::roles).collect();
    let missed: Vec<_> =
        deciders.iter().filter(|role| !requester.reaches(**role)).map(|role| cx.role_id(*role)).collect();
    let (role, named) = (cx.role_id(requester.named.value), few(missed.into_iter()));
    let message = format!("`{role}` asks for `{}` and cannot reach {named}{}", decision.id, beyond.when);
    let finding = found
        .finding(decision.subject(), beyond.place(), message)
        .label(format!("decides here, out of reach for `{role}`"))
        .also(requester.named.place, "asks for it")
        .help(format!("let `{role}` report to them, directly or not, or add an escalation path that leads to them"))
        .roles(std::iter::once(requester.named.value).chain(deciders).map(|role| cx.role_id(role)));
    finding.also_each(beyond.origins.iter().skip(1).map(|other| (other.place, "and here")).take(MOST_PLACES))
}
