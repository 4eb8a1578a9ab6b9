//! Rule `no-deputy`.

use std::collections::{BTreeMap, HashSet};

use crate::finding::Finding;
use crate::model::{Answer, Decision, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::words::count;
use crate::rules::{Context, Found};
use crate::source::Place;

rule! {
    /// A role that alone decides something and has no deputy.
    ///
    /// # Why it matters
    /// When its holder is ill, on leave or has left, the decision cannot be taken at all: work stops, or somebody decides who may not.
    /// The rules for delegated authority of public bodies and universities therefore ask for an acting holder of every post that
    /// decides.
    ///
    /// # Example
    /// ```toml
    /// [roles.seller]
    /// reports-to = "manager"
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "seller", at-most = 5 },
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.seller]
    ///   reports-to = "manager"
    /// + deputy = "assistant"
    /// ```
    ///
    /// # Silent when
    /// Somebody else may decide in the same case, several must decide together, or a chain of roles agrees; two or more people hold the
    /// role without a condition; the role is a body or a party outside the organisation; its superior stands in where no deputy is named;
    /// or its deputy could not be read.
    "no-deputy", Info, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let well_staffed = held_by_several(cx);
    for (role, sole) in &sole_deciders(cx, found) {
        let own = &cx.model.roles[*role];
        let stands_alone = own.deputies.is_empty() && cx.model.stand_ins(*role).next().is_none();
        if stands_alone && own.is_post() && !own.is_class() && !well_staffed.contains(role) {
            found.add(without_deputy(cx, found, *role, sole));
        }
    }
}

/// What a role decides alone.
struct Sole {
    /// The first of the decisions, and where it says so.
    first: (Id<Decision>, Place),
    /// How many decisions there are.
    count: usize,
}

/// Every role that decides alone in some case, of any decision.
fn sole_deciders(cx: &Context<'_>, found: &mut Found) -> BTreeMap<Id<Role>, Sole> {
    let mut deciders = BTreeMap::new();
    for (id, decision) in cx.model.decisions.iter() {
        for (role, place) in alone_in(cx, decision, found) {
            let sole = deciders.entry(role).or_insert(Sole { first: (id, place), count: 0 });
            sole.count = sole.count.saturating_add(1);
        }
    }
    deciders
}

/// The roles that decide alone in some case of a decision, and where each is first said to.
fn alone_in(cx: &Context<'_>, decision: &Decision, found: &mut Found) -> BTreeMap<Id<Role>, Place> {
    let mut deciders = BTreeMap::new();
    let Some((answers, coverage)) = decision.in_full() else { return deciders };
    let alone: Vec<_> = answers.iter().map(Answer::sole_decider).collect();
    if alone.iter().all(Option::is_none) {
        return deciders;
    }
    let pieces = coverage.cover.resolved(cx.budget());
    if !pieces.is_proven() {
        found.unproven(decision.subject(), decision.place);
    }
    for piece in pieces.found() {
        for role in piece.held.values().iter().filter_map(|answer| *alone.get(answer.index())?) {
            deciders.entry(role).or_insert_with(|| coverage.origin(piece.origin).place);
        }
    }
    deciders
}

/// The roles that two or more people hold in every case.
fn held_by_several(cx: &Context<'_>) -> HashSet<Id<Role>> {
    let mut held = HashSet::new();
    let posts = cx.model.people.values().iter().flat_map(|person| &person.posts.items);
    let always = posts.filter(|post| post.when.is_every_case()).map(|post| post.role.value);
    always.filter(|role| !held.insert(*role)).collect()
}

fn without_deputy(cx: &Context<'_>, found: &Found, role: Id<Role>, sole: &Sole) -> Finding {
    let id = cx.role_id(role);
    let (decision, place) = sole.first;
    let more = match sole.count.saturating_sub(1) {
        0 => String::new(),
        more => format!(" and {} more", count(more)),
    };
    let message = format!("`{id}` alone decides `{}`{more}, and has no deputy", cx.model.decisions[decision].id);
    found
        .finding(cx.model.roles[role].subject(), cx.model.roles[role].place, message)
        .label("no deputy")
        .also(place, "decided by it alone")
        .help(format!(
            "say who acts while its holder is away: `deputy = \"…\"` in `[{}]`",
            cx.model.roles[role].subject()
        ))
        .roles([id])
}
