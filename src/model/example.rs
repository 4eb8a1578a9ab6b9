//! Worked examples: what the matrix must answer.

use case_space::{Coordinate, Point, Space};

use super::activity::{Activity, Spread};
use super::answer::Answer;
use super::decision::Decision;
use super::dimension::{Dimension, Dimensions};
use super::footing::Footing;
use super::id::{Id, List};
use super::resolver::Resolver;
use super::role::Role;
use super::written::{Placed, Written};
use crate::cases::Cases;
use crate::source::Place;
use crate::subject::{Kind, Subject};
use crate::syntax::{self, Capacity, Flaw, Located, Remarks, Slot};

/// A case of which the policy says itself what must come out.
#[derive(Debug, Clone)]
pub struct Example {
    /// All of its table.
    pub place: Place,
    /// What it asks, and what must come out.
    pub question: Question,
    /// The full case, by the numbers of its dimensions and values.
    pub given: Point,
    /// Where the case stands.
    pub given_place: Place,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Example {
    /// The case as a finding gives it: this one alone.
    #[must_use]
    pub fn cases(&self, dimensions: &Dimensions) -> Cases {
        Cases::exactly(&self.given, dimensions)
    }
}

/// What an example asks, and the answer that it expects.
#[derive(Debug, Clone)]
pub enum Question {
    /// Who decides?
    Decides(Located<Id<Decision>>, Located<Answer>),
    /// Who is accountable?
    Accountable(Located<Id<Activity>>, Located<Id<Role>>),
}

impl Example {
    /// The example; `None` where it is not complete, which is then said.
    pub(super) fn resolve(
        mut declared: syntax::Example,
        footing: &Footing<'_>,
        activities: &List<Activity>,
        decisions: &List<Decision>,
        resolver: &mut Resolver<'_>,
    ) -> Option<Self> {
        resolver.subject = match (&declared.decision, &declared.activity) {
            (Slot::Given(decision), _) => Subject::Of(Kind::Decision, decision.id.clone()),
            (_, Slot::Given(activity)) => Subject::Of(Kind::Activity, activity.id.clone()),
            _ => Subject::Matrix,
        };
        let (place, remarks) = (declared.place, declared.remarks());
        let given = std::mem::take(&mut declared.given).take();
        let case = given.as_ref().map(|given| case(given, footing.dimensions, resolver));
        let question = Question::resolve(declared, footing, resolver);
        let (given, question, case) = (given?, question?, case??);
        let mut example = Self { place, question, given: case, given_place: given.place, remarks };
        example.fill_in(decisions, footing.dimensions);
        let left_out = example.left_out(activities, decisions);
        for dimension in &left_out {
            let id = &footing.dimensions[*dimension].id;
            let message = format!("`{id}` is missing: the answer depends on it");
            resolver.say(Flaw::MissingKey, given.place, message, format!("add `{id} = …` to `given`"));
        }
        left_out.is_empty().then_some(example)
    }

    /// Gives the day, which need not be given, and a requester where the answer is the same for each.
    fn fill_in(&mut self, decisions: &List<Decision>, dimensions: &Dimensions) {
        let Question::Decides(decision, _) = &self.question else { return };
        let Some((_, coverage)) = decisions[decision.value].in_full() else { return };
        for built_in in [dimensions.date(), dimensions.requested_by()].into_iter().flatten().map(Id::index) {
            let told_apart = coverage.cover.space().told_apart(built_in);
            let Some(first) = told_apart.first().filter(|_| self.given.coordinate(built_in).is_none()) else {
                continue;
            };
            let held = |coordinate: &Coordinate| coverage.held_at(&self.given.clone().at(built_in, coordinate.clone()));
            if dimensions.date().map(Id::index) == Some(built_in)
                || told_apart.iter().all(|one| held(one) == held(first))
            {
                self.given = self.given.clone().at(built_in, first.clone());
            }
        }
    }

