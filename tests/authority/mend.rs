//! Takes out of a random policy what could not be meant, and what the format leaves open.

use std::collections::BTreeSet;

use crate::policy::{
    Beside, Body, CROWD, Case, Decision, Dimension, Ladder, Lists, Measure, Org, Over, Policy, Right, Role, Say, Space,
    Step, Term,
};

/// Leaves the decision with these dimensions alone.
pub(crate) fn keep_to(decision: &mut Decision, dimensions: &[Dimension]) {
    for dimension in Dimension::ALL.into_iter().filter(|dimension| !dimensions.contains(dimension)) {
        decision.whens_mut().for_each(|when| when.forget(dimension));
        if let Dimension::Number(number) = dimension {
            for body in decision.bodies_mut() {
                if let Some(Right::Ladder(ladder)) = &mut body.right
                    && ladder.measure == number
                {
                    ladder.measure = 1 - number;
                }
            }
        }
    }
    let number = |number| dimensions.contains(&Dimension::Number(number));
    for body in decision.bodies_mut() {
        if !number(0)
            && !number(1)
            && let Some(Right::Ladder(ladder)) = &body.right
            && let Some(step) = ladder.steps.first()
        {
            body.right = Some(Right::Plain(step.say.clone()));
        }
    }
}

pub(crate) fn policy(policy: &mut Policy) {
    organisation(&mut policy.org);
    // where approvers stand for themselves, whether they tell requesters apart is left open
    let stand_for_themselves =
        policy.org.superiors.iter().all(Option::is_none) || policy.org.heads.iter().all(Option::is_none);
    if stand_for_themselves {
        let own = policy.decisions.iter_mut().flat_map(|decision| &mut decision.impossible);
        policy.space.impossible.iter_mut().chain(own).for_each(|when| when.forget(Dimension::Asker));
    }
    policy.space.impossible.retain(|when| Dimension::ALL.iter().any(|dimension| when.names(*dimension)));
    for one in &mut policy.decisions {
        decision(one, &policy.space);
    }
    let asked: BTreeSet<Role> = policy.decisions.iter().flat_map(|decision| decision.requesters.clone()).collect();
    for when in &mut policy.space.impossible {
        // of who never asks nothing can be said
        if let Some(askers) = &mut when.askers {
            askers.retain(|asker| asked.contains(asker));
        }
        when.askers.take_if(|askers| askers.is_empty() || askers.len() == asked.len());
    }
    policy.space.impossible.retain(|when| Dimension::ALL.iter().any(|dimension| when.names(*dimension)));
}

/// Lines that lead in no circle, and levels that fall along them; whoever is on top has one.
fn organisation(org: &mut Org) {
    for role in 0..org.superiors.len() {
        org.superiors[role] = org.superiors[role].filter(|superior| *superior < role);
        let most = org.superiors[role].and_then(|superior| org.rank(superior));
        org.levels[role] = match org.superiors[role] {
            None => Some(org.levels[role].unwrap_or(3)),
            Some(_) => org.levels[role].map(|level| most.map_or(level, |most| level.min(most))),
        };
    }
}

fn decision(decision: &mut Decision, space: &Space) {
    let requesters = decision.requesters.clone();
    let is_elsewhere = says(decision).any(|say| *say == Say::Elsewhere);
    for when in decision.whens_mut() {
        if let Some(askers) = &mut when.askers {
            askers.retain(|asker| requesters.contains(asker));
        }
        when.askers.take_if(|askers| askers.is_empty() || askers.len() == requesters.len());
    }
    decision.impossible.retain(|when| Dimension::ALL.iter().any(|dimension| when.names(*dimension)));
    for body in decision.bodies_mut() {
        answers(body, space);
        keep_lists(&mut body.lists, is_elsewhere);
    }
    decision.also.iter_mut().for_each(|also| {
        also.decides = also.decides.take().map(|decides| term(decides, space));
        keep_lists(&mut also.lists, is_elsewhere);
        for beside in [Beside::Refuses, Beside::Confirmed] {
            also.lists[beside as usize] = None;
        }
        // what adds nothing is a mistake
        if also.decides.is_none() && also.lists.iter().all(Option::is_none) {
            also.lists[Beside::Consults as usize] = Some(vec![Term::Role(0)]);
        }
    });
    precedence(&mut decision.cases);
    let dimensions: Vec<Dimension> = {
        let mut without = decision.clone();
        without.impossible.clear();
        Dimension::ALL.into_iter().filter(|dimension| without.has(*dimension)).collect()
    };
    for when in &mut decision.impossible {
        Dimension::ALL.into_iter().filter(|one| !dimensions.contains(one)).for_each(|dimension| when.forget(dimension));
    }
    decision.impossible.retain(|when| Dimension::ALL.iter().any(|dimension| when.names(*dimension)));
}

