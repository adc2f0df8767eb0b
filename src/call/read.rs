//! Text of PyTorch or Keras as layers.

use super::arguments::{Bound, bind, count, is_none, mode, on_line, pair, sides, word, yes_no};
use super::check::{check, check_chain};
use super::fold::{Piece, fold};
use super::layer::{Call, Framework, Groups, Layer, Op};
use super::notice::Notice;
use super::parse::{self, Node, Value, parse};
use super::refusal::{Refusal, Why, quote};
use super::signature::{self, Found, Role, What};
use super::tokens::{Kind, Token, tokens};
use crate::conv::{Axes, Padding, PaddingMode};
use std::ops::Range;

/// Longer texts, in characters, are not read.
pub const LONGEST: usize = 4096;
/// More layers are not read.
pub const MOST_LAYERS: usize = 12;

/// What a text says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The library of the first layer.
    pub framework: Framework,
    /// The layers, and the input where it is stated.
    pub call: Call,
    /// What the layers do not hold of the text.
    pub notices: Vec<Notice>,
}

/// Reads a text.
///
/// # Errors
/// Where it is no layer and why, with the nearest legal reading.
pub fn read(text: &str) -> Result<Reading, Box<Refusal>> {
    if text.chars().count() > LONGEST {
        return Err(Refusal::new(0..0, Why::TooLong(LONGEST)));
    }
    if text.trim().is_empty() {
        return Err(Refusal::new(0..text.len(), Why::Empty));
    }
    let tokens = tokens(text)?;
    refuse_onnx(&tokens)?;
    let mut reader = Reader::default();
    for node in &parse(text, &tokens)? {
        reader.gather(node, false)?;
    }
    reader.finish(text)
}

