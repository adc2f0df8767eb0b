//! What the figure is shared with, over the page: its picture, the texts that put it elsewhere, files, words for the picture.

use super::super::button::{button, word};
use super::super::events::{Heard, key};
use super::super::node::{Node, node};
use super::app::Program;
use super::parts::words;
use super::{Part, picture, share_loop};
use crate::i18n::number::{commas, filled};
use crate::i18n::panels::share::Words;
use crate::panels::{Ask, PAINTED, SHARE, State};
use crate::scene::svg;
use crate::share::escape::html;
use crate::share::snippet::{Figure, Once, address, write};
use crate::share::{Choices, Colors, Form, Site, Size, Starts, Still, Tab, figure_link, qr};
use crate::web::document::focus_id;
use crate::web::film;
use crate::web::listen::Listener;
use crate::web::place::{self, PREVIEW};
use std::rc::Rc;
use web_sys::Element;
use yew::Callback;

/// The names of the elements whose texts are copied.
const SNIPPET: &str = "share-text";
const ONCE: &str = "share-once";
const ALT: &str = "share-alt";
const CAPTION: &str = "share-caption";
const OFFLINE: &str = "share-offline";
/// The element that a tab shows.
const TAB_PANEL: &str = "share-part";
/// The file with everything in it.
const SINGLE: &str = "convoscope.html";
/// The media type of vector pictures.
const SVG: &str = "image/svg+xml";
/// A saved picture has one to so many pixels for one of CSS.
const MOST_SCALE: u8 = 4;
/// Longer links are too long for some programs, in characters.
const LONG: usize = 2000;

/// What the figure is shared with.
pub struct Share;

impl Program for Share {
    const PLACE: &'static str = SHARE;

    fn shown(part: &Part<'_>) -> Node {
        share(part)
    }

    fn obey(state: &State, ask: &Ask, act: &Callback<Ask>) {
        let act = act.clone();
        match (ask, &state.reel) {
            (Ask::Paint(name, scene, ground, scale), _) => {
                place::save_painted(name, scene, *ground, *scale, move |told| act.emit(told));
            }
            (Ask::Make(what), Some(reel)) => film::make(*what, Rc::clone(reel), move |told| act.emit(told)),
            (Ask::Stop | Ask::Close, _) => film::stop(),
            _ => {}
        }
    }

    fn settle(before: &State, after: &mut State, _: &Callback<Ask>) {
        after.paint(before);
    }

    fn rendered(state: &State, _: bool) {
        if let Some(still) = &state.still {
            place::preview(&still.preview, still.ground);
        }
    }

    fn come(element: &Element) -> Vec<Listener> {
        place::hold(element).into()
    }

    fn opened(_: &Element) {}
}

/// Everything that the drawer's parts are made from.
struct Shared<'a> {
    part: &'a Part<'a>,
    text: &'static Words,
    choices: Choices,
    still: &'a Still,
    site: Site,
}

impl Shared<'_> {
    fn figure(&self) -> Figure<'_> {
        Figure {
            link: &self.part.state.link,
            site: &self.site,
            title: &self.still.title,
            alt: &self.still.alt,
            caption: &self.still.caption,
            file: &self.still.file,
            picture: self.still.size(),
        }
    }

    fn address(&self) -> String {
        address(&self.choices, &self.figure())
    }
}

/// The drawer.
fn share(part: &Part<'_>) -> Node {
    let (state, text) = (part.state, Words::of(part.state.lang()));
    let drawer = node("div").class("drawer");
    let Some(still) = state.still.as_deref() else { return drawer.child(head(text, "", part)) };
    let shared = Shared { part, text, choices: state.share, still, site: state.site() };
    let step = match state.link.step {
        None | Some(0) => text.at_beginning.to_owned(),
        Some(step) => filled(text.at_step, &[step.to_string()]),
    };
    drawer
        .child(head(text, &filled(text.opens, &[still.detail.clone(), step]), part))
        .child(preview(&shared))
        .child(tabs(&shared))
        .child(tab_panel(&shared))
        .child(files(&shared))
        .child(in_words(&shared))
}

