//! Names that would be links, people, issues or commits in what GitHub shows.

use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use tempfile::TempDir;

use super::run;

const NAME: &str = "see www.evil.example, https://evil.example/x, me@evil.example, @everyone, #12, GH-7 and 4f3c2a19";

fn policy(decider: &str) -> String {
    format!(
        "[roles.\"{NAME}\"]\n[roles.c]\nname = \"c {NAME}\"\n[activities.a]\nname = \"{NAME}\"\nR = \"{NAME}\"\nA = [\"{NAME}\", \"c\"]\n\
         [decisions.d]\nname = \"{NAME}\"\ndecides = \"{decider}\"\n"
    )
}

/// What a reader is shown of Markdown, code aside, in which GitHub looks for nothing; and whether there is a link in it already.
fn shown(markdown: &str) -> (String, bool) {
    let (mut shown, mut has_link, mut in_code) = (String::new(), false, false);
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Text(text) if !in_code => shown.push_str(&text),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => has_link = true,
            _ => shown.push(' '),
        }
    }
    (shown, has_link)
}

#[test]
fn no_name_is_a_link_in_what_github_shows() {
    let folder = TempDir::new().unwrap();
    for (name, decider) in [("old", "c"), ("new", NAME)] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("raci.toml"), policy(decider)).unwrap();
    }
    let written = |arguments: &[&str]| run(folder.path(), arguments);
    for (what, markdown) in [
        ("the summary of a check", written(&["check", "new", "--format", "github"]).summary),
        ("the summary of a comparison", written(&["diff", "old", "new", "--format", "github"]).summary),
        ("a comment", written(&["diff", "old", "new", "--format", "markdown"]).out),
        ("the matrix", written(&["publish", "new", "--allow-findings", "--format", "markdown"]).out),
    ] {
        assert!(markdown.contains("evil"), "{what}: {markdown}");
        let (shown, has_link) = shown(&markdown);
        for sign in ["www.", "://", "@", "#12", "GH-7", "4f3c2a19"] {
            assert!(!shown.contains(sign) && !has_link, "{what} has {sign}: {shown}");
        }
    }
}
