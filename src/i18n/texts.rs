//! The sentences without numbers: they stand before the chapters in the same text files, one line each, in this order.

use std::str::Lines;

/// The text of the next line that holds one. A call for each, not a copy of the code.
#[inline(never)]
fn next(lines: &mut Lines<'static>) -> &'static str {
    lines.find_map(|line| line.split_once(':')).map_or("", |(_, text)| text.trim_start())
}

/// Makes the struct, the list of its names, and the reading of it: three lists of one order.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The sentences without numbers, of one language.
        #[derive(Debug)]
        #[expect(missing_docs, reason = "the English text of each field is its documentation")]
        pub struct Texts {
            $($(#[$doc])* pub $name: &'static str,)*
        }

        impl Texts {
            /// The names, in the order of the files; a test holds them against these.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// Takes the text of one line after the other.
            #[inline(never)]
            pub(super) fn read(lines: &mut Lines<'static>) -> Self {
                Self { $($name: next(lines),)* }
            }
        }
    };
}

texts! {
    /// The name of the other language, in that language.
    switch_language,
    present,
    share,
    switch_to_dark,
    switch_to_light,
    chapters,
    /// The chapters beside the story.
    more,
    examples,
    try_this,
    compare,
    compare_none,
    compare_kept,
    /// The panels below the figure, in the order of `link::PANELS`.
    panel_cost,
    panel_field,
    panel_networks,
    panel_code,
    /// What the kept figure is called.
    kept,
    /// What, name, count, name, count, factor.
    contrast_count,
    contrast_none,
    contrast_same,
    contrast_sees,
    contrast_sees_same,
    outputs_equal,
    outputs_differ,
    outputs_shapes,
    pool_max,
    pool_mean,
    as_it_is,
    turned,
    play,
    pause,
    back,
    forward,
    transport,
    track,
    speed,
    sweep,
    pair,
    multiply,
    gather,
    place,
    input,
    output,
    window,
    kernel,
    products,
    between,
    depthwise_pass,
    pointwise_pass,
    bias_word,
    kernel_turned,
    at_map_place,
    this_step,
    general,
    general_words,
    general_dense,
    general_transposed,
    terms_by_row,
    terms_by_row_and_bias,
    terms_by_channel,
    terms_by_channel_and_bias,
    terms_listed,
    terms_listed_and_bias,
    window_largest,
    window_mean,
    rows,
    columns,
    output_size,
    size_words,
    size_words_transposed,
    span_words,
    effective_size,
    weights_count,
    weights_words,
    weights_words_dense,
    weights_words_local,
    weights_words_separable,
    no_weights,
    weights_words_groups,
    multiply_adds,
    layer,
    weight_matrix,
    matrix_tab,
    // In these each `#` is a number, filled in by [`number::filled`]: of so many sentences functions would weigh more.
    matrix_size,
    matrix_larger,
    matrix_entry,
    matrix_entry_between,
    matrix_entry_pooling,
    settings,
    equation,
    numbers,
    close,
    picture,
    kernel_values,
    seed,
    new_numbers,
    input_size,
    in_channels,
    out_channels,
    kernel_size,
    stride,
    padding,
    padding_mode,
    dilation,
    groups,
    flip,
    bias_setting,
    start_fresh,
    mode_zeros,
    mode_reflect,
    mode_replicate,
    mode_circular,
    mode_symmetric,
    picture_face,
    picture_cat,
    picture_ramp,
    picture_impulse,
    picture_checkerboard,
    picture_random,
    filter_identity,
    filter_box,
    filter_gaussian,
    filter_sharpen,
    filter_sobel_x,
    filter_sobel_y,
    filter_laplacian,
    filter_emboss,
    filter_random,
    stage_help,
    stage_help_touch,
    edit_not_number,
    slot_refused,
    rate_refused,
    kernel_stored,
    half_way,
    turned_by_180,
    convolution,
    with_the_turn,
    cross_correlation,
    same_when_turned,
    lab_with,
    lab_without,
    lab_difference,
    associative,
    associative_rounded,
    not_associative,
    commutative,
    not_commutative,
    the_same_turned,
    stack_edit,
    rate,
    rates,
    spoken_minus,
    spoken_plus,
    error_transposed_mode,
    notice_too_long,
    notice_newer,
    dismiss,
    keys,
    /// A key, what it does, another key, and so on.
    key_list,
}
