//! The rule lemmatizer: dictionary forms from words, parts of speech and morphology.
//!
//! In: a word with its part of speech. Out: its lemma, by suffix rules checked against a list of known lemmas, with irregular forms first.
//! The tables come from WordNet 3.0.

use std::collections::BTreeMap;

use super::characters::{Characters, Classes};
use super::lexeme::{HashedMap, murmur64};
use super::ruler::Morph;
use super::{Pos, tables};

/// Tables of one part of speech.
#[derive(Default)]
struct Paradigm {
    /// A suffix and what replaces it, in order.
    rules: Vec<(String, String)>,
    /// Lemmas of irregular forms, tab-separated, by the hash of the form.
    exceptions: HashedMap<&'static str>,
    /// Hashes of the known lemmas, as keys.
    index: HashedMap<()>,
}

/// The lemmatizer. Immutable once loaded.
pub(crate) struct Lemmatizer {
    /// By part of speech.
    paradigms: Vec<Option<Paradigm>>,
    characters: &'static Characters,
}

impl Lemmatizer {
    /// The lemmatizer of the model inside the program.
    pub(crate) fn embedded() -> Self {
        let mut paradigms: BTreeMap<Pos, Paradigm> = BTreeMap::new();
        let pos_of = |name: &str| Pos::parse(&name.to_uppercase());
        let rules: BTreeMap<String, Vec<(String, String)>> =
            serde_json::from_str(tables::LEMMA_RULES).unwrap_or_default();
        for (name, rules) in rules {
            if let Some(pos) = pos_of(&name) {
                paradigms.entry(pos).or_default().rules = rules;
            }
        }
        for line in tables::LEMMA_EXCEPTIONS.lines() {
            let mut parts = line.splitn(3, '\t');
            if let (Some(pos), Some(form), Some(lemmas)) = (parts.next().and_then(pos_of), parts.next(), parts.next()) {
                paradigms.entry(pos).or_default().exceptions.insert(murmur64(form.as_bytes()), lemmas);
            }
        }
        let mut pos = None;
        for line in tables::LEMMA_INDEX.lines() {
            match line.strip_prefix("# ") {
                Some(name) => pos = pos_of(name),
                None => {
                    if let Some(pos) = pos {
                        paradigms.entry(pos).or_default().index.insert(murmur64(line.as_bytes()), ());
                    }
                }
            }
        }
        let paradigms = Pos::ALL.iter().map(|pos| paradigms.remove(pos)).collect();
        Self { paradigms, characters: Characters::embedded() }
    }

    /// The lemma of a word, given also in lower case.
    pub(crate) fn lemma(&self, word: &str, lower: &str, pos: Pos, morph: Morph) -> Box<str> {
        if pos == Pos::Space || is_base_form(pos, morph) {
            return lower.into();
        }
        match self.paradigms.get(pos as usize).and_then(Option::as_ref) {
            Some(paradigm) => self.by_rule(paradigm, word, lower),
            None if pos == Pos::Propn => word.into(),
            None => lower.into(),
        }
    }

    /// Whether a word in lower case is a known lemma or form of a part of speech.
    pub(crate) fn knows(&self, lower: &str, pos: Pos) -> bool {
        let Some(paradigm) = self.paradigms.get(pos as usize).and_then(Option::as_ref) else { return false };
        let known = |form: &str| paradigm.index.contains_key(&murmur64(form.as_bytes()));
        known(lower) || self.is_form(lower, pos)
    }

    /// Whether a word in lower case is a form of a known verb, other than the infinitive: "sinks", "sank", "sinking".
    pub(crate) fn is_inflected_verb(&self, lower: &str) -> bool {
        self.is_form(lower, Pos::Verb)
    }

    fn is_form(&self, lower: &str, pos: Pos) -> bool {
        let Some(paradigm) = self.paradigms.get(pos as usize).and_then(Option::as_ref) else { return false };
        let known = |form: &str| paradigm.index.contains_key(&murmur64(form.as_bytes()));
        let ruled = |(suffix, replacement): &(String, String)| {
            let stem = lower.strip_suffix(suffix.as_str()).filter(|s| s.len() >= 2);
            stem.is_some_and(|s| suffix != replacement && known(&[s, replacement].concat()))
        };
        paradigm.exceptions.contains_key(&murmur64(lower.as_bytes())) || paradigm.rules.iter().any(ruled)
    }

    fn by_rule(&self, paradigm: &Paradigm, word: &str, lower: &str) -> Box<str> {
        let known = |form: &str| paradigm.index.contains_key(&murmur64(form.as_bytes()));
        // Of the forms that the rules give: the known ones, last rule first, then those that are no words, first rule first.
        let mut forms: Vec<String> = Vec::new();
        let mut unknown: Option<String> = None;
        for (suffix, replacement) in &paradigm.rules {
            let Some(stem) = lower.strip_suffix(suffix.as_str()) else { continue };
            let form = [stem, replacement].concat();
            if form.is_empty() {
                continue;
            }
            if known(&form) {
                forms.insert(0, form);
            } else if !form.chars().all(|c| self.characters.is(c, Classes::LETTER)) {
                forms.push(form);
            } else {
                unknown.get_or_insert(form);
            }
        }
        // The last irregular lemma that the rules do not give too stands first.
        let mut irregular =
            paradigm.exceptions.get(&murmur64(lower.as_bytes())).into_iter().flat_map(|lemmas| lemmas.split('\t'));
        if let Some(lemma) = irregular.rfind(|lemma| !forms.iter().any(|f| f == lemma)) {
            return lemma.into();
        }
        forms.into_iter().next().or(unknown).map_or_else(|| word.into(), String::into_boxed_str)
    }
}

/// Whether the word is its own lemma by its morphology.
fn is_base_form(pos: Pos, morph: Morph) -> bool {
    match pos {
        Pos::Noun if morph.singular => true,
        Pos::Verb if morph.finite && morph.present && !morph.number => true,
        _ => morph.infinitive || morph.positive,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_dictionary_forms() {
        let lemmatizer = Lemmatizer::embedded();
        let check = |word: &str, pos, morph, expected: &str| {
            assert_eq!(*lemmatizer.lemma(word, &word.to_lowercase(), pos, morph), *expected, "{word}");
        };
        let none = Morph::default();
        check("said", Pos::Verb, none, "say");
        check("Leaving", Pos::Verb, none, "leave");
        check("geese", Pos::Noun, none, "goose");
        check("wolves", Pos::Noun, none, "wolf");
        check("officials", Pos::Noun, none, "official");
        check("unzorbed", Pos::Verb, none, "unzorbe");
        check("worst", Pos::Adj, none, "bad");
        check("Lorvale", Pos::Propn, none, "Lorvale");
        check("THEM", Pos::Pron, none, "them");
        check("“", Pos::Punct, none, "\"");
        check("left", Pos::Verb, Morph { infinitive: true, ..none }, "left");
        check("News", Pos::Noun, Morph { singular: true, ..none }, "news");
    }
}
