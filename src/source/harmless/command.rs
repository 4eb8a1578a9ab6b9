//! Commands of GitHub's build servers, the only lines that begin with `::`.

use std::io;

use super::{Fit, Out};

impl Out<'_> {
    /// Prints a command: its name, its properties, and its message of one or more lines.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub(crate) fn command(
        &mut self,
        name: &'static str,
        properties: &[(&'static str, Fit<'_>)],
        message: &[Fit<'_>],
    ) -> io::Result<()> {
        let properties: Vec<_> = properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
        let message: Vec<_> = message.iter().map(|line| data(line)).collect();
        writeln!(self.to, "::{name} {}::{}", properties.join(","), message.join("%0A"))
    }
}

/// What stands after the second `::`; fit text has no line breaks.
fn data(text: &Fit<'_>) -> String {
    text.replace('%', "%25")
}

/// The value of a property.
fn property(text: &Fit<'_>) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::prose;
    use super::*;

    #[test]
    fn a_command_is_one_line_and_no_property_can_end_early() {
        let mut text = Vec::new();
        let file = prose("a,b:c%\n::error");
        Out::new(&mut text).command("warning", &[("file", file)], &[prose("50 %\r"), prose("::x")]).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), "::warning file=a%2Cb%3Ac%25␊∶%3Aerror::50 %25␍%0A∶:x\n");
    }
}
