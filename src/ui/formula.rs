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
    worded("caption", words)
}

/// A text of a chapter.
pub fn prose(text: &str) -> Node {
    worded("text", text)
}

/// A text in which every second part, counted from 0, stood between asterisks and is strong. If it begins with a letter and a
/// bar, it lights in the figure what that letter stands for.
#[inline(never)]
fn worded(class: &str, text: &str) -> Node {
    let mut line = node("p").class(class);
    for (index, part) in text.split('*').enumerate() {
        let (letter, word) = part.split_once('|').unwrap_or(("", part));
        line = if index % 2 == 1 {
            line.child(node("strong").maybe("data-role", role_of(letter).id()).text(word))
        } else {
            line.text(part)
        };
    }
    line
}

/// What a letter of a formula stands for.
fn role_of(letter: &str) -> Role {
    match letter {
        "x" => Role::Input,
        "w" => Role::Weight,
        "y" | "z" => Role::Output,
        _ => Role::Plain,
    }
}

/// A row of signs.
pub fn math(line: &[Piece]) -> Node {
    node("math").child(node("mrow").children(line.iter().map(piece)))
}

fn piece(piece: &Piece) -> Node {
    match piece {
        Piece::Number(text, role, when) => sign("mn", text, *role, time(*when)),
        Piece::Struck(text) => sign("mn", text, Role::Plain, Some("struck")),
        Piece::Sign(text, when) => sign("mo", text, Role::Plain, time(*when)),
        Piece::More(text, when) => sign("mtext", text, Role::Plain, time(*when)),
        Piece::Result(text, role, known) => sign("mn", text, *role, Some(result(*role, *known))),
    }
}

/// A sign of a class of its own, or in the colour of what it stands for. What has a role lights it in the figure.
#[inline(never)]
fn sign(tag: &'static str, text: &str, role: Role, class: Option<&'static str>) -> Node {
    let sign = node(tag).maybe("class", class.or(role.id())).maybe("data-role", role.id()).text(text);
    if tag == "mo" { sign.attr("form", form(text)).attr("stretchy", "false") } else { sign }
}

/// A formula in letters, which may break before each of its factors.
pub fn in_letters(formula: &str) -> Node {
    let mut line = node("p").class("math");
    let mut row = node("mrow");
    let mut rest = formula;
    while let Some(letter) = rest.chars().next() {
        // A number has several digits.
        let length = rest.bytes().take_while(u8::is_ascii_digit).count().max(letter.len_utf8());
        let (text, after) = rest.split_at(length);
        rest = after;
        let role = role_of(text);
        let tag = match letter {
            'a'..='z' => "mi",
            '0'..='9' => "mn",
            _ => "mo",
        };
        let mut piece = sign(tag, if letter == '↑' { "max" } else { text }, role, None);
        // With the keyboard too a letter is reached.
        piece = piece.maybe("tabindex", role.id().map(|_| "0"));
        if let Some((under, after)) = rest.strip_prefix('[').and_then(|under| under.split_once(']')) {
            piece = node("munder").child(piece).child(node("mtext").text(under));
            rest = after;
        }
        if role != Role::Plain {
            line = line.child(node("math").child(row));
            row = node("mrow");
        }
        row = row.child(piece);
    }
    line.child(node("math").child(row))
}

/// Brackets cling to what they hold and do not grow.
fn form(text: &str) -> &'static str {
    match text {
        "(" | "⌊" | "⌈" | "∑" | "max" => "prefix",
        ")" | "⌋" | "⌉" => "postfix",
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
