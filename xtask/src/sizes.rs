//! What the built site weighs: each file raw and gzipped, what a first visit loads, and the budget for both.
//!
//! KB are 1000 bytes.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::own_std::Std;
use crate::{element, later, paths, single};

/// The weigher's deflate is up to 0.8 % weaker than `gzip -9`, by which the budget of the page's WASM (180 KB) and of the single
/// file (320 KB) is meant: their limits here are that much higher.
///
/// The budget: what is measured, its name, the most it may be, and whether that is bytes.
const BUDGET: &[Limit] = &[
    Limit { what: "WASM, gzipped", most: 180_600, unit: Unit::Bytes, measure: |sizes| sizes.wasm().gzipped },
    Limit { what: "WASM, raw", most: 450_000, unit: Unit::Bytes, measure: |sizes| sizes.wasm().raw },
    Limit {
        what: "first load, gzipped",
        most: 230_000,
        unit: Unit::Bytes,
        measure: |sizes| sizes.first_load().gzipped,
    },
    Limit { what: "panels, gzipped", most: 210_000, unit: Unit::Bytes, measure: |sizes| sizes.later("panels").gzipped },
    Limit { what: "share, gzipped", most: 200_000, unit: Unit::Bytes, measure: |sizes| sizes.later("share").gzipped },
    Limit {
        what: "embed script, gzipped",
        most: 6_000,
        unit: Unit::Bytes,
        measure: |sizes| sizes.named(element::SCRIPT).gzipped,
    },
    Limit {
        what: "embedded figure, gzipped",
        most: 215_000,
        unit: Unit::Bytes,
        measure: |sizes| sizes.embed().gzipped,
    },
    Limit {
        what: "single file, gzipped",
        most: 322_400,
        unit: Unit::Bytes,
        measure: |sizes| sizes.named(single::NAME).gzipped,
    },
    Limit { what: "first load, requests", most: 6, unit: Unit::Count, measure: |sizes| sizes.first_files().count() },
];

struct Limit {
    what: &'static str,
    most: usize,
    unit: Unit,
    measure: fn(&Sizes) -> usize,
}

#[derive(Clone, Copy)]
enum Unit {
    Bytes,
    Count,
}

impl Unit {
    fn show(self, value: usize) -> String {
        match self {
            Self::Bytes => kilobytes(value),
            Self::Count => value.to_string(),
        }
    }
}

/// The weights of the files of the built site.
pub struct Sizes {
    files: Vec<File>,
    wasm_opt: bool,
    library: Std,
}

struct File {
    /// Its path below `dist/`.
    name: String,
    weight: Weight,
    /// Loaded by a first visit, before anything is clicked.
    first: bool,
}

#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    gzipped: usize,
}

impl Sizes {
    /// Weighs every file in `dist/`. `wasm_opt` and `library` say with what it was built, for the reader of the table.
    ///
    /// # Errors
    /// If `dist/` cannot be read.
    pub fn of_dist(wasm_opt: bool, library: Std) -> Result<Self, String> {
        let dist = paths::dist();
        let mut contents = Vec::new();
        read_folder(&dist, &dist, &mut contents).map_err(|error| format!("reading {}: {error}", dist.display()))?;
        contents.sort();
        let first = first_load(&contents);
        let files = contents
            .iter()
            .map(|(name, bytes)| File {
                name: name.clone(),
                weight: weigh(bytes),
                first: first.contains(name.as_str()),
            })
            .collect();
        Ok(Self { files, wasm_opt, library })
    }

    /// Compares with the budget. The bytes are those of a page with its own standard library: without it they are only
    /// printed.
    ///
    /// # Errors
    /// A sentence for each limit that is passed.
    pub fn judge(&self) -> Result<(), String> {
        let judged = BUDGET.iter().filter(|limit| limit.holds_for(self.library));
        let over: Vec<String> = judged.filter_map(|limit| limit.complaint(self)).collect();
        if over.is_empty() {
            return Ok(());
        }
        let hint = if self.wasm_opt { "" } else { "\n(built without wasm-opt, which takes off about a fifth)" };
        Err(format!("the site is over its budget:\n  {}{hint}", over.join("\n  ")))
    }

    fn first_files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.first)
    }

    fn first_load(&self) -> Weight {
        total(self.first_files())
    }

    /// A program that is loaded when something is opened.
    fn later(&self, name: &str) -> Weight {
        total(self.files.iter().filter(|file| file.name.starts_with(name) && !file.first))
    }

    fn named(&self, name: &str) -> Weight {
        total(self.files.iter().filter(|file| file.name == name))
    }

    /// What an embedded figure loads.
    fn embed(&self) -> Weight {
        total(self.files.iter().filter(|file| file.name.starts_with("embed") && !file.first))
    }

    /// The page's own WASM; a file that is loaded later is not in the budget.
    fn wasm(&self) -> Weight {
        total(self.first_files().filter(|file| file.name.ends_with(".wasm")))
    }
}

