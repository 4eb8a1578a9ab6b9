//! `raci who`: who decides, or is accountable, in one case, and why.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::policy::{Loaded, find_role, no_such_case, one_policy};
use super::status::Status;
use super::{day, terminal};
use crate::ask::{Ask, Asked, Holding, How, Reply, Says, When, subjects};
use crate::finding::{Point, Text};
use crate::model::{Answer, Deciders, Id, Model, Quorum, Role, Standing};
use crate::report;
use crate::report::answer_json;
use crate::source::harmless::{Out, prose, putln};

/// Who decides, or is accountable, in one case, and why
#[derive(Debug, Args)]
pub(super) struct Who {
    /// The decision or activity, such as `decisions.price-discount` or `price-discount`; without it, all are listed
    #[arg(value_name = "SUBJECT")]
    subject: Option<String>,

    /// The case: a value for each dimension that matters
    #[arg(value_name = "DIM=VALUE", value_parser = pair)]
    case: Vec<(String, String)>,

    /// Turn it round: everything that a role decides, is accountable and responsible for
    #[arg(long, value_name = "ROLE", conflicts_with = "subject")]
    role: Option<String>,

    /// The policy [default: the one that holds the current folder]
    #[arg(long, value_name = "PATH")]
    policy: Option<PathBuf>,

    /// How the answer is shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Human)]
    format: Format,

    /// The day on which delegations must hold, such as 2026-12-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    as_of: Option<Date>,
}

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One object, for programs
    Json,
}

pub(super) fn pair(written: &str) -> Result<(String, String), String> {
    let (dimension, value) = written.split_once('=').ok_or("write a dimension, `=` and a value: amount=80000")?;
    Ok((dimension.trim().to_owned(), value.trim().to_owned()))
}

impl Who {
    pub(super) fn run(self) -> Status {
        let told = match one_policy(self.policy.as_deref()) {
            Ok(loaded) => self.tell(&loaded),
            Err((status, lines)) => Err((status, lines)),
        };
        told.unwrap_or_else(|(status, lines)| {
            lines.iter().for_each(|line| terminal::say(line));
            if self.format == Format::Json {
                let error = lines.join("\n");
                let error = error.strip_prefix("error: ").unwrap_or(&error);
                let _ = terminal::print(|out| object(&json!({ "version": 1, "error": error }), out));
            }
            status
        })
    }

    fn tell(&self, loaded: &Loaded) -> Result<Status, (Status, Vec<String>)> {
        let ask = Ask { model: &loaded.built.model, org: &loaded.org, today: day::or_today(self.as_of)? };
        let failed = |line: String| (Status::Failed, vec![format!("error: {line}")]);
        let written = if let Some(role) = &self.role {
            let role = find_role(ask.model, role).map_err(failed)?;
            self.print(|out| self.write_holdings(&ask, loaded, role, out)).map(|()| Status::Clean)
        } else if let Some(subject) = &self.subject {
            let asked = Asked::find(ask.model, subject).map_err(|error| failed(error.to_string()))?;
            let reply = ask.who(asked, &self.case).map_err(|error| no_such_case(&error))?;
            let status = if reply.says.is_one() { Status::Clean } else { Status::Found };
            self.print(|out| self.write_reply(&ask, loaded, &reply, out)).map(|()| status)
        } else {
            self.print(|out| self.write_subjects(ask.model, out)).map(|()| Status::Clean)
        };
        written.map_err(|error| failed(format!("cannot write to standard output: {error}")))
    }

