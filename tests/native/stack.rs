//! Promises of `stack`.
