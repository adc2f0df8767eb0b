//! The control that the chapter is about.

use super::Same;
use super::sheet::Sheet;
use crate::i18n::Lang;
use crate::readout::{Choice, choices};
use crate::state::{Action, Panel};
use crate::timeline::Plan;
use yew::prelude::*;

/// What is controlled.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The figure.
    pub plan: Same<Plan>,
    /// The open panel.
    pub panel: Option<Panel>,
    /// Takes the choice.
    pub act: Callback<Action>,
}

/// A segment for each value, and what the ends mean.
#[component]
pub fn ChapterControl(props: &Props) -> Html {
    let Props { lang, plan, panel, act } = props;
    let messages = lang.messages();
    let words = plan.spec().kind.words(messages);
    let choices = choices(plan.spec(), messages);
    html! {
        <Sheet panel={Panel::Control} open={*panel} name={words.control} lang={*lang} act={act.clone()}>
            <fieldset class="control">
                <legend class="caption">{ words.control }</legend>
                <div class="segments">{ for choices.into_iter().map(|choice| segment(choice, act)) }</div>
                <div class="ends caption"><span>{ words.low }</span><span>{ words.high }</span></div>
            </fieldset>
        </Sheet>
    }
}

fn segment(choice: Choice, act: &Callback<Action>) -> Html {
    let Choice { words, chosen, action } = choice;
    let choose = act.reform(move |_: Event| action.clone());
    html! {
        <label class="segment" key={words.clone()}>
            <input type="radio" name="control" checked={chosen} onchange={choose} />
            <span>{ words }</span>
        </label>
    }
}
