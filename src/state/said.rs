//! Steps, places and cells in words.

use crate::conv::{Operation, Place, Pool};
use crate::i18n::Messages;
use crate::i18n::number::{self, num};
use crate::spec::Kind;
use crate::timeline::{Focus, Frame, Moment, Plan, Target, Term};

/// "Step 23 of 72. Output 3, row 2, column 2: 2 minus 2 plus 7 plus 4, bias 2, is 13."
pub(super) fn say_step(plan: &Plan, moment: Moment, messages: &Messages) -> String {
    let frame = Frame::new(plan, moment, None);
    let step = (messages.step_of)(moment.step + 1, plan.steps());
    let at = say_place(plan, moment.step, messages);
    let bias = frame.bias().map(num);
    let terms = spoken(&partial_sums(&frame), pooled(plan), messages);
    (messages.live_step)(&step, &at, &terms, bias.as_deref(), &num(frame.result()))
}

/// Where an output, counted through all passes, stands, in words; the map is named when there are several.
pub fn say_place(plan: &Plan, output: usize, messages: &Messages) -> String {
    let Place { channel, row, col } = plan.output_place(output);
    let pass = plan.pass_of_output(output).0;
    if pass + 1 < plan.passes().len() {
        return number::filled(messages.at_map_place, &[channel + 1, row + 1, col + 1].map(|at| at.to_string()));
    }
    match plan.passes()[pass].output.shape().channels {
        _ if plan.spec().kind == Kind::Line => (messages.at_index)(col + 1),
        1 => (messages.at_place)(row + 1, col + 1),
        _ => (messages.at_output_place)(channel + 1, row + 1, col + 1),
    }
}

/// What is pointed at, in words.
pub fn say_focus(plan: &Plan, focus: &Focus, messages: &Messages) -> String {
    if let Some((output, input)) = focus.entry {
        let weight = focus.weights.iter().filter_map(|&weight| plan.weight(weight)).sum();
        let pass = plan.pass_of_output(output).0;
        let sentence = match (focus.weights.is_empty(), pass) {
            (true, _) => messages.matrix_entry_pooling,
            (false, 0) => messages.matrix_entry,
            (false, _) => messages.matrix_entry_between,
        };
        let mut numbers = Vec::new();
        for Place { channel, row, col } in [plan.output_place(output), plan.read_by(pass).shape().place(input)] {
            for at in [channel, row, col] {
                numbers.push((at + 1).to_string());
            }
        }
        numbers.push(num(weight));
        return number::filled(sentence, &numbers);
    }
    match focus.target {
        Target::Input(index) => {
            let Place { channel, row, col } = plan.input().shape().place(index);
            let value = num(plan.input().data()[index]);
            (messages.says_input)(channel + 1, row + 1, col + 1, &value, focus.outputs.len())
        }
        Target::Weight(index) => {
            let value = num(plan.weight(index).unwrap_or_default());
            (messages.says_weight)(&value, focus.inputs.len(), focus.outputs.len())
        }
        Target::Output(index) => {
            let Place { channel, row, col } = plan.output_place(index);
            (messages.says_output)(channel + 1, row + 1, col + 1, &num(plan.output_value(index)))
        }
    }
}

/// The partial sums that an equation shows: with several channels one per channel, with one channel one per row of the
/// window (of a pooling window its values, of a stamp's place its products).
pub fn partial_sums(frame: &Frame<'_>) -> Vec<f32> {
    let geometry = &frame.pass().geometry;
    let channels = geometry.channels_per_group();
    if channels > 1 {
        return (0..channels).map(|rank| frame.channel_sum(rank)).collect();
    }
    let together = match geometry.layer().operation {
        // A single row would be the sum itself.
        Operation::Convolution { .. } if geometry.layer().kernel.row > 1 => geometry.layer().kernel.col,
        Operation::Dense { .. } => geometry.input().size.col,
        Operation::Convolution { .. } | Operation::Transposed { .. } | Operation::Pooling(_) => 1,
    };
    // What a border holds takes no part in a maximum.
    let counted: Vec<Term> = frame.terms.iter().copied().filter(|term| term.product > f32::NEG_INFINITY).collect();
    counted.chunks(together).map(|row| row.iter().fold(0.0, |sum, term| sum + term.product)).collect()
}

/// What a pooling layer takes of its window; `None` if there are sums.
pub fn pooled(plan: &Plan) -> Option<Pool> {
    let spec = plan.spec();
    (spec.kind == Kind::Pooling).then_some(spec.pool)
}

fn spoken(sums: &[f32], pool: Option<Pool>, messages: &Messages) -> String {
    let mut out = match pool {
        Some(Pool::Max) => messages.largest_of.to_owned(),
        Some(Pool::Mean) => messages.mean_of.to_owned(),
        None if sums.is_empty() => "0".to_owned(),
        None => String::new(),
    };
    let shown = shown_terms(sums.len());
    for (index, &sum) in sums.iter().enumerate() {
        if index == shown.start && index > 0 {
            out.push_str(&format!(" {} ", (messages.terms_more)(shown.len())));
        }
        if shown.contains(&index) {
            continue;
        }
        if pool.is_some() {
            out.push_str(if index > 0 && index != shown.end { ", " } else { "" });
            out.push_str(&num(sum));
            continue;
        }
        match (index, sum < 0.0) {
            (0, false) => {}
            (0, true) => out.push_str(&format!("{} ", messages.spoken_minus)),
            (_, false) => out.push_str(&format!(" {} ", messages.spoken_plus)),
            (_, true) => out.push_str(&format!(" {} ", messages.spoken_minus)),
        }
        out.push_str(&num(sum.abs()));
    }
    out
}

/// The terms left out of an equation: with more than six, all but the first three and the last two.
pub fn shown_terms(count: usize) -> std::ops::Range<usize> {
    if count > 6 { 3..count - 2 } else { count..count }
}
