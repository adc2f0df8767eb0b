//! The stage of one input sheet, one kernel, one output sheet: beside one another, or stacked on narrow screens.

use super::bench::{self, Blocks};
use super::easel::{Easel, along, ease};
use super::lens;
use super::sheet::{self, Sheet, Window};
use crate::i18n::{Messages, number};
use crate::scene::{Align, Area, Pen};
use crate::spec::Kind;
use crate::timeline::{Beat, Frame, Moment, Plan};

/// Room for a heading above a sheet.
const HEAD: f64 = 34.0;
/// From the input sheet to the bench.
const GAP_IN: f64 = 88.0;
/// From the bench to the output sheet: names, sum sign, wire.
const GAP_OUT: f64 = 112.0;

/// The smallest tile with digits in a low box.
const DIGITS: f64 = 15.0;

/// The bench's tile in a low box of a height.
const fn low_bench(height: f64) -> f64 {
    (height / 15.0).clamp(16.0, 24.0)
}

/// Where everything lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// The input's true cells.
    pub input: Sheet,
    /// The output.
    pub output: Sheet,
    /// The bench.
    pub blocks: Blocks,
    /// Centre of the sum sign.
    pub sum: (f64, f64),
    /// Radius of the sum sign.
    pub radius: f64,
    /// True if the parts lie one below the other.
    pub stacked: bool,
    /// Height that the picture takes.
    pub height: f64,
}

/// Counts of cells along the axes.
pub(super) struct Counts {
    pub(super) in_rows: f64,
    pub(super) in_cols: f64,
    pub(super) out_rows: f64,
    pub(super) out_cols: f64,
    pub(super) taps_down: f64,
    pub(super) taps_right: f64,
}

impl Counts {
    pub(super) fn of(plan: &Plan) -> Self {
        let (geometry, spec) = (plan.geometry(), plan.spec());
        let output = geometry.output().size;
        Self {
            in_rows: geometry.axes().row.padded() as f64,
            in_cols: geometry.axes().col.padded() as f64,
            out_rows: output.row as f64,
            out_cols: output.col as f64,
            taps_down: spec.kernel.row as f64,
            taps_right: spec.kernel.col as f64,
        }
    }
}

impl Layout {
    /// Counts tiles and fixed gaps along both axes; the tile is the smaller quotient, held to the design's range.
    pub fn new(plan: &Plan, width: f64, height: f64) -> Self {
        let counts = Counts::of(plan);
        if width < super::STACKED_BELOW {
            Self::stacked(plan, &counts, width, height)
        } else {
            Self::wide(plan, &counts, width, height)
        }
    }

    fn wide(plan: &Plan, counts: &Counts, width: f64, height: f64) -> Self {
        let room = height - HEAD - 24.0;
        let most_bench = if width > 1400.0 { 64.0 } else { 30.0 };
        // Without a kernel the bench is one block: window and products lie in the same place.
        let pooled = plan.spec().kind == Kind::Pooling;
        let (blocks_down, signs_down) = if pooled { (1.0, 0.0) } else { (3.0, 1.9) };
        let bench_down = blocks_down * counts.taps_down + signs_down;
        let bench_tile = (room / bench_down).floor().min(most_bench * if pooled { 1.3 } else { 1.0 }).max(18.0);
        let fixed = GAP_IN + counts.taps_right * bench_tile + GAP_OUT + 14.0;
        let most = if width > 1400.0 { 120.0 } else { 50.0 };
        let small = counts.out_rows < 4.0 && counts.out_cols < 4.0;
        let stretch = if small { 1.2 } else { 1.0 };
        let across = (width - fixed) / (counts.in_cols + counts.out_cols * stretch);
        let down = room / counts.in_rows.max(counts.out_rows * stretch);
        let tile = snap(across.min(down).min(most));
        let out_tile = snap((tile * stretch).min(most));
        let bench_height = bench_tile * bench_down;
        let body = (counts.in_rows * tile).max(bench_height).max(counts.out_rows * out_tile + 12.0);
        let used = fixed + counts.in_cols * tile + counts.out_cols * out_tile;
        let left = ((width - used) / 2.0).max(0.0).floor() + 4.0;
        let top = HEAD + ((height - HEAD - body - 24.0) / 3.0).clamp(0.0, 120.0).floor();
        let axis = top + body / 2.0;
        let padding = plan.spec().padding;
        let in_y = axis - counts.in_rows * tile / 2.0 + padding.top as f64 * tile;
        let input = sheet_at(plan.input().shape().size, left + padding.left as f64 * tile, in_y, tile);
        let bench_x = left + counts.in_cols * tile + GAP_IN;
        let bench_y = axis - bench_height / 2.0;
        let step = if pooled { 0.0 } else { counts.taps_down * bench_tile + bench_tile * 0.95 };
        let blocks = Blocks {
            window: (bench_x, bench_y),
            kernel: (bench_x, bench_y + step),
            products: (bench_x, bench_y + 2.0 * step),
            tile: bench_tile,
            rows: plan.spec().kernel.row,
            cols: plan.spec().kernel.col,
        };
        let out_x = bench_x + counts.taps_right * bench_tile + GAP_OUT;
        let output = sheet_at(plan.output().shape().size, out_x, axis - counts.out_rows * out_tile / 2.0, out_tile);
        let sum_x = bench_x + counts.taps_right * bench_tile + GAP_OUT * 0.36;
        let sum_y = bench_y + 2.0 * step + counts.taps_down * bench_tile / 2.0;
        let height = top + body + 24.0;
        Self {
            input,
            output,
            blocks,
            sum: (sum_x, sum_y),
            radius: if pooled { 19.0 } else { (bench_tile * 0.55).min(20.0) },
            stacked: false,
            height,
        }
    }

