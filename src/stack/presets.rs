//! Stacks to begin with. Their names stand in the words of the panel, in the same order.

use super::{Stack, text};

/// A stack with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The stack as [`text`] writes it.
    pub text: &'static str,
}

impl Preset {
    /// The stack.
    pub fn stack(self) -> Stack {
        text::read(self.text).0
    }
}

/// Every preset, in the order in which they are offered.
///
/// 1. and 2. Three layers of 3 x 3 see what one of 7 x 7 sees: Simonyan and Zisserman 2015, "Very Deep Convolutional Networks",
///    section 2.3.
/// 3. Rates 1, 2, 4: Yu and Koltun 2016, "Multi-Scale Context Aggregation by Dilated Convolutions", figure 1.
/// 4. and 5. Rates 2, 2, 2 leave a grid unread, rates 1, 2, 5 do not: Wang et al. 2018, "Understanding Convolution for Semantic
///    Segmentation", section 3.2 and figure 2.
/// 6. AlexNet to the last pooling: Krizhevsky 2014, "One weird trick", as TensorFlow-Slim's `alexnet_v2`; its field of 195 with
///    jump 32 and padding 64 is in the table of Araujo, Norris and Sim 2019, "Computing Receptive Fields".
/// 7. The first 12 of VGG-16's layers: Simonyan and Zisserman 2015, table 1, column D.
/// 8. The first 12 of MobileNet's layers: Howard et al. 2017, "MobileNets", table 1.
/// 9. DeepLab's cascade at output stride 16, far shortened: the stem, then six layers of 3 x 3, two of stride 2 and one for each of
///    the blocks 4 to 7 with the rates 2, 4, 8 and 16: Chen et al. 2017, "Rethinking Atrous Convolution for Semantic Image
///    Segmentation", figure 3 (b).
/// 10. WaveNet's layers of rates 1 to 512: van den Oord et al. 2016, "WaveNet", section 2.1 and figure 3.
/// 11. Twelve equal layers, whose paths come near to a normal curve: Luo, Li, Urtasun and Zemel 2016, "Understanding the Effective
///     Receptive Field in Deep Convolutional Neural Networks", section 2.2.
pub static PRESETS: [Preset; 11] = [
    Preset { text: "c3-c3-c3" },
    Preset { text: "c7" },
    Preset { text: "c3-c3d2-c3d4" },
    Preset { text: "c3d2-c3d2-c3d2" },
    Preset { text: "c3-c3d2-c3d5" },
    Preset { text: "c11s4v-p3s2v-c5-p3s2v-c3-c3-c3-p3s2v" },
    Preset { text: "c3-c3-p2s2-c3-c3-p2s2-c3-c3-c3-p2s2-c3-c3" },
    Preset { text: "c3s2-d3-w1-d3s2-w1-d3-w1-d3s2-w1-d3-w1-d3s2" },
    Preset { text: "c7s2-p3s2-c3s2-c3s2-c3d2-c3d4-c3d8-c3d16" },
    Preset { text: "c2-c2d2-c2d4-c2d8-c2d16-c2d32-c2d64-c2d128-c2d256-c2d512.causal" },
    Preset { text: "c3-c3-c3-c3-c3-c3-c3-c3-c3-c3-c3-c3.1d" },
];
