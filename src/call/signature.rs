//! What each layer of each library takes: names and order of its arguments, as of PyTorch 2 (`torch.nn`) and Keras 2 and 3
//! (`keras.layers`).
//!
//! To add a layer: an entry of [`SIGNATURES`].

use super::layer::{Framework, Op};
use crate::conv::{PaddingMode, Pool};

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

const fn torch(names: &'static [&'static str], what: What, parameters: &'static [(&'static str, Role)]) -> Signature {
    Signature { framework: Framework::PyTorch, names, what, parameters }
}

const fn keras(names: &'static [&'static str], what: What, parameters: &'static [(&'static str, Role)]) -> Signature {
    Signature { framework: Framework::Keras, names, what, parameters }
}

/// Every layer. Names have `2d` or `2D`; the same with `1` is the layer on a line.
pub(super) static SIGNATURES: &[Signature] = &[
    torch(
        &["Conv2d"],
        What::Layer(Op::Conv),
        &[
            ("in_channels", Role::In),
            ("out_channels", Role::Out),
            ("kernel_size", Role::Kernel),
            ("stride", Role::Stride),
            ("padding", Role::Padding),
            ("dilation", Role::Dilation),
            ("groups", Role::Groups),
            ("bias", Role::Bias),
            ("padding_mode", Role::Mode),
            ("device", Role::Quiet),
            ("dtype", Role::Quiet),
        ],
    ),
    torch(
        &["ConvTranspose2d"],
        What::Layer(Op::Transposed),
        &[
            ("in_channels", Role::In),
            ("out_channels", Role::Out),
            ("kernel_size", Role::Kernel),
            ("stride", Role::Stride),
            ("padding", Role::Padding),
            ("output_padding", Role::OutputPadding),
            ("groups", Role::Groups),
            ("bias", Role::Bias),
            ("dilation", Role::Dilation),
            ("padding_mode", Role::Mode),
            ("device", Role::Quiet),
            ("dtype", Role::Quiet),
        ],
    ),
    torch(
        &["MaxPool2d"],
        What::Layer(Op::Pool(Pool::Max)),
        &[
            ("kernel_size", Role::Kernel),
            ("stride", Role::Stride),
            ("padding", Role::Padding),
            ("dilation", Role::Dilation),
            ("return_indices", Role::Quiet),
            ("ceil_mode", Role::Told),
        ],
    ),
    torch(
        &["AvgPool2d"],
        What::Layer(Op::Pool(Pool::Mean)),
        &[
            ("kernel_size", Role::Kernel),
            ("stride", Role::Stride),
            ("padding", Role::Padding),
            ("ceil_mode", Role::Told),
            ("count_include_pad", Role::CountBorder),
            ("divisor_override", Role::Told),
        ],
    ),
    torch(
        &["Linear"],
        What::Layer(Op::Dense),
        &[
            ("in_features", Role::In),
            ("out_features", Role::Out),
            ("bias", Role::Bias),
            ("device", Role::Quiet),
            ("dtype", Role::Quiet),
        ],
    ),
    torch(&["ZeroPad2d"], What::Pad(PaddingMode::Zeros, false), &[("padding", Role::Sides)]),
    torch(&["ConstantPad2d"], What::Pad(PaddingMode::Zeros, true), &[("padding", Role::Sides), ("value", Role::Quiet)]),
    torch(&["ReflectionPad2d"], What::Pad(PaddingMode::Reflect, false), &[("padding", Role::Sides)]),
    torch(&["ReplicationPad2d"], What::Pad(PaddingMode::Replicate, false), &[("padding", Role::Sides)]),
    torch(&["CircularPad2d"], What::Pad(PaddingMode::Circular, false), &[("padding", Role::Sides)]),
    torch(&["Sequential", "ModuleList", "OrderedDict"], What::Sequence, &[]),
    torch(
        &[
            "ReLU",
            "ReLU6",
            "LeakyReLU",
            "PReLU",
            "ELU",
            "GELU",
            "SiLU",
            "Mish",
            "Sigmoid",
            "Tanh",
            "Softmax",
            "LogSoftmax",
            "Hardswish",
            "Hardsigmoid",
            "Identity",
            "Flatten",
            "Unflatten",
            "Dropout",
            "Dropout2d",
            "BatchNorm2d",
            "InstanceNorm2d",
            "GroupNorm",
            "LayerNorm",
            "AdaptiveAvgPool2d",
            "Upsample",
        ],
        What::Skipped,
        &[],
    ),
    keras(
        &["Conv2D", "Convolution2D"],
        What::Layer(Op::Conv),
        &[
            ("filters", Role::Out),
            ("kernel_size", Role::Kernel),
            ("strides", Role::Stride),
            ("padding", Role::Padding),
            ("data_format", Role::Format),
            ("dilation_rate", Role::Dilation),
            ("groups", Role::Groups),
            ("activation", Role::Told),
            ("use_bias", Role::Bias),
        ],
    ),
    keras(
        &["DepthwiseConv2D"],
        What::Depthwise,
        &[
            ("kernel_size", Role::Kernel),
            ("strides", Role::Stride),
            ("padding", Role::Padding),
            ("depth_multiplier", Role::Multiplier),
            ("data_format", Role::Format),
            ("dilation_rate", Role::Dilation),
            ("activation", Role::Told),
            ("use_bias", Role::Bias),
        ],
    ),
    keras(
        &["SeparableConv2D", "SeparableConvolution2D"],
        What::Layer(Op::Separable),
        &[
            ("filters", Role::Out),
            ("kernel_size", Role::Kernel),
            ("strides", Role::Stride),
            ("padding", Role::Padding),
            ("data_format", Role::Format),
            ("dilation_rate", Role::Dilation),
            ("depth_multiplier", Role::Multiplier),
            ("activation", Role::Told),
            ("use_bias", Role::Bias),
        ],
    ),
    keras(
        &["LocallyConnected2D"],
        What::Layer(Op::Local),
        &[
            ("filters", Role::Out),
            ("kernel_size", Role::Kernel),
            ("strides", Role::Stride),
            ("padding", Role::Padding),
            ("data_format", Role::Format),
            ("activation", Role::Told),
            ("use_bias", Role::Bias),
            ("implementation", Role::Quiet),
        ],
    ),
    keras(
        &["Conv2DTranspose", "Convolution2DTranspose"],
        What::Layer(Op::Transposed),
        &[
            ("filters", Role::Out),
            ("kernel_size", Role::Kernel),
            ("strides", Role::Stride),
            ("padding", Role::Padding),
            ("data_format", Role::Format),
            ("dilation_rate", Role::Dilation),
            ("activation", Role::Told),
            ("use_bias", Role::Bias),
        ],
    ),
    keras(&["MaxPooling2D", "MaxPool2D"], What::Layer(Op::Pool(Pool::Max)), POOLING),
    keras(&["AveragePooling2D", "AvgPool2D"], What::Layer(Op::Pool(Pool::Mean)), POOLING),
    keras(
        &["Dense"],
        What::Layer(Op::Dense),
        &[("units", Role::Out), ("activation", Role::Told), ("use_bias", Role::Bias)],
    ),
    keras(
        &["ZeroPadding2D"],
        What::Pad(PaddingMode::Zeros, false),
        &[("padding", Role::Sides), ("data_format", Role::Format)],
    ),
    keras(&["Cropping2D"], What::Crop, &[("cropping", Role::Sides), ("data_format", Role::Format)]),
    keras(&["Input", "InputLayer"], What::Input, &[("shape", Role::Shape), ("batch_size", Role::Quiet)]),
    keras(&["Sequential", "Model"], What::Sequence, &[]),
    keras(
        &[
            "Activation",
            "ReLU",
            "LeakyReLU",
            "PReLU",
            "ELU",
            "Softmax",
            "Flatten",
            "Reshape",
            "Dropout",
            "SpatialDropout2D",
            "BatchNormalization",
            "LayerNormalization",
            "GroupNormalization",
            "GlobalAveragePooling2D",
            "GlobalMaxPooling2D",
            "UpSampling2D",
            "Rescaling",
            "Lambda",
            "Add",
            "Concatenate",
        ],
        What::Skipped,
        &[],
    ),
];

const POOLING: &[(&str, Role)] = &[
    ("pool_size", Role::Kernel),
    ("strides", Role::Stride),
    ("padding", Role::Padding),
    ("data_format", Role::Format),
];

/// What every layer of Keras takes by name.
const KERAS_ALL: &[(&str, Role)] = &[
    ("input_shape", Role::Shape),
    ("input_dim", Role::In),
    ("name", Role::Quiet),
    ("dtype", Role::Quiet),
    ("trainable", Role::Quiet),
    ("autocast", Role::Quiet),
    ("batch_shape", Role::Quiet),
    ("batch_input_shape", Role::Quiet),
];

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
