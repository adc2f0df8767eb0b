//! The stage of several channels: a row for each, on the grounds of their groups, all partial sums into one sum.

use super::bench::{self, Blocks};
use super::easel::{Easel, Tone, along, curve, ease, share};
use super::rows_layout::{Bars, Row, bar_pitch};
use super::sheet::{self, Window};
use super::{lens, single};
use crate::conv::Place;
use crate::i18n::number::num;
use crate::scene::{Align, Area, Color, Pen, Stroke};
use crate::spec::Kind;
use crate::timeline::{Beat, Frame, Moment};

pub use super::rows_layout::Layout;

/// Draws the stage.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>) {
    let layout = layout(frame, easel.view.width, easel.view.height);
    let hue = hue_of(easel, frame, frame.plan.geometry().group_of_output(frame.place().channel));
    grounds(easel, frame, &layout);
    let before = frame.moment.step.checked_sub(1).filter(|_| frame.bench().beat == Beat::Slide);
    let earlier =
        before.map(|step| Frame::new(frame.plan, Moment { closely: false, ..Moment::done(step) }, frame.focus));
    let same_map = earlier.as_ref().is_some_and(|earlier| earlier.place().channel == frame.place().channel);
    let on_bench = earlier.as_ref().filter(|_| same_map).unwrap_or(frame);
    for row in &layout.inputs {
        input_row(easel, frame, on_bench, &layout, row, hue);
    }
    for row in &layout.outputs {
        output_row(easel, frame, &layout, row, hue);
    }
    for bars in &layout.in_bars {
        draw_bars(easel, frame, bars, frame.plan.input_means(), false);
    }
    for bars in &layout.out_bars {
        draw_bars(easel, frame, bars, frame.plan.output_means(), true);
    }
    sum(easel, frame, on_bench, &layout, hue);
    headings(easel, frame, &layout);
}

fn layout(frame: &Frame<'_>, width: f64, height: f64) -> Layout {
    Layout::new(frame.plan, (frame.shown, frame.running_rank()), width, height)
}

/// Groups have hues; one group, or groups of single channels, have none.
fn hue_of(easel: &Easel<'_>, frame: &Frame<'_>, group: usize) -> Color {
    let coloured = frame.plan.spec().groups > 1 && frame.plan.geometry().channels_per_group() > 1;
    if coloured { easel.theme().group(group) } else { easel.theme().ink }
}

fn grounds(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (theme, messages, spec) = (easel.theme(), easel.view.messages, frame.plan.spec());
    if spec.groups == 1 || frame.plan.geometry().channels_per_group() == 1 {
        return;
    }
    for band in &layout.bands {
        let hue = theme.group(band.group);
        let paper = if band.running { 0.925 } else { 0.955 };
        easel.back.block(band.area, 14.0, hue.mix(theme.paper, paper));
        let words = (messages.group_numbered)(band.group + 1);
        let color = theme.group_text(band.group);
        if layout.stacked {
            continue;
        }
        easel.words_upwards(band.area.x - 8.0, band.area.mid_y(), &words, 13.0, color, true);
    }
    if !layout.stacked && layout.in_bars.is_empty() && layout.out_bars.is_empty() {
        bracket(easel, frame, layout);
    }
}

/// At the right: the groups' maps stand one after another.
fn bracket(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (Some(first), Some(last)) = (layout.bands.first(), layout.bands.last()) else { return };
    let (x, top, bottom) = (first.area.right() + 4.0, first.area.y + 6.0, last.area.bottom() - 6.0);
    let theme = easel.theme();
    let pen = vec![
        Pen::Move(x, top),
        Pen::Quad(x + 5.0, top, x + 5.0, top + 5.0),
        Pen::Line(x + 5.0, bottom - 5.0),
        Pen::Quad(x + 5.0, bottom, x, bottom),
    ];
    let line = easel.stroke(theme.control, 1.3);
    easel.back.line(pen, line);
    let words = (easel.view.messages.concatenated)(frame.plan.spec().out_channels);
    easel.words_upwards(x + 19.0, (top + bottom) / 2.0, &words, 12.5, theme.ink3, false);
}

