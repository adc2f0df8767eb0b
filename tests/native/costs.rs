//! What the panel of costs says is what the engine's links count, and its formulas give their results.

use crate::conv::random::Random;
use convoscope::chart::text_width;
use convoscope::conv::cost::Cost;
use convoscope::conv::{Axes, Geometry, Shape};
use convoscope::costs::choice::{Measure, Sweep};
use convoscope::costs::picture::{curves, rungs};
use convoscope::costs::sweep::{applies, now, samples};
use convoscope::costs::{Choice, Rival, Rung, formula, here, ladder};
use convoscope::i18n::Lang;
use convoscope::i18n::panels::costs::Words;
use convoscope::link;
use convoscope::readout::Piece;
use convoscope::scene::{Align, Area, Scene, Shape as Drawn};
use convoscope::spec::{Kind, Setting, Spec};
use convoscope::stage::ThemeName;
use convoscope::timeline::Plan;

/// A spec that can be computed, small enough to count its links one by one.
fn some_spec(random: &mut Random) -> Spec {
    loop {
        let mut spec = Kind::ALL[random.between(0, Kind::ALL.len() - 1)].spec();
        for setting in [Setting::Size, Setting::Kernel, Setting::Stride, Setting::Padding, Setting::Dilation] {
            let most = if setting == Setting::Size { 7 } else { 3 };
            spec = setting.with(&spec, random.between(0, most - 1) + usize::from(setting != Setting::Padding));
        }
        spec.in_channels = random.between(0, 6 - 1) + 1;
        spec.out_channels = random.between(0, 6 - 1) + 1;
        spec.groups = random.between(0, 3 - 1) + 1;
        spec.bias = random.between(0, 2 - 1) == 1;
        if spec.kind == Kind::Depthwise {
            spec.groups = spec.in_channels;
        }
        let spec = spec.settled();
        if spec.check().is_ok() {
            return spec;
        }
    }
}

/// Links of a pass, and the different weights among them, one by one.
fn counted(pass: &Geometry) -> (u64, usize) {
    let (mut links, mut met) = (0, vec![false; pass.weights()]);
    for output in 0..pass.output().len() {
        pass.each_link(output, |link| {
            links += 1;
            if let Some(met) = link.weight.and_then(|weight| met.get_mut(weight)) {
                *met = true;
            }
        });
    }
    (links, met.iter().filter(|&&met| met).count())
}

#[test]
fn every_count_is_that_of_the_engines_links() {
    let mut random = Random::new(41);
    for _ in 0..400 {
        let spec = some_spec(&mut random);
        for rung in ladder(&spec) {
            let (mut multiply_adds, mut activations, mut weights) = (0, 0, 0);
            for pass in &rung.passes {
                let (links, met) = counted(pass);
                multiply_adds += links;
                activations += pass.output().len() as u64;
                weights += pass.weights() as u64;
                assert!(met <= pass.weights(), "{rung:?}");
            }
            // A transposed layer's stamps on what is cropped are no links.
            if rung.rival == Rival::Own(Kind::Transposed) {
                assert!(multiply_adds <= rung.cost.multiply_adds, "{spec:?}");
            } else {
                assert_eq!(rung.cost.multiply_adds, multiply_adds, "{:?} of {spec:?}", rung.rival);
            }
            assert_eq!(
                (rung.cost.activations, rung.cost.weights),
                (activations, weights),
                "{:?} of {spec:?}",
                rung.rival
            );
            assert_eq!(rung.bytes(), 4 * (rung.cost.parameters() + rung.inputs + activations));
        }
    }
}

#[test]
fn the_figures_own_rung_costs_what_the_figure_costs() {
    let mut random = Random::new(42);
    for round in 0..400 {
        let spec = Kind::ALL.get(round).map_or_else(|| some_spec(&mut random), |kind| kind.spec());
        let own = here(&spec);
        let ladder = ladder(&spec);
        let rung = ladder.iter().find(|rung| rung.rival == own).unwrap_or_else(|| panic!("{own:?} of {spec:?}"));
        // On the stage a local layer may have groups; the ladder's has none.
        if spec.kind != Kind::Local || spec.groups == 1 {
            assert_eq!(&rung.cost, Plan::new(&spec).expect("it can be computed").cost(), "{spec:?}");
        }
    }
}

#[test]
fn every_rung_but_pooling_has_as_many_outputs() {
    let mut random = Random::new(43);
    for _ in 0..200 {
        let spec = some_spec(&mut random);
        let rungs: Vec<Rung> = ladder(&spec).into_iter().filter(|rung| !matches!(rung.rival, Rival::Own(_))).collect();
        let shapes: Vec<Shape> = rungs.iter().filter_map(|rung| Some(rung.passes.last()?.output())).collect();
        assert!(shapes.windows(2).all(|pair| pair[0] == pair[1]), "{spec:?}: {shapes:?}");
    }
}

