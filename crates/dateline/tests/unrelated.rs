//! An unrelated page changes no line of another story: invariant 5 of ARCHITECTURE.md.
#![allow(clippy::unwrap_used)] // a test fails by panicking

use dateline::page::Page;
use dateline::{Analysis, Dossier, Evidence, Models, analyze, assemble};

/// Id, day of publication, outlet, agency, text.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FERRY: [Row; 4] = [
    (
        "post",
        "2024-05-14",
        "Morning Post",
        "NSNA",
        "Ferry sinks off Norbury\n\nThe ferry Lorna Dell sank off Norbury on Monday evening with 120 people on board, the coast guard said. The \
         cutter Perch picked up 98 people. Captain Jonas Berg ordered passengers into the lifeboats at 9 p.m. \
         \"The reef was not lit,\" said Anna Cook of the Harbour Office.",
    ),
    (
        "star",
        "2024-05-14",
        "Evening Star",
        "",
        "Two die as ferry hits reef\n\nTwo people died when the ferry Lorna Dell hit a reef and sank near Norbury on Monday, police said. The \
         cutter Perch saved 97 people. The Harbour Office had promised to repair the light on the reef in April.",
    ),
    (
        "mail",
        "2024-05-15",
        "Kesselby Mail",
        "NSNA",
        "Captain arrested\n\nPolice arrested Jonas Berg, captain of the Lorna Dell, in Norbury on Wednesday. The ferry sank on Monday \
         after it struck a reef. Divers found three bodies in the wreck, the coast guard said.",
    ),
    (
        "wire",
        "2024-05-16",
        "Tarn Radio",
        "",
        "Ferry captain held\n\nA judge ordered on Thursday that Captain Jonas Berg be held for a week. The Lorna Dell sank off \
         Norbury on 13 May. The coast guard ended its search for the missing.",
    ),
];

/// Another subject, of the same days, and with words in common.
const OTHERS: [Row; 5] = [
    (
        "budget",
        "2024-05-14",
        "Morning Post",
        "",
        "Parliament passes the budget\n\nThe parliament of Lundia passed the budget on Monday evening, its speaker, Ida Holt, said. The finance \
         ministry had promised lower taxes. Taxes on wine fall by 3 percent.",
    ),
    (
        "cup",
        "2024-05-15",
        "Evening Star",
        "NSNA",
        "Rovers win the cup\n\nKesselby Rovers won the cup on Tuesday, beating Tarn United by two goals to one. Coach Pia Rask said the \
         players had waited for this for 20 years. Fans sang in the streets until morning.",
    ),
    (
        "bees",
        "2024-04-02",
        "Kesselby Mail",
        "",
        "How to keep bees in a garden\n\nBees need flowers from March to October. A hive costs about 200 crowns. Beekeepers in the valley \
         harvested honey in July last year.",
    ),
    // One wire item in two papers that have reported on the ferry by themselves.
    (
        "lift-a",
        "2024-05-12",
        "Evening Star",
        "NSNA",
        "Lift stands still for the third winter\n\nThe chairlift above Orlin stands still for the third winter because nobody will insure it, the village \
         council announced on Friday. Skiers walk up through the wood instead and carry their children on their backs.",
    ),
    (
        "lift-b",
        "2024-05-13",
        "Tarn Radio",
        "",
        "Orlin lift idle\n\nThe chairlift above Orlin stands still for the third winter because nobody will insure it, the village council \
         announced on Friday. Skiers walk up through the wood instead and carry their children on their backs.",
    ),
];

fn analyses(pages: &[Row], models: &Models) -> Vec<Analysis> {
    let read = |(id, published, outlet, agency, text): &Row| {
        let mut page = Page::from_text(id, text, Some(published));
        page.outlet = Some((*outlet).into());
        page.agencies = [*agency].iter().filter(|a| !a.is_empty()).map(|a| (*a).into()).collect();
        analyze(&page, models)
    };
    pages.iter().map(read).collect()
}

/// What the dossier says of the ferry, without the numbers of things, which count the whole pile.
fn told(d: &Dossier) -> Vec<String> {
    let id = |at: &Evidence| d.documents[at.document].page.id.clone();
    let ours = |at: &Evidence| FERRY.iter().any(|f| f.0 == id(at));
    let place = |at: &Evidence| format!("{} {:?}", id(at), at.span);
    let mut lines: Vec<String> = Vec::new();
    for (kind, events) in [("event", d.events.ids().collect::<Vec<_>>()), ("line", d.timeline.clone())] {
        for e in events.iter().map(|e| &d.events[*e]).filter(|e| e.mentions.iter().any(ours)) {
            let mentions: Vec<String> = e.mentions.iter().map(place).collect();
            let who: Vec<&str> = e.participants.iter().map(|p| d.entities[p.entity].name.as_str()).collect();
            lines.push(format!("{kind} {} {:?} {who:?} {} {mentions:?}", e.label, e.time, e.independent_origins));
        }
    }
    for e in d.entities.iter().filter(|e| e.mentions.iter().any(ours)) {
        lines.push(format!("entity {} {:?} {:?}", e.name, e.aliases, e.mentions.iter().map(place).collect::<Vec<_>>()));
    }
    lines.extend(d.discrepancies.iter().map(|x| format!("discrepancy {:?} {}", x.kind, x.label)));
    lines.sort();
    lines
}

#[test]
fn an_unrelated_page_changes_no_line_of_another_story() {
    let models = Models::embedded();
    let ferry = analyses(&FERRY, &models);
    let alone = assemble(&ferry, Vec::new());
    assert_eq!(alone.stories.len(), 1, "the pages of the ferry are one story");
    assert!(alone.timeline.len() > 3);
    let others = analyses(&OTHERS, &models);
    for n in 1..=others.len() {
        let pile: Vec<Analysis> = ferry.iter().chain(&others[..n]).cloned().collect();
        let with = assemble(&pile, Vec::new());
        assert_eq!(with.stories.len(), 1 + n.min(4), "the two prints of one item are one story");
        assert_eq!(told(&alone), told(&with), "with {n} other pages");
    }
}
