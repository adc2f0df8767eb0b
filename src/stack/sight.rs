//! What an output sees after each layer of a stack: by formula, and by counting the paths from every input.

use super::{Extent, Stack};
use crate::conv::cost::receptive_field;

/// Wider fields are not counted: their sizes are known by formula, their paths would take long.
pub const MOST_COUNTED: u64 = 16_384;
/// The share of all paths that the middle of a field holds.
const MOST_PATHS: f64 = 0.95;

/// What an output after one layer sees, along one axis, inside of all borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Inputs from the first to the last that it sees.
    pub size: u64,
    /// Inputs between the fields of neighbouring outputs.
    pub jump: u64,
    /// First input of output 0, counted from the input's first: 0 or, with padding, negative.
    pub start: i64,
    /// What was counted, unless the field is wider than [`MOST_COUNTED`].
    pub counted: Option<Counted>,
}

/// What is known of a field by counting its paths, along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Inputs that it reads: fewer than the field is wide where rates or strides leave holes.
    pub read: u64,
    /// Paths from all inputs together: the product of the kernels.
    pub paths: u64,
    /// Inputs in the middle of the field that hold 95 % of all paths: of the area's paths in 2-D, as the side of a square.
    pub middle: u64,
}

/// What the outputs of a stack see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// For each layer, the first first.
    pub layers: Vec<Seen>,
    /// For each input of the last layer's field, along one axis, its paths to the output; empty if it is not counted.
    /// It reads the same from both ends: the taps of every layer do.
    pub ways: Vec<u64>,
}

impl Sight {
    /// Of a stack. The paths through one layer more are those up to it, once for each tap, shifted by the tap's place on
    /// the input; at most 11 to the power of 12, which 64 bits hold.
    pub fn new(stack: &Stack) -> Self {
        let (steps, area) = (stack.steps(), stack.extent() == Extent::Area);
        let mut ways = vec![1];
        let mut layers: Vec<Seen> = Vec::new();
        for (nth, step) in steps.iter().enumerate() {
            let before = layers.last().map_or(1, |seen| seen.jump);
            let field = receptive_field(&steps[..=nth]);
            ways = if field.size <= MOST_COUNTED && !ways.is_empty() {
                spread(&ways, step.kernel, step.dilation.saturating_mul(before as usize))
            } else {
                Vec::new()
            };
            let counted = (!ways.is_empty()).then(|| counted(&ways, area));
            layers.push(Seen { size: field.size, jump: field.jump, start: field.start, counted });
        }
        Self { layers, ways }
    }

    /// What the outputs of the whole stack see.
    pub fn whole(&self) -> Seen {
        self.layers.last().copied().unwrap_or(Seen { size: 1, jump: 1, start: 0, counted: None })
    }

    /// For each layer, where on the whole field the window of one of its outputs lies: first input and size. Of the outputs
    /// that the whole reads it is the one in the middle; in a causal stack, the last.
    pub fn windows(&self, stack: &Stack) -> Vec<(u64, u64)> {
        let mut windows = Vec::new();
        let mut count = 1;
        for (seen, layer) in self.layers.iter().zip(stack.layers()).rev() {
            let nth = if stack.extent() == Extent::Causal { count - 1 } else { (count - 1) / 2 };
            windows.push((nth * seen.jump, seen.size));
            count = (count - 1) * layer.stride as u64 + layer.span() as u64;
        }
        windows.reverse();
        windows
    }
}

/// The paths after one more layer: once for each tap, `apart` inputs from one to the next.
fn spread(ways: &[u64], kernel: usize, apart: usize) -> Vec<u64> {
    let mut after = vec![0; ways.len() + (kernel - 1) * apart];
    for tap in 0..kernel {
        for (sum, &way) in after[tap * apart..].iter_mut().zip(ways) {
            *sum += way;
        }
    }
    after
}

fn counted(ways: &[u64], area: bool) -> Counted {
    let paths: u64 = ways.iter().sum();
    let enough = |inner: u64| {
        let share = inner as f64 / paths as f64;
        if area { share * share >= MOST_PATHS } else { share >= MOST_PATHS }
    };
    let (mut cut, mut inner) = (0, paths);
    while 2 * cut + 1 < ways.len() && enough(inner - 2 * ways[cut]) {
        inner -= 2 * ways[cut];
        cut += 1;
    }
    let read = ways.iter().filter(|&&way| way > 0).count();
    Counted { read: read as u64, paths, middle: (ways.len() - 2 * cut) as u64 }
}
