//! As few regions as possible: small grids against every way to cover a gap.

use std::collections::BTreeSet;
use std::sync::Arc;

use case_space::{
    Budget, Condition, Coordinate, Cover, Domain, Held, Interval, Number, Numbers, OriginId, Part, Point, Region,
    Selection, Spacing,
};
use proptest::prelude::*;

/// A grid of whole numbers from nought and of values, in which one bit a cell says what is covered.
fn grid(width: usize, height: usize, covered: u32) -> Cover<u32> {
    grid_where(width, height, |cell| covered >> cell & 1 == 1)
}

fn grid_where(width: usize, height: usize, covered: impl Fn(usize) -> bool) -> Cover<u32> {
    let last = Number::from(i64::try_from(width - 1).unwrap());
    let within = Interval::ALL.at_least(Number::ZERO).at_most(last);
    let numbers = Domain::Numbers(Numbers { within, step: Spacing::new(Number::ONE), falls: false });
    let cells = (0..width * height).filter(|cell| covered(*cell));
    let parts: Vec<Part<u32>> = cells
        .map(|cell| {
            let number = Interval::exactly(Number::from(i64::try_from(cell % width).unwrap()));
            let when =
                Condition::always().and(0, Selection::numbers([number])).and(1, Selection::values([cell / width]));
            Part { when, held: Held::one(0), origin: OriginId::new(0) }
        })
        .collect();
    Cover::layered(&Arc::from([numbers, Domain::Values { count: height }]), &parts, &[])
}

/// Every box of a run of numbers and a set of values, as bits.
fn boxes(width: usize, height: usize) -> Vec<u32> {
    let runs = (0..width).flat_map(|first| (first..width).map(move |last| first..=last));
    let boxes = runs.flat_map(|run| {
        (1_u32..1 << height).map(move |rows| {
            let cells = (0..height)
                .filter(|row| rows >> row & 1 == 1)
                .flat_map(|row| run.clone().map(move |x| row * width + x));
            cells.fold(0, |bits, cell| bits | 1 << cell)
        })
    });
    boxes.collect()
}

/// The least number of boxes within `gap` that cover it, counted up from none.
fn least(gap: u32, boxes: &[u32]) -> usize {
    let inside: Vec<u32> = boxes.iter().copied().filter(|one| one & !gap == 0).collect();
    let mut reached = BTreeSet::from([0_u32]);
    for count in 0.. {
        if reached.contains(&gap) {
            return count;
        }
        // Some box must hold the lowest cell that is left.
        reached = reached
            .iter()
            .flat_map(|done| {
                let lowest = 1 << (gap & !done).trailing_zeros();
                inside.iter().filter(move |one| *one & lowest != 0).map(move |one| done | one)
            })
            .collect();
    }
    unreachable!("single cells cover every gap")
}

proptest! {
    #![proptest_config(crate::tries::tries(1000))]

    #[test]
    fn a_small_gap_is_told_in_the_fewest_regions(width in 2_usize..6, height in 2_usize..5, covered in any::<u32>()) {
        let all = (1_u32 << (width * height)) - 1;
        let covered = covered & all;
        let cover = grid(width, height, covered);
        let gaps = cover.gaps(100, &Budget::default());
        prop_assert!(gaps.is_proven());
        let expected = if covered == 0 { 1 } else { least(all & !covered, &boxes(width, height)) };
        prop_assert_eq!(gaps.found().found.len(), expected);
    }
}

/// The cells of a region on a grid of numbers, as the cases that lie in it.
fn cells(cover: &Cover<u32>, region: &Region, width: usize, height: usize) -> BTreeSet<usize> {
    let case = |cell: usize| {
        let number = |index: usize| Coordinate::Number(Number::from(i64::try_from(index).unwrap()));
        Point::default().at(0, number(cell % width)).at(1, Coordinate::Value(cell / width))
    };
    let inside = |cell: &usize| cover.space().locate(&case(*cell)).unwrap().is_within(region);
    (0..width * height).filter(inside).collect()
}

proptest! {
    #![proptest_config(crate::tries::tries(8))]

    /// Too ragged for the fewest to be sought: then still exactly the gap, and no region that could be left out.
    #[test]
    fn a_ragged_gap_is_told_exactly(rows in proptest::collection::vec(any::<u32>(), 24)) {
        let (width, height) = (24, rows.len());
        let covered = |cell: usize| rows[cell / width] >> (cell % width) & 1 == 1;
        let cover = grid_where(width, height, covered);
        let gaps = cover.gaps(1000, &Budget::default());
        prop_assert!(gaps.is_proven());
        prop_assert_eq!(gaps.found().more, 0);
        let gap: BTreeSet<usize> = (0..width * height).filter(|cell| !covered(*cell)).collect();
        let sets: Vec<BTreeSet<usize>> =
            gaps.found().found.iter().map(|region| cells(&cover, region, width, height)).collect();
        prop_assert_eq!(sets.iter().flatten().copied().collect::<BTreeSet<_>>(), gap);
        for (index, set) in sets.iter().enumerate() {
            let mut others = sets.iter().enumerate().filter(|(other, _)| *other != index);
            prop_assert!(set.iter().any(|cell| !others.clone().any(|(_, other)| other.contains(cell))));
            prop_assert!(!others.any(|(_, other)| set.is_subset(other)));
        }
    }
}

#[test]
fn a_cross_shaped_gap_is_two_regions() {
    // . # .
    // # # #
    // . # .
    let gap = 0b010_111_010;
    let cover = grid(3, 3, 0b111_111_111 & !gap);
    assert_eq!(cover.gaps(100, &Budget::default()).found().found.len(), 2);
}
