//! The numbers of a checked spec: tensors, results, scales. The only step on the way to a picture that may fail.

use super::Clock;
use crate::conv::tensor::largest;
use crate::conv::{Geometry, Place, Shape, Tensor, cost, slim};
use crate::spec::{Kind, Spec, SpecError};

/// The largest magnitude of each role in a pass: what the ends of the value ramp mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scales {
    /// Of the input.
    pub input: f32,
    /// Of the weights.
    pub weight: f32,
    /// Of a product: the two before multiplied.
    pub product: f32,
    /// Of the output.
    pub output: f32,
}

/// One layer of the figure with its numbers. A figure has one, a separable layer two.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// Which numbers meet.
    pub geometry: Geometry,
    /// The weights, in the layout of the operation.
    pub weights: Vec<f32>,
    /// The bias, one entry for each output channel (dense: for each output).
    pub bias: Option<Vec<f32>>,
    /// The engine's results.
    pub output: Tensor,
    /// What the ends of the value ramps mean.
    pub scales: Scales,
    /// The mean of each output map.
    pub output_means: Vec<f32>,
    /// Parameters and multiply-adds.
    pub cost: cost::Cost,
}

impl Pass {
    fn new(geometry: Geometry, input: &Tensor, weights: Vec<f32>, bias: Option<Vec<f32>>) -> Self {
        let Ok(output) = slim::forward(&geometry, input, &weights, bias.as_deref()) else {
            unreachable!("a spec makes operands in its own layer's shapes");
        };
        // Pooling has no weights: its products are its inputs.
        let (most_input, most_weight) = (input.largest(), if weights.is_empty() { 1.0 } else { largest(&weights) });
        let scales = Scales {
            input: most_input,
            weight: most_weight,
            product: most_input * most_weight,
            output: output.largest(),
        };
        let cost = cost::cost(&geometry, bias.is_some());
        let output_means = means(&output);
        Self { geometry, weights, bias, output, scales, output_means, cost }
    }

    /// The bias of an output, counted in this pass, if there is one.
    pub fn bias_of(&self, output: usize) -> Option<f32> {
        let bias = self.bias.as_ref()?;
        let per_output = bias.len() == self.output.shape().len();
        Some(bias[if per_output { output } else { self.output.shape().place(output).channel }])
    }
}

/// A spec with all its numbers. Immutable; made anew when the spec changes.
///
/// Outputs, weights and steps are counted through all passes: those of the first, then those of the second.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    spec: Spec,
    input: Tensor,
    input_means: Vec<f32>,
    passes: Vec<Pass>,
    cost: cost::Cost,
    other_way: Option<Box<Self>>,
}

impl Plan {
    /// Computes the layer.
    ///
    /// # Errors
    /// If the spec cannot be computed.
    pub fn new(spec: &Spec) -> Result<Self, SpecError> {
        let mut plan = Self::one_way(spec)?;
        if spec.kind == Kind::Flipped && spec.is_single() {
            plan.other_way = Self::one_way(&Spec { flip: !spec.flip, ..spec.clone() }).ok().map(Box::new);
        }
        Ok(plan)
    }

    fn one_way(spec: &Spec) -> Result<Self, SpecError> {
        let geometries = spec.passes()?;
        let input = spec.input();
        let (weights, last) = (spec.weights(&geometries), geometries.len() - 1);
        let mut passes: Vec<Pass> = Vec::with_capacity(geometries.len());
        for (nth, (geometry, weights)) in geometries.into_iter().zip(weights).enumerate() {
            let bias = if nth == last { spec.bias(&geometry) } else { None };
            let before = passes.last().map_or(&input, |pass| &pass.output);
            let pass = Pass::new(geometry, before, weights, bias);
            passes.push(pass);
        }
        let cost = passes.iter().fold(cost::Cost::default(), |sum, pass| sum.and(pass.cost));
        let input_means = means(&input);
        Ok(Self { spec: spec.clone(), input, input_means, passes, cost, other_way: None })
    }

    /// What was asked for.
    pub const fn spec(&self) -> &Spec {
        &self.spec
    }

    /// The same figure with the kernel the other way round, in the chapter that compares both.
    pub fn other_way(&self) -> Option<&Self> {
        self.other_way.as_deref()
    }

