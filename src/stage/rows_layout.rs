//! Where the rows of the channel stage lie: every channel as a row while they fit, else the running ones, their neighbours
//! and bars (the design's rules for many channels).

use super::sheet::Sheet;
use crate::conv::Axes;
use crate::scene::Area;
use crate::spec::Kind;
use crate::timeline::Plan;
use std::ops::Range;

/// Room for headings above the rows.
const HEAD: f64 = 36.0;
/// Room inside a group's ground, above and below its rows.
const PAD: f64 = 10.0;
/// Room between two grounds.
const GUTTER: f64 = 12.0;
/// Room between two rows.
const BETWEEN: f64 = 8.0;
/// Room between two rows when there are few.
const BETWEEN_FEW: f64 = 18.0;
/// Room left of the grounds for the groups' names, and right of them for the bracket.
const MARGIN: f64 = 26.0;
/// From this many channels on, bars become blocks with a count.
const BLOCKS_FROM: usize = 65;
/// Height of such a block.
const BLOCK: f64 = 40.0;

/// A map that is drawn as a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The channel.
    pub channel: usize,
    /// Its sheet.
    pub sheet: Sheet,
    /// True if it is drawn in full; false for neighbours and waiting groups.
    pub full: bool,
    /// True if there is room for a frame.
    pub framed: bool,
}

/// Maps that are drawn as bars, or as one block with a count.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The channels.
    pub channels: Range<usize>,
    /// Where they lie.
    pub area: Area,
    /// True: one block with a count.
    pub block: bool,
}

/// The ground of a group whose rows are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The group.
    pub group: usize,
    /// Its ground.
    pub area: Area,
    /// True if the shown output belongs to it.
    pub running: bool,
}

/// Left edges of the columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// Input sheets (without padding).
    pub input: f64,
    /// The window's values.
    pub window: f64,
    /// Kernels.
    pub kernel: f64,
    /// Products.
    pub products: f64,
    /// Right end of the partial sums.
    pub partial: f64,
    /// Centre of the sum sign.
    pub sum: f64,
    /// Output sheets.
    pub output: f64,
}

/// The whole picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Columns.
    pub x: Columns,
    /// Input rows.
    pub inputs: Vec<Row>,
    /// Output rows.
    pub outputs: Vec<Row>,
    /// Input channels that are no rows.
    pub in_bars: Vec<Bars>,
    /// Output channels that are no rows.
    pub out_bars: Vec<Bars>,
    /// Groups with rows.
    pub bands: Vec<Band>,
    /// Side of a bench tile.
    pub bench_tile: f64,
    /// True on narrow screens: the outputs lie below.
    pub stacked: bool,
    /// Width of the rows.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
}

/// Numbers that the layout is made from.
struct Sizes {
    groups: usize,
    /// Blocks of the bench beside one another.
    blocks: f64,
    per_in: usize,
    per_out: usize,
    in_channels: usize,
    out_channels: usize,
    kernel: Axes<f64>,
    padded: Axes<f64>,
    output: Axes<f64>,
}

/// Sides of the tiles.
#[derive(Clone, Copy)]
struct Tiles {
    input: f64,
    bench: f64,
    output: f64,
}

impl Layout {
    /// The layout for a shown output; `rank` is the running channel inside its group.
    pub fn new(plan: &Plan, shown: (usize, usize), width: f64, height: f64) -> Self {
        let geometry = plan.geometry();
        let size = |axes: Axes<usize>| axes.map(|side| side as f64);
        let sizes = Sizes {
            // Of a pooling layer, which has no groups of its own, every channel.
            groups: plan.spec().in_channels / geometry.channels_per_group(),
            blocks: if plan.spec().kind == Kind::Pooling { 1.0 } else { 3.0 },
            per_in: geometry.channels_per_group(),
            per_out: geometry.filters_per_group(),
            in_channels: plan.spec().in_channels,
            out_channels: plan.spec().out_channels,
            kernel: size(plan.spec().kernel),
            padded: geometry.axes().map(|axis| axis.padded() as f64),
            output: size(geometry.output().size),
        };
        let out_channel = plan.output().shape().place(shown.0).channel;
        let builder =
            Builder { plan, sizes, width, height, out_channel, rank: shown.1, stacked: width < super::STACKED_BELOW };
        builder.build()
    }

