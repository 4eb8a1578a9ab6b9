//! Spans of time as people write them, in the words of the format: `2 Werktage`, `P1Y`, `12m`, `十二个月`.

use super::spelling::plain;

/// What a text may mean in the words of the format, the likeliest first; none where it means no span.
#[must_use]
pub fn spans(text: &str) -> Vec<String> {
    let text = plain(text);
    let text = text.trim_end_matches('.').trim();
    if let Some(span) = iso(text).or_else(|| in_one_word(text).map(str::to_owned)) {
        return vec![span];
    }
    let text = PREFIXES.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text).trim();
    if let Some(span) = in_one_word(text) {
        return vec![span.to_owned()];
    }
    let digits = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let (count, rest) = text.split_at_checked(digits).unwrap_or(("", text));
    let (count, unit) = if count.is_empty() { counted(rest) } else { (count.to_owned(), rest) };
    let unit = unit.trim_start_matches(['-', ' ']).trim_start_matches('个').trim();
    if unit == "m" {
        return [("month", "months"), ("minute", "minutes")].iter().filter_map(|of| said(&count, *of)).collect();
    }
    UNITS
        .iter()
        .find(|(words, ..)| words.split(", ").any(|word| word == unit))
        .and_then(|(_, one, more)| said(&count, (one, more)))
        .into_iter()
        .collect()
}

/// So many of a unit.
fn said(count: &str, (one, more): (&str, &str)) -> Option<String> {
    if let Some((whole, half)) = count.split_once([',', '.']) {
        let whole: u32 = whole.parse().ok().filter(|_| half == "5")?;
        let (parts, of) = match one {
            "year" => (12, "months"),
            "hour" => (60, "minutes"),
            "day" => (24, "hours"),
            _ => return None,
        };
        return Some(format!("{} {of}", whole.checked_mul(parts)?.checked_add(parts / 2)?));
    }
    let count: u32 = count.parse().ok().filter(|count| (1..=1_000_000).contains(count))?;
    Some(format!("{count} {}", if count == 1 { one } else { more }))
}

/// `P1Y`, `PT48H`, `P2W`.
fn iso(text: &str) -> Option<String> {
    let (time, rest) = match text.strip_prefix("pt") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('p')?),
    };
    let unit = rest.chars().next_back()?;
    let count = rest.strip_suffix(unit)?;
    let of = match (time, unit) {
        (false, 'y') => ("year", "years"),
        (false, 'm') => ("month", "months"),
        (false, 'w') => ("week", "weeks"),
        (false, 'd') => ("day", "days"),
        (true, 'h') => ("hour", "hours"),
        (true, 'm') => ("minute", "minutes"),
        _ => return None,
    };
    said(count, of)
}

/// How many a word says that a text begins with, and the unit that is left; one where it says nothing.
fn counted(text: &str) -> (String, &str) {
    if let Some((word, rest)) = text.split_once(' ')
        && let Some((_, count)) = NUMBERS.iter().find(|(words, _)| words.split(' ').any(|known| known == word))
    {
        return (count.to_string(), rest);
    }
    let numerals: usize = text.chars().take_while(|c| "一二三四五六七八九十两".contains(*c)).map(char::len_utf8).sum();
    match text.split_at_checked(numerals) {
        Some((numerals, rest)) if !numerals.is_empty() => {
            (chinese(numerals).map_or_else(String::new, |n| n.to_string()), rest)
        }
        _ => ("1".to_owned(), text),
    }
}

/// A Chinese number below a hundred.
fn chinese(numerals: &str) -> Option<usize> {
    let digit = |text: &str| match text {
        "" => Some(0),
        "两" => Some(2),
        text => "一二三四五六七八九".chars().position(|c| text.chars().eq([c])).map(|at| at.saturating_add(1)),
    };
    match numerals.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            tens.checked_mul(10)?.checked_add(digit(ones)?)
        }
        None => digit(numerals),
    }
}

const PREFIXES: [&str; 19] = [
    "innerhalb von ",
    "innerhalb ",
    "binnen ",
    "within ",
    "alle ",
    "jeden ",
    "jede ",
    "jedes ",
    "pro ",
    "je ",
    "every ",
    "each ",
    "per ",
    "once a ",
    "einmal im ",
    "einmal pro ",
    "in ",
    "每隔",
    "每",
];

