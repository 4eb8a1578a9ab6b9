//! What was pasted from elsewhere, and how the format writes it.

use serde_json::{Map, Value};

use super::turned::letters_in;
use super::written::{key, one_or_many, slug, text};

/// What pasted lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pasted {
    /// A table with bars.
    Markdown,
    /// Cells with tabs between them.
    Sheet,
    /// Names and indented values with colons.
    Yaml,
    /// Names in quotes and values with colons.
    Json,
}

/// What the lines are that begin a text, and how many bytes of it; `None` where they are nothing that is known.
pub(super) fn kind(text: &str) -> Option<(Pasted, usize)> {
    let first = text.lines().next()?;
    let kind = kind_of_line(first)?;
    let belongs = |line: &str| match kind {
        Pasted::Markdown | Pasted::Sheet => kind_of_line(line) == Some(kind),
        Pasted::Yaml => kind_of_line(line) == Some(kind) || line.starts_with([' ', '-']) && !line.contains('='),
        Pasted::Json => !line.trim_start().starts_with('[') || line.trim_end().ends_with(','),
    };
    let mut length = 0;
    let mut depth = 0_i32;
    for line in text.split_inclusive('\n') {
        let is_end = kind == Pasted::Json && depth <= 0 && length > 0;
        if line.trim().is_empty() && kind != Pasted::Json || is_end || !belongs(line.trim_end()) {
            break;
        }
        depth +=
            line.chars().map(|c| i32::from(matches!(c, '{' | '[')) - i32::from(matches!(c, '}' | ']'))).sum::<i32>();
        length += line.len();
    }
    (length > 0).then_some((kind, length))
}

fn kind_of_line(line: &str) -> Option<Pasted> {
    let line = line.trim_end();
    let inner = line.trim_start();
    let before_colon = inner.split_once(':').map(|(name, rest)| (name.trim_end(), rest));
    if inner.starts_with('|') && inner.len() > 1 {
        return Some(Pasted::Markdown);
    }
    if inner.trim().contains('\t') && !inner.contains('=') {
        return Some(Pasted::Sheet);
    }
    match before_colon {
        Some((name, _)) if name.len() > 1 && name.starts_with('"') && name.ends_with('"') => Some(Pasted::Json),
        Some((name, rest)) if rest.is_empty() && !name.is_empty() && !name.contains(['=', '"', '[', '{', '#']) => {
            Some(Pasted::Yaml)
        }
        _ => (inner == "{").then_some(Pasted::Json),
    }
}

/// How the format writes what was pasted.
pub(super) fn written(kind: Pasted, pasted: &str) -> Option<String> {
    let value = match kind {
        Pasted::Markdown | Pasted::Sheet => return activities(&cells(kind, pasted)),
        Pasted::Json => json(pasted)?,
        Pasted::Yaml => yaml(pasted)?,
    };
    tables(&value)
}

fn cells(kind: Pasted, pasted: &str) -> Vec<Vec<String>> {
    let rows =
        pasted.lines().filter(|line| kind == Pasted::Sheet || line.contains(|c| !matches!(c, '|' | '-' | ':' | ' ')));
    let rows = rows.map(|line| match kind {
        Pasted::Sheet => line.split('\t').map(|cell| cell.trim().to_owned()).collect(),
        _ => line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect(),
    });
    rows.collect()
}

/// The activities of a table: roles as columns and letters in the cells, or letters as columns and roles in the cells.
fn activities(rows: &[Vec<String>]) -> Option<String> {
    let (head, rows) = rows.split_first().filter(|(_, rows)| !rows.is_empty())?;
    let columns = head.get(1..).filter(|columns| !columns.is_empty())?;
    let are_letters = columns.iter().all(|column| letters_in(column).is_some_and(|letters| letters.len() == 1));
    let mut written = String::new();
    for row in rows {
        let (name, cells) = row.split_first()?;
        let mut letters: Vec<(String, Vec<String>)> = Vec::new();
        for (column, cell) in
            columns.iter().zip(cells).filter(|(_, cell)| !matches!(cell.as_str(), "" | "-" | "–" | "—"))
        {
            let held: Vec<(String, String)> = if are_letters {
                cell.split([',', ';', '、']).map(|role| (column.clone(), slug(role.trim()))).collect()
            } else {
                letters_in(cell)?.into_iter().map(|letter| (letter.to_string(), slug(column))).collect()
            };
            for (letter, role) in held {
                match letters.iter_mut().find(|(known, _)| *known == letter) {
                    Some((_, roles)) => roles.push(role),
                    None => letters.push((letter, vec![role])),
                }
            }
        }
        written += &format!("[activities.{}]\nname = {}\n", key(&slug(name)), text(name));
        for (letter, roles) in letters {
            let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
            written += &format!("{} = {}\n", key(&letter), one_or_many(&roles));
        }
        written.push('\n');
    }
    Some(written)
}

fn json(pasted: &str) -> Option<Value> {
    let pasted = pasted.trim().trim_end_matches(',');
    let whole = if pasted.starts_with('{') { pasted.to_owned() } else { format!("{{{pasted}}}") };
    serde_json::from_str(&whole).ok()
}

