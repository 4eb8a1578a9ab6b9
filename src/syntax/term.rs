//! Spans of time as people say them: `"2 hours"`, `"6 months"`, `"1 business day"`.

use std::cmp::Ordering;
use std::fmt;

use toml_mistakes::{Value, ValueKind};

use super::read::Read;
use super::reader::Reader;
use super::shape::Shape;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours, or a business day.
    Day,
    /// 7 days.
    Week,
    /// A calendar month.
    Month,
    /// 3 months.
    Quarter,
    /// 12 months.
    Year,
}

impl Unit {
    const WORDS: [(Self, &'static str, &'static [&'static str]); 7] = [
        (Self::Minute, "minute", &["minutes", "min", "mins", "分钟"]),
        (Self::Hour, "hour", &["hours", "h", "小时"]),
        (Self::Day, "day", &["days", "d", "天", "日"]),
        (Self::Week, "week", &["weeks", "周"]),
        (Self::Month, "month", &["months", "个月", "月"]),
        (Self::Quarter, "quarter", &["quarters", "季度", "个季度"]),
        (Self::Year, "year", &["years", "年"]),
    ];

    /// The unit as messages write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(unit, ..)| *unit == self).map_or("", |(_, word, _)| word)
    }

    fn parse(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        Self::WORDS
            .iter()
            .find(|(_, one, others)| *one == word || others.contains(&word.as_str()))
            .map(|(unit, ..)| *unit)
    }

    /// How many of the unit that time of its sort is counted in: minutes up to the week, months from the month on.
    const fn size(self) -> u64 {
        match self {
            Self::Minute | Self::Month => 1,
            Self::Hour => 60,
            Self::Day => 60 * 24,
            Self::Week => 60 * 24 * 7,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    const fn is_calendar(self) -> bool {
        matches!(self, Self::Month | Self::Quarter | Self::Year)
    }
}

/// A span of time: a whole number of one unit, as written. At most 1 000 000 of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
    /// Whether only business time counts.
    pub business: bool,
}

impl Term {
    const MOST: u32 = 1_000_000;

    /// Reads a span: a number and a unit, the number left out for one (`"month"`), with `business` or `working` before the unit for
    /// business time. English and Chinese units are known, Chinese numbers up to ten (`"三个月"`, `"半年"`), and what recurs
    /// (`"every 2 weeks"`, `"monthly"`, `"每周"`).
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim().to_lowercase();
        let written = without_every(&written);
        if let Some((count, unit)) = in_one_word(written) {
            return Some(Self { count, unit, business: false });
        }
        let (count, unit) = counted(written)?;
        let (business, unit) = business_time(unit.trim());
        let unit = Unit::parse(unit)?;
        let makes_sense = !business || matches!(unit, Unit::Minute | Unit::Hour | Unit::Day);
        makes_sense.then_some(Self { count, unit, business })
    }

    /// The day that lies this span after `date`; business days are taken as Monday to Friday, and less than a day as no day. `None`
    /// beyond the calendar.
    #[must_use]
    pub fn after(self, date: jiff::civil::Date) -> Option<jiff::civil::Date> {
        let count = i64::from(self.count);
        let span = jiff::Span::new();
        let span = match self.unit {
            Unit::Minute | Unit::Hour => return Some(date),
            Unit::Day if self.business => return business_days_after(date, self.count),
            Unit::Day => span.try_days(count),
            Unit::Week => span.try_weeks(count),
            Unit::Month => span.try_months(count),
            Unit::Quarter => span.try_months(count.checked_mul(3)?),
            Unit::Year => span.try_years(count),
        };
        date.checked_add(span.ok()?).ok()
    }

    /// How many of `smaller` make up `self`, where the two nest exactly: 12 months in a year, 4 quarters in a year. `None` where they
    /// do not (weeks in a month, business time in other time).
    #[must_use]
    pub fn times(self, smaller: Self) -> Option<u64> {
        let (whole, part) = (self.comparable()?, smaller.comparable()?);
        let nests = whole.0 == part.0 && whole.1.checked_rem(part.1) == Some(0);
        nests.then(|| whole.1.checked_div(part.1)).flatten()
    }

    /// What it is counted in, and how many.
    fn comparable(self) -> Option<((bool, bool), u64)> {
        let size = u64::from(self.count).checked_mul(self.unit.size())?;
        // a business day is no fixed number of business hours, so business hours compare with business hours only
        let days_of_business = self.business && self.unit == Unit::Day;
        Some(((self.unit.is_calendar() || days_of_business, self.business), size))
    }
}

impl PartialOrd for Term {
    /// Shorter is less; `None` where the two cannot be compared: business time and other time, 30 days and a month.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        match (self.comparable()?, other.comparable()?) {
            ((sort, size), (of, other)) if sort == of => Some(size.cmp(&other)),
            _ if self.business != other.business => None,
            _ => {
                let (fewest, most) = self.days();
                let (other_fewest, other_most) = other.days();
                (most < other_fewest)
                    .then_some(Ordering::Less)
                    .or_else(|| (other_most < fewest).then_some(Ordering::Greater))
            }
        }
    }
}

