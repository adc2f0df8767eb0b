//! The stage of a depthwise separable layer: a row for each channel, and two passes from left to right. The maps between them
//! stay, and the pass that runs lies on its own ground.

use super::bench::{self, Blocks};
use super::easel::{Easel, Tone, along, curve, ease};
use super::sheet::{self, Sheet, Window, related};
use super::{lens, single};
use crate::conv::Axes;
use crate::i18n::number::num;
use crate::scene::{Align, Area, Color, Pen};
use crate::timeline::{Beat, Frame, Moment, Plan, Target};
use std::ops::Range;

/// Room for two lines of headings.
const HEAD: f64 = 52.0;
/// Most rows, and most output maps, that are drawn; the others are counted.
const MOST_ROWS: usize = 8;

/// Where one channel's things lie.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    channel: usize,
    input: Sheet,
    blocks: Blocks,
    between: Sheet,
    /// The 1 x 1 weight.
    weight: Area,
    /// Right end of the product.
    product: (f64, f64),
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    rows: Vec<Row>,
    outputs: Vec<(usize, Sheet)>,
    sum: (f64, f64),
    /// The grounds of the two passes.
    grounds: [Area; 2],
    stacked: bool,
    /// Height of the picture.
    pub height: f64,
}

/// Counts that the layout is made from.
struct Counts {
    rows: Range<usize>,
    outs: Range<usize>,
    padded: Axes<f64>,
    kernel: Axes<f64>,
    between: Axes<f64>,
}

impl Counts {
    fn of(plan: &Plan, shown: usize) -> Self {
        let (spec, place) = (plan.spec(), plan.output_place(shown));
        let last = plan.pass_of_output(shown).0 == 1;
        let size = |axes: Axes<usize>| axes.map(|side| side as f64);
        Self {
            rows: near(if last { 0 } else { place.channel }, spec.in_channels),
            outs: near(if last { place.channel } else { 0 }, spec.out_channels),
            padded: plan.geometry().axes().map(|axis| axis.padded() as f64),
            kernel: size(spec.kernel),
            between: size(plan.output().shape().size),
        }
    }
}

/// The channels that are drawn: all, or those around the running one.
fn near(channel: usize, channels: usize) -> Range<usize> {
    if channels <= MOST_ROWS {
        return 0..channels;
    }
    let most = MOST_ROWS - 1;
    let first = channel.saturating_sub(most / 2).min(channels - most);
    first..first + most
}

impl Layout {
    /// The layout for a shown output.
    pub fn new(plan: &Plan, shown: usize, width: f64, height: f64) -> Self {
        let counts = Counts::of(plan, shown);
        if width < super::STACKED_BELOW { stacked(plan, &counts, width) } else { wide(plan, &counts, width, height) }
    }
}

/// A tile side that fits, kept to whole pixels where there are digits.
fn fit(room: f64, most: f64) -> f64 {
    let tile = room.min(most).max(2.0);
    if tile >= 8.0 { tile.floor() } else { tile }
}

