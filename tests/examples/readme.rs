//! What the README shows of the terminal is what the program prints, and its first command ends well.

use std::process::{Command, Output};

/// Runs what is written after `raci`, in the folder of the README.
fn raci(arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments.split_whitespace());
    command.output().unwrap_or_else(|error| panic!("raci {arguments}: {error}"))
}

/// The pictures of a terminal in the README, each from its first `$`.
fn pictures() -> Vec<&'static str> {
    let blocks = include_str!("../../README.md").split("```").filter_map(|block| block.strip_prefix("console\n"));
    let pictures: Vec<_> = blocks.flat_map(|block| block.split("$ raci ").skip(1)).collect();
    assert!(pictures.len() > 1, "the README shows the terminal");
    pictures
}

#[test]
fn pictures_of_the_terminal_are_what_is_printed() {
    for picture in pictures() {
        let (arguments, shown) = picture.split_once('\n').unwrap_or((picture, ""));
        let printed = String::from_utf8_lossy(&raci(arguments).stdout).into_owned();
        let mut rest = printed.as_str();
        for part in shown.split("…\n").map(str::trim_end).filter(|part| !part.is_empty()) {
            let (_, after) =
                rest.split_once(part).unwrap_or_else(|| panic!("raci {arguments}\nprints no longer\n{part}"));
            rest = after;
        }
    }
}

#[test]
fn the_finished_department_ends_well_on_any_day_and_the_published_one_does_not() {
    for (arguments, status) in [
        ("check examples/sales-department", 0),
        ("check examples/sales-department --as-of 2040-01-01 --fail-on info", 0),
        ("check examples/minimal", 0),
        ("check examples/sales-department-as-published", 1),
    ] {
        assert_eq!(raci(arguments).status.code(), Some(status), "{arguments}");
    }
}
