//! Faults in who decides: limits, ladders, cases, requests.

use toml::{Table, Value};

use super::super::policy::{Path, Policy};
use super::Kind;
use super::assignments::{widened, without};

const LADDERS: [&str; 2] = ["decisions.*.limits", "decisions.*.cases.*.limits"];
pub(super) const ENDS: &str = "at-most|below|at-least|above";

/// Faults in ladders, which are the same whatever they are on.
pub(crate) fn of_ladders(policy: &Policy) -> Vec<Kind> {
    let pinned: &[&str] = &["example-contradicted"];
    vec![
        Kind::new("a limit is raised by the least there is", pinned, shifted(policy, 1.0)),
        Kind::new("a limit is lowered by the least there is", pinned, shifted(policy, -1.0)),
        Kind::new("a limit that is included is left out", pinned, flipped(policy)),
        Kind::new("a step is dropped", &["no-decider", "example-contradicted"], steps_dropped(policy)),
        Kind::new("two steps are swapped", &["limits-out-of-order"], steps_swapped(policy)),
        Kind::new(
            "two deciders are swapped",
            &["authority-inverted", "example-contradicted"],
            deciders_swapped(policy),
        ),
        Kind::new(
            "a step is handed to a subordinate",
            &["authority-inverted", "example-contradicted"],
            handed_down(policy),
        ),
        Kind::new("a step loses its end", &["limits-out-of-order"], ends_dropped(policy)),
        Kind::new("the last step is given an end", &["no-decider"], last_ended(policy)),
        Kind::new("a limit is written twice over", &["redundant-threshold"], steps_doubled(policy)),
        Kind::new("a decision has no answer", &["no-decider"], answers_dropped(policy)),
    ]
}

/// Faults in who decides in a department, and on whose request.
pub(crate) fn kinds(policy: &Policy) -> Vec<Kind> {
    let pinned: &[&str] = &["example-contradicted"];
    vec![
        Kind::new("a bound of a case is moved or flipped", pinned, case_bounds(policy)),
        Kind::new(
            "a step is handed to another department",
            &["authority-leaves-line", "example-contradicted"],
            handed_over(policy),
        ),
        Kind::new("a case is added that meets what is there", &["several-deciders"], cases_met(policy)),
        Kind::new("two cases stand over each other", &["precedence-cycle"], cases_in_circles(policy)),
        Kind::new("a case is added that never applies", &["unreachable-case"], cases_out_of_bounds(policy)),
        Kind::new("a case is widened to every case", pinned, widened(policy, "decisions")),
        Kind::new("a case is dropped", pinned, without(policy, "decisions.*.cases.*")),
        Kind::new("a key node loses its decision", &["key-without-decision"], without(policy, "decisions.*.activity"))
            .harmless_at(&[
                ("decisions.price-discount|special-price", "the other decision on the price is still taken there"),
                ("decisions.credit-limit|hire-key-post", "the activity is no key node"),
            ]),
        Kind::new(
            "a step is handed to somebody in a branch of their own",
            &["unreachable-decider"],
            handed_outside(policy),
        )
        .harmless_at(&[("decisions.contract-signing.limits.1|2", "others sign as well, who can be reached")]),
        Kind::new("somebody decides on a request of their own", &["self-approval"], self_approved(policy)),
        Kind::new("amounts do not add up over time", &["splittable-limit"], without(policy, "decisions.*.per")),
        Kind::new("one of two is enough above where both sign", &["weightier-needs-less"], loosened(policy)),
        Kind::new("a case takes the limits away", &["exception-above-limits"], limits_lifted(policy)),
        Kind::new("a limit lies past the end of its measure", &["bound-beyond-measure"], past_the_end(policy)),
        Kind::of_texts("a point stands between thousands", &["doubtful-number"], with_points(policy)),
        Kind::new("a superior is left out of the ladders", &["limit-skips-superior"], superiors_left_out(policy)),
        Kind::new("the top of the ladders is cut off", &["unlimited-subordinate"], tops_cut_off(policy)).harmless_at(
            &[("decisions.contract-signing.sales-director", "two sign the last step, one after the other")],
        ),
        Kind::new(
            "a step is handed to somebody who does no work",
            &["authority-without-accountability"],
            handed_to_adviser(policy),
        )
        .harmless_at(&[("decisions.contract-signing.limits.1|2", "others sign as well, who answer for it")]),
    ]
}

