//! Values that a visitor wrote over the chosen picture or kernel, by place, so that they survive a change of size.

use crate::i18n::number;

/// The most edits that are kept: what fits into a link.
pub const MOST: usize = 256;
/// The largest magnitude of an edited value.
pub const LARGEST: f64 = 9999.0;

/// Values by place; `N` indices each, counted from 0. Few, so kept in a sorted list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits<const N: usize>(Vec<([usize; N], f32)>);

impl<const N: usize> Edits<N> {
    /// No edit.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Sets a value, held to thousandths of at most [`LARGEST`]; false if there are [`MOST`] edits elsewhere already.
    pub fn set(&mut self, place: [usize; N], value: f32) -> bool {
        let value = held(f64::from(value));
        match self.0.iter().position(|&(other, _)| other >= place) {
            Some(at) if self.0[at].0 == place => self.0[at].1 = value,
            _ if self.0.len() >= MOST => return false,
            Some(at) => self.0.insert(at, (place, value)),
            None => self.0.push((place, value)),
        }
        true
    }

    /// All edits, ordered by place.
    pub fn iter(&self) -> impl Iterator<Item = ([usize; N], f32)> {
        self.0.iter().copied()
    }

    /// True if nothing was edited.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Number of edits.
    pub const fn len(&self) -> usize {
        self.0.len()
    }
}

/// A value in thousandths, so that a link can write it and read the same.
fn held(value: f64) -> f32 {
    let value = if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) };
    ((value * 1000.0).round() / 1000.0) as f32
}

/// Reads a value as a visitor writes it: full-width digits and a true minus are understood.
///
/// `None` if it is no number, or one far beyond [`LARGEST`].
pub fn read_value(text: &str) -> Option<f32> {
    let value = number::read(&super::setting::plain(text))?;
    (value.abs() < 1e9).then(|| held(value))
}
