//! Everything that can be set: one list of numbers, and what stands in input, kernels and border.

use super::field::Field;
use super::sheet::Sheet;
use super::{Same, perhaps};
use crate::conv::PaddingMode;
use crate::i18n::Lang;
use crate::link::mode_id;
use crate::readout::{edits, filter_name, matters, picture_name};
use crate::spec::error::mode_name;
use crate::spec::{Filter, Picture, Setting};
use crate::state::{Action, Draft, Panel};
use crate::timeline::Plan;
use web_sys::{HtmlInputElement, HtmlSelectElement};
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
    let messages = lang.messages();
    let spec = plan.spec();
    let field = |setting: Setting| {
        let draft = draft.as_ref().filter(|draft| draft.setting == setting);
        let typed = draft.map(|draft| AttrValue::from(draft.text.clone()));
        let error = draft.and_then(|draft| draft.error.as_ref()).map(|error| AttrValue::from(error.explain(messages)));
        html! { <Field key={setting.id()} lang={*lang} plan={plan.clone()} {setting} {typed} {error} act={act.clone()} /> }
    };
    let numbers = Setting::ALL.into_iter().filter(|&setting| matters(setting, spec));
    html! {
        <Sheet panel={Panel::Settings} open={*panel} name={messages.settings} lang={*lang} act={act.clone()}>
            <div class="settings">
                { picture(props) }
                { filter(props) }
                { for numbers.map(field) }
                { mode(props) }
                { check("flip", messages.flip, spec.flip, act.reform(Action::Flip)) }
                { check("bias", messages.bias_setting, spec.bias, act.reform(Action::Bias)) }
                { buttons(props) }
            </div>
        </Sheet>
    }
}

fn picture(Props { lang, plan, act, .. }: &Props) -> Html {
    let messages = lang.messages();
    let now = plan.spec().picture;
    let options = Picture::ALL.map(|each| (each.id(), picture_name(each, messages), each == now));
    choice("picture", messages.picture, options, act.reform(|nth: usize| Action::Picture(Picture::ALL[nth])))
}

fn filter(Props { lang, plan, act, .. }: &Props) -> Html {
    let messages = lang.messages();
    let now = plan.spec().filter;
    let options = Filter::ALL.map(|each| (each.id(), filter_name(each, messages).to_owned(), each == now));
    choice("filter", messages.kernel_values, options, act.reform(|nth: usize| Action::Filter(Filter::ALL[nth])))
}

fn mode(Props { lang, plan, act, .. }: &Props) -> Html {
    let messages = lang.messages();
    let now = plan.spec().padding.mode;
    let options = PaddingMode::ALL.map(|each| (mode_id(each), mode_name(each, messages).to_owned(), each == now));
    choice("mode", messages.padding_mode, options, act.reform(|nth: usize| Action::Mode(PaddingMode::ALL[nth])))
}

/// A list of options, each with its value, its name and whether it is chosen; tells which one is.
fn choice<const N: usize>(
    id: &'static str,
    name: &'static str,
    options: [(&'static str, String, bool); N],
    choose: Callback<usize>,
) -> Html {
    let change = perhaps(&choose, |event: Event| {
        usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).ok().filter(|&nth| nth < N)
    });
    // The attribute chooses at first, the property whenever the state changes.
    let value = options.iter().find(|(_, _, chosen)| *chosen).map(|(value, _, _)| *value);
    let option = |(value, name, chosen): (&'static str, String, bool)| {
        html! { <option {value} selected={chosen}>{ name }</option> }
    };
    html! {
        <div class="choice">
            <label for={id}>{ name }</label>
            <select {id} ~value={value} onchange={change}>{ for options.into_iter().map(option) }</select>
        </div>
    }
}

fn check(id: &'static str, name: &'static str, checked: bool, choose: Callback<bool>) -> Html {
    let change = choose.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! { <label class="check"><input {id} type="checkbox" {checked} onchange={change} /><span>{ name }</span></label> }
}

fn buttons(Props { lang, plan, act, .. }: &Props) -> Html {
    let messages = lang.messages();
    let spec = plan.spec();
    let edits = edits(spec);
    let button = |id: &'static str, name: String, action: Action| {
        let press = act.reform(move |_: MouseEvent| action.clone());
        html! { <button {id} type="button" class="word" onclick={press}>{ name }</button> }
    };
    let random = matters(Setting::Seed, spec);
    html! {
        <div class="buttons">
            { for random.then(|| button("new-numbers", messages.new_numbers.to_owned(), Action::NewSeed)) }
            { for (edits > 0).then(|| button("undo-edits", (messages.edits_undo)(edits), Action::UndoEdits)) }
            { button("start-fresh", messages.start_fresh.to_owned(), Action::StartFresh) }
        </div>
    }
}
