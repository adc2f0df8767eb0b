//! What had to be changed in a link, until it is read.

use super::Part;
use super::button::Button;
use crate::link::Notice;
use crate::state::Action;
use yew::prelude::*;

/// One line for each change.
pub fn notices(Part { state, messages, act }: &Part<'_>) -> Html {
    let line = |(index, notice): (usize, &Notice)| {
        html! {
            <li>
                <span>{ notice.explain(messages) }</span>
                { Button::WORD.word(messages.dismiss, act, Action::Dismiss(index)) }
            </li>
        }
    };
    html! { <ul id="notices" aria-live="polite">{ for state.notices.iter().enumerate().map(line) }</ul> }
}