fn wide(plan: &Plan, counts: &Counts, width: f64, height: f64) -> Layout {
    let Counts { rows, outs, padded, kernel, between } = counts;
    let row_room = (height - HEAD - 12.0) / rows.len() as f64 - 8.0;
    // What is left for tiles after signs, wires and gaps.
    let room = width - 396.0;
    let bench = fit((room * 0.46 / (3.0 * kernel.col)).min(row_room / kernel.row), 26.0);
    let rest = room - 3.0 * kernel.col * bench;
    let input = fit((rest * 0.36 / padded.col).min(row_room / padded.row), 24.0);
    let map = fit((rest * 0.32 / between.col).min(row_room / between.row), 30.0);
    let out_room = (height - HEAD - 12.0) / outs.len() as f64 - 20.0;
    let out = fit((rest * 0.32 / between.col).min(out_room / between.row), 30.0);
    let tallest = (kernel.row * bench).max(padded.row * input).max(between.row * map);
    let pitch = tallest + 8.0f64.max((row_room - tallest).min(10.0));
    let body = pitch * rows.len() as f64;
    let top = HEAD + ((height - HEAD - body - 12.0) / 3.0).clamp(0.0, 60.0);
    let block = kernel.col * bench;
    let padding = plan.spec().padding;
    // What is left over goes between the columns.
    let used = 26.0 + padded.col * input + 3.0 * block + between.col * (map + out) + 376.0;
    let air = ((width - used) / 4.0).max(0.0);
    let x_input = 26.0 + padding.left as f64 * input;
    let x_window = 26.0 + padded.col * input + 22.0 + air;
    let (x_kernel, x_products) = (x_window + block + 22.0, x_window + 2.0 * (block + 22.0));
    let x_between = x_products + block + 62.0 + air;
    let x_weight = x_between + between.col * map + 22.0 + air * 0.3;
    let x_product = x_weight + 26.0 + 96.0 + air * 0.2;
    let x_sum = x_product + 40.0 + air * 0.7;
    let x_out = (width - 20.0 - between.col * out).max(x_sum + 40.0);
    let size = plan.output().shape().size;
    let sheet = |x: f64, y: f64, tile: f64, size: Axes<usize>| Sheet {
        x,
        y,
        tile,
        rows: size.row,
        cols: size.col,
        digits: true,
    };
    let place = |nth: usize, channel: usize| {
        let middle = top + (nth as f64 + 0.5) * pitch;
        let y = middle - kernel.row * bench / 2.0;
        Row {
            channel,
            input: sheet(
                x_input,
                middle - padded.row * input / 2.0 + padding.top as f64 * input,
                input,
                plan.spec().size,
            ),
            blocks: Blocks {
                window: (x_window, y),
                kernel: (x_kernel, y),
                products: (x_products, y),
                tile: bench,
                rows: plan.spec().kernel.row,
                cols: plan.spec().kernel.col,
            },
            between: sheet(x_between, middle - between.row * map / 2.0, map, size),
            weight: Area::new(x_weight, middle - 13.0, 26.0, 26.0),
            product: (x_product, middle),
        }
    };
    let rows: Vec<Row> = rows.clone().enumerate().map(|(nth, channel)| place(nth, channel)).collect();
    let middle = top + body / 2.0;
    let out_pitch = between.row * out + 20.0;
    let first = middle - out_pitch * outs.len() as f64 / 2.0 + 10.0;
    let outputs = outs.clone().enumerate();
    let outputs =
        outputs.map(|(nth, channel)| (channel, sheet(x_out, first + nth as f64 * out_pitch, out, size))).collect();
    let ground = |from: f64, upto: f64| Area::new(from, top - 4.0, upto - from, body + 8.0);
    Layout {
        rows,
        outputs,
        sum: (x_sum, middle),
        grounds: [ground(2.0, x_between + between.col * map + 10.0), ground(x_between - 10.0, width - 2.0)],
        stacked: false,
        height: top + body + 12.0,
    }
}

