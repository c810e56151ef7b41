//! Where the models come from: the program itself, or a folder when it was built without them.

use anyhow::Result;
use dateline::Models;

/// The models inside the program.
#[cfg(feature = "embed-models")]
pub fn models() -> Result<Models> {
    Ok(Models::embedded())
}

/// The models in the folder that `DATELINE_MODELS` names, else in `models/` beside the program.
#[cfg(not(feature = "embed-models"))]
pub fn models() -> Result<Models> {
    use std::path::PathBuf;

    use anyhow::Context;
    use dateline::ModelFiles;

    let folder = match std::env::var_os("DATELINE_MODELS") {
        Some(folder) => PathBuf::from(folder),
        None => std::env::current_exe()?.with_file_name("models"),
    };
    let read = |path: &str| {
        let path = folder.join(path);
        std::fs::read(&path).with_context(|| {
            format!(
                "cannot read the model {}; this program was built without its models: \
                 name the folder that holds them in DATELINE_MODELS",
                path.display()
            )
        })
    };
    let [weights, vectors, labels, rows, words] = ModelFiles::PATHS;
    let (labels, words) = (String::from_utf8(read(labels)?)?, String::from_utf8(read(words)?)?);
    Models::read(&ModelFiles {
        weights: &read(weights)?,
        vectors: &read(vectors)?,
        labels: &labels,
        sentence_rows: &read(rows)?,
        sentence_words: &words,
    })
    .with_context(|| format!("the models in {} do not fit this program", folder.display()))
}
