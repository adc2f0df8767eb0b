//! What somebody points at, and everything it meets.

use super::Plan;

/// A cell of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A value of the input, by its position in the data.
    Input(usize),
    /// A weight, by its position in the weights.
    Weight(usize),
    /// A value of the output, by its position in the data.
    Output(usize),
}

impl Target {
    /// True if the plan has such a cell.
    pub fn exists(self, plan: &Plan) -> bool {
        match self {
            Self::Input(index) => index < plan.input().data().len(),
            Self::Weight(index) => index < plan.weights().len(),
            Self::Output(index) => index < plan.steps(),
        }
    }
}

/// A target with its relation, read from the engine's links.
#[derive(Clone, Debug, PartialEq)]
pub struct Focus {
    /// What is pointed at.
    pub target: Target,
    /// True if it stays when the pointer leaves.
    pub pinned: bool,
    /// Inputs that meet it, ascending, each once.
    pub inputs: Vec<usize>,
    /// Weights that meet it, ascending, each once.
    pub weights: Vec<usize>,
    /// Outputs that meet it, ascending, each once, with the first weight used on the way there.
    pub outputs: Vec<(usize, usize)>,
}

impl Focus {
    /// Everything that meets `target`; `None` if the plan has no such cell.
    pub fn new(plan: &Plan, target: Target, pinned: bool) -> Option<Self> {
        if !target.exists(plan) {
            return None;
        }
        let geometry = plan.geometry();
        let links = match target {
            Target::Input(index) => geometry.links_of_input(index),
            Target::Weight(index) => geometry.links_of_weight(index),
            Target::Output(index) => geometry.links_of_output(index),
        };
        let inputs = ascending(plan.input().data().len(), links.iter().filter_map(|link| link.input));
        let weights = ascending(plan.weights().len(), links.iter().filter_map(|link| link.weight));
        let mut outputs: Vec<(usize, usize)> = Vec::new();
        for link in &links {
            // Links come ordered by output: those of one output stand together.
            match outputs.last_mut() {
                Some((output, _)) if *output == link.output => {}
                _ => outputs.push((link.output, link.weight.unwrap_or_default())),
            }
        }
        Some(Self { target, pinned, inputs, weights, outputs })
    }

    /// True if the relation holds this input.
    pub fn has_input(&self, index: usize) -> bool {
        self.inputs.binary_search(&index).is_ok()
    }

    /// True if the relation holds this weight.
    pub fn has_weight(&self, index: usize) -> bool {
        self.weights.binary_search(&index).is_ok()
    }

    /// The weight by which the relation reaches this output.
    pub fn weight_of_output(&self, index: usize) -> Option<usize> {
        self.outputs.binary_search_by_key(&index, |&(output, _)| output).ok().map(|at| self.outputs[at].1)
    }
}

/// Indices below `count`, ascending, each once.
fn ascending(count: usize, indices: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut named = vec![false; count];
    for index in indices {
        named[index] = true;
    }
    (0..count).filter(|&index| named[index]).collect()
}
