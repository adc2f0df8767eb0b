//! Every layer that is read: names and order of its arguments, as of PyTorch 2 (`torch.nn`) and Keras 2 and 3 (`keras.layers`).
//!
//! To add a layer: an entry of [`SIGNATURES`].

use super::layer::{Framework, Op};
use super::signature::{Role, Signature, What};
use crate::conv::{PaddingMode, Pool};

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
pub(super) const KERAS_ALL: &[(&str, Role)] = &[
    ("input_shape", Role::Shape),
    ("input_dim", Role::In),
    ("name", Role::Quiet),
    ("dtype", Role::Quiet),
    ("trainable", Role::Quiet),
    ("autocast", Role::Quiet),
    ("batch_shape", Role::Quiet),
    ("batch_input_shape", Role::Quiet),
];
