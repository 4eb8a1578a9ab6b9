//! Policies as text.

use std::fmt::Write as _;

use crate::oracle::LEVELS;
use crate::policy::{
    Also, BOARD, Beside, Body, COUNCIL, CROWD, Case, Decision, Dimension, End, Ladder, Lists, Measure, ONE, Over,
    POSTS, Policy, Range, Right, Role, Say, Space, Term, VALUES, When,
};

/// A number as the format writes it.
pub(crate) fn number(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, part) = (number.abs() / ONE, number.abs() % ONE);
    let part = format!("{part:06}");
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// A day as the format writes it.
pub(crate) fn day(day: i64) -> String {
    date(day).to_string()
}

pub(crate) fn date(day: i64) -> jiff::civil::Date {
    jiff::civil::date(2026, 12, 1).saturating_add(jiff::Span::new().days(day))
}

pub(crate) fn role(role: Role) -> String {
    match role {
        BOARD => "board".to_owned(),
        COUNCIL => "council".to_owned(),
        post => format!("r{post}"),
    }
}

pub(crate) fn value(dimension: usize, value: usize) -> String {
    format!("{}{value}", ["k", "s"][dimension])
}

fn quoted(words: impl std::fmt::Display) -> String {
    format!("\"{words}\"")
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

fn table(keys: impl IntoIterator<Item = String>) -> String {
    format!("{{ {} }}", keys.into_iter().collect::<Vec<_>>().join(", "))
}

/// One alone by itself.
fn one_or_list(mut items: Vec<String>) -> String {
    if items.len() == 1 { items.remove(0) } else { list(items) }
}

fn range(range: Range, write: fn(i64) -> String) -> String {
    if let (Some((low, true)), Some((high, true))) = (range.low, range.high)
        && low == high
    {
        return write(low);
    }
    let low = range.low.map(|(end, within)| format!("{} = {}", if within { "at-least" } else { "above" }, write(end)));
    let high = range.high.map(|(end, within)| format!("{} = {}", if within { "at-most" } else { "below" }, write(end)));
    table(low.into_iter().chain(high))
}

fn when(when: &When, space: &Space, askers: &[Role]) -> String {
    let mut keys = Vec::new();
    for (dimension, count) in VALUES.into_iter().enumerate() {
        let Some(values) = &when.values[dimension] else { continue };
        let all: Vec<usize> = (0..count).collect();
        let id = |number: &usize| quoted(value(dimension, *number));
        let others: Vec<String> = all.iter().filter(|number| !values.contains(number)).map(id).collect();
        let is_group = dimension == 0 && space.has_groups && values.iter().eq([0, 1].iter());
        let written = match when.by_not {
            true => format!("{{ not = {} }}", list(others)),
            false if is_group => quoted("first-two"),
            false => one_or_list(values.iter().map(id).collect()),
        };
        keys.push(format!("{} = {written}", Dimension::Value(dimension).id()));
    }
    for (dimension, numbers) in when.numbers.iter().enumerate().filter(|(_, range)| !range.is_all()) {
        keys.push(format!("{} = {}", Dimension::Number(dimension).id(), range(*numbers, number)));
    }
    if let Some(some) = &when.askers {
        let id = |asker: &Role| quoted(role(*asker));
        let others: Vec<String> = askers.iter().filter(|asker| !some.contains(asker)).map(id).collect();
        let is_not = when.by_not && !others.is_empty();
        let written =
            if is_not { format!("{{ not = {} }}", list(others)) } else { one_or_list(some.iter().map(id).collect()) };
        keys.push(format!("requested-by = {written}"));
    }
    if !when.days.is_all() {
        keys.push(format!("date = {}", range(when.days, day)));
    }
    if keys.is_empty() { "{}".to_owned() } else { table(keys) }
}

pub(crate) fn term(written: &Term) -> String {
    let of = |members: &[Term]| list(members.iter().map(term));
    match written {
        Term::Role(one) => quoted(role(*one)),
        Term::SuperiorOf => "{ superior-of = \"requester\" }".to_owned(),
        Term::HeadOf => "{ head-of = \"requester\" }".to_owned(),
        Term::AtLeastLevel(level) => format!("{{ at-least = \"{}\", above = \"requester\" }}", LEVELS[*level]),
        Term::AtLeastRole(least) => format!("{{ at-least = \"{}\", above = \"requester\" }}", role(*least)),
        Term::HolderOf(dimension) => format!("{{ holder-of = \"{}\" }}", Dimension::Value(*dimension).id()),
        Term::Holders(count) => format!("{{ count = {count}, of = \"{}\" }}", role(CROWD)),
        Term::Share => format!("{{ share = \"2/3\", of = \"{}\" }}", role(COUNCIL)),
        Term::All(members) => format!("{{ all = {} }}", of(members)),
        Term::InTurn(members) => format!("{{ in-turn = {} }}", of(members)),
        Term::Any(members) => format!("{{ any = {} }}", of(members)),
        Term::FirstOf(members) => format!("{{ first-of = {} }}", of(members)),
        Term::Count(count, members, against) => {
            let against = against.map_or_else(String::new, |against| format!(", against = {against}"));
            format!("{{ count = {count}, of = {}{against} }}", of(members))
        }
    }
}

fn say(say: &Say) -> String {
    match say {
        Say::Decides(decides) => format!("decides = {}", term(decides)),
        Say::Free => "free = true".to_owned(),
        Say::Forbidden => "forbidden = true".to_owned(),
        Say::Elsewhere => "elsewhere = true".to_owned(),
    }
}

/// The lists by their keys. Some who are told have a time.
fn lists(lists: &Lists) -> Vec<String> {
    let item = |beside: Beside, one: &Term| match (beside, one) {
        (Beside::Informs | Beside::Confirmed, Term::Role(post @ (1 | 3))) => {
            format!("{{ role = {}, within = \"24 hours\" }}", quoted(role(*post)))
        }
        _ => term(one),
    };
    let named = Beside::ALL.into_iter().zip(lists).filter_map(|(beside, list)| Some((beside, list.as_ref()?)));
    let written = |(beside, list): (Beside, &Vec<Term>)| {
        let items = list.iter().map(|one| item(beside, one)).collect();
        format!("{} = {}", beside.key(), one_or_list(items))
    };
    named.map(written).collect()
}

fn end((end, within): End, falls: bool) -> String {
    let key = match (falls, within) {
        (false, true) => "at-most",
        (false, false) => "below",
        (true, true) => "at-least",
        (true, false) => "above",
    };
    format!("{key} = {}", number(end))
}

fn ladder(ladder: &Ladder, names_measure: bool) -> Vec<String> {
    let step = |step: &crate::policy::Step| {
        let keys = std::iter::once(say(&step.say)).chain(step.end.map(|at| end(at, ladder.falls)));
        table(keys.chain(lists(&step.lists)))
    };
    let mut keys = Vec::new();
    if names_measure {
        keys.push(format!("measure = {}", quoted(Dimension::Number(ladder.measure).id())));
    }
    keys.push(format!("limits = {}", list(ladder.steps.iter().map(step))));
    if ladder.is_chain {
        keys.push("chain = true".to_owned());
    }
    keys
}

/// The keys of a body; `measure` is what stands at the top.
fn body(body: &Body, measure: Option<usize>) -> Vec<String> {
    let mut keys = match &body.right {
        None => Vec::new(),
        Some(Right::Plain(answer)) => vec![say(answer)],
        Some(Right::Ladder(steps)) => ladder(steps, measure != Some(steps.measure)),
    };
    keys.extend(lists(&body.lists));
    keys
}

impl Policy {
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.write_space(&mut text);
        self.write_organisation(&mut text);
        for (number, decision) in self.decisions.iter().enumerate() {
            self.write_decision(number, decision, &mut text);
        }
        text
    }

    fn write_space(&self, text: &mut String) {
        let space = &self.space;
        text.push_str("[dimensions]\n");
        for (dimension, count) in VALUES.into_iter().enumerate() {
            let holders = &space.holders[dimension];
            let is_plain = !space.has_names && holders.iter().all(Option::is_none);
            let one = |number: usize| {
                let id = value(dimension, number);
                let name = format!("\"Value {id}\"");
                match holders[number] {
                    Some(holder) => format!("{id} = {{ name = {name}, holder = {} }}", quoted(role(holder))),
                    None => format!("{id} = {name}"),
                }
            };
            let values = if is_plain {
                list((0..count).map(|number| quoted(value(dimension, number))))
            } else {
                table((0..count).map(one))
            };
            let has_groups = dimension == 0 && space.has_groups;
            let groups = if has_groups { ", groups = { first-two = [\"k0\", \"k1\"] }" } else { "" };
            let _ = writeln!(text, "{} = {{ values = {values}{groups} }}", Dimension::Value(dimension).id());
        }
        for (number, measure) in space.measures.iter().enumerate() {
            let _ =
                writeln!(text, "{} = {}", Dimension::Number(number).id(), measure_keys(number, measure, space.is_part));
        }
        let asked: std::collections::BTreeSet<Role> =
            self.decisions.iter().flat_map(|decision| decision.requesters.clone()).collect();
        let asked: Vec<Role> = asked.into_iter().collect();
        for one in &space.impossible {
            let _ = writeln!(text, "\n[[impossible]]\nwhen = {}", when(one, space, &asked));
        }
    }

    fn write_organisation(&self, text: &mut String) {
        let org = &self.org;
        for (number, head) in org.heads.iter().enumerate() {
            let _ = writeln!(text, "\n[departments.d{number}]");
            if let Some(head) = head {
                let _ = writeln!(text, "head = \"{}\"", role(*head));
            }
        }
        for post in 0..POSTS {
            let _ = writeln!(text, "\n[roles.{}]", role(post));
            if let Some(superior) = org.superiors[post] {
                let _ = writeln!(text, "reports-to = \"{}\"", role(superior));
            }
            if let Some(level) = org.levels[post] {
                let _ = writeln!(text, "level = \"{}\"", LEVELS[level]);
            }
            if let Some(department) = org.departments[post] {
                let _ = writeln!(text, "department = \"d{department}\"");
            }
            if post == CROWD {
                text.push_str("holders = \"several\"\n");
            }
        }
        text.push_str("\n[roles.board]\nbody = true\nmembers = [\"r0\", \"r1\", \"r2\"]\n");
        text.push_str("\n[roles.council]\nbody = true\nmembers = [\"r1\", \"r3\", \"r4\"]\nquorum = \"all\"\n");
    }

    fn write_decision(&self, number: usize, decision: &Decision, text: &mut String) {
        let askers: Vec<Role> = decision.requesters.iter().copied().collect();
        let _ = writeln!(text, "\n[decisions.x{number}]");
        if !askers.is_empty() {
            let _ =
                writeln!(text, "requested-by = {}", one_or_list(askers.iter().map(|one| quoted(role(*one))).collect()));
        }
        if decision.four_eyes {
            text.push_str("four-eyes = true\n");
        }
        let mut put = |keys: Vec<String>| {
            for key in keys {
                text.push_str(&key);
                text.push('\n');
            }
        };
        let measure = match &decision.top.right {
            Some(Right::Ladder(ladder)) => Some(ladder.measure),
            _ => None,
        };
        put(body(&decision.top, None));
        for (at, case) in decision.cases.iter().enumerate() {
            put(vec![format!("\n[[decisions.x{number}.cases]]")]);
            put(case_keys(at, case, when(&case.when, &self.space, &askers), measure));
        }
        for also in &decision.also {
            put(vec![format!("\n[[decisions.x{number}.also]]")]);
            put(also_keys(also, when(&also.when, &self.space, &askers)));
        }
        for one in &decision.impossible {
            put(vec![
                format!("\n[[decisions.x{number}.impossible]]"),
                format!("when = {}", when(one, &self.space, &askers)),
            ]);
        }
    }
}

