//! The numbers of a checked spec: tensors, results, scales. The only step on the way to a picture that may fail.

use crate::conv::tensor::largest;
use crate::conv::{Geometry, Shape, Tensor, cost, fast};
use crate::spec::{Spec, SpecError};

/// The largest magnitude of each role in the layer: what the ends of the value ramp mean.
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

/// A spec with all its numbers. Immutable; made anew when the spec changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    spec: Spec,
    geometry: Geometry,
    input: Tensor,
    weights: Vec<f32>,
    bias: Option<Vec<f32>>,
    output: Tensor,
    scales: Scales,
    input_means: Vec<f32>,
    output_means: Vec<f32>,
    cost: cost::Cost,
}

impl Plan {
    /// Computes the layer.
    ///
    /// # Errors
    /// If the spec cannot be computed.
    pub fn new(spec: &Spec) -> Result<Self, SpecError> {
        let geometry = spec.check()?;
        let (input, weights, bias) = (spec.input(), spec.weights(), spec.bias());
        let Ok(output) = fast::forward(&geometry, &input, &weights, bias.as_deref()) else {
            unreachable!("a spec makes operands in its own layer's shapes");
        };
        let (most_input, most_weight) = (input.largest(), largest(&weights));
        let scales = Scales {
            input: most_input,
            weight: most_weight,
            product: most_input * most_weight,
            output: output.largest(),
        };
        let cost = cost::cost(&geometry, bias.is_some());
        let (input_means, output_means) = (means(&input), means(&output));
        Ok(Self { spec: spec.clone(), geometry, input, weights, bias, output, scales, input_means, output_means, cost })
    }

    /// What was asked for.
    pub const fn spec(&self) -> &Spec {
        &self.spec
    }

    /// Which numbers meet.
    pub const fn geometry(&self) -> &Geometry {
        &self.geometry
    }

    /// The input's values.
    pub const fn input(&self) -> &Tensor {
        &self.input
    }

    /// The weights, `[out channels, in channels / groups, rows, cols]`.
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// The weights as maps: one for each pair of an output channel and a channel inside its group.
    pub const fn weight_shape(&self) -> Shape {
        Shape { channels: self.spec.out_channels * self.geometry.channels_per_group(), size: self.spec.kernel }
    }

    /// The bias of an output channel, if the layer has one.
    pub fn bias(&self, out_channel: usize) -> Option<f32> {
        self.bias.as_ref().map(|bias| bias[out_channel])
    }

    /// The engine's results.
    pub const fn output(&self) -> &Tensor {
        &self.output
    }

    /// What the ends of the value ramps mean.
    pub const fn scales(&self) -> Scales {
        self.scales
    }

    /// The mean of each input map.
    pub fn input_means(&self) -> &[f32] {
        &self.input_means
    }

    /// The mean of each output map.
    pub fn output_means(&self) -> &[f32] {
        &self.output_means
    }

    /// Parameters and multiply-adds.
    pub const fn cost(&self) -> &cost::Cost {
        &self.cost
    }

    /// Number of steps: one for each output, in the order of the output's data.
    pub const fn steps(&self) -> usize {
        self.output.shape().len()
    }

    /// The first step and the step after the last of a group.
    pub const fn steps_of_group(&self, group: usize) -> std::ops::Range<usize> {
        let size = self.geometry.filters_per_group() * self.geometry.output().size.area();
        group * size..(group + 1) * size
    }
}

fn means(tensor: &Tensor) -> Vec<f32> {
    let area = tensor.shape().size.area() as f32;
    (0..tensor.shape().channels).map(|channel| tensor.map(channel).iter().sum::<f32>() / area).collect()
}
