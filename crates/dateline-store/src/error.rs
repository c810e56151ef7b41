//! What can go wrong with a dossier file.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why a dossier could not be written or read. [`Display`](fmt::Display) gives a sentence for the user, with the path.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Missing,
    NoFolder,
    NotATarget(&'static str),
    Unwritable(String),
    NotADossier,
    OtherDatabase,
    Newer(i32),
    Older(i32),
    Damaged(String),
    Sql(rusqlite::Error),
    Io(std::io::Error),
}

impl Error {
    pub(crate) fn new(path: &Path, kind: Kind) -> Self {
        Self { path: path.into(), kind }
    }

    /// The same of a path as the user named it.
    pub(crate) fn at(self, path: &Path) -> Self {
        Self { path: path.into(), ..self }
    }

    /// A place that cannot be written to, in words.
    pub(crate) fn unwritable(path: &Path) -> impl Fn(std::io::Error) -> Self {
        move |e| {
            let why = match e.kind() {
                std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
                std::io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
                std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
                _ => e.to_string(),
            };
            Self::new(path, Kind::Unwritable(why))
        }
    }

    pub(crate) fn sql(path: &Path) -> impl Fn(rusqlite::Error) -> Self {
        move |e| {
            let kind = match e.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DiskFull) => Kind::Unwritable("the disk is full".into()),
                Some(rusqlite::ErrorCode::NotADatabase) => Kind::NotADossier,
                Some(rusqlite::ErrorCode::DatabaseCorrupt) => Kind::Damaged("the database is malformed".into()),
                _ => match &e {
                    rusqlite::Error::FromSqlConversionFailure(..)
                    | rusqlite::Error::InvalidColumnType(..)
                    | rusqlite::Error::IntegralValueOutOfRange(..)
                    | rusqlite::Error::Utf8Error(..) => Kind::Damaged(e.to_string()),
                    _ => Kind::Sql(e),
                },
            };
            Self::new(path, kind)
        }
    }

    pub(crate) fn io(path: &Path) -> impl Fn(std::io::Error) -> Self {
        move |e| match e.kind() {
            std::io::ErrorKind::NotFound => Self::new(path, Kind::Missing),
            _ => Self::new(path, Kind::Io(e)),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            Kind::Missing => write!(f, "{path}: there is no such file or folder"),
            Kind::NoFolder => write!(f, "{path}: its folder does not exist"),
            Kind::NotATarget(what) => write!(f, "{path} {what}: a dossier cannot be written there"),
            Kind::Unwritable(why) => write!(f, "{path} cannot be written: {why}"),
            Kind::NotADossier => write!(f, "{path} is not a dossier"),
            Kind::OtherDatabase => write!(f, "{path} is an SQLite database, but not a dossier"),
            Kind::Newer(version) => write!(
                f,
                "{path} was written by a newer Dateline (format {version}; this one reads up to {})",
                crate::FORMAT_VERSION
            ),
            Kind::Older(version) => write!(
                f,
                "{path} was written by an older Dateline (format {version}; this one reads {} to {}): build it again from its pages",
                crate::OLDEST_FORMAT,
                crate::FORMAT_VERSION
            ),
            Kind::Damaged(what) => write!(f, "{path} is damaged: {what}"),
            Kind::Sql(e) => write!(f, "{path}: {e}"),
            Kind::Io(e) => write!(f, "{path}: {e}"),
        }
    }
}

// The sentence holds its cause, so a chain of causes would say it twice.
impl std::error::Error for Error {}
