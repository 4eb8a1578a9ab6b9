//! The program: what it finds, and what it makes of hands and of absences.

use std::collections::BTreeSet;

use case_space::{Coordinate, Number};
use proptest::test_runner::TestCaseError;
use raci::check::check;
use raci::finding::Finding;
use raci::hands::Hand as Known;
use raci::load::load;
use raci::model::{Built, Decision, Id, Model, Role as Post};
use raci::options::{Days, Options};
use raci::org::Org;
use raci::rules;
use raci::source::{FileId, Policy as Files, Sources};
use raci::syntax::day_number;

use crate::cast::Hand;
use crate::need::Unknown;
use crate::policy::{POSTS, Point, Policy, ROLES, Role};
use crate::write::{self, date};

/// The rules that are held here.
const RULES: [&str; 4] = ["one-hand", "self-approval", "vacant", "single-point"];

/// One policy as the program has read it.
pub(crate) struct Program {
    pub(crate) text: String,
    pub(crate) days: Days,
    pub(crate) model: Model,
    pub(crate) org: Org,
    sources: Sources,
}

const FILES: Files = Files { main: FileId(0), others: Vec::new() };

impl Program {
    pub(crate) fn read(policy: &Policy) -> Result<Self, TestCaseError> {
        let text = policy.text();
        let sources = Sources::in_memory(vec![("raci.toml".to_owned(), text.clone())]);
        let days = Days { from: date(policy.today), until: date(policy.until) };
        let Built { model, mistakes } = load(&sources, &FILES, days);
        if let Some(mistake) = mistakes.first() {
            return Err(TestCaseError::fail(format!("{}: {}\n{text}", mistake.rule, mistake.message)));
        }
        let org = Org::new(&model);
        Ok(Self { text, days, model, org, sources })
    }

    /// What the rules find that count hands.
    pub(crate) fn findings(&self) -> Result<Vec<Finding>, TestCaseError> {
        let others = rules::ALL.iter().map(|rule| rule.name).filter(|rule| !RULES.contains(rule));
        let others = others.filter(|rule| !rules::is_mistake(rule)).map(|rule| (rule.to_owned(), None));
        let infos = RULES.iter().map(|rule| ((*rule).to_owned(), Some(raci::finding::Level::Info)));
        let levels = others.chain(infos).collect();
        let options = Options { until: self.days.until, levels, ..Options::on(self.days.from) };
        let (findings, _) = check(&self.sources, &[FILES], &options);
        if let Some(mistake) = findings.iter().find(|finding| rules::is_mistake(finding.rule)) {
            return Err(TestCaseError::fail(format!("{}: {}\n{}", mistake.rule, mistake.message, self.text)));
        }
        Ok(findings)
    }

    pub(crate) fn decision(&self, number: usize) -> (Id<Decision>, &Decision) {
        let id = write::decision(number);
        self.model.decisions.iter().find(|(_, decision)| *decision.id == *id).unwrap()
    }

    fn role(&self, number: Role) -> Id<Post> {
        let id = write::role(number);
        self.model.roles.iter().find(|(_, role)| *role.id == *id).unwrap().0
    }

    fn number(&self, role: Id<Post>) -> Role {
        (0..ROLES).find(|number| *self.model.roles[role].id == *write::role(*number)).unwrap()
    }

    /// The case as the program numbers it.
    pub(crate) fn point(&self, point: &Point) -> case_space::Point {
        let mut all = case_space::Point::default();
        for (id, dimension) in self.model.dimensions.iter() {
            let at = match &*dimension.id {
                "kind" => Coordinate::Value(point.kind),
                "amount" => Coordinate::Number(Number::from(point.amount)),
                "date" => Coordinate::Number(day_number(date(point.day))),
                _ => match point.asker {
                    Some(asker) => Coordinate::Value(self.role(asker).index()),
                    None => continue,
                },
            };
            all = all.at(id.index(), at);
        }
        all
    }

    /// The hand as the program names it.
    pub(crate) fn known(&self, hand: Hand) -> Option<Known> {
        match hand {
            Hand::Person(person) => {
                let id = write::person(person);
                Some(Known::Person(self.model.people.iter().find(|(_, person)| *person.id == *id).unwrap().0))
            }
            Hand::Holder(role, number) => Some(Known::Holder(self.role(role), number)),
            Hand::Unknown(_) => None,
        }
    }

    /// The hands that the program names; those who hold a role and of whom no more is said are numbered anew.
    pub(crate) fn hands(&self, known: &[Known]) -> Vec<Hand> {
        let mut hands: Vec<Hand> = Vec::new();
        for one in known {
            let hand = match one {
                Known::Person(person) => Hand::Person(self.person(&self.model.people[*person].id)),
                Known::Holder(role, _) => {
                    let role = self.number(*role);
                    let before = hands.iter().filter(|hand| matches!(hand, Hand::Holder(other, _) if *other == role));
                    Hand::Holder(role, u32::try_from(before.count()).unwrap())
                }
                Known::Stranger(signer) => Hand::Unknown(match signer {
                    raci::model::Signer::Role(role) => Unknown::Body(self.number(*role)),
                    raci::model::Signer::Relative(_) => Unknown::Superior,
                }),
            };
            hands.push(hand);
        }
        hands
    }

    pub(crate) fn person(&self, id: &str) -> usize {
        (0..self.model.people.len()).find(|number| write::person(*number) == id).unwrap()
    }

    /// Every hand of whose absence can be asked.
    pub(crate) fn all_hands(&self, policy: &Policy) -> BTreeSet<Hand> {
        let people = (0..policy.people.len()).map(Hand::Person);
        let roles = (0..POSTS).filter(|role| !policy.is_listed(*role)).map(|role| Hand::Holder(role, 0));
        people.chain(roles).collect()
    }
}
