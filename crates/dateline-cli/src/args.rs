//! What can be typed, and the help that teaches it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Reads a pile of saved pages on one event and builds the sourced account of it: what happened, when, and who says so.
#[derive(Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, after_long_help = LONG_HELP, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const SHOW_EXAMPLES: &str = "\
Examples:
  dateline show ferry.dossier                    the course, the open questions, what was predicted
  dateline show ferry.dossier --differ --evidence | less
  dateline show ferry.dossier --since 2025-03-10";

const EXAMPLES: &str = "\
Examples:
  dateline demo                                     an example that is inside the program
  dateline build pages/ -o ferry.dossier            a folder of saved pages becomes a dossier
  dateline show ferry.dossier                       read it in the terminal
  dateline export ferry.dossier --format html -o ferry.html
                                                    one page to open in a browser or to send by mail";

const LONG_HELP: &str = "\
Examples:
  dateline demo                            an example that is inside the program
  dateline build pages/ -o ferry.dossier   a folder of saved pages becomes a dossier
  dateline build a.html b.txt more.jsonl -o x.dossier
  dateline add ferry.dossier monday/       more pages; only these are read
  dateline show ferry.dossier              read it in the terminal
  dateline show ferry.dossier --differ     where sources differ; also --forecasts, --statements, --people
  dateline show ferry.dossier --sources    what each page is, what its day comes from
  dateline explain ferry.dossier V3        why a line is what it is; also words: \"struck the reef\"
  dateline export ferry.dossier --format html -o ferry.html
  dateline export ferry.dossier --format json | jq '.events[].label'
  dateline analyze page.html | jq '.times' what one page tells, before pages are joined
  sqlite3 ferry.dossier 'SELECT * FROM chronology'

Inputs are HTML, plain text (clean, or a text copy of a page with its menus), JSON Lines, MHTML, crawls (WARC, WACZ), mails and mailboxes, feeds, PDF, DOCX, CSV, subtitles, exports of Telegram and WhatsApp chats, ZIP and TAR archives of these, folders, and `-` for standard input. What cannot be read is named on standard error and in the dossier; the rest is built. Only English text is analysed: a page in another language is kept with its title, outlet and date, and says so.

Exit codes:
  0  done
  1  failed: no input could be read, the file is no dossier, or the output could not be written
  2  wrong usage
  3  done, but some inputs were skipped, or a sentence of an audited text does not hold (only with --strict)";

#[derive(Subcommand)]
pub enum Command {
    /// Build and show the example that is inside the program
    Demo(Demo),
    /// Build a dossier from saved pages, or bring one up to date with them
    Build(Build),
    /// Add pages to a dossier
    Add(Add),
    /// Show a dossier in the terminal
    Show(Show),
    /// Print what each page tells by itself, as JSON Lines
    Analyze(Analyze),
    /// Write a dossier as JSON, HTML or Markdown
    Export(Export),
    /// Find the time expressions of a text and say what they mean
    Times(Times),
    /// Say why a line, a join, a count, a difference or an outcome is what it is
    Explain(Explain),
    /// Hold a text against the pages of a dossier, sentence by sentence
    Audit(Audit),
}

/// What to read, and how.
#[derive(ClapArgs)]
pub struct Inputs {
    /// Files or folders; `-` is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Number of threads [default: one a core]; the result is the same with any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Skip files larger than this
    #[arg(long, value_name = "MIB", default_value_t = 32, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub max_size: u64,
    /// End with exit code 3 when an input was skipped
    #[arg(long)]
    pub strict: bool,
}

/// Which pages are told as one story.
#[derive(ClapArgs)]
pub struct Stories {
    /// Take all pages for one story, however little they have in common
    #[arg(long)]
    pub one_story: bool,
    /// Tell the story of this number, the largest being 1, where the pages tell of several
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "one_story",
        value_parser = clap::value_parser!(u16).range(1..))]
    pub story: u16,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  dateline build pages/                                  writes pages.dossier
  dateline build pages/ -o ferry.dossier
  dateline build a.html notes.txt feed.jsonl -o x.dossier --json | jq .discrepancies

