//! The formula of the running step in letters, and again with the numbers of its place put in.
//!
//! Places count from 1, as everywhere on the page; the taps `u`, `v` of a kernel count from 0, so that they are distances. An
//! index is then a sum of a few multiples of letters and a number, for which there is one way of writing.

use crate::conv::{Axis, Operation, Pool, Sharing};
use crate::readout::{Piece, Role, When, number, sign};
use crate::spec::Kind;
use crate::state::pooled;
use crate::timeline::{Focus, Frame, Moment, Plan};

/// Multiples of letters, and of 1, which has no letter.
type Terms = [(isize, &'static str)];
/// An index, as it is written.
type Index = Vec<Piece>;

/// The formula of the output that is shown: in letters, then with its numbers.
pub fn general(plan: &Plan, moment: Moment, focus: Option<&Focus>) -> [Vec<Piece>; 2] {
    let frame = Frame::new(plan, moment, focus);
    [false, true].map(|running| Writer { frame: &frame, running }.formula())
}

/// The letter of an output: what lies between the two passes of a separable layer is no result yet.
pub fn letter(plan: &Plan, output: usize) -> &'static str {
    let between = plan.pass_of_output(output).0 + 1 < plan.passes().len();
    if between { "z" } else { "y" }
}

struct Writer<'a> {
    frame: &'a Frame<'a>,
    /// True if the place's numbers stand instead of its letters.
    running: bool,
}

