//! The layer on the stage as every kind: what each costs, and what a setting does to it.
//!
//! Takes a spec, gives [`Rung`]s of a ladder, their formulas ([`formula`]), curves ([`sweep`]), pictures ([`picture`]) and what a
//! link says about them ([`Choice`]). Every count is that of the engine's geometry ([`crate::conv::cost`]), for one sample.

pub mod choice;
pub mod formula;
pub mod picture;
pub mod sweep;

pub use choice::Choice;

use crate::conv::cost::{Cost, cost};
use crate::conv::legal_groups;
use crate::conv::{Axes, Geometry, Layer, Operation, Padding, Shape, Sharing};
use crate::i18n::panels::costs::Words;
use crate::link;
use crate::spec::{Kind, Setting, Spec};

/// Bytes of a number as 32-bit float.
const BYTES: u64 = 4;

/// A kind of layer on the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rival {
    /// Every input meets every output, each pair with a weight of its own.
    Dense,
    /// A window, and each place with weights of its own.
    Local,
    /// One kernel for all places.
    Shared,
    /// The same, stretched by a rate.
    Dilated(usize),
    /// The channels in so many groups.
    Grouped(usize),
    /// Each channel by itself.
    Depthwise,
    /// Depthwise, then 1 x 1.
    Separable,
    /// The chapter's own kind where it is none of these: transposed, pooling.
    Own(Kind),
}

/// A kind of layer on the ladder, and what it costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// Which kind.
    pub rival: Rival,
    /// What it costs; of a separable layer both passes.
    pub cost: Cost,
    /// Numbers of the input.
    pub inputs: u64,
    /// The passes, of a separable layer two.
    pub passes: Vec<Geometry>,
}

impl Rung {
    /// Bytes of the parameters, the input, and all that the layer computes, as 32-bit floats.
    pub const fn bytes(&self) -> u64 {
        (self.cost.parameters() + self.inputs + self.cost.activations) * BYTES
    }

    fn of(rival: Rival, passes: Vec<Geometry>, bias: bool) -> Option<Self> {
        let last = passes.len().checked_sub(1)?;
        let costs = passes.iter().enumerate().map(|(nth, pass)| cost(pass, bias && nth == last));
        let inputs = passes.first()?.input().len() as u64;
        Some(Self { rival, cost: costs.reduce(Cost::and)?, inputs, passes })
    }
}

/// The layer that the rungs are variations of: shared weights, all channels together, its own window.
///
/// A dense layer has none: its window is taken as the one that gives outputs of the same size.
fn standard(spec: &Spec) -> Layer {
    let mut layer = spec.layer();
    if let Operation::Dense { output } = layer.operation {
        layer.kernel = layer.input.size.zip(output).map(|(input, output)| input + 1 - output);
        layer.padding = Padding::zeros(0);
    }
    layer.groups = 1;
    layer.out_channels = spec.out_channels;
    layer.operation = Operation::Convolution { sharing: Sharing::Shared, flip: false };
    layer
}

/// Gives a spec whose rate has changed as many outputs as before: a wider window on a wider border, a narrower one on a narrower,
/// as far as the border goes.
fn pad_alike(spec: &mut Spec, before: Axes<usize>) {
    let most = *Setting::Padding.range().end();
    let side = |taps: usize, rates: (usize, usize), ends: (&mut usize, &mut usize)| {
        let (old, new) = ((taps - 1) * rates.0, (taps - 1) * rates.1);
        let (more, fewer) = (new.saturating_sub(old), old.saturating_sub(new));
        *ends.0 = (*ends.0 + more / 2).min(most).saturating_sub(fewer / 2);
        *ends.1 = (*ends.1 + more.div_ceil(2)).min(most).saturating_sub(fewer.div_ceil(2));
    };
    let Spec { kernel, dilation, padding, .. } = spec;
    side(kernel.row, (before.row, dilation.row), (&mut padding.top, &mut padding.bottom));
    side(kernel.col, (before.col, dilation.col), (&mut padding.left, &mut padding.right));
}

/// Every kind that the layer can be, with outputs of the same size; pooling beside them where it is the chapter's. A transposed layer
/// stands beside the dense one alone: a window over its input would give fewer outputs.
///
/// Left out: what the channels do not allow, and what is larger than the engine counts.
pub fn ladder(spec: &Spec) -> Vec<Rung> {
    let layer = standard(spec);
    let mut rungs = Vec::new();
    if spec.kind == Kind::Transposed {
        let output = spec.check().map(|own| own.output());
        rungs.extend(output.ok().and_then(|output| rung(Rival::Dense, &layer, output, spec.bias)));
    } else if let Ok(shared) = Geometry::new(&layer) {
        let rate = layer.dilation.row.max(layer.dilation.col).max(2);
        let mut rivals = vec![Rival::Dense, Rival::Local, Rival::Shared];
        // A window of one has no holes.
        rivals.extend((layer.kernel.area() > 1 || spec.kind == Kind::Dilated).then_some(Rival::Dilated(rate)));
        let groups = legal_groups(layer.input.channels, layer.out_channels);
        rivals.extend(
            groups
                .iter()
                .filter(|&&groups| groups > 1 && groups < layer.input.channels)
                .map(|&groups| Rival::Grouped(groups)),
        );
        if layer.input.channels > 1 || spec.kind == Kind::Separable {
            rivals.push(Rival::Separable);
        }
        if layer.input.channels > 1 {
            rivals.extend(groups.contains(&layer.input.channels).then_some(Rival::Depthwise));
        }
        rungs.extend(rivals.into_iter().filter_map(|rival| rung(rival, &layer, shared.output(), spec.bias)));
    }
    if matches!(spec.kind, Kind::Transposed | Kind::Pooling) {
        rungs.extend(spec.passes().ok().and_then(|passes| Rung::of(Rival::Own(spec.kind), passes, spec.bias)));
    }
    // Falling by weights; the sort keeps equals in order.
    rungs.sort_by_key(|rung| std::cmp::Reverse(rung.cost.weights));
    rungs
}

