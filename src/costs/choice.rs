//! What a link says about the panel of costs: `cost.lin.memory.groups.dense`. Each word may be missing, and the order is free.

use super::Rival;
use super::sweep::applies;
use crate::spec::{Setting, Spec};

/// Which two counts the ladder shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Parameters as bars, multiply-adds as ticks.
    #[default]
    Work,
    /// Activations as bars, bytes as ticks.
    Memory,
}

/// What the curves are drawn against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sweep {
    /// The kernel's size.
    #[default]
    Kernel,
    /// Input and output channels together.
    Channels,
    /// The groups.
    Groups,
    /// The rate of dilation.
    Rate,
}

impl Sweep {
    /// Every sweep, in the order of their words.
    pub const ALL: [Self; 4] = [Self::Kernel, Self::Channels, Self::Groups, Self::Rate];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Kernel => "kernel",
            Self::Channels => "channels",
            Self::Groups => "groups",
            Self::Rate => "rate",
        }
    }

    /// What it changes in a spec.
    pub const fn setting(self) -> Setting {
        match self {
            Self::Kernel => Setting::Kernel,
            Self::Channels => Setting::InChannels,
            Self::Groups => Setting::Groups,
            Self::Rate => Setting::Dilation,
        }
    }
}

/// What the panel of costs is set to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// True: bars as long as the counts; else by their magnitude.
    pub linear: bool,
    /// Which counts.
    pub measure: Measure,
    /// What the curves are drawn against, if somebody chose; else what the chapter changes.
    pub sweep: Option<Sweep>,
    /// What the layer is compared with, if somebody chose.
    pub against: Option<Rival>,
}

impl Choice {
    /// Reads what stands behind `cost.` in a link. Words that mean nothing are passed over.
    pub fn read(text: &str) -> Self {
        let mut choice = Self::default();
        for word in text.split('.') {
            match word {
                "lin" => choice.linear = true,
                "memory" => choice.measure = Measure::Memory,
                _ => match Sweep::ALL.into_iter().find(|sweep| sweep.id() == word) {
                    Some(sweep) => choice.sweep = Some(sweep),
                    None => choice.against = rival(word).or(choice.against),
                },
            }
        }
        choice
    }

    /// The panel's part of a link.
    pub fn write(&self) -> String {
        let Self { linear, measure, sweep, against } = self;
        let mut words = vec!["cost".to_owned()];
        words.extend(linear.then(|| "lin".to_owned()));
        words.extend((*measure == Measure::Memory).then(|| "memory".to_owned()));
        words.extend(sweep.map(|sweep| sweep.id().to_owned()));
        words.extend(against.and_then(word));
        words.join(".")
    }

    /// What the curves are drawn against: what was chosen, or what the chapter changes.
    pub fn sweep(&self, spec: &Spec) -> Sweep {
        use crate::spec::Kind;
        self.sweep.filter(|&sweep| applies(spec, sweep)).unwrap_or(match spec.kind {
            Kind::Grouped => Sweep::Groups,
            Kind::Depthwise | Kind::Separable | Kind::Channels => Sweep::Channels,
            Kind::Dilated => Sweep::Rate,
            _ => Sweep::Kernel,
        })
    }
}

/// The word of a kind in links; the chapter's own needs none.
pub fn word(rival: Rival) -> Option<String> {
    let word = match rival {
        Rival::Dense => "dense",
        Rival::Local => "local",
        Rival::Shared => "shared",
        Rival::Depthwise => "depthwise",
        Rival::Separable => "separable",
        Rival::Grouped(groups) => return Some(format!("g{groups}")),
        Rival::Dilated(_) | Rival::Own(_) => return None,
    };
    Some(word.to_owned())
}

fn rival(word: &str) -> Option<Rival> {
    Some(match word {
        "dense" => Rival::Dense,
        "local" => Rival::Local,
        "shared" => Rival::Shared,
        "depthwise" => Rival::Depthwise,
        "separable" => Rival::Separable,
        _ => Rival::Grouped(word.strip_prefix('g')?.parse().ok().filter(|groups| (2..=1024).contains(groups))?),
    })
}
