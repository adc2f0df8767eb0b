//! The stage of the flipped chapter: the kernel as it is stored and turned, and what both ways give, side by side.
//!
//! The figure runs one way, with its bench below the sheets; the results of the other way grow in step beside it.

use super::easel::{Easel, Tone, share};
use super::sheet::{self, Sheet, Window, related};
use super::single::{self, Counts, sheet_at, snap};
use super::{STACKED_BELOW, lens};
use crate::i18n::number::num;
use crate::lab::difference;
use crate::scene::{Align, Area, Pen};
use crate::timeline::{Frame, Plan, Target};

/// From one kernel to the other: room for one half way.
const BETWEEN: f64 = 64.0;
/// Two lines above the results.
const HEAD: f64 = 46.0;
/// Half of what the name of the results on the right takes.
const NAMES: f64 = 60.0;

/// Where everything lies.
pub struct Layout {
    base: single::Layout,
    /// The results of the other way.
    other: Sheet,
    /// The kernel as it is stored, and turned.
    kernels: [Sheet; 2],
    /// Height that the picture takes.
    pub height: f64,
}

impl Layout {
    /// The results on the left are always the convolution's.
    pub fn new(plan: &Plan, width: f64, height: f64) -> Self {
        let (counts, spec) = (Counts::of(plan), plan.spec());
        let stacked = width < STACKED_BELOW;
        let (taps, roomy) = (counts.taps_right.max(counts.taps_down), width > 1000.0);
        let kernel_tile = (84.0 / taps).floor().clamp(8.0, if width < 700.0 { 22.0 } else { 26.0 });
        let (kernel_w, kernel_h) = (kernel_tile * counts.taps_right, kernel_tile * counts.taps_down);
        let pair = 2.0 * kernel_w + BETWEEN;
        let bench_tile = (height * 0.27 / counts.taps_down).floor().clamp(18.0, 26.0);
        let bench_h = bench_tile * counts.taps_down;
        // Wide, everything but the tiles of input and results, and the room that the names of the results take.
        let fixed = 88.0 + pair + NAMES;
        let out_tile = if stacked {
            ((width - 80.0) / 2.0 / counts.out_cols).min(150.0 / counts.out_rows).min(30.0)
        } else {
            let across = (width - fixed) / (counts.in_cols + 1.5 * counts.out_cols);
            across.min((height - HEAD - bench_h - 72.0) / counts.out_rows).min(if roomy { 44.0 } else { 28.0 })
        };
        let out_tile = snap(out_tile);
        let (out_w, out_h) = (out_tile * counts.out_cols, out_tile * counts.out_rows);
        let pitch = (out_w + 24.0).max(if stacked { 124.0 } else { 106.0 });
        let results = (out_w / 2.0).max(40.0) + pitch + (out_w / 2.0 + 8.0).max(NAMES);

        let mut base = single::Layout::new(plan, width, height);
        let (kernel_at, out_x, middle);
        if stacked {
            let input_end = base.input.area().bottom() + spec.padding.bottom as f64 * base.input.tile;
            kernel_at = (((width - pair) / 2.0).floor(), input_end + 70.0);
            // The bench comes below the kernels.
            let shift = kernel_at.1 + kernel_h + 28.0 - base.blocks.window.1;
            let blocks = &mut base.blocks;
            for corner in [&mut blocks.window, &mut blocks.kernel, &mut blocks.products, &mut base.sum] {
                corner.1 += shift;
            }
            let below = base.blocks.area(base.blocks.products).bottom();
            out_x = ((width - 44.0 - pitch - out_w) / 2.0).max(5.0).floor();
            middle = below + 76.0 + out_h / 2.0;
            base.height = below + out_h + 140.0;
        } else {
            let across = (width - 88.0 - pair - results) / counts.in_cols;
            let tile = snap(across.min((height - 56.0) / counts.in_rows).min(if roomy { 60.0 } else { 40.0 }));
            let (in_w, in_h) = (tile * counts.in_cols, tile * counts.in_rows);
            let tall = out_h.max(kernel_h + 18.0);
            let body = (in_h + 30.0).max(HEAD + tall + bench_h + 72.0);
            let top = ((height - body) / 3.0).clamp(0.0, 80.0).floor();
            let left = 4.0 + ((width - 88.0 - pair - in_w - results) / 2.0).max(0.0).floor();
            let first = left + in_w + 40.0;
            middle = top + HEAD + tall / 2.0;
            kernel_at = (first, middle - kernel_h / 2.0 + 9.0);
            out_x = first + pair + 40.0 + (40.0 - out_w / 2.0).max(0.0);
            let bench_y = top + HEAD + tall + 32.0;
            let step = bench_tile * counts.taps_right + 23.0;
            let blocks = &mut base.blocks;
            blocks.tile = bench_tile;
            blocks.window = (first, bench_y);
            blocks.kernel = (first + step, bench_y);
            blocks.products = (first + 2.0 * step, bench_y);
            base.sum = (first + 3.0 * step + 8.0, bench_y + bench_h / 2.0);
            base.radius = 14.0;
            base.input.tile = tile;
            base.input.x = left + spec.padding.left as f64 * tile;
            base.input.y = (top + 28.0).max(top + (body - in_h) / 2.0) + spec.padding.top as f64 * tile;
            base.height = top + body;
        }
        let output = |right: bool| Sheet {
            x: out_x + if right { pitch } else { 0.0 },
            y: middle - out_h / 2.0,
            tile: out_tile,
            ..base.output
        };
        let kernel = |right: bool| {
            sheet_at(spec.kernel, kernel_at.0 + if right { kernel_w + BETWEEN } else { 0.0 }, kernel_at.1, kernel_tile)
        };
        let other = output(spec.flip);
        base.output = output(!spec.flip);
        Self { height: base.height, other, kernels: [kernel(false), kernel(true)], base }
    }
}

