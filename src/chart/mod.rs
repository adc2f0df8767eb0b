//! Charts as scenes: plotters draws through a backend that appends shapes.
