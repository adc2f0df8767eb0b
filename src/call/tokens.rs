//! Python text as tokens: names, numbers, strings, signs, ends of lines. Comments and white space are left out.

use super::refusal::{Refusal, Why};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A word.
    Name(&'a str),
    /// Begins with a digit.
    Number(&'a str),
    /// Between quotes.
    Text(&'a str),
    /// Anything else; full-width forms are plain.
    Sign(char),
    /// A line ends outside of all brackets.
    Line,
    /// Nothing follows.
    End,
}

/// A token and its bytes.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) at: Range<usize>,
}

/// All tokens of a text, [`Kind::End`] last.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, Box<Refusal>> {
    let (mut tokens, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while let Some(next) = text[at..].chars().next() {
        let (kind, length) = one(text, at, plain(next))?;
        match kind {
            Some(Kind::Sign('(' | '[' | '{')) => depth += 1,
            Some(Kind::Sign(')' | ']' | '}')) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(kind) = kind.filter(|&kind| kind != Kind::Line || depth == 0) {
            tokens.push(Token { kind, at: at..at + length });
        }
        at += length;
    }
    tokens.push(Token { kind: Kind::End, at: text.len()..text.len() });
    Ok(tokens)
}

/// The token that begins at a byte, `None` for what is left out, and its length.
fn one(text: &str, at: usize, first: char) -> Result<(Option<Kind<'_>>, usize), Box<Refusal>> {
    let rest = &text[at..];
    let while_ = |wanted: fn(char) -> bool| rest.find(|c| !wanted(c)).unwrap_or(rest.len());
    let width = rest.chars().next().map_or(1, char::len_utf8);
    Ok(match first {
        '\n' => (Some(Kind::Line), 1),
        ';' => (Some(Kind::Line), width),
        '#' => (None, while_(|c| c != '\n')),
        '\\' if rest[width..].trim_start_matches('\r').starts_with('\n') => {
            (None, rest.find('\n').map_or(1, |end| end + 1))
        }
        ' ' | '\t' | '\r' | '\u{A0}' | '\u{3000}' | '\u{FEFF}' => (None, width),
        '"' | '\'' => {
            let (inside, length) = quoted(rest).ok_or_else(|| Refusal::new(at..at + width, Why::OpenText))?;
            (Some(Kind::Text(inside)), length)
        }
        '0'..='9' if first == rest.as_bytes()[0] as char => {
            let length = while_(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_');
            (Some(Kind::Number(&rest[..length])), length)
        }
        _ if in_name(first) => {
            let length = while_(in_name).max(width);
            (Some(Kind::Name(&rest[..length])), length)
        }
        _ => (Some(Kind::Sign(first)), width),
    })
}

/// What stands between the quotes that a text begins with, and the length with them.
fn quoted(rest: &str) -> Option<(&str, usize)> {
    let three = rest.get(..3).filter(|&three| three == "\"\"\"" || three == "'''");
    let quote = three.or_else(|| rest.get(..1)).filter(|quote| quote.starts_with(['"', '\'']));
    // A quote of another script ends with one of its kind.
    let Some(quote) = quote else {
        let mut inside = rest.char_indices().skip(1);
        let (start, _) = inside.clone().next()?;
        let (end, last) = inside.find(|&(_, c)| c == '\n' || matches!(plain(c), '"' | '\''))?;
        return (last != '\n').then(|| (&rest[start..end], end + last.len_utf8()));
    };
    let inside = &rest[quote.len()..];
    let end = inside.find(quote)?;
    let one_line = quote.len() == 3 || !inside[..end].contains('\n');
    one_line.then(|| (&inside[..end], end + 2 * quote.len()))
}

/// True inside of names. Every letter of another script is: the tables of which they are would come into the download.
const fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || (c > '\u{A0}' && c == plain(c) && c != '\u{3000}')
}

/// A sign as Python has it: what a Chinese keyboard types is understood.
const fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => ((c as u32 - 0xFEE0) as u8) as char,
        '\u{201C}' | '\u{201D}' => '"',
        '\u{2018}' | '\u{2019}' => '\'',
        '、' => ',',
        '\u{2212}' => '-',
        _ => c,
    }
}
