//! The chapter in words.

use crate::i18n::Messages;
use crate::spec::Kind;
use yew::prelude::*;

/// Number, title and text of a chapter.
pub fn words(kind: Kind, messages: &Messages) -> Html {
    let words = kind.words(messages);
    let nth = Kind::ALL.iter().position(|&each| each == kind).unwrap_or_default() + 1;
    html! {
        <div class="words">
            <p class="nth">{ (messages.chapter_of)(nth, Kind::ALL.len()) }</p>
            <h1>{ words.title }</h1>
            <p class="text">{ for words.text.split('*').enumerate().map(strong) }</p>
        </div>
    }
}

/// Every second part, counted from 0, stood between asterisks.
pub fn strong((index, part): (usize, &'static str)) -> Html {
    if index % 2 == 1 {
        html! { <strong>{ part }</strong> }
    } else {
        html! { part }
    }
}
