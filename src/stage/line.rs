//! The stage of one axis: input, kernel, products, sum and output as rows on one x axis, and both signals as bars.
//!
//! Each output stands under the middle of its window. Where the input's tiles are too small for digits, the bench is
//! larger than they are and has a row of its own for the window's values.

use super::bench::{self, Blocks};
use super::easel::{DIGITS_FROM, Easel, Tone, along, ease, radius, share};
use super::lens::{self, Lens};
use super::sheet::{self, Sheet, Window, related};
use super::single;
use crate::i18n::number;
use crate::scene::{Align, Area, Color, Pen, Stroke};
use crate::timeline::{Beat, Frame, Moment, Plan, Target, Term};

/// Side of a bench tile where those of the input are too small.
const BENCH: f64 = 26.0;
/// Radius of the sum sign.
const RADIUS: f64 = 15.0;

/// Where everything lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// The input's true cells.
    input: Sheet,
    /// Left edge of the window at the first output.
    first: f64,
    /// From one output to the next.
    pitch: f64,
    /// Side of a bench tile.
    bench: f64,
    /// From one tap to the next on the bench.
    apart: f64,
    /// Height of the bars.
    bars: f64,
    /// Top edges of the window's row (if it has one), the kernel and the products.
    rows: [f64; 3],
    /// Middle of the sum sign.
    sum: f64,
    /// Top edge of the output.
    output: f64,
    /// True if the window has a row of its own.
    enlarged: bool,
    /// Room for the rows' names at the left.
    names: f64,
    /// Height that the picture takes.
    pub height: f64,
}

impl Layout {
    /// The padded input takes the width; rows follow from top to bottom.
    pub fn new(plan: &Plan, width: f64, height: f64) -> Self {
        let axis = &plan.geometry().axes().col;
        let stacked = width < super::STACKED_BELOW;
        let (names, most) = match (stacked, width > 1400.0) {
            (true, _) => (20.0, 30.0),
            (false, false) => (96.0, if height > 800.0 { 58.0 } else { 44.0 }),
            (false, true) => (120.0, 84.0),
        };
        let room = width - names - 12.0;
        let tile = single::snap((room / axis.padded() as f64).min(most));
        let used = axis.padded() as f64 * tile;
        let left = names + ((room - used) / 2.0).floor();
        let enlarged = tile < DIGITS_FROM;
        let bench = if enlarged { BENCH } else { tile };
        let top = 34.0;
        let gap = if stacked { 16.0 } else { 24.0 };
        let row = bench + gap;
        let rest = 2.0 * (8.0 + tile) + if enlarged { 3.0 } else { 2.0 } * row + 2.0 * gap + 100.0;
        let bars = if stacked { 44.0 } else { ((height - 58.0 - rest) * 0.4).clamp(40.0, 110.0) };
        let body = rest + 2.0 * bars;
        let top = if stacked { top } else { top + ((height - top - body) / 3.0).clamp(0.0, 90.0).floor() };
        let input_y = top + bars + 8.0;
        let window = input_y + tile + gap;
        let kernel = if enlarged { window + row } else { window };
        let sum = kernel + 2.0 * row + 18.0 + RADIUS;
        let output = sum + RADIUS + 34.0;
        Self {
            input: single::sheet_at(plan.input().shape().size, left + axis.before as f64 * tile, input_y, tile),
            first: left,
            pitch: axis.stride as f64 * tile,
            bench,
            apart: if enlarged { bench } else { axis.dilation as f64 * tile },
            bars,
            rows: [window, kernel, kernel + row],
            sum,
            output,
            enlarged,
            names,
            height: output + tile + bars + if stacked { 40.0 } else { 24.0 },
        }
    }

    /// An output's tile, under the middle of its window.
    fn place(&self, span: usize, output: usize) -> Area {
        let x = self.first + output as f64 * self.pitch + (span as f64 - 1.0) / 2.0 * self.input.tile;
        Area::new(x, self.output, self.input.tile, self.input.tile)
    }
}

