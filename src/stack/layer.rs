//! One layer of a stack: its kind, its numbers and their limits.

use crate::conv::cost::Step;

/// Along what the layers slide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Rows and columns, alike.
    #[default]
    Area,
    /// One axis; padding on both sides.
    Line,
    /// One axis in time; padding before the first element alone, so that no output sees what comes after it.
    Causal,
}

impl Extent {
    /// Every extent, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Area, Self::Line, Self::Causal];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Area => "2d",
            Self::Line => "1d",
            Self::Causal => "causal",
        }
    }
}

/// What a layer does with its window. What it sees depends on the window alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
    /// A convolution over all channels.
    Standard,
    /// A convolution of each channel by itself.
    Depthwise,
    /// A convolution whose window is one element.
    Pointwise,
    /// The largest of the window.
    MaxPool,
    /// The mean of the window.
    MeanPool,
}

impl LayerKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Standard, Self::Depthwise, Self::Pointwise, Self::MaxPool, Self::MeanPool];

    /// The letter in links.
    pub const fn letter(self) -> char {
        match self {
            Self::Standard => 'c',
            Self::Depthwise => 'd',
            Self::Pointwise => 'w',
            Self::MaxPool => 'p',
            Self::MeanPool => 'a',
        }
    }

    /// True for maximum and mean.
    pub const fn pools(self) -> bool {
        matches!(self, Self::MaxPool | Self::MeanPool)
    }

    /// A layer of this kind to begin with: 3 taps, a pooling 2 at stride 2.
    pub const fn layer(self) -> Layer {
        let (kernel, stride) = match self {
            Self::Standard | Self::Depthwise => (3, 1),
            Self::Pointwise => (1, 1),
            Self::MaxPool | Self::MeanPool => (2, 2),
        };
        Layer { kind: self, kernel, stride, rate: 1, padded: true }
    }
}

/// A number of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Taps along each axis.
    Kernel,
    /// Distance of neighbouring windows.
    Stride,
    /// Distance of neighbouring taps.
    Rate,
}

impl Field {
    /// Every number, in the order of the editor.
    pub const ALL: [Self; 3] = [Self::Kernel, Self::Stride, Self::Rate];

    /// The largest that a layer of this kind takes; the smallest is 1. Kernels reach to AlexNet's 11, rates to WaveNet's 512, in
    /// 2-D to what can still be drawn. A pointwise window is one element; a mean over a window with holes is in no library.
    pub const fn most(self, kind: LayerKind, extent: Extent) -> usize {
        match (self, kind, extent) {
            (Self::Stride, _, _) => 8,
            (Self::Kernel | Self::Rate, LayerKind::Pointwise, _) | (Self::Rate, LayerKind::MeanPool, _) => 1,
            (Self::Kernel, _, _) => 11,
            (Self::Rate, _, Extent::Area) => 64,
            (Self::Rate, _, Extent::Line | Extent::Causal) => 512,
        }
    }
}

/// One layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What it does.
    pub kind: LayerKind,
    /// Taps along each axis.
    pub kernel: usize,
    /// Distance of neighbouring windows.
    pub stride: usize,
    /// Distance of neighbouring taps.
    pub rate: usize,
    /// True if the input is padded: by half of what the window spans before the first element (PyTorch's `padding="same"`),
    /// causally by all of it. It moves the start, nothing else.
    pub padded: bool,
}

impl Layer {
    /// One of its numbers.
    pub const fn get(&self, field: Field) -> usize {
        match field {
            Field::Kernel => self.kernel,
            Field::Stride => self.stride,
            Field::Rate => self.rate,
        }
    }

    /// With another number.
    pub const fn with(mut self, field: Field, value: usize) -> Self {
        match field {
            Field::Kernel => self.kernel = value,
            Field::Stride => self.stride = value,
            Field::Rate => self.rate = value,
        }
        self
    }

    /// Of another kind: the numbers stay where the two kinds have them in common; from one element and to and from pooling it
    /// begins anew.
    pub fn of_kind(self, kind: LayerKind) -> Self {
        let anew = self.kind.pools() != kind.pools() || self.kind == LayerKind::Pointwise;
        if anew { Self { padded: self.padded, ..kind.layer() } } else { Self { kind, ..self } }
    }

    /// The nearest layer within the limits.
    pub fn fitted(self, extent: Extent) -> Self {
        Field::ALL
            .into_iter()
            .fold(self, |layer, field| layer.with(field, layer.get(field).clamp(1, field.most(layer.kind, extent))))
    }

    /// Elements from the first tap to the last.
    pub const fn span(&self) -> usize {
        self.rate * (self.kernel - 1) + 1
    }

    /// The layer along one axis.
    pub const fn step(&self, extent: Extent) -> Step {
        let around = match (self.padded, extent) {
            (false, _) => 0,
            (true, Extent::Area | Extent::Line) => (self.span() - 1) / 2,
            (true, Extent::Causal) => self.span() - 1,
        };
        Step { kernel: self.kernel, stride: self.stride, dilation: self.rate, padding_before: around }
    }
}
