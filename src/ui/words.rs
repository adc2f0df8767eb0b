//! The chapter in words.

use crate::i18n::Lang;
use crate::spec::Kind;
use yew::prelude::*;

/// What is said.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The chapter.
    pub kind: Kind,
}

/// Number, title and text of a chapter.
#[component]
pub fn Words(props: &Props) -> Html {
    let messages = props.lang.messages();
    let words = props.kind.words(messages);
    let nth = Kind::ALL.iter().position(|&kind| kind == props.kind).unwrap_or_default() + 1;
    html! {
        <div class="words">
            <p class="nth">{ (messages.chapter_of)(nth, Kind::ALL.len()) }</p>
            <h1>{ words.title }</h1>
            <p class="text">{ for words.text.split('*').enumerate().map(strong) }</p>
        </div>
    }
}

/// Every second part, counted from 0, stood between asterisks.
fn strong((index, part): (usize, &'static str)) -> Html {
    if index % 2 == 1 {
        html! { <strong>{ part }</strong> }
    } else {
        html! { part }
    }
}
