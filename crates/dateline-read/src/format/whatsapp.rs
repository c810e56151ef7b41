//! Exports of WhatsApp ("Export chat", a text file): a message a page, the person who wrote it as the outlet.
//!
//! The export writes days as the phone's country does. Day or month first is told by a number above twelve, else by the reading in which
//! the messages stand in order; where both hold, no day is given.

use std::sync::LazyLock;

use dateline::page::Hints;
use jiff::civil::{Date, DateTime};
use regex::Regex;

use crate::item::{About, Content, LeftOut, Raw, Sink};

/// The beginning of a message: `[12/03/2031, 14:05:33] Name: ` or `12/03/2031, 2:05 pm - Name: `.
#[allow(clippy::expect_used, reason = "the pattern is constant and tested")]
static BEGIN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[\u{200E}\u{200F}]?\[?(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[\s\u{202F}]?([AaPp])\.?[Mm]\.?)?(?:\]| -) (.*)$",
    )
    .expect("a valid pattern")
});

/// What stands for a picture or film that the export leaves out.
const MEDIA: &[&str] = &[
    "<media omitted>",
    "image omitted",
    "video omitted",
    "audio omitted",
    "sticker omitted",
    "gif omitted",
    "document omitted",
];

struct Message {
    numbers: [u16; 3],
    clock: (i8, i8, i8),
    rest: String,
}

/// Whether a text file is such an export: most of its first lines begin a message.
pub(crate) fn begins(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(12).collect();
    let marked = lines.iter().filter(|l| BEGIN.is_match(l)).count();
    lines.first().is_some_and(|l| BEGIN.is_match(l)) && marked >= 2 && marked * 3 >= lines.len()
}

/// Reads a chat.
pub(crate) fn read(bytes: &[u8], about: &About, sink: &mut Sink) {
    let name = about.hints.path.clone();
    let text = dateline::page::decoded(bytes, None);
    let mut messages: Vec<Message> = Vec::new();
    for line in text.lines() {
        match BEGIN.captures(line) {
            Some(found) => {
                let number = |at: usize| found.get(at).and_then(|m| m.as_str().parse::<u16>().ok()).unwrap_or_default();
                let mut hour = number(4) % 24;
                match found.get(7).map(|m| m.as_str().to_ascii_lowercase()).as_deref() {
                    Some("p") if hour < 12 => hour += 12,
                    Some("a") if hour == 12 => hour = 0,
                    _ => {}
                }
                let rest = found.get(8).map_or("", |m| m.as_str()).to_string();
                let clock = (hour as i8, (number(5) % 60) as i8, (number(6) % 60) as i8);
                messages.push(Message { numbers: [number(1), number(2), number(3)], clock, rest });
            }
            None => {
                if let Some(last) = messages.last_mut() {
                    last.rest.push('\n');
                    last.rest.push_str(line);
                }
            }
        }
    }
    let order = order(&messages);
    let mut left_out = LeftOut::default();
    for (at, message) in messages.iter().enumerate() {
        let Some((who, words)) = message.rest.split_once(": ").filter(|(who, _)| who.len() < 80 && !who.contains('\n'))
        else {
            left_out.add("notices of the service");
            continue;
        };
        let words = words.trim_matches(['\u{200E}', ' ', '\n']);
        if words.is_empty() || MEDIA.contains(&words.to_lowercase().as_str()) {
            left_out.add("without text");
            continue;
        }
        let who = who.trim_matches(['\u{200E}', '\u{202A}', '\u{202C}', ' ', '~']).to_string();
        let published = order.and_then(|o| moment(message, o)).map(|m| m.to_string());
        let mut about = about.clone().noted("from-container", format!("message {} of {name}", at + 1));
        if order.is_none() {
            about = about
                .noted("day-or-month", "nothing in the export tells whether the day or the month comes first".into());
        }
        about.hints = Hints { path: format!("{name}:{}", at + 1), published, outlet: Some(who.clone()), ..about.hints };
        about.authors = vec![who];
        sink.raws.push(Raw {
            about,
            number: at + 1,
            bytes: words.as_bytes().to_vec(),
            content: Content::Text(words.into()),
        });
    }
    left_out.tell(&name, "messages", sink);
}

/// What comes first in a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Day,
    Month,
    Year,
}

/// The order of day and month in all messages, if it can be told.
fn order(messages: &[Message]) -> Option<Order> {
    if messages.iter().all(|m| m.numbers[0] > 31) {
        return Some(Order::Year);
    }
    let holds = |order: Order| {
        let moments: Option<Vec<DateTime>> = messages.iter().map(|m| moment(m, order)).collect();
        moments.is_some_and(|m| m.is_sorted())
    };
    match (holds(Order::Day), holds(Order::Month)) {
        (true, false) => Some(Order::Day),
        (false, true) => Some(Order::Month),
        // The same day and month in every message: there is nothing to tell apart.
        (true, true) if messages.iter().all(|m| m.numbers[0] == m.numbers[1]) => Some(Order::Day),
        _ => None,
    }
}

fn moment(message: &Message, order: Order) -> Option<DateTime> {
    let [a, b, c] = message.numbers;
    let (year, month, day) = match order {
        Order::Year => (a, b, c),
        Order::Day => (c, b, a),
        Order::Month => (c, a, b),
    };
    let year = if year < 100 { year + 2000 } else { year };
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(date.at(message.clock.0, message.clock.1, message.clock.2, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<Option<String>> {
        let mut sink = Sink::new(crate::Limits::default());
        read(text.as_bytes(), &About::named("chat.txt"), &mut sink);
        sink.raws.iter().map(|r| r.about.hints.published.clone()).collect()
    }

    #[test]
    fn day_or_month_first() {
        let day = |s: &str| Some(s.to_string());
        let chat = "03/04/2031, 09:00 - Ana: The dam burst.\n13/04/2031, 10:15 - Ben: It holds now.\n";
        assert_eq!(days(chat), [day("2031-04-03T09:00:00"), day("2031-04-13T10:15:00")]);
        let chat = "4/30/31, 11:58 PM - Ana: The dam burst.\n5/1/31, 12:15 AM - Ben: It holds now.\n";
        assert_eq!(days(chat), [day("2031-04-30T23:58:00"), day("2031-05-01T00:15:00")]);
        let chat = "[03/04/2031, 09:00:01] Ana: The dam burst.\n[03/05/2031, 10:15:02] Ben: It holds now.\n";
        assert_eq!(days(chat), [None, None], "third and third of a month, or fourth and fifth of March");
        assert!(begins(chat.as_bytes()));
        assert!(!begins(b"03/04/2031\n\nThe dam burst.\n"));
    }
}
