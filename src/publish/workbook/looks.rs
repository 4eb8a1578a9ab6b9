//! How the cells of a workbook look: the colours of the letters are those of the page.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::syntax::Letter;

/// Every look of a cell.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) head: Format,
    /// The name of a row.
    pub(super) name: Format,
    pub(super) text: Format,
    /// A word that stands in the row above as well.
    pub(super) again: Format,
    letters: [(Letter, Format, Format); 7],
}

const HEAD: Color = Color::RGB(0x001F_3864);
const RULE: Color = Color::RGB(0x00D7_DBE3);

impl Looks {
    pub(super) fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let head = Format::new().set_bold().set_font_color(Color::White).set_background_color(HEAD).set_text_wrap();
        let head = head.set_border(FormatBorder::Thin).set_border_color(RULE);
        let letter = |letter: Letter| {
            let (ink, ground) = colours(letter);
            let font = Format::new().set_bold().set_font_color(Color::RGB(ink));
            let cell = font.clone().set_background_color(Color::RGB(ground));
            let cell = cell.set_border(FormatBorder::Thin).set_border_color(RULE);
            (letter, cell.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter), font)
        };
        Self {
            title: Format::new().set_bold().set_font_size(16),
            head: head.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            name: text.clone().set_bold(),
            again: text.clone().set_font_color(Color::RGB(0x0059_6275)),
            text,
            letters: BY_WEIGHT.map(letter),
        }
    }

    /// A cell with this letter.
    pub(super) fn letter(&self, letter: Letter) -> &Format {
        self.letters.iter().find(|(known, ..)| *known == letter).map_or(&self.text, |(_, cell, _)| cell)
    }

    /// The letter itself, among others in a cell.
    pub(super) fn font(&self, letter: Letter) -> &Format {
        self.letters.iter().find(|(known, ..)| *known == letter).map_or(&self.text, |(_, _, font)| font)
    }
}

/// The letter that gives a cell of several its ground: the first that it has of these.
pub(super) const BY_WEIGHT: [Letter; 7] = [Letter::A, Letter::R, Letter::D, Letter::S, Letter::V, Letter::C, Letter::I];

const fn colours(letter: Letter) -> (u32, u32) {
    match letter {
        Letter::A => (0x00B3_261E, 0x00FA_DEDB),
        Letter::R | Letter::D => (0x001F_5FBF, 0x00DD_E9F8),
        Letter::C => (0x008A_5A00, 0x00FB_F0D2),
        Letter::I => (0x001B_6E3C, 0x00DF_F2E4),
        Letter::S | Letter::V => (0x007B_3FA0, 0x00F0_E4F7),
    }
}
