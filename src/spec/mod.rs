//! What is asked for: the layer, its numbers, and what stands in input and kernels.
//!
//! A [`Spec`] can be any combination; [`Spec::check`] says whether it can be computed, and if not, what is wrong and
//! what would be legal next to it. Nothing here knows time or pictures.

pub mod data;
pub mod edits;
pub mod error;
pub mod kind;
pub mod setting;
pub mod slots;
pub mod tries;

pub use data::{Filter, Picture};
pub use edits::Edits;
pub use error::SpecError;
pub use kind::Kind;
pub use setting::Setting;
pub use slots::Slots;

use crate::conv::{Axes, Geometry, Layer, Operation, Padding, PaddingMode, Pool, Shape, Sharing, Tensor};

/// Multiply-adds of one layer that are computed for a figure; more would keep a visitor waiting.
pub const MOST_WORK: u64 = 1 << 28;
/// Multiply-adds of a layer in which each has a weight of its own: that many weights are made and kept.
pub const MOST_UNSHARED: u64 = 1 << 21;

/// Everything that decides the numbers of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// The chapter: title, words, and the setting that stands out.
    pub kind: Kind,
    /// Height and width of the input.
    pub size: Axes<usize>,
    /// Input channels.
    pub in_channels: usize,
    /// Output channels.
    pub out_channels: usize,
    /// Taps along each axis.
    pub kernel: Axes<usize>,
    /// Distance of neighbouring windows.
    pub stride: Axes<usize>,
    /// Distance of neighbouring taps.
    pub dilation: Axes<usize>,
    /// The border.
    pub padding: Padding,
    /// Groups of channels.
    pub groups: usize,
    /// True: the kernel is turned by 180 degrees first.
    pub flip: bool,
    /// What a pooling window gives.
    pub pool: Pool,
    /// True: a bias joins each sum.
    pub bias: bool,
    /// What stands in the input.
    pub picture: Picture,
    /// What stands in the kernels.
    pub filter: Filter,
    /// Draws everything random.
    pub seed: u32,
    /// Input values set by hand, by channel, row, column.
    pub input_edits: Edits<3>,
    /// Weights set by hand, by output channel, channel inside the group, row, column.
    pub weight_edits: Edits<4>,
    /// Small numbers beside the figure.
    pub slots: Slots,
}

impl Spec {
    /// The layer for the engine; of a separable layer, its first pass.
    pub fn layer(&self) -> Layer {
        let (out_channels, groups) = match self.kind {
            Kind::Separable => (self.in_channels, self.in_channels),
            Kind::Pooling => (self.in_channels, 1),
            _ => (self.out_channels, self.groups),
        };
        Layer {
            input: Shape { channels: self.in_channels, size: self.size },
            out_channels,
            kernel: self.kernel,
            stride: self.stride,
            dilation: self.dilation,
            padding: self.padding,
            groups,
            operation: self.operation(),
        }
    }

    fn operation(&self) -> Operation {
        let convolution = |sharing, flip| Operation::Convolution { sharing, flip };
        match self.kind {
            // One place fewer on each side: what a window of two would give.
            Kind::Dense => Operation::Dense { output: self.size.map(|side| side.saturating_sub(1).max(1)) },
            Kind::Local => convolution(Sharing::Local, self.flip),
            Kind::Transposed => Operation::Transposed { output_padding: Axes::both(0) },
            Kind::Pooling => Operation::Pooling(self.pool),
            Kind::Separable => convolution(Sharing::Shared, false),
            _ => convolution(Sharing::Shared, self.flip),
        }
    }

    /// The second pass of a separable layer, on what the first one gives: 1 x 1, across channels.
    fn second_layer(&self, between: Shape) -> Option<Layer> {
        let one = Axes::both(1);
        (self.kind == Kind::Separable).then(|| Layer {
            input: between,
            out_channels: self.out_channels,
            kernel: one,
            stride: one,
            dilation: one,
            padding: Padding::zeros(0),
            groups: 1,
            operation: Operation::Convolution { sharing: Sharing::Shared, flip: false },
        })
    }

