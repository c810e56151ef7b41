//! Writes a dossier.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::{Dossier, Evidence, Span, Variant};
use rusqlite::{Connection, Transaction, params};
use sha2::{Digest, Sha256};

use crate::columns::{id, list, name, number, row};
use crate::error::Error;
use crate::readings::Reading;
use crate::target::Target;
use crate::{APPLICATION_ID, FORMAT_VERSION};

/// The bytes of a saved page, kept so that every span can be traced to them.
pub struct SavedFile {
    /// Lower-case hexadecimal SHA-256 of `bytes`; the key that [`Page::sha256`](dateline::page::Page::sha256) refers to.
    pub sha256: String,
    /// As they were read.
    pub bytes: Vec<u8>,
}

impl SavedFile {
    /// Hashes the bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { sha256: digest(&bytes), bytes }
    }
}

/// Lower-case hexadecimal SHA-256.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Writes a dossier with the files it was made from to `path`, replacing what is there only when everything is written.
///
/// # Errors
/// As [`Target::open`], and when it cannot be written.
pub fn save(path: &Path, dossier: &Dossier, files: &[SavedFile], model: &str) -> Result<(), Error> {
    save_to(&Target::open(path, &|_| ())?, dossier, files, &[], model)
}

/// The same with how the pages were read and what they tell by themselves, to a place that is held.
///
/// # Errors
/// When it cannot be written.
pub fn save_to(
    target: &Target,
    dossier: &Dossier,
    files: &[SavedFile],
    readings: &[Reading],
    model: &str,
) -> Result<(), Error> {
    let partial = target.partial()?;
    let sql = Error::sql(target.path());
    let mut db = Connection::open(&partial).map_err(&sql)?;
    write(&mut db, dossier, files, readings, model).map_err(&sql)?;
    db.close().map_err(|(_, e)| sql(e))?;
    target.finish(&partial)
}

fn write(
    db: &mut Connection,
    dossier: &Dossier,
    files: &[SavedFile],
    readings: &[Reading],
    model: &str,
) -> rusqlite::Result<()> {
    // Nothing but the final rename makes the file visible, so a journal would protect nothing.
    db.execute_batch(
        "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;",
    )?;
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", FORMAT_VERSION)?;
    let tx = db.transaction()?;
    tx.execute_batch(include_str!("schema.sql"))?;
    meta(&tx, model)?;
    saved_files(&tx, files)?;
    documents(&tx, dossier)?;
    crate::readings::save(&tx, dossier, readings)?;
    groups(&tx, dossier)?;
    entities(&tx, dossier)?;
    events(&tx, dossier)?;
    quotations(&tx, dossier)?;
    judgements(&tx, dossier)?;
    crate::account::save(&tx, &dossier.account)?;
    crate::parts::save(&tx, &dossier.parts)?;
    tx.execute_batch(
        "INSERT INTO sentence_search (sentence_search) VALUES ('rebuild');
         INSERT INTO sentence_search (sentence_search) VALUES ('optimize');",
    )?;
    tx.commit()?;
    db.execute_batch("VACUUM")
}

fn meta(tx: &Transaction, model: &str) -> rusqlite::Result<()> {
    let mut insert = tx.prepare("INSERT INTO meta VALUES (?, ?)")?;
    for (key, value) in [
        ("format_version", FORMAT_VERSION.to_string().as_str()),
        ("model", model),
        ("tool_version", env!("CARGO_PKG_VERSION")),
    ] {
        insert.execute([key, value])?;
    }
    Ok(())
}

fn saved_files(tx: &Transaction, files: &[SavedFile]) -> rusqlite::Result<()> {
    // The order of the inputs must not show in the file.
    let sorted: BTreeMap<_, _> = files.iter().map(|f| (&f.sha256, &f.bytes)).collect();
    let mut insert = tx.prepare("INSERT INTO files VALUES (?, ?, ?)")?;
    for (sha256, bytes) in sorted {
        let packed =
            zstd::encode_all(bytes.as_slice(), 3).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        insert.execute(params![sha256, number(bytes.len()), packed])?;
    }
    Ok(())
}

