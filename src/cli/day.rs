//! The day of the run.

use std::sync::LazyLock;

use jiff::ZonedDateTime;
use jiff::civil::Date;

static TODAY: LazyLock<Date> = LazyLock::new(|| ZonedDateTime::now().date());

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
