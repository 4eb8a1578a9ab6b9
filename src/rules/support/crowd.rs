//! More roles than a threshold allows that hold one letter of an activity together.

use super::holders::{Together, Wanted, each_group};
use super::words::whole;
use crate::finding::Finding;
use crate::rules::{Context, Found};
use crate::syntax::Letter;

/// A letter that many should not hold, and how to say so.
pub(in crate::rules) struct Crowd {
    pub(in crate::rules) letter: Letter,
    /// What the roles are: `consulted`.
    pub(in crate::rules) are: &'static str,
    pub(in crate::rules) label: &'static str,
    pub(in crate::rules) help: &'static str,
}

impl Crowd {
    /// Adds a finding for each activity and region of cases in which there are more of them than the threshold allows.
    pub(in crate::rules) fn each(&self, cx: &Context<'_>, found: &mut Found) {
        let Some(most) = found.threshold().map(|threshold| cx.threshold(threshold)) else { return };
        let Some(least) = (1..=cx.model.roles.len()).find(|count| whole(*count) > most) else { return };
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
