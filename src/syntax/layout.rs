//! The text of a file and where its tables stand: what it takes to move a line to where it belongs.

use std::collections::{HashMap, HashSet};

use toml_mistakes::{Table, Value, ValueKind};

use crate::source::Span;

/// Another text for some bytes.
pub(super) type Rewritten = (Span, String);

/// The text of a file, and what stands where in it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    text: String,
    /// Where the line after a header begins, by what stands in its brackets.
    below: HashMap<&'static str, u32>,
    /// Where the line of the first header begins.
    first_header: Option<u32>,
    roles: HashSet<String>,
    dimensions: HashSet<String>,
}

/// The tables of which there is one, and in which lines are looked for that stand elsewhere.
const SINGLE: [(&str, &[&str]); 4] = [
    ("matrix", &["matrix"]),
    ("lint", &["lint"]),
    ("lint.rules", &["lint", "rules"]),
    ("lint.thresholds", &["lint", "thresholds"]),
];

impl Layout {
    pub(super) fn new(text: &str, root: Table<'_>) -> Self {
        let mut layout = Self { text: text.to_owned(), ..Self::default() };
        for (name, way) in SINGLE {
            if let Some(span) = way.iter().try_fold(root, |table, key| inner(table, key)).map(Table::span)
                && layout.header(span).is_some()
            {
                layout.below.insert(name, layout.next_line(span.end));
            }
        }
        let lines = root.iter().map(|entry| layout.line_start(entry.key_span().start));
        layout.first_header = lines.filter(|line| layout.from(*line).trim_start().starts_with('[')).min();
        let ids = |kind| inner(root, kind).into_iter().flat_map(Table::iter).map(|entry| entry.key().to_owned());
        layout.roles = ids("roles").collect();
        layout.dimensions = ids("dimensions").collect();
        layout
    }

    /// What stands there.
    pub(super) fn text(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// What stands from there on.
    pub(super) fn from(&self, start: u32) -> &str {
        self.text.get(start as usize..).unwrap_or_default()
    }

    fn before(&self, end: u32) -> &str {
        self.text.get(..end as usize).unwrap_or_default()
    }

    /// The whole text.
    pub(super) fn whole(&self) -> &str {
        &self.text
    }

    /// Whether the file defines a role with this id.
    pub(super) fn has_role(&self, id: &str) -> bool {
        self.roles.contains(id)
    }

    /// Whether the file defines a dimension with this id.
    pub(super) fn has_dimension(&self, id: &str) -> bool {
        self.dimensions.contains(id)
    }

    /// Whether a word stands in double quotes somewhere.
    pub(super) fn quotes(&self, word: &str) -> bool {
        self.text.contains(&format!("\"{word}\""))
    }

    /// The header that stands there, if one does.
    pub(super) fn header(&self, span: Span) -> Option<&str> {
        let is_first = self.before(span.start).lines().next_back().is_none_or(|line| line.trim().is_empty())
            || self.before(span.start).ends_with('\n');
        Some(self.text(span)).filter(|text| text.starts_with('[') && is_first)
    }

    pub(super) fn line_start(&self, at: u32) -> u32 {
        position(self.before(at).rfind('\n').map_or(0, |end| end + 1))
    }

    fn line_end(&self, at: u32) -> u32 {
        let rest = self.from(at);
        at.saturating_add(position(rest.find('\n').unwrap_or(rest.len())))
    }

    pub(super) fn next_line(&self, at: u32) -> u32 {
        self.line_end(at).saturating_add(1).min(position(self.text.len()))
    }

    /// The lines on which an entry stands and nothing else does but a comment, with the break at their end.
    pub(super) fn lines(&self, entry: Span) -> Option<Span> {
        let start = self.line_start(entry.start);
        let after = self.text(Span::new(entry.end, self.line_end(entry.end))).trim();
        let is_alone = self.text(Span::new(start, entry.start)).trim().is_empty();
        (is_alone && (after.is_empty() || after.starts_with('#'))).then(|| Span::new(start, self.next_line(entry.end)))
    }

    /// Whether an entry stands apart from what is above it, by a blank line or as the last of the file.
    pub(super) fn is_apart(&self, entry: Span) -> bool {
        let Some(lines) = self.lines(entry) else { return false };
        let above = self.before(lines.start).lines().next_back().unwrap_or_default();
        let follows = self.from(lines.end).lines().find(|line| !line.trim().is_empty());
        !above.trim_start().starts_with('[') && (above.trim().is_empty() || follows.is_none())
    }

    /// The changes that move an entry below the header of a table of which there is one; where it has none, one is written before the
    /// first header.
    pub(super) fn moved(&self, entry: Span, table: &str) -> Option<Vec<Rewritten>> {
        if let Some(at) = self.below.get(table) {
            return self.moved_to(entry, *at, "", "");
        }
        let header = format!("[{table}]\n");
        self.moved_to(entry, self.first_header.unwrap_or_else(|| position(self.text.len())), &header, "\n")
    }

    /// The changes that move an entry to the line below a header.
    pub(super) fn moved_below(&self, entry: Span, header: Span) -> Option<Vec<Rewritten>> {
        self.header(header)?;
        self.moved_to(entry, self.next_line(header.end), "", "")
    }

    fn moved_to(&self, entry: Span, at: u32, before: &str, after: &str) -> Option<Vec<Rewritten>> {
        let lines = self.lines(entry)?;
        let moved = self.text(Span::new(entry.start, lines.end)).trim_end();
        let is_line = at == 0 || self.before(at).ends_with('\n');
        let begin = if is_line { "" } else { "\n" };
        Some(vec![(lines, String::new()), (Span::new(at, at), format!("{begin}{before}{moved}\n{after}"))])
    }

    /// The changes that put other lines in place of entries: of those that stand on lines of their own the first becomes all of it; of
    /// others all must stand side by side.
    pub(super) fn replaced(&self, entries: &[Span], lines: &[String]) -> Option<Vec<Rewritten>> {
        let (first, rest) = entries.split_first()?;
        if let Some(all) = self.lines(*first) {
            let begun = match lines {
                [] => (all, String::new()),
                lines => (*first, lines.join("\n")),
            };
            let gone = rest.iter().map(|entry| Some((self.lines(*entry)?, String::new())));
            return [Some(begun)].into_iter().chain(gone).collect();
        }
        let is_close = |pair: &[Span]| match pair {
            [one, next] => {
                self.text(Span::new(one.end, next.start)).trim_matches([',', ' ', '\n', '\r', '\t']).is_empty()
            }
            _ => true,
        };
        let end = rest.last().unwrap_or(first).end;
        let all = entries.windows(2).all(is_close) && !lines.is_empty();
        all.then(|| vec![(Span::new(first.start, end), lines.join(", "))])
    }

    /// The change that makes a comment of the line of an entry.
    pub(super) fn commented(&self, entry: Span) -> Option<Vec<Rewritten>> {
        self.lines(entry)?;
        let is_one_line = !self.text(entry).contains('\n');
        is_one_line.then(|| vec![(Span::new(entry.start, entry.start), "# ".to_owned())])
    }

    /// Whether a table is defined by a header of its own.
    pub(super) fn has(&self, table: &str) -> bool {
        self.below.contains_key(table)
    }
}

/// The table under a key.
fn inner<'d>(table: Table<'d>, key: &str) -> Option<Table<'d>> {
    as_table(table.get(key)?.value())
}