    /// Input, bench in a row (in two when the kernel is wide), output; the wire runs down the right edge. Where the box is too
    /// low for that, the output stands beside the input and the wire rises to it.
    fn stacked(plan: &Plan, counts: &Counts, width: f64, height: f64) -> Self {
        let tall = Self::one_below_the_other(plan, counts, width, None);
        if height > tall.height - 24.0 {
            return tall;
        }
        let low = Self::one_below_the_other(plan, counts, width, Some(height));
        if low.input.tile < DIGITS { tall } else { low }
    }

    fn one_below_the_other(plan: &Plan, counts: &Counts, width: f64, low: Option<f64>) -> Self {
        let padding = plan.spec().padding;
        let mut tile = snap(((width - 12.0) / counts.in_cols).min(216.0 / counts.in_rows).min(36.0));
        let mut left = ((width - counts.in_cols * tile) / 2.0).floor();
        if let Some(height) = low {
            let bench = counts.taps_down * low_bench(height) + 100.0;
            let across = (width - 34.0) / (counts.in_cols + counts.out_cols);
            tile = snap(across.min((height - bench) / counts.in_rows.max(counts.out_rows)).min(36.0));
            left = 2.0;
        }
        let input = sheet_at(
            plan.input().shape().size,
            left + padding.left as f64 * tile,
            24.0 + padding.top as f64 * tile,
            tile,
        );
        let tallest = counts.in_rows.max(if low.is_some() { counts.out_rows } else { 0.0 });
        let bench_y = 24.0 + tallest * tile + if low.is_some() { 34.0 } else { 20.0 };
        let one_row = (width - 2.0 * 23.0 - 56.0) / (3.0 * counts.taps_right);
        let two_rows = (width - 23.0 - 4.0) / (2.0 * counts.taps_right);
        let split = one_row < 18.0;
        let most = low.map_or(27.0, low_bench);
        let bench_tile = snap(if split { two_rows } else { one_row }.min(most));
        let (block_w, block_h) = (counts.taps_right * bench_tile, counts.taps_down * bench_tile);
        let kernel = (block_w + 23.0, bench_y);
        let products = if split { (23.0, bench_y + block_h + 40.0) } else { (2.0 * (block_w + 23.0), bench_y) };
        let pooled = (plan.spec().kind == Kind::Pooling).then_some(((width - block_w) / 2.0, bench_y));
        let (kernel, products) = (pooled.unwrap_or(kernel), pooled.unwrap_or(products));
        let blocks = Blocks {
            window: pooled.unwrap_or((0.0, bench_y)),
            kernel,
            products,
            tile: bench_tile,
            rows: plan.spec().kernel.row,
            cols: plan.spec().kernel.col,
        };
        let sum = (width - 22.0, products.1 + block_h / 2.0);
        let out_tile = snap(((width - 90.0) / counts.out_cols).min(150.0 / counts.out_rows).min(30.0));
        let out_y = products.1 + block_h + 56.0;
        let out_x = ((width - counts.out_cols * out_tile) / 2.0).floor();
        let (out_x, out_y, out_tile) = match low {
            None => (out_x, out_y, out_tile),
            Some(_) => {
                (width - counts.out_cols * tile - 8.0, 24.0 + ((tallest - counts.out_rows) * tile / 2.0).floor(), tile)
            }
        };
        let output = sheet_at(plan.output().shape().size, out_x, out_y, out_tile);
        let height = out_y + counts.out_rows * out_tile + 24.0;
        Self { input, output, blocks, sum, radius: if pooled.is_some() { 18.0 } else { 15.0 }, stacked: true, height }
    }
}

