//! Reads a dossier.

use std::fs;
use std::io::Read;
use std::path::Path;

use dateline::entity::{Beside, Place, Term};
use dateline::event::Quantity;
use dateline::page::{Aside, Block, Note, Page, Published};
use dateline::speech::AsideSpeech;
use dateline::time::EventTime;
use dateline::time::Interval;
use dateline::{
    Copy, Discrepancy, DiscrepancyId, Document, Dossier, EntityId, EventId, Evidence, Forecast, ForecastId, Id,
    IndexVec, LinkedBeside, LinkedEntity, LinkedEvent, LinkedParticipant, LinkedQuantity, LinkedQuotation, LinkedTitle,
    Origin, OriginId, PageId, QuotationId, Skipped, Story, StoryId, Support, Utterance, Variant,
};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use crate::analyses::unzip;
use crate::columns::{Columns, Count};
use crate::error::{Error, Kind};
use crate::{APPLICATION_ID, FORMAT_VERSION, OLDEST_FORMAT};

/// Reads a whole dossier.
///
/// # Errors
/// When there is no file, it is no dossier, a newer Dateline wrote it, or it is damaged.
pub fn load(path: &Path) -> Result<Dossier, Error> {
    let (db, version) = open(path)?;
    let db = crate::migrate::to_current(db, version).map_err(Error::sql(path))?;
    let dossier = Reader { db: &db }.dossier().map_err(Error::sql(path))?;
    crate::check::spans(&dossier).map_err(|what| Error::new(path, Kind::Damaged(what)))?;
    Ok(dossier)
}

/// The bytes of a saved page by their SHA-256; `None` when the dossier does not hold them.
///
/// # Errors
/// As [`load`].
pub fn load_file(path: &Path, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
    let (db, _) = open(path)?;
    let packed: Option<Vec<u8>> = db
        .query_row("SELECT content FROM files WHERE sha256 = ?", [sha256], |r| r.get(0))
        .optional()
        .map_err(Error::sql(path))?;
    let damaged = || Error::new(path, Kind::Damaged(format!("the saved bytes {sha256} cannot be unpacked")));
    packed.map(|p| unzip(&p).ok_or_else(damaged)).transpose()
}

/// Opens a dossier for reading, after a look whether it is one, and says of which format it is.
pub(crate) fn open(path: &Path) -> Result<(Connection, i32), Error> {
    let mut header = [0; 16];
    let mut file = fs::File::open(path).map_err(Error::io(path))?;
    if file.metadata().is_ok_and(|m| m.is_dir())
        || file.read_exact(&mut header).is_err()
        || header != *b"SQLite format 3\0"
    {
        return Err(Error::new(path, Kind::NotADossier));
    }
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(Error::sql(path))?;
    db.set_prepared_statement_cache_capacity(64);
    // A stranger's file may hold a schema that does more than it says.
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
    ] {
        db.set_db_config(config, on).map_err(Error::sql(path))?;
    }
    db.pragma_update(None, "cell_size_check", true).map_err(Error::sql(path))?;
    let pragma = |name: &str| db.pragma_query_value(None, name, |r| r.get::<_, i32>(0)).map_err(Error::sql(path));
    if pragma("application_id")? != APPLICATION_ID {
        return Err(Error::new(path, Kind::OtherDatabase));
    }
    let version = pragma("user_version")?;
    match version {
        ..OLDEST_FORMAT => Err(Error::new(path, Kind::Older(version))),
        OLDEST_FORMAT..=FORMAT_VERSION => Ok((db, version)),
        _ => Err(Error::new(path, Kind::Newer(version))),
    }
}

/// Rows of an open dossier as values of the engine.
pub(crate) struct Reader<'a> {
    db: &'a Connection,
}

