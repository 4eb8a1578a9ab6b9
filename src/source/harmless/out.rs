//! Where text is printed: a terminal, a log, a report, a page.

use std::fmt::{self, Display, Write as _};
use std::io;

use super::{Fit, without_commands};

/// What can stand in a line that is printed: fit text, the program's own words, and numbers. Of any other text the compiler says that it
/// does not live long enough.
pub(crate) trait Printable: Display {}

impl Printable for Fit<'_> {}
impl Printable for &'static str {}
impl Printable for u32 {}
impl Printable for usize {}

/// Lets nothing pass that is not fit to print.
pub(crate) const fn printable<T: Printable>(part: &T) -> &T {
    part
}

/// A format whose parts are all fit to print.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a>(fmt::Arguments<'a>);

impl<'a> Parts<'a> {
    /// What the macros of this module make, which let only fit parts into it.
    pub(crate) const fn of(arguments: fmt::Arguments<'a>) -> Self {
        Self(arguments)
    }

    /// The text: parts that are harmless alone may be no longer so together.
    pub(crate) fn text(self) -> Fit<'static> {
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
///
/// ```
/// # use raci::source::{Out, harmless::prose};
/// let mut page = Vec::new();
/// Out::new(&mut page).put(&prose("a name\n"))?;
/// assert_eq!(page, "a name␊".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// ```compile_fail
/// # use raci::source::Out;
/// let mut page = Vec::new();
/// Out::new(&mut page).put("a name\n")?;
/// # Ok::<(), std::io::Error>(())
/// ```
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

    /// Prints what `put!` and `putln!` put together.
    pub(crate) fn put_parts(&mut self, parts: Parts<'_>) -> io::Result<()> {
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
