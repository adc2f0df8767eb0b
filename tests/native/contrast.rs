//! Two figures on the same data: every pair can be compared, they step together, the difference is what brute force says.

use convoscope::contrast::{differing, sees, sentences};
use convoscope::i18n::Lang;
use convoscope::link;
use convoscope::spec::Kind;
use convoscope::stage::{self, ThemeName, View};
use convoscope::state::{Action, Against, Browser, State};
use convoscope::timeline::Frame;

fn pair(kind: Kind, other: Kind) -> State {
    State::open(&format!("kind={}&with={}&step=5", kind.id(), other.id()), Browser::default())
}

#[test]
fn every_chapter_can_be_compared_with_every_other_on_the_same_data() {
    for kind in Kind::ALL {
        for other in Kind::ALL {
            let state = pair(kind, other);
            assert!(state.notices.is_empty(), "{kind:?} {other:?}: {:?}", state.notices);
            let beside = state.beside.as_ref().expect("the link asks for it");
            assert_eq!(beside.spec().kind, other);
            assert_eq!(beside.spec().picture, state.spec().picture);
            for lang in Lang::ALL {
                let lines = sentences(&state.plan, beside, ["one", "two"], lang.messages());
                assert!(lines.iter().all(|line| !line.is_empty() && !line.contains('#')), "{lines:?}");
            }
            for (width, height) in [(780.0, 700.0), (350.0, stage::beside::natural_height(&state.plan, beside, 350.0))]
            {
                let theme = ThemeName::Light.theme();
                let view = View { width, height, theme, messages: Lang::English.messages(), calm: false };
                let frame = Frame::new(&state.plan, state.moment(), None);
                let picture = stage::beside::compose(&frame, beside, ["one", "two"], &view);
                assert!(!picture.scene.shapes.is_empty());
            }
        }
    }
}

#[test]
fn the_difference_is_what_each_output_says() {
    for kind in Kind::ALL {
        for other in Kind::ALL {
            let state = pair(kind, other);
            let beside = state.beside.as_ref().expect("the link asks for it");
            let (one, two) = (state.plan.result(), beside.result());
            let counted = (one.shape() == two.shape()).then(|| {
                let mut found = (0, 0.0f32);
                for (index, a) in one.data().iter().enumerate() {
                    let apart = (a - two.data()[index]).abs();
                    // Below a hundred thousandth of the largest, it is the order of the sum.
                    let differs = apart > 1e-5 * one.largest().max(two.largest());
                    found = (found.0 + usize::from(differs), if differs { found.1.max(apart) } else { found.1 });
                }
                found
            });
            assert_eq!(differing(&state.plan, beside), counted, "{kind:?} {other:?}");
        }
    }
}

#[test]
fn a_local_layer_with_equal_kernels_gives_the_shared_one() {
    let state = State::open("kind=local&filter=sobelx&with=shared", Browser::default());
    let other = state.beside.as_ref().expect("the link asks for it");
    assert_eq!(differing(&state.plan, other), Some((0, 0.0)));
    let lines = sentences(&state.plan, other, ["Local", "Shared"], Lang::English.messages());
    assert_eq!(lines[0], "Weights: Local 324, Shared 9, a factor of 36.");
    assert_eq!(lines[1], "Multiply-adds: 324 on both sides.");
    assert_eq!(lines[3], "All 36 outputs are equal.");
}

#[test]
fn what_an_output_sees_is_what_it_reads() {
    for kind in Kind::ALL {
        sees_what_it_reads(&pair(kind, Kind::Shared));
    }
    for link in ["kind=transposed&n=9&k=4&s=2&d=3", "kind=transposed&n=9&k=3&s=3&d=2", "kind=dilated&d=3&n=12"] {
        sees_what_it_reads(&State::open(link, Browser::default()));
    }
}

fn sees_what_it_reads(state: &State) {
    let geometry = state.plan.geometry();
    // Of all outputs, the one that reads most: an edge may read less.
    let span = |output: usize| {
        let links = geometry.links_of_output(output);
        let side = |pick: fn(&convoscope::conv::Link) -> isize| {
            let places: Vec<isize> = links.iter().map(pick).collect();
            places.iter().max().zip(places.iter().min()).map_or(0, |(most, least)| (most - least + 1) as usize)
        };
        (side(|link| link.position.row), side(|link| link.position.col))
    };
    let most = (0..geometry.output().len()).map(span).max().expect("there are outputs");
    assert_eq!(sees(&state.plan), most, "{:?}", state.spec());
}

#[test]
fn both_step_together() {
    for kind in Kind::ALL {
        for other in Kind::ALL {
            let state = pair(kind, other);
            let beside = state.beside.as_ref().expect("the link asks for it");
            for step in 0..state.plan.steps() {
                let there = stage::beside::step_beside(&state.plan, beside, step);
                assert!(there < beside.steps());
                if state.plan.result().shape() == beside.result().shape() && state.plan.passes().len() == 1 {
                    assert_eq!(state.plan.output_place(step), beside.output_place(there), "{kind:?} {other:?}");
                }
            }
        }
    }
}

#[test]
fn the_comparison_is_in_the_link_and_escape_leaves_it() {
    let state = pair(Kind::Local, Kind::Shared);
    let text = link::write(&state.link());
    assert!(text.contains("with=shared"), "{text}");
    assert_eq!(State::open(&text, Browser::default()).against, Some(Against::Kind(Kind::Shared)));
    let left = state.after(Action::Escape);
    assert!(left.beside.is_none() && left.against.is_none());
}

#[test]
fn a_figure_that_is_kept_stays_while_settings_change() {
    let state = State::open("kind=dilated&step=5", Browser::default()).after(Action::Compare(Some(Against::Kept)));
    let state = state.after(Action::Set(convoscope::spec::Setting::Dilation, 3));
    let kept = state.beside.as_ref().expect("it was kept");
    assert_eq!((kept.spec().dilation.row, state.spec().dilation.row), (2, 3));
}