    /// The same with every setting that its chapter does not use at the one value it has there.
    #[must_use]
    pub fn settled(mut self) -> Self {
        let used = |setting| self.kind.uses(setting);
        let (channels, out_channels, groups) =
            (used(Setting::InChannels), used(Setting::OutChannels), used(Setting::Groups));
        let windows = used(Setting::Kernel);
        if !channels {
            self.in_channels = 1;
        }
        if !out_channels {
            self.out_channels = self.in_channels;
        }
        if !groups {
            self.groups = 1;
        }
        if !windows {
            (self.kernel, self.stride, self.dilation) = (Axes::both(1), Axes::both(1), Axes::both(1));
            self.padding = Padding::zeros(0);
        }
        self.flip &= self.kind.turns();
        match self.kind {
            Kind::Transposed => self.padding.mode = PaddingMode::Zeros,
            Kind::Pooling => self.bias = false,
            Kind::Line => {
                for axes in [&mut self.size, &mut self.kernel, &mut self.stride, &mut self.dilation] {
                    axes.row = 1;
                }
                (self.padding.top, self.padding.bottom) = (0, 0);
            }
            _ => {}
        }
        self
    }

    /// The same data in another chapter: only what makes the chapter is changed. May not go together yet.
    #[must_use]
    pub fn in_chapter(&self, kind: Kind) -> Self {
        let wider = |own: bool, before: bool, now: Axes<usize>| match (own, before) {
            (true, _) => now.map(|value| value.max(2)),
            (false, true) => Axes::both(1),
            (false, false) => now,
        };
        let (from, groups) = (self.kind, self.groups);
        let in_channels = if kind == Kind::Channels { self.in_channels.max(2) } else { self.in_channels };
        let groups = match kind {
            Kind::Depthwise => in_channels,
            Kind::Grouped if groups == 1 => {
                (2..=in_channels).find(|groups| in_channels.is_multiple_of(*groups)).unwrap_or(1)
            }
            Kind::Grouped | Kind::Local => groups,
            _ if matches!(from, Kind::Grouped | Kind::Depthwise) => 1,
            _ => groups,
        };
        let follows = kind == Kind::Depthwise || !self.out_channels.is_multiple_of(groups);
        let out_channels =
            if follows { in_channels * (self.out_channels / in_channels).max(1) } else { self.out_channels };
        Self {
            kind,
            in_channels,
            out_channels,
            groups,
            flip: kind == Kind::Flipped || (self.flip && from != Kind::Flipped),
            stride: wider(kind == Kind::Strided, from == Kind::Strided, self.stride),
            dilation: wider(kind == Kind::Dilated, from == Kind::Dilated, self.dilation),
            ..self.clone()
        }
        .settled()
    }

    /// Whether the figure can be computed: the only gate, cheap, allocates nothing large. Gives the first pass.
    ///
    /// # Errors
    /// What is wrong, with the nearest legal value.
    pub fn check(&self) -> Result<Geometry, SpecError> {
        let geometry = Geometry::new(&self.layer()).map_err(SpecError::Layer)?;
        let second = match self.second(&geometry) {
            Some(second) => links(&second?),
            None => 0,
        };
        let work = links(&geometry) + second;
        let most = if matches!(self.kind, Kind::Dense | Kind::Local) { MOST_UNSHARED } else { MOST_WORK };
        if work > most {
            return Err(SpecError::Work { multiply_adds: work, most });
        }
        self.check_pooling()?;
        Ok(geometry)
    }

    /// The second pass of a separable layer.
    fn second(&self, first: &Geometry) -> Option<Result<Geometry, SpecError>> {
        self.second_layer(first.output()).map(|layer| Geometry::new(&layer).map_err(SpecError::Layer))
    }

    /// Every pass of a spec: one, of a separable layer two.
    ///
    /// # Errors
    /// As [`Spec::check`].
    pub fn passes(&self) -> Result<Vec<Geometry>, SpecError> {
        let first = self.check()?;
        let mut passes = vec![first];
        if let Some(second) = self.second(&passes[0]) {
            passes.push(second?);
        }
        Ok(passes)
    }

    /// A border of more than half a window could fill a whole one: nothing would be the largest of nothing. PyTorch
    /// refuses the same.
    fn check_pooling(&self) -> Result<(), SpecError> {
        let half = |kernel: usize, dilation: usize| ((kernel - 1) * dilation).div_ceil(2);
        let Padding { top, left, bottom, right, mode: _ } = self.padding;
        let widest = half(self.kernel.row, self.dilation.row).min(half(self.kernel.col, self.dilation.col));
        let width = top.max(left).max(bottom).max(right);
        let fits = self.kind != Kind::Pooling || width <= widest;
        if fits { Ok(()) } else { Err(SpecError::PoolPadding { width, widest }) }
    }

    /// The input's values, edits included.
    pub fn input(&self) -> Tensor {
        let shape = self.layer().input;
        let mut input = self.picture.tensor(shape, self.seed);
        for ([channel, row, col], value) in self.input_edits.iter() {
            if channel < shape.channels && row < shape.size.row && col < shape.size.col {
                input.data_mut()[shape.index(channel, row, col)] = value;
            }
        }
        input
    }