/// Draws the stage.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>) {
    let layout = Layout::new(frame.plan, easel.view.width, easel.view.height);
    let window = Window::of(frame, frame.shown);
    let ink = easel.theme().ink;
    input_bars(easel, frame, &layout, &window);
    sheet::input(easel, frame, &layout.input, 0, Some(&window));
    lens::draw(easel, frame, &layout.input, ink);
    lens::ring_inputs(easel, frame, &layout.input, 0);
    outputs(easel, frame, &layout);
    rings(easel, frame, &layout);
    let elsewhere = frame.shown != frame.moment.step;
    let at = if elsewhere { window.col as f64 } else { Lens::of(frame, easel.view.calm).col };
    let before = frame.moment.step.checked_sub(1).filter(|_| frame.bench().beat == Beat::Slide);
    match before {
        None => bench_of(easel, frame, &layout, at),
        Some(step) => bench_of(easel, &Frame::new(frame.plan, Moment::done(step), frame.focus), &layout, at),
    }
    names(easel, frame, &layout);
}

/// A signal as bars on a common zero line; negative ones hang.
fn bars(easel: &mut Easel<'_>, zone: Area, values: &[f32], at: impl Fn(usize) -> (f64, Option<Tone>), tile: f64) {
    let (most, least) =
        values.iter().fold((0.0f32, 0.0f32), |(most, least), &value| (most.max(value), least.min(value)));
    let span = f64::from(most - least).max(f64::MIN_POSITIVE);
    let zero = zone.y + zone.h * f64::from(most) / span;
    let line = easel.theme().line;
    easel.back.block(Area::new(zone.x, zero - 0.5, zone.w, 1.0), 0.0, line);
    let scale = most.max(-least);
    for (nth, &value) in values.iter().enumerate() {
        let (x, Some(tone)) = at(nth) else { continue };
        let height = zone.h * f64::from(value) / span;
        let inset = (tile * 0.16).min(6.0);
        let area = Area::new(x + inset, zero - height.max(0.0), tile - 2.0 * inset, height.abs().max(1.0));
        let fill = easel.fill(share(value, scale), false, tone);
        easel.front.block(area, if tile >= 18.0 { 2.0 } else { 0.0 }, fill);
    }
}

fn input_bars(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, window: &Window) {
    let area = layout.input.area();
    let zone = Area::new(area.x, area.y - 8.0 - layout.bars, area.w, layout.bars);
    let tone = |nth: usize| sheet::input_tone(frame, Some(window), 0, 0, nth as isize);
    let at = |nth: usize| (layout.input.cell(0, nth as isize).x, Some(tone(nth)));
    bars(easel, zone, frame.plan.input().data(), at, layout.input.tile);
    easel.region(Area { h: layout.bars + 8.0, ..zone }, 1, layout.input.cols, Target::Input(0));
}

/// The output's tiles and bars: what has been placed, dots for the rest.
fn outputs(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (plan, span) = (frame.plan, frame.plan.geometry().axes().col.span());
    let (values, scale, placed) = (plan.output().data(), plan.scales().output, frame.moment.placed());
    let tile = layout.input.tile;
    let tone = |nth: usize| match related(frame) {
        Some(focus) if focus.weight_of_output(nth).is_none() => Tone::Pale,
        Some(_) | None => Tone::Lit,
    };
    let (first, last) = (layout.place(span, 0), layout.place(span, values.len() - 1));
    let zone = Area::new(first.x, first.bottom() + 8.0, last.right() - first.x, layout.bars);
    let at = |nth: usize| (layout.place(span, nth).x, (nth < placed).then(|| tone(nth)));
    bars(easel, zone, values, at, tile);
    for (nth, &value) in values.iter().enumerate() {
        let cell = layout.place(span, nth);
        if nth < placed {
            easel.tile(cell, value, scale, tone(nth), true);
        } else {
            easel.dot(cell);
        }
        easel.region(Area { h: tile + 8.0 + layout.bars, ..cell }, 1, 1, Target::Output(nth));
    }
    let moment = frame.moment;
    let grown =
        if moment.beat == Beat::Place && moment.progress < 1.0 { moment.progress / 0.45 - 0.55 / 0.45 } else { 0.0 };
    if grown > 0.0 {
        let cell = layout.place(span, moment.step);
        let fill = easel.fill(share(values[moment.step], scale), tile >= DIGITS_FROM, Tone::Lit);
        easel.front.block(cell.grow(-cell.w / 2.0 * (1.0 - ease(grown)) - 0.7), radius(cell.w), fill);
    }
}

