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

/// Outputs to compute: `rows` rows of `cols` places. Their windows start at `start + row * pitch + col` in the scratch
/// copy.
#[derive(Clone, Copy)]
pub struct Area {
    /// Start of the first output's window.
    pub start: usize,
    /// Rows.
    pub rows: usize,
    /// Outputs in each.
    pub cols: usize,
    /// From the start of a row to the next, in the scratch copy.
    pub pitch: usize,
}

/// How an area is walked: row by row, or all in one, across what lies between the rows, if that takes fewer lanes.
#[derive(Clone, Copy)]
pub struct Walk {
    /// How many stretches of neighbouring places.
    stretches: usize,
    /// Places of each.
    length: usize,
    /// From the values of a row to those of the next.
    pub pitch: usize,
}

impl Area {
    /// The way to walk it that takes least time, for a block of so many output channels. A single one is computed so
    /// fast that starting a row takes longer than a few lanes more.
    pub const fn walk(&self, channels: usize) -> Walk {
        let length = (self.rows - 1) * self.pitch + self.cols;
        let apart = self.cols.div_ceil(LANES);
        let start = if channels == 1 { 3 } else { 0 };
        if length.div_ceil(LANES) < self.rows * (apart + start) {
            Walk { stretches: 1, length, pitch: self.pitch }
        } else {
            Walk { stretches: self.rows, length: self.cols, pitch: apart * LANES }
        }
    }
}

impl Walk {
    /// Room for the values of one channel.
    pub const fn room(&self) -> usize {
        (self.stretches - 1) * self.pitch + self.length.next_multiple_of(LANES)
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

/// The blocks that a number of output channels falls into: the first channel and the size of each.
pub fn blocks(channels: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut first = 0;
    std::iter::from_fn(move || {
        let size = match channels - first {
            0 => return None,
            1 => 1,
            2 | 3 => 2,
            4 | 5 | 8 => 4,
            _ => LARGEST_BLOCK,
        };
        first += size;
        Some((first - size, size))
    })
}

/// The most output channels of a block.
pub const LARGEST_BLOCK: usize = 6;

/// Terms that are added to all places of a block before the next ones: as many as stay in the nearest cache, with the
/// inputs that they meet.
const CHUNK: usize = 256;

/// Computes a block of output channels, as [`blocks`] gives them, for all places of an area.
///
/// Term `k` of the output whose window starts at `at` is `weights[k * channels + channel]` and `grid[at + offsets[k]]`.
/// `sums` takes the values of the first channel as the walk that is returned says, then those of the next.
pub fn sweep<T: Term>(channels: usize, grid: &[f32], terms: Terms, area: Area, sums: &mut Vec<f32>) -> Walk {
    let walk = area.walk(channels);
    sums.resize(sums.len().max(channels * walk.room()), 0.0);
    let mut done = 0;
    while done < terms.offsets.len() {
        let count = if channels == 1 { few(terms.offsets.len() - done) } else { CHUNK };
        let terms = terms.part(channels, done, count);
        let job = Job { grid: &grid[area.start..], pitch: area.pitch, walk, terms, first: done == 0 };
        match channels {
            1 => job.run_few::<T>(sums),
            4 => job.run::<Native, T, 4, 2>(sums),
            2 => job.run::<Native, T, 2, 4>(sums),
            6 => job.run::<Native, T, 6, 2>(sums),
            other => unreachable!("{other} output channels are no block"),
        }
        done += count;
    }
    walk
}

impl<'a> Terms<'a> {
    /// At most `count` terms from `first` on.
    fn part(&self, channels: usize, first: usize, count: usize) -> Self {
        let end = self.offsets.len().min(first + count);
        Self { offsets: &self.offsets[first..end], weights: &self.weights[first * channels..end * channels] }
    }
}

/// How many of the terms that are left are added at once to the sums of a single output channel: a kernel of 3x3 as a
/// whole, one of 5x5 row by row.
const fn few(left: usize) -> usize {
    match left {
        5 | 10 | 15 | 20 | 25 => 5,
        9.. => 9,
        4 | 7 | 8 => 4,
        3 | 6 => 3,
        _ => 1,
    }
}

/// Some terms to be added to all sums of a block.
#[derive(Clone, Copy)]
struct Job<'a> {
    /// The scratch copy from the start of the first window.
    grid: &'a [f32],
    /// From the windows of a row to those of the next.
    pitch: usize,
    walk: Walk,
    terms: Terms<'a>,
    /// Whether they are the first ones.
    first: bool,
}

impl Job<'_> {
    /// Tiles of `C` channels by `V` times four places, and by four where fewer are left.
    fn run<L: Lanes, T: Term, const C: usize, const V: usize>(&self, sums: &mut [f32]) {
        let end = self.walk.length.next_multiple_of(LANES);
        for stretch in 0..self.walk.stretches {
            let job = self.from(stretch * self.pitch);
            let sums = &mut sums[stretch * self.walk.pitch..];
            let mut at = 0;
            while at + V * LANES <= end {
                job.from(at).tile::<L, T, C, V>(&mut sums[at..], self.walk.room());
                at += V * LANES;
            }
            while at < end {
                job.from(at).tile::<L, T, C, 1>(&mut sums[at..], self.walk.room());
                at += LANES;
            }
        }
    }