impl Reader<'_> {
    fn dossier(&self) -> rusqlite::Result<Dossier> {
        let sizes = Sizes {
            documents: self.count("documents")?,
            origins: self.count("origins")?,
            stories: self.count("stories")?,
            entities: self.count("entities")?,
            events: self.count("events")?,
            quotations: self.count("quotations")?,
            discrepancies: self.count("discrepancies")?,
        };
        Ok(Dossier {
            documents: self.documents(&sizes)?,
            skipped: self.rows("SELECT path, reason FROM skipped ORDER BY position", |r| {
                Ok(Skipped { path: r.get(0)?, reason: r.get(1)? })
            })?,
            copies: self.rows("SELECT id, kind, share FROM copies ORDER BY id", |r| {
                let documents = self.members("copy_documents", "copy", "document", r.get(0)?, &sizes.documents)?;
                Ok(Copy { kind: r.name(1)?, documents, share: r.get(2)? })
            })?,
            origins: self.rows("SELECT id, name, kind FROM origins ORDER BY id", |r| {
                let documents = self.members("origin_documents", "origin", "document", r.get(0)?, &sizes.documents)?;
                Ok(Origin { name: r.get(1)?, kind: r.name(2)?, documents })
            })?,
            stories: self.rows("SELECT id, main FROM stories ORDER BY id", |r| {
                let documents = self.members("story_documents", "story", "document", r.get(0)?, &sizes.documents)?;
                Ok(Story { documents, main: r.get(1)? })
            })?,
            entities: self.entities(&sizes)?,
            events: self.events(&sizes)?,
            timeline: self.rows("SELECT event FROM timeline ORDER BY position", |r| r.index(0, &sizes.events))?,
            short: self
                .rows("SELECT event FROM timeline WHERE short ORDER BY position", |r| r.index(0, &sizes.events))?,
            quotations: self.quotations(&sizes)?,
            utterances: self.rows("SELECT id, speaker FROM utterances ORDER BY id", |r| {
                let quotations =
                    self.members("utterance_quotations", "utterance", "quotation", r.get(0)?, &sizes.quotations)?;
                Ok(Utterance { speaker: r.opt_index(1, &sizes.entities)?, quotations })
            })?,
            discrepancies: self.rows(
                "SELECT id, kind, status, about, label, rule FROM discrepancies ORDER BY id",
                |r| {
                    Ok(Discrepancy {
                        rule: r.get(5)?,
                        kind: r.name(1)?,
                        status: r.name(2)?,
                        about: r.opt_index(3, &sizes.events)?,
                        label: r.get(4)?,
                        variants: self.variants("discrepancy", r.get(0)?, &sizes)?,
                        reasons: self.reasons("discrepancy", r.get(0)?)?,
                    })
                },
            )?,
            forecasts: self.forecasts(&sizes)?,
            account: crate::account::load(self, &sizes)?,
            parts: crate::parts::load(self, &sizes)?,
        })
    }

    fn count<I>(&self, table: &str) -> rusqlite::Result<Count<I>> {
        self.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.number(0)).map(Count::new)
    }

    fn documents(&self, sizes: &Sizes) -> rusqlite::Result<IndexVec<PageId, Document>> {
        let sql = "SELECT id, input_id, path, sha256, title, outlet, url, canonical_url, language, authors, agencies, published,
            published_earliest, published_latest, published_basis, published_reasons, story, origin, text FROM documents ORDER BY id";
        self.rows(sql, |r| {
            let row: i64 = r.get(0)?;
            let page = Page {
                id: r.get(1)?,
                path: r.get(2)?,
                sha256: r.get(3)?,
                title: r.get(4)?,
                outlet: r.get(5)?,
                url: r.get(6)?,
                canonical_url: r.get(7)?,
                captured: None,
                language: r.get(8)?,
                authors: r.list(9)?,
                agencies: r.list(10)?,
                published: Published {
                    value: r.get(11)?,
                    earliest: r.parsed(12)?,
                    latest: r.parsed(13)?,
                    basis: r.opt_name(14)?,
                    reasons: r.list(15)?,
                },
                text: r.get(18)?,
                blocks: self.of(
                    "SELECT start, stop, role, source_start, source_stop FROM blocks WHERE document = ? ORDER BY position",
                    row,
                    |r| Ok(Block { span: r.span(0)?, role: r.name(2)?, source: r.opt_span(3)? }),
                )?,
                asides: self.of(
                    "SELECT before, role, text, source_start, source_stop FROM asides WHERE document = ? ORDER BY position",
                    row,
                    |r| Ok(Aside { before: r.number(0)?, role: r.name(1)?, text: r.get(2)?, source: r.opt_span(3)? }),
                )?,
                notes: self.of(
                    "SELECT code, start, stop, message FROM notes WHERE document = ? ORDER BY position",
                    row,
                    |r| Ok(Note { code: r.get(0)?, span: r.opt_span(1)?, message: r.get(3)? }),
                )?,
            };
            let sentences =
                self.of("SELECT start, stop FROM sentences WHERE document = ? ORDER BY id", row, |r| r.span(0))?;
            let speech: Vec<Vec<AsideSpeech>> =
                self.of("SELECT speech FROM asides WHERE document = ? ORDER BY position", row, |r| r.list(0))?;
            let aside_speech = speech.into_iter().flatten().collect();
            // A dossier of no stories keeps index 0, as `assemble` gives it.
            let (story, origin) = (r.index(16, &sizes.stories.or_one())?, r.index(17, &sizes.origins.or_one())?);
            Ok(Document { page, sentences, aside_speech, story, origin })
        })
    }

    fn entities(&self, sizes: &Sizes) -> rusqlite::Result<IndexVec<EntityId, LinkedEntity>> {
        self.rows(
            "SELECT id, kind, name, latitude, longitude, geonames, country, inferred, said, named FROM entities ORDER BY id",
            |r| {
                let row: i64 = r.get(0)?;
                let latitude: Option<f64> = r.get(3)?;
                let place = match latitude {
                    Some(latitude) => Some(Place {
                        latitude,
                        longitude: r.get(4)?,
                        geonames: r.get(5)?,
                        country: r.get(6)?,
                        inferred: r.get(7)?,
                        said: r.get::<_, String>(8)?.lines().map(str::to_owned).collect(),
                    }),
                    None => None,
                };
                Ok(LinkedEntity {
                    kind: r.name(1)?,
                    name: r.get(2)?,
                    named: r.get(9)?,
                    aliases: self
                        .of("SELECT alias FROM aliases WHERE entity = ? ORDER BY position", row, |r| r.get(0))?,
                    titles: self.of(
                        "SELECT title, document, start, stop, since, until FROM titles WHERE entity = ? ORDER BY position",
                        row,
                        |r| {
                            let term = Term { from: r.get(4)?, until: r.get(5)? };
                            Ok(LinkedTitle { title: r.get(0)?, at: evidence(r, 1, sizes)?, term })
                        },
                    )?,
                    place,
                    mentions: self.evidence("mentions", "entity", row, sizes)?,
                    beside: self.of(
                        "SELECT document, aside, start, stop, title FROM beside WHERE entity = ? ORDER BY position",
                        row,
                        |r| {
                            let at = Beside { aside: r.number(1)?, span: r.span(2)?, title: r.get(4)? };
                            Ok(LinkedBeside { document: r.index(0, &sizes.documents)?, at })
                        },
                    )?,
                    reasons: self.reasons("entity", row)?,
                })
            },
        )
    }

    fn events(&self, sizes: &Sizes) -> rusqlite::Result<IndexVec<EventId, LinkedEvent>> {
        let sql = "SELECT id, label, on_timeline, time_value, earliest, latest, granularity, approximate, time_basis, timex, place,
            certainty, polarity, status, independent_origins,
            class, plover, alleged_by, denied_by FROM events ORDER BY id";
        self.rows(sql, |r| {
            let row: i64 = r.get(0)?;
            let time = match r.opt_name(8)? {
                Some(basis) => Some(EventTime {
                    value: r.get(3)?,
                    interval: Interval {
                        earliest: r.parsed(4)?,
                        latest: r.parsed(5)?,
                        granularity: r.name(6)?,
                        approximate: r.get(7)?,
                    },
                    basis,
                    timex: r.get::<_, Option<i64>>(9)?.map(|_| r.number(9)).transpose()?,
                }),
                None => None,
            };
            Ok(LinkedEvent {
                label: r.get(1)?,
                on_timeline: r.get(2)?,
                time,
                place: r.opt_index(10, &sizes.entities)?,
                participants: self.of(
                    "SELECT entity, role FROM participants WHERE event = ? ORDER BY position",
                    row,
                    |r| Ok(LinkedParticipant { entity: r.index(0, &sizes.entities)?, role: r.name(1)? }),
                )?,
                certainty: r.name(11)?,
                polarity: r.name(12)?,
                status: r.name(13)?,
                alleged_by: r.list(17)?,
                denied_by: r.list(18)?,
                class: r.get(15)?,
                plover: r.get(16)?,
                quantities: self.of(
                    "SELECT document, start, stop, value, high, unit, what, bound FROM quantities WHERE event = ? ORDER BY position",
                    row,
                    |r| {
                        let at = evidence(r, 0, sizes)?;
                        let quantity = Quantity {
                            span: at.span,
                            value: r.get(3)?,
                            high: r.get(4)?,
                            unit: r.get(5)?,
                            of: r.get(6)?,
                            bound: r.name(7)?,
                        };
                        Ok(LinkedQuantity { document: at.document, quantity })
                    },
                )?,
                mentions: self.evidence("event_mentions", "event", row, sizes)?,
                support: self.of(
                    "SELECT document, start, stop, attribution, origin FROM support WHERE event = ? ORDER BY position",
                    row,
                    |r| {
                        let origin = r.index(4, &sizes.origins.or_one())?;
                        Ok(Support { at: evidence(r, 0, sizes)?, attribution: r.list(3)?, origin })
                    },
                )?,
                independent_origins: r.number(14)?,
                reasons: self.reasons("event", row)?,
            })
        })
    }

    fn quotations(&self, sizes: &Sizes) -> rusqlite::Result<IndexVec<QuotationId, LinkedQuotation>> {
        let sql = "SELECT document, start, stop, kind, speaker, speaker_name, speaker_start, speaker_stop, cue_start, cue_stop,
            addressee, occasion_start, occasion_stop, chain FROM quotations ORDER BY id";
        self.rows(sql, |r| {
            Ok(LinkedQuotation {
                at: evidence(r, 0, sizes)?,
                kind: r.name(3)?,
                speaker: r.opt_index(4, &sizes.entities)?,
                speaker_name: r.get(5)?,
                speaker_span: r.opt_span(6)?,
                cue: r.opt_span(8)?,
                addressee: r.opt_index(10, &sizes.entities)?,
                occasion: r.opt_span(11)?,
                chain: r.get::<_, String>(13)?.lines().map(str::to_owned).collect(),
            })
        })
    }

    fn forecasts(&self, sizes: &Sizes) -> rusqlite::Result<IndexVec<ForecastId, Forecast>> {
        let sql = "SELECT id, document, start, stop, speaker, outcome, outcome_event, label FROM forecasts ORDER BY id";
        self.rows(sql, |r| {
            let row: i64 = r.get(0)?;
            Ok(Forecast {
                label: r.get(7)?,
                statement: evidence(r, 1, sizes)?,
                support: self.evidence("forecast_support", "forecast", row, sizes)?,
                by: r.opt_index(4, &sizes.entities)?,
                outcome: r.name(5)?,
                outcome_event: r.opt_index(6, &sizes.events)?,
                variants: self.variants("forecast", row, sizes)?,
                reasons: self.reasons("forecast", row)?,
            })
        })
    }

    pub fn variants(&self, owner: &str, row: i64, sizes: &Sizes) -> rusqlite::Result<Vec<Variant>> {
        self.of(&format!("SELECT id, value FROM variants WHERE {owner} = ? ORDER BY id"), row, |r| {
            let support = self.evidence("variant_support", "variant", r.get(0)?, sizes)?;
            Ok(Variant { value: r.get(1)?, support })
        })
    }

    pub fn reasons(&self, subject: &str, row: i64) -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT reason FROM reasons WHERE subject = ? AND id = ? ORDER BY position";
        self.db.prepare_cached(sql)?.query_map(rusqlite::params![subject, row], |r| r.get(0))?.collect()
    }

    /// The rows of a table written by `evidence_list`.
    pub fn evidence(&self, table: &str, owner: &str, row: i64, sizes: &Sizes) -> rusqlite::Result<Vec<Evidence>> {
        let sql = format!("SELECT document, start, stop FROM {table} WHERE {owner} = ? ORDER BY position");
        self.of(&sql, row, |r| evidence(r, 0, sizes))
    }

    /// The members of a group.
    fn members<I: Id>(
        &self,
        table: &str,
        owner: &str,
        member: &str,
        row: i64,
        count: &Count<I>,
    ) -> rusqlite::Result<Vec<I>> {
        let sql = format!("SELECT {member} FROM {table} WHERE {owner} = ? ORDER BY position");
        self.of(&sql, row, |r| r.index(0, count))
    }

    pub fn rows<T, C: FromIterator<T>>(
        &self,
        sql: &str,
        read: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<C> {
        self.db.prepare_cached(sql)?.query_map([], read)?.collect()
    }

    fn of<T>(&self, sql: &str, row: i64, read: impl FnMut(&Row) -> rusqlite::Result<T>) -> rusqlite::Result<Vec<T>> {
        self.db.prepare_cached(sql)?.query_map([row], read)?.collect()
    }
}

/// Lengths of the lists that ids point into.
pub(crate) struct Sizes {
    pub documents: Count<PageId>,
    pub origins: Count<OriginId>,
    pub stories: Count<StoryId>,
    pub entities: Count<EntityId>,
    pub events: Count<EventId>,
    pub quotations: Count<QuotationId>,
    pub discrepancies: Count<DiscrepancyId>,
}

fn evidence(r: &Row, column: usize, sizes: &Sizes) -> rusqlite::Result<Evidence> {
    Ok(Evidence { document: r.index(column, &sizes.documents)?, span: r.span(column + 1)? })
}
