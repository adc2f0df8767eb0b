//! The layer as text in other people's code: PyTorch, Keras, Flax, ONNX; read and written.
//!
//! ```text
//!  text ──tokens──> ──parse──> Node ──read──> pieces ──fold──> Call { input, layers } ──of/to spec──> Spec
//!                                                                └──write──> text and remarks
//! ```
//!
//! PyTorch and Keras are read and written, Flax and ONNX written. Reading never panics: it gives a [`Reading`] or a [`Refusal`]
//! with a place and a reason. Where a framework cannot say a layer, a [`Remark`] says so beside the nearest honest text.

mod arguments;
mod check;
mod flax;
mod fold;
mod keras;
pub mod layer;
mod notice;
mod onnx;
mod parse;
mod read;
mod refusal;
mod signature;
mod spec;
mod table;
mod tokens;
mod torch;
mod write;

pub use layer::{Call, Framework, Groups, Layer, Op};
pub use notice::{Notice, Remark};
pub use read::{LONGEST, MOST_LAYERS, Reading, read};
pub use refusal::{Refusal, Why};
pub use spec::{of_spec, to_spec, write_spec};
pub use write::{Written, write};
