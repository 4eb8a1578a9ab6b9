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

/// The whole policy of an example: the tables that it does not show, and it behind them, with the number of lines before it.
pub(super) fn around(example: &[&str]) -> (String, usize) {
    let is_shown = |header: &str| header.starts_with('[') && example.contains(&header);
    let mut is_left = true;
    let left = BEGINNING.lines().filter(|line| {
        is_left = if line.starts_with('[') { !is_shown(line) } else { is_left };
        is_left
    });
    let left: Vec<&str> = left.collect();
    (left.iter().chain(example).flat_map(|line| [*line, "\n"]).collect(), left.len())
}
