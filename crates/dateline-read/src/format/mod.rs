//! A reader for each format of container or document.
//!
//! In: bytes, or a stream of them, with what is known of the file. Out: pages and reasons in a [`crate::item::Sink`].

pub(crate) mod docx;
pub(crate) mod feed;
pub(crate) mod http;
pub(crate) mod json_lines;
pub(crate) mod mail;
pub(crate) mod mbox;
pub(crate) mod pdf;
pub(crate) mod rows;
pub(crate) mod subtitles;
pub(crate) mod tar;
pub(crate) mod telegram;
pub(crate) mod wacz;
pub(crate) mod warc;
pub(crate) mod whatsapp;
pub(crate) mod zip;
