//! What is true at one instant: the window, its terms, what has been summed, what stands in the output.

use super::{Beat, Focus, Moment, Pass, Plan, Target};
use crate::conv::{Link, Operation, Place, Pool};

/// One product of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Who meets whom, counted in the pass.
    pub link: Link,
    /// The input's value; 0 in a border of zeros, which for a maximum is one of minus infinity: it takes no part.
    pub input: f32,
    /// The weight.
    pub weight: f32,
    /// Both multiplied.
    pub product: f32,
    /// The sum of this and all products before, as the engine adds; the largest so far where the maximum is taken.
    pub running: f32,
}

/// An instant of a plan.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The numbers.
    pub plan: &'a Plan,
    /// The instant.
    pub moment: Moment,
    /// What is pointed at or pinned.
    pub focus: Option<&'a Focus>,
    /// The output whose window lies on the bench: the running one, or the one pointed at.
    pub shown: usize,
    /// Its terms, in the order of summation.
    pub terms: Vec<Term>,
}

impl<'a> Frame<'a> {
    /// The instant `moment` of a plan, with what somebody points at. The step lies within the plan.
    pub fn new(plan: &'a Plan, moment: Moment, focus: Option<&'a Focus>) -> Self {
        let shown = focus.and_then(Focus::output).unwrap_or_else(|| moment.step.min(plan.steps() - 1));
        let terms = terms(plan, shown);
        Self { plan, moment, focus, shown, terms }
    }

    /// The pass that the shown output belongs to.
    pub fn pass(&self) -> &'a Pass {
        &self.plan.passes()[self.plan.pass_of_output(self.shown).0]
    }

    /// Where the shown output stands in its pass.
    pub fn place(&self) -> Place {
        self.plan.output_place(self.shown)
    }

    /// The moment as the bench shows it: complete, when an output is pointed at.
    pub fn bench(&self) -> Moment {
        match self.focus.and_then(Focus::output) {
            Some(index) if index != self.moment.step => Moment::done(index),
            Some(_) | None => self.moment,
        }
    }

    /// The terms of one channel of the group, counted from 0 inside the group.
    pub fn channel_terms(&self, rank: usize) -> &[Term] {
        let geometry = &self.pass().geometry;
        let channel = geometry.group_of_output(self.place().channel) * geometry.channels_per_group() + rank;
        // Channels ascend.
        let from = self.terms.partition_point(|term| term.link.channel < channel);
        let upto = self.terms.partition_point(|term| term.link.channel <= channel);
        &self.terms[from..upto]
    }

    /// The sum of one channel's own products, in the engine's order.
    pub fn channel_sum(&self, rank: usize) -> f32 {
        self.channel_terms(rank).iter().fold(0.0, |sum, term| sum + term.product)
    }

    /// The products summed, without the bias; of pooling the largest value or the mean.
    pub fn sum(&self) -> f32 {
        let running = self.terms.last().map_or(0.0, |term| term.running);
        match self.pass().geometry.layer().operation {
            Operation::Pooling(Pool::Mean) => running / self.terms.len() as f32,
            Operation::Pooling(Pool::Max)
            | Operation::Convolution { .. }
            | Operation::Dense { .. }
            | Operation::Transposed { .. } => running,
        }
    }

    /// The bias of the shown output, if there is one.
    pub fn bias(&self) -> Option<f32> {
        self.pass().bias_of(self.plan.pass_of_output(self.shown).1)
    }

    /// The result: the sum and the bias. To the bit the engine's output.
    pub fn result(&self) -> f32 {
        match self.bias() {
            Some(bias) => self.sum() + bias,
            None => self.sum(),
        }
    }

    /// The channel of the group, counted from 0, that is in turn when not all are drawn: the one pointed at; while the step
    /// is shown closely, the one being gathered; else the last.
    pub fn running_rank(&self) -> usize {
        let channels = self.pass().geometry.channels_per_group();
        if let Some(rank) = self.focused_rank() {
            return rank;
        }
        let share = if self.bench().closely { self.bench().share_of(Beat::Gather) } else { 1.0 };
        ((share * channels as f64) as usize).min(channels - 1)
    }

    /// The channel inside the shown output's group of the input or weight that is pointed at.
    fn focused_rank(&self) -> Option<usize> {
        let geometry = &self.pass().geometry;
        let per_group = geometry.channels_per_group();
        match self.focus?.target {
            Target::Input(index) => {
                let channel = self.plan.input().shape().place(index).channel;
                let first = geometry.group_of_output(self.place().channel) * per_group;
                channel.checked_sub(first).filter(|&rank| rank < per_group)
            }
            Target::Weight(index) => Some(self.plan.spec().weight_place(index)[1] % per_group),
            Target::Output(_) => None,
        }
    }

    /// Channels of the group that have been gathered, of `channels`; while gathering, the share that has passed.
    pub fn gathered(&self, channels: usize) -> usize {
        let share = self.bench().share_of(Beat::Gather);
        ((share * (channels + 1) as f64).floor() as usize).min(channels)
    }
}

fn terms(plan: &Plan, output: usize) -> Vec<Term> {
    let (nth, output) = plan.pass_of_output(output);
    let Pass { geometry, weights, .. } = &plan.passes()[nth];
    let input = plan.read_by(nth).data();
    let largest = matches!(geometry.layer().operation, Operation::Pooling(Pool::Max));
    let mut running = if largest { f32::NEG_INFINITY } else { 0.0 };
    let mut terms = Vec::new();
    geometry.each_link(output, |link| {
        let border = if largest { f32::NEG_INFINITY } else { 0.0 };
        let input = link.input.map_or(border, |index| input[index]);
        let weight = link.weight.map_or(1.0, |index| weights[index]);
        let product = input * weight;
        if !largest {
            running += product;
        } else if product > running || product.is_nan() {
            running = product;
        }
        terms.push(Term { link, input, weight, product, running });
    });
    terms
}
