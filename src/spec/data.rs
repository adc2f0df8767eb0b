//! What fills the input and the kernels: real pictures, patterns, classic kernels, seeded numbers.
//!
//! All values are small whole numbers where the idea allows it, so that a visitor can check a sum in the head.

use crate::conv::{Axes, Place, Shape, Tensor};
use std::sync::OnceLock;

/// What stands in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Picture {
    /// A handwritten digit, 0 to 9; channel `c` shows the `c`-th next digit.
    Digit(u8),
    /// A portrait; channels are red, green, blue, and again.
    Face,
    /// A cat; channels are red, green, blue, and again.
    Cat,
    /// Values that grow along the columns, in odd channels along the rows.
    Ramp,
    /// One 1 in the middle, zeros elsewhere.
    Impulse,
    /// Ones and zeros in turn.
    Checkerboard,
    /// Whole numbers from 0 to 5, small ones more often, drawn by the seed.
    Random,
}

impl Picture {
    /// Every picture, in the order in which they are offered.
    pub const ALL: [Self; 16] = [
        Self::Digit(0),
        Self::Digit(1),
        Self::Digit(2),
        Self::Digit(3),
        Self::Digit(4),
        Self::Digit(5),
        Self::Digit(6),
        Self::Digit(7),
        Self::Digit(8),
        Self::Digit(9),
        Self::Face,
        Self::Cat,
        Self::Ramp,
        Self::Impulse,
        Self::Checkerboard,
        Self::Random,
    ];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        const DIGITS: [&str; 10] =
            ["digit0", "digit1", "digit2", "digit3", "digit4", "digit5", "digit6", "digit7", "digit8", "digit9"];
        match self {
            Self::Digit(digit) => DIGITS[(digit % 10) as usize],
            Self::Face => "face",
            Self::Cat => "cat",
            Self::Ramp => "ramp",
            Self::Impulse => "impulse",
            Self::Checkerboard => "checkerboard",
            Self::Random => "random",
        }
    }

    /// The picture as a tensor of the asked shape.
    pub fn tensor(self, shape: Shape, seed: u32) -> Tensor {
        let mut random = Random::new(seed);
        let inside = Pictures::get();
        let Axes { row: height, col: width } = shape.size;
        Tensor::from_fn(shape, |Place { channel, row, col }| match self {
            Self::Digit(digit) => {
                let which = (usize::from(digit) + channel) % 10;
                resample(8, shape.size, row, col, |y, x| at(&inside.digits, which * 64 + y * 8 + x))
            }
            Self::Face => inside.face.value(shape, channel, row, col),
            Self::Cat => inside.cat.value(shape, channel, row, col),
            Self::Ramp if channel % 2 == 0 => (col % 16) as f32,
            Self::Ramp => (row % 16) as f32,
            Self::Impulse => f32::from(u8::from(row == height / 2 && col == width / 2)),
            Self::Checkerboard => f32::from(u8::from((row + col + channel).is_multiple_of(2))),
            Self::Random => (random.unit() * random.unit() * 6.0).floor() as f32,
        })
    }
}

/// What stands in the kernels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// A 1 in the middle.
    Identity,
    /// The mean of the window.
    Box,
    /// Binomial weights that sum to 1.
    Gaussian,
    /// The middle against its neighbours.
    Sharpen,
    /// Change from left to right.
    SobelX,
    /// Change from top to bottom.
    SobelY,
    /// The neighbours against the middle.
    Laplacian,
    /// Light from the upper left.
    Emboss,
    /// Whole numbers from -2 to 2, drawn by the seed; every kernel its own.
    Random,
}

