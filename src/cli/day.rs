//! The day of the run.

use std::sync::LazyLock;
use std::{env, fs};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

static TODAY: LazyLock<Date> = LazyLock::new(|| ZonedDateTime::new(Timestamp::now(), zone()).date());

/// Reads the day that an argument gives.
pub(super) fn parse(written: &str) -> Result<Date, String> {
    written.parse().map_err(|_| "there is no such day; write year-month-day: 2026-12-31".to_owned())
}

/// Today, where this machine stands; the same all through a run.
pub(super) fn today() -> Date {
    *TODAY
}

/// The time zone of this machine. Where one file says it, the many others that there are need not be listed.
fn zone() -> TimeZone {
    let named = env::var_os("TZ").is_some();
    let local = fs::read("/etc/localtime").ok().filter(|_| !named);
    local.and_then(|rules| TimeZone::tzif("Local", &rules).ok()).unwrap_or_else(TimeZone::system)
}
