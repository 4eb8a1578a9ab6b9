//! The JSON Schema of the format, made of the declarations that read it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::file::File;
use super::read::Read;
use super::shape::{Field, Shape};

/// The schema of one file of a policy, draft 2020-12: what an editor checks and completes by.
///
/// It says less than `raci check` does: ids are not looked up in it, and what depends on two keys is left to the rules.
#[must_use]
pub fn schema() -> Value {
    let mut tables = Tables::default();
    let root = tables.shape(&File::shape());
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!("raci policy, version 1"));
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("$defs".to_owned(), Value::Object(tables.done.into_iter().collect()));
    Value::Object(schema)
}

/// The tables that were met, by name: each is written once and referred to.
#[derive(Default)]
struct Tables {
    done: BTreeMap<String, Value>,
}

impl Tables {
    fn shape(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Text => json!({ "type": "string" }),
            Shape::Boolean => json!({ "type": "boolean" }),
            Shape::Number => json!({ "type": "number" }),
            Shape::Count => json!({ "type": "integer", "minimum": 1 }),
            Shape::Date => json!({ "type": "string", "format": "date" }),
            Shape::Term => json!({ "type": "string", "description": "a span of time such as \"6 months\"" }),
            Shape::Id(kind) => json!({ "type": "string", "description": format!("the id of a {}", kind.noun()) }),
            Shape::Word(words) => json!({ "enum": words }),
            Shape::List(item) => json!({ "type": "array", "items": self.shape(item) }),
            Shape::NonEmptyList(item) => json!({ "type": "array", "items": self.shape(item), "minItems": 1 }),
            Shape::AnyOf(shapes) => {
                let any: Vec<_> = shapes.iter().map(|shape| self.shape(shape)).collect();
                json!({ "anyOf": any })
            }
            Shape::Map { keys, value } => {
                let about = format!("by the id of a {keys}");
                json!({ "type": "object", "description": about, "additionalProperties": self.shape(value) })
            }
            Shape::Table { name, about, fields } => self.table(name, about, *fields),
        }
    }

    /// A reference to the table, which is written when it is first met: it may hold itself.
    fn table(&mut self, name: &str, about: &str, fields: fn() -> Vec<Field>) -> Value {
        if !self.done.contains_key(name) {
            self.done.insert(name.to_owned(), Value::Null);
            let written = self.write(about, &fields());
            self.done.insert(name.to_owned(), written);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    fn write(&mut self, about: &str, fields: &[Field]) -> Value {
        let (mut properties, mut patterns) = (Map::new(), Map::new());
        for field in fields {
            let mut property = self.shape(&field.shape);
            if let Some(property) = property.as_object_mut() {
                property.insert("description".to_owned(), json!(field.about.trim()));
            }
            match field.pattern {
                Some(pattern) => patterns.insert(pattern.to_owned(), property),
                None => properties.insert(field.key.to_owned(), property),
            };
        }
        let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
        let mut table = json!({
            "type": "object",
            "description": about.trim(),
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        if let Some(table) = table.as_object_mut().filter(|_| !patterns.is_empty()) {
            table.insert("patternProperties".to_owned(), Value::Object(patterns));
        }
        table
    }
}
