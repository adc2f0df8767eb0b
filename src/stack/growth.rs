//! How the field grows from layer to layer, beside the part of it that holds 95 % of the paths, and the jump.

use super::sight::{MOST_COUNTED, Seen};
use super::{Sight, View};
use crate::chart::{Axis, Chart, Line, Scale};
use crate::i18n::number::{commas, num};
use crate::scene::{Area, Color, Scene};

/// Below this every whole number of inputs has a label: round values would lie at parts of an input.
const EVERY_BELOW: u64 = 4;

/// Draws the three curves, from the input, which sees itself, to the last layer.
pub fn growth(sight: &Sight, view: &View<'_>) -> Scene {
    let (theme, depth) = (view.theme, sight.layers.len());
    let line = |nth: usize, color: Color, of: fn(&Seen) -> Option<u64>| {
        let points =
            sight.layers.iter().enumerate().filter_map(|(nth, seen)| Some((nth as f64 + 1.0, of(seen)? as f64)));
        let points = std::iter::once((0.0, 1.0)).chain(points).collect();
        Line { name: view.words.curves[nth].into(), points, color, dots: true }
    };
    let most = sight.whole().size.max(sight.whole().jump);
    // What is too wide to be counted is too wide for even steps as well.
    let y = if most > MOST_COUNTED {
        Scale::by_magnitude(1.0, most as f64)
    } else if most < EVERY_BELOW {
        counts(most)
    } else {
        Scale::even(0.0, most as f64)
    };
    let x = counts(depth as u64);
    let chart = Chart {
        x: Axis { scale: x, name: view.words.columns[0].into(), label: |layer| num(layer as f32) },
        y: Axis { scale: y, name: view.words.input_count.into(), label: |count| commas(count as u64) },
        lines: vec![
            line(2, theme.ink3, |seen| Some(seen.jump)),
            line(1, theme.ink, |seen| Some(seen.counted?.middle)),
            line(0, theme.input, |seen| Some(seen.size)),
        ],
        bars: Vec::new(),
        mark: None,
    };
    let height = (view.width * 0.5).clamp(250.0, 330.0);
    let mut scene = Scene::new(view.width, height);
    chart.draw(&mut scene, Area::new(0.0, 0.0, view.width, height), theme);
    scene
}

/// From nothing to a count, with a label at every whole number.
fn counts(most: u64) -> Scale {
    Scale::even(0.0, most as f64).labelled((0..=most).map(|count| count as f64).collect())
}
