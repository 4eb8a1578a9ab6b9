//! The example in another language: what people read in it, in the words of a table; what `raci` reads stays as it is.

/// What begins a line that stands in the example.
const FROM: char = '<';

/// What begins a line that stands in its place.
const TO: char = '>';

/// Lines of the example, and those that stand in their place.
#[derive(Debug, Default)]
pub(super) struct Wording {
    pub(super) from: String,
    pub(super) to: String,
}

/// What a table says, the longest first, so that none takes a part of another. A line is `< ` and what is written or `> ` and what
/// it becomes, several lines each; any other line is a remark.
pub(super) fn wordings(table: &str) -> Vec<Wording> {
    let mut wordings: Vec<Wording> = Vec::new();
    let mut before = TO;
    for line in table.lines() {
        let mut rest = line.chars();
        let Some(mark @ (FROM | TO)) = rest.next() else { continue };
        if mark == FROM && before == TO {
            wordings.push(Wording::default());
        }
        before = mark;
        let Some(wording) = wordings.last_mut() else { continue };
        let side = if mark == FROM { &mut wording.from } else { &mut wording.to };
        if !side.is_empty() {
            side.push('\n');
        }
        let text = rest.as_str();
        side.push_str(text.strip_prefix(' ').unwrap_or(text));
    }
    wordings.sort_by_key(|wording| std::cmp::Reverse(wording.from.len()));
    wordings
}

/// The text in the other language.
pub(super) fn translated(text: &str, wordings: &[Wording]) -> String {
    wordings.iter().fold(text.to_owned(), |text, Wording { from, to }| text.replace(from.as_str(), to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_passage_goes_first() {
        let wordings = wordings("names\n< \"a\"\n> \"b\"\n\n< # of \"a\"\n< # two\n> # 一\n>\n> # 二\n");
        assert_eq!(translated("x = \"a\" # of \"a\"\n# two\n", &wordings), "x = \"b\" # 一\n\n# 二\n");
    }
}
