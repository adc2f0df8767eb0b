//! Sliders over whole numbers.

use super::events::{Meaning, slide};
use crate::state::Action;
use yew::prelude::*;

/// A slider as it stands.
#[derive(Debug)]
pub struct Slider<'a> {
    /// Its own name in the document.
    pub id: Option<&'static str>,
    /// What it changes.
    pub label: String,
    /// Its left end.
    pub first: usize,
    /// Its right end.
    pub last: usize,
    /// Where it stands.
    pub now: usize,
    /// Where it stands, in words.
    pub text: &'a str,
}

impl Slider<'_> {
    /// The slider; what it is moved to has a meaning.
    pub fn show(self, act: &Callback<Action>, meaning: Meaning<usize>) -> Html {
        let Self { id, label, first, last, now, text } = self;
        html! {
            <input {id} type="range" min={first.to_string()} max={last.to_string()} step="1" value={now.to_string()}
                disabled={first == last} aria-label={label} aria-valuetext={text.to_owned()} oninput={slide(act, meaning)} />
        }
    }
}
