//! The words of the panel `stack`.
