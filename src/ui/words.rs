//! The chapter in words.

use super::node::{Node, node};
use crate::i18n::Messages;
use crate::spec::Kind;

/// Number, title and text of a chapter.
pub fn words(kind: Kind, messages: &Messages) -> Node {
    let words = kind.words(messages);
    let nth = Kind::ALL.iter().position(|&each| each == kind).unwrap_or_default() + 1;
    let text = words.text.split('*').enumerate().fold(node("p").class("text"), part);
    node("div")
        .class("words")
        .child(node("p").class("nth").text(&(messages.chapter_of)(nth, Kind::ALL.len())))
        .child(node("h1").text(words.title))
        .child(text)
}

/// Every second part, counted from 0, stood between asterisks.
fn part(text: Node, (index, part): (usize, &'static str)) -> Node {
    if index % 2 == 1 { text.child(node("strong").text(part)) } else { text.text(part) }
}
