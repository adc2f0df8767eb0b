//! Playing and moving through the steps.

use super::Part;
use super::button::Button;
use super::choice::choice;
use super::events::option;
use super::slider::Slider;
use crate::i18n::Messages;
use crate::state::{Action, say_place, step_text};
use crate::timeline::{Beat, Speed};
use yew::prelude::*;

/// Buttons, beats, track, step, speed; below them, on narrow screens, the tabs.
pub fn transport(part: &Part<'_>, tabs: Html) -> Html {
    let Part { state, messages, act } = part;
    let (moment, plan) = (state.moment(), &state.plan);
    let beats = Beat::NAMED.into_iter().map(|beat| beat_button(beat, moment.beat, messages, act));
    html! {
        <section class="transport" aria-label={messages.transport}>
            { play_button(state.playing, messages, act) }
            { arrow("back", messages.back, "M10 5L4 12L10 19M1 5V19", Action::Back, act) }
            { arrow("forward", messages.forward, "M4 5L10 12L4 19M13 5V19", Action::Forward, act) }
            <div class="beats">{ for beats }</div>
            { track(part) }
            <div class="where">
                <p id="step">{ step_text(state) }</p>
                <p class="short" aria-hidden="true">{ (messages.step_short)(moment.step + 1, plan.steps()) }</p>
                <p class="place">{ say_place(plan, moment.step, messages) }</p>
            </div>
            { speeds(state.speed, messages, act) }
            { tabs }
        </section>
    }
}

fn play_button(playing: bool, messages: &Messages, act: &Callback<Action>) -> Html {
    let (name, path) =
        if playing { (messages.pause, "M6 5H10V19H6ZM14 5H18V19H14Z") } else { (messages.play, "M8 5L20 12L8 19Z") };
    let button = Button { id: Some("play"), label: Some(name), ..Button::default() };
    button.show(sign("0 0 24 24", path), act, Action::Toggle)
}

fn arrow(id: &'static str, name: &'static str, path: &'static str, action: Action, act: &Callback<Action>) -> Html {
    let button = Button { id: Some(id), class: Some("arrow"), label: Some(name), ..Button::default() };
    button.show(sign("-5 0 24 24", path), act, action)
}

fn sign(area: &'static str, path: &'static str) -> Html {
    html! { <svg viewBox={area} aria-hidden="true"><path d={path} /></svg> }
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
    let button = Button { class: (beat < now).then_some("past"), current: beat == now, ..Button::default() };
    button.word(name, act, Action::SkipTo(beat))
}

fn speeds(speed: Speed, messages: &Messages, act: &Callback<Action>) -> Html {
    let name = |each: Speed| if each == Speed::Sweep { messages.sweep.to_owned() } else { format!("{}×", each.id()) };
    let options = Speed::ALL.map(|each| (each.id(), name(each)));
    let choose = option(act, |nth| Speed::ALL.get(nth).map(|&speed| Action::Speed(speed)));
    choice("speed", Some(messages.speed), &options, speed.id(), choose)
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
    let slider = Slider {
        id: Some("track"),
        label: messages.track.to_owned(),
        first: 1,
        last: steps,
        now: step + 1,
        text: &step_text(state),
    };
    let slider = slider.show(act, Box::new(|value| Some(Action::Seek(value.saturating_sub(1)))));
    let names = (1..=groups).filter(|_| (2..=MOST_NAMES).contains(&groups));
    html! {
        <div class="track">
            <div class="pieces" aria-hidden="true">{ for (0..groups).map(|group| piece(group, groups, share, hues)) }</div>
            { slider }
            <div class="names" aria-hidden="true">
                { for names.map(|group| html! { <span>{ (messages.group_numbered)(group) }</span> }) }
            </div>
        </div>
    }
}

/// The part of the track that belongs to a group, filled as far as the playhead has come.
pub fn piece(group: usize, groups: usize, share: f64, hues: bool) -> Html {
    let done = (share * groups as f64 - group as f64).clamp(0.0, 1.0);
    let class = if groups > 1 && hues { format!("piece g{}", group % 8 + 1) } else { "piece".to_owned() };
    let thousandths = (done * 1000.0).round() as u32;
    html! {
        <svg {class} height="4">
            <rect class="rest" width="100%" height="4" rx="2" />
            <rect width={format!("{}.{}%", thousandths / 10, thousandths % 10)} height="4" rx="2" />
        </svg>
    }
}
