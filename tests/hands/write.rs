//! Policies as text.

use std::fmt::Write as _;

use crate::policy::{
    BOARD, COUNCIL, Case, Decision, Holders, How, InCases, KINDS, Ladder, POSTS, Person, Policy, Quorum, Range, Right,
    Role, Say, Term, When,
};

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

pub(crate) fn person(person: usize) -> String {
    format!("p{person}")
}

pub(crate) fn decision(decision: usize) -> String {
    format!("x{decision}")
}

pub(crate) fn kind(kind: usize) -> String {
    format!("k{kind}")
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

fn roles<'a>(all: impl IntoIterator<Item = &'a Role>) -> String {
    list(all.into_iter().map(|one| quoted(role(*one))))
}

fn range(range: Range, write: impl Fn(i64) -> String) -> String {
    let low = range.low.map(|low| format!("at-least = {}", write(low)));
    let high = range.high.map(|high| format!("at-most = {}", write(high)));
    table(low.into_iter().chain(high))
}

fn when(when: &When) -> String {
    let mut keys = Vec::new();
    if let Some(kinds) = &when.kinds {
        keys.push(format!("kind = {}", list(kinds.iter().map(|one| quoted(kind(*one))))));
    }
    if !when.amounts.is_all() {
        keys.push(format!("amount = {}", range(when.amounts, |number| number.to_string())));
    }
    if !when.days.is_all() {
        keys.push(format!("date = {}", range(when.days, |day| date(day).to_string())));
    }
    table(keys)
}

fn in_cases(one: &InCases) -> String {
    let id = quoted(role(one.role));
    if one.when.is_every_case() { id } else { format!("{{ role = {id}, when = {} }}", when(&one.when)) }
}

