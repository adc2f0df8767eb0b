//! The stage of a transposed layer: each input stamps the kernel onto the output. Input, bench, output; the bench holds the
//! kernel and one line for each stamp that reaches the shown place: input x weight = product.

use super::bench::{self, Blocks};
use super::easel::{DIGITS_FROM, Easel, Tone, along, curve, ease};
use super::lens;
use super::sheet::{self, Sheet, related};
use super::single::{self, sheet_at, snap};
use crate::conv::{Axes, Axis};
use crate::scene::{Align, Area, Dash, Stroke};
use crate::timeline::{Beat, Frame, Moment, Plan, Target};

/// Room for a heading above a sheet.
const HEAD: f64 = 34.0;
/// From the input sheet to the bench.
const GAP_IN: f64 = 60.0;
/// From the bench to the output sheet: sum sign, wire.
const GAP_OUT: f64 = 106.0;
/// More stamps than this are counted, not drawn.
const MOST: usize = 9;
/// Width of a line in tiles: three of them and two signs.
const LINE: f64 = 4.6;

/// Where everything lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Input, output, sum, and the kernel; its window and products are those of the lines, when there are most.
    pub parts: single::Layout,
    /// Lines at the most.
    lines: usize,
    /// Middle of the lines.
    middle: f64,
}

/// Input places that reach one output at the most, along an axis.
fn most_stamps(axis: &Axis, inputs: usize) -> usize {
    let period = (1..=axis.stride).find(|tap| (tap * axis.dilation).is_multiple_of(axis.stride)).unwrap_or(1);
    axis.kernel.div_ceil(period).min(inputs)
}

