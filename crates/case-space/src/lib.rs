//! The mathematics: exact numbers, intervals, sets of cases, and what covers them.
//!
//! # How it goes
//! A [`Domain`] says what a dimension can be, a [`Condition`] is a set of cases as a `when` writes it. [`Cover::of_layers`]
//! takes all that is written about one subject, a default and the [`Claim`]s that stand over it and perhaps [`Over`] one another, and
//! divides the [`Space`] of cases by it. The cover then answers: [`Cover::gaps`], [`Cover::overlaps`], [`Cover::evaluate`],
//! [`Cover::difference`]. Answers are [`Region`]s, which the space turns into [`Block`]s without holes, and these into intervals and
//! values ([`Space::describe`]), words ([`Space::phrase`]) and one case to try ([`Space::witness`]).
//!
//! # Why it is exact
//! Every condition is a product of sets, one on each dimension, and a set of numbers is a union of intervals. Cut each
//! dimension at every end of an interval: no condition tells two cases apart that lie in the same cell of the grid so made.
//! So what holds in one case of a cell holds in all, and to look at each cell once is to look at every case, of which
//! there are infinitely many. With a step, cells between two of its multiples hold no number and are dropped.
//!
//! Cases that do not exist ([`Absent`]) are told apart in the same way. Where one dimension alone says so, the axis does without the
//! cell; else they are boxes in which nothing is sought. One number that is never above another leaves a staircase of such boxes; in the
//! cells along its edge some points exist and some do not, which only a [`Space::witness`] has to know.
//!
//! # What it costs
//! To tell whether boxes cover a space is coNP-complete in the number of dimensions, so there are inputs on which any
//! method is slow, and every search has a [`Budget`]: where it ends, the [`Outcome`] says so. On tables as they are
//! written a search takes about n log n steps for n conditions, each a few machine words wide.
//! The method is a k-d recursion over products of sets (compare M. Overmars and C. Yap, *New upper bounds in Klee's
//! measure problem*, 1991); regions are then made maximal and few.

/// The page of the crate, so that its example is run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod absence;
mod additions;
mod alone;
mod axis;
mod beside;
mod bits;
mod block;
mod budget;
mod carried;
mod course;
mod cover;
mod difference;
mod divided;
mod domain;
mod elsewhere;
mod ends;
mod existing;
mod fewest;
mod follow;
mod gaps;
mod interval;
mod joined;
mod layers;
mod listing;
mod locate;
mod maximal;
mod merge;
mod number;
mod overlaps;
mod point;
mod region;
mod rounds;
mod search;
mod split;
mod touch;
mod without;
mod witness;
mod words;
mod written;

pub use absence::Absent;
pub use beside::Way;
pub use block::Block;
pub use budget::{Budget, Outcome};
pub use course::{Course, Pairs, Reach, Sought};
pub use cover::{Cover, Held, OriginId, Part, Piece};
pub use difference::{AllHeld, Difference, Shift};
pub use divided::{Extent, Extents, Space};
pub use domain::{Condition, Domain, Numbers, Selection, Spacing};
pub use elsewhere::{Elsewhere, Home};
pub use follow::{Following, Followings, Stretch};
pub use interval::Interval;
pub use layers::{Claim, Over, Stack};
pub use locate::{NoSuchCase, Why};
pub use merge::Regions;
pub use number::{Number, NumberError};
pub use overlaps::{Overlap, Overlaps};
pub use point::{Coordinate, Point};
pub use region::Region;
pub use rounds::in_rounds;
pub use touch::Touching;
pub use words::{Vocabulary, interval_words, named_words};
pub use written::{OverlapAs, OverlapsAs};
