//! Numbers as text: canonical for machines, grouped for people.

use std::fmt;

use super::{Number, Repr};

impl fmt::Display for Number {
    /// The shortest plain decimal: no exponent, no trailing zeros (`50000.01`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small { units, scale: 0 } => write!(f, "{units}"),
            Repr::Small { units, scale } => {
                let unit = 10_u64.pow(u32::from(*scale));
                let sign = if *units < 0 { "-" } else { "" };
                let size = units.unsigned_abs();
                write!(f, "{sign}{}.{:0places$}", size / unit, size % unit, places = usize::from(*scale))
            }
            Repr::Large(value) => f.write_str(&value.to_plain_string()),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Number {
    /// As people read it: the whole part in groups of three, from four digits on (`50 000.01`).
    #[must_use]
    pub fn grouped(&self) -> String {
        let text = self.to_string();
        let (sign, unsigned) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let mut grouped = String::from(sign);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && whole.len().abs_diff(place) % 3 == 0 {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        if !fraction.is_empty() {
            grouped.push('.');
            grouped.push_str(fraction);
        }
        grouped
    }
}
