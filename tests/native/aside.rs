//! What stands under the stage: the laboratory of the flipped chapter, the stacks of the dilated one.

use crate::conv::random::Random;
use crate::stage::snapshot;
use convoscope::conv::cost::{self, Step};
use convoscope::conv::{Axis, PaddingMode, Shape, Tensor};
use convoscope::field::{INPUTS, LAYERS, Stack, TAPS};
use convoscope::i18n::Lang;
use convoscope::lab::Lab;
use convoscope::link;
use convoscope::scene::{Align, Scene, Shape as Drawn, svg};
use convoscope::spec::slots::{self, A, B, RATES, Slots};
use convoscope::spec::{Filter, Kind};
use convoscope::stage::aside::Aside;
use convoscope::stage::{ThemeName, View, compose, natural_height};
use convoscope::state::{Action, Browser, State};
use convoscope::timeline::{Frame, Moment, Target};

fn open(text: &str) -> State {
    State::open(text, Browser::default())
}

/// A sheet of whole numbers as rows.
type Rows = Vec<Vec<i64>>;

fn rows(tensor: &Tensor) -> Rows {
    let cols = tensor.shape().size.col;
    tensor.data().chunks(cols).map(|row| row.iter().map(|&value| value as i64).collect()).collect()
}

/// A full convolution or cross-correlation by its definition.
fn full(x: &Rows, k: &Rows, flip: bool) -> Rows {
    let (h, w) = (k.len(), k[0].len());
    let mut out = vec![vec![0; x[0].len() + w - 1]; x.len() + h - 1];
    for (r, row) in out.iter_mut().enumerate() {
        for (c, value) in row.iter_mut().enumerate() {
            for i in 0..h {
                for j in 0..w {
                    let (y, z) = ((r + i).wrapping_sub(h - 1), (c + j).wrapping_sub(w - 1));
                    if let Some(cell) = x.get(y).and_then(|row| row.get(z)) {
                        *value += cell * if flip { k[h - 1 - i][w - 1 - j] } else { k[i][j] };
                    }
                }
            }
        }
    }
    out
}

fn difference(one: &Rows, two: &Rows) -> i64 {
    one.iter().flatten().zip(two.iter().flatten()).map(|(one, two)| (one - two).abs()).max().unwrap_or_default()
}

fn some_lab(random: &mut Random) -> Lab {
    let slots = (0..B.end).fold(Slots::START, |slots, slot| slots.with(slot, random.between(0, 18) as f64 - 9.0));
    let size = random.axes(1, 6);
    let x = Tensor::from_fn(Shape::new(1, size.row, size.col), |_| random.between(0, 40) as f32 - 20.0);
    Lab::new(&x, &slots)
}

#[test]
fn with_the_turn_the_order_of_two_filters_is_free_to_the_bit() {
    let mut random = Random::new(1);
    for _ in 0..400 {
        let Lab { with, .. } = some_lab(&mut random);
        assert_eq!(with.association(), 0.0);
        assert_eq!(with.commutation(), 0.0);
        assert_eq!(with.filtered[0], with.filtered[1]);
    }
}

#[test]
fn every_sheet_of_the_laboratory_is_what_the_definition_gives() {
    let mut random = Random::new(2);
    let mut different = 0;
    for _ in 0..400 {
        let lab = some_lab(&mut random);
        let (x, [a, b]) = (rows(&lab.x), lab.kernels.each_ref().map(rows));
        for (way, flip) in [(&lab.with, true), (&lab.without, false)] {
            let joined = [full(&a, &b, flip), full(&b, &a, flip)];
            let filtered = [full(&full(&x, &a, flip), &b, flip), full(&x, &joined[0], flip)];
            assert_eq!(way.joined.each_ref().map(rows), joined);
            assert_eq!(way.filtered.each_ref().map(rows), filtered);
            assert_eq!(way.association() as i64, difference(&filtered[0], &filtered[1]));
            assert_eq!(way.commutation() as i64, difference(&joined[0], &joined[1]));
            different += i64::from(!flip && way.association() > 0.0);
        }
        // Joined the other way round without the turn, the same numbers stand turned.
        let turned: Vec<f32> = lab.without.joined[0].data().iter().rev().copied().collect();
        assert_eq!(lab.without.joined[1].data(), turned);
    }
    assert!(different > 300, "without the turn the order is hardly ever free: {different}");
}

