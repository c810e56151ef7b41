//! Writes the page of a hand-made dossier, in which every kind of finding occurs: for the front end's tests, and to look at.
//!
//! `cargo run -p dateline-report --example sample > sample.html`
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use dateline::entity::{EntityKind, Place, Term};
use dateline::event::{Certainty, ParticipantRole, Polarity};
use dateline::page::{Aside, Page, Role};
use dateline::speech::QuotationKind;
use dateline::time::{EventTime, TimeBasis};
use dateline::time::{Granularity, Interval};
use dateline::*;
use dateline_report::{View, html, markdown};

const COURIER: &str = "HAVNSUND, March 5 (NSNA) — A passenger ferry carrying 181 people struck a reef and sank off the island of Skarvoy in the early hours of Wednesday, killing at least three people and leaving 20 missing, the Faldor coast guard said.\n\nThe MV Astrid Lund left Havnsund at 9:30 p.m. on Tuesday with 168 passengers and 13 crew. She hit the Kvitskjer reef at about 11:40 p.m., coast guard commander Peter Strand told reporters.\n\n“We found people in the water with no lights and no whistles,” Strand said.\n\nA rescue helicopter flew in from Lerwick in Scotland, and the Norwegian vessel Nordkapp sailed from Bergen before dawn.";
const LEDGER: &str = "A passenger ferry carrying 181 people struck a reef and sank off the island of Skarvoy in the early hours of Wednesday, killing at least three people and leaving 20 missing, the Faldor coast guard said.\n\nThe MV Astrid Lund left Havnsund at 9:30 p.m. on Tuesday with 168 passengers and 13 crew.\n\nTwo engineers from Aberdeen were among the passengers.";
const FBS: &str = "The number of people killed when the ferry Astrid Lund sank off Skarvoy has risen to nine, the Faldor coast guard said on Thursday morning.\n\nMinister of Transport Ingrid Solheim said that the ferry service to the outer islands would resume on Monday.\n\nA spokesman for the Faldor Lighthouse Service said on Wednesday that the light on the Kvitskjer reef was working normally.";
const DAILY: &str = "Police on Friday arrested the captain of a passenger ferry that sank this week, as the number of dead climbed to 12.\n\nMr. Eklund denies the accusation. “The light on the reef was out. We had nothing to steer by,” he said through his lawyer.\n\nThe Astrid Lund struck the reef shortly before 10 p.m. on Tuesday, two passengers said.\n\nIngrid Solheim, the minister of fisheries, said the government would pay for the funerals.";
const POST: &str = "President Elias Brandt walked through the harbour of Skarvoy on Saturday. Fourteen people are now known to have died.\n\nIn court Captain Tomas Eklund repeated: “The light on the reef was dark. We had nothing to steer by.”";
const WIKI: &str = "Of the 118 people on board, 19 died and four were never found.\n\nOn the evening of 5 March 2025, the ferry left Havnsund. President Elias Brandt visited Skarvoy on 7 March 2025. Ferries began to sail again on 17 March 2025.";
const HERRING: &str = "Parliament voted on Thursday to cut this year's herring quota by a fifth.";

fn main() {
    let view = View::new(&dossier());
    match std::env::args().nth(1).as_deref() {
        Some("md") => println!("{}", markdown(&view)),
        _ => println!("{}", html(&view)),
    }
}

/// Where words stand: the document and the first place in it.
fn at(d: usize, words: &str) -> Evidence {
    let start = TEXTS[d].4.find(words).unwrap_or_else(|| panic!("{words:?} is not in document {d}"));
    Evidence { document: PageId::new(d), span: Span::new(start, start + words.len()) }
}

/// The sentence or paragraph that begins with these words.
fn from(d: usize, words: &str) -> Evidence {
    let mut found = at(d, words);
    let rest = &TEXTS[d].4[found.span.start..];
    found.span.end = found.span.start + rest.find("\n\n").unwrap_or(rest.len());
    found
}

/// Outlet, title, day, agency, text.
const TEXTS: [(&str, &str, &str, &str, &str); 7] = [
    (
        "Havnsund Courier",
        "Ferry with 181 aboard sinks off Skarvoy; three dead, 20 missing",
        "2025-03-05",
        "NSNA",
        COURIER,
    ),
    ("The Aberdeen Ledger", "Three dead as Faldor ferry sinks", "2025-03-05", "NSNA", LEDGER),
    ("FBS", "Ferry disaster: death toll rises to nine", "2025-03-06", "", FBS),
    ("World Daily", "Captain of sunken Faldor ferry arrested as toll climbs to 12", "2025-03-07", "", DAILY),
    ("The Island Post", "President visits Skarvoy as toll reaches 14", "2025-03-08", "", POST),
    ("Openpedia", "Sinking of the MV Astrid Lund", "", "", WIKI),
    ("Havnsund Courier", "Parliament cuts herring quota by a fifth", "2025-03-06", "", HERRING),
];

