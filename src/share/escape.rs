//! Text inside other languages: what has a meaning there is written so that it means itself.

use std::fmt::Write;

/// A text between tags, or in an attribute between double or single quotes, of HTML.
pub fn html(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match entity(letter) {
            Some(name) => out.push_str(name),
            None => out.push(letter),
        }
    }
    out
}

/// A text between double quotes in a tag of Jekyll or Hugo, which is HTML already: besides what HTML reads, nothing is left that
/// these read, such as braces, backslashes and ends of lines.
pub fn in_template(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '{' | '}' | '%' | '\\' | '`' => numbered(&mut out, letter),
            _ if letter.is_control() => out.push(' '),
            _ => match entity(letter) {
                Some(name) => out.push_str(name),
                None => out.push(letter),
            },
        }
    }
    out
}

/// A text between the square brackets of a picture or link in Markdown, or between its quotes.
pub fn markdown(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '"' | '~' | '|' | '$' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            '&' => out.push_str("&amp;"),
            '{' | '}' => numbered(&mut out, letter),
            _ if letter.is_control() => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// An address between the round brackets of a picture or link in Markdown: without space, brackets and ends of lines.
pub fn markdown_address(address: &str) -> String {
    let mut out = String::new();
    for letter in address.chars() {
        match letter {
            '(' | ')' | '<' | '>' | '\\' | '"' | '`' | '{' | '}' | '|' | '*' | '_' | '[' | ']' | '$' | '~' | '\'' => {
                percent(&mut out, letter);
            }
            _ if letter.is_whitespace() || letter.is_control() => percent(&mut out, letter),
            _ => out.push(letter),
        }
    }
    out
}

const fn entity(letter: char) -> Option<&'static str> {
    match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}

fn numbered(out: &mut String, letter: char) {
    // Writing to a String does not fail.
    let _ = write!(out, "&#{};", letter as u32);
}

fn percent(out: &mut String, letter: char) {
    for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
        // As above.
        let _ = write!(out, "%{byte:02X}");
    }
}
