//! Roles that stand in for another, or that a person holds: everywhere, or in some cases.

use std::collections::BTreeSet;

use super::case_set::CaseSet;
use super::dimension::Dimensions;
use super::id::Id;
use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use crate::subject::Kind;
use crate::syntax::{self, Located, OneOrMany, Remarks, Slot, To};

/// A role in some cases.
#[derive(Debug, Clone)]
pub struct RoleInCases {
    /// The role.
    pub role: Located<Id<Role>>,
    /// The cases; every case where none is said.
    pub when: CaseSet,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl RoleInCases {
    /// The role; `None` where it is unread, which has been said.
    fn resolve(
        mut declared: syntax::RoleInCases,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Option<Self> {
        let remarks = declared.remarks();
        let when = match declared.when {
            Slot::Given(when) => CaseSet::resolve(when, dimensions, resolver),
            Slot::Absent => CaseSet::every(declared.place),
            Slot::Unread => CaseSet::unread(declared.place, resolver),
        };
        let role = resolver.slot(declared.role).take()?;
        Some(Self { role, when, remarks })
    }
}

/// Roles, each in some cases, in the order in which they are written.
#[derive(Debug, Clone, Default)]
pub struct RolesInCases {
    /// The roles. One may be there for several sets of cases.
    pub items: Vec<RoleInCases>,
    /// Whether more is written than these: what could not be read, or is defined nowhere.
    pub has_unread: bool,
}

impl RolesInCases {
    pub(super) fn resolve(
        declared: Slot<OneOrMany<syntax::RoleInCases>>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let mut declared = match declared {
            Slot::Absent => return Self::default(),
            Slot::Unread => OneOrMany { items: Vec::new(), has_unread: true, place: Default::default() },
            Slot::Given(declared) => declared,
        };
        if declared.has_unread {
            resolver.unsure_of([Kind::Role, Kind::Dimension]);
        }
        drop_doubles(&mut declared.items, resolver);
        let written = declared.items.len();
        let resolved = declared.items.into_iter().filter_map(|item| RoleInCases::resolve(item, dimensions, resolver));
        let items: Vec<_> = resolved.collect();
        Self { has_unread: declared.has_unread || items.len() < written, items }
    }

    /// The ids of the roles, in the order in which they are written.
    pub fn ids(&self) -> impl Iterator<Item = Id<Role>> {
        self.items.iter().map(|item| item.role.value)
    }

    /// The roles alone, each once, in the order in which they are written.
    pub(super) fn refs(&self) -> Refs<Role> {
        let mut known = BTreeSet::new();
        let items = self.items.iter().map(|item| item.role).filter(|role| known.insert(role.value)).collect();
        Refs { items, has_unread: self.has_unread }
    }

    /// Whether surely nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && !self.has_unread
    }
}

/// Says which roles stand in the list twice for every case, and takes the second out.
fn drop_doubles(items: &mut Vec<syntax::RoleInCases>, resolver: &mut Resolver<'_>) {
    let everywhere = |item: &syntax::RoleInCases| item.when.is_absent().then(|| item.role.get().cloned()).flatten();
    let plain: Vec<To<syntax::Role>> = items.iter().filter_map(everywhere).collect();
    let again = resolver.say_doubles(Kind::Role.noun(), &plain, |role| (&role.id, role.place));
    let doubles: Vec<_> = again.iter().filter_map(|(number, _)| Some(plain.get(*number)?.place)).collect();
    items.retain(|item| everywhere(item).is_none_or(|role| !doubles.contains(&role.place)));
}
