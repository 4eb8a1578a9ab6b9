//! The threads that a run works on.

use std::{env, thread};

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// More of them only wait for each other.
const MOST: usize = 64;

/// As deep as the stack of the main thread commonly is, whatever the environment says of the others.
const STACK_BYTES: usize = 8 << 20;

/// Does the work on as many threads as there are processors, or as `RAYON_NUM_THREADS` says; where the system gives none, on this one.
pub(super) fn work_on<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let given = env::var("RAYON_NUM_THREADS").ok();
    let count = wanted(given.as_deref(), thread::available_parallelism().map_or(1, usize::from));
    match pool(count, STACK_BYTES) {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

fn pool(count: usize, stack: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    if count == 1 {
        return alone();
    }
    ThreadPoolBuilder::new().num_threads(count).stack_size(stack).build().or_else(|_| alone())
}

fn wanted(given: Option<&str>, processors: usize) -> usize {
    let given = given.and_then(|given| given.parse().ok()).filter(|given| *given > 0);
    given.unwrap_or(processors).clamp(1, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_threads_as_processors_or_as_is_said_within_reason() {
        assert_eq!((wanted(None, 2), wanted(None, 500)), (2, MOST));
        assert_eq!((wanted(Some("3"), 2), wanted(Some("100000"), 2)), (3, MOST));
        assert_eq!((wanted(Some("0"), 2), wanted(Some("many"), 2), wanted(Some(""), 2)), (2, 2, 2));
    }

    #[test]
    fn where_there_is_no_thread_to_be_had_the_work_is_done_on_this_one() {
        let (this, no_room) = (thread::current().id(), usize::MAX / 4);
        let pool = pool(2, no_room).unwrap();
        let both = pool.install(|| rayon::join(|| thread::current().id(), || thread::current().id()));
        assert_eq!(both, (this, this));
    }

    #[test]
    fn work_is_done_and_its_result_comes_back() {
        assert_eq!(work_on(|| rayon::join(|| 1, || 2)), (1, 2));
    }
}