    /// The terms of a single output channel: as many as [`few`] gives.
    fn run_few<T: Term>(&self, sums: &mut [f32]) {
        match self.terms.offsets.len() {
            9 => self.run_exactly::<Native, T, 9>(sums),
            5 => self.run_exactly::<Native, T, 5>(sums),
            4 => self.run_exactly::<Native, T, 4>(sums),
            3 => self.run_exactly::<Native, T, 3>(sums),
            1 => self.run_exactly::<Native, T, 1>(sums),
            other => unreachable!("{other} terms are not few"),
        }
    }

    /// `K` terms, with their weights and places of reading in registers, four places at a time.
    fn run_exactly<L: Lanes, T: Term, const K: usize>(&self, sums: &mut [f32]) {
        let vectors = self.walk.length.div_ceil(LANES);
        let weights: [L; K] = std::array::from_fn(|term| L::splat(self.terms.weights[term]));
        for stretch in 0..self.walk.stretches {
            let grid = &self.grid[stretch * self.pitch..];
            let inputs: [&[[f32; LANES]]; K] =
                std::array::from_fn(|term| &grid[self.terms.offsets[term]..].as_chunks::<LANES>().0[..vectors]);
            let sums = &mut sums[stretch * self.walk.pitch..].as_chunks_mut::<LANES>().0[..vectors];
            for (vector, sum) in sums.iter_mut().enumerate() {
                let start = if self.first { L::splat(T::START) } else { L::load(sum) };
                let read = inputs.iter().map(|input| L::load(&input[vector]));
                let value = read.zip(&weights).fold(start, |value, (input, &weight)| T::add(value, weight, input));
                *sum = value.store();
            }
        }
    }

    /// The same for windows that start so much later.
    fn from(&self, start: usize) -> Self {
        Self { grid: &self.grid[start..], ..*self }
    }

    /// `C` channels, whose sums are `stride` apart, of `V` times four neighbouring outputs.
    #[inline(always)]
    fn tile<L: Lanes, T: Term, const C: usize, const V: usize>(&self, sums: &mut [f32], stride: usize) {
        let mut values = [[L::splat(T::START); V]; C];
        if !self.first {
            values = std::array::from_fn(|channel| load(&sums[channel * stride..]));
        }
        let (weights, _) = self.terms.weights.as_chunks::<C>();
        for (weights, &offset) in weights.iter().zip(self.terms.offsets) {
            let inputs: [L; V] = load(&self.grid[offset..offset + V * LANES]);
            for (values, &weight) in values.iter_mut().zip(weights) {
                let weight = L::splat(weight);
                for (value, &input) in values.iter_mut().zip(&inputs) {
                    *value = T::add(*value, weight, input);
                }
            }
        }
        for (channel, values) in values.iter().enumerate() {
            store(values, &mut sums[channel * stride..]);
        }
    }
}

#[inline(always)]
fn load<L: Lanes, const V: usize>(values: &[f32]) -> [L; V] {
    let (lanes, _) = values[..V * LANES].as_chunks::<LANES>();
    std::array::from_fn(|vector| L::load(&lanes[vector]))
}

#[inline(always)]
fn store<L: Lanes, const V: usize>(values: &[L; V], places: &mut [f32]) {
    let (places, _) = places[..V * LANES].as_chunks_mut::<LANES>();
    for (place, value) in places.iter_mut().zip(values) {
        *place = value.store();
    }
}
