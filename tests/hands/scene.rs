//! One decision, its cases, and who may sign in each of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::asked::{Asked, Reading};
use crate::cast::{Cast, Hand};
use crate::need::Need;
use crate::points::points;
use crate::policy::{Decision, Holders, Point, Policy, Role};
use crate::table::Table;

/// An answer in some cases, and who may give it.
pub(crate) struct Given {
    pub(crate) asked: Asked,
    /// How many people it says.
    pub(crate) says: Option<u32>,
    /// Who may sign, whether they are there or not.
    pub(crate) cast: Cast,
    /// All sets of them; none where these are too many.
    pub(crate) table: Option<Table>,
}

impl Given {
    /// Whether these suffice where nobody acts for a body without being a member.
    pub(crate) fn suffice_without_proxies(&self, hands: &[Hand]) -> bool {
        let count = |leaf: &Need| match leaf {
            Need::Proxy(_) => 0,
            leaf => u32::try_from(self.cast.signing(leaf).iter().filter(|hand| hands.contains(hand)).count()).unwrap(),
        };
        self.asked.need.count(&count) > 0
    }

    /// Whether these suffice where each signs for one role alone.
    pub(crate) fn can_sign_once_each(&self, hands: &[Hand]) -> bool {
        let roles = self.asked.need.roles();
        let suffices = |signed: &[Option<Role>]| {
            let count = |leaf: &Need| {
                let signing = self.cast.signing(leaf);
                let signs = |(hand, role): (&Hand, &Option<Role>)| signing.contains(hand) && *role == leaf.role();
                u32::try_from(hands.iter().zip(signed).filter(|one| signs(*one)).count()).unwrap()
            };
            self.asked.need.count(&count) > 0
        };
        let of_hand = |hand: &Hand| {
            let of_roles = roles.iter().copied().filter(|role| self.cast.signs(*role, *hand)).map(Some);
            // one of whom no more is known signs for himself
            of_roles.chain(matches!(hand, Hand::Unknown(_)).then_some(None)).collect::<Vec<_>>()
        };
        let all = hands.iter().map(of_hand).fold(vec![Vec::new()], |so_far: Vec<Vec<Option<Role>>>, roles| {
            so_far
                .iter()
                .flat_map(|signed| roles.iter().map(move |role| [signed.as_slice(), &[*role]].concat()))
                .collect()
        });
        all.iter().any(|signed| suffices(signed))
    }
}

/// Cases that nothing tells from each other.
pub(crate) struct Alike {
    pub(crate) points: Vec<Point>,
    pub(crate) answers: Vec<Given>,
}

