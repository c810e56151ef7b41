//! A text copy as a page.

use super::{Furniture, Look, Unit, roles, roles::Role as R, roles::split_site, units};
use crate::Span;
use crate::page::build::{Part, tidy};
use crate::page::date::{self, Said};
use crate::page::{Facts, Role, address, credit, outlet};

/// Reads a text copy. `known` holds what the user gave; what is found goes into the result beside the parts.
pub fn read(text: &str, known: &Facts, furniture: &Furniture) -> (Vec<Part>, Facts) {
    let mut units = units(text);
    let key = sibling_key(known, &units, text);
    furniture.mark(&key, &mut units, text);
    let found = roles(&units, text, known.title.as_deref());
    let mut facts = Facts::default();
    let line = |i: usize| units[i].span.of(text);
    let roles_found = &found.roles;
    let of = |role: R| (0..units.len()).filter(move |i| roles_found[*i] == role);

    let mut site = None;
    if let Some(at) = found.title {
        let (name, of_site) = split_site(line(at));
        // Only a site name that is taken off elsewhere too, or that the whole line repeats, is known to be one.
        let bare = of_site.is_some() && units.iter().any(|u| roles::same_words(u.span.of(text), name));
        facts.title = Some(tidy(if bare { name } else { line(at) }));
        site = of_site.filter(|_| bare);
    }
    facts.url = of(R::Address).map(|i| line(i).to_string()).next();
    let url = known.url.as_deref().or(facts.url.as_deref()).and_then(address::canonical);
    facts.outlet = url
        .as_deref()
        .and_then(address::outlet)
        .map(str::to_string)
        .or_else(|| outlet::of_lines(&units, text, site))
        .or_else(|| url.as_deref().and_then(address::site));

    for i in of(R::Byline) {
        if let Some(names) = crate::page::lexicon::LINES.byline.iter().find_map(|b| b.captures(line(i))?.name("names"))
        {
            credit::from_byline(names.as_str(), &mut facts.authors, &mut facts.agencies);
        }
    }
    for i in of(R::Body).take(3) {
        credit::from_dateline(line(i), &mut facts.agencies);
    }
    for i in of(R::Credit) {
        credit::from_credit(line(i), &mut facts.authors, &mut facts.agencies);
    }
    facts.published = published(&units, text, &found);
    if facts.published.is_none() {
        facts.not_before = super::apparatus::not_before(text);
    }

    let parts = found.roles.iter().zip(&units).filter_map(|(role, unit)| {
        let role = match role {
            R::Title => Role::Title,
            R::Date => Role::Date,
            R::Standfirst => Role::Standfirst,
            R::Heading => Role::Heading,
            R::Body => Role::Body,
            R::Caption => Role::Caption,
            R::Credit | R::Byline => Role::Credit,
            R::Facts => Role::Facts,
            R::None | R::Address => return None,
        };
        Some(Part { text: tidy(unit.span.of(text)), role, source: Some(unit.span) })
    });
    let mut parts: Vec<Part> = parts.collect();
    let teasers = super::teasers(&units, text, |i| found.roles[i] != R::None);
    let part = |i: usize| Part { text: tidy(line(i)), role: Role::Teaser, source: Some(units[i].span) };
    parts.extend(teasers.into_iter().map(part));
    (parts, facts)
}

/// What tells the pages of one outlet: the outlet given, the site of the address, else what the lines say.
pub fn sibling_key(known: &Facts, units: &[Unit], text: &str) -> String {
    let site = || known.url.as_deref().and_then(address::canonical).and_then(|u| address::site(&u));
    known.outlet.clone().or_else(site).or_else(|| outlet::of_lines(units, text, None)).unwrap_or_default()
}

/// The date line near the headline, else a date in a byline or another short line of the head.
fn published(units: &[Unit], text: &str, found: &super::Roles) -> Option<(jiff::civil::Date, String)> {
    let mut best: Option<((Said, usize), jiff::civil::Date, Span)> = None;
    let mut offer = |said: Said, rank: usize, day, span| {
        if date::plausible(day) && best.as_ref().is_none_or(|(b, ..)| (said, rank) < *b) {
            best = Some(((said, rank), day, span));
        }
    };
    for (unit, _) in units.iter().zip(&found.roles).filter(|(_, r)| **r == R::Date) {
        if let Look::Date(day, said) = unit.look {
            offer(said, 0, day, unit.span);
        }
    }
    if let Some((first, _)) = found.body {
        let from = found.title.unwrap_or(first).min(first).saturating_sub(4);
        for (rank, unit) in units[from..units.len().min(first + 2)].iter().enumerate() {
            // A label glued to a date, or a list item, is a teaser of another article.
            if unit.chars <= 120
                && !unit.stop
                && !unit.furniture
                && !unit.bullet
                && let Some((day, said)) = date::date_in_line(unit.span.of(text))
            {
                offer(said, rank + 1, day, unit.span);
            }
        }
    }
    best.map(|(_, day, span)| (day, format!("date line: {}", tidy(span.of(text)))))
}