/// Maps, lists and scalars by their indentation; nothing else of YAML.
fn yaml(pasted: &str) -> Option<Value> {
    let lines: Vec<(usize, &str)> = pasted
        .lines()
        .map(|line| (line.len() - line.trim_start().len(), line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let mut at = 0;
    let value = block(&lines, &mut at, 0)?;
    (at == lines.len()).then_some(value)
}

/// The deepest that maps stand in each other.
const DEEPEST: usize = 8;

fn block(lines: &[(usize, &str)], at: &mut usize, depth: usize) -> Option<Value> {
    let (indent, first) = *lines.get(*at)?;
    if depth > DEEPEST {
        return None;
    }
    if first.starts_with("- ") {
        let mut items = Vec::new();
        while let Some((_, line)) = lines.get(*at).filter(|(deep, line)| *deep == indent && line.starts_with("- ")) {
            items.push(scalar(line.strip_prefix("- ")?)?);
            *at += 1;
        }
        return Some(Value::Array(items));
    }
    let mut map = Map::new();
    while let Some((_, line)) = lines.get(*at).filter(|(deep, line)| *deep == indent && !line.starts_with('-')) {
        let (name, rest) = line.split_once(':')?;
        *at += 1;
        let name = name.trim().trim_matches(['"', '\'']).to_owned();
        let is_below =
            lines.get(*at).is_some_and(|(deep, line)| *deep > indent || (*deep == indent && line.starts_with("- ")));
        let value = match rest.trim() {
            "" if is_below => block(lines, at, depth + 1)?,
            "" => Value::Object(Map::new()),
            rest => scalar(rest)?,
        };
        map.insert(name, value);
    }
    Some(Value::Object(map))
}

fn scalar(written: &str) -> Option<Value> {
    let written = written.trim();
    if let Some(list) = written.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        return list.split(',').map(scalar).collect::<Option<Vec<_>>>().map(Value::Array);
    }
    if written.starts_with(['{', '&', '*', '|', '>', '!']) {
        return None;
    }
    let is_plain = serde_json::from_str(written).ok().filter(|value: &Value| value.is_number() || value.is_boolean());
    Some(is_plain.unwrap_or_else(|| Value::String(written.trim_matches(['"', '\'']).to_owned())))
}

/// The headers of tables with ids, and what stands below each.
fn tables(value: &Value) -> Option<String> {
    let mut written = String::new();
    for (table, things) in value.as_object()? {
        let things = things.as_object()?;
        if things.values().all(|thing| !thing.is_object()) {
            written += &section(&key(table), things)?;
            continue;
        }
        for (id, thing) in things {
            written += &section(&format!("{}.{}", key(table), key(id)), thing.as_object()?)?;
        }
    }
    Some(written)
}

fn section(path: &str, entries: &Map<String, Value>) -> Option<String> {
    let lines: Option<String> =
        entries.iter().map(|(name, value)| Some(format!("{} = {}\n", key(name), inline(value, 0)?))).collect();
    Some(format!("[{path}]\n{}\n", lines?))
}

fn inline(value: &Value, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    Some(match value {
        Value::Null => return None,
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(written) => text(written),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| inline(item, depth + 1)).collect();
            format!("[{}]", items?.join(", "))
        }
        Value::Object(entries) => {
            let entries: Option<Vec<String>> = entries
                .iter()
                .map(|(name, value)| Some(format!("{} = {}", key(name), inline(value, depth + 1)?)))
                .collect();
            format!("{{ {} }}", entries?.join(", "))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(pasted: &str) -> Option<(Pasted, Option<String>)> {
        let (kind, length) = kind(pasted)?;
        assert_eq!(length, pasted.len(), "{pasted}");
        Some((kind, written(kind, pasted)))
    }

    #[test]
    fn tables_become_activities() {
        let meant = "[activities.write-offer]\nname = \"Write offer\"\nR = [\"clerk\", \"head-of-sales\"]\nA = \"head-of-sales\"\n\n";
        for (kind, pasted) in [
            (Pasted::Markdown, "| Activity | Clerk | Head of Sales |\n|---|:-:|---|\n| Write offer | R | R/A |\n"),
            (Pasted::Sheet, "Activity\tClerk\tHead of Sales\nWrite offer\tR\tAR\n"),
            (Pasted::Sheet, "Activity\tR\tA\nWrite offer\tClerk, Head of Sales\tHead of Sales\n"),
        ] {
            let (is, written) = whole(pasted).unwrap();
            assert_eq!(is, kind);
            let sorted = |text: &str| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            assert_eq!(sorted(&written.unwrap()), sorted(meant), "{pasted}");
        }
    }

    #[test]
    fn maps_become_tables() {
        let yaml = "roles:\n  ceo:\n    name: Boss\n    external: true\n  clerk:\n    reports-to: ceo\n    aliases:\n      - one\n      - two\n";
        let meant = "[roles.ceo]\nexternal = true\nname = \"Boss\"\n\n[roles.clerk]\naliases = [\"one\", \"two\"]\nreports-to = \"ceo\"\n\n";
        assert_eq!(
            whole(yaml).map(|(kind, written)| (kind, sorted(written))),
            Some((Pasted::Yaml, sorted(Some(meant.to_owned()))))
        );
        let json = "\"roles\": {\n  \"ceo\": { \"name\": \"Boss\", \"external\": true },\n  \"clerk\": { \"aliases\": [\"one\", \"two\"], \"reports-to\": \"ceo\" }\n},\n";
        assert_eq!(
            whole(json).map(|(kind, written)| (kind, sorted(written))),
            Some((Pasted::Json, sorted(Some(meant.to_owned()))))
        );
    }

    fn sorted(text: Option<String>) -> Vec<String> {
        let mut lines: Vec<String> = text.unwrap_or_default().lines().map(str::to_owned).collect();
        lines.sort();
        lines
    }
}