/// One input channel: its sheet; in the running group also window, kernel, products and partial sum.
fn input_row(easel: &mut Easel<'_>, frame: &Frame<'_>, on_bench: &Frame<'_>, layout: &Layout, row: &Row, hue: Color) {
    let geometry = frame.plan.geometry();
    let group = geometry.group_of_input(row.channel);
    let running = group == geometry.group_of_output(frame.place().channel);
    let window = Window::of(frame, frame.shown);
    sheet::input(easel, frame, &row.sheet, row.channel, running.then_some(&window));
    lens::ring_inputs(easel, frame, &row.sheet, row.channel);
    let middle = row_middle(frame, row);
    let number = (row.channel + 1).to_string();
    let ink3 = easel.theme().ink3;
    let padded_left = row.sheet.x - frame.plan.spec().padding.left as f64 * row.sheet.tile;
    easel.words(
        padded_left - 6.0,
        middle + 4.0,
        &number,
        if layout.stacked { 11.0 } else { 12.5 },
        ink3,
        Align::End,
        false,
    );
    if !running {
        waiting_row(easel, frame, layout, row, group);
        return;
    }
    let (lens_area, opacity) = lens::draw(easel, frame, &row.sheet, hue);
    if !row.full {
        return;
    }
    let rank = row.channel - group * geometry.channels_per_group();
    let blocks = blocks_at(frame, layout, middle);
    if !layout.stacked {
        easel.projection(lens_area, padded_right(frame, row), blocks.area(blocks.window), hue, opacity);
    }
    ghosts(easel, frame, &blocks);
    let goal = (layout.x.partial - 8.0, middle);
    bench::channel(easel, on_bench, &blocks, rank, &row.sheet, goal);
    if !is_pooled(frame) {
        let block = blocks.area(blocks.window);
        let between = (blocks.kernel.0 - block.right()) / 2.0;
        bench::sign(easel, block.right() + between, middle, "×", 25.0);
        bench::sign(easel, blocks.area(blocks.kernel).right() + between, middle, "=", 25.0);
    }
    partial(easel, on_bench, layout, rank, middle, hue);
}

/// True if there are windows only.
fn is_pooled(frame: &Frame<'_>) -> bool {
    frame.plan.spec().kind == Kind::Pooling
}

/// The middle of a row: that of its padded sheet.
fn row_middle(frame: &Frame<'_>, row: &Row) -> f64 {
    let padding = frame.plan.spec().padding;
    let (top, bottom) = (padding.top as f64 * row.sheet.tile, padding.bottom as f64 * row.sheet.tile);
    let area = row.sheet.area();
    (area.y - top + area.bottom() + bottom) / 2.0
}

/// Right edge of a row's sheet with its padding.
fn padded_right(frame: &Frame<'_>, row: &Row) -> f64 {
    row.sheet.area().right() + frame.plan.spec().padding.right as f64 * row.sheet.tile
}

fn blocks_at(frame: &Frame<'_>, layout: &Layout, middle: f64) -> Blocks {
    let kernel = frame.plan.spec().kernel;
    let y = middle - kernel.row as f64 * layout.bench_tile / 2.0;
    Blocks {
        window: (layout.x.window, y),
        kernel: (layout.x.kernel, y),
        products: (layout.x.products, y),
        tile: layout.bench_tile,
        rows: kernel.row,
        cols: kernel.col,
    }
}

/// The edges of two more filters behind the running one's kernel.
fn ghosts(easel: &mut Easel<'_>, frame: &Frame<'_>, blocks: &Blocks) {
    let others = frame.plan.geometry().filters_per_group().saturating_sub(1).min(2);
    let theme = easel.theme();
    let line = Stroke::solid(theme.weight.mix(theme.paper, 0.67), 1.0);
    for nth in (1..=others).rev() {
        let area = blocks.area(blocks.kernel).grow(-1.0);
        let by = 3.0 * nth as f64;
        easel.back.outline(Area { x: area.x + by, y: area.y - by, ..area }, 3.0, line);
    }
}

