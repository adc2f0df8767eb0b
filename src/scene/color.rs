//! Colours and the value ramps: the design's tokens 2.1 to 2.3, as numbers.

/// An sRGB colour with opacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
    /// Opacity, 0 to 255.
    pub a: u8,
}

impl Color {
    /// An opaque colour from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        Self { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8, a: 255 }
    }

    /// The way from `self` to `other`: 0 is `self`, 1 is `other`. In sRGB, as the design's figures were made.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let share = share.clamp(0.0, 1.0);
        let blend = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
        Self {
            r: blend(self.r, other.r),
            g: blend(self.g, other.g),
            b: blend(self.b, other.b),
            a: blend(self.a, other.a),
        }
    }

    /// The same colour at an opacity from 0 to 1.
    pub fn fade(self, opacity: f64) -> Self {
        Self { a: (f64::from(self.a) * opacity.clamp(0.0, 1.0)).round() as u8, ..self }
    }

    /// `#RRGGBB`, without the opacity.
    pub fn to_hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }

    /// WCAG 2 relative luminance, 0 to 1.
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// WCAG 2 contrast ratio, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// Eleven stops from -1 to +1, linear in between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ramp(pub [Color; 11]);

impl Ramp {
    /// The colour of a value from -1 to +1 (clamped; not a number counts as 0).
    pub fn at(&self, value: f64) -> Color {
        let value = if value.is_nan() { 0.0 } else { value.clamp(-1.0, 1.0) };
        let place = (value + 1.0) * 5.0;
        let stop = (place as usize).min(9);
        self.0[stop].mix(self.0[stop + 1], place - stop as f64)
    }
}

const fn ramp(stops: [u32; 11]) -> Ramp {
    let mut colors = [Color::hex(0); 11];
    let mut stop = 0;
    while stop < 11 {
        colors[stop] = Color::hex(stops[stop]);
        stop += 1;
    }
    Ramp(colors)
}

/// PuOr-11 of ColorBrewer (Cynthia Brewer, Apache-2.0), reversed: purple is negative, orange positive.
pub const LIGHT: Ramp = ramp([
    0x2D004B, 0x542788, 0x8073AC, 0xB2ABD2, 0xD8DAEB, 0xF7F7F7, 0xFEE0B6, 0xFDB863, 0xE08214, 0xB35806, 0x7F3B08,
]);

/// The same order of hues for dark ground: magnitude is light.
pub const DARK: Ramp = ramp([
    0xC9BBFF, 0xA593F0, 0x6F5ABC, 0x53448F, 0x393160, 0x24262E, 0x48341A, 0x6C4815, 0x955B0F, 0xD7913B, 0xFFCB85,
]);
