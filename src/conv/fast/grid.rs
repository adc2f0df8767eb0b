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
    /// For each phase of the columns: what lies inside of the input, and single elements that a border mirrors.
    inside: Vec<Part>,
    mirrored: Vec<Vec<(usize, usize)>>,
    /// What the border of zeros is made of.
    filling: f32,
}

impl Grid {
    /// An empty copy; `filling` stands for the zeros of the border.
    pub fn new(layout: &Layout, cols: &Line, filling: f32) -> Self {
        let inside: Vec<Part> = (0..cols.phases())
            .map(|phase| cols.inside(phase))
            .map(|(to, from, count)| Part { to, from, count })
            .collect();
        let mirrored = inside.iter().enumerate().map(|(phase, part)| mirrored(cols, phase, part)).collect();
        Self { values: vec![filling; layout.len()], inside, mirrored, filling }
    }

    /// All numbers.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// Copies channels of the input, from `first` on, as many rows of each as the band of outputs from `start` reads.
    pub fn fill(&mut self, layout: &Layout, lines: &Axes<Line>, input: &Tensor, first: usize, start: usize) {
        for channel in 0..layout.channels {
            let map = input.map(first + channel);
            for row_phase in 0..lines.row.phases() {
                for row in 0..layout.rows.min(lines.row.length - start) {
                    let source = lines.row.source(row_phase, start + row);
                    let values = source.map(|source| &map[source * lines.col.inputs..(source + 1) * lines.col.inputs]);
                    let to = channel * layout.plane;
                    for col_phase in 0..lines.col.phases() {
                        let offset = layout.offset(Axes::new(row_phase, col_phase), Axes::new(row, 0));
                        self.fill_row(to + offset, layout.pitch, col_phase, lines.col.step(), values);
                    }
                }
            }
        }
    }

    /// Copies one row of one phase. Zeros of a border beside it were written at first and never touched again.
    fn fill_row(&mut self, at: usize, pitch: usize, phase: usize, step: usize, values: Option<&[f32]>) {
        let row = &mut self.values[at..at + pitch];
        let Some(values) = values else { return row.fill(self.filling) };
        let Part { to, from, count } = self.inside[phase];
        let inside = &mut row[to..to + count];
        if step == 1 {
            inside.copy_from_slice(&values[from..from + count]);
        } else {
            let values = values.get(from..).unwrap_or_default();
            inside.iter_mut().zip(values.iter().step_by(step)).for_each(|(to, from)| *to = *from);
        }
        for &(to, from) in &self.mirrored[phase] {
            row[to] = values[from];
        }
    }
}

/// The elements of a phase outside of the input that a border takes from inside, with where from.
fn mirrored(cols: &Line, phase: usize, inside: &Part) -> Vec<(usize, usize)> {
    let outside = (0..inside.to).chain(inside.to + inside.count..cols.length);
    outside.filter_map(|index| Some((index, cols.source(phase, index)?))).collect()
}