/// A waiting group's row: its first filter without digits, dotted wires.
fn waiting_row(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, row: &Row, group: usize) {
    let geometry = frame.plan.geometry();
    let theme = easel.theme();
    let middle = row_middle(frame, row);
    let blocks = blocks_at(frame, layout, middle);
    if is_pooled(frame) {
        (0..blocks.rows * blocks.cols).for_each(|tap| easel.dot(blocks.cell(blocks.window, tap)));
    } else {
        let rank = row.channel - group * geometry.channels_per_group();
        let filter = group * geometry.filters_per_group();
        let kernel = frame.plan.weight_shape(0).map(filter * geometry.channels_per_group() + rank);
        let scale = frame.plan.scales().weight;
        for (tap, &weight) in frame.plan.weights()[kernel].iter().enumerate() {
            easel.tile(blocks.cell(blocks.kernel, tap), weight, scale, Tone::Ghost(0.62), false);
        }
    }
    let hue = hue_of(easel, frame, group).mix(theme.paper, 0.6);
    let right = row.sheet.area().right();
    easel.waiting(vec![Pen::Move(right + 6.0, middle), Pen::Line(layout.x.kernel - 8.0, middle)], hue);
    if layout.stacked {
        return;
    }
    let goal = (layout.x.sum - 16.0, waiting_sum_y(layout, group));
    easel.waiting(curve((blocks.area(blocks.kernel).right() + 8.0, middle), goal, 0.55), hue);
}

fn waiting_sum_y(layout: &Layout, group: usize) -> f64 {
    layout.bands.iter().find(|band| band.group == group).map_or(0.0, |band| band.area.mid_y())
}

/// A channel's own sum, once it has been gathered, and its wire to the common sum.
fn partial(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, rank: usize, middle: f64, hue: Color) {
    let channels = frame.plan.geometry().channels_per_group();
    let gathered = rank < frame.gathered(channels);
    let ink = easel.theme().ink;
    let (sum_x, sum_y) = layout.sum();
    if layout.stacked {
        let path = vec![
            Pen::Move(layout.x.products + frame.plan.spec().kernel.col as f64 * layout.bench_tile + 4.0, middle),
            Pen::Line(sum_x - 8.0, middle),
            Pen::Quad(sum_x, middle, sum_x, middle + 8.0),
            Pen::Line(sum_x, sum_y - 15.0),
        ];
        let line = easel.stroke(hue, 1.4);
        easel.back.line(path, line);
        if gathered && channels > 1 {
            easel.words(sum_x - 6.0, middle - 6.0, &num(frame.channel_sum(rank)), 14.0, ink, Align::End, true);
        }
        return;
    }
    if channels > 1 && gathered {
        easel.words(layout.x.partial, middle + 6.0, &num(frame.channel_sum(rank)), 17.0, ink, Align::End, true);
    }
    let start = if channels > 1 {
        layout.x.partial + 8.0
    } else {
        layout.x.products + frame.plan.spec().kernel.col as f64 * layout.bench_tile + 8.0
    };
    let line = easel.stroke(hue, 1.6);
    easel.back.line(curve((start, middle), (sum_x - 16.0, sum_y), 0.55), line);
}

fn output_row(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout, row: &Row, hue: Color) {
    sheet::output(easel, frame, &row.sheet, (0, row.channel), row.framed);
    lens::ring_outputs(easel, frame, &row.sheet, (0, row.channel), hue);
    let (area, ink3) = (row.sheet.area(), easel.theme().ink3);
    let number = (row.channel + 1).to_string();
    if layout.stacked {
        easel.words(area.x, area.bottom() + 24.0, &number, 12.0, ink3, Align::Start, false);
    } else {
        easel.words(area.right() + 10.0, area.mid_y() + 4.0, &number, 12.5, ink3, Align::Start, false);
    }
    let geometry = frame.plan.geometry();
    let group = geometry.group_of_output(row.channel);
    let running = group == geometry.group_of_output(frame.place().channel);
    if layout.stacked || row.channel == frame.place().channel {
        return;
    }
    let from = if running { layout.sum() } else { (layout.x.sum, waiting_sum_y(layout, group)) };
    if running || layout.bands.iter().any(|band| band.group == group) {
        let color = hue_of(easel, frame, group).mix(easel.theme().paper, 0.62);
        easel.waiting(curve((from.0 + 16.0, from.1), (area.x - 8.0, area.mid_y()), 0.55), color);
    }
}

