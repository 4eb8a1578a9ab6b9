//! Who can carry a matter from its beginning to its end without a third, for people.

use std::io;

use super::super::counted;
use super::away::Away;
use super::human::Sheet;
use super::words::on;
use crate::absent::{Between, CarriedBy, Carriers, DutyChain, OutageCases, Relief};
use crate::hands::{ActsBy, Hand};

/// How many chains one or two can carry.
fn summary(all: &[Carriers]) -> String {
    if all.is_empty() {
        return "there is no chain of duties: place activities in stages, or name in `[[separations]]` what is kept apart"
            .to_owned();
    }
    let alone = all.iter().filter(|one| !one.alone.listed.is_empty()).count();
    let pairs = all.iter().filter(|one| one.alone.listed.is_empty() && !one.pairs.listed.is_empty()).count();
    let open = all.iter().filter(|one| !one.is_proven).count();
    let open = if open > 0 { format!("; {open} could not be looked at wholly") } else { String::new() };
    let chains = counted(all.len() as u64, "chain", "chains");
    let carried = match (alone, pairs) {
        (0, 0) => "none can be carried by one alone or by two".to_owned(),
        (0, two) => format!("{two} can be carried by two, none by one alone"),
        (one, 0) => format!("{one} can be carried by one alone"),
        (one, two) => format!("{one} can be carried by one alone, {two} by two"),
    };
    format!("of {chains} of duties {carried}{open}")
}

impl Sheet<'_, '_, '_> {
    pub(super) fn carried(&mut self, away: &Away<'_>, all: &[Carriers]) -> io::Result<()> {
        let days = on(away.days);
        self.write(0, &format!("who can carry a matter from its first duty to its last without a third {days}"))?;
        self.leave(away)?;
        for carriers in all {
            self.gap()?;
            self.carriers(carriers)?;
        }
        self.gap()?;
        self.write(0, &summary(all))
    }

    fn carriers(&mut self, carriers: &Carriers) -> io::Result<()> {
        let model = self.saying.model;
        let chain = &carriers.chain;
        let title = match (&chain.place, &chain.reason) {
            (None, _) => "a sale from the first stage to the last",
            (Some(_), Some(reason)) => reason.as_str(),
            (Some(_), None) => "kept apart",
        };
        self.write(0, &format!("── {title} ──"))?;
        let duties: Vec<String> = chain.duties.iter().map(|duty| format!("`{}`", duty.words(model))).collect();
        self.write(2, &duties.join(", "))?;
        if !carriers.is_proven {
            return self.write(2, "could not be looked at wholly: there may be somebody");
        }
        let Carriers { alone, pairs, .. } = carriers;
        if alone.listed.is_empty() && pairs.listed.is_empty() {
            return self.write(2, "nobody can, and no two");
        }
        self.between(chain, alone, "one alone")?;
        self.between(
            chain,
            pairs,
            if alone.listed.is_empty() { "two together, and nobody alone" } else { "two together" },
        )
    }

    fn between(&mut self, chain: &DutyChain, between: &Between, title: &str) -> io::Result<()> {
        if between.listed.is_empty() {
            return Ok(());
        }
        self.write(2, &format!("{title}:"))?;
        between.listed.iter().try_for_each(|by| self.carried_by(chain, by))?;
        if between.more > 0 {
            self.write(4, &format!("and {} more", between.more))?;
        }
        Ok(())
    }

    fn carried_by(&mut self, chain: &DutyChain, by: &CarriedBy) -> io::Result<()> {
        let hands: Vec<String> = by.hands.iter().map(|hand| self.saying.hand(hand)).collect();
        self.write(4, &hands.join(" and "))?;
        for cases in by.cases.iter().filter(|cases| !(cases.when.is_empty() && cases.days.is_empty())) {
            self.write(6, &where_and_when(cases))?;
        }
        if by.more > 0 {
            self.write(6, &format!("and in {} more regions of cases", by.more))?;
        }
        for (duty, shares) in chain.duties.iter().zip(&by.shares) {
            let duty = format!("`{}`", duty.words(self.saying.model));
            let shares: Vec<String> = shares.iter().map(|share| self.share(share)).collect();
            let who = if shares.is_empty() { "takes no signature".to_owned() } else { shares.join(", ") };
            self.write(6, &format!("{duty}: {who}"))?;
        }
        Ok(())
    }

    /// Who carries something, and as what.
    fn share(&self, Relief { role, hand, holds, through }: &Relief) -> String {
        let (who, role) = (hand.words(self.saying.model), self.saying.role(*role));
        let is_named = matches!(hand, Hand::Person(_));
        let holds = if is_named { format!(" ({})", self.saying.role(*holds)) } else { String::new() };
        match through {
            ActsBy::Post if is_named => format!("{who} as {role}"),
            ActsBy::Post => role,
            ActsBy::Deputy => format!("{who}{holds} standing in for {role}"),
            ActsBy::Delegation => format!("{who}{holds} deciding for {role}, who lends it"),
        }
    }
}

fn where_and_when(OutageCases { when, days, .. }: &OutageCases) -> String {
    let when = if when.is_empty() { String::new() } else { format!("when {when}") };
    let parts: Vec<&str> = [when.as_str(), days.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
