//! Rule `doubtful-number`.

use std::collections::BTreeMap;

use case_space::{Coordinate, Domain, Number, Spacing};

use crate::finding::{Finding, Fix};
use crate::model::{Dimension, Id, Model, Question};
use crate::rules::rule::rule;
use crate::rules::support::limits::limits;
use crate::rules::support::money::places_of_money;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::{Subject, Text};

rule! {
    /// A number with exactly three digits after one point, where there are fewer: `50.000` is the number 50.
    ///
    /// # Why it matters
    /// In much of the world a point stands between the thousands. Whoever writes `at-most = 50.000` for fifty thousand lets somebody
    /// decide up to 50, and everything above goes to the next; nobody sees it in the file. TOML puts `_` between digits: `50_000`.
    ///
    /// # Example
    /// ```toml
    /// [dimensions.price]
    /// unit = "EUR"
    /// at-least = 0
    /// step = 0.01
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// per = "customer per year"
    /// measure = "price"
    /// limits = [
    ///   { decides = "manager", at-most = 50.000 },
    ///   { decides = "director" },
    /// ]
    ///
    /// [[decisions.grant-discount.cases]]
    /// when = { discount = { above = 50 } }
    /// decides = "director"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// -   { decides = "manager", at-most = 50.000 },
    /// +   { decides = "manager", at-most = 50_000 },
    /// ```
    ///
    /// # Silent when
    /// The `step` of the dimension has three decimal places or more. Where there is no `step`, any number may be meant, but for money that
    /// is counted in hundredths or coarser and a number that ends in nought (`12.500`): nobody writes 12.5 like that. `0.500` is a half. Digits that are
    /// grouped with `_` are meant as they stand. The number is on no dimension (targets of indicators).
    "doubtful-number", Warning, Decisions, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if cx.model.in_threes.is_empty() {
        return;
    }
    for (place, (subject, measure)) in numbers(cx.model) {
        if let Some(written) = cx.model.in_threes.get(&place)
            && let Some(number) = doubtful(written, &cx.model.dimensions[measure])
        {
            found.add(told(found, (subject, place), &cx.model.dimensions[measure], (written, &number)));
        }
    }
}

/// Where numbers stand that are on a dimension, and on which.
fn numbers(model: &Model) -> BTreeMap<Place, (Subject, Id<Dimension>)> {
    let ends = model
        .dimensions
        .declared()
        .flat_map(|(id, dimension)| dimension.ends.iter().map(move |place| (*place, (dimension.subject(), id))));
    let limits = limits(model).into_iter();
    let limits = limits.map(|written| (written.limit.place, (written.subject, written.limit.measure)));
    ends.chain(limits).chain(given(model)).collect()
}

/// The numbers in examples.
fn given(model: &Model) -> impl Iterator<Item = (Place, (Subject, Id<Dimension>))> {
    model.examples.iter().flat_map(move |example| {
        let subject = match &example.question {
            Question::Decides(decision, _) => model.decisions[decision.value].subject(),
            Question::Accountable(activity, _) => model.activities[activity.value].subject(),
        };
        let written = model.in_threes_within(example.given_place);
        written.filter_map(move |(place, text)| {
            let number = text.parse().ok().map(Coordinate::Number)?;
            let (dimension, _) = example.given.coordinates().iter().find(|(_, at)| *at == number)?;
            Some((place, (subject.clone(), model.dimensions.id(*dimension)?)))
        })
    })
}

/// The number, where it may be meant otherwise.
fn doubtful(written: &str, measure: &Dimension) -> Option<Number> {
    let Some(Domain::Numbers(numbers)) = measure.domain.as_ref().filter(|_| !measure.is_day()) else { return None };
    let number: Number = written.parse().ok()?;
    let is_fraction = written.trim_start_matches(['+', '-', '0']).starts_with('.');
    let is_doubtful = match &numbers.step {
        Some(step) => step.size().places() < 3 && !(is_fraction && step.admits(&number)),
        None => {
            thousands(written).is_some()
                && written.ends_with('0')
                && places_of_money(measure).is_some_and(|places| places < 3)
        }
    };
    is_doubtful.then_some(number)
}

/// The number as it is to be written where the point stands between thousands; `None` where it cannot.
fn thousands(written: &str) -> Option<String> {
    let (whole, rest) = written.split_once('.')?;
    let digits = whole.trim_start_matches(['+', '-']);
    (digits.len() <= 3 && !digits.starts_with('0')).then(|| format!("{whole}_{rest}"))
}

fn told(
    found: &Found,
    (subject, place): (Subject, Place),
    measure: &Dimension,
    (written, number): (&Text, &Number),
) -> Finding {
    let step = if let Some(Domain::Numbers(numbers)) = &measure.domain { numbers.step.as_ref() } else { None };
    let off = step.filter(|step| !step.admits(number)).map(Spacing::size);
    let message = match off {
        None => format!("`{written}` is the number {number}"),
        Some(_) => format!("`{written}` is the number {number}, which `{}` never is", measure.id),
    };
    let plainly = off.map_or_else(|| format!("`{number}`"), |step| format!("a multiple of {step}"));
    let help = match thousands(written) {
        Some(thousands) => format!("write `{thousands}` if thousands are meant, else {plainly}"),
        None => format!("write {plainly}"),
    };
    let finding = found.finding(subject, place, message).label("a point is no mark between thousands").help(help);
    let thousands = thousands(written).map(|thousands| Fix::write(place, thousands));
    let plain = off.is_none().then(|| Fix::write(place, number.to_string()));
    finding.fixes(thousands.into_iter().chain(plain))
}
