//! Layers on the stage.

use super::{all, network};
use convoscope::i18n::Lang;
use convoscope::i18n::panels::networks::words;
use convoscope::link::{self, Link};
use convoscope::networks::stage::{figure, formulas};
use convoscope::networks::{Row, say};
use convoscope::spec::{Kind, Setting};

fn row(id: &str, name: &str) -> Row {
    network(id).rows.into_iter().find(|row| row.name == name).expect("the layer is there")
}

fn sentence(id: &str, name: &str) -> String {
    let figure = figure(&row(id, name)).expect("a layer can be drawn");
    say::figure(&network(id).title.english, name, &figure, words(Lang::English))
}

#[test]
fn every_layer_is_a_figure_that_can_be_drawn_and_linked_to() {
    for (id, network) in all() {
        for row in network.layers() {
            let spec = figure(row).unwrap_or_else(|| panic!("{id} {} cannot be drawn", row.name)).spec;
            assert!(spec.check().is_ok(), "{id} {}", row.name);
            assert_eq!(spec, spec.clone().settled(), "{id} {}", row.name);
            for setting in Setting::ALL {
                let used = spec.kind.uses(setting);
                assert!(
                    setting.value(&spec).is_none_or(|value| !used || setting.range().contains(&value)),
                    "{id} {}",
                    row.name
                );
            }
            assert!(spec.in_channels <= 8 && spec.out_channels <= 8, "{id} {}: few enough to look at", row.name);
            let written = link::write(&Link { spec: spec.clone(), ..Link::of_kind(spec.kind) });
            let (read, notices) = link::read(&written);
            assert_eq!(read.spec, spec, "{id} {}: {written}", row.name);
            assert!(notices.is_empty(), "{id} {}: {notices:?}", row.name);
        }
        for join in network.rows.iter().filter(|row| row.kind.joins()) {
            assert_eq!(figure(join), None);
        }
    }
}

#[test]
fn what_was_scaled_is_said() {
    assert_eq!(
        sentence("mobilenet_v1", "conv_dw_3"),
        "MobileNet v1, conv_dw_3: 128 channels at 56 × 56. Drawn: 8 channels at 12 × 12."
    );
    let first = sentence("alexnet_2012_groups", "conv1");
    assert!(first.contains("3 → 96 channels at 227 × 227, kernel 11 × 11"), "{first}");
    assert!(first.contains("Drawn: 3 → 8 channels at 11 × 11, kernel 7 × 7."), "{first}");
    let grouped = sentence("resnext50_32x4d", "layer1.0.conv2");
    assert!(grouped.contains("56 × 56, 32 groups. Drawn: 8 channels at 12 × 12, 4 groups."), "{grouped}");
    let dilated = sentence("deeplabv3_aspp_os16", "0.convs.3.0");
    assert!(dilated.contains("rate 18, padding 18. Drawn:") && dilated.contains("rate 8, padding 8."), "{dilated}");
    assert!(sentence("deepface", "F7").contains("7,056 inputs to 4,096 outputs. Drawn: 16 inputs to 9 outputs."));
}

#[test]
fn a_figure_differs_from_its_layer_only_in_what_is_said() {
    for (id, network) in all() {
        for row in network.layers() {
            let figure = figure(row).expect("a figure");
            let text = say::figure("", "", &figure, words(Lang::English));
            let same = figure.real == figure.drawn;
            assert_eq!(same, text.contains("drawn as it is"), "{id} {}: {text}", row.name);
        }
    }
}

#[test]
fn each_kind_of_layer_opens_the_chapter_that_is_about_it() {
    let chapter = |id, name| figure(&row(id, name)).expect("a figure").spec.kind;
    assert_eq!(chapter("mobilenet_v1", "conv_dw_3"), Kind::Depthwise);
    assert_eq!(chapter("mobilenet_v1", "conv_pw_3"), Kind::Channels);
    assert_eq!(chapter("mobilenet_v1", "conv1"), Kind::Strided);
    assert_eq!(chapter("resnext50_32x4d", "layer1.0.conv2"), Kind::Grouped);
    assert_eq!(chapter("deepface", "L4"), Kind::Local);
    assert_eq!(chapter("deepface", "F7"), Kind::Dense);
    assert_eq!(chapter("deepface", "M2"), Kind::Pooling);
    assert_eq!(chapter("wavenet_stack", "blocks.3.filter"), Kind::Line);
    assert_eq!(chapter("deeplabv3_aspp_os8", "0.convs.1.0"), Kind::Dilated);
}

#[test]
fn formulas_have_the_real_numbers() {
    let of = |id, name| formulas(&row(id, name));
    let depthwise = of("mobilenet_v1", "conv_dw_3");
    assert_eq!(depthwise.params.as_deref(), Some("128 × 3 × 3 = 1,152"));
    assert_eq!(depthwise.macs.as_deref(), Some("128 × 3 × 3 × 56 × 56 = 3,612,672"));
    assert_eq!(depthwise.size, ["56 + 1 + 1 − 3 + 1 = 56"]);
    let first = of("alexnet_2012_groups", "conv1");
    assert_eq!(first.params.as_deref(), Some("96 × 3 × 11 × 11 + 96 = 34,944"));
    assert_eq!(first.size, ["⌊(227 − 11) ÷ 4⌋ + 1 = 55"]);
    let local = of("deepface", "L4");
    assert_eq!(local.params.as_deref(), Some("16 × 16 × 9 × 9 × 55 × 55 + 48,400 = 62,774,800"));
    assert_eq!(of("deepface", "F7").macs.as_deref(), Some("4,096 × 7,056 = 28,901,376"));
    assert_eq!(of("wavenet_stack", "blocks.3.filter").size, ["2048 + 8 + 0 − (8 × (2 − 1) + 1) + 1 = 2048"]);
    assert_eq!(of("deepface", "M2").params, None);
}

/// The product on the left of a formula, plus what is added to it.
fn value(formula: &str) -> u64 {
    let (left, _) = formula.split_once(" = ").expect("an equals sign");
    let sum = left.split(" + ").map(|part| {
        part.split(" × ").map(|factor| factor.replace(',', "").parse::<u64>().expect("a number")).product::<u64>()
    });
    sum.sum()
}

#[test]
fn every_formula_gives_the_count_of_its_row() {
    for (id, network) in all() {
        for row in network.layers().filter(|row| row.kind.has_weights()) {
            let formulas = formulas(row);
            assert_eq!(value(&formulas.params.expect("parameters")), row.params(), "{id} {}", row.name);
            assert_eq!(value(&formulas.macs.expect("multiply-adds")), row.cost.multiply_adds, "{id} {}", row.name);
        }
    }
}
