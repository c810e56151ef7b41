//! A dossier survives the way into the file and back, and other files are refused with a sentence.
#![allow(clippy::unwrap_used)] // a test fails by panicking

use std::fs;
use std::path::Path;

use dateline::entity::{EntityKind, Place, Term};
use dateline::event::{Bound, Certainty, ParticipantRole, Polarity, Quantity};
use dateline::page::{Aside, Block, Note, Page, Published, PublishedBasis, Role};
use dateline::speech::{AsideSpeech, QuotationKind};
use dateline::time::{EventTime, TimeBasis};
use dateline::time::{Granularity, Interval};
use dateline::*;
use dateline_store::{SavedFile, load, load_file, save};

const MODEL: &str = "test";

/// A dossier in which no field is empty, so that a column forgotten by the store shows.
fn full() -> Dossier {
    let text = "Der Fährmann “sank”.\n\nHe said so.";
    let at = |start, end| Evidence { document: PageId::new(0), span: Span::new(start, end) };
    let day = jiff::civil::date(2025, 3, 4);
    let page = Page {
        id: "a".into(),
        path: "pile/a.html".into(),
        sha256: SavedFile::new(b"raw".to_vec()).sha256,
        title: Some("Title".into()),
        outlet: Some("Outlet".into()),
        authors: vec!["Kari \"K\" Nygaard".into()],
        agencies: vec!["NSNA".into()],
        published: Published {
            value: Some("2025-03-04".into()),
            earliest: Some(day),
            latest: Some(day),
            basis: Some(PublishedBasis::Metadata),
            reasons: vec!["why".into()],
        },
        url: Some("https://a.example/x?y".into()),
        canonical_url: Some("https://a.example/x".into()),
        captured: None,
        language: Some("en".into()),
        text: text.into(),
        blocks: vec![
            Block { span: Span::new(0, 25), source: Some(Span::new(1, 9)), role: Role::Body },
            Block { span: Span::new(27, text.len()), source: None, role: Role::Caption },
        ],
        asides: vec![Aside {
            text: "A boat at the quay.".into(),
            role: Role::Caption,
            source: Some(Span::new(3, 22)),
            before: 9,
        }],
        notes: vec![Note { code: "c".into(), span: Some(Span::new(0, 3)), message: "m".into() }],
    };
    let aside_speech = vec![AsideSpeech {
        aside: 0,
        span: Span::new(0, 6),
        kind: QuotationKind::Mixed,
        speaker: Some("A".into()),
        cue: None,
    }];
    let second = Document { page: Page::from_text("b", "Nothing.", None), ..Document::default() };
    let interval = Interval {
        earliest: Some(day.at(23, 40, 0, 0)),
        latest: Some(day.at(23, 59, 59, 0)),
        granularity: Granularity::PartOfDay,
        approximate: true,
    };
    let variant = |value: &str| Variant { value: value.into(), support: vec![at(0, 3), at(4, 8)] };
    Dossier {
        documents: vec![
            Document {
                page,
                sentences: vec![Span::new(0, 25), Span::new(27, 38)],
                aside_speech,
                story: StoryId::new(1),
                ..Document::default()
            },
            second,
        ]
        .into(),
        skipped: vec![Skipped { path: "x.png".into(), reason: "no text".into() }],
        copies: vec![Copy {
            kind: CopyKind::Syndicated,
            documents: vec![PageId::new(1), PageId::new(0)],
            share: 1.0 / 3.0,
        }],
        origins: vec![Origin {
            name: "NSNA".into(),
            kind: OriginKind::Agency,
            documents: vec![PageId::new(0), PageId::new(1)],
        }]
        .into(),
        stories: vec![
            Story { documents: vec![PageId::new(1)], main: false },
            Story { documents: vec![PageId::new(0)], main: true },
        ]
        .into(),
        entities: vec![LinkedEntity {
            kind: EntityKind::Person,
            name: "Fährmann".into(),
            named: true,
            aliases: vec!["he".into()],
            titles: vec![LinkedTitle {
                title: "Der".into(),
                at: at(0, 3),
                term: Term { from: Some("2014".into()), until: None },
            }],
            place: Some(Place {
                latitude: 60.1,
                longitude: -0.3,
                geonames: Some(7),
                country: Some("NO".into()),
                inferred: true,
                said: vec!["Westmark".into(), "the isles".into()],
            }),
            mentions: vec![at(4, 13), at(27, 29)],
            beside: vec![dateline::LinkedBeside {
                document: PageId::new(0),
                at: dateline::entity::Beside { aside: 0, span: Span::new(0, 3), title: Some("Der".into()) },
            }],
            reasons: vec!["one name holds the other".into()],
        }]
        .into(),
        events: vec![LinkedEvent {
            label: "sinks".into(),
            on_timeline: true,
            time: Some(EventTime {
                value: Some("2025-03-04TNI".into()),
                interval,
                basis: TimeBasis::Narrative,
                timex: Some(3),
            }),
            place: Some(EntityId::new(0)),
            participants: vec![LinkedParticipant { entity: EntityId::new(0), role: ParticipantRole::Patient }],
            certainty: Certainty::Probable,
            polarity: Polarity::Negative,
            status: Status::Alleged,
            alleged_by: vec!["Clara Voss".into()],
            denied_by: vec!["the harbour office".into()],
            class: Some("sink".into()),
            plover: Some("MASS".into()),
            quantities: vec![LinkedQuantity {
                document: PageId::new(0),
                quantity: Quantity {
                    span: Span::new(4, 13),
                    value: 2.5,
                    high: Some(3.0),
                    unit: Some("m".into()),
                    of: Some("depth".into()),
                    bound: Bound::AtLeast,
                },
            }],
            mentions: vec![at(17, 21)],
            support: vec![Support { at: at(0, 25), attribution: vec!["KCB".into()], origin: OriginId::new(0) }],
            independent_origins: 1,
            reasons: vec!["two pages tell it".into()],
        }]
        .into(),
        timeline: vec![EventId::new(0)],
        short: vec![EventId::new(0)],
        quotations: vec![LinkedQuotation {
            at: at(14, 24),
            kind: QuotationKind::Mixed,
            speaker: Some(EntityId::new(0)),
            speaker_name: Some("He".into()),
            speaker_span: Some(Span::new(27, 29)),
            cue: Some(Span::new(30, 34)),
            addressee: Some(EntityId::new(0)),
            occasion: Some(Span::new(14, 20)),
            chain: vec!["Vesti".into(), "Orne Herald".into()],
        }]
        .into(),
        utterances: vec![Utterance { speaker: Some(EntityId::new(0)), quotations: vec![QuotationId::new(0)] }].into(),
        discrepancies: vec![Discrepancy {
            rule: "credit".into(),
            kind: DiscrepancyKind::Attribution,
            status: DiscrepancyStatus::Imprecise,
            about: Some(EventId::new(0)),
            label: "who".into(),
            variants: vec![variant("a"), variant("b")],
            reasons: vec!["said by two".into(), "of one event".into()],
        }]
        .into(),
        forecasts: vec![Forecast {
            label: "The ferry will sail".into(),
            statement: at(0, 25),
            support: vec![at(27, 38)],
            by: Some(EntityId::new(0)),
            outcome: Outcome::NotFulfilled,
            outcome_event: Some(EventId::new(0)),
            variants: vec![variant("c")],
            reasons: vec!["told later".into()],
        }]
        .into(),
        account: Account {
            event: Some(EventId::new(0)),
            places: vec![AccountPlace { entity: EntityId::new(0), support: vec![at(0, 25)] }],
            actors: vec![
                AccountActor { entity: EntityId::new(0), role: Some(ParticipantRole::Agent), title: Some(0) },
                AccountActor { entity: EntityId::new(0), role: None, title: None },
            ],
            counts: vec![AccountCount {
                what: "dead".into(),
                values: vec![variant("1 dead"), variant("2 dead")],
                event: Some(EventId::new(0)),
                discrepancy: Some(DiscrepancyId::new(0)),
            }],
            reactions: vec![Reaction {
                by: EntityId::new(0),
                event: EventId::new(0),
                reasons: vec!["it takes a stand".into()],
            }],
            reasons: vec!["told first".into()],
        },
        parts: Parts {
            clauses: vec![EventClause {
                event: EventId::new(0),
                clause: Clause {
                    subject: "the ferry".into(),
                    auxiliary: "did".into(),
                    verb: "sink".into(),
                    told: "sank".into(),
                    rest: "off Vellin".into(),
                },
            }],
            decisive: vec![Decisive {
                discrepancy: DiscrepancyId::new(0),
                variant: 0,
                support: 1,
                words: Some(Span::new(4, 8)),
                by: Some("the ferryman".into()),
            }],
            definite: vec![EntityId::new(0)],
            times: vec![TimeWords { event: EventId::new(0), at: at(4, 8) }],
        },
    }
}

