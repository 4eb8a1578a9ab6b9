//! Rule `lookalike-names`.

use std::collections::{HashMap, HashSet};

use crate::finding::Finding;
use crate::meant::{look, plain};
use crate::model::{Activity, Decision, Dimension, Role};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::{Subject, Text};

rule! {
    /// Two roles, activities, decisions, dimensions, or values of one dimension are the same to a reader, by id, name or alias.
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
    /// confusables), or the marks between words. Names of one role may look alike. So may values of different dimensions, a group and a
    /// value that is in it, groups of the same values, dimensions with different units, and names of activities or decisions that belong
    /// to different stages or activities, which readers see. Activities of one name are `same-name-activity`.
    "lookalike-names", Warning, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let model = cx.model;
    let roles: Vec<_> = model.roles.values().iter().map(of_role).collect();
    each_alike(&roles, found, |found, pair| {
        let roles = [pair.first.0.id, pair.second.0.id].map(Clone::clone);
        Some(alike(found, &pair, "make one role of the two").roles(roles))
    });
    let activities: Vec<_> = model.activities.values().iter().map(of_activity).collect();
    each_alike(&activities, found, |found, pair| {
        let [one, other] = [pair.first.0, pair.second.0].map(Thing::name);
        let are_namesakes =
            one.zip(other).is_some_and(|(one, other)| one.scope == other.scope && plain(one.text) == plain(other.text));
        (!are_namesakes).then(|| alike(found, &pair, "make one activity of the two"))
    });
    let decisions: Vec<_> = model.decisions.values().iter().map(of_decision).collect();
    each_alike(&decisions, found, |found, pair| Some(alike(found, &pair, "make one decision of the two")));
    let declared = || model.dimensions.declared().map(|(_, dimension)| dimension);
    let dimensions: Vec<_> = declared().map(of_dimension).collect();
    let unit = |thing: &Thing<'_>| declared().find(|one| one.id == *thing.id).and_then(|one| one.unit.clone());
    each_alike(&dimensions, found, |found, pair| {
        let are_told_apart = unit(pair.first.0) != unit(pair.second.0) && !pair.is_of_an_id();
        (!are_told_apart).then(|| alike(found, &pair, "make one dimension of the two"))
    });
    for dimension in declared() {
        values(dimension, found);
    }
}

/// Whatever of one kind has names.
struct Thing<'a> {
    id: &'a Text,
    subject: Subject,
    names: Vec<Name<'a>>,
}

/// An id, a name or an alias.
#[derive(Clone, Copy)]
struct Name<'a> {
    text: &'a Text,
    place: Place,
    /// Where readers meet it; names of different scopes are not taken for each other.
    scope: Scope,
}

/// The stage and the activity among which a name is read; none where it is read everywhere.
type Scope = Option<(Option<usize>, Option<usize>)>;

/// Two that look alike, each by one of its names.
struct Twins<'a> {
    first: (&'a Thing<'a>, Name<'a>),
    second: (&'a Thing<'a>, Name<'a>),
}

impl Twins<'_> {
    /// Whether one of the two is meant by its id.
    fn is_of_an_id(&self) -> bool {
        [self.first, self.second].iter().any(|(thing, name)| thing.id == name.text)
    }
}

impl<'a> Thing<'a> {
    fn new(
        id: (&'a Text, Place),
        subject: Subject,
        scope: Scope,
        called: impl IntoIterator<Item = (&'a Text, Place)>,
    ) -> Self {
        let mut names = vec![Name { text: id.0, place: id.1, scope: None }];
        if scope.is_some() {
            names.push(Name { text: id.0, place: id.1, scope });
        }
        for (text, place) in called {
            if names.iter().all(|name| name.text != text) {
                names.push(Name { text, place, scope });
            }
        }
        Self { id: id.0, subject, names }
    }

    /// What people call it.
    fn name(&self) -> Option<&Name<'a>> {
        self.names.last()
    }
}

fn of_role(role: &Role) -> Thing<'_> {
    let called = [&role.name].into_iter().chain(&role.aliases).map(|name| (&name.value, name.place));
    Thing::new((&role.id, role.place), role.subject(), None, called)
}

