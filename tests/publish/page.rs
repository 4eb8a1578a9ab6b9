//! The page in a browser: its form answers as `raci who` does, it says nothing on the console and fits on small screens.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{HOSTILE, example, is_installed, policy, published, raci};

const BROWSER: &str = "chromium";
const DAY: &str = "2026-11-10";

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
    let first = page.find("<li><strong class=\"error\">错误</strong>").unwrap();
    assert!(first < page.find("<strong class=\"info\">提示</strong>").unwrap());
    assert!(page.contains("<code>lead</code>"));
    assert!(page.contains("<dt>检查结果</dt><dd>") && page.contains("个错误，"), "{page}");
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
        Value::Object(fields) if fields.contains_key("decides") => words(&fields["decides"]),
        Value::Object(fields) if fields.contains_key("free") => "no approval needed".to_owned(),
        Value::Object(fields) if fields.contains_key("forbidden") => "forbidden".to_owned(),
        Value::Object(fields) if fields.contains_key("in-turn") => joined(&fields["in-turn"], ", then "),
        Value::Object(fields) if fields.contains_key("all") => joined(&fields["all"], " and "),
        Value::Object(fields) if fields.contains_key("any") => joined(&fields["any"], " or "),
        Value::Object(fields) if fields.contains_key("in-turn") => joined(&fields["in-turn"], ", then "),
        Value::Object(fields) => format!("{} of {}", fields["count"], joined(&fields["of"], ", ")),
        other => panic!("{other}"),
    }
}

/// What `raci who` says in a case, as the object that it prints.
fn who(folder: &Path, subject: &str, case: &[(&str, &str)]) -> Value {
    let case: Vec<String> = case.iter().map(|(dimension, value)| format!("{dimension}={value}")).collect();
    let mut arguments = vec!["who", "--as-of", DAY, "--format", "json", subject];
    arguments.extend(case.iter().map(String::as_str));
    let (_, out, errors) = raci(folder, &arguments);
    serde_json::from_str(&out).unwrap_or_else(|_| panic!("{arguments:?}: {errors}"))
}

/// Every answer there is, in order.
fn answers(reply: &Value) -> Vec<String> {
    let several = reply.get("answers").and_then(Value::as_array).cloned();
    let one = || reply.get("answer").filter(|answer| !answer.is_null()).cloned().into_iter().collect();
    let mut answers: Vec<_> = several.unwrap_or_else(one).iter().map(words).collect();
    answers.sort();
    answers
}

/// Each step of a chain, and the roles that it is about.
fn links(reply: &Value) -> Vec<(&str, &Value)> {
    reply["chain"].as_array().unwrap().iter().map(|link| (link["step"].as_str().unwrap(), &link["roles"])).collect()
}

/// The page of a policy in which every kind of case is found.
fn page_of_cases(folder: &Path) -> String {
    raci(folder, &["publish", "--as-of", DAY, "--format", "html", "--allow-findings"]).1
}

/// What the form tells in each case.
fn told(html: &str, asked: &[(&str, Vec<(&str, &str)>)]) -> Vec<Value> {
    let texts = |case: &[(&str, &str)]| -> serde_json::Map<_, _> {
        case.iter().map(|(dimension, value)| ((*dimension).to_owned(), json!(value))).collect()
    };
    let cases: Vec<Value> = asked.iter().map(|(subject, case)| json!([subject, texts(case)])).collect();
    let told = evaluate(html, &format!("{}.map(([id, texts]) => raciAsk(id, texts))", Value::from(cases)), 1440);
    told.as_array().unwrap().clone()
}

#[test]
fn the_form_answers_as_raci_who_does() {
    if !is_installed(BROWSER, "the form in a browser") {
        return;
    }
    let folder = policy(include_str!("cases.toml"));
    let html = page_of_cases(folder.path());
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
        "1000",
        "1000.01",
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
    asked.extend(
        [("10", "A"), ("10.01", "A")]
            .map(|(amount, tier)| ("decisions.flat", vec![("amount", amount), ("tier", tier)])),
    );
    asked.push(("decisions.flat", vec![("tier", "C")]));
    let (mut counts, mut steps) = ([0; 3], std::collections::BTreeSet::new());
    for ((subject, case), told) in asked.iter().zip(told(&html, &asked)) {
        let mut shown: Vec<_> =
            told["parts"][0][1].as_array().unwrap().iter().map(|answer| answer.as_str().unwrap().to_owned()).collect();
        shown.sort();
        let reply = who(folder.path(), subject, case);
        assert_eq!(shown, answers(&reply), "{subject} {case:?}");
        assert_eq!(links(&told), links(&reply), "{subject} {case:?}");
        counts[shown.len().min(2)] += 1;
        steps.extend(links(&reply).into_iter().map(|(step, _)| step.to_owned()));
    }
    assert!(counts.iter().all(|count| *count > 0), "a gap, one answer and an overlap are all asked for: {counts:?}");
    let every = ["above", "below", "case", "consults", "delegation", "deputy", "escalation", "informs", "limit", "top"];
    assert!(steps.iter().eq(every), "{steps:?}");
}

