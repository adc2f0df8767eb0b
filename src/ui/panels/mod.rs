//! The panels below the figure, and what it is shared with over it: the markup of the two programs that the page loads later. They are
//! Yew's as well, pages of their own inside the page.
//!
//! A panel is a function from [`Part`] to markup. What it shows is worked out in pure code; here it is put into elements. To add
//! one: a file, its arm in `Panels::shown`, its words in `i18n::panels`; `cost.rs` is the one to copy.

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
use crate::panels::{Ask, State};
use crate::web::listen::Listener;
use crate::web::{document, place};
use app::Program;
use web_sys::Element;
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
    app::follow::<Panels<true>>();
}

/// As [`mount`], without what reads code that is pasted: that is a fourteenth of everything, and the single file has a limit.
pub fn mount_without_reader() {
    document::unpack();
    app::follow::<Panels<false>>();
}

/// Puts what the figure is shared with into its place, whenever the page has one.
pub fn mount_share() {
    document::unpack();
    app::follow::<share::Share>();
}

/// The panels below the figure, and whether the one of code reads code as well.
struct Panels<const READS: bool>;

impl<const READS: bool> Program for Panels<READS> {
    const PLACE: &'static str = place::PANELS;

    fn shown(part: &Part<'_>) -> Node {
        match part.state.panel().0 {
            "cost" => cost::cost(part),
            "networks" => networks::networks(part),
            "code" => code::code::<READS>(part),
            "field" => field::field(part),
            _ => cost::cost(part),
        }
    }

    fn obey(state: &State, ask: &Ask, act: &Callback<Ask>) {
        if READS
            && *ask == Ask::Read
            && let Some(spec) = code::read_as(state)
        {
            act.emit(Ask::Open(spec));
        }
    }

    fn settle(_: &State, after: &mut State, act: &Callback<Ask>) {
        if let Some(address) = after.wanted() {
            act.emit(Ask::Fetch(address));
        }
    }

    fn rendered(_: &State, opened: bool) {
        if opened {
            place::focus_heading();
        }
    }

    fn come(_: &Element) -> Vec<Listener> {
        Vec::new()
    }

    /// What a visitor or a link asked for is below the figure: it comes into view.
    fn opened(place: &Element) {
        place.scroll_into_view();
    }
}
