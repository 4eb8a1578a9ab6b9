//! One budget for many searches, shared so that what comes out does not depend on who is quick: each gets an equal share, and what is not
//! used of it goes to those that need more.
//!
//! Shares are dealt in rounds. In the first, each search gets a part of a quarter of the whole, which is plenty for nearly all; those that
//! ended it begin again with a part of half of what is left, and then of all that is left. So the work is bounded, no search takes the share
//! of another, and a single hard one gets nearly everything.

use rayon::prelude::*;

use super::Budget;

/// What is left of the budget is divided by these, one after the other, and dealt out.
const ROUNDS: [u64; 3] = [4, 2, 1];

/// So many searches are done one after the other before somebody else may take the next: what is near in memory stays near.
const AT_ONCE: usize = 512;

/// What came of some searches.
struct Done<J, R> {
    results: Vec<R>,
    unfinished: Vec<J>,
    spent: u64,
}

/// The results of all searches within so many steps together, in no particular order, and how many steps they took. What `search` gives
/// where its budget ended counts only in the last round.
pub fn in_rounds<J: Copy + Send + Sync, R: Send>(
    mut jobs: Vec<J>,
    steps: u64,
    search: impl Fn(J, &Budget) -> Option<R> + Sync,
) -> (Vec<R>, u64) {
    let mut results = Vec::new();
    let mut left = steps;
    for part in ROUNDS {
        // a single one is given all
        let part = if jobs.len() == 1 { 1 } else { part };
        let share = left / part / u64::try_from(jobs.len().max(1)).unwrap_or(u64::MAX);
        let round = |some: &[J]| one_round(some, share, part == 1, &search);
        let done: Vec<Done<J, R>> = jobs.par_chunks(AT_ONCE).map(round).collect();
        jobs = Vec::new();
        for mut some in done {
            left = left.saturating_sub(some.spent);
            results.append(&mut some.results);
            jobs.append(&mut some.unfinished);
        }
        if jobs.is_empty() {
            break;
        }
    }
    (results, steps.saturating_sub(left))
}

fn one_round<J: Copy, R>(
    jobs: &[J],
    share: u64,
    is_last: bool,
    search: &impl Fn(J, &Budget) -> Option<R>,
) -> Done<J, R> {
    let mut done = Done { results: Vec::new(), unfinished: Vec::new(), spent: 0 };
    for job in jobs {
        let budget = if is_last { Budget::steps(share) } else { Budget::to_begin_with(share) };
        let result = search(*job, &budget);
        done.spent = done.spent.saturating_add(share.saturating_sub(budget.left()));
        if budget.has_ended() && !is_last {
            done.unfinished.push(*job);
        } else {
            done.results.extend(result);
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A search that takes so many steps.
    fn takes(steps: usize, budget: &Budget) -> Option<(usize, bool)> {
        Some((steps, budget.spend(steps)))
    }

    #[test]
    fn what_some_do_not_use_goes_to_those_that_need_more() {
        let mut jobs = vec![1; 1000];
        jobs.push(40_000);
        let (results, spent) = in_rounds(jobs, 100_000, takes);
        assert!(results.iter().all(|(_, finished)| *finished), "a hard one gets nearly everything");
        assert!(results.len() == 1001 && spent <= 100_000, "{spent}");
    }

    #[test]
    fn no_hard_one_takes_the_share_of_another() {
        let (results, spent) = in_rounds(vec![usize::MAX, 10, usize::MAX, 20], 1000, takes);
        let finished: Vec<usize> = results.iter().filter(|(_, finished)| *finished).map(|(steps, _)| *steps).collect();
        assert_eq!(finished, [10, 20]);
        assert_eq!((results.len(), spent), (4, 1000));
    }

    #[test]
    fn what_is_given_up_and_begun_again_is_told_once() {
        let (results, _) = in_rounds(vec![300, 300], 1000, takes);
        assert_eq!(results.len(), 2);
    }
}
