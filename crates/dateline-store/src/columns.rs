//! How values of the engine stand in columns: ids from 1, enums by their serde names, lists of words as JSON.

use std::marker::PhantomData;
use std::str::FromStr;

use dateline::{Id, Span};
use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An index of the engine as an id of the file.
pub fn id(thing: impl Id) -> i64 {
    row(thing.index())
}

/// The key of what has a place in a list only, counted from one.
pub fn row(index: usize) -> i64 {
    index as i64 + 1
}

/// How many things of a kind there are: what an id of it is checked against.
pub struct Count<I> {
    /// Their number.
    pub len: usize,
    kind: PhantomData<fn(I) -> I>,
}

impl<I> Count<I> {
    /// So many.
    pub const fn new(len: usize) -> Self {
        Self { len, kind: PhantomData }
    }

    /// One where there are none.
    pub fn or_one(&self) -> Self {
        Self::new(self.len.max(1))
    }
}

/// A count or a byte offset.
pub fn number(n: usize) -> i64 {
    n as i64
}

/// The serde name of a unit variant.
pub fn name<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => Ok(s),
        other => Err(rusqlite::Error::ToSqlConversionFailure(format!("not a name: {other:?}").into())),
    }
}

/// A list of words as JSON.
pub fn list<T: serde::Serialize>(items: &[T]) -> rusqlite::Result<String> {
    serde_json::to_string(items).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
}

/// Typed access to the columns of a row.
pub trait Columns {
    /// An id as an index, checked against the length of the list it points into.
    fn index<I: Id>(&self, column: usize, count: &Count<I>) -> rusqlite::Result<I>;
    /// The same, where the column may be NULL.
    fn opt_index<I: Id>(&self, column: usize, count: &Count<I>) -> rusqlite::Result<Option<I>>;
    /// A count or offset.
    fn number(&self, column: usize) -> rusqlite::Result<usize>;
    /// Two columns as a span.
    fn span(&self, column: usize) -> rusqlite::Result<Span>;
    /// Two columns as a span, where they may be NULL.
    fn opt_span(&self, column: usize) -> rusqlite::Result<Option<Span>>;
    /// A unit variant by its serde name.
    fn name<T: DeserializeOwned>(&self, column: usize) -> rusqlite::Result<T>;
    /// A unit variant or NULL.
    fn opt_name<T: DeserializeOwned>(&self, column: usize) -> rusqlite::Result<Option<T>>;
    /// A list of words.
    fn list<T: serde::de::DeserializeOwned>(&self, column: usize) -> rusqlite::Result<Vec<T>>;
    /// A date or date-time, where it may be NULL.
    fn parsed<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
        &self,
        column: usize,
    ) -> rusqlite::Result<Option<T>>;
}

fn wrong(column: usize, what: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what.into())
}

impl Columns for Row<'_> {
    fn index<I: Id>(&self, column: usize, count: &Count<I>) -> rusqlite::Result<I> {
        let id: i64 = self.get(column)?;
        let index = usize::try_from(id - 1).ok().filter(|i| *i < count.len);
        index.map(I::new).ok_or_else(|| wrong(column, format!("id {id} does not exist")))
    }

    fn opt_index<I: Id>(&self, column: usize, count: &Count<I>) -> rusqlite::Result<Option<I>> {
        let id: Option<i64> = self.get(column)?;
        id.map(|_| self.index(column, count)).transpose()
    }

    fn number(&self, column: usize) -> rusqlite::Result<usize> {
        let n: i64 = self.get(column)?;
        usize::try_from(n).map_err(|e| wrong(column, e))
    }

    fn span(&self, column: usize) -> rusqlite::Result<Span> {
        Ok(Span::new(self.number(column)?, self.number(column + 1)?))
    }

    fn opt_span(&self, column: usize) -> rusqlite::Result<Option<Span>> {
        let start: Option<i64> = self.get(column)?;
        start.map(|_| self.span(column)).transpose()
    }

    fn name<T: DeserializeOwned>(&self, column: usize) -> rusqlite::Result<T> {
        let text: String = self.get(column)?;
        serde_json::from_value(serde_json::Value::String(text)).map_err(|e| wrong(column, e))
    }

    fn opt_name<T: DeserializeOwned>(&self, column: usize) -> rusqlite::Result<Option<T>> {
        let text: Option<String> = self.get(column)?;
        text.map(|_| self.name(column)).transpose()
    }

    fn list<T: serde::de::DeserializeOwned>(&self, column: usize) -> rusqlite::Result<Vec<T>> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|e| wrong(column, e))
    }

    fn parsed<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
        &self,
        column: usize,
    ) -> rusqlite::Result<Option<T>> {
        let text: Option<String> = self.get(column)?;
        text.map(|t| t.parse().map_err(|e: T::Err| wrong(column, e))).transpose()
    }
}