impl Layout {
    /// True if the output stands above the sum, beside the input.
    fn rises(&self) -> bool {
        self.stacked && self.output.area().bottom() < self.sum.1
    }
}

/// A tile side that keeps edges sharp: whole pixels, below 8 quarters, below 1 sixteenths.
pub fn snap(tile: f64) -> f64 {
    let tile = tile.max(0.25);
    if tile >= 8.0 {
        return tile.floor();
    }
    let parts = if tile < 1.0 { 16.0 } else { 4.0 };
    (tile * parts).floor() / parts
}

/// A sheet with digits.
pub const fn sheet_at(size: crate::conv::Axes<usize>, x: f64, y: f64, tile: f64) -> Sheet {
    Sheet { x, y, tile, rows: size.row, cols: size.col, digits: true }
}

/// Draws the stage.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>) {
    let layout = Layout::new(frame.plan, easel.view.width, easel.view.height);
    let window = Window::of(frame, frame.shown);
    sheet::input(easel, frame, &layout.input, 0, Some(&window));
    let ink = easel.theme().ink;
    let (lens_area, opacity) = lens::draw(easel, frame, &layout.input, ink);
    lens::ring_inputs(easel, frame, &layout.input, 0);
    if !layout.stacked {
        let edge = layout.input.area().right() + frame.plan.spec().padding.right as f64 * layout.input.tile;
        easel.projection(lens_area, edge, layout.blocks.area(layout.blocks.window), ink, opacity);
    }
    sheet::output(easel, frame, &layout.output, (0, 0), true);
    lens::ring_outputs(easel, frame, &layout.output, (0, 0), ink);
    draw_bench(easel, frame, &layout);
    headings(easel, frame, &layout);
}

/// While the lens slides, the bench still holds the step before.
pub(super) fn draw_bench(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let before = frame.moment.step.checked_sub(1).filter(|_| frame.bench().beat == Beat::Slide);
    match before {
        None => bench_of(easel, frame, layout),
        Some(step) => bench_of(easel, &Frame::new(frame.plan, Moment::done(step), frame.focus), layout),
    }
}

fn bench_of(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    bench::channel(easel, frame, &layout.blocks, 0, &layout.input, layout.sum);
    let ink = easel.theme().ink;
    let products = layout.blocks.area(layout.blocks.products);
    let (x, y) = layout.sum;
    let line = easel.stroke(ink, 1.7);
    let start = if layout.stacked { products.right() + 4.0 } else { products.right() + 6.0 };
    easel.back.line(vec![Pen::Move(start, y), Pen::Line(x - layout.radius, y)], line);
    let path = wire(frame, layout);
    let wire_line = easel.stroke(ink, 2.0);
    easel.back.line(path.clone(), wire_line);
    easel.sign_in_circle(layout.sum, layout.radius, bench::sum_sign(frame), ink, ink);
    sum_number(easel, frame, layout);
    let moment = frame.moment;
    if moment.beat == Beat::Place && moment.progress < 0.6 && frame.shown == moment.step && !easel.view.calm {
        let (at_x, at_y) = along(&path, ease(moment.progress / 0.6));
        traveller(easel, at_x, at_y, frame.result());
    }
}

/// The number on its way along the wire.
pub fn traveller(easel: &mut Easel<'_>, x: f64, y: f64, value: f32) {
    let theme = easel.theme();
    let words = number::num(value);
    let half = 8.0 + 4.5 * words.chars().count() as f64;
    let area = Area::new(x - half, y - 12.0, 2.0 * half, 24.0);
    easel.above.block(area, 12.0, theme.ink);
    let text = super::easel::text(x, y + 5.0, words.into(), 14.0, theme.paper, Align::Middle, true);
    easel.above.text(text);
}