/// Operators of ONNX are written as `Conv <kernel_shape = [3, 3]> (X, W)`.
fn refuse_onnx(tokens: &[Token<'_>]) -> Result<(), Box<Refusal>> {
    let onnx = tokens.windows(2).find(|pair| {
        matches!(pair[0].kind, Kind::Name("Conv" | "ConvTranspose" | "MaxPool" | "AveragePool" | "Gemm" | "Pad"))
            && pair[1].kind == Kind::Sign('<')
    });
    onnx.map_or(Ok(()), |pair| Err(Refusal::new(pair[0].at.clone(), Why::NotRead(Framework::Onnx.name()))))
}

#[derive(Default)]
struct Reader {
    pieces: Vec<(Piece, Range<usize>)>,
    notices: Vec<Notice>,
    framework: Option<Framework>,
    /// The stated shape of the input, without the batch.
    shape: Option<Vec<Option<usize>>>,
    channels_first: bool,
    /// Sequences that stand in no other, and whether a layer stands outside of all.
    sequences: usize,
    outside: bool,
}

impl Reader {
    /// Every layer of an expression, in the order in which they are applied.
    fn gather(&mut self, node: &Node<'_>, inside: bool) -> Result<(), Box<Refusal>> {
        match &node.value {
            Value::List(nodes) | Value::Several(nodes) => nodes.iter().try_for_each(|node| self.gather(node, inside)),
            Value::Call(call) => self.call(call, inside),
            Value::Whole(_) | Value::Text(_) | Value::Name(_) | Value::Other => Ok(()),
        }
    }

    fn call(&mut self, call: &parse::Call<'_>, inside: bool) -> Result<(), Box<Refusal>> {
        let (name, library) = (call.name(), library(call.path));
        let Some(found) = signature::find(name, library) else {
            return self.other(call, library, inside);
        };
        match found.signature.what {
            What::Sequence => {
                self.sequences += usize::from(!inside && name == "Sequential");
                return self.arguments(call, true);
            }
            What::Skipped => {
                self.tell(Notice::Skipped(name.to_owned()));
                return Ok(());
            }
            _ => {}
        }
        if self.pieces.len() >= 2 * MOST_LAYERS {
            return Err(Refusal::new(call.at.clone(), Why::TooManyLayers(MOST_LAYERS)));
        }
        self.outside |= !inside;
        self.framework = self.framework.or(Some(found.signature.framework));
        let bound = bind(call, &found)?;
        let piece = match found.signature.what {
            What::Pad(mode, infinite) => Piece::Border { sides: sides(&bound, &found)?, mode, infinite },
            What::Crop => {
                let sides = sides(&bound, &found)?.map(|side| -side);
                Piece::Border { sides, mode: PaddingMode::Zeros, infinite: false }
            }
            What::Input => return self.shape(&bound),
            What::Depthwise => Piece::Layer(self.layer(Op::Conv, true, &found, &bound)?),
            What::Layer(op) => Piece::Layer(self.layer(op, false, &found, &bound)?),
            What::Sequence | What::Skipped => return Ok(()),
        };
        self.pieces.push((piece, call.at.clone()));
        Ok(())
    }

    fn arguments(&mut self, call: &parse::Call<'_>, inside: bool) -> Result<(), Box<Refusal>> {
        call.arguments.iter().try_for_each(|argument| self.gather(&argument.value, inside))
    }

    /// What is no layer: a function, whose arguments may hold layers, or a name that nothing has.
    fn other(&mut self, call: &parse::Call<'_>, library: Option<Framework>, inside: bool) -> Result<(), Box<Refusal>> {
        let name = call.name();
        let named = call.at.end.saturating_sub(name.len())..call.at.end;
        let flax = matches!(name, "Conv" | "ConvTranspose" | "ConvLocal" | "max_pool" | "avg_pool");
        if flax || call.arguments.iter().any(|one| matches!(one.name, Some(("features", _)))) {
            return Err(Refusal::new(named, Why::NotRead(Framework::Flax.name())));
        }
        let flat = name.replace('3', "2");
        if flat != name && signature::find(&flat, library).is_some() {
            return Err(Refusal::new(named, Why::ThreeAxes(quote(name))).near(&flat));
        }
        let function = name.starts_with(|c: char| !c.is_uppercase());
        let near = signature::near(name, library);
        let meant = near.as_deref().and_then(|near| signature::find(near, library));
        let meant = meant.is_some_and(|found| found.signature.what != What::Skipped);
        // What hangs on something else is one's own.
        let own = library.is_none() && call.path.contains('.');
        if function && (!meant || own) {
            return self.arguments(call, inside || name == "add");
        }
        let refusal = Refusal::new(named, Why::UnknownLayer(quote(name)));
        Err(match near {
            Some(near) => refusal.near(&near),
            None => refusal,
        })
    }

    fn tell(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// The input's shape, of which every number may be `None`.
    fn shape(&mut self, bound: &[Bound<'_, '_>]) -> Result<(), Box<Refusal>> {
        for &(role, name, node) in bound {
            match role {
                Role::Shape => self.set_shape(name, node)?,
                Role::Format => self.format(name, node)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn set_shape(&mut self, name: &'static str, node: &Node<'_>) -> Result<(), Box<Refusal>> {
        let numbers: &[Node<'_>] = match &node.value {
            Value::List(nodes) => nodes,
            _ => std::slice::from_ref(node),
        };
        let known = |node: &Node<'_>| if is_none(node) { Ok(None) } else { count(node, name, 1).map(Some) };
        let shape = numbers.iter().map(known).collect::<Result<_, _>>()?;
        self.shape.get_or_insert(shape);
        Ok(())
    }

    fn format(&mut self, name: &'static str, node: &Node<'_>) -> Result<(), Box<Refusal>> {
        match word(node) {
            Some("channels_first") => self.channels_first = true,
            Some("channels_last" | "None") => {}
            _ => return Err(Refusal::new(node.at.clone(), Why::NotOneOf(name, "'channels_last', 'channels_first'"))),
        }
        Ok(())
    }

    /// A layer of its arguments.
    fn layer(
        &mut self,
        op: Op,
        depthwise: bool,
        found: &Found,
        bound: &[Bound<'_, '_>],
    ) -> Result<Layer, Box<Refusal>> {
        let (library, line) = (found.signature.framework, found.line);
        let mut layer = Layer::new(op, line);
        if depthwise || op == Op::Separable {
            layer.groups = Groups::Each(1);
        }
        if let Op::Pool(_) = op {
            let two = if library == Framework::Keras { 2 } else { 1 };
            layer.kernel = on_line(Axes::both(two), line, 1);
        }
        let mut stride = None;
        for &(role, name, node) in bound {
            if is_none(node) && role != Role::Kernel && role != Role::Out && role != Role::In {
                continue;
            }
            match role {
                Role::In => layer.in_channels = Some(count(node, name, 1)?),
                Role::Out => layer.out_channels = Some(count(node, name, 1)?),
                Role::Kernel => layer.kernel = pair(node, name, 1, line)?,
                Role::Stride => stride = Some(pair(node, name, 1, line)?),
                Role::Dilation => layer.dilation = pair(node, name, 1, line)?,
                Role::Multiplier => layer.groups = Groups::Each(count(node, name, 1)?),
                Role::Groups => layer.groups = Groups::Of(count(node, name, 1)?),
                Role::OutputPadding => layer.output_padding = on_line(pair(node, name, 0, line)?, line, 0),
                Role::Bias => layer.bias = yes_no(node, name)?,
                Role::CountBorder => layer.counts_border = yes_no(node, name)?,
                Role::Mode => layer.padding.mode = mode(node, name)?,
                Role::Format => self.format(name, node)?,
                Role::Shape => self.set_shape(name, node)?,
                Role::Told if !matches!(word(node), Some("False" | "linear")) => self.tell(Notice::Argument(name)),
                Role::Padding | Role::Sides | Role::Quiet | Role::Told => {}
            }
        }
        layer.stride = stride.unwrap_or(if matches!(op, Op::Pool(_)) { layer.kernel } else { Axes::both(1) });
        if let Some(&(_, name, node)) = bound.iter().find(|(role, _, node)| *role == Role::Padding && !is_none(node)) {
            border(&mut layer, library, name, node)?;
        }
        if op == Op::Transposed && library == Framework::Keras {
            crop_as_keras(&mut layer);
        }
        check(&layer, library, bound)?;
        Ok(layer.normal())
    }

    /// The layers with what is known of the input, checked against each other.
    fn finish(mut self, text: &str) -> Result<Reading, Box<Refusal>> {
        let folded = fold(std::mem::take(&mut self.pieces), &mut self.notices);
        if folded.is_empty() {
            return Err(Refusal::new(0..text.len(), Why::NoLayer));
        }
        if let Some((_, at)) = folded.get(MOST_LAYERS) {
            return Err(Refusal::new(at.clone(), Why::TooManyLayers(MOST_LAYERS)));
        }
        let chained = self.sequences == 1 && !self.outside;
        let (layers, places): (Vec<Layer>, Vec<Range<usize>>) = folded.into_iter().unzip();
        let mut call = Call { input: None, layers };
        self.place_input(&mut call);
        if chained || call.input.is_some() {
            call = call.chained();
        }
        check_chain(&call, &places, chained)?;
        let framework = self.framework.unwrap_or(Framework::PyTorch);
        Ok(Reading { framework, call, notices: self.notices })
    }

    /// Gives the first layer what the stated shape says.
    fn place_input(&mut self, call: &mut Call) {
        let Some(mut shape) = self.shape.take() else { return };
        if self.channels_first && !shape.is_empty() {
            shape.rotate_left(1);
        }
        match shape[..] {
            [Some(row), Some(col), Some(channels)] => call.input = Some((Axes::new(row, col), channels)),
            [Some(col), Some(channels)] => call.input = Some((Axes::new(1, col), channels)),
            [.., channels] => {
                let first = &mut call.layers[0];
                first.in_channels = first.in_channels.or(channels);
                *first = first.normal();
            }
            [] => {}
        }
    }
}

/// The library that the path of a name says.
fn library(path: &str) -> Option<Framework> {
    match path.split('.').rev().nth(1).map(str::trim)? {
        "nn" | "torch" => Some(Framework::PyTorch),
        "layers" | "keras" | "tf" | "tfl" | "tfkl" | "L" => Some(Framework::Keras),
        _ => None,
    }
}

/// The border of a layer: a word or numbers, as the library has it.
fn border(layer: &mut Layer, library: Framework, name: &'static str, node: &Node<'_>) -> Result<(), Box<Refusal>> {
    let keras = library == Framework::Keras;
    let words = keras || layer.op == Op::Conv;
    match word(node).map(str::to_ascii_lowercase).as_deref() {
        Some("same") if words => {
            layer.same = true;
            layer.counts_border = !keras;
        }
        Some("valid") if words => {}
        Some("causal") if keras && layer.line && layer.op == Op::Conv => {
            layer.padding.left = layer.span().col - 1;
        }
        Some(_) if words && !keras => {
            return Err(Refusal::new(node.at.clone(), Why::NotOneOf(name, "'valid', 'same'")));
        }
        _ if keras => {
            let refusal = Refusal::new(node.at.clone(), Why::NotOneOf(name, "'valid', 'same'"));
            let whole = matches!(node.value, Value::Whole(_) | Value::List(_));
            let zero = matches!(node.value, Value::Whole(0));
            return Err(if whole { refusal.near(if zero { "'valid'" } else { "'same'" }) } else { refusal });
        }
        _ => {
            let Axes { row, col } = on_line(pair(node, name, 0, layer.line)?, layer.line, 0);
            layer.padding = Padding { top: row, left: col, bottom: row, right: col, mode: layer.padding.mode };
        }
    }
    Ok(())
}

/// What Keras crops from a transposed layer, or adds: `same` gives `size * stride` places, `valid` as many or more.
fn crop_as_keras(layer: &mut Layer) {
    let span = layer.span();
    let cropped = |span: usize, stride: usize| if layer.same { span.saturating_sub(stride) } else { 0 };
    let (row, col) = (cropped(span.row, layer.stride.row), cropped(span.col, layer.stride.col));
    layer.output_padding =
        Axes::new(layer.stride.row.saturating_sub(span.row), layer.stride.col.saturating_sub(span.col));
    layer.padding =
        Padding { top: row / 2, left: col / 2, bottom: row - row / 2, right: col - col / 2, mode: PaddingMode::Zeros };
    layer.same = false;
}
