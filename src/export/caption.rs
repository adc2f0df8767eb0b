//! The figure in words: a text for who cannot see the picture, and a caption for who sees nothing else.

use crate::conv::{Axes, Padding, PaddingMode, Pool};
use crate::i18n::Lang;
use crate::i18n::number::{commas, filled, num};
use crate::i18n::panels::export::Words;
use crate::spec::{Kind, Setting, Spec};
use crate::state::{say_focus, say_place};
use crate::timeline::{Beat, Frame, Moment, Plan};
use std::ops::Range;

/// What the kind is called, as a thing: "Grouped convolution".
pub fn name(spec: &Spec, lang: Lang) -> &'static str {
    let words = Words::of(lang);
    match spec.kind {
        Kind::Flipped if !spec.flip => words.not_turned,
        Kind::Pooling if spec.pool == Pool::Mean => words.kinds[Kind::ALL.len()],
        kind => words.kinds[Kind::ALL.iter().position(|&known| known == kind).unwrap_or_default()],
    }
}

/// The kind and the settings that matter: "Grouped convolution, 8 to 8 channels in 2 groups, kernel 3 × 3".
pub fn layer(spec: &Spec, lang: Lang) -> String {
    let words = Words::of(lang);
    std::iter::once(name(spec, lang).to_owned()).chain(settings(spec, lang)).collect::<Vec<_>>().join(words.comma)
}

/// Text in place of the picture of an instant: the layer, the step, its result, and what is pinned. Whole sentences.
///
/// "Grouped convolution, 8 to 8 channels in 2 groups, kernel 3 × 3. Step 23 of 72: output 3, row 2, column 2 is 13."
pub fn alt(frame: &Frame<'_>, lang: Lang) -> String {
    let (words, messages, plan) = (Words::of(lang), lang.messages(), frame.plan);
    let step = step(frame, lang);
    let told = format!("{}{}{step}", layer(plan.spec(), lang), words.stop);
    match frame.focus {
        Some(focus) => format!("{told}{}{}", words.between, say_focus(plan, focus, messages)),
        None => told,
    }
}

/// The line below a picture of an instant: the layer with the sizes of input and output, and the step's number.
///
/// "Grouped convolution, 8 to 8 channels in 2 groups, kernel 3 × 3; input 5 × 5, output 3 × 3. Step 23 of 72."
pub fn caption(frame: &Frame<'_>, lang: Lang) -> String {
    let (words, plan) = (Words::of(lang), frame.plan);
    let step = step_number(plan, frame.moment, lang);
    format!("{}{}{step}{}", described(plan, lang), words.stop, words.end)
}

/// The layer with the sizes of input and output, without the step.
pub fn described(plan: &Plan, lang: Lang) -> String {
    let (words, spec) = (Words::of(lang), plan.spec());
    let (input, output) = (plan.input().shape().size, plan.result().shape().size);
    let sizes = if spec.kind == Kind::Line {
        filled(words.lengths, &[input.col, output.col].map(|side| side.to_string()))
    } else {
        filled(words.sizes, &[input.row, input.col, output.row, output.col].map(|side| side.to_string()))
    };
    format!("{}{}{sizes}", layer(spec, lang), words.semicolon)
}

/// [`described`], and what stands beside it.
pub fn described_beside(plan: &Plan, other: Option<&Plan>, lang: Lang) -> String {
    let words = Words::of(lang);
    let told = described(plan, lang);
    match other {
        Some(other) => format!("{told}{}{}", words.stop, filled(words.beside, &[described(other, lang)])),
        None => told,
    }
}

/// A text for the picture of a figure, or its caption, with what stands beside it as one more sentence.
pub fn beside(text: String, other: Option<&Plan>, lang: Lang) -> String {
    let words = Words::of(lang);
    match other {
        Some(other) => {
            let told = filled(words.beside, &[layer(other.spec(), lang)]);
            format!("{text}{}{told}{}", words.between, words.end)
        }
        None => text,
    }
}

/// "Step 23 of 72", or that nothing has happened yet.
pub fn step_number(plan: &Plan, moment: Moment, lang: Lang) -> String {
    if moment == Moment::START {
        return filled(Words::of(lang).before_first, &[commas(plan.steps() as u64)]);
    }
    (lang.messages().step_of)(moment.step + 1, plan.steps())
}

/// Text in place of the loop. `steps`: those it goes through, counted from 0; `length` in milliseconds.
pub fn loop_alt(plan: &Plan, steps: &Range<usize>, length: f64, lang: Lang) -> String {
    let words = Words::of(lang);
    let seconds = seconds(length);
    let count = |count: usize| commas(count as u64);
    let moves = if *steps == (0..plan.steps()) {
        filled(words.loop_all, &[count(steps.len()), seconds])
    } else {
        filled(words.loop_some, &[count(steps.start + 1), count(steps.end), count(plan.steps()), seconds])
    };
    format!("{}{}{moves}", layer(plan.spec(), lang), words.stop)
}

/// The line below the loop: the layer with its sizes, how many steps, how long.
pub fn loop_caption(plan: &Plan, steps: &Range<usize>, length: f64, lang: Lang) -> String {
    let words = Words::of(lang);
    let length = loop_length(plan, steps, length, lang);
    let (first, rest) = length.split_at_checked(1).unwrap_or(("", &length));
    format!("{}{}{}{rest}{}", described(plan, lang), words.stop, first.to_ascii_uppercase(), words.end)
}

