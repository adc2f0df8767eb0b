//! The number settings: one list that fields, sliders, links and steppers walk.
//!
//! To add one: a variant, and the compiler shows every place.

use super::{Kind, Spec, SpecError};
use crate::conv::geometry::legal_groups;
use crate::conv::{Axes, Padding};
use crate::i18n::{Messages, number};
use std::ops::RangeInclusive;

/// A setting made of one to four whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// Height and width of the input.
    Size,
    /// Input channels.
    InChannels,
    /// Output channels.
    OutChannels,
    /// Taps along each axis.
    Kernel,
    /// Distance of neighbouring windows.
    Stride,
    /// Width of the border: all sides; rows and columns; or top, left, bottom, right.
    Padding,
    /// Distance of neighbouring taps.
    Dilation,
    /// Groups of channels.
    Groups,
    /// Draws everything random.
    Seed,
}

impl Setting {
    /// Every setting, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Size,
        Self::Kernel,
        Self::Stride,
        Self::Padding,
        Self::Dilation,
        Self::InChannels,
        Self::OutChannels,
        Self::Groups,
        Self::Seed,
    ];

    /// The word in links and ids.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Size => "n",
            Self::InChannels => "cin",
            Self::OutChannels => "cout",
            Self::Kernel => "k",
            Self::Stride => "s",
            Self::Padding => "p",
            Self::Dilation => "d",
            Self::Groups => "g",
            Self::Seed => "seed",
        }
    }

    /// The setting's name.
    pub fn name(self, messages: &Messages) -> &'static str {
        match self {
            Self::Size => messages.input_size,
            Self::InChannels => messages.in_channels,
            Self::OutChannels => messages.out_channels,
            Self::Kernel => messages.kernel_size,
            Self::Stride => messages.stride,
            Self::Padding => messages.padding,
            Self::Dilation => messages.dilation,
            Self::Groups => messages.groups,
            Self::Seed => messages.seed,
        }
    }

    /// What can be asked for, before the other settings are looked at.
    pub const fn range(self) -> RangeInclusive<usize> {
        match self {
            Self::Size => 1..=64,
            Self::InChannels | Self::OutChannels | Self::Groups => 1..=1024,
            Self::Kernel => 1..=7,
            Self::Stride | Self::Dilation => 1..=8,
            Self::Padding => 0..=8,
            Self::Seed => 0..=9999,
        }
    }

    /// What a slider offers: the part of the range that is comfortable to look at.
    const fn comfortable(self) -> RangeInclusive<usize> {
        match self {
            Self::Size => 1..=32,
            Self::InChannels | Self::OutChannels => 1..=16,
            Self::Groups => 1..=1024,
            Self::Seed => 0..=99,
            Self::Kernel | Self::Stride | Self::Padding | Self::Dilation => self.range(),
        }
    }

    /// The values that a slider stops at: those with which the figure can be computed, and the present one.
    pub fn legal(self, spec: &Spec) -> Vec<usize> {
        let candidates: Vec<usize> = match self {
            Self::Groups => legal_groups(spec.in_channels, spec.out_channels),
            _ => self.comfortable().collect(),
        };
        let now = self.value(spec);
        candidates.into_iter().filter(|&value| Some(value) == now || self.is_legal(spec, value)).collect()
    }

    fn is_legal(self, spec: &Spec, value: usize) -> bool {
        let changed = self.with(spec, value);
        self.value(&changed) == Some(value) && changed.check().is_ok()
    }

    /// The setting's one number, if its sides agree.
    pub fn value(self, spec: &Spec) -> Option<usize> {
        let numbers = self.numbers(spec);
        numbers.iter().all(|&number| number == numbers[0]).then(|| numbers[0])
    }

    /// The setting as a visitor reads and writes it: the fewest numbers that say it.
    pub fn text(self, spec: &Spec) -> String {
        let numbers = self.numbers(spec);
        let words: Vec<String> = numbers.iter().map(usize::to_string).collect();
        match numbers[..] {
            _ if self.value(spec).is_some() => words[0].clone(),
            [top, left, bottom, right] if top == bottom && left == right => words[..2].join(","),
            [_, _, _, _] => words.join(","),
            _ => words.join("x"),
        }
    }

    /// The spec with this setting changed to one number on all sides; what hangs on it follows.
    pub fn with(self, spec: &Spec, value: usize) -> Spec {
        self.with_numbers(spec, &[value])
    }

    /// Reads what a visitor typed.
    ///
    /// # Errors
    /// Why it cannot be, with the nearest legal value. The spec is then as it was.
    pub fn read(self, spec: &Spec, text: &str) -> Result<Spec, SpecError> {
        let changed = self.parse(spec, text)?;
        changed.check()?;
        Ok(changed)
    }

    /// Reads text into numbers within the setting's own range; other settings are not looked at.
    ///
    /// # Errors
    /// Empty, too many, not whole, or out of range.
    pub fn parse(self, spec: &Spec, text: &str) -> Result<Spec, SpecError> {
        let plain = plain(text);
        let parts: Vec<&str> = plain
            .split(|c: char| matches!(c, 'x' | '×' | '*' | ',' | ';') || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .collect();
        if parts.is_empty() {
            return Err(SpecError::Empty { setting: self });
        }
        let most = self.numbers(spec).len();
        if parts.len() > most || parts.len() == 3 {
            return Err(SpecError::TooMany { setting: self, most });
        }
        let numbers = parts.iter().map(|part| self.number(part)).collect::<Result<Vec<usize>, SpecError>>()?;
        Ok(self.with_numbers(spec, &numbers))
    }

    /// One number within the range.
    fn number(self, part: &str) -> Result<usize, SpecError> {
        let range = self.range();
        let value = number::read(part).ok_or_else(|| SpecError::NotWhole { setting: self, text: shorten(part) })?;
        if value.fract() != 0.0 {
            return Err(SpecError::NotWhole { setting: self, text: shorten(part) });
        }
        // A cast from f64 saturates.
        let nearest = (value as usize).clamp(*range.start(), *range.end());
        let legal = value >= 0.0 && range.contains(&(value as usize));
        if legal { Ok(nearest) } else { Err(SpecError::Range { setting: self, text: shorten(part), nearest }) }
    }

    /// Every number of the setting, in the order in which they are written.
    fn numbers(self, spec: &Spec) -> Vec<usize> {
        let pair = |axes: Axes<usize>| if spec.kind == Kind::Line { vec![axes.col] } else { vec![axes.row, axes.col] };
        match self {
            Self::Size => pair(spec.size),
            Self::InChannels => vec![spec.in_channels],
            Self::OutChannels => vec![spec.out_channels],
            Self::Kernel => pair(spec.kernel),
            Self::Stride => pair(spec.stride),
            Self::Padding => {
                let Padding { top, left, bottom, right, mode: _ } = spec.padding;
                if spec.kind == Kind::Line { vec![left, right] } else { vec![top, left, bottom, right] }
            }
            Self::Dilation => pair(spec.dilation),
            Self::Groups => vec![spec.groups],
            Self::Seed => vec![spec.seed as usize],
        }
    }

    /// One number stands for all sides, two for rows and columns, four for the sides.
    fn with_numbers(self, spec: &Spec, numbers: &[usize]) -> Spec {
        let mut spec = spec.clone();
        let (first, last) = (numbers[0], numbers[numbers.len() - 1]);
        let pair = Axes::new(first, last);
        match self {
            Self::Size => spec.size = pair,
            Self::InChannels => set_channels(&mut spec, first),
            Self::OutChannels => spec.out_channels = first,
            Self::Kernel => spec.kernel = pair,
            Self::Stride => spec.stride = pair,
            Self::Padding if spec.kind == Kind::Line => (spec.padding.left, spec.padding.right) = (first, last),
            Self::Padding => {
                let side = |index: usize| numbers.get(index).copied();
                let (top, left) = (first, side(1).unwrap_or(first));
                let (bottom, right) = (side(2).unwrap_or(top), side(3).unwrap_or(left));
                spec.padding = Padding { top, left, bottom, right, mode: spec.padding.mode };
            }
            Self::Dilation => spec.dilation = pair,
            Self::Groups => spec.groups = first,
            Self::Seed => spec.seed = u32::try_from(first).unwrap_or_default(),
        }
        spec.settled()
    }
}

/// In the depthwise chapter, groups and output maps follow the input channels.
fn set_channels(spec: &mut Spec, channels: usize) {
    if spec.kind == Kind::Depthwise && spec.groups == spec.in_channels {
        spec.out_channels = (channels * spec.multiplier()).min(*Setting::OutChannels.range().end());
        spec.groups = channels;
    }
    spec.in_channels = channels;
}

/// Text with full-width forms made plain, lower case, trimmed: what a Chinese keyboard types is understood.
pub fn plain(text: &str) -> String {
    let plain_char = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '、' => ',',
        '\u{2212}' => '-',
        _ => c,
    };
    text.chars().map(plain_char).collect::<String>().trim().to_ascii_lowercase()
}

/// At most twelve characters of what somebody typed, to be quoted back.
fn shorten(text: &str) -> String {
    let short: String = text.chars().take(12).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
