//! What is wrong with a text as TOML, said to someone who has never heard of TOML.

use crate::source::Span;

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
    /// The file has more mistakes than are listed.
    More,
}
