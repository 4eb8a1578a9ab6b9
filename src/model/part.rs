//! Numbers that are a part of others: what is wrong with that.

use case_space::{Domain, Numbers};

use super::dimension::Dimension;
use super::id::{Id, List};
use crate::finding::Finding;
use crate::syntax::{Flaw, Located, Slot};

/// Says which numbers are a part of what they cannot be, and leaves that unread.
pub(super) fn mistakes(dimensions: &mut List<Dimension>) -> Vec<Finding> {
    let wrong: Vec<_> = dimensions.iter().filter_map(|(id, own)| Some((id, *own.part_of.get()?))).collect();
    let mistakes = wrong.iter().filter_map(|(id, whole)| mistake(*id, *whole, dimensions));
    let (wrong, mistakes): (Vec<_>, Vec<_>) = mistakes.unzip();
    for id in wrong {
        if let Some(dimension) = dimensions.values_mut().get_mut(id.index()) {
            dimension.part_of = Slot::Unread;
        }
    }
    mistakes.into_iter().flatten().collect()
}

/// What is wrong with a number that is a part of another, and whether that is said here: of a circle it is said once.
fn mistake(
    id: Id<Dimension>,
    whole: Located<Id<Dimension>>,
    dimensions: &List<Dimension>,
) -> Option<(Id<Dimension>, Option<Finding>)> {
    let (own, other) = (&dimensions[id], &dimensions[whole.value]);
    let say =
        |message: String, help: &str| Some(Flaw::InvalidValue.finding(own.subject(), whole.place, message).help(help));
    if whole.value == id {
        return Some((id, say(format!("`{}` is a part of itself", own.id), "name the number that it is a part of")));
    }
    if other.domain.is_some() && !other.is_number() {
        let message = format!("`{}` has values, and `{}` can be a part of a number alone", other.id, own.id);
        return Some((id, say(message, "name a dimension that is a number")));
    }
    let circle = circle(id, dimensions)?;
    let is_first = circle.iter().all(|part| id <= *part);
    let finding = is_first.then(|| {
        let through: Vec<_> =
            circle.iter().skip(1).take(SHOWN).map(|part| format!("`{}`", dimensions[*part].id)).collect();
        say(
            format!("`{}` is a part of itself through {}", own.id, through.join(", ")),
            "take `part-of` out of one of these numbers",
        )
    });
    Some((id, finding.flatten()))
}

/// So many numbers of a circle are shown.
const SHOWN: usize = 5;

/// The numbers that are a part of each other in a circle, from this one on; `None` where it is on none.
fn circle(id: Id<Dimension>, dimensions: &List<Dimension>) -> Option<Vec<Id<Dimension>>> {
    let mut circle = vec![id];
    let mut here = id;
    // a way that is longer than there are numbers runs in a circle without this one
    for _ in 0..dimensions.len() {
        here = dimensions[here].part_of.get()?.value;
        if here == id {
            return Some(circle);
        }
        circle.push(here);
    }
    None
}

/// Leaves of each number that is a part of others only what is not above these: a whole that ends ends its parts.
pub(super) fn narrow(dimensions: &mut List<Dimension>) {
    let narrowed: Vec<_> = dimensions.ids().filter_map(|id| Some((id, narrowed(id, dimensions)?))).collect();
    for (id, numbers) in narrowed {
        if let Some(dimension) = dimensions.values_mut().get_mut(id.index()) {
            dimension.domain = Some(Domain::Numbers(numbers));
        }
    }
}

/// The numbers that a part has; `None` where nothing that it is a part of takes any away.
fn narrowed(id: Id<Dimension>, dimensions: &List<Dimension>) -> Option<Numbers> {
    let Some(Domain::Numbers(own)) = &dimensions[id].domain else { return None };
    let wholes = std::iter::successors(Some(id), |part| Some(dimensions[*part].part_of.get()?.value)).skip(1);
    let within =
        wholes.take(dimensions.len()).fold(own.within.clone(), |within, whole| match &dimensions[whole].domain {
            Some(Domain::Numbers(numbers)) => within.meet(&numbers.within.downward()),
            _ => within,
        });
    let narrowed = Numbers { within, ..own.clone() };
    (narrowed.within != own.within && narrowed.any_in(&narrowed.within)).then_some(narrowed)
}
