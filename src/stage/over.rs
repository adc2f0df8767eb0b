//! A layout for stages that show what wires, or a field of kernels, lie between the two sheets: these above, the bench in a
//! row below.

use super::bench::{self, Blocks};
use super::easel::{Easel, along, ease};
use super::sheet::Sheet;
use super::single;
use crate::conv::Axes;
use crate::i18n::number::num;
use crate::scene::{Align, Area, Pen};
use crate::timeline::{Beat, Frame, Moment, Plan};

/// Room for a heading above the sheets.
const HEAD: f64 = 40.0;
/// Room for the names under the bench.
const FOOT: f64 = 30.0;

/// Where everything lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// The input's true cells.
    pub input: Sheet,
    /// What lies between the sheets.
    pub middle: Area,
    /// The output.
    pub output: Sheet,
    /// The bench.
    pub blocks: Blocks,
    /// Centre of the sum sign.
    pub sum: (f64, f64),
    /// True on narrow screens: the output lies below.
    pub stacked: bool,
    /// Height of the picture.
    pub height: f64,
}

/// Shares of the width: the input, what lies between, the output; the rest are gaps.
pub type Shares = [f64; 3];

impl Layout {
    /// The layout of one channel. `block`: rows and columns of a block of the bench.
    pub fn new(plan: &Plan, block: Axes<usize>, shares: Shares, width: f64, height: f64) -> Self {
        let stacked = width < super::STACKED_BELOW;
        let padded = plan.geometry().axes().map(|axis| axis.padded() as f64);
        let padded =
            if plan.geometry().layer().kernel.area() == 1 { plan.spec().size.map(|side| side as f64) } else { padded };
        let out = plan.output().shape().size.map(|side| side as f64);
        let taps = block.map(|side| side as f64);
        // Few cells are large, but never so large that the bench looks like another sheet.
        let (most, most_bench) = if stacked { (46.0, 32.0) } else { (width * 0.08, width * 0.056) };
        let bench_room = if stacked { width - 2.0 * 23.0 - 52.0 } else { width - 230.0 };
        let down = if stacked { 120.0 } else { (height * 0.26).max(90.0) };
        let bench = tile((bench_room / (3.0 * taps.col)).min(down / taps.row).min(most_bench));
        let bench_height = taps.row * bench + FOOT;
        let gap = if stacked { 18.0 } else { 52.0 };
        let room = width - 16.0 - 2.0 * gap;
        let above = if stacked { 230.0 } else { height - HEAD - bench_height - 66.0 };
        let [in_share, middle_share, out_share] = shares;
        let sides = if stacked { room / (1.0 - out_share) } else { room };
        let in_tile = tile((sides * in_share / padded.col).min(above / padded.row).min(most));
        let out_room = if stacked { width - 90.0 } else { room * out_share };
        let out_down = if stacked { 150.0 } else { above };
        let out_tile = tile((out_room / out.col).min(out_down / out.row).min(if stacked { 30.0 } else { most }));
        let middle_width = sides * middle_share;
        let body = padded.row * in_tile;
        let body = if stacked { body } else { body.max(out.row * out_tile) };
        let used = padded.col * in_tile + middle_width + if stacked { gap } else { out.col * out_tile + 2.0 * gap };
        let left = ((width - used) / 2.0).max(8.0).floor();
        let top = if stacked { 24.0 } else { HEAD + ((above - body) / 3.0).clamp(0.0, 120.0).floor() };
        let axis = top + body / 2.0;
        let padding = plan.spec().padding;
        let input = Sheet {
            x: left + padding.left as f64 * in_tile,
            y: axis - padded.row * in_tile / 2.0 + padding.top as f64 * in_tile,
            tile: in_tile,
            rows: plan.spec().size.row,
            cols: plan.spec().size.col,
            digits: true,
        };
        let middle_left = left + padded.col * in_tile + gap;
        let middle = Area::new(middle_left, top, middle_width, body);
        let bench_y = top + body + if stacked { 26.0 } else { 58.0 };
        let (block_w, block_h) = (taps.col * bench, taps.row * bench);
        let sign = if stacked { 23.0 } else { 36.0 };
        let bench_x = if stacked { 0.0 } else { left.max((width - 3.0 * block_w - 2.0 * sign - 200.0) / 2.0) };
        let blocks = Blocks {
            window: (bench_x, bench_y),
            kernel: (bench_x + block_w + sign, bench_y),
            products: (bench_x + 2.0 * (block_w + sign), bench_y),
            tile: bench,
            rows: block.row,
            cols: block.col,
        };
        let sum = (bench_x + 3.0 * block_w + 2.0 * sign + 34.0, bench_y + block_h / 2.0);
        let sum = if stacked { (sum.0.min(width - 22.0), sum.1) } else { sum };
        let (out_x, out_y) = if stacked {
            (((width - out.col * out_tile) / 2.0).floor(), bench_y + block_h + FOOT + 46.0)
        } else {
            (middle.right() + gap, axis - out.row * out_tile / 2.0)
        };
        let size = plan.output().shape().size;
        let output = Sheet { x: out_x, y: out_y, tile: out_tile, rows: size.row, cols: size.col, digits: true };
        let height = if stacked { output.area().bottom() + 14.0 } else { bench_y + block_h + FOOT };
        Self { input, middle, output, blocks, sum, stacked, height }
    }
}

