//! Files made from the code.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use dateline::contract::{AnalysisJson, DossierJson};
use schemars::schema_for;

/// Writes the JSON schemas of what the program prints, or checks that they are current.
pub fn run(root: &Path, check: bool) -> Result<()> {
    for (name, schema) in [("analysis", schema_for!(AnalysisJson)), ("dossier", schema_for!(DossierJson))] {
        let path = root.join(format!("spec/schema/{name}.schema.json"));
        let text = serde_json::to_string_pretty(&schema)? + "\n";
        if check {
            if fs::read_to_string(&path).unwrap_or_default() != text {
                bail!("{} is not current: run `cargo xtask generate`", path.display());
            }
        } else {
            fs::create_dir_all(root.join("spec/schema"))?;
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
            println!("wrote {}", path.display());
        }
    }
    Ok(())
}
