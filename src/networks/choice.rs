//! What the panel shows, as its part of a link: `mobilenet_v1`, `mobilenet_v1.std`, `mobilenet_v1.7`, `mobilenet_v1.std.7`.

use super::{Entry, LIST, Swap};

/// A network, a change to it, a layer of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The network's place in [`LIST`].
    pub network: usize,
    /// The change.
    pub swap: Swap,
    /// The layer that was put on the stage, counted from 1 through the layers of the table as it is changed. There may be none of that number.
    pub layer: Option<u16>,
}

/// The network that is shown first.
const FIRST: &str = "mobilenet_v1";

impl Default for Choice {
    fn default() -> Self {
        Self { network: place(FIRST).unwrap_or_default(), swap: Swap::None, layer: None }
    }
}

impl Choice {
    /// Reads a part of a link; never fails. Words that are not known are passed over, and given back.
    pub fn read(text: &str) -> (Self, Vec<String>) {
        let (mut choice, mut unknown) = (Self::default(), Vec::new());
        for (nth, word) in text.split('.').filter(|word| !word.is_empty()).enumerate() {
            let layer = word.parse().ok().filter(|&layer| layer > 0);
            match (nth, place(word), known(word), layer) {
                (0, Some(place), _, _) => choice.network = place,
                (1.., _, Some(swap), _) => choice.swap = swap,
                (1.., _, _, Some(layer)) => choice.layer = Some(layer),
                _ => unknown.push(word.to_owned()),
            }
        }
        (choice, unknown)
    }

    /// The part of a link. What is read from it is the same choice.
    pub fn write(self) -> String {
        let mut text = self.entry().map_or("", |entry| entry.id).to_owned();
        if self.swap != Swap::None {
            text.push('.');
            text.push_str(self.swap.id());
        }
        if let Some(layer) = self.layer {
            text.push('.');
            text.push_str(&layer.to_string());
        }
        text
    }

    /// The network in the list.
    pub fn entry(self) -> Option<&'static Entry> {
        LIST.get(self.network)
    }
}

fn place(id: &str) -> Option<usize> {
    LIST.iter().position(|entry| entry.id == id)
}

/// The change with this word.
fn known(word: &str) -> Option<Swap> {
    Swap::ALL.into_iter().find(|swap| swap.id() == word)
}