/// "72 steps, 12 s". `steps` counted from 0, `length` in milliseconds.
pub fn loop_length(plan: &Plan, steps: &Range<usize>, length: f64, lang: Lang) -> String {
    let words = Words::of(lang);
    let (seconds, all) = (seconds(length), commas(plan.steps() as u64));
    match steps.len() {
        count if count < plan.steps() => {
            let ends = [steps.start + 1, steps.end].map(|step| commas(step as u64));
            let [first, last] = ends;
            filled(words.length_some, &[first, last, all, seconds])
        }
        1 => filled(words.length_one, &[seconds]),
        _ => filled(words.length, &[all, seconds]),
    }
}

/// A time in seconds, with one decimal below ten.
fn seconds(milliseconds: f64) -> String {
    let seconds = milliseconds / 1000.0;
    let rounded = if seconds < 10.0 { (seconds * 10.0).round() / 10.0 } else { seconds.round() };
    num(rounded as f32)
}

/// The step, where its output stands, and what it is; one sentence.
pub fn step(frame: &Frame<'_>, lang: Lang) -> String {
    let (words, messages) = (Words::of(lang), lang.messages());
    let (plan, moment) = (frame.plan, frame.moment);
    if moment == Moment::START {
        return step_number(plan, moment, lang) + words.end;
    }
    let step = step_number(plan, moment, lang);
    let place = say_place(plan, moment.step, messages);
    let result = num(plan.output_value(moment.step));
    if moment.placed() > moment.step {
        return filled(words.step_done, &[step, place, result]);
    }
    let beat = match moment.beat {
        Beat::Slide | Beat::Pair => messages.pair,
        Beat::Multiply => messages.multiply,
        Beat::Gather => messages.gather,
        Beat::Place | Beat::Rest => messages.place,
    };
    filled(words.step_under_way, &[step, beat.to_owned(), place, result])
}

/// The settings of a layer that differ from a plain one, and those that its chapter is about.
fn settings(spec: &Spec, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    if spec.kind == Kind::Dense {
        let outputs = spec.check().map_or(0, |geometry| geometry.output().len());
        let sides = [spec.size.area(), outputs].map(|count| commas(count as u64));
        return std::iter::once(filled(words.dense, &sides)).chain(spec.bias.then(|| words.bias.to_owned())).collect();
    }
    let mut list: Vec<String> = channels(spec, words).into_iter().collect();
    list.push(kernel(spec, words));
    if spec.flip && spec.kind != Kind::Flipped {
        list.push(words.turned.to_owned());
    }
    if spec.kind == Kind::Strided || spec.stride != Axes::both(1) {
        list.push(filled(words.stride, &[one(spec.stride, spec)]));
    }
    if spec.kind == Kind::Dilated || spec.dilation != Axes::both(1) {
        list.push(filled(words.rate, &[one(spec.dilation, spec)]));
    }
    list.extend(padding(spec, words));
    if spec.bias {
        list.push(words.bias.to_owned());
    }
    list
}

/// One number where both axes have it, or where there is one axis; else rows × columns.
fn one(axes: Axes<usize>, spec: &Spec) -> String {
    if axes.row == axes.col || spec.kind == Kind::Line {
        axes.col.to_string()
    } else {
        format!("{} × {}", axes.row, axes.col)
    }
}

fn channels(spec: &Spec, words: &Words) -> Option<String> {
    let [inputs, outputs, groups] =
        [spec.in_channels, spec.out_channels, spec.groups].map(|count| commas(count as u64));
    let about = matches!(spec.kind, Kind::Channels | Kind::Grouped | Kind::Depthwise | Kind::Separable);
    match spec.kind {
        Kind::Pooling => (spec.in_channels > 1).then(|| filled(words.channels_pooled, &[inputs])),
        _ if spec.groups > 1 => Some(filled(words.channels_in_groups, &[inputs, outputs, groups])),
        Kind::Grouped => Some(filled(words.channels_in_one_group, &[inputs, outputs])),
        _ if about || !spec.is_single() => Some(filled(words.channels, &[inputs, outputs])),
        _ => None,
    }
}

fn kernel(spec: &Spec, words: &Words) -> String {
    let Axes { row, col } = spec.kernel;
    let sides = [row.to_string(), col.to_string()];
    match spec.kind {
        Kind::Line => filled(words.kernel_line, &sides[1..]),
        Kind::Pooling => filled(words.window, &sides),
        Kind::Separable => filled(words.kernel_separable, &sides),
        _ => filled(words.kernel, &sides),
    }
}

fn padding(spec: &Spec, words: &Words) -> Option<String> {
    let Padding { top, left, bottom, right, mode } = spec.padding;
    if top + left + bottom + right == 0 {
        return (spec.kind == Kind::Strided).then(|| words.no_padding.to_owned());
    }
    let text = Setting::Padding.text(spec);
    let numbers: Vec<String> = text.split([',', 'x']).map(|number| number.trim().to_owned()).collect();
    let padding = match numbers.len() {
        1 => words.padding,
        2 if spec.kind == Kind::Line => words.padding_line,
        2 => words.padding_two,
        _ => words.padding_four,
    };
    let nth = PaddingMode::ALL.iter().position(|&known| known == mode).unwrap_or_default();
    Some(format!("{}{}", filled(padding, &numbers), words.padding_of[nth]))
}
