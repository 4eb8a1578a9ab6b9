//! Units of measure as people write them: which go together, and how many of one make up another.

use case_space::Number;

use super::spelling::plain;

/// A unit: so many of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What is counted.
    of: String,
    /// How many of it one of the unit is: 10 000 for 万元.
    pub scale: Number,
}

const PERCENT: &str = "%";

impl Measure {
    /// What a unit means. Letter case, width and the plural do not matter.
    #[must_use]
    pub fn read(written: &str) -> Self {
        let mut scale = Number::ONE;
        let mut rest = Vec::new();
        for word in plain(written).split(' ') {
            let (many, word) = without_many(word);
            scale = &scale * &many;
            rest.extend((!word.is_empty()).then(|| singular(word).to_owned()));
        }
        let of = known(&rest.join(" ")).to_owned();
        Self { of, scale }
    }

    /// So many of something.
    #[must_use]
    pub fn new(of: &str, scale: Number) -> Self {
        Self { of: of.to_owned(), scale }
    }

    /// Whether the two count the same.
    #[must_use]
    pub fn goes_with(&self, other: &Self) -> bool {
        let is_sign = |sign: &str, of: &str| SHARED.iter().any(|(shared, all)| *shared == sign && all.contains(&of));
        self.of == other.of || is_sign(&self.of, &other.of) || is_sign(&other.of, &self.of)
    }

    /// Whether it only says how many.
    #[must_use]
    pub const fn is_of_nothing(&self) -> bool {
        self.of.is_empty()
    }

    /// Whether it is a currency, or a per cent.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        is_usual(&self.of)
    }

    /// Whether it is a per cent.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.of == PERCENT
    }

    /// Whether it is so many of one for each of another, so that it does not add up.
    #[must_use]
    pub fn is_ratio(&self) -> bool {
        self.is_percent() || self.of.contains(['/', '每', '率', '比']) || self.of.split(' ').any(|word| word == "per")
    }
}

/// What a word or the signs at its beginning multiply by, and what is left.
fn without_many(word: &str) -> (Number, &str) {
    let word = word.strip_prefix("人民币").filter(|rest| !rest.is_empty()).unwrap_or(word);
    if is_usual(known(word)) {
        return (Number::ONE, word);
    }
    if let Some((_, tens)) = MANY.iter().find(|(many, _)| *many == word) {
        return (Number::power_of_ten(*tens), "");
    }
    if let Some(of) = word.strip_prefix(['k', 't']).filter(|of| is_usual(known(of))) {
        return (Number::power_of_ten(3), of);
    }
    let rest = word.trim_start_matches(|sign| zeros(sign) > 0);
    let many = word.strip_suffix(rest).unwrap_or_default();
    (Number::power_of_ten(many.chars().map(zeros).sum()), rest)
}

/// Words for many, and how many noughts they have.
const MANY: [(&str, i64); 22] = [
    ("k", 3),
    ("tsd", 3),
    ("tsd.", 3),
    ("thousand", 3),
    ("thousands", 3),
    ("lakh", 5),
    ("lakhs", 5),
    ("mn", 6),
    ("mio", 6),
    ("mio.", 6),
    ("million", 6),
    ("millions", 6),
    ("millionen", 6),
    ("crore", 7),
    ("crores", 7),
    ("bn", 9),
    ("billion", 9),
    ("billions", 9),
    ("mrd", 9),
    ("mrd.", 9),
    ("milliarde", 9),
    ("milliarden", 9),
];

const fn zeros(sign: char) -> i64 {
    match sign {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        _ => 0,
    }
}

/// An English word in the singular, as far as an `s` tells.
fn singular(word: &str) -> &str {
    if word.len() > 3 && word.is_ascii() { word.strip_suffix('s').unwrap_or(word) } else { word }
}

/// What is counted, by its usual sign where it has one.
fn known(unit: &str) -> &str {
    match unit {
        "percent" | "per cent" | "pct" | "prozent" | "百分比" | "百分数" => PERCENT,
        "元" | "圆" | "rmb" | "yuan" | "人民币" | "cn¥" => "cny",
        "€" | "euro" => "eur",
        "us$" | "us dollar" => "usd",
        "£" => "gbp",
        "円" | "yen" => "jpy",
        "fr." | "sfr." | "franken" => "chf",
        "₹" | "rs" | "rs." | "rupee" => "inr",
        "₩" => "krw",
        unit => unit,
    }
}

/// Signs that stand for each of several currencies.
const SHARED: [(&str, &[&str]); 3] =
    [("$", &["usd", "aud", "cad", "hkd", "nzd", "sgd", "twd"]), ("¥", &["cny", "jpy"]), ("kr", &["dkk", "nok", "sek"])];

fn is_usual(of: &str) -> bool {
    let one_currency = ["cny", "eur", "usd", "gbp", "jpy", "chf", "inr", "krw"];
    of == PERCENT || one_currency.contains(&of) || SHARED.iter().any(|(sign, all)| *sign == of || all.contains(&of))
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
        assert_eq!(read("k€"), read("EUR thousand"));
        assert_eq!(read("kg").0, "kg");
        assert_eq!(read("Customers"), read("customer"));
        assert_eq!(read("万家").0, read("家").0);
        assert!(!Measure::read("CNY").goes_with(&Measure::read("EUR")));
        assert!(Measure::read("$").goes_with(&Measure::read("HKD")));
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
