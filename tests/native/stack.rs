//! Promises of `stack`.

use crate::conv::random::Random;
use crate::stage::snapshot;
use convoscope::chart::text_width;
use convoscope::conv::cost::{Step, paths, reach, receptive_field};
use convoscope::conv::{Axis, PaddingMode};
use convoscope::i18n::Lang;
use convoscope::i18n::panels::stack::words;
use convoscope::scene::{Align, Scene, Shape, svg};
use convoscope::spec::Kind;
use convoscope::stack::sight::MOST_COUNTED;
use convoscope::stack::{Extent, Field, Layer, LayerKind, MOST_LAYERS, PRESETS, Sight, Stack, View, text};
use convoscope::stack::{growth, heat, ways, windows};
use convoscope::stage::ThemeName;

/// A legal stack by chance, of numbers up to a limit.
fn some_stack(random: &mut Random, most: usize, layers: usize) -> Stack {
    let extent = random.one_of(&Extent::ALL);
    let layers: Vec<Layer> = (0..random.between(1, layers))
        .map(|_| {
            let mut number = || random.between(1, most);
            let (kernel, stride, rate) = (number(), number(), number());
            let kind = random.one_of(&LayerKind::ALL);
            Layer { kind, kernel, stride: if random.once_in(2) { 1 } else { stride }, rate, padded: !random.once_in(3) }
        })
        .collect();
    Stack::new(extent, &layers)
}

/// The stack on an input that its one output sees from end to end.
fn axes(stack: &Stack) -> Vec<Axis> {
    let mut outputs = 1;
    let mut axes = Vec::new();
    for layer in stack.layers().iter().rev() {
        let Layer { kernel, stride, rate: dilation, .. } = *layer;
        let input = (outputs - 1) * stride + layer.span();
        axes.push(Axis { input, kernel, stride, dilation, before: 0, after: 0, mode: PaddingMode::Zeros });
        outputs = input;
    }
    axes.reverse();
    axes
}

/// Where every path of the stack's one output ends, walked one by one.
fn ends(layers: &[Layer], output: usize, found: &mut Vec<usize>) {
    let Some((last, before)) = layers.split_last() else { return found.push(output) };
    for tap in 0..last.kernel {
        ends(before, output * last.stride + tap * last.rate, found);
    }
}

#[test]
fn the_cases_of_receptive_fields_are_met() {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../cases/receptive_field.json")).expect("the cases are JSON");
    let mut met = 0;
    for case in file["cases"].as_array().expect("there is a list of cases") {
        let side = |list: &serde_json::Value, axis: usize| list[axis].as_u64().expect("a number");
        for axis in 0..2 {
            let layers: Vec<Layer> = case["layers"]
                .as_array()
                .expect("a list of layers")
                .iter()
                .map(|layer| Layer {
                    kind: if layer["kind"] == "pool" { LayerKind::MaxPool } else { LayerKind::Standard },
                    kernel: side(&layer["kernel"], axis) as usize,
                    stride: side(&layer["stride"], axis) as usize,
                    rate: side(&layer["dilation"], axis) as usize,
                    padded: side(&layer["padding"], axis) > 0,
                })
                .collect();
            let causal = case["id"].as_str().is_some_and(|id| id.contains("causal")) && axis == 1;
            let stack = Stack::new(if causal { Extent::Causal } else { Extent::Line }, &layers);
            assert_eq!(stack.layers(), layers, "the stack keeps the case as it is");
            let whole = Sight::new(&stack).whole();
            let field = &case["receptive_field"];
            assert_eq!([whole.size, whole.jump], [side(&field["size"], axis), side(&field["jump"], axis)]);
            let padding = |layer: &serde_json::Value| side(&layer["padding"], axis);
            let mut padded = stack.steps().into_iter().zip(case["layers"].as_array().expect("layers"));
            // One layer of one case is padded by less than half of its window.
            if padded.all(|(step, layer)| step.padding_before as u64 == padding(layer)) {
                met += inner_probes(case, axis, &Sight::new(&stack));
            } else {
                assert_eq!(case["id"], "rf_006_nonsquare");
            }
        }
    }
    assert!(met >= 12, "only {met} probes lie inside of all borders");
}

