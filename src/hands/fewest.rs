//! How few people satisfy an answer.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Outcome};

use super::cast::{Acting, Cast, Hand};
use super::need::Need;
use crate::model::{Id, Role};

/// Fewer people than an answer says, who can give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fewer {
    /// How many people it says.
    pub says: u32,
    /// Who they are.
    pub hands: Vec<Hand>,
}

impl Need {
    /// How many people it takes if everybody signs for one role alone. `None` where that is more than anybody counts.
    #[must_use]
    pub fn says(&self, budget: &Budget) -> Option<u32> {
        let own = |leaf: &Need| match leaf {
            Need::Signatures(role, most) => {
                (0..(*most).min(MOST)).map(|number| (Hand::Holder(*role, number), 0)).collect()
            }
            _ => Vec::new(),
        };
        match Search::new(self, own).fewest(MOST, budget) {
            Outcome::Proven(fewest) => u32::try_from(fewest?.len()).ok(),
            Outcome::Exhausted(_) => None,
        }
    }

    /// The fewest people of a cast who satisfy it, where these are at most `most`: those who sign for the fewest others.
    pub fn fewest(&self, cast: &Cast, most: u32, budget: &Budget) -> Outcome<Option<Vec<Hand>>> {
        let signing = |leaf: &Need| {
            let signing = cast.signing(leaf).into_iter();
            signing.map(|Acting { hand, distance, .. }| (hand, distance)).collect()
        };
        Search::new(self, signing).fewest(most.min(MOST), budget)
    }

    /// The fewest people of a cast who satisfy it, where these are fewer than it says.
    pub fn fewer(&self, cast: &Cast, budget: &Budget) -> Outcome<Option<Fewer>> {
        let says = self.says(budget);
        let Some((says, fewer)) = says.and_then(|says| Some((says, says.checked_sub(1).filter(|fewer| *fewer > 0)?)))
        else {
            return Outcome::Proven(None);
        };
        self.fewest(cast, fewer, budget).map(|hands| Some(Fewer { says, hands: hands? }))
    }

    /// Whether those of a cast satisfy it of whom `signs` is true for what they sign, and the strangers that it takes.
    #[must_use]
    pub fn is_met_by(&self, cast: &Cast, signs: impl Fn(&Need, &Acting) -> bool) -> bool {
        self.is_met(&|leaf| match leaf {
            Need::Stranger(_) => 1,
            leaf => signing(cast, leaf, &signs),
        })
    }

    /// Whether those satisfy it of whom `signs` is true for what they sign, strangers as well.
    #[must_use]
    pub fn is_met_by_signers(&self, cast: &Cast, signs: impl Fn(&Need, &Hand) -> bool) -> bool {
        self.is_met(&|leaf| match leaf {
            Need::Stranger(signer) => u32::from(signs(leaf, &Hand::Stranger(signer.clone()))),
            leaf => signing(cast, leaf, &|leaf: &Need, acting: &Acting| signs(leaf, &acting.hand)),
        })
    }

    /// Some of a cast who satisfy it, of those of whom `signs` is true; `None` where nobody can.
    #[must_use]
    pub fn met_by(&self, cast: &Cast, signs: impl Fn(&Acting) -> bool) -> Option<Vec<Hand>> {
        let mut chosen = Vec::new();
        (self.choose(cast, &signs, 1, &mut chosen) > 0).then_some(chosen)
    }

    /// Adds those who give as many of these signatures as are wanted, and returns how many they are.
    fn choose(&self, cast: &Cast, signs: &impl Fn(&Acting) -> bool, wanted: u32, chosen: &mut Vec<Hand>) -> u32 {
        let Self::Together(least, needs) = self else {
            let most = usize::try_from(most(self).min(wanted)).unwrap_or(usize::MAX);
            let hands: Vec<Hand> = match self {
                Self::Stranger(signer) => vec![Hand::Stranger(signer.clone())],
                leaf => cast.signing(leaf).into_iter().filter(signs).map(|acting| acting.hand).take(most).collect(),
            };
            let count = u32::try_from(hands.len()).unwrap_or(u32::MAX);
            chosen.extend(hands);
            return count;
        };
        let before = chosen.len();
        let mut left = *least;
        for need in needs.iter().take_while(|_| wanted > 0) {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(need.choose(cast, signs, left, chosen));
        }
        if left > 0 || wanted == 0 {
            chosen.truncate(before);
            return 0;
        }
        1
    }

