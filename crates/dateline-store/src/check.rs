//! Whether what a file says points at text that exists.

use dateline::{Dossier, Evidence, Variant};

use crate::columns::id;

/// Everything downstream slices texts by spans, so a file changed by hand must not get past this point.
pub fn spans(dossier: &Dossier) -> Result<(), String> {
    let fits = |e: &Evidence| match dossier.documents[e.document].page.text.get(e.span.start..e.span.end) {
        Some(_) => Ok(()),
        None => Err(format!("bytes {} to {} of document {} do not exist", e.span.start, e.span.end, id(e.document))),
    };
    let variants = |list: &[Variant]| list.iter().flat_map(|v| &v.support).try_for_each(fits);
    for (d, document) in dossier.documents.iter_enumerated() {
        let spans = document.sentences.iter().copied().chain(document.page.blocks.iter().map(|b| b.span));
        spans
            .chain(document.page.notes.iter().filter_map(|n| n.span))
            .try_for_each(|span| fits(&Evidence { document: d, span }))?;
    }
    for e in &dossier.entities {
        e.mentions.iter().chain(e.titles.iter().map(|t| &t.at)).try_for_each(fits)?;
        e.beside.iter().try_for_each(|b| {
            let aside = dossier.documents.get(b.document).and_then(|d| d.page.asides.get(b.at.aside));
            let whole = aside.and_then(|a| a.text.get(b.at.span.start..b.at.span.end));
            whole
                .map(|_| ())
                .ok_or_else(|| format!("aside {} of document {} does not exist", b.at.aside, id(b.document)))
        })?;
    }
    for e in &dossier.events {
        e.mentions.iter().chain(e.support.iter().map(|s| &s.at)).try_for_each(fits)?;
    }
    for q in &dossier.quotations {
        let at = |span| Evidence { document: q.at.document, span };
        [Some(q.at.span), q.speaker_span, q.cue, q.occasion].into_iter().flatten().try_for_each(|s| fits(&at(s)))?;
    }
    dossier.discrepancies.iter().try_for_each(|x| variants(&x.variants))?;
    dossier.parts.decisive.iter().try_for_each(|d| {
        let at =
            dossier.discrepancies.get(d.discrepancy).and_then(|x| x.variants.get(d.variant)?.support.get(d.support));
        let Some(at) = at else { return Err(format!("there is no sentence {} of a side", d.support)) };
        d.words.map_or(Ok(()), |span| fits(&Evidence { document: at.document, span }))
    })?;
    dossier.parts.times.iter().map(|t| &t.at).try_for_each(fits)?;
    for f in &dossier.forecasts {
        f.support.iter().chain([&f.statement]).try_for_each(fits)?;
        variants(&f.variants)?;
    }
    dossier.account.places.iter().flat_map(|p| &p.support).try_for_each(fits)?;
    dossier.account.counts.iter().try_for_each(|c| variants(&c.values))
}
