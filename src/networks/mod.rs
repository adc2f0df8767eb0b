//! Real networks: their layers as tables, what they cost, how far they see, and what a change would cost.
//!
//! A network is data: one file of `static/networks`, fetched when it is wanted; `src/networks/FORMAT.md` has the format. Adding a
//! network is adding a file.
//!
//! | step | takes | gives |
//! | --- | --- | --- |
//! | [`read::read`] | the text of a file | a [`Network`], or which line is wrong |
//! | [`totals::Totals::of`] | a network | sums, whole and by kind |
//! | [`field::fields`] | rows | what each sees of the network's input |
//! | [`compare::Verdict`] | a published figure | how ours differs from it |
//! | [`swap::Swap`] | a network | the same with other layers |
//! | [`stage::figure`] | a row | a figure that can be drawn, and what it left out |
//! | [`say`] | any of these | words |
//! | [`chart`] | a network | pictures |

pub mod chart;
pub mod choice;
pub mod compare;
pub mod field;
pub mod read;
pub mod say;
pub mod stage;
pub mod swap;
pub mod totals;

pub use choice::Choice;
pub use read::read;
pub use swap::Swap;
pub use totals::Totals;

use crate::conv::cost::{Cost, cost};
use crate::conv::{Axes, Geometry, Layer, Operation, Padding, Pool, Shape, Sharing};
use crate::i18n::Lang;

/// A network that can be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The file's name without its end; the word in links.
    pub id: &'static str,
    /// Title in English.
    pub english: &'static str,
    /// Title in Chinese.
    pub chinese: &'static str,
    /// Year of publication.
    pub year: u16,
    /// Of the file's content.
    pub hash: &'static str,
}

/// Every network, ordered by year: made from the files by `list.rs`.
pub static LIST: &[Entry] = include!(concat!(env!("OUT_DIR"), "/networks.rs"));

impl Entry {
    /// The title in a language.
    pub const fn title(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::English => self.english,
            Lang::Chinese => self.chinese,
        }
    }

    /// Where the file is, from the page's own address. New content has a new address.
    pub fn address(&self) -> String {
        format!("networks/{}.txt?v={}", self.id, self.hash)
    }
}

/// A text in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub english: String,
    /// In Chinese.
    pub chinese: String,
}

impl Words {
    /// The text in a language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::English => &self.english,
            Lang::Chinese => &self.chinese,
        }
    }
}

/// A network: what its file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Its name.
    pub title: Words,
    /// Where the layers come from.
    pub source: Words,
    /// Year of publication.
    pub year: u16,
    /// Shape of one input.
    pub input: Shape,
    /// Trained numbers of normalisation (scale and shift), which have no row.
    pub norm: u64,
    /// Numbers that normalisation keeps and does not train (running mean and variance).
    pub statistics: u64,
    /// Figures of others.
    pub published: Vec<compare::Published>,
    /// Where ours and theirs differ, and why.
    pub remark: Words,
    /// The layers in order of execution, and what joins them.
    pub rows: Vec<Row>,
}

impl Network {
    /// The layers of the table, without what only joins them.
    pub fn layers(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.listed)
    }
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
    /// A convolution with a window, across all channels.
    Conv,
    /// 1 x 1, across all channels.
    Pointwise,
    /// Every channel by itself.
    Depthwise,
    /// Channels in groups.
    Grouped,
    /// A kernel for each place.
    Local,
    /// Every input meets every output.
    Dense,
    /// The largest value of a window.
    MaxPool,
    /// The mean of a window.
    MeanPool,
    /// The mean over whole maps; where the output is as large as the input, nothing.
    WholePool,
    /// Maps of several rows side by side.
    Concat,
    /// Rows added value by value.
    Sum,
    /// Rows multiplied value by value; one of them may have one value for a map.
    Multiply,
    /// Some of the maps.
    Slice,
    /// One value for each map, repeated over the map.
    Resize,
}

impl LayerKind {
    /// Every kind: those with weights, pooling, what joins.
    pub const ALL: [Self; 14] = [
        Self::Conv,
        Self::Pointwise,
        Self::Depthwise,
        Self::Grouped,
        Self::Local,
        Self::Dense,
        Self::MaxPool,
        Self::MeanPool,
        Self::WholePool,
        Self::Concat,
        Self::Sum,
        Self::Multiply,
        Self::Slice,
        Self::Resize,
    ];
    /// How many of them have weights: the first.
    pub const WITH_WEIGHTS: usize = 6;

