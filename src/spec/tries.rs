//! Three settings of each chapter that are worth a look, as links. What each shows is said beside it, in
//! [`KindWords::tries`](crate::i18n::KindWords::tries), in the same order.

use super::Kind;

/// The links of a chapter, without what names the chapter.
pub const fn tries(kind: Kind) -> [&'static str; 3] {
    match kind {
        Kind::Dense => ["n=6", "in=impulse", "filter=box"],
        Kind::Local => ["in=impulse", "filter=sobelx", "s=2"],
        Kind::Shared => ["filter=box", "n=16&in=face&filter=sobely", "n=7&in=impulse&filter=emboss"],
        Kind::Flipped => ["n=7&in=impulse", "filter=gaussian", "filter=sobelx"],
        Kind::Strided => ["s=1", "n=9&s=3&p=0", "s=1&p=2&pad=reflect"],
        Kind::Dilated => ["d=3&n=12", "d=4", "in=impulse"],
        Kind::Channels => ["cin=1&cout=4", "cin=6&cout=1", "k=1"],
        Kind::Grouped => ["g=1", "g=4", "g=8"],
        Kind::Depthwise => ["cout=8", "n=8&cin=3&bias=0&in=face&filter=gaussian", "s=2&p=1"],
        Kind::Separable => ["n=8&cin=3&cout=8&in=face", "k=5&p=2", "s=2&p=1"],
        Kind::Transposed => ["in=impulse", "k=2", "in=face&filter=box"],
        Kind::Pooling => ["pool=mean", "n=9&k=3", "n=7&k=7&s=1&pool=mean"],
        Kind::Line => ["p=2,0", "k=2&d=4&p=4,0", "k=7&filter=gaussian"],
    }
}
