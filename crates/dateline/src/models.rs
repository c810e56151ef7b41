//! The models and tables that analysis needs, loaded once.

use crate::language::Language;

/// All models. Cheap to share between threads by reference.
pub struct Models {
    /// The English language pipeline.
    pub language: Language,
}

impl Models {
    /// Name and version of the models, as a dossier records them.
    pub const NAME: &str = "en_core_web_md 3.7.1";

    /// The models inside the program.
    pub fn embedded() -> Self {
        Self { language: Language::embedded() }
    }
}
