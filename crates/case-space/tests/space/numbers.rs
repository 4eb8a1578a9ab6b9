//! Numbers as TOML writes them, kept exactly.

use case_space::{Interval, Number, NumberError};
use proptest::prelude::*;

use super::brute::number;

#[test]
fn numbers_are_shown_in_one_way_however_they_are_written() {
    for (written, shown) in [
        ("50_000", "50000"),
        ("+5", "5"),
        ("-0.0", "0"),
        ("0x10", "16"),
        ("0o17", "15"),
        ("0b101", "5"),
        ("0.10", "0.1"),
        ("1e3", "1000"),
        ("1.5E-3", "0.0015"),
        ("-12e+2", "-1200"),
        ("9007199254740993.01", "9007199254740993.01"),
        ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
        ("0.0000000000000000000000001", "0.0000000000000000000000001"),
    ] {
        assert_eq!(number(written).to_string(), shown);
    }
}

#[test]
fn people_read_groups_of_three() {
    for (written, shown) in [
        ("999", "999"),
        ("1000", "1 000"),
        ("50000.01", "50 000.01"),
        ("-1234567", "-1 234 567"),
        ("0.1234567", "0.1234567"),
        ("1e21", "1 000 000 000 000 000 000 000"),
    ] {
        assert_eq!(number(written).grouped(), shown);
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in ["", "+", "-", "abc", "1__0", "_1", "1_", "1.", ".5", "1e", "1.2.3", "0x", "0xZZ", "--1", "1 000", "１"]
    {
        assert_eq!(text.parse::<Number>(), Err(NumberError::NotANumber), "{text}");
    }
    for text in ["nan", "inf", "-inf", "+nan"] {
        assert_eq!(text.parse::<Number>(), Err(NumberError::NotFinite), "{text}");
    }
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let digits = "9".repeat(1001);
    for text in ["1e999999999", "1e-999999999", "1e99999999999999999999", digits.as_str(), &"_1".repeat(9999)[1..]] {
        assert_eq!(text.parse::<Number>(), Err(NumberError::TooLong), "{text}");
    }
    assert_eq!(number("1e1000").to_string().len(), 1001);
}

#[test]
fn quotients_are_exact_or_none() {
    assert_eq!(number("1").divided_by(&number("8")), Some(number("0.125")));
    assert_eq!(number("1").divided_by(&number("3")), None);
    assert_eq!(number("1").divided_by(&Number::ZERO), None);
}

#[test]
fn an_interval_is_empty_where_its_ends_leave_no_number() {
    let (one, two) = (|| number("1"), || number("2"));
    for empty in [
        Interval::ALL.above(one()).below(one()),
        Interval::ALL.above(one()).at_most(one()),
        Interval::ALL.at_least(one()).below(one()),
        Interval::ALL.at_least(two()).at_most(one()),
        Interval::exactly(one()).meet(&Interval::exactly(two())),
    ] {
        assert!(empty.is_empty() && !empty.contains(&one()) && !empty.contains(&two()), "{empty:?}");
    }
    for some in [Interval::ALL, Interval::exactly(one()), Interval::ALL.above(one()).below(two())] {
        assert!(!some.is_empty(), "{some:?}");
    }
}

/// A decimal as units and places, and as text.
fn decimal() -> impl Strategy<Value = (i128, u32, Number)> {
    (-10_i128.pow(22)..10_i128.pow(22), 0_u32..6, 0_u32..22).prop_map(|(units, places, shrink)| {
        let units = units / 10_i128.pow(shrink);
        let unit = 10_i128.pow(places);
        let sign = if units < 0 { "-" } else { "" };
        let (whole, fraction) =
            (units.unsigned_abs() / unit.unsigned_abs(), units.unsigned_abs() % unit.unsigned_abs());
        let text = match places {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{fraction:0width$}", width = places as usize),
        };
        (units, places, number(&text))
    })
}

/// Units of a millionth.
fn millionths(units: i128, places: u32) -> i128 {
    units * 10_i128.pow(6 - places)
}

proptest! {
    #[test]
    fn numbers_count_as_whole_millionths_do((a, p, x) in decimal(), (b, q, y) in decimal()) {
        let (a, b) = (millionths(a, p), millionths(b, q));
        let of_millionths = |units: i128| &number(&units.to_string()) * &number("0.000001");
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x == y, a == b);
        prop_assert_eq!(&x + &y, of_millionths(a + b));
        prop_assert_eq!(&x - &y, of_millionths(a - b));
        prop_assert_eq!(-&x, of_millionths(-a));
        prop_assert_eq!(number(&x.to_string()), x);
    }
}