fn head(text: &Words, opens: &str, part: &Part<'_>) -> Node {
    let cross =
        node("svg").attr("viewBox", "-16 -16 32 32").decorative().child(node("path").attr("d", "M-6 -6L6 6M6 -6L-6 6"));
    node("div")
        .class("share-head")
        .child(node("div").child(node("h2").text(text.title)).child(node("p").text(opens)))
        .child(button(part.act, Ask::Close).class("close").label(text.close).child(cross))
}

/// The picture as it is saved. The canvas has its proportions before it is painted.
fn preview(Shared { still, .. }: &Shared<'_>) -> Node {
    let side = |length: f64| (length.round() as u32).to_string();
    node("div").class("share-preview").child(
        node("canvas")
            .id(PREVIEW)
            .attr("role", "img")
            .label(&still.alt)
            .attr("width", &side(still.preview.width))
            .attr("height", &side(still.preview.height)),
    )
}

// ---- tabs ----

fn tab_id(tab: Tab) -> &'static str {
    ["share-link", "share-embed", "share-picture-tab", "share-loop"][tab as usize]
}

fn tabs(shared: &Shared<'_>) -> Node {
    let Shared { part, text, choices, .. } = shared;
    let tab = |tab: Tab| {
        let chosen = tab == choices.tab;
        button(part.act, Ask::Share(Choices { tab, ..*choices }))
            .id(tab_id(tab))
            .attr("role", "tab")
            .attr("aria-selected", if chosen { "true" } else { "false" })
            .attr("aria-controls", TAB_PANEL)
            .attr("tabindex", if chosen { "0" } else { "-1" })
            .text(text.tabs[tab as usize])
    };
    node("div")
        .class("share-tabs")
        .attr("role", "tablist")
        .label(text.ways)
        .on(turned(shared))
        .children(Tab::ALL.into_iter().map(tab))
}

/// Arrows go from tab to tab, Home and End to the first and the last; what is gone to is shown.
fn turned(Shared { part, choices, .. }: &Shared<'_>) -> Heard<Ask> {
    let choices = *choices;
    let meaning = move |key: &str| {
        let tab = match key {
            "ArrowRight" | "ArrowDown" => choices.tab.beside(true),
            "ArrowLeft" | "ArrowUp" => choices.tab.beside(false),
            "Home" => Tab::ALL[0],
            "End" => Tab::ALL[Tab::ALL.len() - 1],
            _ => return None,
        };
        focus_id(tab_id(tab));
        Some(Ask::Share(Choices { tab, ..choices }))
    };
    key(part.act, Box::new(meaning))
}

fn tab_panel(shared: &Shared<'_>) -> Node {
    let tab = shared.choices.tab;
    let panel =
        node("div").id(TAB_PANEL).class("share-part").attr("role", "tabpanel").attr("aria-labelledby", tab_id(tab));
    match tab {
        Tab::Loop => panel.child(share_loop::moving(shared.part)),
        Tab::Link | Tab::Embed | Tab::Picture => panel.child(rows(shared)).child(pasted(shared)),
    }
}

// ---- choices ----

/// A row of words: what each sets, and whether it is so.
fn row<T: Copy + PartialEq>(
    name: &str,
    all: &[T],
    now: T,
    called: impl Fn(usize, T) -> String,
    set: impl Fn(T) -> Choices,
    part: &Part<'_>,
) -> Node {
    let option = |(nth, &one): (usize, &T)| (called(nth, one), Ask::Share(set(one)), one == now);
    words(name, all.iter().enumerate().map(option).collect(), part)
}

