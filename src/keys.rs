//! What a key means: the design's section 12, as far as it exists.

use crate::spec::Kind;
use crate::stage::ThemeName;
use crate::state::{Action, Against, Sheet, State, Way};
use crate::timeline::{Beat, Focus, Target};

/// Where the keyboard's focus is: what it uses there must not be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the figure: arrows move the pin.
    Stage,
    /// On the weight matrix: arrows move from entry to entry.
    Matrix,
    /// In a field or list that takes letters.
    Text,
    /// On something that arrows move: a slider, a chosen segment, a part that scrolls.
    Slider,
    /// On something that arrows and the space bar change.
    Choice,
    /// On something that the space bar and Enter press.
    Button,
    /// On something that Enter follows.
    Link,
    /// On nothing in particular.
    Elsewhere,
}

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// The key's name, as in the browser's `KeyboardEvent.key`.
    pub name: &'a str,
    /// True if Shift was held.
    pub shift: bool,
    /// Where the focus is.
    pub on: Place,
}

/// What a key does; `None` leaves it to the browser.
pub fn action(key: Key<'_>, state: &State) -> Option<Action> {
    let Key { name, shift, on } = key;
    if state.presenting.is_some() {
        return present(name).or_else(|| letter(name, state));
    }
    // What lies over the page leaves the page's own keys alone, but for those that close it.
    let covered = state.sheet == Some(Sheet::Share) && !matches!(name, "Escape" | "s" | "S");
    if belongs(name, on) || covered {
        return None;
    }
    let moves: Option<fn(Way) -> Action> = match on {
        Place::Matrix => Some(Action::MoveEntry),
        Place::Stage if state.pinned.is_some() => Some(Action::MovePin),
        _ => None,
    };
    match (name, shift) {
        (" ", false) => Some(Action::Toggle),
        ("ArrowRight", true) => Some(Action::ForwardBeat),
        ("ArrowLeft", true) => Some(Action::BackBeat),
        ("ArrowRight", false) if moves.is_some() => moves.map(|to| to(Way::Right)),
        ("ArrowLeft", false) if moves.is_some() => moves.map(|to| to(Way::Left)),
        ("ArrowUp", false) if moves.is_some() => moves.map(|to| to(Way::Up)),
        ("ArrowDown", false) if moves.is_some() => moves.map(|to| to(Way::Down)),
        ("+" | "=" | "-", _) if on == Place::Matrix => Some(Action::Zoom(state.zoomed(name != "-"))),
        ("ArrowRight", false) => Some(Action::Forward),
        ("ArrowLeft", false) => Some(Action::Back),
        ("ArrowUp", false) => Some(Action::Nudge(true)),
        ("ArrowDown", false) => Some(Action::Nudge(false)),
        ("PageDown", false) => Some(page(state, true)),
        ("PageUp", false) => Some(page(state, false)),
        ("Home", false) => Some(Action::First),
        ("End", false) => Some(Action::Last),
        ("Enter", false) => enter(state),
        ("Escape", false) => Some(Action::Escape),
        ("?", _) => Some(toggled(state, Sheet::Keys)),
        (_, false) => letter(name, state),
        (_, true) => None,
    }
}

/// In the presenter view: a clicker's keys and a few more.
fn present(name: &str) -> Option<Action> {
    match name {
        "PageDown" | "ArrowRight" | "ArrowDown" | " " | "Enter" => Some(Action::Turn(true)),
        "PageUp" | "ArrowLeft" | "ArrowUp" | "Backspace" => Some(Action::Turn(false)),
        "Home" => Some(Action::First),
        "End" => Some(Action::Last),
        "b" | "B" | "." => Some(Action::Blank),
        "f" | "F" | "Escape" => Some(Action::Present(false)),
        _ => None,
    }
}

/// True if what has the focus uses the key itself.
fn belongs(name: &str, on: Place) -> bool {
    let moves = name.starts_with("Arrow") || name.starts_with("Page") || matches!(name, "Home" | "End");
    match on {
        Place::Text => true,
        Place::Slider => moves || name == "Enter",
        Place::Choice => name.starts_with("Arrow") || matches!(name, " " | "Enter"),
        Place::Button => matches!(name, " " | "Enter"),
        Place::Link => name == "Enter",
        Place::Stage | Place::Matrix | Place::Elsewhere => false,
    }
}

