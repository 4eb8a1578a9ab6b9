//! Numbers as people write them, where it is beyond doubt what they mean: `60,000`, `60 000`, `5万`, `€60k`, `1.500,50`.

use case_space::{Number, Numbers};

use super::measure::Measure;
use super::spelling::plain;

/// A number as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// What its digits say.
    pub figures: Figures,
    /// Of what that is so many: what stands before and behind it.
    pub of: Measure,
}

/// What digits with marks between them say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figures {
    /// One number.
    Plain(Number),
    /// They have one mark, before three of them, which parts thousands or begins a fraction.
    Doubtful {
        /// The number if the mark parts thousands.
        thousands: Number,
        /// The number if the mark begins a fraction.
        fraction: Number,
        /// Whether the mark is a point.
        point: bool,
    },
}

/// The quantity that a text says; `None` where it says none, or not plainly.
#[must_use]
pub fn quantity(text: &str) -> Option<Quantity> {
    let text = half_width(text);
    written(text.trim()).or_else(|| {
        let number = text.trim().parse().ok()?;
        Some(Quantity { figures: Figures::Plain(number), of: Measure::read("") })
    })
}

impl Quantity {
    /// What the digits say, counted in a unit; `None` where the quantity is one of something else.
    #[must_use]
    pub fn counted_in(&self, unit: Option<&str>) -> Option<Figures> {
        let unit = Measure::read(unit.unwrap_or_default());
        // of `5万` in units of 万元 nobody knows what the 万 is
        let is_bare = self.of.is_of_nothing() && (self.of.scale == Number::ONE || unit.scale == Number::ONE);
        if is_bare {
            return Some(self.figures.scaled(&self.of.scale));
        }
        let is_same = !self.of.is_of_nothing() && self.of.goes_with(&unit);
        self.of.scale.divided_by(&unit.scale).filter(|_| is_same).map(|scale| self.figures.scaled(&scale))
    }
}

impl Figures {
    /// The number that is meant where there are these, or two of which it is not plain which, thousands first.
    #[must_use]
    pub fn meant(&self, among: &Numbers) -> Vec<Number> {
        let Self::Doubtful { thousands, fraction, point } = self else { return self.numbers() };
        let step = among.step.as_ref();
        let exists = |number: &Number| step.is_none_or(|step| step.admits(number));
        let is_fine = step.is_some_and(|step| step.size().places() > 2);
        // without a step, what `raci` itself has said must be taken as it was meant: it ends no fraction with a nought
        let is_said = step.is_none() && fraction.places() > 2;
        let (parts, begins) = if *point { (!is_fine && !is_said, true) } else { (true, is_fine) };
        match (parts && exists(thousands), begins && exists(fraction)) {
            (true, true) => self.numbers(),
            (false, true) => vec![fraction.clone()],
            (true, false) => vec![thousands.clone()],
            (false, false) => vec![if *point { fraction } else { thousands }.clone()],
        }
    }

    /// Every number that they can say, thousands first.
    #[must_use]
    pub fn numbers(&self) -> Vec<Number> {
        match self {
            Self::Plain(number) => vec![number.clone()],
            Self::Doubtful { thousands, fraction, .. } => vec![thousands.clone(), fraction.clone()],
        }
    }

    /// The same, so many times.
    #[must_use]
    pub fn scaled(&self, times: &Number) -> Self {
        match self {
            Self::Plain(number) => Self::Plain(number * times),
            Self::Doubtful { thousands, fraction, point } => {
                Self::Doubtful { thousands: thousands * times, fraction: fraction * times, point: *point }
            }
        }
    }
}

fn written(text: &str) -> Option<Quantity> {
    let is_digit = |c: char| c.is_ascii_digit();
    let (before, rest) = text.split_at_checked(text.find(is_digit)?)?;
    let (digits, behind) = rest.split_at_checked(rest.rfind(is_digit)?.checked_add(1)?)?;
    let (sign, lead) = signed(before)?;
    let around = plain(&format!("{lead} {behind}"));
    let is_unit = around.chars().all(can_be_unit) && around != ".";
    let mut figures = figures(digits, sign).filter(|_| is_unit)?;
    // before 万 a point begins a fraction, and a comma parts thousands
    if let (Figures::Doubtful { thousands, fraction, point }, true) =
        (&figures, around.contains(['万', '萬', '亿', '億']))
    {
        figures = Figures::Plain(if *point { fraction.clone() } else { thousands.clone() });
    }
    Some(Quantity { figures, of: Measure::read(&around) })
}

fn can_be_unit(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '%' | '‰' | '$' | '€' | '£' | '¥' | '₹' | '₩' | ' ' | '.' | '/')
}

/// The text with what people type in full width, and with one kind of blank, minus and apostrophe.
fn half_width(text: &str) -> String {
    let even = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - '\u{FF01}' as u32 + '!' as u32).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{2009}' | '\u{202F}' => ' ',
        '\u{2212}' => '-',
        '\u{2019}' => '\'',
        c => c,
    };
    text.chars().map(even).collect()
}

/// The sign before a number, and what else stands there.
fn signed(before: &str) -> Option<(&'static str, &str)> {
    let before = before.trim();
    let without = |sign: char| before.strip_prefix(sign).or_else(|| before.strip_suffix(sign)).map(str::trim);
    let minus = without('-').map(|lead| ("-", lead));
    let (sign, lead) = minus.or_else(|| Some(("", without('+')?))).unwrap_or(("", before));
    (!lead.contains(['-', '+'])).then_some((sign, lead))
}