fn rows(shared: &Shared<'_>) -> Node {
    let Shared { part, text, choices, .. } = *shared;
    let tab = choices.tab;
    let form = |_: usize, form: Form| text.forms[form as usize].to_owned();
    let rows = node("div").class("share-rows").child(row(
        text.forms_of[tab as usize],
        Form::of(tab),
        choices.form(),
        form,
        |form| choices.with_form(form),
        part,
    ));
    let size = |_: usize, size: Size| {
        size.pixels().map_or_else(|| text.fluid.to_owned(), |(width, height)| format!("{width} × {height}"))
    };
    let first = match tab {
        Tab::Link => text.colors_reader,
        Tab::Embed => text.colors_of[0],
        Tab::Picture | Tab::Loop => text.colors_now,
    };
    let color = |nth: usize, _: Colors| if nth == 0 { first } else { text.colors_of[nth] }.to_owned();
    let colors = row(text.colors, &Colors::ALL, choices.colors, color, |colors| Choices { colors, ..choices }, part);
    match tab {
        Tab::Embed => rows
            .child(row(text.size, &Size::ALL, choices.size, size, |size| Choices { size, ..choices }, part))
            .child(row(
                text.starts,
                &Starts::ALL,
                choices.starts,
                |nth, _| text.starts_of[nth].to_owned(),
                |starts| Choices { starts, ..choices },
                part,
            ))
            .child(colors),
        Tab::Picture => {
            let scales: Vec<u8> = (1..=MOST_SCALE).collect();
            let pixels = |_: usize, scale: u8| format!("{scale}×");
            rows.child(colors).child(row(
                text.pixels,
                &scales,
                choices.scale,
                pixels,
                |scale| Choices { scale, ..choices },
                part,
            ))
        }
        Tab::Link | Tab::Loop => rows.child(colors),
    }
}

// ---- the text to be pasted ----

/// The text with the word that copies it, and what there is to know about it.
fn pasted(shared: &Shared<'_>) -> Node {
    let Shared { part, text, choices, ref site, .. } = *shared;
    let form = choices.form();
    let snippet = write(form, &choices, &shared.figure());
    let length = shared.address().chars().count();
    let long = (length > LONG).then(|| filled(text.long_link, &[commas(length as u64)]));
    let local = (!site.public && form != Form::Jekyll && form != Form::Hugo).then(|| text.not_public.to_owned());
    let note = Some(text.notes[form as usize].to_owned()).filter(|note| !note.is_empty());
    let notes = [note, local, long].into_iter().flatten().map(|note| node("p").class("caption").text(&note));
    // What is one's own in the text stands out.
    let state = html(&figure_link(&part.state.link));
    let strong = if form == Form::Element { vec!["convo-scope", &state] } else { vec![state.as_str()] };
    node("div")
        .child(code(SNIPPET, &snippet.text, &strong, (text.text_label, text.copy), part, text))
        .slot(snippet.once.map(|once| once_only(&once, part, text)))
        .child(node("div").class("share-notes").children(notes))
        .slot((choices.tab == Tab::Link).then(|| qr_code(shared)))
}

/// A box with a text, the first of each of some pieces strong; a button that copies it, and what came of that.
fn code(
    id: &'static str,
    code: &str,
    strong: &[&str],
    (label, copy): (&str, &str),
    part: &Part<'_>,
    text: &Words,
) -> Node {
    let mut pre = node("pre").id(id).attr("tabindex", "0").attr("role", "region").label(label).attr("translate", "no");
    if code.contains('\n') {
        pre = pre.class("lines");
    }
    let mut rest = code;
    for piece in strong {
        if let Some((before, after)) = rest.split_once(piece) {
            pre = pre.text(before).child(node("b").text(piece));
            rest = after;
        }
    }
    node("div").class("share-code").child(pre.text(rest)).child(
        node("p")
            .child(says(id, part, text))
            .child(button(part.act, Ask::Copy(id, code.to_owned())).class("share-copy").text(copy)),
    )
}

