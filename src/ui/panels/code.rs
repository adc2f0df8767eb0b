//! The layer as code: its text in four frameworks, and a field into which a text from PyTorch or Keras is pasted.

use super::super::button::word;
use super::super::events::{Heard, heard};
use super::super::node::{Node, node};
use super::Part;
use super::parts::{head, words};
use crate::call::{Framework, Notice, Reading, Refusal, read, to_spec, write_spec};
use crate::i18n::number::filled;
use crate::i18n::panels::call::Words;
use crate::panels::{Ask, State};
use crate::spec::Spec;
use crate::web::place::COPIED;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

/// The panel of code; `READS`: with the field for a text.
pub fn code<const READS: bool>(part: &Part<'_>) -> Node {
    let text = Words::of(part.state.lang());
    node("div")
        .class("panel code")
        .child(head(text.title, text.close, part))
        .child(written(part, text))
        .child(if READS { pasted(part, text) } else { node("p").class("caption").text(text.no_reader) })
}

/// What the typed text puts on the stage; `None` if it cannot be read.
pub fn read_as(state: &State) -> Option<Box<Spec>> {
    let reading = read(&state.draft).ok()?;
    Some(Box::new(to_spec(&reading.call, 0, state.spec()).0))
}

/// The layer's text, with what it does not say.
fn written(part: &Part<'_>, text: &Words) -> Node {
    let wish = part.state.panel().1;
    let known = Framework::ALL.into_iter().find(|framework| framework.id() == wish);
    let framework = known.unwrap_or_default();
    let option = |one: Framework| (one.name().to_owned(), Ask::Panel(format!("code.{}", one.id())), one == framework);
    let told = (known.is_none() && !wish.is_empty()).then(|| filled(text.unknown_framework, &[wish.to_owned()]));
    let written = write_spec(part.state.spec(), framework);
    let remarks = written.remarks.iter().map(|remark| remark.explain(text));
    let copied = part.state.told(COPIED).map_or("", |done| if done { text.copied } else { text.selected });
    let shown = (!written.text.is_empty()).then(|| {
        let pre = node("pre")
            .id(COPIED)
            .attr("tabindex", "0")
            .attr("role", "region")
            .label(&filled(text.text_label, &[framework.name().to_owned()]))
            .attr("translate", "no")
            .text(&written.text);
        let copy = word(text.copy, part.act, Ask::Copy(COPIED, written.text.clone()));
        let says = node("span").attr("role", "status").class("caption").text(copied);
        node("div").child(pre).child(node("p").class("code-acts").child(copy).child(says))
    });
    node("section")
        .class("panel-column")
        .child(node("h3").text(text.out))
        .child(words(text.frameworks, Framework::ALL.into_iter().map(option).collect(), part))
        .slot(told.map(|told| node("p").class("caption").text(&told)))
        .slot(shown)
        .child(sentences(remarks))
}

/// Sentences one below the other.
fn sentences(all: impl Iterator<Item = String>) -> Node {
    node("ul").class("code-notes").children(all.map(|sentence| node("li").text(&sentence)))
}

/// The field for a text, and what has become of it.
fn pasted(part: &Part<'_>, text: &Words) -> Node {
    let field = node("textarea")
        .id("pasted")
        .attr("rows", "8")
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocomplete", "off")
        .attr("translate", "no")
        .attr("aria-describedby", "pasted-help")
        .label(text.paste_label)
        .value(&part.state.draft)
        .on(typed(part))
        .on(entered(part));
    let read = word(text.read, part.act, Ask::Read).class("word read");
    node("section")
        .class("panel-column")
        .child(node("h3").text(text.paste))
        .child(node("p").id("pasted-help").class("caption").text(text.paste_hint))
        .child(field)
        .child(node("p").class("code-acts").child(read).child(node("span").class("caption").text(text.read_keys)))
        .child(node("div").class("code-result").attr("role", "status").slot(result(part, text)))
}

