//! The rules on hands speak of exactly the cases in which it is so.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use raci::finding::Finding;

use crate::cast::{Acting, Cast, Hand};
use crate::policy::{Decision, Holders, POSTS, Point, Policy, Role};
use crate::program::Program;
use crate::random::policy;
use crate::said::{Region, differs};
use crate::scene::{Given, Scene};
use crate::table::Table;
use crate::{tries, write};

/// The one role that decides, by itself or on a body, and of which it is not said who or how many hold it, where all others are held by people
/// who are listed.
fn unfilled(policy: &Policy, scenes: &[Scene<'_>]) -> Option<Role> {
    let is_open = |role: &Role| policy.posts[*role].holders == Holders::NotSaid && !policy.is_listed(*role);
    let members = |role: &Role| policy.body(*role).map(|body| body.members.clone()).unwrap_or_default();
    let named: BTreeSet<Role> = scenes.iter().flat_map(|scene| scene.deciding.iter().copied()).collect();
    let on_bodies: BTreeSet<Role> = named.iter().flat_map(members).collect();
    let on_members: BTreeSet<Role> = on_bodies.iter().flat_map(members).collect();
    let deciding = |role: &Role| [&named, &on_bodies, &on_members].iter().any(|roles| roles.contains(role));
    let mut open = (0..POSTS).filter(deciding).filter(is_open);
    open.next().filter(|_| open.next().is_none())
}

impl Scene<'_> {
    /// Whether fewer people can give an answer than it says, and one of them signs for several roles: one who acts for a body signs once.
    fn takes_fewer(given: &Given) -> Option<bool> {
        let table = given.table.as_ref()?;
        if table.fewest().zip(given.says).is_none_or(|(fewest, says)| fewest >= says) {
            return Some(false);
        }
        // of one who can act for a body, or for several of its members, either may be told
        let signs_twice = |hands: Vec<Hand>| match given.can_sign_once_each(&hands) {
            true => (!given.suffice_without_proxies(&hands)).then_some(false),
            false => Some(true),
        };
        let all: Vec<Option<bool>> = table.smallest().into_iter().map(signs_twice).collect();
        all[0].filter(|_| all.iter().all(|one| *one == all[0]))
    }

    /// Whether the one who asks can be the only one who decides.
    fn approves_oneself(&self, given: &Given, point: &Point) -> Option<bool> {
        let need = &given.asked.decisive;
        let cast = self.cast(need, point);
        let asking = point.asker.map_or_else(Vec::new, |asker| self.hands_of(asker, point));
        let alone = asking.iter().map(|hand| {
            let table = Table::new(need, &cast)?;
            let others = Table::new(need, &others(&cast, *hand))?;
            let can = table.is_met_by(|other| other == hand);
            Some(can && !others.is_met_by(|other| other != hand))
        });
        alone.collect::<Option<Vec<bool>>>().map(|alone| alone.contains(&true))
    }

    /// Whether nobody is there to give an answer, deputies counted.
    fn is_vacant(&self, given: &Given, point: &Point, unfilled: Option<Role>) -> Option<bool> {
        let is_filled = |hand: &Hand| !matches!(hand, Hand::Holder(role, _) if Some(*role) == unfilled);
        Some(!given.table.as_ref()?.is_met_by(|hand| self.is_there(hand, point) && is_filled(hand)))
    }

    /// Whether nobody can give an answer without one person, and it does not go up in time to somebody else.
    fn hangs_on(&self, person: usize, given: &Given, point: &Point) -> Option<bool> {
        let (table, hand) = (given.table.as_ref()?, Hand::Person(person));
        let is_there = |one: &Hand| self.is_there(one, point);
        if !table.is_met_by(is_there) || table.is_met_by(|one| is_there(one) && *one != hand) {
            return Some(false);
        }
        let mut signing = given.asked.need.roles().into_iter().filter(|role| given.cast.signs(*role, hand));
        let goes_up = |role: Role| self.above(role).into_iter().any(|above| self.may_be_held_by_another(above, person));
        Some(!self.decision.has_time || !signing.all(goes_up))
    }

    fn above(&self, role: Role) -> Vec<Role> {
        let superior = |role: &Role| self.policy.posts.get(*role).and_then(|post| post.superior);
        std::iter::successors(superior(&role), superior).collect()
    }

    fn may_be_held_by_another(&self, role: Role, person: usize) -> bool {
        let others = self.policy.people.iter().enumerate().filter(|(number, _)| *number != person);
        let mut posts = others.flat_map(|(_, other)| &other.posts);
        !self.policy.is_listed(role) || posts.any(|post| post.role == role)
    }
}

