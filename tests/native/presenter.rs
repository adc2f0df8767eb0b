//! The presenter view: a clicker alone gives the whole lesson, and what was before comes back afterwards.

use convoscope::keys::{Key, Place, action};
use convoscope::link;
use convoscope::spec::Kind;
use convoscope::stage::ThemeName;
use convoscope::state::{Action, Browser, State};
use convoscope::timeline::{Beat, Clock, Moment};

fn open(text: &str) -> State {
    State::open(text, Browser::default())
}

fn press(state: &State, name: &str) -> State {
    let key = Key { name, shift: false, on: Place::Elsewhere };
    action(key, state).map_or_else(|| state.clone(), |action| state.clone().after(action))
}

/// Where a lesson is.
fn stand(state: &State) -> (Kind, Moment, bool) {
    (state.spec().kind, state.moment(), state.presenting.is_some_and(|presenting| presenting.text))
}

/// Lets time run to where it stands still, as the player does.
fn settled(state: State) -> State {
    match state.goal() {
        Some(leg) => state.after(Action::Reached(leg.goal, false)),
        None => state,
    }
}

/// What one key shows, again and again until nothing changes any more.
fn walk(from: &State, key: &str) -> Vec<State> {
    let mut states = vec![from.clone()];
    while let Some(last) = states.last() {
        let next = settled(press(last, key));
        if stand(&next) == stand(last) {
            break;
        }
        states.push(next);
        assert!(states.len() < 1000, "{key} never comes to an end");
    }
    states
}

fn first_slide() -> State {
    open(&format!("kind={}&step=0&view=present", Kind::ALL[0].id()))
}

#[test]
fn a_clicker_gives_the_whole_lesson_and_goes_all_the_way_back() {
    let there = walk(&first_slide(), "PageDown");
    for kind in Kind::ALL {
        let slides: Vec<&State> = there.iter().filter(|state| state.spec().kind == kind).collect();
        assert_eq!(slides[0].clock, Clock::START, "{kind:?} begins empty");
        assert!((6..=40).contains(&slides.len()), "{kind:?} takes {} clicks", slides.len());
        let last = |state: &&&State| state.moment().step + 1 == state.plan.steps() && state.moment().beat == Beat::Rest;
        assert!(slides.iter().any(|state| last(&state)), "{kind:?} is shown to its end");
        for beat in Beat::NAMED {
            let seen = |state: &&State| state.moment().step == 0 && state.moment().beat == beat;
            assert!(slides.iter().any(seen), "{kind:?} shows {beat:?} of its first output");
        }
    }
    let end = there.last().expect("there is a first slide");
    assert_eq!(end.spec().kind, Kind::ALL[Kind::ALL.len() - 1]);
    let back = walk(end, "PageUp");
    let start = back.last().expect("there is a last slide");
    assert_eq!(stand(start), stand(&first_slide()));
}

#[test]
fn every_key_of_a_clicker_does_the_same() {
    let state = open("kind=dilated&step=3&view=present");
    for (keys, forward) in [(["PageDown", "ArrowRight", " "], true), (["PageUp", "ArrowLeft", "Backspace"], false)] {
        for key in keys {
            assert_eq!(press(&state, key), state.clone().after(Action::Turn(forward)), "{key}");
        }
    }
}

#[test]
fn many_outputs_take_one_click_after_the_first_few() {
    let state = open("kind=depthwise&cin=64&cout=64&n=16&step=4&view=present");
    let runs = press(&state, "PageDown");
    assert!(runs.playing && runs.goal().is_some_and(|leg| leg.runs));
    let there = press(&runs, "PageDown");
    assert_eq!((there.playing, there.moment().step + 1), (false, there.plan.steps()), "a second click does not wait");
    assert_eq!(press(&there, "PageUp").moment().step, 3, "the way back skips what ran");
}

#[test]
fn a_quick_click_goes_on_from_where_the_last_one_leads() {
    let mut quick = open("kind=strided&step=0&view=present");
    let mut slow = quick.clone();
    for _ in 0..6 {
        quick = press(&quick, "PageDown");
        slow = settled(press(&slow, "PageDown"));
    }
    assert_eq!(stand(&settled(quick)), stand(&slow));
}

#[test]
fn with_less_motion_nothing_runs_by_itself() {
    let calm = Browser { calm: true, ..Browser::default() };
    let mut state = State::open("kind=dense&step=0&view=present", calm);
    for _ in 0..300 {
        state = press(&state, "PageDown");
        assert!(!state.playing);
    }
    assert_eq!(state.spec().kind, Kind::ALL[Kind::ALL.len() - 1]);
}

#[test]
fn a_blank_slide_comes_back_as_it_was() {
    for link in ["kind=grouped&step=3&view=present", "kind=grouped&step=3&theme=dark&view=present"] {
        for key in ["b", ".", "PageDown", " "] {
            let state = open(link);
            let blank = press(&state, "B");
            assert!(blank.presenting.is_some_and(|presenting| presenting.blank));
            let again = press(&blank, key);
            assert_eq!(stand(&again), stand(&state), "{key}");
            assert!(again.presenting.is_some_and(|presenting| !presenting.blank), "{key}");
        }
    }
}

#[test]
fn leaving_brings_colours_and_playing_back() {
    let plays = open("kind=dilated");
    let shown = press(&plays, "f");
    assert!(!shown.playing && shown.dress() == ThemeName::Projector);
    let left = press(&settled(press(&shown, "PageDown")), "Escape");
    assert_eq!((left.playing, left.presenting, left.dress()), (true, None, ThemeName::Light));
    let stands = press(&press(&open("kind=dilated&step=3"), "f"), "F");
    assert_eq!((stands.playing, stands.moment().step), (false, 2));
}

#[test]
fn only_who_chose_dark_presents_in_the_dark() {
    let system_dark = Browser { theme: ThemeName::Dark, ..Browser::default() };
    assert_eq!(State::open("view=present", system_dark).dress(), ThemeName::Projector);
    assert_eq!(open("theme=dark&view=present").dress(), ThemeName::Dark);
    assert_eq!(open("theme=light&view=present").dress(), ThemeName::Projector);
}

#[test]
fn a_slide_is_opened_again_by_its_link() {
    for slide in walk(&open("kind=strided&step=0&view=present"), "PageDown") {
        let text = link::write(&slide.link());
        assert!(text.contains("view=present"), "{text}");
        let again = open(&text);
        let whole = |state: &State| (state.spec().clone(), state.moment().placed(), state.playing, state.dress());
        assert_eq!(whole(&again), whole(&slide), "{text}");
    }
}
