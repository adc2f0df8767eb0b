//! What is pressed.

use super::events::click;
use crate::state::Action;
use yew::prelude::*;

/// How a button is marked; what is left out is not there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Button {
    /// Its own name in the document.
    pub id: Option<&'static str>,
    /// For the style sheet.
    pub class: Option<&'static str>,
    /// What it does, if it shows only a sign.
    pub label: Option<&'static str>,
    /// The id of what it opens.
    pub controls: Option<&'static str>,
    /// Whether that is open.
    pub expanded: Option<bool>,
    /// Whether it stands for what is now.
    pub current: bool,
    /// The language of its word, if that is not the page's.
    pub lang: Option<&'static str>,
}

impl Button {
    /// A button that is a word.
    pub const WORD: Self =
        Self { id: None, class: Some("word"), label: None, controls: None, expanded: None, current: false, lang: None };

    /// The button with what stands on it.
    pub fn show(self, content: Html, act: &Callback<Action>, action: Action) -> Html {
        let Self { id, class, label, controls, expanded, current, lang } = self;
        let expanded = expanded.map(|open| if open { "true" } else { "false" });
        html! {
            <button {id} {class} {lang} type="button" aria-label={label} aria-controls={controls}
                aria-expanded={expanded} aria-current={current.then_some("step")} onclick={click(act, action)}>
                { content }
            </button>
        }
    }

    /// The button with a word on it.
    pub fn word(self, word: impl Into<AttrValue>, act: &Callback<Action>, action: Action) -> Html {
        self.show(Html::from(yew::virtual_dom::VText::new(word)), act, action)
    }
}
