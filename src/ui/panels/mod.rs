//! The panels below the figure: the second program's markup. It is Yew's as well, a page of its own inside the page.
//!
//! A panel is a function from [`Part`] to markup. What it shows is worked out in pure code; here it is put into elements. To add
//! one: a file, its arm in [`shown`], its words in `i18n::panels`; `cost.rs` is the one to copy.

mod app;
mod code;
mod cost;
mod field;
mod field_rows;
mod networks;
mod parts;
mod picture;
mod share;
mod share_loop;

use super::node::Node;
use crate::panels::{Ask, SHARE, State};
use crate::web::document;
use yew::Callback;

/// What a panel shows, and where it sends what is done.
pub(super) struct Part<'a> {
    /// What is known.
    pub state: &'a State,
    /// Hears what is asked for.
    pub act: &'a Callback<Ask>,
}

/// Puts the panels into their place, whenever the page has one.
pub fn mount() {
    document::unpack();
    app::follow();
}

/// The open panel.
fn shown(part: &Part<'_>) -> Node {
    match part.state.panel().0 {
        "cost" => cost::cost(part),
        "networks" => networks::networks(part),
        "code" => code::code(part),
        "field" => field::field(part),
        SHARE => share::share(part),
        _ => cost::cost(part),
    }
}
