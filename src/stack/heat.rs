//! The paths from each input to the output: as bars along one axis, whose shape comes near to a normal curve the deeper the
//! stack is; in 2-D also as a heat map, the product of two such axes.
//!
//! Wide fields are drawn in bins of equal numbers of inputs, with the mean of each.

use super::paper::{LINE, Sample, bracket, sample, small, stroke, wide};
use super::{Extent, Sight, Stack, View};
use crate::i18n::number::{commas, num};
use crate::scene::{Align, Area, Color, Pen, Scene, Shape, Stroke};

/// Most cells of a heat map along one side.
const CELLS: usize = 64;
/// The largest side of a heat map.
const LARGEST: f64 = 380.0;
/// Least width of a cell in which a ring shows that it is never read.
const RINGS_FROM: f64 = 6.0;
/// Room for the words beside a heat map.
const BESIDE: f64 = 240.0;
/// Height of the bell over a heat map, and of one that stands alone.
const BELLS: [f64; 2] = [58.0, 150.0];
/// Share of the ramp that is used: the most paths, and what a single one has at least.
const RAMP: [f64; 2] = [0.8, 0.05];

/// Draws them; `None` if they are not counted.
pub fn heat(stack: &Stack, sight: &Sight, view: &View<'_>) -> Option<Scene> {
    let middle = sight.whole().counted?.middle;
    Some(if stack.extent() == Extent::Area { map(sight, middle, view) } else { bell(sight, middle, view) })
}

/// Numbers along an axis in bins, from 0 to 1, the largest 1.
struct Bins {
    values: Vec<f64>,
    /// Inputs of a bin.
    inputs: usize,
    /// Inputs that the first bin is short of, so that both ends are alike.
    ahead: usize,
}

impl Bins {
    fn new(ways: &[u64], most: usize) -> Self {
        let inputs = ways.len().div_ceil(most.max(1));
        let count = ways.len().div_ceil(inputs);
        let ahead = (count * inputs - ways.len()) / 2;
        let mean = |bin: usize| {
            let first = (bin * inputs).saturating_sub(ahead);
            let held = &ways[first..((bin + 1) * inputs - ahead).min(ways.len())];
            held.iter().sum::<u64>() as f64 / held.len() as f64
        };
        let means: Vec<f64> = (0..count).map(mean).collect();
        let largest = means.iter().fold(0.0, |one: f64, &two| one.max(two));
        Self { values: means.into_iter().map(|mean| mean / largest).collect(), inputs, ahead }
    }

    /// First and last edge of a bin, in inputs.
    fn edges(&self, bin: usize, size: usize) -> (f64, f64) {
        let first = (bin * self.inputs).saturating_sub(self.ahead);
        (first as f64, ((bin + 1) * self.inputs - self.ahead).min(size) as f64)
    }
}

/// Bars over a line: dark in the middle, which holds 95 % of the paths, pale at both ends. The whole height is `full`, as a
/// multiple of the highest bar.
fn bars(scene: &mut Scene, view: &View<'_>, area: Area, sight: &Sight, (middle, full): (u64, f64)) {
    let size = sight.ways.len();
    let bins = Bins::new(&sight.ways, (area.w / 3.0) as usize);
    let scale = area.w / size as f64;
    let cut = (size as f64 - middle as f64) / 2.0;
    let gap = if scale * bins.inputs as f64 >= 5.0 { 0.5 } else { 0.0 };
    let mut pens = [Vec::new(), Vec::new()];
    for (bin, &value) in bins.values.iter().enumerate().filter(|&(_, &value)| value > 0.0) {
        let (first, last) = bins.edges(bin, size);
        let inside = (first + last) / 2.0 >= cut && (first + last) / 2.0 <= size as f64 - cut;
        let (from, upto) = (area.x + first * scale + gap, area.x + last * scale - gap);
        let top = area.bottom() - area.h * value / full;
        pens[usize::from(inside)].extend([
            Pen::Move(from, area.bottom()),
            Pen::Line(from, top),
            Pen::Line(upto, top),
            Pen::Line(upto, area.bottom()),
            Pen::Close,
        ]);
    }
    let [tails, inner] = pens;
    scene.fill(tails, view.theme.input.mix(view.theme.paper, 0.62));
    scene.fill(inner, view.theme.input);
    let base = vec![Pen::Move(area.x, area.bottom()), Pen::Line(area.right(), area.bottom())];
    scene.line(base, stroke(view, view.theme.control, 1.0));
}

