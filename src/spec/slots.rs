//! The small numbers that a visitor writes beside the figure: two kernels, and the rates of three layers.

use super::setting::plain;
use crate::i18n::number;
use std::ops::{Range, RangeInclusive};

/// Eleven whole numbers: the kernels `a` and `b` row by row, then the rates, first layer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots([i8; 11]);

/// Where the first kernel stands.
pub const A: Range<usize> = 0..4;
/// Where the second kernel stands.
pub const B: Range<usize> = 4..8;
/// Where the rates stand.
pub const RATES: Range<usize> = 8..11;

impl Slots {
    /// What stands there at first.
    pub const START: Self = Self([1, 2, 0, -1, 2, 0, 1, -1, 1, 2, 4]);

    /// What a slot can hold.
    pub const fn range(slot: usize) -> RangeInclusive<i8> {
        if slot < RATES.start { -9..=9 } else { 1..=8 }
    }

    /// Some of the numbers.
    pub fn part(&self, part: Range<usize>) -> &[i8] {
        &self.0[part]
    }

    /// Some of the numbers, separated by commas.
    pub fn text(&self, part: Range<usize>) -> String {
        let mut text = String::new();
        for value in &self.0[part] {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(&value.to_string());
        }
        text
    }

    /// A kernel's numbers, for the engine.
    pub fn kernel(&self, part: Range<usize>) -> Vec<f32> {
        self.0[part].iter().map(|&value| f32::from(value)).collect()
    }

    /// The three rates, first layer first.
    pub fn rates(&self) -> [usize; 3] {
        [0, 1, 2].map(|layer| usize::from(self.0[RATES.start + layer].unsigned_abs()))
    }

    /// The same with one number changed, held to its range.
    #[must_use]
    pub fn with(mut self, slot: usize, value: f64) -> Self {
        let (low, high) = Self::range(slot).into_inner();
        // A cast from f64 saturates.
        self.0[slot] = (value as i8).max(low).min(high);
        self
    }

    /// The same with new kernels, drawn by those that stand there.
    #[must_use]
    pub fn drawn(mut self) -> Self {
        let seed = self.0[..B.end].iter().fold(1_u32, |seed, &value| seed.wrapping_mul(31).wrapping_add(value as u32));
        let drawn = super::Filter::Random.weights(B.end, crate::conv::Axes::both(1), seed);
        for (slot, value) in self.0.iter_mut().zip(drawn) {
            *slot = value as i8;
        }
        self
    }
}

/// Reads a number for a slot as a visitor writes it; `None` if it is no whole number.
pub fn read(text: &str) -> Option<f64> {
    number::read(&plain(text)).filter(|value| value.fract() == 0.0)
}

/// True if a slot can hold this number as it is.
pub fn fits(slot: usize, value: f64) -> bool {
    let (low, high) = Slots::range(slot).into_inner();
    value >= f64::from(low) && value <= f64::from(high)
}
