//! Convoscope: an interactive visualiser of the kinds of convolution.

pub mod conv;
pub mod i18n;
pub mod link;
pub mod scene;
pub mod spec;
pub mod stage;
pub mod state;
pub mod timeline;
