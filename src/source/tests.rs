//! Which files make up which policy, tried on real folders.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Fault, Input, MAX_BYTES, OpenError, Opened, open};

/// A folder with these files, each of which says its own name.
fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in files {
        write(folder.path(), file, &format!("# {file}\n"));
    }
    folder
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn paths(paths: &[&str]) -> Vec<Input> {
    paths.iter().map(|path| Input::Path(path.into())).collect()
}

/// The names of the files of each policy, as found from `here` below `root`.
fn policies(root: &TempDir, here: &str, asked: &[&str]) -> Vec<Vec<String>> {
    match open(&root.path().join(here), &paths(asked)) {
        Ok(opened) => names(&opened),
        Err(OpenError::Nothing { .. }) => Vec::new(),
        Err(error) => panic!("{error:?}"),
    }
}

fn names(opened: &Opened) -> Vec<Vec<String>> {
    let name = |id| opened.sources.name(id).to_owned();
    opened.policies.iter().map(|policy| policy.files().map(name).collect()).collect()
}

/// Why nothing could be opened, one line a path.
fn errors(root: &TempDir, asked: &[&str]) -> Vec<String> {
    match open(root.path(), &paths(asked)) {
        Err(OpenError::Unreadable(paths)) => paths.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_policy_is_its_main_file_and_the_others_below_by_their_names() {
    let root = folder(&["z.raci.toml", "raci.toml", "b/x.raci.toml", "a/y.raci.toml", "other.toml", "Cargo.toml"]);
    let expected = [["raci.toml", "a/y.raci.toml", "b/x.raci.toml", "z.raci.toml"]];
    assert_eq!(policies(&root, "", &[]), expected);
    assert_eq!(policies(&root, "", &["."]), expected);
    let opened = open(root.path(), &[]).unwrap();
    let text = |id| opened.sources.text(id).to_string();
    assert_eq!(
        opened.policies[0].files().map(text).collect::<String>(),
        "# raci.toml\n# a/y.raci.toml\n# b/x.raci.toml\n# z.raci.toml\n"
    );
}

#[test]
fn a_folder_below_with_a_main_file_is_a_policy_of_its_own() {
    let root = folder(&["raci.toml", "sub/raci.toml", "sub/deep/a.raci.toml", "other/b.raci.toml"]);
    let outer = vec!["raci.toml", "other/b.raci.toml"];
    let inner = vec!["sub/raci.toml", "sub/deep/a.raci.toml"];
    assert_eq!(policies(&root, "", &["."]), [outer.clone(), inner.clone()]);
    assert_eq!(policies(&root, "", &["sub"]), [inner]);
    assert_eq!(policies(&root, "", &[]), [outer]);
    assert_eq!(policies(&root, "sub/deep", &[]), [["../raci.toml", "a.raci.toml"]]);
    assert_eq!(policies(&root, "other", &[]), [["../raci.toml", "b.raci.toml"]]);
}

#[test]
fn with_no_policy_above_every_one_below_is_found() {
    let root = folder(&["b/raci.toml", "a/raci.toml", "a/x.raci.toml"]);
    assert_eq!(policies(&root, "", &[]), [vec!["a/raci.toml", "a/x.raci.toml"], vec!["b/raci.toml"]]);
}

#[test]
fn one_file_is_checked_alone() {
    let root = folder(&["raci.toml", "x.raci.toml"]);
    assert_eq!(policies(&root, "", &["x.raci.toml"]), [["x.raci.toml"]]);
    assert_eq!(policies(&root, "", &["raci.toml", "x.raci.toml"]), [["raci.toml"], ["x.raci.toml"]]);
}

#[test]
fn what_is_reached_twice_is_checked_once() {
    let root = folder(&["raci.toml", "x.raci.toml", "sub/raci.toml"]);
    let expected = [vec!["raci.toml", "x.raci.toml"], vec!["sub/raci.toml"]];
    assert_eq!(policies(&root, "", &["x.raci.toml", ".", "./sub/../raci.toml", "sub", "x.raci.toml"]), expected);
    assert_eq!(policies(&root, "", &["sub", "."]), expected, "whatever the order");
}

#[test]
fn ignored_and_hidden_files_are_left_out() {
    let root = folder(&[
        "raci.toml",
        "draft.raci.toml",
        "old/raci.toml",
        ".hidden/raci.toml",
        ".x.raci.toml",
        "sub/b.raci.toml",
    ]);
    write(root.path(), ".gitignore", "draft.*\nold/\n");
    write(root.path(), "sub/.gitignore", "b.raci.toml\n");
    assert_eq!(policies(&root, "", &["."]), [["raci.toml"]]);
    assert_eq!(
        policies(&root, "", &["old", ".hidden"]),
        [[".hidden/raci.toml"], ["old/raci.toml"]],
        "asked for by name"
    );
}

#[test]
fn rules_count_up_to_where_the_repository_begins() {
    let root = folder(&["inner/raci.toml", "inner/x.raci.toml", "inner/sub/y.raci.toml", "beside/raci.toml"]);
    write(root.path(), ".gitignore", "*.raci.toml\nbeside\n");
    let all = [["raci.toml", "sub/y.raci.toml", "x.raci.toml"]];
    assert_eq!(policies(&root, "inner", &["."]), all, "in no repository, those of the folder and below");
    fs::create_dir(root.path().join(".git")).unwrap();
    assert_eq!(policies(&root, "inner", &["."]), [["raci.toml"]], "those above count, from where it begins");
    fs::create_dir(root.path().join("inner/.git")).unwrap();
    assert_eq!(policies(&root, "inner", &["."]), all, "and none of another repository");
    let seen_from_outside = [["inner/raci.toml", "inner/sub/y.raci.toml", "inner/x.raci.toml"]];
    assert_eq!(policies(&root, "", &["."]), seen_from_outside);
    write(root.path(), ".gitignore", "inner/\n");
    assert_eq!(policies(&root, "", &["."]), [["beside/raci.toml"]], "but its folder is one of the outer");
}

#[test]
fn what_git_keeps_is_no_file_of_the_policy_whatever_a_rule_says() {
    let root = folder(&["raci.toml", ".git/x.raci.toml", ".github/x.raci.toml"]);
    write(root.path(), ".gitignore", "!.*\n!.git/x.raci.toml\n");
    assert_eq!(policies(&root, "", &["."]), [["raci.toml", ".github/x.raci.toml"]]);
}

#[test]
fn rules_that_are_too_many_to_be_read_are_told() {
    let root = folder(&["raci.toml", "a/x.raci.toml", "b/x.raci.toml"]);
    let told = |file: &str, text: &str| {
        write(root.path(), file, text);
        let told = errors(&root, &["."]);
        fs::remove_file(root.path().join(file)).unwrap();
        told
    };
    let of_lines = |count| "x\n".repeat(count);
    assert_eq!(told("a/.gitignore", &of_lines(5_001)), ["cannot read `a/.gitignore`: it has more than 5 000 lines"]);
    let large = "#".repeat(70) + "\n";
    assert_eq!(told(".gitignore", &large.repeat(2_000)), ["cannot read `.gitignore`: it is larger than 128 KiB"]);
    let long = "x".repeat(5_000);
    assert_eq!(told(".gitignore", &long), ["cannot read `.gitignore`: it has a line of more than 4 096 bytes"]);
    write(root.path(), ".gitignore", &of_lines(5_000));
    assert_eq!(policies(&root, "", &["."]).len(), 1);
    for folder in 0..9 {
        write(root.path(), &format!("{folder}/.gitignore"), &large.repeat(1_800));
    }
    assert_eq!(errors(&root, &["."]), ["cannot read `.`: the `.gitignore` files for it are larger than 1 MiB in all"]);
}

#[test]
fn files_that_are_too_large_together_are_not_read() {
    let root = folder(&["sales/raci.toml"]);
    for file in 0..17 {
        let file = fs::File::create(root.path().join(format!("sales/{file}.raci.toml"))).unwrap();
        file.set_len(MAX_BYTES as u64).unwrap();
    }
    assert_eq!(errors(&root, &["."]), ["cannot read `sales`: the files to be checked are larger than 256 MiB in all"]);
}

#[test]
fn a_file_without_a_policy_is_told() {
    let root = folder(&["a/x.raci.toml", "b/raci.toml"]);
    let opened = open(root.path(), &[]).unwrap();
    assert_eq!(
        (names(&opened), opened.orphans),
        (vec![vec!["b/raci.toml".to_owned()]], vec!["a/x.raci.toml".to_owned()])
    );
    let Err(OpenError::Nothing { orphans, .. }) = open(root.path(), &paths(&["a"])) else { panic!() };
    assert_eq!(orphans, ["a/x.raci.toml"]);
    let inside = folder(&["raci.toml", "a/x.raci.toml"]);
    let Err(OpenError::Nothing { orphans, .. }) = open(inside.path(), &paths(&["a"])) else { panic!() };
    assert_eq!(orphans, [""; 0], "its policy was only not asked for");
}

#[test]
fn a_path_that_does_not_exist_is_an_error() {
    let root = folder(&["raci.toml"]);
    assert_eq!(
        errors(&root, &["nowhere", ".", "../a\u{1b}b"]),
        [
            "cannot read `../a␛b`: there is no such file or folder",
            "cannot read `nowhere`: there is no such file or folder",
        ]
    );
}

#[test]
fn a_text_is_checked_alone_under_its_name() {
    let root = folder(&["raci.toml"]);
    let text = Input::Text { name: "./new/raci.toml".into(), bytes: b"\xFF".to_vec() };
    let opened = open(root.path(), &[text]).unwrap();
    assert_eq!(names(&opened), [["new/raci.toml"]]);
    let fault = opened.sources.file(opened.policies[0].main).fault().unwrap();
    assert!(matches!(fault, Fault::NotUtf8 { at: 0, .. }), "{fault:?}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_link_within_the_policy_is_its_target_and_no_second_file() {
        let root = folder(&["raci.toml", "a/x.raci.toml", "real.toml"]);
        symlink("a/x.raci.toml", root.path().join("same.raci.toml")).unwrap();
        symlink("real.toml", root.path().join("other.raci.toml")).unwrap();
        symlink(".", root.path().join("loop")).unwrap();
        assert_eq!(policies(&root, "", &[]), [["raci.toml", "a/x.raci.toml", "real.toml"]]);
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_a_name() {
        let root = folder(&["raci.toml"]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xE9.raci.toml");
        fs::write(root.path().join(name), "").unwrap();
        assert_eq!(policies(&root, "", &[]), [["raci.toml", "caf\\xE9.raci.toml"]]);
    }

    #[test]
    fn rules_behind_a_link_are_none_as_for_git() {
        let root = folder(&["raci.toml", "x.raci.toml", "rules"]);
        for target in ["/dev/zero", "rules", "nowhere"] {
            write(root.path(), "rules", "*.raci.toml\n");
            symlink(target, root.path().join(".gitignore")).unwrap();
            assert_eq!(policies(&root, "", &["."]), [["raci.toml", "x.raci.toml"]], "{target}");
            fs::remove_file(root.path().join(".gitignore")).unwrap();
        }
        let _socket = UnixListener::bind(root.path().join(".gitignore")).unwrap();
        assert_eq!(policies(&root, "", &["."]), [["raci.toml", "x.raci.toml"]]);
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let root = folder(&["raci.toml"]);
        let _socket = UnixListener::bind(root.path().join("x.raci.toml")).unwrap();
        assert_eq!(errors(&root, &["."]), ["cannot read `x.raci.toml`: it is no ordinary file"]);
    }

    #[test]
    fn a_link_out_of_the_policy_is_not_followed() {
        let outside = folder(&["secret.raci.toml"]);
        let root = folder(&["raci.toml"]);
        symlink(outside.path().join("secret.raci.toml"), root.path().join("x.raci.toml")).unwrap();
        symlink(outside.path(), root.path().join("folder")).unwrap();
        assert_eq!(errors(&root, &["."]), ["cannot read `x.raci.toml`: it is a link that leads out of its policy"]);
        let nested = folder(&["raci.toml", "sub/raci.toml"]);
        symlink("sub/raci.toml", nested.path().join("x.raci.toml")).unwrap();
        assert_eq!(errors(&nested, &["."]), ["cannot read `x.raci.toml`: it is a link that leads out of its policy"]);
    }

    #[test]
    fn a_folder_asked_for_by_a_link_is_the_folder() {
        let root = folder(&["real/raci.toml"]);
        symlink("real", root.path().join("link")).unwrap();
        assert_eq!(policies(&root, "", &["link", "real"]), [["real/raci.toml"]]);
    }
}
