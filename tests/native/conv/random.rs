//! Layers and numbers by chance, the same ones in every run.

use convoscope::conv::{Axes, Geometry, Layer, Operation, Padding, PaddingMode, Pool, Shape, Sharing, Tensor};

/// Numbers by chance: SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
pub struct Random(u64);

impl Random {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + (self.bits() % (most - least + 1) as u64) as usize
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.between(1, n) == 1
    }

    /// One of some.
    pub fn one_of<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.between(0, some.len() - 1)]
    }

    /// A pair, each from `least` to `most`.
    pub fn axes(&mut self, least: usize, most: usize) -> Axes<usize> {
        Axes::new(self.between(least, most), self.between(least, most))
    }

    /// A finite number: mostly of ordinary size, at times zero, minus zero, tiny (also below the normal numbers) or huge.
    pub fn finite(&mut self) -> f32 {
        let plain = (self.bits() >> 40) as f32 / (1 << 23) as f32 - 1.0;
        match self.between(0, 31) {
            0 => 0.0,
            1 => -0.0,
            2 => plain * 1e-38,
            3 => plain * 1e-42,
            4 => plain * 1e18,
            _ => plain,
        }
    }

    /// As many finite numbers.
    pub fn numbers(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.finite()).collect()
    }

    /// A tensor of finite numbers.
    pub fn tensor(&mut self, shape: Shape) -> Tensor {
        Tensor::from_fn(shape, |_| self.finite())
    }
}

/// The kinds of layer that are promised to be right, each by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A plain window over all channels.
    Shared,
    /// The kernel turned.
    Flipped,
    /// Strides, and borders of every mode.
    Bordered,
    /// Distances between the taps.
    Dilated,
    /// Channels in groups.
    Grouped,
    /// A group for each channel, with a multiplier.
    Depthwise,
    /// A kernel for each place.
    Local,
    /// Every input meets every output.
    Dense,
    /// Stamps.
    Transposed,
    /// The largest of a window.
    MaxPool,
    /// The mean of a window.
    MeanPool,
    /// One row.
    OneDimensional,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Shared,
        Self::Flipped,
        Self::Bordered,
        Self::Dilated,
        Self::Grouped,
        Self::Depthwise,
        Self::Local,
        Self::Dense,
        Self::Transposed,
        Self::MaxPool,
        Self::MeanPool,
        Self::OneDimensional,
    ];
}

/// A layer of a kind that can be, with a seed that makes it again.
///
/// Sides and channels are small, at times wide enough for every width of tile and its remainder.
pub fn geometry(kind: Kind, seed: u64) -> Geometry {
    let mut random = Random::new(seed);
    loop {
        if let Ok(geometry) = Geometry::new(&layer(kind, &mut random)) {
            return geometry;
        }
    }
}

/// A layer of a kind; its window may be too large, its border too wide.
fn layer(kind: Kind, random: &mut Random) -> Layer {
    let plain = plain(random);
    let convolution = |flip| Operation::Convolution { sharing: Sharing::Shared, flip };
    let pool =
        |pool, layer: Layer| Layer { out_channels: layer.input.channels, operation: Operation::Pooling(pool), ..layer };
    match kind {
        Kind::Shared => plain,
        Kind::Flipped => Layer { operation: convolution(true), ..bordered(plain, random) },
        Kind::Bordered => bordered(plain, random),
        Kind::Dilated => Layer { dilation: random.axes(1, 4), ..bordered(plain, random) },
        Kind::Grouped => grouped(bordered(plain, random), random),
        Kind::Depthwise => {
            let multiplier = random.between(1, 3);
            let channels = plain.input.channels;
            Layer { out_channels: channels * multiplier, groups: channels, ..bordered(plain, random) }
        }
        Kind::Local => local(grouped(bordered(plain, random), random), random),
        Kind::Dense => Layer { operation: Operation::Dense { output: random.axes(1, 4) }, ..plain },
        Kind::Transposed => transposed(grouped(bordered(plain, random), random), random),
        Kind::MaxPool => pool(Pool::Max, any_window(plain, random)),
        Kind::MeanPool => pool(Pool::Mean, any_window(plain, random)),
        Kind::OneDimensional => one_dimensional(any_window(plain, random), random),
    }
}