impl Writer<'_> {
    fn formula(&self) -> Vec<Piece> {
        let (plan, pass) = (self.frame.plan, self.frame.pass());
        let mut line = Vec::new();
        let out = self.output();
        factor(&mut line, letter(plan, self.frame.shown), Role::Output, &out);
        line.push(sign("="));
        match pass.geometry.layer().operation {
            Operation::Dense { .. } => self.dense(&mut line, &out),
            Operation::Transposed { .. } => self.stamps(&mut line, &out),
            Operation::Convolution { .. } | Operation::Pooling(_) => self.window(&mut line, &out),
        }
        if pass.bias.is_some() {
            line.push(sign("+"));
            factor(&mut line, "b", Role::Plain, &out[..out.len().saturating_sub(self.places())]);
        }
        line
    }

    /// Axes that have a place: a dense layer's cells are counted through.
    fn places(&self) -> usize {
        match self.frame.plan.spec().kind {
            Kind::Dense => 0,
            Kind::Line => 1,
            _ => 2,
        }
    }

    /// A letter, or the number that it now stands for, counted from 1.
    fn place(&self, letter: &'static str, index: usize) -> Index {
        if self.running { vec![number(index + 1, Role::Plain)] } else { vec![named(letter)] }
    }

    /// The indices of the output.
    fn output(&self) -> Vec<Index> {
        let (place, shape) = (self.frame.place(), self.frame.pass().output.shape());
        if self.places() == 0 {
            return vec![self.place("i", self.frame.plan.pass_of_output(self.frame.shown).1)];
        }
        let mut all = Vec::new();
        if shape.channels > 1 {
            all.push(self.place("k", place.channel));
        }
        if self.places() == 2 {
            all.push(self.place("i", place.row));
        }
        all.push(self.place(if self.places() == 2 { "j" } else { "i" }, place.col));
        all
    }

    fn dense(&self, line: &mut Vec<Piece>, out: &[Index]) {
        let j = vec![named("j")];
        line.push(Piece::Sum("∑", format!("j = 1…{}", self.frame.plan.input().shape().len())));
        factor(line, "w", Role::Weight, &[out[0].clone(), j.clone()]);
        factor(line, "x", Role::Input, &[j]);
    }

    /// The index of the channel that is read, and what is written of it below the sum.
    fn channel(&self) -> (Option<Index>, String) {
        let geometry = &self.frame.pass().geometry;
        let (channels, filters) = (geometry.channels_per_group(), geometry.filters_per_group());
        let first = geometry.group_of_output(self.frame.place().channel) * channels;
        if geometry.input().channels == 1 {
            return (None, String::new());
        }
        if channels > 1 {
            return (Some(vec![named("c")]), format!("c = {}…{}", first + 1, first + channels));
        }
        let mut index = self.place("k", first);
        if filters > 1 && !self.running {
            index = vec![sign("⌈"), named("k"), sign("÷"), number(filters, Role::Plain), sign("⌉")];
        }
        (Some(index), String::new())
    }

    /// The index of an axis of the input: where the window begins, and the tap's way from there.
    fn input(&self, axis: &Axis, flip: bool, letters: [&'static str; 2], out: usize) -> Index {
        let (stride, rate) = (axis.stride as isize, axis.dilation as isize);
        let turned = if flip { (axis.kernel as isize - 1) * rate } else { 0 };
        let (start, tap) = (1 - stride - axis.before as isize + turned, (if flip { -rate } else { rate }, letters[1]));
        let first = start + stride * (out as isize + 1);
        match (self.running, first > 0) {
            (false, _) => multiples(&[(stride, letters[0]), tap, (start, "")]),
            (true, true) => multiples(&[(first, ""), tap]),
            (true, false) => multiples(&[tap, (first, "")]),
        }
    }

    fn window(&self, line: &mut Vec<Piece>, out: &[Index]) {
        let (plan, geometry, place) = (self.frame.plan, &self.frame.pass().geometry, self.frame.place());
        let (axes, second) = (geometry.axes(), self.frame.plan.pass_of_output(self.frame.shown).0 > 0);
        let (channel, under) = self.channel();
        let mut ranges = vec![under];
        let (sharing, flip) = match geometry.layer().operation {
            Operation::Convolution { sharing, flip } => (sharing, flip),
            _ => (Sharing::Shared, false),
        };
        let mut taps: Vec<Index> = Vec::new();
        let mut read: Vec<Index> = channel.iter().cloned().collect();
        let whose = out.len() - self.places();
        for (nth, (axis, letters, at)) in
            [(&axes.row, ["i", "u"], place.row), (&axes.col, ["j", "v"], place.col)].into_iter().enumerate()
        {
            let letters = if self.places() == 1 { ["i", "u"] } else { letters };
            if nth + self.places() < 2 {
                continue;
            }
            if second {
                read.push(self.place(letters[0], at));
                continue;
            }
            taps.push(vec![named(letters[1])]);
            ranges.push(format!("{} = 0…{}", letters[1], axis.kernel - 1));
            read.push(self.input(axis, flip, letters, at));
        }
        ranges.retain(|range| !range.is_empty());
        let largest = pooled(plan) == Some(Pool::Max);
        line.push(Piece::Sum(if largest { "max" } else { "∑" }, ranges.join(", ")));
        if pooled(plan).is_none() {
            let mut weight = Vec::new();
            if sharing == Sharing::Local {
                weight.extend_from_slice(&out[whose..]);
            }
            weight.extend_from_slice(&out[..whose]);
            weight.extend(channel.filter(|_| geometry.channels_per_group() > 1));
            weight.extend(taps);
            factor(line, "w", Role::Weight, &weight);
        }
        factor(line, if second { "z" } else { "x" }, if second { Role::Output } else { Role::Input }, &read);
        if pooled(plan) == Some(Pool::Mean) {
            line.extend([sign("÷"), number(axes.row.kernel * axes.col.kernel, Role::Plain)]);
        }
    }

    /// The sum over the inputs whose stamps reach the place: the tap is what lies between.
    fn stamps(&self, line: &mut Vec<Piece>, out: &[Index]) {
        let (axes, place) = (self.frame.pass().geometry.axes(), self.frame.place());
        let (channel, under) = self.channel();
        let mut read: Vec<Index> = channel.iter().cloned().collect();
        let mut weight = read.clone();
        weight.extend_from_slice(&out[..out.len() - 2]);
        for (axis, letters, at) in [(&axes.row, ["i", "m"], place.row), (&axes.col, ["j", "n"], place.col)] {
            let (stride, start) = (axis.stride as isize, (axis.before + axis.stride) as isize - 1);
            let tap = (-stride, letters[1]);
            let mut index = match self.running {
                false => multiples(&[(1, letters[0]), tap, (start, "")]),
                true => multiples(&[(start + at as isize + 1, ""), tap]),
            };
            if axis.dilation > 1 {
                index.insert(0, sign("("));
                index.extend([sign(")"), sign("÷"), number(axis.dilation, Role::Plain)]);
            }
            weight.push(index);
            read.push(vec![named(letters[1])]);
        }
        let under = if under.is_empty() { "m, n".to_owned() } else { format!("{under}, m, n") };
        line.push(Piece::Sum("∑", under));
        factor(line, "w", Role::Weight, &weight);
        factor(line, "x", Role::Input, &read);
    }
}

const fn named(letter: &'static str) -> Piece {
    Piece::Letter(letter, Role::Plain)
}

/// A letter with its indices in brackets.
fn factor(line: &mut Vec<Piece>, letter: &'static str, role: Role, indices: &[Index]) {
    line.push(Piece::Letter(letter, role));
    for (nth, index) in indices.iter().enumerate() {
        line.push(sign(if nth == 0 { "(" } else { "," }));
        line.extend_from_slice(index);
    }
    if !indices.is_empty() {
        line.push(sign(")"));
    }
}

/// A sum of multiples; those of 0 are left out.
fn multiples(terms: &Terms) -> Index {
    let mut line = Vec::new();
    for &(count, letter) in terms {
        if count == 0 {
            continue;
        }
        if count < 0 || !line.is_empty() {
            line.push(Piece::Sign(if count < 0 { "−" } else { "+" }, When::Passed));
        }
        if count.abs() > 1 || letter.is_empty() {
            line.push(number(count.unsigned_abs(), Role::Plain));
        }
        if !letter.is_empty() {
            line.push(named(letter));
        }
    }
    line
}