/// Every end of a step.
fn ends(policy: &Policy) -> Vec<Path> {
    LADDERS.iter().flat_map(|ladder| policy.places(&format!("{ladder}.*.{ENDS}"))).collect()
}

/// Every ladder with its steps.
fn ladders(policy: &Policy) -> Vec<(Path, Vec<Value>)> {
    let paths = LADDERS.iter().flat_map(|ladder| policy.places(ladder));
    paths.filter_map(|path| Some((path.clone(), policy.get(&path)?.as_array()?.clone()))).collect()
}

/// The number, moved by so many of the least steps of the dimension; one hundredth where it has no step.
pub(super) fn moved(policy: &Policy, dimension: &str, number: &Value, by: f64) -> Value {
    let step = policy.at(&format!("dimensions.{dimension}.step")).map_or(0.01, float);
    let moved = step.mul_add(by, float(number));
    Value::from((moved * 100.0).round() / 100.0)
}

#[expect(clippy::cast_precision_loss, reason = "the limits of an example are small")]
fn float(number: &Value) -> f64 {
    number.as_float().or_else(|| number.as_integer().map(|whole| whole as f64)).unwrap_or_default()
}

fn measure<'a>(policy: &'a Policy, path: &Path) -> &'a str {
    policy.text(&format!("decisions.{}.measure", path.step(1))).unwrap_or_default()
}

fn shifted(policy: &Policy, by: f64) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        Some((path.clone(), policy.with(&path, moved(policy, measure(policy, &path), policy.get(&path)?, by))))
    };
    ends(policy).into_iter().filter_map(made).collect()
}

pub(super) fn flip(key: &str) -> &str {
    match key {
        "at-most" => "below",
        "below" => "at-most",
        "at-least" => "above",
        _ => "at-least",
    }
}

fn flipped(policy: &Policy) -> Vec<(Path, Policy)> {
    ends(policy).into_iter().map(|path| (path.clone(), policy.renamed(&path, flip(path.last())))).collect()
}

/// The bounds in the cases of activities, up, down and flipped.
fn case_bounds(policy: &Policy) -> Vec<(Path, Policy)> {
    let bounds = policy.places(&format!("activities.*.cases.*.when.*.{ENDS}"));
    let made = |path: Path| {
        let dimension = path.step(5).to_owned();
        let number = policy.get(&path).cloned().unwrap_or(Value::Integer(0));
        let to = |by| policy.with(&path, moved(policy, &dimension, &number, by));
        let edits = [to(1.0), to(-1.0), policy.renamed(&path, flip(path.last()))];
        edits.map(|edit| (path.clone(), edit))
    };
    bounds.into_iter().flat_map(made).collect()
}

fn steps_dropped(policy: &Policy) -> Vec<(Path, Policy)> {
    LADDERS.iter().flat_map(|ladder| without(policy, &format!("{ladder}.*"))).collect()
}

/// Each pair of neighbours in a ladder, altered.
fn neighbours(policy: &Policy, alter: impl Fn(&mut Table, &mut Table)) -> Vec<(Path, Policy)> {
    let mut edits = Vec::new();
    for (path, steps) in ladders(policy) {
        for lower in 1..steps.len() {
            let mut steps = steps.clone();
            if let [.., Value::Table(one), Value::Table(next)] = &mut steps[..=lower] {
                alter(one, next);
            }
            edits.push((path.then(&lower.to_string()), policy.with(&path, steps)));
        }
    }
    edits
}

fn steps_swapped(policy: &Policy) -> Vec<(Path, Policy)> {
    neighbours(policy, std::mem::swap)
}

fn deciders_swapped(policy: &Policy) -> Vec<(Path, Policy)> {
    neighbours(policy, |one, next| {
        for answer in ["decides", "free", "forbidden"] {
            let (first, second) = (one.remove(answer), next.remove(answer));
            one.extend(second.map(|value| (answer.to_owned(), value)));
            next.extend(first.map(|value| (answer.to_owned(), value)));
        }
    })
}