/// The value of a formula whose signs are `×`, `÷` and `+`, struck numbers left out; and the result that it shows.
fn evaluated(line: &[Piece]) -> (u64, u64) {
    let read = |text: &str| text.replace(',', "").parse::<u64>().expect("a number");
    let (mut sum, mut product, mut divide, mut result) = (0, None, false, 0);
    for piece in line {
        match piece {
            Piece::Number(text, _, _) if divide => {
                product = product.map(|product: u64| product / read(text));
                divide = false;
            }
            Piece::Number(text, _, _) => product = Some(product.unwrap_or(1) * read(text)),
            Piece::Sign("÷", _) => divide = true,
            Piece::Sign("+", _) => sum += product.take().unwrap_or_default(),
            Piece::Sign(_, _) | Piece::Struck(_) | Piece::More(_, _) => {}
            Piece::Result(text, _, _) => result = read(text),
        }
    }
    (sum + product.unwrap_or_default(), result)
}

#[test]
fn every_formula_gives_its_result() {
    let mut random = Random::new(44);
    for round in 0..400 {
        let spec = Kind::ALL.get(round).map_or_else(|| some_spec(&mut random), |kind| kind.spec());
        for rung in ladder(&spec) {
            let (value, result) = evaluated(&formula::weights(&rung));
            assert_eq!((value, result), (rung.cost.weights, rung.cost.weights), "{:?} of {spec:?}", rung.rival);
            let (value, result) = evaluated(&formula::multiply_adds(&rung));
            assert_eq!(
                (value, result),
                (rung.cost.multiply_adds, rung.cost.multiply_adds),
                "{:?} of {spec:?}",
                rung.rival
            );
        }
    }
}

#[test]
fn a_click_on_a_rung_leads_to_that_kind() {
    let mut random = Random::new(45);
    for round in 0..300 {
        let spec = Kind::ALL.get(round).map_or_else(|| some_spec(&mut random), |kind| kind.spec());
        for rung in ladder(&spec) {
            let there = rung.rival.spec(&spec);
            assert!(there.check().is_ok(), "{:?} of {spec:?}", rung.rival);
            assert!(there.kind == rung.rival.kind() || there.kind == Kind::Shared, "{:?} of {spec:?}", rung.rival);
            // Fewer channels than the ladder counts, where the page cannot compute as many.
            let drawn = there.in_channels == spec.in_channels && there.out_channels == spec.out_channels;
            // A rate can be undone only as far as the border goes.
            let undone = rung.rival == Rival::Shared && spec.dilation != Axes::both(1);
            // The dense figure has outputs of its own size.
            if drawn && !undone && !matches!(rung.rival, Rival::Dilated(_) | Rival::Dense) {
                let cost = *Plan::new(&there).expect("it can be computed").cost();
                assert_eq!(cost, rung.cost, "{:?} of {spec:?}", rung.rival);
            }
            let settled =
                link::read(&link::write(&link::Link { spec: there.clone(), ..link::Link::of_kind(there.kind) }));
            assert_eq!(settled.0.spec, there, "the link keeps it");
        }
    }
}

#[test]
fn a_sweep_costs_what_its_figures_cost() {
    let mut random = Random::new(46);
    for _ in 0..120 {
        let spec = some_spec(&mut random);
        for sweep in Sweep::ALL.into_iter().filter(|&sweep| applies(&spec, sweep)) {
            let samples = samples(&spec, sweep);
            for sample in &samples {
                if let Ok(plan) = Plan::new(&sample.spec) {
                    assert_eq!(&sample.cost, plan.cost(), "{sweep:?} {} of {spec:?}", sample.value);
                }
                assert_eq!(now(&sample.spec, sweep), Some(sample.value));
            }
            let own = now(&spec, sweep).and_then(|value| samples.iter().find(|sample| sample.value == value));
            if let Some(own) = own {
                assert_eq!(&own.cost, Plan::new(&spec).expect("it can be computed").cost(), "{sweep:?} {spec:?}");
            }
        }
    }
}

#[test]
fn what_a_link_says_of_the_panel_is_kept() {
    for text in
        ["cost", "cost.lin", "cost.memory.groups", "cost.lin.memory.rate.g4", "cost.dense", "cost.channels.separable"]
    {
        assert_eq!(Choice::read(text.strip_prefix("cost.").unwrap_or_default()).write(), text);
    }
    for text in ["", "..", "lin.lin", "g0", "g1", "g99999999999999999999", "kernel.groups", "ÿ", "cost"] {
        let once = Choice::read(text).write();
        assert_eq!(Choice::read(once.strip_prefix("cost").unwrap_or(&once).trim_start_matches('.')).write(), once);
        assert!(link::is_panel(&once), "{once}");
    }
    assert_eq!(Choice::read("memory").measure, Measure::Memory);
}

