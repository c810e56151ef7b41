//! The words of the language that the engine knows, by what they mean to it.
//!
//! In: `data/en/*.tsv`, made into a table when the program is built (`build.rs`): a row a word, its flags, and for each flag what it says and
//! where its words come from. Out: [`Flag::has`] for one question, [`flags`] for several of one word. A flag that is misspelt does not
//! compile, and a broken file does not build.

/// The flags of a word, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags([u64; WIDE]);

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

impl Flags {
    /// Whether the word has the flag.
    pub const fn has(self, flag: Flag) -> bool {
        self.0[flag as usize / 64] & 1 << (flag as usize % 64) != 0
    }

    /// Whether it has one of several.
    pub fn any(self, flags: &[Flag]) -> bool {
        flags.iter().any(|f| self.has(*f))
    }
}

impl Flag {
    /// All flags in the order of their definitions.
    pub fn all() -> impl ExactSizeIterator<Item = Flag> {
        FLAGS.iter().map(|f| f.0)
    }

    /// Whether a lemma has the flag.
    pub fn has(self, lemma: &str) -> bool {
        flags(lemma).has(self)
    }

    /// Its words in alphabetical order.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        WORDS.iter().filter(move |(_, flags)| flags.has(self)).map(|(word, _)| *word)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        FLAGS[self as usize].1
    }

    /// Where its words come from.
    pub fn source(self) -> &'static str {
        FLAGS[self as usize].2
    }

    /// What it says of a word.
    pub fn meaning(self) -> &'static str {
        FLAGS[self as usize].3
    }
}

/// The flags of a lemma; none for a word that is not in the lexicon.
pub fn flags(lemma: &str) -> Flags {
    WORDS.binary_search_by(|(word, _)| (*word).cmp(lemma)).ok().map_or_else(Flags::default, |at| WORDS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_flags_of_all_its_rows() {
        let call = flags("call");
        assert!(call.has(Flag::Names) && call.has(Flag::SpeechNoun) && !call.has(Flag::Says));
        assert_eq!(flags("zigzagging"), Flags::default());
        assert!(flags("zebra crossing") == Flags::default());
    }

    #[test]
    fn the_table_is_sorted_and_every_flag_has_words() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        for (i, flag) in Flag::all().enumerate() {
            assert_eq!(flag as usize, i);
            assert!(flag.words().all(|w| flag.has(w)) && flag.words().next().is_some(), "{}", flag.name());
            assert!(!flag.meaning().is_empty() && !flag.source().is_empty());
        }
    }
}
