//! The stage's colours and line widths: the design's section 2, beside the same tokens in `static/style.css`.

use crate::scene::color::{Color, DARK, LIGHT, Ramp};

/// The colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// The page.
    pub paper: Color,
    /// Raised things.
    pub surface: Color,
    /// Wells.
    pub sunken: Color,
    /// Hairlines, frames of sheets.
    pub line: Color,
    /// Outlines and tracks that must be seen.
    pub control: Color,
    /// Headings, numbers.
    pub ink: Color,
    /// Running text.
    pub ink2: Color,
    /// Captions, signs between sheets.
    pub ink3: Color,
    /// Role: data.
    pub input: Color,
    /// Role: kernels.
    pub weight: Color,
    /// Role: results.
    pub output: Color,
    /// Refused, missed, differing.
    pub warn: Color,
    /// Digit in a lit tile.
    pub digit: Color,
    /// Digit in a pale tile.
    pub quiet: Color,
    /// Colours of values.
    pub ramp: Ramp,
    /// Share of the ramp used by tiles with digits.
    pub digit_cap: f64,
    /// Hues of groups, in order; they repeat after eight.
    pub groups: [Color; 8],
    /// Which of the hues reach 4.5 on paper, so that small text may have them.
    pub groups_as_text: [bool; 8],
    /// Factor on line widths.
    pub lines: f64,
}

/// The name of a theme, as links and attributes have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// Dark ink on warm paper.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// Black on white, thick lines.
    Projector,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Projector];

    /// The word in links and in the page's `data-theme`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    /// The colours.
    pub const fn theme(self) -> &'static Theme {
        match self {
            Self::Light => &LIGHT_THEME,
            Self::Dark => &DARK_THEME,
            Self::Projector => &PROJECTOR_THEME,
        }
    }
}

impl Theme {
    /// The hue of a group, counted from 0.
    pub const fn group(&self, group: usize) -> Color {
        self.groups[group % 8]
    }

    /// The colour of a group's small text: its hue where that can be read, else ink.
    pub const fn group_text(&self, group: usize) -> Color {
        if self.groups_as_text[group % 8] { self.group(group) } else { self.ink }
    }
}

const LIGHT_GROUPS: [Color; 8] = [
    Color::hex(0x2B72C2),
    Color::hex(0xBC4414),
    Color::hex(0x1F9474),
    Color::hex(0x761F53),
    Color::hex(0xAD8A06),
    Color::hex(0x44328F),
    Color::hex(0x2B99D2),
    Color::hex(0x5A1408),
];

static LIGHT_THEME: Theme = Theme {
    paper: Color::hex(0xFBFAF7),
    surface: Color::hex(0xFFFFFF),
    sunken: Color::hex(0xF2F0EA),
    line: Color::hex(0xE3DFD6),
    control: Color::hex(0x8A867D),
    ink: Color::hex(0x1C1B19),
    ink2: Color::hex(0x504D47),
    ink3: Color::hex(0x6B675F),
    input: Color::hex(0x1B66AD),
    weight: Color::hex(0x7D1748),
    output: Color::hex(0x0A7A68),
    warn: Color::hex(0x9A3B12),
    digit: Color::hex(0x141312),
    quiet: Color::hex(0x58544D),
    ramp: LIGHT,
    digit_cap: 0.56,
    groups: LIGHT_GROUPS,
    groups_as_text: [true, true, false, true, false, true, false, true],
    lines: 1.0,
};

static DARK_THEME: Theme = Theme {
    paper: Color::hex(0x131419),
    surface: Color::hex(0x1B1D24),
    sunken: Color::hex(0x0E0F13),
    line: Color::hex(0x2C2F38),
    control: Color::hex(0x7D8290),
    ink: Color::hex(0xEDECE9),
    ink2: Color::hex(0xBFC0C6),
    ink3: Color::hex(0x989BA6),
    input: Color::hex(0x5AA2EE),
    weight: Color::hex(0xE8699F),
    output: Color::hex(0x7CEBD2),
    warn: Color::hex(0xF2A27A),
    digit: Color::hex(0xFFFFFF),
    quiet: Color::hex(0xA6A9B3),
    ramp: DARK,
    digit_cap: 0.60,
    groups: [
        Color::hex(0x7CA0F6),
        Color::hex(0xFA8448),
        Color::hex(0x4FE3B0),
        Color::hex(0xB782A4),
        Color::hex(0xF3D04E),
        Color::hex(0x9080BE),
        Color::hex(0xA2D7FE),
        Color::hex(0xD62E64),
    ],
    groups_as_text: [true, true, true, true, true, true, true, false],
    lines: 1.0,
};

static PROJECTOR_THEME: Theme = Theme {
    paper: Color::hex(0xFFFFFF),
    surface: Color::hex(0xFFFFFF),
    sunken: Color::hex(0xF0F0F0),
    line: Color::hex(0xC9C9C9),
    control: Color::hex(0x595959),
    ink: Color::hex(0x000000),
    ink2: Color::hex(0x2B2B2B),
    ink3: Color::hex(0x474747),
    input: Color::hex(0x004C8C),
    weight: Color::hex(0x5E0A33),
    output: Color::hex(0x005A4A),
    warn: Color::hex(0x7A2A06),
    digit: Color::hex(0x000000),
    quiet: Color::hex(0x3A3A3A),
    ramp: LIGHT,
    digit_cap: 0.48,
    groups: LIGHT_GROUPS,
    groups_as_text: [true, true, false, true, false, true, false, true],
    lines: 1.9,
};
