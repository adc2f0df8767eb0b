//! A number setting: a field that takes any text, and a slider that stops where the mathematics stops.

use super::events::{key, text};
use super::slider::Slider;
use crate::i18n::Messages;
use crate::spec::{Setting, Spec};
use crate::state::{Action, Draft};
use yew::prelude::*;

/// Label, field, slider, and the error under them; `own`: it is what the chapter is about.
pub fn field(
    setting: Setting,
    spec: &Spec,
    draft: Option<&Draft>,
    own: bool,
    messages: &Messages,
    act: &Callback<Action>,
) -> Html {
    let name = setting.name(messages);
    let (id, err) = (format!("set-{}", setting.id()), format!("err-{}", setting.id()));
    let draft = draft.filter(|draft| draft.setting == setting);
    let value = draft.map_or_else(|| setting.text(spec), |draft| draft.text.clone());
    let error = draft.and_then(|draft| draft.error.as_ref()).map(|error| error.explain(messages));
    let (refused, described) = (error.as_ref().map(|_| "true"), error.as_ref().map(|_| err.clone()));
    let typing = text(act, Box::new(move |text| Some(Action::Type(setting, text))));
    // What was refused stays, with its reason, for who comes back to it.
    let leaving = error.is_none().then(|| leave(act));
    html! {
        <div key={setting.id()} class={if own { "setting own" } else { "setting" }}>
            <label for={id.clone()}>{ name }</label>
            <input {id} type="text" inputmode="numeric" autocomplete="off" spellcheck="false" {value}
                aria-invalid={refused} aria-describedby={described} oninput={typing} onkeydown={steer(setting, refused.is_some(), act)}
                onblur={leaving} />
            { slider(setting, spec, name, messages, act) }
            <p id={err} class="error" aria-live="polite">{ error }</p>
        </div>
    }
}

/// Up and down go through the legal values, Enter accepts what can be, Escape restores.
fn steer(setting: Setting, refused: bool, act: &Callback<Action>) -> Callback<KeyboardEvent> {
    key(
        act,
        Box::new(move |key| match key.as_str() {
            "ArrowUp" => Some(Action::Step(setting, true)),
            "ArrowDown" => Some(Action::Step(setting, false)),
            "Enter" if !refused => Some(Action::LeaveField),
            "Escape" => Some(Action::Escape),
            _ => None,
        }),
    )
}

fn leave(act: &Callback<Action>) -> Callback<FocusEvent> {
    let act = act.clone();
    Callback::from(move |_| act.emit(Action::LeaveField))
}

fn slider(setting: Setting, spec: &Spec, name: &str, messages: &Messages, act: &Callback<Action>) -> Html {
    let legal = setting.legal(spec);
    let last = legal.len().saturating_sub(1);
    let now = setting.value(spec).unwrap_or_default();
    let place = legal.partition_point(|&value| value < now).min(last);
    let slider =
        Slider { id: None, label: (messages.slider_of)(name), first: 0, last, now: place, text: &setting.text(spec) };
    slider.show(act, Box::new(move |place| legal.get(place).map(|&value| Action::Set(setting, value))))
}
