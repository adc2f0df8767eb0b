//! Formulas as MathML: letters and numbers in the colours of what they count.

use super::node::{Node, node};
use crate::i18n::Messages;
use crate::readout::{Formula, Piece, Role, When};

/// A formula with its name above and its words below.
pub fn block(formula: &Formula, messages: &Messages) -> Node {
    let Formula { name, lines, words } = formula;
    let names = [messages.rows, messages.columns];
    let axis = |index: usize| (lines.len() > 1).then(|| node("span").class("axis").text(names[index % 2]));
    let line = |(index, line): (usize, &Vec<Piece>)| node("p").class("math").slot(axis(index)).child(math(line));
    node("div").class("formula").child(caption(name)).children(lines.iter().enumerate().map(line)).child(caption(words))
}

/// A line in small print.
pub fn caption(words: &str) -> Node {
    node("p").class("caption").text(words)
}

/// A row of signs.
pub fn math(line: &[Piece]) -> Node {
    node("math").child(node("mrow").children(line.iter().map(piece)))
}

fn piece(piece: &Piece) -> Node {
    if let Piece::Sum(sign, under) = piece {
        let operator = node("mo").attr("form", "prefix").attr("movablelimits", "false").text(sign);
        return node("munder").child(operator).child(node("mtext").text(under));
    }
    let mut role = None;
    let (tag, text, class) = match piece {
        Piece::Number(text, of, when) => {
            role = of.id();
            ("mn", text.as_str(), time(*when).or(role))
        }
        Piece::Letter(text, of) => {
            role = of.id();
            ("mi", *text, role)
        }
        Piece::Sum(text, _) => ("mo", *text, None),
        Piece::Struck(text) => ("mn", text.as_str(), Some("struck")),
        Piece::Sign(text, when) => ("mo", *text, time(*when)),
        Piece::More(text, when) => ("mtext", text.as_str(), time(*when)),
        Piece::Result(text, of, known) => {
            role = of.id();
            ("mn", text.as_str(), Some(result(*of, *known)))
        }
    };
    let sign = node(tag).maybe("class", class).maybe("data-role", role).text(text);
    if tag == "mo" { sign.attr("form", form(text)).attr("stretchy", "false") } else { sign }
}

/// Brackets cling to what they hold and do not grow.
fn form(text: &str) -> &'static str {
    match text {
        "(" | "⌊" | "⌈" | "max" => "prefix",
        ")" | "⌋" | "⌉" | "," => "postfix",
        _ => "infix",
    }
}

const fn result(role: Role, known: bool) -> &'static str {
    match (known, role) {
        (false, _) => "unknown",
        (true, Role::Output) => "result output",
        (true, Role::Plain | Role::Input | Role::Weight) => "result",
    }
}

const fn time(when: When) -> Option<&'static str> {
    match when {
        When::Passed => None,
        When::Now => Some("now"),
        When::Coming => Some("coming"),
    }
}
