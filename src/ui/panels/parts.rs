//! Parts that several panels have: a row of words of which one is chosen, a field of a picture with its words below.

use super::super::button::word;
use super::super::node::{Node, node};
use super::Part;
use crate::i18n::panels::to_the_figure;
use crate::panels::Ask;
use crate::scene::Scene;
use std::rc::Rc;

/// The panel's heading, a word that leads up to the figure, and one that closes the panel.
pub fn head(title: &str, close: &str, part: &Part<'_>) -> Node {
    node("div")
        .class("panel-head")
        .child(node("h2").id("panel-title").attr("tabindex", "-1").text(title))
        .child(word(to_the_figure(part.state.lang()), part.act, Ask::Look))
        .child(word(close, part.act, Ask::Close).class("word close"))
}

/// Width of a picture: half of the place where two have room side by side (the style sheet decides by the window, which has a margin of
/// 40 pixels on both sides).
pub fn column(width: f64) -> f64 {
    if width >= 884.0 { ((width - 64.0) / 2.0).min(640.0) } else { width.max(280.0) }
}

/// A named row of words, of which one is chosen: each with what choosing it asks for.
pub fn words(name: &str, options: Vec<(String, Ask, bool)>, part: &Part<'_>) -> Node {
    let option = |(text, ask, chosen): (String, Ask, bool)| {
        word(&text, part.act, ask).attr("aria-pressed", if chosen { "true" } else { "false" })
    };
    node("div")
        .class("words-row")
        .attr("role", "group")
        .label(name)
        .child(node("span").class("caption").text(name))
        .children(options.into_iter().map(option))
}

/// A picture with its name above, a caption below, and a word that saves it.
pub fn figure(name: &str, picture: Node, caption: &str, save: Node) -> Node {
    node("figure")
        .child(node("h3").text(name))
        .child(picture)
        .child(node("figcaption").class("caption").text(caption).child(node("span").text(" ")).child(save))
}

/// A word that saves a picture under a name.
pub fn saving(text: &str, file: &str, scene: &Scene, title: &str, part: &Part<'_>) -> Node {
    word(text, part.act, Ask::Save(file.to_owned(), Rc::new(scene.clone()), title.to_owned(), part.state.theme().paper))
}

/// A table behind a word: its column names, and rows of which the first cell is a name.
pub fn table(summary: &str, columns: &[&str], rows: Vec<Vec<Node>>) -> Node {
    let head = columns.iter().map(|name| node("th").attr("scope", "col").text(name));
    let row = |cells: Vec<Node>| node("tr").children(cells);
    let table = node("table")
        .child(node("thead").child(node("tr").children(head)))
        .child(node("tbody").children(rows.into_iter().map(row)));
    node("details").child(node("summary").text(summary)).child(node("div").class("scroll").child(table))
}

/// The cell that names a row.
pub fn row_name(text: &str) -> Node {
    node("th").attr("scope", "row").text(text)
}

/// A cell with a number or a word.
pub fn cell(text: &str) -> Node {
    node("td").text(text)
}