#[test]
fn symmetric_kernels_are_free_in_order_without_the_turn_too() {
    let x = Tensor::from_fn(Shape::new(1, 3, 3), |place| (place.row * 3 + place.col) as f32);
    for [p, q, r, s] in [[1.0, 2.0, 3.0, -4.0], [0.0, 5.0, -1.0, -1.0]] {
        let values = [p, q, q, p, r, s, s, r];
        let slots = values.into_iter().enumerate().fold(Slots::START, |slots, (slot, value)| slots.with(slot, value));
        let lab = Lab::new(&x, &slots);
        assert_eq!((lab.without.association(), lab.without.commutation()), (0.0, 0.0));
    }
}

#[test]
fn the_laboratory_follows_the_cells_of_the_stage() {
    let before = open("kind=flipped");
    let place = before.plan.input().shape().index(0, 2, 2);
    let after = before.clone().after(Action::Edit(Some(Target::Input(place))));
    let after = after.after(Action::EditText("7".to_owned())).after(Action::EditDone);
    let x = |state: &State| Lab::new(state.plan.input(), &state.spec().slots).x;
    assert_ne!(x(&before), x(&after));
    assert!(x(&after).data().contains(&7.0));
}

#[test]
fn fractions_may_differ_by_rounding_and_the_law_still_holds() {
    for text in ["kind=flipped&x=1.2.2:0.1,1.3.3:77.7,1.4.4:-9000.001", "kind=flipped&filter=box&x=1.3.4:0.123"] {
        let state = open(text);
        let says = Aside::of(&state.plan).expect("the chapter has one").says(Lang::English.messages());
        assert!(says.contains("With the turn associative"), "{says}");
        let with = says.split("Without").next().unwrap_or_default();
        assert!(!with.contains("not associative"), "{says}");
    }
}

/// Inputs that an output reads, by following every tap of every layer.
fn followed(rates: [usize; LAYERS]) -> Vec<bool> {
    let span: usize = rates.iter().sum();
    let columns = INPUTS.max(2 * span + 1);
    let mut lit = vec![columns / 2];
    for rate in rates.into_iter().rev() {
        lit = lit.into_iter().flat_map(|at| [at - rate, at, at + rate]).collect();
    }
    (0..columns).map(|column| lit.contains(&column)).collect()
}

#[test]
fn the_reach_of_a_stack_and_what_it_misses_are_those_of_its_links() {
    for first in 1..=8 {
        for second in 1..=8 {
            for third in 1..=8 {
                let rates = [first, second, third];
                let stack = Stack::new(rates);
                let lit = followed(rates);
                assert_eq!(stack.levels[0], lit, "{rates:?}");
                let read = lit.iter().filter(|&&lit| lit).count();
                let (from, upto) = (lit.iter().position(|&lit| lit), lit.iter().rposition(|&lit| lit));
                let reach = upto.zip(from).map_or(0, |(upto, from)| upto - from + 1);
                assert_eq!((stack.read, stack.reach, stack.missed()), (read, reach, reach - read), "{rates:?}");
                assert_eq!(Some(stack.first()), from, "{rates:?}");
                assert!(stack.columns <= 64, "{rates:?}");
                // The links lead from what is lit to what is lit, and reach all of it.
                let links = &stack.links;
                assert!(
                    links.iter().all(|&(level, from, to)| stack.levels[level + 1][from] && stack.levels[level][to])
                );
                for (level, lit) in stack.levels[..LAYERS].iter().enumerate() {
                    for (column, &lit) in lit.iter().enumerate() {
                        assert_eq!(links.iter().any(|&(at, _, to)| (at, to) == (level, column)), lit);
                    }
                }
            }
        }
    }
}

#[test]
fn stacks_agree_with_the_formulas_of_the_field() {
    for rates in [[1, 1, 1], [1, 2, 4], [2, 2, 2], [8, 8, 8]] {
        let stack = Stack::new(rates);
        let steps = rates.map(|dilation| Step { kernel: TAPS, stride: 1, dilation, padding_before: 0 });
        assert_eq!(stack.reach as u64, cost::receptive_field(&steps).size);
        let mut input = stack.columns;
        let axes = rates.map(|dilation| {
            let axis = Axis { input, kernel: TAPS, stride: 1, dilation, before: 0, after: 0, mode: PaddingMode::Zeros };
            input = axis.output();
            axis
        });
        let reach = cost::reach(&axes, input / 2).expect("no border hides anything");
        assert_eq!((reach.first, reach.last - reach.first + 1, reach.taps), (stack.first(), stack.reach, stack.read));
        assert_eq!((LAYERS, stack.weights), (3, 9), "the heading says so, and other rates change nothing");
    }
    let seen = |rates| (Stack::new(rates).reach, Stack::new(rates).missed());
    assert_eq!([seen([1, 1, 1]), seen([1, 2, 4]), seen([2, 2, 2])], [(7, 0), (15, 0), (13, 6)]);
}

