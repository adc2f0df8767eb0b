//! The formula of the running step in letters, and again with the numbers of its place put in.
//!
//! Places count from 1, as everywhere on the page; the taps `u`, `v` of a kernel count from 0, so that they are distances. An
//! index is then a sum of a few multiples of letters and a number, for which there is one way of writing.
//!
//! A formula is a text: a letter is a name, `[...]` stands below the sign before it, `↑` is a maximum. What else there is, is
//! a number or an operator.

use crate::conv::{Axis, Operation, Pool, Sharing};
use crate::spec::Kind;
use crate::timeline::{Focus, Frame, Moment, Plan};

/// The formula of the output that is shown: in letters, then with its numbers.
pub fn general(plan: &Plan, moment: Moment, focus: Option<&Focus>) -> [String; 2] {
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
    #[inline(never)]
    fn formula(&self) -> String {
        let (plan, pass) = (self.frame.plan, self.frame.pass());
        let (place, one) = (self.frame.place(), plan.spec().kind == Kind::Line);
        let dense = plan.spec().kind == Kind::Dense;
        let several = pass.output.shape().channels > 1 && !dense;
        let k = if several { self.place("k", place.channel) } else { String::new() };
        let index = if dense { plan.pass_of_output(self.frame.shown).1 } else { place.row };
        let i = if one { String::new() } else { self.place("i", index) };
        let j = if dense { String::new() } else { self.place(if one { "i" } else { "j" }, place.col) };
        let mut line = String::new();
        factor(&mut line, letter(plan, self.frame.shown), &[&k, &i, &j]);
        line.push('=');
        match pass.geometry.layer().operation {
            Operation::Dense { .. } => {
                below(&mut line, "∑", &["j=1…", &plan.input().shape().len().to_string()]);
                factor(&mut line, "w", &[&i, "j"]);
                factor(&mut line, "x", &["j"]);
            }
            Operation::Transposed { .. } | Operation::Convolution { .. } | Operation::Pooling(_) => {
                self.window(&mut line, [&k, &i, &j]);
            }
        }
        if pass.bias.is_some() {
            line.push('+');
            factor(&mut line, "b", &[if dense { &i } else { &k }]);
        }
        line
    }

    /// A letter, or the number that it now stands for, counted from 1.
    fn place(&self, letter: &str, index: usize) -> String {
        if self.running { (index + 1).to_string() } else { letter.to_owned() }
    }

    /// The index of the channel that is read, and what is written of it below the sum.
    fn channel(&self) -> [String; 2] {
        let geometry = &self.frame.pass().geometry;
        let (channels, filters) = (geometry.channels_per_group(), geometry.filters_per_group());
        let first = geometry.group_of_output(self.frame.place().channel) * channels;
        if geometry.input().channels == 1 {
            return [String::new(), String::new()];
        }
        if channels > 1 {
            return ["c".to_owned(), ["c=", &(first + 1).to_string(), "…", &(first + channels).to_string()].concat()];
        }
        let index = if filters > 1 && !self.running {
            ["⌈k÷", &filters.to_string(), "⌉"].concat()
        } else {
            self.place("k", first)
        };
        [index, String::new()]
    }

    /// The sum over a window, or over the inputs whose stamps reach the place: there the tap is what lies between.
    fn window(&self, line: &mut String, [k, i, j]: [&str; 3]) {
        let pass = self.frame.pass();
        let (geometry, place) = (&pass.geometry, self.frame.place());
        let second = self.frame.plan.pass_of_output(self.frame.shown).0 > 0;
        let [c, under] = self.channel();
        let summed = if under.is_empty() { "" } else { &*c };
        let (axes, one) = (geometry.axes(), self.frame.plan.spec().kind == Kind::Line);
        let columns = if one { ["i", "u", "m"] } else { ["j", "v", "n"] };
        let row = if one { Default::default() } else { self.axis(&axes.row, ["i", "u", "m"], place.row) };
        let col = self.axis(&axes.col, columns, place.col);
        let [[u, x, rows], [v, z, cols]] = if second { Default::default() } else { [row, col] };
        let (sign, mean) = match geometry.layer().operation {
            Operation::Pooling(Pool::Max) => ("↑", false),
            Operation::Pooling(Pool::Mean) => ("∑", true),
            _ => ("∑", false),
        };
        // Two letters of one range share it.
        let alike = rows.get(1..) == cols.get(1..);
        let rows = if alike { rows.get(..1).unwrap_or_default() } else { &rows };
        below(line, sign, &[&list(&[&under, rows, &cols])]);
        match geometry.layer().operation {
            Operation::Pooling(_) => {}
            Operation::Transposed { .. } => factor(line, "w", &[&c, k, &u, &v]),
            Operation::Convolution { sharing: Sharing::Local, .. } => factor(line, "w", &[i, j, k, summed, &u, &v]),
            _ => factor(line, "w", &[k, summed, &u, &v]),
        }
        if second {
            factor(line, "z", &[&c, i, j]);
        } else {
            factor(line, "x", &[&c, &x, &z]);
        }
        if mean {
            line.push('÷');
            line.push_str(&geometry.layer().kernel.area().to_string());
        }
    }

    /// Of an axis: the index of the weight, that of the input, and what is written below the sum.
    #[inline(never)]
    fn axis(&self, axis: &Axis, [out, tap, read]: [&str; 3], at: usize) -> [String; 3] {
        let (stride, rate, at) = (axis.stride as isize, axis.dilation as isize, at as isize + 1);
        let before = axis.before as isize + stride - 1;
        let (count, start, way) = match self.frame.pass().geometry.layer().operation {
            Operation::Transposed { .. } => (1, before, (-stride, read)),
            Operation::Convolution { flip: true, .. } => {
                (stride, (axis.kernel as isize - 1) * rate - before, (-rate, tap))
            }
            _ => (stride, -before, (rate, tap)),
        };
        let first = start + count * at;
        let index = match (self.running, first > 0) {
            (false, _) => multiples(&[(count, out), way, (start, "")]),
            (true, true) => multiples(&[(first, ""), way]),
            (true, false) => multiples(&[way, (first, "")]),
        };
        if way.1 == tap {
            return [tap.to_owned(), index, [tap, "=0…", &(axis.kernel - 1).to_string()].concat()];
        }
        let index = if rate > 1 { ["(", &index, ")÷", &rate.to_string()].concat() } else { index };
        [index, read.to_owned(), read.to_owned()]
    }
}

