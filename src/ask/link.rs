//! The steps of a chain as data: why an answer is what it is, and what follows from it. Whoever tells them, in whatever words, takes them
//! from here.

use case_space::{Block, Space};

use super::basis::Ask;
use crate::model::{
    Also, Answer, Beside, Body, CaseSet, Deciders, Decision, DecisionCase, Delegation, Escalation, Id, Ladder, Manner,
    Origin, Parties, Party, Relative, Right, Role, Step,
};
use crate::source::Place;
use crate::syntax::{Enough, Lapse, Letter, Located, Remarks, Slot, Term};

/// One step of a chain.
#[derive(Debug, Clone)]
pub struct Link<'a> {
    /// What it says.
    pub reason: Reason<'a>,
    /// Who decides, is asked, is told, comes next or stands in: of whom it says that.
    pub roles: Vec<Id<Role>>,
    /// Where it is written.
    pub place: Place,
    /// What is remarked there.
    pub remarks: Option<&'a Remarks>,
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
    /// What gives the answer stands over other cases: over these, or over every other.
    StandsOver(Option<Vec<&'a DecisionCase>>),
    /// Nothing is added to what gives the answer.
    Alone,
    /// An approver who is not named comes to them, for the one who asks if that is told.
    ComesTo(Relative, Option<Id<Role>>),
    /// Their signature is added.
    Adds(&'a Also, Deciders),
    /// They hold a letter.
    Letter(Letter),
    /// They stand beside the answer.
    Stands(Stand<'a>),
    /// It goes up to them when the time to decide runs out.
    GoesUp {
        /// The time.
        within: Term,
        /// Who has it.
        from: Id<Role>,
    },
    /// What else happens when that time runs out.
    Lapses(Term, Lapse),
    /// So long it stays open at least.
    OpenFor(Term),
    /// So long holds what is granted.
    HoldsFor(Term),
    /// They come next, in this order, when the matter cannot be settled.
    Escalates {
        /// On whose path.
        escalation: &'a Escalation,
        /// After whom.
        from: Id<Role>,
    },
    /// They are the members by whom this body acts, where so many agree.
    ActsBy(Id<Role>, Option<Enough>),
    /// They stand in for this role: in some cases, or in every one.
    StandsIn(Id<Role>, Option<&'a CaseSet>),
    /// This role lends them the right.
    Lends(Id<Role>, &'a Delegation),
}

/// Who stands beside an answer.
#[derive(Debug, Clone)]
pub struct Stand<'a> {
    /// In what manner.
    pub manner: Manner,
    /// Who, and in which time.
    pub parties: Vec<(Deciders, Option<Term>)>,
    /// Within which limit; `None` where that holds for all of the case.
    pub within: Option<Rung<'a>>,
    /// By what they are added to what is written beside the answer.
    pub by: Option<&'a Also>,
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

impl Reason<'_> {
    /// The word that machine output uses.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Given(GivenBy { origin: Origin { step: Some(_), .. }, .. }) => "limit",
            Self::Given(GivenBy { origin: Origin { case: Some(_), .. }, .. }) => "case",
            Self::Given(_) => "top",
            Self::Below(_) => "below",
            Self::Above(_) => "above",
            Self::StandsOver(_) => "over",
            Self::Alone => "alone",
            Self::ComesTo(..) => "relative",
            Self::Adds(..) => "also",
            Self::Letter(_) => "letter",
            Self::Stands(stand) => stand.manner.as_str(),
            Self::GoesUp { .. } | Self::Lapses(..) | Self::Escalates { .. } => "escalation",
            Self::OpenFor(_) => "open-for",
            Self::HoldsFor(_) => "holds-for",
            Self::ActsBy(..) => "body",
            Self::StandsIn(..) => "deputy",
            Self::Lends(..) => "delegation",
        }
    }
}

impl<'a> GivenBy<'a> {
    /// The answer that is written at an origin of the decision's cover.
    #[must_use]
    pub fn at(decision: &'a Decision, origin: Origin) -> Self {
        Self { decision, origin, answer: decision.answer_at(origin), around: None }
    }

    /// What is remarked where it is written: on its step, or else on its case or the decision.
    fn remarks(&self) -> Option<&'a Remarks> {
        let step = self.decision.step_at(self.origin).map(|(_, step)| &step.remarks);
        let case = self.origin.case.and_then(|case| self.decision.cases.get(case)).map(|case| &case.remarks);
        let all = [step, case, Some(&self.decision.remarks)];
        all.into_iter().flatten().find(|remarks| !remarks.are_absent())
    }

    /// What gives the answer, then the limits below and above it.
    #[must_use]
    pub fn links(self) -> Vec<Link<'a>> {
        let (answer, place) = (self.answer, self.origin.step_place);
        let step = self.decision.step_at(self.origin).map(|(ladder, _)| ladder).zip(self.origin.step);
        let remarks = self.remarks();
        let mut links = vec![Link { remarks, ..Link::decides(Reason::Given(self), answer, place) }];
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
    /// A step on which nothing is remarked.
    pub(super) const fn new(reason: Reason<'a>, roles: Vec<Id<Role>>, place: Place) -> Self {
        Self { reason, roles, place, remarks: None }
    }

    fn decides(reason: Reason<'a>, answer: Option<&Answer>, place: Place) -> Self {
        Self::new(reason, answer.map_or_else(Vec::new, |answer| answer.roles().into_iter().collect()), place)
    }

    /// Those of a list who stand beside an answer, where there are any. `come` says who is meant.
    pub(super) fn stands(
        manner: Manner,
        list: &'a Parties,
        within: Option<Rung<'a>>,
        come: impl Fn(&Deciders) -> Option<Deciders>,
    ) -> Option<Self> {
        let place = list.items.first()?.place;
        let party = |party: &Party| Some((come(&party.who)?, party.within.get().map(|within| within.value)));
        let parties: Vec<_> = list.items.iter().filter_map(party).collect();
        let mut roles: Vec<Id<Role>> = Vec::new();
        for role in parties.iter().flat_map(|(who, _)| who.roles()) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        let stand = Stand { manner, parties, within, by: None };
        (!stand.parties.is_empty()).then(|| Self::new(Reason::Stands(stand), roles, place))
    }

    /// Everybody who stands beside the answers of the top or of a case of a decision: by its own lists or, where it has none, by those of
    /// the top, and by those of its steps.
    pub fn beside(decision: &'a Decision, right: &'a Right) -> impl Iterator<Item = Self> {
        let ladder = if let Body::Ladder(ladder) = &right.body { Some(ladder) } else { None };
        let rungs = move || ladder.into_iter().flat_map(|ladder| ladder.steps.iter().map(move |step| (ladder, step)));
        Manner::ALL.into_iter().flat_map(move |manner| {
            let as_written = |who: &Deciders| Some(who.clone());
            let body = Self::stands(manner, list_of(decision, right, manner), None, as_written);
            let of_step =
                move |rung: Rung<'a>| Self::stands(manner, rung.1.beside.list(manner), Some(rung), as_written);
            body.into_iter().chain(rungs().filter_map(of_step))
        })
    }
}

