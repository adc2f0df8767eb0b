//! Every word that a visitor reads, in every language.
//!
//! To add a language: a file with one `Messages` (copy `en.rs`; the compiler lists what is missing), a file with the sentences
//! without numbers and the words of the chapters (see [`chapters`]; a test lists what is missing), a variant of [`Lang`], its
//! tag. Sentences are whole; where numbers go in, the field is a function. Parts in `*asterisks*` are strong; one that begins
//! `x|`, `w|` or `y|` lights input, kernel or output in the figure.

pub mod chapters;
pub mod embed;
mod en;
pub mod number;
pub mod panels;
mod texts;
mod zh;

pub use chapters::KindWords;
pub use texts::Texts;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The words.
    pub fn messages(self) -> &'static Messages {
        match self {
            Self::English => &en::MESSAGES,
            Self::Chinese => &zh::MESSAGES,
        }
    }

    /// The language of a tag such as `zh-CN`, `zh`, `en-GB`; `None` if it is neither.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        match tag.split(['-', '_']).next() {
            Some("en") => Some(Self::English),
            Some("zh") => Some(Self::Chinese),
            Some(_) | None => None,
        }
    }

    /// The other language, for a switch between two.
    pub const fn other(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }
}

/// A language: what is filled in where it stands; the [`Texts`] are read from the file of its words.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English text of each field is its documentation")]
pub struct Messages {
    pub lang: Lang,
    pub tag: &'static str,
    pub page_title: fn(&str) -> String,
    pub chapter_of: fn(usize, usize) -> String,
    pub control_now: fn(&str, &str) -> String,

    pub step_of: fn(usize, usize) -> String,
    pub step_short: fn(usize, usize) -> String,
    pub at_place: fn(usize, usize) -> String,
    pub at_index: fn(usize) -> String,
    pub at_output_place: fn(usize, usize, usize) -> String,
    pub group_numbered: fn(usize) -> String,

    pub maps: fn(usize) -> String,
    pub kernels: fn(usize) -> String,
    pub kernel_of_place: fn(usize, usize) -> String,
    pub kernels_one_each: fn(usize) -> String,
    pub weights_of_output: fn(usize, usize) -> String,
    pub wires: fn(u64) -> String,
    pub input_sheet: fn(usize, usize) -> String,
    pub input_padded: fn(usize, usize, usize, usize) -> String,
    pub output_sheet: fn(usize, usize) -> String,
    pub window_sheet: fn(usize, usize) -> String,
    pub filter_numbered: fn(usize) -> String,
    pub at_place_short: fn(usize, usize) -> String,
    pub input_line: fn(usize, usize) -> String,
    pub output_cropped: fn(usize, usize, usize, usize) -> String,
    pub stamps_here: fn(usize) -> String,
    pub and_more: fn(usize) -> String,
    pub summed_not_drawn: fn(usize) -> String,
    pub concatenated: fn(usize) -> String,

    pub terms_more: fn(usize) -> String,
    pub and_biases: fn(usize) -> String,
    pub rows_unused: fn(usize, usize) -> String,
    pub cols_unused: fn(usize, usize) -> String,

    pub slider_of: fn(&str) -> String,
    pub picture_digit: fn(u8) -> String,
    pub edits_undo: fn(usize) -> String,

    pub stage_label: fn(&str) -> String,
    pub edit_input: fn(usize, usize, usize) -> String,
    pub edit_weight: fn(usize, usize, usize, usize) -> String,
    pub edit_too_many: fn(usize) -> String,
    pub says_input: fn(usize, usize, usize, &str, usize) -> String,
    pub says_weight: fn(&str, usize, usize) -> String,
    pub says_output: fn(usize, usize, usize, &str) -> String,

    pub places_agree: fn(usize, usize) -> String,
    pub stack_reach: fn(usize, usize) -> String,

    pub live_start: fn(&str) -> String,
    pub live_paused: fn(usize, usize) -> String,
    pub live_end: fn(usize) -> String,
    pub live_step: fn(&str, &str, &str, Option<&str>, &str) -> String,
    pub largest_of: &'static str,
    pub mean_of: &'static str,

    pub error_zero: fn(&str) -> String,
    pub error_too_large: fn(&str, usize) -> String,
    pub error_groups: fn(usize, usize, (usize, usize)) -> String,
    pub error_pool_channels: fn(usize) -> String,
    pub error_window: fn(usize, usize, usize, usize, Option<usize>, usize) -> String,
    pub error_border: fn(&str, usize, usize, bool) -> String,
    pub error_output_padding: fn(usize, usize) -> String,
    pub error_cropped: fn(usize) -> String,
    pub error_work: fn(u64, u64) -> String,
    pub error_pool_padding: fn(usize, usize) -> String,
    pub error_empty: fn(usize, usize) -> String,
    pub error_not_whole: fn(&str, usize, usize) -> String,
    pub error_too_many: fn(usize) -> String,
    pub error_range: fn(&str, &str, usize, usize, usize) -> String,

    pub notice_clamped: fn(&str, &str, &str) -> String,
    pub notice_unreadable: fn(&str, &str) -> String,
    pub notice_unknown: fn(&str) -> String,
    pub notice_adjusted: fn(&str) -> String,
}
