//! A scene as elements: text stays text, and what can be chosen in it is reached by keyboard as well.

use super::super::events::{Heard, heard};
use super::super::node::{Node, node};
use super::Part;
use crate::costs::picture::Picture;
use crate::panels::Ask;
use crate::scene::{Scene, svg};
use web_sys::Event;

/// Something in a picture that can be chosen.
pub struct Spot {
    /// Its name.
    pub name: String,
    /// What choosing it asks for.
    pub ask: Ask,
    /// What dragging over it asks for, if it can be dragged to.
    pub drag: Option<Ask>,
    /// True if it is the one that is chosen.
    pub chosen: bool,
}

/// A scene without anything to choose.
pub fn drawing(scene: &Scene, name: &str) -> Node {
    shapes(scene).attr("role", "img").label(name)
}

/// A scene with things to choose.
pub fn choosable<T>(picture: &Picture<T>, name: &str, part: &Part<'_>, spot: impl Fn(&T) -> Spot) -> Node {
    let mut drawing = shapes(&picture.scene).attr("role", "group").label(name);
    for (area, what) in &picture.spots {
        let Spot { name, ask, drag, chosen } = spot(what);
        let mut rect = node("rect")
            .class("spot")
            .attr("x", &svg::short(area.x))
            .attr("y", &svg::short(area.y))
            .attr("width", &svg::short(area.w))
            .attr("height", &svg::short(area.h))
            .attr("role", "button")
            .attr("tabindex", "0")
            .maybe("aria-current", chosen.then_some("true"))
            .label(&name)
            .on(pressed("click", ask.clone(), part))
            .on(pressed("keydown", ask, part));
        if let Some(drag) = drag {
            rect = rect.on(dragged("pointerover", drag.clone(), part)).on(dragged("pointerdown", drag, part));
        }
        drawing = drawing.child(rect);
    }
    drawing
}

/// A click, or Enter or the space bar.
fn pressed(kind: &'static str, ask: Ask, part: &Part<'_>) -> Heard<Ask> {
    let meaning = move |event: &Event| {
        use wasm_bindgen::JsCast;
        if let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() {
            if !matches!(key.key().as_str(), "Enter" | " ") {
                return None;
            }
            event.prevent_default();
            event.stop_propagation();
        }
        Some(ask.clone())
    };
    heard(kind, part.act, Box::new(meaning))
}

/// The pointer is over it with a button pressed.
fn dragged(kind: &'static str, ask: Ask, part: &Part<'_>) -> Heard<Ask> {
    let meaning = move |event: &Event| {
        use wasm_bindgen::JsCast;
        let pointer = event.dyn_ref::<web_sys::PointerEvent>()?;
        // A finger holds on to what it touched first: it shall come to the next one as a mouse does.
        if let Some(rect) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            let _ = rect.release_pointer_capture(pointer.pointer_id());
        }
        (pointer.buttons() & 1 == 1).then(|| ask.clone())
    };
    heard(kind, part.act, Box::new(meaning))
}

/// A shape as an element of the page.
fn element(shape: &svg::Element) -> Node {
    let mut element = node(shape.tag);
    for (name, value) in &shape.attributes {
        element = element.attr(name, value);
    }
    if let Some(text) = &shape.text {
        element = element.text(text);
    }
    element.children(shape.children.iter().map(self::element))
}

fn shapes(scene: &Scene) -> Node {
    let mut drawing = node("svg")
        .class("drawing")
        .attr("viewBox", &format!("0 0 {} {}", svg::short(scene.width), svg::short(scene.height)));
    for shape in &scene.shapes {
        drawing = drawing.child(element(&svg::element(shape)));
    }
    drawing
}
