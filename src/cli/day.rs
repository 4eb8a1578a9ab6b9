//! The day of the run.

use std::sync::LazyLock;
use std::time::SystemTime;
use std::{env, fs};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use super::failure::Failure;

static TODAY: LazyLock<Option<Date>> = LazyLock::new(|| day_at(SystemTime::now()));

/// Reads the day that an argument gives.
pub(super) fn parse(written: &str) -> Result<Date, String> {
    written.parse().map_err(|_| "there is no such day; write year-month-day: 2026-12-31".to_owned())
}

/// The day that is given, or else today, where this machine stands; the same all through a run.
///
/// # Errors
/// Where no day is given, and the clock stands where there are none.
pub(super) fn or_today(given: Option<Date>) -> Result<Date, Failure> {
    given.or_else(|| *TODAY).ok_or_else(|| Failure::new(format!("{NO_DAY}: set it, or give the day with `--as-of`")))
}

/// Today, where no other day can be given.
///
/// # Errors
/// Where the clock stands where there are no days.
pub(super) fn today() -> Result<Date, Failure> {
    TODAY.ok_or_else(|| Failure::new(format!("{NO_DAY}: set it")))
}

const NO_DAY: &str = "the clock of this machine stands outside of the years from -9999 to 9999";

fn day_at(time: SystemTime) -> Option<Date> {
    let time = Timestamp::try_from(time).ok()?;
    Some(ZonedDateTime::new(time, zone()).date())
}

/// The time zone of this machine. Where one file says it, the many others that there are need not be listed.
fn zone() -> TimeZone {
    let named = env::var_os("TZ").is_some();
    let local = fs::read("/etc/localtime").ok().filter(|_| !named);
    local.and_then(|rules| TimeZone::tzif("Local", &rules).ok()).unwrap_or_else(TimeZone::system)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_at_the_end_of_all_days_says_none() {
        let last = SystemTime::UNIX_EPOCH + Duration::from_secs(253_402_300_799);
        assert_eq!(day_at(last), None);
        assert_eq!(day_at(last + Duration::from_secs(1 << 40)), None);
        assert_eq!(day_at(SystemTime::UNIX_EPOCH - Duration::from_secs(1 << 40)), None);
        let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(12 * 60 * 60);
        assert!(day_at(noon).is_some_and(|day| day.year() == 1970), "{:?}", day_at(noon));
    }

    #[test]
    fn where_a_day_is_given_no_clock_is_asked() {
        let day = "2026-12-31".parse().ok();
        assert_eq!(or_today(day).ok(), day);
    }
}
