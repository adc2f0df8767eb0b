//! What if: a network with some of its layers changed, so that its totals can be compared.
//!
//! Sizes, connections and normalisation stay as they are; every new layer is counted by the formulas of [`crate::conv::cost`], as the old ones were.

use super::{LayerKind, Network, Row};
use crate::conv::{Axes, Padding};

/// A change to all layers that it fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Swap {
    /// None.
    #[default]
    None,
    /// Every convolution with a window: a depthwise one, then one by one.
    Separable,
    /// Every convolution with a window, and every grouped one: in so many groups.
    Groups(usize),
    /// Every depthwise layer and the pointwise one after it: one convolution.
    Standard,
    /// Every local layer: a convolution, one kernel for all places.
    Shared,
}

/// A network after a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Swapped {
    /// The network with its new rows.
    pub network: Network,
    /// How many layers were changed.
    pub changed: usize,
    /// How many would have been, but cannot be: the groups do not divide their channels, or something stands between the two.
    pub kept: usize,
}

impl Swap {
    /// Every change.
    pub const ALL: [Self; 10] = [
        Self::None,
        Self::Separable,
        Self::Standard,
        Self::Shared,
        Self::Groups(1),
        Self::Groups(2),
        Self::Groups(4),
        Self::Groups(8),
        Self::Groups(16),
        Self::Groups(32),
    ];

    /// The word in links; empty for none.
    pub const fn id(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Separable => "sep",
            Self::Standard => "std",
            Self::Shared => "shared",
            Self::Groups(2) => "g2",
            Self::Groups(4) => "g4",
            Self::Groups(8) => "g8",
            Self::Groups(16) => "g16",
            Self::Groups(32) => "g32",
            Self::Groups(_) => "g1",
        }
    }

    /// The changes that change something in a network, and none.
    pub fn offered(network: &Network) -> Vec<Self> {
        let offered = |swap: &Self| *swap == Self::None || swap.apply(network).changed > 0;
        Self::ALL.into_iter().filter(offered).collect()
    }

    /// The network with every layer changed that can be.
    pub fn apply(self, network: &Network) -> Swapped {
        let mut changed = Changed { rows: Vec::new(), places: vec![0], changed: 0, kept: 0 };
        for (nth, row) in network.rows.iter().enumerate() {
            match self {
                Self::None => changed.keep(row),
                Self::Separable => changed.replace(row, separable(row)),
                Self::Groups(groups) => changed.replace(row, grouped(row, groups)),
                Self::Shared => changed.replace(row, shared(row)),
                Self::Standard => standard(network, nth, row, &mut changed),
            }
        }
        let Changed { rows, places: _, changed, kept } = changed;
        Swapped { network: Network { rows, ..network.clone() }, changed, kept }
    }
}

/// The rows so far, and where each old row has gone.
struct Changed {
    rows: Vec<Row>,
    /// For the input and every old row, the number by which the new rows read it.
    places: Vec<usize>,
    changed: usize,
    kept: usize,
}

/// What a change makes of a row.
enum Change {
    /// It is not meant.
    Not,
    /// It is meant, but cannot be.
    Cannot,
    /// These rows, each reading the one before.
    Rows(Vec<Row>),
}

impl Changed {
    fn keep(&mut self, row: &Row) {
        let mut row = row.clone();
        self.rewire(&mut row);
        self.push(row);
    }

    fn rewire(&self, row: &mut Row) {
        for source in &mut row.reads {
            *source = self.places.get(*source).copied().unwrap_or_default();
        }
    }

    fn push(&mut self, row: Row) {
        self.rows.push(row);
        self.places.push(self.rows.len());
    }

    fn replace(&mut self, row: &Row, change: Change) {
        match change {
            Change::Not => self.keep(row),
            Change::Cannot => {
                self.kept += 1;
                self.keep(row);
            }
            Change::Rows(rows) => {
                self.changed += 1;
                for (nth, mut new) in rows.into_iter().enumerate() {
                    if nth == 0 {
                        self.rewire(&mut new)
                    } else {
                        new.reads = vec![self.rows.len()]
                    }
                    self.rows.push(new);
                }
                self.places.push(self.rows.len());
            }
        }
    }
}

/// Rows that can be, or the old one stays.
fn made(rows: impl IntoIterator<Item = Row>) -> Change {
    rows.into_iter().map(Row::settled).collect::<Option<Vec<Row>>>().map_or(Change::Cannot, Change::Rows)
}

/// A convolution with a window over more than one place: standard or grouped.
fn has_window(row: &Row) -> bool {
    matches!(row.kind, LayerKind::Conv | LayerKind::Grouped) && row.kernel.area() > 1
}

/// Depthwise with the same window, without bias, then pointwise with the bias that there was.
fn separable(row: &Row) -> Change {
    if !has_window(row) {
        return Change::Not;
    }
    let mut first = Row { kind: LayerKind::Depthwise, groups: row.input.channels, bias: false, ..row.clone() };
    first.name.push_str("/depthwise");
    first.output.channels = row.input.channels;
    let mut second = Row::new(format!("{}/pointwise", row.name), LayerKind::Pointwise, first.output, row.output);
    second.bias = row.bias;
    made([first, second])
}

/// The same in so many groups, where they divide both numbers of channels.
fn grouped(row: &Row, groups: usize) -> Change {
    let meant = has_window(row) || row.kind == LayerKind::Grouped;
    if !meant || row.groups == groups {
        return Change::Not;
    }
    let divides = |channels: usize| channels.is_multiple_of(groups);
    if !divides(row.input.channels) || !divides(row.output.channels) {
        return Change::Cannot;
    }
    let kind = match (groups, row.kernel.area()) {
        (1, 1) => LayerKind::Pointwise,
        (1, _) => LayerKind::Conv,
        _ if groups == row.input.channels => LayerKind::Depthwise,
        _ => LayerKind::Grouped,
    };
    made([Row { kind, groups, ..row.clone() }])
}

/// One kernel for all places, and one bias for each map.
fn shared(row: &Row) -> Change {
    if row.kind != LayerKind::Local {
        return Change::Not;
    }
    made([Row { kind: LayerKind::Conv, ..row.clone() }])
}

/// A depthwise layer waits for the pointwise one that alone reads it; together they are one convolution.
fn standard(network: &Network, nth: usize, row: &Row, changed: &mut Changed) {
    if let Some(first) = merges_into(network, nth) {
        let merged = Row {
            name: row.name.clone(),
            kind: LayerKind::Conv,
            groups: 1,
            output: row.output,
            bias: row.bias,
            ..first.clone()
        };
        changed.replace(row, made([merged]));
    } else if row.kind == LayerKind::Depthwise {
        let waits = (nth + 1..network.rows.len()).any(|later| merges_into(network, later) == Some(row));
        if waits {
            // Never read by its number: its only reader takes its place.
            changed.places.push(0);
        } else {
            changed.replace(row, Change::Cannot);
        }
    } else {
        changed.keep(row);
    }
}

/// The depthwise layer that a pointwise row at this place can be merged with.
fn merges_into(network: &Network, nth: usize) -> Option<&Row> {
    let row = network.rows.get(nth)?;
    let plain = row.kind == LayerKind::Pointwise && row.stride == Axes::both(1) && row.padding == Padding::zeros(0);
    let &[source] = row.reads.as_slice() else { return None };
    let first = network.rows.get(source.checked_sub(1)?)?;
    let readers = network.rows.iter().filter(|other| other.reads.contains(&source)).count();
    (plain && first.kind == LayerKind::Depthwise && readers == 1).then_some(first)
}