/// A clicker's keys: a step, at the ends a chapter.
fn page(state: &State, forward: bool) -> Action {
    let moment = state.moment();
    let ends = if forward {
        moment.step + 1 == state.plan.steps() && moment.beat == Beat::Rest && !state.playing
    } else {
        moment.step == 0 && moment.beat == Beat::Slide
    };
    match (ends, state.spec().kind.next(forward), forward) {
        (true, Some(kind), _) => Action::Choose(kind),
        (_, _, true) => Action::Forward,
        (_, _, false) => Action::Back,
    }
}

/// Edits what is pinned, or pins the running output.
fn enter(state: &State) -> Option<Action> {
    match state.pinned.as_ref().map(|focus| focus.target) {
        Some(Target::Input(_) | Target::Weight(_)) => Some(Action::Edit(None)),
        Some(Target::Output(_)) => None,
        None => Some(Action::Pin(Some(Target::Output(state.moment().step)))),
    }
}

/// Opens a sheet, or closes it.
fn toggled(state: &State, sheet: Sheet) -> Action {
    Action::Sheet((state.sheet != Some(sheet)).then_some(sheet))
}

fn letter(name: &str, state: &State) -> Option<Action> {
    match name {
        "l" | "L" => Some(Action::Language(state.lang.other())),
        "t" | "T" => Some(Action::Theme(other_theme(state.dress()))),
        "f" | "F" => Some(Action::Present(true)),
        "c" | "C" => {
            let other = Against::Kind(state.spec().kind.before());
            Some(Action::Compare(state.against.is_none().then_some(other)))
        }
        "s" | "S" if state.presenting.is_none() => Some(toggled(state, Sheet::Share)),
        "x" | "X" | "w" | "W" | "y" | "Y" if state.presenting.is_none() => pin(name, state),
        _ => {
            let nth: usize = name.parse().ok().filter(|_| name.len() == 1)?;
            // 1 to 9, then 0 for the tenth.
            Kind::STORY.get((nth + 9) % 10).map(|&kind| Action::Choose(kind))
        }
    }
}

/// Pins where the running step is: the first input (x) or weight (w) of its window, or its output (y).
fn pin(name: &str, state: &State) -> Option<Action> {
    let step = state.moment().step;
    let of_step = Focus::new(&state.plan, Target::Output(step), false)?;
    let target = match name {
        "x" | "X" => of_step.inputs.first().copied().map(Target::Input),
        "w" | "W" => of_step.weights.first().copied().map(Target::Weight),
        _ => Some(Target::Output(step)),
    };
    let pinned = state.pinned.as_ref().map(|focus| focus.target);
    target.filter(|_| target != pinned).map(|target| Action::Pin(Some(target)))
}

