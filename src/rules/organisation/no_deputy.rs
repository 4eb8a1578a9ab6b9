//! Rule `no-deputy`.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::finding::Finding;
use crate::model::{Decision, Id, Origin, Role};
use crate::rules::rule::rule;
use crate::rules::support::alone::alone;
use crate::rules::support::words::count;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::Lapse;

rule! {
    /// A role that alone decides something, has one holder and no deputy, and whose case does not go up in time.
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
    /// or its deputy could not be read. So too where in each case that it decides there is a time (`within`) after which the case goes up,
    /// and somebody above the role in the line has a say in the decision. An escalation path is for what triggers it, and changes nothing.
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

/// Every role that decides alone in some case that goes nowhere else, of any decision.
fn sole_deciders(cx: &Context<'_>, found: &mut Found) -> BTreeMap<Id<Role>, Sole> {
    let mut deciders = BTreeMap::new();
    for (id, decision) in cx.model.decisions.iter() {
        for (role, place) in stopped(cx, decision, found) {
            let sole = deciders.entry(role).or_insert(Sole { first: (id, place), count: 0 });
            sole.count = sole.count.saturating_add(1);
        }
    }
    deciders
}

/// The roles that decide alone in some case of a decision that does not go up in time, and where each is first said to.
fn stopped(cx: &Context<'_>, decision: &Decision, found: &mut Found) -> BTreeMap<Id<Role>, Place> {
    let mut stopped = BTreeMap::new();
    let with_a_say: OnceCell<BTreeSet<Id<Role>>> = OnceCell::new();
    let may_settle = |role: Id<Role>| with_a_say.get_or_init(|| decision.all_with_a_say().collect()).contains(&role);
    for (role, origin) in alone(cx, decision, found) {
        let goes_up = || {
            has_time(decision, origin) && cx.org.superiors(role).any(|above| cx.budget().spend(1) && may_settle(above))
        };
        if !stopped.contains_key(&role) && !goes_up() {
            stopped.insert(role, origin.place);
        }
    }
    stopped
}

/// Whether what is written there has a time after which the case goes up.
fn has_time(decision: &Decision, origin: Origin) -> bool {
    let within = decision.times_at(origin).find(|times| !times.within.is_absent());
    let then = decision.times_at(origin).find_map(|times| times.then.get());
    within.is_some() && then.is_none_or(|then| then.value == Lapse::Escalates)
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
