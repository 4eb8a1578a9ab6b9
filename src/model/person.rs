//! People: who holds which roles, in which cases, and when they are not there.

use jiff::civil::Date;

use super::case_set::CaseSet;
use super::dimension::Dimensions;
use super::id::Id;
use super::resolver::Resolver;
use super::role::Role;
use super::role_in_cases::RolesInCases;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Flaw, Named, Remarks, Slot};

/// Somebody who holds roles.
#[derive(Debug, Clone)]
pub struct Person {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Text,
    /// The roles that the person holds, and in which cases: what is said of all of them counts for each.
    pub posts: RolesInCases,
    /// The days on which the person is not there.
    pub absent: Vec<Leave>,
    /// Whether there may be more of these, which could not be read.
    pub has_unread_absence: bool,
    /// What is remarked on it.
    pub remarks: Remarks,
}

/// Days on which somebody is not there.
#[derive(Debug, Clone)]
pub struct Leave {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// All of its table.
    pub place: Place,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Person {
    pub(super) fn resolve(
        declared: Named<syntax::Person>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Named { id, mut body } = declared;
        let remarks = body.remarks();
        let when = match body.when {
            Slot::Given(when) => CaseSet::resolve(when, dimensions, resolver),
            Slot::Absent => CaseSet::every(id.place),
            Slot::Unread => CaseSet::unread(id.place, resolver),
        };
        let mut posts = RolesInCases::resolve(body.roles, dimensions, resolver);
        for post in &mut posts.items {
            post.when.meet(&when);
        }
        let is_unread = body.absent.is_unread();
        let written = body.absent.take().map_or_else(Vec::new, |days| days.items);
        let count = written.len();
        let absent: Vec<_> = written.into_iter().filter_map(|days| Leave::resolve(days, resolver)).collect();
        Self {
            posts,
            has_unread_absence: is_unread || absent.len() < count,
            absent,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            place: id.place,
            id: id.value,
            remarks,
        }
    }

    /// The roles that the person holds in some case.
    pub fn roles(&self) -> impl Iterator<Item = Id<Role>> {
        self.posts.ids()
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Person, self.id.clone())
    }
}

impl Leave {
    /// The days; `None` where one of them is unread, or they end before they begin, which has been said.
    fn resolve(mut declared: syntax::Leave, resolver: &mut Resolver<'_>) -> Option<Self> {
        let (place, remarks) = (declared.place, declared.remarks());
        let (from, until) = (declared.from.take()?, declared.until.take()?);
        if until.value < from.value {
            let message = format!("the absence ends on {}, before it begins", until.value);
            let finding = Flaw::InvalidValue.finding(resolver.subject.clone(), until.place, message);
            let finding = finding.label("the last day").also(from.place, "the first day");
            resolver.add(finding.help("let `until` be the same day or a later one"));
            return None;
        }
        Some(Self { from: from.value, until: until.value, place, remarks })
    }

    /// Whether the day is among them.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}
