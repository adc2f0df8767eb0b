//! The chapter in words, and behind one more word what is worth knowing and trying.

use super::Part;
use crate::spec::{Kind, tries};
use yew::prelude::*;

/// Number, title and text of a chapter.
///
/// What opens is the browser's own popover: it closes at Escape and at a press elsewhere without any code of ours. Its key is
/// the chapter's, so that it is another one, and closed, in another chapter.
pub fn words(Part { state, messages, act: _ }: &Part<'_>) -> Html {
    let kind = state.spec().kind;
    let words = kind.words(messages);
    let nth = Kind::STORY.iter().position(|&each| each == kind);
    let nth = nth.map_or_else(|| messages.more.to_owned(), |nth| (messages.chapter_of)(nth + 1, Kind::STORY.len()));
    html! {
        <div class="words" key={words.id}>
            <p class="nth">{ nth }</p>
            <h1>{ words.title }</h1>
            <p class="text">
                { for words.text.split('*').enumerate().map(strong) }
                { " " }
                <button class="word" type="button" popovertarget="about">{ messages.examples }</button>
            </p>
            <section id="about" class="pop" popover="auto" aria-label={messages.examples}>
                <p>{ words.used }</p>
                <p class="caption">{ words.names }</p>
                <h2>{ messages.try_this }</h2>
                <ul>{ for tries::tries(kind).into_iter().zip(words.tries).map(|(link, label)| attempt(kind, link, label)) }</ul>
            </section>
        </div>
    }
}

/// A link that the browser follows itself: the page hears of it as of any other link.
fn attempt(kind: Kind, link: &'static str, label: &'static str) -> Html {
    html! { <li><a href={format!("#kind={}&{link}", kind.id())}>{ label }</a></li> }
}

/// Every second part, counted from 0, stood between asterisks.
pub fn strong((index, part): (usize, &'static str)) -> Html {
    if index % 2 == 1 {
        html! { <strong>{ part }</strong> }
    } else {
        html! { part }
    }
}
