//! A schedule of authority, in the forms in which it is read.

use super::{policy, raci};

const AUTHORITY: &str = include_str!("authority.toml");

fn published(format: &str, lang: &str) -> String {
    let folder = policy(AUTHORITY);
    let arguments = ["publish", "--as-of", "2026-11-10", "--allow-findings", "--format", format, "--lang", lang];
    let (status, out, errors) = raci(folder.path(), &arguments);
    assert_eq!(status, 0, "{errors}");
    out
}

#[test]
fn markdown_tells_all_of_a_decision() {
    let markdown = published("markdown", "en");
    for line in [
        "- Note: the board may take back any authority",
        "### Placing an order¹",
        "- Time to decide: 2 business days",
        "- When that time is up: it counts as refused",
        "- What is granted holds for: 1 year",
        "| Amount ≤ 50 000 EUR; urgency: emergency (over all other cases; nothing is added)² | Lead |  |  |  |  | \
         Finance director (within 24 hours) | Chief executive (within 24 hours) |  |  |",
        "| otherwise; Amount ≤ 1 000 EUR³ | the requester's superior |  |  |  |  |  | Clerk |  |  |",
        "| otherwise; 1 000 \\< Amount ≤ 10 000 EUR | Finance director | Counsel, then Audit |  |  |  |  | Clerk |  | \
         Time to decide: 5 business days |",
        "| otherwise; Amount \\> 10 000 EUR | Board |  |  | Chief executive | Audit |  | Clerk |  |  |",
        "| in addition, when Vendor: new vendor⁴ | Counsel signs as well |  | Audit |  |  |  |  |  |  |",
        "| in addition, when Amount \\> 5 000 EUR |  |  |  |  |  |  |  | Audit |  |",
        "| Amount \\> 20 000 EUR; Requested by: Clerk | there is no such case |  |  |  |  |  |  |  |  |",
        "- ⁴ checks the bank details (section 3.2)",
        "| Requested by: Buyer; 2026-12-21 ≤ date ≤ 2027-01-08 | forbidden |  |  |",
        "| otherwise | decided elsewhere |  |  |",
        "| Vendor: new vendor; urgency: emergency | nobody new in an emergency |",
        "| Board | Chief executive, Finance director, Counsel | 2 must agree |",
        "- ¹ with three offers (section 1)",
    ] {
        assert!(markdown.lines().any(|shown| shown == line), "{line}\n\n{markdown}");
    }
}

#[test]
fn it_is_told_in_chinese_words() {
    let markdown = published("markdown", "zh");
    for words in [
        "Amount ≤ 50 000 EUR；urgency：emergency（优先于其他所有情形；不适用附加要求）",
        "Finance director（24小时内）",
        "此外，Vendor：new vendor时⁴ | 另须Counsel签署",
        "申请人的直接上级",
        "逾期处理：视为不同意",
        "会签",
        "追认",
        "备案",
        "申请人：Buyer；2026-12-21 ≤ 日期 ≤ 2027-01-08 | 禁止",
        "另行决定",
        "不存在此情形",
        "须2人同意",
    ] {
        assert!(markdown.contains(words), "{words}\n\n{markdown}");
    }
}

#[test]
fn the_page_links_its_notes() {
    let page = published("html", "en");
    let mark = r##"Buying<sup><a role="doc-noteref" href="#note-0-1">1</a></sup>"##;
    assert!(page.contains(mark), "{page}");
    assert!(page.contains(r#"<li id="note-0-1">with three offers (section 1)</li>"#), "{page}");
    for link in page
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.starts_with("note-"))
    {
        assert!(page.contains(&format!("id=\"{link}\"")), "{link}");
    }
    assert!(page.contains("<small>Must agree: Chief executive</small>"), "{page}");
}

#[test]
fn a_sheet_has_a_column_of_notes_where_there_are_any() {
    let csv = published("csv", "en");
    assert!(
        csv.starts_with("Stage,Activity,Lead,Buyer,Note\r\n,Buying,A,R,with three offers (section 1)\r\n"),
        "{csv}"
    );
}

#[test]
fn a_body_has_a_shape_of_its_own() {
    assert!(published("mermaid", "en").lines().any(|line| line.trim().ends_with("{{\"Board\"}}")));
    assert!(published("dot", "en").contains("[label=\"Board\", shape=hexagon, style=solid];"));
}

#[test]
fn the_terminal_shows_what_the_case_leaves_open() {
    let folder = policy(AUTHORITY);
    let (_, all, _) = raci(folder.path(), &["show"]);
    assert!(all.contains("\nDecision rights\n\nPlacing an order¹\n  Activity: Buying\n"), "{all}");
    assert!(
        all.contains("Counsel signs as well⁴\n") && all.contains("  ⁴ checks the bank details (section 3.2)"),
        "{all}"
    );
    let case = ["show", "--case", "vendor=known", "--case", "amount=20000", "--case", "urgency=normal"];
    let (_, some, _) = raci(folder.path(), &case);
    assert!(!some.contains("signs as well") && !some.contains("emergency"), "{some}");
    assert!(some.contains("  otherwise\n    Amount > 10 000 EUR") && !some.contains("Amount ≤ 1 000 EUR"), "{some}");
    let (_, of_audit, _) = raci(folder.path(), &["show", "--role", "audit"]);
    assert!(of_audit.starts_with("Placing an order") && !of_audit.contains("lease"), "{of_audit}");
}

#[test]
fn no_heading_is_cut_while_there_is_room() {
    let roles = "[roles]\nw = { name = \"workstreams\" }\nt = { name = \"Technical Leader\" }\n";
    let folder = policy(&format!("{roles}[activities.build]\nR = \"w\"\nA = \"t\"\n[decisions.go]\ndecides = \"t\"\n"));
    let (_, shown, _) = raci(folder.path(), &["show"]);
    let wanted = "                    Technical\n       workstreams  Leader\nbuild  R            A\n\nDecision rights\n\ngo\n  in every case  Technical Leader\n";
    assert_eq!(shown, wanted);
}