fn picture(aside: &Aside, width: f64, lang: Lang, theme: ThemeName) -> Scene {
    let view = View { width, height: aside.height(width), theme: theme.theme(), messages: lang.messages(), calm: true };
    aside.compose(&view)
}

#[test]
fn what_stands_under_the_stage_looks_as_before() {
    for kind in [Kind::Flipped, Kind::Dilated] {
        let aside = Aside::of(&open(&format!("kind={}", kind.id())).plan).expect("the chapter has one");
        for lang in Lang::ALL {
            let messages = lang.messages();
            let wide = picture(&aside, 780.0, lang, ThemeName::Light);
            snapshot(&format!("under-{}-{}", kind.id(), messages.tag), &svg::write(&wide, &aside.says(messages)));
        }
        let narrow = picture(&aside, 350.0, Lang::Chinese, ThemeName::Dark);
        snapshot(&format!("under-{}-narrow", kind.id()), &svg::write(&narrow, ""));
    }
}

/// About how far a text reaches to the left and right of its place.
fn reach(text: &convoscope::scene::Text) -> (f64, f64) {
    let part = if text.bold { 0.58 } else { 0.52 };
    let wide = |c: char| match c {
        '(' | ')' => 0.2,
        '−' => part,
        c if c.is_ascii() => part,
        _ => 1.0,
    };
    let width: f64 = text.words.chars().map(|c| text.size * wide(c)).sum();
    match text.align {
        Align::Start => (0.0, width),
        Align::Middle => (width / 2.0, width / 2.0),
        Align::End => (width, 0.0),
    }
}

fn holds_its_words(scene: &Scene, what: &str) {
    for shape in &scene.shapes {
        if let Drawn::Rect { area, .. } = shape {
            assert!(area.right() <= scene.width + 1.0 && area.bottom() <= scene.height + 1.0, "{what}: {area:?}");
        }
        if let Drawn::Text(text) = shape {
            let (left, right) = reach(text);
            let inside = text.x - left >= -2.0 && text.x + right <= scene.width + 2.0;
            assert!(inside && text.y <= scene.height, "{what}: “{}” at {}, {}", text.words, text.x, text.y);
        }
    }
}

#[test]
fn no_words_are_cut_off() {
    for lang in Lang::ALL {
        for link in
            ["kind=flipped", "kind=flipped&a=-9,-9,-9,-9&b=9,9,-9,9&filter=gaussian", "kind=dilated&rates=8,8,8"]
        {
            let state = open(link);
            let aside = Aside::of(&state.plan).expect("the chapter has one");
            for width in [280.0, 350.0, 620.0, 780.0, 1220.0] {
                holds_its_words(&picture(&aside, width, lang, ThemeName::Light), &format!("{link} at {width}"));
                let height = natural_height(&state.plan, width).min(if width < 600.0 { 2000.0 } else { 342.0 });
                let theme = ThemeName::Light.theme();
                let view = View { width, height, theme, messages: lang.messages(), calm: true };
                let frame = Frame::new(&state.plan, Moment::done(5), None);
                holds_its_words(&compose(&frame, &view).scene, &format!("stage of {link} at {width}"));
            }
        }
    }
}

/// The texts of a picture.
fn texts(state: &State) -> Vec<String> {
    let messages = Lang::English.messages();
    let view = View { width: 780.0, height: 342.0, theme: ThemeName::Light.theme(), messages, calm: true };
    let scene = compose(&Frame::new(&state.plan, state.moment(), None), &view).scene;
    let words = scene.shapes.into_iter().filter_map(|shape| match shape {
        Drawn::Text(text) => Some(text.words.to_string()),
        _ => None,
    });
    words.collect()
}