/// The largest share of all paths that comes from one input, in per cent.
fn largest_share(sight: &Sight, area: bool) -> String {
    let total: u64 = sight.ways.iter().sum();
    let share = sight.ways.iter().fold(0, |one, &two| one.max(two)) as f64 / total as f64;
    num((if area { share * share } else { share } * 100.0) as f32)
}

fn bell(sight: &Sight, middle: u64, view: &View<'_>) -> Scene {
    let theme = view.theme;
    let (size, [_, height]) = (sight.ways.len(), BELLS);
    let area = Area::new(3.0, 10.0, view.width.min(760.0) - 6.0, height);
    let read = sight.whole().counted.map_or(0, |counted| counted.read);
    let missed = size as u64 - read;
    let mut scene = Scene::new(view.width, area.bottom() + 88.0 + LINE * if missed > 0 { 2.0 } else { 1.0 });
    let scale = area.w / size as f64;
    let total: u64 = sight.ways.iter().sum();
    let largest = sight.ways.iter().fold(0, |one, &two| one.max(two)) as f64 / total as f64;
    let spread = deviation(&sight.ways);
    // The height of the normal curve, by that of the highest bar.
    let peak = if spread > 0.0 { 0.398_942_28 / spread / largest } else { 0.0 };
    let full = peak.max(1.0);
    bars(&mut scene, view, area, sight, (middle, full));
    if spread > 0.0 {
        normal(&mut scene, view, area, (spread * scale, peak / full));
    }
    let half = (size as f64 - middle as f64) / 2.0 * scale;
    let inner = (area.x + half, area.right() - half);
    let y = area.bottom() + 6.0;
    let pen =
        vec![Pen::Move(inner.0, y), Pen::Line(inner.0, y + 5.0), Pen::Line(inner.1, y + 5.0), Pen::Line(inner.1, y)];
    scene.line(pen, stroke(view, theme.ink, 1.6));
    let words = (view.words.middle)(&commas(middle));
    let at = area.mid_x().clamp(wide(&words) / 2.0, view.width - wide(&words) / 2.0);
    small(&mut scene, (at, y + 21.0), &words, theme.ink, Align::Middle);
    bracket(&mut scene, view, (area.x, area.right()), y + 30.0, &(view.words.inputs)(size as u64));
    let low = y + 30.0 + 46.0;
    sample(
        &mut scene,
        view,
        (0.0, low),
        Sample::Block(theme.input),
        &(view.words.share_of_one)(&largest_share(sight, false)),
    );
    sample(&mut scene, view, (0.0, low + LINE), Sample::Dashes(theme.ink), view.words.normal);
    if missed > 0 {
        sample(&mut scene, view, (0.0, low + 2.0 * LINE), ring_of(scale, theme.warn), &(view.words.never)(missed));
        missed_rings(&mut scene, view, area, sight);
    }
    scene
}

/// What stands before the count of inputs that are never read: a ring, if cells of this width have rings.
fn ring_of(scale: f64, color: Color) -> Sample {
    if scale < RINGS_FROM { Sample::Nothing } else { Sample::Ring(color) }
}

/// Rings on the line where inputs are never read, while there is room for them.
fn missed_rings(scene: &mut Scene, view: &View<'_>, area: Area, sight: &Sight) {
    let scale = area.w / sight.ways.len() as f64;
    if scale < RINGS_FROM {
        return;
    }
    let radius = (scale * 0.27).clamp(1.6, 4.0);
    for (nth, _) in sight.ways.iter().enumerate().filter(|&(_, &ways)| ways == 0) {
        let ring = Stroke::solid(view.theme.warn, (radius * 0.4).max(1.0));
        let x = area.x + (nth as f64 + 0.5) * scale;
        scene.circle((x, area.bottom() - radius - 2.0), radius, None, Some(ring));
    }
}

/// How far the paths scatter about the middle: the root of the mean of the squares.
fn deviation(ways: &[u64]) -> f64 {
    let middle = (ways.len() as f64 - 1.0) / 2.0;
    let (mut sum, mut total) = (0.0, 0.0);
    for (nth, &ways) in ways.iter().enumerate() {
        sum += ways as f64 * (nth as f64 - middle) * (nth as f64 - middle);
        total += ways as f64;
    }
    (sum / total).sqrt()
}

