//! Promises of `networks`: every table adds up, to the last parameter.

mod fields;
mod figures;
mod pictures;
mod published;
mod reading;
mod swaps;
mod tables;

use convoscope::networks::{LIST, Network, read};
use std::path::Path;

/// The text of a network's file.
fn text(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/networks").join(format!("{id}.txt"));
    std::fs::read_to_string(path).expect("the file is there")
}

/// A network by its name in links.
fn network(id: &str) -> Network {
    read(&text(id)).unwrap_or_else(|error| panic!("{id}: {error:?}"))
}

/// Every network with its name.
fn all() -> impl Iterator<Item = (&'static str, Network)> {
    LIST.iter().map(|entry| (entry.id, network(entry.id)))
}