impl Filter {
    /// Every kernel, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Identity,
        Self::Box,
        Self::Gaussian,
        Self::Sharpen,
        Self::SobelX,
        Self::SobelY,
        Self::Laplacian,
        Self::Emboss,
        Self::Random,
    ];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Box => "box",
            Self::Gaussian => "gaussian",
            Self::Sharpen => "sharpen",
            Self::SobelX => "sobelx",
            Self::SobelY => "sobely",
            Self::Laplacian => "laplacian",
            Self::Emboss => "emboss",
            Self::Random => "random",
        }
    }

    /// `kernels` sheets of `size` taps, row-major, one after the other.
    pub fn weights(self, kernels: usize, size: Axes<usize>, seed: u32) -> Vec<f32> {
        if self == Self::Random {
            let mut random = Random::new(seed.wrapping_add(0x5EED));
            return (0..kernels * size.area()).map(|_| random.whole(-2, 2)).collect();
        }
        let sheet = self.sheet(size);
        sheet.iter().copied().cycle().take(kernels * sheet.len()).collect()
    }

    /// One classic kernel, made for any size; at 3 x 3 it is the one of the textbooks (Gonzalez and Woods, *Digital
    /// Image Processing*, chapter 3; Sobel and Feldman 1968).
    fn sheet(self, size: Axes<usize>) -> Vec<f32> {
        let (middle, area) = (Axes::new(size.row / 2, size.col / 2), size.area() as f32);
        let (smooth, change) = (size.map(binomial), size.map(difference));
        let total: f32 = smooth.row.iter().sum::<f32>() * smooth.col.iter().sum::<f32>();
        let arms = (size.row + size.col - 2) as f32;
        let each = |row: usize, col: usize| -> f32 {
            let centre = f32::from(u8::from(row == middle.row && col == middle.col));
            let arm = f32::from(u8::from((row == middle.row) != (col == middle.col)));
            match self {
                Self::Identity | Self::Random => centre,
                Self::Box => 1.0 / area,
                Self::Gaussian => smooth.row[row] * smooth.col[col] / total,
                Self::Sharpen => centre * (arms + 1.0) - arm,
                Self::SobelX => smooth.row[row] * change.col[col],
                Self::SobelY => change.row[row] * smooth.col[col],
                Self::Laplacian => arm - centre * arms,
                Self::Emboss => centre + (row + col) as f32 - (middle.row + middle.col) as f32,
            }
        };
        (0..size.area()).map(|tap| each(tap / size.col, tap % size.col)).collect()
    }
}

/// One bias for each output channel: whole numbers from -2 to 3, drawn by the seed.
pub fn bias(channels: usize, seed: u32) -> Vec<f32> {
    let mut random = Random::new(seed.wrapping_add(0xB1A5));
    (0..channels).map(|_| random.whole(-2, 3)).collect()
}

/// The binomial coefficients of a row of Pascal's triangle with `taps` entries.
fn binomial(taps: usize) -> Vec<f32> {
    let mut row = vec![1.0f32];
    while row.len() < taps {
        let inner = row.windows(2).map(|pair| pair[0] + pair[1]);
        row = std::iter::once(1.0).chain(inner).chain(std::iter::once(1.0)).collect();
    }
    row
}

/// A smoothed difference, later minus earlier: `-1 0 1` at three taps; `1` where there is nothing to compare with.
fn difference(taps: usize) -> Vec<f32> {
    match taps {
        0 | 1 => vec![1.0],
        2 => vec![-1.0, 1.0],
        _ => {
            let smooth = binomial(taps - 2);
            let at = |index: usize| smooth.get(index).copied().unwrap_or(0.0);
            (0..taps).map(|tap| if tap >= 2 { at(tap - 2) - at(tap) } else { -at(tap) }).collect()
        }
    }
}

/// The file of pictures where there is no page that holds it. In the browser it is part of the page (see `index.html`), as
/// a script of a kind that no browser runs: in the program it would count against the budget.
const FILE: &str =
    if cfg!(all(target_arch = "wasm32", target_os = "unknown")) { "" } else { include_str!("pictures/pictures.html") };

static PICTURES: OnceLock<Pictures> = OnceLock::new();

/// Takes the pictures from the page; to be called before anything is shown.
pub fn provide(file: &str) {
    // Whoever comes second changes nothing: the page is read once.
    let _ = PICTURES.set(Pictures::parse(file));
}

/// Every value of the pictures inside: ten digits, a face, a cat.
struct Pictures {
    digits: Vec<u8>,
    face: Photo,
    cat: Photo,
}

/// A square photograph: red, green, blue, row by row, values from 0 to 15.
struct Photo {
    side: usize,
    values: Vec<u8>,
}