/// A policy whose decision needs more than an answer, whose roles are called by their ids.
const ORDERS: &str = r#"
[dimensions]
amount = { at-least = 0, step = 0.01, unit = "EUR" }
vendor = ["known", "new"]
urgency = ["normal", "emergency"]
part = { at-least = 0, step = 1, part-of = "whole" }
whole = { at-least = 0, step = 1 }

[roles]
ceo = {}
cfo = { reports-to = "ceo", deputy = "ceo" }
lead = { reports-to = "cfo" }
buyer = { reports-to = "lead" }
clerk = { reports-to = "cfo" }
counsel = { reports-to = "ceo" }
board = { body = true, members = ["ceo", "cfo", "counsel"], quorum = 2 }

[[impossible]]
when = { vendor = "new", urgency = "emergency" }

[decisions.order]
requested-by = ["buyer", "clerk"]
measure = "amount"
informs = "clerk"
limits = [
  { decides = { superior-of = "requester" }, at-most = 1_000 },
  { decides = "cfo", at-most = 10_000, reviews = ["counsel", "lead"] },
  { decides = "board", consults = "ceo" },
]

[[decisions.order.cases]]
over = "all"
alone = true
when = { urgency = "emergency", amount = { at-most = 50_000, at-least = 5_000 } }
decides = "lead"
confirmed-by = { role = "cfo", within = "24 hours" }

[[decisions.order.also]]
when = { vendor = "new" }
decides = "counsel"
consults = "ceo"

[[decisions.order.also]]
when = { amount = { above = 5_000 } }
files-with = "clerk"

[decisions.give]

[[decisions.give.cases]]
when = { whole = { at-most = 100 } }
decides = "lead"

[[decisions.give.cases]]
when = { whole = { above = 100 }, part = { at-most = 50 } }
decides = "cfo"

[[decisions.give.cases]]
when = { whole = { above = 100 }, part = { above = 50 } }
decides = "board"
"#;

#[test]
fn the_form_knows_requesters_additions_precedence_and_what_does_not_exist() {
    if !is_installed(BROWSER, "the form in a browser") {
        return;
    }
    let folder = policy(ORDERS);
    let html = page_of_cases(folder.path());
    let mut asked = Vec::new();
    for (amount, asker) in [("1000", "buyer"), ("1000", "clerk"), ("5000.01", "buyer"), ("10000.01", "clerk")] {
        for (vendor, urgency) in [("known", "normal"), ("new", "normal"), ("known", "emergency"), ("new", "emergency")]
        {
            let case = vec![("amount", amount), ("vendor", vendor), ("urgency", urgency), ("requested-by", asker)];
            asked.push(("decisions.order", case));
        }
    }
    asked.push(("decisions.order", vec![("amount", "500"), ("vendor", "known"), ("urgency", "normal")]));
    asked.push(("decisions.order", vec![("requested-by", "cfo")]));
    asked.extend(
        [("100", "1"), ("200", "50"), ("200", "51"), ("50", "51")]
            .map(|(whole, part)| ("decisions.give", vec![("whole", whole), ("part", part)])),
    );
    let mut absent = 0;
    for ((subject, case), told) in asked.iter().zip(told(&html, &asked)) {
        let reply = who(folder.path(), subject, case);
        if let Some(error) = reply.get("error").and_then(Value::as_str) {
            let wanted = match error {
                error if error.contains("there is no such case") => json!({ "absent": true }),
                error if error.contains("may not ask") => json!({ "wrong": "Requested by" }),
                _ => json!({ "missing": ["Requested by"] }),
            };
            absent += usize::from(wanted.get("absent").is_some());
            assert_eq!(told, wanted, "{case:?}: {error}");
            continue;
        }
        let shown: Vec<_> =
            told["parts"][0][1].as_array().unwrap().iter().map(|answer| answer.as_str().unwrap()).collect();
        assert_eq!(shown, answers(&reply), "{case:?}");
        assert_eq!(links(&told), links(&reply), "{case:?}");
    }
    assert_eq!(absent, 5);
}