/// The first pass as rows; under it the second: between, weight and product of each channel in columns, then the outputs.
fn stacked(plan: &Plan, counts: &Counts, width: f64) -> Layout {
    let Counts { rows, outs, padded, kernel, between } = counts;
    let room = width - 118.0;
    let bench = fit(room * 0.5 / (3.0 * kernel.col), 20.0);
    let rest = room - 3.0 * kernel.col * bench;
    let input = fit((rest * 0.45 / padded.col).min(64.0 / padded.row), 14.0);
    let map = fit((rest * 0.55 / between.col).min(72.0 / between.row), 22.0);
    let pitch = (kernel.row * bench).max(padded.row * input).max(between.row * map) + 8.0;
    let (top, block) = (30.0, kernel.col * bench);
    let padding = plan.spec().padding;
    let x_window = 18.0 + padded.col * input + 12.0;
    let x_products = x_window + 2.0 * (block + 13.0);
    let x_between = x_products + block + 40.0;
    let size = plan.output().shape().size;
    let sheet = |x: f64, y: f64, tile: f64, size: Axes<usize>| Sheet {
        x,
        y,
        tile,
        rows: size.row,
        cols: size.col,
        digits: true,
    };
    let second = top + pitch * rows.len() as f64 + 34.0;
    let column = (width - 60.0) / rows.len() as f64;
    let place = |nth: usize, channel: usize| {
        let middle = top + (nth as f64 + 0.5) * pitch;
        let y = middle - kernel.row * bench / 2.0;
        let x = 12.0 + (nth as f64 + 0.5) * column;
        let (x_input, y_input) = (18.0 + padding.left as f64 * input, padding.top as f64 * input);
        Row {
            channel,
            input: sheet(x_input, middle - padded.row * input / 2.0 + y_input, input, plan.spec().size),
            blocks: Blocks {
                window: (x_window, y),
                kernel: (x_window + block + 13.0, y),
                products: (x_products, y),
                tile: bench,
                rows: plan.spec().kernel.row,
                cols: plan.spec().kernel.col,
            },
            between: sheet(x_between, middle - between.row * map / 2.0, map, size),
            weight: Area::new(x - 12.0, second, 24.0, 24.0),
            product: (x, second + 66.0),
        }
    };
    let placed: Vec<Row> = rows.clone().enumerate().map(|(nth, channel)| place(nth, channel)).collect();
    let across = (width / outs.len().min(4) as f64 - 12.0).min(110.0);
    let out = fit(across / between.col, 24.0);
    let out_top = second + 132.0;
    let lines = outs.len().div_ceil(4);
    let outputs = outs.clone().enumerate().map(|(nth, channel)| {
        let in_line = if nth / 4 + 1 < lines { 4 } else { outs.len() - (lines - 1) * 4 };
        let left = (width - in_line as f64 * (between.col * out + 12.0) + 12.0) / 2.0;
        let x = left + (nth % 4) as f64 * (between.col * out + 12.0);
        (channel, sheet(x, out_top + (nth / 4) as f64 * (between.row * out + 26.0), out, size))
    });
    Layout {
        rows: placed,
        outputs: outputs.collect(),
        sum: (width - 24.0, second + 62.0),
        grounds: [
            Area::new(0.0, top - 2.0, width, pitch * rows.len() as f64 + 4.0),
            Area::new(0.0, second - 26.0, width, 112.0),
        ],
        stacked: true,
        height: out_top + lines as f64 * (between.row * out + 26.0),
    }
}

/// Draws the stage.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>) {
    let layout = Layout::new(frame.plan, frame.shown, easel.view.width, easel.view.height);
    let running = frame.plan.pass_of_output(frame.shown).0;
    let ground = easel.theme().surface;
    let line = easel.stroke(easel.theme().line, 1.0);
    easel.back.block(layout.grounds[running], 14.0, ground);
    easel.back.outline(layout.grounds[running], 14.0, line);
    for row in &layout.rows {
        first_pass(easel, frame, &layout, row, running == 0);
        second_pass(easel, frame, &layout, row, running == 1);
    }
    for &(channel, ref sheet) in &layout.outputs {
        output(easel, frame, &layout, channel, sheet);
    }
    if running == 1 {
        sum(easel, frame, &layout);
    }
    headings(easel, frame, &layout, running);
}

