//! Numbers that are counted otherwise: from the other end, or in thousandths.

use proptest::prelude::*;
use raci::space::Number;

use crate::names::{self, Naming, id};
use crate::random::matrix;
use crate::said::{Files, Said, same_as};
use crate::tries;
use crate::write::Manner;

/// Which case shows a thing may depend on where its numbers lie.
fn of_regions(said: Said) -> Option<Said> {
    Some(said.without_witness())
}

/// Whoever splits an order has less of it, which takes more authority where the measure falls.
fn of_what_falls(said: Said) -> Option<Said> {
    of_regions(said).filter(|said| said.rule != "splittable-limit")
}

proptest! {
    #![proptest_config(tries(64))]

    #[test]
    fn mirrored(matrix in matrix(), amount in any::<bool>()) {
        let turned = [amount, !amount];
        let mut mirror = matrix.clone();
        for (measure, turns) in mirror.measures.iter_mut().zip(turned) {
            measure.falls ^= turns;
        }
        let is_turned = |dimension: &str| {
            (0..2).any(|number| turned[number] && id(Naming::Plain, names::Of::Measure, number) == dimension)
        };
        let back = |said: Said| {
            of_what_falls(said.with_numbers(|dimension| {
                let turns = is_turned(dimension);
                (turns, Number::from(if turns { -1 } else { 1 }))
            }))
        };
        same_as(&Files::plain(&matrix), &Files::plain(&mirror), of_what_falls, back)?;
    }

    #[test]
    fn in_thousandths(matrix in matrix()) {
        let back = |said: Said| of_regions(said.with_numbers(|_| (false, Number::power_of_ten(-3))));
        let thousandths = Files::written(&matrix, Manner { zeros: 3, ..Manner::default() });
        same_as(&Files::plain(&matrix), &thousandths, of_regions, back)?;
    }
}
