//! The weight matrix with its heading, its size and what there is to see in it. Its canvas is painted by `web::matrix`.

use super::Part;
use super::button::word;
use super::formula::caption;
use super::node::{Node, node};
use super::sheet::framed;
use crate::matrix::{describe, size};
use crate::state::{Action, Sheet};

/// The weight matrix: beside the figure, below it, or in a sheet; enlarged, over the figure.
pub fn matrix(Part { state, messages, act }: &Part<'_>) -> Node {
    let large = state.zoom.is_some();
    let class = match (large, state.sheet) {
        (true, _) => "sheet open large",
        (false, Some(Sheet::Matrix)) => "sheet open",
        (false, _) => "sheet",
    };
    let name = if large { messages.close } else { messages.matrix_larger };
    let zoom = Action::Zoom(if large { None } else { state.zoomed(true) });
    // Where the sentence about what is pointed at is covered, it stands here.
    let entry = state.focus().is_some_and(|focus| focus.entry.is_some()) && class != "sheet";
    let seen = state.sentence().filter(|_| entry).unwrap_or_else(|| describe(&state.plan, messages));
    let canvas = node("canvas")
        .id("weights")
        .attr("role", "application")
        .label(messages.weight_matrix)
        .attr("aria-describedby", "seen")
        .attr("tabindex", "0");
    framed(Sheet::Matrix, messages.weight_matrix, class, messages, act)
        .child(word(name, act, zoom).id("enlarge"))
        .child(caption(&size(&state.plan, messages)))
        .child(canvas)
        .child(caption(&seen).id("seen"))
}
