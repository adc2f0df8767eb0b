//! A stack of layers and how far it sees: sizes, jumps, windows, and the ways from every input to one output.