/// The value as a table.
pub(super) fn as_table(value: Value<'_>) -> Option<Table<'_>> {
    match value.kind() {
        ValueKind::Table(table) => Some(table),
        _ => None,
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(text: &str, entry: &str, table: &str) -> Option<String> {
        let document = toml_mistakes::parse(text);
        let layout = Layout::new(text, document.root());
        let start = position(text.find(entry)?);
        let mut changes = layout.moved(Span::new(start, start + position(entry.len())), table)?;
        changes.sort();
        let mut text = text.to_owned();
        for (span, new) in changes.iter().rev() {
            text.replace_range(span.range(), new);
        }
        Some(text)
    }

    #[test]
    fn a_line_is_moved_below_the_header_of_its_table() {
        let after =
            moved("# ours\n[roles.a]\n\ntitle = \"X\" # why\n[matrix]\nowner = \"a\"\n", "title = \"X\"", "matrix");
        assert_eq!(after.as_deref(), Some("# ours\n[roles.a]\n\n[matrix]\ntitle = \"X\" # why\nowner = \"a\"\n"));
    }

    #[test]
    fn where_the_table_has_no_header_one_is_written_before_the_first() {
        let after = moved("# ours\n\n[roles.a]\ntitle = \"X\"", "title = \"X\"", "matrix");
        assert_eq!(after.as_deref(), Some("# ours\n\n[matrix]\ntitle = \"X\"\n\n[roles.a]\n"));
        assert_eq!(moved("title = \"X\"", "title = \"X\"", "matrix").as_deref(), Some("\n[matrix]\ntitle = \"X\"\n\n"));
    }

    #[test]
    fn what_stands_beside_something_else_is_not_moved() {
        assert_eq!(moved("a = { title = \"X\", b = 1 }", "title = \"X\"", "matrix"), None);
    }
}
