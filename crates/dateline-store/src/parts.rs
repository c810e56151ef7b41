//! What sentences about the dossier are made from, written and read.

use dateline::{Clause, Decisive, EventClause, Evidence, Parts, TimeWords};
use rusqlite::{Transaction, params};

use crate::columns::{Columns, id, number};
use crate::load::{Reader, Sizes};
use crate::save::ends;

/// Writes the tables of the parts.
pub fn save(tx: &Transaction, parts: &Parts) -> rusqlite::Result<()> {
    for EventClause { event, clause: c } in &parts.clauses {
        let values = params![id(*event), c.subject, c.auxiliary, c.verb, c.told, c.rest];
        tx.execute("INSERT INTO clauses VALUES (?,?,?,?,?,?)", values)?;
    }
    for (i, d) in parts.decisive.iter().enumerate() {
        let (start, stop) = ends(d.words);
        let values = params![number(i), id(d.discrepancy), number(d.variant), number(d.support), start, stop, d.by];
        tx.execute("INSERT INTO decisive VALUES (?,?,?,?,?,?,?)", values)?;
    }
    for TimeWords { event, at } in &parts.times {
        let values = params![id(*event), id(at.document), number(at.span.start), number(at.span.end)];
        tx.execute("INSERT INTO time_words VALUES (?,?,?,?)", values)?;
    }
    for entity in &parts.definite {
        tx.execute("INSERT INTO definite VALUES (?)", [id(*entity)])?;
    }
    Ok(())
}

/// Reads what [`save`] wrote.
pub fn load(reader: &Reader<'_>, sizes: &Sizes) -> rusqlite::Result<Parts> {
    let clauses = "SELECT event, subject, auxiliary, verb, told, rest FROM clauses ORDER BY event";
    let decisive = "SELECT discrepancy, variant, support, start, stop, said_by FROM decisive ORDER BY position";
    Ok(Parts {
        clauses: reader.rows(clauses, |r| {
            let clause =
                Clause { subject: r.get(1)?, auxiliary: r.get(2)?, verb: r.get(3)?, told: r.get(4)?, rest: r.get(5)? };
            Ok(EventClause { event: r.index(0, &sizes.events)?, clause })
        })?,
        decisive: reader.rows(decisive, |r| {
            Ok(Decisive {
                discrepancy: r.index(0, &sizes.discrepancies)?,
                variant: r.number(1)?,
                support: r.number(2)?,
                words: r.opt_span(3)?,
                by: r.get(5)?,
            })
        })?,
        times: reader.rows("SELECT event, document, start, stop FROM time_words ORDER BY event", |r| {
            let at = Evidence { document: r.index(1, &sizes.documents)?, span: r.span(2)? };
            Ok(TimeWords { event: r.index(0, &sizes.events)?, at })
        })?,
        definite: reader.rows("SELECT entity FROM definite ORDER BY entity", |r| r.index(0, &sizes.entities))?,
    })
}