/// What `60 000`, `1.500,50` or `1.500` say.
fn figures(digits: &str, sign: &str) -> Option<Figures> {
    let number = |whole: &str, fraction: &str| -> Option<Number> {
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}").parse().ok()
    };
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let Some((last, others)) = marks.split_last() else { return number(digits, "").map(Figures::Plain) };
    if !matches!(last, '.' | ',') || others.contains(last) {
        return number(&without_groups(digits, *last)?, "").map(Figures::Plain);
    }
    let (whole, fraction) = digits.rsplit_once(*last)?;
    if let Some(first) = others.first() {
        return number(&without_groups(whole, *first)?, fraction).map(Figures::Plain);
    }
    // four digits behind a comma may be a group of ten thousands
    let may_begin = *last == '.' || fraction.len() < 4 || whole.starts_with('0');
    let begun = number(whole, fraction).filter(|_| may_begin)?;
    Some(match without_groups(digits, *last) {
        Some(parted) => Figures::Doubtful { thousands: number(&parted, "")?, fraction: begun, point: *last == '.' },
        None => Figures::Plain(begun),
    })
}

/// Digits without the marks between groups of three; in India, of two before the last three.
fn without_groups(digits: &str, mark: char) -> Option<String> {
    if !matches!(mark, '.' | ',' | ' ' | '\'' | '_') {
        return None;
    }
    let groups: Vec<&str> = digits.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let all_of = |length: usize| middle.iter().all(|group| group.len() == length);
    let is_grouped = last.len() == 3 && (all_of(3) || (mark == ',' && first.len() < 3 && all_of(2)));
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let is_digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    (is_grouped && begins && is_digits).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use case_space::Spacing;

    fn read(text: &str, unit: Option<&str>, step: Option<&str>) -> String {
        let step = step.and_then(|step| Spacing::new(step.parse().unwrap()));
        let numbers = Numbers { step, ..Numbers::all() };
        let Some(quantity) = quantity(text) else { return "no number".to_owned() };
        let Some(figures) = quantity.counted_in(unit) else { return "another unit".to_owned() };
        figures.meant(&numbers).iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (written, unit, means) in [
            ("60,000", "EUR", "60000"),
            ("60 000", "EUR", "60000"),
            ("60\u{202F}000,50", "EUR", "60000.5"),
            ("60'000.50", "CHF", "60000.5"),
            ("1.500,50 €", "EUR", "1500.5"),
            ("1,500.50", "EUR", "1500.5"),
            ("1.500.000", "EUR", "1500000"),
            ("12,50,000", "INR", "1250000"),
            ("₹ 2 lakh", "INR", "200000"),
            ("60000 EUR", "EUR", "60000"),
            ("EUR 60k", "EUR", "60000"),
            ("60 kEUR", "EUR", "60000"),
            ("-€5", "EUR", "-5"),
            ("€ -5", "EUR", "-5"),
            ("−5", "EUR", "-5"),
            ("1,5 Mio. €", "EUR", "1500000"),
            ("$2.5 million", "USD", "2500000"),
            ("5万", "CNY", "50000"),
            ("１．２５万元", "CNY", "12500"),
            ("1.234万元", "人民币", "12340"),
            ("￥3百万", "CNY", "3000000"),
            ("2千万元", "CNY", "20000000"),
            ("7.5 ％", "%", "7.5"),
            ("15 percent", "%", "15"),
            ("5 days", "day", "5"),
            ("5 kg", "kg", "5"),
            ("5万元", "万元", "5"),
            ("50 000元", "万元", "5"),
            ("60000 HKD", "$", "60000"),
            ("0x10", "EUR", "16"),
            ("1e3", "EUR", "1000"),
            ("+50_000", "EUR", "50000"),
        ] {
            assert_eq!(read(written, Some(unit), Some("0.01")), means, "{written}");
        }
    }

    #[test]
    fn what_is_in_doubt_means_two_things() {
        for (written, step, means) in [
            ("1.500", Some("0.01"), "1500 or 1.5"),
            ("1.500", Some("0.001"), "1.5"),
            ("1.500", Some("1"), "1500"),
            ("1.500", None, "1500 or 1.5"),
            ("1.505", None, "1.505"),
            ("0.500", Some("0.01"), "0.5"),
            ("1234.500", Some("0.01"), "1234.5"),
            ("1.250 million", Some("0.01"), "1250000000 or 1250000"),
            ("60,000", Some("0.001"), "60000 or 60"),
            ("60,000", None, "60000"),
            ("1,5", None, "1.5"),
        ] {
            assert_eq!(read(written, Some("EUR"), step), means, "{written} {step:?}");
        }
    }

    #[test]
    fn what_counts_something_else_is_refused() {
        for (written, unit) in [
            ("60000 EUR", None),
            ("$60,000", Some("EUR")),
            ("15%", Some("EUR")),
            ("15%", None),
            ("5万", Some("万元")),
            ("5k", Some("EUR thousand")),
            ("5k", Some("k€")),
            ("5 kg", Some("km")),
        ] {
            assert_eq!(read(written, unit, None), "another unit", "{written}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_no_number() {
        for written in [
            "", "many", "5-10", "1.2.3", "万", ".5", "5.", "6 0", "60 00", "5,0000", "1,,500", "> 5", "5²", "1'5",
            "3万5千", "nan",
        ] {
            assert_eq!(read(written, None, None), "no number", "{written}");
        }
    }
}
