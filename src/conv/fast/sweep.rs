//! The inner loops: tiles of outputs that stay in registers while the terms of their sums go by.

use crate::conv::lanes::{LANES, Lanes, Native};

/// What a term does to the value so far.
pub trait Term {
    /// The value before the first term.
    const START: f32;

    /// The value after one more term.
    fn add<L: Lanes>(value: L, weight: L, input: L) -> L;
}

/// Adds weight times input.
pub struct Product;

impl Term for Product {
    const START: f32 = 0.0;

    #[inline(always)]
    fn add<L: Lanes>(value: L, weight: L, input: L) -> L {
        value.add(weight.mul(input))
    }
}

/// Keeps the largest; the weight plays no part.
pub struct Largest;

impl Term for Largest {
    const START: f32 = f32::NEG_INFINITY;

    #[inline(always)]
    fn add<L: Lanes>(value: L, _: L, input: L) -> L {
        value.max(input)
    }
}

/// Outputs to compute: those of `rows` rows of `cols` places, whose windows start at `start + row * pitch + col` in the
/// scratch copy.
#[derive(Clone, Copy)]
pub struct Area {
    /// Start of the first output's window.
    pub start: usize,
    /// Rows.
    pub rows: usize,
    /// Outputs in each.
    pub cols: usize,
    /// From the start of a row to the next.
    pub pitch: usize,
}

impl Area {
    /// Places from the first to the last.
    pub const fn len(&self) -> usize {
        (self.rows - 1) * self.pitch + self.cols
    }

    /// Length and number of the stretches of places to walk: row by row, or all in one, across what lies between the
    /// rows, if that takes fewer lanes.
    fn stretches(&self) -> (usize, usize) {
        let apart = self.rows * self.cols.div_ceil(LANES);
        let whole = self.len().div_ceil(LANES);
        if whole < apart { (self.len(), 1) } else { (self.cols, self.rows) }
    }
}

/// The terms of the sums of one block of output channels.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// For each term, where its input stands, counted from the start of the window.
    pub offsets: &'a [usize],
    /// For each term, the weight of each channel of the block.
    pub weights: &'a [f32],
}

/// Values of a block of output channels, one row of them for each.
pub struct Sums<'a> {
    /// The values.
    pub values: &'a mut [f32],
    /// From a channel to the next.
    pub stride: usize,
}

/// Computes a block of `channels` output channels, 1, 2 or 4, for all places of an area.
///
/// Term `k` of the output whose window starts at `at` is `weights[k * channels + channel]` and `grid[at + offsets[k]]`.
/// Values go to `sums` at their place's distance from the area's start. Lanes past the end of a row are computed too
/// and overwritten by the next row, so there must be room for 3 more at the end.
pub fn sweep<T: Term>(channels: usize, grid: &[f32], terms: Terms, area: Area, sums: &mut Sums) {
    match channels {
        1 => sweep_block::<Native, T, 1, 4>(grid, terms, area, sums),
        2 => sweep_block::<Native, T, 2, 4>(grid, terms, area, sums),
        4 => sweep_block::<Native, T, 4, 2>(grid, terms, area, sums),
        other => unreachable!("{other} output channels are no block"),
    }
}

/// The blocks that a number of output channels falls into: the first channel and the size of each.
pub fn blocks(channels: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut first = 0;
    std::iter::from_fn(move || {
        let size = match channels - first {
            0 => return None,
            1 => 1,
            2 | 3 => 2,
            _ => LARGEST_BLOCK,
        };
        first += size;
        Some((first - size, size))
    })
}

/// The most output channels of a block.
pub const LARGEST_BLOCK: usize = 4;

/// Tiles of `C` channels by `V` times four places, and of `C` by four where fewer are left.
fn sweep_block<L: Lanes, T: Term, const C: usize, const V: usize>(
    grid: &[f32],
    terms: Terms,
    area: Area,
    sums: &mut Sums,
) {
    let (length, stretches) = area.stretches();
    for from in (0..stretches).map(|stretch| stretch * area.pitch) {
        let mut at = from;
        while at + V * LANES <= from + length {
            tile::<L, T, C, V>(&grid[area.start + at..], terms, sums, at);
            at += V * LANES;
        }
        while at < from + length {
            tile::<L, T, C, 1>(&grid[area.start + at..], terms, sums, at);
            at += LANES;
        }
    }
}

/// `C` channels of `V` times four neighbouring outputs.
#[inline(always)]
fn tile<L: Lanes, T: Term, const C: usize, const V: usize>(grid: &[f32], terms: Terms, sums: &mut Sums, at: usize) {
    let mut values = [[L::splat(T::START); V]; C];
    let (weights, _) = terms.weights.as_chunks::<C>();
    for (weights, &offset) in weights.iter().zip(terms.offsets) {
        let inputs: [L; V] = load(&grid[offset..offset + V * LANES]);
        for (values, &weight) in values.iter_mut().zip(weights) {
            let weight = L::splat(weight);
            for (value, &input) in values.iter_mut().zip(&inputs) {
                *value = T::add(*value, weight, input);
            }
        }
    }
    for (channel, values) in values.iter().enumerate() {
        store(values, &mut sums.values[channel * sums.stride + at..][..V * LANES]);
    }
}

#[inline(always)]
fn load<L: Lanes, const V: usize>(values: &[f32]) -> [L; V] {
    let (lanes, _) = values.as_chunks::<LANES>();
    std::array::from_fn(|vector| L::load(&lanes[vector]))
}

#[inline(always)]
fn store<L: Lanes>(values: &[L], places: &mut [f32]) {
    let (places, _) = places.as_chunks_mut::<LANES>();
    for (place, value) in places.iter_mut().zip(values) {
        *place = value.store();
    }
}
