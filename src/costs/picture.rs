//! The panel's two pictures: the ladder, and the curves of a sweep.

use super::choice::{Choice, Measure, Sweep};
use super::sweep::{Sample, now, samples};
use super::{Rival, Rung, here, ladder};
use crate::chart::{Axis, Bar, Chart, Line, Plot, Scale, text_width, words};
use crate::i18n::number::{commas, num};
use crate::i18n::panels::costs::Words;
use crate::scene::{Align, Area, Scene};
use crate::spec::Spec;
use crate::stage::theme::Theme;

/// Height of a rung.
const RUNG: f64 = 38.0;
/// The same where fingers may choose it.
const RUNG_NARROW: f64 = 44.0;
/// Height of the rungs' names and numbers.
const NAMES: f64 = 14.0;

/// A picture, and where in it something can be chosen.
pub struct Picture<T> {
    /// The picture.
    pub scene: Scene,
    /// Parts that stand for something, and what.
    pub spots: Vec<(Area, T)>,
}

/// The two counts that are shown of a rung.
pub fn counts(rung: &Rung, measure: Measure) -> [u64; 2] {
    match measure {
        Measure::Work => [rung.cost.parameters(), rung.cost.multiply_adds],
        Measure::Memory => [rung.cost.activations, rung.bytes()],
    }
}

/// The names of the two counts.
pub const fn names(measure: Measure, text: &Words) -> [&'static str; 2] {
    match measure {
        Measure::Work => [text.parameters, text.multiply_adds],
        Measure::Memory => [text.activations, text.bytes],
    }
}

/// The ladder: a row for each kind with two counts, a bar for the first and a thin line with a tick for the second.
pub fn rungs(spec: &Spec, choice: &Choice, width: f64, theme: &Theme, text: &Words) -> Picture<Rival> {
    let rungs = ladder(spec);
    let most = rungs.iter().flat_map(|rung| counts(rung, choice.measure)).max().unwrap_or(1).max(1) as f64;
    let scale = if choice.linear { Scale::even(0.0, most) } else { Scale::by_magnitude(1.0, most) };
    let tall = if width < 600.0 { RUNG_NARROW } else { RUNG };
    let height = tall * rungs.len() as f64 + 74.0;
    let mut scene = Scene::new(width, height);
    let own = here(spec);
    let row = |nth: usize| (rungs.len() - nth) as f64;
    let bars =
        rungs.iter().enumerate().flat_map(|(nth, rung)| bars(rung, choice.measure, row(nth), rung.rival == own, theme));
    let axis = |scale: Scale, label: fn(f64) -> String| Axis { scale, name: "".into(), label };
    let chart = Chart {
        x: axis(scale, short),
        y: axis(Scale::even(0.0, rungs.len().max(1) as f64).labelled(Vec::new()), short),
        lines: Vec::new(),
        bars: bars.collect(),
        mark: None,
    };
    let plot = chart.draw(&mut scene, Area::new(-10.0, 8.0, width + 22.0, height - 8.0), theme);
    let right = [width - column(&rungs, choice.measure, text) - 24.0, width];
    for (name, x) in names(choice.measure, text).into_iter().zip(right) {
        scene.text(words(name, (x, 12.0), 12.0, theme.ink3, Align::End));
    }
    let mut spots = Vec::new();
    for (nth, rung) in rungs.iter().enumerate() {
        let top = plot.y(row(nth));
        written(&mut scene, rung, choice.measure, (top, right), rung.rival == own, theme, text);
        spots.push((Area::new(0.0, top, width, tall), rung.rival));
    }
    Picture { scene, spots }
}

/// How wide the second column is: its longest number or its name.
fn column(rungs: &[Rung], measure: Measure, text: &Words) -> f64 {
    let numbers = rungs.iter().map(|rung| text_width(&commas(counts(rung, measure)[1]), NAMES));
    numbers.fold(text_width(names(measure, text)[1], 12.0), f64::max)
}

fn bars(rung: &Rung, measure: Measure, row: f64, own: bool, theme: &Theme) -> Vec<Bar> {
    let ink = if own { theme.ink } else { theme.ink.mix(theme.paper, 0.5) };
    let [first, second] = counts(rung, measure).map(|count| count as f64);
    let bar = |end: f64, top: f64, high: f64| Bar { x: (0.0, end), y: (row - top, row - top - high), color: ink };
    let thin = bar(second, 0.76, 0.03);
    vec![bar(first, 0.70, 0.15), thin, Bar { x: (second, second), ..thin }]
}

fn written(
    scene: &mut Scene,
    rung: &Rung,
    measure: Measure,
    (top, right): (f64, [f64; 2]),
    own: bool,
    theme: &Theme,
    text: &Words,
) {
    let y = top + 21.0;
    let mut say = |text: &str, x: f64, align: Align| {
        let color = if own { theme.ink } else { theme.ink2 };
        let mut line = words(text, (x, y), NAMES, color, align);
        line.bold = own;
        scene.text(line);
    };
    say(&rung.rival.name(text), 0.0, Align::Start);
    for (count, x) in counts(rung, measure).into_iter().zip(right) {
        say(&commas(count), x, Align::End);
    }
}

