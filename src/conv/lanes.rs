//! Four numbers at a time: the vocabulary that the fast engine is written in.
//!
//! One trait, two sets of lanes. [`Scalar`] is plain arithmetic on an array and runs everywhere; `Simd128` is the
//! 128-bit vectors of WebAssembly, there where the program is compiled with `simd128`. Both give the same bits: every
//! operation is IEEE 754 arithmetic on each lane alone, and nothing is ever fused.

/// The lanes that this program was compiled for.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub type Native = Simd128;
/// The lanes that this program was compiled for.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub type Native = Scalar;

/// How many lanes there are.
pub const LANES: usize = 4;

/// Four `f32` that are computed with at once.
pub trait Lanes: Copy {
    /// The same value in every lane.
    fn splat(value: f32) -> Self;

    /// Neighbours in memory, the first in lane 0.
    fn load(values: &[f32; LANES]) -> Self;

    /// The lanes, lane 0 first.
    fn store(self) -> [f32; LANES];

    /// The sum, lane by lane.
    fn add(self, other: Self) -> Self;

    /// The product, lane by lane.
    fn mul(self, other: Self) -> Self;

    /// `other` where it is larger, `self` everywhere else: also where they are equal (such as `0.0` and `-0.0`) or one
    /// is not a number.
    fn max(self, other: Self) -> Self;

    /// Rows become columns: lane `j` of result `i` is lane `i` of argument `j`.
    fn transpose(rows: [Self; LANES]) -> [Self; LANES];
}

/// Lanes without any vector instruction of the language; compilers find some.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scalar([f32; LANES]);

impl Scalar {
    fn zip(self, other: Self, each: impl Fn(f32, f32) -> f32) -> Self {
        let (a, b) = (self.0, other.0);
        Self([each(a[0], b[0]), each(a[1], b[1]), each(a[2], b[2]), each(a[3], b[3])])
    }
}

impl Lanes for Scalar {
    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([value; LANES])
    }

    #[inline(always)]
    fn load(values: &[f32; LANES]) -> Self {
        Self(*values)
    }

    #[inline(always)]
    fn store(self) -> [f32; LANES] {
        self.0
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.zip(other, |a, b| a * b)
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.zip(other, |a, b| if a < b { b } else { a })
    }

    #[inline(always)]
    fn transpose(rows: [Self; LANES]) -> [Self; LANES] {
        std::array::from_fn(|i| Self(rows.map(|row| row.0[i])))
    }
}

/// A 128-bit vector of WebAssembly.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[derive(Clone, Copy, Debug)]
pub struct Simd128(std::arch::wasm32::v128);

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128 {
    use super::{LANES, Lanes, Simd128};
    use std::arch::wasm32::{f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_pmax, f32x4_splat, i32x4_shuffle};

    impl Lanes for Simd128 {
        #[inline(always)]
        fn splat(value: f32) -> Self {
            Self(f32x4_splat(value))
        }

        /// The four reads become one `v128.load`.
        #[inline(always)]
        fn load(values: &[f32; LANES]) -> Self {
            Self(f32x4(values[0], values[1], values[2], values[3]))
        }

        #[inline(always)]
        fn store(self) -> [f32; LANES] {
            let v = self.0;
            [
                f32x4_extract_lane::<0>(v),
                f32x4_extract_lane::<1>(v),
                f32x4_extract_lane::<2>(v),
                f32x4_extract_lane::<3>(v),
            ]
        }

        #[inline(always)]
        fn add(self, other: Self) -> Self {
            Self(f32x4_add(self.0, other.0))
        }

        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            Self(f32x4_mul(self.0, other.0))
        }

        /// `pmax` is defined as `a < b ? b : a`.
        #[inline(always)]
        fn max(self, other: Self) -> Self {
            Self(f32x4_pmax(self.0, other.0))
        }

        #[inline(always)]
        fn transpose([a, b, c, d]: [Self; LANES]) -> [Self; LANES] {
            let low = (i32x4_shuffle::<0, 4, 1, 5>(a.0, b.0), i32x4_shuffle::<0, 4, 1, 5>(c.0, d.0));
            let high = (i32x4_shuffle::<2, 6, 3, 7>(a.0, b.0), i32x4_shuffle::<2, 6, 3, 7>(c.0, d.0));
            [
                Self(i32x4_shuffle::<0, 1, 4, 5>(low.0, low.1)),
                Self(i32x4_shuffle::<2, 3, 6, 7>(low.0, low.1)),
                Self(i32x4_shuffle::<0, 1, 4, 5>(high.0, high.1)),
                Self(i32x4_shuffle::<2, 3, 6, 7>(high.0, high.1)),
            ]
        }
    }
}
