//! Every word that a visitor reads, in every language.
//!
//! To add a language: a file with one `Messages` (copy `en.rs`; the compiler lists what is missing), a file with the words of
//! the chapters (see [`chapters`]), a variant of [`Lang`], its tag. Sentences are whole; where numbers go in, the field is a function. Parts in `*asterisks*` are strong.

pub mod chapters;
mod en;
pub mod number;
mod zh;

pub use chapters::KindWords;

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
    pub const fn messages(self) -> &'static Messages {
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

/// A language.
#[derive(Debug)]
#[expect(missing_docs, reason = "the English text of each field is its documentation")]
pub struct Messages {
    pub lang: Lang,
    pub tag: &'static str,
    /// The name of the other language, in that language.
    pub switch_language: &'static str,
    pub present: &'static str,
    pub switch_to_dark: &'static str,
    pub switch_to_light: &'static str,
    pub page_title: fn(&str) -> String,
    pub chapters: &'static str,
    pub chapter_of: fn(usize, usize) -> String,
    /// The chapters beside the story.
    pub more: &'static str,
    pub examples: &'static str,
    pub try_this: &'static str,
    pub control_now: fn(&str, &str) -> String,

    pub pool_max: &'static str,
    pub pool_mean: &'static str,
    pub as_it_is: &'static str,
    pub turned: &'static str,

    pub play: &'static str,
    pub pause: &'static str,
    pub back: &'static str,
    pub forward: &'static str,
    pub transport: &'static str,
    pub track: &'static str,
    pub speed: &'static str,
    pub sweep: &'static str,
    pub pair: &'static str,
    pub multiply: &'static str,
    pub gather: &'static str,
    pub place: &'static str,
    pub step_of: fn(usize, usize) -> String,
    pub step_short: fn(usize, usize) -> String,
    pub at_place: fn(usize, usize) -> String,
    pub at_index: fn(usize) -> String,
    pub at_output_place: fn(usize, usize, usize) -> String,
    pub group_numbered: fn(usize) -> String,

    pub input: &'static str,
    pub output: &'static str,
    pub window: &'static str,
    pub kernel: &'static str,
    pub products: &'static str,
    pub maps: fn(usize) -> String,
    pub kernels: fn(usize) -> String,
    pub kernel_of_place: fn(usize, usize) -> String,
    pub kernels_one_each: fn(usize) -> String,
    pub weights_of_output: fn(usize, usize) -> String,
    pub wires: fn(u64) -> String,
    pub between: &'static str,
    pub depthwise_pass: &'static str,
    pub pointwise_pass: &'static str,
    pub bias_word: &'static str,
    pub input_sheet: fn(usize, usize) -> String,
    pub input_padded: fn(usize, usize, usize, usize) -> String,
    pub output_sheet: fn(usize, usize) -> String,
    pub window_sheet: fn(usize, usize) -> String,
    pub filter_numbered: fn(usize) -> String,
    pub kernel_turned: &'static str,
    pub at_place_short: fn(usize, usize) -> String,
    pub input_line: fn(usize, usize) -> String,
    pub output_cropped: fn(usize, usize, usize, usize) -> String,
    pub stamps_here: fn(usize) -> String,
    pub and_more: fn(usize) -> String,
    pub summed_not_drawn: fn(usize) -> String,
    pub concatenated: fn(usize) -> String,

    pub this_step: &'static str,
    pub terms_by_row: &'static str,
    pub terms_by_row_and_bias: &'static str,
    pub terms_by_channel: &'static str,
    pub terms_by_channel_and_bias: &'static str,
    pub terms_listed: &'static str,
    pub terms_listed_and_bias: &'static str,
    pub window_largest: &'static str,
    pub window_mean: &'static str,
    pub terms_more: fn(usize) -> String,
    pub rows: &'static str,
    pub columns: &'static str,
    pub output_size: &'static str,
    pub size_words: &'static str,
    pub size_words_transposed: &'static str,
    pub span_words: &'static str,
    pub effective_size: &'static str,
    pub weights_count: &'static str,
    pub weights_words: &'static str,
    pub weights_words_dense: &'static str,
    pub weights_words_local: &'static str,
    pub weights_words_separable: &'static str,
    pub no_weights: &'static str,
    pub weights_words_groups: &'static str,
    pub multiply_adds: &'static str,
    pub and_biases: fn(usize) -> String,
    pub rows_unused: fn(usize, usize) -> String,
    pub cols_unused: fn(usize, usize) -> String,
    pub layer: &'static str,

