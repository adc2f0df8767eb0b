//! The words of the panel `networks`.