/// A channel's depthwise convolution. Only the running channel has its window on the bench.
fn first_pass(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, row: &Row, running: bool) {
    let theme = easel.theme();
    let here = running && frame.place().channel == row.channel;
    let window = here.then(|| Window::of(frame, frame.shown));
    sheet::input(easel, frame, &row.input, row.channel, window.as_ref());
    lens::ring_inputs(easel, frame, &row.input, row.channel);
    let middle = row.product.1;
    let middle = if layout.stacked { row.between.area().mid_y() } else { middle };
    let padding = frame.plan.spec().padding;
    let left = row.input.x - padding.left as f64 * row.input.tile;
    let number = (row.channel + 1).to_string();
    easel.words(left - 5.0, middle + 4.0, &number, 11.5, theme.ink3, Align::End, false);
    let right = row.input.area().right() + padding.right as f64 * row.input.tile;
    let products = row.blocks.area(row.blocks.products);
    if here {
        lens::draw(easel, frame, &row.input, theme.ink);
        bench_row(easel, frame, layout, row, middle);
    } else {
        kernel(easel, frame, row);
        let faint = easel.stroke(theme.control.mix(theme.paper, 0.35), 1.4);
        let kernel = row.blocks.area(row.blocks.kernel);
        let ends = [(right + 5.0, kernel.x - 5.0), (kernel.right() + 5.0, row.between.x - 8.0)];
        for (from, upto) in ends {
            easel.back.line(vec![Pen::Move(from, middle), Pen::Line(upto, middle)], faint);
        }
    }
    sheet::output(easel, frame, &row.between, (0, row.channel), false);
    lens::ring_outputs(easel, frame, &row.between, (0, row.channel), theme.ink);
    let moment = frame.moment;
    let arrives = here && moment.beat == Beat::Place && moment.progress < 0.6 && frame.shown == moment.step;
    if arrives && !easel.view.calm {
        let place = frame.place();
        let cell = row.between.cell(place.row as isize, place.col as isize);
        let path = curve((products.right() + 20.0, middle), (cell.x, cell.mid_y()), 0.5);
        let (x, y) = along(&path, ease(moment.progress / 0.6));
        single::traveller(easel, x, y, frame.result());
    }
}

/// Window, kernel, products and their sum.
fn bench_row(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, row: &Row, middle: f64) {
    let theme = easel.theme();
    let earlier = frame.moment.step.checked_sub(1).filter(|_| frame.bench().beat == Beat::Slide);
    let earlier = earlier.map(|step| Frame::new(frame.plan, Moment::done(step), frame.focus));
    let same = earlier.as_ref().filter(|earlier| earlier.place().channel == frame.place().channel);
    let products = row.blocks.area(row.blocks.products);
    let radius = if layout.stacked { 11.0 } else { 14.0 };
    let x = products.right() + 8.0 + radius;
    bench::channel(easel, same.unwrap_or(frame), &row.blocks, 0, &row.input, (x, middle));
    let gap = (row.blocks.kernel.0 - row.blocks.area(row.blocks.window).right()) / 2.0;
    bench::sign(easel, row.blocks.kernel.0 - gap, middle, "×", 22.0);
    bench::sign(easel, row.blocks.products.0 - gap, middle, "=", 22.0);
    let line = easel.stroke(theme.ink, 1.8);
    easel.back.line(vec![Pen::Move(products.right() + 3.0, middle), Pen::Line(row.between.x - 6.0, middle)], line);
    easel.sum_sign(x, middle, radius, theme.ink, theme.ink);
    if let Some(value) = single::total(same.unwrap_or(frame)) {
        easel.words(x, middle - radius - 5.0, &num(value), 14.0, theme.ink, Align::Middle, true);
    }
}

/// A kernel that waits or is done: pale, its digits quiet.
fn kernel(easel: &mut Easel<'_>, frame: &Frame<'_>, row: &Row) {
    let area = row.blocks.area(row.blocks.kernel);
    let taps = frame.plan.spec().kernel.area();
    let first = row.channel * taps;
    for (tap, &weight) in frame.plan.weights()[first..first + taps].iter().enumerate() {
        let lit = related(frame).is_some_and(|focus| focus.has_weight(first + tap));
        let cell = row.blocks.cell(row.blocks.kernel, tap);
        easel.tile(cell, weight, frame.plan.scales().weight, if lit { Tone::Lit } else { Tone::Pale }, true);
        if lit {
            let color = easel.theme().weight;
            easel.ring(cell, color, 1.0);
        }
    }
    easel.region(area, row.blocks.rows, row.blocks.cols, Target::Weight(first));
}

