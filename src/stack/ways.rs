//! A 1-D stack: from its output down to the inputs, node by node; where it is too wide, a bar for each layer.

use super::paper::{LINE, Sample, bracket, sample, small, stroke, strong, wide};
use super::{Extent, Sight, Stack, View};
use crate::i18n::number::commas;
use crate::scene::{Align, Area, Pen, Scene, Stroke};

/// Least distance of two inputs whose nodes are drawn.
const NODES_FROM: f64 = 5.0;
/// The largest distance of two inputs.
const PITCH: f64 = 30.0;
/// What the bracket under the inputs takes.
const FOOT: f64 = 40.0;
/// From the names to the picture.
const GAP: f64 = 14.0;

/// True if there is room for every node.
pub fn has_nodes(sight: &Sight, view: &View<'_>) -> bool {
    sight.whole().size as f64 * NODES_FROM <= view.width - names_width(sight, view)
}

/// Draws it.
pub fn ways(stack: &Stack, sight: &Sight, view: &View<'_>) -> Scene {
    if has_nodes(sight, view) { nodes(stack, sight, view) } else { bars(stack, sight, view) }
}

fn names_width(sight: &Sight, view: &View<'_>) -> f64 {
    let last = wide(&(view.words.layer)(sight.layers.len()));
    last.max(wide(view.words.output)).max(wide(view.words.input)) + GAP
}

/// For each level, the inputs first, whether a path leads from each of its nodes to the output.
fn levels(stack: &Stack) -> Vec<Vec<bool>> {
    let mut levels = vec![vec![true]];
    for layer in stack.layers().iter().rev() {
        let above = &levels[levels.len() - 1];
        let mut below = vec![false; (above.len() - 1) * layer.stride + layer.span()];
        for at in (0..above.len()).filter(|&at| above[at]) {
            for tap in 0..layer.kernel {
                below[at * layer.stride + tap * layer.rate] = true;
            }
        }
        levels.push(below);
    }
    levels.reverse();
    levels
}

fn nodes(stack: &Stack, sight: &Sight, view: &View<'_>) -> Scene {
    let theme = view.theme;
    let (left, size, depth) = (names_width(sight, view), sight.whole().size as f64, stack.layers().len());
    let pitch = ((view.width - left - 8.0) / size).min(PITCH);
    let radius = (pitch * 0.27).clamp(1.6, 5.0);
    // From one level to the next.
    let step = if depth > 6 { 30.0 } else { 40.0 };
    let mut scene = Scene::new(view.width, depth as f64 * step + 12.0 + FOOT);
    // A node stands over the middle of what it sees, in a causal stack over its end.
    let at = |level: usize, nth: usize| {
        let (size, jump) = level.checked_sub(1).map_or((1, 1), |below| {
            let seen = sight.layers[below];
            (seen.size, seen.jump)
        });
        let over = if stack.extent() == Extent::Causal { size as f64 - 1.0 } else { (size as f64 - 1.0) / 2.0 };
        let x = left + pitch * (0.5 + nth as f64 * jump as f64 + over);
        (x, 8.0 + step * (depth - level) as f64)
    };
    let levels = levels(stack);
    let mut links = Vec::new();
    for (level, layer) in stack.layers().iter().enumerate() {
        for above in (0..levels[level + 1].len()).filter(|&above| levels[level + 1][above]) {
            for tap in 0..layer.kernel {
                let ((x0, y0), (x1, y1)) = (at(level + 1, above), at(level, above * layer.stride + tap * layer.rate));
                links.extend([Pen::Move(x0, y0), Pen::Line(x1, y1)]);
            }
        }
    }
    scene.line(links, stroke(view, theme.ink3, if pitch < 9.0 { 0.7 } else { 1.0 }));
    for (level, lit) in levels.iter().enumerate() {
        let y = at(level, 0).1;
        let name = (view.words.layer)(level);
        let (name, color) = match level {
            0 => (view.words.input, theme.input),
            top if top == depth => (view.words.output, theme.output),
            _ => (name.as_str(), theme.ink3),
        };
        small(&mut scene, (0.0, y + 4.5), name, color, Align::Start);
        for (nth, &lit) in lit.iter().enumerate() {
            let fill = match level {
                0 => theme.input,
                top if top == depth => theme.output,
                _ => theme.ink,
            };
            let (place, missed) = (at(level, nth), Stroke::solid(theme.warn, (radius * 0.4).max(1.0)));
            match (lit, level) {
                (true, _) => scene.circle(place, radius, Some(fill), None),
                (false, 0) => scene.circle(place, radius - 0.4, Some(theme.paper), Some(missed)),
                (false, _) => scene.circle(place, 1.2, Some(theme.control), None),
            }
        }
    }
    let ends = (at(0, 0).0 - radius, at(0, levels[0].len() - 1).0 + radius);
    bracket(&mut scene, view, ends, at(0, 0).1 + 12.0, &(view.words.inputs)(sight.whole().size));
    scene
}

/// A bar for each layer, on one scale; its dark part holds 95 % of the paths.
fn bars(stack: &Stack, sight: &Sight, view: &View<'_>) -> Scene {
    const PITCH: f64 = 25.0;
    let theme = view.theme;
    let size = sight.whole().size;
    let left = names_width(sight, view) + wide(&commas(size)) + GAP;
    let scale = (view.width - left - 4.0) / size as f64;
    let depth = sight.layers.len();
    let pale = theme.input.mix(theme.paper, 0.62);
    let mut scene = Scene::new(view.width, depth as f64 * PITCH + FOOT + LINE + 14.0);
    for (nth, ((first, wide), seen)) in sight.windows(stack).into_iter().zip(&sight.layers).enumerate() {
        let y = nth as f64 * PITCH + 4.0;
        let bar = |first: f64, wide: f64| Area::new(left + first * scale, y, (wide * scale).max(1.5), PITCH - 9.0);
        scene.block(bar(first as f64, wide as f64), 1.0, pale);
        if let Some(counted) = seen.counted {
            let middle = counted.middle as f64;
            scene.block(bar(first as f64 + (wide as f64 - middle) / 2.0, middle), 1.0, theme.input);
        }
        let base = y + 12.5;
        small(&mut scene, (0.0, base), &(view.words.layer)(nth + 1), theme.ink3, Align::Start);
        let (number, place) = (commas(seen.size), (left - GAP + 4.0, base));
        if nth + 1 == depth {
            strong(&mut scene, place, &number, theme.ink, Align::End);
        } else {
            small(&mut scene, place, &number, theme.ink2, Align::End);
        }
    }
    let low = depth as f64 * PITCH;
    bracket(&mut scene, view, (left, left + size as f64 * scale), low, &(view.words.inputs)(size));
    sample(&mut scene, view, (0.0, low + FOOT + 8.0), Sample::Block(pale), &(view.words.whole)(&commas(size)));
    if let Some(counted) = sight.whole().counted {
        let words = (view.words.middle)(&commas(counted.middle));
        sample(&mut scene, view, (0.0, low + FOOT + 8.0 + LINE), Sample::Block(theme.input), &words);
    }
    scene
}
