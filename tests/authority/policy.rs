//! Policies as the format tells of them, in numbers instead of names: organisation, space of cases, decisions.

use std::collections::BTreeSet;

/// Posts, which may report, ask and decide.
pub(crate) const POSTS: usize = 6;
/// The one post that several people hold.
pub(crate) const CROWD: usize = 5;
/// A body that decides as any role does.
pub(crate) const BOARD: usize = 6;
/// A body of which a share decides.
pub(crate) const COUNCIL: usize = 7;

/// How many values each dimension of values has.
pub(crate) const VALUES: [usize; 2] = [3, 2];

/// One, in the unit in which numbers are kept.
pub(crate) const ONE: i64 = 1_000_000;

pub(crate) type Role = usize;

/// What cases are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dimension {
    Value(usize),
    Number(usize),
    Asker,
    Day,
}

impl Dimension {
    pub(crate) const ALL: [Self; 6] =
        [Self::Value(0), Self::Value(1), Self::Number(0), Self::Number(1), Self::Asker, Self::Day];

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Value(0) => "kind",
            Self::Value(_) => "site",
            Self::Number(0) => "amount",
            Self::Number(_) => "margin",
            Self::Asker => "requested-by",
            Self::Day => "date",
        }
    }
}

/// A bound, and whether it is part of what it bounds.
pub(crate) type End = (i64, bool);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Range {
    pub(crate) low: Option<End>,
    pub(crate) high: Option<End>,
}

impl Range {
    pub(crate) fn is_all(self) -> bool {
        self == Self::default()
    }

    pub(crate) fn contains(self, number: i64) -> bool {
        self.low.is_none_or(|(low, within)| number > low || within && number == low)
            && self.high.is_none_or(|(high, within)| number < high || within && number == high)
    }

    pub(crate) fn ends(self) -> impl Iterator<Item = i64> {
        self.low.into_iter().chain(self.high).map(|(end, _)| end)
    }
}

/// A set of cases: what is not named is free.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct When {
    pub(crate) values: [Option<BTreeSet<usize>>; 2],
    pub(crate) numbers: [Range; 2],
    pub(crate) askers: Option<BTreeSet<Role>>,
    pub(crate) days: Range,
    /// How it is written: by what it is, or by what it is not.
    pub(crate) by_not: bool,
}

impl When {
    pub(crate) fn names(&self, dimension: Dimension) -> bool {
        match dimension {
            Dimension::Value(number) => self.values[number].is_some(),
            Dimension::Number(number) => !self.numbers[number].is_all(),
            Dimension::Asker => self.askers.is_some(),
            Dimension::Day => !self.days.is_all(),
        }
    }

    pub(crate) fn forget(&mut self, dimension: Dimension) {
        match dimension {
            Dimension::Value(number) => self.values[number] = None,
            Dimension::Number(number) => self.numbers[number] = Range::default(),
            Dimension::Asker => self.askers = None,
            Dimension::Day => self.days = Range::default(),
        }
    }

    pub(crate) fn contains(&self, point: &Point) -> bool {
        let is_in = |(values, value): (&Option<BTreeSet<usize>>, &usize)| {
            values.as_ref().is_none_or(|values| values.contains(value))
        };
        self.values.iter().zip(&point.values).all(is_in)
            && self.numbers.iter().zip(point.numbers).all(|(range, number)| range.contains(number))
            && self.askers.as_ref().is_none_or(|askers| point.asker.is_some_and(|asker| askers.contains(&asker)))
            && self.days.contains(point.day)
    }
}

/// One case, on every dimension; those that do not matter lie anywhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Point {
    pub(crate) values: [usize; 2],
    pub(crate) numbers: [i64; 2],
    pub(crate) asker: Option<Role>,
    pub(crate) day: i64,
}

#[derive(Debug, Clone)]
pub(crate) struct Measure {
    pub(crate) within: Range,
    pub(crate) step: Option<i64>,
    pub(crate) falls: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Space {
    pub(crate) has_groups: bool,
    pub(crate) has_names: bool,
    pub(crate) holders: [Vec<Option<Role>>; 2],
    pub(crate) measures: [Measure; 2],
    /// The second number is never more than the first.
    pub(crate) is_part: bool,
    pub(crate) impossible: Vec<When>,
}

#[derive(Debug, Clone)]
pub(crate) struct Org {
    pub(crate) superiors: Vec<Option<Role>>,
    pub(crate) levels: Vec<Option<usize>>,
    pub(crate) departments: Vec<Option<usize>>,
    pub(crate) heads: Vec<Option<Role>>,
}

/// Who decides, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Term {
    Role(Role),
    SuperiorOf,
    HeadOf,
    AtLeastLevel(usize),
    AtLeastRole(Role),
    HolderOf(usize),
    /// So many holders of the crowd.
    Holders(usize),
    /// Two thirds of the council.
    Share,
    All(Vec<Term>),
    InTurn(Vec<Term>),
    Any(Vec<Term>),
    FirstOf(Vec<Term>),
    /// So many of these, and no more than so many against.
    Count(usize, Vec<Term>, Option<usize>),
}

impl Term {
    pub(crate) fn members(&self) -> &[Self] {
        match self {
            Self::All(members)
            | Self::InTurn(members)
            | Self::Any(members)
            | Self::FirstOf(members)
            | Self::Count(_, members, _) => members,
            _ => &[],
        }
    }

    pub(crate) fn any(&self, is_so: &impl Fn(&Self) -> bool) -> bool {
        is_so(self) || self.members().iter().any(|member| member.any(is_so))
    }

