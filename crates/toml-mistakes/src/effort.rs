//! How much is done to read a text: counted by the tests, since a clock also measures what else the machine does.

#[cfg(test)]
std::thread_local! {
    static SPENT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Notes that so many bytes were looked at, or nodes.
pub(crate) fn spend(count: usize) {
    #[cfg(test)]
    SPENT.set(SPENT.get() + count);
    #[cfg(not(test))]
    let _ = count;
}

#[cfg(test)]
mod tests {
    use super::SPENT;
    use crate::parse;

    fn spent_on(text: &str) -> usize {
        SPENT.set(0);
        drop(parse(text));
        SPENT.get()
    }

    #[test]
    fn what_is_done_grows_with_the_length_alone() {
        for line in LINES {
            let many = line.repeat(10_000 / line.len());
            for text in [many.clone(), format!("x = [{many}"), format!("x = {{\n{many}"), format!("x = \"\"\"{many}")] {
                let spent = spent_on(&text);
                assert!(spent >= text.len(), "{line:?}: {spent}");
                assert!(spent < 10 * text.len(), "{line:?}: {spent}");
            }
        }
    }

    #[test]
    fn a_large_table_costs_no_more_than_many_small_ones() {
        let distinct: String = (0..20_000).map(|n| format!("key-{n} = {n}\n")).collect();
        assert!(spent_on(&distinct) < 3 * distinct.len());
    }

    /// Lines that come again and again, each with a mistake or nearly one.
    const LINES: &[&str] = &[
        "]\n",
        "a\n",
        "a = \n",
        "a = b\n",
        "[\n",
        "[[\n",
        "{\n",
        "\"\n",
        "'''\n",
        "\"\"\"\n",
        "a = [\n",
        "a = {\n",
        "x = {\na = 1,\n",
        "a = [\n[\"a\"]\n",
        "a = [[\n",
        "a = {a = {\n",
        "a = \"\"\"\n",
        "a = \"\"\"b\"\"\"c\n",
        "a = [{\n",
        "[a]\n",
        "[[a]]\n",
        "a.a\n",
        "a = [\"b]\n",
        "\u{0}\n",
        "\r",
        "， ",
        "，\"\"",
        "“",
        "a：",
        "a.",
        "a . ",
        "a ",
        "a a.",
        "\"a\" ",
        "a=1 ",
        "a=1,",
        "[1,",
        "1,000,",
        "[a] ",
        "= ",
        "#\u{0}\n",
        "\\",
        "a = \"\\q\"\n",
        "a = [\n  b = 1\n",
        "a = {\n  [b]\n",
        "　",
        "a = [,\n",
        "{a = 1 ",
        "a = 1 ]\n",
        "“”",
        "\"”",
    ];
}
