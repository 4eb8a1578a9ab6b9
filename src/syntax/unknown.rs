//! A key that a table does not know: what was meant by it, or where it belongs.

use toml_mistakes::{Entry, Table, ValueKind};

use super::flaw::Flaw;
use super::key::{day_key, either_key, even, home_of, nearest_key, no_place};
use super::layout::{Rewritten, as_table};
use super::reader::{Reader, list};
use super::written::key;
use crate::finding::{Fix, TextChange};
use crate::source::Span;
use crate::subject::Text;

/// What to do about a key that is not known.
#[derive(Debug, Default)]
struct Advised {
    help: String,
    fixes: Vec<Fix>,
    /// The key as which it is read, so that nothing else is said because of a slip.
    guess: Option<&'static str>,
}

/// So many tables are named as those in which a key belongs.
const MOST_TABLES: usize = 4;

/// The words for the level of a rule.
const LEVELS: &[&str] = &["error", "warning", "info", "off"];

impl Reader {
    /// Says that a key is not known, and gives the one that was meant where that is plain.
    pub(super) fn unknown_key(
        &mut self,
        entry: Entry<'_>,
        table: Table<'_>,
        keys: &'static [&'static str],
    ) -> Option<&'static str> {
        self.take_back(entry.key_span());
        let place = self.place(entry.key_span());
        let Advised { help, fixes, guess } = self.advised(entry, table, keys);
        // what stands in the header may be the id that others refer to
        let ids = entry.key().split(['/', ':', ' ']).map(|part| Text::from(part.trim()));
        self.unread.keys.extend(ids.filter(|_| self.layout.header(entry.value().span()).is_some()));
        let finding = self
            .mistake(Flaw::UnknownKey, place, format!("the format has no key `{}` here", entry.key()))
            .label("not known")
            .help(help);
        self.say(finding.fixes(fixes));
        if guess.is_some() {
            self.guessed.insert(entry.value().span());
        }
        guess
    }

    fn advised(&self, entry: Entry<'_>, table: Table<'_>, keys: &'static [&'static str]) -> Advised {
        let written = entry.key();
        if let Some(key) = day_key(entry, keys) {
            let help = format!("`{written}` names a role here: for a day write `{key}`");
            return Advised { help, ..self.renamed(entry, key) };
        }
        let otherwise = self.sign_with_equals(entry, keys).or_else(|| self.bounds_of_step(entry, keys));
        if let Some(advised) = otherwise.or_else(|| self.divided_header(entry)) {
            return advised;
        }
        let either = either_key(written, keys);
        if !either.is_empty() {
            let fixes = either.iter().map(|key| Fix::write(self.place(entry.key_span()), *key)).collect();
            return Advised { fixes, ..Advised::default() };
        }
        let home = home_of(written).map(|home| format!("`{written}` belongs in {home}"));
        if let Some(help) = home {
            return Advised { help, ..Advised::default() };
        }
        let near = nearest_key(written, keys).map(|near| near.word);
        let misused = near.and_then(|key| table.get(key)).filter(|other| day_key(*other, keys).is_some());
        if let (Some(key), Some(other)) = (near, misused) {
            return self.changed_round(entry, key, other, keys);
        }
        if let Some(key) = near.filter(|key| *key == even(written)) {
            return self.renamed(entry, key);
        }
        if let Some(advised) = self.of_an_outer(entry, table) {
            return advised;
        }
        match (near, self.of_a_single(entry, table)) {
            (Some(key), Some(moved)) => {
                let renamed = self.renamed(entry, key);
                if table.get(key).is_some() {
                    moved
                } else if self.layout.is_apart(entry.span()) {
                    Advised { fixes: [moved.fixes, renamed.fixes].concat(), ..moved }
                } else {
                    Advised { fixes: [renamed.fixes, moved.fixes].concat(), ..renamed }
                }
            }
            (Some(key), None) => self.renamed(entry, key),
            (None, Some(moved)) => moved,
            (None, None) => self.nowhere(entry, keys),
        }
    }

    /// Another key in place of the one that is written.
    fn renamed(&self, entry: Entry<'_>, key: &'static str) -> Advised {
        let value = entry.value().span();
        let header = self.layout.header(value).filter(|header| !header.starts_with("[["));
        let is_whole = header.is_some_and(|header| header.trim_matches(['[', ']']).trim() == entry.key());
        let fix = if is_whole && self.outline.is_list(key) {
            Fix::write(self.place(value), format!("[[{key}]]"))
        } else {
            Fix::write(self.place(entry.key_span()), key)
        };
        Advised { help: format!("did you mean `{key}`?"), fixes: vec![fix], guess: Some(key) }
    }

    /// Bounds of a measure in a step, which are the step's own: `amount = { at-most = 50_000 }`.
    fn bounds_of_step(&self, entry: Entry<'_>, keys: &'static [&'static str]) -> Option<Advised> {
        const BOUNDS: [&str; 4] = ["at-most", "below", "at-least", "above"];
        let is_step = keys.contains(&"decides") && keys.contains(&"at-most");
        let bounds = as_table(entry.value()).filter(|table| is_step && table.len() == 1)?;
        let bound = bounds.iter().next()?;
        let inner = as_table(bound.value()).and_then(|inner| inner.iter().next().filter(|_| inner.len() == 1));
        let bound = if entry.key() == "when" { inner? } else { bound };
        let key = BOUNDS.into_iter().find(|key| *key == bound.key())?;
        let fix = Fix::write(self.place(entry.span()), self.layout.text(bound.span()));
        Some(Advised { fixes: vec![fix], guess: Some(key), ..Advised::default() })
    }

    /// A header in which something else than a point stands before the id: `[roles/clerk]`, `[roles clerk]`.
    fn divided_header(&self, entry: Entry<'_>) -> Option<Advised> {
        let value = entry.value().span();
        self.layout.header(value)?;
        let written = entry.key();
        let (kind, id) = written.split_once(['/', ':', ' ', '\\'])?;
        let (kind, id) = (kind.trim(), id.trim_matches(['/', ':', ' ']));
        let kind = nearest_key(kind, self.above.first()?.keys).map(|near| near.word)?;
        let is_kind = self.above.len() == 1 && self.outline.has_ids(kind) && !id.is_empty();
        let fix = Fix::write(self.place(value), format!("[{kind}.{}]", key(id)));
        is_kind.then(|| Advised { fixes: vec![fix], ..Advised::default() })
    }

    /// A bound that is written as a sign of which the `=` is a part: `<= 50_000`.
    fn sign_with_equals(&self, entry: Entry<'_>, keys: &'static [&'static str]) -> Option<Advised> {
        let sign = entry.key_span();
        let rest = self.layout.from(sign.end).strip_prefix('=')?;
        let key = nearest_key(&format!("{}=", entry.key()), keys).filter(|_| matches!(entry.key(), "<" | ">"))?.word;
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let more = if rest.trim_start_matches(' ').starts_with('=') { blanks + 1 } else { 0 };
        let span = Span::new(sign.start, sign.end.saturating_add(1).saturating_add(u32::try_from(more).ok()?));
        let fix = Fix::write(self.place(span), format!("{key} ="));
        Some(Advised { fixes: vec![fix], guess: Some(key), ..Advised::default() })
    }

    /// Another key in place of the one that is written, and the key for a day in place of the one that is meant by it.
    fn changed_round(
        &self,
        entry: Entry<'_>,
        key: &'static str,
        other: Entry<'_>,
        keys: &'static [&'static str],
    ) -> Advised {
        let mut renamed = self.renamed(entry, key);
        let day = day_key(other, keys).map(|day| (self.place(other.key_span()), day.to_owned()));
        for fix in &mut renamed.fixes {
            if let TextChange::Write(changes) = &mut fix.change {
                changes.extend(day.clone());
            }
        }
        renamed
    }

    /// A key of a table within which this one stands.
    fn of_an_outer(&self, entry: Entry<'_>, table: Table<'_>) -> Option<Advised> {
        let written = even(entry.key());
        let here = self.layout.header(table.span())?;
        let outer = self.above.iter().rev().filter(|above| above.place.span != table.span());
        let outer = outer.into_iter().find(|above| above.keys.contains(&written.as_str()))?;
        let header = self.layout.header(outer.place.span)?;
        let help = format!("this line belongs to `{here}` above it; `{written}` stands in `{header}`: move it there");
        let changes = self.layout.moved_below(entry.span(), outer.place.span);
        Some(self.moved(help, format!("move it below `{header}`"), changes))
    }

    /// A key of a table of which there is one, or a rule or a threshold.
    fn of_a_single(&self, entry: Entry<'_>, table: Table<'_>) -> Option<Advised> {
        let written = even(entry.key());
        let here = self.layout.header(table.span());
        let above = here.map_or_else(String::new, |here| format!("this line belongs to `{here}` above it; "));
        if let Some(home) = self.outline.single_with(&written) {
            let value = entry.value().span();
            if self.layout.header(value).is_some() {
                let header = format!("[{home}.{written}]");
                let fix = Fix::write(self.place(value), header);
                return Some(Advised { fixes: vec![fix], ..Advised::default() }).filter(|_| home == "lint");
            }
            let help = format!("{above}`{written}` stands in `[{home}]`: move it there");
            let changes = self.layout.moved(entry.span(), home);
            return Some(self.moved(help, format!("move it below `[{home}]`"), changes));
        }
        let home = match entry.value().kind() {
            ValueKind::String(level) if LEVELS.contains(&level) => "lint.rules",
            ValueKind::Integer(_) if here == Some("[lint]") => "lint.thresholds",
            _ => return None,
        };
        let is_short = here == Some("[lint]") && !self.layout.has(home);
        let changes = if is_short {
            let inner = home.trim_start_matches("lint.");
            Some(vec![(entry.key_span(), format!("{inner}.{}", self.layout.text(entry.key_span())))])
        } else {
            self.layout.moved(entry.span(), home)
        };
        let help = format!("{above}`{}` stands in `[{home}]`: move it there", entry.key());
        Some(self.moved(help, format!("move it to `[{home}]`"), changes))
    }

    fn moved(&self, help: String, message: String, changes: Option<Vec<Rewritten>>) -> Advised {
        let fix = changes.map(|changes| {
            let changes = changes.into_iter().map(|(span, text)| (self.place(span), text));
            Fix::new(message, TextChange::Write(changes.collect()))
        });
        Advised { help, fixes: fix.into_iter().collect(), guess: None }
    }

    /// A key that is near to none here and has no home that is known.
    fn nowhere(&self, entry: Entry<'_>, keys: &'static [&'static str]) -> Advised {
        let written = entry.key();
        if let Some(why) = no_place(written) {
            let changes = self.layout.commented(entry.span());
            return self.moved(why.to_owned(), "keep it in a comment".to_owned(), changes);
        }
        let tables: Vec<String> =
            self.outline.tables_with(&even(written)).into_iter().map(|table| format!("`{table}`")).collect();
        let help = match tables.len() {
            1..=MOST_TABLES if !tables.iter().any(|table| table == "``") => {
                format!("`{written}` belongs in {}", tables.join(" or "))
            }
            _ => format!("the keys that are known here: {}", list(keys)),
        };
        Advised { help, ..Advised::default() }
    }
}
