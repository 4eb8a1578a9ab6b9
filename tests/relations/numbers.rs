//! Numbers that are counted otherwise: from the other end, or in thousandths.

use case_space::Number;
use proptest::prelude::*;

use crate::cells::same_cases;
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
    (said.rule != "splittable-limit").then_some(said)
}

proptest! {
    #![proptest_config(tries(64))]

    #[test]
    fn mirrored(matrix in matrix(), amount in any::<bool>(), margin in any::<bool>()) {
        let mut mirror = matrix.clone();
        for (measure, turns) in mirror.measures.iter_mut().zip([amount, margin]) {
            measure.falls ^= turns;
        }
        let (files, mirrored) = (Files::plain(&matrix), Files::plain(&mirror));
        same_cases((&matrix, &files), (&mirror, &mirrored), of_what_falls, of_what_falls)?;
    }

    #[test]
    fn in_thousandths(matrix in matrix()) {
        let back = |said: Said| of_regions(said.times(&Number::power_of_ten(-3)));
        let thousandths = Files::written(&matrix, Manner { zeros: 3, ..Manner::default() });
        same_as(&Files::plain(&matrix), &thousandths, of_regions, back)?;
    }
}
