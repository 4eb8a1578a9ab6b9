//! What is wrong with a text as TOML, said to someone who has never heard of TOML.

use std::collections::BTreeMap;

use crate::span::Span;

/// One mistake in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What to underline.
    pub span: Span,
    /// Which mistake it is.
    pub kind: MistakeKind,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// How to put it right, where that is known.
    pub help: Option<String>,
    /// Another place that explains it, such as the first definition of a key that is given twice.
    pub related: Option<(Span, String)>,
    /// What would put it right, the likeliest first.
    pub corrections: Vec<Correction>,
}

/// What would put a mistake right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What to do, as the help says it: "write `50_000`".
    pub message: String,
    /// Another text for each of these places, all of them or none.
    pub edits: Vec<(Span, String)>,
    /// Whether nothing else can be meant.
    pub is_safe: bool,
}

/// The kinds of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MistakeKind {
    /// A `[`, a `{`, a quote or a header that is never closed.
    Unclosed,
    /// A bracket that closes nothing, or not what is open.
    Stray,
    /// Something that has to stand here does not: a key, `=`, a value, a comma.
    Missing,
    /// Something stands where nothing can.
    Unexpected,
    /// Text that is not in quotes.
    Unquoted,
    /// A fullwidth character, as a Chinese input method types it, in place of the ASCII one.
    Fullwidth,
    /// A number, date or boolean that is none.
    Value,
    /// A character or an escape that must not stand in text.
    Text,
    /// A key or table that is given twice.
    Duplicate,
    /// Brackets within brackets, too many.
    Depth,
    /// The whole text is too long to be read.
    Length,
    /// The file has more mistakes than are listed.
    More,
}

impl Mistake {
    pub(crate) fn new(kind: MistakeKind, span: Span, message: impl Into<String>) -> Self {
        Self { span, kind, message: message.into(), help: None, related: None, corrections: Vec::new() }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what would put it right: `text` in place of what stands at `span`.
    pub(crate) fn write(self, span: Span, text: &str) -> Self {
        let message = format!("write {}", quote(text));
        self.correct(message, vec![(span, text.to_owned())])
    }

    /// Says what would put it right. That is the help, unless another is given.
    pub(crate) fn correct(mut self, message: String, edits: Vec<(Span, String)>) -> Self {
        self.help.get_or_insert_with(|| message.clone());
        self.corrections.push(Correction { message, edits, is_safe: false });
        self
    }

    pub(crate) fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }
}

/// As many mistakes are listed for one file.
const LISTED: usize = 100;

/// The mistakes found so far: the first of each line, and of more lines than are listed only where they start.
#[derive(Debug, Default)]
pub(crate) struct Mistakes {
    by_line: BTreeMap<u32, Mistake>,
    more: Vec<u32>,
}

impl Mistakes {
    /// Notes a mistake at byte `start` of the line that starts at `line`. It is made only if it is listed.
    pub(crate) fn report(&mut self, line: u32, start: u32, make: impl FnOnce() -> Mistake) {
        if let Some(first) = self.by_line.get_mut(&line) {
            if start < first.span.start {
                *first = make();
            }
            return;
        }
        let after_last = self.by_line.last_key_value().is_none_or(|(&last, _)| last < line);
        if self.by_line.len() < LISTED {
            self.by_line.insert(line, make());
        } else if after_last {
            self.more.push(line);
        } else {
            self.by_line.insert(line, make());
            self.more.extend(self.by_line.pop_last().map(|(line, _)| line));
        }
    }

    /// Drops the mistakes of all lines from the one that starts at `line`: they are about to be read again.
    pub(crate) fn forget_from(&mut self, line: u32) {
        self.by_line.split_off(&line);
        while self.more.pop_if(|&mut at| at >= line).is_some() {}
    }

    /// The mistakes in order, and at `end` how many more there are.
    pub(crate) fn finish(mut self, end: u32) -> Vec<Mistake> {
        let mut all: Vec<_> = self.by_line.into_values().collect();
        self.more.sort_unstable();
        self.more.dedup();
        if !self.more.is_empty() {
            let lines = self.more.len();
            let message = format!("{lines} more {} with mistakes", if lines == 1 { "line" } else { "lines" });
            all.push(Mistake::new(MistakeKind::More, Span::new(end, end), message).help("mend the ones above first"));
        }
        all
    }
}

/// `text` as a message quotes it: cut where it is long.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("`{}…`", text.get(..at).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}
