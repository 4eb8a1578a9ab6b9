//! Activities: who holds which letter, at the top and by case.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use case_space::{Budget, Claim, Condition, Outcome, Over};
use smallvec::SmallVec;

use super::coverage::{self, Coverage, Origin, Sketch};
use super::dimension::Dimensions;
use super::id::Id;
use super::letters::{ActivityCase, Holders, Letters};
use super::resolver::{Resolver, Resolves};
use super::role::Role;
use super::stage::Stage;
use crate::cases::Reading;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Capacity, Letter, Located, Named, Remarks, Scheme, Slot, Term};

/// Something that is done.
#[derive(Debug)]
pub struct Activity {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
    pub name: Text,
    /// Where that stands; the id's place where it is the id.
    pub name_place: Place,
    /// The stage that it belongs to.
    pub stage: Slot<Located<Id<Stage>>>,
    /// A decision right must exist at it, which is said here.
    pub key: Option<Place>,
    /// How often it recurs.
    pub every: Slot<Located<Term>>,
    /// The kinds of duty that it is.
    pub duties: Vec<Located<Text>>,
    /// What is remarked on it.
    pub remarks: Remarks,
    /// Its letters, and what they mean: those of the matrix, or its own.
    pub scheme: Scheme,
    /// Who holds each letter where no case says otherwise.
    pub letters: Letters,
    /// Who holds the letters in some cases.
    pub cases: Vec<ActivityCase>,
    /// The letters that cases replace, and who holds them where.
    pub(super) by_case: Vec<(Letter, Coverage<Id<Role>>)>,
    /// What several of its letters mean, and who holds any of them where.
    shared: Vec<(Capacity, Pooled)>,
    /// How many words the covers of its letters take, where they are too many.
    pub(super) too_large: Option<usize>,
}

impl Activity {
    pub(super) fn resolve(
        declared: Named<syntax::Activity>,
        scheme: &Scheme,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Named { id, mut body } = declared;
        let remarks = body.remarks();
        let scheme = match &body.scheme {
            Slot::Absent => scheme.clone(),
            Slot::Given(own) => own.clone(),
            Slot::Unread => Scheme::guess(body.signs()),
        };
        let letters = Letters::resolve(std::mem::take(&mut body.letters), &scheme, syntax::Activity::KEYS, resolver);
        let cases_unread = body.cases.is_unread();
        let cases: Vec<_> = body.cases.take().unwrap_or_default();
        let name = body.name.take().unwrap_or_else(|| id.clone());
        let mut activity = Self {
            place: id.place,
            remarks,
            name: name.value,
            name_place: name.place,
            id: id.value,
            stage: resolver.slot(body.stage),
            key: body.key.place_if_set(),
            every: body.every,
            duties: resolver.tags(body.duty),
            letters,
            cases: cases.into_iter().map(|case| ActivityCase::resolve(case, &scheme, dimensions, resolver)).collect(),
            scheme: scheme.clone(),
            by_case: Vec::new(),
            shared: Vec::new(),
            too_large: None,
        };
        if cases_unread {
            activity.cases.push(ActivityCase::unread(resolver));
        }
        activity.cover(dimensions, coverage::AT_ONCE);
        activity
    }

    /// Derives the coverage of each letter that some case replaces, unless one of them takes more than so many words.
    pub(super) fn cover(&mut self, dimensions: &Dimensions, most: usize) {
        if self.has_unread_case() {
            return;
        }
        let replaced: BTreeSet<Letter> =
            self.cases.iter().flat_map(|case| case.letters.iter().map(|(letter, _)| letter)).collect();
        let most = most / replaced.len().max(1);
        let all: Vec<_> =
            replaced.into_iter().map(|letter| (letter, self.cover_of(letter, dimensions, most))).collect();
        let too_large = all.iter().filter_map(|(_, coverage)| coverage.as_ref().err()).max().copied();
        self.too_large = too_large.map(|words| words.saturating_mul(all.len()));
        if self.too_large.is_none() {
            self.by_case = all.into_iter().filter_map(|(letter, coverage)| Some((letter, coverage.ok()?))).collect();
            self.share(dimensions);
        }
    }

