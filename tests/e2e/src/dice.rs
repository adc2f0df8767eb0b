//! Random numbers that a seed brings again.

/// Dice that fall alike for the same seed: xorshift, 64 bits.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice for a seed, which may be any number.
    pub fn new(seed: u64) -> Self {
        // Spread over all bits; xorshift wants anything but zero.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`, which is not 0.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    /// One of several, of which there is at least one.
    pub fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len() as u64) as usize].clone()
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        self.roll(1001) as f64 / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_brings_the_same_numbers_and_another_brings_others() {
        let rolls = |seed| {
            let mut dice = Dice::new(seed);
            [(); 8].map(|()| dice.roll(1000))
        };
        assert_eq!(rolls(7), rolls(7));
        assert_ne!(rolls(7), rolls(8));
        assert!(rolls(0).iter().all(|&roll| roll < 1000) && rolls(0) != [0; 8]);
    }
}
