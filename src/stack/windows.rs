//! The windows of a 2-D stack on its input: one square for each layer, each inside of the next, with its name and size.
//!
//! Every square is the window of an output that the last output reads, at its true place; so with even kernels it stands one
//! input beside the middle. Grids are drawn while an input is at least `GRID_FROM` wide.

use super::paper::{bracket, dashed, small, stroke, strong, wide};
use super::{Sight, Stack, View};
use crate::i18n::number::commas;
use crate::scene::{Align, Area, Pen, Scene};

/// Least width of an input whose outline is drawn.
const GRID_FROM: f64 = 7.0;
/// The largest side of the input.
const LARGEST: f64 = 440.0;
/// From the input to the names.
const CHANNEL: f64 = 26.0;
/// From one name to the next.
const PITCH: f64 = 18.0;
/// What the bracket under the input takes.
const FOOT: f64 = 34.0;
/// Room for the outermost line.
const EDGE: f64 = 2.0;

/// Draws them.
pub fn windows(stack: &Stack, sight: &Sight, view: &View<'_>) -> Scene {
    let sizes: Vec<String> = sight
        .layers
        .iter()
        .map(|seen| if seen.size < 10_000 { (view.words.square)(seen.size) } else { commas(seen.size) })
        .collect();
    let name = wide(&(view.words.layer)(sizes.len())) + 6.0;
    // Bold words are a little wider.
    let words = name + sizes.iter().fold(0.0, |most: f64, size| most.max(wide(size))) * 1.08;
    let side = (view.width - words - CHANNEL - 2.0 * EDGE).clamp(60.0, LARGEST);
    let height = side.max(sizes.len() as f64 * PITCH) + 2.0 * EDGE;
    let input = Area::new(EDGE, (height - side) / 2.0, side, side);
    let mut scene = Scene::new(view.width, height + FOOT);
    let scale = side / sight.whole().size as f64;
    grid(&mut scene, view, input, scale);
    let squares: Vec<Area> = sight
        .windows(stack)
        .into_iter()
        .map(|(first, size)| {
            let (from, wide) = (first as f64 * scale, size as f64 * scale);
            Area::new(input.x + from, input.y + from, wide, wide)
        })
        .collect();
    outlines(&mut scene, view, stack, &squares);
    labels(&mut scene, view, (&squares, &sizes), (input.right() + CHANNEL, name, height));
    bracket(&mut scene, view, (input.x, input.right()), input.bottom() + 6.0, &(view.words.inputs)(sight.whole().size));
    scene
}

fn grid(scene: &mut Scene, view: &View<'_>, input: Area, scale: f64) {
    scene.block(input, 0.0, view.theme.surface);
    if scale < GRID_FROM {
        return;
    }
    let mut pen = Vec::new();
    for line in 1..(input.w / scale).round() as usize {
        let far = line as f64 * scale;
        pen.extend([Pen::Move(input.x + far, input.y), Pen::Line(input.x + far, input.bottom())]);
        pen.extend([Pen::Move(input.x, input.y + far), Pen::Line(input.right(), input.y + far)]);
    }
    scene.line(pen, stroke(view, view.theme.line, 1.0));
}

/// From the outermost to the innermost: each tints what lies in it, so that the middle, which all see, is the darkest.
fn outlines(scene: &mut Scene, view: &View<'_>, stack: &Stack, squares: &[Area]) {
    let theme = view.theme;
    let last = squares.len().saturating_sub(1);
    for (nth, (square, layer)) in squares.iter().zip(stack.layers()).enumerate().rev() {
        scene.block(*square, 0.0, theme.input.fade(0.07));
        let width = if nth == last { 2.4 } else { 1.3 };
        let line = if layer.kind.pools() { dashed(view, theme.input, width) } else { stroke(view, theme.input, width) };
        scene.outline(*square, 0.0, line);
    }
}

/// The names stand beside the input in the order of the squares' upper edges; a thin line leads to each corner.
fn labels(
    scene: &mut Scene,
    view: &View<'_>,
    (squares, sizes): (&[Area], &[String]),
    (x, name, height): (f64, f64, f64),
) {
    let theme = view.theme;
    let last = squares.len().saturating_sub(1);
    let mut lines = Vec::new();
    let mut next = 0.0;
    for (nth, (square, size)) in squares.iter().zip(sizes).enumerate().rev() {
        // No lower than what leaves room for those that come.
        let least = f64::max(next, square.y - PITCH / 2.0);
        let top = least.min(height - (nth + 1) as f64 * PITCH);
        next = top + PITCH;
        let middle = top + PITCH / 2.0;
        lines.extend([
            Pen::Move(square.right(), square.y),
            Pen::Line(x - CHANNEL + 5.0, square.y),
            Pen::Line(x - 9.0, middle),
            Pen::Line(x - 4.0, middle),
        ]);
        let base = middle + 4.5;
        small(scene, (x, base), &(view.words.layer)(nth + 1), theme.ink3, Align::Start);
        let write = if nth == last { strong } else { small };
        write(scene, (x + name, base), size, theme.ink, Align::Start);
    }
    scene.line(lines, stroke(view, theme.control, 0.8));
}