fn term(written: &Term) -> String {
    match written {
        Term::Role(one) => quoted(role(*one)),
        Term::SuperiorOf => "{ superior-of = \"requester\" }".to_owned(),
        Term::Holders(count, one) => format!("{{ count = {count}, of = \"{}\" }}", role(*one)),
        Term::Share(one) => format!("{{ share = \"2/3\", of = \"{}\" }}", role(*one)),
        Term::Of(how, members) => {
            let members = list(members.iter().map(term));
            match how {
                How::All => format!("{{ all = {members} }}"),
                How::InTurn => format!("{{ in-turn = {members} }}"),
                How::Any => format!("{{ any = {members} }}"),
                How::FirstOf => format!("{{ first-of = {members} }}"),
                How::Count(count) => format!("{{ count = {count}, of = {members} }}"),
            }
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

fn right(right: &Right) -> Vec<String> {
    match right {
        Right::Plain(one) => vec![say(one)],
        Right::Ladder(Ladder { steps, is_chain }) => {
            let step = |(end, one): &(Option<i64>, Say)| {
                table([say(one)].into_iter().chain(end.map(|end| format!("at-most = {end}"))))
            };
            let chain = is_chain.then(|| "chain = true".to_owned());
            let limits = format!("limits = {}", list(steps.iter().map(step)));
            ["measure = \"amount\"".to_owned(), limits].into_iter().chain(chain).collect()
        }
    }
}

fn write(text: &mut String, header: &str, keys: impl IntoIterator<Item = String>) {
    let _ = writeln!(text, "\n{header}");
    for key in keys {
        let _ = writeln!(text, "{key}");
    }
}

impl Policy {
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        if self.superior_stands_in {
            write(&mut text, "[matrix]", ["stands-in = \"superior\"".to_owned()]);
        }
        let kinds = list((0..KINDS).map(|one| quoted(kind(one))));
        let amount = "amount = { unit = \"pt\", at-least = 0, step = 1 }".to_owned();
        write(&mut text, "[dimensions]", [format!("kind = {kinds}"), amount]);
        self.write_roles(&mut text);
        for (number, one) in self.people.iter().enumerate() {
            write(&mut text, &format!("[people.{}]", person(number)), person_keys(one));
        }
        self.write_loans(&mut text);
        for (number, one) in self.decisions.iter().enumerate() {
            write_decision(&mut text, &decision(number), one);
        }
        text
    }

    fn write_roles(&self, text: &mut String) {
        for one in 0..POSTS + self.bodies.len() {
            let mut keys = Vec::new();
            if let Some(post) = self.posts.get(one) {
                keys.extend(post.superior.map(|superior| format!("reports-to = {}", quoted(role(superior)))));
                match post.holders {
                    Holders::NotSaid => {}
                    Holders::Exactly(count) => keys.push(format!("holders = {count}")),
                    Holders::Several => keys.push("holders = \"several\"".to_owned()),
                }
            }
            if let Some(body) = self.body(one) {
                keys.push("body = true".to_owned());
                keys.push(format!("members = {}", roles(&body.members)));
                match body.quorum {
                    Quorum::Majority => {}
                    Quorum::All => keys.push("quorum = \"all\"".to_owned()),
                    Quorum::Exactly(count) => keys.push(format!("quorum = {count}")),
                }
            }
            let deputies = &self.deputies[one];
            if !deputies.is_empty() {
                keys.push(format!("deputy = {}", list(deputies.iter().map(in_cases))));
            }
            write(text, &format!("[roles.{}]", role(one)), keys);
        }
    }

    fn write_loans(&self, text: &mut String) {
        for loan in &self.loans {
            let mut keys = vec![format!("from = {}", quoted(role(loan.from))), format!("to = {}", roles(&loan.to))];
            if !loan.decisions.is_empty() {
                keys.push(format!(
                    "decision = {}",
                    list(loan.decisions.iter().map(|number| quoted(decision(*number))))
                ));
            }
            if !loan.when.is_every_case() {
                keys.push(format!("when = {}", when(&loan.when)));
            }
            keys.extend(loan.valid.low.map(|day| format!("valid-from = {}", date(day))));
            keys.extend(loan.valid.high.map(|day| format!("valid-until = {}", date(day))));
            write(text, "[[delegations]]", keys);
        }
    }
}

fn person_keys(person: &Person) -> Vec<String> {
    let mut keys = vec![format!("roles = {}", list(person.posts.iter().map(in_cases)))];
    if !person.when.is_every_case() {
        keys.push(format!("when = {}", when(&person.when)));
    }
    if !person.absent.is_empty() {
        let end = |day: Option<i64>| date(day.unwrap_or_default());
        let leave = |days: &Range| format!("{{ from = {}, until = {} }}", end(days.low), end(days.high));
        keys.push(format!("absent = {}", list(person.absent.iter().map(leave))));
    }
    keys
}

fn write_decision(text: &mut String, id: &str, decision: &Decision) {
    let mut keys = Vec::new();
    if !decision.requesters.is_empty() {
        keys.push(format!("requested-by = {}", roles(&decision.requesters)));
    }
    if decision.four_eyes {
        keys.push("four-eyes = true".to_owned());
    }
    if decision.has_time {
        keys.push("within = \"2 days\"".to_owned());
    }
    keys.extend(decision.right.iter().flat_map(right));
    if !decision.agrees.is_empty() {
        keys.push(format!("agrees = {}", roles(&decision.agrees)));
    }
    write(text, &format!("[decisions.{id}]"), keys);
    for Case { when: cases, right: answer, agrees } in &decision.cases {
        let agrees = agrees.as_ref().map(|agrees| format!("agrees = {}", roles(agrees)));
        let keys = [format!("when = {}", when(cases))].into_iter().chain(right(answer)).chain(agrees);
        write(text, &format!("[[decisions.{id}.cases]]"), keys);
    }
    for (cases, added) in &decision.also {
        let keys = [format!("when = {}", when(cases)), format!("decides = {}", term(added))];
        write(text, &format!("[[decisions.{id}.also]]"), keys);
    }
}
