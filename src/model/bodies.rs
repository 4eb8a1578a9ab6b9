//! Bodies among all roles: what is wrong with their members and quorums.

use std::collections::{BTreeSet, HashMap};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::id::{Id, List};
use super::person::Person;
use super::role::Role;
use crate::finding::Finding;
use crate::syntax::{Enough, Flaw};

/// What is wrong with the bodies among all roles: members that lead back to their body, and a quorum that they cannot make.
pub(super) fn mistakes(roles: &List<Role>, people: &List<Person>) -> Vec<Finding> {
    let mut mistakes = circles(roles);
    let mut named: HashMap<Id<Role>, u32> = HashMap::new();
    for role in people.values().iter().flat_map(|person| person.posts.ids().collect::<BTreeSet<_>>()) {
        let count = named.entry(role).or_default();
        *count = count.saturating_add(1);
    }
    let most = |role: Id<Role>| roles[role].most_holders(named.get(&role).copied().unwrap_or_default());
    mistakes.extend(roles.values().iter().filter_map(|role| beyond_reach(role, most)));
    mistakes
}

/// Bodies that are members of each other in a circle, one finding for each knot of them.
fn circles(roles: &List<Role>) -> Vec<Finding> {
    let mut graph = DiGraph::<Id<Role>, ()>::new();
    let mut nodes = HashMap::new();
    for (body, role) in roles.iter() {
        let members = role.body.iter().flat_map(|council| council.members.ids());
        for member in members.filter(|member| roles[*member].body.is_some()) {
            let [body, member] = [body, member].map(|role| *nodes.entry(role).or_insert_with(|| graph.add_node(role)));
            graph.add_edge(body, member, ());
        }
    }
    let knots = kosaraju_scc(&graph).into_iter();
    let knots = knots.map(|knot| knot.iter().filter_map(|node| graph.node_weight(*node).copied()).collect());
    let mut circles: Vec<_> = knots.filter_map(|knot: BTreeSet<Id<Role>>| Some((*knot.first()?, knot))).collect();
    circles.sort();
    circles.iter().filter_map(|(first, knot)| circle(*first, knot, roles)).collect()
}

/// Bodies that are members of each other; `None` where it is a single one that is no member of itself.
fn circle(first: Id<Role>, knot: &BTreeSet<Id<Role>>, roles: &List<Role>) -> Option<Finding> {
    let within = |body: Id<Role>| {
        let members = roles[body].body.as_ref()?.members.items.iter();
        members.into_iter().find(|member| knot.contains(&member.value)).copied()
    };
    let place = within(first)?.place;
    let id = &roles[first].id;
    let others: Vec<_> = knot.iter().filter(|role| **role != first).collect();
    let through: Vec<_> = others.iter().take(SHOWN).map(|role| format!("`{}`", roles[**role].id)).collect();
    let through = if through.is_empty() { String::new() } else { format!(" through {}", through.join(", ")) };
    let finding = Flaw::InvalidValue
        .finding(roles[first].subject(), place, format!("the body `{id}` is a member of itself{through}"))
        .help("take one of these bodies out of the members of the other");
    let others = others.into_iter().filter_map(|role| Some((role, within(*role)?))).take(SHOWN);
    Some(finding.also_each(others.map(|(role, member)| {
        (member.place, format!("`{}` is a member of `{}`", roles[member.value].id, roles[*role].id))
    })))
}

/// So many bodies of a circle are shown.
const SHOWN: usize = 5;

/// A quorum of more than there are members.
fn beyond_reach(role: &Role, most_holders: impl Fn(Id<Role>) -> Option<u32>) -> Option<Finding> {
    let council = role.body.as_ref().filter(|council| !council.members.has_unread)?;
    let (Some(Enough::Exactly(count)), Some(place)) = (council.quorum, council.quorum_place) else { return None };
    let all = council.members.ids().map(most_holders).sum::<Option<u32>>().filter(|all| *all > 0)?;
    let members = if all == 1 { "1 member".to_owned() } else { format!("{all} members") };
    let message = format!("`{}` has {members}, and {count} of them can never agree", role.id);
    let finding = Flaw::InvalidValue.finding(role.subject(), place, message);
    (count.get() > all).then(|| finding.help("lower `quorum`, or name more `members`"))
}
