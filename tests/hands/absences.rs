//! `absent`: of each one and each two, what stalls and what fewer people give, in exactly the cases in which brute force finds it.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use raci::absent::{Absences, Consequence, Fallout, Outage, Ranking};
use raci::hands::Hand as Known;

use crate::cast::Hand;
use crate::policy::{Point, Policy};
use crate::program::Program;
use crate::random::policy;
use crate::said::{Region, differs};
use crate::scene::{Given, Scene, where_some_are};
use crate::table::Table;
use crate::tries;

/// What an absence makes of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    GoesOn,
    Stalls,
    FewHands,
}

impl Fate {
    const fn is_told(self, upshot: &Fallout) -> bool {
        match upshot {
            Fallout::Stalls(_) => matches!(self, Self::Stalls),
            Fallout::FewHands { .. } => matches!(self, Self::FewHands),
            Fallout::Covered(_) => false,
        }
    }
}

impl Scene<'_> {
    /// What the absence of these makes of an answer; none where there are too many sets of people.
    fn fate(&self, given: &Given, point: &Point, away: &[Hand]) -> Option<Fate> {
        let table = given.table.as_ref()?;
        let was_there = |hand: &Hand| away.contains(hand) || self.is_there(hand, point);
        let is_left = |hand: &Hand| !away.contains(hand) && self.is_there(hand, point);
        if !table.is_met_by(was_there) {
            return Some(Fate::GoesOn);
        }
        if !table.is_met_by(is_left) {
            return Some(Fate::Stalls);
        }
        let need = &given.asked.need;
        let before = self.cast_now(need, point, was_there);
        if given.says.is_none_or(|says| says < 2) || !before.hands().any(|hand| away.contains(&hand)) {
            return Some(Fate::GoesOn);
        }
        let before = Table::new(need, &before)?.fewest();
        let after = Table::new(need, &self.cast_now(need, point, is_left))?.fewest();
        let is_fewer =
            |after: u32| given.says.is_some_and(|says| after < says) && before.is_none_or(|before| after < before);
        Some(if after.is_some_and(is_fewer) { Fate::FewHands } else { Fate::GoesOn })
    }

    /// Where nobody is left without both, and somebody is without either.
    fn cases_of_both(&self, pair: [Hand; 2]) -> Vec<(Point, Option<bool>)> {
        self.each(|given, point| {
            let table = given.table.as_ref()?;
            let without = |away: &[Hand]| table.is_met_by(|hand| self.is_there(hand, point) && !away.contains(hand));
            Some(!without(&pair) && pair.iter().all(|hand| without(&[*hand])))
        })
    }
}

struct Asking<'a> {
    program: &'a Program,
    scenes: &'a [Scene<'a>],
    /// Whether all of them are.
    is_plain: bool,
}

impl Asking<'_> {
    fn fail(&self, words: &str) -> TestCaseError {
        TestCaseError::fail(format!("{words}\n{}", self.program.text))
    }

    /// Whether what is told of a decision is told of exactly the cases that are so.
    fn exactly(
        &self,
        (scene, words): (&Scene<'_>, &str),
        told: &[&Consequence],
        cases: &[(Point, Option<bool>)],
    ) -> Result<(), TestCaseError> {
        let regions = told.iter().filter_map(|one| one.cases.as_ref());
        let regions: Vec<Region> = regions.map(|cases| Region::of(&cases.cases)).collect();
        let Some((point, is_so)) = differs(&regions, cases) else { return Ok(()) };
        let so = if is_so { "is so and not told" } else { "is told and not so" };
        Err(self.fail(&format!("{words} {so}\n{}\n{regions:?}", scene.shown(&point))))
    }

    fn holds(&self, away: &[Hand], outage: &Outage) -> Result<(), TestCaseError> {
        if !outage.unproven.is_empty() {
            return Err(self.fail("it is not proved"));
        }
        for scene in self.scenes.iter().filter(|scene| scene.is_plain) {
            let (id, _) = self.program.decision(scene.number);
            let fates = scene.look(|given, point| scene.fate(given, point, away));
            for fate in [Fate::Stalls, Fate::FewHands] {
                let own = outage.consequences.iter().filter(|one| one.decision == id);
                let told: Vec<_> = own.filter(|one| fate.is_told(&one.upshot)).collect();
                let words = format!("{fate:?} without {away:?}");
                self.exactly((scene, &words), &told, &where_some_are(&fates, fate))?;
            }
        }
        Ok(())
    }

    /// Each two without whom something stalls that does not without either.
    fn pairs(&self, hands: &[Hand], ranking: &Ranking) -> Result<(), TestCaseError> {
        let mut count = 0;
        for one in hands {
            for other in hands.iter().filter(|other| *other > one) {
                let pair = [*one, *other];
                let known = pair.map(|hand| self.program.known(hand).unwrap());
                let outage = ranking.pairs.listed.iter().find(|outage| is_of(outage, &known));
                count += usize::from(outage.is_some());
                for scene in self.scenes.iter().filter(|scene| scene.is_plain) {
                    let (id, _) = self.program.decision(scene.number);
                    let told = outage.iter().flat_map(|outage| &outage.consequences).filter(|one| one.decision == id);
                    let told: Vec<_> = told.collect();
                    let words = format!("that it hangs on {pair:?}");
                    self.exactly((scene, &words), &told, &scene.cases_of_both(pair))?;
                }
            }
        }
        if self.is_plain && (count != ranking.pairs.listed.len() || ranking.pairs.more > 0) {
            return Err(self.fail("other pairs are listed"));
        }
        Ok(())
    }
}

fn is_of(outage: &Outage, away: &[Known]) -> bool {
    outage.away.len() == away.len() && away.iter().all(|hand| outage.away.contains(hand))
}

fn holds(policy: &Policy) -> Result<(), TestCaseError> {
    let program = Program::read(policy)?;
    let scenes: Vec<Scene<'_>> = (0..policy.decisions.len()).map(|number| Scene::new(policy, number)).collect();
    let absences = Absences::new(&program.model, &program.org, program.days);
    let ranking = absences.ranking(usize::MAX);
    let asking = Asking { program: &program, scenes: &scenes, is_plain: scenes.iter().all(|scene| scene.is_plain) };
    let hands = program.all_hands(policy);
    for one in &hands {
        let away = [program.known(*one).unwrap()];
        let outage = absences.of(&away);
        asking.holds(&[*one], &outage)?;
        let is_listed = ranking.alone.listed.iter().any(|listed| is_of(listed, &away));
        let is_on_leave = matches!(one, Hand::Person(person) if !policy.people[*person].absent.is_empty());
        if is_listed == outage.consequences.is_empty() && !is_on_leave {
            return Err(asking.fail(&format!("whether {one:?} is listed: {is_listed}")));
        }
    }
    // of any two it is enough to ask some
    let acting: Vec<Hand> = hands.iter().filter(|hand| scenes.iter().any(|scene| scene.is_in(hand))).copied().collect();
    for pair in acting.windows(2) {
        let away: Vec<Known> = pair.iter().map(|hand| program.known(*hand).unwrap()).collect();
        asking.holds(pair, &absences.of(&away))?;
    }
    asking.pairs(&acting, &ranking)
}

proptest! {
    #![proptest_config(tries(300))]

    #[test]
    fn what_stalls_and_what_fewer_give_is_told_in_exactly_its_cases(policy in policy()) {
        holds(&policy)?;
    }
}
