//! Recursion over sets, on a stack of its own: a box is cut in two until each part can be answered.
//!
//! A box knows the pieces that meet it, and of each piece on how many axes it leaves part of the box free. A piece that
//! settles what it covers, and fills all axes but one, only takes its cells out of that axis: no branch. Any other
//! box is cut where it leaves the least work.

use super::Space;
use super::bits;
use super::budget::Budget;
use super::ends::{CellSet, Met, Pieces};
use super::region::{Column, Region};
use super::split::Splitter;

/// What a question makes of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing in it needs a closer look.
    Answered,
    /// Nothing in it needs a closer look, and it has been kept.
    Found,
    /// Its parts have to be looked at.
    Cut,
}

/// What is asked of every part of a space.
pub(super) trait Query {
    /// Looks at a box and the pieces that meet it.
    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict;

    /// Whether no question is left of a case in which any piece at all holds.
    fn is_settled_by_any(&self) -> bool {
        false
    }

    /// Whether nothing more is to be found.
    fn is_done(&self) -> bool {
        false
    }

    /// How many steps that takes.
    fn work(&self, met: &[Met]) -> usize {
        met.len().saturating_mul(LOOKS)
    }
}

/// How often a question looks at each piece of a box, about.
const LOOKS: usize = 4;

/// The words that a box takes that is kept, beside its own.
const KEPT: usize = 8;

struct Frame {
    part: Region,
    met: Vec<Met>,
    /// The room that it takes.
    words: usize,
}

impl Frame {
    fn new(part: Region, met: Vec<Met>) -> Self {
        let words = part.0.len().saturating_add(met.len());
        Self { part, met, words }
    }
}

/// Puts `question` to all of `start`; false where the budget ended first.
pub(super) fn search(start: &Region, pieces: &Pieces, question: &mut dyn Query, budget: &Budget) -> bool {
    if !budget.spend(pieces.work()) {
        return false;
    }
    let descent = Descent { space: pieces.space, pieces };
    let mut splitter = Splitter::default();
    let first = descent.first_frame(start);
    if !budget.hold(first.words) {
        return false;
    }
    let mut stack = vec![first];
    while let Some(mut frame) = stack.pop() {
        budget.release(frame.words);
        if question.is_done() {
            continue;
        }
        if !budget.spend(question.work(&frame.met).saturating_add(descent.space.words)) {
            return false;
        }
        if question.is_settled_by_any() {
            match descent.take_out(&mut frame, budget) {
                Some(true) => {}
                Some(false) => continue,
                None => return false,
            }
        }
        match question.judge(&frame.part, &frame.met) {
            Verdict::Answered => {}
            Verdict::Found => {
                if !budget.keep(KEPT + descent.space.words + frame.met.len()) {
                    return false;
                }
            }
            Verdict::Cut => {
                let split = splitter.choose(pieces, &frame.part, &frame.met);
                if !budget.spend(splitter.take_work().saturating_add(descent.work_of_split(&frame))) {
                    return false;
                }
                if let Some(split) = split {
                    let outside = descent.split(&mut frame, split.axis, &split.inside);
                    if !budget.hold(frame.words.saturating_add(outside.words)) {
                        return false;
                    }
                    // Where a budget ends, something shall have been found. Gaps are where few pieces are, overlaps where many: that side
                    // comes last onto the stack, and so is looked at next.
                    let (fewer, more) =
                        if frame.met.len() <= outside.met.len() { (frame, outside) } else { (outside, frame) };
                    stack.extend(if question.is_settled_by_any() { [more, fewer] } else { [fewer, more] });
                }
            }
        }
    }
    true
}

struct Descent<'a> {
    space: &'a Space,
    pieces: &'a Pieces<'a>,
}

