//! Promises of `networks`.