/// The curves of a sweep, with the figure's own value marked; each value's column can be chosen.
pub fn curves(spec: &Spec, choice: &Choice, width: f64, theme: &Theme, text: &Words) -> Option<Picture<Sample>> {
    let sweep = choice.sweep(spec);
    let samples = samples(spec, sweep);
    let [first, .., last] = samples.as_slice() else { return None };
    let point = |count: fn(&Sample) -> Option<u64>| {
        let point = move |sample: &Sample| Some((sample.value as f64, count(sample)? as f64));
        samples.iter().filter_map(point).collect::<Vec<_>>()
    };
    let line = |name: String, points: Vec<(f64, f64)>, color| Line { name: name.into(), points, color, dots: true };
    // Still three to one on the paper.
    let pale = |color: crate::scene::Color| color.mix(theme.paper, 0.45);
    let mut lines = Vec::new();
    if samples.iter().any(|sample| sample.standard.is_some_and(|standard| standard != sample.cost)) {
        let standard = |what: &str| (text.standard)(what);
        lines.push(line(standard(text.counted[1]), point(|s| Some(s.standard?.multiply_adds)), pale(theme.ink)));
        lines.push(line(standard(text.counted[0]), point(|s| Some(s.standard?.parameters())), pale(theme.weight)));
    }
    lines.push(line(text.counted[1].to_owned(), point(|s| Some(s.cost.multiply_adds)), theme.ink));
    lines.push(line(text.counted[0].to_owned(), point(|s| Some(s.cost.parameters())), theme.weight));
    // A layer without weights has no place on an axis of magnitudes.
    lines.retain(|line| line.points.iter().any(|point| point.1 > 0.0));
    let counts = || lines.iter().flat_map(|line| &line.points).map(|point| point.1);
    let (least, most) = (counts().fold(f64::MAX, f64::min), counts().fold(1.0, f64::max));
    let values: Vec<f64> = samples.iter().map(|sample| sample.value as f64).collect();
    let (from, to) = (first.value as f64, last.value as f64);
    let doubling = matches!(sweep, Sweep::Channels | Sweep::Groups) && to > 8.0;
    let x = if doubling { Scale::by_magnitude_between(from, to) } else { Scale::even(from, to) };
    let y = if choice.linear { Scale::even(0.0, most) } else { Scale::by_magnitude(least, most) };
    let chart = Chart {
        x: Axis { scale: x.labelled(thinned(&values, width)), name: setting(sweep, text).into(), label: short },
        y: Axis { scale: y, name: "".into(), label: short },
        lines,
        bars: Vec::new(),
        mark: now(spec, sweep).map(|value| value as f64),
    };
    let height = (width * 0.62).clamp(280.0, 400.0);
    let mut scene = Scene::new(width, height);
    let plot = chart.draw(&mut scene, Area::new(0.0, 0.0, width, height), theme);
    let spots = columns(&plot, &samples);
    Some(Picture { scene, spots })
}

/// Labels that have room: each, or each second, and so on.
fn thinned(values: &[f64], width: f64) -> Vec<f64> {
    let every = (values.len() as f64 * 40.0 / width).ceil().max(1.0) as usize;
    values.iter().copied().step_by(every).collect()
}

/// Every value's column reaches half way to its neighbours.
fn columns(plot: &Plot, samples: &[Sample]) -> Vec<(Area, Sample)> {
    let x: Vec<f64> = samples.iter().map(|sample| plot.x(sample.value as f64)).collect();
    let half = |one: f64, two: f64| (one + two) / 2.0;
    let spot = |(nth, sample): (usize, &Sample)| {
        let left = if nth == 0 { plot.area.x } else { half(x[nth - 1], x[nth]) };
        let right = x.get(nth + 1).map_or(plot.area.right(), |&next| half(x[nth], next));
        (Area::new(left, plot.area.y, right - left, plot.area.h), sample.clone())
    };
    samples.iter().enumerate().map(spot).collect()
}

/// What a sweep changes, in words.
pub const fn setting(sweep: Sweep, text: &Words) -> &'static str {
    match sweep {
        Sweep::Kernel => text.kernel,
        Sweep::Channels => text.channels,
        Sweep::Groups => text.groups,
        Sweep::Rate => text.rate,
    }
}

/// A count on an axis: `250`, `10k`, `2.5M`, `1G`.
pub fn short(count: f64) -> String {
    let (count, unit) = match count {
        c if c >= 1e9 => (c / 1e9, "G"),
        c if c >= 1e6 => (c / 1e6, "M"),
        c if c >= 1e3 => (c / 1e3, "k"),
        c => (c, ""),
    };
    format!("{}{unit}", num(count as f32))
}