    /// The sum sign's place: in the middle of the running band, or below it at the right edge.
    pub fn sum(&self) -> (f64, f64) {
        let band = self.bands.iter().find(|band| band.running).map_or(Area::default(), |band| band.area);
        let bottom = self.bands.last().map_or(0.0, |band| band.area.bottom());
        (self.x.sum, if self.stacked { bottom + 26.0 } else { band.mid_y() })
    }
}

struct Builder<'a> {
    plan: &'a Plan,
    sizes: Sizes,
    width: f64,
    height: f64,
    out_channel: usize,
    rank: usize,
    stacked: bool,
}

impl Builder<'_> {
    fn build(&self) -> Layout {
        let per_band = self.rows_of_band();
        let total = per_band * self.sizes.groups;
        let most = if self.stacked { 4 } else { 8 };
        let fits = total <= most
            && (self.stacked || self.row_height(total, self.sizes.groups) >= self.sizes.kernel.row * 18.0);
        if fits { self.all_rows(total) } else { self.some_rows() }
    }

    /// Rows of one group's band when all channels are drawn; stacked, the outputs lie elsewhere.
    fn rows_of_band(&self) -> usize {
        if self.stacked { self.sizes.per_in } else { self.sizes.per_in.max(self.sizes.per_out) }
    }

    /// Groups of single channels have no grounds: eight equal hues would say nothing.
    fn grounds(&self) -> bool {
        self.sizes.groups > 1 && self.sizes.per_in > 1
    }

    fn pad(&self) -> f64 {
        if self.grounds() { PAD } else { 0.0 }
    }

    /// Room between rows when so many are drawn.
    fn between(&self, rows: usize) -> f64 {
        if rows <= 4 && !self.stacked { BETWEEN_FEW } else { BETWEEN }
    }

    /// True if all channels are rows: then waiting ones carry digits too.
    fn few(&self) -> bool {
        self.sizes.in_channels.max(self.sizes.out_channels) <= 8
    }

    fn gutter(&self) -> f64 {
        if self.grounds() { GUTTER } else { 0.0 }
    }

    /// Height of a row, without the room between rows, when so many rows share the height.
    fn row_height(&self, rows: usize, groups: usize) -> f64 {
        if self.stacked {
            return (self.sizes.kernel.row * 20.0).max(56.0);
        }
        let fixed = HEAD + 12.0 + groups as f64 * 2.0 * self.pad() + (groups - 1) as f64 * self.gutter();
        ((self.height - fixed) / rows as f64 - self.between(rows)).min(132.0)
    }

    /// Tile sides for rows of a height.
    fn tiles(&self, row: f64) -> Tiles {
        let Sizes { kernel, padded, output, .. } = &self.sizes;
        let (in_share, out_share) = if self.stacked { (0.19, 0.0) } else { (0.19, 0.17) };
        let input = (row / padded.row).min(self.width * in_share / padded.col).min(24.0);
        let bench_room = if self.stacked {
            self.width - self.number_width() - padded.col * snap(input) - 3.0 * 14.0 - 52.0
        } else {
            let out = (self.sizes.output.col * 25.0).min(self.width * out_share);
            self.width - 2.0 * self.margin() - padded.col * snap(input) - out - self.fixed_width()
        };
        let bench = (row / kernel.row).min(bench_room / (self.sizes.blocks * kernel.col)).min(30.0);
        let out = if self.stacked {
            ((self.width / 2.0 - 24.0) / output.col).min(110.0 / output.row).min(24.0)
        } else {
            (row / output.row).min(self.width * out_share / output.col).min(25.0)
        };
        Tiles { input: snap(input), bench: bench.floor().max(10.0), output: snap(out) }
    }

    /// What lies between the sheets and blocks at least: numbers, signs, partial sums, the sum sign, wires.
    fn fixed_width(&self) -> f64 {
        34.0 + 36.0 + 60.0 + self.partial_width() + 50.0 + 56.0 + 30.0
    }

    /// Room for the channels' numbers on narrow screens.
    fn number_width(&self) -> f64 {
        8.0 + 7.0 * self.sizes.in_channels.to_string().len() as f64
    }

    fn partial_width(&self) -> f64 {
        if self.sizes.per_in > 1 { 46.0 } else { 0.0 }
    }

    /// Columns from left to right; what is left over goes between them.
    fn columns(&self, tiles: Tiles) -> Columns {
        let Sizes { kernel, padded, output, .. } = &self.sizes;
        let padding = self.plan.spec().padding;
        let (in_width, block, out_width) =
            (padded.col * tiles.input, kernel.col * tiles.bench, output.col * tiles.output);
        let inset = padding.left as f64 * tiles.input;
        if self.stacked {
            let left = self.number_width();
            let window = left + in_width + 14.0;
            let (kernel, products) = self.beside(window, block + 14.0);
            let (partial, sum) = (self.width - 22.0, self.width - 22.0);
            return Columns { input: left + inset, window, kernel, products, partial, sum, output: 0.0 };
        }
        let (left, right) = (34.0 + self.margin(), 30.0 + self.margin());
        let partial_width = self.partial_width();
        let needed = 2.0 * self.margin() + self.fixed_width() + in_width + self.sizes.blocks * block + out_width;
        let slack = (self.width - needed).max(0.0);
        let window = (left + in_width + 36.0 + (slack * 0.34).min(90.0)).floor();
        let (kernel, products) = self.beside(window, block + 30.0);
        let partial = products + block + partial_width;
        let sum = partial + 50.0 + (slack * 0.16).min(40.0);
        let output = (self.width - right - out_width).min(sum + 60.0 + (slack * 0.4).min(90.0)).floor();
        Columns { input: left + inset, window, kernel, products, partial, sum, output }
    }

    /// Left edges of kernel and products; without a kernel, those of the window.
    fn beside(&self, window: f64, pitch: f64) -> (f64, f64) {
        let pitch = if self.sizes.blocks > 1.0 { pitch } else { 0.0 };
        (window + pitch, window + 2.0 * pitch)
    }

    fn in_row(&self, tiles: Tiles, x: f64, channel: usize, middle: f64, full: bool) -> Row {
        let spec = self.plan.spec();
        let height = self.sizes.padded.row * tiles.input;
        let y = middle - height / 2.0 + spec.padding.top as f64 * tiles.input;
        Row {
            channel,
            sheet: Sheet {
                x,
                y,
                tile: tiles.input,
                rows: spec.size.row,
                cols: spec.size.col,
                digits: full || self.few(),
            },
            full,
            framed: false,
        }
    }

    fn out_row(&self, tiles: Tiles, x: f64, channel: usize, (middle, pitch): (f64, f64), full: bool) -> Row {
        let size = self.plan.output().shape().size;
        let y = middle - self.sizes.output.row * tiles.output / 2.0;
        Row {
            channel,
            sheet: Sheet { x, y, tile: tiles.output, rows: size.row, cols: size.col, digits: full },
            full,
            framed: pitch - self.sizes.output.row * tiles.output >= 12.0,
        }
    }

    fn empty(&self, x: Columns, bench_tile: f64) -> Layout {
        Layout {
            x,
            inputs: Vec::new(),
            outputs: Vec::new(),
            in_bars: Vec::new(),
            out_bars: Vec::new(),
            bands: Vec::new(),
            bench_tile,
            stacked: self.stacked,
            width: self.width,
            height: self.height,
        }
    }

    fn group(&self) -> usize {
        self.plan.geometry().group_of_output(self.out_channel)
    }

    /// Every channel as a row, each group on its ground.
    fn all_rows(&self, total: usize) -> Layout {
        let row = self.row_height(total, self.sizes.groups);
        let tiles = self.tiles(row);
        let tight = row.min(
            (self.sizes.kernel.row * tiles.bench)
                .max(self.sizes.padded.row * tiles.input)
                .max(self.sizes.output.row * tiles.output),
        );
        let between = self.between(total);
        let pitch = tight + between;
        let x = self.columns(tiles);
        let mut layout = self.empty(x, tiles.bench);
        let band_height = self.rows_of_band() as f64 * pitch - between + 2.0 * self.pad();
        let body =
            band_height * self.sizes.groups as f64 + (self.sizes.groups - 1) as f64 * (self.gutter().max(between));
        let mut top = if self.stacked {
            24.0
        } else {
            HEAD + ((self.height - HEAD - body - 16.0) / 3.0).clamp(0.0, 60.0).floor()
        };
        for group in 0..self.sizes.groups {
            let area = Area::new(self.margin(), top, self.ground_width(), band_height);
            let middle =
                |index: usize, count: usize| area.mid_y() + (index as f64 - (count as f64 - 1.0) / 2.0) * pitch;
            let running = group == self.group();
            for rank in 0..self.sizes.per_in {
                let channel = group * self.sizes.per_in + rank;
                layout.inputs.push(self.in_row(tiles, x.input, channel, middle(rank, self.sizes.per_in), running));
            }
            if !self.stacked {
                for rank in 0..self.sizes.per_out {
                    let channel = group * self.sizes.per_out + rank;
                    layout.outputs.push(self.out_row(
                        tiles,
                        x.output,
                        channel,
                        (middle(rank, self.sizes.per_out), pitch),
                        true,
                    ));
                }
            }
            layout.bands.push(Band { group, area, running });
            top += band_height + self.gutter().max(between);
        }
        layout.height = top + 12.0;
        if self.stacked {
            self.outputs_below(&mut layout, tiles);
        }
        layout
    }

    /// Room beside the grounds, if there are any.
    fn margin(&self) -> f64 {
        if self.grounds() && !self.stacked { MARGIN } else { 0.0 }
    }

    fn ground_width(&self) -> f64 {
        self.width - 2.0 * self.margin()
    }

    /// The running rows, their neighbours, and bars for the rest.
    fn some_rows(&self) -> Layout {
        let first = self.group() * self.sizes.per_in;
        let most_full = if self.stacked { 4 } else { 6 };
        let (ins, in_full) = chosen(first..first + self.sizes.per_in, first + self.rank, most_full);
        let first_out = self.group() * self.sizes.per_out;
        let (outs, out_full) = if self.stacked {
            (0..0, 0..0)
        } else {
            chosen(first_out..first_out + self.sizes.per_out, self.out_channel, 6)
        };
        let before = bars_height(ins.start, self.sizes.in_channels).max(bars_height(outs.start, self.out_total()));
        let after = bars_height(self.sizes.in_channels - ins.end, self.sizes.in_channels)
            .max(bars_height(self.out_total() - outs.end, self.out_total()));
        let rows = ins.len().max(outs.len());
        let height = if self.stacked { 4000.0 } else { self.height };
        let room = (height - HEAD - 12.0 - before - after - 2.0 * self.pad()) / rows as f64 - BETWEEN;
        let row = if self.stacked { self.row_height(rows, 1) } else { room.clamp(24.0, 110.0) };
        let bench = self.tiles(row.max(if in_full.len() == 1 { 54.0 } else { 24.0 })).bench;
        let tiles = Tiles { bench, ..self.tiles(row) };
        let x = self.columns(tiles);
        let mut layout = self.empty(x, tiles.bench);
        let pitch = |full: bool, sheet: f64, bench: f64| if full { sheet.max(bench) } else { sheet } + BETWEEN;
        let (in_sheet, out_sheet) = (self.sizes.padded.row * tiles.input, self.sizes.output.row * tiles.output);
        let bench = self.sizes.kernel.row * tiles.bench;
        let in_heights: Vec<f64> =
            ins.clone().map(|channel| pitch(in_full.contains(&channel), in_sheet, bench)).collect();
        let out_heights: Vec<f64> =
            outs.clone().map(|channel| pitch(out_full.contains(&channel), out_sheet, 0.0)).collect();
        let inner = in_heights.iter().sum::<f64>().max(out_heights.iter().sum::<f64>());
        let head = if self.stacked { 24.0 } else { HEAD };
        let body = before + inner + after + 2.0 * self.pad();
        let top =
            head + if self.stacked { 0.0 } else { ((self.height - head - body - 12.0) / 3.0).clamp(0.0, 60.0).floor() };
        let band = Area::new(self.margin(), top + before, self.ground_width(), inner + 2.0 * self.pad() - BETWEEN);
        let mut y = band.mid_y() - (in_heights.iter().sum::<f64>() - BETWEEN) / 2.0;
        for (channel, height) in ins.clone().zip(&in_heights) {
            layout.inputs.push(self.in_row(
                tiles,
                x.input,
                channel,
                y + (height - BETWEEN) / 2.0,
                in_full.contains(&channel),
            ));
            y += height;
        }
        let mut y = band.mid_y() - (out_heights.iter().sum::<f64>() - BETWEEN) / 2.0;
        for (channel, height) in outs.clone().zip(&out_heights) {
            layout.outputs.push(self.out_row(
                tiles,
                x.output,
                channel,
                (y + (height - BETWEEN) / 2.0, *height),
                out_full.contains(&channel),
            ));
            y += height;
        }
        layout.bands.push(Band { group: self.group(), area: band, running: true });
        let in_x = (x.input, self.plan.spec().size.col as f64 * tiles.input);
        layout.in_bars = bars(in_x, self.sizes.in_channels, &ins, band);
        layout.height = band.bottom() + after + 16.0;
        if self.stacked {
            self.outputs_below(&mut layout, tiles);
        } else {
            let out_x = (x.output, self.sizes.output.col * tiles.output);
            layout.out_bars = bars(out_x, self.sizes.out_channels, &outs, band);
        }
        layout
    }

    /// Output channels that take part in the rows: none on narrow screens, where the outputs lie below.
    fn out_total(&self) -> usize {
        if self.stacked { 0 } else { self.sizes.out_channels }
    }

    /// Narrow screens: the running output map in the middle under the sum, its neighbours beside it.
    fn outputs_below(&self, layout: &mut Layout, tiles: Tiles) {
        let (width, height) = (self.sizes.output.col * tiles.output, self.sizes.output.row * tiles.output);
        let top = layout.height + 64.0;
        let middle = (self.width - 44.0) / 2.0;
        let at = |channel: usize, x: f64| self.out_row(tiles, x, channel, (top + height / 2.0, height + 40.0), true);
        let x = (middle - width / 2.0).floor();
        let room = x - 16.0;
        layout.outputs.push(at(self.out_channel, x));
        if self.out_channel > 0 && room >= width {
            layout.outputs.push(Row { full: false, ..at(self.out_channel - 1, x - width - 16.0) });
        }
        if self.out_channel + 1 < self.sizes.out_channels && room >= width {
            layout.outputs.push(Row { full: false, ..at(self.out_channel + 1, x + width + 16.0) });
        }
        layout.height = top + height + 32.0;
    }
}

