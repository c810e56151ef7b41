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

    pub(crate) fn sql(path: &Path) -> impl Fn(rusqlite::Error) -> Self {
        move |e| {
            let kind = match e.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => Kind::NotADossier,
                Some(rusqlite::ErrorCode::DatabaseCorrupt) => Kind::Damaged("the database is malformed".into()),
                _ => match &e {
                    rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
                        Kind::Damaged(e.to_string())
                    }
                    _ => Kind::Sql(e),
                },
            };
            Self::new(path, kind)
        }
    }

    /// Whether the file is a dossier, of a format that this version does not read.
    pub(crate) fn is_other_format(&self) -> bool {
        matches!(self.kind, Kind::Newer(_) | Kind::Older(_))
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
            Kind::NotADossier => write!(f, "{path} is not a dossier"),
            Kind::OtherDatabase => write!(f, "{path} is an SQLite database, but not a dossier"),
            Kind::Newer(version) => write!(
                f,
                "{path} was written by a newer Dateline (format {version}; this one reads {})",
                crate::FORMAT_VERSION
            ),
            Kind::Older(version) => write!(
                f,
                "{path} was written by an older Dateline (format {version}; this one reads {}): build it again from its pages",
                crate::FORMAT_VERSION
            ),
            Kind::Damaged(what) => write!(f, "{path} is damaged: {what}"),
            Kind::Sql(e) => write!(f, "{path}: {e}"),
            Kind::Io(e) => write!(f, "{path}: {e}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Sql(e) => Some(e),
            Kind::Io(e) => Some(e),
            _ => None,
        }
    }
}