/// The running total while gathering, then the result.
pub fn sum_number(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let Some(value) = total(frame) else { return };
    let (x, y) = layout.sum;
    let ink = easel.theme().ink;
    let above = layout.stacked && !layout.rises();
    let at = if above { y - layout.radius - 8.0 } else { y + layout.radius + 19.0 };
    easel.words(x, at, &number::num(value), 15.0, ink, Align::Middle, true);
    if let Some(bias) = frame.bias() {
        let (words, color) = (bias_words(bias, easel.view.messages), easel.theme().ink3);
        let at = if above { y + layout.radius + 16.0 } else { at + 17.0 };
        let align = if layout.stacked { Align::End } else { Align::Middle };
        easel.words(if layout.stacked { x + 20.0 } else { x }, at, &words, 12.0, color, align, false);
    }
}

/// "+ 2 bias", with a true minus.
pub fn bias_words(bias: f32, messages: &Messages) -> String {
    let sign = if bias < 0.0 { "\u{2212}" } else { "+" };
    format!("{sign} {} {}", number::num(bias.abs()), messages.bias_word)
}

/// What has been summed so far: nothing before gathering, the result after it.
pub fn total(frame: &Frame<'_>) -> Option<f32> {
    let share = frame.bench().share_of(Beat::Gather);
    if share <= 0.0 {
        return None;
    }
    if share >= 1.0 {
        return Some(frame.result());
    }
    let terms = ((share * frame.terms.len() as f64).floor() as usize).min(frame.terms.len());
    Some(terms.checked_sub(1).map_or(0.0, |last| frame.terms[last].running))
}

/// From the sum into the output place from below, through places not yet filled.
pub fn wire(frame: &Frame<'_>, layout: &Layout) -> Vec<Pen> {
    let place = frame.place();
    let cell = layout.output.cell(place.row as isize, place.col as isize);
    let floor = layout.output.area().bottom();
    let elsewhere = frame.shown != frame.moment.step;
    let (x0, y0) = layout.sum;
    let (x1, y1) = (cell.mid_x(), if elsewhere { floor + 6.0 } else { cell.bottom() + 2.4 });
    if layout.stacked && !layout.rises() {
        // Beside another sheet, the way leads below both.
        let last = place.row + 1 == layout.output.rows || elsewhere || frame.plan.other_way().is_some();
        let turn = if last { floor + 14.0 } else { cell.bottom() + layout.output.tile / 2.0 };
        let bend = 8.0f64.min((turn - y1).max(1.0));
        return vec![
            Pen::Move(x0, y0 + layout.radius),
            Pen::Line(x0, turn - 20.0),
            Pen::Quad(x0, turn, x0 - 20.0, turn),
            Pen::Line(x1 + bend, turn),
            Pen::Quad(x1, turn, x1, turn - bend),
            Pen::Line(x1, y1),
        ];
    }
    if layout.stacked || frame.plan.other_way().is_some() {
        let turn = floor + 13.0;
        let bend = |to: f64| (to - x0).clamp(-12.0, 12.0) / 2.0;
        let bow = bend(x1);
        return vec![
            Pen::Move(x0, y0 - layout.radius),
            Pen::Line(x0, turn + bow.abs()),
            Pen::Quad(x0, turn, x0 + bow, turn),
            Pen::Line(x1 - bow, turn),
            Pen::Quad(x1, turn, x1, turn - bow.abs()),
            Pen::Line(x1, y1),
        ];
    }
    let x0 = x0 + layout.radius;
    let low = y0.max(floor + 14.0);
    let bend = ((x1 - x0) * 0.5).clamp(4.0, 46.0);
    let mut pen = vec![Pen::Move(x0, y0)];
    if y0 < floor + 8.0 {
        pen.push(Pen::Cubic(x0 + 30.0, y0, x0 + 6.0, low, x0 + 44.0f64.min((x1 - x0) * 0.5), low));
    }
    let bend = bend.min(low - y1).max(1.0);
    pen.extend([Pen::Line((x1 - bend).max(x0), low), Pen::Quad(x1, low, x1, low - bend), Pen::Line(x1, y1)]);
    pen
}

