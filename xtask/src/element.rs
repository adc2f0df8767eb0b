//! The script of `<convo-scope>` as it is published: without comments, under a plain name and under one that never changes its
//! content, with the hash that a page may hold it to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::paths;

/// The script's name in `dist/`.
pub const SCRIPT: &str = "convoscope-embed.js";
/// The file with the hashes, one a line: the hash, two spaces, the name of the file.
pub const INTEGRITY: &str = "integrity.txt";

/// Writes the script, the same under its versioned name, and the hash of the latter into `dist/`.
///
/// # Errors
/// If a file cannot be read or written, the script says another version than the package, or it cannot be made smaller
/// safely.
pub fn write(dist: &Path) -> Result<(), String> {
    let read = |name: &str| fs::read_to_string(paths::root().join(name)).map_err(|error| format!("{name}: {error}"));
    let source = read(&format!("static/embed/{SCRIPT}"))?;
    let version = version(&read("Cargo.toml")?)?.to_owned();
    if !source.contains(&format!("VERSION = {version:?};")) {
        return Err(format!("static/embed/{SCRIPT} does not say VERSION = {version:?}, the package's"));
    }
    let script = shorten(&source)?;
    let named = SCRIPT.replace(".js", &format!("-{version}.js"));
    let hashes = format!("{}  {named}\n", integrity(script.as_bytes()));
    for (name, content) in [(SCRIPT, &script), (&named, &script), (INTEGRITY, &hashes)] {
        fs::write(dist.join(name), content).map_err(|error| format!("writing {name}: {error}"))?;
    }
    Ok(())
}

/// Whether a file of the site is for the pages of others, and so no part of the page's own first load.
pub fn is_for_hosts(name: &str) -> bool {
    name.starts_with("convoscope-embed") || name == INTEGRITY
}

/// The package's version in its manifest.
fn version(manifest: &str) -> Result<&str, String> {
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \""));
    line.and_then(|rest| rest.strip_suffix('"')).ok_or_else(|| "Cargo.toml has no version of its own".into())
}

/// As an `integrity` attribute says it.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The script without what only its readers need: lines that are comments, indentation, empty lines, and long private names.
/// The ends of lines stay, and so what JavaScript reads into them; texts over several lines lose their indentation only.
fn shorten(source: &str) -> Result<String, String> {
    let mut lines = Vec::new();
    let mut in_text = false;
    for line in source.lines() {
        let trimmed = line.trim();
        if !trimmed.is_empty() && (in_text || !trimmed.starts_with("//")) {
            lines.push((trimmed, in_text));
        }
        in_text ^= line.matches('`').count() % 2 == 1;
    }
    let names = private_names(&lines)?;
    let mut script = String::new();
    for (line, is_text) in lines {
        script += &if is_text { line.to_owned() } else { renamed(line, &names) };
        script.push('\n');
    }
    Ok(script)
}

/// The private names of the script's class with shorter ones, the most used first.
fn private_names(lines: &[(&str, bool)]) -> Result<BTreeMap<String, String>, String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for (line, _) in lines.iter().filter(|(_, is_text)| !is_text) {
        for (at, name) in private(line) {
            // Anywhere else it may stand in a text.
            if !line[..at].is_empty() && !line[..at].ends_with(['.', ' ', '!', '(']) {
                return Err(format!("static/embed/{SCRIPT}: {name} may be no private name in: {line}"));
            }
            *uses.entry(name).or_default() += 1;
        }
    }
    let mut names: Vec<(&str, usize)> = uses.into_iter().collect();
    names.sort_by_key(|&(name, uses)| (usize::MAX - uses, name));
    let short = |index: usize| {
        let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
        let (round, letter) = (index / letters.len(), letters[index % letters.len()]);
        if round == 0 { format!("#{letter}") } else { format!("#{letter}{round}") }
    };
    Ok(names.into_iter().enumerate().map(|(index, (name, _))| (name.to_owned(), short(index))).collect())
}

/// Where `#name` stands in a line, and the name with its `#`.
fn private(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.match_indices('#').filter_map(|(at, _)| {
        let rest = &line[at + 1..];
        let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        rest.starts_with(|letter: char| letter.is_ascii_alphabetic()).then(|| (at, &line[at..=at + length]))
    })
}

fn renamed(line: &str, names: &BTreeMap<String, String>) -> String {
    let mut new = String::new();
    let mut done = 0;
    for (at, name) in private(line) {
        new += &line[done..at];
        new += &names[name];
        done = at + name.len();
    }
    new + &line[done..]
}

#[cfg(test)]
mod tests {
    use super::{integrity, shorten, version};

    #[test]
    fn comments_indentation_and_long_names_go_and_texts_stay() {
        let source = "// A line.\n{\n  class A {\n    #seen = 1;\n\n    // another\n    get #far() {\n      return !this.#seen;\n    }\n  }\n  \
                      const text = `\n    // no comment #seen\n    `;\n}\n";
        let expected =
            "{\nclass A {\n#a = 1;\nget #b() {\nreturn !this.#a;\n}\n}\nconst text = `\n// no comment #seen\n`;\n}\n";
        assert_eq!(shorten(source).as_deref(), Ok(expected));
    }

    #[test]
    fn what_may_be_a_text_is_no_private_name() {
        assert!(shorten("const colour = \"#abc\";\n").is_err());
        assert_eq!(shorten("return `${base}#${this.#state}`;\n").as_deref(), Ok("return `${base}#${this.#a}`;\n"));
    }

    #[test]
    fn the_version_is_the_package_s() {
        assert_eq!(
            version("[package]\nname = \"convoscope\"\nversion = \"1.2.3\"\nrust-version = \"1.95\"\n"),
            Ok("1.2.3")
        );
        assert!(version("[package]\nrust-version = \"1.95\"\n").is_err());
    }

    #[test]
    fn the_hash_is_written_as_pages_write_it() {
        // Of the empty text, as the Secure Hash Standard's examples have it.
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
