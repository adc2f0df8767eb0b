//! The words of the second program, in every language: a file for each of its panels.
//!
//! Each file has one struct with a field per sentence (a function where numbers go in) and a constant of it per language, so
//! that a missing sentence does not compile.

pub mod call;
pub mod costs;
pub mod export;
pub mod networks;
pub mod share;
pub mod stack;

use super::Lang;

/// The word that leads from a panel up to the figure.
pub const fn to_the_figure(lang: Lang) -> &'static str {
    match lang {
        Lang::English => "To the figure",
        Lang::Chinese => "看图",
    }
}
