//! When two names are spellings of one.
//!
//! In: names as pages write them. Out: their words in a form in which spellings are equal, and whether two full names are of one person.

/// Words of a name in a form in which spellings of one name are equal.
pub(crate) fn key(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in name.chars() {
        match c {
            '.' => {}
            '\'' | '’' | '‘' | 'ʼ' => {
                if !word.is_empty() {
                    word.push('\'');
                }
            }
            c if c.is_alphanumeric() => word.extend(fold(c).to_lowercase()),
            _ => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    for word in &mut words {
        let plain = word.trim_end_matches("'s").trim_end_matches('\'').replace('\'', "");
        *word = plain;
    }
    words.retain(|w| !w.is_empty());
    if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
        words.remove(0);
    }
    words
}

/// A Latin letter without its accent.
fn fold(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'Á' | 'À' | 'Â' | 'Ä' | 'Ã' | 'Å' | 'Ā' | 'Ă' | 'Ą' => 'A',
        'ç' | 'ć' | 'č' => 'c',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ď' | 'đ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' => 'e',
        'É' | 'È' | 'Ê' | 'Ë' | 'Ē' | 'Ę' | 'Ě' => 'E',
        'ğ' | 'ģ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => 'i',
        'İ' | 'Í' | 'Î' => 'I',
        'ł' | 'ļ' | 'ľ' => 'l',
        'Ł' => 'L',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'Ó' | 'Ò' | 'Ô' | 'Ö' | 'Õ' | 'Ø' | 'Ő' => 'O',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'Ś' | 'Š' | 'Ş' | 'Ș' => 'S',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'Ú' | 'Ù' | 'Û' | 'Ü' | 'Ū' => 'U',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        'Ž' | 'Ź' | 'Ż' => 'Z',
        other => other,
    }
}

/// Whether two full names are of one person.
pub(crate) fn one_person(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    if short.len() == long.len() {
        let unequal: Vec<_> = short.iter().zip(long).filter(|(x, y)| x != y).collect();
        return match unequal.as_slice() {
            [] => true,
            [(x, y)] => transliterated(x, y) || initial(x, y) || transcribed(x, y),
            all => all.iter().all(|(x, y)| transcribed(x, y)),
        };
    }
    // "Anna Berg" in "Anna Maria Berg": first and last agree and the rest is in order.
    let mut rest = long.iter();
    short.iter().all(|w| rest.any(|l| l == w || initial(w, l)))
        && (short.last() == long.last() || short.first() == long.first())
}

/// Whether two words are one sound in different ways of writing it: "Yevgeny" and "Evgheni".
fn transcribed(a: &str, b: &str) -> bool {
    let long = |w: &str| w.chars().count() > 3;
    (long(a) || long(b)) && crate::entity::same_sound(a, b)
}

fn initial(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}

/// Whether two words differ by one letter as transliterations do: an equal beginning, four letters or more, no digit.
fn transliterated(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 4 || long.len() - short.len() > 1 || short[0] != long[0] {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let skip = long.len() - short.len();
    let tail_equal =
        short[same..].get(1 - skip.min(1)..).unwrap_or_default() == long.get(same + 1..).unwrap_or_default();
    // Endings carry gender and number ("Maria", "Marie"): they may differ only among the letters that one sound is written with.
    tail_equal && same >= 2 && long.get(same).is_some_and(|c| "aeiouyjhkcwvsz".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(a: &str, b: &str) -> bool {
        let (a, b) = (key(a), key(b));
        a == b || one_person(&a, &b)
    }

    #[test]
    fn spellings_of_one_person() {
        for (a, b) in [
            ("Pak Min-ho", "Pak Min Ho"),
            ("Sergei Orlov", "Sergey Orlov"),
            ("Anna Berg", "Anna Maria Berg"),
            ("J. Marlow", "John Marlow"),
            ("José Núñez", "Jose Nunez"),
            ("Yevgeny Taranin", "Evgheni Taranine"),
            ("Noo Yong-shik", "Noo Yong Sik"),
        ] {
            assert!(one(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn two_persons() {
        for (a, b) in [
            ("Anna Berg", "Anna Bergman"),
            ("Anna Berg", "Hanna Berg"),
            ("Pak Min-ho", "Pak Min-su"),
            ("Ann Berg", "Jan Berg"),
        ] {
            assert!(!one(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn names_lose_articles_dots_and_possessives() {
        assert_eq!(key("the U.S."), ["us"]);
        assert_eq!(key("Orlov’s"), ["orlov"]);
    }
}
