//! The chapter in words, and behind one more word what is worth knowing and trying.

use super::Part;
use super::formula::{caption, prose};
use super::node::{Node, node};
use crate::spec::{Kind, tries};

/// Number, title and text of a chapter.
///
/// What opens is the browser's own popover: it closes at Escape and at a press elsewhere without any code of ours. Its key is
/// the chapter's, so that it is another one, and closed, in another chapter.
pub fn words(Part { state, messages, act: _ }: &Part<'_>) -> Node {
    let kind = state.spec().kind;
    let words = kind.words(messages);
    let nth = Kind::STORY.iter().position(|&each| each == kind);
    let nth = nth.map_or_else(|| messages.more.to_owned(), |nth| (messages.chapter_of)(nth + 1, Kind::STORY.len()));
    let opens = node("button").class("word").attr("type", "button").attr("popovertarget", "about");
    let attempts = tries::tries(kind).into_iter().zip(words.tries).map(|(link, label)| attempt(kind, link, label));
    let about = node("section")
        .id("about")
        .class("pop")
        .attr("popover", "auto")
        .label(messages.examples)
        .child(node("p").text(words.used))
        .child(caption(words.names))
        .child(node("h2").text(messages.try_this))
        .child(node("ul").children(attempts));
    node("div")
        .class("words")
        .key(words.id)
        .child(node("p").class("nth").text(&nth))
        .child(node("h1").text(words.title))
        .child(prose(words.text).text(" ").child(opens.text(messages.examples)))
        .child(about)
}

/// A link that the browser follows itself: the page hears of it as of any other link.
fn attempt(kind: Kind, link: &str, label: &str) -> Node {
    node("li").child(node("a").attr("href", &format!("#kind={}&{link}", kind.id())).text(label))
}