/// Compares the outputs of a case whose fields lie inside of the input; gives how many.
fn inner_probes(case: &serde_json::Value, axis: usize, sight: &Sight) -> usize {
    let whole = sight.whole();
    let mut met = 0;
    for probe in case["probes"].as_array().expect("a list of probes") {
        let at = |name: &str, axis: usize| probe[name][axis].as_i64().expect("a number");
        let first = whole.start + at("output", axis) * whole.jump as i64;
        let length = case["input"]["shape"][2 + axis].as_i64().expect("a number");
        if first < 0 || first + whole.size as i64 > length {
            continue;
        }
        met += 1;
        assert_eq!(at("last", axis) - at("first", axis) + 1, whole.size as i64, "{}", case["id"]);
        assert_eq!(at("first", axis), first, "{}", case["id"]);
        let square = case["input"]["shape"][2] != 1 && !case["id"].as_str().is_some_and(|id| id.contains("nonsquare"));
        let both = square && at("output", 0) == at("output", 1);
        let inside = first + (whole.size as i64) <= case["input"]["shape"][3].as_i64().expect("a number");
        if both && inside {
            let counted = whole.counted.expect("a case is small");
            assert_eq!(probe["taps"], counted.read * counted.read, "{}", case["id"]);
            assert_eq!(probe["paths"], counted.paths * counted.paths, "{}", case["id"]);
        }
    }
    met
}

#[test]
fn sizes_jumps_and_starts_are_those_of_the_formula() {
    for seed in 0..2000 {
        let stack = some_stack(&mut Random::new(seed), 600, 14);
        let sight = Sight::new(&stack);
        assert_eq!(sight.layers.len(), stack.layers().len());
        let steps: Vec<Step> = stack.steps();
        for (nth, seen) in sight.layers.iter().enumerate() {
            let field = receptive_field(&steps[..=nth]);
            assert_eq!((seen.size, seen.jump, seen.start), (field.size, field.jump, field.start));
            assert_eq!(seen.counted.is_some(), field.size <= MOST_COUNTED && nth <= sight.layers.len());
        }
    }
}

#[test]
fn paths_and_inputs_read_are_those_of_the_engine_and_of_every_link() {
    for seed in 0..1500 {
        let stack = some_stack(&mut Random::new(seed), 5, 5);
        let (sight, axes) = (Sight::new(&stack), axes(&stack));
        let ways: Vec<u128> = sight.ways.iter().copied().map(u128::from).collect();
        assert_eq!(ways, paths(&axes, 0), "seed {seed}");
        let whole = sight.whole();
        let (counted, reach) = (whole.counted.expect("small"), reach(&axes, 0).expect("inputs are seen"));
        assert_eq!((whole.size, counted.read), ((reach.last + 1) as u64, reach.taps as u64));
        assert_eq!(u128::from(counted.paths), reach.paths);
        let mut found = Vec::new();
        ends(stack.layers(), 0, &mut found);
        let mut brute = vec![0; sight.ways.len()];
        found.iter().for_each(|&end| brute[end] += 1);
        assert_eq!(sight.ways, brute, "seed {seed}");
    }
}

#[test]
fn the_counts_after_each_layer_are_those_of_the_stack_up_to_it() {
    for seed in 0..500 {
        let stack = some_stack(&mut Random::new(seed), 4, 6);
        let sight = Sight::new(&stack);
        for nth in 0..stack.layers().len() {
            let upto = Stack::new(stack.extent(), &stack.layers()[..=nth]);
            assert_eq!(Sight::new(&upto).whole(), sight.layers[nth]);
        }
    }
}