/// A channel's share in the 1 x 1 convolution: one value, one weight, one product.
fn second_pass(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, row: &Row, running: bool) {
    let (theme, spec) = (easel.theme(), frame.plan.spec());
    let filter = if running { frame.place().channel } else { 0 };
    let index = frame.plan.before(1).1 + filter * spec.in_channels + row.channel;
    let (value, scale) = (frame.plan.weight(index).unwrap_or_default(), frame.plan.passes()[1].scales.weight);
    let lit = related(frame).is_some_and(|focus| focus.has_weight(index));
    let tone = if running || lit { Tone::Lit } else { Tone::Pale };
    easel.tile(row.weight, value, scale, tone, true);
    easel.region(row.weight, 1, 1, Target::Weight(index));
    if running || lit {
        easel.ring(row.weight, theme.weight, if lit { 1.0 } else { 0.55 });
    }
    let color = if running { theme.ink } else { theme.control.mix(theme.paper, 0.5) };
    let line = easel.stroke(color, 1.6);
    let (x, y) = row.product;
    if !layout.stacked {
        let from = row.between.area().right() + 5.0;
        easel.back.line(vec![Pen::Move(from, y), Pen::Line(row.weight.x - 5.0, y)], line);
    }
    if !running {
        return;
    }
    let place = frame.place();
    let cell = row.between.cell(place.row as isize, place.col as isize);
    if row.between.tile >= 14.0 {
        easel.lens(cell, theme.ink, 1.0)
    } else {
        easel.ring(cell, theme.ink, 1.0)
    }
    let Some(term) = frame.terms.get(row.channel) else { return };
    let bench = frame.bench();
    if bench.share_of(Beat::Pair) > 0.5 {
        let (at, align) =
            if layout.stacked { ((x, y - 24.0), Align::Middle) } else { ((x - 48.0, y + 5.0), Align::End) };
        let words = format!("× {}", num(term.input));
        easel.words(at.0, at.1, &words, if layout.stacked { 12.0 } else { 14.0 }, theme.ink3, align, false);
    }
    if bench.share_of(Beat::Multiply) > (row.channel as f64 + 0.5) / spec.in_channels as f64 {
        if !layout.stacked {
            easel.words(x - 34.0, y + 5.0, "=", 14.0, theme.ink3, Align::Middle, false);
        }
        let align = if layout.stacked { Align::Middle } else { Align::End };
        easel.words(x, y + 5.0, &num(term.product), 15.0, theme.ink, align, true);
    }
    if !layout.stacked {
        easel.back.line(curve((x + 7.0, y), (layout.sum.0 - 15.0, layout.sum.1), 0.55), line);
    }
}

/// The common sum, the bias, the wire into the output.
fn sum(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let (x, y) = layout.sum;
    easel.sum_sign(x, y, 15.0, theme.ink, theme.ink);
    if let Some(value) = single::total(frame) {
        easel.words(x, y - 22.0, &num(value), 16.0, theme.ink, Align::Middle, true);
    }
    if let Some(bias) = frame.bias() {
        let words = single::bias_words(bias, messages);
        easel.words(
            x,
            y + 31.0,
            &words,
            12.0,
            theme.ink3,
            if layout.stacked { Align::End } else { Align::Middle },
            false,
        );
    }
    let place = frame.place();
    let Some((_, sheet)) = layout.outputs.iter().find(|(channel, _)| *channel == place.channel) else { return };
    let cell = sheet.cell(place.row as isize, place.col as isize);
    let path = if layout.stacked {
        vec![
            Pen::Move(x, y + 15.0),
            Pen::Line(x, sheet.y - 12.0),
            Pen::Line(cell.mid_x(), sheet.y - 12.0),
            Pen::Line(cell.mid_x(), cell.y),
        ]
    } else {
        curve((x + 15.0, y), (cell.x, cell.mid_y()), 0.55)
    };
    let line = easel.stroke(theme.ink, 2.0);
    easel.back.line(path.clone(), line);
    let moment = frame.moment;
    if moment.beat == Beat::Place && moment.progress < 0.6 && frame.shown == moment.step && !easel.view.calm {
        let (at_x, at_y) = along(&path, ease(moment.progress / 0.6));
        single::traveller(easel, at_x, at_y, frame.result());
    }
}

