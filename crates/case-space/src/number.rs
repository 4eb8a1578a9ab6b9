//! Exact decimals: read as written, compared by value, never rounded.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};
use std::sync::Arc;

use bigdecimal::num_bigint::BigInt;
use bigdecimal::num_traits::ToPrimitive;
use bigdecimal::{BigDecimal, Signed};

mod read;
mod show;

pub use read::NumberError;

/// An exact decimal number. Equal values are equal however they were written (`1.0` is `1`).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// Each value has one representation, so equality and hashing are those of the fields.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    /// `units / 10^scale`, with the smallest scale that holds it, at most [`MOST_PLACES`].
    Small { units: i64, scale: u8 },
    /// Every value that does not fit.
    Large(Arc<BigDecimal>),
}

/// The most decimal places of a small number: with these, two of them still align within an `i128`.
const MOST_PLACES: u8 = 18;

impl Number {
    /// Nought.
    pub const ZERO: Self = Self(Repr::Small { units: 0, scale: 0 });

    /// One.
    pub const ONE: Self = Self(Repr::Small { units: 1, scale: 0 });

    /// `10^exponent`.
    #[must_use]
    pub fn power_of_ten(exponent: i64) -> Self {
        Self::from(BigDecimal::new(BigInt::from(1), exponent.saturating_neg()))
    }

    /// Whether it is below nought.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        *self < Self::ZERO
    }

    /// The number of decimal places that it needs: 2 for `0.85`, 0 for `100`.
    #[must_use]
    pub fn places(&self) -> i64 {
        match &self.0 {
            Repr::Small { scale, .. } => i64::from(*scale),
            Repr::Large(value) => value.fractional_digit_count().max(0),
        }
    }

    /// The exponent of its first digit: 4 for `50_000`, -1 for `0.25`, 0 for nought.
    pub(super) fn magnitude(&self) -> i64 {
        let value = self.to_decimal();
        let digits = i64::try_from(value.digits()).unwrap_or(i64::MAX);
        digits.saturating_sub(1).saturating_sub(value.fractional_digit_count())
    }

    /// `self / divisor` where that is a finite decimal, `None` where it is not (`1 / 3`, anything by nought).
    #[must_use]
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        if *divisor == Self::ZERO {
            return None;
        }
        let quotient = Self::from(self.to_decimal() / divisor.to_decimal());
        (&quotient * divisor == *self).then_some(quotient)
    }

    /// What is left above the greatest multiple of `step` that is not above `self`: in `0..step` for a positive step.
    pub(super) fn above_multiple(&self, step: &Self) -> Self {
        if let Some((value, step, scale)) = self.aligned(step) {
            return Self::from_units(value.checked_rem_euclid(step).unwrap_or(0), scale);
        }
        let step = step.to_decimal();
        let rest = self.to_decimal() % &step;
        Self::from(if rest.is_negative() { rest + step } else { rest })
    }

    /// Both as whole numbers of one unit, where both are small.
    fn aligned(&self, other: &Self) -> Option<(i128, i128, u8)> {
        let (Repr::Small { units: a, scale: p }, Repr::Small { units: b, scale: q }) = (&self.0, &other.0) else {
            return None;
        };
        let scale = *p.max(q);
        let shift = |units: i64, places: u8| i128::from(units) * 10_i128.pow(u32::from(scale.saturating_sub(places)));
        Some((shift(*a, *p), shift(*b, *q), scale))
    }

    fn from_units(mut units: i128, mut scale: u8) -> Self {
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale -= 1;
        }
        match i64::try_from(units) {
            Ok(units) => Self(Repr::Small { units, scale }),
            Err(_) => Self(Repr::Large(Arc::new(BigDecimal::new(BigInt::from(units), i64::from(scale)).normalized()))),
        }
    }

    fn to_decimal(&self) -> BigDecimal {
        match &self.0 {
            Repr::Small { units, scale } => BigDecimal::new(BigInt::from(*units), i64::from(*scale)),
            Repr::Large(value) => BigDecimal::clone(value),
        }
    }
}

impl From<BigDecimal> for Number {
    fn from(value: BigDecimal) -> Self {
        let value = value.normalized();
        // A negative scale means trailing zeros, which a small number writes out.
        let few_zeros = (-i64::from(MOST_PLACES)..0).contains(&value.fractional_digit_count());
        let whole = if few_zeros { value.with_scale(0) } else { value.clone() };
        let (units, scale) = whole.into_bigint_and_scale();
        match (units.to_i64(), u8::try_from(scale)) {
            (Some(units), Ok(scale)) if scale <= MOST_PLACES => Self(Repr::Small { units, scale }),
            _ => Self(Repr::Large(Arc::new(value))),
        }
    }
}

impl From<i64> for Number {
    fn from(units: i64) -> Self {
        Self(Repr::Small { units, scale: 0 })
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small { units: a, scale: p }, Repr::Small { units: b, scale: q }) if p == q => a.cmp(b),
            (Repr::Large(a), Repr::Large(b)) => a.cmp(b),
            _ => match self.aligned(other) {
                Some((a, b, _)) => a.cmp(&b),
                None => self.to_decimal().cmp(&other.to_decimal()),
            },
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for &Number {
    type Output = Number;

    fn add(self, other: Self) -> Number {
        match self.aligned(other).and_then(|(a, b, scale)| Some((a.checked_add(b)?, scale))) {
            Some((sum, scale)) => Number::from_units(sum, scale),
            None => Number::from(self.to_decimal() + other.to_decimal()),
        }
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        match &self.0 {
            Repr::Small { units, scale } => Number::from_units(-i128::from(*units), *scale),
            Repr::Large(value) => Number::from(-BigDecimal::clone(value)),
        }
    }
}

impl Sub for &Number {
    type Output = Number;

    fn sub(self, other: Self) -> Number {
        self + &-other
    }
}

impl Mul for &Number {
    type Output = Number;

    fn mul(self, other: Self) -> Number {
        Number::from(self.to_decimal() * other.to_decimal())
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |sum, number| &sum + &number)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}
