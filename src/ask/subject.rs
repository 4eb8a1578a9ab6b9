//! What can be asked about: decisions and activities, by subject, or by an id or a name that only one of them has.

use std::fmt;

use crate::meant::{Known, called, either};
use crate::model::{Activity, Decision, Id, Model};
use crate::nearest::nearest;
use crate::subject::{Kind, Subject};

/// A decision or an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Who decides?
    Decision(Id<Decision>),
    /// Who is accountable, responsible, consulted, informed?
    Activity(Id<Activity>),
}

/// Why there is nothing of that name to ask about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectError {
    /// No decision and no activity is called that; the nearest that is.
    Unknown(String, Option<String>),
    /// Several are.
    Several(String, Vec<Subject>),
}

impl fmt::Display for SubjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(written, Some(near)) => {
                write!(f, "there is no decision or activity `{written}`; the nearest is `{near}`")
            }
            Self::Unknown(written, None) => write!(f, "there is no decision or activity `{written}`"),
            Self::Several(written, subjects) => {
                write!(f, "`{written}` may be {}; write which", either(subjects))
            }
        }
    }
}

/// Every subject that can be asked about, decisions first.
pub fn subjects(model: &Model) -> impl Iterator<Item = (Subject, &str)> {
    let decisions = model.decisions.values().iter().map(|decision| (decision.subject(), decision.name.as_str()));
    decisions.chain(model.activities.values().iter().map(|activity| (activity.subject(), activity.name.as_str())))
}

impl Asked {
    /// The decision or activity that is written as a subject, or called so: by its id or its name.
    ///
    /// # Errors
    /// Where there is none, or where several are called so.
    pub fn find(model: &Model, written: &str) -> Result<Self, SubjectError> {
        let subject = Subject::parse(written);
        let (word, known): (&str, Vec<_>) = match &subject {
            Some(Subject::Of(Kind::Decision, id)) => (id, decisions(model).collect()),
            Some(Subject::Of(Kind::Activity, id)) => (id, activities(model).collect()),
            _ => (written, decisions(model).chain(activities(model)).collect()),
        };
        match called(word, &known).as_slice() {
            [one] => Ok(one.thing),
            [] => Err(unknown(model, written)),
            several => {
                let subjects = several.iter().map(|known| known.thing.subject(model));
                Err(SubjectError::Several(written.to_owned(), subjects.collect()))
            }
        }
    }

    fn subject(self, model: &Model) -> Subject {
        match self {
            Self::Decision(id) => model.decisions[id].subject(),
            Self::Activity(id) => model.activities[id].subject(),
        }
    }
}

fn decisions(model: &Model) -> impl Iterator<Item = Known<'_, Asked>> {
    model.decisions.iter().map(|(id, decision)| Known {
        thing: Asked::Decision(id),
        id: &decision.id,
        names: vec![decision.name.as_str()],
    })
}

fn activities(model: &Model) -> impl Iterator<Item = Known<'_, Asked>> {
    model.activities.iter().map(|(id, activity)| Known {
        thing: Asked::Activity(id),
        id: &activity.id,
        names: vec![activity.name.as_str()],
    })
}

fn unknown(model: &Model, written: &str) -> SubjectError {
    let decisions = model.decisions.values().iter().map(|decision| &decision.id);
    let known = decisions.chain(model.activities.values().iter().map(|activity| &activity.id));
    let near = nearest(written, known).map(|near| near.word.to_string());
    SubjectError::Unknown(written.to_owned(), near)
}