impl Pictures {
    fn get() -> &'static Self {
        PICTURES.get_or_init(|| Self::parse(FILE))
    }

    /// The lines of the file that are neither markup nor empty, as the first is in a page: one with the digits, then three
    /// for each photograph.
    fn parse(file: &str) -> Self {
        let mut lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('<'));
        let digits = lines.next().unwrap_or_default().bytes().map(letter).collect();
        Self { digits, face: Photo::parse(&mut lines, 32), cat: Photo::parse(&mut lines, 64) }
    }
}

impl Photo {
    /// A letter is the difference, modulo 16, from the same place in the colour before; in red from the value to the
    /// left, at the left edge from the value above.
    fn parse(lines: &mut dyn Iterator<Item = &str>, side: usize) -> Self {
        let mut values: Vec<u8> = Vec::with_capacity(3 * side * side);
        for line in lines.take(3) {
            for byte in line.bytes() {
                let at = values.len();
                let back = match at {
                    _ if at >= side * side => side * side,
                    _ if at.is_multiple_of(side) => side,
                    _ => 1,
                };
                let known = at.checked_sub(back).map_or(0, |before| values[before]);
                values.push((known + letter(byte)) % 16);
            }
        }
        Self { side, values }
    }

    /// One channel is brightness (Rec. 601 weights), several are red, green, blue, and again.
    fn value(&self, shape: Shape, channel: usize, row: usize, col: usize) -> f32 {
        let side = self.side;
        let value = |color: usize, y: usize, x: usize| at(&self.values, (color * side + y) * side + x);
        resample(side, shape.size, row, col, |y, x| match shape.channels {
            1 => 0.299 * value(0, y, x) + 0.587 * value(1, y, x) + 0.114 * value(2, y, x),
            _ => value(channel % 3, y, x),
        })
    }
}

/// A letter as a number: `a` is 0.
fn letter(byte: u8) -> u8 {
    byte.wrapping_sub(b'a') % 32
}

/// A value of a picture; nothing but zeros where a page lost its pictures.
fn at(values: &[u8], index: usize) -> f32 {
    f32::from(values.get(index).copied().unwrap_or_default())
}

/// The mean of a square source picture over the block that falls to one place of a grid, rounded to a whole number.
fn resample(side: usize, size: Axes<usize>, row: usize, col: usize, value: impl Fn(usize, usize) -> f32) -> f32 {
    let share = |index: usize, count: usize| {
        let (from, to) = ((index * side) as f32 / count as f32, ((index + 1) * side) as f32 / count as f32);
        let last = (to.ceil() as usize).min(side);
        (from as usize..last)
            .map(move |at| (at, to.min((at + 1) as f32) - from.max(at as f32)))
            .filter(|&(_, part)| part > 0.0)
    };
    let (mut sum, mut weight) = (0.0, 0.0);
    for (y, part_row) in share(row, size.row) {
        for (x, part_col) in share(col, size.col) {
            sum += value(y, x) * part_row * part_col;
            weight += part_row * part_col;
        }
    }
    (sum / weight).round()
}

/// Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, the same numbers everywhere.
struct Random(u32);

impl Random {
    const fn new(seed: u32) -> Self {
        Self(seed)
    }

    /// From 0 up to, not including, 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6D2B_79F5);
        let mut t = (self.0 ^ self.0 >> 15).wrapping_mul(1 | self.0);
        t = t.wrapping_add((t ^ t >> 7).wrapping_mul(61 | t)) ^ t;
        f64::from(t ^ t >> 14) / 4_294_967_296.0
    }

    /// A whole number from `low` to `high`, both included.
    fn whole(&mut self, low: i32, high: i32) -> f32 {
        (f64::from(low) + (self.unit() * f64::from(high - low + 1)).floor()) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_are_the_same_with_and_without_the_markup_around_them() {
        let text = FILE.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map(|(text, _)| text);
        let (whole, page) = (Pictures::parse(FILE), Pictures::parse(text.unwrap_or_default()));
        assert_eq!(page.digits, whole.digits);
        assert_eq!((page.face.values, page.cat.values), (whole.face.values.clone(), whole.cat.values.clone()));
        assert_eq!((whole.digits.len(), whole.face.values.len(), whole.cat.values.len()), (640, 3072, 12_288));
        assert!(whole.digits.iter().all(|&value| value <= 16));
    }
}
