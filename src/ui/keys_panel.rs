//! The list of keys.

use crate::i18n::Lang;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// Whether the list is there.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The open panel.
    pub panel: Option<Panel>,
    /// Takes the wish to close.
    pub act: Callback<Action>,
}

/// A card with the list, if it is open.
#[component]
pub fn KeysPanel(props: &Props) -> Html {
    if props.panel != Some(Panel::Keys) {
        return Html::default();
    }
    let messages = props.lang.messages();
    let close = props.act.reform(|_: MouseEvent| Action::Panel(None));
    let row = |(key, does): &(&'static str, &'static str)| html! { <div><dt>{ *key }</dt><dd>{ *does }</dd></div> };
    html! {
        <section id="keys" class="card" role="dialog" tabindex="-1" aria-label={messages.keys}>
            <div class="card-head">
                <h2>{ messages.keys }</h2>
                <button class="word" type="button" onclick={close}>{ messages.close }</button>
            </div>
            <dl>{ for messages.key_list.iter().map(row) }</dl>
        </section>
    }
}
