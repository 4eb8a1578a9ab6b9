//! Organisations as the format tells of them, in numbers instead of names: who holds what, who stands in for whom, and what they decide.

use std::collections::BTreeSet;

/// Posts, which people hold.
pub(crate) const POSTS: usize = 4;
/// A body of posts.
pub(crate) const BOARD: usize = 4;
/// A body of which the board may be a member.
pub(crate) const COUNCIL: usize = 5;
pub(crate) const ROLES: usize = 6;

/// How many values the dimension of values has.
pub(crate) const KINDS: usize = 3;

pub(crate) type Role = usize;

/// Whole numbers or days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Range {
    pub(crate) low: Option<i64>,
    pub(crate) high: Option<i64>,
}

impl Range {
    pub(crate) fn is_all(self) -> bool {
        self == Self::default()
    }

    pub(crate) fn contains(self, number: i64) -> bool {
        self.low.is_none_or(|low| low <= number) && self.high.is_none_or(|high| number <= high)
    }
}

/// A set of cases and days: what is not named is free.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct When {
    pub(crate) kinds: Option<BTreeSet<usize>>,
    pub(crate) amounts: Range,
    pub(crate) days: Range,
}

impl When {
    pub(crate) fn is_every_case(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn contains(&self, point: &Point) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&point.kind))
            && self.amounts.contains(point.amount)
            && self.days.contains(point.day)
    }
}

/// One case on one day; what does not matter lies anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Point {
    pub(crate) kind: usize,
    pub(crate) amount: i64,
    pub(crate) day: i64,
    pub(crate) asker: Option<Role>,
}

/// How many hold a role of whom it is not said who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holders {
    NotSaid,
    Exactly(u32),
    Several,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) superior: Option<Role>,
    pub(crate) holders: Holders,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quorum {
    Majority,
    All,
    Exactly(u32),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) members: BTreeSet<Role>,
    pub(crate) quorum: Quorum,
}

/// A role that stands in for another, or that somebody holds, in some cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InCases {
    pub(crate) role: Role,
    pub(crate) when: When,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) posts: Vec<InCases>,
    /// Of all posts.
    pub(crate) when: When,
    /// The days on which the person is not there.
    pub(crate) absent: Vec<Range>,
}

impl Person {
    pub(crate) fn holds(&self, role: Role, point: &Point) -> bool {
        self.when.contains(point) && self.posts.iter().any(|post| post.role == role && post.when.contains(point))
    }

    pub(crate) fn is_away(&self, day: i64) -> bool {
        self.absent.iter().any(|days| days.contains(day))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loan {
    pub(crate) from: Role,
    pub(crate) to: BTreeSet<Role>,
    /// None for all that it decides.
    pub(crate) decisions: BTreeSet<usize>,
    pub(crate) when: When,
    pub(crate) valid: Range,
}

/// How many of several sign, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    All,
    InTurn,
    Any,
    FirstOf,
    Count(usize),
}

/// Who decides, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Term {
    Role(Role),
    SuperiorOf,
    /// So many holders of one role, or members of a body.
    Holders(u32, Role),
    /// Two thirds of them.
    Share(Role),
    Of(How, Vec<Term>),
}

impl Term {
    pub(crate) fn any(&self, is_so: &dyn Fn(&Self) -> bool) -> bool {
        is_so(self) || matches!(self, Self::Of(_, members) if members.iter().any(|member| member.any(is_so)))
    }

    /// Changes each part that has no members.
    pub(crate) fn change(&mut self, change: &mut dyn FnMut(&mut Self)) {
        match self {
            Self::Of(_, members) => members.iter_mut().for_each(|member| member.change(change)),
            leaf => change(leaf),
        }
    }

    pub(crate) fn role_mut(&mut self) -> Option<&mut Role> {
        match self {
            Self::Role(role) | Self::Holders(_, role) | Self::Share(role) => Some(role),
            Self::SuperiorOf | Self::Of(..) => None,
        }
    }

    /// Whether somebody signs in both.
    fn meets(&self, other: &Self) -> bool {
        self.any(&|part| !matches!(part, Self::Of(..)) && other.any(&|own| own == part))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Say {
    Decides(Term),
    Free,
    Forbidden,
    Elsewhere,
}

/// Steps up the amount; the last of all has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ladder {
    pub(crate) steps: Vec<(Option<i64>, Say)>,
    pub(crate) is_chain: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Right {
    Plain(Say),
    Ladder(Ladder),
}

impl Right {
    pub(crate) fn is_chain(&self) -> bool {
        matches!(self, Self::Ladder(ladder) if ladder.is_chain)
    }

    pub(crate) fn terms(&self) -> Vec<&Term> {
        let says = match self {
            Self::Plain(say) => vec![say],
            Self::Ladder(ladder) => ladder.steps.iter().map(|(_, say)| say).collect(),
        };
        says.into_iter().filter_map(|say| if let Say::Decides(term) = say { Some(term) } else { None }).collect()
    }

    pub(crate) fn terms_mut(&mut self) -> Vec<&mut Term> {
        let says = match self {
            Self::Plain(say) => vec![say],
            Self::Ladder(ladder) => ladder.steps.iter_mut().map(|(_, say)| say).collect(),
        };
        says.into_iter().filter_map(|say| if let Say::Decides(term) = say { Some(term) } else { None }).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) when: When,
    pub(crate) right: Right,
    /// Where it is named, in place of what stands at the top.
    pub(crate) agrees: Option<Vec<Role>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) requesters: BTreeSet<Role>,
    pub(crate) four_eyes: bool,
    pub(crate) right: Option<Right>,
    pub(crate) agrees: Vec<Role>,
    pub(crate) cases: Vec<Case>,
    pub(crate) also: Vec<(When, Term)>,
    /// Whether there is a time after which it goes up.
    pub(crate) has_time: bool,
}

impl Decision {
    pub(crate) fn rights(&self) -> impl Iterator<Item = &Right> {
        self.right.iter().chain(self.cases.iter().map(|case| &case.right))
    }

