//! Circles of roles, each tied to the next, as findings: readable however many roles there are.

use super::words::few;
use crate::finding::Finding;
use crate::model::{Id, Role};
use crate::rules::Context;
use crate::source::Place;

/// So many ties of a circle are shown; of a longer one the first and the last, which closes it.
const SHOWN: usize = 6;

/// What ties a role to the next of its circle.
pub(in crate::rules) struct Tie {
    pub(in crate::rules) from: Id<Role>,
    pub(in crate::rules) to: Id<Role>,
    /// Where that is said.
    pub(in crate::rules) place: Place,
}

/// The ties of a circle, from its first role around to it.
pub(in crate::rules) fn ties(circle: &[Id<Role>], place: impl Fn(Id<Role>, Id<Role>) -> Option<Place>) -> Vec<Tie> {
    let onward = circle.iter().skip(1).chain(circle.first());
    circle
        .iter()
        .zip(onward)
        .filter_map(|(from, to)| Some(Tie { from: *from, to: *to, place: place(*from, *to)? }))
        .collect()
}

/// The roles from which the ties start, in words.
pub(in crate::rules) fn named(cx: &Context<'_>, ties: &[Tie]) -> String {
    few(ties.iter().map(|tie| cx.role_id(tie.from)))
}

/// The finding with its roles and what there is to see at each tie: the first is the finding's own place. `verb` is what each does to
/// the next.
pub(in crate::rules) fn shown(cx: &Context<'_>, finding: Finding, ties: &[Tie], verb: &str) -> Finding {
    let says = |tie: &Tie| format!("`{}` {verb} `{}`", cx.role_id(tie.from), cx.role_id(tie.to));
    let closing = ties.len().saturating_sub(1);
    let mut finding = finding.roles(ties.iter().map(|tie| cx.role_id(tie.from)));
    for (number, tie) in ties.iter().enumerate() {
        if number == 0 {
            finding = finding.label(says(tie));
        } else if number < SHOWN || number == closing {
            finding = finding.also(tie.place, says(tie));
        }
    }
    finding
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use jiff::civil::date;

    use crate::check::check;
    use crate::options::Options;
    use crate::source::{FileId, Policy, Sources};

    #[test]
    fn a_hundred_thousand_roles_in_a_circle_are_one_finding_that_can_be_read() {
        let mut text = String::new();
        for role in 0..100_000 {
            writeln!(text, "[roles.r{role}]\nreports-to = \"r{}\"", (role + 1) % 100_000).unwrap();
        }
        let sources = Sources::in_memory([("raci.toml", text)]);
        let options = Options::on(date(2026, 7, 1));
        let (findings, _) = check(&sources, &[Policy::alone(FileId(0))], &options);
        let circles: Vec<_> = findings.iter().filter(|finding| finding.rule == "reporting-cycle").collect();
        let [circle] = circles.as_slice() else { panic!("{} findings", circles.len()) };
        let who = "`r0`, `r1`, `r2`, `r3`, `r4` and 99 995 more";
        assert_eq!(circle.message, format!("{who} report to each other in a circle"));
        assert_eq!((circle.related.len(), circle.roles.len()), (6, 100_000));
        assert_eq!(circle.related.last().unwrap().text, "`r99999` reports to `r0`");
    }
}
