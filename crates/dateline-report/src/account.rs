//! The plain account: a dossier as one piece of semantic HTML, to be read without scripts, printed and archived.
//!
//! In: the view. Out: title, in short, course, differences with sentences, forecasts, statements, and the numbered sources that all of it
//! points at, `[3]`. Text of pages is escaped, and nothing of it becomes markup; the same sentence of several pages stands once.

use std::fmt::Write as _;

use crate::plain::clean;
use crate::view::{Difference, Line, Quote, View};

/// Writes the account, without the element it stands in.
pub fn account(view: &View) -> String {
    let mut out = String::new();
    head(&mut out, view);
    short(&mut out, view);
    course(&mut out, view);
    differences(&mut out, view);
    forecasts(&mut out, view);
    statements(&mut out, view);
    sources(&mut out, view);
    out
}

fn head(out: &mut String, view: &View) {
    let _ = write!(out, "<header><h1>{}</h1>", text(&view.title));
    let main = view.sources.iter().filter(|s| s.main).count();
    let aside = view.sources.len() - main;
    let mut facts: Vec<String> = vec![view.span.clone()];
    let where_ = view.short.iter().filter(|f| f.question == "Where").flat_map(|f| &f.answers).take(2);
    facts.push(where_.map(|a| a.text.clone()).collect::<Vec<_>>().join(", "));
    facts.push(format!("{} pages, {} independent origins", main, view.independent_origins));
    if aside > 0 {
        facts.push(format!("{aside} set aside as another story"));
    }
    facts.retain(|f| !f.is_empty());
    let _ = write!(out, "<p class=\"facts\">{}</p>", text(&facts.join(" · ")));
    if !view.lead.is_empty() {
        out.push_str("<p class=\"lead\">");
        for (names, q) in view.sentences(&view.lead) {
            let _ =
                write!(out, "<q>{}</q> <cite>{}</cite> {} ", text(&bare(&q.text)), text(&names), numbers(&[q.source]));
        }
        out.push_str("</p>");
    }
    out.push_str("</header>\n");
}

fn short(out: &mut String, view: &View) {
    if view.short.is_empty() {
        return;
    }
    out.push_str("<section><h2>In short</h2><table>");
    for fact in &view.short {
        let answers = fact.answers.iter().map(|a| {
            let note = if a.note.is_empty() { String::new() } else { format!(" ({})", text(&a.note)) };
            format!("{}{note} {}", text(&a.text), numbers(&a.sources))
        });
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
            text(&fact.question),
            answers.collect::<Vec<_>>().join("<br>")
        );
    }
    out.push_str("</table></section>\n");
}

fn course(out: &mut String, view: &View) {
    if view.lines.is_empty() {
        return;
    }
    out.push_str("<section><h2>Course</h2><table class=\"course\">");
    let mut before = "";
    for l in &view.lines {
        let day = if l.day.is_empty() { "no day" } else { &l.day };
        let shown = if day == before { "" } else { day };
        before = day;
        let clock = match (l.inferred, l.clock.is_empty()) {
            (true, true) => "that day".to_owned(),
            _ => l.clock.clone(),
        };
        let kind = if shown.is_empty() { "" } else { " class=\"day\"" };
        let _ = write!(
            out,
            "<tr{kind}><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            text(shown),
            text(&clock),
            line(l)
        );
    }
    out.push_str("</table></section>\n");
}

fn line(l: &Line) -> String {
    let status = if l.status == "happened" { String::new() } else { format!(" ({})", text(&l.status)) };
    let mut out = format!("{}{status} {}", text(&l.label), numbers(&l.sources));
    for d in &l.differs {
        let _ = write!(out, "<br><span class=\"differs\">≠ {}</span>", text(d));
    }
    out
}

fn differences(out: &mut String, view: &View) {
    if view.discrepancies.is_empty() {
        return;
    }
    out.push_str("<section><h2>Where sources differ</h2>");
    for group in view.differences() {
        let _ = write!(out, "<h3>{}</h3>", group.heading);
        group.of.iter().for_each(|d| difference(out, view, d));
    }
    out.push_str("</section>\n");
}

fn difference(out: &mut String, view: &View, d: &Difference) {
    let _ =
        write!(out, "<article id=\"plain-{}\"><h4>{}</h4><p>{}</p>", text(&d.id), text(&d.question), text(&d.answer));
    for v in &d.values {
        for (i, (names, q)) in view.sentences(&v.support).iter().enumerate() {
            // The first sentence of a side in full; more are counted by their pages.
            if i == 0 || d.kind == "wording" {
                quote(out, q, names);
            } else if i == 1 {
                let rest: Vec<usize> = v.sources.iter().copied().filter(|s| *s != v.support[0].source).collect();
                let _ = write!(out, "<p class=\"more\">and {}</p>", text(&view.names(&rest).join(", ")));
            }
        }
    }
    out.push_str("</article>");
}

