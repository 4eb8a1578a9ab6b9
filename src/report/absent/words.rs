//! What is said of absences: in English, by ids.

use indexmap::IndexSet;

use super::super::counted;
use crate::absent::{Consequence, Fallout, Outage, Relief, Severity, WayOn};
use crate::hands::{ActsBy, Hand};
use crate::model::{Decision, Id, Model, Role};
use crate::options::Days;
use crate::syntax::{Headcount, Slot, Term};

/// Speaks of the absences of a model.
#[derive(Clone, Copy)]
pub(super) struct Saying<'a> {
    pub(super) model: &'a Model,
}

impl Saying<'_> {
    pub(super) fn role(&self, role: Id<Role>) -> String {
        format!("`{}`", self.model.roles[role].id)
    }

    /// Somebody, by id, and by name where there is one.
    pub(super) fn hand(&self, hand: &Hand) -> String {
        match hand {
            Hand::Person(person) => {
                let person = &self.model.people[*person];
                named(&person.id, &person.name)
            }
            Hand::Holder(role, _) => {
                let own = &self.model.roles[*role];
                let several = match own.holders {
                    Slot::Given(Headcount::Exactly(count)) => count.get() > 1,
                    Slot::Given(Headcount::Several) => true,
                    Slot::Absent | Slot::Unread => false,
                };
                let one = if several { "one holder of " } else { "" };
                format!("{one}{}", named(&own.id, &own.name.value))
            }
            Hand::Stranger(signer) => signer.words(&self.model.roles),
        }
    }

    /// Whether it is the person of that id.
    pub(super) fn is_called(&self, hand: &Hand, id: &str) -> bool {
        matches!(hand, Hand::Person(person) if self.model.people[*person].id == *id)
    }

    /// Those who are away, with the roles that they hold.
    pub(super) fn away(&self, absence: &Outage) -> String {
        let each = absence.away.iter().map(|hand| {
            let Hand::Person(person) = hand else { return self.hand(hand) };
            let person = &self.model.people[*person];
            let name = Some(person.name.to_string()).filter(|_| person.name != person.id);
            let said: IndexSet<String> = name.into_iter().chain(person.roles().map(|role| self.role(role))).collect();
            let said: Vec<String> = said.into_iter().collect();
            if said.is_empty() { format!("`{}`", person.id) } else { format!("`{}` ({})", person.id, said.join(", ")) }
        });
        joined(&each.collect::<Vec<_>>())
    }

    /// A decision by its id.
    pub(super) fn decision(&self, decision: Id<Decision>) -> String {
        format!("`{}`", self.model.decisions[decision].id)
    }

    /// The decision, and in which cases.
    pub(super) fn cases(&self, consequence: &Consequence) -> String {
        let decision = &self.model.decisions[consequence.decision];
        let subject = named(&decision.id, &decision.name);
        let Some(scope) = &consequence.cases else { return format!("{subject} in more cases than are listed") };
        let when = if scope.when.is_empty() { String::new() } else { format!(" when {}", scope.when) };
        let days = if scope.days.is_empty() { String::new() } else { format!(", {}", scope.days) };
        subject + &when + &days
    }

    /// What comes of it: who acts, or where it goes.
    pub(super) fn upshot(&self, consequence: &Consequence) -> String {
        let said: Vec<String> = match &consequence.upshot {
            Fallout::Covered(reliefs) => {
                let mut said: Vec<String> = reliefs.iter().map(|relief| self.relief(relief)).collect();
                // several may hold the role of whom it is not said who they are
                said.dedup();
                said
            }
            Fallout::FewHands { says, hands } => {
                let who: Vec<_> = hands.iter().map(|hand| hand.words(self.model)).collect();
                let give = if who.len() == 1 { "alone gives" } else { "give" };
                vec![format!("{} {give} what takes {says} people", joined(&who))]
            }
            Fallout::Stalls(missing) => {
                let roles: Vec<_> = missing.iter().map(|role| self.role(*role)).collect();
                let nobody = match roles.as_slice() {
                    [] => "too few are left to sign".to_owned(),
                    roles => format!("nobody is left to sign for {}", joined(roles)),
                };
                let ways = consequence.onward.iter().map(|way| self.way(way));
                let stays = consequence.onward.is_empty() && consequence.cases.is_some();
                let stays = stays.then(|| "it waits until somebody is back".to_owned());
                [nobody].into_iter().chain(ways).chain(stays).collect()
            }
        };
        format!("{}: {}", lead(consequence.severity()), said.join("; "))
    }

    fn relief(&self, Relief { role, hand, holds, through }: &Relief) -> String {
        let holds = match hand {
            Hand::Person(_) => format!(" ({})", self.role(*holds)),
            Hand::Holder(..) | Hand::Stranger(_) => String::new(),
        };
        let (who, role) = (hand.words(self.model), self.role(*role));
        match through {
            ActsBy::Post => format!("{who} holds {role} too"),
            ActsBy::Deputy => format!("{who}{holds} stands in for {role}"),
            ActsBy::Delegation => format!("{who}{holds} decides for {role}, who lends it"),
        }
    }

    fn way(&self, way: &WayOn) -> String {
        match way {
            WayOn::Up { from, to, within, times } => {
                format!("{} it goes up from {} to {}", after(*within, *times), self.role(*from), self.role(*to))
            }
            WayOn::Along { escalation, from, to, within, times } => {
                let id = &self.model.escalations[*escalation].id;
                let when = within.map_or_else(|| "at no set time".to_owned(), |within| after(within, *times));
                format!("`{id}` leads from {} to {}, {when}", self.role(*from), self.role(*to))
            }
            WayOn::Lapses(within, lapse) => format!("{} it counts as {}", after(*within, 1), lapse.as_str()),
        }
    }
}

fn after(within: Term, times: u32) -> String {
    if times == 1 { format!("after {within}") } else { format!("after {times} times {within}") }
}

const fn lead(severity: Severity) -> &'static str {
    match severity {
        Severity::Stops => "stops",
        Severity::Lapses => "runs out",
        Severity::FewHands => "fewer hands",
        Severity::GoesUp => "goes up",
        Severity::Covered => "covered",
    }
}

/// An id, and the name where it is another.
pub(super) fn named(id: &str, name: &str) -> String {
    if id == name { format!("`{id}`") } else { format!("`{id}` ({name})") }
}

/// "a", "a and b", "a, b and c".
fn joined(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// The days, as they stand after "away".
pub(super) fn on(Days { from, until }: Days) -> String {
    if from == until { format!("on {from}") } else { format!("from {from} to {until}") }
}

/// How many decisions each thing comes of.
pub(super) fn counts(absence: &Outage) -> String {
    let counts = Severity::ALL.into_iter().zip(absence.counts()).filter(|(_, count)| *count > 0);
    let said = counts.enumerate().map(|(number, (severity, count))| {
        let (one, many) = match severity {
            Severity::Stops => ("stops", "stop"),
            Severity::Lapses => ("runs out of time", "run out of time"),
            Severity::FewHands => ("takes fewer hands", "take fewer hands"),
            Severity::GoesUp => ("goes up", "go up"),
            Severity::Covered => ("is covered", "are covered"),
        };
        let [noun, nouns] = if number == 0 { ["decision ", "decisions "] } else { ["", ""] };
        counted(count as u64, &format!("{noun}{one}"), &format!("{nouns}{many}"))
    });
    said.collect::<Vec<_>>().join(", ")
}
