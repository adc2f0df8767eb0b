//! A row of a network as a figure: small enough to be drawn, with a record of what was left out, and its real formulas.

use super::{LayerKind, Row};
use crate::conv::{Axes, Padding, Pool};
use crate::i18n::number::commas;
use crate::spec::{Filter, Kind, Picture, Setting, Spec};

/// The widest map that is drawn.
const WIDEST: usize = 12;
/// The longest signal that is drawn.
const LONGEST: usize = 32;
/// The most maps that are drawn on either side.
const MOST_MAPS: usize = 8;
/// The most groups that are drawn.
const MOST_GROUPS: usize = 4;
/// The widest vector that is drawn, as a square.
const DENSE_SIDE: usize = 4;

/// The numbers of a layer that may have to be scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Input channels; of a fully connected layer, inputs.
    pub inputs: usize,
    /// Output channels; of a fully connected layer, outputs.
    pub outputs: usize,
    /// Height and width of the input.
    pub size: Axes<usize>,
    /// Taps along each axis.
    pub kernel: Axes<usize>,
    /// Distance of neighbouring windows.
    pub stride: Axes<usize>,
    /// Distance of neighbouring taps.
    pub dilation: Axes<usize>,
    /// Border: top, left, bottom, right.
    pub padding: [usize; 4],
    /// Groups of channels.
    pub groups: usize,
}

/// A row that can be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is drawn. It can be computed.
    pub spec: Spec,
    /// True for a fully connected layer: its numbers are those of vectors.
    pub dense: bool,
    /// The layer's own numbers.
    pub real: Numbers,
    /// Those that are drawn.
    pub drawn: Numbers,
}

/// The figure of a row; `None` for what only joins others.
pub fn figure(row: &Row) -> Option<Figure> {
    if row.kind.joins() {
        return None;
    }
    let real = real(row);
    let kind = chapter(row);
    let spec = spec(row, kind, &real);
    spec.check().ok()?;
    let dense = kind == Kind::Dense;
    Some(Figure { drawn: drawn(&spec, &real), dense, real, spec })
}

/// The chapter that has such layers.
fn chapter(row: &Row) -> Kind {
    match row.kind {
        LayerKind::Dense => Kind::Dense,
        LayerKind::Local => Kind::Local,
        LayerKind::Depthwise => Kind::Depthwise,
        LayerKind::Grouped => Kind::Grouped,
        LayerKind::MaxPool | LayerKind::MeanPool | LayerKind::WholePool => Kind::Pooling,
        _ if row.input.size.row == 1 && row.input.size.col > 1 => Kind::Line,
        _ if row.dilation.area() > 1 => Kind::Dilated,
        _ if row.stride.area() > 1 => Kind::Strided,
        _ => Kind::Channels,
    }
}

/// A layer over whole maps has a window as large as they are.
fn real(row: &Row) -> Numbers {
    let whole = row.kind == LayerKind::WholePool && row.output.size != row.input.size;
    let Padding { top, left, bottom, right, mode: _ } = row.padding;
    Numbers {
        inputs: row.input.channels,
        outputs: row.output.channels,
        size: row.input.size,
        kernel: if whole { row.input.size } else { row.kernel },
        stride: row.stride,
        dilation: row.dilation,
        padding: [top, left, bottom, right],
        groups: row.groups,
    }
}

