//! The dossier file: one SQLite database.