    /// The word in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Conv => "conv",
            Self::Pointwise => "pointwise",
            Self::Depthwise => "depthwise",
            Self::Grouped => "grouped",
            Self::Local => "local",
            Self::Dense => "fc",
            Self::MaxPool => "maxpool",
            Self::MeanPool => "avgpool",
            Self::WholePool => "adaptive_avgpool",
            Self::Concat => "concat",
            Self::Sum => "sum",
            Self::Multiply => "multiply",
            Self::Slice => "slice",
            Self::Resize => "resize",
        }
    }

    /// True if it has weights.
    pub const fn has_weights(self) -> bool {
        (self as usize) < Self::WITH_WEIGHTS
    }

    /// True for pooling.
    pub const fn pools(self) -> bool {
        matches!(self, Self::MaxPool | Self::MeanPool | Self::WholePool)
    }

    /// True if it only joins or splits other rows.
    pub const fn joins(self) -> bool {
        self as usize > Self::WholePool as usize
    }
}

/// A layer of a network, or what joins layers.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The implementation's own name.
    pub name: String,
    /// What it does.
    pub kind: LayerKind,
    /// True if it is a layer of the table; false for what only joins layers, and for pooling called as a function.
    pub listed: bool,
    /// Shape of what it reads.
    pub input: Shape,
    /// Shape of what it gives.
    pub output: Shape,
    /// Taps along each axis.
    pub kernel: Axes<usize>,
    /// Distance of neighbouring windows.
    pub stride: Axes<usize>,
    /// Distance of neighbouring taps.
    pub dilation: Axes<usize>,
    /// Border.
    pub padding: Padding,
    /// Groups of channels.
    pub groups: usize,
    /// True if a bias joins each sum.
    pub bias: bool,
    /// What it reads: 0 for the network's input, `n` for row `n` counted from 1.
    pub reads: Vec<usize>,
    /// What it costs, for one input. Pooling and joining count as nothing.
    pub cost: Cost,
}

impl Row {
    /// A plain row: a 1 x 1 window, stride 1, no border, one group.
    pub const fn new(name: String, kind: LayerKind, input: Shape, output: Shape) -> Self {
        Self {
            name,
            kind,
            listed: true,
            input,
            output,
            kernel: Axes::both(1),
            stride: Axes::both(1),
            dilation: Axes::both(1),
            padding: Padding::zeros(0),
            groups: 1,
            bias: false,
            reads: Vec::new(),
            cost: Cost { weights: 0, bias: 0, multiply_adds: 0, activations: 0 },
        }
    }

    /// The layer for the engine; of joining rows, one without meaning.
    fn layer(&self) -> Layer {
        let operation = match self.kind {
            LayerKind::Local => Operation::Convolution { sharing: Sharing::Local, flip: false },
            LayerKind::Dense => Operation::Dense { output: Axes::both(1) },
            LayerKind::MaxPool => Operation::Pooling(Pool::Max),
            LayerKind::MeanPool | LayerKind::WholePool => Operation::Pooling(Pool::Mean),
            _ => Operation::Convolution { sharing: Sharing::Shared, flip: false },
        };
        Layer {
            input: self.input,
            out_channels: self.output.channels,
            kernel: self.kernel,
            stride: self.stride,
            dilation: self.dilation,
            padding: self.padding,
            groups: self.groups,
            operation,
        }
    }

    /// The row with its output's size and its cost as they follow from its own geometry, by the formulas of
    /// [`crate::conv::cost`]. A local layer with a bias has one for each output, as Keras has. `None` if the layer cannot be.
    pub fn settled(mut self) -> Option<Self> {
        if self.kind.joins() || self.kind == LayerKind::WholePool {
            self.cost = Cost { activations: self.output.len() as u64, ..Cost::default() };
            return Some(self);
        }
        let geometry = Geometry::new(&self.layer()).ok()?;
        self.output = geometry.output();
        let counted = cost(&geometry, self.bias);
        self.cost = match self.kind {
            LayerKind::Local if self.bias => Cost { bias: counted.activations, ..counted },
            _ if self.kind.has_weights() => counted,
            _ => Cost { activations: counted.activations, ..Cost::default() },
        };
        Some(self)
    }

    /// Trained numbers.
    pub const fn params(&self) -> u64 {
        self.cost.parameters()
    }
}
