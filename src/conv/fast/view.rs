//! How the outputs of a layer read a bordered copy of its input.

use super::comb::{self, Comb, Line};
use super::grid::{Grid, Layout};
use super::sweep::Area;
use crate::conv::geometry::Geometry;
use crate::conv::tensor::{Axes, Tensor};
use std::ops::Range;

/// Terms of one sum for which places of reading are laid out; a kernel of 3x3 on 2048 channels has 18,432.
const LARGEST_TERMS: u64 = 1 << 20;
/// Sets of outputs with the same taps; a stride of 32 has 1024.
const LARGEST_SWEEPS: usize = 1 << 12;

/// A layer that is not dense, laid out for its windows.
pub struct View {
    geometry: Geometry,
    lines: Axes<Line>,
    layout: Layout,
    sweeps: Vec<Sweep>,
}

/// The outputs that read with the same taps on both axes.
pub struct Sweep {
    /// Which rows of the output.
    pub row: Comb,
    /// Which columns.
    pub col: Comb,
    /// The taps, in reading order.
    pub taps: Vec<usize>,
    /// For each term of a sum, in order: where its input stands in the scratch copy, from the start of the window.
    pub offsets: Vec<usize>,
}

/// A part of the outputs: those whose windows lie in the scratch copy.
pub struct Band<'a> {
    /// The scratch copy.
    pub grid: &'a [f32],
    /// Which group of channels it holds.
    pub group: usize,
    start: usize,
    rows: usize,
    pitch: usize,
}

impl View {
    /// Lays out a layer. `None` if that would take too much room, or if no output is reached by any tap.
    pub fn new(geometry: &Geometry) -> Option<Self> {
        let (row_line, rows) = comb::of(geometry, &geometry.axes().row, geometry.input().size.row);
        let (col_line, cols) = comb::of(geometry, &geometry.axes().col, geometry.input().size.col);
        let lines = Axes::new(row_line, col_line);
        let starts = rows.iter().map(Comb::end).max()?;
        let terms = geometry.channels_per_group() as u64 * geometry.layer().kernel.area() as u64;
        if terms > LARGEST_TERMS || rows.len() * cols.len() > LARGEST_SWEEPS {
            return None;
        }
        let layout = Layout::new(&lines, geometry.channels_per_group(), starts)?;
        let mut view = Self { geometry: geometry.clone(), lines, layout, sweeps: Vec::new() };
        for row in &rows {
            view.sweeps.extend(cols.iter().map(|col| Sweep::new(geometry, &view.layout, row, col)));
        }
        (!view.sweeps.is_empty()).then_some(view)
    }

    /// The layer.
    pub const fn geometry(&self) -> &Geometry {
        &self.geometry
    }

    /// The outputs, by the taps that they read with; a window that slides has one such set.
    pub fn sweeps(&self) -> &[Sweep] {
        &self.sweeps
    }

    /// Calls `visit` with every band of every group. `border` stands for the zeros of the border.
    pub fn each_band(&self, input: &Tensor, border: f32, mut visit: impl FnMut(&Band)) {
        let end = self.sweeps.iter().map(|sweep| sweep.row.end()).max().unwrap_or(0);
        let channels = self.geometry.channels_per_group();
        let mut grid = Grid::new(&self.layout, &self.lines.col, border);
        for group in 0..self.geometry.output().channels / self.geometry.filters_per_group() {
            for start in (0..end).step_by(self.layout.band) {
                grid.fill(&self.layout, &self.lines, input, group * channels, start);
                let (rows, pitch) = (self.layout.band, self.layout.pitch);
                visit(&Band { grid: grid.values(), group, start, rows, pitch });
            }
        }
    }
}

impl Sweep {
    fn new(geometry: &Geometry, layout: &Layout, row: &Comb, col: &Comb) -> Self {
        let mut taps = Vec::new();
        let mut shifts = Vec::new();
        for down in &row.taps {
            for right in &col.taps {
                taps.push(down.tap * geometry.layer().kernel.col + right.tap);
                let (phase, shift) = (Axes::new(down.phase, right.phase), Axes::new(down.shift, right.shift));
                shifts.push(layout.offset(phase, shift));
            }
        }
        let planes = (0..geometry.channels_per_group()).map(|channel| channel * layout.plane);
        let offsets = planes.flat_map(|plane| shifts.iter().map(move |shift| plane + shift)).collect();
        Self { row: row.clone(), col: col.clone(), taps, offsets }
    }

    /// The rows of these outputs that a band serves, counted within the comb, and where their windows start in its
    /// scratch copy.
    pub fn area(&self, band: &Band) -> Option<(Range<usize>, Area)> {
        let rows = self.row.outputs(band.start..band.start + band.rows);
        let first = rows.clone().next()?;
        let start = (self.row.origin + first - band.start) * band.pitch + self.col.origin;
        Some((rows.clone(), Area { start, rows: rows.len(), cols: self.col.count, pitch: band.pitch }))
    }
}