fn files() -> Vec<SavedFile> {
    vec![SavedFile::new(b"raw".to_vec()), SavedFile::new(b"other".to_vec())]
}

#[test]
fn what_was_saved_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    for (name, dossier) in [("full", full()), ("empty", Dossier::default())] {
        let path = folder.path().join(name);
        save(&path, &dossier, &files(), MODEL).unwrap();
        let (before, after) =
            (serde_json::to_value(&dossier).unwrap(), serde_json::to_value(load(&path).unwrap()).unwrap());
        assert_eq!(before, after, "{name}");
    }
    let kept = load_file(&folder.path().join("full"), &files()[0].sha256).unwrap();
    assert_eq!(kept.as_deref(), Some(b"raw".as_slice()));
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("a"), folder.path().join("longer name"));
    save(&a, &full(), &files(), MODEL).unwrap();
    // Over an older, larger file, and with the saved files in another order.
    let large = Dossier { skipped: vec![Skipped { path: "p".into(), reason: "r".repeat(50_000) }], ..full() };
    save(&b, &large, &[], MODEL).unwrap();
    save(&b, &full(), &files().into_iter().rev().collect::<Vec<_>>(), MODEL).unwrap();
    assert!(fs::read(&a).unwrap() == fs::read(&b).unwrap());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing is left beside the dossiers");
}

