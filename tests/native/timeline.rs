//! The animation is honest: every link shown once, the last partial sum is the engine's, seeking equals playing.

use crate::conv::random::Random;
use convoscope::conv::{Link, PaddingMode};
use convoscope::scene::svg;
use convoscope::spec::{Filter, Kind, Picture, Setting, Spec};
use convoscope::stage::{ThemeName, View, compose};
use convoscope::timeline::{Beat, Clock, Focus, Frame, Moment, Plan, Speed, Target};
use std::collections::BTreeSet;

/// A random small spec that can be computed.
fn random_spec(random: &mut Random) -> Spec {
    loop {
        let mut spec = random.one_of(&Kind::ALL).spec();
        for setting in [Setting::Kernel, Setting::Stride, Setting::Dilation, Setting::Padding] {
            spec = setting.with(&spec, 1 + random.between(0, 3 - 1));
        }
        spec = Setting::Size.with(&spec, 3 + random.between(0, 8 - 1));
        spec.in_channels = 1 + random.between(0, 6 - 1);
        spec.out_channels = 1 + random.between(0, 6 - 1);
        spec.groups = 1 + random.between(0, 6 - 1);
        spec.padding.mode = random.one_of(&PaddingMode::ALL);
        spec.flip = random.between(0, 2 - 1) == 1;
        spec.bias = random.between(0, 2 - 1) == 1;
        spec.picture = random.one_of(&Picture::ALL);
        spec.filter = random.one_of(&Filter::ALL);
        let spec = spec.settled();
        if spec.check().is_ok() {
            return spec;
        }
    }
}

#[test]
fn the_last_partial_sum_of_a_step_is_the_engines_output_to_the_bit() {
    let mut random = Random::new(1);
    for _ in 0..300 {
        let plan = Plan::new(&random_spec(&mut random)).expect("checked");
        for step in 0..plan.steps() {
            let frame = Frame::new(&plan, Moment::done(step), None);
            assert_eq!(frame.result().to_bits(), plan.output_value(step).to_bits(), "{:?} step {step}", plan.spec());
        }
    }
}

#[test]
fn every_link_is_shown_exactly_once() {
    let mut random = Random::new(2);
    for _ in 0..200 {
        let plan = Plan::new(&random_spec(&mut random)).expect("checked");
        let mut shown = BTreeSet::new();
        let mut count = 0;
        for step in 0..plan.steps() {
            let (pass, local) = plan.pass_of_output(step);
            for term in Frame::new(&plan, Moment::done(step), None).terms {
                assert_eq!(term.link.output, local);
                let Link { output, weight, position, .. } = term.link;
                shown.insert((pass, output, weight, position.row, position.col));
                count += 1;
            }
        }
        assert_eq!(shown.len(), count, "{:?}", plan.spec());
        // A transposed layer's cost counts stamps on what is cropped too.
        if plan.spec().kind == Kind::Transposed {
            assert!(count as u64 <= plan.cost().multiply_adds);
        } else {
            assert_eq!(count as u64, plan.cost().multiply_adds);
        }
    }
}

/// A link of any pass, counted through all of them: what is read is an input, or an output of the pass before.
struct Meeting {
    output: usize,
    weight: Option<usize>,
    read: Option<Target>,
}

fn every_meeting(plan: &Plan) -> Vec<Meeting> {
    let mut all = Vec::new();
    for step in 0..plan.steps() {
        let (pass, local) = plan.pass_of_output(step);
        let before = plan.before(pass).1;
        let target = |index| if pass == 0 { Target::Input(index) } else { Target::Output(index) };
        all.extend(plan.passes()[pass].geometry.links_of_output(local).into_iter().map(|link| Meeting {
            output: step,
            weight: link.weight.map(|weight| before + weight),
            read: link.input.map(target),
        }));
    }
    all
}

#[test]
fn pointing_equals_brute_force() {
    let mut random = Random::new(3);
    for _ in 0..60 {
        let plan = Plan::new(&random_spec(&mut random)).expect("checked");
        let all = every_meeting(&plan);
        let weights: usize = plan.passes().iter().map(|pass| pass.weights.len()).sum();
        let mut targets = vec![
            Target::Input(random.between(0, plan.input().data().len() - 1)),
            Target::Output(random.between(0, plan.steps() - 1)),
        ];
        targets.extend((weights > 0).then(|| Target::Weight(random.between(0, weights - 1))));
        for target in targets {
            let focus = Focus::new(&plan, target, false).expect("the target exists");
            let mine: Vec<_> = all
                .iter()
                .filter(|meeting| match target {
                    Target::Input(index) => meeting.read == Some(Target::Input(index)),
                    Target::Weight(index) => meeting.weight == Some(index),
                    Target::Output(index) => meeting.output == index || meeting.read == Some(Target::Output(index)),
                })
                .collect();
            let set = |items: Vec<usize>| items.into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
            let read = |meeting: &&Meeting| match meeting.read {
                Some(Target::Input(index)) => Some(index),
                _ => None,
            };
            let between = |meeting: &&Meeting| match meeting.read {
                Some(Target::Output(index)) => Some(index),
                _ => None,
            };
            assert_eq!(focus.inputs, set(mine.iter().copied().filter_map(|meeting| read(&meeting)).collect()));
            assert_eq!(focus.weights, set(mine.iter().filter_map(|meeting| meeting.weight).collect()));
            let outputs: Vec<usize> = focus.outputs.iter().map(|&(output, _)| output).collect();
            let mut met: Vec<usize> = mine.iter().map(|meeting| meeting.output).collect();
            met.extend(mine.iter().copied().filter_map(|meeting| between(&meeting)));
            assert_eq!(outputs, set(met), "{:?} {target:?}", plan.spec());
        }
    }
}