#[test]
fn the_middle_is_the_smallest_that_holds_95_per_cent_of_the_paths() {
    for seed in 0..1500 {
        let stack = some_stack(&mut Random::new(seed), 6, 6);
        let sight = Sight::new(&stack);
        let Some(counted) = sight.whole().counted else { continue };
        assert!(sight.ways.iter().eq(sight.ways.iter().rev()), "the paths read the same from both ends");
        let held = |middle: usize| {
            let cut = (sight.ways.len() - middle) / 2;
            let inner = u128::from(sight.ways[cut..sight.ways.len() - cut].iter().sum::<u64>());
            let total = u128::from(counted.paths);
            if stack.extent() == Extent::Area {
                inner * inner * 100 >= 95 * total * total
            } else {
                inner * 100 >= 95 * total
            }
        };
        let middle = counted.middle as usize;
        assert!(held(middle), "seed {seed}");
        assert!(middle <= 2 || !held(middle - 2), "seed {seed}: {middle} of {:?}", sight.ways);
    }
}

/// Size, jump and start of a text.
fn field(text: &str) -> (u64, u64, i64) {
    let whole = Sight::new(&text::read(text).0).whole();
    (whole.size, whole.jump, whole.start)
}

#[test]
fn the_presets_have_their_published_fields() {
    let whole = |nth: usize| {
        let preset = PRESETS[nth];
        let (stack, notices) = text::read(preset.text);
        assert_eq!((text::write(&stack).as_str(), notices.len()), (preset.text, 0));
        assert_eq!(stack, preset.stack());
        let seen = Sight::new(&stack).whole();
        (seen.size, seen.counted.expect("a preset is counted").read)
    };
    let found: Vec<(u64, u64)> = (0..PRESETS.len()).map(whole).collect();
    assert_eq!(found[..5], [(7, 7), (7, 7), (15, 15), (13, 7), (17, 17)]);
    // The table of Araujo, Norris and Sim: field 195, jump 32, padding 64.
    assert_eq!(field(PRESETS[5].text), (195, 32, -64));
    assert_eq!(found[6].0, 76);
    assert_eq!(found[9], (1024, 1024));
    assert_eq!(field(PRESETS[9].text), (1024, 1, -1023));
    assert_eq!(found[10], (25, 25));
}

#[test]
fn the_last_poolings_of_vgg_16_see_212_inputs() {
    // With its 18 layers VGG-16 does not fit; up to the fourth pooling it would see 100, up to the fifth 212.
    let (conv, pool) = ((3, 1), (2, 2));
    let blocks = [2, 2, 3, 3, 3].map(|convs| [vec![conv; convs], vec![pool]].concat()).concat();
    let step = |(kernel, stride)| Step { kernel, stride, dilation: 1, padding_before: 0 };
    let steps: Vec<Step> = blocks.into_iter().map(step).collect();
    assert_eq!(receptive_field(&steps).size, 212);
    assert_eq!(receptive_field(&steps[..12]).size, field(PRESETS[6].text).0);
}

#[test]
fn rates_two_leave_a_grid_unread() {
    let sight = Sight::new(&text::read("c3d2-c3d2-c3d2").0);
    assert_eq!(sight.ways, [1, 0, 3, 0, 6, 0, 7, 0, 6, 0, 3, 0, 1]);
}

#[test]
fn the_effective_field_of_equal_layers_grows_with_the_root_of_the_depth() {
    let sight = Sight::new(&text::read(&format!("{}.1d", ["c11"; 12].join("-"))).0);
    let middle = |nth: usize| sight.layers[nth - 1].counted.expect("counted").middle as f64;
    let (size, root) = (sight.layers[11].size as f64 / sight.layers[2].size as f64, middle(12) / middle(3));
    assert!(size > 3.0 && (1.8..2.2).contains(&root), "four times as deep: {size} and {root} times as wide");
}

#[test]
fn what_is_written_is_read_without_a_notice() {
    for seed in 0..4000 {
        let stack = some_stack(&mut Random::new(seed), 600, 14);
        let link = text::write(&stack);
        assert!(link.len() <= 300 && link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte)));
        assert_eq!(text::read(&link), (stack, Vec::new()), "{link}");
    }
}