fn documents(tx: &Transaction, dossier: &Dossier) -> rusqlite::Result<()> {
    let mut document = tx.prepare("INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
    let mut block = tx.prepare("INSERT INTO blocks VALUES (?,?,?,?,?,?,?)")?;
    let mut aside = tx.prepare("INSERT INTO asides VALUES (?,?,?,?,?,?,?,?)")?;
    let mut note = tx.prepare("INSERT INTO notes VALUES (?,?,?,?,?,?)")?;
    let mut sentence = tx.prepare("INSERT INTO sentences (document, start, stop, text) VALUES (?,?,?,?)")?;
    for (d, doc) in dossier.documents.iter_enumerated() {
        let (page, published) = (&doc.page, &doc.page.published);
        document.execute(params![
            id(d),
            page.id,
            page.path,
            page.sha256,
            page.title,
            page.outlet,
            page.url,
            page.canonical_url,
            page.language,
            list(&page.authors)?,
            list(&page.agencies)?,
            published.value,
            published.earliest.map(|x| x.to_string()),
            published.latest.map(|x| x.to_string()),
            published.basis.as_ref().map(name).transpose()?,
            list(&published.reasons)?,
            id(doc.story),
            id(doc.origin),
            page.text,
        ])?;
        for (i, b) in page.blocks.iter().enumerate() {
            let (source_start, source_stop) = ends(b.source);
            block.execute(params![
                id(d),
                number(i),
                number(b.span.start),
                number(b.span.end),
                name(&b.role)?,
                source_start,
                source_stop
            ])?;
        }
        for (i, a) in page.asides.iter().enumerate() {
            let (source_start, source_stop) = ends(a.source);
            let role = name(&a.role)?;
            let speech = list(&doc.aside_speech.iter().filter(|q| q.aside == i).collect::<Vec<_>>())?;
            aside.execute(params![
                id(d),
                number(i),
                number(a.before),
                role,
                a.text,
                source_start,
                source_stop,
                speech
            ])?;
        }
        for (i, n) in page.notes.iter().enumerate() {
            let (start, stop) = ends(n.span);
            note.execute(params![id(d), number(i), n.code, start, stop, n.message])?;
        }
        for s in &doc.sentences {
            let text = page.text.get(s.start..s.end).unwrap_or_default();
            sentence.execute(params![id(d), number(s.start), number(s.end), text])?;
        }
    }
    let mut skipped = tx.prepare("INSERT INTO skipped VALUES (?,?,?)")?;
    for (i, s) in dossier.skipped.iter().enumerate() {
        skipped.execute(params![number(i), s.path, s.reason])?;
    }
    Ok(())
}

fn groups(tx: &Transaction, dossier: &Dossier) -> rusqlite::Result<()> {
    let mut member = tx.prepare("INSERT INTO copy_documents VALUES (?,?,?)")?;
    for (c, copy) in dossier.copies.iter().enumerate() {
        tx.execute("INSERT INTO copies VALUES (?,?,?)", params![row(c), name(&copy.kind)?, copy.share])?;
        for (i, d) in copy.documents.iter().enumerate() {
            member.execute([row(c), number(i), id(*d)])?;
        }
    }
    let mut member = tx.prepare("INSERT INTO origin_documents VALUES (?,?,?)")?;
    for (o, origin) in dossier.origins.iter_enumerated() {
        tx.execute("INSERT INTO origins VALUES (?,?,?)", params![id(o), origin.name, name(&origin.kind)?])?;
        for (i, d) in origin.documents.iter().enumerate() {
            member.execute([id(o), number(i), id(*d)])?;
        }
    }
    let mut member = tx.prepare("INSERT INTO story_documents VALUES (?,?,?)")?;
    for (s, story) in dossier.stories.iter_enumerated() {
        tx.execute("INSERT INTO stories VALUES (?,?)", params![id(s), story.main])?;
        for (i, d) in story.documents.iter().enumerate() {
            member.execute([id(s), number(i), id(*d)])?;
        }
    }
    Ok(())
}

fn entities(tx: &Transaction, dossier: &Dossier) -> rusqlite::Result<()> {
    let mut entity = tx.prepare("INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?)")?;
    let mut alias = tx.prepare("INSERT INTO aliases VALUES (?,?,?)")?;
    let mut title = tx.prepare("INSERT INTO titles VALUES (?,?,?,?,?,?,?,?)")?;
    let mut beside = tx.prepare("INSERT INTO beside VALUES (?,?,?,?,?,?,?)")?;
    for (e, x) in dossier.entities.iter_enumerated() {
        let place = x.place.as_ref();
        entity.execute(params![
            id(e),
            name(&x.kind)?,
            x.name,
            place.map(|p| p.latitude),
            place.map(|p| p.longitude),
            place.and_then(|p| p.geonames),
            place.and_then(|p| p.country.as_deref()),
            place.map(|p| p.inferred),
            place.map(|p| p.said.join("\n")),
            x.named,
        ])?;
        for (i, a) in x.aliases.iter().enumerate() {
            alias.execute(params![id(e), number(i), a])?;
        }
        for (i, t) in x.titles.iter().enumerate() {
            let (d, start, stop) = evidence(&t.at);
            title.execute(params![id(e), number(i), t.title, d, start, stop, t.term.from, t.term.until])?;
        }
        for (i, b) in x.beside.iter().enumerate() {
            let (start, stop) = (number(b.at.span.start), number(b.at.span.end));
            beside.execute(params![id(e), number(i), id(b.document), number(b.at.aside), start, stop, b.at.title])?;
        }
        evidence_list(tx, "mentions", id(e), &x.mentions)?;
        reasons(tx, "entity", id(e), &x.reasons)?;
    }
    Ok(())
}

fn events(tx: &Transaction, dossier: &Dossier) -> rusqlite::Result<()> {
    let mut event = tx.prepare("INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
    let mut quantity = tx.prepare("INSERT INTO quantities VALUES (?,?,?,?,?,?,?,?,?,?)")?;
    let mut participant = tx.prepare("INSERT INTO participants VALUES (?,?,?,?)")?;
    let mut support = tx.prepare("INSERT INTO support VALUES (?,?,?,?,?,?,?)")?;
    for (v, x) in dossier.events.iter_enumerated() {
        let time = x.time.as_ref();
        let interval = time.map(|t| &t.interval);
        event.execute(params![
            id(v),
            x.label,
            x.on_timeline,
            time.and_then(|t| t.value.as_deref()),
            interval.and_then(|i| i.earliest).map(|t| t.to_string()),
            interval.and_then(|i| i.latest).map(|t| t.to_string()),
            interval.map(|i| name(&i.granularity)).transpose()?,
            interval.map(|i| i.approximate),
            time.map(|t| name(&t.basis)).transpose()?,
            time.and_then(|t| t.timex).map(number),
            x.place.map(id),
            name(&x.certainty)?,
            name(&x.polarity)?,
            name(&x.status)?,
            number(x.independent_origins),
            x.class,
            x.plover,
            list(&x.alleged_by)?,
            list(&x.denied_by)?,
        ])?;
        for (i, q) in x.quantities.iter().enumerate() {
            let (d, q) = (id(q.document), &q.quantity);
            let (start, stop) = (number(q.span.start), number(q.span.end));
            let bound = name(&q.bound)?;
            quantity.execute(params![id(v), number(i), d, start, stop, q.value, q.high, q.unit, q.of, bound])?;
        }
        for (i, p) in x.participants.iter().enumerate() {
            participant.execute(params![id(v), number(i), id(p.entity), name(&p.role)?])?;
        }
        evidence_list(tx, "event_mentions", id(v), &x.mentions)?;
        for (i, s) in x.support.iter().enumerate() {
            let (d, start, stop) = evidence(&s.at);
            support.execute(params![id(v), number(i), d, start, stop, list(&s.attribution)?, id(s.origin)])?;
        }
        reasons(tx, "event", id(v), &x.reasons)?;
    }
    let mut line = tx.prepare("INSERT INTO timeline VALUES (?,?,?)")?;
    for (i, v) in dossier.timeline.iter().enumerate() {
        line.execute(params![number(i), id(*v), dossier.short.contains(v)])?;
    }
    Ok(())
}

fn quotations(tx: &Transaction, dossier: &Dossier) -> rusqlite::Result<()> {
    let mut quotation = tx.prepare("INSERT INTO quotations VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
    for (q, x) in dossier.quotations.iter_enumerated() {
        let (d, start, stop) = evidence(&x.at);
        let (speaker_start, speaker_stop) = ends(x.speaker_span);
        let (cue_start, cue_stop) = ends(x.cue);
        let (occasion_start, occasion_stop) = ends(x.occasion);
        let chain: Vec<String> = x.chain.iter().map(|n| n.replace('\n', " ")).collect();
        quotation.execute(params![
            id(q),
            d,
            start,
            stop,
            name(&x.kind)?,
            x.speaker.map(id),
            x.speaker_name,
            speaker_start,
            speaker_stop,
            cue_start,
            cue_stop,
            x.addressee.map(id),
            occasion_start,
            occasion_stop,
            chain.join("\n")
        ])?;
    }
    let mut wording = tx.prepare("INSERT INTO utterance_quotations VALUES (?,?,?)")?;
    for (u, x) in dossier.utterances.iter_enumerated() {
        tx.execute("INSERT INTO utterances VALUES (?,?)", params![id(u), x.speaker.map(id)])?;
        for (i, q) in x.quotations.iter().enumerate() {
            wording.execute([id(u), number(i), id(*q)])?;
        }
    }
    Ok(())
}

fn judgements(tx: &Transaction, dossier: &Dossier) -> rusqlite::Result<()> {
    for (i, x) in dossier.discrepancies.iter_enumerated() {
        tx.execute(
            "INSERT INTO discrepancies VALUES (?,?,?,?,?,?)",
            params![id(i), name(&x.kind)?, name(&x.status)?, x.about.map(id), x.label, x.rule],
        )?;
        variants(tx, "discrepancy", id(i), &x.variants)?;
        reasons(tx, "discrepancy", id(i), &x.reasons)?;
    }
    for (i, x) in dossier.forecasts.iter_enumerated() {
        let (d, start, stop) = evidence(&x.statement);
        tx.execute(
            "INSERT INTO forecasts VALUES (?,?,?,?,?,?,?,?)",
            params![id(i), d, start, stop, x.by.map(id), name(&x.outcome)?, x.outcome_event.map(id), x.label],
        )?;
        evidence_list(tx, "forecast_support", id(i), &x.support)?;
        variants(tx, "forecast", id(i), &x.variants)?;
        reasons(tx, "forecast", id(i), &x.reasons)?;
    }
    Ok(())
}

/// The values of the row of a table that `owner` names.
pub(crate) fn variants(tx: &Transaction, owner: &str, index: i64, list: &[Variant]) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached(&format!("INSERT INTO variants ({owner}, value) VALUES (?,?)"))?;
    for v in list {
        insert.execute(params![index, v.value])?;
        evidence_list(tx, "variant_support", tx.last_insert_rowid(), &v.support)?;
    }
    Ok(())
}

pub(crate) fn reasons(tx: &Transaction, subject: &str, owner: i64, list: &[String]) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached("INSERT INTO reasons VALUES (?,?,?,?)")?;
    for (i, reason) in list.iter().enumerate() {
        insert.execute(params![subject, owner, number(i), reason])?;
    }
    Ok(())
}

/// Rows `(owner, position, document, start, stop)`.
pub(crate) fn evidence_list(tx: &Transaction, table: &str, owner: i64, list: &[Evidence]) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached(&format!("INSERT INTO {table} VALUES (?,?,?,?,?)"))?;
    for (i, e) in list.iter().enumerate() {
        let (d, start, stop) = evidence(e);
        insert.execute([owner, number(i), d, start, stop])?;
    }
    Ok(())
}

fn evidence(e: &Evidence) -> (i64, i64, i64) {
    (id(e.document), number(e.span.start), number(e.span.end))
}

pub fn ends(span: Option<Span>) -> (Option<i64>, Option<i64>) {
    (span.map(|s| number(s.start)), span.map(|s| number(s.end)))
}