fn says(decision: &Decision) -> impl Iterator<Item = &Say> {
    decision.bodies().flat_map(|body| match &body.right {
        None => Vec::new(),
        Some(Right::Plain(say)) => vec![say],
        Some(Right::Ladder(ladder)) => ladder.steps.iter().map(|step| &step.say).collect(),
    })
}

/// Cases stand over those before them, and over none that stands over all.
fn precedence(cases: &mut [Case]) {
    let over_all: BTreeSet<usize> = (0..cases.len()).filter(|case| cases[*case].over == Over::All).collect();
    for (number, case) in cases.iter_mut().enumerate() {
        if let Over::These(these) = &mut case.over {
            these.retain(|below| *below < number && !over_all.contains(below));
            if these.is_empty() {
                case.over = Over::Nothing;
            }
        }
        case.is_alone &= case.over != Over::Nothing;
    }
}

fn answers(body: &mut Body, space: &Space) {
    match &mut body.right {
        None => {}
        Some(Right::Plain(say)) => mend_say(say, space),
        Some(Right::Ladder(ladder)) => mend_ladder(ladder, space),
    }
}

fn mend_say(say: &mut Say, space: &Space) {
    if let Say::Decides(decides) = say {
        *decides = term(decides.clone(), space);
    }
}

fn mend_ladder(ladder: &mut Ladder, space: &Space) {
    let Measure { within, falls, .. } = &space.measures[ladder.measure];
    ladder.falls = *falls;
    for step in &mut ladder.steps {
        mend_say(&mut step.say, space);
        if step.say == Say::Elsewhere || ladder.is_chain && matches!(step.say, Say::Free | Say::Forbidden) {
            step.say = Say::Decides(Term::Role(0));
        }
        keep_lists(&mut step.lists, false);
        if ladder.is_chain {
            step.lists = Lists::default();
        }
    }
    let last = ladder.steps.pop_if(|step| step.end.is_none());
    ladder.steps.sort_by_key(|step| step.end);
    ladder.steps.dedup_by_key(|step| step.end.map(|(end, _)| end));
    if *falls {
        ladder.steps.reverse();
    }
    // a step that ends where the measure has ended never applies
    let is_inside = |step: &Step| step.end.is_none_or(|(end, _)| within.contains(end));
    let mut steps = std::mem::take(&mut ladder.steps);
    steps.retain(is_inside);
    steps.extend(last);
    if steps.is_empty() {
        steps.push(Step { end: None, say: Say::Free, lists: Lists::default() });
        ladder.is_chain = false;
    }
    ladder.steps = steps;
}

/// No role twice, and no `agrees` that is beside an answer for which the format does not say what it means.
fn keep_lists(lists: &mut Lists, is_elsewhere: bool) {
    if is_elsewhere {
        lists[Beside::Agrees as usize] = None;
    }
    for (number, list) in lists.iter_mut().enumerate() {
        let Some(list) = list else { continue };
        if number == Beside::Agrees as usize {
            list.iter_mut().filter(|term| **term == Term::SuperiorOf).for_each(|term| *term = Term::Role(CROWD));
        }
        distinct(list);
    }
}

fn distinct(terms: &mut Vec<Term>) {
    let mut seen = BTreeSet::new();
    terms.retain(|term| seen.insert(term.clone()));
}

fn term(written: Term, space: &Space) -> Term {
    let several = |members: Vec<Term>, of: fn(Vec<Term>) -> Term| {
        let mut members: Vec<Term> = members.into_iter().map(|member| term(member, space)).collect();
        distinct(&mut members);
        if members.len() > 1 { of(members) } else { members.remove(0) }
    };
    match written {
        Term::HolderOf(dimension) if space.holders[dimension].iter().all(Option::is_none) => Term::Role(0),
        Term::All(members) => several(members, Term::All),
        Term::InTurn(members) => several(members, Term::InTurn),
        Term::Any(members) => several(members, Term::Any),
        Term::FirstOf(members) => several(members, Term::FirstOf),
        Term::Count(count, members, against) => match several(members, Term::All) {
            Term::All(members) => {
                // who all sign are not against
                let against = against.filter(|_| count < members.len());
                Term::Count(count.min(members.len()), members, against)
            }
            one => one,
        },
        other => other,
    }
}
