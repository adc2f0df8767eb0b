//! Values that a visitor wrote over the chosen picture or kernel, by place, so that they survive a change of size.

use std::collections::BTreeMap;

/// The most edits that are kept: what fits into a link.
pub const MOST: usize = 256;
/// The largest magnitude of an edited value.
pub const LARGEST: f32 = 9999.0;

/// Values by place; `N` indices each, counted from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits<const N: usize>(BTreeMap<[usize; N], f32>);

impl<const N: usize> Edits<N> {
    /// No edit.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Sets a value, held to finite numbers of at most [`LARGEST`]; false if there are [`MOST`] edits elsewhere already.
    pub fn set(&mut self, place: [usize; N], value: f32) -> bool {
        if self.0.len() >= MOST && !self.0.contains_key(&place) {
            return false;
        }
        let value = if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) };
        self.0.insert(place, value);
        true
    }

    /// Takes an edit back.
    pub fn unset(&mut self, place: [usize; N]) {
        self.0.remove(&place);
    }

    /// All edits, ordered by place.
    pub fn iter(&self) -> impl Iterator<Item = ([usize; N], f32)> {
        self.0.iter().map(|(&place, &value)| (place, value))
    }

    /// True if nothing was edited.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Reads a value as a visitor writes it: full-width digits and a true minus are understood.
///
/// `None` if it is no finite number.
pub fn read_value(text: &str) -> Option<f32> {
    let value: f32 = super::setting::plain(text).replace('\u{2212}', "-").parse().ok()?;
    value.is_finite().then(|| value.clamp(-LARGEST, LARGEST))
}
