//! Lists that one thing is chosen from.

use yew::prelude::*;

/// A list of options, each with its value and its name. It has a label of its own, or one elsewhere.
pub fn choice(
    id: &'static str,
    label: Option<&'static str>,
    options: &[(&'static str, String)],
    now: &'static str,
    change: Callback<Event>,
) -> Html {
    let option = |(value, name): &(&'static str, String)| {
        html! { <option value={*value} selected={*value == now}>{ name }</option> }
    };
    // The attribute chooses at first, the property whenever the state changes.
    html! {
        <select {id} ~value={now} aria-label={label} onchange={change}>{ for options.iter().map(option) }</select>
    }
}
