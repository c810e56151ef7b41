-- The dossier file of Dateline, format 6. One SQLite database; every table may be queried with any SQLite tool.
--
-- Ids start at 1 and are those of the JSON export: documents.id 3 is D3, entities.id 7 is E7, events.id 2 is V2, and so on.
-- start and stop are BYTES of documents.text as UTF-8, stop exclusive. The words of a span:
--   substr(CAST(text AS BLOB), start + 1, stop - start)
-- position orders the rows of a list from 0. Dates are ISO 8601. A missing value is NULL, never a guess.

-- What wrote this file: format_version, tool_version, model.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The saved bytes as they were read, compressed with zstd, by SHA-256 (lower-case hexadecimal).
CREATE TABLE files (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, content BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- What each page tells by itself, so that a page that did not change is not read again. key: digest of the cleaned page, the engine and
-- the models; content: the analysis in postcard, compressed with zstd, without what the page and the models give back.
CREATE TABLE analyses (key TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- Every page, sorted by publication. published is set when the day is known; the bounds are inclusive.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, input_id TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
  title TEXT, outlet TEXT, url TEXT, canonical_url TEXT, language TEXT,
  authors TEXT NOT NULL,           -- JSON list of names
  agencies TEXT NOT NULL,          -- JSON list of names
  published TEXT, published_earliest TEXT, published_latest TEXT,
  published_basis TEXT,            -- stated, metadata, address, inferred, given
  published_reasons TEXT NOT NULL, -- JSON list of sentences
  story INTEGER NOT NULL, origin INTEGER NOT NULL,
  text TEXT NOT NULL) STRICT;

-- How each page was found in its saved bytes, for a build that goes on from this file (recipe: of the program's reader, not for others), and
-- what it tells by itself.
CREATE TABLE readings (
  document INTEGER PRIMARY KEY REFERENCES documents, recipe BLOB NOT NULL, analysis TEXT NOT NULL REFERENCES analyses) STRICT;

-- The paragraphs of a text: title, date, standfirst, heading, body, caption, credit. source_*: bytes of the saved file.
CREATE TABLE blocks (
  document INTEGER NOT NULL REFERENCES documents, position INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  role TEXT NOT NULL, source_start INTEGER, source_stop INTEGER, PRIMARY KEY (document, position)) STRICT, WITHOUT ROWID;

-- Headline, captions, credits and facts boxes: beside the narrated text, before its byte `before`. speech: JSON list of what is said in it,
-- with spans in bytes of the aside's own text.
CREATE TABLE asides (
  document INTEGER NOT NULL REFERENCES documents, position INTEGER NOT NULL, before INTEGER NOT NULL, role TEXT NOT NULL,
  text TEXT NOT NULL, source_start INTEGER, source_stop INTEGER, speech TEXT NOT NULL,
  PRIMARY KEY (document, position)) STRICT, WITHOUT ROWID;

-- Remarks of the program on a page.
CREATE TABLE notes (
  document INTEGER NOT NULL REFERENCES documents, position INTEGER NOT NULL, code TEXT NOT NULL, start INTEGER, stop INTEGER,
  message TEXT NOT NULL, PRIMARY KEY (document, position)) STRICT, WITHOUT ROWID;

-- Sentences in document order, with full-text search:
--   SELECT document, text FROM sentences WHERE id IN (SELECT rowid FROM sentence_search WHERE sentence_search MATCH 'reef');
CREATE TABLE sentences (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  text TEXT NOT NULL) STRICT;
CREATE INDEX sentences_by_document ON sentences (document);
CREATE VIRTUAL TABLE sentence_search USING fts5 (text, content='sentences', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

-- Inputs that are not in the dossier, and why.
CREATE TABLE skipped (position INTEGER PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL) STRICT;

-- Groups of pages that share text: exact, near, syndicated, excerpt. share is that of the shorter page, 0 to 1.
CREATE TABLE copies (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, share REAL NOT NULL) STRICT;
CREATE TABLE copy_documents (
  copy INTEGER NOT NULL REFERENCES copies, position INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents,
  PRIMARY KEY (copy, position)) STRICT, WITHOUT ROWID;

-- Independent origins of reports: agency, outlet, official, person, unknown.
CREATE TABLE origins (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
CREATE TABLE origin_documents (
  origin INTEGER NOT NULL REFERENCES origins, position INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents,
  PRIMARY KEY (origin, position)) STRICT, WITHOUT ROWID;

-- Documents by story; the pile has one main story.
CREATE TABLE stories (id INTEGER PRIMARY KEY, main INTEGER NOT NULL) STRICT;
CREATE TABLE story_documents (
  story INTEGER NOT NULL REFERENCES stories, position INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents,
  PRIMARY KEY (story, position)) STRICT, WITHOUT ROWID;

-- People (PER), organisations (ORG), places (LOC), facilities (FAC), products (PRO), events (EVT), others (MISC).
CREATE TABLE entities (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
  latitude REAL, longitude REAL, -- degrees
  geonames INTEGER, country TEXT, -- GeoNames id; ISO 3166-1 alpha-2
  inferred INTEGER, -- 1: the point is that of the town or region it is said to lie in
  said TEXT, -- names of what pages say it lies in, the narrowest first, one a line
  named INTEGER NOT NULL) STRICT; -- 0: the name is a description ("61 people")
-- Where captions and facts boxes name it; title: the words, when they are a title. start and stop: bytes of the aside's text.
CREATE TABLE beside (
  entity INTEGER NOT NULL REFERENCES entities, position INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents,
  aside INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, title TEXT, PRIMARY KEY (entity, position)) STRICT, WITHOUT ROWID;
CREATE TABLE aliases (
  entity INTEGER NOT NULL REFERENCES entities, position INTEGER NOT NULL, alias TEXT NOT NULL, PRIMARY KEY (entity, position)) STRICT, WITHOUT ROWID;
-- since and until: TIMEX3 values of the times between which it is held, as far as the text tells.
CREATE TABLE titles (
  entity INTEGER NOT NULL REFERENCES entities, position INTEGER NOT NULL, title TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL, since TEXT, until TEXT, PRIMARY KEY (entity, position)) STRICT, WITHOUT ROWID;
CREATE TABLE mentions (
  entity INTEGER NOT NULL REFERENCES entities, position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (entity, position)) STRICT, WITHOUT ROWID;

-- Events. time_value is a TIMEX3 value; earliest and latest bound it, inclusive; time_basis: stated, narrative, publication.
CREATE TABLE events (
  id INTEGER PRIMARY KEY, label TEXT NOT NULL, on_timeline INTEGER NOT NULL,
  time_value TEXT, earliest TEXT, latest TEXT, granularity TEXT, approximate INTEGER, time_basis TEXT, timex INTEGER,
  place INTEGER REFERENCES entities,
  certainty TEXT NOT NULL, polarity TEXT NOT NULL,
  status TEXT NOT NULL, -- happened, planned, alleged, denied, cancelled
  independent_origins INTEGER NOT NULL,
  class TEXT, plover TEXT, -- coarse class; type of the PLOVER event ontology
  alleged_by TEXT NOT NULL, denied_by TEXT NOT NULL) STRICT; -- JSON lists of names
-- Numbers that an event's mentions give. bound: exact, about, at_least, at_most; value to high is a range.
CREATE TABLE quantities (
  event INTEGER NOT NULL REFERENCES events, position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  value REAL NOT NULL, high REAL, unit TEXT, what TEXT, bound TEXT NOT NULL, PRIMARY KEY (event, position)) STRICT, WITHOUT ROWID;
CREATE TABLE participants (
  event INTEGER NOT NULL REFERENCES events, position INTEGER NOT NULL, entity INTEGER NOT NULL REFERENCES entities,
  role TEXT NOT NULL, PRIMARY KEY (event, position)) STRICT, WITHOUT ROWID; -- agent, patient, other
-- Head words of an event's mentions.
CREATE TABLE event_mentions (
  event INTEGER NOT NULL REFERENCES events, position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (event, position)) STRICT, WITHOUT ROWID;
-- The sentences an event rests on; attribution is a JSON list of the sources that the sentence credits, innermost first.
CREATE TABLE support (
  event INTEGER NOT NULL REFERENCES events, position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  attribution TEXT NOT NULL, origin INTEGER NOT NULL, PRIMARY KEY (event, position)) STRICT, WITHOUT ROWID;

-- The chronology of the main story, in order; short: whether the line belongs to its short form.
CREATE TABLE timeline (position INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES events, short INTEGER NOT NULL) STRICT;

-- What was said: direct, mixed, indirect. The speaker's words and the introducing word, where the page has them.
CREATE TABLE quotations (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  kind TEXT NOT NULL, speaker INTEGER REFERENCES entities, speaker_name TEXT, speaker_start INTEGER, speaker_stop INTEGER,
  cue_start INTEGER, cue_stop INTEGER,
  addressee INTEGER REFERENCES entities,
  occasion_start INTEGER, occasion_stop INTEGER, -- the words that name the event at which it was said
  chain TEXT NOT NULL) STRICT;                          -- through whom the page has it, a name a line, nearest to the speaker first
-- One utterance in all its wordings.
CREATE TABLE utterances (id INTEGER PRIMARY KEY, speaker INTEGER REFERENCES entities) STRICT;
CREATE TABLE utterance_quotations (
  utterance INTEGER NOT NULL REFERENCES utterances, position INTEGER NOT NULL, quotation INTEGER NOT NULL REFERENCES quotations,
  PRIMARY KEY (utterance, position)) STRICT, WITHOUT ROWID;

-- Where sources differ. kind: date, time, place, number, name, title, wording, polarity, attribution, certainty;
-- status: contradiction, update, variant, imprecise; rule: the id of the rule that found it (docs/rules.md).
CREATE TABLE discrepancies (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, about INTEGER REFERENCES events, label TEXT NOT NULL,
  rule TEXT NOT NULL) STRICT;
-- What was predicted, and what came of it: fulfilled, not_fulfilled, open.
CREATE TABLE forecasts (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  speaker INTEGER REFERENCES entities, outcome TEXT NOT NULL, outcome_event INTEGER REFERENCES events, label TEXT NOT NULL) STRICT;
CREATE TABLE forecast_support (
  forecast INTEGER NOT NULL REFERENCES forecasts, position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (forecast, position)) STRICT, WITHOUT ROWID;
-- The values set against each other, of a discrepancy, of a forecast or of a number of the account, with the sentences that give them.
CREATE TABLE variants (
  id INTEGER PRIMARY KEY, discrepancy INTEGER REFERENCES discrepancies, forecast INTEGER REFERENCES forecasts,
  count INTEGER REFERENCES account_counts, value TEXT NOT NULL) STRICT;
CREATE INDEX variants_by_discrepancy ON variants (discrepancy);
CREATE INDEX variants_by_forecast ON variants (forecast);
CREATE INDEX variants_by_count ON variants (count);
CREATE TABLE variant_support (
  variant INTEGER NOT NULL REFERENCES variants, position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (variant, position)) STRICT, WITHOUT ROWID;

-- The main story in short: the event that it is about (one row; none without a chronology), where that took place, with the sentences
-- that say so, who took part (role) or leads the story (role is NULL), and what was counted.
CREATE TABLE account (event INTEGER NOT NULL REFERENCES events) STRICT;
CREATE TABLE account_places (id INTEGER PRIMARY KEY, entity INTEGER NOT NULL REFERENCES entities) STRICT;
CREATE TABLE account_place_support (
  place INTEGER NOT NULL REFERENCES account_places, position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (place, position)) STRICT, WITHOUT ROWID;
-- title: position of the title that most pages give, in titles.
CREATE TABLE account_actors (
  position INTEGER PRIMARY KEY, entity INTEGER NOT NULL REFERENCES entities, role TEXT, title INTEGER) STRICT;
-- what: 'dead', 'aboard', …; empty when the values say it themselves.
CREATE TABLE account_counts (
  id INTEGER PRIMARY KEY, what TEXT NOT NULL, event INTEGER REFERENCES events, discrepancy INTEGER REFERENCES discrepancies) STRICT;
-- What bodies and holders of offices said of that event: who, and the event that is the saying itself.
CREATE TABLE reactions (
  id INTEGER PRIMARY KEY, entity INTEGER NOT NULL REFERENCES entities, event INTEGER NOT NULL REFERENCES events) STRICT;

-- What questions and answers are made from. The clause that an event's label is: subject, auxiliary and verb of the question, the verb as the
-- label has it, what comes behind it.
CREATE TABLE clauses (
  event INTEGER PRIMARY KEY REFERENCES events, subject TEXT NOT NULL, auxiliary TEXT NOT NULL, verb TEXT NOT NULL, told TEXT NOT NULL,
  rest TEXT NOT NULL);
-- The words of a sentence that give a value, with their hedge, and whom the sentence has it from. variant, support: positions from 0 in the
-- discrepancy's variants and in the variant's sentences.
CREATE TABLE decisive (
  position INTEGER PRIMARY KEY, discrepancy INTEGER NOT NULL REFERENCES discrepancies, variant INTEGER NOT NULL, support INTEGER NOT NULL,
  start INTEGER, stop INTEGER, said_by TEXT);
-- The words of a page that give the time of an event, hedge and all.
CREATE TABLE time_words (
  event INTEGER PRIMARY KEY REFERENCES events, document INTEGER NOT NULL REFERENCES documents, start INTEGER NOT NULL, stop INTEGER NOT NULL);
-- Entities whose name pages write with "the".
CREATE TABLE definite (entity INTEGER PRIMARY KEY REFERENCES entities);

-- Why: the reasons for a judgement, in order. subject is entity, event, discrepancy, forecast, reaction or account, id the row of that table.
CREATE TABLE reasons (
  subject TEXT NOT NULL, id INTEGER NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (subject, id, position)) STRICT, WITHOUT ROWID;

-- What a document carries, looked up from the document.
CREATE INDEX mentions_by_document ON mentions (document, start);
CREATE INDEX event_mentions_by_document ON event_mentions (document, start);
CREATE INDEX quotations_by_document ON quotations (document, start);

-- The chronology as one reads it: SELECT * FROM chronology;
CREATE VIEW chronology AS
  SELECT t.position, e.earliest, e.latest, e.label, e.status, e.independent_origins,
    (SELECT group_concat(DISTINCT coalesce(d.outlet, d.path)) FROM support s JOIN documents d ON d.id = s.document WHERE s.event = e.id) AS sources
  FROM timeline t JOIN events e ON e.id = t.event ORDER BY t.position;
