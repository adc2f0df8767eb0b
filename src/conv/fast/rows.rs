//! Sums whose weights are all their own: each is used once, so what counts is to read them as they lie in memory.
//!
//! Four lanes are four outputs, whose weights lie in four rows of memory. They are read four terms at a time and
//! transposed in registers.

use crate::conv::lanes::{LANES, Lanes};

/// The rows of weights of four outputs, all of the same length.
pub type Rows<'a> = [&'a [f32]; LANES];

/// The sums of `R` times four outputs, term by term; `input(term)` is what the weights of all of them meet.
#[inline(always)]
pub fn sums<L: Lanes, const R: usize>(rows: &[Rows; R], input: impl Fn(usize) -> L) -> [L; R] {
    let quads = rows.map(|rows| rows.map(|row| row.as_chunks::<LANES>().0));
    let whole = quads[0][0].len();
    let mut sums = [L::splat(0.0); R];
    for quad in 0..whole {
        let inputs: [L; LANES] = std::array::from_fn(|next| input(quad * LANES + next));
        for (rows, sum) in quads.iter().zip(&mut sums) {
            let weights = L::transpose(rows.map(|row| L::load(&row[quad])));
            for (weights, &input) in weights.into_iter().zip(&inputs) {
                *sum = sum.add(weights.mul(input));
            }
        }
    }
    for term in whole * LANES..rows[0][0].len() {
        let input = input(term);
        for (rows, sum) in rows.iter().zip(&mut sums) {
            *sum = sum.add(L::load(&rows.map(|row| row[term])).mul(input));
        }
    }
    sums
}
