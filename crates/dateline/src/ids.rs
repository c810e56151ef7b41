//! Numbers that say what they count: a page is no entity, and an event of the pile no mention of a page.
//!
//! In: nothing. Out: one type of id for each kind of thing, and [`IndexVec`], a vector that only its own ids index. The compiler then
//! refuses what no test finds: the entity of one page looked up among those of the pile.
//!
//! ```
//! use dateline::{EntityId, IndexVec};
//!
//! let mut names: IndexVec<EntityId, &str> = IndexVec::new();
//! let harbour = names.push("harbour office");
//! assert_eq!(names[harbour], "harbour office");
//! assert_eq!(harbour.index(), 0);
//! assert_eq!(harbour.to_string(), "E1");
//! ```
//!
//! Ids of two kinds do not mix:
//!
//! ```compile_fail
//! use dateline::{EntityId, EventId, IndexVec};
//!
//! let names: IndexVec<EntityId, &str> = IndexVec::from(vec!["harbour office"]);
//! let event = EventId::new(0);
//! let _ = names[event];
//! ```
//!
//! Nor does a bare number stand for one:
//!
//! ```compile_fail
//! let names: dateline::IndexVec<dateline::EntityId, &str> = dateline::IndexVec::from(vec!["harbour office"]);
//! let _ = names[0];
//! ```

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What can index an [`IndexVec`]: a number with a type.
pub trait Id: Copy + Ord {
    /// The id of the thing at this place of its vector.
    fn new(index: usize) -> Self;
    /// The place in the vector.
    fn index(self) -> usize;
}

/// Defines types of ids over `u32`, each with the letter that the contract writes before its number, counted from one.
macro_rules! newtype_index {
    ($($(#[$meta:meta])* $name:ident, $letter:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The first of its kind.
            pub const FIRST: Self = Self(0);

            /// The id of the thing at this place of its vector.
            pub const fn new(index: usize) -> Self {
                // No vector of the program comes near four thousand million.
                debug_assert!(index <= u32::MAX as usize);
                Self(index as u32)
            }

            /// The place in the vector.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The one before it.
            pub fn before(self) -> Option<Self> {
                self.0.checked_sub(1).map(Self)
            }

            /// How many places it stands behind another; none where it stands before it.
            pub const fn since(self, other: Self) -> usize {
                self.0.saturating_sub(other.0) as usize
            }
        }

        impl Id for $name {
            fn new(index: usize) -> Self {
                Self::new(index)
            }

            fn index(self) -> usize {
                self.index()
            }
        }

        impl fmt::Display for $name {
            /// As the contract writes it: the letter of its kind, and the number counted from one.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $letter, self.index() + 1)
            }
        }
    )+};
}

newtype_index! {
    /// A page of the pile, in the pile's order.
    PageId, "D";
    /// An entity of the pile.
    EntityId, "E";
    /// An event of the pile.
    EventId, "V";
    /// An independent origin of reports.
    OriginId, "O";
    /// A group of pages that tell one story.
    StoryId, "S";
    /// A quotation of the pile.
    QuotationId, "Q";
    /// An utterance that stands in several wordings or pages.
    UtteranceId, "U";
    /// A difference between sources.
    DiscrepancyId, "X";
    /// A prediction or plan.
    ForecastId, "F";
    /// A sentence of one page.
    SentenceId, "T";
    /// An entity of one page.
    LocalEntity, "E";
    /// A mention of an event, in one page.
    MentionId, "V";
}

/// Something of one page, named from the pile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Local<I> {
    /// The page.
    pub page: PageId,
    /// Which of its things.
    pub index: I,
}

impl<I> Local<I> {
    /// The thing of this number of a page.
    pub const fn new(page: PageId, index: I) -> Self {
        Self { page, index }
    }
}

/// A vector that is indexed by ids of one kind; see the [module](self).
pub struct IndexVec<I, T> {
    raw: Vec<T>,
    index: PhantomData<fn(I) -> I>,
}

impl<I: Id, T> IndexVec<I, T> {
    /// An empty vector.
    pub const fn new() -> Self {
        Self { raw: Vec::new(), index: PhantomData }
    }

    /// Adds an element and says under which id.
    pub fn push(&mut self, element: T) -> I {
        self.raw.push(element);
        I::new(self.raw.len() - 1)
    }

