//! What an answer means: whose signatures are enough, in which order where there is one, and who is asked first where that is said.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::policy::{Role, Term};
use crate::write::role;

/// Who signs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Signer {
    Role(Role),
    /// Two thirds of the council.
    Share,
    /// An approver that stands for itself.
    Relative(String),
    /// That no more than so many of these are against.
    Against(usize, BTreeSet<Way>),
}

/// One set of signatures that is enough: how many holders of each sign, and who before whom.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Way {
    who: BTreeMap<Signer, usize>,
    order: BTreeSet<(Signer, Signer)>,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Role(one) => f.write_str(&role(*one)),
            Self::Share => f.write_str("2/3 of council"),
            Self::Relative(words) => f.write_str(words),
            Self::Against(count, who) => write!(f, "{count} against of {who:?}"),
        }
    }
}

impl fmt::Debug for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who: Vec<String> = self.who.iter().map(|(signer, times)| format!("{times} {signer:?}")).collect();
        let order: Vec<String> = self.order.iter().map(|(one, two)| format!("{one:?} < {two:?}")).collect();
        write!(f, "({} {})", who.join(" + "), order.join(" "))
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.ways, self.preferred)
    }
}

impl Way {
    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (signer, times) in &other.who {
            let had = both.who.entry(signer.clone()).or_default();
            *had = (*had).max(*times);
        }
        both.order.extend(other.order.iter().cloned());
        both
    }

    fn then(&self, later: &Self) -> Self {
        let mut both = self.and(later);
        for first in self.who.keys() {
            let after = later.who.keys().filter(|second| *second != first);
            both.order.extend(after.map(|second| (first.clone(), second.clone())));
        }
        both
    }

    /// With every order that follows from two others.
    fn closed(mut self) -> Self {
        loop {
            let mut more = BTreeSet::new();
            for (first, second) in &self.order {
                let follows = self.order.iter().filter(|(from, to)| from == second && to != first);
                more.extend(follows.map(|(_, to)| (first.clone(), to.clone())));
            }
            if more.is_subset(&self.order) {
                return self;
            }
            self.order.extend(more);
        }
    }

    /// Whether whoever has the other has this one too.
    fn is_within(&self, other: &Self) -> bool {
        let is_signed = |(signer, times): (&Signer, &usize)| other.who.get(signer).is_some_and(|had| had >= times);
        self.who.iter().all(is_signed) && self.order.is_subset(&other.order)
    }
}

/// All sets of signatures that are enough, none of them more than needed, and who is preferred to whom.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Signed {
    ways: BTreeSet<Way>,
    preferred: BTreeSet<(Signer, Signer)>,
}

impl Signed {
    pub(crate) fn by(signer: Signer) -> Self {
        Self::times(signer, 1)
    }

    fn times(signer: Signer, times: usize) -> Self {
        Self {
            ways: [Way { who: [(signer, times)].into(), order: BTreeSet::new() }].into(),
            preferred: BTreeSet::new(),
        }
    }

    pub(crate) fn nobody() -> Self {
        Self::default()
    }

    pub(crate) fn nothing_needed() -> Self {
        Self { ways: [Way::default()].into(), preferred: BTreeSet::new() }
    }

    pub(crate) fn is_nobody(&self) -> bool {
        self.ways.is_empty()
    }

    pub(crate) fn signers(&self) -> BTreeSet<&Signer> {
        self.ways.iter().flat_map(|way| way.who.keys()).collect()
    }

    fn joined(&self, other: &Self, join: impl Fn(&Way, &Way) -> Way) -> Self {
        let ways = self.ways.iter().flat_map(|one| other.ways.iter().map(move |two| (one, two)));
        Self {
            ways: ways.map(|(one, two)| join(one, two)).collect(),
            preferred: self.preferred.union(&other.preferred).cloned().collect(),
        }
    }

    pub(crate) fn and(&self, other: &Self) -> Self {
        self.joined(other, Way::and)
    }

    pub(crate) fn then(&self, later: &Self) -> Self {
        self.joined(later, Way::then)
    }

    fn or(&self, other: &Self) -> Self {
        Self {
            ways: self.ways.union(&other.ways).cloned().collect(),
            preferred: self.preferred.union(&other.preferred).cloned().collect(),
        }
    }

    /// In the one form that all that mean the same have.
    pub(crate) fn plain(self) -> Self {
        let ways: BTreeSet<Way> = self.ways.into_iter().map(Way::closed).collect();
        let is_needless = |way: &Way| ways.iter().any(|other| other != way && other.is_within(way));
        let needed: BTreeSet<Way> = ways.iter().filter(|way| !is_needless(way)).cloned().collect();
        let is_in = |way: &Way, signer: &Signer| way.who.contains_key(signer);
        let has_choice = |one: &Signer, other: &Signer| {
            needed.iter().any(|way| is_in(way, one) && !is_in(way, other))
                && needed.iter().any(|way| is_in(way, other) && !is_in(way, one))
        };
        let preferred = self.preferred.into_iter().filter(|(one, other)| has_choice(one, other)).collect();
        Self { ways: needed, preferred }
    }
}

