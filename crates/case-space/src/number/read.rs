//! Numbers from text as TOML writes them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::BigInt;

use super::{MOST_PLACES, Number, Repr};

/// The most digits a number may be written with, and the greatest exponent: nobody writes more, and without a limit
/// `1e999999999` would fill the memory.
const LIMIT: usize = 1000;

/// Why a text is not a number that can be counted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// `nan` or `inf`.
    NotFinite,
    /// More than a thousand digits, or an exponent beyond a thousand.
    TooLong,
    /// Not a number at all.
    NotANumber,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFinite => "not a finite number",
            Self::TooLong => "a number of more than 1000 digits",
            Self::NotANumber => "not a number",
        })
    }
}

impl std::error::Error for NumberError {}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads an integer or float as TOML writes it: `50_000`, `+5`, `0x10`, `0.1`, `1e3`.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        if let Some(number) = short(text) {
            return Ok(number);
        }
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        if matches!(unsigned, "nan" | "inf") {
            return Err(NumberError::NotFinite);
        }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
            if let Some(digits) = text.strip_prefix(prefix) {
                return in_radix(&plain_digits(digits)?, radix);
            }
        }
        decimal(text)
    }
}

/// The common case, read without touching the heap: a sign, at most 18 digits, a point among them.
fn short(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut units = 0_i64;
    let mut scale = None::<u8>;
    let mut after_digit = false;
    for byte in unsigned.bytes() {
        match byte {
            b'0'..=b'9' => {
                units = units.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                scale = scale.map(|places| places.saturating_add(1));
            }
            b'_' if after_digit => {}
            b'.' if after_digit && scale.is_none() => scale = Some(0),
            _ => return None,
        }
        after_digit = byte.is_ascii_digit();
    }
    let scale = scale.unwrap_or(0);
    let signed = if text.starts_with('-') { -i128::from(units) } else { i128::from(units) };
    (after_digit && scale <= MOST_PLACES).then(|| Number::from_units(signed, scale))
}

fn decimal(text: &str) -> Result<Number, NumberError> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, unsigned) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (plain_digits(whole)?, plain_digits(fraction)?),
        None => (plain_digits(unsigned)?, String::new()),
    };
    let exponent = signed_exponent(exponent)?;
    let digits = BigInt::from_str(&format!("{sign}{whole}{fraction}")).map_err(|_| NumberError::NotANumber)?;
    let places = i64::try_from(fraction.len()).map_err(|_| NumberError::TooLong)?;
    Ok(Number::from(BigDecimal::new(digits, places - exponent)))
}

fn signed_exponent(text: &str) -> Result<i64, NumberError> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = plain_digits(unsigned)?;
    let limit = i64::try_from(LIMIT).unwrap_or(i64::MAX);
    let size = digits.parse::<i64>().ok().filter(|size| *size <= limit).ok_or(NumberError::TooLong)?;
    Ok(if text.starts_with('-') { -size } else { size })
}

fn in_radix(digits: &str, radix: u32) -> Result<Number, NumberError> {
    let value = BigInt::parse_bytes(digits.as_bytes(), radix).ok_or(NumberError::NotANumber)?;
    match i64::try_from(&value) {
        Ok(units) => Ok(Number::from(units)),
        Err(_) => Ok(Number(Repr::Large(Arc::new(BigDecimal::from(value).normalized())))),
    }
}

/// The digits without the underscores between them.
fn plain_digits(text: &str) -> Result<String, NumberError> {
    if text.len() > 2 * LIMIT {
        return Err(NumberError::TooLong);
    }
    let between = !text.is_empty() && !text.starts_with('_') && !text.ends_with('_') && !text.contains("__");
    if !between || !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Err(NumberError::NotANumber);
    }
    let digits: String = text.chars().filter(|digit| *digit != '_').collect();
    if digits.len() > LIMIT { Err(NumberError::TooLong) } else { Ok(digits) }
}
