//! How far one output of a stack of three layers sees, by the rates of dilation: the picture under the dilated chapter.

use crate::i18n::Messages;

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
    /// The ways of the output: the level that they lead down to, the column above, the column there.
    pub links: Vec<(usize, usize, usize)>,
    /// Columns that the output reaches over, holes included.
    pub reach: usize,
    /// Inputs among them that it reads.
    pub read: usize,
    /// Weights of the whole stack.
    pub weights: usize,
}

impl Stack {
    /// The stack with these rates, at least 1 each. Goes down from the output: what stands below a tap is read. That this
    /// is the receptive field of [`crate::conv::cost`] is tested.
    pub fn new(rates: [usize; LAYERS]) -> Self {
        let reach = 1 + (TAPS - 1) * (rates[0] + rates[1] + rates[2]);
        let columns = INPUTS.max(reach);
        let mut levels = vec![vec![false; columns]; LAYERS + 1];
        let mut links = Vec::new();
        levels[LAYERS][columns / 2] = true;
        for level in (0..LAYERS).rev() {
            for from in 0..columns {
                if levels[level + 1][from] {
                    for tap in 0..TAPS {
                        // The middle tap stands below its output.
                        let to = from + tap * rates[level] - rates[level];
                        levels[level][to] = true;
                        links.push((level, from, to));
                    }
                }
            }
        }
        let read = levels[0].iter().map(|&lit| usize::from(lit)).sum();
        Self { rates, columns, levels, links, reach, read, weights: LAYERS * TAPS }
    }

    /// The first column that the output reaches.
    pub const fn first(&self) -> usize {
        (self.columns - self.reach) / 2
    }

    /// The stack's name: its rates.
    pub fn title(&self, messages: &Messages) -> String {
        let mut rates = String::new();
        for rate in self.rates {
            rates.push_str(if rates.is_empty() { "" } else { ", " });
            rates.push_str(&rate.to_string());
        }
        (messages.control_now)(messages.rates, &rates)
    }

    /// Inputs that lie in the reach and are never read.
    pub const fn missed(&self) -> usize {
        self.reach - self.read
    }
}
