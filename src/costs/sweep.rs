//! What a setting does to the cost of the layer: its parameters and multiply-adds at every value that the setting can have.

use super::choice::Sweep;
use super::{Rival, ladder};
use crate::conv::cost::{Cost, cost};
use crate::conv::legal_groups;
use crate::spec::{Kind, Setting, Spec};

/// Most channels that a sweep goes to.
const MOST_CHANNELS: usize = 256;

/// The cost at one value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The setting's value.
    pub value: usize,
    /// The figure with it.
    pub spec: Spec,
    /// What it costs.
    pub cost: Cost,
    /// What a layer of its size costs with all channels together and shared weights, if there is one.
    pub standard: Option<Cost>,
}

/// The values at which the layer can be, in rising order.
pub fn samples(spec: &Spec, sweep: Sweep) -> Vec<Sample> {
    values(spec, sweep).into_iter().filter_map(|value| sample(spec, sweep, value)).collect()
}

/// True if the setting means something in the figure's chapter.
pub fn applies(spec: &Spec, sweep: Sweep) -> bool {
    match sweep {
        Sweep::Groups => spec.kind.uses(Setting::Groups) && spec.in_channels > 1,
        Sweep::Channels => spec.kind.uses(Setting::InChannels),
        Sweep::Kernel | Sweep::Rate => spec.kind.uses(sweep.setting()),
    }
}

/// The value that the figure has.
pub fn now(spec: &Spec, sweep: Sweep) -> Option<usize> {
    sweep.setting().value(spec)
}

fn values(spec: &Spec, sweep: Sweep) -> Vec<usize> {
    match sweep {
        Sweep::Kernel => Setting::Kernel.range().collect(),
        Sweep::Rate => Setting::Dilation.range().collect(),
        Sweep::Groups => legal_groups(spec.in_channels, spec.out_channels),
        Sweep::Channels => {
            // Powers of two, and what the figure has.
            let mut values: Vec<usize> =
                (0..).map(|power| 1 << power).take_while(|&value| value <= MOST_CHANNELS).collect();
            let now = spec.in_channels;
            if !values.contains(&now) {
                values.push(now);
                values.sort_unstable();
            }
            values
        }
    }
}

/// Output channels keep their proportion to the input channels where they are a multiple of them, else their number.
fn changed(spec: &Spec, sweep: Sweep, value: usize) -> Spec {
    if sweep != Sweep::Channels {
        return sweep.setting().with(spec, value);
    }
    let whole = spec.out_channels.is_multiple_of(spec.in_channels);
    let out_channels = if whole { spec.out_channels / spec.in_channels * value } else { spec.out_channels };
    let groups = match spec.kind {
        Kind::Depthwise => value,
        _ => spec.groups,
    };
    // Where the groups do not divide the channels there is no such layer, and no sample.
    Spec { in_channels: value, out_channels, groups, ..spec.clone() }.settled()
}

/// What the page would not show is left out.
fn sample(spec: &Spec, sweep: Sweep, value: usize) -> Option<Sample> {
    let there = changed(spec, sweep, value);
    let drawn = Setting::OutChannels.range().contains(&there.out_channels) && now(&there, sweep) == Some(value);
    let passes = there.passes().ok().filter(|_| drawn)?;
    let last = passes.len() - 1;
    let costs = passes.iter().enumerate().map(|(nth, pass)| cost(pass, there.bias && nth == last));
    let cost = costs.reduce(Cost::and)?;
    let rungs = ladder(&there);
    let shared = rungs.iter().find(|rung| rung.rival == Rival::Shared).map(|rung| rung.cost);
    Some(Sample { value, spec: there, cost, standard: shared })
}
