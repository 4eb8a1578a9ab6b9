//! The comment on a pull request, which a service takes only up to a size.

use raci::report::diff::{Comparison, PolicyDiff, Snapshot, markdown};
use raci::source::{Out, Sources};

use super::diff;

/// GitHub takes so many characters. They are counted here as UTF-16 does, which counts most.
const MOST: usize = 65_536;

/// A comment on so many policies, in each of which so many activities moved.
fn comment(policies: usize, activities: usize) -> String {
    let text = |holder: &str| {
        let activities = (0..activities).map(|number| format!("[activities.\"活动{number}\"]\nA = \"{holder}\"\n"));
        format!("[roles.\"甲\"]\n[roles.\"乙\"]\n{}", activities.collect::<String>())
    };
    let snapshot = || Snapshot { name: None, sources: Sources::default() };
    let policy = |number: usize| {
        let name = Some(format!("p{number}/raci.toml"));
        PolicyDiff { old: name.clone(), new: name, diff: diff(&text("甲"), &text("乙")) }
    };
    let policies = (0..policies).map(policy).collect();
    let comparison = Comparison { old: snapshot(), new: snapshot(), folder: String::new(), policies };
    let mut comment = Vec::new();
    markdown(&comparison, &mut Out::new(&mut comment)).unwrap();
    String::from_utf8(comment).unwrap()
}

/// How many changes and policies the last line says are left out.
fn left_out(comment: &str) -> (usize, usize) {
    let last = comment.lines().last().unwrap();
    let Some(counts) = last.strip_suffix(" not shown") else { return (0, 0) };
    let count = |of: &str| {
        let part = counts.split(" and ").find(|part| part.contains(of));
        part.map_or(0, |part| part.split(' ').next().unwrap().parse().unwrap())
    };
    (count("change"), count("polic"))
}

#[test]
fn a_comment_keeps_to_its_size_and_counts_what_is_left_out() {
    for (policies, activities) in [(1, 1), (1, 2_000), (600, 1), (40, 60)] {
        let comment = comment(policies, activities);
        assert!(comment.encode_utf16().count() <= MOST, "{}", comment.encode_utf16().count());
        let (changes_left, policies_left) = left_out(&comment);
        let headings = comment.lines().filter(|line| line.starts_with("### ")).count();
        let changes = comment.lines().filter(|line| line.starts_with("- ")).count();
        assert_eq!(headings + policies_left, policies);
        assert_eq!(
            changes + changes_left,
            diff_size(activities) * policies,
            "{policies} policies, {activities} activities"
        );
        assert_eq!(comment.matches("<details>").count(), comment.matches("</details>").count());
    }
}

/// How many changes there are where so many activities moved.
fn diff_size(activities: usize) -> usize {
    let comment = comment(1, 1);
    activities * comment.lines().filter(|line| line.starts_with("- ")).count()
}

#[test]
fn a_comment_is_used_up_to_its_size() {
    let comment = comment(1, 2_000);
    assert!(comment.encode_utf16().count() > MOST - 500, "{}", comment.encode_utf16().count());
    assert!(left_out(&comment).0 > 100, "{}", comment.lines().last().unwrap());
}
