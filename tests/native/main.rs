//! Everything that needs no browser, as one program.

mod aside;
mod contrast;
mod conv;
mod formula;
mod layers;
mod link;
mod matrix;
mod morph;
mod number;
mod presenter;
mod stage;
mod state;
mod timeline;
mod words;
