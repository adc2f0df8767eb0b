//! The engine: numbers and indices, no picture.
//!
//! A [`Layer`] says what is asked; [`Geometry::new`] is the only gate: it refuses what is impossible with a
//! [`LayerError`] that names the nearest legal value, before anything is allocated. A [`Geometry`] answers which
//! numbers meet, as [`Link`]s *(output, weight, input)*, in all three directions. [`reference`](mod@reference) sums over those links and
//! is the judge; [`fast`] computes the same sums in the same order, many outputs at a time; [`slim`] does so in little code, and
//! is what the page downloads.
//!
//! # The order of summation
//!
//! Every output starts at `+0.0`. Its links are added in order: input channels ascending, then taps in reading
//! order, one multiplication and one addition each (never fused), in `f32`. The bias is added last. Taps that read a zero of the border
//! add nothing: with finite numbers, adding `0.0 * weight` to a sum that started at `+0.0` changes no bit of it.
//! Lanes of SIMD are neighbouring outputs, never taps, so the partial sum on the stage, the reference, the fast and the
//! slim engine are the same bits.

pub mod axis;
mod check;
pub mod cost;
pub mod error;
pub mod fast;
pub mod geometry;
pub mod lanes;
pub mod layer;
pub mod operands;
pub mod reference;
pub mod slim;
pub mod tensor;

pub use axis::{Axis, PaddingMode};
pub use check::legal_groups;
pub use error::{Count, Direction, LayerError};
pub use geometry::{Geometry, Link};
pub use layer::{Layer, Operation, Padding, Pool, Sharing};
pub use operands::OperandError;
pub use tensor::{Axes, Place, Shape, Tensor};