    /// Derives who holds any of the letters, where several mean the same.
    fn share(&mut self, dimensions: &Dimensions) {
        let mut named: SmallVec<[Letter; 8]> = self.named().map(|(letter, _)| letter).collect();
        named.sort_unstable();
        named.dedup();
        let of_one_meaning = named.chunk_by(|one, other| one.capacity() == other.capacity());
        for letters in of_one_meaning.filter(|letters| letters.len() > 1) {
            match self.shared_by(letters, dimensions) {
                Some(shared) => self.shared.extend(letters.first().map(|letter| (letter.capacity(), shared))),
                None => self.too_large = Some(usize::MAX),
            }
        }
    }

    /// Who holds any of these letters; `None` where the cases are too many to tell.
    fn shared_by(&self, letters: &[Letter], dimensions: &Dimensions) -> Option<Pooled> {
        let by_case = |letter: &Letter| self.by_case.iter().any(|(covered, _)| covered == letter);
        if !letters.iter().any(by_case) {
            let mut holders = letters.iter().filter_map(|letter| self.letters.get(*letter));
            let mut first = holders.next()?.clone();
            holders.for_each(|more| first.add(more));
            return Some(Pooled::Everywhere(first));
        }
        let budget = Budget::steps(SHARED);
        let mut joint: Option<Coverage<Id<Role>>> = None;
        for letter in letters {
            let own = match self.spread_of(*letter)? {
                Spread::Everywhere(holders) => Cow::Owned(Holders::everywhere(holders, dimensions)),
                Spread::ByCase(coverage) => Cow::Borrowed(coverage),
            };
            joint = Some(match joint {
                None => own.into_owned(),
                Some(before) => match before.joined(&own, &budget) {
                    Outcome::Proven(both) => both,
                    Outcome::Exhausted(_) => return None,
                },
            });
        }
        joint.map(Pooled::ByCase)
    }

