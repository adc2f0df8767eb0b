//! Playing and moving through the steps.

use super::Part;
use super::events::{click, option, slide};
use crate::i18n::Messages;
use crate::state::{Action, say_place, step_text};
use crate::timeline::{Beat, Speed};
use yew::prelude::*;

/// Buttons, beats, track, step, speed; below them, on narrow screens, the tabs.
pub fn transport(part: &Part<'_>, tabs: Html) -> Html {
    let Part { state, messages, act } = part;
    let (moment, plan) = (state.moment(), &state.plan);
    let place = plan.output().shape().place(moment.step);
    let beats = Beat::NAMED.into_iter().map(|beat| beat_button(beat, moment.beat, messages, act));
    html! {
        <section class="transport" aria-label={messages.transport}>
            { play_button(state.playing, messages, act) }
            { step_button("back", messages.back, "M10 5L4 12L10 19M1 5V19", Action::Back, act) }
            { step_button("forward", messages.forward, "M4 5L10 12L4 19M13 5V19", Action::Forward, act) }
            <div class="beats">{ for beats }</div>
            { track(part) }
            <div class="where">
                <p id="step">{ step_text(state) }</p>
                <p class="short" aria-hidden="true">{ (messages.step_short)(moment.step + 1, plan.steps()) }</p>
                <p class="place">{ say_place(plan, place, messages) }</p>
            </div>
            { speeds(state.speed, messages, act) }
            { tabs }
        </section>
    }
}

fn play_button(playing: bool, messages: &Messages, act: &Callback<Action>) -> Html {
    let (name, path) =
        if playing { (messages.pause, "M6 5H10V19H6ZM14 5H18V19H14Z") } else { (messages.play, "M8 5L20 12L8 19Z") };
    html! {
        <button id="play" type="button" aria-label={name} onclick={click(act, Action::Toggle)}>
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
    html! {
        <button {id} class="arrow" type="button" aria-label={name} onclick={click(act, action)}>
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
    let class = (beat < now).then_some("past");
    let current = (beat == now).then_some("step");
    html! {
        <button type="button" {class} aria-current={current} onclick={click(act, Action::SkipTo(beat))}>{ name }</button>
    }
}

fn speeds(speed: Speed, messages: &Messages, act: &Callback<Action>) -> Html {
    let choose = option(act, |nth| Speed::ALL.get(nth).map(|&speed| Action::Speed(speed)));
    let name = |each: Speed| if each == Speed::Sweep { messages.sweep.to_owned() } else { format!("{}×", each.id()) };
    let options = Speed::ALL.into_iter().map(|each| {
        html! { <option value={each.id()} selected={each == speed}>{ name(each) }</option> }
    });
    // The attribute chooses at first, the property whenever the state changes.
    html! {
        <select id="speed" ~value={speed.id()} aria-label={messages.speed} onchange={choose}>{ for options }</select>
    }
}

/// Beyond so many groups the track is one piece.
const MOST_PIECES: usize = 32;
/// Beyond so many groups they have no names.
const MOST_NAMES: usize = 8;

/// A slider over the steps, with a piece for each group.
fn track(Part { state, messages, act }: &Part<'_>) -> Html {
    let (step, steps) = (state.moment().step, state.plan.steps());
    // Groups of single channels have no hues on the figure either.
    let hues = state.plan.geometry().channels_per_group() > 1;
    let groups = Some(state.spec().groups).filter(|&groups| groups <= MOST_PIECES).unwrap_or(1);
    let share = if steps > 1 { step as f64 / (steps - 1) as f64 } else { 1.0 };
    let seek = slide(act, Box::new(|value| Some(Action::Seek(value.saturating_sub(1)))));
    let names = (1..=groups).filter(|_| (2..=MOST_NAMES).contains(&groups));
    html! {
        <div class="track">
            <div class="pieces" aria-hidden="true">{ for (0..groups).map(|group| piece(group, groups, share, hues)) }</div>
            <input id="track" type="range" min="1" max={steps.to_string()} step="1" value={(step + 1).to_string()}
                aria-label={messages.track} aria-valuetext={step_text(state)} oninput={seek} />
            <div class="names" aria-hidden="true">
                { for names.map(|group| html! { <span>{ (messages.group_numbered)(group) }</span> }) }
            </div>
        </div>
    }
}

/// The part of the track that belongs to a group, filled as far as the playhead has come.
fn piece(group: usize, groups: usize, share: f64, hues: bool) -> Html {
    let done = (share * groups as f64 - group as f64).clamp(0.0, 1.0);
    let class = if groups > 1 && hues { format!("piece g{}", group % 8 + 1) } else { "piece".to_owned() };
    html! {
        <svg {class} height="4">
            <rect class="rest" width="100%" height="4" rx="2" />
            <rect width={format!("{}%", (done * 1000.0).round() / 10.0)} height="4" rx="2" />
        </svg>
    }
}
