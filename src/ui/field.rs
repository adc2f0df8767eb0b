//! A number setting: a field that takes any text, and a slider that stops where the mathematics stops.

use super::events::{Heard, key, leave, text};
use super::node::{Node, marked, node};
use super::slider::Slider;
use crate::i18n::Messages;
use crate::spec::{Setting, Spec};
use crate::state::{Action, Draft};
use yew::Callback;

/// Label, field, slider, and the error under them; `own`: it is what the chapter is about.
pub fn field(
    setting: Setting,
    spec: &Spec,
    draft: Option<&Draft>,
    own: bool,
    messages: &Messages,
    act: &Callback<Action>,
) -> Node {
    let name = setting.name(messages);
    let (id, err) = (format!("set-{}", setting.id()), format!("err-{}", setting.id()));
    let draft = draft.filter(|draft| draft.setting == setting);
    let value = draft.map_or_else(|| setting.text(spec), |draft| draft.text.clone());
    let error = draft.and_then(|draft| draft.error.as_ref()).map(|error| error.explain(messages));
    let refused = error.is_some();
    let input = entry(&id, "numeric", &value, refused)
        .maybe("aria-describedby", refused.then_some(&err))
        .attr("spellcheck", "false")
        .on(text(act, Box::new(move |text| Some(Action::Type(setting, text.to_owned())))))
        .on(steer(setting, refused, act));
    // What was refused stays, with its reason, for who comes back to it.
    let input = if refused { input } else { input.on(leave(act, Action::LeaveField)) };
    node("div")
        .key(setting.id())
        .class(if own { "setting own" } else { "setting" })
        .child(node("label").attr("for", &id).text(name))
        .child(input)
        .child(slider(setting, spec, name, messages, act))
        .child(reason(&err, error.as_deref()))
}

/// A field with a text in it, which is refused or not.
pub fn entry(id: &str, mode: &str, value: &str, refused: bool) -> Node {
    node("input")
        .id(id)
        .attr("type", "text")
        .attr("inputmode", mode)
        .attr("autocomplete", "off")
        .value(value)
        .maybe("aria-invalid", marked(refused, "true"))
}

/// Why a text is refused, if it is.
pub fn reason(id: &str, error: Option<&str>) -> Node {
    let place = node("p").id(id).class("error").attr("aria-live", "polite");
    match error {
        Some(error) => place.text(error),
        None => place,
    }
}

/// Up and down go through the legal values, Enter accepts what can be, Escape restores.
fn steer(setting: Setting, refused: bool, act: &Callback<Action>) -> Heard {
    key(
        act,
        Box::new(move |key| match key {
            "ArrowUp" => Some(Action::Step(setting, true)),
            "ArrowDown" => Some(Action::Step(setting, false)),
            "Enter" if !refused => Some(Action::LeaveField),
            "Escape" => Some(Action::Escape),
            _ => None,
        }),
    )
}

fn slider(setting: Setting, spec: &Spec, name: &str, messages: &Messages, act: &Callback<Action>) -> Node {
    let legal = setting.legal(spec);
    let last = legal.len().saturating_sub(1);
    let now = setting.value(spec).unwrap_or_default();
    let place = legal.partition_point(|&value| value < now).min(last);
    let (label, text) = ((messages.slider_of)(name), setting.text(spec));
    Slider { label: &label, first: 0, last, now: place, text: &text }
        .show(act, Box::new(move |&place: &usize| legal.get(place).map(|&value| Action::Set(setting, value))))
}
