//! The workbook, read again by a reader of spreadsheets.

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use calamine::{Data, Reader, Xlsx};
use zip::ZipArchive;

use super::{HOSTILE, example, policy, raci};

/// The bytes of the workbook of a policy, as a pipe gets them.
fn written(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    let command = command.current_dir(folder).args(["publish", "--as-of", "2026-11-10", "--format", "xlsx"]);
    let output = command.args(arguments).stdin(Stdio::null()).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &[][..]));
    output.stdout
}

/// The cells of a sheet: texts and nothing else.
fn texts(book: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let cell = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("{other:?} in {sheet}"),
    };
    range.rows().map(|row| row.iter().map(cell).collect()).collect()
}

fn sheets(book: &[u8]) -> Vec<String> {
    Xlsx::new(Cursor::new(book)).unwrap().sheet_names()
}

/// A part of the file.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_matrix_of_the_sales_department_is_read_as_it_is_written() {
    let book = written(&example(), &["--lang", "zh"]);
    let sheets = sheets(&book);
    assert_eq!(sheets, ["矩阵", "决策权", "角色", "人员", "交接", "升级路径", "指标", "授权", "豁免", "说明"]);
    let matrix = texts(&book, "矩阵");
    assert_eq!(matrix[0][..4], ["", "", "销售部", ""]);
    assert_eq!(matrix[1][..5], ["阶段", "活动", "销售总监", "销售经理", "大客户代表"]);
    assert_eq!(matrix[2][..5], ["经营管理", "制定三至五年销售战略", "R A", "I", ""]);
    let prospecting = matrix.iter().find(|row| row[1].starts_with("开发新客户")).unwrap();
    assert_eq!(prospecting[..4], ["线索获取", "开发新客户(陌拜、电话、展会)", "A*", "A* C*"]);

    let rights = texts(&book, "决策权");
    assert_eq!(rights[0][..6], ["决策事项", "活动", "申请人", "情形", "权限范围", "决策人"]);
    let wanted = [
        "价格折扣",
        "客户谈判",
        "销售专员、大客户代表",
        "客户级别：战略客户",
        "50 000 < 折扣金额 ≤ 200 000 CNY",
        "销售经理",
        "",
        "",
        "大客户代表",
        "1个工作日",
        "customer per quarter",
        "",
    ];
    assert!(rights.iter().any(|row| *row == wanted), "{rights:#?}");
    let roles = texts(&book, "角色");
    assert!(roles.iter().any(|row| row[..4] == ["销售经理", "销售部", "tactical", "销售总监"]), "{roles:?}");
    assert!(texts(&book, "说明").iter().any(|row| row[0] == "检查结果" && row[1].starts_with("未发现问题")));
}

#[test]
fn names_stay_text() {
    let folder = policy(&HOSTILE.replace("@SUM(1) | 答复", "=cmd|'/C calc'!A0 \\u0007_x0041_答复"));
    let book = written(folder.path(), &[]);
    let matrix = texts(&book, "Matrix");
    let head = ["Activity", "=HYPERLINK(\"http://x\")", "销售 </script><img src=x onerror=alert(1)>"];
    assert_eq!(matrix[1], head);
    assert_eq!(matrix[2], ["=cmd|'/C calc'!A0 ␇_x0041_答复, \"x\"", "A", "R"]);
    for sheet in 1..=sheets(&book).len() {
        let xml = part(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(!xml.contains("<f>") && !xml.contains("hyperlink"), "{xml}");
    }
}

#[test]
fn head_and_names_stay_in_sight_and_letters_have_colours() {
    let book = written(&example(), &[]);
    let matrix = part(&book, "xl/worksheets/sheet1.xml");
    let pane = "<pane xSplit=\"2\" ySplit=\"2\" topLeftCell=\"C3\" activePane=\"bottomRight\" state=\"frozen\"/>";
    assert!(matrix.contains(pane), "{matrix}");
    assert!(matrix.contains("<autoFilter ref=\"A2:"));
    for sheet in 2..sheets(&book).len() {
        let xml = part(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(xml.contains("<pane xSplit=\"1\" ySplit=\"1\""), "{xml}");
    }
    let styles = part(&book, "xl/styles.xml");
    for ground in ["FFFADEDB", "FFDDE9F8", "FFFBF0D2", "FFDFF2E4", "FFF0E4F7"] {
        assert!(styles.contains(&format!("<fgColor rgb=\"{ground}\"/>")), "{ground}: {styles}");
    }
    let strings = part(&book, "xl/sharedStrings.xml");
    assert!(strings.contains("<color rgb=\"FF1F5FBF\"/>") && strings.contains("<t xml:space=\"preserve\">R* </t>"));
}

#[test]
fn a_column_is_as_wide_as_its_chinese() {
    let folder = policy(
        "[roles.head]\nname = \"部门负责人\"\n[activities.x]\nname = \"制定三至五年销售战略\"\nR = \"head\"\nA = \"head\"\n",
    );
    let book = written(folder.path(), &[]);
    let matrix = part(&book, "xl/worksheets/sheet1.xml");
    let width = |column: u32| -> f64 {
        let start = format!("<col min=\"{column}\" max=\"{column}\" width=\"");
        matrix.split(&start).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    assert!((20.0..25.0).contains(&width(1)) && (6.0..12.0).contains(&width(2)), "{matrix}");
}

#[test]
fn a_row_is_as_high_as_its_lines() {
    let book = written(&example(), &[]);
    let matrix = part(&book, "xl/worksheets/sheet1.xml");
    let head = matrix.split("<row r=\"2\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(head.contains("ht=\"30\"") && head.contains("customHeight=\"1\""), "{head}");
}

#[test]
fn the_same_matrix_is_the_same_file() {
    let book = written(&example(), &[]);
    assert_eq!(book, written(&example(), &[]));
    let properties = part(&book, "docProps/core.xml");
    assert!(properties.contains(">2026-11-10T00:00:00Z</dcterms:created>"), "{properties}");
    assert!(properties.contains("<dc:title>销售部职责矩阵</dc:title>"), "{properties}");

    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("matrix.xlsx");
    written(&example(), &["-o", path.to_str().unwrap()]);
    assert_eq!(std::fs::read(&path).unwrap(), book);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_policy_with_errors_needs_leave() {
    let folder = policy("[roles.a]\n[activities.x]\nR = \"a\"\n");
    let (status, out, errors) = raci(folder.path(), &["publish", "--format", "xlsx", "-o", "matrix.xlsx"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(errors.contains("is not published"), "{errors}");
    assert!(!folder.path().join("matrix.xlsx").exists());

    let book = written(folder.path(), &["--allow-findings"]);
    let findings = texts(&book, "Findings");
    assert_eq!(findings[0], ["Level", "Subject", "What is wrong", "Rule"]);
    assert!(findings.iter().any(|row| row[0] == "error" && row[3] == "no-accountable"), "{findings:?}");
}

// elsewhere `script` takes other arguments
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_not_written_to() {
    if !super::is_installed("script", "a workbook for a terminal") {
        return;
    }
    let folder = policy(HOSTILE);
    let raci = env!("CARGO_BIN_EXE_raci");
    let mut command = Command::new("script");
    let command = command.current_dir(folder.path()).args(["-qec", &format!("'{raci}' publish --format xlsx")]);
    let output = command.arg("/dev/null").stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot be shown in a terminal") && said.contains("`-o matrix.xlsx`"), "{said}");
    assert!(!said.contains("PK"), "{said}");
}
