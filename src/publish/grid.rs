//! The matrix as a table: activities down, in their stages; roles across, in their departments; letters where they meet.

use std::collections::BTreeMap;

use case_space::Point;

use super::legend::Legend;
use crate::ask::{Case, CaseError};
use crate::model::{Activity, Coverage, Department, Id, Model, Role, Spread, Stage};
use crate::subject::Text;
use crate::syntax::Letter;

/// What of a matrix is looked at.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only in these cases: pairs of a dimension and a value.
    pub case: Vec<(String, String)>,
    /// Only activities in which this role takes part, and only its column.
    pub role: Option<Id<Role>>,
    /// Only this stage.
    pub stage: Option<Id<Stage>>,
}

/// A matrix as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The roles, those of one department side by side.
    pub columns: Vec<RoleColumn>,
    /// The stages, and last what belongs to none.
    pub sections: Vec<Section>,
    /// What the letters mean.
    pub legends: Vec<Legend>,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleColumn {
    /// The role.
    pub role: Id<Role>,
    /// What people call it.
    pub name: Text,
    /// What people call its department.
    pub department: Option<Text>,
}

/// The activities of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What people call the stage; `None` for activities that belong to none.
    pub stage: Option<Text>,
    /// Its activities.
    pub rows: Vec<Row>,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The activity.
    pub activity: Id<Activity>,
    /// What people call it.
    pub name: Text,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// The letters of one role in one activity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Each letter, in the order of the scheme, and whether the role holds it only in some of the cases.
    pub letters: Vec<(Letter, bool)>,
}

impl Cell {
    /// Whether some letter depends on the case.
    #[must_use]
    pub fn depends(&self) -> bool {
        self.letters.iter().any(|(_, in_some_cases)| *in_some_cases)
    }

    /// The letters, those that depend on the case with a star: `R A*`.
    #[must_use]
    pub fn text(&self) -> String {
        let letter = |(letter, some): &(Letter, bool)| format!("{}{}", letter.as_str(), if *some { "*" } else { "" });
        self.letters.iter().map(letter).collect::<Vec<_>>().join(" ")
    }
}

/// Who holds which letter in one activity, and whether only in some cases.
type Participants = BTreeMap<Id<Role>, Vec<(Letter, bool)>>;

impl Grid {
    /// The table of a matrix, or of what of it is looked at.
    ///
    /// # Errors
    /// Where the case names what there is not.
    pub fn new(model: &Model, filter: &Filter) -> Result<Self, CaseError> {
        let case = Case::read(model, &filter.case)?;
        let wanted = |activity: &Activity| {
            filter.stage.is_none_or(|stage| activity.stage.get().is_some_and(|of| of.value == stage))
        };
        let mut activities: Vec<(Id<Activity>, Participants)> = model
            .activities
            .iter()
            .filter(|(_, activity)| wanted(activity))
            .map(|(id, activity)| (id, holders(activity, &case)))
            .collect();
        if let Some(role) = filter.role {
            activities.retain(|(_, holders)| holders.contains_key(&role));
            for (_, holders) in &mut activities {
                holders.retain(|holder, _| *holder == role);
            }
        }
        let columns = columns(model, &activities);
        let sections = sections(model, &activities, &columns);
        let legends = Legend::all(model, activities.iter().map(|(id, _)| &model.activities[*id]));
        Ok(Self { columns, sections, legends })
    }
}

impl Grid {
    /// What the letters mean, where they do not speak for themselves or are not the same everywhere.
    pub(super) fn explained(&self) -> &[Legend] {
        match self.legends.as_slice() {
            [only] if only.is_plain() => &[],
            legends => legends,
        }
    }

    /// Whether some letter depends on the case.
    #[must_use]
    pub fn depends(&self) -> bool {
        self.sections.iter().flat_map(|section| &section.rows).flat_map(|row| &row.cells).any(Cell::depends)
    }
}

/// The letters of every role in an activity, within the case as far as it is given.
fn holders(activity: &Activity, case: &Case) -> Participants {
    let mut holders = Participants::new();
    for letter in activity.scheme.letters() {
        for (role, some) in held(activity, *letter, case) {
            holders.entry(role).or_default().push((*letter, some));
        }
    }
    holders
}

