//! Keys, texts and lists as the format writes them.

use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

/// A key, in quotes where it has to be.
#[must_use]
pub(super) fn key(id: &str) -> String {
    TomlKeyBuilder::new(id).as_default().to_toml_key()
}

/// A text in quotes.
#[must_use]
pub(super) fn text(text: &str) -> String {
    let text = TomlStringBuilder::new(text);
    text.as_basic_pretty().or_else(|| text.as_literal()).unwrap_or_else(|| text.as_basic()).to_toml_value()
}

/// A text alone, or a list of several.
#[must_use]
pub(super) fn one_or_many(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|one| text(one)).collect();
    match texts.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}

/// The id that a name is usually given: `head-of-sales` for `Head of Sales`. A name with other letters stays as it is.
#[must_use]
pub(super) fn slug(name: &str) -> String {
    if !name.is_ascii() {
        return name.to_owned();
    }
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_as_what_it_was() {
        assert_eq!(key("head-of-sales"), "head-of-sales");
        assert_eq!(key("1.1"), "\"1.1\"");
        assert_eq!(text("say \"yes\""), "'say \"yes\"'");
        assert_eq!(one_or_many(&["a"]), "\"a\"");
        assert_eq!(one_or_many(&["a", "b"]), "[\"a\", \"b\"]");
        assert_eq!(slug("Head of Sales (East)"), "head-of-sales-east");
        assert_eq!(slug("销售总监"), "销售总监");
    }
}
