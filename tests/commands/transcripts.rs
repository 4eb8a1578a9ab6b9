//! Whole commands: what is typed, what is answered, and the exit status. `TRYCMD=overwrite cargo test --test commands` writes them anew.

#[test]
fn commands_answer_as_they_are_written_down() {
    trycmd::TestCases::new().case("tests/commands/*.md");
}
