//! Shapes and row-major numbers.
//!
//! A [`Tensor`] is one sample, `[channels, height, width]`; a batch is a slice of them, since nothing in a
//! convolution looks across samples.

use std::ops::Range;

/// A pair of the same thing for the two spatial axes: `row` runs down (height), `col` runs right (width).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Axes<T> {
    /// The vertical axis.
    pub row: T,
    /// The horizontal axis.
    pub col: T,
}

impl<T> Axes<T> {
    /// `row` first, as in every shape of the field (height before width).
    pub const fn new(row: T, col: T) -> Self {
        Self { row, col }
    }

    /// The same operation on both axes.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Axes<U> {
        Axes { row: change(self.row), col: change(self.col) }
    }

    /// Both axes of two pairs, combined axis by axis.
    pub fn zip<U>(self, other: Axes<U>) -> Axes<(T, U)> {
        Axes { row: (self.row, other.row), col: (self.col, other.col) }
    }
}

impl<T: Copy> Axes<T> {
    /// The same value on both axes.
    pub const fn both(value: T) -> Self {
        Self { row: value, col: value }
    }
}

impl Axes<usize> {
    /// Number of places of a grid with these sides.
    pub const fn area(self) -> usize {
        self.row * self.col
    }
}

/// The shape `[channels, height, width]` of one sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// Number of maps.
    pub channels: usize,
    /// Height and width of each map.
    pub size: Axes<usize>,
}

impl Shape {
    /// A shape in the usual order: channels, height, width.
    pub const fn new(channels: usize, height: usize, width: usize) -> Self {
        Self { channels, size: Axes::new(height, width) }
    }

    /// Number of values: channels x height x width.
    pub const fn len(self) -> usize {
        self.channels * self.size.area()
    }

    /// True if there is no value at all.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Position in the row-major data of the value at `channel`, `row`, `col`.
    pub const fn index(self, channel: usize, row: usize, col: usize) -> usize {
        (channel * self.size.row + row) * self.size.col + col
    }

    /// The reverse of [`Shape::index`].
    pub const fn place(self, index: usize) -> Place {
        let area = self.size.area();
        Place { channel: index / area, row: index % area / self.size.col, col: index % self.size.col }
    }

    /// The positions that the map `channel` takes up in the row-major data.
    pub const fn map(self, channel: usize) -> Range<usize> {
        let area = self.size.area();
        channel * area..(channel + 1) * area
    }
}

/// Where a value stands in a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Map, counted from 0.
    pub channel: usize,
    /// Row from the top, counted from 0.
    pub row: usize,
    /// Column from the left, counted from 0.
    pub col: usize,
}

/// Numbers of one sample, row-major: the column runs fastest, then the row, then the channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    shape: Shape,
    data: Vec<f32>,
}

impl Tensor {
    /// Takes `data` in row-major order; `None` if its length is not that of the shape.
    pub fn new(shape: Shape, data: Vec<f32>) -> Option<Self> {
        (data.len() == shape.len()).then_some(Self { shape, data })
    }

    /// A tensor of zeros. Allocates `shape.len()` numbers: check the shape first.
    pub fn zeros(shape: Shape) -> Self {
        Self { shape, data: vec![0.0; shape.len()] }
    }

    /// Each value computed from where it stands.
    pub fn from_fn(shape: Shape, mut value: impl FnMut(Place) -> f32) -> Self {
        let data = (0..shape.len()).map(|index| value(shape.place(index))).collect();
        Self { shape, data }
    }

    /// The shape.
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// All values, row-major.
    pub fn data(&self) -> &[f32] {
        &self.data
    }

    /// All values, row-major, to be written.
    pub fn data_mut(&mut self) -> &mut [f32] {
        &mut self.data
    }

    /// The values of one map, row-major.
    pub fn map(&self, channel: usize) -> &[f32] {
        &self.data[self.shape.map(channel)]
    }

    /// The value at a place.
    pub fn at(&self, channel: usize, row: usize, col: usize) -> f32 {
        self.data[self.shape.index(channel, row, col)]
    }

    /// The largest magnitude, 0 for an empty tensor.
    pub fn largest(&self) -> f32 {
        largest(&self.data)
    }
}

/// The largest magnitude among some numbers, 0 if there are none.
pub fn largest(values: &[f32]) -> f32 {
    values.iter().fold(0.0, |most, value| value.abs().max(most))
}
