//! Everything that needs no browser, as one program.

mod aside;
mod call;
mod contrast;
mod conv;
mod costs;
mod embed;
mod export;
mod formula;
mod layers;
mod link;
mod matrix;
mod morph;
mod networks;
mod number;
mod post;
mod presenter;
mod recipes;
mod share;
mod stack;
mod stage;
mod state;
mod timeline;
mod words;