/// The list that holds for the top or a case: its own, or else that of the top.
pub(super) fn list_of<'a>(decision: &'a Decision, right: &'a Right, manner: Manner) -> &'a Parties {
    let own: &Beside = &right.beside;
    let list = own.list(manner);
    if list.is_written() { list } else { decision.top.beside.list(manner) }
}

impl<'a> Ask<'a> {
    /// To whom the decision goes when the role does not decide in the time that there is at first.
    #[must_use]
    pub fn goes_up(&self, decision: &'a Decision, role: Id<Role>) -> Option<Link<'a>> {
        let Slot::Given(within) = decision.within() else { return None };
        self.goes_up_within(within, role)
    }

    /// To whom a decision goes when the role does not decide in time.
    pub(super) fn goes_up_within(&self, within: Located<Term>, role: Id<Role>) -> Option<Link<'a>> {
        let superior = self.org.superior(role)?;
        Some(Link::new(Reason::GoesUp { within: within.value, from: role }, vec![superior], within.place))
    }

    /// By whom a body acts.
    #[must_use]
    pub fn acts_by(&self, role: Id<Role>) -> Option<Link<'a>> {
        let body = &self.model.roles[role];
        let council = body.body.as_ref().filter(|council| !council.members.is_empty())?;
        let reason = Reason::ActsBy(role, council.quorum);
        Some(Link { remarks: Some(&body.remarks), ..Link::new(reason, council.members.ids().collect(), body.place) })
    }

    /// Who comes after the role, on each path of escalation that it is on.
    pub fn escalations(&self, role: Id<Role>) -> impl Iterator<Item = Link<'a>> {
        self.model.escalations.as_written().filter_map(move |(_, escalation)| {
            let mut path = escalation.path.items.iter().skip_while(|asked| asked.value != role).skip(1).peekable();
            let place = path.peek()?.place;
            let reason = Reason::Escalates { escalation, from: role };
            let roles = path.map(|next| next.value).collect();
            Some(Link { remarks: Some(&escalation.remarks), ..Link::new(reason, roles, place) })
        })
    }

    /// Who stands in for the role, in this order.
    pub fn deputies(&self, role: Id<Role>) -> impl Iterator<Item = Link<'a>> + use<'a> {
        self.model.stand_ins(role).map(move |deputy| {
            Link::new(Reason::StandsIn(role, deputy.when), vec![deputy.role.value], deputy.role.place)
        })
    }

    /// Who lends the decision to whom, on the day, by each delegation of it.
    pub fn lent(&self, decision: &'a Decision) -> impl Iterator<Item = Link<'a>> {
        let (model, today) = (self.model, self.today);
        model.delegations.iter().filter_map(move |delegation| {
            let mut lent = delegation.decisions(&model.decisions).into_iter();
            let mut is_lent = || lent.any(|lent| model.decisions[lent.value].id == decision.id);
            let from = delegation.from.get().filter(|_| delegation.is_valid_on(today)).filter(|_| is_lent())?;
            let reason = Reason::Lends(from.value, delegation);
            let roles = delegation.to.ids().collect();
            Some(Link { remarks: Some(&delegation.remarks), ..Link::new(reason, roles, delegation.place) })
        })
    }
}