/// Rings on the running output and on what is pointed at.
fn rings(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (theme, span, step) = (easel.theme(), frame.plan.geometry().axes().col.span(), frame.moment.step);
    let target = frame.focus.map(|focus| focus.target);
    let elsewhere = target.is_some() && target != Some(Target::Output(step));
    let sliding = frame.moment.beat == Beat::Slide && !easel.view.calm;
    let opacity = match (elsewhere, sliding) {
        (true, _) => 0.35,
        (false, true) => frame.moment.progress,
        (false, false) => 1.0,
    };
    lens::mark(easel, layout.place(span, step), theme.ink, opacity);
    let Some(focus) = frame.focus else { return };
    if let Target::Output(index) = focus.target {
        lens::mark(easel, layout.place(span, index), theme.output, 1.0);
        if focus.pinned {
            easel.pin(layout.place(span, index));
        }
        return;
    }
    for &(output, weight) in &focus.outputs {
        let cell = layout.place(span, output);
        easel.ring(cell, theme.output, 1.0);
        if let (Target::Input(_), true, Some(value)) = (focus.target, cell.w >= 22.0, frame.plan.weight(weight)) {
            lens::badge(easel, cell, &number::tile(value));
        }
    }
}

/// Kernel and products under the window whose left end is at a column, the sum, its wire into the output.
fn bench_of(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, col: f64) {
    let (taps, ink, width) = (frame.terms.len(), easel.theme().ink, easel.view.width);
    let axis = &frame.plan.geometry().axes().col;
    let tile = layout.input.tile;
    let wide = (taps - 1) as f64 * layout.apart + layout.bench;
    let middle = layout.input.x + (col + axis.span() as f64 / 2.0) * tile;
    let left =
        (middle - wide / 2.0).min(width - 8.0 - wide).max(layout.names + if layout.enlarged { 16.0 } else { -2.0 });
    let left = if layout.enlarged { left } else { middle - wide / 2.0 };
    let sum = (left + wide / 2.0, layout.sum);
    for (tap, term) in frame.terms.iter().enumerate() {
        let column = left + tap as f64 * layout.apart;
        let from = layout.input.x + (col + (tap * axis.dilation) as f64 + 0.5) * tile;
        one_tap(easel, frame, layout, (column, from, sum), (tap, taps), term);
    }
    let [window, kernel, products] = layout.rows;
    let half = layout.bench / 2.0;
    bench::sign(easel, left - 12.0, kernel + half, "×", 25.0);
    bench::sign(easel, left - 12.0, products + half, "=", 25.0);
    if layout.enlarged {
        let goal = Area::new(left, window, wide, layout.bench);
        cone(easel, Area::new(layout.input.x + col * tile, layout.input.y, axis.span() as f64 * tile, tile), goal, ink);
    }
    let path = wire(frame, layout, sum);
    let line = easel.stroke(ink, 2.0);
    easel.back.line(path.clone(), line);
    easel.sum_sign(sum.0, sum.1, RADIUS, ink, ink);
    total(easel, frame, sum);
    let moment = frame.moment;
    if moment.beat == Beat::Place && moment.progress < 0.6 && frame.shown == moment.step && !easel.view.calm {
        let (x, y) = along(&path, ease(moment.progress / 0.6));
        single::traveller(easel, x, y, frame.result());
    }
}

/// One column of the bench: a value, a weight, a product, and the thin lines that hold them together.
fn one_tap(
    easel: &mut Easel<'_>,
    frame: &Frame<'_>,
    layout: &Layout,
    (column, from, sum): (f64, f64, (f64, f64)),
    (tap, taps): (usize, usize),
    term: &Term,
) {
    let [window, kernel, products] = layout.rows;
    let tile = layout.bench;
    // The blocks count their columns themselves, without holes.
    let x = column - tap as f64 * tile;
    let blocks =
        Blocks { window: (x, window), kernel: (x, kernel), products: (x, products), tile, rows: 1, cols: taps };
    if layout.enlarged {
        bench::window_tile(easel, frame, &blocks, &layout.input, (tap, taps), term);
    }
    bench::kernel_tile(easel, frame, &blocks, tap, term);
    bench::product_tile(easel, frame, &blocks, (tap, taps), term, sum);
    let middle = column + tile / 2.0;
    let theme = easel.theme();
    let thin = Stroke::solid(theme.control.mix(theme.paper, 0.35), theme.lines);
    if !layout.enlarged {
        easel.back.line(vec![Pen::Move(from, layout.input.y + tile), Pen::Line(middle, kernel)], thin);
    }
    easel.back.line(vec![Pen::Move(middle, kernel), Pen::Line(middle, products)], thin);
    let line = easel.stroke(theme.ink, 1.4);
    easel.back.line(falling((middle, products + tile + 2.0), (sum.0, sum.1 - RADIUS)), line);
    if let Some(weight) = term.link.weight {
        easel.region(blocks.cell(blocks.kernel, tap), 1, 1, Target::Weight(weight));
    }
}

