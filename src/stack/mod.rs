//! A stack of layers and how far it sees: sizes, jumps, windows, and the paths from every input to one output.
//!
//! Takes a [`Stack`], read by [`text`] from the link; gives its [`Sight`], and pictures of it as scenes. What is counted lies
//! inside of all borders, along one axis: kernels are square, so that in 2-D rows and columns are alike, and the paths of an area
//! are the products of those of its two sides. Channels are left aside: they multiply all paths alike.
//!
//! | file | for |
//! | --- | --- |
//! | [`layer`] | what a layer is, and its limits |
//! | [`text`] | a stack as the link has it, read and written |
//! | [`presets`] | stacks to begin with, and their sources |
//! | [`sight`] | size, jump, start, inputs read, paths |
//! | [`windows`] | the windows of all layers on a 2-D input |
//! | [`ways`] | a 1-D stack from its output down to the inputs, or a bar for each layer |
//! | [`growth`] | the sizes from layer to layer, as curves |
//! | [`figure`] | one layer on the stage |
//! | [`heat`] | the paths: a bell in 1-D, a heat map in 2-D |
//!
//! Transposed layers are left out: an output of one sees different numbers of inputs by its place, so that there is no one size.

pub mod figure;
pub mod growth;
pub mod heat;
pub mod layer;
mod paper;
pub mod presets;
pub mod sight;
pub mod text;
pub mod ways;
pub mod windows;

pub use layer::{Extent, Field, Layer, LayerKind};
pub use presets::{PRESETS, Preset};
pub use sight::Sight;

use crate::conv::cost::Step;
use crate::i18n::panels::stack::Words;
use crate::stage::Theme;

/// Most layers of a stack.
pub const MOST_LAYERS: usize = 12;

/// Layers one after the other, the first reads the input. From one to [`MOST_LAYERS`], each within its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    extent: Extent,
    layers: Vec<Layer>,
}

impl Stack {
    /// A stack of the nearest legal layers: the first [`MOST_LAYERS`], a plain one if there are none.
    pub fn new(extent: Extent, layers: &[Layer]) -> Self {
        let mut layers: Vec<Layer> = layers.iter().take(MOST_LAYERS).map(|layer| layer.fitted(extent)).collect();
        if layers.is_empty() {
            layers.push(LayerKind::Standard.layer());
        }
        Self { extent, layers }
    }

    /// Along what the layers slide.
    pub const fn extent(&self) -> Extent {
        self.extent
    }

    /// The layers, the first reads the input.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The same layers along something else; rates go to the nearest legal ones.
    pub fn along(&self, extent: Extent) -> Self {
        Self::new(extent, &self.layers)
    }

    /// With another layer in the place of the `nth`.
    pub fn with(&self, nth: usize, layer: Layer) -> Self {
        self.changed(|layers| {
            if let Some(place) = layers.get_mut(nth) {
                *place = layer;
            }
        })
    }

    /// With one layer more at the end, like the last one; the same if it is full.
    pub fn with_one_more(&self) -> Self {
        self.changed(|layers| layers.extend(layers.last().copied()))
    }

    /// Without the `nth` layer; the same if it is the only one.
    pub fn without(&self, nth: usize) -> Self {
        self.changed(|layers| {
            if nth < layers.len() && layers.len() > 1 {
                layers.remove(nth);
            }
        })
    }

    /// With the `nth` layer and the one after it in each other's place.
    pub fn swapped(&self, nth: usize) -> Self {
        self.changed(|layers| {
            if nth + 1 < layers.len() {
                layers.swap(nth, nth + 1);
            }
        })
    }

    fn changed(&self, change: impl FnOnce(&mut Vec<Layer>)) -> Self {
        let mut layers = self.layers.clone();
        change(&mut layers);
        Self::new(self.extent, &layers)
    }

    /// The layers as [`crate::conv::cost`] has them.
    pub fn steps(&self) -> Vec<Step> {
        self.layers.iter().map(|layer| layer.step(self.extent)).collect()
    }
}

impl Default for Stack {
    /// Rates 1, 2, 4.
    fn default() -> Self {
        let rate = |rate| Layer { rate, ..LayerKind::Standard.layer() };
        Self::new(Extent::Area, &[rate(1), rate(2), rate(4)])
    }
}

/// How a stack is drawn.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Width of the picture in CSS pixels.
    pub width: f64,
    /// Colours.
    pub theme: &'a Theme,
    /// Words.
    pub words: &'a Words,
}