#[test]
fn garbage_is_read_as_something_legal_that_stays_the_same() {
    let signs: Vec<char> = "cdwpasdv0123456789--..1dcausal xé—卷,_+".chars().collect();
    let mut noticed = 0;
    for seed in 0..8000 {
        let mut random = Random::new(seed);
        let link: String = (0..random.between(0, 60)).map(|_| random.one_of(&signs)).collect();
        let (stack, notices) = text::read(&link);
        assert!((1..=MOST_LAYERS).contains(&stack.layers().len()));
        for layer in stack.layers() {
            assert_eq!(*layer, layer.fitted(stack.extent()));
            for field in Field::ALL {
                assert!((1..=field.most(layer.kind, stack.extent())).contains(&layer.get(field)));
            }
        }
        assert!(notices.len() <= 3);
        noticed += usize::from(!notices.is_empty());
        for lang in Lang::ALL {
            assert!(notices.iter().all(|notice| !notice.explain(words(lang)).is_empty()));
        }
        assert_eq!(text::read(&text::write(&stack)), (stack, Vec::new()), "{link}");
    }
    assert!(noticed > 4000);
}

#[test]
fn what_a_link_asks_too_much_of_goes_to_the_nearest_and_is_said() {
    let said = |link: &str| {
        let (stack, notices) = text::read(link);
        let sentences: Vec<String> = notices.iter().map(|notice| notice.explain(words(Lang::English))).collect();
        (text::write(&stack), sentences.join(" "))
    };
    let same = |link: &str, kept: &str| assert_eq!(said(link), (kept.to_owned(), String::new()));
    same("", "c3-c3d2-c3d4");
    same("c-p-w", "c3-p2-w1");
    same("c3--c3-", "c3-c3");
    same("-c5..1d.", "c5.1d");
    same("--", "c3-c3d2-c3d4");
    same("c3s1d1.2d", "c3");
    let (kept, sentences) = said("c30-c3d900.1d");
    assert_eq!(kept, "c11-c3d512.1d");
    assert_eq!(
        sentences,
        "The link asks for kernel 30 in layer 1; 11 is shown. The link asks for rate 900 in layer 2; 512 is shown."
    );
    assert_eq!(said("c99999999999999999999999").0, "c11");
    assert_eq!(said("c0s0").0, "c1");
    let (kept, sentences) = said(&["c3"; 20].join("-"));
    assert_eq!((kept.split('-').count(), sentences.contains("20 layers")), (12, true));
    assert!(said("c3-q5").1.contains("“q5”"));
    assert_eq!(said("c3-q5").0, "c3");
}

#[test]
fn editing_keeps_a_stack_legal_and_changes_what_is_asked() {
    let stack = text::read("c3-p2s2-c5").0;
    let after = |stack: &Stack| text::write(stack);
    assert_eq!(after(&stack.with_one_more()), "c3-p2s2-c5-c5");
    assert_eq!(after(&stack.without(1)), "c3-c5");
    assert_eq!(after(&stack.swapped(0)), "p2s2-c3-c5");
    assert_eq!(after(&stack.swapped(2)), "c3-p2s2-c5");
    assert_eq!(after(&stack.without(9)), "c3-p2s2-c5");
    assert_eq!(after(&stack.without(0).without(0).without(0)), "c5");
    assert_eq!(after(&stack.with(0, stack.layers()[0].with(Field::Rate, 9999))), "c3d64-p2s2-c5");
    assert_eq!(after(&stack.along(Extent::Causal)), "c3-p2s2-c5.causal");
    assert_eq!(after(&stack.with(2, stack.layers()[2].of_kind(LayerKind::MeanPool))), "c3-p2s2-a2s2");
    assert_eq!(after(&stack.with(2, stack.layers()[2].of_kind(LayerKind::Depthwise))), "c3-p2s2-d5");
    let full = (0..20).fold(stack, |stack, _| stack.with_one_more());
    assert_eq!(full.layers().len(), MOST_LAYERS);
}

#[test]
fn a_layer_on_the_stage_is_that_layer() {
    let mut shown = 0;
    for seed in 0..600 {
        let stack = some_stack(&mut Random::new(seed), 6, 3);
        for layer in stack.layers() {
            let Some(spec) = layer.figure(stack.extent()) else { continue };
            let geometry = spec.check().expect("what is offered can be computed");
            let (axis, step) = (geometry.axes().col, layer.step(stack.extent()));
            assert_eq!(Step::from(&axis), step);
            assert!(axis.output() >= 2);
            assert_eq!(spec.kind == Kind::Line, stack.extent() != Extent::Area);
            assert_eq!(spec.kind == Kind::Pooling, layer.kind.pools());
            shown += 1;
        }
    }
    assert!(shown > 300, "{shown}");
    let layer = |text: &str| text::read(text).0.layers()[0].figure(text::read(text).0.extent());
    assert_eq!(layer("c3d64"), None, "too wide for the stage");
    assert_eq!(layer("p2s2.1d"), None, "no chapter pools along one axis");
    assert!(layer("c3d2").is_some() && layer("c11s4v").is_some() && layer("c2d8.causal").is_some());
}

