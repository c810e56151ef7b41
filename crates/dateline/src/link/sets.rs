//! Sets that grow together, and why.
//!
//! In: pairs of things that are one. Out: the sets, and for the names of entities one reason a join.

/// Disjoint sets. The root of a set is its least member.
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    pub(crate) fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    pub(crate) fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Why two names are one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Point,
    Given,
    Spelling,
    Surname,
    Title,
    ShortForm,
    Country,
    Model,
    Feature,
}

impl Why {
    /// The rest of a sentence that begins with the two names.
    pub fn words(self) -> &'static str {
        match self {
            Why::Point => "are the same point of the map",
            Why::Given => "are names that one page gives the same body or person",
            Why::Spelling => "are full names of which one holds the other, or that differ in spelling only",
            Why::Surname => "share a name that nobody else of the story bears",
            Why::Title => "share a title that nobody else of the story has",
            Why::ShortForm => "are the full name and the short form that a page uses from then on",
            Why::Country => "differ in the word for the country only",
            Why::Model => "are one model, whatever words stand around its code",
            Why::Feature => "differ in the word for a feature of nature only",
        }
    }
}

/// Sets of names with the joins that made them: of any two names of a set one chain of joins leads to the other.
pub(super) struct Joins {
    sets: Sets,
    pub made: Vec<(usize, usize, Why)>,
}

impl Joins {
    pub fn new(n: usize) -> Self {
        Self { sets: Sets::new(n), made: Vec::new() }
    }

    pub fn root(&mut self, i: usize) -> usize {
        self.sets.root(i)
    }

    pub fn join(&mut self, a: usize, b: usize, why: Why) {
        if self.sets.root(a) != self.sets.root(b) {
            self.made.push((a.min(b), a.max(b), why));
            self.sets.join(a, b);
        }
    }
}
