//! Rule `vacant`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::hands::Hands;
use crate::model::{Answer, Decision, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::manpower::{Alike, InSituations, each_verdict, hands_of, people_in_words};
use crate::rules::support::words::joined;
use crate::rules::{Context, Found};
use crate::subject::Kind;

rule! {
    /// Nobody of the people who are listed holds the role that decides, or fewer than it takes.
    ///
    /// # Why it matters
    /// The matrix gives an answer, and there is nobody to give it: a post that was never filled, a seat without a member, a leave without
    /// a deputy. The request lies, or somebody decides who may not.
    ///
    /// # Example
    /// ```toml
    /// [people]
    /// ann = { roles = "director" }
    /// ben = { roles = "director" }
    /// cleo = { roles = "assistant", when = { discount = { at-most = 5 } } }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   ben = { roles = "director" }
    /// + dan = { roles = "manager" }
    /// + eva = { roles = "manager" }
    ///   cleo = { roles = "assistant", when = { discount = { at-most = 5 } } }
    /// ```
    ///
    /// # Silent when
    /// The policy lists no people; a deputy or a delegate holds their role and is there; the role is not among those whose holders are
    /// listed, and another that decides is not either, so that the list may be of some alone; `holders` says how many there are; or the
    /// deputies, the people or the cases in which they act could not be read.
    "vacant", Warning, Hands, each_decision: check
}

/// What is missing: the roles, how many signatures each is asked for, and how many people may give them.
type Missing = Vec<(Id<Role>, u32, u32)>;

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let model = cx.model;
    let are_known = model.is_sure_of(Kind::Role) && model.people.values().iter().all(|person| !person.posts.has_unread);
    if model.people.is_empty() || !are_known {
        return;
    }
    let Some(hands) = hands_of(cx, decision, found).filter(|hands| hands.is_sure()) else { return };
    let unfilled = cx.workforce.unfilled();
    let mut alike: Alike<Missing> = Alike::new();
    for (id, situation) in hands.situations() {
        let Some(need) = hands.need(situation) else { continue };
        let cast = hands.present(situation, &[need]);
        let is_filled = |role: Id<Role>| Some(role) != unfilled;
        if !need.is_met_by(&cast, |_, acting| is_filled(acting.holds)) {
            let missing = need.missing(&cast, |acting| is_filled(acting.holds));
            alike.entry(missing).or_default().push(id);
        }
    }
    each_verdict(
        cx,
        (decision, hands),
        &alike,
        |_| None,
        found,
        |found, verdict| Some(of_missing(cx, found, (decision, hands), verdict)),
    );
}

fn of_missing(
    cx: &Context<'_>,
    found: &Found,
    (decision, hands): (&Decision, &Hands),
    verdict: &InSituations<'_, Missing>,
) -> Finding {
    let lacking = |(role, asked, there): &(Id<Role>, u32, u32)| {
        let role = cx.role_id(*role);
        match (asked, there) {
            (1, _) | (_, 0) => format!("nobody holds `{role}`"),
            (asked, there) => {
                let there = people_in_words(usize::try_from(*there).unwrap_or(usize::MAX));
                let hold = if there.starts_with("one") { "holds" } else { "hold" };
                format!("{there} {hold} `{role}`, and {asked} must")
            }
        }
    };
    let who = joined(&verdict.is.iter().map(lacking).collect::<Vec<_>>());
    let who = if who.is_empty() { "too few people are there".to_owned() } else { who };
    let message = format!("{who}: nobody can decide `{}`{}", decision.id, verdict.when);
    let roles: BTreeSet<Id<Role>> = verdict.is.iter().map(|(role, ..)| *role).collect();
    let named = hands.answer(verdict.situation).map_or_else(BTreeSet::new, Answer::roles);
    let about = if roles.is_empty() { named } else { roles };
    let listed: Vec<String> = about.iter().map(|role| format!("`{}`", cx.role_id(*role))).collect();
    found
        .finding(decision.subject(), verdict.place(decision, hands.answer(verdict.situation)), message)
        .label("nobody is there to decide")
        .help(format!("say in `[people]` who holds {}, or name a deputy who is there", listed.join(", ")))
        .roles(about.iter().map(|role| cx.role_id(*role)))
}
