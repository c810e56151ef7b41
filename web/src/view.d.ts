// Made by `cargo xtask generate` from the types of the crate dateline-report. Offsets are UTF-16 code units into a source's text.
/** A dossier as it is shown. */
export interface View {
  /** People and bodies of the main story, most mentioned first. */
  actors: Actor[];
  /** Groups of pages that share text. */
  copies: Shared[];
  /** Where sources differ. */
  discrepancies: Difference[];
  /** What was predicted. */
  forecasts: Prediction[];
  /** How many independent origins the texts of the main story have. */
  independent_origins: number;
  /** Two or three sentences of its pages that tell it; empty where none is good enough. */
  lead: Quote[];
  /** The chronology. */
  lines: Line[];
  /** Independent origins with more than a name. */
  origins: Root[];
  /** Places of the main story that lie on the map, most mentioned first. */
  places: Spot[];
  /** Quotations of the main story; the wordings of one utterance together. */
  quotations: Said[];
  /** What bodies and holders of offices said of the main event, in order of time. */
  reactions: Response[];
  /** The main story in short, a question each. */
  short: Fact[];
  /** Inputs that are not in the dossier. */
  skipped: Left[];
  /** Pages: the main story's first, then the others, each in order of publication. */
  sources: Source[];
  /** The days that the chronology covers; empty without a dated line. */
  span: string;
  /** What the story is called: the title of a reference page, else the line that it is about, else a headline. */
  title: string;
}
/** A person or body. */
export interface Actor {
  /** Other names. */
  aliases: string[];
  /** Captions and boxes of facts that name it. */
  beside: Quote[];
  /** Id in the JSON export. */
  id: string;
  /** `PER`, `ORG`, …. */
  kind: string;
  /** How often the texts of the main story mention it. */
  mentions: number;
  /** Fullest name. */
  name: string;
  /** Where it is named, when no text names it: `in a caption only`. */
  only?: string;
  /** Sources that mention it. */
  sources: number[];
  /** Titles with the sources that give them. */
  titles: Value[];
}
/** An answer. */
export interface Answer {
  /** What is to be added: an office, what a place lies in, earlier numbers; may be empty. */
  note: string;
  /** Sources in order, without repetition. */
  sources: number[];
  /** Sentences that give it. */
  support: Quote[];
  /** In words. */
  text: string;
}
/** A part of a page beside its narrated text. */
export interface Beside {
  /** It stands before this code unit of the text. */
  before: number;
  /** `caption`, `credit`, `facts`, `title`. */
  role: string;
  /** Who says something in it, and what. */
  said: [string, string][];
  /** Its words. */
  text: string;
}
/** Sources that differ. */
export interface Difference {
  /** The answer in one line, with who says so. */
  answer: string;
  /** Id in the JSON export. */
  id: string;
  /** `date`, `number`, …. */
  kind: string;
  /** For a reader, with the values. */
  label: string;
  /** Index of the line of the chronology it is about. */
  line: number | null;
  /** What a reader would ask; the line's own words where nothing good can be asked. */
  question: string;
  /** `contradiction`, `update`, `variant` or `imprecise`. */
  status: string;
  /** The values. */
  values: Value[];
}
/** A question and what the pages answer. */
export interface Fact {
  /** The answers, the first first. */
  answers: Answer[];
  /** `What`, `When`, `Where`, `Who`, `How many`. */
  question: string;
}
/** A skipped input. */
export interface Left {
  /** Path. */
  path: string;
  /** Why. */
  reason: string;
}
/** A line of the chronology. */
export interface Line {
  /** The time of day with the hedge of its source: `21:14`, `about 23:40`, `night`; empty for a whole day. */
  clock: string;
  /** The day alone: `Tue 4 Mar 2025`, `Mar 2025`; empty for what is undated. */
  day: string;
  /** What others say, a line each: `World Daily: “shortly before 10 p.m.”, say two passengers`. */
  differs: string[];
  /** Indices of the discrepancies about it. */
  discrepancies: number[];
  /** First day, ISO, for strips and grouping. */
  earliest: string | null;
  /** Indices of the forecasts that it settles. */
  forecasts: number[];
  /** Id in the JSON export. */
  id: string;
  /** How many those are. */
  independent_origins: number;
  /** Whether the day was inferred. */
  inferred: boolean;
  /** What happened. */
  label: string;
  /** Last day, ISO. */
  latest: string | null;
  /** Names of the independent origins among them. */
  origins: string[];
  /** Index into [`View::places`]. */
  place: number | null;
  /** Whether it belongs to the chronology in short. */
  short: boolean;
  /** Sources in order, without repetition. */
  sources: number[];
  /** Indices into [`View::quotations`] of what is said of it, what most pages quote first. */
  statements: number[];
  /** `happened`, `planned`, `alleged` or `denied`. */
  status: string;
  /** Sentences it rests on. */
  support: Quote[];
  /** When, in words. */
  when: string;
}
/** A paragraph. */
export interface Part {
  /** First code unit after it. */
  end: number;
  /** `body`, `caption`, …. */
  role: string;
  /** First code unit. */
  start: number;
}
/** A forecast. */
export interface Prediction {
  /** Who said so, and what came, in one or two sentences. */
  answer: string;
  /** Who made it. */
  by: string | null;
  /** Id in the JSON export. */
  id: string;
  /** What is foretold: the clause with its day and condition, else the sentence. */
  label: string;
  /** Index of the line of the chronology that settles it. */
  line: number | null;
  /** `fulfilled`, `not_fulfilled` or `open`. */
  outcome: string;
  /** What a reader would ask; the words of the source where nothing good can be asked. */
  question: string;
  /** The sentence. */
  statement: Quote;
  /** Other sentences on it. */
  support: Quote[];
  /** What was predicted and what came. */
  values: Value[];
}
/** Words of a page, exactly as they stand there. */
export interface Quote {
  /** Index into the source's asides, when the words stand in a caption or box of facts: the code units are then of its text. */
  aside?: number;
  /** Whom the sentence credits, innermost first. */
  attribution?: string[];
  /** First code unit after it. */
  end: number;
  /** Index into [`View::sources`]. */
  source: number;
  /** First code unit. */
  start: number;
  /** The words. */
  text: string;
  /** The words of the sentence that decide, as they stand in it. */
  words?: string;
}
/** What somebody said of the main event. */
export interface Response {
  /** Who. */
  by: string;
  /** Id in `dateline explain`. */
  id: string;
  /** What was said, as a clause. */
  label: string;
  /** Sources in order, without repetition. */
  sources: number[];
  /** Sentences that tell it. */
  support: Quote[];
  /** The first title that a page gives. */
  title: string | null;
  /** When, in words. */
  when: string;
}
/** An origin. */
export interface Root {
  /** `agency`, `outlet`, …. */
  kind: string;
  /** Name. */
  name: string;
  /** Pages that rest on it. */
  sources: number[];
}
/** Something said, in all its wordings. */
export interface Said {
  /** Ids in the JSON export. */
  ids: string[];
  /** `direct` or `mixed`, that of the first wording. */
  kind: string;
  /** To whom, at what occasion and through whom, in words, that of the first wording that tells; empty when none does. */
  setting: string;
  /** Who; `None` when no page tells. */
  speaker: string | null;
  /** The wordings. */
  wordings: Quote[];
}
/** Pages that share text. */
export interface Shared {
  /** `exact`, `near`, `syndicated`, `excerpt`. */
  kind: string;
  /** Share of the shorter one, in percent. */
  percent: number;
  /** The pages. */
  sources: number[];
}
/** A page. */
export interface Source {
  /** Agencies credited for the text. */
  agencies: string[];
  /** Captions, credits and boxes of facts, which are not narrated text. */
  asides: Beside[];
  /** Names in the byline. */
  authors: string[];
  /** Its paragraphs. */
  blocks: Part[];
  /** Id in the JSON export. */
  id: string;
  /** A, B, C, …, where there is room for no more. */
  letter: string;
  /** Whether it belongs to the main story. */
  main: boolean;
  /** Short name, one to a page: `Courier`, `FBS 6 Mar`. */
  name: string;
  /** Remarks of the program. */
  notes: string[];
  /** Name of the origin it rests on. */
  origin: string;
  /** Who published it; the name of the page where that is not known. */
  outlet: string;
  /** The saved file. */
  path: string;
  /** When, in words; `~` marks what was inferred. */
  published: string;
  /** Why that date, a reason each. */
  reasons: string[];
  /** The whole clean text. */
  text: string;
  /** Index of the first source that carries the same text; its own for most. */
  text_of: number;
  /** Headline; `no headline` without one. */
  title: string;
  /** Address to link to: the original one where it is known. */
  url: string | null;
}
/** A place on the map. */
export interface Spot {
  /** Degrees north. */
  latitude: number;
  /** Lines of the chronology that happen there. */
  lines: number[];
  /** Degrees east. */
  longitude: number;
  /** How often the texts mention it. */
  mentions: number;
  /** Name. */
  name: string;
  /** Where it is named, when no text names it: `in a caption only`. */
  only?: string;
  /** Sources that mention it. */
  sources: number[];
}
/** One value among several. */
export interface Value {
  /** How many independent origins those are; 0 where they are not counted. */
  independent_origins?: number;
  /** Where it stands, when no text gives it: `in a caption only`. */
  only?: string;
  /** Sources in order, without repetition. */
  sources: number[];
  /** Sentences that give it. */
  support: Quote[];
  /** The value as a sentence has it, with the hedge of its source: `about 11:40 p.m.`; empty where it is the value itself. */
  told?: string;
  /** The value. */
  value: string;
  /** Who says so, by name: `Peter Holt (Ledger = Courier)`. */
  who?: string[];
}