/// What there is, with commas between.
#[inline(never)]
fn list(parts: &[&str]) -> String {
    let mut all = String::new();
    for part in parts {
        if !part.is_empty() {
            if !all.is_empty() {
                all.push(',');
            }
            all.push_str(part);
        }
    }
    all
}

/// A letter with its indices in brackets.
#[inline(never)]
fn factor(line: &mut String, letter: &str, indices: &[&str]) {
    let indices = list(indices);
    line.push_str(letter);
    if !indices.is_empty() {
        line.push('(');
        line.push_str(&indices);
        line.push(')');
    }
}

/// A sign with something below it.
fn below(line: &mut String, sign: &str, under: &[&str]) {
    line.push_str(sign);
    line.push('[');
    under.iter().for_each(|part| line.push_str(part));
    line.push(']');
}

/// A sum of multiples of letters, and of 1, which has no letter; those of 0 are left out.
#[inline(never)]
fn multiples(terms: &[(isize, &str)]) -> String {
    let mut line = String::new();
    for &(count, letter) in terms {
        if count == 0 {
            continue;
        }
        if count < 0 {
            line.push('−');
        } else if !line.is_empty() {
            line.push('+');
        }
        if count.abs() > 1 || letter.is_empty() {
            line.push_str(&count.unsigned_abs().to_string());
        }
        line.push_str(letter);
    }
    line
}
