//! The stage as a whole: invented pages in, clean pages out; arbitrary bytes in, no panic.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn page(bytes: &[u8]) -> Page {
    let page = read(bytes, &Hints { path: "a".into(), ..Hints::default() }, &Furniture::default()).unwrap();
    well_formed(&page, bytes.len());
    page
}

/// Blocks are in order, inside the text, on character boundaries; sources lie in the file.
#[track_caller]
fn well_formed(page: &Page, length: usize) {
    let mut end = 0;
    for block in &page.blocks {
        assert!(block.span.start >= end && block.span.end > block.span.start, "blocks in order");
        assert!(page.text.get(block.span.start..block.span.end).is_some(), "on character boundaries");
        assert!(page.text[end..block.span.start].trim().is_empty(), "nothing but white space between blocks");
        end = block.span.end;
    }
    assert!(page.text.get(end..).is_some_and(|rest| rest.trim().is_empty()), "the last block ends the text");
    for source in page.blocks.iter().filter_map(|b| b.source).chain(page.asides.iter().filter_map(|a| a.source)) {
        assert!(source.start < source.end && source.end <= length, "sources lie in the file");
    }
    assert!(page.asides.iter().all(|a| page.text.is_char_boundary(a.before)), "asides stand at boundaries");
}

fn asides(page: &Page, role: Role) -> Vec<&str> {
    page.asides.iter().filter(|a| a.role == role).map(|a| a.text.as_str()).collect()
}

const COPY: &str = "  1. Skip to content
  2. Skip to more Velmia sites
Live TV
In focus
Storm season
WeatherNorland

Dam above Velm bursts after storm

May 2, 2031

The dam above Velm gave way on Friday morning, flooding two villages and cutting the railway to the coast.

https://v.velmia.example/p/77
The dam at Velm with a gap in the middle, seen from the church tower.
The gap is forty metres wide, engineers sayImage: Ina Holm/AP

The dam burst at six in the morning, the governor of the province told reporters in the town hall of Velm.

\"We heard it before we saw it,\" said Per Lind, who lives below the wall and left his house with his two children.

Questions about repairs

Engineers had warned in 2029 that the wall was weak, but money for its repair was moved to a new road.

ab/cde (afp, ap)

Skip next section Explore more

Explore more

A ship in the harbour of Orne in 2030, long before the storm that closed it for a month in spring.

Harbour of Orne reopens after a month of repairs

Harbour of Orne reopens after a month of repairs

The harbour of Orne has reopened after a month in which no ship could enter or leave it, its master said on Thursday.
EconomyApril 30, 2031
Go to homepage
";

#[test]
fn a_text_copy_of_a_page() {
    let page = page(COPY.as_bytes());
    assert_eq!(page.title.as_deref(), Some("Dam above Velm bursts after storm"));
    assert_eq!(page.outlet.as_deref(), Some("Velmia"));
    assert_eq!(page.published.value.as_deref(), Some("2031-05-02"));
    assert_eq!(page.published.basis, Some(PublishedBasis::Stated));
    assert_eq!(page.url.as_deref(), Some("https://v.velmia.example/p/77"));
    assert_eq!(page.agencies, ["AFP", "AP"]);
    assert_eq!(page.language.as_deref(), Some("en"));
    let lines: Vec<(Role, &str)> = page.blocks.iter().map(|b| (b.role, b.span.of(&page.text))).collect();
    let roles: Vec<Role> = lines.iter().map(|l| l.0).collect();
    assert_eq!(roles, [Role::Standfirst, Role::Body, Role::Body, Role::Heading, Role::Body], "{lines:#?}");
    assert_eq!(asides(&page, Role::Caption).len(), 2);
    assert_eq!(asides(&page, Role::Credit), ["ab/cde (afp, ap)"]);
    for (role, line) in lines {
        let source = page.blocks.iter().find(|b| b.span.of(&page.text) == line).and_then(|b| b.source).unwrap();
        assert_eq!(source.of(COPY), line, "{role:?}");
    }
}

