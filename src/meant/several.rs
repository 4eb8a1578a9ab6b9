//! Several names in one text: `"a", "b"`, `a and b`, `甲、乙`, `a -> b`.

/// How names in one text are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joining {
    /// By a mark that only parts them: `a, b`.
    Parted,
    /// By a word that takes them together: `a and b`.
    Together,
    /// By a word that leaves the choice: `a or b`.
    Choice,
    /// By arrows: `a -> b`.
    Turns,
}

/// Marks between names, the longer ones first, and what they say.
const BETWEEN: [(&str, Joining); 31] = [
    (" sowie ", Joining::Together),
    (" und ", Joining::Together),
    (" and ", Joining::Together),
    (" plus ", Joining::Together),
    (" with ", Joining::Together),
    (" mit ", Joining::Together),
    (" oder ", Joining::Choice),
    (" or ", Joining::Choice),
    (" dann ", Joining::Turns),
    (" then ", Joining::Turns),
    ("-->", Joining::Turns),
    ("==>", Joining::Turns),
    ("->", Joining::Turns),
    ("=>", Joining::Turns),
    (">>", Joining::Turns),
    ("→", Joining::Turns),
    ("⇒", Joining::Turns),
    (">", Joining::Turns),
    ("＞", Joining::Turns),
    ("或者", Joining::Choice),
    ("或", Joining::Choice),
    ("以及", Joining::Together),
    ("&", Joining::Together),
    ("+", Joining::Together),
    ("/", Joining::Parted),
    ("|", Joining::Choice),
    (",", Joining::Parted),
    ("，", Joining::Parted),
    ("、", Joining::Parted),
    (";", Joining::Parted),
    ("；", Joining::Parted),
];

/// The same of words that may as well be a part of a name.
const WITHIN: [(&str, Joining); 3] = [("和", Joining::Together), ("及", Joining::Together), ("与", Joining::Together)];

/// The names in a text, and how they are joined, in each of the ways in which they can be parted; none where it holds one name.
#[must_use]
pub fn several(text: &str) -> Vec<(Vec<&str>, Joining)> {
    let all: Vec<&(&str, Joining)> = BETWEEN.iter().chain(&WITHIN).collect();
    let without_words: Vec<_> = BETWEEN.iter().collect();
    let each = all.iter().map(|one| vec![*one]);
    let mut ways: Vec<(Vec<&str>, Joining)> = Vec::new();
    for marks in [all.clone(), without_words].into_iter().chain(each) {
        if let Some(way) = parted(text, &marks)
            && !ways.contains(&way)
        {
            ways.push(way);
        }
    }
    ways
}

fn parted<'t>(text: &'t str, marks: &[&(&str, Joining)]) -> Option<(Vec<&'t str>, Joining)> {
    let mut parts = Vec::new();
    let mut joints = Vec::new();
    let mut rest = text;
    while let Some((at, length, joint)) = first(rest, marks) {
        parts.push(rest.get(..at)?.trim());
        joints.push(joint);
        rest = rest.get(at.checked_add(length)?..)?;
    }
    parts.push(rest.trim());
    // `a, and b`
    let (parts, is_named): (Vec<&str>, bool) = match joints.as_slice() {
        [] => return None,
        _ => (parts.iter().copied().filter(|part| !part.is_empty()).collect(), parts.len() < 30),
    };
    let strongest = joints.iter().find(|joint| **joint != Joining::Parted).copied().unwrap_or(Joining::Parted);
    let agree = joints.iter().all(|joint| *joint == Joining::Parted || *joint == strongest);
    (agree && is_named && parts.len() > 1).then_some((parts, strongest))
}

/// Where the first of the marks stands, how long it is, and what it says.
fn first(text: &str, marks: &[&(&str, Joining)]) -> Option<(usize, usize, Joining)> {
    marks
        .iter()
        .filter_map(|(mark, joint)| Some((text.find(mark)?, mark.len(), *joint)))
        .min_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)))
}

