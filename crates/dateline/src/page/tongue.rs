//! Which language a page is in, and whether the later stages read it.
//!
//! In: the text, and what the page says of itself. Out: a code, and a remark where the language is not read. Analysis knows English only: what
//! it made of another language would be nonsense, so such a page is kept with its title, outlet and day, and its text is not analysed.

use super::Note;

/// The code of a remark that the text of a page is not analysed.
pub const NOT_READ: &str = "language-not-read";

/// Bytes that are looked at.
const ENOUGH: usize = 20_000;
/// A text of fewer words is in the language that its page is said to be in, else English.
const FEW: usize = 25;

/// Function words that make up a quarter of English prose and are rare in other languages.
const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "that", "with", "were", "said", "for", "from", "by", "has", "have", "his", "her", "its",
    "they", "which", "are", "it", "been", "had", "not", "will", "who", "this", "their", "would",
];

/// The language of a page: what the text itself leaves no doubt of, else what was `stated`.
pub fn of(text: &str, stated: Option<String>) -> Option<String> {
    let text = head(text);
    let english = english(text);
    if english == Some(true) {
        return Some("en".into());
    }
    let Some(info) = whatlang::detect(text) else { return stated };
    let sure = info.is_reliable() || info.confidence() > 0.5;
    let found = iso639_1(info.lang()).filter(|_| sure);
    let foreign = english == Some(false) && info.lang() != whatlang::Lang::Eng;
    match (found, stated) {
        (Some(code), None) => Some(code.into()),
        // A page's template is often in another language than its text.
        (Some(code), Some(stated)) if foreign && info.is_reliable() && !same(&stated, code) => Some(code.into()),
        (_, stated) => stated,
    }
}

/// A remark, when the text is in a language that is not read.
pub fn remark(text: &str, language: Option<&str>) -> Option<Note> {
    let text = head(text);
    if language.is_some_and(|l| same(l, "en")) || english(text) != Some(false) {
        return None;
    }
    let info = whatlang::detect(text).filter(|i| i.lang() != whatlang::Lang::Eng && i.confidence() > 0.3)?;
    let stated = language.is_some_and(|l| iso639_1(info.lang()).is_some_and(|code| same(l, code)));
    if !stated && !info.is_reliable() {
        return None;
    }
    let message = format!("in {}: kept with title, outlet and date; its text is not analysed", name(info.lang()));
    Some(Note { code: NOT_READ.into(), span: None, message })
}

/// Whether the words are English ones; `None` when there are too few to tell.
fn english(text: &str) -> Option<bool> {
    let (mut words, mut known, mut letters, mut latin) = (0usize, 0usize, 0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|w| !w.is_empty()) {
        words += 1;
        letters += word.chars().count();
        latin += word.chars().filter(|c| *c < '\u{250}').count();
        known += usize::from(ENGLISH.iter().any(|e| e.eq_ignore_ascii_case(word)));
    }
    // Scripts without spaces have few words.
    if letters >= 40 && latin * 2 < letters {
        return Some(false);
    }
    (words >= FEW).then_some(known * 10 >= words)
}

/// Whether two codes name one language; regions do not count.
fn same(a: &str, b: &str) -> bool {
    let primary = |code: &str| code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    primary(a) == primary(b)
}

/// The English name of a language.
fn name(lang: whatlang::Lang) -> &'static str {
    match lang {
        whatlang::Lang::Cmn => "Chinese",
        whatlang::Lang::Nob => "Norwegian",
        whatlang::Lang::Pes => "Persian",
        other => other.eng_name(),
    }
}

/// The first part of a text.
fn head(text: &str) -> &str {
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The two-letter code of a language.
fn iso639_1(lang: whatlang::Lang) -> Option<&'static str> {
    use whatlang::Lang as L;
    Some(match lang {
        L::Eng => "en",
        L::Rus => "ru",
        L::Cmn => "zh",
        L::Spa => "es",
        L::Por => "pt",
        L::Ita => "it",
        L::Ben => "bn",
        L::Fra => "fr",
        L::Deu => "de",
        L::Ukr => "uk",
        L::Kat => "ka",
        L::Ara => "ar",
        L::Hin => "hi",
        L::Jpn => "ja",
        L::Heb => "he",
        L::Yid => "yi",
        L::Pol => "pl",
        L::Amh => "am",
        L::Jav => "jv",
        L::Kor => "ko",
        L::Nob => "nb",
        L::Dan => "da",
        L::Swe => "sv",
        L::Fin => "fi",
        L::Tur => "tr",
        L::Nld => "nl",
        L::Hun => "hu",
        L::Ces => "cs",
        L::Ell => "el",
        L::Bul => "bg",
        L::Bel => "be",
        L::Mar => "mr",
        L::Kan => "kn",
        L::Ron => "ro",
        L::Slv => "sl",
        L::Hrv => "hr",
        L::Srp => "sr",
        L::Mkd => "mk",
        L::Lit => "lt",
        L::Lav => "lv",
        L::Est => "et",
        L::Tam => "ta",
        L::Vie => "vi",
        L::Urd => "ur",
        L::Tha => "th",
        L::Guj => "gu",
        L::Uzb => "uz",
        L::Pan => "pa",
        L::Aze => "az",
        L::Ind => "id",
        L::Tel => "te",
        L::Pes => "fa",
        L::Mal => "ml",
        L::Ori => "or",
        L::Mya => "my",
        L::Nep => "ne",
        L::Sin => "si",
        L::Khm => "km",
        L::Tuk => "tk",
        L::Aka => "ak",
        L::Zul => "zu",
        L::Sna => "sn",
        L::Afr => "af",
        L::Lat => "la",
        L::Slk => "sk",
        L::Cat => "ca",
        L::Tgl => "tl",
        L::Hye => "hy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Der Damm oberhalb der Stadt brach am Montag in der Früh, teilte der Gouverneur mit. Zwei Dörfer wurden überflutet, bevor \
        die Warnung kam. Niemand weiß bisher, wie viele Menschen in den Häusern am Fluss waren.";
    const PORTUGUESE: &str = "A barragem acima da cidade rompeu na segunda-feira de manhã, disse o governador. Duas aldeias foram inundadas antes do \
        aviso. Ninguém sabe ainda quantas pessoas estavam nas casas junto ao rio.";
    const ENGLISH: &str = "The dam above the town burst on Monday morning, the governor said. Two villages were flooded before the warning came. \
        Nobody knows yet how many people were in the houses by the river.";

    #[test]
    fn the_text_tells_its_language() {
        assert_eq!(of(GERMAN, None).as_deref(), Some("de"));
        assert_eq!(of(PORTUGUESE, None).as_deref(), Some("pt"));
        assert_eq!(of(ENGLISH, Some("de".into())).as_deref(), Some("en"));
        assert_eq!(of(GERMAN, Some("en".into())).as_deref(), Some("de"));
        assert_eq!(of("Dam bursts.", Some("en-GB".into())).as_deref(), Some("en-GB"));
    }

    #[test]
    fn only_what_is_read_is_analysed() {
        assert!(remark(ENGLISH, None).is_none());
        assert!(remark("Dam bursts above Velm.", None).is_none());
        assert_eq!(remark(GERMAN, Some("de")).map(|n| n.code).as_deref(), Some(NOT_READ));
        assert!(remark(PORTUGUESE, Some("pt")).is_some_and(|n| n.message.starts_with("in Portuguese")));
        let russian = "Плотина выше города прорвалась в понедельник утром, сообщил губернатор. Две деревни затоплены.";
        assert!(remark(russian, Some("ru")).is_some());
    }
}
