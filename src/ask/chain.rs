//! The chain of a decision in one case.

use case_space::{Coordinate, Piece, Point};
use indexmap::IndexSet;

use super::basis::Ask;
use super::link::{GivenBy, Link, Reason, Stand, list_of};
use super::people::Signing;
use super::question::Answered;
use super::resolution::Ruling;
use crate::hands::Relay;
use crate::model::{
    Also, Answer, Coverage, Deciders, Decision, Id, Manner, Origin, Parties, Precedence, Relative, Role, Times,
};
use crate::syntax::{Lapse, Located, Slot, Term};

impl<'a> Ask<'a> {
    /// What gave each answer and what is added to it, who stands beside it, then what follows.
    pub(super) fn chain(
        &self,
        decision: &'a Decision,
        coverage: &'a Coverage<Id<Answer>>,
        (answered, signing): (&Answered<'a>, &Signing),
    ) -> Vec<Link<'a>> {
        let point = &answered.case.point;
        let told = Telling { ask: self, decision, point };
        let mut chain = Vec::new();
        for piece in &answered.pieces {
            chain.extend(given(decision, coverage, piece, point).links());
            chain.extend(told.precedence(coverage.origin(piece.origin)));
        }
        for ruling in &answered.rulings {
            chain.extend(told.come_to(ruling));
            chain.extend(ruling.also(point).into_iter().filter_map(|also| told.adds(also)));
        }
        chain.extend(told.beside(&answered.rulings));
        let answers = answered.resolutions.iter().filter_map(|resolution| resolution.answer.as_ref());
        let deciders: IndexSet<_> = answers.flat_map(Answer::roles).collect();
        let mut times: Vec<Time> = Vec::new();
        for origin in answered.rulings.iter().flat_map(|ruling| &ruling.origins) {
            let time = Time::at(decision, *origin);
            if !times.contains(&time) {
                times.push(time);
            }
        }
        chain.extend(times.iter().flat_map(Time::links));
        let added = answered.rulings.iter().flat_map(|ruling| ruling.also(point));
        chain.extend(added.flat_map(|also| told.times_of(also)));
        let bodies: IndexSet<_> = deciders.iter().flat_map(|role| self.seats(*role)).collect();
        chain.extend(bodies.iter().filter_map(|role| self.acts_by(*role)));
        for role in &deciders {
            let up = times.iter().filter_map(|time| time.within.filter(|_| time.lapse == Lapse::Escalates));
            chain.extend(up.filter_map(|within| self.goes_up_within(within, *role)));
            chain.extend(self.escalations(*role));
        }
        let deputies = deciders.iter().flat_map(|role| self.deputies(*role)).filter(|link| may_stand_in(link, point));
        let further = signing.relays.iter().filter(|relay| !deciders.contains(&relay.from));
        let further = further.flat_map(|relay| self.deputies(relay.from).filter(|link| link.place == relay.place));
        chain.extend(deputies.chain(further));
        let is_lent_here = |link: &Link<'_>| {
            let Reason::Lends(from, delegation) = link.reason else { return false };
            let is_used =
                |relay: &Relay| relay.from == from && delegation.to.items.iter().any(|to| to.place == relay.place);
            let is_direct = deciders.contains(&from) && delegation.when.condition().contains(point);
            is_direct || signing.relays.iter().any(is_used)
        };
        chain.extend(self.lent(decision).filter(is_lent_here));
        chain
    }
}

/// Whether the case may be one of those in which somebody stands in: they may be told apart by what the decision does not ask.
fn may_stand_in(link: &Link<'_>, point: &Point) -> bool {
    match link.reason {
        Reason::StandsIn(_, Some(when)) => when.may_contain(point),
        _ => true,
    }
}

fn given<'a>(
    decision: &'a Decision,
    coverage: &'a Coverage<Id<Answer>>,
    piece: &Piece<Id<Answer>>,
    point: &Point,
) -> GivenBy<'a> {
    let origin = coverage.origin(piece.origin);
    let answer = piece.held.values().first().and_then(|number| decision.answer(*number));
    // who follows from the requester is told as it is written, and so is what those who agree stand beside
    let written = decision.answer_at(origin);
    let is_other = written.is_some_and(|written| !written.relatives().is_empty());
    let agree = || decision.parties_at(origin, Manner::Agrees).0.is_empty();
    let space = coverage.cover.space();
    let around = Some((space, space.block_at(&piece.region, point)));
    GivenBy { decision, origin, answer: if is_other || !agree() { written } else { answer }, around }
}

