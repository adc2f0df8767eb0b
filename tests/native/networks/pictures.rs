//! Where parameters and multiply-adds sit, drawn.

use super::network;
use convoscope::i18n::Lang;
use convoscope::networks::chart::{Bar, depth, kinds};
use convoscope::networks::{LIST, Swap, Totals};
use convoscope::scene::{Align, Scene, Shape, svg};
use convoscope::stage::ThemeName;

/// The texts of a picture.
fn words(scene: &Scene) -> Vec<String> {
    let text = |shape: &Shape| if let Shape::Text(text) = shape { Some(text.words.to_string()) } else { None };
    scene.shapes.iter().filter_map(text).collect()
}

fn picture(id: &str, width: f64, theme: ThemeName, lang: Lang) -> Scene {
    kinds(&[Bar { name: "", totals: &Totals::of(&network(id)) }], width, theme.theme(), lang)
}

#[test]
fn the_shares_of_mobilenet_are_written_out() {
    let words = words(&picture("mobilenet_v1", 700.0, ThemeName::Light, Lang::English));
    for said in
        ["Parameters", "4,231,976", "568,740,352", "pointwise, 1 × 1", "98.4 %", "95.0 %", "normalisation", "0.5 %"]
    {
        assert!(words.iter().any(|word| word == said), "{said} in {words:?}");
    }
}

#[test]
fn every_picture_keeps_to_its_width_in_both_languages() {
    for entry in LIST {
        for (lang, width) in [(Lang::English, 320.0), (Lang::English, 1320.0), (Lang::Chinese, 320.0)] {
            let scene = picture(entry.id, width, ThemeName::Dark, lang);
            assert!(scene.height > 100.0 && scene.height < 420.0, "{}: {}", entry.id, scene.height);
            for shape in &scene.shapes {
                match shape {
                    Shape::Rect { area, .. } => {
                        assert!(
                            area.x >= 0.0 && area.right() <= width + 0.01 && area.w > 0.0,
                            "{}: {area:?}",
                            entry.id
                        );
                    }
                    Shape::Text(text) => {
                        assert!(text.x >= 0.0 && text.x <= width && text.y <= scene.height, "{}: {text:?}", entry.id);
                        assert_ne!(text.align, Align::Middle);
                    }
                    _ => {}
                }
            }
            assert!(svg::write(&scene, entry.id).len() < 9000);
        }
    }
}

#[test]
fn bars_before_and_after_a_change_share_one_scale() {
    let (before, changed) = (network("mobilenet_v1"), Swap::Standard.apply(&network("mobilenet_v1")).network);
    let totals = [Totals::of(&before), Totals::of(&changed)];
    let bars = [Bar { name: "before", totals: &totals[0] }, Bar { name: "after", totals: &totals[1] }];
    let scene = kinds(&bars, 600.0, ThemeName::Light.theme(), Lang::English);
    // The ends of the bars, from top to bottom: the rows of blocks as tall as a bar.
    let mut rows: Vec<(f64, f64)> = Vec::new();
    for shape in &scene.shapes {
        let Shape::Rect { area, .. } = shape else { continue };
        if area.h < 20.0 {
            continue;
        }
        match rows.last_mut() {
            Some((y, end)) if *y == area.y => *end = area.right(),
            _ => rows.push((area.y, area.right())),
        }
    }
    let ends: Vec<f64> = rows.iter().map(|&(_, end)| end).collect();
    let expected = 600.0 * totals[0].params as f64 / totals[1].params as f64;
    assert_eq!(ends.len(), 4);
    assert!((ends[0] - expected).abs() < 2.0 && (ends[1] - 600.0).abs() < 2.0, "{ends:?}");
    assert!(ends[2] < 120.0 && (ends[3] - 600.0).abs() < 2.0, "{ends:?}");
}

#[test]
fn every_layer_with_weights_has_a_bar_for_each_count_and_the_chosen_one_a_line() {
    for entry in LIST {
        let network = network(entry.id);
        let draw = |chosen| depth(&network, chosen, 600.0, ThemeName::Light.theme(), Lang::English);
        let plain = draw(None);
        let bars = |scene: &Scene| scene.shapes.iter().filter(|shape| matches!(shape, Shape::Rect { .. })).count();
        let with_weights = network.layers().filter(|row| row.kind.has_weights()).count();
        assert_eq!(bars(&plain), 2 * with_weights, "{}", entry.id);
        let lines = |scene: &Scene| scene.shapes.iter().filter(|shape| matches!(shape, Shape::Path { .. })).count();
        assert_eq!(lines(&draw(Some(1))), lines(&plain) + 2, "{}", entry.id);
        assert_eq!(draw(Some(9999)), plain, "{}: there is no such layer", entry.id);
    }
}