    pub weight_matrix: &'static str,
    pub matrix_tab: &'static str,
    // In these each `#` is a number, filled in by [`number::filled`]: of so many sentences functions would weigh more.
    pub matrix_size: &'static str,
    pub matrix_larger: &'static str,
    pub matrix_entry: &'static str,
    pub matrix_entry_between: &'static str,
    pub matrix_entry_pooling: &'static str,

    pub settings: &'static str,
    pub equation: &'static str,
    pub numbers: &'static str,
    pub close: &'static str,
    pub picture: &'static str,
    pub kernel_values: &'static str,
    pub seed: &'static str,
    pub new_numbers: &'static str,
    pub input_size: &'static str,
    pub in_channels: &'static str,
    pub out_channels: &'static str,
    pub kernel_size: &'static str,
    pub stride: &'static str,
    pub padding: &'static str,
    pub padding_mode: &'static str,
    pub dilation: &'static str,
    pub groups: &'static str,
    pub flip: &'static str,
    pub bias_setting: &'static str,
    pub slider_of: fn(&str) -> String,
    pub start_fresh: &'static str,
    pub mode_zeros: &'static str,
    pub mode_reflect: &'static str,
    pub mode_replicate: &'static str,
    pub mode_circular: &'static str,
    pub mode_symmetric: &'static str,
    pub picture_digit: fn(u8) -> String,
    pub picture_face: &'static str,
    pub picture_cat: &'static str,
    pub picture_ramp: &'static str,
    pub picture_impulse: &'static str,
    pub picture_checkerboard: &'static str,
    pub picture_random: &'static str,
    pub filter_identity: &'static str,
    pub filter_box: &'static str,
    pub filter_gaussian: &'static str,
    pub filter_sharpen: &'static str,
    pub filter_sobel_x: &'static str,
    pub filter_sobel_y: &'static str,
    pub filter_laplacian: &'static str,
    pub filter_emboss: &'static str,
    pub filter_random: &'static str,
    pub edits_undo: fn(usize) -> String,

    pub stage_label: fn(&str) -> String,
    pub stage_help: &'static str,
    pub stage_help_touch: &'static str,
    pub edit_input: fn(usize, usize, usize) -> String,
    pub edit_weight: fn(usize, usize, usize, usize) -> String,
    pub edit_not_number: &'static str,
    pub slot_refused: &'static str,
    pub rate_refused: &'static str,
    pub edit_too_many: fn(usize) -> String,
    pub says_input: fn(usize, usize, usize, &str, usize) -> String,
    pub says_weight: fn(&str, usize, usize) -> String,
    pub says_output: fn(usize, usize, usize, &str) -> String,

    pub kernel_stored: &'static str,
    pub half_way: &'static str,
    pub turned_by_180: &'static str,
    pub convolution: &'static str,
    pub with_the_turn: &'static str,
    pub cross_correlation: &'static str,
    pub places_agree: fn(usize, usize) -> String,
    pub same_when_turned: &'static str,
    pub lab_with: &'static str,
    pub lab_without: &'static str,
    pub lab_difference: &'static str,
    pub associative: &'static str,
    pub associative_rounded: &'static str,
    pub not_associative: &'static str,
    pub commutative: &'static str,
    pub not_commutative: &'static str,
    pub the_same_turned: &'static str,
    pub stack_edit: &'static str,
    pub rate: &'static str,
    pub rates: &'static str,
    pub stack_reach: fn(usize, usize) -> String,

    pub live_start: fn(&str) -> String,
    pub live_paused: fn(usize, usize) -> String,
    pub live_end: fn(usize) -> String,
    pub live_step: fn(&str, &str, &str, Option<&str>, &str) -> String,
    pub spoken_minus: &'static str,
    pub spoken_plus: &'static str,
    pub largest_of: &'static str,
    pub mean_of: &'static str,

    pub error_zero: fn(&str) -> String,
    pub error_too_large: fn(&str, usize) -> String,
    pub error_groups: fn(usize, usize, (usize, usize)) -> String,
    pub error_pool_channels: fn(usize) -> String,
    pub error_window: fn(usize, usize, usize, usize, Option<usize>, usize) -> String,
    pub error_border: fn(&str, usize, usize, bool) -> String,
    pub error_transposed_mode: &'static str,
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
    pub notice_too_long: &'static str,
    pub notice_newer: &'static str,
    pub notice_adjusted: fn(&str) -> String,
    pub dismiss: &'static str,

    pub keys: &'static str,
    pub key_list: &'static [(&'static str, &'static str)],
}
