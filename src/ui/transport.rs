//! Playing and moving through the steps.

use super::Part;
use super::button::button;
use super::choice::choice;
use super::events::option;
use super::node::{Node, marked, node};
use super::slider::Slider;
use crate::i18n::Messages;
use crate::spec::Kind;
use crate::state::{Action, say_place, step_text};
use crate::timeline::{Beat, Speed};
use yew::Callback;

/// Buttons, beats, track, step, speed; below them, on narrow screens, the tabs.
pub fn transport(part: &Part<'_>, tabs: Node) -> Node {
    let Part { state, messages, act } = part;
    let (moment, plan) = (state.moment(), &state.plan);
    let short = (messages.step_short)(moment.step + 1, plan.steps());
    let place = node("div")
        .class("where")
        .child(node("p").id("step").text(&step_text(state)))
        .child(node("p").class("short").decorative().text(&short))
        .child(node("p").class("place").text(&say_place(plan, moment.step, messages)));
    // Without weights nothing is multiplied.
    let pooling = state.spec().kind == Kind::Pooling;
    let now = if pooling && moment.beat == Beat::Multiply { Beat::Gather } else { moment.beat.min(Beat::Place) };
    let named = Beat::NAMED.into_iter().filter(|&beat| !pooling || beat != Beat::Multiply);
    let beats = named.map(|beat| beat_button(beat, now, messages, act));
    node("section")
        .class("transport")
        .label(messages.transport)
        .child(play_button(state.playing, messages, act))
        .child(arrow("back", messages.back, "M10 5L4 12L10 19M1 5V19", Action::Back, act))
        .child(arrow("forward", messages.forward, "M4 5L10 12L4 19M13 5V19", Action::Forward, act))
        .child(node("div").class("beats").children(beats))
        .child(track(part))
        .child(place)
        .child(speeds(state.speed, messages, act))
        .child(tabs)
}

pub(super) fn play_button(playing: bool, messages: &Messages, act: &Callback<Action>) -> Node {
    let (name, path) =
        if playing { (messages.pause, "M6 5H10V19H6ZM14 5H18V19H14Z") } else { (messages.play, "M8 5L20 12L8 19Z") };
    button(act, Action::Toggle).id("play").label(name).child(sign("0 0 24 24", path))
}

pub(super) fn arrow(
    id: &'static str,
    name: &'static str,
    path: &'static str,
    action: Action,
    act: &Callback<Action>,
) -> Node {
    button(act, action).id(id).class("arrow").label(name).child(sign("-5 0 24 24", path))
}

fn sign(area: &'static str, path: &'static str) -> Node {
    node("svg").attr("viewBox", area).decorative().child(node("path").attr("d", path))
}

/// What has passed is darker than what is to come, what runs is bold.
fn beat_button(beat: Beat, now: Beat, messages: &Messages, act: &Callback<Action>) -> Node {
    let name = match beat {
        Beat::Multiply => messages.multiply,
        Beat::Gather => messages.gather,
        Beat::Place => messages.place,
        Beat::Pair | Beat::Slide | Beat::Rest => messages.pair,
    };
    button(act, Action::SkipTo(beat))
        .maybe("class", marked(beat < now, "past"))
        .maybe("aria-current", marked(beat == now, "step"))
        .text(name)
}

fn speeds(speed: Speed, messages: &Messages, act: &Callback<Action>) -> Node {
    let name = |each: Speed| if each == Speed::Sweep { messages.sweep.to_owned() } else { format!("{}×", each.id()) };
    let options = Speed::ALL.map(|each| (each.id(), name(each)));
    let choose = option(act, |nth| Speed::ALL.get(nth).map(|&speed| Action::Speed(speed)));
    choice("speed", &options, speed.id(), choose).label(messages.speed)
}

/// Beyond so many groups the track is one piece.
const MOST_PIECES: usize = 32;
/// Beyond so many groups they have no names.
const MOST_NAMES: usize = 8;

/// A slider over the steps, with a piece for each group.
pub(super) fn track(Part { state, messages, act }: &Part<'_>) -> Node {
    let (step, steps) = (state.moment().step, state.plan.steps());
    // Groups of single channels have no hues on the figure either.
    let hues = state.plan.geometry().channels_per_group() > 1;
    let groups = Some(state.spec().groups).filter(|&groups| groups <= MOST_PIECES).unwrap_or(1);
    let share = if steps > 1 { step as f64 / (steps - 1) as f64 } else { 1.0 };
    let slider = Slider { label: messages.track, first: 1, last: steps, now: step + 1, text: &step_text(state) };
    let slider = slider.show(act, Box::new(|&value| Some(Action::Seek(value.saturating_sub(1))))).id("track");
    let pieces = (0..groups).map(|group| piece(group, groups, share, hues));
    let names = (1..=groups).filter(|_| (2..=MOST_NAMES).contains(&groups));
    let names = names.map(|group| node("span").text(&(messages.group_numbered)(group)));
    node("div")
        .class("track")
        .child(node("div").class("pieces").decorative().children(pieces))
        .child(slider)
        .child(node("div").class("names").decorative().children(names))
}

/// The part of the track that belongs to a group, filled as far as the playhead has come.
pub fn piece(group: usize, groups: usize, share: f64, hues: bool) -> Node {
    let done = (share * groups as f64 - group as f64).clamp(0.0, 1.0);
    let class = if groups > 1 && hues { format!("piece g{}", group % 8 + 1) } else { "piece".to_owned() };
    let thousandths = (done * 1000.0).round() as u32;
    let bar = |width: &str| node("rect").attr("width", width).attr("height", "4").attr("rx", "2");
    node("svg").class(&class).attr("height", "4").child(bar("100%").class("rest")).child(bar(&format!(
        "{}.{}%",
        thousandths / 10,
        thousandths % 10
    )))
}
