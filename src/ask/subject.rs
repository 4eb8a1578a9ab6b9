//! What can be asked about: decisions and activities, by subject or by an id that only one of them has.

use std::fmt;

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
    /// A decision and an activity are.
    Both(String),
}

impl fmt::Display for SubjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(written, Some(near)) => {
                write!(f, "there is no decision or activity `{written}`; the nearest is `{near}`")
            }
            Self::Unknown(written, None) => write!(f, "there is no decision or activity `{written}`"),
            Self::Both(id) => {
                write!(f, "`{id}` is a decision and an activity: write `decisions.{id}` or `activities.{id}`")
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
    /// The decision or activity that is written as a subject, as a bare id that only one thing has, or as a name that only one has.
    ///
    /// # Errors
    /// Where there is none, or where a bare id is that of a decision and of an activity.
    pub fn find(model: &Model, written: &str) -> Result<Self, SubjectError> {
        let (decision, activity) = match Subject::parse(written) {
            Some(Subject::Of(Kind::Decision, id)) => (decision(model, &id), None),
            Some(Subject::Of(Kind::Activity, id)) => (None, activity(model, &id)),
            _ => (decision(model, written), activity(model, written)),
        };
        match (decision, activity) {
            (Some(decision), None) => Ok(Self::Decision(decision)),
            (None, Some(activity)) => Ok(Self::Activity(activity)),
            (Some(_), Some(_)) => Err(SubjectError::Both(written.to_owned())),
            (None, None) => Err(unknown(model, written)),
        }
    }
}

fn decision(model: &Model, id: &str) -> Option<Id<Decision>> {
    model.decisions.iter().find(|(_, decision)| decision.id == id).map(|(found, _)| found)
}

fn activity(model: &Model, id: &str) -> Option<Id<Activity>> {
    model.activities.iter().find(|(_, activity)| activity.id == id).map(|(found, _)| found)
}

fn unknown(model: &Model, written: &str) -> SubjectError {
    let decisions = model.decisions.values().iter().map(|decision| &decision.id);
    let known = decisions.chain(model.activities.values().iter().map(|activity| &activity.id));
    let near = nearest(written, known).map(|near| near.word.to_string());
    SubjectError::Unknown(written.to_owned(), near)
}
