//! Lists the networks in `static/networks`, so that adding one is adding a file.
//!
//! Writes a list of `Entry` values, ordered by year and name: the file's name, the titles and the year of its head, and a hash of its content,
//! which makes its address new when the file changes.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = "static/networks";
    println!("cargo:rerun-if-changed={folder}");
    let mut entries = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|end| end == "txt") {
            let text = fs::read_to_string(&path)?;
            let head = |word: &str| text.lines().find_map(|line| line.strip_prefix(word)).unwrap_or_default().trim();
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let year: u16 = head("year ").parse().unwrap_or_default();
            entries.push((year, id, head("title.en ").to_owned(), head("title.zh ").to_owned(), hash(text.as_bytes())));
        }
    }
    entries.sort();
    let mut list = String::from("&[\n");
    for (year, id, english, chinese, hash) in entries {
        writeln!(
            list,
            "Entry {{ id: {id:?}, english: {english:?}, chinese: {chinese:?}, year: {year}, hash: \"{hash:08x}\" }},"
        )
        .map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("networks.rs"), list)
}

/// FNV-1a, 32 bits.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