fn rung(rival: Rival, standard: &Layer, output: Shape, bias: bool) -> Option<Rung> {
    let layer = *standard;
    let passes = match rival {
        Rival::Dense => vec![Layer { operation: Operation::Dense { output: output.size }, ..layer }],
        Rival::Local => {
            vec![Layer { operation: Operation::Convolution { sharing: Sharing::Local, flip: false }, ..layer }]
        }
        // As many outputs, so as many products: the rate moves the taps apart and adds none.
        Rival::Shared | Rival::Dilated(_) => vec![layer],
        Rival::Grouped(groups) => vec![Layer { groups, ..layer }],
        Rival::Depthwise => vec![Layer { groups: layer.input.channels, ..layer }],
        Rival::Separable => separable(&layer, output),
        Rival::Own(_) => return None,
    };
    let passes = passes.iter().map(|pass| Geometry::new(pass).ok()).collect::<Option<Vec<_>>>()?;
    Rung::of(rival, passes, bias)
}

fn separable(layer: &Layer, output: Shape) -> Vec<Layer> {
    let channels = layer.input.channels;
    let one = Axes::both(1);
    let first = Layer { groups: channels, out_channels: channels, ..*layer };
    let input = Shape { channels, size: output.size };
    let second = Layer { input, kernel: one, stride: one, dilation: one, padding: Padding::zeros(0), ..*layer };
    vec![first, second]
}

/// Which rung the figure on the stage is.
pub fn here(spec: &Spec) -> Rival {
    match spec.kind {
        Kind::Dense => Rival::Dense,
        Kind::Local => Rival::Local,
        Kind::Separable => Rival::Separable,
        Kind::Transposed | Kind::Pooling => Rival::Own(spec.kind),
        _ if spec.in_channels > 1 && spec.groups == spec.in_channels => Rival::Depthwise,
        _ if spec.groups > 1 => Rival::Grouped(spec.groups),
        _ if spec.kind == Kind::Dilated => Rival::Dilated(spec.dilation.row.max(spec.dilation.col).max(2)),
        _ => Rival::Shared,
    }
}

impl Rival {
    /// The chapter that shows it.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Dense => Kind::Dense,
            Self::Local => Kind::Local,
            Self::Shared => Kind::Channels,
            Self::Dilated(_) => Kind::Dilated,
            Self::Grouped(_) => Kind::Grouped,
            Self::Depthwise => Kind::Depthwise,
            Self::Separable => Kind::Separable,
            Self::Own(kind) => kind,
        }
    }

    /// Its name on the ladder.
    pub fn name(self, words: &Words) -> String {
        match self {
            Self::Dense => words.dense.to_owned(),
            Self::Local => words.local.to_owned(),
            Self::Shared => words.shared.to_owned(),
            Self::Dilated(rate) => (words.dilated)(rate),
            Self::Grouped(groups) => (words.grouped)(groups),
            Self::Depthwise => words.depthwise.to_owned(),
            Self::Separable => words.separable.to_owned(),
            Self::Own(Kind::Pooling) => words.pooling.to_owned(),
            Self::Own(_) => words.transposed.to_owned(),
        }
    }

    /// The figure as this kind: the same data, and of the settings what the kind needs changed.
    pub fn spec(self, spec: &Spec) -> Spec {
        let kind = if self == Self::Shared && spec.in_channels == 1 && spec.out_channels == 1 {
            Kind::Shared
        } else {
            self.kind()
        };
        let mut there = spec.in_chapter(kind);
        if kind != Kind::Dense && !matches!(self, Self::Own(_)) {
            let Layer { kernel, stride, dilation, padding, .. } = standard(spec);
            (there.kernel, there.stride, there.padding) = (kernel, stride, padding);
            there.dilation = match self {
                Self::Shared => Axes::both(1),
                Self::Dilated(rate) => dilation.map(|now| now.max(rate)),
                _ => dilation,
            };
            pad_alike(&mut there, dilation);
        }
        match self {
            Self::Grouped(groups) => there.groups = groups,
            Self::Depthwise | Self::Own(_) => {}
            Self::Dense | Self::Local | Self::Shared | Self::Dilated(_) | Self::Separable => there.groups = 1,
        }
        let mut adjusted = Vec::new();
        link::repair(&mut there, &mut adjusted);
        there
    }
}
