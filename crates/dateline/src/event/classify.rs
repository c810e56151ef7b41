//! The coarse class of an event, and the type of the PLOVER ontology that it fits.
//!
//! In: a lemma. Out: names from `data/event/classes.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    plover: Option<String>,
    words: String,
}

/// A coarse class of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    pub name: &'static str,
    /// Type of the PLOVER ontology.
    pub plover: Option<&'static str>,
}

static CLASSES: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    static FILE: LazyLock<File> =
        LazyLock::new(|| crate::data::table("event/classes.toml", include_str!("../../../../data/event/classes.toml")));
    let mut classes = HashMap::new();
    for row in &FILE.class {
        let class = Class { name: &row.name, plover: row.plover.as_deref() };
        for word in row.words.split_whitespace() {
            classes.entry(word).or_insert(class);
        }
    }
    classes
});

/// The class of the events that a lemma stands for.
pub(crate) fn class(lemma: &str) -> Option<Class> {
    CLASSES.get(lemma).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_map_to_plover_where_it_fits() {
        let of = |lemma| class(lemma).map(|c| (c.name, c.plover));
        assert_eq!(of("negotiate"), Some(("meet", Some("CONSULT"))));
        assert_eq!(of("arrive"), Some(("travel", None)));
        assert_eq!(of("zigzag"), None);
    }
}