    /// Adds the roles that are written by their names.
    pub(crate) fn name(&self, named: &mut BTreeSet<Role>) {
        match self {
            Self::Role(role) => drop(named.insert(*role)),
            Self::Holders(_) => drop(named.insert(CROWD)),
            Self::Share => drop(named.insert(COUNCIL)),
            _ => self.members().iter().for_each(|member| member.name(named)),
        }
    }

    pub(crate) fn follows_requester(&self) -> bool {
        self.any(&|term| matches!(term, Self::SuperiorOf | Self::HeadOf | Self::AtLeastLevel(_) | Self::AtLeastRole(_)))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Say {
    Decides(Term),
    Free,
    Forbidden,
    Elsewhere,
}

/// What stands beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Beside {
    Agrees,
    Consults,
    Informs,
    Reviews,
    Files,
    Refuses,
    Confirmed,
}

impl Beside {
    pub(crate) const ALL: [Self; 7] =
        [Self::Agrees, Self::Consults, Self::Informs, Self::Reviews, Self::Files, Self::Refuses, Self::Confirmed];

    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Consults => "consults",
            Self::Informs => "informs",
            Self::Reviews => "reviews",
            Self::Files => "files-with",
            Self::Refuses => "refuses",
            Self::Confirmed => "confirmed-by",
        }
    }
}

/// The lists that are named, by their place in [`Beside::ALL`].
pub(crate) type Lists = [Option<Vec<Term>>; 7];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Where it ends; none for the last of all.
    pub(crate) end: Option<End>,
    pub(crate) say: Say,
    pub(crate) lists: Lists,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ladder {
    pub(crate) measure: usize,
    /// The measure escalates downward, and the steps fall.
    pub(crate) falls: bool,
    pub(crate) steps: Vec<Step>,
    pub(crate) is_chain: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Right {
    Plain(Say),
    Ladder(Ladder),
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Body {
    /// Only the top may have none.
    pub(crate) right: Option<Right>,
    pub(crate) lists: Lists,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Over {
    Nothing,
    All,
    These(BTreeSet<usize>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) when: When,
    pub(crate) body: Body,
    pub(crate) over: Over,
    pub(crate) is_alone: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Also {
    pub(crate) when: When,
    pub(crate) decides: Option<Term>,
    pub(crate) lists: Lists,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) requesters: BTreeSet<Role>,
    pub(crate) four_eyes: bool,
    pub(crate) top: Body,
    pub(crate) cases: Vec<Case>,
    pub(crate) also: Vec<Also>,
    pub(crate) impossible: Vec<When>,
}

impl Decision {
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &Body> {
        std::iter::once(&self.top).chain(self.cases.iter().map(|case| &case.body))
    }

    pub(crate) fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Body> {
        std::iter::once(&mut self.top).chain(self.cases.iter_mut().map(|case| &mut case.body))
    }

    pub(crate) fn whens(&self) -> impl Iterator<Item = &When> {
        let also = self.also.iter().map(|also| &also.when);
        self.cases.iter().map(|case| &case.when).chain(also).chain(&self.impossible)
    }

    pub(crate) fn whens_mut(&mut self) -> impl Iterator<Item = &mut When> {
        let also = self.also.iter_mut().map(|also| &mut also.when);
        self.cases.iter_mut().map(|case| &mut case.when).chain(also).chain(&mut self.impossible)
    }

    pub(crate) fn ladders(&self) -> impl Iterator<Item = &Ladder> {
        self.bodies().filter_map(|body| match &body.right {
            Some(Right::Ladder(ladder)) => Some(ladder),
            _ => None,
        })
    }

    /// Every approver that is written anywhere in it.
    pub(crate) fn terms(&self) -> Vec<&Term> {
        fn of_lists(lists: &Lists) -> impl Iterator<Item = &Term> {
            lists.iter().flatten().flatten()
        }
        fn of_say(say: &Say) -> Option<&Term> {
            if let Say::Decides(term) = say { Some(term) } else { None }
        }
        let mut terms = Vec::new();
        for body in self.bodies() {
            terms.extend(of_lists(&body.lists));
            match &body.right {
                Some(Right::Plain(say)) => terms.extend(of_say(say)),
                Some(Right::Ladder(ladder)) => {
                    for step in &ladder.steps {
                        terms.extend(of_say(&step.say));
                        terms.extend(of_lists(&step.lists));
                    }
                }
                None => {}
            }
        }
        for also in &self.also {
            terms.extend(&also.decides);
            terms.extend(of_lists(&also.lists));
        }
        terms
    }

    /// Whether the decision tells cases apart by it.
    pub(crate) fn has(&self, dimension: Dimension) -> bool {
        let is_used = match dimension {
            Dimension::Value(number) => {
                self.terms().iter().any(|term| term.any(&|term| *term == Term::HolderOf(number)))
            }
            Dimension::Number(number) => self.ladders().any(|ladder| ladder.measure == number),
            Dimension::Asker if self.requesters.is_empty() => return false,
            Dimension::Asker => {
                self.four_eyes && self.requesters.len() > 1 || self.terms().iter().any(|term| term.follows_requester())
            }
            Dimension::Day => false,
        };
        is_used || self.whens().any(|when| when.names(dimension))
    }
}

#[derive(Clone)]
pub(crate) struct Policy {
    pub(crate) org: Org,
    pub(crate) space: Space,
    pub(crate) decisions: Vec<Decision>,
    /// The day of the run.
    pub(crate) today: i64,
}

/// What fails says its text, and that is shown.
impl std::fmt::Debug for Policy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a policy of {} decisions", self.decisions.len())
    }
}
