//! The part of what the figure is shared with that moves.

use super::super::node::{Node, node};
use super::Part;

/// What stands in the part *Loop*.
pub fn moving(_: &Part<'_>) -> Node {
    node("div").class("share-loop")
}