    /// Whether these hands satisfy it, without anybody else.
    #[must_use]
    pub fn is_met_by_only(&self, cast: &Cast, hands: &[&Hand]) -> bool {
        self.is_met(&|leaf| signing(cast, leaf, &|_: &Need, acting: &Acting| hands.contains(&&acting.hand)))
    }

    /// The roles for which too few sign of whom `signs` is true: how many signatures each is asked for, and how many there are.
    #[must_use]
    pub fn missing(&self, cast: &Cast, signs: impl Fn(&Acting) -> bool) -> Vec<(Id<Role>, u32, u32)> {
        let mut missing = Vec::new();
        self.each_leaf(&mut |leaf| {
            if let Need::Signatures(role, asked) = leaf {
                let there = signing(cast, leaf, &|_: &Need, acting: &Acting| signs(acting));
                if there < *asked {
                    missing.push((*role, *asked, there));
                }
            }
        });
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    /// The roles for which somebody signs, each once.
    #[must_use]
    pub fn roles(&self) -> BTreeSet<Id<Role>> {
        let mut roles = BTreeSet::new();
        self.each_leaf(&mut |leaf| roles.extend(leaf.role()));
        roles
    }
}

/// How many sign of whom `signs` is true.
fn signing(cast: &Cast, leaf: &Need, signs: &impl Fn(&Need, &Acting) -> bool) -> u32 {
    let count = cast.signing(leaf).iter().filter(|acting| signs(leaf, acting)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// More people than these are not counted.
const MOST: u32 = 64;

/// Hands that are as good as each other.
struct Class {
    hands: Vec<Hand>,
    /// Which leaves they may give, by their numbers.
    leaves: Vec<usize>,
    distance: u32,
}

/// What is to be signed, with leaves by their numbers.
enum Gate {
    /// So many signatures count.
    Leaf(usize, u32),
    Together(u32, Vec<Gate>),
}

struct Search {
    gate: Gate,
    classes: Vec<Class>,
    leaves: usize,
}

impl Search {
    /// `signing` tells who may give a leaf, and for how many others each of them signs there.
    fn new(need: &Need, signing: impl Fn(&Need) -> Vec<(Hand, u32)>) -> Self {
        let mut leaves: BTreeMap<&Need, (usize, usize)> = BTreeMap::new();
        need.each_leaf(&mut |leaf| {
            let number = leaves.len();
            let times = &mut leaves.entry(leaf).or_insert((number, 0)).1;
            *times = times.saturating_add(1);
        });
        let mut hands: BTreeMap<Hand, (Vec<usize>, u32)> = BTreeMap::new();
        for (leaf, (number, _)) in &leaves {
            let signing = match leaf {
                Need::Stranger(signer) => vec![(Hand::Stranger(signer.clone()), 0)],
                leaf => signing(leaf),
            };
            for (hand, distance) in signing {
                let (own, all) = hands.entry(hand).or_default();
                own.push(*number);
                *all = all.saturating_add(distance);
            }
        }
        hands.values_mut().for_each(|(own, _)| own.sort_unstable());
        let mut by_leaves: BTreeMap<(u32, Vec<usize>), Vec<Hand>> = BTreeMap::new();
        for (hand, (own, distance)) in hands {
            by_leaves.entry((distance, own)).or_default().push(hand);
        }
        let numbered = leaves.len();
        let mut plain = Plain { leaves, by_leaves, seats: Vec::new(), numbered };
        let gate = plain.gate(need);
        let rest = std::mem::take(&mut plain.by_leaves).into_iter();
        let rest = rest.map(|((distance, leaves), hands)| Class { hands, leaves, distance });
        let leaves = plain.numbered;
        let mut classes: Vec<Class> = rest.chain(plain.seats).collect();
        classes.sort_by(|one, other| (one.distance, &one.hands).cmp(&(other.distance, &other.hands)));
        Self { gate, classes, leaves }
    }

    fn fewest(&self, most: u32, budget: &Budget) -> Outcome<Option<Vec<Hand>>> {
        let mut signed = vec![0; self.leaves];
        let none = signed.clone();
        let sizes = (0..=most).skip_while(|size| !self.could_be_met(*size, &self.classes, &none));
        for size in sizes {
            let mut chosen = Vec::new();
            match self.with(size, &self.classes, &mut signed, &mut chosen, budget) {
                Some(false) => {}
                Some(true) => return Outcome::Proven(Some(chosen)),
                None => return Outcome::Exhausted(None),
            }
        }
        Outcome::Proven(None)
    }

    /// Whether so many of these classes, with those that signed already, suffice; `None` where the budget ended.
    fn with(
        &self,
        size: u32,
        classes: &[Class],
        signed: &mut [u32],
        chosen: &mut Vec<Hand>,
        budget: &Budget,
    ) -> Option<bool> {
        if !budget.spend(self.leaves.saturating_add(1)) {
            return None;
        }
        if !self.could_be_met(size, classes, signed) {
            return Some(false);
        }
        let Some((class, others)) = classes.split_first() else { return Some(true) };
        let available = u32::try_from(class.hands.len()).unwrap_or(u32::MAX).min(size);
        for count in (0..=available).rev() {
            class.sign(signed, |known| known.saturating_add(count));
            let before = chosen.len();
            chosen.extend(class.hands.iter().take(count as usize).cloned());
            let is_met = self.with(size.saturating_sub(count), others, signed, chosen, budget);
            class.sign(signed, |known| known.saturating_sub(count));
            if is_met != Some(false) {
                return is_met;
            }
            chosen.truncate(before);
        }
        Some(false)
    }

    /// Whether what has signed suffices with as many as there may be of each of these classes.
    fn could_be_met(&self, size: u32, classes: &[Class], signed: &[u32]) -> bool {
        let mut most = signed.to_vec();
        for class in classes {
            let available = u32::try_from(class.hands.len()).unwrap_or(u32::MAX).min(size);
            class.sign(&mut most, |known| known.saturating_add(available));
        }
        self.gate.is_met(&most)
    }
}

impl Class {
    fn sign(&self, signed: &mut [u32], change: impl Fn(u32) -> u32) {
        for leaf in &self.leaves {
            if let Some(count) = signed.get_mut(*leaf) {
                *count = change(*count);
            }
        }
    }
}

impl Gate {
    fn is_met(&self, signed: &[u32]) -> bool {
        self.count(signed) > 0
    }

    fn count(&self, signed: &[u32]) -> u32 {
        match self {
            Self::Leaf(number, most) => signed.get(*number).copied().unwrap_or_default().min(*most),
            Self::Together(least, gates) => {
                let all = gates.iter().fold(0_u32, |all, gate| all.saturating_add(gate.count(signed)));
                u32::from(all >= *least)
            }
        }
    }
}

/// Takes leaves of one gate together which stand there alone and which nobody signs who may sign another: who sits on which of such seats
/// makes no difference.
struct Plain<'a> {
    /// The number of each leaf, and how often it stands there.
    leaves: BTreeMap<&'a Need, (usize, usize)>,
    by_leaves: BTreeMap<(u32, Vec<usize>), Vec<Hand>>,
    seats: Vec<Class>,
    numbered: usize,
}

impl Plain<'_> {
    fn gate(&mut self, need: &Need) -> Gate {
        let Need::Together(least, needs) = need else { return self.leaf(need) };
        let (plain, others): (Vec<&Need>, Vec<&Need>) = needs.iter().partition(|need| self.is_plain(need));
        let mut gates: Vec<Gate> = others.into_iter().map(|need| self.gate(need)).collect();
        gates.extend(self.taken_together(&plain));
        Gate::Together(*least, gates)
    }

    fn leaf(&self, need: &Need) -> Gate {
        let number = self.leaves.get(need).map_or(usize::MAX, |(number, _)| *number);
        Gate::Leaf(number, most(need))
    }

    fn is_plain(&self, need: &Need) -> bool {
        let Some((number, 1)) = self.leaves.get(need) else { return false };
        let mut signing = self.by_leaves.keys().filter(|(_, leaves)| leaves.contains(number));
        signing.all(|(distance, leaves)| leaves.len() == 1 && *distance == 0)
    }

    fn taken_together(&mut self, plain: &[&Need]) -> Option<Gate> {
        let mut hands = Vec::new();
        for need in plain {
            let Some((number, _)) = self.leaves.get(need) else { continue };
            let own = self.by_leaves.remove(&(0, vec![*number])).unwrap_or_default();
            hands.extend(own.into_iter().take(most(need) as usize));
        }
        let count = u32::try_from(hands.len()).ok().filter(|count| *count > 0)?;
        let leaf = self.numbered;
        self.numbered = self.numbered.saturating_add(1);
        self.seats.push(Class { hands, leaves: vec![leaf], distance: 0 });
        Some(Gate::Leaf(leaf, count))
    }
}

/// How many signatures count.
const fn most(leaf: &Need) -> u32 {
    match leaf {
        Need::Signatures(_, most) => *most,
        Need::Proxy(_) | Need::Stranger(_) | Need::Together(..) => 1,
    }
}