    /// The weights of every pass one after the other, each in the layout of its operation (see
    /// [`geometry`](crate::conv::geometry#weights)), edits included. The spec has been checked.
    pub fn weights(&self, passes: &[Geometry]) -> Vec<Vec<f32>> {
        let mut all: Vec<Vec<f32>> = passes
            .iter()
            .enumerate()
            .map(|(nth, pass)| {
                let size = self.sheet(nth);
                let filter = if nth == 0 { self.filter } else { Filter::Random };
                filter.weights(pass.weights() / size.area(), size, self.seed.wrapping_add(nth as u32))
            })
            .collect();
        for (place, value) in self.weight_edits.iter() {
            if let Some(weight) = self.weight_index(place).and_then(|index| entry(&mut all, index)) {
                *weight = value;
            }
        }
        all
    }

    /// Height and width of one sheet of weights of a pass: a kernel, or for a dense layer a whole input map.
    pub const fn sheet(&self, pass: usize) -> Axes<usize> {
        match self.kind {
            Kind::Dense => self.size,
            _ if pass > 0 => Axes::both(1),
            _ => self.kernel,
        }
    }

    /// Sheets of weights that stand together in a pass: one for each channel that a filter reads (transposed: that an
    /// input feeds).
    const fn sheets_together(&self, pass: usize) -> usize {
        match self.kind {
            Kind::Separable if pass == 0 => 1,
            Kind::Separable => self.in_channels,
            Kind::Transposed => self.out_channels / self.groups,
            _ => self.in_channels / self.groups,
        }
    }

    /// Weights of a separable layer's first pass; of any other layer, more than there are.
    const fn first_weights(&self) -> usize {
        match self.kind {
            Kind::Separable => self.in_channels * self.kernel.area(),
            _ => usize::MAX,
        }
    }

    /// Where a weight stands, counted over all passes: which filter (of a local layer, counted through all places; in a
    /// second pass, behind those of the first), which of its sheets, row, column.
    pub const fn weight_place(&self, index: usize) -> [usize; 4] {
        let first = self.first_weights();
        let (pass, index, before) = if index < first { (0, index, 0) } else { (1, index - first, self.in_channels) };
        let (sheet, together) = (self.sheet(pass), self.sheets_together(pass));
        let (kernel, tap) = (index / sheet.area(), index % sheet.area());
        [before + kernel / together, kernel % together, tap / sheet.col, tap % sheet.col]
    }

    /// The weight at a place, counted over all passes, if its numbers can be.
    pub fn weight_index(&self, [filter, rank, row, col]: [usize; 4]) -> Option<usize> {
        let second = self.kind == Kind::Separable && filter >= self.in_channels;
        let (pass, filter) = if second { (1, filter - self.in_channels) } else { (0, filter) };
        let (sheet, together) = (self.sheet(pass), self.sheets_together(pass));
        let inside = rank < together && row < sheet.row && col < sheet.col;
        let before = if second { self.first_weights() } else { 0 };
        // In 64 bits: a link may name any filter.
        let sheets = filter as u64 * together as u64 + rank as u64;
        let index = before as u64 + sheets * sheet.area() as u64 + (row * sheet.col + col) as u64;
        usize::try_from(index).ok().filter(|_| inside)
    }

    /// The bias, one for each output, or for each output channel, if there is one. It joins the last pass.
    pub fn bias(&self, last: &Geometry) -> Option<Vec<f32>> {
        let entries = if self.kind == Kind::Dense { last.output().len() } else { last.output().channels };
        self.bias.then(|| data::bias(entries, self.seed))
    }

    /// True if one sheet meets one kernel: the stage needs no rows of channels.
    pub fn is_single(&self) -> bool {
        self.in_channels == 1 && self.out_channels == 1
    }

    /// Output maps for each input channel of a depthwise layer.
    pub fn multiplier(&self) -> usize {
        (self.out_channels / self.in_channels).max(1)
    }
}

/// Multiply-adds, those of a transposed layer's stamps on what is cropped included.
fn links(geometry: &Geometry) -> u64 {
    crate::conv::cost::cost(geometry, false).multiply_adds
}

/// An entry counted through several lists.
fn entry(lists: &mut [Vec<f32>], mut index: usize) -> Option<&mut f32> {
    for list in lists {
        let count = list.len();
        if index < count {
            return list.get_mut(index);
        }
        index -= count;
    }
    None
}

impl Default for Spec {
    fn default() -> Self {
        Kind::default().spec()
    }
}