/// The picture of a moment as text.
fn picture(plan: &Plan, moment: Moment) -> String {
    let messages = convoscope::i18n::Lang::English.messages();
    let view = View { width: 780.0, height: 700.0, theme: ThemeName::Light.theme(), messages, calm: false };
    svg::write(&compose(&Frame::new(plan, moment, None), &view).scene, "")
}

#[test]
fn seeking_a_step_shows_the_same_picture_as_playing_to_it() {
    for kind in Kind::ALL {
        let plan = Plan::new(&kind.spec()).expect("chapters can be computed");
        let mut clock = Clock::START.run(plan.steps());
        let mut seen = 0;
        loop {
            let (next, running) = clock.advance(10.0, Speed::One, plan.steps());
            clock = next;
            let moment = clock.moment(Speed::One);
            if moment.beat == Beat::Rest && seen == moment.step {
                let sought = Clock::at(moment.step, Beat::Rest).moment(Speed::One);
                assert_eq!(picture(&plan, moment), picture(&plan, sought), "{kind:?} step {}", moment.step);
                seen += 1;
            }
            if !running {
                break;
            }
        }
        assert!(seen >= plan.steps() - 1, "{kind:?}: {seen} of {} steps rested", plan.steps());
        assert_eq!(clock.moment(Speed::One), Moment::done(plan.steps() - 1));
    }
}

#[test]
fn however_time_is_cut_the_clock_arrives_at_the_same_place() {
    let mut random = Random::new(4);
    for speed in [Speed::Quarter, Speed::Half, Speed::One, Speed::Two, Speed::Four] {
        for _ in 0..50 {
            let total = random.between(0, 20_000 - 1);
            let (at_once, _) = Clock::START.advance(total as f64, speed, 36);
            let (mut clock, mut left, mut running) = (Clock::START, total, true);
            while left > 0 && running {
                let part = (1 + random.between(0, 40 - 1)).min(left);
                (clock, running) = clock.advance(part as f64, speed, 36);
                left -= part;
            }
            let (one, two) = (at_once.moment(speed), clock.moment(speed));
            assert_eq!((one.step, one.beat), (two.step, two.beat), "{speed:?} {total}");
            assert!((one.progress - two.progress).abs() < 1e-9);
        }
    }
}

#[test]
fn steps_and_beats_go_forward_and_back() {
    let clock = Clock::START.forward_beat(4);
    assert_eq!((clock.moment(Speed::One).step, clock.moment(Speed::One).beat), (0, Beat::Pair));
    let beats: Vec<Beat> = std::iter::successors(Some(clock), |clock| Some(clock.forward_beat(4)))
        .take(5)
        .map(|clock| clock.moment(Speed::One).beat)
        .collect();
    assert_eq!(beats, [Beat::Pair, Beat::Multiply, Beat::Gather, Beat::Place, Beat::Pair]);
    let there = Clock::START.forward(4).forward(4).forward(4);
    assert_eq!(there.moment(Speed::One), Moment::done(2));
    assert_eq!(there.forward(4).forward(4).moment(Speed::One), Moment::done(3), "the last step stays the last");
    assert_eq!(there.back().back().back(), Clock::START, "before the first step lies the empty beginning");
}

#[test]
fn the_second_pass_begins_as_closely_as_the_first() {
    let plan = Plan::new(&Kind::Separable.spec()).expect("chapters can be computed");
    let start = plan.before(1).0;
    let (mut clock, mut closely) = (Clock::START, Vec::new());
    while clock.step() < start + 2 {
        let (next, _) = clock.advance(10.0, Speed::One, plan.steps());
        clock = plan.paced(&clock, next);
        let moment = clock.moment(Speed::One);
        if moment.closely && closely.last() != Some(&moment.step) {
            closely.push(moment.step);
        }
    }
    assert_eq!(closely, [0, start]);
}

#[test]
fn sweeping_places_one_output_per_frame_and_stops() {
    let (mut clock, mut frames, mut running) = (Clock::START, 0, true);
    while running {
        (clock, running) = clock.advance(16.0, Speed::Sweep, 36);
        frames += 1;
        assert_eq!(clock.moment(Speed::Sweep).placed(), frames);
    }
    assert_eq!(frames, 36);
}

#[test]
fn an_edit_changes_only_the_outputs_concerned() {
    let mut random = Random::new(5);
    for _ in 0..100 {
        let spec = random_spec(&mut random);
        let plan = Plan::new(&spec).expect("checked");
        let index = random.between(0, plan.input().data().len() - 1);
        let place = plan.input().shape().place(index);
        let mut edited = spec.clone();
        edited.input_edits.set([place.channel, place.row, place.col], 77.0);
        let after = Plan::new(&edited).expect("an edit changes no shape");
        let concerned = Focus::new(&plan, Target::Input(index), false).expect("the cell exists");
        for output in 0..plan.output().shape().len() {
            if concerned.weight_of_output(output).is_none() {
                let (one, two) = (plan.output().data()[output], after.output().data()[output]);
                assert_eq!(one.to_bits(), two.to_bits(), "{spec:?} output {output}");
            }
        }
    }
}
