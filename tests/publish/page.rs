//! The page in a browser: its form answers as `raci who` does, it says nothing on the console and fits on small screens.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{HOSTILE, example, is_installed, policy, published, raci};

const BROWSER: &str = "chromium";

#[test]
fn names_stay_text_and_nothing_comes_from_elsewhere() {
    let folder = policy(HOSTILE);
    let page = published(folder.path(), "html");
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("<img") && !page.contains("<b>x</b>"), "{page}");
    assert!(page.contains("<title>a | &lt;b&gt;x"), "{page}");
    let elsewhere = page.replace("http://www.w3.org/2000/svg", "").replace("=HYPERLINK(", "");
    for loads in [" src=", "url(http", "@import", "<link", "href=\"http"] {
        assert!(!elsewhere.replace("img src=x", "").contains(loads), "{loads}");
    }
    assert_eq!(page, published(folder.path(), "html"));
}

#[test]
fn what_was_found_is_on_the_page() {
    let folder = policy(include_str!("cases.toml"));
    let arguments = ["publish", "--format", "html", "--allow-findings", "--lang", "zh"];
    let (status, page, _) = raci(folder.path(), &arguments);
    assert_eq!((status, page.contains("<html lang=\"zh-CN\">"), page.contains("no-decider")), (0, true, true));
    assert!(page.contains("<h2 id=\"found-title\">检查发现</h2>"));
}

#[test]
fn circles_and_long_lines_are_drawn_or_left_out() {
    let mut text = String::from("[roles]\na0 = { reports-to = \"a1\" }\na1 = { reports-to = \"a0\" }\n");
    let draw = |text: &str| {
        let folder = policy(text);
        let (status, page, errors) = raci(folder.path(), &["publish", "--format", "html", "--allow-findings"]);
        assert_eq!((status, errors.contains("panicked")), (0, false), "{errors}");
        page.contains("<svg")
    };
    assert!(draw(&text));
    text.push_str("b0 = {}\n");
    for number in 1..140 {
        writeln!(text, "b{number} = {{ reports-to = \"b{}\" }}", number - 1).unwrap();
    }
    assert!(draw(&text));
    for number in 140..200 {
        writeln!(text, "b{number} = {{ reports-to = \"b{}\" }}", number - 1).unwrap();
    }
    assert!(!draw(&text));
}

/// The page after its scripts have run, and what the browser said.
fn browse(page: &Path, width: u32) -> (String, String) {
    let profile = TempDir::new().unwrap();
    let output = Command::new(BROWSER)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--window-size={width},900"))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr))
}

/// What an expression in the page comes to.
fn evaluate(html: &str, expression: &str, width: u32) -> Value {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("page.html");
    // the page allows only its own script, so that the one of the test runs without that rule
    let start = html.find("<meta http-equiv").unwrap();
    let end = start + html.get(start..).unwrap().find('\n').unwrap();
    let free = [html.get(..start).unwrap(), html.get(end..).unwrap()].concat();
    let probe = format!(
        "<script>document.body.dataset.probe = encodeURIComponent(JSON.stringify({expression}));</script></body>"
    );
    std::fs::write(&path, free.replace("</body>", &probe)).unwrap();
    let (dom, errors) = browse(&path, width);
    let start = dom.find("data-probe=\"").unwrap_or_else(|| panic!("nothing came of {expression}: {errors}"));
    let told = dom.get(start..).unwrap().split('"').nth(1).unwrap();
    serde_json::from_str(&percent_decoded(told)).unwrap()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digits = if byte == b'%' { Some([rest.next().unwrap(), rest.next().unwrap()]) } else { None };
        let decoded = digits.map(|digits| u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        bytes.push(decoded.unwrap_or(byte));
    }
    String::from_utf8(bytes).unwrap()
}

/// An answer of `raci who` in the words of the page.
fn words(answer: &Value) -> String {
    let joined = |members: &Value, between: &str| {
        members.as_array().unwrap().iter().map(words).collect::<Vec<_>>().join(between)
    };
    match answer {
        Value::String(role) => role.clone(),
        Value::Object(fields) if fields.contains_key("after") => {
            format!("{}, then {}", joined(&fields["after"], ", then "), words(&fields["decides"]))
        }
        Value::Object(fields) if fields.contains_key("decides") => words(&fields["decides"]),
        Value::Object(fields) if fields.contains_key("free") => "no approval needed".to_owned(),
        Value::Object(fields) if fields.contains_key("forbidden") => "forbidden".to_owned(),
        Value::Object(fields) if fields.contains_key("all") => joined(&fields["all"], " and "),
        Value::Object(fields) if fields.contains_key("any") => joined(&fields["any"], " or "),
        Value::Object(fields) => format!("{} of {}", fields["count"], joined(&fields["of"], ", ")),
        other => panic!("{other}"),
    }
}

