//! The steps of a chain as data: why an answer is what it is, and what follows from it. Whoever tells them, in whatever words, takes them
//! from here.

use case_space::{Block, Space};

use super::basis::Ask;
use crate::model::{
    Answer, Body, CaseSet, Decision, Delegation, Escalation, Id, Ladder, Origin, Parties, Right, Role, Step,
};
use crate::source::Place;
use crate::syntax::{Letter, Slot, Term};

/// One step of a chain.
#[derive(Debug, Clone)]
pub struct Link<'a> {
    /// What it says.
    pub reason: Reason<'a>,
    /// Who decides, is asked, is told, comes next or stands in: of whom it says that.
    pub roles: Vec<Id<Role>>,
    /// Where it is written.
    pub place: Place,
}

/// What a step of a chain says of its roles.
#[derive(Debug, Clone)]
pub enum Reason<'a> {
    /// They decide.
    Given(GivenBy<'a>),
    /// They would have decided less.
    Below(Rung<'a>),
    /// They would have decided more.
    Above(Rung<'a>),
    /// They hold a letter.
    Letter(Letter),
    /// They are asked before: within a limit, or in all of the case.
    Consults(Option<Rung<'a>>),
    /// They are told after: within a limit, or in all of the case.
    Informs(Option<Rung<'a>>),
    /// It goes up to them when the time to decide runs out.
    GoesUp {
        /// The time.
        within: Term,
        /// Who has it.
        from: Id<Role>,
    },
    /// They come next, in this order, when the matter cannot be settled.
    Escalates {
        /// On whose path.
        escalation: &'a Escalation,
        /// After whom.
        from: Id<Role>,
    },
    /// They stand in for this role: in some cases, or in every one.
    StandsIn(Id<Role>, Option<&'a CaseSet>),
    /// This role lends them the right.
    Lends(Id<Role>, &'a Delegation),
}

/// What gives an answer.
#[derive(Debug, Clone)]
pub struct GivenBy<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// What of it: the top, a case, or a limit in one of these.
    pub origin: Origin,
    /// The answer; `None` where it names somebody unknown.
    pub answer: Option<&'a Answer>,
    /// Cases in which it holds, around the one that is asked about; `None` where none is, and all that are written count.
    pub around: Option<(&'a Space, Block)>,
}

/// An approval limit, and the ladder that it is a step of.
pub type Rung<'a> = (&'a Ladder, &'a Step);

impl<'a> Reason<'a> {
    /// The word that machine output uses.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Given(GivenBy { origin: Origin { step: Some(_), .. }, .. }) => "limit",
            Self::Given(GivenBy { origin: Origin { case: Some(_), .. }, .. }) => "case",
            Self::Given(_) => "top",
            Self::Below(_) => "below",
            Self::Above(_) => "above",
            Self::Letter(_) => "letter",
            Self::Consults(_) => "consults",
            Self::Informs(_) => "informs",
            Self::GoesUp { .. } | Self::Escalates { .. } => "escalation",
            Self::StandsIn(..) => "deputy",
            Self::Lends(..) => "delegation",
        }
    }

    /// The limit within which somebody is asked or told; `None` where that holds for all of the case.
    #[must_use]
    pub const fn within(&self) -> Option<Rung<'a>> {
        if let Self::Consults(within) | Self::Informs(within) = self { *within } else { None }
    }
}

impl<'a> GivenBy<'a> {
    /// The answer that is written at an origin of the decision's cover.
    #[must_use]
    pub fn at(decision: &'a Decision, origin: Origin) -> Self {
        Self { decision, origin, answer: decision.answer_at(origin), around: None }
    }

    /// What gives the answer, then the limits below and above it.
    #[must_use]
    pub fn links(self) -> Vec<Link<'a>> {
        let (answer, place) = (self.answer, self.origin.step_place);
        let step = self.decision.step_at(self.origin).map(|(ladder, _)| ladder).zip(self.origin.step);
        let mut links = vec![Link::decides(Reason::Given(self), answer, place)];
        if let Some((ladder, step)) = step {
            let rung = |number: usize| Some((ladder, ladder.steps.get(number)?));
            let below = step.checked_sub(1).and_then(rung).map(|below| (Reason::Below(below), below.1));
            let above = step.checked_add(1).and_then(rung).map(|above| (Reason::Above(above), above.1));
            let next = [below, above].into_iter().flatten();
            links.extend(next.map(|(reason, step)| Link::decides(reason, step.answer.as_ref(), step.place)));
        }
        links
    }
}

impl<'a> Link<'a> {
    fn decides(reason: Reason<'a>, answer: Option<&Answer>, place: Place) -> Self {
        Self { reason, roles: answer.map_or_else(Vec::new, |answer| answer.roles().into_iter().collect()), place }
    }

    /// Who is asked or told; `None` where nobody is.
    fn hears(reason: Reason<'a>, roles: &Parties) -> Option<Self> {
        Some(Self { reason, roles: roles.ids().collect(), place: roles.items.first()?.place })
    }

    /// Who is asked before, then who is told after.
    pub fn asked_and_told(right: &'a Right) -> impl Iterator<Item = Self> {
        let ladder = if let Body::Ladder(ladder) = &right.body { Some(ladder) } else { None };
        let rungs = move || ladder.into_iter().flat_map(|ladder| ladder.steps.iter().map(move |step| (ladder, step)));
        let asked = rungs().map(|rung| Self::hears(Reason::Consults(Some(rung)), &rung.1.beside.consults));
        let told = rungs().map(|rung| Self::hears(Reason::Informs(Some(rung)), &rung.1.beside.informs));
        let asked = [Self::hears(Reason::Consults(None), &right.beside.consults)].into_iter().chain(asked);
        asked.chain([Self::hears(Reason::Informs(None), &right.beside.informs)]).chain(told).flatten()
    }
}

impl<'a> Ask<'a> {
    /// To whom the decision goes when the role does not decide in time.
    #[must_use]
    pub fn goes_up(&self, decision: &'a Decision, role: Id<Role>) -> Option<Link<'a>> {
        let Slot::Given(within) = decision.within() else { return None };
        let superior = self.org.superior(role)?;
        let reason = Reason::GoesUp { within: within.value, from: role };
        Some(Link { reason, roles: vec![superior], place: within.place })
    }

    /// Who comes after the role, on each path of escalation that it is on.
    pub fn escalations(&self, role: Id<Role>) -> impl Iterator<Item = Link<'a>> {
        self.model.escalations.as_written().filter_map(move |(_, escalation)| {
            let mut path = escalation.path.items.iter().skip_while(|asked| asked.value != role).skip(1).peekable();
            let place = path.peek()?.place;
            let reason = Reason::Escalates { escalation, from: role };
            Some(Link { reason, roles: path.map(|next| next.value).collect(), place })
        })
    }

    /// Who stands in for the role, in this order.
    pub fn deputies(&self, role: Id<Role>) -> impl Iterator<Item = Link<'a>> + use<'a> {
        self.model.stand_ins(role).map(move |deputy| Link {
            reason: Reason::StandsIn(role, deputy.when),
            roles: vec![deputy.role.value],
            place: deputy.role.place,
        })
    }

    /// Who lends the decision to whom, on the day, by each delegation of it.
    pub fn lent(&self, decision: &'a Decision) -> impl Iterator<Item = Link<'a>> {
        let (model, today) = (self.model, self.today);
        model.delegations.iter().filter_map(move |delegation| {
            let lent = model.decisions[delegation.decision.get()?.value].id == decision.id;
            let from = delegation.from.get().filter(|_| lent && delegation.is_valid_on(today))?;
            let reason = Reason::Lends(from.value, delegation);
            Some(Link { reason, roles: delegation.to.ids().collect(), place: delegation.place })
        })
    }
}