/// Two neighbours who decide alone made to sign together below, and either of them above.
fn loosened(policy: &Policy) -> Vec<(Path, Policy)> {
    let mut edits = Vec::new();
    let climbs = |path: &Path| policy.get(&path.parent().then("chain")).is_none();
    for (path, steps) in ladders(policy).into_iter().filter(|(path, _)| climbs(path)) {
        let decides = |number: usize| steps[number].get("decides").and_then(Value::as_str);
        for upper in 1..steps.len() {
            let (Some(one), Some(other)) = (decides(upper - 1), decides(upper)) else { continue };
            let both = |manner: &str| Table::from_iter([(manner.to_owned(), Value::from(vec![one, other]))]);
            let decides = |number: usize| path.then(&number.to_string()).then("decides");
            let joint = policy.with(&decides(upper - 1), both("all"));
            edits.push((path.then(&upper.to_string()), joint.with(&decides(upper), both("any"))));
        }
    }
    edits
}

/// A case of a dimension of its own in which the first of a ladder decides.
fn limits_lifted(policy: &Policy) -> Vec<(Path, Policy)> {
    let told_apart = policy.with(&Path::from("dimensions.kind"), vec!["usual", "special"]);
    let made = |(decision, roles): (Path, Vec<String>)| {
        let first = roles.first().filter(|_| roles.len() > 1)?;
        let case = decision.then("cases");
        let number = policy.places(&format!("{decision}.cases.*")).len();
        let policy = if number == 0 { told_apart.with(&case, Vec::<Value>::new()) } else { told_apart.clone() };
        let when = Table::from_iter([("kind".to_owned(), Value::from("special"))]);
        let entries = [("when", Value::Table(when)), ("decides", Value::from(first.as_str()))];
        let entries = Table::from_iter(entries.map(|(key, value)| (key.to_owned(), value)));
        Some((decision, policy.with(&case.then(&number.to_string()), entries)))
    };
    lone_deciders(policy).into_iter().filter_map(made).collect()
}

/// The last step of each ladder that rises ended past an end of its measure.
fn past_the_end(policy: &Policy) -> Vec<(Path, Policy)> {
    const END: i64 = 1_000_000_000_000;
    let made = |(path, steps): (Path, Vec<Value>)| {
        let last = path.then(&(steps.len() - 1).to_string());
        let measure = Path::from(format!("dimensions.{}", measure(policy, &path)).as_str());
        let is_open = policy.places(&format!("{last}.{ENDS}")).is_empty();
        let rises = policy.get(&measure.then("escalates")).is_none();
        let ended = policy.with(&measure.then("at-most"), END).with(&last.then("at-most"), 10 * END);
        (is_open && rises).then_some((last, ended))
    };
    ladders(policy).into_iter().filter_map(made).collect()
}

/// Every end of a step in whole thousands, where the measure goes by hundredths, written with a point between thousands.
fn with_points(policy: &Policy) -> Vec<(Path, String)> {
    const MARK: i64 = 987_654_321;
    let made = |end: Path| {
        let thousands = policy.get(&end)?.as_integer().filter(|number| number % 1000 == 0)? / 1000;
        let step = policy.at(&format!("dimensions.{}.step", measure(policy, &end)))?.as_float()?;
        let text = policy.with(&end, MARK).to_toml().replace(&MARK.to_string(), &format!("{thousands}.000"));
        (step > 0.001).then_some((end, text))
    };
    ends(policy).into_iter().filter_map(made).collect()
}

fn handed_down(policy: &Policy) -> Vec<(Path, Policy)> {
    let deciders = LADDERS.iter().flat_map(|ladder| policy.places(&format!("{ladder}.*.decides")));
    let made = |path: Path| {
        let decides = policy.names(&path).first().copied()?;
        let below = policy.ids("roles").into_iter().find(|role| policy.superior(role) == Some(decides))?;
        Some((path.clone(), policy.with(&path, below)))
    };
    deciders.filter_map(made).collect()
}

fn handed_over(policy: &Policy) -> Vec<(Path, Policy)> {
    let deciders = LADDERS.iter().flat_map(|ladder| policy.places(&format!("{ladder}.*.decides")));
    deciders.map(|path| (path.clone(), policy.with(&path, "marketing-manager"))).collect()
}