/// What came of copying.
fn says(id: &str, part: &Part<'_>, text: &Words) -> Node {
    let says = part.state.told(id).map_or("", |done| if done { text.copied } else { text.selected });
    node("span").attr("role", "status").class("caption").text(says)
}

fn once_only(once: &Once, part: &Part<'_>, text: &Words) -> Node {
    let name = once.file.map_or_else(|| text.once_page.to_owned(), |file| filled(text.once_file, &[file.to_owned()]));
    node("details").class("share-once").child(node("summary").text(&name)).child(code(
        ONCE,
        &once.text,
        &[],
        (text.once_label, text.copy_once),
        part,
        text,
    ))
}

fn qr_code(shared: &Shared<'_>) -> Node {
    let (text, address) = (shared.text, shared.address());
    match qr::code(&address) {
        Some(scene) => node("div")
            .class("share-qr")
            .child(picture::drawing(&scene, text.qr_title))
            .child(node("p").class("caption").text(text.qr_scan)),
        None => node("p").class("caption").text(&filled(text.qr_too_long, &[commas(address.chars().count() as u64)])),
    }
}

// ---- files ----

/// A name in strong letters with what it is below.
fn named(file: Node, name: &str, what: &str) -> Node {
    file.child(node("b").text(name)).child(node("span").class("caption").text(what))
}

fn files(shared: &Shared<'_>) -> Node {
    let Shared { part, text, choices, still, ref site } = *shared;
    let name = &still.file;
    let svg = Ask::Offer(format!("{name}.svg"), SVG, Rc::clone(&still.svg));
    let png = Ask::Paint(name.clone(), Rc::clone(&still.scene), still.ground, choices.scale);
    let scaled = filled(text.this_step_scaled, &[choices.scale.to_string()]);
    let offline_file = node("a")
        .attr("href", &if site.single { site.page.clone() } else { site.file(SINGLE) })
        .attr("download", SINGLE)
        .on(super::super::events::click(part.act, Ask::Copied(OFFLINE, true)));
    let address = shared.address();
    let qr = qr::code(&address).map(|scene| {
        let save = Ask::Offer(format!("{name}-qr.svg"), SVG, svg::write(&scene, &address).into());
        named(button(part.act, save), "QR", text.qr)
    });
    let looped = Ask::Share(Choices { tab: Tab::Loop, ..choices });
    let files = node("div")
        .class("share-files")
        .attr("role", "group")
        .label(text.save)
        .child(named(button(part.act, looped), "GIF", &still.length))
        .child(named(button(part.act, svg), "SVG", text.this_step))
        .child(named(button(part.act, png), "PNG", &scaled))
        // Who has it open from a disk has it.
        .slot((!site.page.starts_with("file:")).then(|| named(offline_file, "HTML", text.offline)))
        .slot(qr);
    let failed = (part.state.told(PAINTED) == Some(false)).then(|| node("p").class("error").text(text.not_painted));
    let offline = part.state.told(OFFLINE).map(|_| {
        let fragment = format!("#{}", figure_link(&part.state.link));
        node("p").class("caption").text(text.offline_open).text(" ").child(node("code").id(OFFLINE).text(&fragment))
    });
    node("div").child(files).child(node("div").class("share-notes").attr("role", "status").slot(failed).slot(offline))
}

// ---- words for the picture ----

fn in_words(Shared { part, text, still, .. }: &Shared<'_>) -> Node {
    let line = |id: &'static str, name: &str, words: &str, copy: &str| {
        node("p")
            .child(node("b").text(name))
            .text(" ")
            .child(node("span").id(id).text(words))
            .text(" ")
            .child(word(text.copy, part.act, Ask::Copy(id, words.to_owned())).label(copy))
            .child(says(id, part, text))
    };
    node("div").class("share-words").child(line(ALT, text.alt, &still.alt, text.copy_alt)).child(line(
        CAPTION,
        text.caption,
        &still.caption,
        text.copy_caption,
    ))
}
