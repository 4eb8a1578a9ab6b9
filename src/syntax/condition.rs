//! Conditions that are written as a text: `"region = north and amount > 50000"`.

use super::written::{key, text};
use crate::meant::{Figures, quantity};

/// What stands between conditions.
const AND: [&str; 8] = [" and ", " und ", "&&", "且", "并且", ",", "，", ";"];

/// What stands between a dimension and its value, and the bound that it is; the longer ones first.
const SIGNS: [(&str, Option<&str>); 18] = [
    (">=", Some("at-least")),
    ("=>", Some("at-least")),
    ("≥", Some("at-least")),
    ("<=", Some("at-most")),
    ("=<", Some("at-most")),
    ("≤", Some("at-most")),
    ("==", None),
    (">", Some("above")),
    ("<", Some("below")),
    ("不超过", Some("at-most")),
    ("超过", Some("above")),
    ("低于", Some("below")),
    ("=", None),
    (":", None),
    ("：", None),
    (" is ", None),
    (" ist ", None),
    ("为", None),
];

/// How the format writes the conditions that a text means: `{ region = "north" }`.
pub(super) fn condition_meant(written: &str) -> Option<String> {
    let parts =
        AND.iter().fold(vec![written], |parts, and| parts.into_iter().flat_map(|part| part.split(and)).collect());
    let conditions: Option<Vec<String>> = parts.into_iter().map(one).collect();
    Some(format!("{{ {} }}", conditions?.join(", ")))
}

fn one(part: &str) -> Option<String> {
    let (sign, bound) = SIGNS.iter().find(|(sign, _)| part.contains(sign))?;
    let (dimension, value) = part.split_once(sign)?;
    let (dimension, value) = (dimension.trim(), value.trim().trim_matches(['"', '\'']));
    let is_word = !dimension.is_empty() && !value.is_empty() && !dimension.contains(char::is_whitespace);
    let value = match (number(value), bound) {
        (Some(number), Some(bound)) => format!("{{ {bound} = {number} }}"),
        (Some(number), None) => number,
        (None, Some(_)) => return None,
        (None, None) => text(value),
    };
    is_word.then(|| format!("{} = {value}", key(dimension)))
}

/// A number of money, of per cent or of nothing, as the format writes it.
fn number(written: &str) -> Option<String> {
    let quantity = quantity(written).filter(|quantity| quantity.of.is_of_nothing() || quantity.of.is_usual())?;
    match quantity.figures.scaled(&quantity.of.scale) {
        Figures::Plain(number) => Some(number.grouped().replace(' ', "_")),
        Figures::Doubtful { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_as_people_write_them() {
        for (written, meant) in [
            ("region = sued", "{ region = \"sued\" }"),
            ("region == 'sued'", "{ region = \"sued\" }"),
            ("amount > 50000", "{ amount = { above = 50_000 } }"),
            ("region = north and amount >= 5k", "{ region = \"north\", amount = { at-least = 5_000 } }"),
            ("地区 = 华东", "{ \"地区\" = \"华东\" }"),
        ] {
            assert_eq!(condition_meant(written).as_deref(), Some(meant), "{written}");
        }
        for written in ["", "north", "region > north", "the region = north"] {
            assert_eq!(condition_meant(written), None, "{written}");
        }
    }
}