/// The texts in quotes that stand beside each other without brackets, and how they are joined: `"a", "b"`, `"a" and "b"`.
#[must_use]
pub fn quoted(text: &str) -> Option<(Vec<&str>, Joining)> {
    let mut texts = Vec::new();
    let mut joint = Joining::Parted;
    let mut rest = text.trim().trim_start_matches('[').trim_end_matches(']').trim();
    loop {
        let open = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '”' | '„' | '「'))?;
        let inside = rest.strip_prefix(open)?;
        let end =
            inside.find(|c: char| if open.is_ascii() { c == open } else { matches!(c, '"' | '”' | '“' | '」') })?;
        texts.push(inside.get(..end).filter(|inside| !inside.contains(['"', '\\']))?.trim());
        rest = inside.get(end..)?;
        rest = rest.strip_prefix(|_: char| true)?;
        let next = rest.find(['"', '\'', '“', '”', '„', '「']).unwrap_or(rest.len());
        let (between, after) = rest.split_at_checked(next)?;
        let mark = between.trim();
        if after.is_empty() {
            let ends = mark.is_empty() || matches!(mark, "," | ";" | "." | "，" | "；" | "。" | "、" | ":");
            return ends.then_some((texts, joint));
        }
        let padded = format!(" {mark} ");
        let known = BETWEEN.iter().chain(&WITHIN).find(|(known, _)| *known == mark || *known == padded);
        match known {
            _ if mark.is_empty() => {}
            Some((_, Joining::Parted)) => {}
            Some((_, other)) => joint = *other,
            None => return None,
        }
        rest = after;
    }
}

/// What people write where nobody is meant.
#[must_use]
pub fn is_nobody(text: &str) -> bool {
    let text = super::spelling::plain(text);
    let words = "- – — -- / n/a na n.a. none nobody no-one noone nil null niemand keiner keine kein entfällt 无 没有 空 不适用 无人";
    text.is_empty() || words.split(' ').any(|word| word == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_in_each_way_in_which_they_can_be() {
        let first = |text| several(text).into_iter().next();
        assert_eq!(first("a, b and c"), Some((vec!["a", "b", "c"], Joining::Together)));
        assert_eq!(first("a, b, and c"), Some((vec!["a", "b", "c"], Joining::Together)));
        assert_eq!(first("a; b"), Some((vec!["a", "b"], Joining::Parted)));
        assert_eq!(first("a oder b"), Some((vec!["a", "b"], Joining::Choice)));
        assert_eq!(first("a -> b → c"), Some((vec!["a", "b", "c"], Joining::Turns)));
        assert_eq!(first("甲、乙和丙"), Some((vec!["甲", "乙", "丙"], Joining::Together)));
        assert!(several("和平、乙").contains(&(vec!["和平", "乙"], Joining::Parted)));
        assert!(
            several("Research and Development, Sales")
                .contains(&(vec!["Research and Development", "Sales"], Joining::Parted))
        );
        assert!(
            several("a and b or c").iter().all(|(parts, _)| parts.len() == 2),
            "it is not plain how three are joined"
        );
        assert_eq!(several("head-of-sales"), []);
    }

    #[test]
    fn texts_in_quotes_are_parted_by_anything() {
        for text in [r#""a", "b""#, r#""a" "b""#, r#""a"; "b""#, r#""a" / 'b'"#, r#""a"、"b","#, r#""a", "b"]"#] {
            assert_eq!(quoted(text), Some((vec!["a", "b"], Joining::Parted)), "{text}");
        }
        assert_eq!(quoted(r#""a" and "b""#), Some((vec!["a", "b"], Joining::Together)));
        assert_eq!(quoted(r#""a";"#), Some((vec!["a"], Joining::Parted)));
        assert_eq!(quoted(r#""a" x "b""#), None);
        assert_eq!(quoted("a, b"), None);
    }

    #[test]
    fn nobody_is_written_in_many_ways() {
        assert!(["", "-", "—", "n/a", "Niemand", "无"].into_iter().all(is_nobody));
        assert!(!is_nobody("nobody-else"));
    }
}
