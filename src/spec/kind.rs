//! The chapters: each is a starting point on the same stage and the one setting that it is about.
//!
//! To add one: a variant and its place in [`Kind::ALL`], an id, a default, a control; its words in each language
//! (see [`crate::i18n::chapters`]).
//! Copy `Dilated`.

use super::{Edits, Filter, Picture, Setting, Slots, Spec};
use crate::conv::{Axes, Padding, Pool};
use crate::i18n::{KindWords, Messages};

/// A chapter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Every input meets every output.
    Dense,
    /// A window, with a kernel of its own at every place.
    Local,
    /// One kernel for all places: cross-correlation.
    #[default]
    Shared,
    /// The kernel turned by 180 degrees: the convolution of mathematics.
    Flipped,
    /// Windows further apart, a border around the input.
    Strided,
    /// Taps further apart.
    Dilated,
    /// Several maps in and out.
    Channels,
    /// Channels in groups that do not meet.
    Grouped,
    /// Every channel by itself.
    Depthwise,
    /// Every channel by itself, then one by one across channels.
    Separable,
    /// Every input stamps the kernel onto the output.
    Transposed,
    /// A window without weights.
    Pooling,
    /// Everything along one axis.
    Line,
}

/// The control that a chapter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// A number setting, offered as these values where they are legal.
    Values(Setting, &'static [usize]),
    /// Every legal number of groups.
    Groups,
    /// The kernel as it is, or turned.
    Flip,
    /// Output maps for each input channel.
    Multiplier(&'static [usize]),
    /// The largest value of a window, or its mean.
    Pool,
}

impl Kind {
    /// Every chapter: the story, then more.
    pub const ALL: [Self; 13] = [
        Self::Dense,
        Self::Local,
        Self::Shared,
        Self::Flipped,
        Self::Strided,
        Self::Dilated,
        Self::Channels,
        Self::Grouped,
        Self::Depthwise,
        Self::Separable,
        Self::Transposed,
        Self::Pooling,
        Self::Line,
    ];
    /// The chapters of the story, each a step from the one before.
    pub const STORY: &'static [Self] = Self::ALL.split_at(10).0;
    /// The chapters beside the story.
    pub const MORE: &'static [Self] = Self::ALL.split_at(10).1;

    /// The chapter after this one, or before it.
    pub fn next(self, forward: bool) -> Option<Self> {
        let here = Self::ALL.iter().position(|&kind| kind == self)?;
        let there = if forward { here + 1 } else { here.checked_sub(1)? };
        Self::ALL.get(there).copied()
    }

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dense => "dense",
            Self::Local => "local",
            Self::Shared => "shared",
            Self::Flipped => "flipped",
            Self::Strided => "strided",
            Self::Dilated => "dilated",
            Self::Channels => "channels",
            Self::Grouped => "grouped",
            Self::Depthwise => "depthwise",
            Self::Separable => "separable",
            Self::Transposed => "transposed",
            Self::Pooling => "pooling",
            Self::Line => "line",
        }
    }

    /// The chapter's words in a language.
    pub fn words(self, messages: &Messages) -> &'static KindWords {
        messages.chapter(self.id())
    }

    /// What the chapter's widest control changes.
    pub const fn control(self) -> Control {
        match self {
            Self::Dense => Control::Values(Setting::Size, &[2, 3, 4, 5, 6]),
            Self::Local | Self::Shared => Control::Values(Setting::Kernel, &[1, 2, 3, 5]),
            Self::Flipped => Control::Flip,
            Self::Strided => Control::Values(Setting::Stride, &[1, 2, 3]),
            Self::Dilated => Control::Values(Setting::Dilation, &[1, 2, 3]),
            Self::Channels => Control::Values(Setting::InChannels, &[1, 2, 3, 4, 6]),
            Self::Grouped => Control::Groups,
            Self::Depthwise => Control::Multiplier(&[1, 2, 3]),
            Self::Separable => Control::Values(Setting::OutChannels, &[1, 2, 4, 6, 8]),
            Self::Transposed => Control::Values(Setting::Stride, &[1, 2, 3]),
            Self::Pooling => Control::Pool,
            Self::Line => Control::Values(Setting::Kernel, &[1, 2, 3, 5, 7]),
        }
    }

    /// True if a number setting means something in this chapter; the others have one value there (see
    /// [`Spec::settled`]).
    pub fn uses(self, setting: Setting) -> bool {
        let shape = !matches!(setting, Setting::InChannels | Setting::OutChannels | Setting::Groups);
        match self {
            Self::Dense => matches!(setting, Setting::Size | Setting::Seed),
            Self::Separable => setting != Setting::Groups,
            Self::Transposed | Self::Line => shape,
            Self::Pooling => shape || setting == Setting::InChannels,
            Self::Local
            | Self::Shared
            | Self::Flipped
            | Self::Strided
            | Self::Dilated
            | Self::Channels
            | Self::Grouped
            | Self::Depthwise => true,
        }
    }

    /// The chapter that this one is compared with first: the one before it in the story.
    pub fn before(self) -> Self {
        let here = Self::ALL.iter().position(|&kind| kind == self).unwrap_or_default();
        Self::ALL[here.checked_sub(1).unwrap_or(1)]
    }

    /// True if the kernel can be turned here.
    pub const fn turns(self) -> bool {
        !matches!(self, Self::Dense | Self::Separable | Self::Transposed | Self::Pooling)
    }

    /// Where the chapter starts.
    pub fn spec(self) -> Spec {
        let base = Spec {
            kind: self,
            size: Axes::both(8),
            in_channels: 1,
            out_channels: 1,
            kernel: Axes::both(3),
            stride: Axes::both(1),
            dilation: Axes::both(1),
            padding: Padding::zeros(0),
            groups: 1,
            flip: false,
            pool: Pool::Max,
            bias: false,
            picture: Picture::Digit(3),
            filter: Filter::SobelX,
            seed: 5,
            input_edits: Edits::new(),
            weight_edits: Edits::new(),
            slots: Slots::START,
        };
        match self {
            Self::Dense => Spec { size: Axes::both(4), filter: Filter::Random, ..base }.settled(),
            Self::Local => Spec { picture: Picture::Face, filter: Filter::Random, ..base },
            Self::Shared => base,
            Self::Flipped => {
                let size = Axes::both(6);
                Spec { flip: true, size, filter: Filter::Emboss, picture: Picture::Random, ..base }
            }
            Self::Strided => {
                Spec { stride: Axes::both(2), padding: Padding::zeros(1), picture: Picture::Digit(7), ..base }
            }
            Self::Dilated => Spec { dilation: Axes::both(2), size: Axes::both(9), picture: Picture::Digit(6), ..base },
            Self::Channels => channels(base, 3, 2, 1),
            Self::Grouped => channels(base, 8, 8, 2),
            Self::Depthwise => channels(base, 4, 4, 4),
            Self::Separable => Spec { bias: false, ..channels(base, 6, 4, 1) },
            Self::Transposed => Spec {
                size: Axes::both(4),
                stride: Axes::both(2),
                filter: Filter::Random,
                picture: Picture::Random,
                ..base
            },
            Self::Pooling => Spec { kernel: Axes::both(2), stride: Axes::both(2), ..base },
            Self::Line => {
                Spec { size: Axes::both(16), kernel: Axes::both(3), picture: Picture::Random, ..base }.settled()
            }
        }
    }
}

fn channels(base: Spec, inputs: usize, outputs: usize, groups: usize) -> Spec {
    let picture = if inputs == 3 { Picture::Face } else { Picture::Random };
    let size = if inputs == 3 { Axes::both(8) } else { Axes::both(5) };
    Spec {
        in_channels: inputs,
        out_channels: outputs,
        groups,
        size,
        bias: true,
        picture,
        filter: Filter::Random,
        ..base
    }
}
