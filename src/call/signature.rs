//! What a layer of a library is and takes, and how one is found by its name or by a misspelt one.

use super::layer::{Framework, Op};
use super::table::{KERAS_ALL, SIGNATURES};
use crate::conv::PaddingMode;

/// What an argument means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Input channels or features.
    In,
    /// Output channels or features.
    Out,
    /// Taps along each axis.
    Kernel,
    /// Distance of windows.
    Stride,
    /// The border of a layer.
    Padding,
    /// What is added at the end of a transposed layer's output.
    OutputPadding,
    /// Distance of taps.
    Dilation,
    /// Groups of channels.
    Groups,
    /// Outputs for each input channel.
    Multiplier,
    /// Whether there is a bias.
    Bias,
    /// What the border holds.
    Mode,
    /// Whether the border counts in a mean.
    CountBorder,
    /// The border that a layer of its own adds or crops.
    Sides,
    /// The shape of the input.
    Shape,
    /// Where the channels stand in a shape.
    Format,
    /// Changes no number of the figure.
    Quiet,
    /// Changes the result, but not in the figure: said, unless it is `None`, `False` or a default.
    Told,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A layer.
    Layer(Op),
    /// A convolution of every channel by itself.
    Depthwise,
    /// A border before the next layer, of these values; true if they are minus infinity.
    Pad(PaddingMode, bool),
    /// Cuts away what the layer before gives.
    Crop,
    /// The shape of the input.
    Input,
    /// Layers one after the other.
    Sequence,
    /// Known, and not drawn.
    Skipped,
}

/// A layer of a library.
pub(super) struct Signature {
    /// The library.
    pub(super) framework: Framework,
    /// The name for two axes, and further names of the same.
    pub(super) names: &'static [&'static str],
    /// What it is.
    pub(super) what: What,
    /// The arguments in their order.
    pub(super) parameters: &'static [(&'static str, Role)],
}

impl Signature {
    /// The argument of this name: its own spelling and its role.
    pub(super) fn parameter(&self, name: &str) -> Option<(&'static str, Role)> {
        let all = if self.framework == Framework::Keras { KERAS_ALL } else { &[] };
        let found = self.parameters.iter().chain(all).find(|(own, _)| *own == name).copied();
        // How weights begin, are held and are punished while learning changes nothing that is drawn.
        let learning = ["_initializer", "_regularizer", "_constraint"].iter().any(|end| name.ends_with(end));
        found.or_else(|| (learning && self.framework == Framework::Keras).then_some(("", Role::Quiet)))
    }

    /// The argument of a role, by its name.
    pub(super) fn named(&self, role: Role) -> &'static str {
        self.parameters.iter().find(|(_, own)| *own == role).map_or("", |(name, _)| name)
    }

    /// The name of an argument that was meant by a misspelt one.
    pub(super) fn near(&self, name: &str) -> Option<&'static str> {
        let names = self.parameters.iter().map(|(own, _)| *own);
        // What the other library calls the same.
        let meant = |role: Role| Some(self.named(role)).filter(|name| !name.is_empty());
        let other = SIGNATURES.iter().flat_map(|signature| signature.parameters).find(|(own, _)| *own == name);
        other.and_then(|&(_, role)| meant(role)).or_else(|| nearest(name, names))
    }
}

/// A name found in a library: on one axis or two.
pub(super) struct Found {
    pub(super) signature: &'static Signature,
    pub(super) line: bool,
}

/// A layer by its name, of one library or of any.
pub(super) fn find(name: &str, framework: Option<Framework>) -> Option<Found> {
    let ours = SIGNATURES.iter().filter(|signature| framework.is_none_or(|own| own == signature.framework));
    ours.flat_map(|signature| signature.names.iter().map(move |own| (signature, *own))).find_map(|(signature, own)| {
        let line = own != name && on_line(own, name);
        (own == name || line).then_some(Found { signature, line })
    })
}

/// True if a name is another's with one axis.
fn on_line(own: &str, name: &str) -> bool {
    own.len() == name.len()
        && own.bytes().zip(name.bytes()).all(|(a, b)| a == b || (a == b'2' && b == b'1'))
        && own.bytes().zip(name.bytes()).filter(|(a, b)| a != b).count() == 1
}

/// The name of a layer that was meant by a misspelt one.
pub(super) fn near(name: &str, framework: Option<Framework>) -> Option<String> {
    let ours = SIGNATURES.iter().filter(|signature| framework.is_none_or(|own| own == signature.framework));
    let line = name.contains('1');
    let two: String = name.chars().map(|c| if c == '1' { '2' } else { c }).collect();
    let own = nearest(&two, ours.flat_map(|signature| signature.names).copied())?;
    Some(if line { own.replace('2', "1") } else { own.to_owned() })
}

/// The nearest of some names: letters alike but for their case, or at most a third of them changed.
fn nearest(name: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let most = name.chars().count() / 3;
    names
        .map(|own| (distance(name, own), own))
        .filter(|&(far, _)| far <= most)
        .min_by_key(|&(far, _)| far)
        .map(|(_, own)| own)
}

/// Changes of a letter that lead from one word to another (Levenshtein 1965); case does not count.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (lower(a), lower(b));
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

fn lower(word: &str) -> Vec<char> {
    word.chars().filter(|&c| c != '_').take(32).map(|c| c.to_ascii_lowercase()).collect()
}