fn measure_keys(number_of: usize, measure: &Measure, is_part: bool) -> String {
    let mut keys = vec!["unit = \"pt\"".to_owned()];
    let low = measure.within.low.map(|(end, within)| (if within { "at-least" } else { "above" }, end));
    let high = measure.within.high.map(|(end, within)| (if within { "at-most" } else { "below" }, end));
    keys.extend(low.into_iter().chain(high).map(|(key, end)| format!("{key} = {}", number(end))));
    keys.extend(measure.step.map(|step| format!("step = {}", number(step))));
    if measure.falls {
        keys.push("escalates = \"downward\"".to_owned());
    }
    if is_part && number_of == 1 {
        keys.push("part-of = \"amount\"".to_owned());
    }
    table(keys)
}

fn case_keys(number: usize, case: &Case, when: String, measure: Option<usize>) -> Vec<String> {
    let mut keys = vec![format!("id = \"c{number}\""), format!("when = {when}")];
    match &case.over {
        Over::Nothing => {}
        Over::All => keys.push("over = \"all\"".to_owned()),
        Over::These(these) => {
            let ids = these.iter().map(|below| format!("\"c{below}\"")).collect();
            keys.push(format!("over = {}", one_or_list(ids)));
        }
    }
    if case.is_alone {
        keys.push("alone = true".to_owned());
    }
    keys.extend(body(&case.body, measure));
    keys
}

fn also_keys(also: &Also, when: String) -> Vec<String> {
    let mut keys = vec![format!("when = {when}")];
    keys.extend(also.decides.as_ref().map(|decides| format!("decides = {}", term(decides))));
    keys.extend(lists(&also.lists));
    keys
}
