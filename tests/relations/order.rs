//! The order in which a policy is written, and the files in which it stands, mean nothing.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::beside::nothing_moved;
use crate::cells::same_cases;
use crate::matrix::Matrix;
use crate::random::matrix;
use crate::said::{Files, same};
use crate::toml::{Of, Thing, Toml, text};
use crate::tries;
use crate::write::{Manner, things};

/// Another order.
#[derive(Debug, Clone, Copy)]
enum Order {
    Reversed,
    /// By a number that is made of this and of the place.
    Mixed(u64),
}

fn order() -> impl Strategy<Value = Order> {
    prop_oneof![Just(Order::Reversed), any::<u64>().prop_map(Order::Mixed)]
}

impl Order {
    fn of<T>(self, items: &mut [T]) {
        match self {
            Self::Reversed => items.reverse(),
            Self::Mixed(seed) => {
                let mut state = seed;
                for last in (1..items.len()).rev() {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    items.swap(last, (state >> 33) as usize % (last + 1));
                }
            }
        }
    }

    /// Everything that is a list of this kind in another order.
    fn of_lists(self, kind: Of, keys: &mut [(&'static str, Toml)]) {
        keys.iter_mut().for_each(|(_, value)| self.of_lists_in(kind, value));
    }

    fn of_lists_in(self, kind: Of, value: &mut Toml) {
        match value {
            Toml::Plain(_) => {}
            Toml::Table(keys) => self.of_lists(kind, keys),
            Toml::List(items) => items.iter_mut().for_each(|item| self.of_lists_in(kind, item)),
            Toml::Set(of, items) => {
                items.iter_mut().for_each(|item| self.of_lists_in(kind, item));
                if *of == kind {
                    self.of(items);
                }
            }
        }
    }

    fn of_keys(self, keys: &mut [(&'static str, Toml)]) {
        fn within(order: Order, value: &mut Toml) {
            match value {
                Toml::Plain(_) => {}
                Toml::Table(keys) => order.of_keys(keys),
                Toml::List(items) | Toml::Set(_, items) => items.iter_mut().for_each(|item| within(order, item)),
            }
        }
        keys.iter_mut().for_each(|(_, value)| within(self, value));
        self.of(keys);
    }

    /// The tables in another order; those that have one keep it.
    fn of_tables(self, things: &mut Vec<Thing>) {
        let (main, mut others): (Vec<_>, Vec<_>) = things.drain(..).partition(Thing::is_main);
        self.of(&mut others);
        things.extend(main.into_iter().chain(others));
    }
}

/// The tables over so many files more, dealt out in turn.
fn spread(things: &[Thing], others: usize, name: impl Fn(usize) -> String) -> Files {
    let (main, rest): (Vec<&Thing>, Vec<&Thing>) = things.iter().partition(|thing| thing.is_main());
    let part = |number: usize| text(rest.iter().skip(number).step_by(others).copied());
    let files = (0..others).map(|number| (name(number), part(number)));
    Files([("raci.toml".to_owned(), text(main))].into_iter().chain(files).collect())
}

/// What is found is the same, and is the same one to whoever compares.
fn holds(one: &Files, other: &Files) -> TestCaseResult {
    same(one, other, Some)?;
    prop_assert_eq!(one.fingerprints()?, other.fingerprints()?);
    nothing_moved(one, other)
}

/// The matrix, plainly written, and with its lists of a kind in another order.
fn other_lists(matrix: &Matrix, kind: Of, order: Order) -> (Files, Files) {
    let plain = things(matrix, Manner::default());
    let mut others = plain.clone();
    others.iter_mut().for_each(|thing| order.of_lists(kind, &mut thing.keys));
    (Files::one(&plain), Files::one(&others))
}

proptest! {
    #![proptest_config(tries(64))]

    #[test]
    fn of_files(matrix in matrix(), others in 1..4_usize) {
        let things = things(&matrix, Manner::default());
        let forth = spread(&things, others, |number| format!("{number}.raci.toml"));
        let back = spread(&things, others, |number| format!("{}.raci.toml", 9 - number));
        holds(&forth, &back)?;
    }

    #[test]
    fn over_how_many_files(matrix in matrix(), others in 1..4_usize, order in order()) {
        let plain = things(&matrix, Manner::default());
        let mut mixed = plain.clone();
        order.of_tables(&mut mixed);
        holds(&Files::one(&plain), &spread(&mixed, others, |number| format!("{number}.raci.toml")))?;
    }

    #[test]
    fn of_tables(matrix in matrix(), order in order()) {
        let plain = things(&matrix, Manner::default());
        let mut others = plain.clone();
        order.of_tables(&mut others);
        holds(&Files::one(&plain), &Files::one(&others))?;
    }

    #[test]
    fn of_keys(matrix in matrix(), order in order()) {
        let plain = things(&matrix, Manner::default());
        let mut others = plain.clone();
        others.iter_mut().for_each(|thing| order.of_keys(&mut thing.keys));
        holds(&Files::one(&plain), &Files::one(&others))?;
    }

    #[test]
    fn of_cases(matrix in matrix(), order in order()) {
        let (one, other) = other_lists(&matrix, Of::Cases, order);
        holds(&one, &other)?;
    }

    #[test]
    fn of_roles_in_a_list(matrix in matrix(), order in order()) {
        let (one, other) = other_lists(&matrix, Of::Roles, order);
        holds(&one, &other)?;
    }

    #[test]
    fn of_members_of_an_answer(matrix in matrix(), order in order()) {
        let (one, other) = other_lists(&matrix, Of::Members, order);
        holds(&one, &other)?;
    }

    #[test]
    fn of_values(matrix in matrix(), order in order()) {
        // the first that is written may be chosen where any of several is as good
        let (one, other) = other_lists(&matrix, Of::Values, order);
        same_cases((&matrix, &one), (&matrix, &other), Some, Some)?;
        nothing_moved(&one, &other)?;
    }
}
