//! An answer as it is written: `decides`, `free` or `forbidden`.

use super::answer::Answer;
use super::deciders::Deciders;
use super::resolver::Resolver;
use crate::source::Place;
use crate::subject::Kind;
use crate::syntax::{self, Expression, Flag, Flaw, Located, Slot, To};

/// The keys of an answer, wherever it stands.
pub(super) struct Written {
    pub(super) decides: Slot<Located<Expression>>,
    pub(super) free: Slot<Flag>,
    pub(super) forbidden: Slot<Flag>,
}

/// An answer and its place; `None` where it names somebody unknown.
pub(super) type Placed = (Option<Answer>, Place);

impl Written {
    /// The answer; unread also where there are two, which is then said.
    pub(super) fn answer(self, resolver: &mut Resolver<'_>) -> Slot<Placed> {
        let is_unread = self.decides.is_unread() || self.free.is_unread() || self.forbidden.is_unread();
        let decides = self.decides.take().map(|decides| (deciders(&decides.value, resolver), decides.place));
        let given = [
            decides.map(|(deciders, place)| ("decides", (deciders.map(Answer::Decides), place))),
            self.free.place_if_set().map(|place| ("free", (Some(Answer::Free), place))),
            self.forbidden.place_if_set().map(|place| ("forbidden", (Some(Answer::Forbidden), place))),
        ];
        let mut given = given.into_iter().flatten();
        match (given.next(), given.next()) {
            (Some((first, (_, one))), Some((second, (_, other)))) => {
                two_answers(first, one, second, other, resolver);
                Slot::Unread
            }
            (Some((_, answer)), None) => Slot::Given(answer),
            (None, _) if is_unread => {
                resolver.unsure_of([Kind::Role]);
                Slot::Unread
            }
            (None, _) => Slot::Absent,
        }
    }
}

/// Says that one body gives two kinds of answer.
pub(super) fn two_answers(first: &str, one: Place, second: &str, other: Place, resolver: &mut Resolver<'_>) {
    let message = format!("`{second}` stands beside `{first}`");
    let finding = Flaw::InvalidValue.finding(resolver.subject.clone(), other, message);
    resolver.add(
        finding
            .label("another answer")
            .also(one, "one answer")
            .help("keep one of them: a body gives one kind of answer"),
    );
}

/// The deciders with references resolved; `None` where somebody is unknown.
fn deciders(written: &Expression, resolver: &mut Resolver<'_>) -> Option<Deciders> {
    match written {
        Expression::Role(role) => resolver.one(role).map(|role| Deciders::Role(role.value)),
        Expression::All(members, _) => members_of(members, resolver).map(Deciders::All),
        Expression::Any(members, _) => members_of(members, resolver).map(Deciders::Any),
        Expression::Count(count, members, _) => {
            members_of(members, resolver).map(|members| Deciders::Count(count.value, members))
        }
        Expression::Holders(count, role, _) => {
            resolver.one(role).map(|role| Deciders::Holders(count.value, role.value))
        }
    }
}

fn members_of(members: &[Expression], resolver: &mut Resolver<'_>) -> Option<Vec<Deciders>> {
    let named: Vec<&To<syntax::Role>> = members
        .iter()
        .filter_map(|member| if let Expression::Role(role) = member { Some(role) } else { None })
        .collect();
    resolver.say_doubles("role", &named, |role| (&role.id, role.place));
    let resolved: Vec<_> = members.iter().map(|member| deciders(member, resolver)).collect();
    resolved.into_iter().collect()
}
