//! What stands beside the matrix, as tables: decision rights, roles and people, and what was agreed between them.

use indexmap::IndexMap;

use super::edition::Edition;
use super::rights::{Clause, manners, said};
use super::terms::Terms;
use crate::model::{Borrower, CaseSet, Decision, Id, Indicator, Lendable, Manner, Person, Rank, Refs, Role, Stage};
use crate::source::harmless;
use crate::subject::Text;
use crate::syntax::{Located, Slot, Term};
use crate::words::{between, clean};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Annex {
    pub(super) title: &'static str,
    pub(super) head: Vec<&'static str>,
    /// As many cells in each as the head has.
    pub(super) rows: Vec<Vec<String>>,
}

impl Annex {
    fn new<const N: usize>(
        title: &'static str,
        head: [&'static str; N],
        rows: impl Iterator<Item = [String; N]>,
    ) -> Self {
        Self { title, head: head.to_vec(), rows: rows.map(Vec::from).collect() }
    }

    /// Takes a column out that says nothing.
    fn leave_out_if_empty(&mut self, name: &str) {
        let Some(column) = self.head.iter().position(|head| *head == name) else { return };
        if self.rows.iter().all(|row| row.get(column).is_none_or(String::is_empty)) {
            self.head.remove(column);
            self.rows.iter_mut().for_each(|row| drop(row.remove(column)));
        }
    }
}

impl Edition<'_> {
    /// Cases that do not exist, bodies, people, hand-offs, escalations, indicators, what may be lent, delegations and waivers: those of
    /// which there are any.
    pub(super) fn tables(&self) -> Vec<Annex> {
        let tables = [
            self.impossible(),
            self.bodies(),
            self.people(),
            self.handoffs(),
            self.escalations(),
            self.indicators(),
            self.lendable(),
            self.delegations(),
            self.waivers(),
        ];
        tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
    }

    /// Every answer of every decision, one a row. Columns that many matrices have no use for are there where they say something.
    pub(super) fn decision_rights(&self) -> Annex {
        let (words, voice) = (self.words(), self.voice());
        let decisions = self.model.decisions.values();
        let clauses: Vec<_> = decisions.iter().map(|decision| Clause::all(voice, decision)).collect();
        let manners = manners(clauses.iter().flatten());
        let mut rows = Vec::new();
        for (decision, clauses) in decisions.iter().zip(&clauses) {
            let terms = Terms::of(voice, decision);
            for (clause, step) in clauses.iter().flat_map(|clause| clause.steps.iter().map(move |step| (clause, step)))
            {
                let remarks =
                    [&step.remark, &clause.remark, &terms.remark].into_iter().find(|remark| !remark.is_empty());
                let start =
                    [&clean(&decision.name), &terms.activity, &terms.requested_by, &clause.whole(voice), &step.limit];
                let beside = manners.iter().filter_map(|number| step.beside.get(*number));
                let ends = [
                    said(&step.times, voice).join(words.and_also),
                    terms.within.clone(),
                    terms.per.clone(),
                    terms.others(voice),
                    remarks.cloned().unwrap_or_default(),
                ];
                rows.push(start.into_iter().chain([&step.answer]).chain(beside).cloned().chain(ends).collect());
            }
        }
        let start = [words.decision, words.activity, words.requested_by, words.when, words.limit, words.who_decides];
        let beside = manners.iter().filter_map(|number| Manner::ALL.get(*number)).map(|manner| words.manner(*manner));
        let ends = [words.times, words.within, words.per, words.remarks, words.note];
        let head = start.into_iter().chain(beside).chain(ends).collect();
        let mut table = Annex { title: words.decisions, head, rows };
        table.leave_out_if_empty(words.times);
        table.leave_out_if_empty(words.note);
        table
    }

    /// Every role.
    pub(super) fn all_roles(&self) -> Annex {
        let words = self.words();
        let named = |role: &Slot<Located<Id<Role>>>| role.get().map(|role| self.role(role.value)).unwrap_or_default();
        let rows = self.model.roles.as_written().map(|(id, role)| {
            let department = role.department.get().map(|of| clean(&self.model.departments[of.value].name));
            let level = role.level.get().and_then(|level| self.model.matrix.levels.get(level.value));
            let aliases: Vec<_> = role.aliases.iter().map(|alias| clean(&alias.value)).collect();
            [
                clean(&role.name.value),
                department.unwrap_or_default(),
                level.map(clean).unwrap_or_default(),
                named(&role.reports_to),
                self.stand_ins(id),
                aliases.join(words.list),
                self.voice().standing(role).join(words.and_also),
            ]
        });
        let head =
            [words.role, words.department, words.level, words.reports_to, words.deputy, words.aliases, words.remarks];
        Annex::new(words.roles, head, rows)
    }

