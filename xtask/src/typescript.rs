//! The types of the view for the front end.
//!
//! In: the JSON schema of [`View`](dateline_report::View). Out: `web/src/view.d.ts`, an interface for each structure. What the page shows is
//! so defined once, in Rust; `tsc` then finds the module that asks for a field which is not there.

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The text of the file.
pub fn view() -> Result<String> {
    let schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<dateline_report::View>();
    let schema = serde_json::to_value(schema)?;
    let mut out = String::from(
        "// Made by `cargo xtask generate` from the types of the crate dateline-report. Offsets are UTF-16 code units into a source's text.\n",
    );
    interface(&mut out, "View", &schema)?;
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        interface(&mut out, name, definition)?;
    }
    Ok(out)
}

fn interface(out: &mut String, name: &str, schema: &Value) -> Result<()> {
    let fields = schema["properties"].as_object().with_context(|| format!("{name} is no structure"))?;
    let required = |field: &str| schema["required"].as_array().is_some_and(|r| r.iter().any(|x| x == field));
    comment(out, "", schema);
    writeln!(out, "export interface {name} {{")?;
    for (field, of) in fields {
        comment(out, "  ", of);
        let (mark, null) = if required(field) { ("", true) } else { ("?", false) };
        writeln!(out, "  {field}{mark}: {};", kind(of, null).with_context(|| format!("{name}.{field}"))?)?;
    }
    writeln!(out, "}}")?;
    Ok(())
}

fn comment(out: &mut String, indent: &str, schema: &Value) {
    if let Some(text) = schema["description"].as_str() {
        let _ = writeln!(out, "{indent}/** {} */", text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

/// The type of a schema; `null` says whether a value that may be missing is written as null.
fn kind(schema: &Value, null: bool) -> Result<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return Ok(name.rsplit('/').next().unwrap_or_default().to_owned());
    }
    let names: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => bail!("no type is known for {schema}"),
    };
    let mut kinds = Vec::new();
    for name in names {
        kinds.push(match name {
            "string" => "string".to_owned(),
            "integer" | "number" => "number".to_owned(),
            "boolean" => "boolean".to_owned(),
            "null" if null => "null".to_owned(),
            "null" => continue,
            "array" => match schema["prefixItems"].as_array() {
                Some(parts) => {
                    let parts: Result<Vec<String>> = parts.iter().map(|p| kind(p, true)).collect();
                    format!("[{}]", parts?.join(", "))
                }
                None => format!("{}[]", kind(&schema["items"], true)?),
            },
            other => bail!("{other} has no type in the front end"),
        });
    }
    Ok(kinds.join(" | "))
}
