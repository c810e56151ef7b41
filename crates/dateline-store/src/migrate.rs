//! Files of older formats, seen as one of this.
//!
//! In: an open dossier and its format. Out: the same, with views in front of the tables that lack a column. The file is not touched; a
//! build onto it writes it anew.

use rusqlite::Connection;

use crate::FORMAT_VERSION;

/// Columns that came later than [`OLDEST_FORMAT`](crate::OLDEST_FORMAT), and what stands for them in files that lack them. Format 4 grew
/// two of them before format 5 began, so what counts is whether a file has them.
const ADDED: [(&str, &str, &str); 4] = [
    // A chronology without a short form is shown whole.
    ("timeline", "short", "0"),
    ("events", "alleged_by", "'[]'"),
    ("events", "denied_by", "'[]'"),
    ("discrepancies", "rule", "''"),
];

/// Tables that came later than [`OLDEST_FORMAT`](crate::OLDEST_FORMAT), with their columns; an older file has no rows of them.
const TABLES: [(&str, &[&str]); 4] = [
    ("clauses", &["event", "subject", "auxiliary", "verb", "told", "rest"]),
    ("decisive", &["position", "discrepancy", "variant", "support", "start", "stop", "said_by"]),
    ("time_words", &["event", "document", "start", "stop"]),
    ("definite", &["entity"]),
];

/// Puts views in front of the tables of an older file.
pub(crate) fn to_current(db: Connection, version: i32) -> rusqlite::Result<Connection> {
    if version == FORMAT_VERSION {
        return Ok(db);
    }
    let mut missing: Vec<(&str, String)> = Vec::new();
    for (table, column, value) in ADDED {
        let there = "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?";
        if db.query_row(there, [table, column], |r| r.get::<_, i64>(0))? > 0 {
            continue;
        }
        let column = format!(", {value} AS {column}");
        match missing.iter_mut().find(|(t, _)| *t == table) {
            Some((_, columns)) => columns.push_str(&column),
            None => missing.push((table, column)),
        }
    }
    db.execute_batch("PRAGMA temp_store = MEMORY")?;
    for (table, columns) in missing {
        db.execute_batch(&format!("CREATE TEMP VIEW {table} AS SELECT *{columns} FROM main.{table}"))?;
    }
    for (table, columns) in TABLES {
        let there = "SELECT count(*) FROM main.sqlite_schema WHERE name = ?";
        if db.query_row(there, [table], |r| r.get::<_, i64>(0))? == 0 {
            let columns: Vec<String> = columns.iter().map(|c| format!("NULL AS {c}")).collect();
            db.execute_batch(&format!("CREATE TEMP VIEW {table} AS SELECT {} WHERE 0", columns.join(", ")))?;
        }
    }
    Ok(db)
}