#[test]
fn an_encyclopedia_article_in_wiki_markup() {
    let text = "= Velm dam failure =\n\nInfobox\n- Location: Velm, Norland\n- Deaths: 3 (two of them workers)\n\nThe Velm dam failure was the collapse of a dam in Norland on 2 May 2031, which flooded two villages.\n\n==Background==\n===Warnings===\nEngineers warned in 2029 that the wall was weak, but nothing was done about it.\n\n==See also==\n- List of dam failures\n- Floods in Norland\n";
    let page = page(text.as_bytes());
    assert_eq!(page.title.as_deref(), Some("Velm dam failure"));
    assert_eq!(page.outlet, None, "no line names the site");
    assert_eq!(page.published, Published::default(), "no line dates the page");
    assert_eq!(asides(&page, Role::Facts), ["Location: Velm, Norland", "Deaths: 3 (two of them workers)"]);
    assert!(page.text.starts_with("The Velm dam") && page.text.ends_with("about it."), "{}", page.text);
    assert!(page.text.contains("\n\nBackground\n\nWarnings\n\n"));
}

#[test]
fn a_plain_article_keeps_everything() {
    let text = "Dam bursts above Velm\n\nThe dam above Velm burst on Friday, the governor told reporters in the town.\n\nNobody was hurt.\n";
    let page = page(text.as_bytes());
    assert_eq!(page.title.as_deref(), Some("Dam bursts above Velm"));
    assert!(page.text.ends_with("Nobody was hurt."), "{}", page.text);
}

#[test]
fn an_undated_page_is_not_dated_by_its_copyright() {
    let text = "Dam bursts above Velm\n\nThe dam above Velm burst on Friday, the governor told reporters in the town hall.\n\nCopyright © 2014-2031 Velm Institute\n";
    let page = page(text.as_bytes());
    assert_eq!(page.published, Published::default());
    assert_eq!(page.outlet.as_deref(), Some("Velm Institute"));
}

const HTML: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><title>Dam bursts above Velm - The Velm Globe</title>
<meta property="og:site_name" content="The Velm Globe"><link rel="canonical" href="https://globe.example.com/2031/05/02/dam?utm_source=x">
<meta property="article:modified_time" content="2031-05-09T10:00:00Z">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Dam bursts above Velm",
"datePublished": "2031-05-02T08:15:00+02:00", "dateModified": "2031-05-09", "author": [{"@type": "Person", "name": "Ina Holm"}]}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sports</a></li></ul></nav><article><h1>Dam bursts above Velm</h1>
<p>VELM, Norland (AP) &mdash; The dam above Velm burst on Friday morning, flooding two villages, the governor told reporters in the town hall.</p>
<figure><img src="a.jpg"><figcaption>The dam at Velm before it burst. Ina Holm/AP</figcaption></figure>
<p>&ldquo;We heard it before we saw it,&rdquo; said Per Lind, who lives below the wall and left his house with his two children that morning.</p>
<h2>Questions about repairs</h2>
<p>Engineers had warned in 2029 that the wall was weak, but money for its repair was moved to a new road along the coast of the province.</p>
</article><footer>Copyright 2014-2031 The Velm Globe</footer></body></html>"#;

#[test]
fn html_with_metadata() {
    let page = page(HTML.as_bytes());
    assert_eq!(page.title.as_deref(), Some("Dam bursts above Velm"));
    assert_eq!(page.outlet.as_deref(), Some("The Velm Globe"));
    assert_eq!(page.authors, ["Ina Holm"]);
    assert_eq!(page.agencies, ["AP"]);
    assert_eq!(page.published.value.as_deref(), Some("2031-05-02T08:15:00+02:00"), "first published, not modified");
    assert_eq!(page.published.basis, Some(PublishedBasis::Metadata));
    assert_eq!(page.canonical_url.as_deref(), Some("https://globe.example.com/2031/05/02/dam"));
    assert_eq!(page.language.as_deref(), Some("en"));
    assert!(page.text.starts_with("VELM, Norland (AP) — The dam"), "{}", page.text);
    assert!(
        !page.text.contains("Sports") && !page.text.contains("before it burst") && !page.text.contains("Copyright")
    );
    assert_eq!(asides(&page, Role::Caption), ["The dam at Velm before it burst. Ina Holm/AP"]);
    let quote = page.blocks.iter().find(|b| b.span.of(&page.text).contains("We heard it")).unwrap();
    assert!(quote.source.unwrap().of(HTML).starts_with("We heard it before"), "the paragraph leads back to the file");
}

#[test]
fn teasers_of_related_articles_stand_last() {
    let teaser = "Governor Ina Holm and the engineer Per Lind opened the new dam above Velm on Friday.";
    let boxed =
        format!("</article><aside><h2>Related articles</h2><h3>New dam opened</h3><p>{teaser}</p></aside><footer>");
    let html = HTML.replace("</article><footer>", &boxed);
    let page = page(html.as_bytes());
    assert!(!page.text.contains(teaser));
    let last = page.asides.last().unwrap();
    assert_eq!((last.role, last.text.as_str()), (Role::Teaser, teaser));
    assert_eq!(last.source.unwrap().of(&html).trim_end_matches('.'), teaser.trim_end_matches('.'));
    assert_eq!(last.before, page.text.len());
}

