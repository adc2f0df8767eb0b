//! A layer of a stack as a figure: what the stage shows of it.

use super::{Extent, Layer, LayerKind};
use crate::conv::{Axes, Padding, Pool};
use crate::spec::{Kind, Spec};

/// Longest side of a figure's input; a window that hardly fits is not shown.
const LONGEST: usize = 24;

impl Layer {
    /// The layer on an input of a few windows, one channel, or as many as its chapter has; `None` if it is too large for the
    /// stage, or is a pooling along one axis, for which there is no chapter.
    pub fn figure(&self, extent: Extent) -> Option<Spec> {
        let chapter = match (self.kind, extent) {
            (LayerKind::MaxPool | LayerKind::MeanPool, Extent::Area) => Kind::Pooling,
            (LayerKind::MaxPool | LayerKind::MeanPool, _) => return None,
            (LayerKind::Depthwise, Extent::Area) => Kind::Depthwise,
            (_, Extent::Line | Extent::Causal) => Kind::Line,
            _ if self.rate > 1 => Kind::Dilated,
            _ if self.stride > 1 => Kind::Strided,
            _ => Kind::Shared,
        };
        let start = chapter.spec();
        let side = start.size.col.max(self.span() + 2 * self.stride);
        let before = self.step(extent).padding_before;
        let after = if extent == Extent::Causal { 0 } else { self.after(side, before) };
        let padding = Padding { top: before, left: before, bottom: after, right: after, ..start.padding };
        let spec = Spec {
            size: Axes::both(side),
            kernel: Axes::both(self.kernel),
            stride: Axes::both(self.stride),
            dilation: Axes::both(self.rate),
            padding,
            pool: if self.kind == LayerKind::MeanPool { Pool::Mean } else { Pool::Max },
            ..start
        };
        let spec = spec.settled();
        (side <= LONGEST && spec.check().is_ok()).then_some(spec)
    }

    /// Places of padding behind an input of `side` elements: what the window spans beside its first tap and what is padded before
    /// the input. Strides may leave the last place unread; an even kernel is then padded alike on both sides.
    fn after(&self, side: usize, before: usize) -> usize {
        if !self.padded {
            return 0;
        }
        let around = self.span() - 1;
        let unread = (side - 1) % self.stride;
        (around - before).saturating_sub(unread).max(before)
    }
}
