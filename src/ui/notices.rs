//! What had to be changed in a link, until it is read.

use crate::i18n::Lang;
use crate::link::Notice;
use crate::state::Action;
use yew::prelude::*;

/// What is to be said.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The changes.
    pub notices: Vec<Notice>,
    /// Takes what was read.
    pub act: Callback<Action>,
}

/// One line for each change.
#[component]
pub fn Notices(props: &Props) -> Html {
    let messages = props.lang.messages();
    let line = |(index, notice): (usize, &Notice)| {
        let dismiss = props.act.reform(move |_: MouseEvent| Action::Dismiss(index));
        html! {
            <li>
                <span>{ notice.explain(messages) }</span>
                <button class="word" type="button" onclick={dismiss}>{ messages.dismiss }</button>
            </li>
        }
    };
    html! { <ul id="notices" role="status">{ for props.notices.iter().enumerate().map(line) }</ul> }
}
