//! The page for embedding: its program and its style get names that change with their content, as Trunk gives them to everything
//! else, and the page is told. The documentation of the link stands beside it.

use std::fs;
use std::path::Path;

use crate::command::Run;
use crate::later::hash;

const FAILED: &str = "making the page for embedding";

/// Renames what `embed.html` loads in `dist/`.
///
/// # Errors
/// If a file cannot be read or written, or the page does not name what it loads.
pub fn name(dist: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{FAILED}: {error}");
    let read = |name: &str| fs::read(dist.join(name)).map_err(failed);
    let (wasm, js, css) = (read("embed_bg.wasm")?, read("embed.js")?, read("embed.css")?);
    let css = plain(&String::from_utf8_lossy(&css));
    let program = format!("embed-{:016x}", hash([wasm.as_slice(), js.as_slice()]));
    let style = format!("embed-{:016x}.css", hash([css.as_bytes()]));
    let js = String::from_utf8_lossy(&js).replace("embed_bg.wasm", &format!("{program}_bg.wasm"));
    let page = String::from_utf8_lossy(&read("embed.html")?).into_owned();
    let renamed = page.replace("./embed.js", &format!("./{program}.js")).replace("./embed.css", &format!("./{style}"));
    if renamed.matches("./embed-").count() != 2 {
        return Err(format!("{FAILED}: embed.html does not have ./embed.js and ./embed.css"));
    }
    let write = |name: &str, bytes: &[u8]| fs::write(dist.join(name), bytes).map_err(failed);
    write("embed.html", renamed.as_bytes())?;
    write(&format!("{program}.js"), js.as_bytes())?;
    write(&format!("{program}_bg.wasm"), &wasm)?;
    write(&style, css.as_bytes())?;
    ["embed.js", "embed_bg.wasm", "embed.css"]
        .into_iter()
        .try_for_each(|name| fs::remove_file(dist.join(name)).map_err(failed))
}

/// Writes what is generated from the table of the link's keys: the page, the schema, the dictionary.
///
/// # Errors
/// If the program that does it cannot be built or fails.
pub fn book(dist: &Path) -> Result<(), String> {
    Run::line("cargo run --quiet --example book --").args([dist]).run()
}

/// A style sheet without comments and the white space at the beginning of its lines.
pub fn plain(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn comments_and_indents_go_from_a_style_sheet() {
        assert_eq!(plain("/* a */\nb {\n  c: d; /* e\n f */\n}\n"), "b {\nc: d;\n}");
    }
}