impl Layout {
    /// The sheets share the width; the bench is as high as the box allows.
    pub fn new(plan: &Plan, width: f64, height: f64) -> Self {
        let (axes, input, taps) = (plan.geometry().axes(), plan.input().shape().size, plan.spec().kernel);
        let most = most_stamps(&axes.row, input.row) * most_stamps(&axes.col, input.col);
        // One more for the count of those that are left out.
        let lines = if most > MOST { MOST + 1 } else { most };
        let stacked = width < super::STACKED_BELOW;
        let full = axes.map(|axis| axis.padded() as f64);
        let kernel = taps.map(|side| side as f64);
        let in_size = input.map(|side| side as f64);
        let large = width > 1400.0;
        let room = height - HEAD - 24.0;
        let across = if stacked { kernel.col + 1.4 + LINE } else { kernel.col.max(LINE) };
        let down = kernel.row + 1.3 + lines as f64 + 1.2;
        let most_tile = if large { 56.0 } else { 28.0 };
        let tile =
            if stacked { (width - 52.0) / across } else { (room / down).min(width * 0.28 / across) }.min(most_tile);
        let tile = tile.floor().max(12.0);
        let rest = if stacked { width - 12.0 } else { width - across * tile - GAP_IN - GAP_OUT - 22.0 };
        let most_tile = if large { 96.0 } else { 40.0 };
        let (in_share, out_share) = if stacked { (1.0, 1.0) } else { (0.34, 0.66) };
        let (in_room, out_room) = if stacked { (170.0, 300.0) } else { (room, room) };
        let in_tile = snap((rest * in_share / in_size.col).min(in_room / in_size.row).min(most_tile));
        let in_width = in_size.col * in_tile;
        let out_width = if stacked { width - 90.0 } else { (rest - in_width).max(rest * out_share) };
        let out_tile = snap((out_width / full.col).min(out_room / full.row).min(most_tile));
        let bench = if stacked { kernel.row.max(lines as f64) * tile + 24.0 } else { down * tile };
        let (out_w, out_h) = (full.col * out_tile, full.row * out_tile);
        let body = (in_size.row * in_tile).max(bench).max(out_h + 12.0);
        let left = ((rest - in_width - out_w) / 2.0).max(0.0).floor() + 6.0;
        let top = HEAD + ((room - body) / 3.0).clamp(0.0, 120.0).floor();
        let axis = top + body / 2.0;
        let (in_at, bench_at, out_at);
        if stacked {
            in_at = (((width - in_width) / 2.0).floor(), 24.0);
            bench_at = (4.0, 24.0 + in_size.row * in_tile + 24.0);
            out_at = (((width - out_w) / 2.0).floor(), bench_at.1 + bench + 52.0);
        } else {
            in_at = (left, axis - in_size.row * in_tile / 2.0);
            bench_at = (left + in_width + GAP_IN, axis - bench / 2.0);
            out_at = (bench_at.0 + across * tile + GAP_OUT, axis - out_h / 2.0);
        }
        let kernel_at = if stacked {
            (bench_at.0, bench_at.1 + (bench - 24.0 - kernel.row * tile) / 2.0)
        } else {
            (bench_at.0 + (across - kernel.col) * tile / 2.0, bench_at.1)
        };
        let lines_at = if stacked {
            (bench_at.0 + (kernel.col + 1.4) * tile, bench_at.1 + (bench - 24.0 - lines as f64 * tile) / 2.0)
        } else {
            (bench_at.0 + (across - LINE) * tile / 2.0, bench_at.1 + (kernel.row + 1.3) * tile)
        };
        let middle = lines_at.1 + lines as f64 * tile / 2.0;
        let blocks = Blocks {
            window: lines_at,
            kernel: kernel_at,
            products: (lines_at.0 + 3.6 * tile, lines_at.1),
            tile,
            rows: taps.row,
            cols: taps.col,
        };
        let cut = axes.map(|axis| axis.before as f64 * out_tile);
        let size = plan.output().shape().size;
        let sum_x = if stacked { width - 22.0 } else { bench_at.0 + across * tile + GAP_OUT * 0.38 };
        let parts = single::Layout {
            input: sheet_at(input, in_at.0, in_at.1, in_tile),
            output: sheet_at(size, out_at.0 + cut.col, out_at.1 + cut.row, out_tile),
            blocks,
            sum: (sum_x, middle),
            radius: if stacked { 15.0 } else { (tile * 0.55).min(20.0) },
            stacked,
            height: if stacked { out_at.1 + out_h + 24.0 } else { top + body + 24.0 },
        };
        Self { parts, lines, middle }
    }

    /// A column of each part of `count` lines, centred on the middle of all.
    fn columns(&self, count: usize) -> Blocks {
        let blocks = self.parts.blocks;
        let (x, y) = (blocks.window.0, self.middle - count.min(self.lines) as f64 * blocks.tile / 2.0);
        let at = |nth: f64| (x + nth * blocks.tile, y);
        Blocks { window: at(0.0), kernel: at(1.8), products: at(3.6), tile: blocks.tile, rows: count, cols: 1 }
    }
}

/// Draws the stage.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>) {
    let layout = Layout::new(frame.plan, easel.view.width, easel.view.height);
    let parts = &layout.parts;
    let ink = easel.theme().ink;
    sheet::input(easel, frame, &parts.input, 0, None);
    if related(frame).is_none() && !parts.input.is_pixels() {
        let color = easel.theme().input;
        for place in frame.terms.iter().map(|term| term.link.position) {
            easel.ring(parts.input.cell(place.row, place.col), color, 1.0);
        }
    }
    lens::ring_inputs(easel, frame, &parts.input, 0);
    sheet::output(easel, frame, &parts.output, (0, 0), true);
    cropped(easel, frame, &parts.output);
    stamps(easel, frame, &parts.output);
    lens::ring_outputs(easel, frame, &parts.output, (0, 0), ink);
    let before = frame.moment.step.checked_sub(1).filter(|_| frame.bench().beat == Beat::Slide);
    match before {
        None => draw_bench(easel, frame, &layout),
        Some(step) => draw_bench(easel, &Frame::new(frame.plan, Moment::done(step), frame.focus), &layout),
    }
    headings(easel, frame, parts);
}