/// The input's name with its size.
pub(super) fn input_words(frame: &Frame<'_>, messages: &Messages) -> String {
    let (spec, axes) = (frame.plan.spec(), frame.plan.geometry().axes());
    let (h, w) = (spec.size.row, spec.size.col);
    if spec.padding.is_none() {
        (messages.input_sheet)(h, w)
    } else {
        (messages.input_padded)(h, w, axes.row.padded(), axes.col.padded())
    }
}

fn headings(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let spec = frame.plan.spec();
    let axes = frame.plan.geometry().axes();
    let padded = !spec.padding.is_none();
    let words = input_words(frame, messages);
    let out = frame.plan.output().shape().size;
    let out_words = (messages.output_sheet)(out.row, out.col);
    let ring_top = layout.input.y - spec.padding.top as f64 * layout.input.tile;
    let area = layout.input.area();
    if layout.stacked {
        let left = (area.x - spec.padding.left as f64 * layout.input.tile).max(0.0);
        easel.words(left, 14.0, &words, 13.0, theme.input, Align::Start, true);
        let window = (messages.window_sheet)(axes.row.span(), axes.col.span());
        let right = (area.right() + spec.padding.right as f64 * layout.input.tile).min(easel.view.width);
        if right - left > 220.0 && !padded {
            easel.words(right, 14.0, &window, 12.5, theme.ink3, Align::End, false);
        }
        stacked_names(easel, layout, frame);
        let out_area = layout.output.area();
        // Beside the input it may be narrower than its name.
        let (x, align) =
            if layout.rises() { (out_area.right() + 5.0, Align::End) } else { (out_area.x - 5.0, Align::Start) };
        easel.words(x, out_area.y - 13.0, &out_words, 13.0, theme.output, align, true);
        return;
    }
    easel.heading(area.mid_x(), ring_top - 12.0, &words, Some(theme.input));
    easel.heading(layout.output.area().mid_x(), layout.output.y - 16.0, &out_words, Some(theme.output));
    wide_names(easel, layout, frame);
}

/// What the kernel is called.
pub fn kernel_name(frame: &Frame<'_>, messages: &Messages) -> &'static str {
    if frame.plan.spec().flip { messages.kernel_turned } else { messages.kernel }
}

/// Names to the right of the blocks, signs between them.
fn wide_names(easel: &mut Easel<'_>, layout: &Layout, frame: &Frame<'_>) {
    let (theme, messages, blocks) = (easel.theme(), easel.view.messages, layout.blocks);
    let area = blocks.area(blocks.window);
    if frame.plan.spec().kind == Kind::Pooling {
        easel.heading(area.mid_x(), area.y - 12.0, messages.window, None);
        return;
    }
    let middle = |corner: (f64, f64)| blocks.area(corner).mid_y() + 4.5;
    easel.words(area.right() + 11.0, middle(blocks.window), messages.window, 13.0, theme.ink3, Align::Start, false);
    let kernel = kernel_name(frame, messages);
    easel.words(area.right() + 11.0, middle(blocks.kernel), kernel, 13.0, theme.weight, Align::Start, true);
    for (corner, words) in [(blocks.window, "×"), (blocks.kernel, "=")] {
        bench::sign(easel, area.mid_x(), blocks.area(corner).bottom() + blocks.tile * 0.475, words, blocks.tile);
    }
}

/// Names under the blocks, signs between them.
pub(super) fn stacked_names(easel: &mut Easel<'_>, layout: &Layout, frame: &Frame<'_>) {
    let (theme, messages, blocks) = (easel.theme(), easel.view.messages, layout.blocks);
    if frame.plan.spec().kind == Kind::Pooling {
        let area = blocks.area(blocks.window);
        easel.heading(area.mid_x(), area.bottom() + 17.0, messages.window, None);
        return;
    }
    let names = [
        (blocks.window, messages.window, theme.ink3, false),
        (blocks.kernel, kernel_name(frame, messages), theme.weight, true),
        (blocks.products, messages.products, theme.ink3, false),
    ];
    for (corner, words, color, bold) in names {
        let area = blocks.area(corner);
        easel.words(area.mid_x(), area.bottom() + 17.0, words, 12.5, color, Align::Middle, bold);
    }
    let (window, products) = (blocks.area(blocks.window), blocks.area(blocks.products));
    bench::sign(easel, window.right() + 11.5, window.mid_y(), "×", 25.0);
    bench::sign(easel, products.x - 11.5, products.mid_y(), "=", 25.0);
}
