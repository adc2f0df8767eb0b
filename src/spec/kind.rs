//! The chapters: each is a starting point on the same stage and the one setting that it is about.
//!
//! To add one: a variant and its place in [`Kind::ALL`], an id, a default, a control; a [`crate::i18n::KindWords`] in each language.
//! Copy `Dilated`.

use super::{Edits, Filter, Picture, Setting, Spec};
use crate::conv::{Axes, Padding};
use crate::i18n::{KindWords, Messages};

/// A chapter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
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
}

impl Kind {
    /// Every chapter, in the order of the story.
    pub const ALL: [Self; 7] =
        [Self::Shared, Self::Flipped, Self::Strided, Self::Dilated, Self::Channels, Self::Grouped, Self::Depthwise];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Flipped => "flipped",
            Self::Strided => "strided",
            Self::Dilated => "dilated",
            Self::Channels => "channels",
            Self::Grouped => "grouped",
            Self::Depthwise => "depthwise",
        }
    }

    /// The chapter's words in a language.
    pub const fn words(self, messages: &Messages) -> &KindWords {
        match self {
            Self::Shared => &messages.shared,
            Self::Flipped => &messages.flipped,
            Self::Strided => &messages.strided,
            Self::Dilated => &messages.dilated,
            Self::Channels => &messages.channels,
            Self::Grouped => &messages.grouped,
            Self::Depthwise => &messages.depthwise,
        }
    }

    /// What the chapter's widest control changes.
    pub const fn control(self) -> Control {
        match self {
            Self::Shared => Control::Values(Setting::Kernel, &[1, 2, 3, 5]),
            Self::Flipped => Control::Flip,
            Self::Strided => Control::Values(Setting::Stride, &[1, 2, 3]),
            Self::Dilated => Control::Values(Setting::Dilation, &[1, 2, 3]),
            Self::Channels => Control::Values(Setting::InChannels, &[1, 2, 3, 4, 6]),
            Self::Grouped => Control::Groups,
            Self::Depthwise => Control::Multiplier(&[1, 2, 3]),
        }
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
            bias: false,
            picture: Picture::Digit(3),
            filter: Filter::SobelX,
            seed: 5,
            input_edits: Edits::new(),
            weight_edits: Edits::new(),
        };
        match self {
            Self::Shared => base,
            Self::Flipped => Spec { flip: true, filter: Filter::Emboss, picture: Picture::Digit(5), ..base },
            Self::Strided => {
                Spec { stride: Axes::both(2), padding: Padding::zeros(1), picture: Picture::Digit(7), ..base }
            }
            Self::Dilated => Spec { dilation: Axes::both(2), size: Axes::both(9), picture: Picture::Digit(6), ..base },
            Self::Channels => channels(base, 3, 2, 1),
            Self::Grouped => channels(base, 8, 8, 2),
            Self::Depthwise => channels(base, 4, 4, 4),
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
