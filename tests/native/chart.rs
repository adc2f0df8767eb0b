//! Promises of `chart`.
