//! A bordered copy of some channels, so that the inner loops know nothing of borders and strides.

use super::comb::Line;
use crate::conv::lanes::LANES;
use crate::conv::tensor::{Axes, Tensor};

/// Numbers that the scratch copy of one band should take up: 512 KB, about a second-level cache.
const COMFORTABLE: usize = 1 << 17;
/// Numbers that it may take up: 16 MB.
const LARGEST: usize = 1 << 22;
/// Neighbours in memory that a cache fetches at once.
const CACHE_LINE: usize = 16;

/// How the scratch copy of the channels of one group is laid out: channel, phase of the rows, phase of the columns,
/// row, column.
pub struct Layout {
    /// From a row to the next.
    pub pitch: usize,
    /// Rows in the copy.
    pub rows: usize,
    /// From a channel to the next.
    pub plane: usize,
    /// Channels in the copy.
    channels: usize,
    /// Outputs along the rows' axis that one copy serves.
    pub band: usize,
    col_phases: usize,
}

impl Layout {
    /// A layout for `channels` whose outputs start in `starts` rows. It holds few enough rows for the cache, if the
    /// halo that neighbouring bands both copy is no longer than the band. `None` if even one row of outputs needs too
    /// much.
    pub fn new(lines: &Axes<Line>, channels: usize, starts: usize) -> Option<Self> {
        let pitch = lines.col.length;
        let phases = lines.row.phases() * lines.col.phases();
        let per_row = channels.checked_mul(phases)?.checked_mul(pitch)?;
        let halo = lines.row.overlap;
        let comfortable = (COMFORTABLE / per_row).saturating_sub(halo).max(halo).max(1);
        let possible = (LARGEST / per_row).checked_sub(halo).filter(|&rows| rows > 0)?;
        let band = comfortable.min(possible).min(starts);
        let rows = band + halo;
        let plane = spread(phases * rows * pitch);
        Some(Self { pitch, rows, plane, channels, band, col_phases: lines.col.phases() })
    }

    /// Where a row and column of a phase stand in a channel.
    pub fn offset(&self, phase: Axes<usize>, at: Axes<usize>) -> usize {
        ((phase.row * self.col_phases + phase.col) * self.rows + at.row) * self.pitch + at.col
    }

    /// Numbers of the whole copy, with room to read past its end.
    fn len(&self) -> usize {
        self.channels * self.plane + 8 * LANES
    }
}

/// An odd number of cache lines, so that the same place of many channels does not always fall into the same few.
fn spread(plane: usize) -> usize {
    (plane.div_ceil(CACHE_LINE) | 1) * CACHE_LINE
}

/// A part of a row: where it goes, where it comes from, how many.
struct Part {
    to: usize,
    from: usize,
    count: usize,
}

/// The scratch copy.
pub struct Grid {
    values: Vec<f32>,
    /// For each phase of the columns, what lies inside of the input.
    inside: Vec<Part>,
    /// For each phase of the columns, elements outside of the input that a border takes from inside: to and from.
    mirrored: Vec<Vec<(usize, usize)>>,
    /// What the border of zeros is made of. Beside the rows of the input it is written once and never touched again.
    filling: f32,
    /// Which band the rows below are of.
    start: Option<usize>,
    /// The rows that lie inside of the input or take after one: where they go in a channel, and from which row.
    rows: Vec<(usize, usize)>,
}

impl Grid {
    /// An empty copy; `filling` stands for the zeros of the border.
    pub fn new(layout: &Layout, cols: &Line, filling: f32) -> Self {
        let part = |(to, from, count)| Part { to, from, count };
        let inside: Vec<Part> = (0..cols.phases()).map(|phase| part(cols.inside(phase))).collect();
        let mirrored = inside.iter().enumerate().map(|(phase, part)| mirrored(cols, phase, part)).collect();
        Self { values: vec![filling; layout.len()], inside, mirrored, filling, start: None, rows: Vec::new() }
    }

    /// All numbers.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// Copies channels of the input, from `first` on, as many rows of each as the band of outputs from `start` reads.
    pub fn fill(&mut self, layout: &Layout, lines: &Axes<Line>, input: &Tensor, first: usize, start: usize) {
        if self.start != Some(start) {
            self.begin(layout, lines, start);
        }
        let (width, step) = (lines.col.inputs, lines.col.step());
        for channel in 0..layout.channels {
            let map = input.map(first + channel);
            for &(to, from) in &self.rows {
                for (phase, part) in self.inside.iter().enumerate() {
                    let to = channel * layout.plane + to + layout.offset(Axes::new(0, phase), Axes::both(0));
                    let row = &mut self.values[to..to + layout.pitch];
                    copy_row(row, &map[from * width..(from + 1) * width], step, part, &self.mirrored[phase]);
                }
            }
        }
    }

    /// Finds the rows of a band, and clears those that are nothing but border.
    fn begin(&mut self, layout: &Layout, lines: &Axes<Line>, start: usize) {
        self.start = Some(start);
        self.rows.clear();
        for phase in 0..lines.row.phases() {
            for row in 0..layout.rows {
                let to = layout.offset(Axes::new(phase, 0), Axes::new(row, 0));
                match lines.row.source(phase, start + row) {
                    Some(from) => self.rows.push((to, from)),
                    None => self.clear(layout, to),
                }
            }
        }
    }

    /// Makes one row of every channel border.
    fn clear(&mut self, layout: &Layout, to: usize) {
        for channel in 0..layout.channels {
            for phase in 0..self.inside.len() {
                let to = channel * layout.plane + to + layout.offset(Axes::new(0, phase), Axes::both(0));
                self.values[to..to + layout.pitch].fill(self.filling);
            }
        }
    }
}

/// Copies one row of one phase.
fn copy_row(row: &mut [f32], values: &[f32], step: usize, inside: &Part, mirrored: &[(usize, usize)]) {
    let places = &mut row[inside.to..inside.to + inside.count];
    let from = values.get(inside.from..).unwrap_or_default();
    match step {
        1 => places.copy_from_slice(&from[..inside.count]),
        2 => copy_every::<2>(places, from),
        3 => copy_every::<3>(places, from),
        4 => copy_every::<4>(places, from),
        _ => places.iter_mut().zip(from.iter().step_by(step)).for_each(|(place, value)| *place = *value),
    }
    for &(to, from) in mirrored {
        row[to] = values[from];
    }
}

/// Copies every `STEP`-th value.
fn copy_every<const STEP: usize>(places: &mut [f32], values: &[f32]) {
    let (whole, rest) = values.as_chunks::<STEP>();
    for (place, values) in places.iter_mut().zip(whole) {
        *place = values[0];
    }
    if let (Some(place), Some(value)) = (places.get_mut(whole.len()), rest.first()) {
        *place = *value;
    }
}

/// The elements of a phase outside of the input that a border takes from inside, with where from.
fn mirrored(cols: &Line, phase: usize, inside: &Part) -> Vec<(usize, usize)> {
    let outside = (0..inside.to).chain(inside.to + inside.count..cols.length);
    outside.filter_map(|index| Some((index, cols.source(phase, index)?))).collect()
}