/// The light cone from the window down to its row on the bench.
fn cone(easel: &mut Easel<'_>, window: Area, goal: Area, color: Color) {
    let (top, low) = (window.bottom() + 2.0, goal.y - 3.0);
    let pen = vec![
        Pen::Move(window.x, top),
        Pen::Line(goal.x, low),
        Pen::Line(goal.right(), low),
        Pen::Line(window.right(), top),
        Pen::Close,
    ];
    easel.back.fill(pen, color.fade(0.075));
    let line = easel.stroke(color.fade(0.42), 1.0);
    easel.back.line(vec![Pen::Move(window.x, top), Pen::Line(goal.x, low)], line);
    easel.back.line(vec![Pen::Move(window.right(), top), Pen::Line(goal.right(), low)], line);
}

/// A curve that leaves downwards and arrives from above.
fn falling((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> Vec<Pen> {
    let middle = (y0 + y1) / 2.0;
    vec![Pen::Move(x0, y0), Pen::Cubic(x0, middle, x1, middle, x1, y1)]
}

/// From the sum down into the output's place.
fn wire(frame: &Frame<'_>, layout: &Layout, (x, y): (f64, f64)) -> Vec<Pen> {
    let cell = layout.place(frame.plan.geometry().axes().col.span(), frame.shown);
    falling((x, y + RADIUS), (cell.mid_x(), cell.y - 3.0))
}

/// The running total beside the sum sign, on the side where there is room.
fn total(easel: &mut Easel<'_>, frame: &Frame<'_>, (x, y): (f64, f64)) {
    let Some(value) = single::total(frame) else { return };
    let (theme, right) = (easel.theme(), x < easel.view.width - 110.0);
    let (x, align) = if right { (x + RADIUS + 8.0, Align::Start) } else { (x - RADIUS - 8.0, Align::End) };
    easel.words(x, y + 5.5, &number::num(value), 16.0, theme.ink, align, true);
    if let Some(bias) = frame.bias() {
        let words = single::bias_words(bias, easel.view.messages);
        easel.words(x, y + 22.0, &words, 12.0, theme.ink3, align, false);
    }
}

/// The rows' names: at the left, or on narrow screens over the input and under the output.
fn names(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (theme, messages, plan) = (easel.theme(), easel.view.messages, frame.plan);
    let axis = &plan.geometry().axes().col;
    let input = (messages.input_line)(axis.input, axis.padded());
    let output = format!("{} {}", messages.output, axis.output());
    let [window, kernel, products] = layout.rows;
    let stacked = easel.view.width < super::STACKED_BELOW;
    let tile = layout.input.tile;
    if stacked {
        easel.words(4.0, 16.0, &input, 13.0, theme.input, Align::Start, true);
        easel.words(4.0, layout.height - 8.0, &output, 13.0, theme.output, Align::Start, true);
        return;
    }
    let half = layout.bench / 2.0 + 4.5;
    easel.words(
        layout.input.area().mid_x(),
        layout.input.y - layout.bars - 22.0,
        &input,
        13.0,
        theme.input,
        Align::Middle,
        true,
    );
    easel.words(4.0, layout.output + tile / 2.0 + 4.5, &output, 13.0, theme.output, Align::Start, true);
    easel.words(4.0, kernel + half, single::kernel_name(frame, messages), 13.0, theme.weight, Align::Start, true);
    easel.words(4.0, products + half, messages.products, 13.0, theme.ink3, Align::Start, false);
    if layout.enlarged {
        easel.words(4.0, window + half, messages.window, 13.0, theme.ink3, Align::Start, false);
    }
}
