//! What is true at one instant: the window, its terms, what has been summed, what stands in the output.

use super::{Beat, Focus, Moment, Plan, Target};
use crate::conv::{Link, Place};

/// One product of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Who meets whom.
    pub link: Link,
    /// The input's value; 0 in a border of zeros.
    pub input: f32,
    /// The weight.
    pub weight: f32,
    /// Both multiplied.
    pub product: f32,
    /// The sum of this and all products before, as the engine adds.
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
        let shown = match focus.map(|focus| focus.target) {
            Some(Target::Output(index)) => index,
            Some(Target::Input(_) | Target::Weight(_)) | None => moment.step.min(plan.steps() - 1),
        };
        let terms = terms(plan, shown);
        Self { plan, moment, focus, shown, terms }
    }

    /// Where the shown output stands.
    pub fn place(&self) -> Place {
        self.plan.output().shape().place(self.shown)
    }

    /// The moment as the bench shows it: complete, when an output is pointed at.
    pub fn bench(&self) -> Moment {
        match self.focus.map(|focus| focus.target) {
            Some(Target::Output(index)) if index != self.moment.step => Moment::done(index),
            Some(Target::Output(_) | Target::Input(_) | Target::Weight(_)) | None => self.moment,
        }
    }

    /// The terms of one channel of the group, counted from 0 inside the group.
    pub fn channel_terms(&self, rank: usize) -> &[Term] {
        let taps = self.plan.spec().kernel.area();
        &self.terms[rank * taps..(rank + 1) * taps]
    }

    /// The sum of one channel's own products, in the engine's order.
    pub fn channel_sum(&self, rank: usize) -> f32 {
        self.channel_terms(rank).iter().fold(0.0, |sum, term| sum + term.product)
    }

    /// The products summed, without the bias.
    pub fn sum(&self) -> f32 {
        self.terms.last().map_or(0.0, |term| term.running)
    }

    /// The bias of the shown output, if there is one.
    pub fn bias(&self) -> Option<f32> {
        self.plan.bias(self.place().channel)
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
        let channels = self.plan.geometry().channels_per_group();
        if let Some(rank) = self.focused_rank() {
            return rank;
        }
        let share = if self.bench().closely { self.bench().share_of(Beat::Gather) } else { 1.0 };
        ((share * channels as f64) as usize).min(channels - 1)
    }

    /// The channel inside the shown output's group of the input or weight that is pointed at.
    fn focused_rank(&self) -> Option<usize> {
        let geometry = self.plan.geometry();
        let per_group = geometry.channels_per_group();
        match self.focus?.target {
            Target::Input(index) => {
                let channel = geometry.input().place(index).channel;
                let first = geometry.group_of_output(self.place().channel) * per_group;
                channel.checked_sub(first).filter(|&rank| rank < per_group)
            }
            Target::Weight(index) => Some(index / self.plan.spec().kernel.area() % per_group),
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
    let (input, weights) = (plan.input().data(), plan.weights());
    let mut running = 0.0;
    let mut terms = Vec::new();
    plan.geometry().each_link(output, |link| {
        let input = link.input.map_or(0.0, |index| input[index]);
        let weight = link.weight.map_or(1.0, |index| weights[index]);
        let product = input * weight;
        running += product;
        terms.push(Term { link, input, weight, product, running });
    });
    terms
}