impl Limit {
    fn holds_for(&self, library: Std) -> bool {
        match self.unit {
            Unit::Bytes => library == Std::Own,
            Unit::Count => true,
        }
    }

    fn complaint(&self, sizes: &Sizes) -> Option<String> {
        let Self { what, most, unit, measure } = self;
        let value = measure(sizes);
        (value > *most).then(|| format!("{what}: {}, at most {}", unit.show(value), unit.show(*most)))
    }
}

impl Display for Sizes {
    fn fmt(&self, to: &mut Formatter) -> fmt::Result {
        writeln!(to, "{:>10} {:>10}  file in dist/ (* loaded by a first visit)", "raw", "gzipped")?;
        for File { name, weight, first } in &self.files {
            row(to, *weight, &format!("{} {name}", if *first { '*' } else { ' ' }))?;
        }
        row(to, total(self.files.iter()), "  all files")?;
        row(to, self.first_load(), "* first load")?;
        writeln!(to, "\n{:>10} {:>10}  budget", "is", "at most")?;
        for limit in BUDGET {
            let Limit { what, most, unit, measure } = limit;
            let remark = if limit.holds_for(self.library) {
                ""
            } else {
                " (not judged without the page's own standard library)"
            };
            writeln!(to, "{:>10} {:>10}  {what}{remark}", unit.show(measure(self)), unit.show(*most))?;
        }
        Ok(())
    }
}

fn row(to: &mut Formatter, Weight { raw, gzipped }: Weight, name: &str) -> fmt::Result {
    writeln!(to, "{:>10} {:>10}  {name}", kilobytes(raw), kilobytes(gzipped))
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

fn total<'a>(files: impl Iterator<Item = &'a File>) -> Weight {
    files.fold(Weight::default(), |sum, file| Weight {
        raw: sum.raw + file.weight.raw,
        gzipped: sum.gzipped + file.weight.gzipped,
    })
}

/// At level 9, as a server would that compresses once and serves often.
fn weigh(bytes: &[u8]) -> Weight {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let gzipped = gzip.write_all(bytes).and_then(|()| gzip.finish()).expect("writing into memory does not fail");
    Weight { raw: bytes.len(), gzipped: gzipped.len() }
}

/// What a first visit loads: the page, and every file that it, or a style or script it loads, mentions by name.
fn first_load(contents: &[(String, Vec<u8>)]) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec!["index.html"];
    while let Some(name) = waiting.pop() {
        let Some((name, bytes)) = contents.iter().find(|(known, _)| known == name) else { continue };
        if !reached.insert(name.as_str()) || !(name.ends_with("html") || name.ends_with("css") || name.ends_with("js"))
        {
            continue;
        }
        // What the page names as to be loaded later is loaded later.
        let text = String::from_utf8_lossy(bytes);
        let text: String = text.lines().filter(|line| !line.contains(later::MARK)).collect();
        waiting.extend(
            // Another page is gone to, not loaded.
            contents
                .iter()
                .map(|(other, _)| other.as_str())
                .filter(|other| !other.ends_with("html") && !element::is_for_hosts(other) && text.contains(other)),
        );
    }
    reached
}

fn read_folder(base: &Path, folder: &Path, into: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(base, &path, into)?;
        } else {
            let name = path.strip_prefix(base).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            into.push((name, fs::read(&path)?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{first_load, kilobytes};

    #[test]
    fn a_first_visit_loads_what_is_mentioned_and_no_more() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let site = [
            file(
                "index.html",
                "<link href=./a.css><script type=module>import './a.js'</script>\n<meta name=\"later\" content=\"./b.js\">\n<!-- convoscope-embed.js -->",
            ),
            file("convoscope-embed.js", ""),
            file("b.js", ""),
            file("a.css", ""),
            file("a.js", "fetch('a_bg.wasm')"),
            file("a_bg.wasm", "later.wasm"),
            file("later.wasm", ""),
        ];
        let reached: Vec<&str> = first_load(&site).into_iter().collect();
        assert_eq!(reached, ["a.css", "a.js", "a_bg.wasm", "index.html"]);
    }

    #[test]
    fn kilobytes_are_thousands_with_one_decimal_rounded_down() {
        assert_eq!(kilobytes(180_099), "180.0 KB");
        assert_eq!(kilobytes(950), "0.9 KB");
    }
}
