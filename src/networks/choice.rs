//! What the panel shows, as its part of a link: `mobilenet_v1`, `mobilenet_v1.std`.

use super::{Entry, LIST, Swap};

/// A network and a change to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The network's place in [`LIST`].
    pub network: usize,
    /// The change.
    pub swap: Swap,
}

/// The network that is shown first.
const FIRST: &str = "mobilenet_v1";

impl Default for Choice {
    fn default() -> Self {
        Self { network: place(FIRST).unwrap_or_default(), swap: Swap::None }
    }
}

impl Choice {
    /// Reads a part of a link; never fails. Words that are not known fall back to the first network and no change; they are given back.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let (mut choice, mut unknown) = (Self::default(), Vec::new());
        let (network, swap) = text.split_once('.').unwrap_or((text, ""));
        match place(network) {
            Some(place) => choice.network = place,
            None if network.is_empty() => {}
            None => unknown.push(network.to_owned()),
        }
        match Swap::ALL.into_iter().find(|known| known.id() == swap) {
            Some(swap) => choice.swap = swap,
            None => unknown.push(swap.to_owned()),
        }
        (choice, unknown)
    }

    /// The part of a link. What is read from it is the same choice.
    pub fn write(self) -> String {
        let id = self.entry().map_or("", |entry| entry.id);
        match self.swap {
            Swap::None => id.to_owned(),
            swap => format!("{id}.{}", swap.id()),
        }
    }

    /// The network in the list.
    pub fn entry(self) -> Option<&'static Entry> {
        LIST.get(self.network)
    }
}

fn place(id: &str) -> Option<usize> {
    LIST.iter().position(|entry| entry.id == id)
}
