//! What a decision asks for in one case, looked up with nothing but the words of the format.

use crate::need::{Need, Unknown};
use crate::policy::{BOARD, Case, Decision, Holders, How, Point, Policy, Quorum, Right, Role, Say, Term};

/// What one answer asks for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Asked {
    pub(crate) need: Need,
    /// The same without the steps of a chain that agree before the last.
    pub(crate) decisive: Need,
    /// The same with bodies as any role.
    pub(crate) plainly: Need,
}

/// A decision that is read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) decision: &'a Decision,
}

impl Reading<'_> {
    /// Every answer that is written, as if it held in the case, before anything is added.
    pub(crate) fn written(&self, point: &Point) -> Vec<Asked> {
        let top = self.decision.right.iter().map(|right| (right, &self.decision.agrees));
        let all = top.chain(self.decision.cases.iter().map(|case| self.body(case)));
        let also = self.decision.also.iter().map(|(_, term)| Right::Plain(Say::Decides(term.clone())));
        let also = also.filter_map(|right| self.asked_by(&right, &[], false, point)).collect::<Vec<_>>();
        all.filter_map(|(right, agrees)| self.asked_by(right, agrees, false, point)).chain(also).collect()
    }

    fn body<'b>(&'b self, case: &'b Case) -> (&'b Right, &'b Vec<Role>) {
        (&case.right, case.agrees.as_ref().unwrap_or(&self.decision.agrees))
    }

    /// What the answers ask for that hold in a case.
    pub(crate) fn asked(&self, point: &Point) -> Vec<Asked> {
        let cases: Vec<_> = self.decision.cases.iter().filter(|case| case.when.contains(point)).collect();
        let top = self.decision.right.as_ref().map(|right| (right, &self.decision.agrees));
        let bodies: Vec<_> = match cases.is_empty() {
            true => top.into_iter().collect(),
            false => cases.into_iter().map(|case| self.body(case)).collect(),
        };
        let mut asked: Vec<Asked> =
            bodies.into_iter().filter_map(|(right, agrees)| self.asked_by(right, agrees, true, point)).collect();
        asked.sort();
        asked.dedup();
        asked
    }

    /// What a body asks for; none where nobody signs.
    fn asked_by(&self, right: &Right, agrees: &[Role], with_more: bool, point: &Point) -> Option<Asked> {
        let says: Vec<&Say> = match right {
            Right::Plain(say) => vec![say],
            Right::Ladder(ladder) => {
                let at = ladder.steps.iter().position(|(end, _)| end.is_none_or(|end| point.amount <= end))?;
                let below = if ladder.is_chain { 0 } else { at };
                ladder.steps[below..=at].iter().map(|(_, say)| say).collect()
            }
        };
        let mut steps: Vec<&Term> = Vec::new();
        for say in says {
            match say {
                Say::Decides(term) => steps.push(term),
                Say::Free => {}
                Say::Forbidden | Say::Elsewhere => return None,
            }
        }
        let agreed = agrees.iter().map(|role| Term::Role(*role));
        let also = self
            .decision
            .also
            .iter()
            .filter(|(when, _)| with_more && when.contains(point))
            .map(|(_, term)| term.clone());
        let also: Vec<Term> = also.collect();
        let has_more = !also.is_empty();
        let beside: Vec<Term> = agreed.chain(also).collect();
        let of = |terms: Vec<&Term>, are_bodies_known: bool| {
            let needs: Option<Vec<Need>> =
                terms.into_iter().map(|term| self.need(term, point, are_bodies_known)).collect();
            needs.filter(|needs| !needs.is_empty()).map(Need::all)
        };
        let all: Vec<&Term> = steps.iter().copied().chain(&beside).collect();
        // what is added is signed together with the chain as a whole
        let last = if has_more { steps.len() } else { 1 };
        let deciding = steps.iter().skip(steps.len().saturating_sub(last)).copied();
        let decisive = of(deciding.chain(&beside).collect(), true)?;
        Some(Asked { need: of(all.clone(), true)?, decisive, plainly: of(all, false)? })
    }

    /// The post above the one that asks; the outer none where it is not known who that is.
    #[expect(clippy::option_option, reason = "nobody is not the same as somebody unknown")]
    fn superior(&self, point: &Point) -> Option<Option<Role>> {
        let has_lines = self.policy.posts.iter().any(|post| post.superior.is_some());
        point.asker.filter(|_| has_lines).map(|asker| self.policy.posts[asker].superior)
    }

    /// What a term takes; none where there is nobody.
    fn need(&self, term: &Term, point: &Point, are_bodies_known: bool) -> Option<Need> {
        let body = |role: &Role| self.policy.body(*role).filter(|_| are_bodies_known);
        match term {
            Term::Role(role) if body(role).is_none() => Some(Need::Signed(*role, 1)),
            Term::Holders(count, role) if body(role).is_none() => {
                Some(Need::Of(*count, vec![Need::Signed(*role, *count)]))
            }
            Term::Share(role) if !are_bodies_known => Some(Need::Of(2, vec![Need::Signed(*role, 2)])),
            Term::Role(role) => Some(self.role(*role, point)),
            Term::SuperiorOf => match self.superior(point) {
                None => Some(Need::Unknown(Unknown::Superior)),
                Some(superior) => Some(self.role(superior?, point)),
            },
            Term::Holders(count, role) => Some(self.holders(*role, |_| Some(*count), point)),
            Term::Share(role) => Some(self.holders(*role, |known| Some((known? * 2).div_ceil(3)), point)),
            Term::Of(how, members) => {
                let there: Vec<Need> =
                    members.iter().filter_map(|member| self.need(member, point, are_bodies_known)).collect();
                let count = match how {
                    How::All | How::InTurn => members.len(),
                    How::Any | How::FirstOf => 1,
                    How::Count(count) => *count,
                };
                (there.len() >= count).then(|| Need::Of(u32::try_from(count).unwrap(), there))
            }
        }
    }

    /// One signature for a role: of a body by its quorum, or by whoever acts for it.
    fn role(&self, role: Role, point: &Point) -> Need {
        let Some(body) = self.policy.body(role) else { return Need::Signed(role, 1) };
        let quorum = self.seats(role, point).map(|(seats, count)| {
            let least = match body.quorum {
                Quorum::Majority => count / 2 + 1,
                Quorum::All => count,
                Quorum::Exactly(least) => least,
            };
            Need::Of(least, seats)
        });
        Need::Of(1, vec![quorum.unwrap_or(Need::Unknown(Unknown::Body(role))), Need::Proxy(role)])
    }

    fn holders(&self, role: Role, count: impl Fn(Option<u32>) -> Option<u32>, point: &Point) -> Need {
        if self.policy.body(role).is_none() {
            let count = count(self.count(role, point));
            return count
                .map_or(Need::Unknown(Unknown::Body(role)), |count| Need::Of(count, vec![Need::Signed(role, count)]));
        }
        let seats = self.seats(role, point).and_then(|(seats, known)| Some(Need::Of(count(Some(known))?, seats)));
        seats.unwrap_or(Need::Unknown(Unknown::Body(role)))
    }

    /// The seats of a body, and how many they are; none where that is not known.
    fn seats(&self, body: Role, point: &Point) -> Option<(Vec<Need>, u32)> {
        let own = self.holding(body, point);
        let mut seats = vec![Need::Signed(body, own)];
        let mut all = own;
        for member in &self.policy.body(body)?.members {
            let is_body = *member >= BOARD;
            let count = if is_body { 1 } else { self.count(*member, point)? };
            seats.push(if is_body { self.role(*member, point) } else { Need::Signed(*member, count) });
            all += count;
        }
        (all > 0).then_some((seats, all))
    }

    /// How many people are said to hold a role in a case.
    fn holding(&self, role: Role, point: &Point) -> u32 {
        let holding = self.policy.people.iter().filter(|person| person.holds(role, point));
        u32::try_from(holding.count()).unwrap()
    }

    /// How many hold a post in a case, where that is known: a seat that nobody holds is one.
    fn count(&self, role: Role, point: &Point) -> Option<u32> {
        if self.policy.is_listed(role) {
            return Some(self.holding(role, point).max(1));
        }
        match self.policy.posts[role].holders {
            Holders::NotSaid => Some(1),
            Holders::Exactly(count) => Some(count),
            Holders::Several => None,
        }
    }
}
