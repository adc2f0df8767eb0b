//! One axis, seen from the fast engine: where the border lies in the scratch copy of the input, and which outputs read
//! it with the same taps.
//!
//! The scratch copy is laid out so that neighbouring outputs always read neighbouring elements, whatever the stride.
//! A stride of 2 reads every other element, so the even and the odd elements of the axis are stored apart: these are
//! its *phases*. A transposed layer is the other way round: neighbouring inputs are read by every `stride`-th output,
//! so it is the outputs that fall into phases, each with its own taps. A [`Comb`] is such a set of outputs.

use crate::conv::axis::{Axis, PaddingMode};
use crate::conv::geometry::Geometry;
use crate::conv::layer::Operation;
use std::ops::Range;

/// An axis of the scratch copy.
pub struct Line {
    /// Elements of the input.
    pub inputs: usize,
    /// What the border holds.
    pub mode: PaddingMode,
    /// Elements of the padded axis from one element of a phase to its next.
    step: usize,
    /// Where the first element of each phase stands, counted from the first one of the first phase.
    phases: Vec<usize>,
    /// Elements before the input's first; negative if the first ones are never read.
    before: isize,
    /// Elements after the input's last that may be read.
    after: usize,
    /// Elements of each phase.
    pub length: usize,
    /// The most elements from the first to the last that one output reads in a phase, less one.
    pub overlap: usize,
}

/// A tap along one axis.
#[derive(Clone, Copy, Debug)]
pub struct Tap {
    /// Which tap of the kernel.
    pub tap: usize,
    /// In which phase it reads.
    pub phase: usize,
    /// How many elements it reads after the first that its output could.
    pub shift: usize,
}

/// Outputs along one axis that read with the same taps.
#[derive(Clone)]
pub struct Comb {
    /// The taps, ascending.
    pub taps: Vec<Tap>,
    /// The first output.
    pub first: usize,
    /// From one output to the next.
    pub step: usize,
    /// How many outputs.
    pub count: usize,
    /// The element of the scratch copy from which the shifts of the first output are counted. The next output's is the
    /// next element.
    pub origin: usize,
}

impl Line {
    /// Number of phases.
    pub fn phases(&self) -> usize {
        self.phases.len()
    }

    /// The input element in this place of the scratch copy; `None` for a zero of the border, or if it is never read.
    pub fn source(&self, phase: usize, index: usize) -> Option<usize> {
        let position = (index * self.step + self.phases[phase]) as isize - self.before;
        let end = (self.inputs + self.after) as isize;
        if position < end { self.mode.source(position, self.inputs) } else { None }
    }

    /// The elements of a phase that lie inside of the input: the first one's index, the input element there and their
    /// number. The next one's input element is [`Line::step`] further on.
    pub fn inside(&self, phase: usize) -> (usize, usize, usize) {
        let start = self.phases[phase] as isize - self.before;
        let first = if start >= 0 { 0 } else { start.unsigned_abs().div_ceil(self.step) };
        let from = (first * self.step) as isize + start;
        let beyond = self.inputs as isize - from;
        let count = if beyond > 0 { beyond.unsigned_abs().div_ceil(self.step) } else { 0 };
        (first, from.unsigned_abs(), count.min(self.length.saturating_sub(first)))
    }

    /// From an input element to the next in the same phase.
    pub fn step(&self) -> usize {
        self.step
    }
}

impl Comb {
    /// One past the last element from which shifts are counted.
    pub fn end(&self) -> usize {
        self.origin + self.count
    }

    /// The outputs, counted within the comb, whose shifts are counted from these elements.
    pub fn outputs(&self, elements: Range<usize>) -> Range<usize> {
        let within = |element: usize| element.saturating_sub(self.origin).min(self.count);
        within(elements.start)..within(elements.end)
    }
}

/// The scratch axis and the combs of one axis of a layer, whose input has `inputs` elements along it.
pub fn of(geometry: &Geometry, axis: &Axis, inputs: usize) -> (Line, Vec<Comb>) {
    match geometry.layer().operation {
        Operation::Transposed { .. } => stamping(axis, inputs),
        Operation::Convolution { .. } | Operation::Pooling(_) | Operation::Dense { .. } => sliding(axis),
    }
}

/// The scratch axis and the one comb of a window that slides.
fn sliding(axis: &Axis) -> (Line, Vec<Comb>) {
    let reads = (0..axis.kernel).map(|tap| tap * axis.dilation);
    let phases = phases(axis);
    let phase = |read: usize| phases.binary_search(&(read % axis.stride)).expect("every phase is listed");
    let taps: Vec<Tap> =
        reads.enumerate().map(|(tap, read)| Tap { tap, phase: phase(read), shift: read / axis.stride }).collect();
    let overlap = (axis.span() - 1) / axis.stride;
    let comb = Comb { taps, first: 0, step: 1, count: axis.output(), origin: 0 };
    let line = Line {
        inputs: axis.input,
        mode: axis.mode,
        step: axis.stride,
        phases,
        before: axis.before as isize,
        after: axis.after,
        length: axis.output() + overlap,
        overlap,
    };
    (line, vec![comb])
}

/// The scratch axis and the combs of a transposed layer with `inputs` elements: one for each phase of the outputs that
/// any tap reaches. `axis` is that of the convolution which the layer transposes.
///
/// The input place whose stamp puts `tap` on output `out` is `(out + before - tap * dilation) / stride`.
fn stamping(axis: &Axis, inputs: usize) -> (Line, Vec<Comb>) {
    let outputs = axis.input;
    let overlap = (axis.span() - 1) / axis.stride;
    let least = axis.before / axis.stride;
    let most = (outputs - 1 + axis.before) / axis.stride;
    let line = Line {
        inputs,
        mode: PaddingMode::Zeros,
        step: 1,
        phases: vec![0],
        before: overlap as isize - least as isize,
        after: 0,
        length: most - least + 1 + overlap,
        overlap,
    };
    let mut combs: Vec<Comb> = Vec::new();
    for phase in phases(axis) {
        let first = (phase + axis.stride - axis.before % axis.stride) % axis.stride;
        if first < outputs {
            let taps = taps_of_phase(axis, phase, overlap);
            let origin = (first + axis.before) / axis.stride - least;
            let count = (outputs - 1 - first) / axis.stride + 1;
            combs.push(Comb { taps, first, step: axis.stride, count, origin });
        }
    }
    (line, combs)
}

/// What is left when the taps' distances from the first are divided by the stride: ascending, each once.
fn phases(axis: &Axis) -> Vec<usize> {
    let mut phases = Vec::new();
    for phase in (0..axis.kernel).map(|tap| tap * axis.dilation % axis.stride) {
        if let Err(place) = phases.binary_search(&phase) {
            phases.insert(place, phase);
        }
    }
    phases
}

fn taps_of_phase(axis: &Axis, phase: usize, overlap: usize) -> Vec<Tap> {
    let taps = (0..axis.kernel).map(|tap| (tap, tap * axis.dilation));
    taps.filter(|(_, reach)| reach % axis.stride == phase)
        .map(|(tap, reach)| Tap { tap, phase: 0, shift: overlap - reach / axis.stride })
        .collect()
}