    /// The layers, one after the other.
    pub fn passes(&self) -> &[Pass] {
        &self.passes
    }

    /// The first pass; of most figures the only one.
    fn first(&self) -> &Pass {
        &self.passes[0]
    }

    /// The pass that an output belongs to, and its number there.
    pub fn pass_of_output(&self, output: usize) -> (usize, usize) {
        let first = self.first().output.shape().len();
        if output < first || self.passes.len() == 1 { (0, output) } else { (1, output - first) }
    }

    /// The pass that a weight belongs to, and its number there.
    pub fn pass_of_weight(&self, weight: usize) -> (usize, usize) {
        let first = self.first().weights.len();
        if weight < first || self.passes.len() == 1 { (0, weight) } else { (1, weight - first) }
    }

    /// Outputs and weights of the passes before one.
    pub fn before(&self, pass: usize) -> (usize, usize) {
        if pass == 0 { (0, 0) } else { (self.first().output.shape().len(), self.first().weights.len()) }
    }

    /// What a pass reads: the input, or what the pass before gave.
    pub fn read_by(&self, pass: usize) -> &Tensor {
        if pass == 0 { &self.input } else { &self.passes[pass - 1].output }
    }

    /// Which numbers meet in the first pass.
    pub fn geometry(&self) -> &Geometry {
        &self.first().geometry
    }

    /// The input's values.
    pub const fn input(&self) -> &Tensor {
        &self.input
    }

    /// The weights of the first pass.
    pub fn weights(&self) -> &[f32] {
        &self.first().weights
    }

    /// A weight, counted through all passes, if there is such.
    pub fn weight(&self, index: usize) -> Option<f32> {
        let (pass, index) = self.pass_of_weight(index);
        self.passes[pass].weights.get(index).copied()
    }

    /// An output, counted through all passes.
    pub fn output_value(&self, output: usize) -> f32 {
        let (pass, index) = self.pass_of_output(output);
        self.passes[pass].output.data()[index]
    }

    /// Where an output, counted through all passes, stands in its pass.
    pub fn output_place(&self, output: usize) -> Place {
        let (pass, index) = self.pass_of_output(output);
        self.passes[pass].output.shape().place(index)
    }

    /// The weights of a pass as sheets.
    pub fn weight_shape(&self, pass: usize) -> Shape {
        let size = self.spec.sheet(pass);
        Shape { channels: self.passes[pass].weights.len() / size.area(), size }
    }

    /// The results of the first pass.
    pub fn output(&self) -> &Tensor {
        &self.first().output
    }

    /// The results of the last pass.
    pub fn result(&self) -> &Tensor {
        &self.passes[self.passes.len() - 1].output
    }

    /// What the ends of the first pass's value ramps mean.
    pub fn scales(&self) -> Scales {
        self.first().scales
    }

    /// The mean of each input map.
    pub fn input_means(&self) -> &[f32] {
        &self.input_means
    }

    /// The mean of each output map of the first pass.
    pub fn output_means(&self) -> &[f32] {
        &self.first().output_means
    }

    /// Parameters and multiply-adds of all passes.
    pub const fn cost(&self) -> &cost::Cost {
        &self.cost
    }

    /// Number of steps: one for each output, pass by pass, in the order of its data.
    pub fn steps(&self) -> usize {
        self.passes.iter().map(|pass| pass.output.shape().len()).sum()
    }

    /// A clock that has come here from another: where a second pass begins, its first step is shown as closely as the first of
    /// all.
    pub fn paced(&self, before: &Clock, now: Clock) -> Clock {
        let start = self.before(1).0;
        let begins = self.passes.len() > 1 && before.step() < start && now.step() >= start;
        if begins { now.paced(now.step() - start) } else { now }
    }

    /// The first step and the step after the last of a group of the first pass.
    pub fn steps_of_group(&self, group: usize) -> std::ops::Range<usize> {
        let size = self.geometry().filters_per_group() * self.geometry().output().size.area();
        group * size..(group + 1) * size
    }
}

fn means(tensor: &Tensor) -> Vec<f32> {
    let area = tensor.shape().size.area() as f32;
    (0..tensor.shape().channels).map(|channel| tensor.map(channel).iter().sum::<f32>() / area).collect()
}
