//! A number setting: a field that takes any text, and a slider that stops where the mathematics stops.

use super::Same;
use crate::i18n::Lang;
use crate::spec::Setting;
use crate::state::Action;
use crate::timeline::Plan;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A setting as it is.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The figure.
    pub plan: Same<Plan>,
    /// Which setting.
    pub setting: Setting,
    /// The text that is being typed, if that is not the setting itself.
    pub typed: Option<AttrValue>,
    /// Why the text cannot be.
    pub error: Option<AttrValue>,
    /// Takes what is typed.
    pub act: Callback<Action>,
}

/// Label, field, slider, and the error under them.
#[component]
pub fn Field(props: &Props) -> Html {
    let Props { lang, plan, setting, typed, error, act } = props;
    let name = setting.name(lang.messages());
    let (field, err) = (format!("set-{}", setting.id()), format!("err-{}", setting.id()));
    let text = typed.clone().unwrap_or_else(|| setting.text(plan.spec()).into());
    let refused = error.is_some();
    html! {
        <div class="setting">
            <label for={field.clone()}>{ name }</label>
            <input id={field} type="text" inputmode="numeric" autocomplete="off" spellcheck="false" value={text}
                aria-invalid={refused.then_some("true")} aria-describedby={refused.then(|| err.clone())}
                oninput={typing(*setting, act)} onkeydown={steering(*setting, act)} onblur={leaving(refused, act)} />
            { slider(props, name) }
            <p id={err} class="error">{ error.clone() }</p>
        </div>
    }
}

fn typing(setting: Setting, act: &Callback<Action>) -> Callback<InputEvent> {
    act.reform(move |event: InputEvent| {
        Action::Type(setting, event.target_unchecked_into::<HtmlInputElement>().value())
    })
}

/// Up and down go through the legal values, Enter accepts, Escape restores.
fn steering(setting: Setting, act: &Callback<Action>) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        let foreign = event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing();
        let action = match event.key().as_str() {
            "ArrowUp" => Action::Step(setting, true),
            "ArrowDown" => Action::Step(setting, false),
            "Enter" => Action::LeaveField,
            "Escape" => Action::Escape,
            _ => return,
        };
        if !foreign {
            event.prevent_default();
            act.emit(action);
        }
    })
}

/// What was refused stays, with its reason, for who comes back to it.
fn leaving(refused: bool, act: &Callback<Action>) -> Option<Callback<FocusEvent>> {
    (!refused).then(|| act.reform(|_| Action::LeaveField))
}

fn slider(props: &Props, name: &str) -> Html {
    let Props { lang, plan, setting, act, .. } = props;
    let legal: Rc<[usize]> = setting.legal(plan.spec()).into();
    let now = setting.value(plan.spec()).unwrap_or_default();
    let place = legal.partition_point(|&value| value < now).min(legal.len().saturating_sub(1));
    let slide = {
        let (setting, act, legal) = (*setting, act.clone(), Rc::clone(&legal));
        move |event: InputEvent| {
            let place = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            if let Some(&value) = legal.get(place as usize) {
                act.emit(Action::Set(setting, value));
            }
        }
    };
    html! {
        <input type="range" min="0" max={legal.len().saturating_sub(1).to_string()} step="1" value={place.to_string()}
            disabled={legal.len() < 2} aria-label={(lang.messages().slider_of)(name)}
            aria-valuetext={setting.text(plan.spec())} oninput={slide} />
    }
}
