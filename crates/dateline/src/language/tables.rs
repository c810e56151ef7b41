//! The tables of the pipeline that are not weights, as text inside the program. `models/export_tables.py` writes them.

macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/en_core_web_md-3.7.1/tables/", $name))
    };
}

/// Character classes: a name and ranges of code points a line.
pub(crate) const CHARACTERS: &str = table!("characters.txt");
/// Units and currencies that come off after a digit.
pub(crate) const AFFIXES: &str = table!("affixes.json");
/// Tokenizer exceptions: text and parts a line.
pub(crate) const EXCEPTIONS: &str = table!("exceptions.jsonl");
/// Norms by string hash.
pub(crate) const NORMS: &str = table!("norms.tsv");
/// Strings that have a number instead of a hash.
pub(crate) const SYMBOLS: &str = table!("symbols.txt");
/// Patterns of the attribute ruler.
pub(crate) const RULER: &str = table!("ruler.jsonl");
/// Suffix rules of the lemmatizer by part of speech.
pub(crate) const LEMMA_RULES: &str = table!("lemma_rules.json");
/// Irregular lemmas by part of speech.
pub(crate) const LEMMA_EXCEPTIONS: &str = table!("lemma_exc.tsv");
/// Known lemmas by part of speech.
pub(crate) const LEMMA_INDEX: &str = table!("lemma_index.txt");
