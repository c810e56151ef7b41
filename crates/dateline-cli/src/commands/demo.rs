//! `dateline demo`: builds and shows the example that is inside the program.
//!
//! In: the pages of `examples/ferry`, embedded. Out: the first page of its dossier, and the dossier where the user wants to keep it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline_report::View;

use super::build::made;
use super::seen;
use crate::Status;
use crate::args::{Demo, Inputs};
use crate::output::{complain, print};

/// The pages, as they lie in the repository.
const PAGES: [(&str, &[u8]); 10] = [
    ("aberdeen-ledger.html", include_bytes!("../../../../examples/ferry/aberdeen-ledger.html")),
    ("courier-first-report.html", include_bytes!("../../../../examples/ferry/courier-first-report.html")),
    ("courier-herring-quota.html", include_bytes!("../../../../examples/ferry/courier-herring-quota.html")),
    ("fbs-search-ends.txt", include_bytes!("../../../../examples/ferry/fbs-search-ends.txt")),
    ("fbs-thursday.txt", include_bytes!("../../../../examples/ferry/fbs-thursday.txt")),
    ("island-post-president.html", include_bytes!("../../../../examples/ferry/island-post-president.html")),
    ("northern-mail-inquiry.txt", include_bytes!("../../../../examples/ferry/northern-mail-inquiry.txt")),
    ("openpedia-sinking.html", include_bytes!("../../../../examples/ferry/openpedia-sinking.html")),
    ("parish-letter.txt", include_bytes!("../../../../examples/ferry/parish-letter.txt")),
    ("world-daily-captain.txt", include_bytes!("../../../../examples/ferry/world-daily-captain.txt")),
];

/// Builds the example and shows it.
pub fn demo(args: &Demo) -> Result<Status> {
    let folder = Folder::new()?;
    for (name, bytes) in PAGES {
        let path = folder.0.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let inputs = Inputs { inputs: vec![folder.0.clone()], threads: None, max_size: 32, strict: false };
    let (dossier, files) = made(&inputs)?;
    if let Some(output) = &args.output {
        dateline_store::save(output, &dossier, &files, dateline::Models::NAME)?;
        complain(&format!("wrote {}", output.display()));
    }
    let file = args.output.as_deref().unwrap_or(Path::new("ferry.dossier"));
    print(&seen(&View::new(&dossier), &args.look, &file.display().to_string()))?;
    if args.output.is_none() {
        complain("This is an example that is inside the program. Your own pages: dateline build FOLDER");
    }
    Ok(Status::Done)
}

/// A folder for the pages while they are read.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("dateline-demo-{}", std::process::id()));
        fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in a folder for temporary files does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}