fn forecasts(out: &mut String, view: &View) {
    if view.forecasts.is_empty() {
        return;
    }
    out.push_str("<section><h2>Predicted</h2>");
    for group in view.predictions() {
        let _ = write!(out, "<h3>{} {}</h3>", group.sign(), group.heading);
        let open = group.key == "open";
        out.push_str(if open { "<ul>" } else { "" });
        for f in group.of {
            if open {
                let mut sources: Vec<usize> =
                    std::iter::once(&f.statement).chain(&f.support).map(|q| q.source).collect();
                sources.dedup();
                let _ = write!(out, "<li>{} {}</li>", text(&f.question), numbers(&sources));
            } else {
                let _ = write!(out, "<article><h4>{}</h4><p>{}</p></article>", text(&f.question), text(&f.answer));
            }
        }
        out.push_str(if open { "</ul>" } else { "" });
    }
    out.push_str("</section>\n");
}

fn statements(out: &mut String, view: &View) {
    if view.quotations.is_empty() {
        return;
    }
    let mut speakers: Vec<Option<&str>> = Vec::new();
    for said in &view.quotations {
        if !speakers.contains(&said.speaker.as_deref()) {
            speakers.push(said.speaker.as_deref());
        }
    }
    speakers.sort_by_key(Option::is_none);
    out.push_str("<section><h2>Statements</h2><dl>");
    for speaker in speakers {
        let _ = write!(out, "<dt>{}</dt>", text(speaker.unwrap_or("Speaker not named")));
        for said in view.quotations.iter().filter(|s| s.speaker.as_deref() == speaker) {
            out.push_str("<dd>");
            for (_, q) in view.sentences(&said.wordings) {
                let same: Vec<usize> = said.wordings.iter().filter(|w| w.text == q.text).map(|w| w.source).collect();
                let _ = write!(out, "<q>{}</q> {} ", text(&bare(&q.text)), numbers(&same));
            }
            if !said.setting.is_empty() {
                let _ = write!(out, "<small>{}</small>", text(&said.setting));
            }
            out.push_str("</dd>");
        }
    }
    out.push_str("</dl></section>\n");
}

fn sources(out: &mut String, view: &View) {
    out.push_str("<section><h2>Sources</h2><ol class=\"sources\">");
    for (i, s) in view.sources.iter().enumerate() {
        let other = if s.main { "" } else { " · another story" };
        let outlet = if s.outlet == s.name { String::new() } else { format!(" ({})", text(&s.outlet)) };
        let address = s.url.as_ref().map(|u| format!(" <a href=\"{}\">{}</a>", text(u), text(u))).unwrap_or_default();
        let same: Vec<usize> =
            (0..view.sources.len()).filter(|o| *o != i && view.sources[*o].text_of == s.text_of).collect();
        let same = if same.is_empty() {
            String::new()
        } else {
            format!(" · one text with {}", text(&view.names(&same).join(", ")))
        };
        let _ = write!(
            out,
            "<li id=\"plain-source-{}\"><b>{}</b>{}: {}, {}{}{}{address}</li>",
            i + 1,
            text(&s.name),
            outlet,
            text(&s.title),
            text(&s.published),
            same,
            other
        );
    }
    out.push_str("</ol>");
    if !view.skipped.is_empty() {
        out.push_str("<p>Not read:</p><ul>");
        for s in &view.skipped {
            let _ = write!(out, "<li>{}: {}</li>", text(&s.path), text(&s.reason));
        }
        out.push_str("</ul>");
    }
    out.push_str("</section>\n");
}

fn quote(out: &mut String, q: &Quote, names: &str) {
    let whole = bare(&q.text);
    let shown = match q.words.as_deref().and_then(|w| whole.split_once(&clean(w))) {
        Some((before, after)) => {
            format!(
                "{}<mark>{}</mark>{}",
                text(before),
                text(&clean(q.words.as_deref().unwrap_or_default())),
                text(after)
            )
        }
        None => text(&whole),
    };
    let _ = write!(out, "<blockquote>{shown} <cite>{}</cite> {}</blockquote>", text(names), numbers(&[q.source]));
}

/// The numbers of sources in the list at the end.
fn numbers(sources: &[usize]) -> String {
    let mut sources = sources.to_vec();
    sources.sort_unstable();
    sources.dedup();
    let one = |s: &usize| format!("<a href=\"#plain-source-{n}\">{n}</a>", n = s + 1);
    format!("<sup>[{}]</sup>", sources.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// Words without the quotation marks around them: the element sets its own.
fn bare(words: &str) -> String {
    let words = clean(words);
    let inner = words.trim_matches(['“', '”', '"']);
    if inner.contains(['“', '”', '"']) { words } else { inner.trim_end_matches(',').to_owned() }
}

/// Text inside an element or an attribute, cleaned of what steers.
pub(crate) fn text(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Left, Source};

    #[test]
    fn no_text_becomes_markup() {
        let evil = "<img src=x onerror=alert(1)>\"'\u{202e}&";
        let view = View {
            title: evil.into(),
            skipped: vec![Left { path: evil.into(), reason: evil.into() }],
            ..View::default()
        };
        let page = account(&view);
        assert!(!page.contains("<img") && !page.contains('\u{202e}') && page.contains("&lt;img"), "{page}");
    }

    #[test]
    fn an_address_cannot_leave_its_attribute() {
        let source = Source { url: Some("https://a.example/\"><script>".into()), ..Source::default() };
        let page = account(&View { sources: vec![source], ..View::default() });
        assert!(!page.contains("<script"), "{page}");
    }
}
