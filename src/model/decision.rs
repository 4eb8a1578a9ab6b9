//! Decision rights: who decides, at the top and by case, outright or up a ladder of approval limits.

use std::collections::BTreeMap;

use case_space::{Claim, Condition, Held, Over, Part};

use super::activity::Activity;
use super::answer::{Answer, Meaning};
use super::case_set::CaseSet;
use super::coverage::{self, Coverage, Origin, Sketch};
use super::dimension::Dimensions;
use super::id::{Id, ids};
use super::refs::Refs;
use super::resolver::{Resolver, Resolves};
use super::right::{Body, DecisionCase, Right, take_keys};
use super::role::Role;
use super::stage::Stage;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Located, Named, Slot, Term};

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
    /// The time to decide before it goes up.
    pub within: Slot<Located<Term>>,
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
    /// The different answers that it gives, in the order of what they mean, each as it is most plainly written.
    pub answers: Vec<Answer>,
    /// Who decides where; `None` where that could not be read, or is too large to be derived.
    pub coverage: Option<Coverage<Id<Answer>>>,
    /// How many words the cover takes, where they are too many.
    pub(super) too_large: Option<usize>,
}

impl Decision {
    pub(super) fn resolve(
        declared: Named<syntax::Decision>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Named { id, mut body } = declared;
        let keys = take_keys!(body);
        // a measure at the top without limits there is for the ladders of the cases
        let measure = match &keys.measure {
            Slot::Given(to) => resolver.names_silently(to),
            Slot::Absent => Slot::Absent,
            Slot::Unread => Slot::Unread,
        };
        let top = Right::resolve(keys, Slot::Absent, dimensions, resolver);
        let cases_unread = body.cases.is_unread();
        let cases = body.cases.take().unwrap_or_default();
        let mut decision = Self {
            place: id.place,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            stage: resolver.slot(body.stage),
            activity: resolver.slot(body.activity),
            requested_by: resolver.refs_slot(body.requested_by),
            within: body.within,
            four_eyes: body.four_eyes.place_if_set(),
            per: body.per,
            duties: resolver.tags(body.duty),
            top,
            cases: cases.into_iter().map(|case| DecisionCase::resolve(case, measure, dimensions, resolver)).collect(),
            answers: Vec::new(),
            coverage: None,
            too_large: None,
        };
        if !cases_unread && !decision.has_unread_body() {
            decision.cover(dimensions, coverage::AT_ONCE);
        } else {
            resolver.unsure_of([Kind::Role, Kind::Dimension]);
        }
        decision
    }

    /// Derives the cover of the decision's cases, unless it takes more than so many words.
    pub(super) fn cover(&mut self, dimensions: &Dimensions, most: usize) {
        let Answers { different, numbers } = Answers::of(self);
        match self.cover_of(&numbers, dimensions, most) {
            Ok(coverage) => (self.coverage, self.too_large) = (Some(coverage), None),
            Err(words) => self.too_large = Some(words),
        }
        self.answers = different;
    }

    /// The cover of its cases, given of each answer in turn the number of what it means; how many words it takes, where these are more
    /// than `most`.
    fn cover_of(
        &self,
        numbers: &[Id<Answer>],
        dimensions: &Dimensions,
        most: usize,
    ) -> Result<Coverage<Id<Answer>>, usize> {
        let mut sketch = Sketch::default();
        let mut numbers = numbers.iter();
        let mut held = |_: &Answer| numbers.next().map_or(Held::Unknown, |number| Held::one(*number));
        let (top, claims) = self.parts(&mut sketch, &mut held);
        sketch.cover_within(&top, &claims, dimensions, most)
    }

    /// What covers the cases of `within` if nobody but `role` decides: its gaps are the cases of `within` in which the role has no say
    /// and approval is needed.
    #[must_use]
    pub fn cover_by(&self, role: Id<Role>, within: &CaseSet, dimensions: &Dimensions) -> Coverage<()> {
        let mut sketch = Sketch::default();
        let (top, mut claims) = self.parts(&mut sketch, &mut |answer| match answer {
            Answer::Free => Held::one(()),
            answer if answer.roles().contains(&role) => Held::one(()),
            _ => Held::all([]),
        });
        claims.extend(within.conditions.iter().map(|(dimension, selection)| {
            let beyond = Condition::always().and(dimension.index(), selection.clone().complement());
            Claim {
                over: Over::Nothing,
                parts: vec![sketch.part(beyond.clone(), Held::Unknown, Origin::default())],
                when: beyond,
            }
        }));
        sketch.cover(&top, &claims, dimensions)
    }

    /// The parts of the top and the claims of the cases. `held` is what holds where an answer does.
    fn parts<V>(
        &self,
        sketch: &mut Sketch,
        held: &mut impl FnMut(&Answer) -> Held<V>,
    ) -> (Vec<Part<V>>, Vec<Claim<V>>) {
        let top = self.top.body.parts(sketch, &Condition::always(), None, held);
        let claims = self.cases.iter().enumerate().map(|(number, case)| {
            let when = case.when.condition();
            Claim { over: Over::Nothing, parts: case.right.body.parts(sketch, &when, Some(number), held), when }
        });
        (top, claims.collect())
    }

    /// Whether it is not known who decides where, and not only the names of some deciders.
    fn has_unread_body(&self) -> bool {
        let is_unread = |right: &Right| matches!(right.body, Body::Unread);
        is_unread(&self.top) || self.cases.iter().any(|case| case.when.has_unread || is_unread(&case.right))
    }

    /// The top and the cases.
    pub fn rights(&self) -> impl Iterator<Item = &Right> {
        std::iter::once(&self.top).chain(self.cases.iter().map(|case| &case.right))
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

    /// The answer of this number.
    #[must_use]
    pub fn answer(&self, number: Id<Answer>) -> Option<&Answer> {
        self.answers.get(number.index())
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Decision, self.id.clone())
    }

    /// Whether something of it is unread, or it is too large to be looked at.
    #[must_use]
    pub fn has_unread(&self) -> bool {
        self.coverage.is_none() || self.written_answers().any(|(answer, _)| answer.is_none())
    }
}

/// The different answers of a decision in the order of what they mean, each as it is most plainly written: which of them stands first in
/// the file makes no difference.
pub(super) struct Answers {
    different: Vec<Answer>,
    /// Of each answer that is written, the number of what it means.
    numbers: Vec<Id<Answer>>,
}

impl Answers {
    fn of(decision: &Decision) -> Self {
        let written: Vec<&Answer> = decision.written_answers().filter_map(|(answer, _)| answer).collect();
        let mut by_meaning: BTreeMap<Meaning, Vec<usize>> = BTreeMap::new();
        for (at, answer) in written.iter().enumerate() {
            by_meaning.entry(answer.meaning()).or_default().push(at);
        }
        let plainest = |places: &Vec<usize>| {
            let alike = places.iter().filter_map(|at| written.get(*at));
            alike.min_by_key(|answer| (answer.roles().len(), **answer)).copied().cloned()
        };
        let different = by_meaning.values().filter_map(plainest).collect();
        let numbered = by_meaning.values().zip(ids(by_meaning.len()));
        let mut numbers: Vec<_> = numbered.flat_map(|(places, id)| places.iter().map(move |at| (*at, id))).collect();
        numbers.sort_unstable();
        let numbers = numbers.into_iter().map(|(_, id)| id).collect();
        Self { different, numbers }
    }
}

impl Resolves for syntax::Decision {
    type Resolved = Decision;
}
