//! Where the values of an axis lie: evenly, or by their magnitude.

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use std::ops::Range;

/// An axis from one value to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    by_magnitude: bool,
    ticks: Vec<f64>,
}

impl Scale {
    /// Evenly from a value to a larger one, with labels at round values.
    pub fn even(from: f64, to: f64) -> Self {
        let to = if to > from { to } else { from + 1.0 };
        let step = round_step((to - from) / 4.0);
        let mut ticks = Vec::new();
        let mut tick = (from / step).ceil() * step;
        while tick <= to + step * 1e-9 {
            ticks.push(tick);
            tick += step;
        }
        Self { from, to, by_magnitude: false, ticks }
    }

    /// By magnitude between two positive values, which are widened to powers of ten; labels at powers of ten, at most six.
    pub fn by_magnitude(from: f64, to: f64) -> Self {
        let low = power_below(from.max(1.0));
        let mut high = low * 10.0;
        let mut powers = 1;
        while high < to {
            high *= 10.0;
            powers += 1;
        }
        let every = usize::div_ceil(powers, 6);
        let ticks = (0..=powers).filter(|power| power % every == 0).map(|power| low * ten_to(power)).collect();
        Self { from: low, to: high, by_magnitude: true, ticks }
    }

    /// By magnitude between two positive values just as they are, with no labels yet.
    pub fn by_magnitude_between(from: f64, to: f64) -> Self {
        let from = from.max(1.0);
        Self { from, to: to.max(from + 1.0), by_magnitude: true, ticks: Vec::new() }
    }

    /// With labels at given values.
    #[must_use]
    pub fn labelled(mut self, ticks: Vec<f64>) -> Self {
        self.ticks = ticks;
        self
    }

    /// The values with labels.
    pub fn ticks(&self) -> &[f64] {
        &self.ticks
    }

    /// How far along the axis a value lies: 0 at its beginning, 1 at its end. Values outside lie at the ends.
    pub fn share(&self, value: f64) -> f64 {
        let share = if self.by_magnitude {
            (value.max(self.from) / self.from).ln() / (self.to / self.from).ln()
        } else {
            (value - self.from) / (self.to - self.from)
        };
        share.clamp(0.0, 1.0)
    }
}

/// 1, 2 or 5 times a power of ten: the smallest that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = power_below(step);
    [1.0, 2.0, 5.0].map(|times| times * power).into_iter().find(|&round| round >= step * 0.999).unwrap_or(power * 10.0)
}

/// The largest power of ten that is not above a positive value.
fn power_below(value: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= value {
        power *= 10.0;
    }
    while power > value {
        power /= 10.0;
    }
    power
}

fn ten_to(power: usize) -> f64 {
    (0..power).fold(1.0, |product, _| product * 10.0)
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (low, high): (i32, i32)) -> i32 {
        low + (self.share(*value) * f64::from(high - low)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.from..self.to
    }
}

impl ValueFormatter<f64> for Scale {
    fn format(value: &f64) -> String {
        crate::i18n::number::num(*value as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn labels_are_round_and_inside() {
        assert_eq!(Scale::even(0.0, 7.0).ticks(), [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(Scale::even(1.0, 15.0).ticks(), [5.0, 10.0, 15.0]);
        assert_eq!(Scale::by_magnitude(72.0, 14_400.0).ticks(), [10.0, 100.0, 1000.0, 10_000.0, 100_000.0]);
        let wide = Scale::by_magnitude(1.0, 1e12);
        assert!(wide.ticks().len() <= 7, "{:?}", wide.ticks());
    }

    #[test]
    fn values_outside_lie_at_the_ends() {
        let scale = Scale::by_magnitude(1.0, 1000.0);
        assert_eq!((scale.share(0.0), scale.share(1e9)), (0.0, 1.0));
        assert!((scale.share(10.0) - 1.0 / 3.0).abs() < 1e-12);
    }
}
