//! What follows from each action.

use convoscope::conv::{Axes, PaddingMode};
use convoscope::i18n::Lang;
use convoscope::spec::{Filter, Kind, Picture, Setting};
use convoscope::state::{Action, Browser, State, Way};
use convoscope::timeline::{Beat, Clock, Moment, Target};

fn open(text: &str) -> State {
    State::open(text, Browser::default())
}

fn type_into(state: State, setting: Setting, text: &str) -> State {
    state.after(Action::Type(setting, text.to_owned()))
}

#[test]
fn the_page_starts_playing_and_less_motion_does_not() {
    assert!(open("").playing);
    assert!(!open("step=3").playing);
    assert!(!State::open("", Browser { calm: true, ..Browser::default() }).playing);
}

#[test]
fn typed_nonsense_is_explained_and_the_picture_stays() {
    for setting in Setting::ALL {
        for text in [
            "",
            " ",
            "x0y",
            "-1",
            "1e9",
            "abc",
            "½",
            "3.5",
            "NaN",
            "inf",
            "1,2,3",
            "9999999999999999999999",
            "１e９",
            "<b>",
            "3 3 3 3 3",
        ] {
            let before = open("kind=grouped&step=9");
            let plan = before.plan.clone();
            for lang in Lang::ALL {
                let after = type_into(before.clone(), setting, text).after(Action::Language(lang));
                let error = after.field_error(setting).unwrap_or_else(|| panic!("{setting:?} took {text:?}"));
                assert!(error.chars().count() > 5, "{error}");
                assert_eq!(after.plan, plan, "{setting:?} {text:?}");
                assert_eq!(after.field(setting), text, "what was typed stays in the field");
                assert_eq!(after.after(Action::LeaveField).field(setting), setting.text(plan.spec()));
            }
        }
    }
}

#[test]
fn full_width_digits_are_understood() {
    let state = type_into(open(""), Setting::Kernel, "５");
    assert_eq!(state.field_error(Setting::Kernel), None);
    assert_eq!(state.spec().kernel.row, 5);
    assert_eq!(type_into(state, Setting::Size, "９×７").spec().size.col, 7);
}

#[test]
fn what_does_not_go_together_is_refused_with_the_nearest_legal_value() {
    let state = type_into(open("kind=grouped"), Setting::Groups, "3");
    let error = state.field_error(Setting::Groups).expect("3 groups cannot share 8 channels");
    assert_eq!(error, "3 groups cannot share 8 channels evenly. Nearest: 2 or 4.");
    let error = type_into(open("kind=dilated"), Setting::Dilation, "5").field_error(Setting::Dilation);
    assert_eq!(
        error.as_deref(),
        Some("A kernel of 3 at rate 5 spans 11 cells, the padded input has 9. Lower the rate to 4, or pad by 2 more.")
    );
}

#[test]
fn sliders_stop_where_the_mathematics_stops() {
    for kind in Kind::ALL {
        let state = open(&format!("kind={}", kind.id()));
        for setting in Setting::ALL {
            let legal = setting.legal(state.spec());
            assert!(!legal.is_empty(), "{kind:?} {setting:?}");
            for value in legal {
                let after = state.clone().after(Action::Set(setting, value));
                assert_eq!(setting.value(after.spec()), Some(value), "{kind:?} {setting:?}");
            }
        }
    }
    assert_eq!(Setting::Groups.legal(open("kind=grouped").spec()), [1, 2, 4, 8]);
}

#[test]
fn in_the_depthwise_chapter_groups_follow_the_channels() {
    let state = type_into(open("kind=depthwise"), Setting::InChannels, "6");
    assert_eq!((state.spec().groups, state.spec().out_channels), (6, 6));
    let state = state.after(Action::Multiplier(2));
    assert_eq!((state.spec().groups, state.spec().out_channels), (6, 12));
    let state = type_into(state, Setting::InChannels, "4");
    assert_eq!((state.spec().groups, state.spec().out_channels), (4, 8));
}

#[test]
fn pointing_pauses_and_leaving_goes_on() {
    let state = open("").after(Action::Point(Some(Target::Input(9))));
    assert!(!state.playing && state.pointed.is_some());
    let state = state.after(Action::Point(None));
    assert!(state.playing && state.pointed.is_none());
    let paused = open("step=3").after(Action::Point(Some(Target::Input(9)))).after(Action::Point(None));
    assert!(!paused.playing, "what stood before stands after");
}

#[test]
fn a_click_pins_another_frees_and_escape_frees() {
    let state = open("step=3").after(Action::Pin(Some(Target::Output(4))));
    assert_eq!(state.pinned.as_ref().map(|focus| focus.target), Some(Target::Output(4)));
    assert!(state.clone().after(Action::Pin(Some(Target::Output(4)))).pinned.is_none());
    assert!(state.clone().after(Action::Escape).pinned.is_none());
    assert!(state.after(Action::Pin(None)).pinned.is_none());
}

#[test]
fn arrows_move_the_pin_and_stop_at_the_edges() {
    let state = open("step=3").after(Action::Pin(Some(Target::Input(0))));
    let moved =
        |state: &State, way| state.clone().after(Action::MovePin(way)).pinned.as_ref().map(|focus| focus.target);
    assert_eq!(moved(&state, Way::Right), Some(Target::Input(1)));
    assert_eq!(moved(&state, Way::Down), Some(Target::Input(8)));
    assert_eq!(moved(&state, Way::Up), Some(Target::Input(0)));
    assert_eq!(moved(&state, Way::Left), Some(Target::Input(0)));
}