/// Draws the stage; `other` is the same figure the other way round.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>, other: &Plan) {
    let layout = Layout::new(frame.plan, easel.view.width, easel.view.height);
    let base = &layout.base;
    let ink = easel.theme().ink;
    let window = Window::of(frame, frame.shown);
    sheet::input(easel, frame, &base.input, 0, Some(&window));
    let (lens_area, opacity) = lens::draw(easel, frame, &base.input, ink);
    lens::ring_inputs(easel, frame, &base.input, 0);
    if !base.stacked {
        let edge = base.input.area().right() + frame.plan.spec().padding.right as f64 * base.input.tile;
        easel.projection(lens_area, edge, base.blocks.area(base.blocks.window), ink, opacity);
    }
    kernels(easel, frame, &layout);
    other_results(easel, &Frame::new(other, frame.moment, frame.focus), &layout.other);
    sheet::output(easel, frame, &base.output, (0, 0), true);
    lens::ring_outputs(easel, frame, &base.output, (0, 0), ink);
    single::draw_bench(easel, frame, base);
    single::stacked_names(easel, base, frame);
    input_name(easel, frame, base);
    result_names(easel, frame.plan, &layout);
    agreement(easel, frame.plan, other, &layout);
}

/// The kernel as it is stored, a pale one half way, the turned one; the one that the figure uses has a ring.
fn kernels(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (theme, messages, plan) = (easel.theme(), easel.view.messages, frame.plan);
    let (weights, scale) = (plan.weights(), plan.scales().weight);
    let [stored, turned] = layout.kernels;
    let last = weights.len().saturating_sub(1);
    for (sheet, is_turned) in [(stored, false), (turned, true)] {
        for nth in 0..weights.len() {
            let index = if is_turned { last - nth } else { nth };
            let cell = sheet.cell((nth / sheet.cols) as isize, (nth % sheet.cols) as isize);
            easel.tile(cell, weights[index], scale, Tone::Lit, true);
            if related(frame).is_some_and(|focus| focus.target == Target::Weight(index)) {
                easel.ring(cell, theme.weight, 1.0);
            }
        }
        let area = sheet.area();
        let add = if is_turned { Easel::region_turned } else { Easel::region };
        add(easel, area, sheet.rows, sheet.cols, Target::Weight(0));
    }
    // After both kernels, so that each stays what it is when the ring goes from one to the other.
    let used = if plan.spec().flip { turned } else { stored };
    let line = easel.stroke(theme.weight, 1.7);
    easel.front.outline(used.area().grow(4.0), 7.0, line);
    half_way(easel, weights, scale, &layout.kernels);
    let (from, to) = (stored.area(), turned.area());
    arc(easel, (from.mid_x(), from.y - 9.0), (to.mid_x(), to.y - 9.0));
    let y = from.y - 42.0;
    easel.heading(from.mid_x(), y, messages.kernel_stored, Some(theme.weight));
    easel.heading(to.mid_x(), y, messages.turned_by_180, Some(theme.weight));
}

