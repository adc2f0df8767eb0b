//! The words of the page that hold no numbers, in one text file for each language: `chapters.en.html`, `chapters.zh.html`.
//!
//! In the browser they are part of the page (see `index.html`), as scripts of a kind that no browser runs, and are read at
//! the start: words in the program would count against its budget. Everywhere else the same files are compiled in.
//!
//! A file holds a `name: text` for each of [`Texts`], in its order. Then follows a `[id]` for each chapter, and after it a `field: text` for each field of [`KindWords`]; other lines say nothing.

use super::{Lang, Messages, Texts};
use std::ops::Deref;
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
    /// What there is to see in the weight matrix; each `#` is a number, see [`super::number::filled`].
    pub matrix: &'static str,
    /// The heading of what stands under the stage, if something does.
    pub question: &'static str,
    /// What is to be seen there.
    pub about: &'static str,
    /// Where it is used, with the source.
    pub used: &'static str,
    /// What else it is called, and in code.
    pub names: &'static str,
    /// What three settings worth a look show; their links stand in `spec/tries.rs`.
    pub tries: [&'static str; 3],
}

impl KindWords {
    const NONE: Self = Self {
        id: "",
        short: "",
        title: "",
        text: "",
        control: "",
        low: "",
        high: "",
        matrix: "",
        question: "",
        about: "",
        used: "",
        names: "",
        tries: [""; 3],
    };

    /// The first sentence of the text, and the rest; parts in asterisks do not reach from one to the other.
    pub fn sentences(&self) -> (&'static str, &'static str) {
        // By bytes and by a sign: the search for a text within a text would come into the download.
        let point = self.text.as_bytes().windows(2).position(|pair| pair == b". ").map(|at| at + 1);
        let circle = || self.text.find('。').map(|at| at + '。'.len_utf8());
        let (first, rest) = self.text.split_at(point.or_else(circle).unwrap_or(self.text.len()));
        (first, rest.trim_start())
    }

    fn field(&mut self, name: &str) -> Option<&mut &'static str> {
        Some(match name {
            "short" => &mut self.short,
            "title" => &mut self.title,
            "text" => &mut self.text,
            "control" => &mut self.control,
            "low" => &mut self.low,
            "high" => &mut self.high,
            "matrix" => &mut self.matrix,
            "question" => &mut self.question,
            "about" => &mut self.about,
            "used" => &mut self.used,
            "names" => &mut self.names,
            "try1" => &mut self.tries[0],
            "try2" => &mut self.tries[1],
            "try3" => &mut self.tries[2],
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

static FOUND: OnceLock<[(Texts, Vec<KindWords>); 2]> = OnceLock::new();

/// Takes the words from the page, in the order of [`Lang::ALL`]; to be called before anything is shown.
pub fn provide(files: [&'static str; 2]) {
    // Whoever comes second changes nothing: the page is read once.
    let _ = FOUND.set(files.map(parse));
}

impl Messages {
    /// The words of a chapter, by its word in links; empty where there are none.
    pub fn chapter(&self, id: &str) -> &'static KindWords {
        self.found().1.iter().find(|chapter| chapter.id == id).unwrap_or(&KindWords::NONE)
    }

    fn found(&self) -> &'static (Texts, Vec<KindWords>) {
        let [english, chinese] = FOUND.get_or_init(|| FILES.map(parse));
        match self.lang {
            Lang::English => english,
            Lang::Chinese => chinese,
        }
    }
}

/// The sentences without numbers read as if they stood beside the others.
impl Deref for Messages {
    type Target = Texts;

    #[inline(never)]
    fn deref(&self) -> &Texts {
        &self.found().0
    }
}

#[inline(never)]
fn parse(file: &'static str) -> (Texts, Vec<KindWords>) {
    let texts = Texts::read(&mut file.lines());
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
    (texts, chapters)
}
