//! How the cells of a workbook look: the colours of the letters are those of the page.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::syntax::{Capacity, Letter};

/// Every look of a cell.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) head: Format,
    /// The name of a row.
    pub(super) name: Format,
    pub(super) text: Format,
    /// A word that stands in the row above as well.
    pub(super) again: Format,
    letters: [(Capacity, Format, Format); 10],
}

const HEAD: Color = Color::RGB(0x001F_3864);
const RULE: Color = Color::RGB(0x00D7_DBE3);

impl Looks {
    pub(super) fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let head = Format::new().set_bold().set_font_color(Color::White).set_background_color(HEAD).set_text_wrap();
        let head = head.set_border(FormatBorder::Thin).set_border_color(RULE);
        let letter = |capacity: Capacity| {
            let (ink, ground) = colours(capacity);
            let font = Format::new().set_bold().set_font_color(Color::RGB(ink));
            let cell = font.clone().set_background_color(Color::RGB(ground));
            let cell = cell.set_border(FormatBorder::Thin).set_border_color(RULE);
            (capacity, cell.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter), font)
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
        self.letters.iter().find(|(known, ..)| *known == letter.capacity()).map_or(&self.text, |(_, cell, _)| cell)
    }

    /// The letter itself, among others in a cell.
    pub(super) fn font(&self, letter: Letter) -> &Format {
        self.letters.iter().find(|(known, ..)| *known == letter.capacity()).map_or(&self.text, |(_, _, font)| font)
    }
}

/// What gives a cell of several letters its ground: the first of these that one of them means.
pub(super) const BY_WEIGHT: [Capacity; 10] = [
    Capacity::Accountable,
    Capacity::Responsible,
    Capacity::Agrees,
    Capacity::Recommends,
    Capacity::Supports,
    Capacity::SignsOff,
    Capacity::Verifies,
    Capacity::Consulted,
    Capacity::Informed,
    Capacity::Omitted,
];

const fn colours(capacity: Capacity) -> (u32, u32) {
    match capacity {
        Capacity::Accountable => (0x00B3_261E, 0x00FA_DEDB),
        Capacity::Responsible => (0x001F_5FBF, 0x00DD_E9F8),
        Capacity::Consulted => (0x008A_5A00, 0x00FB_F0D2),
        Capacity::Informed => (0x001B_6E3C, 0x00DF_F2E4),
        Capacity::Supports | Capacity::SignsOff | Capacity::Verifies | Capacity::Recommends | Capacity::Agrees => {
            (0x007B_3FA0, 0x00F0_E4F7)
        }
        Capacity::Omitted => (0x0059_6275, 0x00EE_F0F4),
    }
}
