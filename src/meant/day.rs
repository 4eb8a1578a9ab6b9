//! DaysMeant as people write them.

use jiff::civil::Date;

use super::spelling::plain;

/// What somebody may mean by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DaysMeant {
    /// One of these, the likeliest first.
    These(Vec<Date>),
    /// A day that there is not: how many days its month has, and the last of them.
    Beyond(i8, Date),
}

/// The day that is written with its year first: `2026-12-24`, `2026/12/24`, `2026年12月24日`.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let text = plain(text);
    let (parts, _) = numbers(&text)?;
    let [year, month, day] = parts.as_slice() else { return None };
    let is_plain = year.len() == 4 && text.contains(['-', '/', '年']);
    date(year, month, day).filter(|_| is_plain)
}

/// The days that a text may mean: with points, with slashes, by the name of the month, a month alone; `None` where it means none.
#[must_use]
pub fn days(text: &str) -> Option<DaysMeant> {
    let text = plain(text);
    let text = text
        .split_once('t')
        .filter(|(day, _)| day.len() == 10 && day.contains('-'))
        .map_or(text.as_str(), |(day, _)| day);
    let (parts, named) = match numbers(text) {
        Some((parts, _)) => (parts, None),
        None => by_name(text)?,
    };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let found: Vec<Date> = match (parts.as_slice(), named) {
        ([day, year], Some(month)) if year.len() == 4 || day.len() < 3 => vec![date(&full(year), month, day)?],
        ([year], None) if year.len() == 8 && year.is_ascii() => {
            let (month, day) = year.get(4..)?.split_at_checked(2)?;
            vec![date(year.get(..4)?, month, day)?]
        }
        ([year], Some(month)) if year.len() == 4 => of_month(year, month)?,
        ([year, month], None) if year.len() == 4 => of_month(year, month)?,
        ([month, year], None) if year.len() == 4 => of_month(year, month)?,
        ([year, month, day], None) if year.len() == 4 => match date(year, month, day) {
            Some(date) => vec![date],
            None => match date(year, day, month) {
                Some(date) => vec![date],
                None => return beyond(year, [month, day]),
            },
        },
        ([one, other, year], None) => {
            let year = full(year);
            let of = |month: &str, day: &str| date(&year, month, day);
            let is_month_first = text.contains('/');
            let (first, second) =
                if is_month_first { (of(one, other), of(other, one)) } else { (of(other, one), of(one, other)) };
            // with points the day comes first, wherever it is written so
            let second = second.filter(|second| first.is_none() || (!text.contains('.') && Some(*second) != first));
            match first.into_iter().chain(second).collect::<Vec<_>>() {
                found if found.is_empty() => return beyond(&year, [other, one]),
                found => found,
            }
        }
        _ => return None,
    };
    Some(DaysMeant::These(found))
}

/// What is told of a day that its month has not.
fn beyond(year: &str, [one, other]: [&str; 2]) -> Option<DaysMeant> {
    let last = |month: &str, day: &str| {
        let first = date(year, month, "1")?;
        (day.parse::<u8>().ok()? <= 31).then(|| first.last_of_month())
    };
    let last = last(one, other).or_else(|| last(other, one))?;
    Some(DaysMeant::Beyond(last.day(), last))
}

/// The first and the last day of a month.
fn of_month(year: &str, month: &str) -> Option<Vec<Date>> {
    let first = date(year, month, "1")?;
    Some(vec![first, first.last_of_month()])
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok().filter(|year| *year > 1899)?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The year that two digits stand for.
fn full(year: &str) -> String {
    if year.len() == 2 { format!("20{year}") } else { year.to_owned() }
}

/// The numbers in a day that is written in digits, and the mark between them.
fn numbers(text: &str) -> Option<(Vec<String>, char)> {
    let text = text.trim_end_matches(['日', '号', '.']).trim();
    let is_mark = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月');
    let mark = text.chars().find(|c| is_mark(*c)).unwrap_or(' ');
    let parts: Vec<String> = text.trim_end_matches('月').split(is_mark).map(|part| part.trim().to_owned()).collect();
    let are_digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    are_digits.then_some((parts, mark))
}

/// The numbers beside the name of a month, and that month's number.
fn by_name(text: &str) -> Option<(Vec<String>, Option<&'static str>)> {
    let words: Vec<&str> = text.split([' ', ',', '.', '-']).filter(|word| !word.is_empty()).collect();
    let month =
        |word: &str| MONTHS.iter().find(|(_, names)| names.split(' ').any(|name| name == word)).map(|(n, _)| *n);
    let named = words.iter().find_map(|word| month(word));
    let numbers: Vec<String> = words
        .iter()
        .filter(|word| month(word).is_none())
        .map(|word| ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).to_owned())
        .collect();
    let are_digits = numbers.iter().all(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    (named.is_some() && are_digits && words.len() == numbers.len().saturating_add(1)).then_some((numbers, named))
}

/// What the months are called.
const MONTHS: [(&str, &str); 12] = [
    ("1", "january jan januar jän jänner"),
    ("2", "february feb februar"),
    ("3", "march mar märz mär mrz"),
    ("4", "april apr"),
    ("5", "may mai"),
    ("6", "june jun juni"),
    ("7", "july jul juli"),
    ("8", "august aug"),
    ("9", "september sep sept"),
    ("10", "october oct oktober okt"),
    ("11", "november nov"),
    ("12", "december dec dezember dez"),
];

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

    #[test]
    fn days_are_read_as_people_write_them() {
        for (written, meant) in [
            ("31.12.2026", "2026-12-31"),
            ("1. 11. 2026", "2026-11-01"),
            ("31.12.26", "2026-12-31"),
            ("2026-11-1", "2026-11-01"),
            ("2026.11.01", "2026-11-01"),
            ("20261101", "2026-11-01"),
            ("2026年12月31日", "2026-12-31"),
            ("2026年12月31号", "2026-12-31"),
            ("31/12/2026", "2026-12-31"),
            ("12/31/2026", "2026-12-31"),
            ("11/01/2026", "2026-11-01 2026-01-11"),
            ("01-11-2026", "2026-11-01 2026-01-11"),
            ("11/11/2026", "2026-11-11"),
            ("2026-31-12", "2026-12-31"),
            ("2026-11", "2026-11-01 2026-11-30"),
            ("11/2026", "2026-11-01 2026-11-30"),
            ("2026年11月", "2026-11-01 2026-11-30"),
            ("November 2026", "2026-11-01 2026-11-30"),
            ("31. Dezember 2026", "2026-12-31"),
            ("December 31st, 2026", "2026-12-31"),
            ("31 Dec 2026", "2026-12-31"),
            ("2026-12-31T00:00:00", "2026-12-31"),
        ] {
            let Some(DaysMeant::These(days)) = days(written) else { panic!("{written}: {:?}", days(written)) };
            assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), meant, "{written}");
        }
    }

    #[test]
    fn a_day_that_there_is_not_tells_the_last_of_its_month() {
        for written in ["2026-11-31", "2026-31-11", "31.11.2026", "11/31/2026"] {
            let Some(DaysMeant::Beyond(30, last)) = days(written) else { panic!("{written}: {:?}", days(written)) };
            assert_eq!(last.to_string(), "2026-11-30", "{written}");
        }
        for written in ["", "soon", "2026-13-32", "1.2", "1.2.3.4", "31 Foo 2026", "12345", "7"] {
            assert_eq!(days(written), None, "{written}");
        }
    }
}
