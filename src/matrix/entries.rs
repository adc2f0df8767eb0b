//! The rows of the matrix, read from the engine's links, and the way from one entry to the next.

use crate::conv::{Geometry, PaddingMode};
use crate::timeline::Plan;

/// A layer as a matrix: which numbers meet, and the weights. Two of them, one after the other, are a product.
#[derive(Clone, Copy, Debug)]
pub struct Factor<'a> {
    /// Which numbers meet.
    pub geometry: &'a Geometry,
    /// The weights, as the geometry orders them; empty for pooling.
    pub weights: &'a [f32],
}

/// A place of the matrix where weights are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The input, by its position in the data.
    pub col: usize,
    /// The weight, or the sum of all that join this input and output: a border may borrow an input again. For pooling, how
    /// often the window holds the input.
    pub value: f32,
}

impl<'a> Factor<'a> {
    /// A pass of a figure as a matrix.
    pub fn of(plan: &'a Plan, pass: usize) -> Self {
        let pass = &plan.passes()[pass];
        Self { geometry: &pass.geometry, weights: &pass.weights }
    }

    /// Rows: one for each value of the output.
    pub const fn rows(&self) -> usize {
        self.geometry.output().len()
    }

    /// Columns: one for each value of the input.
    pub const fn cols(&self) -> usize {
        self.geometry.input().len()
    }

    /// The entries of the row of an output, in the order of summation. Zeros of the border have no column.
    pub fn row(&self, output: usize) -> Vec<Entry> {
        let layer = self.geometry.layer();
        // Only a border that borrows meets an input twice, and then in one window of one channel.
        let window = if layer.padding.mode == PaddingMode::Zeros { 0 } else { layer.kernel.area() };
        let mut row: Vec<Entry> = Vec::new();
        for link in self.geometry.links_of_output(output) {
            let Some(col) = link.input else { continue };
            let value = link.weight.map_or(1.0, |weight| self.weights[weight]);
            match row.iter_mut().rev().take(window).find(|entry| entry.col == col) {
                Some(entry) => entry.value += value,
                None => row.push(Entry { col, value }),
            }
        }
        row
    }

    /// The column of the entry of a row that stands nearest to one, at most `reach` away; `side` above 0 looks only to its
    /// right, below 0 only to its left.
    pub fn nearest(&self, row: usize, col: usize, side: isize, reach: usize) -> Option<usize> {
        let mut nearest = (reach, None);
        for entry in self.row(row) {
            let (away, beside) = (entry.col.abs_diff(col), if entry.col > col { 1 } else { -1 });
            let is_nearer = away < nearest.0 || (away == nearest.0 && nearest.1.is_none());
            if is_nearer && (side == 0 || (away > 0 && beside == side)) {
                nearest = (away, Some(entry.col));
            }
        }
        nearest.1
    }

    /// The next entry to the right or left of one, or the nearest of the next row below or above that has any.
    pub fn beside(&self, (mut row, col): (usize, usize), down: isize, right: isize) -> Option<(usize, usize)> {
        loop {
            row = row.checked_add_signed(down).filter(|&row| row < self.rows())?;
            match self.nearest(row, col, right, usize::MAX) {
                Some(col) => return Some((row, col)),
                None if down == 0 => return None,
                None => {}
            }
        }
    }
}
