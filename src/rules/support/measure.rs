//! Units of measure as people write them: which go together, and how many of one make up another.

use case_space::Number;

use super::spelling::plain;
use crate::syntax::Term;

/// A unit: so many of something.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::rules) struct Measure {
    /// What is counted.
    of: String,
    /// How many of it one of the unit is: 10 000 for 万元.
    pub(in crate::rules) scale: Number,
}

const PERCENT: &str = "%";

impl Measure {
    /// What a unit means. Letter case, width and the plural do not matter.
    pub(in crate::rules) fn read(written: &str) -> Self {
        let words = plain(written);
        if ["%", "percent", "per cent", "pct", "百分比", "百分数"].contains(&words.as_str()) {
            return Self { of: PERCENT.to_owned(), scale: Number::ONE };
        }
        time(&words).unwrap_or_else(|| counted(&words))
    }

    /// Whether the two count the same.
    pub(in crate::rules) fn goes_with(&self, other: &Self) -> bool {
        self.of == other.of
    }

    /// Whether it is a per cent.
    pub(in crate::rules) fn is_percent(&self) -> bool {
        self.of == PERCENT
    }

    /// Whether it is so many of one for each of another, so that it does not add up.
    pub(in crate::rules) fn is_ratio(&self) -> bool {
        self.is_percent() || self.of.contains(['/', '每', '率', '比']) || self.of.split(' ').any(|word| word == "per")
    }
}

/// A unit of time, in minutes, months, business minutes or business days.
fn time(words: &str) -> Option<Measure> {
    let term = Term::parse(words)?;
    let bases = ["minute", "month", "business minute", "business day"];
    bases.into_iter().find_map(|base| {
        let count = term.times(Term::parse(base)?)?;
        Some(Measure { of: base.to_owned(), scale: Number::from(i64::try_from(count).ok()?) })
    })
}

/// A unit of anything else, without the word or the sign for how many.
fn counted(words: &str) -> Measure {
    let mut scale = Number::ONE;
    let mut rest = Vec::new();
    for word in words.split(' ') {
        match word {
            "thousand" | "thousands" => scale = &scale * &Number::from(1_000),
            "million" | "millions" => scale = &scale * &Number::from(1_000_000),
            "billion" | "billions" => scale = &scale * &Number::from(1_000_000_000),
            word => rest.push(singular(word)),
        }
    }
    let rest = rest.join(" ");
    let rest = rest.strip_prefix("人民币").filter(|rest| !rest.is_empty()).unwrap_or(&rest);
    let unit = rest.trim_start_matches(is_many);
    let many = rest.strip_suffix(unit).unwrap_or_default();
    let scale = many.chars().fold(scale, |scale, sign| &scale * &Number::power_of_ten(zeros(sign)));
    Measure { of: currency(unit).to_owned(), scale }
}

/// An English word in the singular, as far as an `s` tells.
fn singular(word: &str) -> &str {
    if word.len() > 3 && word.is_ascii() { word.strip_suffix('s').unwrap_or(word) } else { word }
}

fn is_many(sign: char) -> bool {
    zeros(sign) > 0
}

const fn zeros(sign: char) -> i64 {
    match sign {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => 0,
    }
}

fn currency(unit: &str) -> &str {
    match unit {
        "元" | "rmb" | "yuan" | "人民币" => "cny",
        unit => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> (String, String) {
        let Measure { of, scale } = Measure::read(written);
        (of, scale.to_string())
    }

    #[test]
    fn the_same_unit_is_written_in_many_ways() {
        for yuan in ["CNY", "元", "RMB", "人民币", "人民币元", "cny "] {
            assert_eq!(read(yuan), ("cny".to_owned(), "1".to_owned()), "{yuan}");
        }
        assert_eq!(read("百万元"), ("cny".to_owned(), "1000000".to_owned()));
        assert_eq!(read("人民币亿元"), ("cny".to_owned(), "100000000".to_owned()));
        assert_eq!(read("million CNY"), read("CNY millions"));
        assert_eq!(read("Customers"), read("customer"));
        assert_eq!(read("万家").0, read("家").0);
        assert!(!Measure::read("CNY").goes_with(&Measure::read("EUR")));
    }

    #[test]
    fn time_is_counted_in_what_it_is_made_of() {
        assert_eq!(read("hours"), ("minute".to_owned(), "60".to_owned()));
        assert_eq!(read("小时"), read("hour"));
        assert_eq!(read("季度"), ("month".to_owned(), "3".to_owned()));
        assert!(!Measure::read("days").goes_with(&Measure::read("business days")));
    }

    #[test]
    fn a_per_cent_does_not_add_up() {
        for percent in ["%", "percent", "per cent", "百分比", "％"] {
            assert!(Measure::read(percent).is_percent(), "{percent}");
        }
        assert!(Measure::read("visits per customer").is_ratio() && Measure::read("CNY/t").is_ratio());
        assert!(!Measure::read("customers").is_ratio() && !Measure::read("CNY").is_ratio());
        assert!(!Measure::read("percentage points").is_percent());
    }
}