/// The roles that hold a letter, and whether only in some cases.
fn held(activity: &Activity, letter: Letter, case: &Case) -> BTreeMap<Id<Role>, bool> {
    match activity.spread_of(letter) {
        Some(Spread::Everywhere(holders)) => {
            holders.map_or_else(BTreeMap::new, |holders| holders.roles.ids().map(|role| (role, false)).collect())
        }
        Some(Spread::ByCase(coverage)) => held_by_case(coverage, case),
        // what could not be read is shown as it is written
        None => activity.holders_of(letter).map(|holder| (holder.value, true)).collect(),
    }
}

fn held_by_case(coverage: &Coverage<Id<Role>>, case: &Case) -> BTreeMap<Id<Role>, bool> {
    let Some(points) = case.within(coverage) else {
        let written = coverage.cover.pieces().iter().flat_map(|piece| piece.held.values());
        return written.map(|role| (*role, true)).collect();
    };
    let mut times: BTreeMap<Id<Role>, usize> = BTreeMap::new();
    for point in &points {
        for role in holding(coverage, point) {
            *times.entry(role).or_default() += 1;
        }
    }
    times.into_iter().map(|(role, count)| (role, count < points.len())).collect()
}

fn holding(coverage: &Coverage<Id<Role>>, point: &Point) -> std::collections::BTreeSet<Id<Role>> {
    let pieces = coverage.cover.evaluate(point).unwrap_or_default();
    pieces.into_iter().flat_map(|piece| piece.held.values()).copied().collect()
}

/// The roles that hold a letter, by department and in the order of the policy.
fn columns(model: &Model, activities: &[(Id<Activity>, Participants)]) -> Vec<RoleColumn> {
    let mut taking_part: Vec<Id<Role>> = activities.iter().flat_map(|(_, holders)| holders.keys().copied()).collect();
    taking_part.sort_unstable_by_key(|role| model.roles.place(*role));
    taking_part.dedup();
    let department = |role: Id<Role>| model.roles[role].department.get().map(|department| department.value);
    // departments in the order in which their first role is defined; roles without one stand where they are defined
    let mut first: BTreeMap<Id<Department>, Id<Role>> = BTreeMap::new();
    for role in &taking_part {
        if let Some(department) = department(*role) {
            first.entry(department).or_insert(*role);
        }
    }
    let first_of = |role: Id<Role>| department(role).and_then(|department| first.get(&department)).copied();
    let mut ordered = taking_part.clone();
    let place = |role: Id<Role>| model.roles.place(role);
    ordered.sort_by_key(|role| (place(first_of(*role).unwrap_or(*role)), place(*role)));
    let column = |role: Id<Role>| RoleColumn {
        role,
        name: model.roles[role].name.value.clone(),
        department: department(role).map(|department| model.departments[department].name.clone()),
    };
    ordered.into_iter().map(column).collect()
}

fn sections(model: &Model, activities: &[(Id<Activity>, Participants)], columns: &[RoleColumn]) -> Vec<Section> {
    let mut by_stage: BTreeMap<Option<Id<Stage>>, Vec<Row>> = BTreeMap::new();
    for (id, holders) in activities {
        let stage = model.activities[*id].stage.get().map(|stage| stage.value);
        by_stage.entry(stage).or_default().push(row(model, *id, holders, columns));
    }
    let stages = model.stages.ids().map(Some).chain([None]);
    let section = |stage: Option<Id<Stage>>| {
        Some(Section { stage: stage.map(|stage| model.stages[stage].name.clone()), rows: by_stage.remove(&stage)? })
    };
    stages.filter_map(section).collect()
}

fn row(model: &Model, id: Id<Activity>, holders: &Participants, columns: &[RoleColumn]) -> Row {
    let cell = |column: &RoleColumn| Cell { letters: holders.get(&column.role).cloned().unwrap_or_default() };
    Row { activity: id, name: model.activities[id].name.clone(), cells: columns.iter().map(cell).collect() }
}