/// Whose signatures the term asks for, where `stands` says whom those come to that follow from the case.
pub(crate) fn signed(term: &Term, stands: &impl Fn(&Term) -> Signed) -> Signed {
    let each = |members: &[Term]| members.iter().map(|member| signed(member, stands)).collect::<Vec<_>>();
    match term {
        Term::Role(role) => Signed::by(Signer::Role(*role)),
        Term::Holders(times) => Signed::times(Signer::Role(crate::policy::CROWD), *times),
        Term::Share => Signed::by(Signer::Share),
        Term::All(members) => each(members).iter().fold(Signed::nothing_needed(), |so_far, member| so_far.and(member)),
        Term::InTurn(members) => {
            each(members).iter().fold(Signed::nothing_needed(), |so_far, member| so_far.then(member))
        }
        Term::Any(members) => each(members).iter().fold(Signed::nobody(), |so_far, member| so_far.or(member)),
        Term::FirstOf(members) => first_of(&each(members).into_iter().map(Signed::plain).collect::<Vec<_>>()),
        Term::Count(count, members, against) => {
            let of = each(members);
            let some = so_many(*count, &of);
            match against {
                None => some,
                Some(against) => {
                    let who = of.iter().flat_map(|member| member.ways.clone()).collect();
                    some.and(&Signed::by(Signer::Against(*against, who)))
                }
            }
        }
        Term::SuperiorOf | Term::HeadOf | Term::AtLeastLevel(_) | Term::AtLeastRole(_) | Term::HolderOf(_) => {
            stands(term)
        }
    }
}

fn first_of(members: &[Signed]) -> Signed {
    let mut all = members.iter().fold(Signed::nobody(), |so_far, member| so_far.or(member));
    // who is asked twice is asked where they come first
    let mut before: BTreeSet<&Signer> = BTreeSet::new();
    for next in members.iter().map(Signed::signers) {
        for later in next.difference(&before) {
            all.preferred.extend(before.iter().map(|sooner| ((*sooner).clone(), (*later).clone())));
        }
        before.extend(next);
    }
    all
}

fn so_many(count: usize, members: &[Signed]) -> Signed {
    let chosen = (0_u32..1 << members.len()).filter(|chosen| chosen.count_ones() as usize == count);
    let each = chosen.map(|chosen| {
        let those = members.iter().enumerate().filter(|(number, _)| chosen >> number & 1 == 1);
        those.fold(Signed::nothing_needed(), |so_far, (_, member)| so_far.and(member))
    });
    each.fold(Signed::nobody(), |so_far, one| so_far.or(&one))
}

/// What an answer comes to in one case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    Free,
    Forbidden,
    Elsewhere,
    Signed(Signed),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(term: &Term) -> Signed {
        signed(term, &|_| Signed::nobody()).plain()
    }

    fn roles<const N: usize>(roles: [Role; N]) -> Vec<Term> {
        roles.map(Term::Role).into()
    }

    #[test]
    fn order_and_nesting_make_no_difference_where_they_mean_nothing() {
        let [a, b] = [0, 1].map(Term::Role);
        let nested = Term::All(vec![a.clone(), Term::All(roles([1, 2]))]);
        assert_eq!(meant(&nested), meant(&Term::All(roles([2, 1, 0]))));
        assert_eq!(meant(&Term::Any(vec![a.clone(), Term::All(roles([0, 1]))])), meant(&a));
        assert_eq!(meant(&Term::All(vec![a.clone(), Term::Any(roles([0, 1]))])), meant(&a));
        assert_eq!(meant(&Term::Count(2, roles([0, 1]), None)), meant(&Term::All(roles([1, 0]))));
        assert_eq!(meant(&Term::Count(1, roles([0, 1]), None)), meant(&Term::Any(vec![b, a])));
    }

    #[test]
    fn an_order_makes_a_difference_where_there_is_one() {
        let in_turn = |roles| meant(&Term::InTurn(roles));
        assert_ne!(in_turn(roles([0, 1])), in_turn(roles([1, 0])));
        assert_ne!(in_turn(roles([0, 1])), meant(&Term::All(roles([0, 1]))));
        let nested = Term::InTurn(vec![Term::Role(0), Term::InTurn(roles([1, 2]))]);
        assert_eq!(in_turn(roles([0, 1, 2])), meant(&nested));
        let first_of = |roles| meant(&Term::FirstOf(roles));
        assert_ne!(first_of(roles([0, 1])), first_of(roles([1, 0])));
        assert_ne!(first_of(roles([0, 1])), meant(&Term::Any(roles([0, 1]))));
    }

    #[test]
    fn nobody_is_no_choice_and_no_signature() {
        let one = Term::Role(0);
        assert_eq!(meant(&Term::Any(vec![one.clone(), Term::SuperiorOf])), meant(&one));
        assert_eq!(meant(&Term::FirstOf(vec![Term::SuperiorOf, one.clone()])), meant(&one));
        assert!(meant(&Term::All(vec![one, Term::SuperiorOf])).is_nobody());
    }

    #[test]
    fn two_holders_of_a_role_are_more_than_one() {
        let two = Term::Holders(2);
        let crowd = Term::Role(crate::policy::CROWD);
        assert_ne!(meant(&two), meant(&crowd));
        assert_eq!(meant(&Term::All(vec![two.clone(), crowd])), meant(&two));
        assert_ne!(meant(&Term::Count(2, roles([0, 1, 2]), Some(0))), meant(&Term::Count(2, roles([0, 1, 2]), None)));
    }
}