    /// Every answer and addition that is written.
    pub(crate) fn terms_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        let rights = self.right.iter_mut().chain(self.cases.iter_mut().map(|case| &mut case.right));
        rights.flat_map(Right::terms_mut).chain(self.also.iter_mut().map(|(_, term)| term))
    }

    /// Whether somebody who signs in a chain signs another step of it, or beside it: then it means the same as a shorter one, or as none.
    pub(crate) fn has_somebody_twice_in_a_chain(&self) -> bool {
        let agreeing = self.agrees.iter().chain(self.cases.iter().flat_map(|case| case.agrees.iter().flatten()));
        let beside = agreeing.copied().map(Term::Role).chain(self.also.iter().map(|(_, term)| term.clone()));
        let beside: Vec<Term> = beside.collect();
        self.rights().filter(|right| right.is_chain()).map(Right::terms).any(|steps| {
            let meets = |(at, step): (usize, &&Term)| {
                let before = steps.iter().take(at).copied();
                before.chain(&beside).any(|other| step.meets(other))
            };
            steps.iter().enumerate().any(meets)
        })
    }

    /// Whether so many members of a body decide somewhere, and the body elsewhere: for the answer its quorum is one signature.
    pub(crate) fn counts_members_of_deciding_body(&self) -> bool {
        let terms = self.rights().flat_map(Right::terms).chain(self.also.iter().map(|(_, term)| term));
        let terms: Vec<&Term> = terms.collect();
        let any = |is_so: &dyn Fn(&Term) -> bool| terms.iter().any(|term| term.any(is_so));
        [BOARD, COUNCIL].into_iter().any(|body| {
            let counts = |term: &Term| matches!(term, Term::Holders(_, role) | Term::Share(role) if *role == body);
            any(&counts) && any(&|term| *term == Term::Role(body))
        })
    }
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) superior_stands_in: bool,
    pub(crate) posts: Vec<Post>,
    /// The board and the council.
    pub(crate) bodies: Vec<Body>,
    /// Who stands in for each role, in this order.
    pub(crate) deputies: Vec<Vec<InCases>>,
    pub(crate) people: Vec<Person>,
    pub(crate) loans: Vec<Loan>,
    pub(crate) decisions: Vec<Decision>,
    /// The first day, and the last that is looked at.
    pub(crate) today: i64,
    pub(crate) until: i64,
}

/// What fails says its text, and that is shown.
impl std::fmt::Debug for Policy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a policy of {} people", self.people.len())
    }
}

impl Policy {
    pub(crate) fn body(&self, role: Role) -> Option<&Body> {
        self.bodies.get(role.checked_sub(BOARD)?)
    }

    /// Whether it is said who holds the role, in whatever case.
    pub(crate) fn is_listed(&self, role: Role) -> bool {
        self.people.iter().any(|person| person.posts.iter().any(|post| post.role == role))
    }

    /// Every set of cases that is written.
    pub(crate) fn whens(&self) -> impl Iterator<Item = &When> {
        let decisions = self.decisions.iter().flat_map(|decision| {
            decision.cases.iter().map(|case| &case.when).chain(decision.also.iter().map(|(when, _)| when))
        });
        self.whens_of_hands().chain(decisions)
    }

    /// Those that say who may act.
    fn whens_of_hands(&self) -> impl Iterator<Item = &When> {
        let people = self.people.iter();
        let people =
            people.flat_map(|person| std::iter::once(&person.when).chain(person.posts.iter().map(|post| &post.when)));
        let deputies = self.deputies.iter().flatten().map(|deputy| &deputy.when);
        people.chain(deputies).chain(self.loans.iter().map(|loan| &loan.when))
    }

    fn absences_and_loans(&self) -> impl Iterator<Item = Range> {
        let absent = self.people.iter().flat_map(|person| person.absent.iter().copied());
        absent.chain(self.loans.iter().map(|loan| loan.valid))
    }

    /// What of all that says who may act holds in a case.
    pub(crate) fn holding(&self, point: &Point) -> Vec<bool> {
        let cases = self.whens_of_hands().filter(|when| !when.is_every_case()).map(|when| when.contains(point));
        cases.chain(self.absences_and_loans().map(|days| days.contains(point.day))).collect()
    }

    /// Every span of days that is written.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Range> {
        self.whens().map(|when| when.days).chain(self.absences_and_loans())
    }
}