#[test]
fn what_is_given_wins() {
    let hints = Hints {
        title: Some("T".into()),
        outlet: Some("O".into()),
        published: Some("2031-05-03".into()),
        language: Some("nb".into()),
        ..Hints::default()
    };
    let page = read(HTML.as_bytes(), &hints, &Furniture::default()).unwrap();
    assert_eq!(
        (page.title.as_deref(), page.outlet.as_deref(), page.language.as_deref()),
        (Some("T"), Some("O"), Some("nb"))
    );
    assert_eq!(
        (page.published.value.as_deref(), page.published.basis),
        (Some("2031-05-03"), Some(PublishedBasis::Given))
    );
}

#[test]
fn deeply_nested_html_is_read_as_text() {
    let prose =
        "<p>The dam above Velm burst on Friday morning, flooding two villages, the governor told reporters there.</p>";
    for depth in [300, 30_000] {
        let html = format!("<html><body>{}{prose}{}</body></html>", "<div>".repeat(depth), "</div>".repeat(depth));
        assert!(page(html.as_bytes()).text.contains("flooding two villages"));
    }
    page(format!("<html>{}{prose}", "<b><table><tr><td>".repeat(200)).as_bytes());
}

#[test]
fn what_is_no_page_is_named() {
    let check = |bytes: &[u8], expected: Unreadable| {
        assert_eq!(read(bytes, &Hints::default(), &Furniture::default()).unwrap_err(), expected);
    };
    check(b"", Unreadable::Empty);
    check(b" \n\t", Unreadable::Empty);
    check(b"\x89PNG\r\n", Unreadable::Binary("a PNG picture"));
    check(b"<html><body><script>var a = 1;</script></body></html>", Unreadable::NoText);
    check(b"---\n***\n", Unreadable::NoText);
}

#[test]
fn furniture_of_a_sibling_page_is_left_out() {
    let head =
        "Velmia Today is reader-supported and lives from what its readers give, month after month and year after year.";
    let copy = |title: &str, text: &str| format!("{head}\n\n{title}\n\n{text}\n\nSkip to more Velmia sites\n");
    let one = copy(
        "Dam above Velm bursts",
        "The dam above Velm burst at six in the morning, the governor of the province told reporters.",
    );
    let two = copy(
        "Mayor of Orne resigns",
        "The mayor of Orne resigned on Tuesday after a long dispute over parking in the old town of Orne.",
    );
    let hints = Hints::default();
    let furniture = Furniture::learn([(Input::Dump(&one), &hints), (Input::Dump(&two), &hints)]);
    let page = read(Input::Dump(&one), &hints, &furniture).unwrap();
    assert!(!page.text.contains("reader-supported"), "{}", page.text);
    assert!(page.text.contains("at six in the morning"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn arbitrary_bytes_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(page) = read(&bytes[..], &Hints::default(), &Furniture::default()) {
            well_formed(&page, bytes.len());
        }
    }

    #[test]
    fn arbitrary_lines_do_not_panic(text in "(\\PC{0,80}[\n ]|[A-Z][a-z]{2,9} [a-z ]{20,90}\\.\n|== \\PC{0,9} ==\n| {0,4}[-*•#] \\PC{0,30}\n|\n|© 20[0-9]{2} [A-Z][a-z]+\n|May [0-9]{1,2}, 20[0-9]{2}\n|By [A-Z][a-z]+\n|\\(AP\\)\n){0,40}") {
        for input in [Input::Dump(&text), Input::Text(&text), Input::File(text.as_bytes())] {
            let hints = Hints::default();
            let furniture = Furniture::learn([(input, &hints)]);
            if let Ok(page) = read(input, &hints, &furniture) {
                well_formed(&page, text.len());
            }
        }
    }

    #[test]
    fn arbitrary_markup_does_not_panic(text in "(</?(p|div|a|h1|title|script|li|td|figure)( class=\"[a-z]*\"| datetime='[0-9-]{0,12}')?>?|&[a-z#0-9]{0,8};?|[A-Za-z ,.é“”]{0,60}|<!--|-->|\"|<){0,80}") {
        let html = format!("<html><body>{text}");
        if let Ok(page) = read(html.as_bytes(), &Hints::default(), &Furniture::default()) {
            well_formed(&page, html.len());
        }
    }
}