/// What is told of a decision in one case.
struct Telling<'q, 'a> {
    ask: &'q Ask<'a>,
    decision: &'a Decision,
    point: &'q Point,
}

impl<'a> Telling<'_, 'a> {
    /// Over which other cases the one stands that gives an answer, and whether something would be added to it.
    fn precedence(&self, origin: Origin) -> Vec<Link<'a>> {
        let Some(case) = origin.case.and_then(|number| self.decision.cases.get(number)) else { return Vec::new() };
        let over = match &case.over {
            Precedence::None => None,
            Precedence::All(place) => Some(Link::new(Reason::StandsOver(None), Vec::new(), *place)),
            Precedence::These(these) => {
                let below = these.iter().filter_map(|below| self.decision.cases.get(below.value)).collect();
                let place = these.first().map_or(case.place, |first| first.place);
                Some(Link::new(Reason::StandsOver(Some(below)), Vec::new(), place))
            }
        };
        let would_add = |also: &Also| also.when.condition().contains(self.point);
        let alone = case.alone.filter(|_| self.decision.also.iter().any(would_add));
        over.into_iter().chain(alone.map(|place| Link::new(Reason::Alone, Vec::new(), place))).collect()
    }

    /// To whom each approver comes who follows from the requester or the case.
    fn come_to(&self, ruling: &Ruling<'a>) -> Vec<Link<'a>> {
        let decision = self.decision;
        let mut told: IndexSet<Relative> = IndexSet::new();
        let mut links = Vec::new();
        let mut tell = |who: Vec<Relative>, place| {
            for relative in who.into_iter().filter(|relative| told.insert(relative.clone())) {
                let Some(Deciders::Role(role)) = self.comes(&Deciders::Relative(relative.clone())) else { continue };
                links.push(Link::new(Reason::ComesTo(relative, self.requester()), vec![role], place));
            }
        };
        for origin in &ruling.origins {
            let answer = decision.answer_at(*origin);
            tell(answer.map_or_else(Vec::new, |answer| answer.relatives().into_iter().collect()), origin.place);
        }
        for also in ruling.also(self.point) {
            if let Slot::Given(decides) = &also.decides {
                tell(decides.value.relatives().into_iter().collect(), decides.place);
            }
        }
        let added = ruling.also(self.point).into_iter().flat_map(|also| also.beside.lists());
        let added = added.flat_map(|(_, list)| &list.items);
        for party in Manner::ALL.into_iter().flat_map(|manner| ruling.parties(manner)).chain(added) {
            tell(party.who.relatives().into_iter().collect(), party.place);
        }
        links
    }

    /// The cases that leave it open who decides, or the top where there are none.
    fn silent(&self) -> Vec<Origin> {
        let cases =
            self.decision.cases.iter().enumerate().filter(|(_, case)| case.when.condition().contains(self.point));
        let cases: Vec<_> = cases.map(|(number, _)| Origin { case: Some(number), ..Origin::default() }).collect();
        if cases.is_empty() { vec![Origin::default()] } else { cases }
    }

    fn requester(&self) -> Option<Id<Role>> {
        let asks = self.ask.model.dimensions.requested_by()?;
        let Coordinate::Value(role) = self.point.coordinate(asks.index())? else { return None };
        self.ask.model.roles.id(*role)
    }

    fn comes(&self, who: &Deciders) -> Option<Deciders> {
        self.ask.model.comes_to(self.decision, who, self.point)
    }

    /// Those whose signature something adds.
    fn adds(&self, also: &'a Also) -> Option<Link<'a>> {
        let decides = also.decides.get()?;
        let signs = self.comes(&decides.value)?;
        let roles = signs.roles().into_iter().collect();
        let reason = Reason::Adds(also, signs);
        Some(Link { remarks: Some(&also.remarks), ..Link::new(reason, roles, decides.place) })
    }

    /// How much time there is for those whose signature something adds.
    fn times_of(&self, also: &'a Also) -> Vec<Link<'a>> {
        let time = Time::of(&also.beside.times);
        let mut links = time.links();
        let up = time.within.filter(|_| time.lapse == Lapse::Escalates);
        let signers = also.signers().filter_map(|who| self.comes(who)).flat_map(|who| who.roles());
        let up = signers.filter_map(|role| self.ask.goes_up_within(up?, role));
        links.extend(up);
        links
    }

    /// Everybody who stands beside the answers, by what is written and by what is added.
    fn beside(&self, rulings: &[Ruling<'a>]) -> Vec<Link<'a>> {
        let mut lists: Vec<&'a Parties> = Vec::new();
        let mut links = Vec::new();
        let mut remarked = Vec::new();
        let mut add = |list: &'a Parties, link: Option<Link<'a>>| {
            if !lists.iter().any(|known| std::ptr::eq(*known, list)) {
                lists.push(list);
                links.extend(link);
            }
        };
        let origins: Vec<Origin> = rulings.iter().flat_map(|ruling| ruling.origins.iter().copied()).collect();
        let origins = if origins.is_empty() { self.silent() } else { origins };
        for manner in Manner::ALL {
            for origin in &origins {
                let Some(right) = self.decision.right_at(*origin) else { continue };
                let list = list_of(self.decision, right, manner);
                add(list, Link::stands(manner, list, None, |who| self.comes(who)));
                if let Some(rung) = self.decision.step_at(*origin) {
                    let list = rung.1.beside.list(manner);
                    add(list, Link::stands(manner, list, Some(rung), |who| self.comes(who)));
                }
            }
            for also in rulings.iter().flat_map(|ruling| ruling.also(self.point)) {
                let list = also.beside.list(manner);
                let link = Link::stands(manner, list, None, |who| self.comes(who)).map(|link| by(link, also));
                let is_told = also.decides.get().is_some() || remarked.contains(&also.place);
                let remarks = Some(&also.remarks).filter(|_| !is_told);
                remarked.extend(link.as_ref().map(|_| also.place));
                add(list, link.map(|link| Link { remarks, ..link }));
            }
        }
        links
    }
}

/// The step, which holds by what is added.
fn by<'a>(link: Link<'a>, also: &'a Also) -> Link<'a> {
    let reason = match link.reason {
        Reason::Stands(stand) => Reason::Stands(Stand { by: Some(also), ..stand }),
        other => other,
    };
    Link { reason, ..link }
}

/// How much time there is for an answer, and what happens when it runs out.
#[derive(PartialEq)]
struct Time {
    within: Option<Located<Term>>,
    lapse: Lapse,
    open_for: Option<Located<Term>>,
    holds_for: Option<Located<Term>>,
}

impl Time {
    /// The times that hold for the answer that is written there: those that stand nearest to it.
    fn at(decision: &Decision, origin: Origin) -> Self {
        let nearest = |pick: fn(&Times) -> Option<Located<Term>>| decision.times_at(origin).find_map(pick);
        Self {
            within: decision.within_at(origin),
            lapse: decision.lapse_at(origin),
            open_for: nearest(|times| times.open_for.get().copied()),
            holds_for: nearest(|times| times.holds_for.get().copied()),
        }
    }

    /// The times that are given there.
    fn of(times: &Times) -> Self {
        Self {
            within: times.within.get().and_then(|within| within.first().copied()),
            lapse: times.then.get().map(|then| then.value).unwrap_or_default(),
            open_for: times.open_for.get().copied(),
            holds_for: times.holds_for.get().copied(),
        }
    }

    /// The steps that say so; not to whom it goes up.
    fn links<'a>(&self) -> Vec<Link<'a>> {
        let said = |reason: fn(Term) -> Reason<'a>, time: Option<Located<Term>>| {
            time.map(|time| Link::new(reason(time.value), Vec::new(), time.place))
        };
        let lapses = self.within.filter(|_| self.lapse != Lapse::Escalates);
        let lapses = lapses.map(|within| Link::new(Reason::Lapses(within.value, self.lapse), Vec::new(), within.place));
        let others = [said(Reason::OpenFor, self.open_for), said(Reason::HoldsFor, self.holds_for)];
        lapses.into_iter().chain(others.into_iter().flatten()).collect()
    }
}
