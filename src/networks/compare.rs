//! Figures of others beside ours: what was published, and how it differs.

use super::totals::{neurons, rates};
use super::{LayerKind, Network, Totals, Words, field};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Trained numbers.
    Params,
    /// Multiply-adds for one input.
    Macs,
    /// Values that the layers give, in all or layer by layer.
    Neurons,
    /// Per cent of the parameters in local and fully connected layers.
    Share,
    /// Rates of dilation.
    Rates,
    /// The receptive field of the last row that has one by way of windows.
    Field,
}

impl Quantity {
    /// Every one.
    pub const ALL: [Self; 6] = [Self::Params, Self::Macs, Self::Neurons, Self::Share, Self::Rates, Self::Field];

    /// The word in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Params => "params",
            Self::Macs => "macs",
            Self::Neurons => "neurons",
            Self::Share => "share",
            Self::Rates => "rates",
            Self::Field => "field",
        }
    }
}

/// How a figure was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// As the number.
    Is,
    /// "More than".
    Above,
    /// "Fewer than".
    Below,
    /// "About".
    About,
}

/// Whether somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Seen in a public text.
    Seen,
    /// Read from the installed package.
    Package,
    /// Not looked up.
    Not,
}

impl Checked {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Seen, Self::Package, Self::Not];

    /// The word in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Package => "package",
            Self::Not => "unchecked",
        }
    }
}

/// A figure of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// What it counts.
    pub quantity: Quantity,
    /// How it was said.
    pub relation: Relation,
    /// The number, or a list of them. Never empty.
    pub values: Vec<u64>,
    /// The worth of the last digit that was given: 10,000 for 25.03 million.
    pub unit: u64,
    /// Whether somebody looked.
    pub checked: Checked,
    /// Where it stands.
    pub place: Words,
}

/// How ours differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The same.
    Same,
    /// The same once ours is rounded to the digits that were given, two at least.
    Rounded,
    /// The same once ours is cut to the digits that were given, two at least; rounded it would be more.
    Cut,
    /// It is above or below, as was said.
    Holds,
    /// So many entries of a list differ.
    Entries(usize),
    /// Ours is more: by so much, and by so many thousandths of theirs.
    More(u64, u64),
    /// Ours is less: by so much, and by so many thousandths of theirs.
    Less(u64, u64),
}

impl Published {
    /// Our own number, or list, for the same thing; a share in hundredths of a per cent.
    pub fn ours(&self, network: &Network, totals: &Totals) -> Vec<u64> {
        match self.quantity {
            Quantity::Params => vec![totals.params],
            Quantity::Macs => vec![totals.macs],
            Quantity::Neurons if self.values.len() > 1 => neurons(network),
            Quantity::Neurons => vec![neurons(network).iter().sum()],
            Quantity::Share => vec![share(totals)],
            Quantity::Rates => rates(network),
            Quantity::Field => vec![last_field(network)],
        }
    }

    /// How our numbers differ from theirs.
    pub fn verdict(&self, ours: &[u64]) -> Verdict {
        let (theirs, unit) = match self.quantity {
            Quantity::Share => (self.values[0] * 100, 100),
            _ => (self.values[0], self.unit.max(1)),
        };
        if ours.len() != 1 || self.values.len() != 1 {
            let differ = ours.iter().zip(&self.values).filter(|(ours, theirs)| ours != theirs).count();
            let differ = differ + ours.len().abs_diff(self.values.len());
            return if differ == 0 { Verdict::Same } else { Verdict::Entries(differ) };
        }
        let ours = ours[0];
        let thousandths = |by: u64| (by as f64 * 1000.0 / theirs.max(1) as f64).round() as u64;
        match self.relation {
            Relation::Above if ours > theirs => Verdict::Holds,
            Relation::Below if ours < theirs => Verdict::Holds,
            _ if ours == theirs => Verdict::Same,
            Relation::Is | Relation::About if theirs / unit >= 10 && (ours + unit / 2) / unit == theirs / unit => {
                Verdict::Rounded
            }
            Relation::Is | Relation::About if theirs / unit >= 10 && ours / unit == theirs / unit => Verdict::Cut,
            _ if ours > theirs => Verdict::More(ours - theirs, thousandths(ours - theirs)),
            _ => Verdict::Less(theirs - ours, thousandths(theirs - ours)),
        }
    }
}

/// Hundredths of a per cent of the parameters that stand in local and fully connected layers.
fn share(totals: &Totals) -> u64 {
    let unshared = |kind| matches!(kind, LayerKind::Local | LayerKind::Dense);
    let params: u64 = totals.parts.iter().filter(|part| unshared(part.kind)).map(|part| part.params).sum();
    (params as f64 * 10_000.0 / totals.params.max(1) as f64).round() as u64
}

/// Columns that an output of the last row with a window sees; 0 if there is none.
fn last_field(network: &Network) -> u64 {
    let fields = field::fields(&network.rows);
    fields.iter().rev().find_map(|field| field.window).map_or(0, |window| window.col.size)
}