    /// How many elements it has.
    pub fn len(&self) -> usize {
        self.raw.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// The element of an id, if there is one.
    pub fn get(&self, id: I) -> Option<&T> {
        self.raw.get(id.index())
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.raw.get_mut(id.index())
    }

    /// Its ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + Clone + use<I, T> {
        (0..self.raw.len()).map(I::new)
    }

    /// Its elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.raw.iter()
    }

    /// The same, to change them.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.raw.iter_mut()
    }

    /// Its elements with their ids.
    pub fn iter_enumerated(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.raw.iter().enumerate().map(|(i, x)| (I::new(i), x))
    }

    /// The id of the first element that passes a test.
    pub fn position(&self, test: impl FnMut(&T) -> bool) -> Option<I> {
        self.raw.iter().position(test).map(I::new)
    }

    /// Keeps the elements that pass a test; the ids of those behind a lost one change.
    pub fn retain(&mut self, test: impl FnMut(&T) -> bool) {
        self.raw.retain(test);
    }

    /// Its last element.
    pub fn last(&self) -> Option<&T> {
        self.raw.last()
    }

    /// The same, to change it.
    pub fn last_mut(&mut self) -> Option<&mut T> {
        self.raw.last_mut()
    }

    /// The elements without their ids.
    pub fn as_slice(&self) -> &[T] {
        &self.raw
    }

    /// The elements without their ids, to change or sort them.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.raw
    }

    /// The elements without their ids.
    pub fn into_vec(self) -> Vec<T> {
        self.raw
    }
}

impl<I: Id, T> Index<I> for IndexVec<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.raw[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.raw[id.index()]
    }
}

impl<I, T> From<Vec<T>> for IndexVec<I, T> {
    fn from(raw: Vec<T>) -> Self {
        Self { raw, index: PhantomData }
    }
}

impl<I, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(elements: A) -> Self {
        Self::from(Vec::from_iter(elements))
    }
}

impl<I, T> Extend<T> for IndexVec<I, T> {
    fn extend<A: IntoIterator<Item = T>>(&mut self, elements: A) {
        self.raw.extend(elements);
    }
}

impl<I, T> IntoIterator for IndexVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.raw.into_iter()
    }
}

impl<'a, I, T> IntoIterator for &'a IndexVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.raw.iter()
    }
}

impl<'a, I, T> IntoIterator for &'a mut IndexVec<I, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.raw.iter_mut()
    }
}

// By hand and not derived: an id need not be what its elements are.
impl<I, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<I, T: Clone> Clone for IndexVec<I, T> {
    fn clone(&self) -> Self {
        Self::from(self.raw.clone())
    }
}

impl<I, T: PartialEq> PartialEq for IndexVec<I, T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl<I, T: Eq> Eq for IndexVec<I, T> {}

impl<I, T: fmt::Debug> fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.fmt(f)
    }
}

impl<I, T: Serialize> Serialize for IndexVec<I, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}

impl<'de, I, T: Deserialize<'de>> Deserialize<'de> for IndexVec<I, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::{EntityId, EventId, IndexVec, Local, MentionId, PageId};

    #[test]
    fn a_vector_gives_the_ids_it_takes() {
        let mut all: IndexVec<EventId, &str> = IndexVec::new();
        let ids = [all.push("sails"), all.push("sinks"), all.push("is raised")];
        assert_eq!(all.ids().collect::<Vec<_>>(), ids);
        assert_eq!(all[ids[1]], "sinks");
        all[ids[1]] = "drifts";
        assert_eq!(all.iter_enumerated().nth(1), Some((ids[1], &"drifts")));
        assert_eq!(all.position(|x| *x == "is raised"), Some(ids[2]));
        assert_eq!(all.get(EventId::new(3)), None);
    }

    #[test]
    fn ids_are_written_as_numbers_in_data_and_with_their_letter_for_a_reader() {
        let id = EntityId::new(6);
        assert_eq!(serde_json::to_string(&id).ok().as_deref(), Some("6"));
        assert_eq!(serde_json::from_str::<EntityId>("6").ok(), Some(id));
        assert_eq!(id.to_string(), "E7");
        let all: IndexVec<EntityId, u8> = [4, 5].into_iter().collect();
        assert_eq!(serde_json::to_string(&all).ok().as_deref(), Some("[4,5]"));
    }

    #[test]
    fn what_is_local_goes_by_page_first() {
        let at = |page, index| Local::new(PageId::new(page), MentionId::new(index));
        assert!(at(0, 9) < at(1, 0) && at(1, 0) < at(1, 1));
    }
}
