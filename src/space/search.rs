//! Recursion over sets, on a stack of its own: a box is cut in two until each part can be answered.
//!
//! A box knows the pieces that meet it, and of each piece on how many axes it leaves part of the box free. A piece that
//! settles what it covers, and fills all axes but one, only takes its cells out of that axis: no branch. Any other
//! box is cut where it leaves the least work.

use super::budget::Budget;
use super::cut;
use super::region::{Column, Region};
use super::{Space, bits};

/// A piece that meets a box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    /// Its index.
    pub(super) piece: usize,
    /// On how many axes it leaves part of the box free. On none: it fills the box.
    pub(super) open: usize,
}

/// What a question makes of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing in it needs a closer look.
    Answered,
    /// Its parts have to be looked at.
    Cut,
}

/// What is asked of every part of a space.
pub(super) trait Question {
    /// Whether no question is left of a case in which any piece at all holds.
    const SETTLED_BY_ANY: bool;

    /// Looks at a box and the pieces that meet it.
    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict;
}

struct Frame {
    part: Region,
    met: Vec<Met>,
}

/// Puts `question` to all of `start`; false where the budget ended first.
pub(super) fn search<Q: Question>(
    space: &Space,
    start: &Region,
    pieces: &[&Region],
    question: &mut Q,
    budget: &mut Budget,
) -> bool {
    let mut stack = vec![first_frame(space, start, pieces)];
    while let Some(mut frame) = stack.pop() {
        if !budget.spend(frame.met.len() + 1) {
            return false;
        }
        if Q::SETTLED_BY_ANY && !take_out(space, pieces, &mut frame) {
            continue;
        }
        if question.judge(&frame.part, &frame.met) == Verdict::Answered {
            continue;
        }
        if let Some(cut) = cut::choose(space, &frame.part, &frame.met, pieces) {
            let outside = split(pieces, &mut frame, &cut.column, &cut.inside);
            stack.push(outside);
            stack.push(frame);
        }
    }
    true
}

fn first_frame(space: &Space, start: &Region, pieces: &[&Region]) -> Frame {
    let met = pieces.iter().enumerate().filter(|(_, region)| space.meets(start, region)).map(|(piece, region)| {
        let open = space.axes.iter().filter(|axis| leaves_free(start, region, &axis.column)).count();
        Met { piece, open }
    });
    Frame { part: start.clone(), met: met.collect() }
}

fn leaves_free(part: &Region, piece: &Region, column: &Column) -> bool {
    !bits::is_subset(part.column(column), piece.column(column))
}

/// Takes out of a box what pieces cover that leave it free on one axis alone; false where nothing is left.
fn take_out(space: &Space, pieces: &[&Region], frame: &mut Frame) -> bool {
    loop {
        if frame.met.iter().any(|met| met.open == 0) {
            return false;
        }
        if !frame.met.iter().any(|met| met.open == 1) {
            return true;
        }
        let before = frame.part.clone();
        for met in frame.met.iter().filter(|met| met.open == 1) {
            let Some(piece) = pieces.get(met.piece) else { continue };
            let axis = space.axes.iter().find(|axis| leaves_free(&before, piece, &axis.column));
            if let Some(axis) = axis {
                bits::remove(frame.part.column_mut(&axis.column), piece.column(&axis.column));
            }
        }
        for axis in &space.axes {
            let left = frame.part.column(&axis.column);
            if bits::is_empty(left) {
                return false;
            }
            if left != before.column(&axis.column) {
                narrow(pieces, &mut frame.met, &axis.column, before.column(&axis.column), left);
            }
        }
    }
}

/// Narrows a box on one axis: drops the pieces that no longer meet it and counts anew for the others.
fn narrow(pieces: &[&Region], met: &mut Vec<Met>, column: &Column, before: &[u64], after: &[u64]) {
    met.retain_mut(|met| {
        let Some(piece) = pieces.get(met.piece) else { return false };
        let cells = piece.column(column);
        if !bits::is_subset(before, cells) {
            if !bits::meets(after, cells) {
                return false;
            }
            if bits::is_subset(after, cells) {
                met.open = met.open.saturating_sub(1);
            }
        }
        true
    });
}

/// Keeps in `frame` what is `inside` on one axis, and gives back the rest.
fn split(pieces: &[&Region], frame: &mut Frame, column: &Column, inside: &[u64]) -> Frame {
    let mut outside = Frame { part: frame.part.clone(), met: frame.met.clone() };
    bits::keep(frame.part.column_mut(column), inside);
    let before = outside.part.column(column).to_vec();
    bits::remove(outside.part.column_mut(column), inside);
    narrow(pieces, &mut frame.met, column, &before, frame.part.column(column));
    narrow(pieces, &mut outside.met, column, &before, outside.part.column(column));
    outside
}

/// The cases of `start` in which no piece holds, as boxes that share none; and whether the budget sufficed.
pub(super) fn uncovered(space: &Space, start: &Region, pieces: &[&Region], budget: &mut Budget) -> (Vec<Region>, bool) {
    let mut gaps = Gaps(Vec::new());
    let complete = search(space, start, pieces, &mut gaps, budget);
    (gaps.0, complete)
}

struct Gaps(Vec<Region>);

impl Question for Gaps {
    const SETTLED_BY_ANY: bool = true;

    fn judge(&mut self, part: &Region, met: &[Met]) -> Verdict {
        if !met.is_empty() {
            return Verdict::Cut;
        }
        self.0.push(part.clone());
        Verdict::Answered
    }
}
