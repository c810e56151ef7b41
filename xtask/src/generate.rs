//! Files made from the code.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use dateline::contract::{AnalysisJson, DossierJson};
use dateline::judge::{RULES, Rule};
use schemars::schema_for;

/// Writes the JSON schemas of what the program prints, the catalogue of rules and the types of the front end, or checks that they are current.
pub fn run(root: &Path, check: bool) -> Result<()> {
    let schema = |schema| Ok::<_, anyhow::Error>(serde_json::to_string_pretty(&schema)? + "\n");
    let files = [
        ("spec/schema/analysis.schema.json", schema(schema_for!(AnalysisJson))?),
        ("spec/schema/dossier.schema.json", schema(schema_for!(DossierJson))?),
        ("docs/rules.md", rules()),
        ("web/src/view.d.ts", crate::typescript::view()?),
    ];
    for (name, text) in files {
        let path = root.join(name);
        if check {
            if fs::read_to_string(&path).unwrap_or_default() != text {
                bail!("{} is not current: run `cargo xtask generate`", path.display());
            }
        } else {
            path.parent().map(fs::create_dir_all).transpose()?;
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
            println!("wrote {}", path.display());
        }
    }
    Ok(())
}

/// The catalogue of what the program compares.
fn rules() -> String {
    let mut out = String::from(
        "# What the program compares\n\nEvery difference names the rule that found it (`rule` in the JSON, `dateline explain FILE X1`). How often \
         each was right on pages whose differences are known stands in [spec/rules.toml](../spec/rules.toml). Made by `cargo xtask \
         generate` from `judge/rules.rs`.\n",
    );
    for r in RULES {
        let Rule { id, kind, title, what, why, example: [a, b], misses, .. } = r;
        let _ = write!(
            out,
            "\n## {title} (`{id}`)\nKind: {kind}. {what}\n\n*Why.* {why}\n\n*Example.* “{a}” against “{b}”\n\n*Misses.* {misses}\n"
        );
    }
    out
}