fn time(earliest: &str, latest: &str, value: &str, basis: TimeBasis) -> Option<EventTime> {
    let moment =
        |s: &str, end: &str| Some(if s.len() > 10 { s.parse() } else { format!("{s}T{end}").parse() }.unwrap());
    let (earliest, latest) = (moment(earliest, "00:00:00"), moment(latest, "23:59:59"));
    let interval = Interval { earliest, latest, granularity: Granularity::Day, approximate: false };
    Some(EventTime { value: Some(value.into()), interval, basis, timex: None })
}

fn event(label: &str, time: Option<EventTime>, status: Status, support: &[Evidence]) -> LinkedEvent {
    let origin = |d: PageId| OriginId::new(d.index().max(1) - 1);
    let mut origins: Vec<OriginId> = support.iter().map(|e| origin(e.document)).collect();
    origins.sort_unstable();
    origins.dedup();
    let attribution =
        |e: &Evidence| if e.document.index() < 3 { vec!["Faldor coast guard".into()] } else { Vec::new() };
    LinkedEvent {
        label: label.into(),
        on_timeline: true,
        time,
        place: None,
        participants: vec![LinkedParticipant { entity: EntityId::new(0), role: ParticipantRole::Agent }],
        certainty: Certainty::Certain,
        polarity: Polarity::Positive,
        status,
        alleged_by: Vec::new(),
        denied_by: Vec::new(),
        class: None,
        plover: None,
        quantities: Vec::new(),
        mentions: Vec::new(),
        support: support
            .iter()
            .map(|e| Support { at: *e, attribution: attribution(e), origin: origin(e.document) })
            .collect(),
        independent_origins: origins.len(),
        reasons: Vec::new(),
    }
}

fn entity(kind: EntityKind, name: &str, place: Option<(f64, f64)>, mentions: &[(usize, &str)]) -> LinkedEntity {
    LinkedEntity {
        kind,
        name: name.into(),
        named: true,
        aliases: Vec::new(),
        titles: Vec::new(),
        place: place.map(|(latitude, longitude)| Place {
            latitude,
            longitude,
            geonames: None,
            country: None,
            inferred: false,
            said: Vec::new(),
        }),
        mentions: mentions.iter().map(|(d, w)| at(*d, w)).collect(),
        beside: Vec::new(),
        reasons: Vec::new(),
    }
}

