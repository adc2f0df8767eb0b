//! Sliders over whole numbers.

use super::events::{Meaning, slide};
use super::node::{Node, node};
use crate::state::Action;
use yew::Callback;

/// A slider as it stands.
#[derive(Debug)]
pub struct Slider<'a> {
    /// What it changes.
    pub label: &'a str,
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
    pub fn show(self, act: &Callback<Action>, meaning: Meaning<usize>) -> Node {
        let Self { label, first, last, now, text } = self;
        node("input")
            .attr("type", "range")
            .attr("min", &first.to_string())
            .attr("max", &last.to_string())
            .attr("step", "1")
            .value(&now.to_string())
            .flag("disabled", first == last)
            .label(label)
            .attr("aria-valuetext", text)
            .on(slide(act, meaning))
    }
}
