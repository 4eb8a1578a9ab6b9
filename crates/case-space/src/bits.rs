//! Sets of small indices as words of bits: the cells of an axis that a region holds.

use std::ops::Range;

/// The bits of one word.
pub(super) const WORD: usize = u64::BITS as usize;

/// How many words hold `count` bits.
pub(super) fn words_for(count: usize) -> usize {
    count.div_ceil(WORD)
}

/// The first `count` bits.
pub(super) fn first<W: FromIterator<u64>>(count: usize) -> W {
    (0..words_for(count)).map(|word| mask(&(0..count), word)).collect()
}

/// The bits of `range`, as they lie in the word with this index.
fn mask(range: &Range<usize>, word: usize) -> u64 {
    let first = word * WORD;
    let low = range.start.saturating_sub(first).min(WORD);
    let high = range.end.saturating_sub(first).min(WORD);
    let below = |bit: usize| if bit >= WORD { u64::MAX } else { (1_u64 << bit) - 1 };
    below(high) & !below(low)
}

/// Sets every bit of `run`.
pub(super) fn insert_run(words: &mut [u64], run: &Range<usize>) {
    for (index, word) in words.iter_mut().enumerate() {
        *word |= mask(run, index);
    }
}

pub(super) fn insert(words: &mut [u64], bit: usize) {
    if let Some(word) = words.get_mut(bit / WORD) {
        *word |= 1 << (bit % WORD);
    }
}

pub(super) fn take_out(words: &mut [u64], bit: usize) {
    if let Some(word) = words.get_mut(bit / WORD) {
        *word &= !(1 << (bit % WORD));
    }
}

pub(super) fn contains(words: &[u64], bit: usize) -> bool {
    words.get(bit / WORD).is_some_and(|word| word >> (bit % WORD) & 1 == 1)
}

pub(super) fn is_empty(words: &[u64]) -> bool {
    words.iter().all(|word| *word == 0)
}

pub(super) fn is_subset(inner: &[u64], outer: &[u64]) -> bool {
    inner.iter().zip(outer).all(|(inner, outer)| inner & !outer == 0)
}

pub(super) fn meets(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

pub(super) fn keep(words: &mut [u64], kept: &[u64]) {
    words.iter_mut().zip(kept).for_each(|(word, kept)| *word &= kept);
}

pub(super) fn remove(words: &mut [u64], removed: &[u64]) {
    words.iter_mut().zip(removed).for_each(|(word, removed)| *word &= !removed);
}

pub(super) fn add(words: &mut [u64], added: &[u64]) {
    words.iter_mut().zip(added).for_each(|(word, added)| *word |= added);
}

pub(super) fn count(words: &[u64]) -> usize {
    words.iter().map(|word| word.count_ones() as usize).sum()
}

/// The bits that are set, from low to high.
pub(super) fn ones(words: &[u64]) -> impl Iterator<Item = usize> {
    words.iter().enumerate().flat_map(|(index, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(index * WORD + bit)
        })
    })
}

/// The first and the last bit that are set in both.
pub(super) fn ends_of_meet(a: &[u64], b: &[u64]) -> Option<(usize, usize)> {
    let both = || a.iter().zip(b).map(|(a, b)| a & b).enumerate();
    let (first_word, first) = both().find(|(_, word)| *word != 0)?;
    let (last_word, last) = both().rev().find(|(_, word)| *word != 0)?;
    Some((
        first_word * WORD + first.trailing_zeros() as usize,
        last_word * WORD + (WORD - 1 - last.leading_zeros() as usize),
    ))
}

/// The first and the last bit that are set.
pub(super) fn ends(words: &[u64]) -> Option<(usize, usize)> {
    ends_of_meet(words, words)
}

/// Whether the bits that are set follow on one another.
pub(super) fn is_run(words: &[u64]) -> bool {
    ends(words).is_none_or(|(first, last)| last - first + 1 == count(words))
}

/// The runs of bits that follow on one another, from low to high.
pub(super) fn runs(words: &[u64]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for bit in ones(words) {
        match runs.last_mut() {
            Some(run) if run.end == bit => run.end += 1,
            _ => runs.push(bit..bit + 1),
        }
    }
    runs
}
