//! The sizes, this step and the layer's call, in formulas.

use super::Same;
use super::formula::{block, math};
use super::sheet::Sheet;
use crate::i18n::{Lang, Messages};
use crate::readout::{self, Argument, Call};
use crate::state::{Action, Panel};
use crate::timeline::{Focus, Moment, Plan};
use yew::prelude::*;

/// What the formulas are about.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The figure.
    pub plan: Same<Plan>,
    /// The instant, as exactly as text needs it.
    pub moment: Moment,
    /// What is pointed at or pinned.
    pub focus: Option<Same<Focus>>,
    /// The open panel.
    pub panel: Option<Panel>,
    /// Takes the wish to close.
    pub act: Callback<Action>,
}

/// Sizes, this step, the layer.
#[component]
pub fn Equation(props: &Props) -> Html {
    let Props { lang, plan, moment, focus, panel, act } = props;
    let messages = lang.messages();
    html! {
        <Sheet panel={Panel::Equation} open={*panel} name={messages.equation} lang={*lang} act={act.clone()}>
            <Sizes lang={*lang} plan={plan.clone()} />
            <ThisStep lang={*lang} plan={plan.clone()} moment={*moment} focus={focus.clone()} />
            <Layer lang={*lang} plan={plan.clone()} />
        </Sheet>
    }
}

/// The figure in a language.
#[derive(Properties, PartialEq)]
struct PlanProps {
    lang: Lang,
    plan: Same<Plan>,
}

/// How large the output is, and the window if it is stretched.
#[component]
fn Sizes(props: &PlanProps) -> Html {
    let messages = props.lang.messages();
    let unused = readout::unused(&props.plan, messages);
    html! {
        <>
            <div class="size">
                { block(&readout::output_size(&props.plan, messages), messages) }
                { for unused.into_iter().map(|sentence| html! { <p class="caption">{ sentence }</p> }) }
            </div>
            <div class="span">
                { for readout::window(&props.plan, messages).map(|formula| block(&formula, messages)) }
            </div>
        </>
    }
}

/// The figure at an instant.
#[derive(Properties, PartialEq)]
struct StepProps {
    lang: Lang,
    plan: Same<Plan>,
    moment: Moment,
    focus: Option<Same<Focus>>,
}

/// The running sum, term by term.
#[component]
fn ThisStep(props: &StepProps) -> Html {
    let StepProps { lang, plan, moment, focus } = props;
    let messages = lang.messages();
    let step = readout::step(plan, *moment, focus.as_deref(), messages);
    html! {
        <div class="formula this-step">
            <p class="caption">{ messages.this_step }</p>
            <p class="math">{ for step.lines.iter().map(|line| math(line)) }</p>
            <p class="caption">{ step.words }</p>
        </div>
    }
}

/// The layer as PyTorch writes it.
#[component]
fn Layer(props: &PlanProps) -> Html {
    let messages: &Messages = props.lang.messages();
    let Call { arguments, before, weights } = readout::call(props.plan.spec());
    let note = |text: String| html! { <span class="note">{ text }</span> };
    html! {
        <div class="layer">
            <p class="caption">{ messages.layer }</p>
            <p class="call">
                { for before.map(note) }
                <code>{ "Conv2d(" }{ for arguments.iter().enumerate().map(argument) }{ ")" }</code>
                { for weights.map(str::to_owned).map(note) }
            </p>
        </div>
    }
}

/// Lines break after a comma.
fn argument((nth, Argument { text, own }): (usize, &Argument)) -> Html {
    let comma = if nth > 0 { ", " } else { "" };
    html! { <>{ comma }<span class={classes!("argument", own.then_some("own"))}>{ text }</span></> }
}