#[test]
fn both_ways_stand_beside_each_other_and_are_counted() {
    let state = open("kind=flipped&step=16");
    let other = state.plan.other_way().expect("the chapter compares two ways");
    let pairs = state.plan.output().data().iter().zip(other.output().data());
    let agree = pairs.clone().filter(|(one, two)| one == two).count();
    let most = pairs.fold(0.0f32, |most, (one, two)| (one - two).abs().max(most));
    assert!(most > 0.0);
    let words = texts(&state);
    for said in [
        "Convolution",
        "Cross-correlation",
        &format!("{agree} of 16 places agree"),
        &format!("largest difference {most}"),
    ] {
        assert!(words.iter().any(|words| words == said), "{said}: {words:?}");
    }
    // The other way round, the two change their parts.
    let turned = state.clone().after(Action::Flip(false));
    assert_eq!(turned.plan.output(), other.output());
    assert_eq!(turned.plan.other_way().map(|other| other.output()), Some(state.plan.output()));
}

#[test]
fn a_kernel_that_looks_the_same_turned_gives_the_same_both_ways() {
    for filter in [Filter::Gaussian, Filter::Box, Filter::Laplacian] {
        let words = texts(&open("kind=flipped&step=16").after(Action::Filter(filter)));
        let messages = Lang::English.messages();
        assert!(words.iter().any(|words| words == "16 of 16 places agree"), "{filter:?} {words:?}");
        assert!(words.iter().any(|words| words == messages.same_when_turned), "{filter:?} {words:?}");
    }
}

#[test]
fn only_the_flipped_chapter_of_one_sheet_is_computed_twice() {
    assert!(open("kind=flipped").plan.other_way().is_some());
    for link in ["kind=shared&flip=1", "kind=flipped&cin=2", "kind=dilated"] {
        assert!(open(link).plan.other_way().is_none(), "{link}");
    }
}

#[test]
fn numbers_under_the_stage_are_typed_and_drawn() {
    let state = open("kind=flipped").after(Action::TypeSlot(A.start, "−3".to_owned()));
    assert_eq!((state.spec().slots.part(A), state.slot_error()), (&[-3, 2, 0, -1][..], None));
    let state = state.after(Action::TypeSlot(B.start, "９".to_owned()));
    assert_eq!(state.spec().slots.part(B)[0], 9);
    let drawn = state.clone().after(Action::DrawSlots);
    assert_ne!(drawn.spec().slots, state.spec().slots);
    assert_eq!(drawn.spec().slots.part(RATES), state.spec().slots.part(RATES), "the rates are another chapter's");
    assert_eq!(drawn, state.clone().after(Action::DrawSlots), "drawn by what stands there");
    assert_eq!(drawn.after(Action::StartFresh).spec().slots, Slots::START);
}

#[test]
fn nonsense_under_the_stage_is_refused_with_a_sentence() {
    for slot in [A.start, B.end - 1, RATES.start] {
        for text in ["", " ", "x", "1.5", "10", "-10", "1e9", "NaN", "inf", "½", "--1", "0x1"] {
            for lang in Lang::ALL {
                let before = open("kind=flipped").after(Action::Language(lang));
                let after = before.clone().after(Action::TypeSlot(slot, text.to_owned()));
                assert_eq!(after.plan, before.plan, "{slot} {text:?}");
                let error = after.slot_error().expect("it is refused");
                assert!(error.contains(if slot < RATES.start { "−9" } else { "8" }), "{error}");
                assert_eq!(after.slot_text(slot), text, "what was typed stays in the field");
                assert_eq!(after.after(Action::LeaveField), before);
            }
        }
    }
}

#[test]
fn numbers_under_the_stage_stand_in_the_link_when_they_are_not_the_first_ones() {
    let written = |text: &str| link::write(&link::read(text).0);
    assert_eq!(written("kind=flipped&a=1,2,0,-1&b=2,0,1,-1"), "kind=flipped");
    assert_eq!(written("kind=flipped&a=3,0,0,1"), "kind=flipped&a=3,0,0,1");
    assert_eq!(written("kind=dilated&rates=3,3,3"), "kind=dilated&rates=3,3,3");
    for (text, shown) in [
        ("kind=flipped&a=99,0,0,1", "kind=flipped&a=9,0,0,1"),
        ("kind=dilated&rates=0,3,1e9", "kind=dilated&rates=1,3,8"),
        ("kind=flipped&b=1,2,3", "kind=flipped"),
        ("kind=flipped&b=1,2,3,x", "kind=flipped"),
        ("kind=flipped&b=1,2,3,0.5", "kind=flipped"),
    ] {
        let (opened, notices) = link::read(text);
        assert_eq!((link::write(&opened).as_str(), notices.len()), (shown, 1), "{text}: {notices:?}");
    }
    assert!(!slots::fits(RATES.start, 9.0) && slots::fits(A.start, 9.0));
}