/// Every step with a limit handed to a role that is made for it and has no part in any activity.
fn handed_to_adviser(policy: &Policy) -> Vec<(Path, Policy)> {
    let adviser = policy.with(&Path::from("roles.adviser.reports-to"), "general-manager");
    let deciders = LADDERS.iter().flat_map(|ladder| policy.places(&format!("{ladder}.*.decides")));
    deciders.map(|path| (path.clone(), adviser.with(&path, "adviser"))).collect()
}

/// The decisions with ladders, each with the roles that decide a step alone, from the first on.
fn lone_deciders(policy: &Policy) -> Vec<(Path, Vec<String>)> {
    let made = |limits: Path| {
        let steps = policy.places(&format!("{limits}.*.decides"));
        let roles = steps.iter().map_while(|step| policy.get(step).and_then(Value::as_str).map(str::to_owned));
        (limits.parent(), roles.collect())
    };
    policy.places("decisions.*.limits").into_iter().map(made).collect()
}

/// The ladders of a decision altered, and what was said of it by example taken back.
fn otherwise(policy: &Policy, decision: &Path, alter: impl Fn(&mut Vec<Value>)) -> Policy {
    let is_about = |example: &Path| policy.text(&example.then("decision").to_string()) == Some(decision.last());
    let examples = policy.places("examples.*").into_iter().rev().filter(is_about);
    let silent = examples.fold(policy.clone(), |policy, example| policy.without(&example));
    let own = ladders(policy).into_iter().filter(|(path, _)| path.is_within(&decision.to_string()));
    own.fold(silent, |policy, (path, mut steps)| {
        alter(&mut steps);
        policy.with(&path, steps)
    })
}

/// Each role that decides alone between two others that do, without its steps.
fn superiors_left_out(policy: &Policy) -> Vec<(Path, Policy)> {
    let mut edits = Vec::new();
    for (decision, roles) in lone_deciders(policy) {
        for three in roles.windows(3) {
            let role = &three[1];
            let decides = |step: &Value| step.get("decides").and_then(Value::as_str) == Some(role);
            let without = otherwise(policy, &decision, |steps| steps.retain(|step| !decides(step)));
            edits.push((decision.then(role), without));
        }
    }
    edits
}

/// The ladders ended, without a limit, at each role below the highest that decides alone.
fn tops_cut_off(policy: &Policy) -> Vec<(Path, Policy)> {
    let mut edits = Vec::new();
    for (decision, roles) in lone_deciders(policy) {
        for (number, role) in roles.iter().enumerate().skip(1).filter(|(_, role)| policy.superior(role).is_some()) {
            let cut = otherwise(policy, &decision, |steps| {
                steps.truncate(number + 1);
                if let Some(Value::Table(last)) = steps.last_mut() {
                    last.retain(|key, _| !ENDS.split('|').any(|end| end == key));
                }
            });
            edits.push((decision.then(role), cut));
        }
    }
    edits
}

fn ends_dropped(policy: &Policy) -> Vec<(Path, Policy)> {
    ends(policy).into_iter().map(|path| (path.clone(), policy.without(&path))).collect()
}

/// The last step of each ladder ended one beyond the end of the step before.
fn last_ended(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |(path, steps): (Path, Vec<Value>)| {
        let before = steps.iter().rev().nth(1)?.as_table()?;
        let (key, end) = before.iter().find(|(key, _)| ENDS.split('|').any(|end| end == *key))?;
        let by = if matches!(key.as_str(), "at-most" | "below") { 1.0 } else { -1.0 };
        let last = path.then(&(steps.len() - 1).to_string()).then(key);
        Some((last.clone(), policy.with(&last, moved(policy, measure(policy, &path), end, by))))
    };
    ladders(policy).into_iter().filter_map(made).collect()
}