impl Term {
    /// The fewest and the most minutes that it can last: a month has 28 to 31 days.
    fn days(self) -> (u64, u64) {
        let count = u64::from(self.count);
        let day = Unit::Day.size();
        match self.unit {
            Unit::Month => (count.saturating_mul(28 * day), count.saturating_mul(31 * day)),
            Unit::Quarter => (count.saturating_mul(90 * day), count.saturating_mul(92 * day)),
            Unit::Year => (count.saturating_mul(365 * day), count.saturating_mul(366 * day)),
            unit => (count.saturating_mul(unit.size()), count.saturating_mul(unit.size())),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let business = if self.business { "business " } else { "" };
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {business}{}{plural}", self.count, self.unit.as_str())
    }
}

/// The span alone of one that recurs: `every 2 weeks`.
fn without_every(written: &str) -> &str {
    let rest = ["every ", "each ", "per ", "an ", "a ", "每"].iter().find_map(|word| written.strip_prefix(word));
    rest.unwrap_or(written).trim_start()
}

/// How many, and of what.
fn in_one_word(word: &str) -> Option<(u32, Unit)> {
    Some(match word {
        "daily" => (1, Unit::Day),
        "weekly" => (1, Unit::Week),
        "fortnight" | "fortnightly" => (2, Unit::Week),
        "monthly" => (1, Unit::Month),
        "quarterly" => (1, Unit::Quarter),
        "半年" | "half a year" | "half year" | "half-year" | "half-yearly" | "semi-annually" => (6, Unit::Month),
        "yearly" | "annually" => (1, Unit::Year),
        _ => return None,
    })
}

/// How many, and the unit that is left.
fn counted(written: &str) -> Option<(u32, &str)> {
    let numeral = written.chars().next().and_then(|first| Some((chinese_number(first)?, first)));
    if let Some((number, first)) = numeral {
        return Some((number, written.strip_prefix(first)?));
    }
    let digits = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let (count, unit) = written.split_at_checked(digits)?;
    if count.is_empty() {
        return Some((1, unit));
    }
    let count = count.parse().ok().filter(|count| (1..=Term::MOST).contains(count))?;
    Some((count, unit))
}

fn chinese_number(digit: char) -> Option<u32> {
    if digit == '两' {
        return Some(2);
    }
    let place = "一二三四五六七八九十".chars().position(|other| other == digit)?;
    u32::try_from(place).ok()?.checked_add(1)
}

/// Whether business time is meant, and the unit that is left.
fn business_time(unit: &str) -> (bool, &str) {
    if let Some(unit) = ["business ", "working ", "工作"].iter().find_map(|word| unit.strip_prefix(word)) {
        return (true, unit.trim());
    }
    match unit.strip_prefix("个工作") {
        Some(unit) => (true, unit.trim()),
        None => (false, unit),
    }
}

/// The weekday that lies `count` weekdays after `date`: whole weeks at once, so that a large count costs nothing.
fn business_days_after(date: jiff::civil::Date, count: u32) -> Option<jiff::civil::Date> {
    let weeks = i64::from(count / 5);
    let mut day = date.checked_add(jiff::Span::new().try_weeks(weeks).ok()?).ok()?;
    let mut left = count % 5;
    while left > 0 {
        day = day.tomorrow().ok()?;
        if day.weekday().to_monday_one_offset() <= 5 {
            left -= 1;
        }
    }
    Some(day)
}

impl Read for Term {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        if let ValueKind::Bare(written) = value.kind() {
            reader.amend_span(value, written);
            return None;
        }
        let written = reader.text(value, "a span of time in quotes such as \"6 months\"")?;
        let term = Self::parse(written);
        if term.is_none() {
            reader.amend_span(value, written);
        }
        term
    }

    fn shape() -> Shape {
        Shape::Term
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(written: &str) -> Term {
        Term::parse(written).unwrap()
    }

    #[test]
    fn spans_are_read_as_people_say_them() {
        assert_eq!(term("2 hours").to_string(), "2 hours");
        assert_eq!(term("1 business day").to_string(), "1 business day");
        assert_eq!(term("month").to_string(), "1 month");
        assert_eq!(term("3个工作日").to_string(), "3 business days");
        assert_eq!(term("6个月").to_string(), "6 months");
        assert_eq!(term("三个月").to_string(), "3 months");
        assert_eq!(term("every 2 weeks").to_string(), "2 weeks");
        assert_eq!(term("monthly"), term("每月"));
        assert_eq!(term("两周").to_string(), "2 weeks");
        assert_eq!(term("半年").to_string(), "6 months");
        assert_eq!(term("Half a year"), term("每半年"));
        for nonsense in ["", "soon", "0 days", "-1 day", "2 moons", "99999999999 days", "1 business month", "十二个月"]
        {
            assert_eq!(Term::parse(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn business_time_compares_with_business_time_only() {
        assert!(term("2 hours") < term("1 day"));
        assert!(term("40 days") > term("1 month"));
        assert_eq!(term("30 days").partial_cmp(&term("1 month")), None);
        assert_eq!(term("1 day").partial_cmp(&term("1 business day")), None);
        assert!(term("1 business day") < term("2 business days"));
    }

    #[test]
    fn twelve_months_make_a_year() {
        assert_eq!(term("1 year").times(term("1 month")), Some(12));
        assert_eq!(term("1 year").times(term("1 quarter")), Some(4));
        assert_eq!(term("1 month").times(term("1 week")), None);
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        let after = |written: &str, date: &str| term(written).after(date.parse().unwrap()).unwrap().to_string();
        assert_eq!(after("1 month", "2026-01-31"), "2026-02-28");
        assert_eq!(after("6 months", "2026-07-01"), "2027-01-01");
        assert_eq!(after("1 business day", "2026-11-20"), "2026-11-23");
        assert_eq!(after("7 business days", "2026-11-20"), "2026-12-01");
    }
}
