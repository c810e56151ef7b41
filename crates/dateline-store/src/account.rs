//! The main story in short, written and read.

use dateline::{Account, AccountActor, AccountCount, AccountPlace, EventId, Reaction};
use rusqlite::{Transaction, params};

use crate::columns::{Columns, id, name, number, row};
use crate::load::{Reader, Sizes};
use crate::save::{evidence_list, reasons, variants};

/// Writes the tables of the account.
pub fn save(tx: &Transaction, account: &Account) -> rusqlite::Result<()> {
    if let Some(event) = account.event {
        tx.execute("INSERT INTO account VALUES (?)", [id(event)])?;
        reasons(tx, "account", row(0), &account.reasons)?;
    }
    for (i, p) in account.places.iter().enumerate() {
        tx.execute("INSERT INTO account_places VALUES (?,?)", [row(i), id(p.entity)])?;
        evidence_list(tx, "account_place_support", row(i), &p.support)?;
    }
    for (i, a) in account.actors.iter().enumerate() {
        let role = a.role.map(|r| name(&r)).transpose()?;
        let values = params![number(i), id(a.entity), role, a.title.map(number)];
        tx.execute("INSERT INTO account_actors VALUES (?,?,?,?)", values)?;
    }
    for (i, c) in account.counts.iter().enumerate() {
        let values = params![row(i), c.what, c.event.map(id), c.discrepancy.map(id)];
        tx.execute("INSERT INTO account_counts VALUES (?,?,?,?)", values)?;
        variants(tx, "count", row(i), &c.values)?;
    }
    for (i, r) in account.reactions.iter().enumerate() {
        tx.execute("INSERT INTO reactions VALUES (?,?,?)", [row(i), id(r.by), id(r.event)])?;
        reasons(tx, "reaction", row(i), &r.reasons)?;
    }
    Ok(())
}

/// Reads what [`save`] wrote.
pub fn load(reader: &Reader<'_>, sizes: &Sizes) -> rusqlite::Result<Account> {
    let events: Vec<EventId> = reader.rows("SELECT event FROM account", |r| r.index(0, &sizes.events))?;
    let event = events.last().copied();
    Ok(Account {
        event,
        places: reader.rows("SELECT id, entity FROM account_places ORDER BY id", |r| {
            let support = reader.evidence("account_place_support", "place", r.get(0)?, sizes)?;
            Ok(AccountPlace { entity: r.index(1, &sizes.entities)?, support })
        })?,
        actors: reader.rows("SELECT entity, role, title FROM account_actors ORDER BY position", |r| {
            let title = r.get::<_, Option<i64>>(2)?.map(|_| r.number(2)).transpose()?;
            Ok(AccountActor { entity: r.index(0, &sizes.entities)?, role: r.opt_name(1)?, title })
        })?,
        counts: reader.rows("SELECT id, what, event, discrepancy FROM account_counts ORDER BY id", |r| {
            Ok(AccountCount {
                what: r.get(1)?,
                values: reader.variants("count", r.get(0)?, sizes)?,
                event: r.opt_index(2, &sizes.events)?,
                discrepancy: r.opt_index(3, &sizes.discrepancies)?,
            })
        })?,
        reactions: reader.rows("SELECT id, entity, event FROM reactions ORDER BY id", |r| {
            let reasons = reader.reasons("reaction", r.get(0)?)?;
            Ok(Reaction { by: r.index(1, &sizes.entities)?, event: r.index(2, &sizes.events)?, reasons })
        })?,
        reasons: match event {
            Some(_) => reader.reasons("account", 1)?,
            None => Vec::new(),
        },
    })
}
