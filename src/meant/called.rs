//! Which thing is meant by what somebody calls it.

use std::fmt;

use super::spelling::{look, plain};

/// A thing and what it is called by.
#[derive(Debug, Clone)]
pub struct Known<'n, T> {
    /// The thing.
    pub thing: T,
    /// Its id.
    pub id: &'n str,
    /// What people call it.
    pub names: Vec<&'n str>,
}

/// The things that a word means: the one with that id, or else all with that name; or else all whose id or name a reader takes it for.
/// None where nothing is called so, several where it is not plain which is meant.
pub fn called<'c, 'n, T>(word: &str, known: &'c [Known<'n, T>]) -> Vec<&'c Known<'n, T>> {
    let (reads, looks) = (plain(word), look(word));
    let all = |means: &dyn Fn(&Known<'n, T>) -> bool| known.iter().filter(|known| means(known)).collect::<Vec<_>>();
    let or = |meant: Vec<&'c Known<'n, T>>, means: &dyn Fn(&Known<'n, T>) -> bool| {
        if meant.is_empty() { all(means) } else { meant }
    };
    let meant = or(all(&|known| known.id == word), &|known| known.names.contains(&word));
    let meant = or(meant, &|known| known.all().any(|name| plain(name) == reads));
    or(meant, &|known| known.all().any(|name| look(name).iter().zip(&looks).any(|(one, other)| one == other)))
}

/// Ids between which a word leaves the choice: `` `a` or `b` ``.
pub fn either(ids: impl IntoIterator<Item = impl fmt::Display>) -> String {
    ids.into_iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" or ")
}

impl<'n, T> Known<'n, T> {
    /// The same as something else.
    #[must_use]
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Known<'n, U> {
        Known { thing: to(self.thing), id: self.id, names: self.names }
    }

    fn all(&self) -> impl Iterator<Item = &'n str> {
        [self.id].into_iter().chain(self.names.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(word: &str) -> Vec<&'static str> {
        let known = [
            ("sales-director", vec!["销售总监", "Head of Sales"]),
            ("buyer", vec!["Buyer"]),
            ("buyer-2", vec!["buyer ", "Head of Purchasing"]),
            ("销售总监", vec!["Second"]),
            ("third", vec!["Second"]),
        ];
        let known = known.map(|(id, names)| Known { thing: id, id, names });
        called(word, &known).into_iter().map(|known| known.thing).collect()
    }

    #[test]
    fn an_id_goes_before_a_name_and_a_name_before_what_looks_like_it() {
        assert_eq!(means("销售总监"), ["销售总监"]);
        assert_eq!(means("buyer"), ["buyer"]);
        assert_eq!(means("Head of Sales"), ["sales-director"]);
        assert_eq!(means("ＨＥＡＤ of sales"), ["sales-director"]);
        assert_eq!(means("Sales Director"), ["sales-director"]);
        assert_eq!(means("銷售總監"), ["sales-director", "销售总监"]);
        assert_eq!(means("BUYER"), ["buyer", "buyer-2"]);
        assert_eq!(means("Second"), ["销售总监", "third"]);
        assert_eq!(means("seller"), [""; 0]);
    }
}