/// Whole pixels from 8 up, quarters below.
fn tile(side: f64) -> f64 {
    let side = side.max(1.0);
    if side >= 8.0 { side.floor() } else { (side * 4.0).floor() / 4.0 }
}

/// The bench, its signs and names, the sum and its way into the output. `window`, `kernel`: the names of the first two
/// blocks.
pub fn bench(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, (window, kernel): (&str, &str)) {
    let theme = easel.theme();
    let before = frame.moment.step.checked_sub(1).filter(|_| frame.bench().beat == Beat::Slide);
    let before = before.map(|step| Frame::new(frame.plan, Moment::done(step), frame.focus));
    let on_bench = before.as_ref().unwrap_or(frame);
    let Layout { blocks, sum: (x, y), .. } = *layout;
    bench::channel(easel, on_bench, &blocks, 0, &layout.input, layout.sum);
    let names = [
        (blocks.window, window, theme.ink3, false),
        (blocks.kernel, kernel, theme.weight, true),
        (blocks.products, easel.view.messages.products, theme.ink3, false),
    ];
    for (corner, words, color, bold) in names {
        let area = blocks.area(corner);
        let align = if layout.stacked && corner.0 <= 0.0 { Align::Start } else { Align::Middle };
        let at = if align == Align::Start { area.x } else { area.mid_x() };
        easel.words(at, area.bottom() + 18.0, words, 12.5, color, align, bold);
    }
    let gap = (blocks.kernel.0 - blocks.area(blocks.window).right()) / 2.0;
    bench::sign(easel, blocks.kernel.0 - gap, y, "×", 26.0);
    bench::sign(easel, blocks.products.0 - gap, y, "=", 26.0);
    let path = wire(frame, layout);
    let line = easel.stroke(theme.ink, 2.0);
    easel.back.line(vec![Pen::Move(blocks.area(blocks.products).right() + 5.0, y), Pen::Line(x - 15.0, y)], line);
    easel.back.line(path.clone(), line);
    easel.sum_sign(x, y, 15.0, theme.ink, theme.ink);
    if let Some(value) = single::total(on_bench) {
        if layout.stacked {
            // On the side that the wire leaves free.
            let free = if layout.output.y < y { 33.0 } else { -22.0 };
            easel.words(easel.view.width - 1.0, y + free, &num(value), 16.0, theme.ink, Align::End, true);
        } else {
            easel.words(x, y + 35.0, &num(value), 17.0, theme.ink, Align::Middle, true);
        }
    }
    if let Some(bias) = frame.bias() {
        let words = single::bias_words(bias, easel.view.messages);
        if layout.stacked {
            easel.words(easel.view.width - 1.0, y - 40.0, &words, 12.0, theme.ink3, Align::End, false);
        } else {
            easel.words(x, y - 22.0, &words, 12.0, theme.ink3, Align::Middle, false);
        }
    }
    let moment = frame.moment;
    if moment.beat == Beat::Place && moment.progress < 0.6 && frame.shown == moment.step && !easel.view.calm {
        let (at_x, at_y) = along(&path, ease(moment.progress / 0.6));
        single::traveller(easel, at_x, at_y, frame.result());
    }
}

/// From the sum into the output place, from below.
fn wire(frame: &Frame<'_>, layout: &Layout) -> Vec<Pen> {
    let (x, y) = layout.sum;
    let place = frame.place();
    let cell = layout.output.cell(place.row as isize, place.col as isize);
    if layout.stacked && layout.output.y < y {
        // The output stands above, beside the input.
        let below = layout.output.area().bottom() + 12.0;
        let up = vec![Pen::Move(x, y - 15.0), Pen::Line(x, below), Pen::Line(cell.mid_x(), below)];
        return up.into_iter().chain([Pen::Line(cell.mid_x(), cell.bottom())]).collect();
    }
    if layout.stacked {
        let floor = layout.output.area().bottom();
        let last = place.row + 1 == layout.output.rows || frame.shown != frame.moment.step;
        let turn = if last { floor + 9.0 } else { cell.bottom() + layout.output.tile / 2.0 };
        let goal = if last && place.row + 1 < layout.output.rows { floor + 3.0 } else { cell.bottom() + 2.0 };
        let down = vec![Pen::Move(x, y + 15.0), Pen::Line(x, turn), Pen::Line(cell.mid_x(), turn)];
        return down.into_iter().chain([Pen::Line(cell.mid_x(), goal)]).collect();
    }
    let x1 = cell.mid_x();
    let bend = 14.0f64.min((x1 - x - 16.0).abs() / 2.0).max(1.0);
    let side = if x1 > x { -bend } else { bend };
    vec![
        Pen::Move(x + if x1 > x { 15.0 } else { -15.0 }, y),
        Pen::Line(x1 + side, y),
        Pen::Quad(x1, y, x1, y - bend),
        Pen::Line(x1, cell.bottom() + 1.0),
    ]
}
