//! From a spec to what is true at one instant.
//!
//! A [`Plan`] holds a checked spec's numbers; a [`Clock`] says where in time we are; a [`Frame`] is what is true there. A
//! frame depends on the plan, the [`Moment`] and the [`Focus`] alone, so playing to a step and jumping to it give the same picture.

pub mod clock;
pub mod focus;
pub mod frame;
pub mod lesson;
pub mod plan;

pub use clock::{Beat, Clock, Moment, Pace, Speed};
pub use focus::{Focus, Role, Target};
pub use frame::{Frame, Term};
pub use plan::{Pass, Plan};
