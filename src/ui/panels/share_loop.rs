//! The part of what the figure is shared with that moves: a loop as a GIF, and files of many steps.

use super::super::button::{button, word};
use super::super::events::text as typed;
use super::super::node::{Node, node};
use super::Part;
use super::parts::words;
use crate::export::caption;
use crate::export::gif::{SPEEDS, WIDTHS};
use crate::i18n::number::{self, commas, filled};
use crate::i18n::panels::export::Words;
use crate::panels::Ask;
use crate::share::Choices;
use crate::share::reel::{Make, Making, Reel, Wish};

/// The name of the loop's text, which can be copied.
const ALT: &str = "share-loop-alt";

/// What stands in the part *Loop*.
pub fn moving(part: &Part<'_>) -> Node {
    let text = Words::of(part.state.lang());
    let Some(reel) = part.state.reel.as_deref() else { return node("div").class("share-loop") };
    let acts = match part.state.making {
        Some(making) => progress(making, part, text),
        None => start(reel, part, text),
    };
    node("div").class("share-loop").child(rows(reel, part, text)).child(acts).child(in_words(reel, part, text))
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
    let field =
        |label: &str, now: usize, low: usize, high: usize, steps: fn(usize, (usize, usize)) -> (usize, usize)| {
            let meaning = move |typed: &str| {
                let step = number::read(typed).filter(|step| step.fract() == 0.0)? as usize;
                let steps = (low..=high).contains(&step).then(|| steps(step, (first, last)))?;
                Some(Ask::Share(Choices { wish: Wish { steps: Some(steps), ..choices.wish }, ..choices }))
            };
            node("input")
                .attr("type", "number")
                .attr("min", &low.to_string())
                .attr("max", &high.to_string())
                .value(&now.to_string())
                .label(label)
                .on(typed(part.act, Box::new(meaning)))
        };
    node("div")
        .class("words-row")
        .attr("role", "group")
        .label(text.steps)
        .child(node("span").class("caption").text(text.steps))
        .child(field(text.first_step, first, 1, all, |step, (_, last)| (step, last.max(step))))
        .child(node("span").text(text.up_to))
        .child(field(text.last_step, last, 1, all, |step, (first, _)| (first.min(step), step)))
        .child(node("span").class("caption").text(&filled(text.of_steps, &[commas(all as u64)])))
}

/// What will be made, and the words that make it.
fn start(reel: &Reel, part: &Part<'_>, text: &'static Words) -> Node {
    let length = caption::loop_length(reel.figure.plan(), &reel.film.steps, reel.length, reel.lang);
    let about = filled(text.about, &[length, commas(reel.frames as u64), megabytes(reel.bytes)]);
    let made = part.state.made.map_or("", |(_, made)| if made { text.saved } else { text.not_made });
    let make = |make: Make, words: &str| word(words, part.act, Ask::Make(make));
    node("div")
        .child(node("p").class("caption").text(&about))
        .child(
            node("p")
                .class("share-acts")
                .child(button(part.act, Ask::Make(Make::Gif)).class("share-copy").text(text.make_gif))
                .child(make(Make::Stills, text.make_stills))
                .child(make(Make::Sheet, text.make_sheet)),
        )
        .child(node("p").class("caption").attr("role", "status").text(made))
}

/// How far it is, and the word that stops it.
fn progress(making: Making, part: &Part<'_>, text: &'static Words) -> Node {
    let count = |count: usize| commas(count as u64);
    let Making { done, all, bytes, .. } = making;
    let told = if bytes > 0 {
        filled(text.making_bytes, &[count(done), count(all), megabytes(bytes as u64)])
    } else {
        filled(text.making, &[count(done), count(all)])
    };
    node("div")
        .child(node("p").class("caption").text(&told))
        .child(
            node("p")
                .class("share-acts")
                .child(
                    node("progress")
                        .attr("max", &all.to_string())
                        .attr("value", &done.to_string())
                        .label(text.progress),
                )
                .child(button(part.act, Ask::Stop).class("share-copy").text(text.cancel)),
        )
        .child(node("p").class("caption").attr("role", "status").text(text.being_made))
}

/// The loop in words.
fn in_words(reel: &Reel, part: &Part<'_>, text: &'static Words) -> Node {
    let alt = caption::loop_alt(reel.figure.plan(), &reel.film.steps, reel.length, reel.lang);
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
