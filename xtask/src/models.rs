//! The weights against their manifest.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
struct Manifest {
    model: Vec<Model>,
}

#[derive(Deserialize)]
struct Model {
    id: String,
    files: BTreeMap<String, String>,
}

/// Compares the SHA-256 of every file that the manifest names.
pub fn verify(root: &Path) -> Result<()> {
    let folder = root.join("models");
    let manifest: Manifest = toml::from_str(&fs::read_to_string(folder.join("manifest.toml"))?)?;
    let (mut right, mut wrong) = (0, Vec::new());
    for model in &manifest.model {
        for (file, want) in &model.files {
            let path = folder.join(&model.id).join(file);
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let got: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
            if got == *want {
                right += 1;
            } else {
                wrong.push(path.display().to_string());
            }
        }
    }
    if !wrong.is_empty() {
        bail!("not as the manifest says: {}", wrong.join(", "));
    }
    println!("{right} files are as models/manifest.toml says");
    Ok(())
}
