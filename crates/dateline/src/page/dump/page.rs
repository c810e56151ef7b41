//! A text copy as a page.

use super::{Furniture, Look, Unit, roles, roles::Role as R, same_words, split_site, units};
use crate::page::build::{Part, tidy};
use crate::page::copy_day::{self, Place};
use crate::page::date::Context;
use crate::page::lexicon::LINES;
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
        let label = LINES.subject.iter().find_map(|p| p.find(line(at))).map_or(0, |m| m.end());
        let line = &line(at)[label..];
        let (name, of_site) = split_site(line);
        // Only a site name that is taken off elsewhere too, or that the whole line repeats, is known to be one.
        let bare = of_site.is_some() && units.iter().any(|u| same_words(u.span.of(text), name));
        facts.title = Some(tidy(if bare { name } else { line }));
        site = of_site.filter(|_| bare);
    }
    facts.url = of(R::Address).map(|i| line(i).to_string()).next();
    let url = known.url.as_deref().or(facts.url.as_deref()).and_then(address::canonical);
    facts.outlet = url
        .as_deref()
        .and_then(outlet::by_table)
        .map(str::to_string)
        .or_else(|| outlet::of_lines(&units, text, site))
        .or_else(|| url.as_deref().and_then(outlet::of_address));

    for i in of(R::Byline) {
        if let Some(names) = LINES.byline.iter().find_map(|b| b.captures(line(i))?.name("names")) {
            credit::from_byline(names.as_str(), &mut facts.authors, &mut facts.agencies);
        }
    }
    for i in of(R::Body).take(3) {
        credit::from_dateline(line(i), &mut facts.agencies);
    }
    for i in of(R::Credit) {
        credit::from_credit(line(i), &mut facts.authors, &mut facts.agencies);
    }
    let language = known.language.clone().or_else(|| crate::page::read::language(text));
    let context = Context::new(language.as_deref(), url.as_deref()).learning(text);
    let dated = |i: usize| {
        roles_found[i] == R::Date
            || matches!(units[i].look, Look::Date(..)) && found.title.is_some_and(|t| i.abs_diff(t) <= 3)
    };
    let place = Place { title: found.title, body: found.body };
    if let Some(day) = copy_day::of_copy(&units, text, place, dated, &context) {
        facts.published = Some((day.date, day.why));
        facts.published_other = day.other;
        facts.published_basis = Some(day.basis);
    } else {
        facts.not_before = super::apparatus::not_before(text);
    }

    let left = of(R::None).count();
    facts.left_out = (left > 0).then_some((left, units.len()));

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
