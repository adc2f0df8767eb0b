//! A part that stands in the page where there is room, and is a sheet over its lower part where there is not.

use super::button::Button;
use crate::i18n::Messages;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// A sheet with a heading and a way to close it; both show only where it is one.
pub fn sheet(
    panel: Panel,
    name: &'static str,
    open: Option<Panel>,
    messages: &Messages,
    act: &Callback<Action>,
    content: Html,
) -> Html {
    let class = if open == Some(panel) { "sheet open" } else { "sheet" };
    framed(panel, name, class, messages, act, content)
}

/// The same, of a given class.
pub fn framed(
    panel: Panel,
    name: &'static str,
    class: &'static str,
    messages: &Messages,
    act: &Callback<Action>,
    content: Html,
) -> Html {
    html! {
        <section id={panel.id()} {class} tabindex="-1" aria-label={name}>
            <div class="sheet-head">
                <h2>{ name }</h2>
                { Button::WORD.word(messages.close, act, Action::Panel(None)) }
            </div>
            { content }
        </section>
    }
}