/// Each step with an end cut in two with the same answer.
fn steps_doubled(policy: &Policy) -> Vec<(Path, Policy)> {
    let mut edits = Vec::new();
    for end in ends(policy) {
        let (ladder, number) = (end.parent().parent(), end.parent().last().parse::<usize>().unwrap_or_default());
        let Some(Value::Array(mut steps)) = policy.get(&ladder).cloned() else { continue };
        let mut longer = steps[number].clone();
        let by = if matches!(end.last(), "at-most" | "below") { 1.0 } else { -1.0 };
        if let (Value::Table(longer), Some(number)) = (&mut longer, policy.get(&end)) {
            longer.insert(end.last().to_owned(), moved(policy, measure(policy, &end), number, by));
        }
        steps.insert(number + 1, longer);
        edits.push((end, policy.with(&ladder, steps)));
    }
    edits
}

fn answers_dropped(policy: &Policy) -> Vec<(Path, Policy)> {
    let answers = ["decisions.*.limits|decides", "decisions.*.cases.*.limits|decides"];
    let emptied = |path: Path| {
        // limits at the top are what a measure at the top is for
        let rest = policy.without(&path);
        let chain = path.parent().then("chain");
        (path, if rest.get(&chain).is_some() { rest.without(&chain) } else { rest })
    };
    answers.iter().flat_map(|answer| policy.places(answer)).map(emptied).collect()
}

/// Two cases that claim everything, with different answers.
fn cases_met(policy: &Policy) -> Vec<(Path, Policy)> {
    let case = |role: &str| {
        let entries = [("when", Value::Table(Table::new())), ("decides", Value::from(role))];
        Value::Table(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let made = |decision: Path| {
        let cases = vec![case("sales-director"), case("general-manager")];
        (decision.clone(), policy.with(&decision.then("cases"), cases))
    };
    policy.places("decisions.*").into_iter().map(made).collect()
}

fn cases_in_circles(policy: &Policy) -> Vec<(Path, Policy)> {
    let case = |id: &str, role: &str, over: &str| {
        let words = [("id", id), ("decides", role), ("over", over)].map(|(key, word)| (key, Value::from(word)));
        let entries = words.into_iter().chain([("when", Value::Table(Table::new()))]);
        Value::Table(entries.map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let made = |decision: Path| {
        let cases = vec![case("one", "sales-director", "other"), case("other", "general-manager", "one")];
        (decision.clone(), policy.with(&decision.then("cases"), cases))
    };
    policy.places("decisions.*").into_iter().map(made).collect()
}

fn cases_out_of_bounds(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |measure: Path| {
        let decision = measure.parent();
        let dimension = policy.names(&measure).first().copied()?;
        let outside = if dimension == "margin" { ("above", 100) } else { ("below", 0) };
        let bounds: Table = [(outside.0.to_owned(), Value::from(outside.1))].into_iter().collect();
        let when: Table = [(dimension.to_owned(), Value::Table(bounds))].into_iter().collect();
        let number = policy.places(&format!("{decision}.cases.*")).len();
        let case = decision.then("cases");
        let policy = if number == 0 { policy.with(&case, Vec::<Value>::new()) } else { policy.clone() };
        let entries = [("when", Value::Table(when)), ("decides", Value::from("sales-director"))];
        let entries: Table = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Some((decision, policy.with(&case.then(&number.to_string()), entries)))
    };
    policy.places("decisions.*.measure").into_iter().filter_map(made).collect()
}

/// Each step of a ladder on which requests come, handed to somebody whose line leads nowhere else.
fn handed_outside(policy: &Policy) -> Vec<(Path, Policy)> {
    let line = Path::from("roles").then("outsider").then("reports-to");
    let outside = policy.with(&Path::from("roles").then("outside-head"), Table::new()).with(&line, "outside-head");
    let is_asked = |path: &Path| policy.get(&Path::from("decisions").then(path.step(1)).then("requested-by")).is_some();
    let deciders = LADDERS.iter().flat_map(|ladder| policy.places(&format!("{ladder}.*.decides"))).filter(is_asked);
    deciders.map(|path| (path.clone(), outside.with(&path, "outsider"))).collect()
}

fn self_approved(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |four_eyes: Path| {
        let decision = four_eyes.parent();
        let first = policy.places(&format!("{decision}.limits.0.decides"));
        let decider = first.first().and_then(|path| policy.names(path).first().copied())?;
        Some((decision.clone(), policy.with(&decision.then("requested-by"), decider)))
    };
    policy.places("decisions.*.four-eyes").into_iter().filter_map(made).collect()
}
