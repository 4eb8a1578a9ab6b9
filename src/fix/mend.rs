//! From what mends a finding to a change of the text.

use toml_mistakes::{Value, ValueKind};
use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

use super::edit::Edit;
use super::spot::Spot;
use super::take_out;
use crate::finding::TextChange;
use crate::source::Span;
use crate::subject::{Subject, split_part};

/// What changes at a spot; `None` where what stands there is not what was expected.
pub(super) fn edit(text: &str, spot: &Spot<'_>, change: &TextChange) -> Option<Edit> {
    match (change, *spot) {
        (TextChange::Rename { from, to }, Spot::Key(key, span)) if key == from => {
            Some(Edit { span, text: TomlKeyBuilder::new(to).as_default().to_toml_key() })
        }
        (TextChange::Rename { from, to }, Spot::Value(value) | Spot::Item { item: value, .. }) => {
            rename(value, from, to)
        }
        (TextChange::TakeOut(_), Spot::Value(value)) => Some(Edit { span: value.span(), text: "[]".to_owned() }),
        (TextChange::TakeOut(_), Spot::Item { item, before }) => take_out::item(text, item.span(), before).map(removed),
        (TextChange::TakeOut(_), Spot::Section(table)) => take_out::section(text, table).map(removed),
        (TextChange::Rename { .. }, Spot::Key(..) | Spot::Section(_))
        | (TextChange::TakeOut(_), Spot::Key(..))
        | (TextChange::Write(_), _) => None,
    }
}

const fn removed(span: Span) -> Edit {
    Edit { span, text: String::new() }
}

/// Another id in a text that is the id, or a subject with it, or a part of that.
fn rename(value: Value<'_>, from: &str, to: &str) -> Option<Edit> {
    let ValueKind::String(written) = value.kind() else { return None };
    let with = |written: &str| match Subject::parse(written) {
        Some(Subject::Of(kind, id)) if id == from => Some(Subject::Of(kind, to.into()).to_string()),
        _ => None,
    };
    let of_part = || split_part(written).and_then(|(subject, part)| Some(format!("{}:{part}", with(subject)?)));
    let renamed = if written == from { to.to_owned() } else { with(written).or_else(of_part)? };
    let renamed = TomlStringBuilder::new(&renamed);
    let quoted = renamed.as_basic_pretty().or_else(|| renamed.as_literal()).unwrap_or_else(|| renamed.as_basic());
    Some(Edit { span: value.span(), text: quoted.to_toml_value() })
}
