//! Rule `lookalike-names`.

use std::collections::{HashMap, HashSet};

use crate::finding::Finding;
use crate::meant::look;
use crate::model::{Id, Role};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Text;

rule! {
    /// Two roles whose ids, names or aliases are the same to a reader.
    ///
    /// # Why it matters
    /// Two roles that read the same are one role to whoever reads the matrix: what is given to one of them is taken for the other's. Mostly it
    /// is one post under two spellings, and half of its duties are lost; at worst somebody has added a role that only looks like one that
    /// may approve. (Unicode Technical Standard 39 on letters that look alike.)
    ///
    /// # Example
    /// ```toml
    /// [roles.seller]
    /// name = "销售专员"
    /// reports-to = "manager"
    ///
    /// [roles.assistant]
    /// name = "銷售專員"
    /// reports-to = "manager"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.assistant]
    /// - name = "銷售專員"
    /// + name = "销售助理"
    ///   reports-to = "manager"
    /// ```
    ///
    /// # Silent when
    /// The two differ by more than letter case, width, simplified and traditional characters, letters that look alike (Unicode's table of
    /// confusables), or the marks between words. Names of one role may look alike.
    "lookalike-names", Warning, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let mut firsts: HashMap<(usize, String), Name<'_>> = HashMap::new();
    for (role, _) in cx.model.roles.iter() {
        let mut told = HashSet::new();
        for name in names(cx, role) {
            for (kind, look) in look(name.text).into_iter().enumerate() {
                let first = *firsts.entry((kind, look)).or_insert(name);
                if first.role != role && told.insert(first.role) {
                    found.add(alike(cx, found, first, name));
                }
            }
        }
    }
}

/// An id, a name or an alias of a role.
#[derive(Clone, Copy)]
struct Name<'a> {
    role: Id<Role>,
    text: &'a Text,
    place: Place,
}

/// What a role is called, each once.
fn names<'a>(cx: &Context<'a>, id: Id<Role>) -> Vec<Name<'a>> {
    let role = &cx.model.roles[id];
    let called = [&role.name].into_iter().chain(&role.aliases).map(|name| (&name.value, name.place));
    let mut names: Vec<Name<'a>> = Vec::with_capacity(2);
    for (text, place) in [(&role.id, role.place)].into_iter().chain(called) {
        if names.iter().all(|name| name.text != text) {
            names.push(Name { role: id, text, place });
        }
    }
    names
}

fn alike(cx: &Context<'_>, found: &Found, first: Name<'_>, second: Name<'_>) -> Finding {
    let [one, other] = [first.role, second.role].map(|role| cx.role_id(role));
    let message = if first.text == second.text {
        format!("`{one}` and `{other}` have the same name, `{}`", first.text)
    } else {
        format!("{} looks like {}", called(second, &other), called(first, &one))
    };
    found
        .finding(cx.model.roles[second.role].subject(), second.place, message)
        .label(format!("a name of `{other}`"))
        .also(first.place, format!("a name of `{one}`"))
        .help("make one role of the two, or give one of them a name that nobody takes for the other's")
        .roles([one, other])
}

fn called(name: Name<'_>, id: &Text) -> String {
    if name.text == id { format!("`{id}`") } else { format!("`{}` (a name of `{id}`)", name.text) }
}
