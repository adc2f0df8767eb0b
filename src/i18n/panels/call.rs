//! The words of the panel `call`.
