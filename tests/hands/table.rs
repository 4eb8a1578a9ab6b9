//! Every set of people, and whether it satisfies an answer.

use crate::cast::{Cast, Hand};
use crate::need::Need;

/// With more hands there are too many sets.
const MOST: usize = 10;

/// What is signed, by those who may sign it as the bits of a number.
enum Gate {
    Leaf(u32, u32),
    Of(u32, Vec<Gate>),
}

impl Gate {
    fn new(need: &Need, hands: &[Hand], cast: &Cast) -> Self {
        match need {
            Need::Of(least, needs) => Self::Of(*least, needs.iter().map(|need| Self::new(need, hands, cast)).collect()),
            leaf => {
                let signing = cast.signing(leaf);
                let bits = (0..hands.len()).filter(|number| signing.contains(&hands[*number]));
                Self::Leaf(bits.fold(0, |bits, number| bits | 1 << number), leaf.most())
            }
        }
    }

    fn count(&self, set: u32) -> u32 {
        match self {
            Self::Leaf(signing, most) => (set & signing).count_ones().min(*most),
            Self::Of(least, gates) => u32::from(gates.iter().map(|gate| gate.count(set)).sum::<u32>() >= *least),
        }
    }
}

/// Each set of those who sign anything.
pub(crate) struct Table {
    pub(crate) hands: Vec<Hand>,
    satisfies: Vec<bool>,
}

impl Table {
    /// All sets; none where these are too many.
    pub(crate) fn new(need: &Need, cast: &Cast) -> Option<Self> {
        let mut hands: Vec<Hand> = need.leaves().into_iter().flat_map(|leaf| cast.signing(leaf)).collect();
        hands.sort_unstable();
        hands.dedup();
        if hands.len() > MOST {
            return None;
        }
        let gate = Gate::new(need, &hands, cast);
        let satisfies = (0..1_u32 << hands.len()).map(|set| gate.count(set) > 0).collect();
        Some(Self { hands, satisfies })
    }

    fn set(&self, is_in: impl Fn(&Hand) -> bool) -> usize {
        (0..self.hands.len()).filter(|number| is_in(&self.hands[*number])).map(|number| 1 << number).sum()
    }

    /// Whether those of whom it is true satisfy it.
    pub(crate) fn is_met_by(&self, is_in: impl Fn(&Hand) -> bool) -> bool {
        self.satisfies[self.set(is_in)]
    }

    /// The smallest sets that satisfy it; none where all do not.
    pub(crate) fn smallest(&self) -> Vec<Vec<Hand>> {
        let sets = (0..self.satisfies.len()).filter(|set| self.satisfies[*set]);
        let Some(size) = sets.clone().map(usize::count_ones).min() else { return Vec::new() };
        let hands = |set: usize| {
            (0..self.hands.len()).filter(|number| set >> number & 1 == 1).map(|number| self.hands[number]).collect()
        };
        sets.filter(|set| set.count_ones() == size).map(hands).collect()
    }

    /// How many people it takes at least.
    pub(crate) fn fewest(&self) -> Option<u32> {
        let sets = (0..self.satisfies.len()).filter(|set| self.satisfies[*set]);
        sets.map(usize::count_ones).min()
    }
}
