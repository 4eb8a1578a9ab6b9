//! What to take out of a text so that an item of a list, or a table with a header of its own, is gone and nothing else is.

use toml_mistakes::{Table, ValueKind};

use crate::source::Span;

/// An item of a list, with its comma; where it has lines of its own, all of them, with the remark at their end. `before` is where the
/// item before it ends. `None` where its comma stands in another line.
pub(super) fn item(text: &str, item: Span, before: Option<u32>) -> Option<Span> {
    let after = text.get(item.range().end..)?;
    let comma = comma_in(after)?;
    let end = item.end.checked_add(comma.map_or(0, |at| at.saturating_add(1)))?;
    if let Some(lines) = own_lines(text, Span::new(item.start, end)) {
        return Some(lines);
    }
    if comma.is_some() {
        return Some(Span::new(item.start, end.saturating_add(blanks(text.get(end as usize..)?))));
    }
    let between = before.and_then(|before| text.get(before as usize..item.range().start));
    let only_a_comma = between.is_some_and(|between| between.trim_matches([' ', '\t']) == ",");
    Some(Span::new(before.filter(|_| only_a_comma).unwrap_or(item.start), item.end))
}

/// A table with its `[[header]]`, all lines of both, and the empty line after it. Remarks above the header stay.
pub(super) fn section(text: &str, table: Table<'_>) -> Option<Span> {
    let last = last_byte(table);
    let lines = own_lines(text, Span::new(table.span().start, last))?;
    let (before, after) = (text.get(..lines.range().start)?, text.get(lines.range().end..)?);
    let is_apart = before.is_empty() || before.ends_with("\n\n") || before.ends_with("\n\r\n");
    let empty = ["\r\n", "\n"].into_iter().find(|end| after.starts_with(end)).filter(|_| is_apart);
    if let Some(empty) = empty {
        return Some(Span::new(lines.start, lines.end.saturating_add(u32::try_from(empty.len()).ok()?)));
    }
    // at the end of a file the empty line above goes
    let trimmed = u32::try_from(before.trim_end_matches(['\n', '\r']).len()).ok()?;
    let ends = before.get(trimmed as usize..).map_or(0, |ends| if ends.starts_with("\r\n") { 2 } else { 1 });
    let is_last = after.trim().is_empty() && is_apart && trimmed > 0;
    Some(Span::new(if is_last { trimmed.saturating_add(ends) } else { lines.start }, lines.end))
}

/// Where the last value in the table ends, or its header where it is empty.
fn last_byte(table: Table<'_>) -> u32 {
    let mut end = table.span().end;
    let mut tables = vec![table];
    while let Some(table) = tables.pop() {
        for entry in table.iter() {
            end = end.max(entry.span().end);
            if let ValueKind::Table(inner) = entry.value().kind() {
                tables.push(inner);
            }
        }
    }
    end
}

/// Where the comma after an item is, if it is in the same line; `None` where it is in another.
fn comma_in(after: &str) -> Option<Option<u32>> {
    let blank = blanks(after);
    if after.get(blank as usize..)?.starts_with(',') {
        return Some(Some(blank));
    }
    let next =
        after.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).find(|line| !line.is_empty());
    (!next.is_some_and(|next| next.starts_with(','))).then_some(None)
}

/// How many blanks there are before anything else, or the end of the line.
fn blanks(text: &str) -> u32 {
    let rest = text.trim_start_matches([' ', '\t']);
    u32::try_from(text.len().saturating_sub(rest.len())).unwrap_or_default()
}

/// The lines of a span, with the last line break, if nothing but a remark at the end stands in them beside it.
fn own_lines(text: &str, span: Span) -> Option<Span> {
    let range = span.range();
    let before = text.get(..range.start)?;
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let rest = text.get(range.end..)?;
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    let is_alone = before.get(start..)?.trim_start_matches('\u{FEFF}').trim().is_empty();
    let ends = line.trim().is_empty() || line.trim_start().starts_with('#');
    let start = if before.get(start..)?.starts_with('\u{FEFF}') { range.start } else { start };
    let end = range.end.saturating_add(line.len());
    (is_alone && ends).then_some(Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}
