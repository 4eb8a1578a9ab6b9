//! Where text is printed: a terminal, a log, a report, a page.

use std::fmt::{self, Display, Write as _};
use std::io;

use super::{Fit, without_commands};

/// What can stand in a line that is printed: fit text, the program's own words, and numbers.
pub trait Printable: Display + sealed::Sealed {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! printable {
    ($($kind:ty),*) => {$(
        impl sealed::Sealed for $kind {}
        impl Printable for $kind {}
    )*};
}

printable!(Fit<'_>, &'static str, u16, u32, u64, usize);

/// Lets nothing pass that is not fit to print.
#[doc(hidden)]
pub const fn printable<T: Printable>(part: &T) -> &T {
    part
}

/// A format whose parts are all fit to print.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a>(fmt::Arguments<'a>);

impl<'a> Parts<'a> {
    /// What the macros of this module make, which let only fit parts into it.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(arguments: fmt::Arguments<'a>) -> Self {
        Self(arguments)
    }

    /// The text: parts that are harmless alone may be no longer so together.
    #[must_use]
    pub fn text(self) -> Fit<'static> {
        Fit(without_commands(self.0.to_string().into()).into_owned().into())
    }
}

/// Like `format!`, of parts that are fit to print. Values are given after the format, never named within it.
macro_rules! fit {
    ($format:literal $(, $part:expr)* $(,)?) => {
        $crate::source::harmless::Parts::of(
            format_args!(concat!($format), $($crate::source::harmless::printable(&$part)),*)
        ).text()
    };
}

/// Like `write!`, of parts that are fit to print.
macro_rules! put {
    ($out:expr, $format:literal $(, $part:expr)* $(,)?) => {
        $out.put_parts($crate::source::harmless::Parts::of(
            format_args!(concat!($format), $($crate::source::harmless::printable(&$part)),*)
        ))
    };
}

/// Like `writeln!`, of parts that are fit to print.
macro_rules! putln {
    ($out:expr) => {
        $out.put_parts($crate::source::harmless::Parts::of(format_args!("\n")))
    };
    ($out:expr, $format:literal $(, $part:expr)* $(,)?) => {
        $out.put_parts($crate::source::harmless::Parts::of(
            format_args!(concat!($format, "\n"), $($crate::source::harmless::printable(&$part)),*)
        ))
    };
}

pub(crate) use {fit, put, putln};

/// Where text is printed; it takes only what is fit.
pub struct Out<'a> {
    pub(super) to: &'a mut dyn io::Write,
    /// What is printed next, kept for its room.
    next: String,
}

impl<'a> Out<'a> {
    /// Prints to a stream, a file or a buffer.
    pub fn new(to: &'a mut dyn io::Write) -> Self {
        Self { to, next: String::new() }
    }

    /// Prints a text.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn put(&mut self, text: &Fit<'_>) -> io::Result<()> {
        self.to.write_all(text.as_bytes())
    }

    /// Prints what [`put!`] and [`putln!`] put together.
    ///
    /// # Errors
    /// Where it cannot be written to.
    #[doc(hidden)]
    pub fn put_parts(&mut self, parts: Parts<'_>) -> io::Result<()> {
        self.next.clear();
        self.next.write_fmt(parts.0).map_err(io::Error::other)?;
        self.to.write_all(without_commands(self.next.as_str().into()).as_bytes())
    }

    /// Prints what a library made, as it is: whoever calls this says why it is fit.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn vouched(&mut self, made: &[u8]) -> io::Result<()> {
        self.to.write_all(made)
    }
}

impl fmt::Debug for Out<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Out").finish_non_exhaustive()
    }
}
