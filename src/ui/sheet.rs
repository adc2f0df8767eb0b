//! A part that stands in the page where there is room, and is a sheet over its lower part where there is not.

use crate::i18n::Lang;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// The id of a panel's element.
pub const fn id(panel: Panel) -> &'static str {
    match panel {
        Panel::Control => "control",
        Panel::Settings => "settings",
        Panel::Equation => "equation",
        Panel::Numbers => "cost",
        Panel::Keys => "keys",
    }
}

/// What a sheet shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub panel: Panel,
    /// The one that is open.
    pub open: Option<Panel>,
    /// The heading.
    pub name: AttrValue,
    /// The language.
    pub lang: Lang,
    /// Takes the wish to close.
    pub act: Callback<Action>,
    /// What stands in it.
    pub children: Html,
}

/// A sheet.
#[component]
pub fn Sheet(props: &Props) -> Html {
    let Props { panel, open, name, lang, act, children } = props;
    let close = act.reform(|_: MouseEvent| Action::Panel(None));
    let is_open = *open == Some(*panel);
    html! {
        <section id={id(*panel)} class={classes!("sheet", is_open.then_some("open"))} tabindex="-1" aria-label={name}>
            <div class="sheet-head">
                <h2>{ name }</h2>
                <button class="word" type="button" onclick={close}>{ lang.messages().close }</button>
            </div>
            { children.clone() }
        </section>
    }
}
