//! One axis: how long the output is, which input a tap reads.
//!
//! Everything spatial is two of these. Positions are counted on the *padded* axis from the true input's first
//! element, so padding before it has negative positions: tap `t` of output `o` stands at
//! `o * stride + t * dilation - before`.

/// Where the values of the border come from. With `a b c d` as the input:
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PaddingMode {
    /// `0 0 | a b c d | 0 0`
    #[default]
    Zeros,
    /// `c b | a b c d | c b`: mirrored, the edge not repeated.
    Reflect,
    /// `a a | a b c d | d d`: the edge repeated.
    Replicate,
    /// `c d | a b c d | a b`: from the other end.
    Circular,
    /// `b a | a b c d | d c`: mirrored, the edge repeated.
    Symmetric,
}

impl PaddingMode {
    /// Every mode, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Zeros, Self::Reflect, Self::Replicate, Self::Circular, Self::Symmetric];

    /// The widest border that the mode can fill on one side of an input of `length`; `None` if there is no limit.
    ///
    /// Reflection needs an element beyond the edge, wrapping cannot go round twice: PyTorch's limits. Symmetric borders go
    /// on to and fro, as SciPy's do.
    pub const fn widest(self, length: usize) -> Option<usize> {
        match self {
            Self::Zeros | Self::Replicate | Self::Symmetric => None,
            Self::Reflect => Some(length.saturating_sub(1)),
            Self::Circular => Some(length),
        }
    }

    /// The element of an input of `length` that stands at `position`; `None` where there is a zero.
    ///
    /// `position` lies at most [`PaddingMode::widest`] outside.
    pub const fn source(self, position: isize, length: usize) -> Option<usize> {
        let n = length as isize;
        if position >= 0 && position < n {
            return Some(position as usize);
        }
        let inside = match self {
            Self::Zeros => return None,
            Self::Reflect if position < 0 => -position,
            Self::Reflect => 2 * n - 2 - position,
            Self::Replicate if position < 0 => 0,
            Self::Replicate => n - 1,
            Self::Circular => position.rem_euclid(n),
            Self::Symmetric => {
                let turn = position.rem_euclid(2 * n);
                if turn < n { turn } else { 2 * n - 1 - turn }
            }
        };
        Some(inside as usize)
    }
}

/// One axis of a checked layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Elements of the input.
    pub input: usize,
    /// Taps of the kernel, at least 1.
    pub kernel: usize,
    /// Distance of two neighbouring windows, at least 1.
    pub stride: usize,
    /// Distance of two neighbouring taps, at least 1.
    pub dilation: usize,
    /// Border before the first element.
    pub before: usize,
    /// Border after the last element.
    pub after: usize,
    /// What the border holds.
    pub mode: PaddingMode,
}

impl Axis {
    /// Elements that the stretched kernel spans: `dilation * (kernel - 1) + 1`.
    pub const fn span(&self) -> usize {
        self.dilation * (self.kernel - 1) + 1
    }

    /// Elements with the border.
    pub const fn padded(&self) -> usize {
        self.before + self.input + self.after
    }

    /// Places of the output: `floor((padded - span) / stride) + 1`.
    pub const fn output(&self) -> usize {
        (self.padded() - self.span()) / self.stride + 1
    }

    /// Elements of the padded axis behind the last window, which the floor of the size formula leaves out.
    pub const fn unused(&self) -> usize {
        (self.padded() - self.span()) % self.stride
    }

    /// Position on the padded axis of `tap` in the window of output `out`.
    pub const fn position(&self, out: usize, tap: usize) -> isize {
        (out * self.stride + tap * self.dilation) as isize - self.before as isize
    }

    /// The input element that `tap` of output `out` reads; `None` for a zero of the border.
    pub const fn source(&self, out: usize, tap: usize) -> Option<usize> {
        self.mode.source(self.position(out, tap), self.input)
    }
}
