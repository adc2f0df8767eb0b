//! Sums over a network: whole, and by kind.

use super::{LayerKind, Network, Row};

/// The layers of one kind together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which kind.
    pub kind: LayerKind,
    /// How many layers.
    pub layers: usize,
    /// Trained numbers, bias included.
    pub params: u64,
    /// Trained numbers without bias.
    pub weights: u64,
    /// Multiply-adds for one input.
    pub macs: u64,
}

/// The sums of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The kinds with weights that occur, in the order of [`LayerKind::ALL`].
    pub parts: Vec<Part>,
    /// Everything trained, normalisation's scale and shift included.
    pub params: u64,
    /// Of them, those of normalisation.
    pub norm: u64,
    /// Weights of the layers without bias.
    pub weights: u64,
    /// Multiply-adds for one input.
    pub macs: u64,
}

impl Totals {
    /// The sums of the layers of a table.
    pub fn of(network: &Network) -> Self {
        let kinds = LayerKind::ALL.into_iter().filter(|kind| kind.has_weights());
        let parts: Vec<Part> = kinds.map(|kind| part(kind, network)).filter(|part| part.layers > 0).collect();
        let sum = |of: fn(&Part) -> u64| parts.iter().map(of).sum::<u64>();
        let (params, weights, macs) = (sum(|part| part.params), sum(|part| part.weights), sum(|part| part.macs));
        Self { parts, params: params + network.norm, norm: network.norm, weights, macs }
    }
}

fn part(kind: LayerKind, network: &Network) -> Part {
    let mut part = Part { kind, layers: 0, params: 0, weights: 0, macs: 0 };
    for row in network.layers().filter(|row| row.kind == kind) {
        part.layers += 1;
        part.params += row.params();
        part.weights += row.cost.weights;
        part.macs += row.cost.multiply_adds;
    }
    part
}

/// Values that the layers with weights give, layer by layer: the neurons of the early papers.
pub fn neurons(network: &Network) -> Vec<u64> {
    network.layers().filter(|row| row.kind.has_weights()).map(|row| row.cost.activations).collect()
}

/// The rates of the dilated layers, in order.
pub fn rates(network: &Network) -> Vec<u64> {
    let dilated = |row: &&Row| row.kind == LayerKind::Conv && row.dilation.col > 1;
    network.layers().filter(dilated).map(|row| row.dilation.col as u64).collect()
}
