//! The part of what the figure is shared with that moves: a loop as a GIF, and files of many steps.

use super::super::button::{button, word};
use super::super::events::heard;
use super::super::node::{Node, node};
use super::Part;
use super::parts::words;
use crate::export::caption;
use crate::export::gif::{SPEEDS, WIDTHS};
use crate::export::zip::{MOST_STILLS, distance};
use crate::i18n::number::{self, commas, filled};
use crate::i18n::panels::export::Words;
use crate::panels::Ask;
use crate::share::Choices;
use crate::share::reel::{Make, Making, Reel, Wish};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// The name of the loop's text, which can be copied.
const ALT: &str = "share-loop-alt";

/// What stands in the part *Loop*.
pub fn moving(part: &Part<'_>) -> Node {
    let text = Words::of(part.state.lang());
    let Some(reel) = part.state.reel.as_deref() else { return node("div").class("share-loop") };
    node("div")
        .class("share-loop")
        .child(rows(reel, part, text))
        .child(acts(reel, part, text))
        .child(in_words(reel, part, text))
}

fn rows(reel: &Reel, part: &Part<'_>, text: &'static Words) -> Node {
    let wish = part.state.share.wish;
    let ask = |wish: Wish| Ask::Share(Choices { wish, ..part.state.share });
    let size = |width: u32| {
        let mut film = reel.film.clone();
        film.width = width;
        let (width, height) = film.size(&reel.figure);
        (format!("{width} × {height}"), ask(Wish { width: Some(width), ..wish }), width == reel.film.width)
    };
    let speed = |speed: crate::timeline::Speed| {
        (format!("{}×", speed.id()), ask(Wish { speed: Some(speed), ..wish }), speed == reel.film.speed)
    };
    node("div")
        .class("share-rows")
        .child(words(text.size, WIDTHS.into_iter().map(size).collect(), part))
        .child(words(text.speed, SPEEDS.into_iter().map(speed).collect(), part))
        .child(steps(reel, part, text))
}

/// The first and the last step, as numbers that can be typed.
fn steps(reel: &Reel, part: &Part<'_>, text: &'static Words) -> Node {
    let (first, last, all) = (reel.film.steps.start + 1, reel.film.steps.end, reel.figure.steps());
    let choices = part.state.share;
    let field = |label: &str, now: usize, steps: fn(usize, usize, usize) -> (usize, usize)| {
        let meaning = move |event: &Event| {
            let field: HtmlInputElement = event.target()?.unchecked_into();
            // A cast from f64 saturates.
            let step = (number::read(&field.value())? as usize).clamp(1, all);
            let wish = Wish { steps: Some(steps(step, first, last)), ..choices.wish };
            Some(Ask::Share(Choices { wish, ..choices }))
        };
        node("input")
            .attr("type", "number")
            .attr("min", "1")
            .attr("max", &all.to_string())
            .value(&now.to_string())
            .label(label)
            .on(heard("change", part.act, Box::new(meaning)))
    };
    node("div")
        .class("words-row")
        .attr("role", "group")
        .label(text.steps)
        .child(node("span").class("caption").text(text.steps))
        .child(field(text.first_step, first, |step, _, last| (step, last.max(step))))
        .child(node("span").text(text.up_to))
        .child(field(text.last_step, last, |step, first, _| (first.min(step), step)))
        .child(node("span").class("caption").text(&filled(text.of_steps, &[commas(all as u64)])))
}

/// What will be made and the words that make it, or how far it is and the word that stops it. As many elements in both, so that the
/// button that was pressed keeps the focus.
fn acts(reel: &Reel, part: &Part<'_>, text: &'static Words) -> Node {
    let length = caption::loop_length(reel.figure.plan(), &reel.film.steps, reel.length, reel.lang);
    let about = filled(text.about, &[length, commas(reel.frames as u64), megabytes(reel.bytes)]);
    let acts = node("p").class("share-acts");
    let (acts, told) = match part.state.making {
        Some(making) => (progress(acts, making, part, text), text.being_made),
        None => {
            let stills = match distance(&reel.film.steps, MOST_STILLS) {
                1 => text.make_stills.to_owned(),
                each => filled(text.make_stills_every, &[each.to_string()]),
            };
            let make = |make: Make, words: &str| word(words, part.act, Ask::Make(make));
            let acts = acts
                .child(button(part.act, Ask::Make(Make::Gif)).class("share-copy").text(text.make_gif))
                .child(make(Make::Stills, &stills))
                .child(make(Make::Sheet, text.make_sheet));
            (acts, part.state.made.map_or("", |(_, made)| if made { text.saved } else { text.not_made }))
        }
    };
    node("div")
        .child(node("p").class("caption").text(&about))
        .child(acts)
        .child(node("p").class("caption").attr("role", "status").text(told))
}

fn progress(acts: Node, making: Making, part: &Part<'_>, text: &'static Words) -> Node {
    let count = |count: usize| commas(count as u64);
    let Making { what: _, done, all, bytes } = making;
    let told = if bytes > 0 {
        filled(text.making_bytes, &[count(done), count(all), megabytes(bytes as u64)])
    } else {
        filled(text.making, &[count(done), count(all)])
    };
    let bar = node("progress").attr("max", &all.to_string()).attr("value", &done.to_string()).label(text.progress);
    acts.child(button(part.act, Ask::Stop).class("share-copy").text(text.cancel))
        .child(bar)
        .child(node("span").class("caption").text(&told))
}

/// The loop in words.
fn in_words(reel: &Reel, part: &Part<'_>, text: &'static Words) -> Node {
    let alt = caption::loop_alt(reel.figure.plan(), &reel.film.steps, reel.length, reel.lang);
    let alt = caption::beside(alt, reel.figure.other(), reel.lang);
    let copied = part.state.told(ALT).map_or("", |done| if done { text.copied } else { text.selected });
    node("p")
        .class("share-words")
        .child(node("b").text(text.loop_text))
        .child(node("span").id(ALT).text(&alt))
        .child(word(text.copy, part.act, Ask::Copy(ALT, alt.clone())).label(text.copy_text))
        .child(node("span").class("caption").attr("role", "status").text(copied))
}

/// Bytes in millions, with one decimal.
fn megabytes(bytes: u64) -> String {
    number::num((bytes as f32 / 100_000.0).ceil().max(1.0) / 10.0)
}