    /// The dimensions that matter to the subject and are not given.
    fn left_out(&self, activities: &List<Activity>, decisions: &List<Decision>) -> Vec<Id<Dimension>> {
        let space = match &self.question {
            Question::Decides(decision, _) => {
                decisions[decision.value].coverage.as_ref().map(|coverage| coverage.cover.space())
            }
            Question::Accountable(activity, _) => match activities[activity.value].spread(Capacity::Accountable) {
                Some(Spread::ByCase(coverage)) => Some(coverage.cover.space()),
                _ => None,
            },
        };
        let matter = space.into_iter().flat_map(Space::dimensions);
        matter.filter_map(Id::numbered).filter(|dimension| self.given.coordinate(dimension.index()).is_none()).collect()
    }

    /// What a finding on it names: the decision or activity that it is about.
    #[must_use]
    pub fn subject(&self, decisions: &List<Decision>, activities: &List<Activity>) -> Subject {
        match &self.question {
            Question::Decides(decision, _) => decisions[decision.value].subject(),
            Question::Accountable(activity, _) => activities[activity.value].subject(),
        }
    }
}

impl Question {
    /// What is asked and expected; `None` where that is not clear, which is then said.
    fn resolve(declared: syntax::Example, footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Option<Self> {
        let place = declared.place;
        let decision = resolver.slot(declared.decision);
        let activity = resolver.slot(declared.activity);
        let written = Written {
            decides: declared.decides,
            free: declared.free,
            forbidden: declared.forbidden,
            elsewhere: declared.elsewhere,
        };
        let answer = written.answer(footing, resolver);
        let accountable = resolver.slot(declared.accountable);
        match (decision, activity) {
            (Slot::Absent, Slot::Absent) => {
                let help = "say what it is about: `decision = \"…\"` or `activity = \"…\"`";
                resolver.say(Flaw::MissingKey, place, "`decision` or `activity` is missing", help);
                None
            }
            (decision, Slot::Absent) => {
                if let Slot::Given(accountable) = accountable {
                    let help = "write `decides`, or name an `activity`";
                    let message = "`accountable` is asked of an activity, and this example is about a decision";
                    resolver.say(Flaw::InvalidValue, accountable.place, message, help);
                }
                decided(decision, answer, place, resolver)
            }
            (Slot::Absent, activity) => {
                if let Slot::Given((_, place)) = answer {
                    let help = "write `accountable`, or name a `decision`";
                    let message = "`decides` is asked of a decision, and this example is about an activity";
                    resolver.say(Flaw::InvalidValue, place, message, help);
                }
                accounted(activity, accountable, place, resolver)
            }
            _ => {
                let message = "an example is about a decision or an activity, not both";
                resolver.say(Flaw::InvalidValue, place, message, "write one example for each");
                None
            }
        }
    }
}

fn decided(
    decision: Slot<Located<Id<Decision>>>,
    answer: Slot<Placed>,
    place: Place,
    resolver: &mut Resolver<'_>,
) -> Option<Question> {
    if answer.is_absent() {
        let help = "say who decides in this case: `decides = \"…\"`";
        resolver.say(Flaw::MissingKey, place, "`decides` is missing", help);
    }
    let (answer, place) = answer.take()?;
    Some(Question::Decides(decision.take()?, Located { value: answer?, place }))
}

fn accounted(
    activity: Slot<Located<Id<Activity>>>,
    accountable: Slot<Located<Id<Role>>>,
    place: Place,
    resolver: &mut Resolver<'_>,
) -> Option<Question> {
    if accountable.is_absent() {
        let help = "say who is accountable in this case: `accountable = \"…\"`";
        resolver.say(Flaw::MissingKey, place, "`accountable` is missing", help);
    }
    Some(Question::Accountable(activity.take()?, accountable.take()?))
}

/// The case that is given; `None` where something in it could not be read.
fn case(given: &syntax::Given, dimensions: &Dimensions, resolver: &mut Resolver<'_>) -> Option<Point> {
    let mut case = Some(Point::default()).filter(|_| !given.has_unread);
    for (name, scalar) in &given.values {
        let id = resolver.find::<Dimension>(Kind::Dimension, &name.value, name.place);
        let read = id.and_then(|id| Some((id.index(), dimensions[id].coordinate(scalar, resolver)?)));
        case = case.zip(read).map(|(case, (dimension, coordinate))| case.at(dimension, coordinate));
    }
    case
}
