//! Writes what is generated from the table of the link's keys into a folder: `cargo run --example book -- FOLDER`.

use convoscope::link::book;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    let write = |name: &str, text: String| std::fs::write(Path::new(&folder).join(name), text);
    write("link.html", book::page("link.css"))?;
    write("link.css", include_str!("../static/embed/link.css").to_owned())?;
    write("link.schema.json", book::schema())?;
    write("link.dict", book::dictionary_text())
}