#[test]
fn a_padded_layer_on_the_stage_is_padded_behind_by_what_its_window_spans_more() {
    let padding = |text: &str| {
        let (stack, _) = text::read(text);
        let spec = stack.layers()[0].figure(stack.extent()).expect("it is offered");
        assert!(spec.check().is_ok(), "{text}");
        let axis = spec.check().expect("it can be computed").axes().col;
        (axis.before, axis.after, axis.output() == axis.input)
    };
    for extent in ["", ".1d"] {
        let around = |layer: &str| padding(&format!("{layer}{extent}"));
        assert_eq!(around("c2"), (0, 1, true));
        assert_eq!(around("c4"), (1, 2, true));
        assert_eq!(around("c2d3"), (1, 2, true));
        assert_eq!(around("c3"), (1, 1, true));
        assert_eq!(around("c4v"), (0, 0, false));
        assert_eq!(around("c3s2"), (1, 1, false));
    }
    assert_eq!(padding("c4.causal"), (3, 0, true));
    assert_eq!(padding("p2s2"), (0, 0, false), "no window reads behind the input");
    assert_eq!(padding("p2"), (0, 1, true));
}

/// The words of a picture that are whole numbers, as they were drawn.
fn numbers(scene: &Scene) -> Vec<String> {
    let texts = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(text) => Some(text.words.to_string()),
        _ => None,
    });
    texts.filter(|words| words.parse::<u64>().is_ok()).collect()
}

#[test]
fn counts_of_inputs_stand_at_whole_numbers() {
    // Each number once along the layers, and once along the inputs.
    for (link, most) in [("w1", 1), ("c2", 2), ("c3", 3), ("c2-c2.1d", 3)] {
        let (stack, _) = text::read(link);
        let scene = growth::growth(&Sight::new(&stack), &view(700.0, ThemeName::Light, Lang::English));
        let mut along: Vec<String> =
            (0..=stack.layers().len()).chain(0..=most).map(|count| count.to_string()).collect();
        let mut drawn = numbers(&scene);
        along.sort();
        drawn.sort();
        assert_eq!(drawn, along, "{link}");
    }
}

#[test]
fn the_key_has_a_ring_only_where_rings_are_drawn() {
    for (link, width, rings) in [
        ("c3d2-c3d2-c3d2", 700.0, true),
        ("c3d40-c3d40", 700.0, false),
        ("c3d2-c3d2.1d", 700.0, true),
        ("c3d400.1d", 700.0, false),
    ] {
        let (stack, _) = text::read(link);
        let view = view(width, ThemeName::Light, Lang::English);
        let scene = heat::heat(&stack, &Sight::new(&stack), &view).expect("its paths are counted");
        let warn = view.theme.warn;
        let ring = |shape: &Shape| matches!(shape, Shape::Circle { stroke: Some(stroke), .. } if stroke.color == warn);
        let drawn = scene.shapes.iter().filter(|shape| ring(shape)).count();
        let said = |shape: &Shape| matches!(shape, Shape::Text(text) if text.words.starts_with("never read: "));
        assert!(scene.shapes.iter().any(said), "{link}");
        assert_eq!(drawn > 0, rings, "{link}: {drawn} rings");
    }
}

#[test]
fn one_path_is_named_as_one() {
    for lang in Lang::ALL {
        let paths = words(lang).paths;
        assert!(!paths("1", 1, 1, true).contains("95"));
        assert!(paths("9", 3, 3, true).contains("95"));
    }
    assert_eq!((words(Lang::English).paths)("1", 1, 1, false), "1 path leads to it.");
}

