//! An audited text in the terminal and as Markdown: what is not borne out comes with what pages say.

use dateline::Dossier;
use dateline_audit::{Audit, Audited, Verdict};
use dateline_report::{Names, inline};

use super::Style;
use super::layout::{Canvas, Paint};
use crate::output::count;

/// How a verdict is called, with a mark that tells it without colours.
fn name(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Supported => ("✓", "supported"),
        Verdict::Partly => ("~", "partly"),
        Verdict::Contradicted => ("✕", "contradicted"),
        Verdict::NotFound => ("?", "not found"),
        Verdict::NotCheckable => ("·", "not checkable"),
    }
}

/// "3 supported, 1 contradicted, …".
fn tally(audit: &Audit) -> String {
    let order = [Verdict::Supported, Verdict::Partly, Verdict::Contradicted, Verdict::NotFound, Verdict::NotCheckable];
    let of = |v: Verdict| audit.sentences.iter().filter(|s| s.verdict == v).count();
    let told = order.into_iter().map(|v| (of(v), name(v).1)).filter(|(n, _)| *n > 0);
    told.map(|(n, name)| format!("{n} {name}")).collect::<Vec<_>>().join(", ")
}

/// What stands behind a verdict, in a few words.
fn remark(s: &Audited) -> String {
    match s.verdict {
        Verdict::Supported => format!("supported by {}", count(s.origins, "independent origin", "independent origins")),
        other => name(other).1.to_owned(),
    }
}

/// The audit as text. `all`: also the nearest sentences of what is borne out.
pub fn audited(audit: &Audit, dossier: &Dossier, style: &Style, all: bool) -> String {
    let (mut out, names) = (Canvas::new(style), Names::new(dossier));
    let words = |e: &dateline_audit::Shown| {
        format!("{}: {}", names.of(e.document), e.span.of(&dossier.documents[e.document].page.text))
    };
    out.title("Audit", &count(audit.sentences.len(), "sentence", "sentences"));
    out.text(0, &tally(audit), Paint::Dim);
    out.heading("Sentences", "");
    for s in &audit.sentences {
        out.marked(2, name(s.verdict).0, s.span.of(&audit.text), Paint::Plain);
        out.text(6, &remark(s), Paint::Dim);
        for d in &s.differences {
            out.marked(6, "≠", &d.words, Paint::Warning);
            d.evidence.iter().take(2).for_each(|e| out.text(8, &words(e), Paint::Dim));
        }
        let unsure = matches!(s.verdict, Verdict::Partly | Verdict::NotFound) && s.differences.is_empty();
        let few = if all { s.evidence.len() } else { usize::from(unsure) };
        s.evidence.iter().take(few).for_each(|e| out.text(8, &format!("nearest, {}", words(e)), Paint::Dim));
    }
    if !audit.unknown.is_empty() {
        out.heading("Names and figures that no page has", "");
        for u in &audit.unknown {
            out.marked(2, "?", &format!("{} ({})", u.span.of(&audit.text), u.kind), Paint::Plain);
        }
    }
    if !audit.citations.is_empty() {
        out.heading("Citations", "");
        for c in &audit.citations {
            let (mark, remark) = citation(audit, &names, c);
            out.marked(2, mark, &c.target, Paint::Plain);
            out.text(6, &remark, Paint::Dim);
        }
    }
    out.finish()
}

/// Whether a citation holds.
fn citation(audit: &Audit, names: &Names, c: &dateline_audit::Citation) -> (&'static str, String) {
    let sentence = c.sentence.map(|s| audit.sentences[s].span.of(&audit.text)).unwrap_or_default();
    let start: String = sentence.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    match (c.document, c.verdict) {
        (None, _) => ("✕", format!("the dossier has no such page; cited for “{start} …”")),
        (Some(d), Some(v)) => (name(v).0, format!("{}: {} for “{start} …”", names.of(d), name(v).1)),
        (Some(d), None) => ("·", names.of(d).to_owned()),
    }
}

/// The audit as Markdown.
pub fn audited_markdown(audit: &Audit, dossier: &Dossier) -> String {
    let names = Names::new(dossier);
    let mut out = format!("# Audit\n\n{} sentences: {}\n\n## Sentences\n\n", audit.sentences.len(), tally(audit));
    for s in &audit.sentences {
        out.push_str(&format!("- {} {} — *{}*\n", name(s.verdict).0, inline(s.span.of(&audit.text)), remark(s)));
        for d in &s.differences {
            out.push_str(&format!("  - {}\n", inline(&d.words)));
            for e in d.evidence.iter().take(2) {
                let words = inline(e.span.of(&dossier.documents[e.document].page.text));
                out.push_str(&format!("    > {words} ({})\n", inline(names.of(e.document))));
            }
        }
    }
    if !audit.unknown.is_empty() {
        out.push_str("\n## Names and figures that no page has\n\n");
        for u in &audit.unknown {
            out.push_str(&format!("- {} ({})\n", inline(u.span.of(&audit.text)), u.kind));
        }
    }
    if !audit.citations.is_empty() {
        out.push_str("\n## Citations\n\n");
        for c in &audit.citations {
            let (mark, remark) = citation(audit, &names, c);
            out.push_str(&format!("- {mark} {} — {}\n", inline(&c.target), inline(&remark)));
        }
    }
    out
}