#[test]
fn an_edited_cell_counts_and_nonsense_does_not() {
    let edit = |text: &str| {
        open("step=3")
            .after(Action::Edit(Some(Target::Input(0))))
            .after(Action::EditText(text.to_owned()))
            .after(Action::EditDone)
    };
    let state = edit("12.5");
    assert!(state.edit.is_none());
    assert_eq!(state.plan.input().data()[0], 12.5);
    assert_eq!(edit("−３").plan.input().data()[0], -3.0);
    for nonsense in ["", "abc", "1e99", "NaN", "--"] {
        let state = edit(nonsense);
        assert!(state.edit.as_ref().is_some_and(|edit| edit.error.is_some()), "{nonsense}");
        assert_eq!(state.plan, open("step=3").plan);
        assert!(state.after(Action::Escape).edit.is_none());
    }
    assert_eq!(edit("7").after(Action::UndoEdits).plan, open("step=3").plan);
    assert!(open("").after(Action::Edit(Some(Target::Output(0)))).edit.is_none(), "results are not edited");
}

#[test]
fn a_weight_edited_on_a_turned_kernel_is_the_weight_that_was_shown() {
    let state = open("kind=flipped&step=1").after(Action::Edit(Some(Target::Weight(2))));
    let state = state.after(Action::EditText("42".to_owned())).after(Action::EditDone);
    assert_eq!(state.plan.weights()[2], 42.0);
}

#[test]
fn steps_by_hand_stand_still_and_are_said() {
    let state = open("").after(Action::Forward).after(Action::Forward);
    assert!(!state.playing);
    assert_eq!(state.moment(), Moment::done(1));
    assert_eq!(state.live(), "Step 2 of 36. Row 1, column 2: 13 plus 8 plus 6, is 27.");
}

#[test]
fn the_sentence_says_what_is_pointed_at_or_the_step_that_stands() {
    assert_eq!(open("").sentence(), None, "while it plays, the sentence would run away");
    assert_eq!(open("step=2&beat=pair").sentence(), None, "the sum is not known yet");
    let state = open("step=2");
    assert_eq!(state.sentence().as_deref(), Some("Step 2 of 36. Row 1, column 2: 13 plus 8 plus 6, is 27."));
    let state = state.after(Action::Point(Some(Target::Input(9))));
    assert_eq!(state.sentence().as_deref(), Some("Input 1, row 2, column 2 is 4. It feeds 4 outputs."));
}

#[test]
fn the_player_reports_and_the_end_is_said() {
    let state = open("").after(Action::Reached(Clock::at(35, Beat::Rest), false));
    assert!(!state.playing);
    assert_eq!(state.live(), "The end: all 36 outputs stand in their places.");
    let again = state.after(Action::Toggle);
    assert!(again.playing);
    assert_eq!(again.clock, Clock::START, "at the end, play begins anew");
}

#[test]
fn a_smaller_output_keeps_the_step_inside() {
    let state = open("step=36").after(Action::Set(Setting::Size, 4));
    assert_eq!(state.plan.steps(), 4);
    assert_eq!(state.moment().step, 3);
}

#[test]
fn a_mode_that_cannot_fill_the_border_narrows_it_and_says_so() {
    let state = open("n=4&p=6&k=3").after(Action::Mode(PaddingMode::Reflect));
    assert_eq!(state.spec().padding.top, 3);
    assert_eq!(state.notices.len(), 1);
    assert!(state.after(Action::Dismiss(0)).notices.is_empty());
}

#[test]
fn a_new_picture_takes_edits_of_the_old_one_back() {
    let state = open("x=1.1.1:99").after(Action::Picture(Picture::Cat));
    assert!(state.spec().input_edits.is_empty());
    let state = open("w=1.1.1.1:99").after(Action::Filter(Filter::Box));
    assert!(state.spec().weight_edits.is_empty());
}

#[test]
fn going_back_opens_the_link_and_keeps_the_language() {
    let state = open("kind=dilated").after(Action::Language(Lang::Chinese)).after(Action::Choose(Kind::Grouped));
    assert_eq!(state.visits, 1);
    let state = state.after(Action::Open("kind=dilated&d=3".to_owned()));
    assert_eq!(state.spec().kind, Kind::Dilated);
    assert_eq!(state.lang, Lang::Chinese);
}

#[test]
fn what_a_link_needed_is_forgotten_in_another_chapter() {
    let state = open("kind=dilated&k=nonsense");
    assert_eq!(state.notices.len(), 1);
    assert!(state.after(Action::Choose(Kind::Grouped)).notices.is_empty());
}

#[test]
fn a_layer_that_is_tried_keeps_the_step_and_the_pause() {
    let state = State::open("kind=shared&step=8", Browser::default());
    let tried = state.clone().after(Action::Try("kind=shared&k=5&panel=cost".to_owned()));
    assert_eq!(tried.spec().kernel, Axes::both(5));
    assert_eq!((tried.moment().step, tried.playing, tried.visits), (7, false, state.visits));
    let broken = state.clone().after(Action::Try("k=x&%FF".to_owned()));
    assert!(broken.spec().check().is_ok());
}