    fn print(&self, write: impl FnOnce(&mut Out<'_>) -> io::Result<()>) -> io::Result<()> {
        terminal::print(write)
    }

    fn write_subjects(&self, model: &Model, out: &mut Out<'_>) -> io::Result<()> {
        if self.format == Format::Json {
            let all: Vec<_> = subjects(model)
                .map(|(subject, name)| json!({ "subject": subject.to_string(), "name": name }))
                .collect();
            return object(&json!({ "version": 1, "subjects": all }), out);
        }
        for (subject, name) in subjects(model) {
            putln!(out, "{}  {}", prose(&subject.to_string()), prose(name))?;
        }
        Ok(())
    }

    fn write_reply(&self, ask: &Ask<'_>, loaded: &Loaded, reply: &Reply, out: &mut Out<'_>) -> io::Result<()> {
        match self.format {
            Format::Json => object(&reply_json(ask.model, loaded, reply), out),
            Format::Human => reply_words(ask.model, loaded, reply, out),
        }
    }

    fn write_holdings(&self, ask: &Ask<'_>, loaded: &Loaded, role: Id<Role>, out: &mut Out<'_>) -> io::Result<()> {
        let holdings = ask.holdings(role);
        if self.format == Format::Json {
            let all: Vec<_> = holdings.iter().map(|holding| holding_json(ask.model, loaded, holding)).collect();
            return object(&json!({ "version": 1, "role": ask.model.roles[role].id.as_str(), "holds": all }), out);
        }
        let (id, role) = (role, &ask.model.roles[role]);
        putln!(out, "{} ({})", prose(&role.id), prose(&role.name.value))?;
        if holdings.is_empty() {
            return putln!(out, "  holds nothing");
        }
        for holding in &holdings {
            putln!(out, "  {}", prose(&holding_words(ask.model, id, holding)))?;
            putln!(out, "      {}", prose(&loaded.place(holding.place)))?;
        }
        Ok(())
    }
}

/// One line for people.
fn holding_words(model: &Model, role: Id<Role>, Holding { subject, how, when, .. }: &Holding) -> String {
    let when = match when {
        When::Cases { words, .. } if words.is_empty() => String::new(),
        When::Cases { words, .. } => format!(" when {words}"),
        When::More => " in more cases than are listed".to_owned(),
    };
    let (standing, answer) = match how {
        How::Letter(letter) => return format!("{} of `{subject}`{when}", letter.as_str()),
        How::Unproven => return format!("may hold more of `{subject}` than is listed: its cases are too many"),
        How::Decides(standing, answer) => (standing, answer),
    };
    let words = answer.words(&model.roles);
    match (standing, signers(model, answer)) {
        (Standing::Alone, _) => format!("decides `{subject}`{when}"),
        (Standing::OneOfSeveral, Signers::Any(any)) => {
            format!("may decide `{subject}`{when} (any one of {})", joined(model, &any, ", "))
        }
        (Standing::OneOfSeveral, _) => format!("may decide `{subject}`{when}: {words}"),
        (Standing::Together, Signers::All(mut others)) if others.len() > 1 => {
            others.retain(|other| *other != role);
            format!("signs `{subject}`{when}, together with {}", joined(model, &others, " and "))
        }
        (Standing::Together, _) => format!("signs `{subject}`{when}, together with others: {words}"),
        (Standing::Named, _) => format!("has a say in `{subject}`{when}: {words}"),
    }
}

/// Who signs, where that is plain.
enum Signers {
    /// One holder of each of these.
    All(Vec<Id<Role>>),
    /// One holder of any of these.
    Any(Vec<Id<Role>>),
    Other,
}

fn signers(model: &Model, answer: &Answer) -> Signers {
    let quorums = if let Answer::Decides(deciders) = answer { deciders.quorums() } else { None };
    let quorums: Vec<_> = quorums.into_iter().flatten().collect();
    let signatures = || quorums.iter().flat_map(Quorum::signatures);
    let is_plain = signatures().all(|(_, count)| *count == 1);
    let mut roles: Vec<_> = signatures().map(|(role, _)| *role).collect();
    roles.sort_by_key(|role| model.roles.place(*role));
    match quorums.as_slice() {
        [_] if is_plain => Signers::All(roles),
        several if is_plain && several.iter().all(|quorum| quorum.signatures().len() == 1) => Signers::Any(roles),
        _ => Signers::Other,
    }
}

fn joined(model: &Model, roles: &[Id<Role>], between: &str) -> String {
    roles.iter().map(|role| format!("`{}`", model.roles[*role].id)).collect::<Vec<_>>().join(between)
}

/// The answer for people.
fn reply_words(model: &Model, loaded: &Loaded, reply: &Reply, out: &mut Out<'_>) -> io::Result<()> {
    let line = |out: &mut Out<'_>, text: &str| putln!(out, "{}", prose(text));
    let name = if reply.subject.to_string().ends_with(reply.name.as_str()) {
        String::new()
    } else {
        format!(" ({})", reply.name)
    };
    line(out, &format!("{}{name}: {}", reply.subject, says_words(model, &reply.says)))?;
    if !reply.case.is_empty() {
        let case: Vec<_> =
            reply.case.iter().map(|(dimension, value)| format!("{dimension} = {}", point_words(value))).collect();
        line(out, &format!("  case: {}", case.join(", ")))?;
    }
    for reason in &reply.chain {
        putln!(out)?;
        line(out, &format!("  {}: {}", reason.why.as_str(), reason.text))?;
        line(out, &format!("      {}", loaded.place(reason.place)))?;
    }
    Ok(())
}

fn says_words(model: &Model, says: &Says) -> String {
    const UNREAD: &str = "somebody who could not be read";
    let known = |answer: &Option<Answer>| {
        answer.as_ref().map_or_else(|| UNREAD.to_owned(), |answer| answer.words(&model.roles))
    };
    match says {
        Says::Decides(answers) => match answers.as_slice() {
            [] => "nobody decides".to_owned(),
            [Some(answer)] => answer_words(model, answer),
            [None] => format!("{UNREAD} decides"),
            answers => {
                let answers: Vec<_> = answers.iter().map(known).collect();
                format!("{} answers hold, and only one can: {}", answers.len(), answers.join(", and also "))
            }
        },
        Says::Holds(letters) => {
            let named = |roles: &[Id<Role>]| {
                roles.iter().map(|role| format!("`{}`", model.roles[*role].id)).collect::<Vec<_>>().join(", ")
            };
            let each: Vec<_> =
                letters.iter().map(|(letter, roles)| format!("{} {}", letter.as_str(), named(roles))).collect();
            each.join("   ")
        }
    }
}

/// The answer as a sentence.
fn answer_words(model: &Model, answer: &Answer) -> String {
    let who = answer.words(&model.roles);
    match answer {
        Answer::Free => "no approval is needed".to_owned(),
        Answer::Forbidden => "nobody may: it is forbidden".to_owned(),
        Answer::Decides(Deciders::Role(_) | Deciders::Any(_)) => format!("{who} decides"),
        Answer::Decides(_) => format!("{who} decide together"),
        Answer::Chain(_) => format!("{who} decide, one after the other"),
    }
}

fn point_words(point: &Point) -> String {
    match point {
        Point::Value(value) => value.to_string(),
        Point::Number(number) => number.grouped(),
    }
}

/// The answer for programs.
fn reply_json(model: &Model, loaded: &Loaded, reply: &Reply) -> Value {
    let mut object = Map::new();
    object.insert("version".to_owned(), json!(1));
    object.insert("subject".to_owned(), json!(reply.subject.to_string()));
    object.insert("case".to_owned(), Value::Object(reply.case.iter().map(pair_json).collect()));
    match &reply.says {
        Says::Holds(letters) => {
            let letters = letters.iter().map(|(letter, roles)| (letter.as_str().to_owned(), ids_json(model, roles)));
            object.insert("answer".to_owned(), Value::Object(letters.collect()));
        }
        Says::Decides(answers) => match answers.as_slice() {
            [one] => drop(object.insert("answer".to_owned(), answer_json(&model.roles, one.as_ref()))),
            [] => drop(object.insert("answer".to_owned(), Value::Null)),
            several => {
                let several: Vec<_> = several.iter().map(|answer| answer_json(&model.roles, answer.as_ref())).collect();
                object.insert("answers".to_owned(), Value::Array(several));
            }
        },
    }
    let chain = reply.chain.iter().map(|reason| {
        json!({
            "step": reason.why.as_str(),
            "message": reason.text,
            "roles": reason.roles.iter().map(|role| model.roles[*role].id.as_str()).collect::<Vec<_>>(),
            "location": loaded.location(reason.place),
        })
    });
    object.insert("chain".to_owned(), Value::Array(chain.collect()));
    Value::Object(object)
}

fn pair_json((dimension, point): &(Text, Point)) -> (String, Value) {
    let value = match point {
        Point::Value(value) => value.to_string(),
        Point::Number(number) => number.to_string(),
    };
    (dimension.to_string(), Value::String(value))
}

/// One role by itself, several as a list: as the format writes them.
fn ids_json(model: &Model, roles: &[Id<Role>]) -> Value {
    let id = |role: &Id<Role>| Value::String(model.roles[*role].id.to_string());
    match roles {
        [one] => id(one),
        several => Value::Array(several.iter().map(id).collect()),
    }
}

fn holding_json(model: &Model, loaded: &Loaded, holding: &Holding) -> Value {
    let (how, answer) = match &holding.how {
        How::Letter(letter) => (letter.as_str(), None),
        How::Unproven => ("unproven", None),
        How::Decides(standing, answer) => (as_str(*standing), Some(answer_json(&model.roles, Some(answer)))),
    };
    let (when, region) = match &holding.when {
        When::Cases { words, region } => (json!(words), report::region_json(region)),
        When::More => (Value::Null, Value::Null),
    };
    let mut object = Map::new();
    object.insert("subject".to_owned(), json!(holding.subject.to_string()));
    object.insert("as".to_owned(), json!(how));
    object.extend(answer.map(|answer| ("answer".to_owned(), answer)));
    object.insert("when".to_owned(), when);
    object.insert("region".to_owned(), region);
    object.insert("location".to_owned(), loaded.location(holding.place));
    Value::Object(object)
}

/// The word that machine output uses.
const fn as_str(standing: Standing) -> &'static str {
    match standing {
        Standing::Alone => "decides",
        Standing::OneOfSeveral => "may-decide",
        Standing::Together => "signs",
        Standing::Named => "has-a-say",
    }
}

fn object(value: &Value, out: &mut Out<'_>) -> io::Result<()> {
    report::json_object(value, out)
}
