//! Exports of Telegram ("Export chat history", JSON): a message a page.
//!
//! In a channel the channel speaks, in a group the person who wrote. A message passed on from elsewhere is that source's text.

use dateline::page::Hints;
use serde::Deserialize;
use serde_json::Value;

use crate::item::{About, Content, LeftOut, Raw, Sink};

#[derive(Deserialize)]
struct Chat {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    id: i64,
    #[serde(rename = "type")]
    kind: Option<String>,
    date: Option<String>,
    edited: Option<String>,
    from: Option<String>,
    forwarded_from: Option<String>,
    #[serde(default)]
    text: Value,
}

/// Whether a JSON file is such an export.
pub(crate) fn is_export(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    head.contains("\"messages\"") && head.contains("\"type\"")
        || head.contains("\"chats\"") && head.contains("\"list\"")
}

/// Reads an export of one chat or of all.
pub(crate) fn read(bytes: &[u8], about: &About, sink: &mut Sink) {
    let name = about.hints.path.clone();
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return sink.skip(name, format!("not valid JSON: {error}")),
    };
    let chats = match value.pointer("/chats/list").and_then(Value::as_array) {
        Some(list) => list.clone(),
        None => vec![value],
    };
    for (at, chat) in chats.into_iter().enumerate() {
        let place = if at == 0 { name.clone() } else { format!("{name}#{}", at + 1) };
        match serde_json::from_value::<Chat>(chat) {
            Ok(chat) => messages(chat, &place, about, sink),
            Err(error) => sink.skip(place, format!("not an export of a chat: {error}")),
        }
    }
}

fn messages(chat: Chat, place: &str, about: &About, sink: &mut Sink) {
    let name = chat.name.unwrap_or_default();
    let channel = chat.kind.as_deref().is_some_and(|k| k.contains("channel"));
    let mut left_out = LeftOut::default();
    let before = sink.raws.len();
    for message in chat.messages {
        if message.kind.as_deref().is_some_and(|k| k != "message") {
            left_out.add("notices of the service");
            continue;
        }
        let text = words(&message.text);
        if text.trim().is_empty() {
            left_out.add("without text");
            continue;
        }
        let author = message.from.filter(|f| !f.is_empty());
        let outlet = if channel {
            Some(name.clone()).filter(|n| !n.is_empty()).or_else(|| author.clone())
        } else {
            author.clone()
        };
        let mut note = format!("message {} of {}", message.id, if name.is_empty() { "a chat" } else { &name });
        if let Some(edited) = message.edited {
            note.push_str(&format!(", changed {edited}"));
        }
        let hints =
            Hints { path: format!("{place}:{}", message.id), published: message.date, outlet, ..about.hints.clone() };
        let credits: Vec<String> = message.forwarded_from.into_iter().filter(|f| !f.is_empty()).collect();
        if let Some(from) = credits.first() {
            note.push_str(&format!(", passed on from {from}"));
        }
        let authors = if channel { Vec::new() } else { author.into_iter().collect() };
        let about = About { hints, authors, credits, ..about.clone() }.noted("from-container", note);
        let number = usize::try_from(message.id).unwrap_or_default();
        sink.raws.push(Raw { about, number, bytes: text.clone().into_bytes(), content: Content::Text(text) });
    }
    left_out.tell(place, "messages", sink);
    if before == sink.raws.len() {
        sink.skip(place, "a chat without messages that say something");
    }
}

/// A text is a string, or a list of strings and marked pieces.
fn words(text: &Value) -> String {
    match text {
        Value::String(s) => s.clone(),
        Value::Array(parts) => parts.iter().map(words).collect(),
        Value::Object(piece) => piece.get("text").map(words).unwrap_or_default(),
        _ => String::new(),
    }
}