/// The made-up dossier.
pub fn dossier() -> Dossier {
    use EntityKind::{Location, Organization, Person};
    let title = |d: usize, words: &str| LinkedTitle { title: words.into(), at: at(d, words), term: Term::default() };
    let variant = |value: &str, support: &[Evidence]| Variant { value: value.into(), support: support.to_vec() };
    let documents = TEXTS
        .iter()
        .enumerate()
        .map(|(i, (outlet, title, day, agency, text))| {
            let mut page = Page::from_text(&format!("{i}.html"), text, (!day.is_empty()).then_some(*day));
            page.outlet = Some((*outlet).into());
            page.title = Some((*title).into());
            page.agencies = if agency.is_empty() { Vec::new() } else { vec![(*agency).into()] };
            page.url = Some(format!("https://{i}.example/page"));
            let (story, origin) = (StoryId::new(usize::from(i == 6)), OriginId::new(i.max(1) - 1));
            Document { page, story, origin, ..Document::default() }
        })
        .collect();
    // Somebody whom only a caption names, and an office that only it gives.
    let caption = "Rescue chief Peter Strand and Elin Moe, the mayor of Havnsund, on the quay. Image: Ola Vik";
    let mut documents: IndexVec<PageId, Document> = documents;
    documents[PageId::FIRST].page.asides =
        vec![Aside { text: caption.into(), role: Role::Caption, source: None, before: 0 }];
    let captioned = |words: &str, title: bool| {
        let start = caption.find(words).expect("the words are there");
        let span = Span::new(start, start + words.len());
        let at = dateline::entity::Beside { aside: 0, span, title: title.then(|| words.to_owned()) };
        LinkedBeside { document: PageId::FIRST, at }
    };
    let mut strand = entity(Person, "Peter Strand", None, &[(0, "Peter Strand")]);
    strand.beside = vec![captioned("Peter Strand", false), captioned("Rescue chief", true)];
    let mut moe = entity(Person, "Elin Moe", None, &[]);
    moe.beside = vec![captioned("Elin Moe", false), captioned("mayor of Havnsund", true)];
    let quotation = |e: Evidence, speaker: usize| LinkedQuotation {
        at: e,
        kind: QuotationKind::Direct,
        speaker: Some(EntityId::new(speaker)),
        speaker_name: None,
        speaker_span: None,
        cue: None,
        addressee: None,
        occasion: None,
        chain: Vec::new(),
    };
    let mut solheim = entity(Person, "Ingrid Solheim", None, &[(2, "Ingrid Solheim"), (3, "Ingrid Solheim")]);
    solheim.titles = vec![title(2, "Minister of Transport"), title(3, "minister of fisheries")];
    let origin = |name: &str, kind, documents: &[usize]| Origin {
        name: name.into(),
        kind,
        documents: documents.iter().map(|d| PageId::new(*d)).collect(),
    };
    let discrepancy = |kind, status, about: Option<usize>, label: &str, variants| Discrepancy {
        rule: String::new(),
        kind,
        status,
        about: about.map(EventId::new),
        label: label.into(),
        variants,
        reasons: Vec::new(),
    };
    use DiscrepancyStatus::{Contradiction, Update};
    Dossier {
        documents,
        skipped: vec![Skipped { path: "photo.jpg".into(), reason: "unknown type of file (.jpg)".into() }],
        copies: vec![Copy { kind: CopyKind::Syndicated, documents: vec![PageId::new(0), PageId::new(1)], share: 0.87 }],
        origins: vec![
            origin("NSNA", OriginKind::Agency, &[0, 1]),
            origin("FBS", OriginKind::Outlet, &[2]),
            origin("World Daily", OriginKind::Outlet, &[3]),
            origin("The Island Post", OriginKind::Outlet, &[4]),
            origin("Openpedia", OriginKind::Outlet, &[5]),
            origin("Havnsund Courier", OriginKind::Outlet, &[6]),
        ]
        .into(),
        stories: vec![
            Story {
                documents: vec![
                    PageId::new(0),
                    PageId::new(1),
                    PageId::new(2),
                    PageId::new(3),
                    PageId::new(4),
                    PageId::new(5),
                ],
                main: true,
            },
            Story { documents: vec![PageId::new(6)], main: false },
        ]
        .into(),
        entities: vec![
            entity(Person, "Tomas Eklund", None, &[(3, "Eklund"), (4, "Tomas Eklund")]),
            solheim,
            entity(Person, "Elias Brandt", None, &[(4, "Elias Brandt"), (5, "Elias Brandt")]),
            strand,
            entity(Organization, "Faldor coast guard", None, &[(0, "Faldor coast guard"), (1, "Faldor coast guard")]),
            entity(Location, "Lerwick", Some((60.1545, -1.1494)), &[(0, "Lerwick")]),
            entity(Location, "Bergen", Some((60.393, 5.3242)), &[(0, "Bergen")]),
            entity(Location, "Aberdeen", Some((57.1437, -2.0981)), &[(1, "Aberdeen")]),
            moe,
        ]
        .into(),
        events: vec![
            event(
                "The Astrid Lund leaves Havnsund with 181 people",
                time("2025-03-04T21:30:00", "2025-03-04T21:30:59", "2025-03-04T21:30", TimeBasis::Stated),
                Status::Happened,
                &[from(0, "The MV Astrid"), from(1, "The MV Astrid"), from(5, "On the evening")],
            ),
            event(
                "The ferry strikes the Kvitskjer reef",
                time("2025-03-04", "2025-03-04", "2025-03-04", TimeBasis::Stated),
                Status::Happened,
                &[from(0, "She hit"), from(3, "The Astrid Lund struck")],
            ),
            event(
                "The ferry sinks off Skarvoy",
                time("2025-03-05", "2025-03-05", "2025-03-05", TimeBasis::Stated),
                Status::Happened,
                &[from(0, "A passenger ferry"), from(1, "A passenger ferry")],
            ),
            event(
                "Police arrest Captain Tomas Eklund",
                time("2025-03-07", "2025-03-07", "2025-03-07", TimeBasis::Stated),
                Status::Happened,
                &[from(3, "Police on Friday")],
            ),
            event(
                "President Elias Brandt visits Skarvoy",
                time("2025-03-08", "2025-03-08", "2025-03-08", TimeBasis::Narrative),
                Status::Happened,
                &[from(4, "President Elias"), from(5, "President Elias")],
            ),
            event(
                "Ferry service to the outer islands resumes",
                time("2025-03-10", "2025-03-10", "2025-03-10", TimeBasis::Stated),
                Status::Planned,
                &[from(2, "Minister of Transport")],
            ),
            event(
                "Ferries sail again",
                time("2025-03-17", "2025-03-17", "2025-03-17", TimeBasis::Stated),
                Status::Happened,
                &[from(5, "Ferries began")],
            ),
            event("The government pays for the funerals", None, Status::Alleged, &[from(3, "Ingrid Solheim")]),
        ]
        .into(),
        timeline: (0..8).map(EventId::new).collect(),
        short: (0..8).map(EventId::new).collect(),
        quotations: vec![
            quotation(at(0, "“We found people in the water with no lights and no whistles,”"), 3),
            quotation(at(3, "“The light on the reef was out. We had nothing to steer by,”"), 0),
            quotation(at(4, "“The light on the reef was dark. We had nothing to steer by.”"), 0),
        ]
        .into(),
        utterances: vec![Utterance {
            speaker: Some(EntityId::new(0)),
            quotations: vec![QuotationId::new(1), QuotationId::new(2)],
        }]
        .into(),
        discrepancies: vec![
            discrepancy(
                DiscrepancyKind::Date,
                Contradiction,
                Some(0),
                "Day the ferry left Havnsund",
                vec![
                    variant("4 March 2025", &[from(0, "The MV Astrid"), from(1, "The MV Astrid")]),
                    variant("5 March 2025", &[from(5, "On the evening")]),
                ],
            ),
            discrepancy(
                DiscrepancyKind::Time,
                Contradiction,
                Some(1),
                "Time the ferry struck the reef",
                vec![
                    variant("about 11:40 p.m.", &[from(0, "She hit")]),
                    variant("shortly before 10 p.m.", &[from(3, "The Astrid Lund struck")]),
                ],
            ),
            discrepancy(
                DiscrepancyKind::Number,
                Update,
                Some(2),
                "People killed",
                vec![
                    variant("3", &[from(0, "A passenger ferry")]),
                    variant("9", &[from(2, "The number")]),
                    variant("12", &[from(3, "Police on Friday")]),
                ],
            ),
            discrepancy(
                DiscrepancyKind::Title,
                Contradiction,
                None,
                "Ingrid Solheim's office",
                vec![
                    variant("Minister of Transport", &[from(2, "Minister of Transport")]),
                    variant("minister of fisheries", &[from(3, "Ingrid Solheim")]),
                ],
            ),
            discrepancy(
                DiscrepancyKind::Wording,
                DiscrepancyStatus::Variant,
                None,
                "What Eklund said of the light",
                vec![variant("was out", &[from(3, "“The light")]), variant("was dark", &[from(4, "“The light")])],
            ),
        ]
        .into(),
        forecasts: vec![Forecast {
            label: "The ferries will sail again on Monday".into(),
            statement: from(2, "Minister of Transport"),
            support: Vec::new(),
            by: Some(EntityId::new(1)),
            outcome: Outcome::NotFulfilled,
            outcome_event: Some(EventId::new(6)),
            variants: vec![
                variant("10 March", &[from(2, "Minister of Transport")]),
                variant("17 March", &[from(5, "Ferries began")]),
            ],
            reasons: Vec::new(),
        }]
        .into(),
        account: Account {
            event: Some(EventId::new(2)),
            places: vec![AccountPlace { entity: EntityId::new(5), support: vec![from(0, "A passenger ferry")] }],
            actors: vec![AccountActor { entity: EntityId::new(0), role: Some(ParticipantRole::Agent), title: None }],
            counts: vec![AccountCount {
                what: "dead".into(),
                values: vec![
                    variant("3 dead", &[from(0, "A passenger ferry")]),
                    variant("9 dead", &[from(2, "The number")]),
                    variant("12 dead", &[from(3, "Police on Friday")]),
                ],
                event: None,
                discrepancy: Some(DiscrepancyId::new(2)),
            }],
            reactions: vec![Reaction {
                by: EntityId::new(1),
                event: EventId::new(7),
                reasons: vec!["“promised” takes a stand.".into()],
            }],
            reasons: vec!["Of all lines it stands nearest to the beginning of most pages.".into()],
        },
        parts: Parts::default(),
    }
}
