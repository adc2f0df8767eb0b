//! How far one output of a stack of three layers sees, by the rates of dilation: the picture under the dilated chapter.

use crate::conv::cost::{self, ReceptiveField, Step};
use crate::conv::{Axis, PaddingMode};

/// Taps of each layer.
pub const TAPS: usize = 3;
/// Layers of the stack.
pub const LAYERS: usize = 3;
/// Inputs of a stack, if its output sees no further.
pub const INPUTS: usize = 17;

/// What the output in the middle of a stack sees. Everything is counted in columns, one for each input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The rates, first layer first.
    pub rates: [usize; LAYERS],
    /// Number of columns.
    pub columns: usize,
    /// For each level, the inputs first and the output last, whether there is a way from each column to the output.
    pub levels: Vec<Vec<bool>>,
    /// Columns that the output reaches over, holes included.
    pub reach: usize,
    /// Inputs among them that it reads.
    pub read: usize,
    /// Weights of the whole stack.
    pub weights: usize,
}

impl Stack {
    /// The stack with these rates, at least 1 each.
    pub fn new(rates: [usize; LAYERS]) -> Self {
        let steps = rates.map(|dilation| Step { kernel: TAPS, stride: 1, dilation, padding_before: 0 });
        let ReceptiveField { size, .. } = cost::receptive_field(&steps);
        let reach = size as usize;
        let columns = INPUTS.max(reach);
        let mut axes: Vec<Axis> = Vec::new();
        for dilation in rates {
            let input = axes.last().map_or(columns, Axis::output);
            let (stride, before, after, mode) = (1, 0, 0, PaddingMode::Zeros);
            axes.push(Axis { input, kernel: TAPS, stride, dilation, before, after, mode });
        }
        let middle = (columns - reach) / 2;
        let levels: Vec<Vec<bool>> = (0..=LAYERS)
            .map(|level| {
                // The element in the middle of a level stands in the middle column.
                let first: usize = rates[..level].iter().sum();
                let mut lit = vec![false; columns];
                for (element, ways) in cost::paths(&axes[level..], middle).into_iter().enumerate() {
                    lit[first + element] = ways > 0;
                }
                lit
            })
            .collect();
        let read = levels[0].iter().filter(|&&lit| lit).count();
        Self { rates, columns, levels, reach, read, weights: LAYERS * TAPS }
    }

    /// The first column that the output reaches.
    pub const fn first(&self) -> usize {
        (self.columns - self.reach) / 2
    }

    /// The ways of the output: from a column of the level above this one, down to a column of this level.
    pub fn links(&self) -> Vec<(usize, usize, usize)> {
        let mut links = Vec::new();
        for (level, &rate) in self.rates.iter().enumerate() {
            for (from, _) in self.levels[level + 1].iter().enumerate().filter(|&(_, &lit)| lit) {
                // The middle tap stands below its output.
                links.extend((0..TAPS).map(|tap| (level, from, from + tap * rate - rate)));
            }
        }
        links
    }

    /// Inputs that lie in the reach and are never read.
    pub const fn missed(&self) -> usize {
        self.reach - self.read
    }
}
