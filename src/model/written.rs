//! An answer as it is written: `decides`, `free`, `forbidden` or `elsewhere`.

use super::answer::Answer;
use super::deciders::Deciders;
use super::footing::Footing;
use super::relative::{Rank, Relative};
use super::resolver::Resolver;
use crate::nearest::{did_you_mean_or, nearest};
use crate::source::Place;
use crate::subject::{Kind, Text};
use crate::syntax::{self, Expression, Flag, Flaw, Located, Slot, To, Together};

/// The keys of an answer, wherever it stands.
pub(super) struct Written {
    pub(super) decides: Slot<Located<Expression>>,
    pub(super) free: Slot<Flag>,
    pub(super) forbidden: Slot<Flag>,
    pub(super) elsewhere: Slot<Flag>,
}

/// An answer and its place; `None` where it names somebody unknown.
pub(super) type Placed = (Option<Answer>, Place);

impl Written {
    /// The answer; unread also where there are two, which is then said.
    pub(super) fn answer(self, footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Slot<Placed> {
        let flags = [&self.free, &self.forbidden, &self.elsewhere];
        let is_unread = self.decides.is_unread() || flags.iter().any(|flag| flag.is_unread());
        let decides = self.decides.take().map(|decides| (deciders(&decides.value, footing, resolver), decides.place));
        let flagged = |flag: Slot<Flag>, key, answer| flag.place_if_set().map(|place| (key, (Some(answer), place)));
        let given = [
            decides.map(|(deciders, place)| ("decides", (deciders.map(Answer::Decides), place))),
            flagged(self.free, "free", Answer::Free),
            flagged(self.forbidden, "forbidden", Answer::Forbidden),
            flagged(self.elsewhere, "elsewhere", Answer::Elsewhere),
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
pub(super) fn deciders(written: &Expression, footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Option<Deciders> {
    match written {
        Expression::Role(role) => resolver.one(role).map(|role| Deciders::Role(role.value)),
        Expression::Relative(relative, _) => relation(relative, footing, resolver).map(Deciders::Relative),
        Expression::Several(together, members, _) => {
            let members = members_of(members, footing, resolver)?;
            Some(match together {
                Together::All => Deciders::All(members),
                Together::InTurn => Deciders::InTurn(members),
                Together::Any => Deciders::Any(members),
                Together::FirstOf => Deciders::FirstOf(members),
            })
        }
        Expression::Count(count, members, against, _) => {
            let members = members_of(members, footing, resolver)?;
            Some(Deciders::Count(count.value, members, against.as_ref().map(|against| against.value)))
        }
        Expression::Holders(amount, role, against, _) => {
            let role = resolver.one(role)?;
            Some(Deciders::Holders(*amount, role.value, against.as_ref().map(|against| against.value)))
        }
    }
}

fn members_of(members: &[Expression], footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Option<Vec<Deciders>> {
    let named: Vec<&To<syntax::Role>> = members
        .iter()
        .filter_map(|member| if let Expression::Role(role) = member { Some(role) } else { None })
        .collect();
    resolver.say_doubles("role", &named, |role| (&role.id, role.place));
    let resolved: Vec<_> = members.iter().map(|member| deciders(member, footing, resolver)).collect();
    resolved.into_iter().collect()
}

fn relation(written: &syntax::Relative, footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Option<Relative> {
    Some(match written {
        syntax::Relative::SuperiorOf => Relative::SuperiorOf,
        syntax::Relative::HeadOf => Relative::HeadOf,
        syntax::Relative::AtLeast(rank) => Relative::AtLeast(self::rank(rank, footing, resolver)?),
        syntax::Relative::HolderOf(dimension) => {
            let found = resolver.one(dimension)?;
            let known = &footing.dimensions[found.value];
            if known.is_number() || known.built_in.is_some() {
                let message = format!("nobody is in charge of a value of `{}`", known.id);
                resolver.say(Flaw::InvalidValue, found.place, message, "name a dimension that has `values`");
                return None;
            }
            Relative::HolderOf(known.id.clone())
        }
    })
}

/// The level or the role that is named; where an id is both, the level is meant.
pub(super) fn rank(written: &Located<Text>, footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Option<Rank> {
    if footing.levels.contains(&written.value) {
        return Some(Rank::Level(written.value.clone()));
    }
    if let Slot::Given(role) = resolver.names_silently(&To::<syntax::Role>::new(written.value.clone(), written.place)) {
        return Some(Rank::Role(role));
    }
    let roles = resolver.names.known(Kind::Role);
    let near = nearest(&written.value, footing.levels.iter().chain(roles));
    let help = did_you_mean_or(near, "name a level of `[matrix]`, or a role".to_owned(), "the nearest");
    let message = format!("there is no level or role `{}`", written.value);
    resolver.say(Flaw::UnknownReference, written.place, message, help);
    resolver.unsure_of([Kind::Role]);
    None
}