    /// The cover of a letter that some case replaces; how many words it takes, where these are more than `most`.
    fn cover_of(&self, letter: Letter, dimensions: &Dimensions, most: usize) -> Result<Coverage<Id<Role>>, usize> {
        let mut sketch = Sketch::default();
        let top = self.letters.get(letter).map(|holders| holders.part(&mut sketch, Condition::always(), None));
        let mut claims = Vec::new();
        for (number, case) in self.cases.iter().enumerate() {
            let Some(holders) = case.letters.get(letter) else { continue };
            let when = case.when.condition();
            claims.push(Claim {
                over: Over::Nothing,
                parts: vec![holders.part(&mut sketch, when.clone(), Some(number))],
                when,
            });
        }
        sketch.cover_within(&top.into_iter().collect::<Vec<_>>(), &claims, dimensions, most)
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Activity, self.id.clone())
    }

    /// Adds to a case in which one letter is wrong a value for each other dimension that matters to the activity.
    pub fn complete(&self, case: &mut Vec<(Text, Reading)>, dimensions: &Dimensions) {
        let is_given = |case: &[(Text, Reading)], id: &Text| case.iter().any(|(given, _)| given == id);
        for (id, value) in self.by_case.iter().flat_map(|(_, coverage)| coverage.some_case(dimensions)) {
            if !is_given(case, &id) {
                case.push((id, value));
            }
        }
        let written: HashMap<&Text, usize> = dimensions.as_written().map(|(_, one)| &one.id).zip(0..).collect();
        case.sort_by_key(|(id, _)| written.get(id).copied());
    }

    /// Who is in this capacity where; `None` where that could not be read, or is too large to be derived.
    #[must_use]
    pub fn spread(&self, capacity: Capacity) -> Option<Spread<'_>> {
        let is_guess = !self.scheme.is_sure() && matches!(capacity, Capacity::Responsible | Capacity::Accountable);
        if is_guess || !self.is_covered() {
            return None;
        }
        if let Some((_, shared)) = self.shared.iter().find(|(meant, _)| *meant == capacity) {
            return Some(shared.spread());
        }
        let by_case = self.by_case.iter().find(|(covered, _)| covered.capacity() == capacity);
        Some(match by_case {
            Some((_, coverage)) => Spread::ByCase(coverage),
            None => Spread::Everywhere(self.letters.of(capacity).next().map(|(_, holders)| holders)),
        })
    }

    /// Who holds the letter where; `None` where that could not be read, or is too large to be derived.
    #[must_use]
    pub fn spread_of(&self, letter: Letter) -> Option<Spread<'_>> {
        if !self.is_covered() {
            return None;
        }
        let by_case = self.by_case.iter().find(|(covered, _)| *covered == letter);
        Some(match by_case {
            Some((_, coverage)) => Spread::ByCase(coverage),
            None => Spread::Everywhere(self.letters.get(letter)),
        })
    }

    /// Whether its cases could be read, and are few enough to tell who holds its letters in which.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.too_large.is_none() && !self.has_unread_case()
    }

    /// The cover of the capacity by the numbers of the roles that are in it, also where it is the same in every case; `None` where that
    /// could not be read.
    #[must_use]
    pub fn coverage(&self, capacity: Capacity, dimensions: &Dimensions) -> Option<Cow<'_, Coverage<Id<Role>>>> {
        Some(match self.spread(capacity)? {
            Spread::Everywhere(_) => {
                Cow::Owned(Holders::everywhere(self.letters.of(capacity).map(|(_, holders)| holders), dimensions))
            }
            Spread::ByCase(coverage) => Cow::Borrowed(coverage),
        })
    }

    /// The cover of the letter by the numbers of the roles that hold it; `None` where that could not be read.
    #[must_use]
    pub fn coverage_of(&self, letter: Letter, dimensions: &Dimensions) -> Option<Cow<'_, Coverage<Id<Role>>>> {
        Some(match self.spread_of(letter)? {
            Spread::Everywhere(holders) => Cow::Owned(Holders::everywhere(holders, dimensions)),
            Spread::ByCase(coverage) => Cow::Borrowed(coverage),
        })
    }

    /// The letter that means this and is written there, and who holds it.
    #[must_use]
    pub fn holders_at(&self, capacity: Capacity, origin: Origin) -> Option<(Letter, &Holders)> {
        let letters = match origin.case {
            Some(number) => &self.cases.get(number)?.letters,
            None => &self.letters,
        };
        letters.of(capacity).find(|(_, holders)| holders.place == origin.place)
    }

    /// Every role that is in this capacity in some case, each time it is named.
    pub fn holders(&self, capacity: Capacity) -> impl Iterator<Item = Located<Id<Role>>> {
        let named = self.lists().flat_map(move |letters| letters.of(capacity));
        named.flat_map(|(_, holders)| holders.roles.items.iter().copied())
    }

    /// Every role that holds the letter in some case, each time it is named.
    pub fn holders_of(&self, letter: Letter) -> impl Iterator<Item = Located<Id<Role>>> {
        self.parties().filter(move |(held, _)| *held == letter).map(|(_, role)| role)
    }

    /// Every role that holds any letter in some case, each time it is named.
    pub fn parties(&self) -> impl Iterator<Item = (Letter, Located<Id<Role>>)> {
        self.named().flat_map(|(letter, holders)| holders.roles.items.iter().map(move |role| (letter, *role)))
    }

    /// Whether the role is in this capacity in some case.
    #[must_use]
    pub fn is_held_by(&self, capacity: Capacity, role: Id<Role>) -> bool {
        self.holders(capacity).any(|holder| holder.value == role)
    }

    /// The letters of the top and of each case.
    fn lists(&self) -> impl Iterator<Item = &Letters> {
        std::iter::once(&self.letters).chain(self.cases.iter().map(|case| &case.letters))
    }

    fn named(&self) -> impl Iterator<Item = (Letter, &Holders)> {
        self.lists().flat_map(Letters::iter)
    }

    /// Whether something of it is unread: a role that is named, or a case.
    #[must_use]
    pub fn has_unread(&self) -> bool {
        let is_unread = |(_, holders): (Letter, &Holders)| holders.roles.has_unread;
        !self.scheme.is_sure() || self.has_unread_case() || self.named().any(is_unread)
    }

    fn has_unread_case(&self) -> bool {
        self.cases.iter().any(|case| case.when.has_unread)
    }
}

/// At most so many steps it takes to join what letters of one meaning hold.
const SHARED: u64 = 1 << 20;

/// Who holds any of several letters, where.
#[derive(Debug)]
enum Pooled {
    Everywhere(Holders),
    ByCase(Coverage<Id<Role>>),
}

impl Pooled {
    const fn spread(&self) -> Spread<'_> {
        match self {
            Self::Everywhere(holders) => Spread::Everywhere(Some(holders)),
            Self::ByCase(coverage) => Spread::ByCase(coverage),
        }
    }
}

/// Who holds a letter where.
#[derive(Debug, Clone, Copy)]
pub enum Spread<'a> {
    /// These holders in every case; `None` where the letter is not named at all.
    Everywhere(Option<&'a Holders>),
    /// It depends on the case.
    ByCase(&'a Coverage<Id<Role>>),
}

impl Resolves for syntax::Activity {
    type Resolved = Activity;
}
