//! Rule `unreachable-decider`.

use std::collections::BTreeSet;

use case_space::Region;

use crate::finding::Finding;
use crate::model::{Answer, Coverage, Deciders, Decision, Id, Role};
use crate::org::Reached;
use crate::rules::rule::rule;
use crate::rules::support::regions::{Covered, each_held, when};
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
    /// answers to somebody who could not be read or who stands in a circle.
    "unreachable-decider", Error, Decisions, each_decision: check
}

/// More places than these help nobody to see what is wrong.
const MOST_PLACES: usize = 8;

/// How many steps it takes to note a role, and to look it up.
const LOOKS: usize = 16;

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(coverage) = &decision.coverage else { return };
    let covered = Covered { subject: &decision.subject(), place: decision.place, coverage };
    let askers: BTreeSet<Id<Role>> = decision.requested_by.ids().collect();
    let named: usize = decision.answers.iter().map(|answer| answer.roles().len()).sum();
    for requester in decision.requested_by.items.iter().filter(|requester| asks_upward(cx, requester.value)) {
        let spend = |looks: usize| cx.budget().spend(looks.saturating_mul(LOOKS));
        let reached = cx.org.reached(requester.value, || spend(2)).filter(|_| spend(named));
        let Some(reached) = reached else { return };
        let reached = Within { cx, from: requester.value, askers: &askers, reached };
        let beyond = decision.numbers_of(|answer| !reached.suffices(answer));
        each_held(cx, covered, &beyond, found, |found, region, words| {
            out_of_reach(cx, found, (decision, coverage), *requester, (&reached, &beyond), (region, words))
        });
    }
}

/// Whether it is known whom the role asks.
fn asks_upward(cx: &Context<'_>, role: Id<Role>) -> bool {
    !cx.model.roles[role].external && cx.org.is_placed(role) && cx.org.knows_superiors(role)
}

/// The reach of a requester.
struct Within<'a> {
    cx: &'a Context<'a>,
    from: Id<Role>,
    askers: &'a BTreeSet<Id<Role>>,
    reached: Reached,
}

impl Within<'_> {
    /// Whether the requester comes to enough of those who decide, and of those who agree before.
    fn suffices(&self, answer: &Answer) -> bool {
        let reaches = |deciders: &Deciders| deciders.can_be_met_by(|role| self.has(role));
        match answer {
            Answer::Decides(deciders) => reaches(deciders),
            Answer::Chain(steps) => steps.iter().all(reaches),
            Answer::Free | Answer::Forbidden => true,
        }
    }

    /// Whether the requester comes to the role. One of whom it is not known who asks them counts as reached, and so does one who asks as
    /// well: what they decide are their own requests.
    fn has(&self, role: Id<Role>) -> bool {
        self.askers.contains(&role)
            || self.cx.model.roles[role].external
            || !self.cx.org.is_placed(role)
            || self.cx.org.comes_to(&self.reached, role)
            || self.cx.org.is_above(self.from, role)
    }
}

fn out_of_reach(
    cx: &Context<'_>,
    found: &Found,
    (decision, coverage): (&Decision, &Coverage),
    requester: Located<Id<Role>>,
    (reached, beyond): (&Within<'_>, &[u32]),
    (region, words): (&Region, &str),
) -> Finding {
    let origins = coverage.cover.origins_of(beyond, region, cx.budget());
    let origins: Vec<_> = origins.into_iter().map(|origin| coverage.origin(origin)).collect();
    let answers: Vec<&Answer> = origins.iter().filter_map(|origin| decision.answer_at(*origin)).collect();
    let deciders: BTreeSet<_> = answers.iter().flat_map(|answer| answer.roles()).collect();
    let missed: Vec<_> = deciders.iter().filter(|role| !reached.has(**role)).map(|role| cx.role_id(*role)).collect();
    let role = cx.role_id(requester.value);
    let named = few(missed.into_iter());
    let message = format!("`{role}` asks for `{}` and cannot reach {named}{}", decision.id, when(words));
    let place = origins.first().map_or(decision.place, |origin| origin.place);
    let finding = found
        .finding(decision.subject(), place, message)
        .label(format!("decides here, out of reach for `{role}`"))
        .also(requester.place, "asks for it")
        .help(format!("let `{role}` report to them, directly or not, or add an escalation path that leads to them"))
        .roles(std::iter::once(requester.value).chain(deciders).map(|role| cx.role_id(role)));
    let others = origins.iter().skip(1).take(MOST_PLACES);
    others.fold(finding, |finding, other| finding.also(other.place, "and here"))
}
