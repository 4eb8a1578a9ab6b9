//! Values that many tables have: texts, numbers, dates, lists, things by their ids.

use std::num::NonZeroU32;

use case_space::Number;
use toml_mistakes::{Datetime, Entry, Value, ValueKind};

use super::amend::is_quoted;
use super::due::Due;
use super::listed::InPlaceOfList;
use super::read::{Flag, Located, Named, OneOrMany, Read, Target, To};
use super::reader::Reader;
use super::shape::Shape;
use crate::subject::{Subject, Text};

impl Read for Text {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        reader.text(value, "a text in quotes").map(Self::from)
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

impl Read for bool {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        if let ValueKind::Boolean(truth) = value.kind() {
            return Some(truth);
        }
        if !reader.amend_truth(value) {
            reader.expected("`true` or `false`", value);
        }
        None
    }

    fn shape() -> Shape {
        Shape::Boolean
    }
}

impl Read for Flag {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        bool::read(value, reader).map(|is_set| Self { is_set, place })
    }

    fn read_entry(entry: Entry<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(entry.span());
        Self::read(entry.value(), reader).map(|flag| Self { place, ..flag })
    }

    fn shape() -> Shape {
        Shape::Boolean
    }
}

impl Read for Number {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        reader.number(value)
    }

    fn shape() -> Shape {
        Shape::Number
    }
}

impl Read for NonZeroU32 {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let number = reader.number(value)?;
        let count = number.to_string().parse().ok();
        if count.is_none() {
            reader.invalid(value.span(), format!("{number} cannot be counted"), "write a whole number from 1 on");
        }
        count
    }

    fn shape() -> Shape {
        Shape::Count
    }
}

impl Read for jiff::civil::Date {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        match value.kind() {
            ValueKind::Datetime(Datetime { text: written, .. })
            | ValueKind::String(written)
            | ValueKind::Bare(written)
            | ValueKind::Integer(written)
            | ValueKind::Float(written) => {
                let is_text = !matches!(value.kind(), ValueKind::Datetime(_));
                let date = (written.len() == "2026-06-30".len()).then(|| written.parse::<Self>().ok()).flatten();
                match date {
                    None => reader.amend_day(value, written),
                    Some(_) if is_text && is_quoted(value) => {
                        let fix = reader.written(value, written).safe();
                        reader.amend(value, format!("the day `{written}` stands in quotes"), vec![fix]);
                    }
                    Some(_) => {}
                }
                date
            }
            _ => {
                reader.expected("a day such as 2026-06-30", value);
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Date
    }
}

impl<T: Read> Read for Located<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        T::read(value, reader).map(|value| Self { value, place })
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Read> Read for Box<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        T::read(value, reader).map(Self::new)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Target> Read for To<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let due = if reader.due == Due::Text { Due::One } else { reader.due };
        let id = reader.where_due(due, |reader| {
            if due == Due::One && reader.amend_one_of_many(value) {
                return None;
            }
            reader.text(value, format_args!("the id of a {} in quotes", T::KIND.noun()))
        })?;
        reader.note_due_of(value, due, id);
        Some(Self::new(id.into(), reader.place(value.span())))
    }

    fn shape() -> Shape {
        Shape::Id(T::KIND)
    }
}

impl<T: Read> Read for OneOrMany<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(value.span());
        let ValueKind::Array(array) = value.kind() else {
            let item = reader.where_due(Due::List, |reader| T::read(value, reader));
            return item.map(|item| Self { items: vec![item], has_unread: false, place });
        };
        let mut read = Self { items: Vec::with_capacity(array.len()), has_unread: false, place };
        for value in array.iter() {
            match reader.where_due(Due::Item, |reader| T::read(value, reader)) {
                Some(item) => read.items.push(item),
                None => read.has_unread = true,
            }
        }
        Some(read)
    }

    fn shape() -> Shape {
        T::shape().one_or_many()
    }

    /// What was meant is not known then: one of the two, or both.
    fn join(&mut self, mut more: Self) -> bool {
        self.items.append(&mut more.items);
        self.has_unread = true;
        true
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let unread = |count| std::iter::repeat_with(T::unread).take(count).flatten().collect();
        let is_table = |item: Value<'_>| matches!(item.kind(), ValueKind::Table(_));
        let items: Vec<Value<'_>> = match value.kind() {
            ValueKind::Array(array) if array.iter().all(is_table) => array.iter().collect(),
            ValueKind::Array(array) => match reader.list_for_tables(value, array, &T::shape()) {
                Some(count) => return Some(unread(count)),
                None => array.iter().collect(),
            },
            ValueKind::Table(table) if matches!(T::shape(), Shape::Table { .. }) => {
                match reader.table_for_list(value, table, &T::shape()) {
                    InPlaceOfList::Single(value) => vec![value],
                    InPlaceOfList::Unread(count) => return Some(unread(count)),
                }
            }
            _ => {
                reader.expected("a list", value);
                return None;
            }
        };
        Some(items.into_iter().filter_map(|value| T::read(value, reader).or_else(T::unread)).collect())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    fn join(&mut self, mut more: Self) -> bool {
        self.append(&mut more);
        true
    }
}

impl<T: Read + Target> Read for Vec<Named<T>> {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        if let ValueKind::Array(array) = value.kind() {
            reader.list_for_ids(value, array, T::KIND);
            return None;
        }
        let table = reader.table(value)?;
        let are_tables = matches!(T::shape(), Shape::Table { .. });
        let (entries, numbered) =
            if are_tables { reader.numbered(table, T::KIND) } else { (table.iter().collect(), Vec::new()) };
        let plain = entries.into_iter().map(|entry| (None, entry));
        let mut named = Self::with_capacity(table.len());
        for (id, entry) in plain.chain(numbered.into_iter().map(|(id, entry)| (Some(id), entry))) {
            let meant = id.or_else(|| reader.id_for_name(entry, T::KIND));
            let id = meant.map_or_else(|| Text::from(entry.key()), Text::from);
            let id = Located { value: id, place: reader.place(entry.key_span()) };
            let outer = reader.about(Subject::Of(T::KIND, id.value.clone()));
            let is_other = are_tables && reader.text_for_table(entry, T::KIND);
            let body = if is_other { T::unread() } else { T::read(entry.value(), reader).or_else(T::unread) };
            reader.about(outer);
            if let Some(body) = body {
                named.push(Named { id, body });
            }
        }
        Some(named)
    }

    fn shape() -> Shape {
        Shape::Map { keys: T::KIND.noun(), value: Box::new(T::shape()) }
    }

    fn join(&mut self, mut more: Self) -> bool {
        self.append(&mut more);
        true
    }
}