/// The rim of what is stamped, which the padding crops.
fn cropped(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet) {
    if frame.plan.spec().padding.is_none() {
        return;
    }
    let theme = easel.theme();
    let stroke = Stroke { color: theme.control, width: 1.1 * theme.lines, dash: Dash::Strokes(4.0, 3.0) };
    easel.back.outline(full(frame, sheet).grow(2.0), 6.0, stroke);
}

/// Everything that is stamped, the cropped rim included.
fn full(frame: &Frame<'_>, sheet: &Sheet) -> Area {
    let Axes { row, col } = frame.plan.geometry().axes();
    sheet.block(-(row.before as isize), -(col.before as isize), row.padded(), col.padded())
}

/// The outlines of the stamps that reach the shown place, or of the one of the input that is pointed at.
fn stamps(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet) {
    let (Axes { row, col }, color) = (frame.plan.geometry().axes(), easel.theme().input);
    let outline = |easel: &mut Easel<'_>, at: Axes<isize>, opacity: f64| {
        let (top, left) =
            (row.position(0, 0) + at.row * row.stride as isize, col.position(0, 0) + at.col * col.stride as isize);
        let area = sheet.block(top, left, row.span(), col.span()).grow(-1.0);
        let holes = row.dilation > 1 || col.dilation > 1;
        let dash = if holes { Dash::Dots(5.0) } else { Dash::Solid };
        easel.back.block(area, 6.0, color.fade(0.05 * opacity));
        let width = 1.6 * easel.theme().lines;
        easel.front.outline(area, 6.0, Stroke { color: color.fade(0.62 * opacity), width, dash });
    };
    match frame.focus.map(|focus| focus.target) {
        Some(Target::Input(index)) => {
            let place = frame.plan.input().shape().place(index);
            outline(easel, Axes::new(place.row as isize, place.col as isize), 1.0);
        }
        Some(Target::Weight(_)) => {}
        Some(Target::Output(_)) | None if frame.terms.len() <= MOST => {
            let sliding = frame.bench().beat == Beat::Slide && !easel.view.calm;
            let opacity = if sliding { frame.moment.progress } else { 1.0 };
            for term in &frame.terms {
                outline(easel, term.link.position, opacity);
            }
        }
        Some(Target::Output(_)) | None => {}
    }
}

fn draw_bench(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    kernel(easel, frame, &layout.parts.blocks);
    lines(easel, frame, layout);
    let (parts, ink) = (&layout.parts, easel.theme().ink);
    let (x, y) = parts.sum;
    let path = single::wire(frame, parts);
    let line = easel.stroke(ink, 2.0);
    easel.back.line(path.clone(), line);
    easel.sum_sign(x, y, parts.radius, ink, ink);
    single::sum_number(easel, frame, parts);
    let moment = frame.moment;
    if moment.beat == Beat::Place && moment.progress < 0.6 && frame.shown == moment.step && !easel.view.calm {
        let (at_x, at_y) = along(&path, ease(moment.progress / 0.6));
        single::traveller(easel, at_x, at_y, frame.result());
    }
}

/// The kernel, once; the taps that reach the shown place are ringed.
fn kernel(easel: &mut Easel<'_>, frame: &Frame<'_>, blocks: &Blocks) {
    let (scale, color) = (frame.plan.scales().weight, easel.theme().weight);
    for (tap, &weight) in frame.plan.weights().iter().enumerate() {
        let cell = blocks.cell(blocks.kernel, tap);
        let used = match related(frame) {
            Some(focus) => focus.has_weight(tap),
            None => frame.terms.iter().any(|term| term.link.tap == tap),
        };
        easel.tile(cell, weight, scale, if used { Tone::Lit } else { Tone::Pale }, true);
        if used {
            easel.ring(cell, color, 1.0);
        }
        if frame.focus.is_some_and(|focus| focus.pinned && focus.target == Target::Weight(tap)) {
            easel.pin(cell);
        }
    }
    easel.region(blocks.area(blocks.kernel), blocks.rows, blocks.cols, Target::Weight(0));
}

