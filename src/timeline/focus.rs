//! What somebody points at, and everything it meets.

use super::Plan;
use crate::conv::Link;

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

/// What a number counts, and so its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Neither of the others.
    Plain,
    /// The input.
    Input,
    /// The kernel.
    Weight,
    /// The result.
    Output,
}

impl Role {
    /// The roles that have a place in the figure.
    pub const SHOWN: [Self; 3] = [Self::Input, Self::Weight, Self::Output];

    /// Its word for the style sheet.
    pub const fn id(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Input => Some("input"),
            Self::Weight => Some("weight"),
            Self::Output => Some("output"),
        }
    }
}

impl Target {
    /// What it is a cell of.
    pub const fn role(self) -> Role {
        match self {
            Self::Input(_) => Role::Input,
            Self::Weight(_) => Role::Weight,
            Self::Output(_) => Role::Output,
        }
    }

    /// True if the plan has such a cell.
    pub fn exists(self, plan: &Plan) -> bool {
        match self {
            Self::Input(index) => index < plan.input().data().len(),
            Self::Weight(index) => plan.weight(index).is_some(),
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
    /// Outputs that meet it, ascending, each once, with the first weight used on the way there; of a weight or an output
    /// of a second pass also the outputs of the first that it reads.
    pub outputs: Vec<(usize, usize)>,
    /// The output, and what it reads by its number in the pass, if this is one entry of the weight matrix.
    pub entry: Option<(usize, usize)>,
}

impl Focus {
    /// Everything that meets `target`; `None` if the plan has no such cell.
    pub fn new(plan: &Plan, target: Target, pinned: bool) -> Option<Self> {
        if !target.exists(plan) {
            return None;
        }
        let mut relation = Relation::default();
        match target {
            Target::Input(index) => relation.add(plan, 0, &plan.geometry().links_of_input(index)),
            Target::Weight(index) => {
                let (pass, index) = plan.pass_of_weight(index);
                relation.add(plan, pass, &plan.passes()[pass].geometry.links_of_weight(index));
            }
            Target::Output(index) => {
                let (pass, local) = plan.pass_of_output(index);
                relation.add(plan, pass, &plan.passes()[pass].geometry.links_of_output(local));
                // What a pass gives is what the next one reads.
                if let Some(next) = plan.passes().get(pass + 1) {
                    relation.add(plan, pass + 1, &next.geometry.links_of_input(local));
                }
            }
        }
        Some(Self::of_relation(plan, target, pinned, relation))
    }

    /// Only what one value that is read gives to one output: an entry of the weight matrix of the output's pass. `None` if
    /// they do not meet.
    ///
    /// Its target is the weight on the way (the first, where a border borrows the input once more), or the input where there
    /// are no weights.
    pub fn of_entry(plan: &Plan, (output, read): (usize, usize), pinned: bool) -> Option<Self> {
        if output >= plan.steps() {
            return None;
        }
        let (pass, local) = plan.pass_of_output(output);
        let mut links = plan.passes()[pass].geometry.links_of_output(local);
        links.retain(|link| link.input == Some(read));
        let weight = links.first()?.weight.map(|weight| Target::Weight(plan.before(pass).1 + weight));
        let mut relation = Relation::default();
        relation.add(plan, pass, &links);
        let focus = Self::of_relation(plan, weight.unwrap_or(Target::Input(read)), pinned, relation);
        Some(Self { entry: Some((output, read)), ..focus })
    }

    /// The output that is pointed at, alone or in an entry of the weight matrix.
    pub fn output(&self) -> Option<usize> {
        match self.target {
            Target::Output(index) => Some(index),
            Target::Input(_) | Target::Weight(_) => self.entry.map(|(output, _)| output),
        }
    }

    fn of_relation(plan: &Plan, target: Target, pinned: bool, relation: Relation) -> Self {
        let Relation { inputs, weights, outputs } = relation;
        let inputs = ascending(plan.input().data().len(), inputs.into_iter());
        let weights = ascending(plan.passes().iter().map(|pass| pass.weights.len()).sum(), weights.into_iter());
        let mut first_weights = vec![None; plan.steps()];
        for (output, weight) in outputs {
            first_weights[output].get_or_insert(weight);
        }
        let met = |(output, weight): (usize, Option<usize>)| weight.map(|weight| (output, weight));
        let outputs = first_weights.into_iter().enumerate().filter_map(met).collect();
        Self { target, pinned, inputs, weights, outputs, entry: None }
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

/// Everything that some links meet, counted through all passes, in any order and as often as it is met.
#[derive(Default)]
struct Relation {
    inputs: Vec<usize>,
    weights: Vec<usize>,
    outputs: Vec<(usize, usize)>,
}

impl Relation {
    fn add(&mut self, plan: &Plan, pass: usize, links: &[Link]) {
        let (outputs, weights) = plan.before(pass);
        for link in links {
            let weight = link.weight.map(|weight| weights + weight);
            self.weights.extend(weight);
            let way = weight.unwrap_or_default();
            self.outputs.push((outputs + link.output, way));
            match (pass, link.input) {
                (0, Some(input)) => self.inputs.push(input),
                (_, Some(between)) => self.outputs.push((between, way)),
                (_, None) => {}
            }
        }
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