/// Channels that are no rows: a bar each, filled by the map's mean, or one block with a count.
fn draw_bars(easel: &mut Easel<'_>, frame: &Frame<'_>, bars: &Bars, means: &[f32], output: bool) {
    let (theme, messages, geometry) = (easel.theme(), easel.view.messages, frame.plan.geometry());
    if bars.block {
        easel.front.block(bars.area, 4.0, theme.sunken);
        easel.front.outline(bars.area, 4.0, Stroke::solid(theme.line, 1.0));
        let words = (messages.and_more)(bars.channels.len());
        let (x, y) = (bars.area.x, bars.area.mid_y() + 4.0);
        let (x, align) = if output { (x - 8.0, Align::End) } else { (bars.area.right() + 8.0, Align::Start) };
        easel.words(x, y, &words, 12.5, theme.ink3, align, false);
        return;
    }
    let scale = if output { frame.plan.scales().output } else { frame.plan.scales().input };
    let here = geometry.group_of_output(frame.place().channel);
    let maps = geometry.output().size.area();
    let pitch = bar_pitch(means.len());
    for (nth, channel) in bars.channels.clone().enumerate() {
        let group = if output { geometry.group_of_output(channel) } else { geometry.group_of_input(channel) };
        let known = !output || (channel + 1) * maps <= frame.moment.placed();
        let tone = if group == here { Tone::Lit } else { Tone::Pale };
        let fill = if known { easel.fill(share(means[channel], scale), false, tone) } else { theme.line };
        let area = Area::new(bars.area.x, bars.area.y + nth as f64 * pitch, bars.area.w, pitch * 2.0 / 3.0);
        let colored = frame.plan.spec().groups > 1 && geometry.channels_per_group() > 1;
        if colored {
            let ground = theme.group(group).mix(theme.paper, if group == here { 0.8 } else { 0.88 });
            easel.back.block(Area::new(area.x - 5.0, area.y - 1.0, area.w + 10.0, pitch), 0.0, ground);
        }
        easel.front.block(area, 1.5, fill);
        if colored && channel.is_multiple_of(8 * geometry.channels_per_group()) && !output {
            easel.words(area.x - 8.0, area.y + 6.0, &(group + 1).to_string(), 10.0, theme.ink3, Align::End, false);
        }
    }
}

/// The common sum, its bias, its wire into the output.
fn sum(easel: &mut Easel<'_>, frame: &Frame<'_>, on_bench: &Frame<'_>, layout: &Layout, hue: Color) {
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let (x, y) = layout.sum();
    let path = wire(frame, layout);
    let line = easel.stroke(hue, 2.0);
    easel.back.line(path.clone(), line);
    easel.sign_in_circle((x, y), 16.0, bench::sum_sign(frame), hue, theme.ink);
    if let Some(value) = single::total(on_bench) {
        if layout.stacked {
            easel.words(x - 24.0, y + 5.0, &num(value), 16.0, theme.ink, Align::End, true);
        } else {
            easel.words(x, y - 25.0, &num(value), 16.0, theme.ink, Align::Middle, true);
        }
    }
    if let Some(bias) = frame.bias() {
        let words = single::bias_words(bias, messages);
        let left = if single::total(on_bench).is_some() { x - 80.0 } else { x - 30.0 };
        if layout.stacked {
            easel.words(left, y + 5.0, &words, 12.0, theme.ink3, Align::End, false);
        } else {
            easel.words(x, y + 33.0, &words, 12.5, theme.ink3, Align::Middle, false);
        }
    }
    if !layout.stacked {
        for band in layout.bands.iter().filter(|band| !band.running) {
            let faint = hue_of(easel, frame, band.group).mix(theme.paper, 0.55);
            let ink = theme.ink.mix(theme.paper, 0.6);
            easel.sign_in_circle((x, band.area.mid_y()), 16.0, bench::sum_sign(frame), faint, ink);
        }
    }
    let moment = frame.moment;
    if moment.beat == Beat::Place && moment.progress < 0.6 && frame.shown == moment.step && !easel.view.calm {
        let (at_x, at_y) = along(&path, ease(moment.progress / 0.6));
        single::traveller(easel, at_x, at_y, frame.result());
    }
}

