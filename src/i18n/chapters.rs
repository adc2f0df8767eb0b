//! The words of the chapters, which stand in one text file for each language: `chapters.en.html`, `chapters.zh.html`.
//!
//! In the browser they are part of the page (see `index.html`), as scripts of a kind that no browser runs, and are read at
//! the start: words in the program would count against its budget. Everywhere else the same files are compiled in.
//!
//! A file holds a `[id]` for each chapter, then a `field: text` for each field of [`KindWords`]; other lines say nothing.

use super::{Lang, Messages};
use std::sync::OnceLock;

/// The words of a chapter.
#[derive(Debug)]
pub struct KindWords {
    /// The chapter's word in links.
    pub id: &'static str,
    /// In the rail.
    pub short: &'static str,
    /// The heading.
    pub title: &'static str,
    /// Two or three sentences: what changed, why anyone would want it.
    pub text: &'static str,
    /// Name of the chapter's own control.
    pub control: &'static str,
    /// What the control's left end means.
    pub low: &'static str,
    /// What its right end means.
    pub high: &'static str,
}

impl KindWords {
    const NONE: Self = Self { id: "", short: "", title: "", text: "", control: "", low: "", high: "" };

    fn field(&mut self, name: &str) -> Option<&mut &'static str> {
        Some(match name {
            "short" => &mut self.short,
            "title" => &mut self.title,
            "text" => &mut self.text,
            "control" => &mut self.control,
            "low" => &mut self.low,
            "high" => &mut self.high,
            _ => return None,
        })
    }
}

/// The files, in the order of [`Lang::ALL`], where there is no page that holds them.
const FILES: [&str; 2] = if cfg!(all(target_arch = "wasm32", target_os = "unknown")) {
    [""; 2]
} else {
    [include_str!("chapters.en.html"), include_str!("chapters.zh.html")]
};

static CHAPTERS: OnceLock<[Vec<KindWords>; 2]> = OnceLock::new();

/// Takes the words from the page, in the order of [`Lang::ALL`]; to be called before anything is shown.
pub fn provide(files: [&'static str; 2]) {
    // Whoever comes second changes nothing: the page is read once.
    let _ = CHAPTERS.set(files.map(parse));
}

impl Messages {
    /// The words of a chapter, by its word in links; empty where there are none.
    pub fn chapter(&self, id: &str) -> &'static KindWords {
        let [english, chinese] = CHAPTERS.get_or_init(|| FILES.map(parse));
        let chapters = match self.lang {
            Lang::English => english,
            Lang::Chinese => chinese,
        };
        chapters.iter().find(|chapter| chapter.id == id).unwrap_or(&KindWords::NONE)
    }
}

fn parse(file: &'static str) -> Vec<KindWords> {
    let mut chapters = Vec::new();
    for line in file.lines() {
        if let Some(id) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            chapters.push(KindWords { id, ..KindWords::NONE });
        } else if let (Some(chapter), Some((name, text))) = (chapters.last_mut(), line.split_once(':'))
            && let Some(field) = chapter.field(name)
        {
            // Not split at ": ": the search for a text within a text would be 0.7 KB of the download.
            *field = text.trim_start();
        }
    }
    chapters
}
