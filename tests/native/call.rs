//! Promises of `call`.