#[test]
fn people_can_query_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    save(&path, &full(), &[], MODEL).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    let one = |sql: &str| db.query_row(sql, [], |r| r.get::<_, String>(0)).unwrap();
    assert_eq!(
        one(
            "SELECT s.text FROM sentences s JOIN sentence_search f ON f.rowid = s.id WHERE sentence_search MATCH 'fahrmann'"
        ),
        "Der Fährmann “sank”."
    );
    assert_eq!(one("SELECT sources FROM chronology"), "Outlet");
    let words = "SELECT CAST(substr(CAST(d.text AS BLOB), q.start + 1, q.stop - q.start) AS TEXT) FROM quotations q JOIN documents d ON d.id = q.document";
    assert_eq!(one(words), "“sank”");
    assert_eq!(one("SELECT value FROM meta WHERE key = 'format_version'"), dateline_store::FORMAT_VERSION.to_string());
    assert_eq!(one("PRAGMA integrity_check"), "ok");
}

#[test]
fn other_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    let refusal = |path: &Path| load(path).unwrap_err().to_string();
    assert!(refusal(&path).ends_with("there is no such file or folder"));
    for text in ["", "<html>", "SQLite format 3\0 but no more than that"] {
        fs::write(&path, text).unwrap();
        assert!(refusal(&path).ends_with("x is not a dossier"), "{text:?}: {}", refusal(&path));
        let clobber = save(&path, &full(), &[], MODEL);
        assert_eq!(clobber.is_ok(), text.is_empty(), "a file that is no dossier is not replaced");
        fs::remove_file(&path).unwrap();
    }
    assert!(refusal(folder.path()).ends_with("is not a dossier"));
    let clobber = save(folder.path(), &full(), &[], MODEL).unwrap_err().to_string();
    assert!(clobber.ends_with("is a folder: a dossier cannot be written there"), "{clobber}");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(refusal(&path).ends_with("is an SQLite database, but not a dossier"));
}

#[test]
fn other_formats_and_damaged_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    let after = |change: &str| {
        fs::remove_file(&path).ok();
        save(&path, &full(), &[], MODEL).unwrap();
        let change = format!("PRAGMA foreign_keys = OFF; {change}");
        rusqlite::Connection::open(&path).unwrap().execute_batch(&change).unwrap();
        load(&path).unwrap_err().to_string()
    };
    assert!(
        after("PRAGMA user_version = 1").contains("older Dateline (format 1; this one reads 3 to 6): build it again")
    );
    assert!(after("PRAGMA user_version = 7").ends_with("newer Dateline (format 7; this one reads up to 6)"));
    let newer = save(&path, &full(), &[], MODEL).unwrap_err().to_string();
    assert!(newer.contains("newer Dateline"), "what a newer one wrote is not overwritten: {newer}");
    assert!(after("UPDATE support SET stop = 999").contains("is damaged: bytes 0 to 999 of document 1 do not exist"));
    assert!(after("UPDATE quotations SET start = 6").contains("is damaged"));
    assert!(after("UPDATE timeline SET event = 9").contains("is damaged"));
    assert!(after("UPDATE events SET status = 'dreamt'").contains("is damaged"));
    assert!(after("DROP TABLE stories").contains("no such table"));
}