/// One line for each stamp: the input's value, the weight of its tap, the product, which runs to the sum.
fn lines(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (parts, count, ink3) = (&layout.parts, frame.terms.len(), easel.theme().ink3);
    let columns = layout.columns(count);
    let shown = count.min(MOST);
    let (sum_x, sum_y) = parts.sum;
    for (nth, term) in frame.terms[..shown].iter().enumerate() {
        bench::window_tile(easel, frame, &columns, &parts.input, (nth, count), term);
        bench::kernel_tile(easel, frame, &columns, nth, term);
        bench::product_tile(easel, frame, &columns, (nth, count), term, parts.sum);
        let (input, weight) = (columns.cell(columns.window, nth), columns.cell(columns.kernel, nth));
        let product = columns.cell(columns.products, nth);
        bench::sign(easel, (input.right() + weight.x) / 2.0, input.mid_y(), "×", columns.tile);
        bench::sign(easel, (weight.right() + product.x) / 2.0, input.mid_y(), "=", columns.tile);
        let line = easel.stroke(easel.theme().ink, 1.4);
        easel.back.line(curve((product.right() + 3.0, product.mid_y()), (sum_x - parts.radius, sum_y), 0.6), line);
        if !parts.stacked && parts.input.tile >= DIGITS_FROM {
            // Along its own row to the sheet's edge, so that it does not seem to come from another one.
            let y = parts.input.cell(term.link.position.row, 0).mid_y();
            let wire = easel.stroke(easel.theme().input.fade(0.45), 1.2);
            easel.back.line(curve((parts.input.area().right() + 2.0, y), (input.x - 3.0, input.mid_y()), 0.5), wire);
        }
    }
    let area = columns.area(columns.window);
    let messages = easel.view.messages;
    if count > shown {
        let y = columns.cell(columns.window, shown).mid_y() + 4.0;
        easel.words(
            area.x + LINE / 2.0 * columns.tile,
            y,
            &(messages.and_more)(count - shown),
            12.5,
            ink3,
            Align::Middle,
            false,
        );
    }
    let words = (messages.stamps_here)(count);
    let x = area.x + LINE / 2.0 * columns.tile;
    let y = layout.middle + layout.lines.max(1) as f64 * columns.tile / 2.0 + 20.0;
    easel.words(x, y, &words, 12.5, ink3, Align::Middle, false);
}

fn headings(easel: &mut Easel<'_>, frame: &Frame<'_>, parts: &single::Layout) {
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let (size, out) = (frame.plan.spec().size, frame.plan.output().shape().size);
    let (input, output) = ((messages.input_sheet)(size.row, size.col), full(frame, &parts.output));
    let stamped = frame.plan.geometry().axes().map(|axis| axis.padded());
    let words = if stamped == out {
        (messages.output_sheet)(out.row, out.col)
    } else {
        (messages.output_cropped)(out.row, out.col, stamped.row, stamped.col)
    };
    easel.heading(parts.input.area().mid_x().max(42.0), parts.input.y - 10.0, &input, Some(theme.input));
    let half = 3.6 * words.chars().count() as f64;
    let middle = output.mid_x().min(easel.view.width - half).max(half);
    easel.heading(middle, output.y - 12.0, &words, Some(theme.output));
    let kernel = parts.blocks.area(parts.blocks.kernel);
    if parts.stacked {
        easel.words(kernel.mid_x(), kernel.bottom() + 17.0, messages.kernel, 12.5, theme.weight, Align::Middle, true);
    } else {
        easel.words(
            kernel.right() + 11.0,
            kernel.mid_y() + 4.5,
            messages.kernel,
            13.0,
            theme.weight,
            Align::Start,
            true,
        );
    }
}