fn spec(row: &Row, kind: Kind, real: &Numbers) -> Spec {
    let start = kind.spec();
    if kind == Kind::Dense {
        let side = (1..=DENSE_SIDE).rev().find(|side| side * side <= real.inputs).unwrap_or(1);
        return Spec { size: Axes::both(side), bias: row.bias, ..start }.settled();
    }
    let line = kind == Kind::Line;
    let most = |setting: Setting| *setting.range().end();
    let kernel = real.kernel.map(|taps| taps.min(most(Setting::Kernel)));
    let dilation = real.dilation.map(|rate| rate.min(most(Setting::Dilation)));
    let stride = real.stride.map(|step| step.min(most(Setting::Stride)));
    let padding = borders(real, kernel, dilation);
    let widest = if line { LONGEST } else { WIDEST };
    let side = |pick: fn(Axes<usize>) -> usize, border: usize, real_border: usize| {
        let drawn = Span::of(pick(kernel), pick(dilation), pick(stride), border);
        let own = Span::of(pick(real.kernel), pick(real.dilation), pick(real.stride), real_border);
        drawn.side(widest.min(pick(real.size)), own.rest(pick(real.size)))
    };
    let size = Axes::new(
        side(|axes| axes.row, padding.top + padding.bottom, real.padding[0] + real.padding[2]),
        side(|axes| axes.col, padding.left + padding.right, real.padding[1] + real.padding[3]),
    );
    let (in_channels, out_channels, groups) = maps(row, kind);
    let face = in_channels == 3;
    Spec {
        size,
        in_channels,
        out_channels,
        kernel,
        stride,
        dilation,
        padding,
        groups,
        pool: if matches!(row.kind, LayerKind::MeanPool | LayerKind::WholePool) { Pool::Mean } else { Pool::Max },
        bias: row.bias,
        picture: if face { Picture::Face } else { Picture::Random },
        filter: Filter::Random,
        ..start
    }
    .settled()
}

/// A window along one axis, with its border on both sides.
struct Span {
    length: usize,
    stride: usize,
    border: usize,
}

impl Span {
    fn of(kernel: usize, dilation: usize, stride: usize, border: usize) -> Self {
        Self { length: dilation * (kernel - 1) + 1, stride, border }
    }

    /// Elements behind the last window; 0 where none fits.
    fn rest(&self, side: usize) -> usize {
        (side + self.border).saturating_sub(self.length) % self.stride
    }

    /// The largest side up to `most` that leaves as many elements unread as the real one does.
    fn side(&self, most: usize, rest: usize) -> usize {
        let fits = |side: &usize| side + self.border >= self.length;
        let alike = |side: &usize| fits(side) && self.rest(*side) == rest.min(self.stride - 1);
        let least = self.length.saturating_sub(self.border).max(1);
        (1..=most).rev().find(alike).unwrap_or_else(|| most.max(least))
    }
}

/// The border, narrower as the window is.
fn borders(real: &Numbers, kernel: Axes<usize>, dilation: Axes<usize>) -> Padding {
    let narrow = |width: usize, pick: fn(Axes<usize>) -> usize| {
        let (own, drawn) = ((pick(real.kernel) - 1) * pick(real.dilation), (pick(kernel) - 1) * pick(dilation));
        let width = if own > drawn { (width * drawn).div_ceil(own) } else { width };
        width.min(*Setting::Padding.range().end())
    };
    let [top, left, bottom, right] = real.padding;
    let (row, col) = (|axes: Axes<usize>| axes.row, |axes: Axes<usize>| axes.col);
    let zeros = Padding::zeros(0);
    Padding {
        top: narrow(top, row),
        left: narrow(left, col),
        bottom: narrow(bottom, row),
        right: narrow(right, col),
        ..zeros
    }
}

/// Input maps, output maps and groups that are drawn: as many in each group as there is room for.
fn maps(row: &Row, kind: Kind) -> (usize, usize, usize) {
    let (inputs, outputs) = (row.input.channels, row.output.channels);
    match kind {
        Kind::Depthwise => {
            let drawn = inputs.min(MOST_MAPS);
            let multiplier = (outputs / inputs).clamp(1, MOST_MAPS / drawn);
            (drawn, drawn * multiplier, drawn)
        }
        Kind::Grouped => {
            let groups = row.groups.min(MOST_GROUPS);
            let share = |maps: usize| groups * (maps / row.groups).min(MOST_MAPS / groups);
            (share(inputs), share(outputs), groups)
        }
        Kind::Local => (1, 1, 1),
        _ => (inputs.min(MOST_MAPS), outputs.min(MOST_MAPS), 1),
    }
}