impl Descent<'_> {
    fn column(&self, axis: usize) -> Column {
        self.space.axes.get(axis).map_or(0..0, |axis| axis.column.clone())
    }

    fn columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.space.axes.iter().map(|axis| &axis.column).enumerate()
    }

    fn first_frame(&self, start: &Region) -> Frame {
        let columns: Vec<CellSet> = self.columns().map(|(_, column)| CellSet::of(start.column(column))).collect();
        let met = self.pieces.indices().filter_map(|piece| {
            let mut open = 0;
            for (axis, cells) in columns.iter().enumerate() {
                if !self.pieces.meets(piece, axis, *cells) {
                    return None;
                }
                open += u32::from(!self.pieces.fills(piece, axis, *cells));
            }
            Some(Met { piece, open })
        });
        Frame::new(start.clone(), met.collect())
    }

    /// Takes out of a box what pieces cover that leave it free on one axis alone. False where nothing is left, `None` where the budget
    /// ended.
    fn take_out(&self, frame: &mut Frame, budget: &Budget) -> Option<bool> {
        loop {
            if frame.met.iter().any(|met| met.open == 0) {
                return Some(false);
            }
            let on_one = frame.met.iter().filter(|met| met.open == 1).count();
            if on_one == 0 {
                return Some(true);
            }
            let looks = self.space.axes.len().saturating_mul(on_one).saturating_add(frame.met.len());
            if !budget.spend(looks.saturating_add(self.space.words)) {
                return None;
            }
            let before = frame.part.clone();
            let columns: Vec<CellSet> = self.columns().map(|(_, column)| CellSet::of(before.column(column))).collect();
            for met in frame.met.iter().filter(|met| met.open == 1) {
                let open = columns.iter().zip(0..).find(|(cells, axis)| !self.pieces.fills(met.piece, *axis, **cells));
                if let Some((_, axis)) = open {
                    bits::remove(frame.part.column_mut(&self.column(axis)), self.pieces.words(met.piece, axis));
                }
            }
            for (axis, column) in self.columns() {
                let left = frame.part.column(column);
                if bits::is_empty(left) {
                    return Some(false);
                }
                if left != before.column(column) {
                    if !budget.spend(frame.met.len()) {
                        return None;
                    }
                    self.narrow(&mut frame.met, axis, CellSet::of(before.column(column)), CellSet::of(left));
                }
            }
        }
    }

    /// Narrows a box on one axis: drops the pieces that no longer meet it and counts anew for the others.
    fn narrow(&self, met: &mut Vec<Met>, axis: usize, before: CellSet, after: CellSet) {
        met.retain_mut(|met| {
            if !self.pieces.meets(met.piece, axis, after) {
                return false;
            }
            if self.pieces.fills(met.piece, axis, after) && !self.pieces.fills(met.piece, axis, before) {
                met.open = met.open.saturating_sub(1);
            }
            true
        });
    }

    /// How many steps a cut of the box in two takes.
    fn work_of_split(&self, frame: &Frame) -> usize {
        frame.met.len().saturating_mul(LOOKS).saturating_add(self.space.words)
    }

    /// Keeps in `frame` what is `inside` on one axis, and gives back the rest.
    fn split(&self, frame: &mut Frame, axis: usize, inside: &[u64]) -> Frame {
        let column = self.column(axis);
        let whole = frame.part.column(&column).to_vec();
        let before = CellSet::of(&whole);
        let mut outside = Frame::new(frame.part.clone(), frame.met.clone());
        bits::keep(frame.part.column_mut(&column), inside);
        bits::remove(outside.part.column_mut(&column), inside);
        for side in [&mut *frame, &mut outside] {
            self.narrow(&mut side.met, axis, before, CellSet::of(side.part.column(&column)));
        }
        outside
    }
}

/// The cases of `start` in which no piece holds, as boxes that share none; and whether the budget sufficed.
pub(super) fn uncovered(start: &Region, pieces: &Pieces, budget: &Budget) -> (Vec<Region>, bool) {
    if pieces.count() == 0 {
        return (vec![start.clone()], true);
    }
    let mut gaps = Gaps(Vec::new());
    let complete = search(start, pieces, &mut gaps, budget);
    (gaps.0, complete)
}

/// Whether a piece holds in every case of `start`; `None` where the budget ended before that was known.
pub(super) fn is_covered(start: &Region, pieces: &Pieces, budget: &Budget) -> Option<bool> {
    let mut gap = AnyGap(pieces.count() == 0);
    let complete = search(start, pieces, &mut gap, budget);
    (complete || gap.0).then_some(!gap.0)
}

/// Whether there is a case in which no piece holds.
struct AnyGap(bool);

impl Query for AnyGap {
    fn is_settled_by_any(&self) -> bool {
        true
    }

    fn judge(&mut self, _: &Region, met: &[Met]) -> Verdict {
        if !met.is_empty() {
            return Verdict::Cut;
        }
        self.0 = true;
        Verdict::Answered
    }

    fn is_done(&self) -> bool {
        self.0
    }
}

struct Gaps(Vec<Region>);

impl Query for Gaps {
    fn is_settled_by_any(&self) -> bool {
        true
    }

    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        if !met.is_empty() {
            return Verdict::Cut;
        }
        self.0.push(part.clone());
        Verdict::Found
    }
}
