//! English.

use super::number::commas;
use super::{Lang, Messages};

pub(super) static MESSAGES: Messages = Messages {
    lang: Lang::English,
    tag: "en",
    page_title: |chapter| format!("{chapter} · Convoscope"),
    chapter_of: |n, all| format!("{n} of {all}"),
    control_now: |name, value| format!("{name} {value}"),

    step_of: |step, steps| format!("Step {} of {}", commas(step as u64), commas(steps as u64)),
    step_short: |step, steps| format!("{step} / {steps}"),
    at_place: |row, col| format!("row {row}, column {col}"),
    at_index: |n| format!("place {n}"),
    at_output_place: |channel, row, col| format!("output {channel}, row {row}, column {col}"),
    group_numbered: |group| format!("Group {group}"),

    maps: |n| match n {
        1 => "1 map".to_owned(),
        n => format!("{} maps", commas(n as u64)),
    },
    kernels: |n| match n {
        1 => "1 kernel".to_owned(),
        n => format!("{} kernels", commas(n as u64)),
    },
    kernel_of_place: |row, col| format!("kernel of place ({row}, {col})"),
    kernels_one_each: |n| match n {
        1 => "1 kernel".to_owned(),
        n => format!("{} kernels, one a place", commas(n as u64)),
    },
    weights_of_output: |row, col| format!("weights of output ({row}, {col})"),
    wires: |n| match n {
        1 => "1 wire, 1 weight".to_owned(),
        n => format!("{} wires, {0} weights", commas(n)),
    },
    input_sheet: |h, w| format!("Input {h} × {w}"),
    input_padded: |h, w, ph, pw| format!("Input {h} × {w}, padded to {ph} × {pw}"),
    output_sheet: |h, w| format!("Output {h} × {w}"),
    window_sheet: |h, w| format!("window {h} × {w}"),
    filter_numbered: |n| format!("Filter {n}"),
    at_place_short: |row, col| format!("at place ({row}, {col})"),
    input_line: |n, padded| if n == padded { format!("Input {n}") } else { format!("Input {n}, padded to {padded}") },
    output_cropped: |h, w, fh, fw| format!("Output {h} × {w}, cropped from {fh} × {fw}"),
    stamps_here: |n| match n {
        0 => "No stamp reaches this place.".to_owned(),
        1 => "One stamp reaches this place.".to_owned(),
        n => format!("{n} stamps overlap here."),
    },
    and_more: |n| format!("… and {} more", commas(n as u64)),
    summed_not_drawn: |n| match n {
        1 => "1 channel is summed but not drawn.".to_owned(),
        n => format!("{} channels are summed but not drawn.", commas(n as u64)),
    },
    concatenated: |n| format!("concatenated: {n} maps"),

    terms_more: |n| format!("… {n} more …"),
    and_biases: |n| match n {
        1 => "and 1 bias".to_owned(),
        n => format!("and {} biases", commas(n as u64)),
    },
    rows_unused: |n, stride| match n {
        1 => format!("The last row is never read: stride {stride} does not fit evenly."),
        n => format!("The last {n} rows are never read: stride {stride} does not fit evenly."),
    },
    cols_unused: |n, stride| match n {
        1 => format!("The last column is never read: stride {stride} does not fit evenly."),
        n => format!("The last {n} columns are never read: stride {stride} does not fit evenly."),
    },

    slider_of: |name| format!("{name}, slider"),
    picture_digit: |digit| format!("Digit {digit}"),
    edits_undo: |n| match n {
        1 => "Take 1 edited value back".to_owned(),
        n => format!("Take {n} edited values back"),
    },

    stage_label: |what| format!("{what}: input, window, kernel, products and output"),
    edit_input: |channel, row, col| format!("Input value, channel {channel}, row {row}, column {col}"),
    edit_weight: |filter, channel, row, col| {
        format!("Weight, filter {filter}, channel {channel}, row {row}, column {col}")
    },
    edit_too_many: |most| format!("{most} values can be edited; take some back first."),
    says_input: |channel, row, col, value, outputs| match outputs {
        0 => format!("Input {channel}, row {row}, column {col} is {value}. No output reads it."),
        1 => format!("Input {channel}, row {row}, column {col} is {value}. It feeds 1 output."),
        n => format!("Input {channel}, row {row}, column {col} is {value}. It feeds {} outputs.", commas(n as u64)),
    },
    says_weight: |value, inputs, outputs| {
        format!(
            "This weight is {value}. It meets {} inputs and serves {} outputs.",
            commas(inputs as u64),
            commas(outputs as u64)
        )
    },
    says_output: |channel, row, col, value| format!("Output {channel}, row {row}, column {col} is {value}."),

    places_agree: |n, all| format!("{} of {} places agree", commas(n as u64), commas(all as u64)),
    stack_reach: |reach, missed| match missed {
        0 => format!("reaches {reach} inputs, touches them all"),
        missed => format!("reaches {reach} inputs, misses {missed} of them"),
    },

    live_start: |chapter| format!("{chapter}, playing."),
    live_paused: |step, steps| format!("Paused at step {step} of {steps}."),
    live_end: |steps| format!("The end: all {steps} outputs stand in their places."),
    live_step: |step, place, terms, bias, result| {
        let (first, rest) = place.split_at_checked(1).unwrap_or((place, ""));
        let bias = bias.map(|bias| format!(", bias {bias}")).unwrap_or_default();
        format!("{step}. {}{rest}: {terms}{bias}, is {result}.", first.to_ascii_uppercase())
    },
    largest_of: "the largest of ",
    mean_of: "the mean of ",

    error_zero: |what| format!("{what} starts at 1."),
    error_too_large: |what, value| format!("{what} {} is too large for this figure.", commas(value as u64)),
    error_groups: |groups, channels, (below, above)| {
        let nearest = if below == above { format!("{below}") } else { format!("{below} or {above}") };
        format!("{groups} groups cannot share {channels} channels evenly. Nearest: {nearest}.")
    },
    error_pool_channels: |channels| format!("Pooling keeps the number of channels: {channels}."),
    error_window: |kernel, rate, span, padded, fitting, missing| {
        let pad = format!("pad by {missing} more");
        let wish = match fitting {
            Some(fitting) if rate > 1 => format!("Lower the rate to {fitting}, or {pad}."),
            Some(_) | None => format!("Choose a kernel of {padded} or less, or {pad}."),
        };
        if rate > 1 {
            format!("A kernel of {kernel} at rate {rate} spans {span} cells, the padded input has {padded}. {wish}")
        } else {
            format!("A kernel of {kernel} does not fit, the padded input has {padded} cells. {wish}")
        }
    },
    error_border: |mode, width, widest, vertical| {
        let what = if vertical { "rows" } else { "columns" };
        format!("Padding of kind “{mode}” cannot be {width} {what} wide here. At most: {widest}.")
    },
    error_output_padding: |value, largest| format!("Output padding {value} is too large. At most: {largest}."),
    error_cropped: |largest| format!("So much padding leaves no output. Both sides together: at most {largest}."),
    error_work: |work, most| {
        format!(
            "This layer takes {} multiply-adds, the figure computes up to {}. Lower the channels or the size.",
            commas(work),
            commas(most)
        )
    },
    error_pool_padding: |width, widest| {
        format!("Padding of {width} could fill a whole pooling window. At most here: {widest}.")
    },
    error_empty: |low, high| format!("Write a number from {low} to {high}."),
    error_not_whole: |text, low, high| format!("“{text}” is not a whole number. Use {low} to {high}."),
    error_too_many: |most| match most {
        1 => "One number is enough here.".to_owned(),
        2 => "Use one number, or two for rows × columns.".to_owned(),
        _ => "Use one number, two for rows, columns, or four for top, left, bottom, right.".to_owned(),
    },
    error_range: |name, text, low, high, nearest| {
        format!("{name} goes from {low} to {high}, not {text}. Nearest: {nearest}.")
    },

    notice_clamped: |key, asked, shown| format!("This link asked for {key} = {asked}; {shown} is shown."),
    notice_unreadable: |key, value| format!("“{key}={value}” in the link cannot be read and was left out."),
    notice_unknown: |key| format!("The link has “{key}”, which this version does not know."),
    notice_adjusted: |why| format!("The link was adjusted. {why}"),
};
