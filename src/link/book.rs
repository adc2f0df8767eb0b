//! What is made of the tables of keys besides the parser and the writer: the page that documents them, their JSON schema, and the
//! dictionary that random links are made from. Natively only.

use super::framing::FRAMING;
use super::{KEYS, LONGEST, LONGEST_VALUE};
use std::fmt::Write;

/// A key as its readers see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The word.
    pub name: &'static str,
    /// What it holds.
    pub holds: &'static str,
    /// True if it says how the figure is embedded, false if it is part of the figure.
    pub frames: bool,
}

/// Every key, those of the figure first.
pub fn entries() -> impl Iterator<Item = Entry> {
    let figure = KEYS.iter().map(|key| Entry { name: key.name, holds: key.holds, frames: false });
    figure.chain(FRAMING.iter().map(|key| Entry { name: key.name, holds: key.holds, frames: true }))
}

/// Values at every border of what a reader of numbers, lists and words may meet.
const HOSTILE: [&str; 30] = [
    "",
    "0",
    "1",
    "-1",
    "2",
    "7",
    "64",
    "65",
    "1024",
    "1025",
    "1e9",
    "1e400",
    "NaN",
    "1.5",
    "3x5",
    "5x",
    "1,2,0,3",
    "1.1.1:5",
    "1.1.1.1:-3,1.1.2.2:7",
    "18446744073709551616",
    "%00",
    "%FF%FE",
    "%E2%80%AE",
    "２",
    "a=b",
    "%26",
    "<b>",
    "javascript:alert(1)",
    "\u{202e}abc",
    "%F0%9F%98%80",
];

/// The dictionary for random links: each key with values worth trying. The words come from what the table says of the key: its
/// enumerations, examples and the ends of its range; the rest are values that have broken readers before.
pub fn dictionary() -> Vec<(&'static str, Vec<String>)> {
    entries()
        .map(|entry| {
            let words = entry.holds.split(|c: char| c.is_whitespace() || ";()".contains(c));
            let words = words.map(|word| word.trim_matches([',', ':'])).filter(|word| !word.is_empty());
            let mut values: Vec<String> = words.chain(HOSTILE).map(str::to_owned).collect();
            values.dedup();
            (entry.name, values)
        })
        .collect()
}

/// The dictionary as AFL and libFuzzer read one: `name="key=value"`, a line each.
pub fn dictionary_text() -> String {
    let mut out = String::new();
    for (name, values) in dictionary() {
        for (index, value) in values.iter().enumerate() {
            let escaped: String = value.bytes().map(dictionary_byte).collect();
            // Writing to a string does not fail.
            let _ = writeln!(out, "{name}_{index}=\"{name}={escaped}\"");
        }
    }
    out
}

fn dictionary_byte(byte: u8) -> String {
    match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        0x20..=0x7e => char::from(byte).to_string(),
        _ => format!("\\x{byte:02X}"),
    }
}

/// The JSON schema of a link's keys and values, as texts.
pub fn schema() -> String {
    let mut properties = String::new();
    for (index, entry) in entries().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(
            properties,
            "{comma}\n    \"{}\": {{ \"type\": \"string\", \"maxLength\": {LONGEST_VALUE}, \"description\": \"{}\" }}",
            entry.name,
            entry.holds.replace('\\', "\\\\").replace('"', "\\\"")
        );
    }
    format!(
        "{{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"Convoscope link, version 1\",\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n  \"properties\": {{{properties}\n  }}\n}}\n"
    )
}

/// The page that documents the link, as HTML without a script. `style` is the address of its style sheet.
pub fn page(style: &str) -> String {
    let rows = |frames: bool| {
        entries().filter(|entry| entry.frames == frames).fold(String::new(), |mut out, entry| {
            let holds = entry.holds.replace('&', "&amp;").replace('<', "&lt;");
            let _ = writeln!(out, "<tr><th scope=\"row\"><code>{}</code></th><td>{holds}</td></tr>", entry.name);
            out
        })
    };
    format!(
        r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Convoscope: the link, version 1</title>
<link rel="stylesheet" href="{style}">
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>The link, version 1</h1>
<p>A figure of <a href="index.html">Convoscope</a> is a link, and a link is a figure: everything that can be set stands behind the
<code>#</code>, as in <code>index.html#kind=dilated&amp;k=3&amp;d=2&amp;step=9</code>. It is never sent to a server.</p>
<ul>
<li>Only what differs from the chapter's start is written. The order of the keys does not matter; of several equal keys the last counts.</li>
<li>The same keys are read from the query (<code>?kind=dilated</code>) where there is no fragment.</li>
<li>A value out of range goes to the nearest legal one, what cannot be read is left out; the page says so and shows a figure in any case.</li>
<li>At most {LONGEST} characters are read, {LONGEST_VALUE} of a value.</li>
<li>Links written by a released version open in all later ones. Keys are only ever added.</li>
</ul>
<h2>The figure</h2>
<table>
<thead><tr><th scope="col">key</th><th scope="col">holds</th></tr></thead>
<tbody>
{figure}</tbody>
</table>
<h2>The frame</h2>
<p>How a figure is embedded: for <code>embed.html</code>, and for <code>convoscope.html</code> with <code>ui=bare</code>. These keys are
read from the query and from the fragment, and stay when the fragment changes:
<code>embed.html?start=click#kind=dilated&amp;d=2</code>.</p>
<table>
<thead><tr><th scope="col">key</th><th scope="col">holds</th></tr></thead>
<tbody>
{frame}</tbody>
</table>
<p>The same as a <a href="link.schema.json">JSON schema</a> and as a <a href="link.dict">dictionary for fuzzers</a>.</p>
</main>
</body>
</html>
"##,
        figure = rows(false),
        frame = rows(true)
    )
}
