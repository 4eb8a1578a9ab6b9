//! One declaration of a table gives its type, its reader, its keys and its schema.

/// Declares a table of the format. Each field is `"key" name: Type;`, and `required` before the key makes it one that must be there.
/// `about(subject)` after the name tells, of a table without an id, what is wrong when something in it is. A `noted` table may have
/// [`Remarks`](crate::syntax::Remarks), and one that is `short` for a key may be written as the value of that key alone.
/// `others(field: Type)` takes the keys that are none of the table's own.
macro_rules! declaration {
    (
        $(#[doc = $about:literal])*
        pub noted struct $Name:ident $(about($subject:path))? $(short($short:literal))? $(others($others:ident: $Others:ty))? { $($rest:tt)* }
    ) => {
        $crate::syntax::declare::declaration! {
            $(#[doc = $about])*
            pub struct $Name $(about($subject))? $(short($short))? $(others($others: $Others))? {
                $($rest)*
                /// A remark that belongs to the policy.
                "note" note: $crate::subject::Text;
                /// The clause that it comes from.
                "source" source: $crate::subject::Text;
            }
        }

        impl $Name {
            /// Takes out what is remarked on it.
            pub fn remarks(&mut self) -> $crate::syntax::Remarks {
                $crate::syntax::Remarks::new(&mut self.note, &mut self.source)
            }
        }
    };
    (
        $(#[doc = $about:literal])*
        pub struct $Name:ident $(about($subject:path))? $(short($short:literal))? $(others($others:ident: $Others:ty))? {
            $( $(#[doc = $doc:literal])* $($required:ident)? $key:literal $field:ident : $Type:ty; )*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Default)]
        pub struct $Name {
            /// The table's header, or the whole of an inline table.
            pub place: $crate::source::Place,
            $( $(#[doc = $doc])* pub $field: $crate::syntax::Slot<$Type>, )*
            $(
                /// What stands under other keys.
                pub $others: $crate::syntax::Slot<$Others>,
            )?
        }

        impl $Name {
            /// The keys that the table may have.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// Reads a table that stands at `place`.
            fn read_table(
                table: toml_mistakes::Table<'_>,
                place: $crate::source::Place,
                reader: &mut $crate::syntax::Reader,
            ) -> Self {
                let mut read = Self { place, ..Self::default() };
                reader.enter(Self::KEYS, place);
                let entries = $crate::syntax::declare::entries!(table, reader, Self::KEYS $(, read.$others, $Others)?);
                for (key, entry) in entries {
                    match key {
                        $( $key => read.$field.take_in(entry, reader), )*
                        _ => {}
                    }
                }
                $($( $crate::syntax::declare::require!($required reader, place, $key, read.$field); )?)*
                reader.leave();
                read
            }

            /// Reads the value of one key, written in place of a table that has that key alone.
            fn read_short(
                key: &str,
                value: toml_mistakes::Value<'_>,
                reader: &mut $crate::syntax::Reader,
            ) -> Option<Self> {
                let mut read = Self { place: reader.place(value.span()), ..Self::default() };
                match key {
                    $( $key => read.$field = $crate::syntax::Slot::Given($crate::syntax::read::Read::read(value, reader)?), )*
                    _ => {}
                }
                Some(read)
            }
        }

        impl $crate::syntax::read::Read for $Name {
            fn read(value: toml_mistakes::Value<'_>, reader: &mut $crate::syntax::Reader) -> Option<Self> {
                let short = $crate::syntax::declare::short!($($short)?);
                if let Some(key) = short.filter(|_| !matches!(value.kind(), toml_mistakes::ValueKind::Table(_))) {
                    return Self::read_short(key, value, reader);
                }
                let table = reader.table(value)?;
                let outer = $crate::syntax::declare::subject!(table $($subject)?).map(|subject| reader.about(subject));
                let read = Self::read_table(table, reader.place(value.span()), reader);
                if let Some(outer) = outer {
                    reader.about(outer);
                }
                Some(read)
            }

            fn shape() -> $crate::syntax::Shape {
                let table = $crate::syntax::Shape::Table {
                    name: stringify!($Name),
                    about: concat!($($about, "\n"),*),
                    fields: || [vec![$(
                        $crate::syntax::Field {
                            key: $key,
                            about: concat!($($doc, "\n"),*),
                            pattern: None,
                            required: false $( || $crate::syntax::declare::require!($required) )?,
                            shape: <$Type as $crate::syntax::read::Read>::shape(),
                        }
                    ),*], vec![$(<$Others>::field())?]].concat(),
                };
                table.or_short($crate::syntax::declare::short!($($short)?))
            }

            fn unread() -> Option<Self> {
                Some(Self {
                    place: $crate::source::Place::default(),
                    $( $field: $crate::syntax::Slot::Unread, )*
                    $( $others: $crate::syntax::Slot::Unread, )?
                })
            }
        }
    };
}

/// The entries of a table under its own keys; those under others are taken in.
macro_rules! entries {
    ($table:ident, $reader:ident, $keys:expr) => {
        $reader.entries($table, $keys)
    };
    ($table:ident, $reader:ident, $keys:expr, $slot:expr, $Others:ty) => {{
        let mut others = <$Others>::default();
        others.reshape($table, $keys, $reader);
        let entries = $reader.entries_beside($table, $keys, |entry, reader| others.take_in(entry, $keys, reader));
        $slot = $crate::syntax::Slot::Given(others);
        entries
    }};
}

/// What a table is about, where it has a say in that.
macro_rules! subject {
    ($table:ident) => {
        None::<$crate::subject::Subject>
    };
    ($table:ident $subject:path) => {
        $subject($table)
    };
}

/// The word `required` of a [`declaration`].
macro_rules! require {
    (required) => {
        true
    };
    (required $reader:ident, $place:expr, $key:literal, $slot:expr) => {
        if $slot.is_absent() {
            $reader.missing_key($place, $key);
            $slot = $crate::syntax::Slot::Unread;
        }
    };
}

/// The key as the value of which a table may be written.
macro_rules! short {
    () => {
        None::<&'static str>
    };
    ($key:literal) => {
        Some($key)
    };
}

pub(super) use {declaration, entries, require, short, subject};