/// The theme that the switch between light and dark goes to.
pub const fn other_theme(theme: ThemeName) -> ThemeName {
    match theme {
        ThemeName::Dark => ThemeName::Light,
        ThemeName::Light | ThemeName::Projector => ThemeName::Dark,
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, Place, action};
    use crate::spec::Kind;
    use crate::state::{Action, Browser, Sheet, State, Way};
    use crate::timeline::Target;

    fn press(link: &str, name: &str, on: Place) -> Option<Action> {
        action(Key { name, shift: false, on }, &State::open(link, Browser::default()))
    }

    #[test]
    fn what_has_the_focus_keeps_its_own_keys() {
        for name in [" ", "ArrowLeft", "Home", "Enter", "Escape", "l", "1", "?"] {
            assert_eq!(press("step=3", name, Place::Text), None, "{name}");
        }
        for name in ["ArrowLeft", "ArrowUp", "Home", "End", "PageDown"] {
            assert_eq!(press("step=3", name, Place::Slider), None, "{name}");
        }
        assert_eq!(press("step=3", " ", Place::Button), None);
        assert_eq!(press("step=3", "Enter", Place::Link), None);
        assert_eq!(press("step=3", " ", Place::Choice), None);
    }

    #[test]
    fn space_plays_also_after_a_slider_was_moved() {
        for on in [Place::Stage, Place::Slider, Place::Link, Place::Elsewhere] {
            assert_eq!(press("step=3", " ", on), Some(Action::Toggle), "{on:?}");
        }
    }

    #[test]
    fn arrows_move_the_pin_only_on_the_figure() {
        let pinned = "kind=dilated&step=3&pin=x1.2.2";
        assert_eq!(press(pinned, "ArrowUp", Place::Stage), Some(Action::MovePin(Way::Up)));
        assert_eq!(press(pinned, "ArrowUp", Place::Elsewhere), Some(Action::Nudge(true)));
        assert_eq!(press("kind=dilated&step=3", "ArrowRight", Place::Stage), Some(Action::Forward));
    }

    #[test]
    fn a_clicker_goes_from_chapter_to_chapter() {
        assert_eq!(press("kind=dilated&step=25", "PageDown", Place::Elsewhere), Some(Action::Choose(Kind::Channels)));
        assert_eq!(press("kind=dilated&step=24", "PageDown", Place::Elsewhere), Some(Action::Forward));
        assert_eq!(press("kind=dilated&step=0", "PageUp", Place::Elsewhere), Some(Action::Choose(Kind::Strided)));
        assert_eq!(press("kind=line&step=9999", "PageDown", Place::Elsewhere), Some(Action::Forward));
        assert_eq!(press("kind=dense&step=0", "PageUp", Place::Elsewhere), Some(Action::Back));
    }

    #[test]
    fn digits_choose_chapters_and_other_letters_do_nothing() {
        for (name, &kind) in ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].into_iter().zip(Kind::STORY) {
            assert_eq!(press("", name, Place::Elsewhere), Some(Action::Choose(kind)));
        }
        for name in ["00", "10", "q", "F5", "Dead", "Process", "+1"] {
            assert_eq!(press("", name, Place::Elsewhere), None, "{name}");
        }
    }

    #[test]
    fn every_kind_of_cell_is_pinned_by_a_letter() {
        let pin = |name| press("kind=flipped&step=8", name, Place::Elsewhere);
        assert_eq!(pin("x"), Some(Action::Pin(Some(Target::Input(9)))));
        assert_eq!(pin("w"), Some(Action::Pin(Some(Target::Weight(0)))));
        assert_eq!(pin("Y"), Some(Action::Pin(Some(Target::Output(7)))));
        assert_eq!(press("kind=flipped&step=8&pin=y2.2", "y", Place::Text), None);
    }

    #[test]
    fn what_is_shared_stands_still_and_has_the_keys_for_itself() {
        let key = |name| Key { name, shift: false, on: Place::Elsewhere };
        let playing = State::open("kind=dilated", Browser::default());
        assert!(playing.playing);
        let open = action(key("s"), &playing).map(|action| playing.after(action)).expect("the key is used");
        assert_eq!((open.sheet, open.playing, open.link().step), (Some(Sheet::Share), false, Some(0)));
        for name in [" ", "ArrowRight", "1", "l", "t", "c", "f", "?", "Enter", "Home"] {
            assert_eq!(action(key(name), &open), None, "{name}");
        }
        assert_eq!(action(key("S"), &open), Some(Action::Sheet(None)));
        let closed = action(key("Escape"), &open).map(|action| open.after(action)).expect("the key is used");
        assert_eq!((closed.sheet, closed.playing), (None, false));
        assert_eq!(press("view=present&step=3", "s", Place::Elsewhere), None);
    }

    #[test]
    fn the_list_of_keys_opens_and_closes() {
        let state = State::open("step=1", Browser::default());
        let question = Key { name: "?", shift: true, on: Place::Elsewhere };
        let open = action(question, &state).map(|action| state.after(action)).expect("the key is used");
        assert_eq!(open.sheet, Some(Sheet::Keys));
        assert_eq!(action(question, &open), Some(Action::Sheet(None)));
    }
}