/// The rows that are drawn of a group, and those of them drawn in full: the whole group while it is small, else the running
/// channel and its neighbours.
fn chosen(group: Range<usize>, running: usize, most: usize) -> (Range<usize>, Range<usize>) {
    if group.len() <= most {
        return (group.clone(), group);
    }
    let first = running.saturating_sub(1).max(group.start);
    (first..(running + 2).min(group.end), running..running + 1)
}

/// Height of one bar with the room under it, when there are so many channels.
pub const fn bar_pitch(total: usize) -> f64 {
    match total {
        0..=16 => 6.0,
        17..=32 => 4.5,
        _ => 3.0,
    }
}

fn bars_height(count: usize, total: usize) -> f64 {
    match (count, total >= BLOCKS_FROM) {
        (0, _) => 0.0,
        (_, true) => BLOCK + BETWEEN,
        (count, false) => count as f64 * bar_pitch(total) + BETWEEN,
    }
}

/// Bars above and below the band, for the channels that are no rows.
fn bars((x, width): (f64, f64), total: usize, rows: &Range<usize>, band: Area) -> Vec<Bars> {
    let block = total >= BLOCKS_FROM;
    let height = |count: usize| bars_height(count, total) - BETWEEN;
    let mut all = Vec::new();
    if rows.start > 0 {
        let h = height(rows.start);
        all.push(Bars { channels: 0..rows.start, area: Area::new(x, band.y - BETWEEN - h, width, h), block });
    }
    if rows.end < total {
        let h = height(total - rows.end);
        all.push(Bars { channels: rows.end..total, area: Area::new(x, band.bottom() + BETWEEN, width, h), block });
    }
    all
}

fn snap(tile: f64) -> f64 {
    let tile = tile.max(0.25);
    if tile >= 8.0 { tile.floor() } else { (tile * 4.0).floor() / 4.0 }
}
