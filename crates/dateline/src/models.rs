//! The models and tables that analysis needs, loaded once.
//!
//! Tables and small models are always part of the library. The large weights are part of it with the feature `embed-models`, which is
//! on by default; without it a program is 25 MB smaller and hands over their bytes itself.

use crate::language::{Language, ModelError};

/// All models. Cheap to share between threads by reference.
pub struct Models {
    /// The English language pipeline.
    pub language: Language,
}

/// The bytes of the large files under `models/`.
pub struct ModelFiles<'b> {
    /// Networks of tagger, parser and recogniser.
    pub weights: &'b [u8],
    /// Static vectors of words.
    pub vectors: &'b [u8],
    /// Names of tags, relations and types, as JSON.
    pub labels: &'b str,
    /// Vectors of the pieces of words that make the vectors of sentences.
    pub sentence_rows: &'b [u8],
    /// Those pieces, a line each.
    pub sentence_words: &'b str,
}

impl ModelFiles<'_> {
    /// Where the files are under `models/`, in the order of the fields.
    pub const PATHS: [&'static str; 5] = [
        "en_core_web_md-3.7.1/weights.safetensors",
        "en_core_web_md-3.7.1/vectors.safetensors",
        "en_core_web_md-3.7.1/labels.json",
        "potion-base-8M/table.safetensors",
        "potion-base-8M/vocabulary.txt",
    ];
}

impl Models {
    /// Name and version of the models, as a dossier records them.
    pub const NAME: &str = "en_core_web_md 3.7.1";

    /// The models from the bytes of their files.
    ///
    /// # Errors
    /// When a file is damaged or belongs to another model.
    pub fn read(files: &ModelFiles) -> Result<Self, ModelError> {
        Ok(Self { language: Language::read(files)? })
    }

    /// The models inside the program.
    ///
    /// # Panics
    /// When the files that were built in are damaged; a test reads them.
    #[cfg(feature = "embed-models")]
    pub fn embedded() -> Self {
        macro_rules! file {
            ($include:ident, $path:literal) => {
                $include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/", $path))
            };
        }
        let files = ModelFiles {
            weights: file!(include_bytes, "en_core_web_md-3.7.1/weights.safetensors"),
            vectors: file!(include_bytes, "en_core_web_md-3.7.1/vectors.safetensors"),
            labels: file!(include_str, "en_core_web_md-3.7.1/labels.json"),
            sentence_rows: file!(include_bytes, "potion-base-8M/table.safetensors"),
            sentence_words: file!(include_str, "potion-base-8M/vocabulary.txt"),
        };
        Self::read(&files).expect("the models in the program fit it")
    }
}
