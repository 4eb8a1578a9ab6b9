//! What benches share: policies of any size that look like real ones.

use std::fmt::Write as _;

/// The text of a policy's main file: matrix, stages, dimensions and roles.
#[must_use]
pub(crate) fn main_file() -> String {
    let mut text = String::from(
        r#"[matrix]
title = "销售职责矩阵"
owner = "role-000"
reviewed = 2026-06-30
review-every = "6 months"

[dimensions]
customer-tier = ["A", "B", "C"]
region = { values = ["shanghai", "jiangsu", "beijing"], groups = { east = ["shanghai", "jiangsu"] } }
amount = { unit = "CNY", at-least = 0, step = 0.01 }
"#,
    );
    for stage in 0..6 {
        let _ = write!(text, "\n[[stages]]\nid = \"stage-{stage}\"\nname = \"阶段{stage}\"\n");
    }
    for role in 0..100 {
        let _ = write!(text, "\n[roles.role-{role:03}]\nname = \"岗位{role:03}\"\n");
        if role > 0 {
            let _ = writeln!(text, "reports-to = \"role-{:03}\"", (role - 1) / 4);
        }
    }
    text
}

/// Activities and decisions with the numbers from `first` on: one decision to nine activities, one activity in ten by case.
#[must_use]
pub(crate) fn part(first: usize, count: usize) -> String {
    let mut text = String::new();
    for number in first..first + count {
        if number.is_multiple_of(10) { decision(&mut text, number) } else { activity(&mut text, number) }
    }
    text
}

fn activity(text: &mut String, number: usize) {
    let role = |shift: usize| (number * 7 + shift * 13) % 100;
    let _ = write!(
        text,
        r#"
[activities.activity-{number:06}]
name = "第{number:06}项工作：联系客户并记录需求"   # as agreed with the departments
stage = "stage-{stage}"
A = "role-{a:03}"
R = ["role-{a:03}", "role-{r:03}"]
C = ["role-{c:03}"]
I = ["role-{i:03}", "role-{j:03}"]
"#,
        stage = number % 6,
        a = role(0),
        r = role(1),
        c = role(2),
        i = role(3),
        j = role(4),
    );
    if number % 10 == 5 {
        let _ = write!(
            text,
            "\n[[activities.activity-{number:06}.cases]]\nwhen = {{ customer-tier = \"A\", region = \"east\" }}\nC = [\"role-{:03}\"]\n",
            role(5)
        );
    }
}

fn decision(text: &mut String, number: usize) {
    let below = 20 + number % 80;
    let _ = write!(
        text,
        r#"
[decisions.decision-{number:06}]
name = "第{number:06}项审批"
per = "customer per quarter"
requested-by = "role-{below:03}"
measure = "amount"
limits = [
  {{ decides = "role-{below:03}", at-most = 50_000 }},
  {{ decides = "role-{above:03}", at-most = 200_000 }},
  {{ decides = "role-000" }},
]
"#,
        above = (below - 1) / 4,
    );
}

/// A policy of `files` files with `things` activities and decisions, as names and texts.
#[must_use]
pub(crate) fn policy(files: usize, things: usize) -> Vec<(String, String)> {
    let each = things / files;
    let mut all = vec![("raci.toml".to_owned(), main_file())];
    for file in 0..files {
        let text = part(file * each, each);
        match all.first_mut() {
            Some((_, main)) if file == 0 => main.push_str(&text),
            _ => all.push((format!("part-{file:04}.raci.toml"), text)),
        }
    }
    all
}