/// What `raci who` says in a case: every answer there is, in order.
fn who(folder: &Path, subject: &str, case: &[(&str, &str)]) -> Vec<String> {
    let case: Vec<String> = case.iter().map(|(dimension, value)| format!("{dimension}={value}")).collect();
    let mut arguments = vec!["who", "--format", "json", subject];
    arguments.extend(case.iter().map(String::as_str));
    let (_, out, errors) = raci(folder, &arguments);
    let reply: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{arguments:?}: {errors}"));
    let several = reply.get("answers").and_then(Value::as_array).cloned();
    let one = || reply.get("answer").filter(|answer| !answer.is_null()).cloned().into_iter().collect();
    let mut answers: Vec<_> = several.unwrap_or_else(one).iter().map(words).collect();
    answers.sort();
    answers
}

#[test]
fn the_form_answers_as_raci_who_does() {
    if !is_installed(BROWSER, "the form in a browser") {
        return;
    }
    let folder = policy(include_str!("cases.toml"));
    let (_, html, _) = raci(folder.path(), &["publish", "--format", "html", "--allow-findings"]);
    let amounts = [
        "0",
        "10",
        "10.01",
        "99.99",
        "100",
        "200",
        "200.01",
        "500.49",
        "500.5",
        "2000",
        "2000.01",
        "9007199254740993",
        "9007199254740993.01",
    ];
    let mut asked = Vec::new();
    for tier in ["A", "B", "C"] {
        asked.extend(amounts.map(|amount| ("decisions.discount", vec![("tier", tier), ("amount", amount)])));
    }
    asked.extend(
        ["100", "30", "29.999", "-1.4999999999999999999", "-1.5"]
            .map(|margin| ("decisions.special", vec![("margin", margin)])),
    );
    let cases: Vec<Value> = asked
        .iter()
        .map(|(subject, case)| {
            json!([subject, case.iter().map(|(d, v)| ((*d).to_owned(), json!(v))).collect::<serde_json::Map<_, _>>()])
        })
        .collect();
    let expression = format!("{}.map(([id, texts]) => raciAsk(id, texts))", Value::from(cases));
    let told = evaluate(&html, &expression, 1440);
    let mut counts = [0; 3];
    for ((subject, case), told) in asked.iter().zip(told.as_array().unwrap()) {
        let mut shown: Vec<_> =
            told["parts"][0][1].as_array().unwrap().iter().map(|answer| answer.as_str().unwrap().to_owned()).collect();
        shown.sort();
        assert_eq!(shown, who(folder.path(), subject, case), "{subject} {case:?}");
        counts[shown.len().min(2)] += 1;
    }
    assert!(counts.iter().all(|count| *count > 0), "a gap, one answer and an overlap are all asked for: {counts:?}");

    let refused = "[['tier', 'amount'], ['D', '1'], ['A', '0.001'], ['A', '-1'], ['A', 'x'], ['A', '']].slice(1)\
                   .map(([tier, amount]) => raciAsk('decisions.discount', { tier, amount }).wrong)";
    assert_eq!(evaluate(&html, refused, 1440), json!(["tier", "amount", "amount", "amount", "amount"]));
}

#[test]
fn an_activity_is_answered_letter_by_letter() {
    if !is_installed(BROWSER, "the form in a browser") {
        return;
    }
    let folder = policy(include_str!("cases.toml"));
    let (_, html, _) = raci(folder.path(), &["publish", "--format", "html", "--allow-findings"]);
    let ask = "['1000', '1000.01'].map((amount) => raciAsk('activities.sell', { tier: 'B', amount }).parts)";
    let letters = |a: &str| json!([["R", ["clerk"]], ["A", [a]], ["C", ["legal"]], ["I", []]]);
    assert_eq!(evaluate(&html, ask, 1440), json!([letters("lead"), letters("head")]));
}

#[test]
fn the_page_runs_by_its_own_rules_and_fits() {
    if !is_installed(BROWSER, "the page in a browser") {
        return;
    }
    let folder = policy(HOSTILE);
    for (policy, lang) in [(folder.path(), "en"), (&*example(), "zh")] {
        let (_, html, _) = raci(policy, &["publish", "--format", "html", "--lang", lang]);
        let place = TempDir::new().unwrap();
        let path = place.path().join("page.html");
        std::fs::write(&path, &html).unwrap();
        for width in [360, 1440] {
            let (dom, said) = browse(&path, width);
            assert!(dom.contains("<option value=\"0\">"), "the script did not run: {said}");
            assert!(!said.contains("CONSOLE"), "{said}");
            let widths = evaluate(&html, "[document.documentElement.scrollWidth, innerWidth]", width);
            assert!(widths[0].as_u64().unwrap() <= widths[1].as_u64().unwrap(), "{widths} at {width}");
            // a window may be no narrower than the browser lets it be, and then the page is not asked to fit in less
            assert!(widths[1].as_u64().unwrap() >= u64::from(width), "{widths} at {width}");
        }
    }
}
