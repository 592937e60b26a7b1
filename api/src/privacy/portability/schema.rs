//! What may stand in `package.json`? A JSON Schema (2020-12), made of the format and of the declarations of all tables.

use super::{
    columns::{self, Role},
    package::PortabilityPackage,
};
use crate::{
    http::Problem,
    privacy::subjects::{labels, shapes::Shapes},
    store::ReadTx,
};
use kontoret_core::{
    portability::{FORMAT, VERSION},
    privacy::Table,
};
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

/// What sort of value a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// An id.
    Id,
    /// A moment.
    Moment,
    /// A day.
    Day,
    /// Yes or no.
    Truth,
    /// A whole number.
    Whole,
    /// An object or a list.
    Structure,
    /// A text.
    Text,
}

impl Sort {
    /// What the database says of a column.
    #[must_use]
    pub fn of(shapes: &Shapes, column: &str) -> Self {
        let sort = shapes.sort(column).map_or("", |(sort, _)| sort);
        let names = [
            ("uuid", Self::Id),
            ("timestamp", Self::Moment),
            ("date", Self::Day),
            ("json", Self::Structure),
            ("bool", Self::Truth),
            ("int", Self::Whole),
        ];
        names
            .into_iter()
            .find(|(word, _)| sort.contains(word))
            .map_or(Self::Text, |(_, sort)| sort)
    }

    fn schema(self, nullable: bool) -> Value {
        let (word, format) = match self {
            Self::Id => ("string", Some("uuid")),
            Self::Moment => ("string", Some("date-time")),
            Self::Day => ("string", Some("date")),
            Self::Truth => ("boolean", None),
            Self::Whole => ("integer", None),
            Self::Text => ("string", None),
            Self::Structure => return json!({}),
        };
        let mut schema = json!({ "type": if nullable { json!([word, "null"]) } else { json!(word) } });
        if let Some(format) = format {
            schema["format"] = json!(format);
        }
        schema
    }
}

/// The schema of a package with these tables.
///
/// # Errors
/// The store's.
pub async fn of(tx: &ReadTx, tables: impl Iterator<Item = &'static Table>) -> Result<Value, Problem> {
    let mut schema = format()?;
    let mut properties = Map::new();
    for table in tables {
        if let Some(rows) = rows(tx, table).await? {
            properties.insert(table.name.to_owned(), rows);
        }
    }
    schema["properties"]["tables"] = json!({
        "type": "object",
        "description": schema["properties"]["tables"]["description"],
        "properties": properties,
        "additionalProperties": false,
    });
    Ok(schema)
}

/// The format, as the contract has it.
fn format() -> Result<Value, Problem> {
    let mut parts = Vec::new();
    PortabilityPackage::schemas(&mut parts);
    let mut definitions = Map::new();
    for (name, part) in parts {
        definitions.insert(name, json_of(&part)?);
    }
    let mut schema = json_of(&PortabilityPackage::schema())?;
    close(&mut schema);
    definitions.values_mut().for_each(close);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(FORMAT);
    schema["properties"]["format"] = json!({ "const": FORMAT });
    schema["properties"]["version"] = json!({ "const": VERSION });
    schema["$defs"] = Value::Object(definitions);
    Ok(schema)
}

fn json_of(schema: &impl serde::Serialize) -> Result<Value, Problem> {
    let text = serde_json::to_string(schema).map_err(Problem::internal)?;
    serde_json::from_str(&text.replace("#/components/schemas/", "#/$defs/")).map_err(Problem::internal)
}

/// All properties are there, and no others.
fn close(schema: &mut Value) {
    let names: Option<Vec<String>> = schema["properties"].as_object().map(|p| p.keys().cloned().collect());
    if let Some(names) = names {
        schema["required"] = json!(names);
        schema["additionalProperties"] = json!(false);
    }
}

/// The rows of a table, as it is declared.
async fn rows(tx: &ReadTx, table: &'static Table) -> Result<Option<Value>, Problem> {
    let columns = columns::of(table);
    if columns.is_empty() {
        return Ok(None);
    }
    let shapes = Shapes::of(tx, table).await?;
    let mut properties = Map::new();
    for column in &columns {
        let mut schema = match column.role {
            Role::Number => Sort::Text.schema(true),
            _ => {
                let nullable = shapes.sort(column.name).is_none_or(|(_, nullable)| nullable);
                Sort::of(&shapes, column.name).schema(nullable)
            }
        };
        if let Some((swedish, english)) = labels::field(column.name) {
            schema["title"] = json!(format!("{swedish} / {english}"));
        }
        properties.insert(column.name.to_owned(), schema);
    }
    let title = labels::record(table.name).map(|(swedish, english)| format!("{swedish} / {english}"));
    Ok(Some(json!({
        "type": "array",
        "title": title.unwrap_or_else(|| table.name.to_owned()),
        "items": {
            "type": "object",
            "required": columns.iter().map(|c| c.name).collect::<Vec<_>>(),
            "properties": properties,
            "additionalProperties": false,
        },
    })))
}
