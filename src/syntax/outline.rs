//! The tables of the format and their keys: where a key belongs that stands elsewhere.

use super::shape::Shape;

/// The tables of the format, each by its header, with its keys.
#[derive(Debug)]
pub(super) struct Outline(Vec<(String, Vec<&'static str>)>);

impl Outline {
    /// All tables that have a header in what looks like this.
    #[must_use]
    pub(super) fn of(root: &Shape) -> Self {
        let mut outline = Self(Vec::new());
        let mut open = vec![(String::new(), root.clone())];
        while let Some((path, shape)) = open.pop() {
            outline.add(&path, shape, &mut open);
        }
        outline.0.sort();
        outline
    }

    fn add(&mut self, path: &str, shape: Shape, open: &mut Vec<(String, Shape)>) {
        match shape {
            Shape::Table { fields, .. } => {
                let fields = fields();
                self.0.push((path.to_owned(), fields.iter().map(|field| field.key).collect()));
                open.extend(fields.into_iter().map(|field| (below(path, field.key), field.shape)));
            }
            Shape::Map { value, .. } => open.push((below(path, "ID"), *value)),
            Shape::List(item) if matches!(*item, Shape::Table { .. }) => open.push((format!("[{path}]"), *item)),
            Shape::AnyOf(shapes) if path.starts_with("[dimensions.") && !path.contains(".ID.") => {
                open.extend(shapes.into_iter().map(|shape| (path.to_owned(), shape)));
            }
            _ => {}
        }
    }

    /// The headers of the tables that know a key.
    pub(super) fn tables_with(&self, key: &str) -> Vec<&str> {
        self.0.iter().filter(|(_, keys)| keys.contains(&key)).map(|(path, _)| path.as_str()).collect()
    }

    /// The table of which there is one that knows a key.
    pub(super) fn single_with(&self, key: &str) -> Option<&str> {
        let mut single = self.tables_with(key).into_iter().filter_map(|path| path.strip_prefix('[')?.strip_suffix(']'));
        single.find(|name| ["matrix", "lint"].contains(name))
    }

    /// Whether the tables of a kind have an id each.
    pub(super) fn has_ids(&self, kind: &str) -> bool {
        self.0.iter().any(|(path, _)| *path == format!("[{kind}.ID]"))
    }

    /// Whether a list of tables is due at a path.
    pub(super) fn is_list_at(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('.').map(str::trim).collect();
        match parts.as_slice() {
            [kind] => self.is_list(kind),
            [kind, _, key] => self.0.iter().any(|(path, _)| *path == format!("[[{kind}.ID.{key}]]")),
            _ => false,
        }
    }

    /// Whether what stands in the file under a key is a list of tables.
    pub(super) fn is_list(&self, key: &str) -> bool {
        self.0.iter().any(|(path, _)| *path == format!("[[{key}]]"))
    }
}

/// The header of what stands below another.
fn below(path: &str, key: &str) -> String {
    let inside = path.trim_start_matches('[').trim_end_matches(']');
    if inside.is_empty() { format!("[{key}]") } else { format!("[{inside}.{key}]") }
}