/// Where a scene's texts stand, about.
fn texts(scene: &Scene) -> Vec<(String, Area)> {
    let place = |shape: &Drawn| match shape {
        Drawn::Text(text) => {
            let width = text_width(&text.words, text.size) * 0.95;
            let left = match text.align {
                Align::Start => text.x,
                Align::Middle => text.x - width / 2.0,
                Align::End => text.x - width,
            };
            Some((text.words.to_string(), Area::new(left, text.y - text.size * 0.74, width, text.size * 0.74)))
        }
        _ => None,
    };
    scene.shapes.iter().filter_map(place).filter(|(words, _)| !words.is_empty()).collect()
}

fn stand_free(scene: &Scene, what: &str) {
    let texts = texts(scene);
    for (nth, (one, a)) in texts.iter().enumerate() {
        assert!(a.x > -14.0 && a.right() < scene.width + 14.0, "{what}: {one:?} leaves the picture: {a:?}");
        for (two, b) in &texts[nth + 1..] {
            let apart = a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
            assert!(apart, "{what}: {one:?} {a:?} and {two:?} {b:?}");
        }
    }
}

#[test]
fn no_words_of_the_pictures_meet() {
    for kind in Kind::ALL {
        let spec = kind.spec();
        for lang in Lang::ALL {
            let words = Words::of(lang);
            let theme = ThemeName::Light.theme();
            for width in [300.0, 350.0, 640.0] {
                for choice in ["", "lin", "memory", "memory.lin"].map(Choice::read) {
                    let what = format!("{kind:?} {lang:?} {width} {choice:?}");
                    stand_free(&rungs(&spec, &choice, width, theme, words).scene, &what);
                    for sweep in Sweep::ALL {
                        let choice = Choice { sweep: Some(sweep), ..choice };
                        if let Some(curves) = curves(&spec, &choice, width, theme, words) {
                            stand_free(&curves.scene, &format!("{what} {sweep:?}"));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn bars_are_as_long_as_their_counts() {
    let spec = Kind::Grouped.spec();
    let choice = Choice::read("lin");
    let picture = rungs(&spec, &choice, 640.0, ThemeName::Light.theme(), Words::of(Lang::English));
    let lengths: Vec<f64> = picture
        .scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Drawn::Rect { area, fill: Some(_), .. } if area.h > 3.0 => Some(area.w),
            _ => None,
        })
        .collect();
    let counts: Vec<f64> = ladder(&spec).iter().map(|rung| rung.cost.parameters() as f64).collect();
    assert_eq!(lengths.len(), counts.len());
    for (length, count) in lengths.iter().zip(&counts) {
        assert!((length / lengths[0] - count / counts[0]).abs() < 0.002, "{lengths:?} {counts:?}");
    }
}

#[test]
fn two_layers_cost_the_sum() {
    let separable =
        ladder(&Kind::Separable.spec()).into_iter().find(|rung| rung.rival == Rival::Separable).expect("it is there");
    let [first, second] = separable.passes.as_slice() else { panic!("two passes") };
    let cost = |pass| convoscope::conv::cost::cost(pass, false);
    let both: Cost = cost(first).and(cost(second));
    assert_eq!((separable.cost.weights, separable.cost.multiply_adds), (both.weights, both.multiply_adds));
}

#[test]
fn a_rate_goes_with_its_border_so_that_the_outputs_stay() {
    let strided = Kind::Strided.spec();
    let dilated = Rival::Dilated(2).spec(&strided);
    assert_eq!((dilated.dilation, dilated.stride), (Axes::both(2), strided.stride));
    let outputs = |spec: &Spec| spec.check().expect("it can be computed").output();
    assert_eq!(outputs(&dilated), outputs(&strided));
    let back = Rival::Shared.spec(&dilated);
    assert_eq!((back.dilation, outputs(&back)), (Axes::both(1), outputs(&strided)));
}

#[test]
fn a_transposed_layer_stands_beside_a_dense_one_with_as_many_outputs() {
    let rungs = ladder(&Kind::Transposed.spec());
    let rivals: Vec<Rival> = rungs.iter().map(|rung| rung.rival).collect();
    assert_eq!(rivals, [Rival::Dense, Rival::Own(Kind::Transposed)]);
    assert_eq!(rungs[0].cost.activations, rungs[1].cost.activations);
}

#[test]
fn every_point_of_a_sweep_can_be_put_on_the_stage_as_it_is() {
    for kind in Kind::ALL {
        for text in ["", "&n=64", "&cin=1&cout=1024", "&n=32&cin=64&cout=64"] {
            let spec = link::read(&format!("kind={}{text}", kind.id())).0.spec;
            for sweep in Sweep::ALL.into_iter().filter(|&sweep| applies(&spec, sweep)) {
                for sample in samples(&spec, sweep) {
                    let there = link::Link { spec: sample.spec.clone(), ..link::Link::of_kind(kind) };
                    let (read, notices) = link::read(&link::write(&there));
                    assert!(
                        notices.is_empty() && read.spec == sample.spec,
                        "{sweep:?} {} of {kind:?}{text}",
                        sample.value
                    );
                }
            }
        }
    }
}
