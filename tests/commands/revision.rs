//! What a revision holds, tried on real repositories: the same as a checkout of it would.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::git::{git, repository};
use raci::source::{Fault, Input, MAX_BYTES, Opened, RevisionError, open, open_at};

/// Writes files, each of which says its own name.
fn write(root: &Path, files: &[&str]) {
    files.iter().for_each(|file| write_text(root, file, &format!("# {file}\n")));
}

fn write_text(root: &Path, file: impl AsRef<Path>, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Commits everything, ignored files too.
fn commit(root: &Path) {
    git(root, &["add", "--all", "--force"]);
    git(root, &["commit", "--quiet", "--allow-empty", "--message", "x"]);
}

fn paths(paths: &[&str]) -> Vec<Input> {
    paths.iter().map(|path| Input::Path(path.into())).collect()
}

/// The names and the texts of the files of each policy.
fn told(opened: &Opened) -> Vec<Vec<(String, String)>> {
    let file = |id| (opened.sources.name(id).to_owned(), opened.sources.text(id).to_string());
    opened.policies.iter().map(|policy| policy.files().map(file).collect()).collect()
}

/// What `HEAD` has, which must be what is on disk.
fn as_on_disk(root: &TempDir, here: &str, asked: &[&str]) -> Vec<Vec<String>> {
    let here = root.path().join(here);
    let past = open_at(&here, "HEAD", &paths(asked)).unwrap();
    let present = open(&here, &paths(asked)).map(|present| (told(&present), present.orphans));
    assert_eq!((told(&past), past.orphans.clone()), present.unwrap_or_default());
    told(&past).into_iter().map(|files| files.into_iter().map(|(name, _)| name).collect()).collect()
}

fn complaint(here: &Path, revision: &str) -> String {
    open_at(here, revision, &[]).unwrap_err().to_string()
}

#[test]
fn the_files_of_a_revision_are_those_of_its_checkout() {
    let root = repository();
    write(root.path(), &["raci.toml", "a/x.raci.toml", "sub/raci.toml", "sub/y.raci.toml", "other/z.toml"]);
    write(root.path(), &[".hidden/raci.toml", ".x.raci.toml", "old/raci.toml", "draft.raci.toml", "kept/.k.raci.toml"]);
    write_text(root.path(), ".gitignore", "draft.*\nold/\n*.orig\n");
    write_text(root.path(), "a/.gitignore", "x.raci.toml\n");
    write_text(root.path(), "kept/.gitignore", "!.k.raci.toml\n");
    commit(root.path());
    let inner = vec!["sub/raci.toml".to_owned(), "sub/y.raci.toml".to_owned()];
    let outer = vec!["raci.toml".to_owned(), "kept/.k.raci.toml".to_owned()];
    assert_eq!(as_on_disk(&root, "", &[]), [["raci.toml", "kept/.k.raci.toml"]]);
    assert_eq!(as_on_disk(&root, "", &["."]), [outer, inner]);
    assert_eq!(as_on_disk(&root, "sub", &[]), [["raci.toml", "y.raci.toml"]]);
    assert_eq!(as_on_disk(&root, "a", &[]), [["../raci.toml", "../kept/.k.raci.toml"]]);
    assert_eq!(as_on_disk(&root, "a", &["x.raci.toml", "../other/z.toml"]), [["x.raci.toml"], ["../other/z.toml"]]);
    assert_eq!(as_on_disk(&root, "", &["old", ".hidden"]), [[".hidden/raci.toml"], ["old/raci.toml"]]);
    assert_eq!(as_on_disk(&root, "", &["a"]), [[""; 0]; 0], "its policy was not asked for, and it is ignored");
}

#[test]
fn what_has_changed_since_is_not_seen() {
    let root = repository();
    write(root.path(), &["raci.toml", "x.raci.toml"]);
    commit(root.path());
    write_text(root.path(), "raci.toml", "# changed\n");
    fs::remove_file(root.path().join("x.raci.toml")).unwrap();
    write(root.path(), &["new.raci.toml", "new/raci.toml"]);
    let expected = [["raci.toml", "x.raci.toml"].map(|name| (name.to_owned(), format!("# {name}\n")))];
    assert_eq!(told(&open_at(root.path(), "HEAD", &[]).unwrap()), expected);
    assert_eq!(told(&open_at(root.path(), "main", &paths(&[".", "new", "nowhere"])).unwrap()), expected);
    assert!(open_at(root.path(), "HEAD", &paths(&["new"])).unwrap().policies.is_empty());
    commit(root.path());
    assert_eq!(told(&open_at(root.path(), "HEAD~1", &paths(&["."])).unwrap()), expected);
}

#[test]
fn a_text_from_elsewhere_is_the_file_of_its_name() {
    let root = repository();
    write(root.path(), &["raci.toml", "sub/x.raci.toml"]);
    commit(root.path());
    let text = Input::Text { name: "sub/x.raci.toml".into(), bytes: b"# typed\n".to_vec() };
    let past = told(&open_at(root.path(), "HEAD", &[text]).unwrap());
    assert_eq!(past, [[("sub/x.raci.toml".to_owned(), "# sub/x.raci.toml\n".to_owned())]]);
}

#[test]
fn files_that_cannot_be_checked_are_told_as_on_disk() {
    let root = repository();
    write_text(root.path(), "raci.toml", &"#".repeat(MAX_BYTES + 1));
    fs::write(root.path().join("a.raci.toml"), b"\xFF").unwrap();
    write(root.path(), &["b.raci.toml"]);
    commit(root.path());
    let past = open_at(root.path(), "HEAD", &[]).unwrap();
    let faults: Vec<_> = past.policies[0].files().map(|id| past.sources.file(id).fault()).collect();
    assert!(matches!(faults[..], [Some(Fault::TooLarge), Some(Fault::NotUtf8 { at: 0, .. }), None]), "{faults:?}");
    assert_eq!(past.sources.text(past.policies[0].others[1]).as_ref(), "# b.raci.toml\n");
}

#[test]
fn a_revision_that_there_is_not_is_told_and_no_option() {
    let root = repository();
    write(root.path(), &["raci.toml"]);
    commit(root.path());
    for revision in ["nowhere", "--all", "-h", "HEAD..HEAD", "HEAD~7", "HEAD:raci.toml", "a\u{1b}b"] {
        let error = open_at(root.path(), revision, &[]).unwrap_err();
        assert!(matches!(&error, RevisionError::Unknown(unknown) if unknown == revision), "{revision}: {error:?}");
    }
    let told = complaint(root.path(), "a\u{1b}b");
    assert_eq!(told, "there is no revision `a␛b`; in a shallow clone, fetch the whole history first");
}

#[test]
fn outside_a_repository_there_is_no_revision() {
    let root = TempDir::new().unwrap();
    assert_eq!(complaint(root.path(), "HEAD"), "`.` is in no git repository");
    let told = open_at(root.path(), "HEAD", &paths(&["gone/sub"])).unwrap_err().to_string();
    assert_eq!(told, "`.` is in no git repository");
    let empty = repository();
    assert!(complaint(empty.path(), "HEAD").starts_with("there is no revision `HEAD`"));
}

#[test]
fn no_revision_at_all_is_no_revision_of_that_name() {
    let root = repository();
    write(root.path(), &["raci.toml"]);
    commit(root.path());
    for empty in ["", " ", "\n"] {
        assert_eq!(complaint(root.path(), empty), "no revision is named, but an empty one: is a variable not set?");
    }
}

#[test]
fn a_path_outside_of_the_repository_of_the_current_folder_is_an_error() {
    let (root, other) = (repository(), repository());
    for root in [&root, &other] {
        write(root.path(), &["sales/raci.toml"]);
        commit(root.path());
    }
    let told = |path: &Path| {
        let asked = [Input::Path("sales".into()), Input::Path(path.to_owned())];
        open_at(root.path(), "HEAD", &asked).unwrap_err().to_string()
    };
    for path in [other.path(), &other.path().join("sales/gone"), root.path().parent().unwrap()] {
        let told = told(path);
        let expected = "` is not in the git repository that holds the current folder: run `raci` in its own";
        assert!(told.ends_with(expected), "{told}");
    }
    let policy_above = repository();
    write(policy_above.path(), &["raci.toml", "inner/x.raci.toml"]);
    let inner = policy_above.path().join("inner");
    git(&inner, &["init", "--quiet"]);
    commit(&inner);
    let expected = "`..` is not in the git repository that holds the current folder: run `raci` in its own";
    assert_eq!(complaint(&inner, "HEAD"), expected);
}

#[test]
fn a_repository_inside_is_not_asked() {
    let root = repository();
    write(root.path(), &["raci.toml"]);
    commit(root.path());
    let inner = root.path().join("vendored");
    write(&inner, &["sales/raci.toml"]);
    git(&inner, &["init", "--quiet"]);
    commit(&inner);
    for path in ["vendored", "vendored/sales", "vendored/gone"] {
        let told = open_at(root.path(), "HEAD", &paths(&[path])).unwrap_err().to_string();
        let expected =
            format!("`{path}` is in another git repository than the current folder: run `raci` in `vendored`");
        assert_eq!(told, expected);
    }
    assert_eq!(told(&open_at(root.path(), "HEAD", &paths(&["."])).unwrap()).len(), 1, "it is not in the revision");
    assert_eq!(told(&open_at(&inner, "HEAD", &paths(&["sales"])).unwrap()).len(), 1);
}

#[test]
fn what_looks_like_the_inside_of_a_repository_is_a_folder_with_files() {
    let root = repository();
    write(root.path(), &["policies/raci.toml"]);
    commit(root.path());
    git(root.path(), &["tag", "before"]);
    let forged = repository();
    write_text(forged.path(), "raci.toml", "# forged\n");
    commit(forged.path());
    git(forged.path(), &["tag", "before"]);
    let policies = root.path().join("policies");
    for inside in ["objects", "refs", "HEAD"] {
        fs::rename(forged.path().join(".git").join(inside), policies.join(inside)).unwrap();
    }
    write_text(&policies, "config", "[core]\n\trepositoryformatversion = 0\n\tworktree = .\n");
    let expected = |name: &str| [[(name.to_owned(), "# policies/raci.toml\n".to_owned())]];
    let past = open_at(root.path(), "before", &paths(&["policies"])).unwrap();
    assert_eq!(told(&past), expected("policies/raci.toml"));
    assert_eq!(told(&open_at(&policies, "before", &[]).unwrap()), expected("raci.toml"));
}

#[test]
fn what_a_partial_clone_lacks_is_not_fetched() {
    let origin = repository();
    for (name, value) in [("uploadpack.allowFilter", "true"), ("uploadpack.allowAnySHA1InWant", "true")] {
        git(origin.path(), &["config", name, value]);
    }
    write(origin.path(), &["sales/raci.toml"]);
    commit(origin.path());
    write_text(origin.path(), "sales/raci.toml", "# later\n");
    commit(origin.path());
    let url = format!("file://{}", origin.path().display());
    for (filter, expected) in [
        ("blob:none", "cannot read `sales`: this clone does not have what is in it: fetch it first"),
        ("tree:0", "git could not read all of the revision; in a partial clone, fetch all of it first"),
    ] {
        let folder = TempDir::new().unwrap();
        let (clone, ran) = (folder.path().join("clone"), folder.path().join("ran"));
        let filter = format!("--filter={filter}");
        git(folder.path(), &["-c", "protocol.file.allow=always", "clone", "--quiet", &filter, &url, "clone"]);
        git(&clone, &["config", "protocol.file.allow", "always"]);
        git(&clone, &["config", "remote.origin.uploadpack", &format!("touch {}; git-upload-pack", ran.display())]);
        assert_eq!(complaint(&clone, "HEAD~1"), expected);
        assert!(!ran.exists(), "a command of the repository ran");
    }
}

/// A tree with ten times the same entry.
fn ten_times(root: &Path, kind: &str, object: &str, suffix: &str) -> String {
    let mut child = Command::new("git")
        .current_dir(root)
        .arg("mktree")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String = (0..10).map(|n| format!("{kind} {object}\t{n}{suffix}\n")).collect();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
}

#[test]
fn a_revision_of_too_many_files_is_refused() {
    let root = repository();
    write_text(root.path(), "empty", "");
    commit(root.path());
    let mut tree = ten_times(root.path(), "100644 blob", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", ".raci.toml");
    for _ in 0..6 {
        tree = ten_times(root.path(), "040000 tree", &tree, "");
    }
    git(root.path(), &["replace", "-f", "HEAD^{tree}", &tree]);
    assert_eq!(complaint(root.path(), "HEAD"), "the revision has too many files: their list is longer than 128 MiB");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn names_may_be_any_bytes() {
        let root = repository();
        write(root.path(), &["raci.toml", "a b\n\"c\".raci.toml", "销售\t.raci.toml"]);
        write_text(root.path(), OsStr::from_bytes(b"caf\xE9.raci.toml"), "");
        commit(root.path());
        let expected = [["raci.toml", "a b\n\"c\".raci.toml", "caf\\xE9.raci.toml", "销售\t.raci.toml"]];
        assert_eq!(as_on_disk(&root, "", &[]), expected);
    }

    #[test]
    fn links_are_followed_within_the_policy() {
        let root = repository();
        write(root.path(), &["raci.toml", "a/x.raci.toml", "real.toml", "deep/down/y.toml", "policy/raci.toml"]);
        symlink("a/x.raci.toml", root.path().join("same.raci.toml")).unwrap();
        symlink("../real.toml", root.path().join("a/other.raci.toml")).unwrap();
        symlink("deep", root.path().join("shallow")).unwrap();
        symlink("shallow/down/../down/y.toml", root.path().join("y.raci.toml")).unwrap();
        symlink("policy", root.path().join("link")).unwrap();
        commit(root.path());
        let expected = [["raci.toml", "a/x.raci.toml", "deep/down/y.toml", "real.toml"]];
        assert_eq!(as_on_disk(&root, "", &[]), expected);
        assert_eq!(as_on_disk(&root, "", &["link"]), [["policy/raci.toml"]]);
    }

    #[test]
    fn a_link_out_of_the_policy_is_not_followed() {
        let outside = TempDir::new().unwrap();
        write(outside.path(), &["secret.raci.toml"]);
        for target in
            [outside.path().join("secret.raci.toml").as_path(), Path::new("../../x"), Path::new("x.raci.toml")]
        {
            let root = repository();
            write(root.path(), &["raci.toml"]);
            symlink(target, root.path().join("x.raci.toml")).unwrap();
            commit(root.path());
            let told = complaint(root.path(), "HEAD");
            assert_eq!(told, "cannot read `x.raci.toml`: it is a link to no file of the repository");
        }
    }

    #[test]
    fn a_link_that_the_clone_lacks_is_not_taken_for_nothing() {
        let root = repository();
        write(root.path(), &["policy/raci.toml"]);
        symlink("policy", root.path().join("link")).unwrap();
        commit(root.path());
        assert_eq!(as_on_disk(&root, "", &["link"]), [["policy/raci.toml"]]);
        // the object of a link to `policy`
        let object = root.path().join(".git/objects/d2/255b786cf7732d690b2cda9ff2456d4cd68b39");
        fs::remove_file(object).unwrap();
        let told = open_at(root.path(), "HEAD", &paths(&["link"])).unwrap_err().to_string();
        assert_eq!(told, "git could not read all of the revision; in a partial clone, fetch all of it first");
    }

    #[test]
    fn a_linked_work_tree_is_a_repository_too() {
        let root = repository();
        write(root.path(), &["raci.toml"]);
        commit(root.path());
        let linked = TempDir::new().unwrap();
        let tree = linked.path().join("tree");
        git(root.path(), &["worktree", "add", "--quiet", tree.to_str().unwrap()]);
        assert_eq!(open_at(&tree, "HEAD", &[]).unwrap().policies.len(), 1);
    }
}