fn plain(random: &mut Random) -> Layer {
    let wide = random.once_in(8);
    let width = if wide { random.between(12, 40) } else { random.between(1, 11) };
    let height = random.between(1, if wide { 4 } else { 9 });
    Layer {
        input: Shape::new(random.between(1, 5), height, width),
        out_channels: random.between(1, if wide { 4 } else { 9 }),
        kernel: random.axes(1, 4),
        stride: Axes::both(1),
        dilation: Axes::both(1),
        padding: Padding::default(),
        groups: 1,
        operation: Operation::Convolution { sharing: Sharing::Shared, flip: false },
    }
}

fn bordered(layer: Layer, random: &mut Random) -> Layer {
    let mut side = || random.between(0, 3);
    let (top, left, bottom, right) = (side(), side(), side(), side());
    let padding = Padding { top, left, bottom, right, mode: random.one_of(&PaddingMode::ALL) };
    Layer { stride: random.axes(1, 4), padding, ..layer }
}

fn any_window(layer: Layer, random: &mut Random) -> Layer {
    Layer { dilation: random.axes(1, 3), ..bordered(layer, random) }
}

fn grouped(layer: Layer, random: &mut Random) -> Layer {
    let groups = random.between(1, 3);
    let input = Shape { channels: groups * random.between(1, 3), ..layer.input };
    Layer { input, out_channels: groups * random.between(1, 5), groups, ..layer }
}

fn local(layer: Layer, random: &mut Random) -> Layer {
    let operation = Operation::Convolution { sharing: Sharing::Local, flip: random.once_in(4) };
    Layer { dilation: random.axes(1, 2), operation, ..layer }
}

fn transposed(layer: Layer, random: &mut Random) -> Layer {
    let padding = Padding { mode: PaddingMode::Zeros, ..layer.padding };
    let operation = Operation::Transposed { output_padding: random.axes(0, 2) };
    let input = Shape { size: Axes::new(layer.input.size.row, layer.input.size.col.min(9)), ..layer.input };
    Layer { input, dilation: random.axes(1, 3), padding, operation, ..layer }
}

fn one_dimensional(layer: Layer, random: &mut Random) -> Layer {
    let one = |axes: Axes<usize>| Axes::new(1, axes.col);
    Layer {
        input: Shape::new(layer.input.channels, 1, random.between(1, 60)),
        kernel: Axes::new(1, random.between(1, 9)),
        stride: one(layer.stride),
        padding: Padding { top: 0, bottom: 0, ..layer.padding },
        ..layer
    }
}

/// Numbers for a layer: input, weights, and at times a bias, which for a local layer has an entry per channel or value.
pub fn operands(geometry: &Geometry, random: &mut Random) -> (Tensor, Vec<f32>, Option<Vec<f32>>) {
    let (input, weights) = (random.tensor(geometry.input()), random.numbers(geometry.weights()));
    let output = geometry.output();
    let entries = match geometry.layer().operation {
        Operation::Pooling(_) => return (input, weights, None),
        Operation::Dense { .. } => output.len(),
        Operation::Convolution { sharing: Sharing::Local, .. } if random.once_in(2) => output.len(),
        Operation::Convolution { .. } | Operation::Transposed { .. } => output.channels,
    };
    let bias = (!random.once_in(3)).then(|| random.numbers(entries));
    (input, weights, bias)
}

/// Calls `check` with `count` layers of every kind. A failure says which.
pub fn for_every_kind(count: u64, mut check: impl FnMut(&Geometry, &mut Random)) {
    for kind in Kind::ALL {
        for_kind(kind, count, &mut check);
    }
}

/// Calls `check` with `count` layers of a kind. A failure says which.
pub fn for_kind(kind: Kind, count: u64, mut check: impl FnMut(&Geometry, &mut Random)) {
    for number in 0..count {
        let seed = Random::new(number ^ ((kind as u64) << 32)).bits();
        let geometry = geometry(kind, seed);
        let witness = Witness { kind, seed, geometry: &geometry };
        check(&geometry, &mut Random::new(!seed));
        std::mem::forget(witness);
    }
}

/// Says which layer it was when a check of it fails.
struct Witness<'a> {
    kind: Kind,
    seed: u64,
    geometry: &'a Geometry,
}

impl Drop for Witness<'_> {
    fn drop(&mut self) {
        eprintln!("the check failed for {:?} with seed {:#x}: {:#?}", self.kind, self.seed, self.geometry.layer());
    }
}