    /// Who stands in for a role, in this order, and in which cases.
    fn stand_ins(&self, role: Id<Role>) -> String {
        let each = self.model.stand_ins(role).map(|deputy| match deputy.when {
            None => self.role(deputy.role.value),
            Some(when) => format!("{} ({})", self.role(deputy.role.value), self.when(when)),
        });
        each.collect::<Vec<_>>().join(self.words().list)
    }

    /// What was found, where that is shown.
    pub(super) fn findings(&self) -> Annex {
        let words = self.words();
        let rows = self.found.iter().map(|found| {
            let level = self.lang.level(found.level).to_owned();
            [level, found.subject.clone(), found.message.clone(), found.rule.to_owned()]
        });
        Annex::new(words.findings, [words.finding_level, words.subject, words.message, words.rule], rows)
    }

    /// The cases that do not exist for any subject.
    fn impossible(&self) -> Annex {
        let words = self.words();
        let rows = self.model.impossible.iter().map(|one| [self.when(&one.when), self.voice().remark(&one.remarks)]);
        Annex::new(words.impossible, [words.when, words.note], rows)
    }

    /// The bodies, and how they decide.
    fn bodies(&self) -> Annex {
        let words = self.words();
        let rows = self.model.roles.as_written().filter_map(|(_, role)| {
            let body = role.body.as_ref()?;
            let quorum = body.quorum.map(|quorum| self.lang.quorum(quorum)).unwrap_or_default();
            let members = self.voice().roles(body.members.ids());
            Some([clean(&role.name.value), members, quorum, self.voice().remark(&role.remarks)])
        });
        let mut bodies = Annex::new(words.bodies, [words.role, words.members, words.quorum, words.note], rows);
        bodies.leave_out_if_empty(words.note);
        bodies
    }

    fn people(&self) -> Annex {
        let words = self.words();
        let rows = self.model.people.as_written().flat_map(|(_, person)| self.person(person));
        let (head, has_absences) = ([words.person, words.roles, words.when, words.absent], self.has_absences());
        let mut people = Annex::new(words.people, head, rows);
        if !has_absences {
            people.head.pop();
            people.rows.iter_mut().for_each(|row| drop(row.pop()));
        }
        people
    }

    fn has_absences(&self) -> bool {
        self.model.people.values().iter().any(|person| !person.absent.is_empty())
    }

    /// The roles that a person holds, a row for each set of cases.
    fn person(&self, person: &Person) -> Vec<[String; 4]> {
        let mut rows: IndexMap<String, Vec<Id<Role>>> = IndexMap::new();
        for post in &person.posts.items {
            rows.entry(self.when(&post.when)).or_default().push(post.role.value);
        }
        if rows.is_empty() {
            rows.insert(self.words().every_case.to_owned(), Vec::new());
        }
        let absent: Vec<_> = person.absent.iter().map(|days| format!("{} – {}", days.from, days.until)).collect();
        let absent = absent.join(self.words().list);
        let row = |(when, roles)| [clean(&person.name), self.voice().roles(roles), when, absent.clone()];
        rows.into_iter().map(row).collect()
    }

    /// A set of cases in words.
    fn when(&self, cases: &CaseSet) -> String {
        let voice = self.voice();
        voice.when(&voice.conditions(cases))
    }

    fn handoffs(&self) -> Annex {
        let words = self.words();
        let rows = self.model.handoffs.values().iter().map(|handoff| {
            let artefact = handoff.artefact.get().map_or_else(|| clean(&handoff.name), clean);
            let times = [self.term(&handoff.within), self.term(&handoff.every)];
            let soon = times.into_iter().filter(|time| !time.is_empty()).collect::<Vec<_>>().join(words.list);
            [self.roles(&handoff.from), self.roles(&handoff.to), artefact, soon, self.stages(&handoff.stages)]
        });
        let head = [words.from, words.to, words.artefact, words.how_soon, words.stage];
        Annex::new(words.handoffs, head, rows)
    }

    fn stages(&self, stages: &Refs<Stage>) -> String {
        let named: Vec<_> = stages.ids().map(|stage| clean(&self.model.stages[stage].name)).collect();
        named.join(self.words().list)
    }

    fn escalations(&self) -> Annex {
        let words = self.words();
        let rows = self.model.escalations.as_written().map(|(_, escalation)| {
            let path: Vec<_> = escalation.path.ids().map(|role| self.role(role)).collect();
            let stage = escalation.stage.get().map(|stage| clean(&self.model.stages[stage.value].name));
            let trigger = escalation.trigger.as_ref().map(clean).unwrap_or_default();
            let within = self.term(&escalation.within);
            [clean(&escalation.name), trigger, path.join(" → "), within, stage.unwrap_or_default()]
        });
        let head = [words.escalations, words.trigger, words.path, words.each_step, words.stage];
        Annex::new(words.escalations, head, rows)
    }

