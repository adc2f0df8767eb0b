//! The list of keys.

use super::Part;
use super::button::Button;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// A card with the list, if it is open.
pub fn keys_panel(Part { state, messages, act }: &Part<'_>) -> Html {
    if state.panel != Some(Panel::Keys) {
        return Html::default();
    }
    let row = |(key, does): &(&'static str, &'static str)| html! { <div><dt>{ *key }</dt><dd>{ *does }</dd></div> };
    html! {
        <section id={Panel::Keys.id()} class="card" role="dialog" tabindex="-1" aria-label={messages.keys}>
            <div class="card-head">
                <h2>{ messages.keys }</h2>
                { Button::WORD.word(messages.close, act, Action::Panel(None)) }
            </div>
            <dl>{ for messages.key_list.iter().map(row) }</dl>
        </section>
    }
}