/// A normal curve over the middle of an area: its deviation in pixels, its height as a share of the area's.
fn normal(scene: &mut Scene, view: &View<'_>, area: Area, (deviation, height): (f64, f64)) {
    const POINTS: usize = 120;
    let pen = (0..=POINTS).map(|nth| {
        let x = area.x + area.w * nth as f64 / POINTS as f64;
        let far = (x - area.mid_x()) / deviation;
        let y = area.bottom() - area.h * height * falling(far * far / 2.0);
        if nth == 0 { Pen::Move(x, y) } else { Pen::Line(x, y) }
    });
    let line = super::paper::dashed(view, view.theme.ink, 1.6);
    scene.line(pen.collect(), line);
}

/// `e` to the power of `-value`, to three digits at least: the same on every machine, which the library's is not.
fn falling(value: f64) -> f64 {
    if value > 30.0 {
        return 0.0;
    }
    let part = value / 256.0;
    let mut power = 1.0 - part + part * part / 2.0 - part * part * part / 6.0;
    for _ in 0..8 {
        power *= power;
    }
    power
}

fn map(sight: &Sight, middle: u64, view: &View<'_>) -> Scene {
    let theme = view.theme;
    let size = sight.ways.len();
    let side = (view.width - 6.0).min(LARGEST);
    let [strip, _] = BELLS;
    let area = Area::new(3.0, strip + 10.0, side, side);
    let read = sight.whole().counted.map_or(0, |counted| counted.read);
    let missed = (size * size) as u64 - read * read;
    let beside = view.width >= side + BESIDE;
    let (x, y) = if beside { (area.right() + 24.0, area.y + 11.0) } else { (2.0, area.bottom() + 24.0) };
    let height = if beside { area.bottom() + 4.0 } else { y + LINE * if missed > 0 { 3.0 } else { 2.0 } };
    let mut scene = Scene::new(view.width, height + if beside { 0.0 } else { 6.0 });
    bars(&mut scene, view, Area::new(area.x, 0.0, side, strip), sight, (middle, 1.0));
    let bins = Bins::new(&sight.ways, CELLS);
    let cells = bins.values.len();
    let tint = |value: f64| theme.ramp.at(RAMP[1] + (RAMP[0] - RAMP[1]) * value);
    let color = |row: f64, col: f64| if row * col > 0.0 { tint(row * col) } else { theme.paper };
    let colors: Vec<Color> =
        bins.values.iter().flat_map(|&row| bins.values.iter().map(move |&col| color(row, col))).collect();
    scene.shapes.push(Shape::Pixels { area, cols: cells, colors: colors.into() });
    if side / size as f64 >= RINGS_FROM {
        rings(&mut scene, view, area, sight);
    }
    let inner = area.grow((middle as f64 / size as f64 - 1.0) * side / 2.0);
    scene.outline(area.grow(1.5), 0.0, stroke(view, theme.input, 2.0));
    scene.outline(inner, 0.0, stroke(view, theme.paper, 3.6));
    scene.outline(inner, 0.0, stroke(view, theme.ink, 1.8));
    legend(&mut scene, view, (x, y), sight, (missed, side / size as f64));
    scene
}

/// A ring on each input that is never read.
fn rings(scene: &mut Scene, view: &View<'_>, area: Area, sight: &Sight) {
    let scale = area.w / sight.ways.len() as f64;
    let radius = (scale * 0.17).clamp(1.4, 4.0);
    let ring = Stroke::solid(view.theme.warn, (radius * 0.4).max(1.0));
    for (row, &down) in sight.ways.iter().enumerate() {
        for (col, _) in sight.ways.iter().enumerate().filter(|&(_, &across)| down == 0 || across == 0) {
            let at = (area.x + (col as f64 + 0.5) * scale, area.y + (row as f64 + 0.5) * scale);
            scene.circle(at, radius, None, Some(ring));
        }
    }
}

fn legend(scene: &mut Scene, view: &View<'_>, (x, y): (f64, f64), sight: &Sight, (missed, scale): (u64, f64)) {
    let (theme, words, whole) = (view.theme, view.words, sight.whole());
    let middle = whole.counted.map_or(0, |counted| counted.middle);
    let names = [(words.whole)(&(words.square)(whole.size)), (words.middle)(&(words.square)(middle))];
    sample(scene, view, (x, y), Sample::Square(theme.input), &names[0]);
    sample(scene, view, (x, y + LINE), Sample::Square(theme.ink), &names[1]);
    let most = theme.ramp.at(RAMP[0]);
    sample(scene, view, (x, y + 2.0 * LINE), Sample::Block(most), &(words.share_of_one)(&largest_share(sight, true)));
    if missed > 0 {
        sample(scene, view, (x, y + 3.0 * LINE), ring_of(scale, theme.warn), &(words.never)(missed));
    }
}
