//! The day of the run.

use std::sync::LazyLock;

use jiff::ZonedDateTime;
use jiff::civil::Date;

static TODAY: LazyLock<Date> = LazyLock::new(|| ZonedDateTime::now().date());

/// Reads the day that an argument gives.
pub(super) fn parse(written: &str) -> Result<Date, String> {
    written.parse().map_err(|_| "there is no such day; write year-month-day: 2026-12-31".to_owned())
}

/// Today, where this machine stands; the same all through a run.
pub(super) fn today() -> Date {
    *TODAY
}

/// Has it looked up at the side: to find the time zone takes about as long as to read a small policy.
pub(super) fn look_up() {
    rayon::spawn(|| {
        today();
    });
}