    fn indicators(&self) -> Annex {
        let words = self.words();
        let rows = self.model.indicators.values().iter().map(|indicator| {
            let role = indicator.role.get().map(|role| self.role(role.value)).unwrap_or_default();
            let activity = indicator.activity.get().map(|of| clean(&self.model.activities[of.value].name));
            let per = self.term(&indicator.per);
            [clean(&indicator.name), role, activity.unwrap_or_default(), target(indicator), per]
        });
        let head = [words.indicator, words.role, words.activity, words.target, words.every];
        Annex::new(words.indicators, head, rows)
    }

    fn delegations(&self) -> Annex {
        let words = self.words();
        let rows = self.model.delegations.iter().map(|delegation| {
            let from = delegation.from.get().map(|from| self.role(from.value)).unwrap_or_default();
            let days = [&delegation.valid_from, &delegation.valid_until];
            let [first, last] = days.map(|day| day.get().map(|day| day.value.to_string()).unwrap_or_default());
            let (to, lent, when) = (&delegation.to, &delegation.named, &delegation.when);
            [from, self.roles(to), self.lent(lent), self.when(when), first, last, self.roles(&delegation.agrees)]
        });
        let (from, until) = (words.valid_from, words.valid_until);
        let head = [words.lent_by, words.lent_to, words.decision, words.when, from, until, words.agree];
        let mut delegations = Annex::new(words.delegations, head, rows);
        delegations.leave_out_if_empty(words.agree);
        delegations
    }

    /// What may be lent, by whom, to whom and how.
    fn lendable(&self) -> Annex {
        let words = self.words();
        let rows = self.model.lendable.iter().map(|lendable| {
            let from = Some(&lendable.from).filter(|from| !from.is_empty()).map(|from| self.roles(from));
            let further = lendable.further.get().map(|may| if *may { words.further } else { words.no_further });
            [
                from.unwrap_or_else(|| words.everybody.to_owned()),
                self.borrowers(lendable),
                self.lent(&lendable.named),
                self.when(&lendable.when),
                self.term(&lendable.longest),
                self.roles(&lendable.agrees),
                further.unwrap_or_default().to_owned(),
            ]
        });
        let head =
            [words.lent_by, words.lent_to, words.decision, words.when, words.longest, words.agree, words.remarks];
        Annex::new(words.lendable, head, rows)
    }

    fn borrowers(&self, lendable: &Lendable) -> String {
        let words = self.words();
        let named = lendable.to.iter().map(|borrower| match borrower {
            Borrower::Role(role) => self.role(*role),
            Borrower::AtLeast(Rank::Level(level)) => format!("{}{}", clean(level), words.or_higher),
            Borrower::AtLeast(Rank::Role(role)) => format!("{}{}", self.role(*role), words.or_higher),
            Borrower::NotBelowLender => words.not_below_lender.to_owned(),
        });
        let named = named.collect::<Vec<_>>().join(words.list);
        let named = if named.is_empty() { words.everybody.to_owned() } else { named };
        let bound =
            if lendable.not_below_lender { [words.and_also, words.not_below_lender].concat() } else { String::new() };
        named + &bound
    }

    fn lent(&self, decisions: &Refs<Decision>) -> String {
        let words = self.words();
        let named: Vec<_> = decisions.ids().map(|decision| clean(&self.model.decisions[decision].name)).collect();
        if decisions.is_empty() { words.all_decided.to_owned() } else { named.join(words.list) }
    }

    fn waivers(&self) -> Annex {
        let words = self.words();
        let rows = self.model.waivers.iter().map(|waiver| {
            let text = |slot: &Slot<Located<Text>>| slot.get().map(|text| clean(&text.value)).unwrap_or_default();
            let approved = waiver.approved_by.get().map(|role| self.role(role.value)).unwrap_or_default();
            let until = waiver.until.get().map(|day| day.value.to_string()).unwrap_or_default();
            let subject = harmless::prose(&waiver.subject().to_string()).to_string();
            [subject, text(&waiver.rule), text(&waiver.reason), approved, until]
        });
        let head = [words.subject, words.rule, words.reason, words.approved_by, words.until];
        Annex::new(words.waivers, head, rows)
    }

    /// A span, where there is one.
    pub(super) fn term(&self, term: &Slot<Located<Term>>) -> String {
        term.get().map(|term| self.lang.term(term.value)).unwrap_or_default()
    }
}

/// What is to be reached: `≥ 95 %`, `2 ≤ x ≤ 5 days`.
fn target(indicator: &Indicator) -> String {
    let Slot::Given(target) = &indicator.target else { return String::new() };
    let unit = indicator.unit.get().map(|unit| format!(" {}", clean(&unit.value))).unwrap_or_default();
    let bounds = between(target.value.low(), "x", target.value.high());
    format!("{}{unit}", bounds.strip_prefix("x ").unwrap_or(&bounds))
}