/// One decision of a policy.
pub(crate) struct Scene<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) number: usize,
    pub(crate) decision: &'a Decision,
    /// Every case on every day; none where something is not [plain](Self::is_plain).
    pub(crate) cases: Vec<Alike>,
    /// The roles that some answer names, in whatever case it holds.
    pub(crate) deciding: BTreeSet<Role>,
    /// Whether something depends on everything that some answer names: else it may be taken for another that means the same.
    pub(crate) is_plain: bool,
    /// How many sign for a role at most in some case.
    most: BTreeMap<Role, u32>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(policy: &'a Policy, number: usize) -> Self {
        let decision = &policy.decisions[number];
        let reading = Reading { policy, decision };
        let mut alike: BTreeMap<_, Vec<Point>> = BTreeMap::new();
        let mut all: BTreeSet<Asked> = BTreeSet::new();
        for point in points(policy, decision) {
            all.extend(reading.written(&point));
            alike.entry((reading.asked(&point), point.asker, policy.holding(&point))).or_default().push(point);
        }
        let holding: BTreeSet<Asked> = alike.keys().flat_map(|(asked, ..)| asked.iter().cloned()).collect();
        all.extend(holding.iter().cloned());
        let (cases, is_plain) = (Vec::new(), true);
        let mut scene = Self { policy, number, decision, cases, deciding: named(&all), is_plain, most: most(&all) };
        scene.is_plain = scene.are_plain(&all, &holding);
        if scene.is_plain {
            let of_case = |((asked, ..), points): ((Vec<Asked>, _, _), Vec<Point>)| {
                let answers = asked.into_iter().map(|asked| scene.given(asked, &points[0])).collect();
                Alike { points, answers }
            };
            scene.cases = alike.into_iter().map(of_case).collect();
        }
        scene
    }

    fn given(&self, asked: Asked, point: &Point) -> Given {
        let cast = self.cast(&asked.need, point);
        Given { says: asked.need.says(), table: Table::new(&asked.need, &cast), cast, asked }
    }

    fn are_plain(&self, all: &BTreeSet<Asked>, holding: &BTreeSet<Asked>) -> bool {
        let plainly: BTreeSet<&Need> = all.iter().map(|asked| &asked.plainly).collect();
        plainly.iter().all(|need| need.is_plain())
            && !self.decision.counts_members_of_deciding_body()
            && !self.decision.has_somebody_twice_in_a_chain()
            // what never holds says nothing
            && self.are_as_many(&most(holding))
            && (self.decision.also.is_empty() || named(holding) == self.deciding)
    }

    /// Whether as many sign for each role of which it is not said how many hold it.
    fn are_as_many(&self, most: &BTreeMap<Role, u32>) -> bool {
        let is_open = |(role, _): &(&Role, &u32)| {
            self.policy.posts.get(**role).is_some_and(|post| post.holders == Holders::NotSaid)
                && !self.policy.is_listed(**role)
        };
        self.most.iter().filter(is_open).all(|(role, count)| most.get(role).copied().unwrap_or(1) == (*count).max(1))
    }

    /// Every case, and what each of its answers is; none where that is not known.
    pub(crate) fn look<T: Copy>(&self, look: impl Fn(&Given, &Point) -> Option<T>) -> Vec<(Point, Vec<Option<T>>)> {
        let of_alike = |alike: &Alike| {
            let each: Vec<Option<T>> = alike.answers.iter().map(|given| look(given, &alike.points[0])).collect();
            alike.points.iter().map(|point| (*point, each.clone())).collect::<Vec<_>>()
        };
        self.cases.iter().flat_map(of_alike).collect()
    }

    /// Every case, and whether something is so of one of its answers; none where that is not known.
    pub(crate) fn each(&self, is_so: impl Fn(&Given, &Point) -> Option<bool>) -> Vec<(Point, Option<bool>)> {
        where_some_are(&self.look(is_so), true)
    }

    /// How many hold a role of whom it is not said who they are; enough of several for any question here.
    pub(crate) fn nameless(&self, role: Role) -> u32 {
        let Some(post) = self.policy.posts.get(role).filter(|_| !self.policy.is_listed(role)) else { return 0 };
        match post.holders {
            Holders::Exactly(count) => count,
            Holders::Several => self.most.values().copied().max().unwrap_or_default() + 2,
            Holders::NotSaid => self.most.get(&role).copied().unwrap_or_default().max(1),
        }
    }

    /// What is asked for in a case, to be shown where a test fails.
    pub(crate) fn shown(&self, point: &Point) -> String {
        let asked = Reading { policy: self.policy, decision: self.decision }.asked(point);
        let needs: Vec<&Need> = asked.iter().map(|asked| &asked.need).collect();
        format!("decision x{} in {point:?}: {needs:?}", self.number)
    }

    /// Whether the hand may sign anything in some case.
    pub(crate) fn is_in(&self, hand: &Hand) -> bool {
        let signs = |given: &Given| given.cast.hands().any(|one| one == *hand);
        self.cases.iter().flat_map(|alike| &alike.answers).any(signs)
    }
}

/// Every case, and whether one of its answers is that; none where it is not known.
pub(crate) fn where_some_are<T: PartialEq>(cases: &[(Point, Vec<Option<T>>)], that: T) -> Vec<(Point, Option<bool>)> {
    let that = Some(that);
    let any = |each: &Vec<Option<T>>| {
        let is_known = !each.contains(&None);
        each.contains(&that).then_some(true).or(is_known.then_some(false))
    };
    cases.iter().map(|(point, each)| (*point, any(each))).collect()
}

/// The roles that answers name.
fn named(all: &BTreeSet<Asked>) -> BTreeSet<Role> {
    all.iter().flat_map(|asked| asked.plainly.roles()).collect()
}

/// How many sign for each role at most.
fn most(all: &BTreeSet<Asked>) -> BTreeMap<Role, u32> {
    let mut most = BTreeMap::new();
    for leaf in all.iter().flat_map(|asked| asked.need.leaves()) {
        if let Need::Signed(role, count) = leaf {
            let known = most.entry(*role).or_default();
            *known = (*count).max(*known);
        }
    }
    most
}
