//! Playing and moving through the steps.

use super::{Same, perhaps};
use crate::i18n::{Lang, Messages};
use crate::state::{Action, say_place};
use crate::timeline::{Beat, Moment, Plan, Speed};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Where in time.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The figure.
    pub plan: Same<Plan>,
    /// The instant.
    pub moment: Moment,
    /// True while time runs.
    pub playing: bool,
    /// The chosen speed.
    pub speed: Speed,
    /// Takes what is pressed.
    pub act: Callback<Action>,
    /// What stands below, on narrow screens.
    pub children: Html,
}

/// Buttons, beats, track, step, speed.
#[component]
pub fn Transport(props: &Props) -> Html {
    let Props { lang, plan, moment, playing, speed, act, children } = props;
    let messages = lang.messages();
    let place = plan.output().shape().place(moment.step);
    html! {
        <section class="transport" aria-label={messages.transport}>
            { play_button(*playing, messages, act) }
            { step_button("back", messages.back, "M10 5L4 12L10 19M1 5V19", Action::Back, act) }
            { step_button("forward", messages.forward, "M4 5L10 12L4 19M13 5V19", Action::Forward, act) }
            <div class="beats">{ for Beat::NAMED.into_iter().map(|beat| beat_button(beat, moment.beat, messages, act)) }</div>
            <Track lang={*lang} plan={plan.clone()} step={moment.step} act={act.clone()} />
            <div class="where">
                <p id="step">{ (messages.step_of)(moment.step + 1, plan.steps()) }</p>
                <p class="short" aria-hidden="true">{ (messages.step_short)(moment.step + 1, plan.steps()) }</p>
                <p class="place">{ say_place(plan, place, messages) }</p>
            </div>
            { speeds(*speed, messages, act) }
            { children.clone() }
        </section>
    }
}

fn play_button(playing: bool, messages: &Messages, act: &Callback<Action>) -> Html {
    let toggle = act.reform(|_: MouseEvent| Action::Toggle);
    let (name, path) =
        if playing { (messages.pause, "M6 5H10V19H6ZM14 5H18V19H14Z") } else { (messages.play, "M8 5L20 12L8 19Z") };
    html! {
        <button id="play" type="button" aria-label={name} onclick={toggle}>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d={path} /></svg>
        </button>
    }
}

fn step_button(
    id: &'static str,
    name: &'static str,
    path: &'static str,
    action: Action,
    act: &Callback<Action>,
) -> Html {
    let press = act.reform(move |_: MouseEvent| action.clone());
    html! {
        <button {id} class="arrow" type="button" aria-label={name} onclick={press}>
            <svg viewBox="-5 0 24 24" aria-hidden="true"><path d={path} /></svg>
        </button>
    }
}

/// What has passed is darker than what is to come, what runs is bold.
fn beat_button(beat: Beat, now: Beat, messages: &Messages, act: &Callback<Action>) -> Html {
    let name = match beat {
        Beat::Multiply => messages.multiply,
        Beat::Gather => messages.gather,
        Beat::Place => messages.place,
        Beat::Pair | Beat::Slide | Beat::Rest => messages.pair,
    };
    let now = now.min(Beat::Place);
    let class = if beat < now { "past" } else { "coming" };
    let current = (beat == now).then_some("step");
    let skip = act.reform(move |_: MouseEvent| Action::SkipTo(beat));
    html! { <button type="button" {class} aria-current={current} onclick={skip}>{ name }</button> }
}

fn speeds(speed: Speed, messages: &Messages, act: &Callback<Action>) -> Html {
    let choose = perhaps(act, |event: Event| {
        let nth = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).ok()?;
        Speed::ALL.get(nth).map(|&speed| Action::Speed(speed))
    });
    let option = |each: Speed| {
        let name = if each == Speed::Sweep { messages.sweep.to_owned() } else { format!("{}×", each.id()) };
        html! { <option value={each.id()} selected={each == speed}>{ name }</option> }
    };
    html! {
        <select id="speed" ~value={speed.id()} aria-label={messages.speed} onchange={choose}>
            { for Speed::ALL.into_iter().map(option) }
        </select>
    }
}

/// A place on the track.
#[derive(Properties, PartialEq)]
struct TrackProps {
    lang: Lang,
    plan: Same<Plan>,
    /// The step, counted from 0.
    step: usize,
    act: Callback<Action>,
}

/// Beyond so many groups the track is one piece.
const MOST_SEGMENTS: usize = 32;
/// Beyond so many groups they have no names.
const MOST_NAMES: usize = 8;

/// A slider over the steps, with a piece for each group.
#[component]
fn Track(props: &TrackProps) -> Html {
    let TrackProps { lang, plan, step, act } = props;
    let messages = lang.messages();
    let steps = plan.steps();
    let groups = Some(plan.spec().groups).filter(|&groups| groups <= MOST_SEGMENTS).unwrap_or(1);
    let share = if steps > 1 { *step as f64 / (steps - 1) as f64 } else { 1.0 };
    let seek = act.reform(|event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
        Action::Seek((value as usize).saturating_sub(1))
    });
    let named = (2..=MOST_NAMES).contains(&groups);
    let names = named.then(|| (1..=groups).map(|group| html! { <span>{ (messages.group_numbered)(group) }</span> }));
    html! {
        <div class="track">
            <div class="pieces" aria-hidden="true">{ for (0..groups).map(|group| piece(group, groups, share)) }</div>
            <input id="track" type="range" min="1" max={steps.to_string()} step="1" value={(step + 1).to_string()}
                aria-label={messages.track} aria-valuetext={(messages.step_of)(step + 1, steps)} oninput={seek} />
            <div class="names" aria-hidden="true">{ for names.into_iter().flatten() }</div>
        </div>
    }
}

/// The part of the track that belongs to a group, filled as far as the playhead has come.
fn piece(group: usize, groups: usize, share: f64) -> Html {
    let done = (share * groups as f64 - group as f64).clamp(0.0, 1.0);
    let hue = if groups > 1 { format!("g{}", group % 8 + 1) } else { "neutral".to_owned() };
    html! {
        <svg class={classes!("piece", hue)} height="4">
            <rect class="rest" width="100%" height="4" rx="2" />
            <rect class="done" width={format!("{:.2}%", done * 100.0)} height="4" rx="2" />
        </svg>
    }
}
