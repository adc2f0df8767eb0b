//! The weight matrix with its heading, its size and what there is to see in it. Its canvas is painted by `web::matrix`.

use super::Part;
use super::button::Button;
use super::sheet::framed;
use crate::matrix::{describe, size};
use crate::state::{Action, Panel};
use yew::prelude::*;

/// The weight matrix: beside the figure, below it, or in a sheet; enlarged, over the figure.
pub fn matrix(Part { state, messages, act }: &Part<'_>) -> Html {
    let large = state.zoom.is_some();
    let class = match (large, state.panel) {
        (true, _) => "sheet open large",
        (false, Some(Panel::Matrix)) => "sheet open",
        (false, _) => "sheet",
    };
    let word = if large { messages.close } else { messages.matrix_larger };
    // Where the sentence about what is pointed at is covered, it stands here.
    let entry = state.focus().is_some_and(|focus| focus.entry.is_some()) && class != "sheet";
    let seen = state.sentence().filter(|_| entry).unwrap_or_else(|| describe(&state.plan, messages));
    let content = html! {
        <>
            { Button { id: Some("enlarge"), ..Button::WORD }.word(word, act, Action::Zoom(if large { None } else { state.zoomed(true) })) }
            <p class="caption">{ size(&state.plan, messages) }</p>
            <canvas id="weights" role="application" aria-label={messages.weight_matrix} aria-describedby="seen" tabindex="0"></canvas>
            <p id="seen" class="caption">{ seen }</p>
        </>
    };
    framed(Panel::Matrix, messages.weight_matrix, class, messages, act, content)
}