/// Words for a few.
const NUMBERS: [(&str, u32); 12] = [
    ("a an one ein eine einen einem einer", 1),
    ("two zwei", 2),
    ("three drei", 3),
    ("four vier", 4),
    ("five fünf", 5),
    ("six sechs", 6),
    ("seven sieben", 7),
    ("eight acht", 8),
    ("nine neun", 9),
    ("ten zehn", 10),
    ("twelve zwölf", 12),
    ("fourteen vierzehn", 14),
];

fn in_one_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "täglich" | "daily" | "每天" | "每日" | "once a day" => "1 day",
        "werktäglich" | "arbeitstäglich" => "1 business day",
        "wöchentlich" | "weekly" | "every week" | "每周一次" => "1 week",
        "zweiwöchentlich" | "14-tägig" | "vierzehntägig" | "biweekly" | "bi-weekly" | "fortnightly" => "2 weeks",
        "monatlich" | "monthly" | "每月一次" | "once a month" => "1 month",
        "vierteljährlich" | "quartalsweise" | "quartalsmäßig" | "quarterly" | "季度" | "每季" => "1 quarter",
        "halbjährlich" | "halbjahr" | "halbes jahr" | "ein halbes jahr" | "jedes halbjahr" | "半年"
        | "semiannually" | "twice a year" | "half-yearly" | "half a year" => "6 months",
        "jährlich" | "yearly" | "annual" | "annually" | "每年一次" | "once a year" | "p.a." | "pa" | "p. a" | "p.a" => {
            "1 year"
        }
        _ => return None,
    })
}

/// What people call the units of time, and what the format calls them.
const UNITS: [(&str, &str, &str); 9] = [
    ("minute, minutes, minuten, min, mins, 分钟, 分", "minute", "minutes"),
    ("hour, hours, stunde, stunden, std, hr, hrs, h, 小时, 钟头", "hour", "hours"),
    (
        "business day, business days, working day, working days, workday, workdays, work day, work days, weekday, weekdays, \
         business-day, business-days, bd, bds, werktag, werktage, werktagen, arbeitstag, arbeitstage, arbeitstagen, at, wt, \
         geschäftstag, geschäftstage, bankarbeitstag, bankarbeitstage, 工作日, 工作天",
        "business day",
        "business days",
    ),
    (
        "business hour, business hours, working hour, working hours, arbeitsstunde, arbeitsstunden, 工作小时",
        "business hour",
        "business hours",
    ),
    (
        "day, days, calendar day, calendar days, tag, tage, tagen, kalendertag, kalendertage, d, t, 天, 日, 自然日",
        "day",
        "days",
    ),
    ("week, weeks, woche, wochen, wk, wks, w, wo, kw, 周, 星期, 礼拜", "week", "weeks"),
    ("month, months, monat, monate, monaten, mon, mo, mos, mth, mths, mt, 月, 個月", "month", "months"),
    ("quarter, quarters, quartal, quartale, vierteljahr, vierteljahre, q, qtr, 季, 季度", "quarter", "quarters"),
    ("year, years, jahr, jahre, jahren, yr, yrs, y, j, a, 年, 年度", "year", "years"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_in_three_languages_and_by_the_standard() {
        for (written, meant) in [
            ("1 Jahr", "1 year"),
            ("2 Werktage", "2 business days"),
            ("binnen 2 Arbeitstagen", "2 business days"),
            ("innerhalb von zwei Wochen", "2 weeks"),
            ("P1Y", "1 year"),
            ("P12M", "12 months"),
            ("PT48H", "48 hours"),
            ("12m", "12 months or 12 minutes"),
            ("Monat", "1 month"),
            ("pro Monat", "1 month"),
            ("jährlich", "1 year"),
            ("vierteljährlich", "1 quarter"),
            ("alle 3 Monate", "3 months"),
            ("12 Mon.", "12 months"),
            ("2 workdays", "2 business days"),
            ("24hrs", "24 hours"),
            ("1,5 Jahre", "18 months"),
            ("十二个月", "12 months"),
            ("两个工作日", "2 business days"),
            ("2个星期", "2 weeks"),
            ("每季", "1 quarter"),
            ("２天", "2 days"),
            ("six months", "6 months"),
        ] {
            assert_eq!(spans(written).join(" or "), meant, "{written}");
        }
        for written in ["", "soon", "0 Tage", "2 moons", "1,7 years", "-1 day", "p", "5"] {
            assert_eq!(spans(written), [""; 0], "{written}");
        }
    }
}