fn typed(part: &Part<'_>) -> Heard<Ask> {
    let typed = |event: &Event| {
        let field: HtmlTextAreaElement = event.target()?.unchecked_into();
        Some(Ask::Type(field.value()))
    };
    heard("input", part.act, Box::new(typed))
}

/// Ctrl + Enter, on a Mac also Command + Enter.
fn entered(part: &Part<'_>) -> Heard<Ask> {
    let entered = |event: &Event| {
        let key = event.dyn_ref::<KeyboardEvent>()?;
        let wanted = key.key() == "Enter" && (key.ctrl_key() || key.meta_key()) && !key.is_composing();
        wanted.then(|| {
            event.prevent_default();
            Ask::Read
        })
    };
    heard("keydown", part.act, Box::new(entered))
}

fn result(part: &Part<'_>, text: &Words) -> Option<Node> {
    let source = part.state.read.as_deref()?;
    match read(source) {
        Ok(reading) => found(&reading, part, text),
        Err(refusal) => Some(refused(source, &refusal, part, text)),
    }
}

/// The layers that were found; nothing once the figure shows none of them any more.
fn found(reading: &Reading, part: &Part<'_>, text: &Words) -> Option<Node> {
    let before = part.state.read_on.as_deref()?;
    let layers = &reading.call.layers;
    let specs: Vec<(Spec, Vec<Notice>)> = (0..layers.len()).map(|nth| to_spec(&reading.call, nth, before)).collect();
    let shown = specs.iter().position(|(spec, _)| spec == part.state.spec());
    let option = |(nth, (spec, _)): (usize, &(Spec, Vec<Notice>))| {
        (filled(text.layer_numbered, &[(nth + 1).to_string()]), Ask::Open(Box::new(spec.clone())), Some(nth) == shown)
    };
    let several = layers.len() > 1;
    let choice = several.then(|| words(text.which_layer, specs.iter().enumerate().map(option).collect(), part));
    let told = shown.map(|nth| {
        let notices = reading.notices.iter().chain(&specs[nth].1);
        sentences(notices.map(|notice| notice.explain(text)))
    });
    let sentence = if several { text.read_more } else { text.read_one };
    (several || shown.is_some()).then(|| {
        node("div")
            .child(node("p").text(&filled(sentence, &[reading.framework.name().to_owned(), layers.len().to_string()])))
            .slot(choice)
            .slot(told)
    })
}

/// What is wrong, where, and what would be right.
fn refused(source: &str, refusal: &Refusal, part: &Part<'_>, text: &Words) -> Node {
    let mended = refusal.mended(source).zip(refusal.nearest.as_deref());
    let act = part.act.clone();
    let take = mended.map(|(mended, nearest)| {
        // The text is changed first, then read.
        let taken = move |_: &Event| {
            act.emit(Ask::Type(mended.clone()));
            Some(Ask::Read)
        };
        node("button")
            .attr("type", "button")
            .class("word")
            .text(&filled(text.take_nearest, &[nearest.to_owned()]))
            .on(heard("click", part.act, Box::new(taken)))
    });
    node("div")
        .class("refused")
        .child(node("p").text(&filled(text.unchanged, &[refusal.explain(source, text)])))
        .slot(marked_line(source, refusal))
        .slot(take.map(|take| node("p").class("code-acts").child(take)))
}

/// The line of the place, with the place marked.
fn marked_line(source: &str, refusal: &Refusal) -> Option<Node> {
    let (before, rest) = (source.get(..refusal.at.start)?, source.get(refusal.at.start..)?);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = rest.find('\n').unwrap_or(rest.len());
    let length = (refusal.at.end - refusal.at.start).min(line);
    let (wrong, after) = rest.get(..line)?.split_at_checked(length)?;
    // At the end of the text there is nothing to mark but the place itself.
    let wrong = if wrong.is_empty() { "\u{2038}" } else { wrong };
    let shown = !source.trim().is_empty() && refusal.at != (0..source.len());
    shown
        .then(|| node("pre").attr("translate", "no").text(&before[start..]).child(node("mark").text(wrong)).text(after))
}
