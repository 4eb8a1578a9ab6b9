//! More roles than a threshold allows that hold one letter of an activity together.

use super::holders::{Together, Wanted, each_group};
use super::{Context, Found, Threshold};
use crate::finding::Finding;
use crate::syntax::Letter;

/// A letter that many should not hold, and how to say so.
pub(super) struct Crowd {
    pub(super) letter: Letter,
    /// What the roles are: `consulted`.
    pub(super) are: &'static str,
    pub(super) label: &'static str,
    pub(super) help: &'static str,
}

impl Crowd {
    /// Adds a finding for each activity and region of cases in which there are more of them than the threshold allows.
    pub(super) fn each(&self, cx: &Context<'_>, threshold: Threshold, found: &mut Found) {
        let least = cx.least_above(threshold);
        for activity in cx.model.activities.values() {
            let wanted = Wanted { activity, letter: self.letter, least, counts: &|_| true };
            each_group(cx, wanted, found, |found, together| self.finding(cx, found, together));
        }
    }

    fn finding(&self, cx: &Context<'_>, found: &Found, together: &Together<'_>) -> Finding {
        let Together { activity, when, .. } = together;
        let roles_are = match together.roles.len() {
            1 => "1 role is".to_owned(),
            count => format!("{count} roles are"),
        };
        let message = format!("{roles_are} {} on `{}`{when}", self.are, activity.id);
        together.finding(found, message).label(self.label).help(self.help).roles(together.ids(cx))
    }
}
