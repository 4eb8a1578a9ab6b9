//! Markdown, comma-separated values, Mermaid and Graphviz.

use std::io::Write;
use std::process::{Command, Stdio};

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{HOSTILE, example, is_installed, policy, published, raci};

#[test]
fn a_policy_with_errors_is_published_only_where_that_is_allowed() {
    let folder = policy("[roles.a]\n[activities.x]\nR = \"a\"\n");
    let (status, out, errors) = raci(folder.path(), &["publish", "--format", "markdown"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(errors.contains("is not published") && errors.contains("--allow-findings"), "{errors}");

    let (status, out, _) = raci(folder.path(), &["publish", "--format", "markdown", "--allow-findings"]);
    assert_eq!((status, out.contains("## Findings") && out.contains("(no-accountable)")), (0, true), "{out}");
    let (status, out, errors) = raci(folder.path(), &["publish", "--format", "csv", "--allow-findings"]);
    assert_eq!((status, out.as_str()), (0, "Stage,Activity,a\r\n,x,R\r\n"));
    assert!(errors.contains("[no-accountable]"), "{errors}");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = policy(HOSTILE);
    let (status, out, _) = raci(folder.path(), &["publish", "--format", "csv", "-o", "matrix.csv"]);
    assert_eq!((status, out.as_str()), (0, ""));
    let written = std::fs::read_to_string(folder.path().join("matrix.csv")).unwrap();
    assert_eq!(written, published(folder.path(), "csv"));
    let (status, _, errors) = raci(folder.path(), &["publish", "--format", "csv", "-o", "no/matrix.csv"]);
    assert_eq!((status, errors.starts_with("error: cannot write `no/matrix.csv`")), (2, true), "{errors}");
}

/// The cells of all tables of a Markdown text. Names add no markup: no HTML, no link, no code, no emphasis.
fn cells(markdown: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableCell) => cells.push(String::new()),
            Event::Text(text) => cells.last_mut().into_iter().for_each(|cell: &mut String| cell.push_str(&text)),
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("{event:?}"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong) => panic!("{event:?}"),
            _ => {}
        }
    }
    cells
}

#[test]
fn markdown_shows_names_and_links_none_of_them() {
    let folder = policy(HOSTILE);
    let markdown = published(folder.path(), "markdown");
    let cells = cells(&markdown);
    for wanted in [
        "=HYPERLINK(\"http∶//x\")",
        "销售 </script><img src=x onerror=alert(1)>",
        "＠SUM(1) | 答复, \"x\"",
        "客户: 乙|丙",
        "otherwise; amount ≤ 50 000 元|</td>",
        "otherwise; amount > 50 000 元|</td>",
    ] {
        assert!(cells.iter().any(|cell| cell == wanted), "{wanted}: {cells:?}");
    }
    assert!(markdown.starts_with("# a \\| \\<b\\>x"), "{markdown}");
}

#[test]
fn markdown_of_the_sales_department_answers_who_decides() {
    let markdown = published(&example(), "markdown");
    let head = "| When | Who decides | Consulted before | Informed after |";
    assert!(markdown.contains(head), "{markdown}");
    assert!(
        markdown.contains("| 客户级别: 战略客户; 50 000 \\< 折扣金额 ≤ 200 000 CNY | 销售经理 |  | 大客户代表 |"),
        "{markdown}"
    );
    assert!(markdown.contains("| otherwise; 毛利率 ≥ 35 % | no approval needed |"), "{markdown}");
    let (_, chinese, _) = raci(&example(), &["publish", "--format", "markdown", "--lang", "zh"]);
    assert!(chinese.contains("| 情形 | 决策人 | 事前咨询 | 事后知会 |") && chinese.contains("禁止"), "{chinese}");
}

#[test]
fn a_spreadsheet_gets_a_row_an_activity_and_no_formula() {
    let folder = policy(HOSTILE);
    let text = published(folder.path(), "csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head, ["Stage", "Activity", "'=HYPERLINK(\"http://x\")", "销售 </script><img src=x onerror=alert(1)>"]);
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows, [["", "'@SUM(1) | 答复, \"x\"", "A", "R"]]);
    assert!(text.ends_with("\r\n"));
}

#[test]
fn no_name_ends_a_label_of_a_diagram() {
    let folder = policy(HOSTILE);
    let mermaid = published(folder.path(), "mermaid");
    assert_eq!(mermaid.lines().next(), Some("flowchart BT"));
    assert!(mermaid.contains("  r1 --> r0\n"), "{mermaid}");
    for line in mermaid.lines() {
        assert!([0, 2].contains(&line.matches('"').count()), "{line}");
    }
    assert!(!mermaid.contains('<') && !mermaid.contains("javascript:"), "{mermaid}");
}

#[test]
fn graphviz_draws_what_is_written() {
    let folder = policy(HOSTILE);
    let dot = published(folder.path(), "dot");
    assert!(dot.contains("  r1 -> r0;\n") && dot.contains("label=\"x\\\"; } digraph y {\""), "{dot}");
    if !is_installed("dot", "drawing with Graphviz") {
        return;
    }
    for dot in [dot, published(&example(), "dot")] {
        let mut child = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(dot.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let svg = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && svg.contains("</svg>"));
        let nodes = svg.matches("class=\"node\"").count();
        assert_eq!(
            nodes,
            dot.matches("];\n").count() - dot.matches("graph [").count() - 1 - dot.matches("dashed").count()
        );
    }
}