/// What a spec draws. A chapter along one axis has one channel.
fn drawn(spec: &Spec, real: &Numbers) -> Numbers {
    let Padding { top, left, bottom, right, mode: _ } = spec.padding;
    let dense = spec.kind == Kind::Dense;
    let after = spec.size.map(|side| side.saturating_sub(1).max(1));
    Numbers {
        inputs: if dense { spec.size.area() } else { spec.in_channels },
        outputs: if dense { after.area() } else { spec.out_channels },
        size: if dense { real.size } else { spec.size },
        kernel: spec.kernel,
        stride: spec.stride,
        dilation: spec.dilation,
        padding: [top, left, bottom, right],
        groups: spec.groups,
    }
}

/// The layer's real sums, with its real numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formulas {
    /// `96 × 3 × 11 × 11 + 96 = 34,944`; `None` without weights.
    pub params: Option<String>,
    /// `96 × 55 × 55 × 3 × 11 × 11 = 105,415,200`; `None` without weights.
    pub macs: Option<String>,
    /// `⌊(227 − 11) ÷ 4⌋ + 1 = 55`, for rows, and for columns if they differ; a border stands in it where there is one. Empty
    /// without a window.
    pub size: Vec<String>,
}

/// The formulas of a row.
pub fn formulas(row: &Row) -> Formulas {
    let sums = row.kind.has_weights().then(|| (params_of(row), macs_of(row)));
    let (params, macs) = sums.unzip();
    Formulas { params, macs, size: sizes_of(row) }
}

fn params_of(row: &Row) -> String {
    let mut text = product(&if row.kind == LayerKind::Local { macs_factors(row) } else { window_factors(row) });
    if row.bias {
        text.push_str(&format!(" + {}", commas(row.cost.bias)));
    }
    format!("{text} = {}", commas(row.params()))
}

fn macs_of(row: &Row) -> String {
    format!("{} = {}", product(&macs_factors(row)), commas(row.cost.multiply_adds))
}

/// Output maps, the channels that each reads, and the window; depthwise with one filter a channel, the channels alone.
fn window_factors(row: &Row) -> Vec<usize> {
    let read = row.input.channels / row.groups.max(1);
    let mut factors = vec![row.output.channels];
    if row.kind == LayerKind::Dense {
        factors.push(row.input.channels);
        return factors;
    }
    if row.kind != LayerKind::Depthwise {
        factors.push(read);
    }
    if row.kernel.area() > 1 {
        factors.extend([row.kernel.row, row.kernel.col]);
    }
    factors
}

fn macs_factors(row: &Row) -> Vec<usize> {
    let mut factors = window_factors(row);
    if row.kind != LayerKind::Dense && row.output.size.area() > 1 {
        factors.extend([row.output.size.row, row.output.size.col]);
    }
    factors
}

fn product(factors: &[usize]) -> String {
    let factors: Vec<String> = factors.iter().map(|&factor| commas(factor as u64)).collect();
    factors.join(" × ")
}

fn sizes_of(row: &Row) -> Vec<String> {
    if matches!(row.kind, LayerKind::Dense | LayerKind::WholePool) || row.kind.joins() {
        return Vec::new();
    }
    let Padding { top, left, bottom, right, mode: _ } = row.padding;
    let side = |pick: fn(Axes<usize>) -> usize, before: usize, after: usize| {
        let taps = match pick(row.dilation) {
            1 => format!("{}", pick(row.kernel)),
            rate => format!("({rate} × ({} − 1) + 1)", pick(row.kernel)),
        };
        let border = if before + after > 0 { format!(" + {before} + {after}") } else { String::new() };
        let span = format!("{}{border} − {taps}", pick(row.input.size));
        let steps = if pick(row.stride) > 1 { format!("⌊({span}) ÷ {}⌋", pick(row.stride)) } else { span };
        format!("{steps} + 1 = {}", pick(row.output.size))
    };
    let mut sizes = vec![side(|axes| axes.row, top, bottom), side(|axes| axes.col, left, right)];
    if row.input.size.row == 1 {
        sizes.remove(0);
    }
    sizes.dedup();
    sizes
}
