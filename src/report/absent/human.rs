//! Absences for people.

use std::io;

use indexmap::{IndexMap, IndexSet};

use super::super::counted;
use super::super::human::wrap_around_names;
use super::away::{Away, Outages};
use super::words::{Saying, counts, named, on};
use crate::absent::{Consequence, Outage, Ranked, Ranking, Severity};
use crate::model::Model;
use crate::source::harmless::{Out, blanks, prose, putln};

/// Writes what comes of absences, in so many columns.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn human(away: &Away<'_>, width: usize, out: &mut Out<'_>) -> io::Result<()> {
    let mut sheet = Sheet::new(away.model, width, out);
    sheet.head(away)?;
    match away.told {
        Outages::One(absence) => sheet.one(away, absence)?,
        Outages::Each(ranking) => sheet.each(away, ranking)?,
        Outages::Carried(all) => sheet.carried(away, all)?,
    }
    let unproven: Vec<_> = away.unproven().iter().map(|decision| sheet.saying.decision(*decision)).collect();
    if !unproven.is_empty() {
        sheet.gap()?;
        sheet.write(0, &format!("could not be looked at wholly, and may stall too: {}", unproven.join(", ")))?;
    }
    Ok(())
}

pub(super) struct Sheet<'p, 'o, 'a> {
    pub(super) saying: Saying<'a>,
    width: usize,
    out: &'p mut Out<'o>,
}

impl<'p, 'o, 'a> Sheet<'p, 'o, 'a> {
    const fn new(model: &'a Model, width: usize, out: &'p mut Out<'o>) -> Self {
        Self { saying: Saying { model }, width, out }
    }
}

impl Sheet<'_, '_, '_> {
    /// What counts as a pair of hands, where no people are listed.
    fn head(&mut self, away: &Away<'_>) -> io::Result<()> {
        if !away.model.people.is_empty() {
            return Ok(());
        }
        self.write(0, "no people are listed: each role counts as one pair of hands, and stands for who holds it")?;
        self.gap()
    }

    fn one(&mut self, away: &Away<'_>, absence: &Outage) -> io::Result<()> {
        let are = if absence.away.len() == 1 { "is" } else { "are" };
        self.write(0, &format!("while {} {are} away {}:", self.saying.away(absence), on(away.days)))?;
        self.leave(away)?;
        self.consequences(absence, false)?;
        let said = counts(absence);
        self.gap()?;
        let all = counted(away.model.decisions.len() as u64, "decision", "decisions");
        self.write(
            0,
            &if said.is_empty() { "every decision goes on as ever".to_owned() } else { format!("{said}, of {all}") },
        )
    }

    fn each(&mut self, away: &Away<'_>, ranking: &Ranking) -> io::Result<()> {
        self.write(0, &format!("who stops what {}, the gravest first", on(away.days)))?;
        self.leave(away)?;
        self.ranked(&ranking.alone, "one alone")?;
        self.ranked(&ranking.pairs, "two together, by what goes on while one of them is there")?;
        if ranking.alone.listed.is_empty() && ranking.pairs.listed.is_empty() {
            self.gap()?;
            self.write(0, "nobody: every decision goes on as ever, whoever is away")?;
        }
        Ok(())
    }

    /// Those who are away by what is written.
    pub(super) fn leave(&mut self, away: &Away<'_>) -> io::Result<()> {
        let is_asked = |id: &str| match away.told {
            Outages::One(absence) => absence.away.iter().any(|hand| self.saying.is_called(hand, id)),
            Outages::Each(_) | Outages::Carried(_) => false,
        };
        let others: Vec<_> = away.on_leave().filter(|(person, _)| !is_asked(&person.id)).collect();
        for (person, leave) in others {
            let who = named(&person.id, &person.name);
            self.write(2, &format!("on leave: {who} from {} to {}", leave.from, leave.until))?;
        }
        Ok(())
    }

    fn ranked(&mut self, ranked: &Ranked, title: &str) -> io::Result<()> {
        if ranked.listed.is_empty() {
            return Ok(());
        }
        self.gap()?;
        self.write(0, &format!("── {title} ──"))?;
        for absence in &ranked.listed {
            self.gap()?;
            self.write(0, &format!("{}: {}", self.saying.away(absence), counts(absence)))?;
            self.consequences(absence, true)?;
        }
        if ranked.more > 0 {
            self.gap()?;
            self.write(0, &format!("and {}", counted(ranked.more as u64, "more like this", "more like these")))?;
        }
        Ok(())
    }

    /// What comes of it, and for which decisions and cases; briefly, without the cases in which somebody else decides.
    fn consequences(&mut self, absence: &Outage, briefly: bool) -> io::Result<()> {
        let mut alike: IndexMap<String, Vec<&Consequence>> = IndexMap::new();
        for consequence in &absence.consequences {
            alike.entry(self.saying.upshot(consequence)).or_default().push(consequence);
        }
        for (upshot, consequences) in alike {
            self.write(2, &upshot)?;
            let is_covered = consequences.iter().all(|one| one.severity() == Severity::Covered);
            if is_covered && briefly {
                let decisions: IndexSet<_> =
                    consequences.iter().map(|one| self.saying.decision(one.decision)).collect();
                self.write(6, &Vec::from_iter(decisions).join(", "))?;
                continue;
            }
            consequences.into_iter().try_for_each(|one| self.write(6, &self.saying.cases(one)))?;
        }
        Ok(())
    }

    pub(super) fn gap(&mut self) -> io::Result<()> {
        putln!(self.out)
    }

    /// Writes a text so many columns in.
    pub(super) fn write(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let hang = indent.saturating_add(HANG);
        for (number, line) in wrap_around_names(&prose(text), self.width.saturating_sub(hang)).into_iter().enumerate() {
            putln!(self.out, "{}{}", blanks(if number == 0 { indent } else { hang }), line)?;
        }
        Ok(())
    }
}

/// So far in stands what a line goes on with.
const HANG: usize = 4;
