//! The figure: a canvas, what the pointer does on it, and the sentence about what is pointed at.

use super::Part;
use super::cell_editor::cell_editor;
use super::events::{Heard, heard};
use super::node::{Node, marked, node};
use crate::state::Action;
use crate::timeline::{Role, Target};
use crate::web::media;
use crate::web::player::Player;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;
use yew::Callback;

/// The figure. The player paints on the canvas and measures the ruler.
pub fn stage(part: &Part<'_>, pointer: &Pointer) -> Node {
    let Part { state, messages, act } = part;
    let help = if media::touch() { messages.stage_help_touch } else { messages.stage_help };
    let sentence = state.sentence();
    let canvas = node("canvas")
        .id("stage")
        .attr("role", "img")
        .label(&(messages.stage_label)(state.spec().kind.words(messages).title))
        .attr("aria-describedby", "sentence")
        .attr("tabindex", "0")
        .maybe("data-hint", state.hint.and_then(Role::id))
        .on(pointer.does("pointermove", act, Pointer::moves))
        .on(pointer.does("pointerleave", act, Pointer::leaves))
        .on(pointer.does("pointerdown", act, Pointer::comes))
        .on(pointer.does("click", act, Pointer::clicks))
        .on(pointer.does("dblclick", act, Pointer::clicks_twice));
    // A place of its own, so that the canvas keeps its place among its siblings and with it its pixels.
    let editor = node("div").children(state.edit.as_ref().map(|edit| cell_editor(edit, part)));
    node("section")
        .class("stage")
        .child(node("div").id("ruler"))
        .child(node("div").class("box").child(canvas).child(editor))
        .child(
            node("p")
                .id("sentence")
                .maybe("class", marked(sentence.is_none(), "help"))
                .text(sentence.as_deref().unwrap_or(help)),
        )
}

/// What a pointer does on the canvas: a mouse points as it moves and pins with a click; a finger taps. Clones are the same.
#[derive(Clone)]
pub struct Pointer {
    player: Player,
    last: Rc<Last>,
}

/// What the pointer did before.
#[derive(Default)]
struct Last {
    /// The cell that it was on.
    target: Cell<Option<Target>>,
    /// True if it is a finger.
    finger: Cell<bool>,
}

impl Pointer {
    /// A pointer on the cells of a player.
    pub fn new(player: Player) -> Self {
        Self { player, last: Rc::default() }
    }

    fn does(
        &self,
        kind: &'static str,
        act: &Callback<Action>,
        what: fn(&Self, &PointerEvent) -> Option<Action>,
    ) -> Heard {
        let pointer = self.clone();
        heard(kind, act, Box::new(move |event| what(&pointer, event.unchecked_ref())))
    }

    fn moves(&self, event: &PointerEvent) -> Option<Action> {
        if touches(event) { None } else { self.points(self.target(event)) }
    }

    fn leaves(&self, event: &PointerEvent) -> Option<Action> {
        if touches(event) { None } else { self.points(None) }
    }

    fn comes(&self, event: &PointerEvent) -> Option<Action> {
        self.last.finger.set(touches(event));
        None
    }

    fn clicks(&self, event: &PointerEvent) -> Option<Action> {
        let target = self.target(event);
        Some(if self.last.finger.get() { Action::Tap(target) } else { Action::Pin(target) })
    }

    fn clicks_twice(&self, event: &PointerEvent) -> Option<Action> {
        self.target(event).map(|target| Action::Edit(Some(target)))
    }

    fn target(&self, event: &PointerEvent) -> Option<Target> {
        self.player.target_at(event.offset_x().into(), event.offset_y().into())
    }

    fn points(&self, target: Option<Target>) -> Option<Action> {
        (self.last.target.replace(target) != target).then_some(Action::Point(target))
    }
}

fn touches(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}
