//! A history of the sales department: of each commit exactly what it moved, and no more.

use std::fs;
use std::path::Path;

use raci::diff::Effect;

use crate::repository::Repository;

/// The example in a repository.
fn sales_department() -> Repository {
    let repository = Repository::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sales-department");
    copy(&example, repository.path());
    repository.commit();
    repository
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file of the policy with one word in the place of another.
fn replace_everywhere(folder: &Path, old: &str, new: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with(".git") {
                replace_everywhere(&path, old, new);
            }
        } else {
            fs::write(&path, fs::read_to_string(&path).unwrap().replace(old, new)).unwrap();
        }
    }
}

/// The sales manager may decide on larger discounts, but for strategic customers.
fn raise_limit(repository: &Repository) {
    repository.change(
        "decisions.raci.toml",
        "{ decides = \"sales-manager\", at-most = 200_000, informs = \"sales-specialist\" }",
        "{ decides = \"sales-manager\", at-most = 300_000, informs = \"sales-specialist\" }",
    );
}

/// What is said of the last commit, without the first line and the places.
fn last_commit(repository: &Repository) -> Vec<String> {
    repository.commit();
    let said = repository.diff(&["HEAD~1", "HEAD"]);
    assert_eq!((said.status, said.errors.as_str()), (0, ""));
    let mut lines = said.out.lines().filter(|line| !line.is_empty() && !line.starts_with("      "));
    assert_eq!(lines.next(), Some("`raci.toml` from `HEAD~1` to `HEAD`"));
    lines.map(|line| line.trim_start().to_owned()).collect()
}

#[test]
fn each_commit_moves_exactly_what_it_says() {
    let repository = sales_department();

    raise_limit(&repository);
    let cases = "when amount is above 200 000 and at most 300 000 CNY and customer-tier is not A";
    assert_eq!(
        last_commit(&repository),
        [
            "authority gained".to_owned(),
            format!("`sales-manager` gains `price-discount` {cases} (before: `sales-director`)"),
            "authority lost".to_owned(),
            format!("`sales-director` loses `price-discount` {cases} (now: `sales-manager`)"),
            "duties moved".to_owned(),
            format!("`finance-manager` is no longer consulted on `price-discount` {cases}"),
            format!("`sales-specialist` becomes informed of `price-discount` {cases}"),
            "authority moved: 1 gained, 1 lost; 2 other changes".to_owned(),
        ],
        "a limit is raised"
    );

    repository.change(
        "decisions.raci.toml",
        "  { decides = \"finance-manager\", at-most = 90, consults = \"sales-manager\" },\n",
        "",
    );
    assert_eq!(
        last_commit(&repository),
        [
            "authority gained",
            "`general-manager` gains a say in `overdue-receivable`, together with others when overdue-days is at most 90 days (before: `finance-manager`)",
            "authority lost",
            "`finance-manager` no longer decides `overdue-receivable` by itself when overdue-days is at most 90 days (now: `finance-manager` and `general-manager`)",
            "controls strengthened",
            "`overdue-receivable` takes 2 signatures instead of 1 when overdue-days is at most 90 days (before: `finance-manager`)",
            "duties moved",
            "`sales-manager` is no longer consulted on `overdue-receivable` when overdue-days is at most 90 days",
            "`sales-director` becomes informed of `overdue-receivable` when overdue-days is at most 90 days",
            "authority moved: 1 gained, 1 lost, 1 strengthened; 2 other changes",
        ],
        "a step is removed"
    );

    repository.change(
        "activities/4-contract.raci.toml",
        "A = \"sales-director\"\nR = \"sales-manager\"",
        "A = \"general-manager\"\nR = \"sales-manager\"",
    );
    assert_eq!(
        last_commit(&repository),
        [
            "accountability moved",
            "`general-manager` becomes accountable for `sign-contract` when contract-value is above 1 000 000 CNY (in place of `sales-director`)",
            "authority moved: 1 accountable",
        ],
        "A moves"
    );

    replace_everywhere(repository.path(), "sales-manager", "regional-manager");
    assert_eq!(
        last_commit(&repository),
        ["renamed", "the role `sales-manager` is now called `regional-manager`", "no authority moved; 1 other change",],
        "a role is renamed"
    );

    let decisions = repository.read("decisions.raci.toml");
    let (discounts, others) = decisions.split_once("[decisions.credit-limit]").unwrap();
    repository.write("discounts.raci.toml", discounts);
    repository.write("rights/others.raci.toml", &format!("[decisions.credit-limit]{others}"));
    fs::remove_file(repository.path().join("decisions.raci.toml")).unwrap();
    assert_eq!(last_commit(&repository), ["no authority moved"], "a file is split");
}

#[test]
fn a_comment_on_a_pull_request_reads_well() {
    let repository = sales_department();
    repository.change(
        "decisions.raci.toml",
        "{ decides = \"sales-director\", at-least = 15 }",
        "{ decides = \"sales-director\", at-least = 10 }",
    );
    repository.change("raci.toml", "title = \"销售部职责矩阵\"", "title = \"销售<b>@all\"");
    let comment = "\
### Authority moved: `raci.toml`

1 gained, 1 lost, 1 weakened; 1 other change, from `HEAD` to the files as they are

**Authority gained**

- `sales-director` decides `special-price` by itself when margin is from 10 up to but not including 15 % and market is normal (before: `sales-director` and `general-manager`); it keeps this matrix itself

**Authority lost**

- `general-manager` loses its say in `special-price` when margin is from 10 up to but not including 15 % and market is normal (now: `sales-director`)

**Controls weakened**

- `special-price` takes 1 signature instead of 2 when margin is from 10 up to but not including 15 % and market is normal (before: `sales-director` and `general-manager`)

<details><summary>Other changes</summary>

**Renamed**

- `matrix`: `title` is `销售<b>@all` (before: `销售部职责矩阵`)

</details>
";
    assert_eq!(repository.diff(&["HEAD", "--format", "markdown"]).out, comment);
}

#[test]
fn the_page_shows_what_is_printed_and_names_every_effect() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diff.md")).unwrap();
    let (_, printed) = page.split_once("```text\n$ raci diff HEAD~1\n").unwrap();
    let repository = sales_department();
    raise_limit(&repository);
    repository.commit();
    assert_eq!(printed.split_once("```").unwrap().0, repository.diff(&["HEAD~1"]).out);
    for effect in Effect::ALL {
        assert!(page.contains(&format!("`{}`", effect.as_str())), "{effect:?}");
    }
}