fn output(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, channel: usize, sheet: &Sheet) {
    let theme = easel.theme();
    sheet::output(easel, frame, sheet, (1, channel), true);
    lens::ring_outputs(easel, frame, sheet, (1, channel), theme.ink);
    let (area, number) = (sheet.area(), (channel + 1).to_string());
    if layout.stacked {
        easel.words(area.mid_x(), area.bottom() + 18.0, &number, 11.5, theme.ink3, Align::Middle, false);
    } else {
        easel.words(area.right() + 9.0, area.mid_y() + 4.0, &number, 12.5, theme.ink3, Align::Start, false);
    }
}

fn headings(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, running: usize) {
    let (theme, messages, spec) = (easel.theme(), easel.view.messages, frame.plan.spec());
    let (Some(row), Some((_, out))) = (layout.rows.first(), layout.outputs.first()) else { return };
    let filter = if running == 1 { frame.place().channel + 1 } else { 1 };
    let maps = |count: usize| (messages.maps)(count);
    let strong = |easel: &mut Easel<'_>, x: f64, y: f64, words: &str, color: Color| {
        let half = 3.3 * words.chars().map(|sign| if sign.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
        let x = x.clamp(half.min(easel.view.width / 2.0), (easel.view.width - half).max(easel.view.width / 2.0));
        easel.heading(x, y, words, Some(color));
    };
    let kernel = row.blocks.area(row.blocks.kernel).mid_x();
    if layout.stacked {
        strong(easel, row.input.area().mid_x(), 14.0, messages.input, theme.input);
        strong(easel, kernel, 14.0, messages.depthwise_pass, theme.weight);
        strong(easel, row.between.area().mid_x(), 14.0, messages.between, theme.ink2);
        let pointwise = format!("{} {}", messages.pointwise_pass, (messages.filter_numbered)(filter));
        easel.words(0.0, row.weight.y - 34.0, &pointwise, 13.0, theme.weight, Align::Start, true);
        easel.words(out.x.min(10.0), out.y - 22.0, messages.output, 13.0, theme.output, Align::Start, true);
        return;
    }
    let y = layout.grounds[0].y - 26.0;
    let columns = [
        (row.input.area().mid_x().max(34.0), messages.input, theme.input, maps(spec.in_channels)),
        (kernel, messages.depthwise_pass, theme.weight, (messages.kernels)(spec.in_channels)),
        (row.between.area().mid_x(), messages.between, theme.ink2, maps(spec.in_channels)),
        (row.weight.mid_x() + 30.0, messages.pointwise_pass, theme.weight, (messages.filter_numbered)(filter)),
        (out.area().mid_x(), messages.output, theme.output, maps(spec.out_channels)),
    ];
    for (x, words, color, caption) in columns {
        easel.heading(x, y, words, Some(color));
        easel.words(x, y + 16.0, &caption, 12.0, theme.ink3, Align::Middle, false);
    }
    let hidden = spec.in_channels - layout.rows.len();
    if hidden > 0 {
        let words = (messages.summed_not_drawn)(hidden);
        easel.words(10.0, layout.height - 2.0, &words, 12.0, theme.ink3, Align::Start, false);
    }
}
