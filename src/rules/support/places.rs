//! Which places are shown beside the first?

use crate::finding::Finding;
use crate::source::Place;

/// More places than these help nobody to see what is wrong.
pub(in crate::rules) const MOST_PLACES: usize = 8;

/// The finding with the first few of these places, and what there is to see at each.
pub(in crate::rules) fn with_places<T: Into<String>>(
    finding: Finding,
    places: impl IntoIterator<Item = (Place, T)>,
) -> Finding {
    places.into_iter().take(MOST_PLACES).fold(finding, |finding, (place, text)| finding.also(place, text))
}