/// Small tiles on a grid that is turned by not quite a quarter.
fn half_way(easel: &mut Easel<'_>, weights: &[f32], scale: f32, [stored, turned]: &[Sheet; 2]) {
    // Of the triangle 7, 24, 25: nothing is rounded differently by different machines.
    const SIN: f64 = 0.96;
    const COS: f64 = 0.28;
    let (from, to) = (stored.area(), turned.area());
    let (mid_x, mid_y) = ((from.right() + to.x) / 2.0, from.mid_y());
    let side = (37.0 / stored.rows.max(stored.cols) as f64).min(13.0);
    let (a, b) = (side * 0.44 * (COS - SIN), side * 0.44 * (COS + SIN));
    for (nth, &weight) in weights.iter().enumerate() {
        let right = side * ((nth % stored.cols) as f64 + 0.5 - stored.cols as f64 / 2.0);
        let down = side * ((nth / stored.cols) as f64 + 0.5 - stored.rows as f64 / 2.0);
        let (x, y) = (mid_x + right * COS - down * SIN, mid_y + right * SIN + down * COS);
        let corners = [(x - a, y - b), (x + b, y - a), (x + a, y + b), (x - b, y + a)];
        let mut pen: Vec<Pen> = corners.map(|(x, y)| Pen::Line(x, y)).into();
        pen[0] = Pen::Move(x - a, y - b);
        let fill = easel.fill(share(weight, scale), true, Tone::Ghost(0.45));
        easel.front.fill(pen, fill);
    }
    let (color, words) = (easel.theme().ink3, easel.view.messages.half_way);
    easel.words(mid_x, from.bottom() + 14.0, words, 12.0, color, Align::Middle, false);
}

/// The way of the turn, with a head.
fn arc(easel: &mut Easel<'_>, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) {
    let line = easel.stroke(easel.theme().weight, 1.6);
    let high = y0 - 28.0;
    easel.front.line(vec![Pen::Move(x0, y0), Pen::Cubic(x0 + 30.0, high, x1 - 36.0, high, x1, y1)], line);
    easel.front.line(vec![Pen::Move(x1 - 9.0, y1 - 3.0), Pen::Line(x1, y1), Pen::Line(x1 - 1.0, y1 - 9.5)], line);
}

/// What the other way has given so far.
fn other_results(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet) {
    sheet::output(easel, frame, sheet, (0, 0), true);
    if sheet.is_pixels() {
        return;
    }
    // No wire comes up here: the places that it would pass have their dots.
    let (step, all) = (frame.moment.step, sheet.rows * sheet.cols);
    for place in (step..all).step_by(sheet.cols).filter(|&place| place >= frame.moment.placed()) {
        easel.dot(sheet.cell((place / sheet.cols) as isize, (place % sheet.cols) as isize));
    }
    let place = frame.place();
    let (cell, ink) = (sheet.cell(place.row as isize, place.col as isize), easel.theme().ink);
    easel.ring(cell, ink, 1.0);
}

fn input_name(easel: &mut Easel<'_>, frame: &Frame<'_>, base: &single::Layout) {
    let (spec, words) = (frame.plan.spec(), single::input_words(frame, easel.view.messages));
    let (area, tile, color) = (base.input.area(), base.input.tile, easel.theme().input);
    let y = area.y - spec.padding.top as f64 * tile - 12.0;
    if base.stacked {
        let left = (area.x - spec.padding.left as f64 * tile).max(0.0);
        easel.words(left, y + 2.0, &words, 13.0, color, Align::Start, true);
    } else {
        easel.heading(area.mid_x(), y, &words, Some(color));
    }
}

fn result_names(easel: &mut Easel<'_>, plan: &Plan, layout: &Layout) {
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let (output, other) = (layout.base.output.area(), layout.other.area());
    let (left, right) = if plan.spec().flip { (output, other) } else { (other, output) };
    let mut name = |area: Area, words: &str, how: &str| {
        easel.heading(area.mid_x(), area.y - 31.0, words, Some(theme.output));
        easel.words(area.mid_x(), area.y - 14.0, how, 12.5, theme.ink3, Align::Middle, false);
    };
    name(left, messages.convolution, messages.with_the_turn);
    name(right, messages.cross_correlation, messages.as_it_is);
}

/// In how many places both ways give the same.
fn agreement(easel: &mut Easel<'_>, plan: &Plan, other: &Plan, layout: &Layout) {
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let (one, two) = (plan.output(), other.output());
    let (mut agree, weights) = (0, plan.weights());
    for (nth, value) in one.data().iter().enumerate() {
        agree += usize::from(*value == two.data()[nth]);
    }
    let same = (0..weights.len()).all(|nth| weights[nth] == weights[weights.len() - 1 - nth]);
    let base = &layout.base;
    let (x, y, align) = if base.stacked {
        (easel.view.width / 2.0, base.output.area().bottom() + 36.0, Align::Middle)
    } else {
        let right = base.output.area().right().max(layout.other.area().right());
        (right, base.blocks.products.1 + base.blocks.area(base.blocks.products).h + 13.0, Align::End)
    };
    let words = (messages.places_agree)(agree, one.data().len());
    easel.words(x, y, &words, 14.0, theme.ink, align, true);
    let words = if same {
        messages.same_when_turned.to_owned()
    } else {
        (messages.control_now)(messages.lab_difference, &num(difference(one, two)))
    };
    let color = theme.ink3;
    easel.words(x, y + 18.0, &words, 12.5, color, align, false);
}