fn of_activity(activity: &Activity) -> Thing<'_> {
    let stage = activity.stage.get().map(|stage| stage.value.index());
    let called = (&activity.name, activity.name_place);
    Thing::new((&activity.id, activity.place), activity.subject(), Some((stage, None)), [called])
}

fn of_decision(decision: &Decision) -> Thing<'_> {
    let stage = decision.stage.get().map(|stage| stage.value.index());
    let activity = decision.activity.get().map(|activity| activity.value.index());
    let called = (&decision.name, decision.place);
    Thing::new((&decision.id, decision.place), decision.subject(), Some((stage, activity)), [called])
}

fn of_dimension(dimension: &Dimension) -> Thing<'_> {
    let called = (&dimension.name, dimension.place);
    Thing::new((&dimension.id, dimension.place), dimension.subject(), None, [called])
}

/// The values and groups of a dimension.
fn values(dimension: &Dimension, found: &mut Found) {
    let places = dimension.value_places.iter();
    let named = dimension.values.iter().zip(&dimension.value_names).zip(places);
    let values = named.map(|((id, name), place)| Thing::new((id, *place), dimension.subject(), None, [(name, *place)]));
    let groups = dimension
        .groups
        .iter()
        .map(|group| Thing::new((&group.id.value, group.id.place), dimension.subject(), None, []));
    let all: Vec<_> = values.chain(groups).collect();
    each_alike(&all, found, |found, pair| {
        let [one, other] = [pair.first.0, pair.second.0].map(|thing| members(dimension, thing.id));
        let is_within = one.is_subset(&other) || other.is_subset(&one);
        let finding = (!is_within).then(|| alike(found, &pair, "make one of the two"))?;
        let message = format!("of `{}`, {}", dimension.id, finding.message);
        Some(Finding { message, ..finding })
    });
}

/// The values that are meant by the id of a value or a group.
fn members(dimension: &Dimension, id: &Text) -> HashSet<usize> {
    let value = dimension.values.iter().position(|value| value == id);
    let group = dimension.groups.iter().find(|group| group.id.value == *id);
    value.into_iter().chain(group.into_iter().flat_map(|group| group.members.iter().copied())).collect()
}

/// Adds a finding, if there is one, for each pair of things that look alike: each with the first that does.
fn each_alike(things: &[Thing<'_>], found: &mut Found, finding: impl Fn(&Found, Twins<'_>) -> Option<Finding>) {
    let mut firsts: HashMap<(usize, Scope, String), (usize, Name<'_>)> = HashMap::new();
    for (number, thing) in things.iter().enumerate() {
        let mut told = HashSet::new();
        for name in &thing.names {
            for (kind, look) in look(name.text).into_iter().enumerate() {
                let (first, other) = *firsts.entry((kind, name.scope, look)).or_insert((number, *name));
                let Some(earlier) = things.get(first).filter(|_| first != number && told.insert(first)) else {
                    continue;
                };
                let pair = Twins { first: (earlier, other), second: (thing, *name) };
                if let Some(finding) = finding(found, pair) {
                    found.add(finding);
                }
            }
        }
    }
}

fn alike(found: &Found, pair: &Twins<'_>, merge: &str) -> Finding {
    let ((first, first_name), (second, second_name)) = (&pair.first, &pair.second);
    let [one, other] = [first.id, second.id];
    let message = if first_name.text == second_name.text {
        format!("`{one}` and `{other}` have the same name, `{}`", first_name.text)
    } else {
        format!("{} looks like {}", called(second_name, other), called(first_name, one))
    };
    found
        .finding(second.subject.clone(), second_name.place, message)
        .label(format!("a name of `{other}`"))
        .also(first_name.place, format!("a name of `{one}`"))
        .help(format!("{merge}, or give one of them a name that nobody takes for the other's"))
}

fn called(name: &Name<'_>, id: &Text) -> String {
    if name.text == id { format!("`{id}`") } else { format!("`{}` (a name of `{id}`)", name.text) }
}
