//! The top line: name, chapters, words for keys, colours and language.

use super::Part;
use super::button::word;
use super::events::{Heard, heard};
use super::glyph::{glyph, mark};
use super::node::{Node, marked, node};
use crate::i18n::Messages;
use crate::keys::other_theme;
use crate::spec::Kind;
use crate::stage::ThemeName;
use crate::state::{Action, Sheet};
use wasm_bindgen::JsCast;
use web_sys::MouseEvent;
use yew::Callback;

/// The top line.
pub fn header(Part { state, messages, act }: &Part<'_>) -> Node {
    let now = state.spec().kind;
    let (lang, theme) = (state.lang.other(), other_theme(state.dress()));
    let theme_word = match theme {
        ThemeName::Dark => messages.switch_to_dark,
        ThemeName::Light | ThemeName::Projector => messages.switch_to_light,
    };
    let chapters = Kind::STORY.iter().map(|&kind| chapter(kind, kind == now, messages, act));
    let rail = node("ol").class("rail").children(chapters).child(more(now, messages, act));
    let choices = node("div")
        .class("choices")
        .child(word(messages.present, act, Action::Present(true)).id("present"))
        .child(word(messages.share, act, Action::Sheet(Some(Sheet::Share))))
        .child(word(messages.keys, act, Action::Sheet(Some(Sheet::Keys))).class("word help"))
        .child(word(theme_word, act, Action::Theme(theme)).id("theme"))
        .child(
            word(messages.switch_language, act, Action::Language(lang)).id("lang").attr("lang", lang.messages().tag),
        );
    node("header")
        .child(node("p").class("wordmark").child(mark()).text("Convoscope"))
        .child(node("nav").label(messages.chapters).child(rail))
        .child(choices)
}

/// The word that opens the list of the chapters beside the story: the browser's own popover, which closes at Escape and at a
/// press elsewhere. Its key is the chapter's, so that a chosen chapter closes it.
fn more(now: Kind, messages: &Messages, act: &Callback<Action>) -> Node {
    let opens = node("button")
        .class("word")
        .attr("type", "button")
        .attr("popovertarget", "more")
        .maybe("aria-current", marked(Kind::MORE.contains(&now), "true"));
    let chapters = Kind::MORE.iter().map(|&kind| chapter(kind, kind == now, messages, act));
    node("li")
        .class("more")
        .key(now.id())
        .child(opens.text(messages.more))
        .child(node("ul").id("more").class("pop").attr("popover", "auto").children(chapters))
}

fn chapter(kind: Kind, present: bool, messages: &Messages, act: &Callback<Action>) -> Node {
    let link = node("a")
        .attr("href", &format!("#kind={}", kind.id()))
        .maybe("aria-current", marked(present, "page"))
        .on(follow(kind, act))
        .child(glyph(kind))
        .child(node("span").text(kind.words(messages).short));
    node("li").child(link)
}

/// A link can be opened elsewhere; a plain click stays in the page.
fn follow(kind: Kind, act: &Callback<Action>) -> Heard {
    let click = move |event: &web_sys::Event| {
        let event: &MouseEvent = event.unchecked_ref();
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return None;
        }
        event.prevent_default();
        Some(Action::Choose(kind))
    };
    heard("click", act, Box::new(click))
}
