//! Decision rights: who decides, at the top and by case, outright or up a ladder of approval limits.

use std::collections::BTreeSet;

use super::activity::Activity;
use super::also::Also;
use super::answer::Answer;
use super::beside::{Manner, Parties, take_beside};
use super::case_set::CaseSet;
use super::coverage::{self, Authority, Coverage};
use super::decision_case::{DecisionCase, circles};
use super::dimension::Dimension;
use super::footing::Footing;
use super::id::{Id, ids};
use super::impossible::Impossible;
use super::refs::Refs;
use super::resolver::{Resolver, Resolves};
use super::right::{Body, Right, take_keys};
use super::role::Role;
use super::stage::Stage;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Located, Named, Remarks, Slot};

/// A decision right.
#[derive(Debug)]
pub struct Decision {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Text,
    /// The stage at which it is taken.
    pub stage: Slot<Located<Id<Stage>>>,
    /// The activity at which it is taken.
    pub activity: Slot<Located<Id<Activity>>>,
    /// The roles that ask for it.
    pub requested_by: Refs<Role>,
    /// Nobody decides on a request of their own, which is said here.
    pub four_eyes: Option<Place>,
    /// The window over which amounts add up.
    pub per: Slot<Located<Text>>,
    /// The kinds of duty that it is.
    pub duties: Vec<Located<Text>>,
    /// What holds where no case says otherwise.
    pub top: Right,
    /// What holds in some cases.
    pub cases: Vec<DecisionCase>,
    /// The cases that stand over each other in a circle, by their numbers: none of them keeps another out.
    pub circles: Vec<Vec<usize>>,
    /// What some cases need on top of whatever answers them.
    pub also: Vec<Also>,
    /// Its cases that do not exist.
    pub impossible: Vec<Impossible>,
    /// What is remarked on it.
    pub remarks: Remarks,
    /// The different answers that it gives before anything is added, in the order of what they mean, each as it is most plainly written.
    pub answers: Vec<Answer>,
    /// Who decides where, before anything is added; `None` where that could not be read, or is too large to be derived.
    pub coverage: Option<Coverage<Id<Answer>>>,
    /// The same with what is added; `None` where nothing is.
    pub(super) full: Option<Authority>,
    /// How many words the cover takes, where they are too many.
    pub(super) too_large: Option<usize>,
}

impl Decision {
    pub(super) fn resolve(
        declared: Named<syntax::Decision>,
        footing: &Footing<'_>,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Named { id, mut body } = declared;
        let remarks = body.remarks();
        let keys = take_keys!(body, footing, resolver);
        // a measure at the top without limits there is for the ladders of the cases
        let measure = match &keys.measure {
            Slot::Given(to) => resolver.names_silently(to),
            Slot::Absent => Slot::Absent,
            Slot::Unread => Slot::Unread,
        };
        let top = Right::resolve(keys, Slot::Absent, footing, resolver);
        let is_unread = body.cases.is_unread() || body.also.is_unread() || body.impossible.is_unread();
        let (cases, unread_order) =
            DecisionCase::all(body.cases.take().unwrap_or_default(), measure, footing, resolver);
        let also = body.also.take().unwrap_or_default();
        let impossible = body.impossible.take().unwrap_or_default();
        let mut decision = Self {
            place: id.place,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            stage: resolver.slot(body.stage),
            activity: resolver.slot(body.activity),
            requested_by: resolver.refs_slot(body.requested_by),
            four_eyes: body.four_eyes.place_if_set(),
            per: body.per,
            duties: resolver.tags(body.duty),
            top,
            circles: circles(&cases),
            cases,
            also: also.into_iter().map(|also| Also::resolve(also, footing, resolver)).collect(),
            impossible: impossible
                .into_iter()
                .map(|one| Impossible::resolve(one, footing.dimensions, resolver))
                .collect(),
            remarks,
            answers: Vec::new(),
            coverage: None,
            full: None,
            too_large: None,
        };
        let is_unsure = footing.dimensions.is_unsure_of(&decision.told_apart_by());
        if !is_unread && !unread_order && !is_unsure && !decision.has_unread_body() {
            decision.cover(footing, coverage::AT_ONCE);
        } else {
            resolver.unsure_of([Kind::Role, Kind::Dimension]);
        }
        decision
    }

    /// Whether it is not known who decides where, and not only the names of some deciders.
    fn has_unread_body(&self) -> bool {
        let is_unread = |right: &Right| matches!(right.body, Body::Unread);
        let sets = self.also.iter().map(|also| &also.when).chain(self.impossible.iter().map(|one| &one.when));
        is_unread(&self.top)
            || self.cases.iter().any(|case| case.when.has_unread || is_unread(&case.right))
            || sets.into_iter().any(|when| when.has_unread)
    }

    /// The dimensions by which it tells cases apart.
    fn told_apart_by(&self) -> BTreeSet<Id<Dimension>> {
        let named = self.case_sets().flat_map(|set| set.conditions.keys().copied());
        named.chain(self.ladders().map(|ladder| ladder.measure)).collect()
    }

    /// The top and the cases.
    pub fn rights(&self) -> impl Iterator<Item = &Right> {
        std::iter::once(&self.top).chain(self.cases.iter().map(|case| &case.right))
    }

    /// Every set of cases that it speaks of.
    pub fn case_sets(&self) -> impl Iterator<Item = &CaseSet> {
        let cases = self.cases.iter().map(|case| &case.when).chain(self.also.iter().map(|also| &also.when));
        cases.chain(self.impossible.iter().map(|one| &one.when))
    }

    /// Every answer that is written, with its place; `None` where it names somebody unknown.
    pub fn written_answers(&self) -> impl Iterator<Item = (Option<&Answer>, Place)> {
        self.rights().flat_map(|right| right.body.answers())
    }

    /// The numbers of the answers of which `is_so` is true.
    #[must_use]
    pub fn numbers_of(&self, is_so: impl Fn(&Answer) -> bool) -> Vec<Id<Answer>> {
        ids(self.answers.len()).zip(&self.answers).filter(|(_, answer)| is_so(answer)).map(|(id, _)| id).collect()
    }

    /// The answer of this number, before anything is added.
    #[must_use]
    pub fn answer(&self, number: Id<Answer>) -> Option<&Answer> {
        self.answers.get(number.index())
    }

    /// Who decides where, with what is added, and the answers by their numbers; `None` where that could not be read.
    #[must_use]
    pub fn in_full(&self) -> Option<(&[Answer], &Coverage<Id<Answer>>)> {
        match &self.full {
            Some(full) => Some((&full.answers, &full.coverage)),
            None => Some((&self.answers, self.coverage.as_ref()?)),
        }
    }

    /// Everybody who has a say in some case: who decides, and whose signature is added.
    pub fn all_with_a_say(&self) -> impl Iterator<Item = Id<Role>> {
        let added = self.full.iter().flat_map(|full| &full.answers);
        self.answers.iter().chain(added).flat_map(Answer::roles)
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Decision, self.id.clone())
    }

    /// Whether something of it is unread, or it is too large to be looked at.
    #[must_use]
    pub fn has_unread(&self) -> bool {
        let is_unknown = |manner: Manner| self.rights().any(|right| right.beside.list(manner).has_unread);
        self.coverage.is_none()
            || self.written_answers().any(|(answer, _)| answer.is_none())
            || is_unknown(Manner::Agrees)
            || self.also.iter().any(|also| also.decides.is_unread() || also.beside.agrees.has_unread)
    }
}

impl Resolves for syntax::Decision {
    type Resolved = Decision;
}
