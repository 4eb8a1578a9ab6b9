//! What the letters of a matrix mean, and those of activities that have others.

use crate::model::{Activity, Model};
use crate::subject::Text;
use crate::syntax::{Capacity, Letter, Scheme};
use crate::words::{Words, clean};

/// What letters mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Legend {
    /// The activities of which it is so, by what people call them; none where it is so of the matrix.
    pub of: Vec<Text>,
    scheme: Scheme,
}

impl Legend {
    /// The legend of the matrix, then one for each other scheme of these activities.
    pub(super) fn all<'a>(model: &Model, activities: impl IntoIterator<Item = &'a Activity>) -> Vec<Self> {
        let mut legends = vec![Self { of: Vec::new(), scheme: model.matrix.scheme.clone() }];
        for activity in activities {
            match legends.iter_mut().find(|legend| legend.scheme == activity.scheme) {
                Some(legend) if legend.of.is_empty() => {}
                Some(legend) => legend.of.push(activity.name.clone()),
                None => legends.push(Self { of: vec![activity.name.clone()], scheme: activity.scheme.clone() }),
            }
        }
        legends
    }

    /// Whether each letter speaks for itself: it begins the word for what it means, or is the `D` of who drives.
    pub(super) fn is_plain(&self) -> bool {
        self.scheme.letters().iter().all(|letter| {
            let (sign, capacity) = (letter.as_str(), letter.capacity());
            capacity.as_str().starts_with(&sign.to_lowercase()) || (sign, capacity) == ("D", Capacity::Responsible)
        })
    }

    /// Of what it is the legend: "Signing, Packing: ", or nothing for the matrix.
    pub(super) fn head(&self, words: &Words) -> String {
        let names: Vec<_> = self.of.iter().map(clean).collect();
        if names.is_empty() { String::new() } else { format!("{}{}", names.join(words.list), words.colon) }
    }

    /// Each letter, and what it means.
    pub(super) fn letters(&self, words: &Words) -> impl Iterator<Item = (Letter, &'static str)> {
        self.scheme.letters().iter().map(|letter| (*letter, meaning(*letter, &self.scheme, words)))
    }

    /// All of it on one line.
    pub(super) fn line(&self, words: &Words) -> String {
        let letters = self.letters(words).map(|(letter, meaning)| format!("{} = {meaning}", letter.as_str()));
        format!("{}{}", self.head(words), letters.collect::<Vec<_>>().join(words.and_also))
    }
}

/// What a letter means; of DACI in its own words.
fn meaning(letter: Letter, scheme: &Scheme, words: &Words) -> &'static str {
    match (letter.capacity(), scheme.name()) {
        (Capacity::Responsible, Some("DACI")) => words.drives,
        (Capacity::Accountable, Some("DACI")) => words.approves,
        (Capacity::Responsible, _) => words.responsible,
        (Capacity::Accountable, _) => words.accountable,
        (Capacity::Consulted, _) => words.consulted_letter,
        (Capacity::Informed, _) => words.informed_letter,
        (Capacity::Supports, _) => words.supports,
        (Capacity::SignsOff, _) => words.signs,
        (Capacity::Verifies, _) => words.verifies,
        (Capacity::Recommends, _) => words.recommends,
        (Capacity::Agrees, _) => words.agrees,
        (Capacity::Omitted, _) => words.omitted,
    }
}