const WIDTHS: [f64; 5] = [280.0, 330.0, 480.0, 700.0, 1360.0];

fn view(width: f64, theme: ThemeName, lang: Lang) -> View<'static> {
    View { width, theme: theme.theme(), words: words(lang) }
}

/// The pictures of a stack that there are.
fn pictures(stack: &Stack, view: &View<'_>) -> Vec<Scene> {
    let sight = Sight::new(stack);
    let first = if stack.extent() == Extent::Area {
        windows::windows(stack, &sight, view)
    } else {
        ways::ways(stack, &sight, view)
    };
    [first, growth::growth(&sight, view)].into_iter().chain(heat::heat(stack, &sight, view)).collect()
}

/// Left, top, right, bottom of a text, about.
fn box_of(text: &convoscope::scene::Text) -> [f64; 4] {
    let wide = text_width(&text.words, text.size) * if text.bold { 1.06 } else { 1.0 };
    let left = match text.align {
        Align::Start => text.x,
        Align::Middle => text.x - wide / 2.0,
        Align::End => text.x - wide,
    };
    [left, text.y - text.size * 0.8, left + wide, text.y + text.size * 0.2]
}

#[test]
fn words_of_the_pictures_can_be_read_and_lie_apart_at_every_width() {
    let mut stacks: Vec<Stack> = PRESETS.iter().map(|preset| preset.stack()).collect();
    stacks.extend((0..60).map(|seed| some_stack(&mut Random::new(seed), 6, 12)));
    stacks.extend((0..20).map(|seed| some_stack(&mut Random::new(seed), 600, 12)));
    for stack in &stacks {
        for width in WIDTHS {
            for lang in Lang::ALL {
                for scene in pictures(stack, &view(width, ThemeName::Light, lang)) {
                    words_lie_apart(&scene, &format!("{} at {width}", text::write(stack)));
                }
            }
        }
    }
}

fn words_lie_apart(scene: &Scene, what: &str) {
    assert!(scene.height > 0.0 && scene.height < 700.0, "{what}: {}", scene.height);
    let mut boxes: Vec<([f64; 4], &str)> = Vec::new();
    for shape in &scene.shapes {
        let Shape::Text(text) = shape else { continue };
        assert!(text.size >= 12.0);
        let [left, top, right, bottom] = box_of(text);
        assert!(left >= -0.5 && right <= scene.width + 0.5, "{what}: `{}` from {left} to {right}", text.words);
        assert!(
            top >= -0.5 && bottom <= scene.height + 0.5,
            "{what}: `{}` down to {bottom} of {}",
            text.words,
            scene.height
        );
        for (other, words) in &boxes {
            let apart = left >= other[2] || other[0] >= right || top >= other[3] || other[1] >= bottom;
            assert!(apart, "{what}: `{}` lies on `{words}`", text.words);
        }
        boxes.push(([left, top, right, bottom], &text.words));
    }
    assert!(!boxes.is_empty(), "{what}");
}

#[test]
fn pictures_stay_small_enough_for_the_page() {
    let mut most = 0;
    for preset in &PRESETS {
        for scene in pictures(&preset.stack(), &view(1360.0, ThemeName::Light, Lang::English)) {
            most = most.max(svg::write(&scene, "").len());
        }
    }
    assert!(most < 400_000, "{most} signs");
}

#[test]
fn the_pictures_look_as_before() {
    for (name, link, width, theme, lang) in [
        ("stack-rates", "c3-c3d2-c3d4", 700.0, ThemeName::Light, Lang::English),
        ("stack-gridding-narrow", "c3d2-c3d2-c3d2", 330.0, ThemeName::Dark, Lang::Chinese),
        ("stack-line", "c3-p2s2-c3d2-c3d4.1d", 700.0, ThemeName::Light, Lang::Chinese),
        ("stack-wavenet", PRESETS[9].text, 330.0, ThemeName::Light, Lang::English),
    ] {
        let scenes = pictures(&text::read(link).0, &view(width, theme, lang));
        for (nth, scene) in scenes.iter().enumerate() {
            snapshot(&format!("{name}-{}", nth + 1), &svg::write(scene, name));
        }
    }
}