A line of a JSON Lines file is an object with one of text (clean, left as it is), html or dump (a text copy of a page), and optionally id, url, title, published, outlet and language. What is given there wins over what is guessed.")]
pub struct Build {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Where to write the dossier; one that is there is brought up to date: only new and changed pages are read
    /// [default: the input's name with .dossier, here]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave out pages of the dossier that are gone from the inputs; else they are named and kept
    #[arg(long)]
    pub prune: bool,
    #[command(flatten)]
    pub stories: Stories,
    /// Print the summary as JSON to standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Example:
  dateline add ferry.dossier monday/*.html

The dossier becomes what a build from all its pages would give, byte for byte; only new pages are read. Nothing is replaced: a page of the same name but other content is kept beside the one that is there.")]
pub struct Add {
    /// A dossier
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub stories: Stories,
    /// Print the summary as JSON to standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(ClapArgs)]
#[command(after_help = SHOW_EXAMPLES)]
pub struct Show {
    /// A dossier
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub look: Look,
    /// Print what is shown as JSON
    #[arg(long)]
    pub json: bool,
}

/// What to show, and how.
#[derive(ClapArgs)]
pub struct Look {
    /// Everything
    #[arg(long)]
    pub all: bool,
    /// Where sources differ, every question with both answers
    #[arg(long)]
    pub differ: bool,
    /// What was predicted, and what came of it
    #[arg(long)]
    pub forecasts: bool,
    /// Who said what, every wording
    #[arg(long)]
    pub statements: bool,
    /// People and bodies with their offices
    #[arg(long)]
    pub people: bool,
    /// Each source with its kind, its day and where that comes from, and what was left out of it
    #[arg(long)]
    pub sources: bool,
    /// With the sentences, word for word
    #[arg(long)]
    pub evidence: bool,
    /// Of the chronology only what happened on or after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<String>,
    /// Colours; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Only ASCII signs: != + x o for ≠ ✓ ✕ ○ [default: where the locale is C or POSIX]
    #[arg(long)]
    pub ascii: bool,
    /// Columns to use, 40 to 400 [default: those of the terminal, else 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub width: Option<u16>,
}

/// A day as it is typed.
fn day(text: &str) -> Result<String, String> {
    let well = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if well { Ok(text.into()) } else { Err("write the day as 2025-03-04".into()) }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// The example.
#[derive(ClapArgs)]
#[command(after_help = "\
Ten saved pages on the sinking of a ferry, all invented. Nothing is written unless -o says where; then the dossier is kept for the other commands:
  dateline demo -o ferry.dossier")]
pub struct Demo {
    /// Keep the dossier here
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub look: Look,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Example:
  dateline analyze page.html | jq '.quotations[] | .speaker.name'

One JSON object a line, one line a page. Offsets are Unicode code points into its text, end exclusive.")]
pub struct Analyze {
    #[command(flatten)]
    pub inputs: Inputs,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  dateline times \"The dam burst last Tuesday, two days after the storm.\" --published 2024-05-14
  dateline times --json < letter.txt | jq .value

Values are those of TIMEX3. Without --published, expressions that count from the day of writing stay open.")]
pub struct Times {
    /// The text; `-` or nothing means standard input
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,
    /// When it was written
    #[arg(long, value_name = "DAY")]
    pub published: Option<String>,
    /// One JSON object an expression
    #[arg(long)]
    pub json: bool,
}

#[derive(ClapArgs)]
pub struct Export {
    /// A dossier
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The form to write
    #[arg(long, value_enum)]
    pub format: Format,
    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  dateline explain ferry.dossier V3     an event: its sentences, the origins they count for, why they were joined
  dateline explain ferry.dossier X1     a difference: both sides and what decided
  dateline explain ferry.dossier \"struck the reef\"
  dateline explain ferry.dossier report.html#V3

Numbers are those of show and of export --format json: V events, X differences, F forecasts, R reactions, D pages, O origins, E people and places, U statements in several wordings. Words are looked for in lines, questions and predictions, then in the sentences of the pages.")]
pub struct Explain {
    /// A dossier
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What to explain: a number such as V3, an address that ends with one, or words
    #[arg(value_name = "WHAT")]
    pub what: String,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  dateline audit ferry.dossier article.txt               what pages tell of each sentence, and what they tell otherwise
  dateline audit ferry.dossier draft.md --strict         exit code 3 when a sentence or a citation does not hold
  dateline audit ferry.dossier article.wiki --json | jq '.sentences[] | select(.verdict == \"contradicted\")'
  dateline audit --batch statements.jsonl                many statements, each against pages of its own

The text may be plain, Markdown, wikitext or HTML; `-` is standard input. Citations in it (references, numbered notes, links, [D3]) are
checked against the page they name. A line of a batch is {\"id\", \"statement\", \"pages\": [{\"id\", \"text\"}]}.")]
pub struct Audit {
    /// A dossier
    #[arg(value_name = "FILE", required_unless_present = "batch")]
    pub file: Option<PathBuf>,
    /// The text to check
    #[arg(value_name = "ARTICLE", required_unless_present = "batch")]
    pub article: Option<PathBuf>,
    /// Statements with their pages, as JSON Lines; prints a line for each
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "article", "strict", "md", "all"])]
    pub batch: Option<PathBuf>,
    /// The day on which the text was written, for words such as "yesterday"
    #[arg(long, value_name = "DAY")]
    pub published: Option<String>,
    /// Print JSON
    #[arg(long, conflicts_with = "md")]
    pub json: bool,
    /// Print Markdown
    #[arg(long)]
    pub md: bool,
    /// Also the nearest sentences of pages for what they bear out
    #[arg(long)]
    pub all: bool,
    /// End with exit code 3 when a sentence is not supported or a citation names no page of the dossier
    #[arg(long)]
    pub strict: bool,
    /// Colours; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Columns to use [default: those of the terminal, else 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub width: Option<u16>,
    /// Only ASCII signs
    #[arg(long)]
    pub ascii: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Everything, for programs; offsets are code points
    Json,
    /// One page for a browser or for mail, 0.3 MB for ten pages; loads nothing
    Html,
    /// Text with headings, quotations and tables, for editors and other formats
    Md,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_consistent() {
        super::Args::command().debug_assert();
    }
}
