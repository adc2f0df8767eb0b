//! Everything that can be set: one list of numbers, and what stands in input, kernels and border.

use super::Same;
use super::button::Button;
use super::choice::choice;
use super::events::{check, option};
use super::field::field;
use super::sheet::sheet;
use crate::conv::PaddingMode;
use crate::i18n::{Lang, Messages};
use crate::link::mode_id;
use crate::readout::{edits, filter_name, matters, own_setting, picture_name};
use crate::spec::error::mode_name;
use crate::spec::{Filter, Kind, Picture, Setting, Spec};
use crate::state::{Action, Draft, Panel};
use crate::timeline::Plan;
use yew::prelude::*;

/// The settings as they are.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The figure.
    pub plan: Same<Plan>,
    /// What is being typed.
    pub draft: Option<Draft>,
    /// The open panel.
    pub panel: Option<Panel>,
    /// Takes the changes.
    pub act: Callback<Action>,
}

/// The settings.
#[component]
pub fn Settings(props: &Props) -> Html {
    let Props { lang, plan, draft, panel, act } = props;
    let (messages, spec) = (lang.messages(), plan.spec());
    let own = own_setting(spec);
    let numbers = Setting::ALL.into_iter().filter(|&setting| matters(setting, spec));
    let numbers = numbers.map(|each| field(each, spec, draft.as_ref(), own == Some(each), messages, act));
    let (weighted, bordered) = (spec.kind != Kind::Pooling, !matches!(spec.kind, Kind::Dense | Kind::Transposed));
    let content = html! {
        <div class="settings">
            { picture(spec, messages, act) }
            { for weighted.then(|| filter(spec, messages, act)) }
            { for numbers }
            { for bordered.then(|| mode(spec, messages, act)) }
            { for spec.kind.turns().then(|| switch("flip", messages.flip, spec.flip, check(act, Action::Flip))) }
            { for weighted.then(|| switch("bias", messages.bias_setting, spec.bias, check(act, Action::Bias))) }
            { buttons(spec, messages, act) }
        </div>
    };
    sheet(Panel::Settings, messages.settings, *panel, messages, act, content)
}

fn picture(spec: &Spec, messages: &Messages, act: &Callback<Action>) -> Html {
    let pictures = Picture::ALL.map(|each| (each.id(), picture_name(each, messages)));
    let picture = option(act, |nth| Picture::ALL.get(nth).map(|&picture| Action::Picture(picture)));
    list("picture", messages.picture, &pictures, spec.picture.id(), picture)
}

fn filter(spec: &Spec, messages: &Messages, act: &Callback<Action>) -> Html {
    let filters = Filter::ALL.map(|each| (each.id(), filter_name(each, messages).to_owned()));
    let filter = option(act, |nth| Filter::ALL.get(nth).map(|&filter| Action::Filter(filter)));
    list("filter", messages.kernel_values, &filters, spec.filter.id(), filter)
}

fn mode(spec: &Spec, messages: &Messages, act: &Callback<Action>) -> Html {
    let modes = PaddingMode::ALL.map(|each| (mode_id(each), mode_name(each, messages).to_owned()));
    let mode = option(act, |nth| PaddingMode::ALL.get(nth).map(|&mode| Action::Mode(mode)));
    list("mode", messages.padding_mode, &modes, mode_id(spec.padding.mode), mode)
}

/// A list with its label.
fn list(
    id: &'static str,
    name: &'static str,
    options: &[(&'static str, String)],
    now: &'static str,
    change: Callback<Event>,
) -> Html {
    html! {
        <div class="choice" key={id}>
            <label for={id}>{ name }</label>
            { choice(id, None, options, now, change) }
        </div>
    }
}

fn switch(id: &'static str, name: &'static str, checked: bool, change: Callback<Event>) -> Html {
    html! { <label class="check" key={id}><input {id} type="checkbox" {checked} onchange={change} /><span>{ name }</span></label> }
}

fn buttons(spec: &Spec, messages: &Messages, act: &Callback<Action>) -> Html {
    let edits = edits(spec);
    let button = |id: &'static str, name: String, action: Action| {
        Button { id: Some(id), ..Button::WORD }.word(name, act, action)
    };
    let random = matters(Setting::Seed, spec);
    html! {
        <div class="buttons" key="buttons">
            { for random.then(|| button("new-numbers", messages.new_numbers.to_owned(), Action::NewSeed)) }
            { for (edits > 0).then(|| button("undo-edits", (messages.edits_undo)(edits), Action::UndoEdits)) }
            { button("start-fresh", messages.start_fresh.to_owned(), Action::StartFresh) }
        </div>
    }
}