fn wire(frame: &Frame<'_>, layout: &Layout) -> Vec<Pen> {
    let (x, y) = layout.sum();
    let place = frame.place();
    let Some(row) = layout.outputs.iter().find(|row| row.channel == place.channel) else { return Vec::new() };
    let cell = row.sheet.cell(place.row as isize, place.col as isize);
    if !layout.stacked {
        return curve((x + 16.0, y), (cell.x, cell.mid_y()), 0.55);
    }
    let floor = row.sheet.area().bottom();
    let last = place.row + 1 == row.sheet.rows || frame.shown != frame.moment.step;
    let turn = if last { floor + 9.0 } else { cell.bottom() + row.sheet.tile / 2.0 };
    let goal = if frame.shown == frame.moment.step { cell.bottom() + 2.0 } else { floor + 3.0 };
    let bend = 7.0f64.min((turn - goal).max(1.0));
    vec![
        Pen::Move(x, y + 16.0),
        Pen::Line(x, turn - 18.0),
        Pen::Quad(x, turn, x - 18.0, turn),
        Pen::Line(cell.mid_x() + bend, turn),
        Pen::Quad(cell.mid_x(), turn, cell.mid_x(), turn - bend),
        Pen::Line(cell.mid_x(), goal),
    ]
}

fn headings(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (theme, messages, spec) = (easel.theme(), easel.view.messages, frame.plan.spec());
    let geometry = frame.plan.geometry();
    let block = spec.kernel.col as f64 * layout.bench_tile / 2.0;
    let top = layout.inputs.first().map_or(0.0, |row| row_middle(frame, row));
    let first_band = layout.bands.first().map_or(top, |band| band.area.y);
    let bars_top = layout.in_bars.iter().chain(&layout.out_bars).map(|bars| bars.area.y).fold(first_band, f64::min);
    let y = (bars_top - 22.0).max(14.0);
    let tight = layout.stacked;
    let y = if tight { 14.0 } else { y };
    let out = frame.plan.output().shape().size;
    let input = if tight { messages.input.to_owned() } else { (messages.input_sheet)(spec.size.row, spec.size.col) };
    let in_middle = layout.inputs.first().map_or(0.0, |row| row.sheet.area().mid_x());
    easel.heading(if tight { in_middle.max(24.0) } else { in_middle.max(52.0) }, y, &input, Some(theme.input));
    easel.heading(layout.x.window + block, y, messages.window, None);
    let Place { channel: filter, row, col } = frame.place();
    if !is_pooled(frame) {
        easel.heading(layout.x.kernel + block, y, &(messages.filter_numbered)(filter + 1), Some(theme.weight));
        let more = geometry.filters_per_group() - 1;
        let own = spec.kind == Kind::Local;
        if (own || more > 0) && !tight && bars_top - y > 18.0 {
            let words = if own { (messages.at_place_short)(row + 1, col + 1) } else { (messages.and_more)(more) };
            easel.words(layout.x.kernel + block, y + 14.0, &words, 12.0, theme.ink3, Align::Middle, false);
        }
        easel.heading(layout.x.products + block, y, messages.products, None);
    }
    let output = (messages.output_sheet)(out.row, out.col);
    if let Some(row) = layout.outputs.first() {
        let y = if tight { row.sheet.y - 14.0 } else { y };
        let middle = row.sheet.area().mid_x();
        easel.heading(if tight { middle } else { middle.min(layout.width - 50.0) }, y, &output, Some(theme.output));
    }
    let hidden: usize = layout.in_bars.iter().filter(|bars| bars.block).map(|bars| bars.channels.len()).sum();
    if hidden > 0 && geometry.channels_per_group() > 1 && !tight {
        let words = (messages.summed_not_drawn)(hidden.min(geometry.channels_per_group()));
        easel.words(layout.x.window, layout.height - 8.0, &words, 12.5, theme.ink3, Align::Start, false);
    }
}
