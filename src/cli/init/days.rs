//! The days of a template, moved to the day on which it is written, so that nothing in it is overdue or over.

use jiff::civil::Date;
use jiff::{Span, Unit};

/// How many characters a day takes.
const DAY: usize = "2026-12-31".len();

/// The text with its day of review moved to this one, and each other day with it, so that they stand as far apart as they did. `reviewed`
/// is where the main file of the template has that day.
pub(super) fn moved(text: &str, reviewed: Date, today: Date) -> String {
    let Ok(distance) = reviewed.until((Unit::Day, today)) else { return text.to_owned() };
    let lines = text.split('\n').map(|line| moved_line(line, distance).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The day of review that a text names.
pub(super) fn reviewed(text: &str) -> Option<Date> {
    text.lines().filter(|line| line.starts_with("reviewed = ")).find_map(|line| day(line).map(|(_, day, _)| day))
}

fn moved_line(line: &str, distance: Span) -> Option<String> {
    let (before, day, after) = day(line)?;
    Some(format!("{before}{}{after}", day.checked_add(distance).ok()?))
}

/// The day that a line gives to its key, with what stands before and after it.
fn day(line: &str) -> Option<(&str, Date, &str)> {
    let at = line.find(" = ")? + " = ".len();
    let (before, rest) = line.split_at_checked(at)?;
    let (day, after) = rest.split_at_checked(DAY)?;
    Some((before, day.parse().ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_keep_their_distance_from_the_review() {
        let text =
            "reviewed = 2026-11-02 # the last\nvalid-until = 2027-04-30\n# a 2026-11-02 = 1\nname = \"2026-11-02\"\n";
        assert_eq!(reviewed(text), Some(date(2026, 11, 2)));
        let moved = moved(text, date(2026, 11, 2), date(2026, 11, 12));
        let expected =
            "reviewed = 2026-11-12 # the last\nvalid-until = 2027-05-10\n# a 2026-11-02 = 1\nname = \"2026-11-02\"\n";
        assert_eq!(moved, expected);
    }
}