#[test]
fn the_chain_is_told_in_words() {
    if !is_installed(BROWSER, "the form in a browser") {
        return;
    }
    let folder = policy(include_str!("cases.toml"));
    let asked = [("decisions.discount", vec![("tier", "B"), ("amount", "800")])];
    let told = told(&page_of_cases(folder.path()), &asked);
    let texts: Vec<_> =
        told[0]["chain"].as_array().unwrap().iter().map(|link| link["text"].as_str().unwrap()).collect();
    assert_eq!(
        texts,
        [
            "lead: tier: B; amount ≤ 2\u{a0}000 EUR",
            "legal, head",
            "legal",
            "within 2 business days, or it goes up from lead to head",
            "stuck: lead → head, after 4 hours each",
            "legal-question: lead → legal",
            "legal stands in for lead",
            "lead lends it to clerk, legal until 2026-12-31",
        ]
    );
}

#[test]
fn the_form_asks_for_what_matters_and_refuses_what_there_is_not() {
    if !is_installed(BROWSER, "the form in a browser") {
        return;
    }
    let folder = policy(include_str!("cases.toml"));
    let html = page_of_cases(folder.path());
    let cases: [(&str, Vec<(&str, &str)>); 7] = [
        ("decisions.flat", vec![]),
        ("decisions.flat", vec![("tier", "A")]),
        ("decisions.flat", vec![("amount", "11")]),
        ("decisions.special", vec![("tier", "A")]),
        ("decisions.discount", vec![("tier", "D"), ("amount", "1")]),
        ("decisions.discount", vec![("tier", "A"), ("amount", "0.001")]),
        ("decisions.discount", vec![("tier", "A"), ("amount", "x")]),
    ];
    let told = told(&html, &cases);
    let wanted = [
        json!({ "missing": ["tier", "amount"] }),
        json!({ "missing": ["amount"] }),
        json!({ "missing": ["tier"] }),
        json!({ "missing": ["margin"] }),
        json!({ "wrong": "tier" }),
        json!({ "wrong": "amount" }),
        json!({ "wrong": "amount" }),
    ];
    assert_eq!(told, wanted);
    for ((subject, case), told) in cases.iter().zip(&told).take(4) {
        let error = who(folder.path(), subject, case)["error"].as_str().unwrap().to_owned();
        for missing in told["missing"].as_array().unwrap() {
            assert!(error.contains(&format!("\n  {}=…", missing.as_str().unwrap())), "{error}");
        }
    }

    // a field is there as long as the answer still depends on it
    let shown = "(() => {
        const choose = (id, value) => {
            const field = id === 'subject' ? document.getElementById(id) : document.querySelector(`[name=${id}]`);
            field.value = value;
            field.dispatchEvent(new Event(id === 'subject' ? 'change' : 'input', { bubbles: true }));
        };
        const fields = () => [...document.querySelectorAll('#case label:not([hidden]) [name]')].map((field) => field.name);
        const flat = [...document.querySelectorAll('#subject option')].find((option) => option.textContent === 'flat');
        choose('subject', flat.value);
        const first = fields();
        choose('tier', 'C');
        const then = fields();
        document.querySelector('#who button').click();
        return [first, then, document.querySelector('#answer p').textContent];
    })()";
    let wanted = json!([["tier", "amount"], ["tier"], "Who decides: clerk"]);
    assert_eq!(evaluate(&html, shown, 1440), wanted);
}

#[test]
fn an_activity_is_answered_letter_by_letter() {
    if !is_installed(BROWSER, "the form in a browser") {
        return;
    }
    let folder = policy(include_str!("cases.toml"));
    let html = page_of_cases(folder.path());
    let ask = "['1000', '1000.01'].map((amount) => raciAsk('activities.sell', { tier: 'B', amount }).parts)";
    let letters = |a: &str| json!([["R", ["clerk"]], ["A", [a]], ["C", ["legal"]]]);
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

#[test]
fn in_chinese_only_names_and_messages_are_in_another_language() {
    let folder = policy(include_str!("cases.toml"));
    let (_, page, _) =
        raci(folder.path(), &["publish", "--as-of", DAY, "--format", "html", "--allow-findings", "--lang", "zh"]);
    let (_, body) = page.split_once("<body>").unwrap();
    let (body, _) = body.split_once("<script").unwrap();
    let (before, rest) = body.split_once("<section class=\"found\"").unwrap();
    let (_, after) = rest.split_once("</section>").unwrap();
    for text in [before, after].into_iter().flat_map(|html| html.split('>')) {
        let shown = text.split('<').next().unwrap();
        for word in [
            "above", "below", "most", "least", "and", "or", "no", "day", "days", "business", "error", "of", "when",
            "in",
        ] {
            let is_there = shown.split(|c: char| !c.is_ascii_alphabetic()).any(|other| other == word);
            assert!(!is_there, "`{word}` in {shown}");
        }
    }
    for said in ["2个工作日", "每级时限", "2 人同意：clerk、lead、head", "lead 与 head"] {
        assert!(body.contains(said), "{said}");
    }
    assert!(
        page.contains("2个工作日内未决定的，由lead上报head") && page.contains("lead授权clerk、legal，至2026-12-31")
    );
}
