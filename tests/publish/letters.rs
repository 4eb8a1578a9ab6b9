//! Letters of one's own, and what every form says they mean.

use crate::{policy, published, raci};

const LETTERS: &str = r#"
matrix = { scheme = "RAPID" }
roles = { analyst = {}, legal = {}, ceo = {} }

[activities.launch]
name = "Launch"
R = "analyst"
A = "legal"
P = "analyst"
D = "ceo"

[activities.sign]
name = "签合同"
scheme = { "批" = "accountable", "主办" = "responsible", "<b>" = "informed" }
"批" = "ceo"
"主办" = "legal"
"<b>" = "analyst"
"#;

fn letters() -> tempfile::TempDir {
    policy(LETTERS)
}

#[test]
fn a_terminal_tells_what_letters_mean_that_do_not_speak_for_themselves() {
    let (_, shown, _) = raci(letters().path(), &["show"]);
    assert!(shown.contains("签合同  <b>      主办   批\n"), "{shown}");
    assert!(shown.contains("R = recommends; A = must agree; P = responsible: does the work;"), "{shown}");
    assert!(shown.contains("签合同: 批 = accountable: answers for the result;"), "{shown}");
}

#[test]
fn a_page_and_markdown_tell_it_too() {
    let folder = letters();
    let page = published(folder.path(), "html");
    assert!(page.contains(r#"<b class="l A">D</b> accountable: answers for the result"#), "{page}");
    assert!(page.contains(r#"<li>签合同: </li><li><b class="l A">批</b>"#), "{page}");
    assert!(page.contains(r#"<td><b class="l I">&lt;b&gt;</b> "#) && !page.contains("<b></b>"), "{page}");
    let markdown = published(folder.path(), "markdown");
    assert!(markdown.contains("| Launch | R P | A | D |"), "{markdown}");
    assert!(
        markdown.contains("签合同: 批 \\= accountable: answers for the result; 主办 \\= responsible"),
        "{markdown}"
    );
    let (_, chinese, _) = raci(folder.path(), &["publish", "--format", "markdown", "--lang", "zh"]);
    assert!(chinese.contains("签合同：批 \\= 负责；主办 \\= 执行"), "{chinese}");
}

#[test]
fn who_is_accountable_is_asked_of_the_letter_that_means_it() {
    let folder = letters();
    let (status, said, _) = raci(folder.path(), &["who", "launch"]);
    assert_eq!(status, 0, "{said}");
    assert!(
        said.starts_with("activities.launch (Launch): R `analyst`   A `legal`   P `analyst`   D `ceo`\n"),
        "{said}"
    );
    let text = LETTERS.replace("D = \"ceo\"", "D = [\"ceo\", \"legal\"]");
    assert_eq!(raci(policy(&text).path(), &["who", "launch"]).0, 1);
}
