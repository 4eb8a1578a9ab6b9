//! Rule `self-approval`.

use crate::model::{Answer, Decision, Id, Person, Role};
use crate::rules::rule::rule;
use crate::rules::support::answers::{Occurrence, Requests};
use crate::rules::{Context, Found};
use crate::source::Place;

rule! {
    /// Nobody may decide on a request of their own, and in some case the only decider is a requester.
    ///
    /// # Why it matters
    /// `four-eyes = true` promises that a second person looks at each request. Where the one who asks is the only one who decides, either
    /// the promise is broken or the request cannot be decided at all. Keeping the request apart from its approval is the oldest separation
    /// of duties (企业内部控制 基本规范, art. 29: 不相容职务分离).
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// requested-by = "manager"
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
    /// - requested-by = "manager"
    /// + requested-by = "seller"
    ///   four-eyes = true
    /// ```
    ///
    /// # Silent when
    /// `four-eyes` is not asked for; another role may decide as well (`any`), or must sign too (`all`, `agrees`, `also`); or two holders of
    /// the role are needed. `holders` says that several hold it, or several people of `[people]` do: then another of them approves. Where
    /// the answer depends on who asks, each requester is held against the answers to their own requests alone.
    "self-approval", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(four_eyes) = decision.four_eyes else { return };
    for requester in decision.requested_by.items.iter().filter(|requester| !several_hold(cx, requester.value)) {
        let role = cx.role_id(requester.value);
        let is_alone = |answer: &Answer| answer.sole_decider() == Some(requester.value);
        let Some(requests) = Requests::in_full(decision, requester.value) else { return };
        requests.each_answer(cx, is_alone, found, |found, own| {
            let message = format!("only `{role}` can decide `{}` on a request of `{role}`{}", decision.id, own.when);
            let finding = found
                .finding(decision.subject(), signed(own, requester.value), message)
                .label("the only one who decides")
                .also(requester.place, "asks for it")
                .also(four_eyes, "nobody decides on a request of their own")
                .help(format!("name somebody else who decides here, or take `{role}` out of `requested-by`"))
                .roles([role.clone()]);
            Some(finding)
        });
    }
}

/// Whether several people hold the role, so that another approves what one of them asks for.
fn several_hold(cx: &Context<'_>, role: Id<Role>) -> bool {
    let holds = |person: &&Person| person.posts.items.iter().any(|post| post.role.value == role);
    cx.model.roles[role].is_class() || cx.model.people.values().iter().filter(holds).nth(1).is_some()
}

/// Where it is said that the requester signs: where nothing else is asked for, what is added says so.
fn signed(own: &Occurrence<'_>, requester: Id<Role>) -> Place {
    let decision = own.decision;
    let is_free = own.origins.iter().all(|origin| matches!(decision.answer_at(*origin), Some(Answer::Free)));
    let mut adding = decision.also.iter().filter(|also| also.signers().any(|one| one.roles().contains(&requester)));
    let added = adding.next().filter(|_| is_free);
    added.map_or(own.place(), |also| also.decides.get().map_or(also.place, |decides| decides.place))
}
