//! The policy that the example on every page is a piece of.

/// Its tables, below a comment that says what they are: the tests run each example behind them, and a table that the example has stands
/// in place of the one here.
pub(super) const BEGINNING: &str = include_str!("beginning.toml");

/// What a page says of what its example leaves out: the comment.
pub(super) fn left_out() -> String {
    BEGINNING.lines().map_while(|line| line.strip_prefix("# ")).collect::<Vec<_>>().join("\n")
}

/// The tables alone.
pub(super) fn tables() -> &'static str {
    BEGINNING.split_once("\n\n").map_or(BEGINNING, |(_, tables)| tables)
}