/// The same without those who are away while this hand decides: for whom it stands in, and who else would.
fn others(cast: &Cast, hand: Hand) -> Cast {
    cast.without(|role, acting: &Acting| {
        let own = cast.acting(role).iter().find(|own| own.hand == hand);
        own.is_some_and(|own| own.holds != acting.holds)
    })
}

struct Held<'a> {
    program: &'a Program,
    findings: &'a [Finding],
    scene: &'a Scene<'a>,
}

impl Held<'_> {
    /// Whether the rule speaks of exactly the cases that are so.
    fn exactly(
        &self,
        (rule, subject, words): (&str, &str, &str),
        cases: &[(Point, Option<bool>)],
    ) -> Result<(), TestCaseError> {
        let about = self.findings.iter().filter(|finding| {
            finding.rule == rule && finding.subject.to_string() == subject && finding.message.contains(words)
        });
        let told: Vec<Region> = about.clone().map(|finding| Region::of(finding.cases.as_ref().unwrap())).collect();
        let Some((point, is_so)) = differs(&told, cases) else { return Ok(()) };
        let messages: Vec<&str> = about.map(|finding| finding.message.as_str()).collect();
        let so = if is_so { "is so and not told" } else { "is told and not so" };
        let shown = self.scene.shown(&point);
        let text = &self.program.text;
        Err(TestCaseError::fail(format!("`{rule}` {so}\n{shown}\n{messages:#?}\n{told:?}\n{text}")))
    }

    fn all(&self, policy: &Policy, unfilled: Option<Option<Role>>) -> Result<(), TestCaseError> {
        let scene = self.scene;
        let id = write::decision(scene.number);
        let subject = format!("decisions.{id}");
        self.exactly(("one-hand", &subject, ""), &scene.each(|given, _| Scene::takes_fewer(given)))?;
        let is_asked = |decision: &Decision| decision.four_eyes && !decision.requesters.is_empty();
        if is_asked(scene.decision) {
            let cases = scene.each(|given, point| scene.approves_oneself(given, point));
            self.exactly(("self-approval", &subject, ""), &cases)?;
        }
        if policy.people.is_empty() {
            return Ok(());
        }
        if let Some(unfilled) = unfilled {
            let cases = scene.each(|given, point| scene.is_vacant(given, point, unfilled));
            self.exactly(("vacant", &subject, ""), &cases)?;
        }
        for person in 0..policy.people.len() {
            let cases = scene.each(|given, point| scene.hangs_on(person, given, point));
            let subject = format!("people.{}", write::person(person));
            self.exactly(("single-point", &subject, &format!("`{id}`")), &cases)?;
        }
        Ok(())
    }
}

fn holds(policy: &Policy) -> Result<(), TestCaseError> {
    let program = Program::read(policy)?;
    let findings = program.findings()?;
    let scenes: Vec<Scene<'_>> = (0..policy.decisions.len()).map(|number| Scene::new(policy, number)).collect();
    let are_known = scenes.iter().all(|scene| scene.is_plain);
    let unfilled = are_known.then(|| unfilled(policy, &scenes));
    for scene in scenes.iter().filter(|scene| scene.is_plain) {
        Held { program: &program, findings: &findings, scene }.all(policy, unfilled)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(800))]

    #[test]
    fn the_rules_speak_of_exactly_the_cases_that_are_so(policy in policy()) {
        holds(&policy)?;
    }
}
