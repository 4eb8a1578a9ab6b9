//! Who may sign for whom in one case, by the words of the format.

use std::collections::{BTreeMap, BTreeSet};

use crate::need::{Need, Unknown};
use crate::policy::{InCases, Point, Role, When};
use crate::scene::Scene;

/// One pair of hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hand {
    Person(usize),
    /// One of those who hold a role of whom it is not said who they are.
    Holder(Role, u32),
    Unknown(Unknown),
}

/// That a hand may sign for a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Acting {
    pub(crate) hand: Hand,
    /// The role that the hand holds by which it signs, the nearest.
    pub(crate) holds: Role,
    /// Whether the hand may sign by acting for another, whatever else.
    pub(crate) for_others: bool,
    /// Whether it does so by standing in, where not by holding the role.
    stands_in: bool,
}

/// Who may sign for each role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cast(BTreeMap<Role, Vec<Acting>>);

impl Cast {
    pub(crate) fn acting(&self, role: Role) -> &[Acting] {
        self.0.get(&role).map_or(&[], Vec::as_slice)
    }

    /// Who may sign anything, as often as they may.
    pub(crate) fn hands(&self) -> impl Iterator<Item = Hand> {
        self.0.values().flatten().map(|acting| acting.hand)
    }

    pub(crate) fn signs(&self, role: Role, hand: Hand) -> bool {
        self.acting(role).iter().any(|acting| acting.hand == hand)
    }

    /// Who may give what is signed itself.
    pub(crate) fn signing(&self, leaf: &Need) -> Vec<Hand> {
        match leaf {
            Need::Signed(role, _) => self.acting(*role).iter().map(|acting| acting.hand).collect(),
            Need::Proxy(role) => {
                self.acting(*role).iter().filter(|acting| acting.for_others).map(|acting| acting.hand).collect()
            }
            Need::Unknown(unknown) => vec![Hand::Unknown(*unknown)],
            Need::Of(..) => Vec::new(),
        }
    }

    /// The hands that may sign for the role without those of whom `is_out` is true.
    pub(crate) fn without(&self, is_out: impl Fn(Role, &Acting) -> bool) -> Self {
        let left = |(role, acting): (&Role, &Vec<Acting>)| {
            (*role, acting.iter().filter(|one| !is_out(*role, one)).cloned().collect())
        };
        Self(self.0.iter().map(left).collect())
    }
}

impl Scene<'_> {
    /// The hands that hold a role themselves.
    pub(crate) fn hands_of(&self, role: Role, point: &Point) -> Vec<Hand> {
        let people = self.policy.people.iter().enumerate().filter(|(_, person)| person.holds(role, point));
        let people = people.map(|(number, _)| Hand::Person(number));
        people.chain((0..self.nameless(role)).map(|number| Hand::Holder(role, number))).collect()
    }

    /// Whether nothing that is written says that a hand is away.
    pub(crate) fn is_there(&self, hand: &Hand, point: &Point) -> bool {
        !matches!(hand, Hand::Person(person) if self.policy.people[*person].is_away(point.day))
    }

    fn stand_ins(&self, role: Role, point: &Point) -> Vec<Role> {
        let deputies: &[InCases] = &self.policy.deputies[role];
        let superior = self.policy.posts.get(role).and_then(|post| post.superior);
        if deputies.is_empty() && self.policy.superior_stands_in {
            return superior.into_iter().collect();
        }
        deputies.iter().filter(|deputy| deputy.when.contains(point)).map(|deputy| deputy.role).collect()
    }

    fn borrowers(&self, role: Role, point: &Point) -> Vec<Role> {
        let is_lent = |when: &When, decisions: &BTreeSet<usize>| {
            let is_meant = match decisions.is_empty() {
                true => self.deciding.contains(&role),
                false => decisions.contains(&self.number),
            };
            is_meant && when.contains(point)
        };
        let loans =
            self.policy.loans.iter().filter(|loan| {
                loan.from == role && loan.valid.contains(point.day) && is_lent(&loan.when, &loan.decisions)
            });
        loans.flat_map(|loan| loan.to.iter().copied()).collect()
    }

    /// A role and those that come after it, each once, the nearest first.
    fn closed(role: Role, next: impl Fn(Role) -> Vec<Role>) -> Vec<Role> {
        let mut reached = vec![role];
        let mut at = 0;
        while let Some(from) = reached.get(at).copied() {
            at += 1;
            for one in next(from) {
                if !reached.contains(&one) {
                    reached.push(one);
                }
            }
        }
        reached
    }

    /// Who may sign, whoever else is not there, and whether they are there or not.
    pub(crate) fn cast(&self, need: &Need, point: &Point) -> Cast {
        let of_role = |role: Role| {
            let next = |from| [self.stand_ins(from, point), self.borrowers(from, point)].concat();
            let mut acting: Vec<Acting> = Vec::new();
            for holds in Self::closed(role, next) {
                for hand in self.hands_of(holds, point) {
                    match acting.iter_mut().find(|known| known.hand == hand) {
                        Some(known) => known.for_others |= holds != role,
                        None => {
                            acting.push(Acting { hand, holds, for_others: holds != role, stands_in: holds != role })
                        }
                    }
                }
            }
            (role, acting)
        };
        Cast(need.roles().into_iter().map(of_role).collect())
    }

    /// Who signs as things are: who holds the role; where these are fewer than are asked for, who stands in for them, the first of whom
    /// somebody is there; and those to whom it is lent by one that was come to, one of each. Who stands in for a body does so where too few of
    /// its members sign.
    pub(crate) fn cast_now(&self, need: &Need, point: &Point, is_there: impl Fn(&Hand) -> bool) -> Cast {
        let of_role = |role: Role| (role, self.acting_now((need, role), point, &is_there));
        let mut cast = Cast(need.roles().into_iter().map(of_role).collect());
        need.each_body(&mut |seats, body| {
            if seats.is_met_by_all(&cast) {
                cast.0.entry(body).or_default().retain(|acting| !acting.stands_in);
            }
        });
        cast
    }

    fn acting_now(&self, (need, role): (&Need, Role), point: &Point, is_there: &impl Fn(&Hand) -> bool) -> Vec<Acting> {
        let asked = need.leaves().into_iter().filter(|leaf| leaf.role() == Some(role)).map(Need::most).max();
        let mut acting: Vec<Acting> = Vec::new();
        let mut starts = vec![(role, false)];
        let mut at = 0;
        while let Some((start, by_deputy)) = starts.get(at).copied() {
            let wanted = if at == 0 { usize::try_from(asked.unwrap_or(1)).unwrap() } else { 1 };
            at += 1;
            let mut known: BTreeSet<Hand> = BTreeSet::new();
            for holds in Self::closed(start, |from| self.stand_ins(from, point)) {
                if known.len() >= wanted {
                    break;
                }
                let stands_in = by_deputy || start == role && holds != role;
                for hand in self.hands_of(holds, point).into_iter().filter(|hand| is_there(hand)) {
                    known.insert(hand);
                    match acting.iter_mut().find(|known| known.hand == hand) {
                        Some(known) => known.for_others |= holds != role,
                        None => acting.push(Acting { hand, holds, for_others: holds != role, stands_in }),
                    }
                }
                for more in self.borrowers(holds, point) {
                    if !starts.iter().any(|(known, _)| *known == more) {
                        starts.push((more, stands_in));
                    }
                }
            }
        }
        acting
    }
}
