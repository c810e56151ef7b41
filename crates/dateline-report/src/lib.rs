//! Dossiers as pages and files people can read.
