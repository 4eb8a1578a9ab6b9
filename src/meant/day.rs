//! Days as people write them.

use jiff::civil::Date;

use super::spelling::plain;

/// The day that is written with its year first: `2026-12-24`, `2026/12/24`, `2026年12月24日`.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let text = plain(text);
    let mut parts = text.trim_end_matches('日').split(['-', '/', '年', '月']).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_plain = parts.next().is_none() && year.len() == 4;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_stands_first() {
        for written in ["2026-12-24", "2026/12/24", "2026年12月24日", "２０２６-12-24"] {
            assert_eq!(day(written).map(|day| day.to_string()).as_deref(), Some("2026-12-24"), "{written}");
        }
        for written in ["24.12.2026", "12/24/2026", "2026-13-01", "2026-12", "2026-12-24-1", "tomorrow", ""] {
            assert_eq!(day(written), None, "{written}");
        }
    }
}
